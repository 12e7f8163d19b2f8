"""Whether two figures count the same thing: one row of the unit table, one state, one side."""

from __future__ import annotations

from functools import lru_cache
from typing import Literal

from knowledge.model import Quantity
from knowledge.quantities.units import sides_in, unit_table
from knowledge.quantities.words import split_words

Comparison = Literal["same", "broader", "narrower", "different", "unknown"]


@lru_cache(maxsize=20_000)
def _one_thing(a: str, b: str) -> bool:
    """Whether two phrases that no row of the table has name one thing: "plastic straws" and "straws"."""
    first, second = ([word.low for word in split_words(phrase) if word.kind == "w"] for phrase in (a, b))
    if not first or not second or first[-1].removesuffix("s") != second[-1].removesuffix("s"):
        return False
    return set(first[:-1]) <= set(second[:-1]) or set(second[:-1]) <= set(first[:-1])


def comparable(a: Quantity, b: Quantity) -> Comparison:
    """Whether two figures count the same thing: what `a` counts is the same, broader, narrower, different, or open.

    Soldiers are some of the fighters, the killed are some of the casualties; strikes are never sorties.

    >>> from knowledge.model import Span
    >>> killed = Quantity(28, 28, "exact", "civilians killed", Span(0, 19), "civilians", "killed")
    >>> toll = Quantity(37, 37, "exact", "people killed", Span(0, 16), "people", "killed")
    >>> comparable(toll, killed), comparable(killed, toll)
    ('broader', 'narrower')
    """
    return _compared(a.unit, a.counted, a.state, b.unit, b.counted, b.state)


# Some thousand pairs of figures are compared for one card, and few of them differ in anything but their numbers.
@lru_cache(maxsize=40_000)
def _compared(unit: str, counted: str, state: str, other_unit: str, other: str, other_state: str) -> Comparison:
    """What `comparable` tells of two figures, by the row, the words and the state of each."""
    if not unit or not other_unit:
        same_words = not unit and not other_unit and _one_thing(counted, other)
        return "same" if same_words and state == other_state else "unknown"
    sides: Comparison = "same"
    if counted != other and unit_table().kinds.get(unit) == "person":
        sides = _by_sides(counted, other)
    if unit == other_unit:
        return _by_rows(unit, state, other_unit, other_state, sides)
    row, other_row = _row_beside(unit, counted, other_unit), _row_beside(other_unit, other, unit)
    return _by_rows(row, state, other_row, other_state, sides)


def _row_beside(unit: str, counted: str, other_unit: str) -> str:
    """The row of a figure; that of another one where it is counted in a word by which these are called, too."""
    called = unit_table().called.get(other_unit)
    is_called = called and called & {word.low for word in split_words(counted)}
    return other_unit if is_called else unit


def _by_rows(unit: str, state: str, other_unit: str, other_state: str, sides: Comparison) -> Comparison:
    table = unit_table()
    if frozenset((unit, other_unit)) in table.open:
        return "unknown"
    units = _lineage(unit, other_unit, table.under)
    if units == "different":
        return "different"
    if state == other_state or table.kinds.get(unit) == "event":
        states: Comparison = "same"
    elif not state or not other_state:
        states = "unknown"
    else:
        states = _lineage(state, other_state, table.states_under)
    if states in ("different", "unknown"):
        return states
    if sides == "different":
        return "different"
    relations = {units, states, sides} - {"same"}
    if not relations:
        return "same"
    return relations.pop() if len(relations) == 1 else "different"


def _lineage(a: str, b: str, under: dict[str, str]) -> Comparison:
    if a == b:
        return "same"
    if a in _above(b, under):
        return "broader"
    return "narrower" if b in _above(a, under) else "different"


def _above(name: str, under: dict[str, str]) -> set[str]:
    rows: set[str] = set()
    while name in under and under[name] not in rows:
        name = under[name]
        rows.add(name)
    return rows


@lru_cache(maxsize=20_000)
def _by_sides(counted: str, other: str) -> Comparison:
    a, b = sides_in(counted), sides_in(other)
    if a == b:
        return "same"
    lands = unit_table().people_of
    if not a or (b and a > b) or (b and {lands.get(side, side) for side in b} == a):
        return "broader"
    if not b or a < b or {lands.get(side, side) for side in a} == b:
        return "narrower"
    return "different"
