"""Which findings speak of one event: by time and place, and by the figure when the time is not known."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import lru_cache
from itertools import combinations

import numpy as np

from knowledge.model import Article, Candidate, Finding, Period, Place
from knowledge.places import fold, read_places, related
from knowledge.times import read_times
from retrieval.ranking import fits, wording, words_of
from retrieval.sameness import NEVER, Telling, grouped, names_in, opening, sameness, shared, towns_in
from retrieval.wording import Dated, dated

#: A report comes out on the day or a few days after; two reports of one event are no further apart than this.
PUBLICATION_LAG = timedelta(days=4)
#: A report of the day after is of the same day.
ONE_DAY = timedelta(days=1)
#: A stretch longer than this says in which month, not on which day.
DAY = timedelta(days=2)
#: Reports of one day that share this much of their opening tell one story; with one count or one town, less is enough.
#: Chosen on pairs of reports of one day, judged by eye (docs/finding.md).
ALIKE, SOMEWHAT_ALIKE = 1 / 3, 0.2
#: Reports are put together when it is at least so likely that they tell one event (docs/finding.md).
ONE_EVENT = 0.6
#: Reports less likely of one event than this need no bar between them.
WORTH_PARTING = 0.05
#: Enough for what is only related.
ONE_SUBJECT = 0.5
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

    def may_count(self, finding: Finding) -> bool:
        """Whether another dated finding that counts the same thing can be of this event: its day, its place, its story.

        Two counts of one thing, in one place, on one day, need be told only somewhat alike.
        """
        dated = [own for own in self.findings if when_of(own) is not None]
        return bool(dated) and all(may_be_one(own, finding) or _one_day_and_place(own, finding) for own in dated)

    def tells_like(self, finding: Finding) -> bool:
        """Whether one of its reports is of the day of another and opens as it does, whatever the claim says of both."""
        when = when_of(finding)
        return when is not None and any(
            meet(when, told) and told_alike(own.article, finding.article) >= ALIKE
            for own in self.findings
            if (told := when_of(own)) is not None
        )

    def as_candidate(self) -> Candidate:
        """The event, labelled so that a person recognises it."""
        label = ", ".join(filter(None, (self.where, self.when)))
        return Candidate(label, self.where, self.when, self.findings)


def events_of(findings: Sequence[Finding]) -> tuple[Event, ...]:
    """The findings parted into events, the event of the best finding first.

    What one report says is of one event, and reports of which it is likely enough are of one; reports that put it in
    two places never are. What a note records of rivals joins the one event that has its figure in its town; otherwise
    it stands alone: doubt is shown.
    """
    reports = _by_report(findings)
    rivals = [report for report in reports if _is_rival(report)]
    groups = _of_one_event([report for report in reports if not _is_rival(report)])
    undated: list[list[Finding]] = []
    for report in rivals:
        if not any(when_of(finding) for finding in report):
            undated.append(report)
            continue
        home = next((group for group in groups if _all_of_one_event(group, report)), None)
        if home is None:
            groups.append(report)
        else:
            home.extend(report)
    known = list(groups)
    for report in undated:
        possible = [group for group in known if _same_count_in_a_town(group, report)]
        if len(possible) == 1:
            possible[0].extend(report)
        else:
            groups.append(report)
    events = [Event(tuple(sorted(group, key=lambda f: -f.similarity))) for group in groups]
    return tuple(sorted(events, key=lambda event: -event.findings[0].similarity))


def _of_one_event(reports: Sequence[list[Finding]]) -> list[list[Finding]]:
    """Reports parted by the event that they most likely tell."""
    if len(reports) < 2:
        return list(reports)
    told = [telling(report) for report in reports]
    likely = np.zeros((len(told), len(told)))
    for i, j in combinations(range(len(told)), 2):
        if _named_alike(reports[i][0].article, reports[j][0].article):
            sure = 1.0
        else:
            sure = sameness(told[i], told[j])
            if sure >= WORTH_PARTING and not may_be_told_together(told[i], told[j]):
                sure = NEVER
        likely[i, j] = likely[j, i] = sure
    return [[f for at in group for f in reports[at]] for group in grouped(likely, ONE_EVENT)]


def may_be_told_together(one: Telling, other: Telling) -> bool:
    """Whether two reports can tell one event at all: they do not put it in two places, nor on days that do not meet.

    Only a day that the reports tell can part them: when they came out does not, since one may look back.
    """
    if apart(one.said, other.said):
        return False
    return not one.told or not other.told or any(within_days(a, b) for a in one.told for b in other.told)


def telling(report: Sequence[Finding]) -> Telling:
    """What one report, as far as it was found, says of its event."""
    article = report[0].article
    said = tuple(dict.fromkeys(replace(place, span=None) for place in _places(report)))
    named = (*_places_in(article.place or ""), *said)
    # A headline is a statement, too; it is read once more only where nothing else was found to name a place.
    places = _narrowest(tuple(dict.fromkeys(named or _places_in(article.title))))
    meant = [replace(p, span=None) for f in report if (p := when_of(f)) and p.end - p.start <= MONTH]
    spells = tuple(dict.fromkeys(meant)) or ((article.published,) if article.published else ())
    told = [replace(p, span=None) for f in report if (p := f.statement.when) and p.end - p.start <= DAY]
    return Telling(
        words=opening(article),
        names=names_in(article),
        place_words=frozenset(words_of(article.place or "")),
        places=tuple(places),
        towns=towns_in(places),
        said=said,
        spells=spells,
        days=frozenset(p.start.date() for p in spells if p.end - p.start < DAY),
        told=tuple(dict.fromkeys(told)),
        counted=frozenset((q.unit, q.state) for f in report for q in f.statement.quantities if q.unit),
    )


def by_article(findings: Iterable[Finding]) -> dict[str, list[Finding]]:
    """The findings of each article, by its id, in their order."""
    articles: dict[str, list[Finding]] = {}
    for finding in findings:
        articles.setdefault(finding.article.id, []).append(finding)
    return articles


def _by_report(findings: Iterable[Finding]) -> list[list[Finding]]:
    """The findings of each report together, in their order; what a note records of rivals is no part of its report."""
    reports: dict[str, list[Finding]] = {}
    for finding in findings:
        rival = finding.statement.place_in_article == "rival"
        reports.setdefault(finding.statement.id if rival else finding.article.id, []).append(finding)
    return list(reports.values())


def _all_of_one_event(group: Sequence[Finding], report: Sequence[Finding]) -> bool:
    """Whether a rival is of one event with every report of a group: one that is not is enough to keep it out."""
    return all(
        any(may_be_one(own, finding) for own in other for finding in report)
        and not apart(_places(other), _places(report))
        for other in _by_report(group)
    )


def _same_count_in_a_town(group: Sequence[Finding], report: Sequence[Finding]) -> bool:
    return any(same_count(own, finding) and _share_a_town(own, finding) for own in group for finding in report)


def _places(findings: Iterable[Finding]) -> list[Place]:
    return [place for finding in findings for place in finding.statement.where]


def may_be_one(a: Finding, b: Finding) -> bool:
    """Whether two dated findings can speak of one event: days that meet, places that are not apart, one story.

    A day has room for many events in one province, so the reports must be told alike; somewhat alike is enough with
    one count or one town. Where only the month is known, one count must be printed, whatever else is alike. What notes
    name alike, with its date, is one event.
    """
    if _named_alike(a.article, b.article):
        return True
    first, second = when_of(a), when_of(b)
    if first is None or second is None or apart(a.statement.where, b.statement.where):
        return False
    if not within_days(first, second):
        return False
    if a.article.id == b.article.id:
        return True
    if first.end - first.start > DAY or second.end - second.start > DAY:
        return same_count(a, b)
    alike = told_alike(a.article, b.article)
    return alike >= ALIKE or (alike >= SOMEWHAT_ALIKE and (same_count(a, b) or _share_a_town(a, b)))


def _named_alike(a: Article, b: Article) -> bool:
    """Whether two notes give their event one name, with its date."""
    return bool(named_days(a.event or "")) and wording(a.event or "") == wording(b.event or "")


def _both_named(a: Article, b: Article) -> bool:
    """Whether the names that notes give their events decide: both have one, or are one note."""
    return a.id == b.id or bool(a.event and b.event)


def _is_rival(report: Sequence[Finding]) -> bool:
    return report[0].statement.place_in_article == "rival"


def _one_day_and_place(a: Finding, b: Finding) -> bool:
    first, second = when_of(a), when_of(b)
    if first is None or second is None or max(first.end - first.start, second.end - second.start) > DAY:
        return False
    here, there = where_of(a), where_of(b)
    one_place = any(x.province and related(x, y) == "same" for x in here for y in there)
    one_day = first.start < second.end + ONE_DAY and second.start < first.end + ONE_DAY
    return one_day and one_place and not apart(here, there) and told_alike(a.article, b.article) >= SOMEWHAT_ALIKE


def follows_up(home: Article, other: Article) -> bool:
    """Whether another report came out within days of one, and tells its story at least somewhat alike."""
    first, second = home.published, other.published
    if first is None or second is None or other.is_note:
        return False
    return within_days(first, second) and told_alike(home, other) >= SOMEWHAT_ALIKE


def meet(first: Period, second: Period) -> bool:
    """Whether two days are one, or two stretches have a day in common."""
    return first.start < second.end and second.start < first.end


def within_days(first: Period, second: Period) -> bool:
    """Whether two times meet, give or take the days until a report comes out."""
    return first.start < second.end + PUBLICATION_LAG and second.start < first.end + PUBLICATION_LAG


def told_alike(a: Article, b: Article) -> float:
    """Which share of the words of one report's opening stands in the other's: of the shorter one, 0 to 1.

    A headline and the first sentences say what happened, where and to whom; further down are other days.
    """
    return shared(opening(a), opening(b))


def same_count(a: Finding, b: Finding) -> bool:
    """Whether both print one figure of the same thing."""
    return any(fits(p, q) for p in a.statement.quantities for q in b.statement.quantities)


def subjects_of(findings: Sequence[Finding]) -> tuple[tuple[Finding, ...], ...]:
    """The findings parted by what they are about, the subject of the first finding first.

    A subject is wider than an event: a campaign that its notes name alike is one subject, whatever day is told. A
    report joins those with which it shares one on average, or a chain of neighbours would join what has nothing in
    common.
    """
    reports = _by_report(findings)
    told = [telling(report) for report in reports]
    likely = np.zeros((len(told), len(told)))
    for i, j in combinations(range(len(told)), 2):
        likely[i, j] = likely[j, i] = _likely_one_subject(reports[i], reports[j], told[i], told[j])
    return tuple(tuple(f for at in group for f in reports[at]) for group in grouped(likely, ONE_SUBJECT))


def _likely_one_subject(one: Sequence[Finding], other: Sequence[Finding], told: Telling, beside: Telling) -> float:
    same = all(any(one_subject(own, f) for f in other) for own in one)
    if _both_named(one[0].article, other[0].article):
        return 1.0 if same else NEVER
    return max(sameness(told, beside), ONE_EVENT if same else 0.0)


def one_subject(a: Finding, b: Finding) -> bool:
    """Whether two findings are about one thing: one report, one event, or one town within a month.

    Two reports whose notes name their events differently are not; what is undated may be of any month.
    """
    if a.article.id == b.article.id:
        return True
    if _both_named(a.article, b.article):
        return wording(a.article.event or "") == wording(b.article.event or "")
    if may_be_one(a, b):
        return True
    first, second = when_of(a), when_of(b)
    within_a_month = (
        first is None or second is None or (first.start < second.end + MONTH and second.start < first.end + MONTH)
    )
    return within_a_month and _share_a_town(a, b)


def when_of(finding: Finding) -> Period | None:
    """When the event is said to have happened, or, failing that, when the report came out.

    A report that looks back is of the day its note names: "Beirut port explosion, 4 August 2020", told in 2023.
    """
    told, named = _told(finding), named_days(finding.article.event or "")
    if named is not None and (told is None or told.start >= named.end + PUBLICATION_LAG):
        return named
    return told


@lru_cache(maxsize=5_000)
def named_days(event: str) -> Period | None:
    """The days that the name of an event holds, a month at most; None where it holds none, or two."""
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


def in_words(period: Period) -> Dated:
    """A date as people write it: "18 February 2021", "February 2021", "2021", "3–9 April 2021"."""
    return dated(_in_english(period), period)


def _in_english(period: Period) -> str:
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
    """Whether two accounts speak of different places; what is not said, or not known, is not apart.

    A country says nothing beside a place in it: "Palmyra, Syria" is not where "Aleppo, Syria" is.
    """
    return bool(a) and bool(b) and _apart(tuple(a), tuple(b))


# The same few places are held against one another for every pair of reports.
@lru_cache(maxsize=10_000)
def _apart(a: tuple[Place, ...], b: tuple[Place, ...]) -> bool:
    here, there = _narrowest(a), _narrowest(b)
    return bool(here) and bool(there) and all(related(x, y) == "apart" for x in here for y in there)


def _narrowest(places: Sequence[Place]) -> list[Place]:
    """The places without the countries and regions that only say where the others lie."""
    inner = [place for place in places if place.province]
    return [
        place for place in places if place.province or all(related(place, within) != "contains" for within in inner)
    ]


def elsewhere(claimed: Sequence[Place], finding: Finding, report: Sequence[Finding] = ()) -> bool:
    """Whether a finding speaks of another place than the claim; `report` is what else was found in the same article.

    What names no town or province speaks of the place that its report prints with the same figure, or else of those
    that its report names at all.
    """
    own = where_of(finding)
    if any(place.province for place in own):
        return apart(claimed, own)
    placed = [other for other in report if any(place.province for place in other.statement.where)]
    counting = [other for other in placed if same_count(other, finding)]
    if counting:
        return all(apart(claimed, other.statement.where) for other in counting)
    return apart(claimed, [*own, *(place for place in _places(placed) if place.province)])


def where_of(finding: Finding) -> tuple[Place, ...]:
    """The places that a finding speaks of: its own, and, where it names no town or province, those of its headline,
    or of the place or event that its note names.

    Silence is no consent: "the raid killed 40", under "Raid on Palmyra market", is not about Homs.
    """
    own, article = finding.statement.where, finding.article
    if any(place.province for place in own):
        return own
    named = (_in_headline(words) for words in (article.title, article.place, article.event) if words)
    return (*own, *next(filter(None, named), ()))


@lru_cache(maxsize=5_000)
def _in_headline(title: str) -> tuple[Place, ...]:
    return tuple(place for place in _places_in(title) if place.province)


@lru_cache(maxsize=5_000)
def _places_in(words: str) -> tuple[Place, ...]:
    return tuple(dict.fromkeys(replace(place, span=None) for place in read_places(words)))
