"""Which rows of a table of who says how many are seen, where it has more than there is room for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from operator import itemgetter

from knowledge.model import Figure, Tally

#: One voice's number, whoever carried it.
Row = Sequence[Figure]


def foremost(rows: Sequence[Row], most: int) -> list[Row]:
    """As many rows as there is room for, in their order: with the highest, the lowest and the latest among them.

    First to go is what its voice has raised since, then what an outlet says in its own words and somebody says already,
    then what else outlets say themselves, and then the oldest; the ends of the range go last.
    """
    ends = _reach(figure for row in rows for figure in row) if rows else frozenset[float]()
    ranked = sorted(enumerate(rows), key=lambda at: _worth(at[0], rows, ends), reverse=True)
    return [row for _, row in sorted(ranked[:most], key=itemgetter(0))]


def _worth(at: int, rows: Sequence[Row], ends: frozenset[float]) -> tuple[bool, bool, bool, bool, float, int]:
    row = rows[at]
    first = row[0]
    is_own = _is_own(row)
    as_of = first.as_of.start.timestamp() if first.as_of else 0.0
    return (
        not is_first_count(row),
        not (is_own and _is_said_already(at, rows)),
        not ends.isdisjoint(_reach(row)),
        not is_own,
        as_of,
        at,
    )


def is_first_count(row: Row) -> bool:
    """Whether all that a row stands for was raised since, or was given at first."""
    return all(figure.at_first for figure in row)


def _is_own(row: Row) -> bool:
    return row[0].speaker.kind == "outlet_itself"


def _is_said_already(at: int, rows: Sequence[Row]) -> bool:
    """Whether somebody gives the number who is no outlet, or another outlet gave it before."""
    number = rows[at][0].quantity.value
    return any(
        row[0].quantity.value == number and (not _is_own(row) or other < at)
        for other, row in enumerate(rows)
        if other != at
    )


def _reach(figures: Iterable[Figure]) -> frozenset[float]:
    """The lowest and the highest number of these figures, of what still holds."""
    together = Tally("", "", tuple(figures))
    return frozenset((together.lowest, together.highest))
