"""Several voices with one verb, each with its own figure: "The army put the toll at 12, the rebels at 40"."""

from __future__ import annotations

import re
from dataclasses import replace

from knowledge.attributions.clauses import VOICES
from knowledge.attributions.cues import cue_of_form
from knowledge.attributions.drafts import Draft, trimmed
from knowledge.model import Kind, Span
from knowledge.number_words import NUMBER_WORDS
from knowledge.speakers import outlet_of, row_of, who_is
from knowledge.speakers.voices import without_article
from knowledge.word_lists import any_of

_COUNT = (
    rf"(?:(?:{any_of('before_a_number')}) )?"
    rf"(?:[$€£]?\d[\d.,]*(?<![.,])|(?:{'|'.join(sorted(NUMBER_WORDS - {'one'}))})\b)"
    r"(?: (?:million|billion|thousand|hundred|dozen|percent|per cent))?"
)
#: How a verb comes to its figure: "put the toll at 12", "gave a toll of 12", "counted 12 dead".
_FIRST = re.compile(rf"(?:.*? )??(?P<how>at|of)? ?{_COUNT}", re.IGNORECASE | re.DOTALL)
_ONE_MORE = re.compile(
    r"(?:\s*[,;]\s+(?:(?:and|while|but)\s+)?|\s+(?:and|while|but)\s+)"
    r"(?P<who>(?:the |an? )?(?:[A-Za-z][\w’'.-]*)(?: (?!at\b|of\b|in\b|on\b|and\b)[A-Za-z][\w’'.-]*){0,4}?)\s+"
    rf"(?P<what>(?:(?P<how>at|(?:one |a toll |a figure )?of) )?{_COUNT})(?=[^\w-]|\Z)",
    re.IGNORECASE,
)


def each_with_its_own_figure(text: str, draft: Draft) -> tuple[Draft, ...]:
    """The draft, and one more for each voice that is named behind its figure with another.

    In "put its own dead at 12, the rebels at 40" the rebels may be those who were counted.
    """
    row = cue_of_form().get(draft.verb.lower()) or cue_of_form().get(draft.verb.lower().rpartition(" ")[2])
    if draft.cue is None or draft.content.start < draft.cue.end or (draft.grade != "found" and row is None):
        return (draft,)
    counts = draft.grade == "found" or draft.verb.lower().split()[-1] in ("of", "gave", "gives")
    first = _FIRST.match(text, draft.content.start, draft.content.end) if counts else None
    if first is None or _ITS_OWN.search(first.group()):
        return (draft,)
    # "Spoke of 25,000, police of 9,000": the small word may be the verb's.
    as_before = [first["how"].lower()] if first["how"] else draft.verb.lower().split()[1:]
    others: list[Draft] = []
    ends = draft.content.end
    for found in _ONE_MORE.finditer(text, first.end(), draft.content.end):
        how = (found["how"] or "").split()[-1:]
        if how != as_before or not _is_a_voice(found["who"]):
            continue
        ends = min(ends, found.start())
        others.append(
            replace(draft, source=Span(*found.span("who")), content=Span(*found.span("what")), stands_for=None)
        )
    own = trimmed(text, draft.content.start, ends, []) if others else None
    return (replace(draft, content=own), *others) if own else (draft,)


_BODIES: frozenset[Kind] = frozenset(("monitor", "named_official", "news_agency", "ngo", "party", "state_media", "un"))
_ITS_OWN = re.compile(r"\b(?:its|their|his|her|our)\b", re.IGNORECASE)
_COUNTED = re.compile(rf"\b(?:{any_of('those_counted')})\Z", re.IGNORECASE)


def _is_a_voice(words: str) -> bool:
    if _COUNTED.search(words):
        return False
    known = who_is(words)
    if known.kind in _BODIES or row_of(known) is not None or outlet_of(without_article(words)) is not None:
        return True
    return VOICES.fullmatch(words.rsplit(" ", 1)[-1]) is not None
