"""Speakers that the trained reader has passed over where commas are lost: who told an agency, who says what befell."""

from __future__ import annotations

import re
from dataclasses import replace

from knowledge.attributions.clauses import BEFELL, VOICES, has_finite, words_of
from knowledge.attributions.drafts import Draft, trimmed
from knowledge.attributions.run_together import voice_at_the_end
from knowledge.model import Span
from knowledge.speakers import outlet_of
from knowledge.speakers.people import people_with_first_names

#: Behind such words nothing new is said: when, where, and what was left out.
_SAYS_NO_MORE = re.compile(r"(?:on|in|at|early|late|without|amid|during|after|over|as|due to|last|this|\w+day)\b", re.I)
_TELLS = re.compile(r"(?:(?:has|had|also) )?(?:told|tells)", re.IGNORECASE)
_SAYS = re.compile(r"(?:(?:has|had|also) )?(?:said|says)", re.IGNORECASE)
#: "Activist Omar Aziz who lives abroad": who is described there is somebody with a name.
_SOMEBODY_WHO = re.compile(r"(?P<who>[\w’'-]+(?: [\w’'-]+){1,6}?) who (?=[a-z])")
_A_NEW_VOICE = re.compile(r"\b(?:and|but|while|as|that|when) (?:the|an?|he|she|they|it|[A-Z]\w+)\b")


def with_the_voice_behind(text: str, rule: Draft, tagged: Draft) -> Draft:
    """As in "Ten fell in Kalden Amber TV reported on Monday": what befell stands in front of the voice, and is said.

    The rules, where no comma stands, take the whole of it for who speaks and the day for what is said; where it
    begins, the trained reader knows better.
    """
    source, cue = rule.source, rule.cue
    if source is None or cue is None or not source.end <= cue.start < rule.content.start:
        return rule
    behind = words_of(text, rule.content.start, rule.content.end)
    if has_finite(behind) or not _SAYS_NO_MORE.match(text, rule.content.start):
        return rule
    voice = voice_at_the_end(source.of(text))
    at = source.end - len(voice)
    start = tagged.content.start if tagged.content.overlaps(source) else source.start
    said = trimmed(text, start, at, []) if at > source.start and text[at : source.end] == voice else None
    if said is None or not (has_finite(words_of(text, said.start, said.end)) or BEFELL.search(said.of(text))):
        return rule
    return replace(rule, source=Span(at, source.end), content=said)


def with_who_told(text: str, tagged: Draft, sentence: Span) -> Draft:
    """As in "Ten were hurt Omar Aziz told Harbour Agency": he speaks, and the agency, tagged for him, has heard it."""
    source, cue = tagged.source, tagged.cue
    if source is None or cue is None or not 0 < source.start - cue.end <= 2 or not _TELLS.fullmatch(cue.of(text)):
        return tagged
    if outlet_of(source.of(text)) is None:
        return tagged
    named = people_with_first_names(text[sentence.start : cue.start].rstrip())
    if not named or sentence.start + named[-1][0] + len(named[-1][1]) < cue.start - 1:
        return tagged
    at = sentence.start + named[-1][0]
    content = tagged.content
    if content.start < at < content.end:
        content = trimmed(text, content.start, at, []) or content
    return replace(tagged, source=Span(at, at + len(named[-1][1])), content=content, heard_by=source)


def with_who_is_described(text: str, tagged: Draft, sentence: Span) -> Draft:
    """As in "Activist Omar Aziz who lives abroad said ten died": the sentence's subject, where none was tagged."""
    nobody = tagged.source is None or tagged.source.of(text).lower() in ("here", "there")
    if not nobody or tagged.cue is None or not _SAYS.fullmatch(tagged.cue.of(text)):
        return tagged
    found = _SOMEBODY_WHO.match(text, sentence.start, tagged.cue.start)
    if found is None or tagged.content.start < tagged.cue.start:
        return tagged
    between = text[found.end() : tagged.cue.start]
    named = people_with_first_names(found["who"])
    if len(named) != 1 or not found["who"].endswith(named[0][1]):
        return tagged
    calling = found["who"][: named[0][0]].split()
    another = bool(VOICES.fullmatch((between.split() or [""])[-1])) or "," in between
    if another or (calling and not VOICES.fullmatch(calling[-1])) or _A_NEW_VOICE.search(between):
        return tagged
    return replace(tagged, source=Span(*found.span("who")))
