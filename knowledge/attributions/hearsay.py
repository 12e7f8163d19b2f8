"""What goes round and has no author: "rumours that Karl Vane has died have spread", "speculation grew that he will".

A paper that tells of a rumour has not said what the rumour says. Where nobody else is quoted for it, the rumour itself
is the voice, without a name.
"""

from __future__ import annotations

import re
from functools import cache

from knowledge.attributions.clauses import has_finite, words_of
from knowledge.attributions.drafts import Draft, trimmed
from knowledge.caseless import Caseless
from knowledge.model import Span
from knowledge.word_lists import any_of


def told_by_rumour(text: str, sentence: Span, quotations: tuple[Span, ...]) -> Draft | None:
    """Who says it where only a rumour does, and what it says; None where the sentence tells of no rumour.

    >>> words = "Once again, rumours that Karl Vane has died have spread online."
    >>> found = told_by_rumour(words, Span(0, len(words)), ())
    >>> found and found.source and (found.source.of(words), found.content.of(words))
    ('rumours', 'Karl Vane has died')
    """
    for may_be_told, shape in ((_named("rumours"), _rumour), (_named("going_round"), _story_that_spread)):
        if may_be_told.search(text, sentence.start, sentence.end) is None:
            continue
        found = shape().search(text, sentence.start, sentence.end)
        if found is None or any(found.start("who") in range(q.start, q.end) for q in quotations):
            continue
        before = Span(sentence.start, found.start("who"))
        # "Shares fell on rumours that it was lost": that they fell is the paper's own word.
        if has_finite(words_of(text, before.start, before.end)) and not _rife().search(before.of(text)):
            continue
        if _ended().search(text, found.start("what"), sentence.end):
            # "Rumours that he died are false": the paper says something itself.
            continue
        spread = _how_it_spread().search(text, found.start("what"), sentence.end)
        if found["topic"] and not spread:
            # "Rumours of rain kept the crowd away" tells what they did, and not what they said.
            continue
        content = trimmed(text, found.start("what"), spread.start() if spread else sentence.end, list(quotations))
        if content is not None:
            return Draft(Span(*found.span("who")), None, content, "claimed", found["name"].lower())
    return None


@cache
def _named(words: str) -> Caseless:
    """Few sentences have a word of either list, and one look shows which."""
    return Caseless(rf"\b(?:{any_of(words)})\b")


@cache
def _rumour() -> re.Pattern[str]:
    """A rumour by its name, and what it says: "rumours spread that", "a rumour about the death of"."""
    before = rf"(?:(?:{any_of('before_reports')}|{any_of('how_rumours_are')})\s+)*"
    between = r"(?:[^\s,.;:“”\"]+\s+){0,12}?"
    return re.compile(
        rf"\b(?i:(?P<who>{before}(?P<name>{any_of('rumours')}))\s+(?:{between}that\b|(?P<topic>of|about)\s)\s*)(?P<what>\S)"
    )


@cache
def _story_that_spread() -> re.Pattern[str]:
    """A story, a post or a report where it is told how it went round: "a story making the rounds about"."""
    before = rf"(?:(?:{any_of('before_reports')}|{any_of('how_rumours_are')}|an?)\s+)*"
    spread = rf"(?:(?:has|have|had|is|are|was|were|been|being|[a-z]+ly|now)\s+)*(?:{any_of('going_round')})"
    return re.compile(
        rf"\b(?i:(?P<who>{before}(?P<name>{any_of('what_goes_round')}))\s+{spread}\b"
        rf"(?:[^.;:“”\"]{{0,60}}?)\s(?:that|about|of|claiming|saying|stating)\s+)(?P<what>\S)(?P<topic>)"
    )


@cache
def _ended() -> re.Pattern[str]:
    """What a report says of a rumour, and not the rumour: "is false", "was debunked"."""
    return re.compile(rf"\b(?i:{any_of('rumours_ended')})\b")


@cache
def _rife() -> re.Pattern[str]:
    """Where the paper tells of nothing but the rumour: "Twitter is abuzz with", "there are"."""
    return re.compile(rf"\b(?i:{any_of('rife_with')})\s+(?:(?:the|an?)\s+)?\Z")


@cache
def _how_it_spread() -> re.Pattern[str]:
    """Where a rumour's words end and the report goes on to tell how they went round: "… have flourished online"."""
    being = r"(?:has|have|had|is|are|was|were)\s+(?:(?:been|being|[a-z]+ly|now|also|again|once again)\s+)*"
    return re.compile(rf"(?i:\s(?:{being})?(?:{any_of('going_round')})\b)")
