"""Weighing names that several places share: by people, by an editor's hand, and by whether the name is their own."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from knowledge.places.atlas import Row, atlas
from knowledge.places.folding import plain
from knowledge.places.names import Name

#: A place that shares its name with others must be this many times larger than they are to be meant without a word
#: more.
_FAR_LARGER = 8


def weight(row: Row, name: Name) -> float:
    """How likely the row is meant by its name alone: people, five times over when the name is its own, no alias."""
    own = name.key in (plain(row.name), "") or atlas().old_names.get(name.key) == plain(row.name)
    return (
        max(row.people, 2000 if row.by_hand else 500)
        * (50 if row.by_hand else 5 if own else 1)
        * (20 if row.sort in ("country", "region") else 1)
    )


def outweighing(rows: tuple[Row, ...], name: Name) -> tuple[Row, ...] | None:
    """The rows of the country that outweighs every other by far; None when none does."""
    weights: Counter[str | None] = Counter()
    for row in rows:
        weights[row.country] = max(weights[row.country], int(weight(row, name)))
    ranked = weights.most_common(2)
    if len(ranked) == 1:
        return _of_one_country(rows, name)
    if ranked[0][1] >= _FAR_LARGER * ranked[1][1]:
        return _of_one_country(tuple(row for row in rows if row.country == ranked[0][0]), name)
    return None


def _of_one_country(rows: tuple[Row, ...], name: Name) -> tuple[Row, ...]:
    """The rows of the province that outweighs the others; between two towns of one name the province stays open."""
    inside = Counter[str]()
    for row in rows:
        inside[row.province] = max(inside[row.province], int(weight(row, name)))
    best = inside.most_common(2)
    if len(best) > 1 and best[0][1] < 3 * best[1][1] and all(row.sort == "city" for row in rows):
        return (replace(max(rows, key=lambda row: row.people), province=""),)
    return tuple(row for row in rows if row.province in (best[0][0], ""))
