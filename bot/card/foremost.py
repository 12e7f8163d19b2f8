"""Which rows of a table of who says how many are seen, where it has more than there is room for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from operator import itemgetter

from knowledge.model import Figure, Quantity, Tally
from retrieval.counts.of_a_group import without_groups
from retrieval.origins import has_name
from retrieval.ranking import fits

#: One voice's number, whoever carried it.
Row = Sequence[Figure]


def foremost(rows: Sequence[Row], most: int, claimed: Sequence[Quantity] = ()) -> list[Row]:
    """As many rows as there is room for, in their order: with the highest, the lowest and the latest among them.

    First to go is what its voice has raised since, then what an outlet says in its own words, or somebody without a
    name, and others say already, then what else these say, and then the oldest; the ends of the range go last. Who
    gave the claimed number is what was asked, and stays whatever became of it.
    """
    ends = _reach(figure for row in rows for figure in row) if rows else frozenset[float]()
    ranked = sorted(enumerate(rows), key=lambda at: _worth(at[0], rows, ends, claimed), reverse=True)
    return [row for _, row in sorted(ranked[:most], key=itemgetter(0))]


def _worth(
    at: int, rows: Sequence[Row], ends: frozenset[float], claimed: Sequence[Quantity]
) -> tuple[bool, bool, bool, bool, bool, float, int]:
    row = rows[at]
    first = row[0]
    is_somebody = _is_somebody(row)
    as_of = first.as_of.start.timestamp() if first.as_of else 0.0
    is_news = is_somebody or not _is_said_already(at, rows)
    return (
        is_news and _gives(row, claimed) and not any(_is_again(row, rows[other]) for other in range(at)),
        not is_first_count(row),
        is_news,
        not ends.isdisjoint(_reach(row)),
        is_somebody,
        as_of,
        at,
    )


def _gives(row: Row, claimed: Sequence[Quantity]) -> bool:
    return any(fits(quantity, figure.quantity) for quantity in claimed for figure in row)


def _is_again(row: Row, before: Row) -> bool:
    """Whether one voice's number stands in another row already, with another bound: "at least 58", and "58"."""
    return row[0].speaker.name == before[0].speaker.name and _reach(row) == _reach(before)


def is_first_count(row: Row) -> bool:
    """Whether every report of a row has its number as one that was raised since, or that was given at first."""
    old = {figure.finding.article.id for figure in row if figure.raised or figure.at_first}
    return all(figure.finding.article.id in old for figure in row)


def is_of_one_place(row: Row) -> bool:
    """Whether all that a row stands for is of one place, of which its voice counts several."""
    return all(figure.of_one_place for figure in row)


def _is_somebody(row: Row) -> bool:
    """Whether a row is of a voice with a name, and not what an outlet says itself."""
    return row[0].speaker.kind != "outlet_itself" and has_name(row[0].speaker)


def _is_said_already(at: int, rows: Sequence[Row]) -> bool:
    """Whether somebody with a name gives the number, or anybody else gave it before."""
    number = _reach(rows[at])
    return any(
        _reach(row) == number and (_is_somebody(row) or other < at) for other, row in enumerate(rows) if other != at
    )


def _reach(figures: Iterable[Figure]) -> frozenset[float]:
    """The lowest and the highest number of these figures, of what still holds."""
    together = without_groups(Tally("", "", tuple(figures)))
    return frozenset((together.lowest, together.highest))
