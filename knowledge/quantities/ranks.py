"""Ranks between bounds: "ranked between the tenth and the fifteenth". No counts, so only `read_measures` has them."""

from __future__ import annotations

from typing import Final

from knowledge.number_words import ORDINALS
from knowledge.quantities.bounds import Figure, bound_before, single, with_bound
from knowledge.quantities.figure_lists import listed
from knowledge.quantities.figure_words import FigureWords
from knowledge.quantities.numerals import Numeral, NumeralReader

_RANKING: Final = listed("ranking")
_PLACES: Final = listed("places_in_a_row")
#: How many words before the rank the verb may stand.
_VERB_WITHIN: Final = 10


def ranks_at(reader: NumeralReader, i: int, taken: int, table: FigureWords) -> Figure | None:
    """The ranks that begin at word `i` ("the tenth"), where a bound holds them and the sentence is about ranks.

    "Higher" and "lower" go by the number: who stands higher in a table of ranks is for whoever knows the table.
    """
    rank = _rank(reader, i)
    if rank is None or not _tells_ranks(reader, i):
        return None
    if reader.low(i - 1) == "between" and reader.low(rank.last) == "and":
        other = _rank(reader, rank.last + 1)
        if other is None or other.value <= rank.value:
            return None
        both = reader.made(rank.value, i, other.last, rank.form)
        return Figure(rank.value, other.value, "range", i - 1, other.last, both)
    if reader.low(i - 1) != "than":
        return None
    first, bound = bound_before(reader, i, taken, table)
    return with_bound(single(rank), first, bound) if bound in ("over", "under") else None


def _rank(reader: NumeralReader, i: int) -> Numeral | None:
    """Reads "the tenth" with nothing behind it but "place": "the third quarter" and "the tenth of May" are no ranks."""
    if reader.low(i) != "the":
        return None
    value = ORDINALS.get(reader.low(i + 1), 0)
    last = i + 2
    if reader.low(last) in _PLACES:
        last += 1
    after = reader.low(last)
    goes_on = last < len(reader.words) and reader.words[last].kind == "w" and after not in ("and", "but", "or")
    return None if not value or goes_on else reader.made(value, i, last, "words")


def _tells_ranks(reader: NumeralReader, i: int) -> bool:
    return any(reader.low(k) in _RANKING for k in range(max(0, i - _VERB_WITHIN), i))
