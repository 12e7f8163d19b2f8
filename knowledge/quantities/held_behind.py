"""Bounds that stand behind what is counted: "20 civilians at least", "40 people or more", "300 dead at most"."""

from __future__ import annotations

from typing import Final

from knowledge.quantities.bounds import Figure, bounded_at
from knowledge.quantities.figure_lists import listed
from knowledge.quantities.figure_marks import STARTERS
from knowledge.quantities.figure_words import figure_words
from knowledge.quantities.numerals import NumeralReader

#: With one of these, or where a clause or the text ends, the words before have been about the figure.
_GOES_ON: Final = listed("behind_a_bound")
_ENDS: Final = frozenset('.,;:!?)]"”’»—–-')


def held_behind(reader: NumeralReader, figure: Figure, end: int) -> int:
    """Bounds the figure by what stands behind what it counts, which ends at the letter `end`; returns where that ends.

    "20 civilians at least" is 20 upwards. "20 civilians at least twice", "20 killed or more badly hurt" and
    "20 soldiers, at least in Kalden" say nothing of the 20.
    """
    if figure.bound != "exact" or not figure.numeral.value:
        return end
    words = reader.words
    k = next((n for n in range(figure.last, len(words)) if words[n].start >= end), len(words))
    apart = reader.low(k) in (",", "(")
    at = k + apart
    for phrase, bound in figure_words().behind.get(reader.low(at), []):
        last = at + len(phrase)
        if all(reader.low(at + n) == part for n, part in enumerate(phrase)) and _is_over(reader, last, apart):
            bounded_at(figure, bound, figure.numeral.value)
            return words[last - 1].end
    return end


def _is_over(reader: NumeralReader, k: int, apart: bool) -> bool:
    """Whether what has been said of the figure ends before word `k`."""
    low = reader.low(k)
    if k >= len(reader.words) or low in _ENDS:
        return True
    if low in STARTERS or reader.words[k].kind == "n":
        return False
    # Behind a comma it is an aside, which a mark ends: "20 soldiers, at least in Kalden".
    return not apart and low in _GOES_ON
