"""Caveats about one detail: the reporting close by tells what the claim tells, of another day or another town."""

from __future__ import annotations

from collections.abc import Sequence

from knowledge.model import Caveat, Period, Place
from retrieval.caveats.margin import Margin
from retrieval.caveats.printed import words_of_figure
from retrieval.choosing import the_very
from retrieval.events import DAY, MONTH, as_printed, by_article, events_of, in_words, notes_of_one_event
from retrieval.relations import OneDetail, closest_first, one_detail
from retrieval.wording import listed, told


def detail_differs(margin: Margin) -> list[Caveat]:
    """Nobody says just this, and what stands close by is of another day, or another town, and tells all the rest."""
    if margin.state != "found" or margin.findings("reports", "denies"):
        return []
    reports, notes = by_article(margin.found), notes_of_one_event(margin.found)
    near = [
        one
        for f in margin.findings("context")
        if (one := one_detail(margin.claim, f, reports.get(f.article.id, [f]), notes.get(f.article.id, ())))
    ]
    near = closest_first(margin.claim, near)
    dated, placed = ([one for one in near if isinstance(one.told, kind)] for kind in (Period, Place))
    return [
        Caveat("DETAIL_DIFFERS", sentence(alike), tuple(dict.fromkeys(one.finding for one in alike)))
        for alike, sentence in ((dated, _of_another_time), (placed, _of_another_town))
        if alike
    ]


def _of_another_time(near: Sequence[OneDetail]) -> str:
    first, when = near[0], listed([in_words(day) for day in _days_of(near)])
    if first.figure is None:
        return told("The claim says {time}; the reporting close by is of {when}.", time=first.claimed, when=when)
    return told(
        "The claim says {time}; the reporting of “{figure}” is of {when}.",
        time=first.claimed,
        figure=_figure_of(first),
        when=when,
    )


def _days_of(near: Sequence[OneDetail]) -> list[Period]:
    """The days of which reports are: the first of those within a month of one another, and no month beside its day.

    The very figure in the very town, some weeks on, is told again.
    """
    days: list[Period] = []
    told = (one.told for one in near if isinstance(one.told, Period))
    for day in sorted(told, key=lambda day: (day.end - day.start > DAY, day.start)):
        if not any(known.start - MONTH <= day.start <= known.end + MONTH for known in days):
            days.append(day)
    return sorted(days, key=lambda day: day.start)


def _of_another_town(near: Sequence[OneDetail]) -> str:
    first, places = near[0], listed(list(_places_of(near).values()))
    if not places and first.figure is None:
        return told("The claim says {place}; the reporting close by does not name it.", place=first.claimed)
    if not places:
        return told(
            "The claim says {place}; the reporting of “{figure}” does not name it.",
            place=first.claimed,
            figure=_figure_of(first),
        )
    if first.figure is None:
        return told("The claim says {place}; the reporting close by names {there}.", place=first.claimed, there=places)
    return told(
        "The claim says {place}; the reporting of “{figure}” names {there}.",
        place=first.claimed,
        figure=_figure_of(first),
        there=places,
    )


def _places_of(near: Sequence[OneDetail]) -> dict[str, str]:
    """The town of each event, as the report most like the claim prints it, by its name."""
    known = {one.finding.statement.id: one for one in near}
    events = events_of([one.finding for one in near])
    found = [
        max((known[f.statement.id] for f in event.findings), key=lambda one: (not one.is_only_near, one.alike))
        for event in events
    ]
    places = [(one.told, one.finding) for one in found if not one.is_only_near]
    return {place.name: as_printed(place, finding) for place, finding in places if isinstance(place, Place)}


def _figure_of(one: OneDetail) -> str:
    return words_of_figure(one.finding, the_very(one.figure, one.finding)[0]) if one.figure else ""
