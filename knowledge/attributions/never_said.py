"""What nobody has said, though a sentence puts it beside a verb of saying: "denies having said that ten died"."""

from __future__ import annotations

import re
from dataclasses import replace

from knowledge.attributions.cues import CLAIMS
from knowledge.attributions.drafts import Draft, trimmed
from knowledge.model import Span
from knowledge.word_lists import any_of

#: "Weil denies having said"; "The mayor, having said that, left" has.
_HAVING = re.compile(r"[^\s,;:.–—-]\s+having\s+(?:ever\s+|once\s+|\w+ly\s+)?\Z", re.IGNORECASE)
#: "It is not true that the ministry said", "denied that it had said".
_NOT_SO = re.compile(
    rf"\b(?:not (?:true|the case)|{any_of('called_false')}|den(?:y|ies|ied|ying)) that "
    r"(?:the |an? |its |his |her |their )?\Z",
    re.IGNORECASE,
)
_CALLS = re.compile(
    r"(?:(?:has|have|had|also) )*(?:call|describ|dub|label|term)(?:s|es|ed|led|ing|ling)?\b", re.IGNORECASE
)
_CLAIMS_THAT = re.compile(
    rf"\s*(?:(?:the|these|those|such|any|all|local|media|press|news)\s+)*{CLAIMS}\s+that\b", re.IGNORECASE
)
_CALLED_FALSE = re.compile(
    rf"[“\"‘'](?:[\w-]+ ){{0,3}}[\w-]+[.,!]?[”\"’']?\W*\Z|\b(?:{any_of('called_false')})\W*\Z", re.IGNORECASE
)
_NOTHING = frozenset(("nothing", "nothing more", "no more", "little", "little else", "nothing else"))
_BUT = re.compile(r",? but (?!that\b|also\b|not\b)", re.IGNORECASE)


def without_what_nobody_said(
    text: str, drafts: list[Draft], sentence: Span, quotations: tuple[Span, ...]
) -> list[Draft]:
    """The drafts, where nobody has said what they deny having said, what is not so, or nothing."""
    done: list[Draft] = []
    for draft in drafts:
        if _is_unsaid(text, draft, sentence):
            continue
        told = _calling_it_false(text, draft, sentence)
        done += [] if told is None else [_as_far_as_it_is_claimed(text, told, quotations)]
    return done


def _is_unsaid(text: str, draft: Draft, sentence: Span) -> bool:
    if draft.cue is None or draft.content.of(text).lower() in _NOTHING:
        return draft.cue is not None
    if _HAVING.search(text, sentence.start, draft.cue.start):
        return True
    who = draft.source
    beside = who is not None and who.end <= draft.cue.start and draft.content.start >= draft.cue.end
    return beside and who is not None and _NOT_SO.search(text, sentence.start, who.start) is not None


def _calling_it_false(text: str, draft: Draft, sentence: Span) -> Draft | None:
    """As in "called reports that 200 had died “fantasy”": that is denied; None where it is called something else."""
    cue = draft.cue
    called = _CALLS.match(text, cue.start) if cue else None
    reports = _CLAIMS_THAT.match(text, called.end(), sentence.end) if called else None
    if cue is None or called is None or reports is None or draft.content.end <= reports.end():
        return draft
    rest = text[reports.end() : sentence.end].rstrip(" .")
    if not _CALLED_FALSE.search(rest):
        return None
    content = trimmed(text, called.end(), draft.content.end, [])
    verb = Span(cue.start, called.end())
    return replace(draft, cue=verb, content=content, grade="denied", verb=verb.of(text)) if content else None


def _as_far_as_it_is_claimed(text: str, draft: Draft, quotations: tuple[Span, ...]) -> Draft:
    """As in "claimed that it showed Kalden, but it was taken in Velmar": whoever tells of a claim answers it."""
    if draft.grade not in ("claimed", "alleged") or draft.cue is None or draft.content.start < draft.cue.end:
        return draft
    for found in _BUT.finditer(text, draft.content.start, draft.content.end):
        if any(q.start <= found.start() < q.end for q in quotations):
            continue
        content = trimmed(text, draft.content.start, found.start(), [])
        return replace(draft, content=content) if content else draft
    return draft
