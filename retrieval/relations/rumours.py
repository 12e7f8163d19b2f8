"""Who says, right behind a rumour, that it is none: "A rumour said that … The story turned out to be fake".

A rumour is told in one sentence and ended in the next, so neither of the two denies anything by itself. It counts only
where the first tells just the claim and the second says nothing else: a denial may be of any other word there.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache

from knowledge.caseless import Caseless
from knowledge.model import Attribution, Claim, Finding, Speaker
from retrieval.negated import is_narrowed
from retrieval.origins import has_name
from retrieval.ranking import words_of
from retrieval.relations.answered import answers_alone
from retrieval.relations.weighed import Related, Weighed, because, without_echoes
from retrieval.withheld import NEGATION, hedged, is_to_come, refutes
from retrieval.word_tables import any_of


def with_who_ends_a_rumour(claim: Claim, weighed: Weighed, reports: Mapping[str, Sequence[Finding]]) -> Weighed:
    """What was weighed by words, with whoever says in the next sentence that the rumour of just that is none.

    Who only prints the rumour does not say so then.
    """
    if refutes(claim.text) or NEGATION.search(claim.text):
        return weighed
    denying, rumours = [], {}
    for report in reports.values():
        by_ordinal = {f.statement.ordinal: f for f in report if not f.article.is_note}
        for ordinal, rumour in by_ordinal.items():
            following = by_ordinal.get(ordinal + 1)
            if following is None or not _told_in(rumour.words) or (ended := _ended(following)) is None:
                continue
            if tells_just_that(claim.text, rumour.words):
                denying.append(ended)
                rumours[rumour.statement.id] = rumour
            elif any(r.relation == "denies" and r.finding.statement.id == rumour.statement.id for r in weighed.related):
                # The rumour was that it was not so.
                rumours[rumour.statement.id] = rumour
    if not rumours:
        return weighed
    apart = {*rumours, *(f.statement.id for f in denying)}
    kept = [r for r in weighed.related if r.finding.statement.id not in apart]
    beside = [Related(f, "context") for f in rumours.values()]
    related = without_echoes([*kept, *beside, *(Related(f, "denies") for f in denying)])
    return Weighed("found", related, weighed.events)


def tells_just_that(claim: str, words: str) -> bool:
    """Whether a sentence has a rumour or a report say what a claim says, and no word more.

    >>> tells_just_that("Karl Vane bought the mill", "A rumour said that Karl Vane bought the mill.")
    True
    >>> tells_just_that("Karl Vane bought the mill", "A rumour said that Karl Vane bought the mill by fraud.")
    False
    """
    match = _told_in(words)
    if match is None or NEGATION.search(words) or hedged(words) or refutes(words):
        return False
    said = match["said"]
    alike = words_of(said) == words_of(claim) and is_to_come(said) == is_to_come(claim)
    return alike and not is_narrowed(claim, said)


def _told_in(words: str) -> re.Match[str] | None:
    return _rumour().fullmatch(words.replace("’", "'").strip())


def _ended(finding: Finding) -> Finding | None:
    """A finding in the voice of who says in it that the rumour just told is none, and nothing else; else None."""
    if (match := _end_of_it().fullmatch(finding.words.replace("’", "'").strip())) is not None:
        own = Attribution(Speaker(finding.outlet, "outlet_itself"), "", (), finding.statement.span)
        return because(replace(finding, heard=own), f'denied: "{match["end"]}"')
    answer = answers_alone(finding)
    if answer is None or not has_name(answer.speaker):
        return None
    return because(replace(finding, heard=answer), f'denied: "{answer.cue}"')


@cache
def _rumour() -> Caseless:
    stories, saying = any_of("denials", "stories"), any_of("denials", "rumoured")
    story = rf"[^.;:?!,]*?\b(?:{stories})(?: [^.;:?!,]{{1,40}}?)?"
    return Caseless(rf"{story} (?:{saying})(?: that)? (?P<said>[^.;:?!]+?)(?: on \w+day)?\.?")


@cache
def _end_of_it() -> Caseless:
    """What a report says of the rumour: "the story turned out to be fake", "it was debunked by the Harbour Post"."""
    lead = rf"(?:(?:{any_of('denials', 'turning_to')}),? )?"
    being, degree = any_of("contrasts", "proving"), any_of("contrasts", "degrees")
    false = any_of("denials", "false", "hoax_words")
    by = r"(?: by (?:the )?[A-Z][\w'-]*(?: [A-Z][\w'-]*)*)?"
    shown = r"(?:was|were|has been|have been) (?:debunked|disproved)"
    end = rf"(?:is|are|was|were|{being}) (?:(?:{degree}) )*(?:{false})|{shown}"
    story = rf"(?:the|this|that|these|those) (?:{any_of('denials', 'stories')})"
    return Caseless(rf"{lead}{story} (?P<end>{end}){by}\.?")
