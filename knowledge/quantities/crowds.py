"""People who march, or are at a march: "2 million people marched", "1.7 million at the rally", "160k came to it"."""

from __future__ import annotations

from itertools import islice, takewhile
from typing import Final

from knowledge.quantities.figure_words import figure_words
from knowledge.quantities.numerals import NumeralReader
from knowledge.quantities.units import unit_table

#: "160,000 at the Weil inauguration": so many words on, what they were at has been said.
_WITHIN: Final = 9
_STOPS: Final = frozenset(
    [
        ".",
        ",",
        ";",
        ":",
        "!",
        "?",
        "and",
        "but",
        "was",
        "were",
        "is",
        "are",
        "after",
        "before",
        "while",
        "because",
        "when",
    ]
)
_ENDS: Final = frozenset(["", ".", ",", ";", ":", "!", "?", ")", "-", "–", "—", '"', "”", "and", "but"])
_OPENS: Final = frozenset([".", "!", "?", ":", ";", "(", "–", "—", '"', "“"])
#: Fewer than these at a march are the arrested, the temperature or somebody's age.
_FEWEST: Final = 100


def crowd_of(reader: NumeralReader, text: str, first: int, end: int, *, named: bool) -> str:
    """The unit of a crowd whose figure begins at word `first` and whose phrase ends before word `end`; "" for none.

    `named` says that the phrase names people, so that only what they do has to tell that they march.
    """
    crowd = unit_table().crowd
    behind = end + (reader.low(end) in figure_words().auxiliary)
    if past := _phrase_at(reader, behind, crowd["marching"]):
        return "" if (reader.low(past), reader.low(past + 1)) in crowd["led_off"] else "demonstrators"
    if past := _phrase_at(reader, behind, crowd["gathering"]):
        return "demonstrators" if _is_for_a_cause(reader, past) or _is_but_a_place(reader, past) else ""
    if not _is_large(reader, first, end) or not _opens_a_clause(reader, text, first):
        return ""
    if past := _phrase_at(reader, behind, crowd["streets"]):
        of = past + (reader.low(past) == "of")
        return "demonstrators" if _is_for_a_cause(reader, past) or _is_but_a_place(reader, past, of) else ""
    came = _phrase_at(reader, behind, crowd["attending"])
    if not came and (named or reader.low(end) != "at"):
        return ""
    past = came or end + 1
    lows = (reader.low(k) for k in range(past, past + _WITHIN - 1))
    at = {(low,) for low in takewhile(lambda low: low not in _STOPS, lows)}
    if at & crowd["marches"]:
        return "demonstrators"
    return "people" if at & crowd["gatherings"] and not named else ""


def _phrase_at(reader: NumeralReader, k: int, phrases: frozenset[tuple[str, ...]]) -> int:
    """The word behind the longest of the phrases that begins at word `k`; 0 where none does."""
    lengths = [len(one) for one in phrases if tuple(reader.low(k + n) for n in range(len(one))) == one]
    return k + max(lengths) if lengths else 0


def _is_for_a_cause(reader: NumeralReader, k: int) -> bool:
    """Whether the words say what they came for: "against the law", "to protest", "for the third march"."""
    crowd = unit_table().crowd
    low = reader.low(k)
    if low in ("against", "protesting", "demanding"):
        return True
    if low not in ("to", "for", "in"):
        return False
    rest = {(word,) for word in takewhile(lambda w: w not in _ENDS, (reader.low(i) for i in range(k + 1, k + 5)))}
    return bool(rest & (crowd["marches"] | crowd["marching"]))


def _is_but_a_place(reader: NumeralReader, k: int, of: int = 0) -> bool:
    """Whether nothing but a place's name stands between word `k` and the clause's end: "in Kalden", "of Kalden".

    `of` is the word at which the name begins where "of" may stand before it.
    """
    words = reader.words
    # Typed in small letters a place has no capital.
    small = not any(word.capital for word in words)
    begins = k + 1 if reader.low(k) in ("in", "across", "throughout") else max(k, of)
    begins += reader.low(begins) in ("central", "downtown")
    names = sum(
        1 for _ in takewhile(lambda w: w.kind == "w" and (w.capital or small), islice(words, begins, begins + 4))
    )
    if (begins == k and names) or (begins > k and not names):
        return False
    k = begins + names
    return reader.low(k + (reader.low(k) in ("today", "yesterday", "again"))) in _ENDS


def _is_large(reader: NumeralReader, first: int, end: int) -> bool:
    figure = next((read for k in range(first, end) if (read := reader.read(k))), None)
    return figure is not None and figure.value >= _FEWEST


def _opens_a_clause(reader: NumeralReader, text: str, first: int) -> bool:
    """Whether only a bound stands between the figure and the start of its clause, or a word of saying."""
    crowd = unit_table().crowd
    k = first - 1
    while k >= 0 and (reader.low(k),) in crowd["bounds"]:
        k -= 1
    if k < 0 or reader.low(k) in _OPENS or (reader.low(k),) in crowd["sayers"]:
        return True
    return "\n" in text[reader.words[k].end : reader.words[first].start]
