"""Whom somebody told: the words that name the hearer behind a verb ("told Reuters the army said")."""

from __future__ import annotations

from collections.abc import Sequence

from knowledge.attributions.clauses import Word, is_finite
from knowledge.attributions.drafts import Draft
from knowledge.model import Span
from knowledge.word_lists import words_in

_AFTER_A_HEARER = words_in("after_a_hearer")
_HEARERS = words_in("hearers")
_ENDS_A_HEARER = words_in("ends_a_hearer")


def hearer(text: str, words: list[Word], start: int, sentence: Span) -> tuple[Span | None, int]:
    """Whom somebody told: the words for the hearer, and where they end."""
    end = start
    while end < len(words):
        word = words[end]
        if word.is_mark and word.text not in ("’", "'", "-", "&", "/"):
            break
        if end > start and (word.lower in _ENDS_A_HEARER or word.lower.endswith("day") or is_finite(words, end)):
            break
        if end > start and word.text[:1].isdigit():
            break
        if end > start and word.lower in _AFTER_A_HEARER:
            break
        if word.lower in ("reporter", "correspondent", "newspaper", "news", "television", "tv", "radio"):
            end += 1
            continue
        if end == start + 1 and words[start].lower in _HEARERS:
            break
        end += 1
    if end > start and words[start].lower in ("if", "whether", "how", "why", "what", "when", "that"):
        # "Only time will tell if": nobody is told.
        return None, 0
    if end == start or end - start > 9:
        return None, 0
    return Span(words[start].start, words[end - 1].end), words[end - 1].end


def past_hearers(words: list[Word], places: tuple[int, int], before: list[Draft]) -> tuple[int, int]:
    """The speaker without whoever was told just before ("told Reuters the army said": the army speaks)."""
    begin, end = places
    for draft in before:
        named = draft.source if draft.verb.lower() == "according to" else None
        if named and named.start <= words[begin].end and named.end < words[end - 1].start:
            # "According to the mayor the army said": the army speaks.
            begin = next((i for i in range(begin, end) if words[i].start >= named.end), begin)
        if draft.heard_by and draft.heard_by.start <= words[begin].start < draft.heard_by.end:
            begin = next((i for i in range(begin, end) if words[i].start >= draft.heard_by.end), begin)
    return begin, end


def who_told(tagged: Draft, rule: Draft, everything: Sequence[Draft]) -> Span | None:
    """Who speaks where whom they told was tagged: of "Omar Aziz and two guards told Reuters", not Reuters.

    `everything` is all that was tagged: the speaker may be there with no word of theirs. None where no hearer was.
    """
    if tagged.source is None or tagged.cue is None or rule.heard_by is None or rule.source is None:
        return None
    if not tagged.source.within(rule.heard_by) or rule.source.end > tagged.cue.start:
        return None
    before = [d.source for d in everything if d.source and d.source.within(Span(0, tagged.cue.start))]
    return next((source for source in before if tagged.cue.start - source.end <= 1), rule.source)
