"""Which figures of a toll are of one group of people, where others count them all, and more: eight civilians, 28 dead.

Whoever counts the civilians, or the soldiers, may have counted all whom they know of, and may have left others out; so
their number is no end of a range of people. More civilians than anybody counts people are a rival; and where somebody
counts as many civilians as others count people, or hold open, all the dead are told as civilians, and fewer are another
count.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from knowledge.model import Figure, Quantity, Tally
from knowledge.quantities import comparable
from retrieval.counts.figures import meet

#: The row of the unit table for all whom a toll counts.
PEOPLE = "people"


def without_groups(tally: Tally) -> Tally:
    """The tally without what counts one group, and fewer than whoever counts all; all of it where nobody does."""
    kept = tuple(figure for figure in tally.figures if not is_of_a_group([figure], tally.holding))
    return replace(tally, figures=kept) if kept else tally


def is_of_a_group(figures: Sequence[Figure], others: Sequence[Figure]) -> bool:
    """Whether all of these count one group of those whom others count in all, and fewer than any of these others."""
    wider = [
        other.quantity
        for other in others
        # One side's "militants" are the other's "fighters", and each may be all of them; people are of every sort.
        if other.holds
        and other.quantity.unit == PEOPLE
        and all(comparable(figure.quantity, other.quantity) == "narrower" for figure in figures)
    ]
    alike = [
        other.quantity
        for other in others
        if other.holds and all(comparable(figure.quantity, other.quantity) == "same" for figure in figures)
    ]
    if any(not _is_below(one, all_of_them) and meet(one, all_of_them) for one in alike for all_of_them in wider):
        return False
    return bool(wider) and all(_is_below(figure.quantity, all_of_them) for figure in figures for all_of_them in wider)


def _is_below(few: Quantity, many: Quantity) -> bool:
    # "Dozens of civilians" are of no number that could be below another.
    if "vague" in (few.bound, many.bound):
        return False
    most = few.high if few.bound == "range" and few.high is not None else few.value
    least = many.low if many.bound == "range" and many.low is not None else many.value
    return most < least
