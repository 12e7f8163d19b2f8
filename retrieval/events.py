"""Which findings speak of one event: by time and place, and by the figure when the time is not known."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import lru_cache

from knowledge.model import Candidate, Finding, Period, Place
from knowledge.places import fold, related
from knowledge.times import read_times
from retrieval.ranking import fits, wording

#: A report comes out on the day or a few days after; two reports of one event are no further apart than this.
PUBLICATION_LAG = timedelta(days=4)
#: A stretch longer than this says in which month, not on which day.
DAY = timedelta(days=2)
#: A longer stretch is no event.
MONTH = timedelta(days=31)


@dataclass(frozen=True, slots=True)
class Event:
    """Findings that speak of one event, the best first."""

    findings: tuple[Finding, ...]

    @property
    def where(self) -> str:
        """The place as its best finding names it; empty when none does."""
        best = self.findings[0]
        return best.article.place or ", ".join(place.name for place in best.statement.where)

    @property
    def when(self) -> str:
        """The date, no more exact than it is known, or "undated"."""
        return in_words(self.period) if self.period else "undated"

    @property
    def period(self) -> Period | None:
        """The closest date that any of its findings gives; None when none does."""
        dated = [period for finding in self.findings if (period := when_of(finding))]
        return min(dated, key=lambda period: period.end - period.start) if dated else None

    def holds(self, finding: Finding) -> bool:
        """Whether another dated finding can be of this event."""
        return all(may_be_one(own, finding) for own in self.findings if when_of(own) is not None) and any(
            when_of(own) is not None for own in self.findings
        )

    def as_candidate(self) -> Candidate:
        """The event, labelled so that a person recognises it."""
        label = ", ".join(filter(None, (self.where, self.when)))
        return Candidate(label, self.where, self.when, self.findings)


def events_of(findings: Sequence[Finding]) -> tuple[Event, ...]:
    """The findings parted into events, the event of the best finding first.

    An undated report joins the one event that has its figure in its town; otherwise it stands alone: doubt is shown.
    """
    groups: list[list[Finding]] = []
    undated: list[Finding] = []
    for finding in findings:
        own = next((g for g in groups if any(f.article.id == finding.article.id for f in g)), None)
        if own is not None and finding.statement.place_in_article != "rival":
            own.append(finding)
        elif when_of(finding) is None:
            undated.append(finding)
        else:
            home = next((g for g in groups if all(may_be_one(f, finding) for f in g)), None)
            if home is None:
                groups.append([finding])
            else:
                home.append(finding)
    dated = list(groups)
    for finding in undated:
        own = next((g for g in groups if any(f.article.id == finding.article.id for f in g)), None)
        possible = [g for g in dated if any(same_count(f, finding) and _share_a_town(f, finding) for f in g)]
        if own is not None:
            own.append(finding)
        elif len(possible) == 1:
            possible[0].append(finding)
        else:
            groups.append([finding])
    events = [Event(tuple(sorted(group, key=lambda f: -f.similarity))) for group in groups]
    return tuple(sorted(events, key=lambda event: -event.findings[0].similarity))


def may_be_one(a: Finding, b: Finding) -> bool:
    """Whether two dated findings can speak of one event: days that meet, places that are not apart.

    Where only the month is known, the same count must be printed too, since a month has room for many events,
    unless the notes name the event, and its date, alike.
    """
    if _named(a.article.event or "") and wording(a.article.event or "") == wording(b.article.event or ""):
        return True
    first, second = when_of(a), when_of(b)
    if first is None or second is None or _apart(a, b):
        return False
    meet = first.start < second.end + PUBLICATION_LAG and second.start < first.end + PUBLICATION_LAG
    to_the_day = first.end - first.start <= DAY and second.end - second.start <= DAY
    return meet and (to_the_day or same_count(a, b))


def same_count(a: Finding, b: Finding) -> bool:
    """Whether both print one figure of the same thing."""
    return any(fits(p, q) for p in a.statement.quantities for q in b.statement.quantities)


def subjects_of(findings: Sequence[Finding]) -> tuple[tuple[Finding, ...], ...]:
    """The findings parted by what they are about, the subject of the first finding first.

    A subject is wider than an event: a campaign that its notes name alike is one subject, whatever day is told.
    """
    subjects: list[list[Finding]] = []
    for finding in findings:
        same = [subject for subject in subjects if any(one_subject(own, finding) for own in subject)]
        if same:
            same[0].extend([own for other in same[1:] for own in other] + [finding])
            subjects = [subject for subject in subjects if not any(subject is other for other in same[1:])]
        else:
            subjects.append([finding])
    return tuple(tuple(subject) for subject in subjects)


def one_subject(a: Finding, b: Finding) -> bool:
    """Whether two findings are about one thing: one report, one event as notes name it, or one event by its time."""
    if a.article.id == b.article.id:
        return True
    if a.article.event and b.article.event:
        return wording(a.article.event) == wording(b.article.event)
    return may_be_one(a, b)


def when_of(finding: Finding) -> Period | None:
    """When the event is said to have happened, or, failing that, when the report came out.

    A report that looks back is of the day its note names: "Beirut port explosion, 4 August 2020", told in 2023.
    """
    told, named = _told(finding), _named(finding.article.event or "")
    if named is not None and (told is None or told.start >= named.end + PUBLICATION_LAG):
        return named
    return told


@lru_cache(maxsize=5_000)
def _named(event: str) -> Period | None:
    """The days that the name of an event holds, a month at most."""
    named = [replace(period, span=None) for period in read_times(event) if period.end - period.start <= MONTH]
    return named[0] if len(named) == 1 else None


def _told(finding: Finding) -> Period | None:
    published, said = finding.published, finding.statement.when
    if published is None:
        return said if said and said.end - said.start <= MONTH else None
    # "Since 24 March 2019" is how long was counted, not when this happened.
    if said and published.start - said.start <= timedelta(days=60) and said.end - said.start <= MONTH:
        return said
    return published


def in_words(period: Period) -> str:
    """A date as people write it: "18 February 2021", "February 2021", "2021", "3–9 April 2021"."""
    last = period.end - timedelta(microseconds=1)
    words = period.words
    if len(words) == 10:
        return f"{period.start.day} {period.start:%B %Y}"
    if len(words) == 7:
        return f"{period.start:%B %Y}"
    if len(words) == 4:
        return words
    if (period.start.year, period.start.month) == (last.year, last.month):
        return f"{period.start.day}–{last.day} {last:%B %Y}"
    return f"{period.start.day} {period.start:%B %Y} – {last.day} {last:%B %Y}"


def _share_a_town(a: Finding, b: Finding) -> bool:
    """Whether both name one town: a desert or a province has room for many events with one figure."""
    towns = [p for p in a.statement.where if p.province and not fold(p.name).startswith(fold(p.province))]
    return any(related(town, place) == "same" for town in towns for place in b.statement.where)


def apart(a: Sequence[Place], b: Sequence[Place]) -> bool:
    """Whether two accounts speak of different places; what is not said, or not known, is not apart."""
    return bool(a) and bool(b) and all(related(x, y) == "apart" for x in a for y in b)


def elsewhere(claimed: Sequence[Place], finding: Finding) -> bool:
    """Whether a finding speaks of another place than the claim.

    A country says nothing beside a town in it: "in Syria", over a report from Palmyra, is not about Aleppo.
    """
    said = finding.statement.where
    if any(related(x, y) == "same" for x in claimed for y in said):
        return False
    narrower = {place.country for place in said if place.province}
    return apart(claimed, [place for place in said if place.province or place.country not in narrower])


def _apart(a: Finding, b: Finding) -> bool:
    return apart(a.statement.where, b.statement.where)
