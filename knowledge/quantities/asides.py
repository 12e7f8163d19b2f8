"""Asides that stand between a figure and what became of it: "four people, one of them a child, were killed"."""

from __future__ import annotations

from typing import Final

from knowledge.quantities.numerals import NumeralReader
from knowledge.quantities.units import match_state_after, match_state_before

_OF_THEM: Final = frozenset(["one", "many", "most", "some", "several", "all", "half"])


def behind_of_them(reader: NumeralReader, k: int) -> int:
    """Where the verb stands behind "one of them a child" or "many of whom were women"; 0 when none does."""
    words = reader.words
    k += reader.low(k) == ","
    if reader.low(k) not in _OF_THEM or reader.low(k + 1) != "of" or reader.low(k + 2) not in ("them", "whom"):
        return 0
    for i in range(k + 4, min(k + 12, len(words))):
        if words[i].kind == "n" or reader.low(i) in ".;:!?":
            return 0
        if reader.low(i) in ("were", "was") and (match_state_after(words, i + 1)):
            return i
    return 0


def behind_brackets(reader: NumeralReader, k: int) -> int:
    """Where the words go on behind "(a group banned in Russia)"; 0 when none opens or it holds a figure."""
    if reader.low(k) != "(":
        return 0
    for i in range(k + 1, min(k + 14, len(reader.words))):
        if reader.low(i) == ")":
            return i + 1
        if reader.words[i].kind == "n":
            return 0
    return 0


def according_to(reader: NumeralReader, k: int) -> int | None:
    """Where an aside begins that ends with word `k`: "killing, according to the latest toll, 44"; None for none."""
    closed = reader.low(k) == ","
    for i in range(k - closed, max(-1, k - 9), -1):
        if reader.low(i) == "according" and reader.low(i + 1) == "to":
            # Without its commas it is an aside where nothing but a name or a toll stands in it.
            return i - (reader.low(i - 1) == ",")
        if reader.words[i].kind != "w" or match_state_before(reader.words, i):
            return None
    return None
