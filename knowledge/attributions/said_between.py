"""Whoever is named in the middle of what they say, behind the verb: "The ferry, said the mayor, sank"."""

from __future__ import annotations

import re

from knowledge.attributions.clauses import ADVERBS, AUXILIARIES, BEFELL, LEADING, VOICES, Word, has_finite, is_finite
from knowledge.attributions.cues import cue_of_form
from knowledge.attributions.drafts import Draft
from knowledge.attributions.subjects import source_after
from knowledge.word_lists import words_in

#: What goes on with somebody's name: "said the mayor, who had seen it".
_DESCRIBES = words_in("relatives") | words_in("descriptions_of_a_source") | {"that"}
_PAST = words_in("past_forms")
_OPENS_A_QUOTATION = ('"', "“", "«", "‘")


def voice_in_the_middle(words: list[Word], first: int, last: int) -> tuple[int, int] | None:
    """The places of whoever stands between commas behind a verb of saying, with what they say on both sides.

    Nobody is quoted so whose name a comma ends: in "Omar Aziz, a farmer, said the mayor was late" no comma stands
    behind the mayor.
    """
    if first < 1 or words[first - 1].text != "," or last + 1 >= len(words) or words[last + 1].is_mark:
        return None
    places = source_after(words, last + 1)
    if places is None or places[1] + 1 >= len(words) or words[places[1]].text != ",":
        return None
    before, behind = words[: first - 1], words[places[1] + 1 :]
    if not any(not word.is_mark for word in before) or behind[0].lower in _DESCRIBES:
        return None
    if before[0].lower in LEADING:
        # "On Monday, said police, two men broke in": nobody has been named before the verb.
        return places if _tells(behind) and not has_finite(before) else None
    parted = any(word.text == "," for word in before)
    if behind[0].text in _OPENS_A_QUOTATION and not parted:
        return places
    return places if _goes_on(behind, parted) else None


def _goes_on(words: list[Word], parted: bool) -> bool:
    """Whether a verb stands here at once, to which whoever is named before the first comma is the subject.

    Where a further comma stands before "said", what looks like a verb may describe ("said the man, wounded in a raid").
    """
    at = 0
    while at < len(words) and (words[at].lower in ADVERBS or words[at].lower.endswith("ly")):
        at += 1
    if at >= len(words) or not words[at].text.islower():
        return False
    if words[at].lower in AUXILIARIES:
        return True
    did = is_finite(words, at) or words[at].lower in _PAST or bool(BEFELL.fullmatch(words[at].text))
    return did and not parted


def _tells(words: list[Word]) -> bool:
    """Whether a clause with a verb of its own stands here: "two men broke in"."""
    return has_finite(words) or any(BEFELL.fullmatch(w.text) or w.lower in _PAST for w in words[1:])


def is_said_alone(words: list[Word], first: int, begin: int, end: int) -> bool:
    """Whether a short clause stands before the verb, and behind it nothing but a voice: "Ten died, said the army".

    "Omar Aziz, said the report" may go on elsewhere: the words before must hold a verb.
    """
    over = end >= len(words) or words[end].text in (".", "!", "?")
    before = words[: first - 1]
    if not over or first < 3 or words[first - 1].text != "," or any(word.is_mark for word in before):
        return False
    if before[0].lower in LEADING or not VOICES.search(" ".join(word.text for word in words[begin:end])):
        return False
    return any(
        word.lower in _PAST or is_finite(before, at) or bool(BEFELL.fullmatch(word.text))
        for at, word in enumerate(before)
        if at
    )


def stands_between(text: str, draft: Draft) -> bool:
    """Whether a speaker is named between commas behind the verb, and what is said goes on behind him."""
    source, cue, content = draft.source, draft.cue, draft.content
    row = cue_of_form().get(draft.verb.lower())
    if source is None or cue is None or source.start < cue.end or row is None or not row.inverts:
        return False
    around = content.start < cue.start and content.end > source.end
    return around and bool(re.search(r"\w, \Z", text[: cue.start])) and text[source.end : source.end + 1] == ","
