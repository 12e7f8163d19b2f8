"""Words that are contraries: whoever says that bread rose and whoever says that it fell have not said the same."""

from __future__ import annotations

from functools import cache

from retrieval.ranking import words_of
from retrieval.word_tables import words_in

#: The stems on one side of a stroke in the table, and those on the other.
Pair = tuple[frozenset[str], frozenset[str]]


@cache
def contraries() -> tuple[Pair, ...]:
    """The rows of contraries, each with the stems of its two sides."""
    pairs = (row.split(" / ") for row in words_in("said_alike", "contraries"))
    return tuple((frozenset(words_of(one)), frozenset(words_of(other))) for one, other in pairs)


def are_contrary(one: str, other: str) -> bool:
    """Whether two words stand on two sides of one row.

    >>> are_contrary("hired", "sacked"), are_contrary("rose", "rises"), are_contrary("honoured", "fined")
    (True, False, False)
    """
    first, second = frozenset(words_of(one)), frozenset(words_of(other))
    return any((first & a and second & b) or (first & b and second & a) for a, b in contraries())
