"""Caveats about one detail: the reporting close by tells what the claim tells, of another day or another town."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from knowledge.model import Caveat, Finding, NearMiss, Period, Place
from retrieval.caveats.drift import drifted
from retrieval.caveats.margin import Margin
from retrieval.caveats.printed import quoted_figure
from retrieval.events import DAY, MONTH, as_printed, events_of, in_words
from retrieval.events.choosing import the_very
from retrieval.relations import OneDetail, closest_first
from retrieval.word_tables import any_of
from retrieval.wording import listed, told


def detail_differs(margin: Margin) -> list[Caveat]:
    """Nobody says just this, and what stands close by is of another day, or another town, and tells all the rest."""
    if line := drifted(margin, "DETAIL_DIFFERS"):
        return [line]
    near = margin.near_misses
    parted = ([one for one in near if one.is_of_time], [one for one in near if not one.is_of_time])
    return [
        Caveat("DETAIL_DIFFERS", sentence(alike), _findings_of(alike))
        for alike, sentence in zip(parted, (_of_another_time, _of_another_town), strict=True)
        if alike
    ]


def but_for_one_detail(margin: Margin, apart: Mapping[str, OneDetail]) -> tuple[NearMiss, ...]:
    """The events that tell the claim but for its day or its town, where nobody says or denies it: days, then towns.

    `apart` is in which detail each is not of the claim, by its statement.
    """
    if margin.state != "found":
        return ()
    told = (f.statement.id for f in margin.findings("context"))
    near = closest_first(margin.claim, [apart[identity] for identity in told if identity in apart])
    dated, placed = ([one for one in near if isinstance(one.told, kind)] for kind in (Period, Place))
    return (*_by_day(dated), *_by_town(placed))


def _by_day(near: Sequence[OneDetail]) -> list[NearMiss]:
    """The days of which reports are: the first of those within a month of one another, and no month beside its day.

    The very figure in the very town, some weeks on, is told again. A day that a report's words give comes before one
    that is only its page's: under "21 February" a page may tell of what was done "on Sunday", the 22nd.
    """
    days: list[Period] = []
    of_each: dict[int, list[OneDetail]] = {}
    timed = [(one.told, one) for one in near if isinstance(one.told, Period)]
    for day, one in sorted(timed, key=lambda p: (p[0].end - p[0].start > DAY, _is_a_pages(p[1]), p[0].start)):
        known = (n for n, other in enumerate(days) if other.start - MONTH <= day.start <= other.end + MONTH)
        at = next(known, len(days))
        days += [day] if at == len(days) else []
        of_each.setdefault(at, []).append(one)
    ordered = sorted(of_each, key=lambda at: days[at].start)
    return [_near_miss([one for one in near if one in of_each[at]], in_words(days[at])) for at in ordered]


def _is_a_pages(one: OneDetail) -> bool:
    """Whether nothing in the words dates what they tell, so that its day is the one on which the page came out."""
    return one.finding.statement.when is None


def _by_town(near: Sequence[OneDetail]) -> list[NearMiss]:
    """The town of each event, as the report most like the claim prints it: "Velmar east of Kalden" where no table
    knows it, and "" where it is not printed either.
    """
    known = {one.finding.statement.id: one for one in near}
    towns: dict[str, tuple[str, list[OneDetail]]] = {}
    for event in events_of([one.finding for one in near]):
        told = [known[f.statement.id] for f in event.findings]
        best = max(told, key=lambda one: (not one.is_only_near, one.alike))
        name, printed = _town_of(best)
        # One says "in Idlib", and another "in Idlib province".
        name = next((known_by for known_by in towns if _is_its_province(known_by, name)), name)
        towns.setdefault(name, (printed, []))[1].extend(told)
    named = {name for name in towns if name} or set(towns)
    return [
        _near_miss([one for one in near if one in told], printed)
        for name, (printed, told) in towns.items()
        if name in named
    ]


def _is_its_province(one: str, other: str) -> bool:
    """Whether of two places one is a town and the other the province that has its name, as the gazetteer calls both."""
    return one == f"{other} province" or other == f"{one} province"


def _town_of(one: OneDetail) -> tuple[str, str]:
    """By what name the town of a finding is known again, and as it is printed; "" where neither is."""
    if not isinstance(one.told, Place):
        return "", ""
    if not one.is_only_near:
        return one.told.name, as_printed(one.told, one.finding)
    printed = _beside(one.told, one.finding)
    # "Velmar east of Kalden" and "Velmar northeast of Kalden" are one town.
    return re.split(r",| (?=[a-z\d])", printed)[0], printed


def _beside(place: Place, finding: Finding) -> str:
    """What a report prints that lies near a place, with it: "Velmar east of Kalden"; "" where it names nothing."""
    if place.span is None:
        return ""
    text, start = finding.article.text, finding.statement.span.start
    named = _LIES_NEAR.search(text[start : place.span.start])
    return text[start + named.start() : place.span.end] if named else ""


#: "Velmar, some 20 kilometres east of".
_LIES_NEAR = re.compile(
    rf"(?:[A-Z][\w’'-]+ ?)+,?(?:(?: [a-z]+)? \d+ \w+)? (?:{any_of('caveats', 'lies')}) (?:the )?(?:[a-z]+ of )?\Z"
)


def _near_miss(alike: Sequence[OneDetail], told: str) -> NearMiss:
    first = alike[0]
    figure = the_very(first.figure, first.finding)[0] if first.figure else None
    findings = tuple(dict.fromkeys(one.finding for one in alike))
    return NearMiss(first.claimed, told, isinstance(first.told, Period), figure, findings)


def _findings_of(near: Iterable[NearMiss]) -> tuple[Finding, ...]:
    return tuple(dict.fromkeys(finding for one in near for finding in one.findings))


def _of_another_time(near: Sequence[NearMiss]) -> str:
    first, when = near[0], listed([one.told for one in near])
    if first.figure is None:
        return told("The claim says {time}; the reporting close by is of {when}.", time=first.claimed, when=when)
    return told(
        "The claim says {time}; the reporting of {figure} is of {when}.",
        time=first.claimed,
        figure=quoted_figure(first.findings[0], first.figure),
        when=when,
    )


def _of_another_town(near: Sequence[NearMiss]) -> str:
    first, places = near[0], listed([one.told for one in near if one.told])
    figure = quoted_figure(first.findings[0], first.figure) if first.figure else ""
    if not places and not figure:
        return told("The claim says {place}; the reporting close by does not name it.", place=first.claimed)
    if not places:
        return told(
            "The claim says {place}; the reporting of {figure} does not name it.", place=first.claimed, figure=figure
        )
    if not figure:
        return told("The claim says {place}; the reporting close by names {there}.", place=first.claimed, there=places)
    return told(
        "The claim says {place}; the reporting of {figure} names {there}.",
        place=first.claimed,
        figure=figure,
        there=places,
    )
