"""What a share in words is divided by: "fifths", "twenty-fifths", "one hundred and fifth"."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, NamedTuple

from knowledge.number_words import ONES, PARTS, PARTS_PLURAL, TENS, UNIT_ORDINALS
from knowledge.quantities.figure_marks import HYPHENS

#: The words a denominator may begin with.
DENOMINATOR_STARTS: Final = (
    frozenset(PARTS)
    | frozenset(PARTS_PLURAL)
    | frozenset(TENS)
    | frozenset(ONES)
    | frozenset(UNIT_ORDINALS)
    | frozenset(f"{word}s" for word in UNIT_ORDINALS)
)


class Denominator(NamedTuple):
    """The lower half of a share: its value, the word behind it, and whether it is printed in the plural."""

    value: int
    last: int
    plural: bool


def denominator_at(low: Callable[[int], str], i: int) -> Denominator | None:
    """The denominator that begins at word `i`; `low` gives the folded word at a place.

    >>> denominator_at("twenty - fifths".split().__getitem__, 0)
    Denominator(value=25, last=3, plural=True)
    """
    word = low(i)
    if word in PARTS:
        return Denominator(PARTS[word], i + 1, False)
    if word in PARTS_PLURAL:
        return Denominator(PARTS_PLURAL[word], i + 1, True)
    if word in TENS:
        k = i + 2 if low(i + 1) in HYPHENS else i + 1
        units = unit_ordinal(low(k))
        return Denominator(TENS[word] + units[0], k + 1, units[1]) if units else None
    if 0 < ONES.get(word, 0) < 10 and low(i + 1) == "hundred":
        k = i + 3 if low(i + 2) == "and" else i + 2
        if low(k) in ("first", "firsts"):
            return Denominator(100 * ONES[word] + 1, k + 1, low(k) == "firsts")
        below = None if low(k) in ONES else denominator_at(low, k)
        if below and 2 < below.value < 100:
            return Denominator(100 * ONES[word] + below.value, below.last, below.plural)
    return None


def unit_ordinal(word: str) -> tuple[int, bool] | None:
    """An ordinal below ten that ends a compound, and whether it is a plural: "fifth", "firsts"."""
    plural = word.endswith("s")
    value = UNIT_ORDINALS.get(word[:-1] if plural else word)
    return (value, plural) if value else None


def below_hundred(low: Callable[[int], str], i: int) -> tuple[int, int]:
    """The number in words under a hundred at word `i`, and the word behind it; 0 when there is none.

    >>> below_hundred("fifty - four hundredths".split().__getitem__, 0)
    (54, 3)
    """
    word = low(i)
    if word in TENS:
        k = i + 2 if low(i + 1) in HYPHENS else i + 1
        ones = ONES.get(low(k), 0)
        return (TENS[word] + ones, k + 1) if 0 < ones < 10 else (TENS[word], i + 1)
    return ONES.get(word, 0), i + 1
