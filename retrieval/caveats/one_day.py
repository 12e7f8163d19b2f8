"""Several counts that one voice gave on one day: nobody knows which came first, and each is printed as its count."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import combinations

from knowledge.model import Caveat, ContextCard, Figure, Tally
from knowledge.places import fold
from knowledge.quantities import sides_in
from retrieval.caveats.margin import each_once, findings_of
from retrieval.caveats.printed import quoted_figure, times_apart
from retrieval.events import in_words
from retrieval.ledger import CHILDREN, STUDENTS
from retrieval.origins import has_name, key_of
from retrieval.ranking import counts_from_below
from retrieval.wording import in_a_sentence, listed, opening, told

#: No more than this is one day.
A_DAY = timedelta(days=1)
#: Two counts of a day stand side by side in the table, and may be of two blows; of three a reader asks which holds.
LEAST = 3
#: So many counts are printed in one breath.
MOST = 4
#: "Over 20" may be somebody's 24, less closely told.
LESS_CLOSELY = 1.5
#: "Schoolchildren" stand in one table with the children.
_YOUNG = {CHILDREN, STUDENTS}


def counted_several_times(card: ContextCard) -> list[Caveat]:
    """Whoever gave several counts of one thing on one day, in reports of their own; where no other caution tells it."""
    moved = {f.statement.id for caveat in card.caveats if caveat.kind == "REVISED" for f in caveat.findings}
    for tally in card.tallies:
        for figures in _by_voice_and_day(tally):
            counts = [(f.finding, f.quantity) for f in figures]
            day = figures[0].as_of
            if len(counts) < LEAST or day is None or any(finding.statement.id in moved for finding, _ in counts):
                continue
            # Whoever has not given the claimed number stands on the card with none of them.
            printed = each_once(
                [told("{figure} in {outlet}", figure=quoted_figure(f, q), outlet=f.outlet) for f, q in counts]
            )
            sentence = told(
                "{who} gave several counts on {day}: {figures}.",
                who=opening(in_a_sentence(figures[0].speaker.name)),
                day=in_words(day),
                figures=listed(printed[:MOST]),
            )
            return [Caveat("REVISED", sentence, findings_of(counts))]
    return []


def _by_voice_and_day(tally: Tally) -> Iterator[list[Figure]]:
    """One figure for each number that a voice with a name gave on a day, where they are all of one thing."""
    given: dict[tuple[str, datetime], list[Figure]] = {}
    for figure in tally.figures:
        day = figure.as_of
        if day is not None and day.end - day.start <= A_DAY and figure.holds and _is_a_count_of(figure):
            given.setdefault((key_of(figure.speaker.name), day.start), []).append(figure)
    for figures in given.values():
        each = sorted({f.quantity.value: f for f in reversed(figures)}.values(), key=lambda f: f.quantity.value)
        if all(_are_two_counts_of_one_thing(*pair) for pair in combinations(each, 2)):
            yield each


def _is_a_count_of(figure: Figure) -> bool:
    """Whether a voice with a name counted so many, and no fewer: nobody's "up to 40" is a second count."""
    quantity = figure.quantity
    is_theirs = has_name(figure.speaker) and figure.speaker.kind != "outlet_itself"
    return is_theirs and quantity.bound != "range" and counts_from_below(quantity)


def _are_two_counts_of_one_thing(one: Figure, other: Figure) -> bool:
    """Whether two numbers of a voice are two counts: not what one report counts twice, not of two towns or two sides,
    and not one number, once less closely told.
    """
    a, b = one.quantity, other.quantity
    if one.finding.article.id == other.finding.article.id or not (a.unit == b.unit or {a.unit, b.unit} <= _YOUNG):
        return False
    here, there = map(_towns_of, (one, other))
    is_of_two_towns = bool(here and there) and not here & there
    is_less_closely_told = "exact" not in (a.bound, b.bound) or (
        (a.bound, b.bound) != ("exact", "exact") and times_apart(a, b) <= LESS_CLOSELY
    )
    return not is_of_two_towns and not is_less_closely_told and sides_in(a.counted) == sides_in(b.counted)


def _towns_of(figure: Figure) -> set[str]:
    where = figure.finding.statement.where
    return {p.name for p in where if p.province and not fold(p.name).startswith(fold(p.province))}
