"""Which figures count one thing: the very same, or one toll told in two words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from knowledge.model import Figure, Finding, Quantity
from knowledge.quantities import comparable
from retrieval.ledger.totals import counts_bodies, is_of_a_part
from retrieval.word_tables import any_of, worded

#: The row of the unit table for the dead that somebody has seen or collected.
BODIES = "bodies"
#: The rows for who is under age, and for who learns, be it at a school.
CHILDREN, STUDENTS = "children", "students"
#: "Six civilians were among at least 22 people killed".
_AMONG = re.compile(rf"\b(?:{any_of('ledger', 'among')}|of (?:{any_of('ledger', 'of_them')}))\b", re.IGNORECASE)
#: Between two sorts that are counted side by side.
_AND = re.compile(r"\s*(?:,|,? and|as well as|along with|plus)\s+")


def parted(figures: Iterable[Figure], own: Sequence[Finding]) -> list[list[Figure]]:
    """The figures by counted thing: first those that count the very same, then one toll told in two words.

    `own` is what else stands in their reports: where one tells civilians among its dead, fewer civilians are a part.
    """
    same: list[list[Figure]] = []
    once = {(f.finding.statement.id, f.quantity.span, f.speaker.name): f for f in figures}
    for figure in once.values():
        home = next((t for t in same if is_one_count(t[0].quantity, figure.quantity) and _are_alike(t, [figure])), None)
        if home is None:
            same.append([figure])
        else:
            home.append(figure)
    things: list[list[Figure]] = []
    for more in same:
        home = next((t for t in things if _one_toll(t, more) and not _is_told_as_part(t, more, own)), None)
        if home is None:
            things.append(more)
        else:
            home.extend(more)
    return things


def with_pupils_as_children(things: Sequence[list[Figure]]) -> list[list[Figure]]:
    """The counts, the pupils of a school among the children: no range of these leaves out "among them 48 students".

    Not where one voice gives both in one report, for then it tells them apart itself.
    """
    told = [list(figures) for figures in things]
    for pupils in [figures for figures in told if all(map(_is_of_pupils, figures))]:
        state, voices = pupils[0].quantity.state, _voices_in(pupils)
        alike = (t for t in told if (t[0].quantity.unit, t[0].quantity.state) == (CHILDREN, state))
        if (children := next(alike, None)) is not None and not voices & _voices_in(children):
            children += pupils
            told.remove(pupils)
    return told


def widest_of(figures: Sequence[Figure]) -> tuple[str, str]:
    """The widest of the units, and the state."""
    widest = figures[0].quantity
    for figure in figures[1:]:
        if comparable(figure.quantity, widest) == "broader":
            widest = figure.quantity
    return (BODIES, "") if counts_bodies(widest) else (widest.unit, widest.state)


def _voices_in(figures: Sequence[Figure]) -> set[tuple[str, str]]:
    """Who gives figures, each in which report."""
    return {_voice_of(figure) for figure in figures}


def _voice_of(figure: Figure) -> tuple[str, str]:
    """Who gives a figure, and in which report; what a note tells of another page stands on that page."""
    return figure.finding.url or figure.finding.article.id, figure.speaker.name


def _values_of(voice: tuple[str, str], figures: Sequence[Figure]) -> set[float]:
    """The numbers that a voice gives in one report."""
    return {f.quantity.value for f in figures if _voice_of(f) == voice}


def _is_of_pupils(figure: Figure) -> bool:
    """Whether a figure counts students whose sentence names a school, and no place where grown people learn."""
    words = figure.finding.words
    is_at_school = worded("ledger", "at_school").search(words) and not worded("ledger", "grown_at_school").search(words)
    return figure.quantity.unit == STUDENTS and bool(is_at_school)


def is_one_count(a: Quantity, b: Quantity) -> bool:
    """Whether two figures count the very same; the bodies that somebody collected are not all the dead."""
    return comparable(a, b) == "same" and counts_bodies(a) == counts_bodies(b)


def _are_alike(a: Sequence[Figure], b: Sequence[Figure]) -> bool:
    """Whether no report tells two counts apart: of "120 fighters and 60 mercenaries" neither is another's 80 militants.

    Both words are of one row of the table of units; whoever counts them side by side means some of them by each.
    """
    return not any(
        one.quantity.value != other.quantity.value and (_is_one_of_two(one) or _is_one_of_two(other))
        for one in a
        for other in b
    )


def _is_one_of_two(figure: Figure) -> bool:
    """Whether a sentence counts two sorts side by side, and the figure is of one: "120 fighters and 60 mercenaries"."""
    own, text = figure.quantity, figure.finding.article.text
    others = [q for q in figure.finding.statement.quantities if q.value != own.value and _is_one_row(q, own)]
    pairs = (sorted((own.span, q.span), key=lambda span: span.start) for q in others)
    return any(_AND.fullmatch(text, one.end, other.start) for one, other in pairs if one.end <= other.start)


def _is_one_row(a: Quantity, b: Quantity) -> bool:
    return (a.unit, a.state) == (b.unit, b.state)


def _one_toll(a: Sequence[Figure], b: Sequence[Figure]) -> bool:
    """Whether two counts are one toll in other words: one side's "militants" are another's "people".

    Not where a part is counted, and not where one voice gives two numbers in one report, for then it tells them apart
    itself; who says once "six people" and once "six civilians" does not.
    """
    if any(is_of_a_part(figure.quantity) or counts_bodies(figure.quantity) for figure in (*a, *b)):
        return False
    if any(_values_of(voice, a) != _values_of(voice, b) for voice in _voices_in(a) & _voices_in(b)):
        return False
    return _are_alike(a, b) and all(
        one.quantity.state == other.quantity.state != ""
        and comparable(one.quantity, other.quantity) in ("same", "broader", "narrower")
        for one in a
        for other in b
    )


def _is_told_as_part(a: Sequence[Figure], b: Sequence[Figure], own: Sequence[Finding]) -> bool:
    """Whether of two counts all figures of the narrower are below the wider's, and a report tells one among the other.

    "Eight civilians", where "six civilians were among the 22 dead", are of the dead, and no other count of them.
    """
    is_narrower = comparable(a[0].quantity, b[0].quantity) == "narrower"
    part, whole = (a, b) if is_narrower else (b, a)
    if max(f.quantity.value for f in part) >= min(f.quantity.value for f in whole):
        return False
    few, all_of_them = part[0].quantity, whole[0].quantity
    return any(
        one.unit == few.unit
        and one.state in ("", few.state)
        and (other.unit, other.state) == (all_of_them.unit, all_of_them.state)
        and one.value < other.value
        for f in own
        for one in f.statement.quantities
        for other in f.statement.quantities
        if _AMONG.search(f.article.text, f.statement.span.start, f.statement.span.end)
    )
