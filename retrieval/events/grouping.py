"""Which findings speak of one event: by how likely their reports tell one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import combinations

import numpy as np

from knowledge.model import Article, Candidate, Finding, Period
from retrieval.events.days import DAY, MONTH, in_words, named_days, when_of, within_days
from retrieval.events.labels import place_of
from retrieval.events.pairs import ALIKE, may_be_one, named_alike, one_day_and_place
from retrieval.events.places import apart, narrowest, places_in, share_a_town
from retrieval.events.reports import by_report, is_rival, places_of, same_count, told_alike
from retrieval.events.sameness import NEVER, Telling, grouped, is_unlikely, names_in, opening, sameness, towns_in
from retrieval.ranking import words_of
from retrieval.word_tables import worded

#: Reports are put together when it is at least so likely that they tell one event (docs/finding.md).
ONE_EVENT = 0.6
#: Reports less likely of one event than this need no bar between them.
WORTH_PARTING = 0.05


@dataclass(frozen=True, slots=True)
class Event:
    """Findings that speak of one event, the best first."""

    findings: tuple[Finding, ...]
    #: Those that give a day. Kept, as is the next, since some hundred findings are held against one event.
    dated: tuple[Finding, ...] = field(init=False, repr=False, compare=False)
    #: The closest date that any of its findings gives; None when none does.
    period: Period | None = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        days = [(finding, day) for finding in self.findings if (day := when_of(finding)) is not None]
        object.__setattr__(self, "dated", tuple([finding for finding, _ in days]))
        closest = min((day for _, day in days), key=lambda day: day.end - day.start, default=None)
        object.__setattr__(self, "period", closest)

    @property
    def where(self) -> str:
        """The place as its best finding names it, or the headline over it when none does."""
        return place_of(self.findings)

    @property
    def when(self) -> str:
        """The date, no more exact than it is known, or "undated"."""
        return in_words(self.period) if self.period else "undated"

    def holds(self, finding: Finding) -> bool:
        """Whether another dated finding can be of this event."""
        return bool(self.dated) and all(may_be_one(own, finding) for own in self.dated)

    def may_count(self, finding: Finding) -> bool:
        """Whether another dated finding that counts the same thing can be of this event: its day, its place, its story.

        Two counts of one thing, in one place, on one day, need be told only somewhat alike.
        """
        return bool(self.dated) and all(
            may_be_one(own, finding) or one_day_and_place(own, finding) for own in self.dated
        )

    def tells_like(self, finding: Finding) -> bool:
        """Whether one of its reports is of the day of another and opens as it does, whatever the claim says of both."""
        when = when_of(finding)
        return when is not None and any(
            when.overlaps(told) and told_alike(own.article, finding.article) >= ALIKE
            for own in self.findings
            if (told := when_of(own)) is not None
        )

    def as_candidate(self) -> Candidate:
        """The event, labelled so that a person recognises it."""
        label = ", ".join(filter(None, (self.where, self.when)))
        return Candidate(label, self.where, self.when, self.findings)


def events_of(findings: Sequence[Finding], whole: Mapping[str, Sequence[Finding]] | None = None) -> tuple[Event, ...]:
    """The findings parted into events, the event of the best finding first.

    `whole` is what else was found in each article, by its id: where and when a report puts its event may stand there.

    What one report says is of one event, and reports of which it is likely enough are of one; reports that put it in
    two places never are. What a note records of rivals joins the one event that has its figure in its town; otherwise
    it stands alone: doubt is shown.
    """
    reports = by_report(findings)
    rivals = [report for report in reports if is_rival(report)]
    groups = _of_one_event([report for report in reports if not is_rival(report)], whole or {})
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


def put_together(events: Iterable[Event], are_one: Callable[[Event, Event], bool]) -> tuple[Event, ...]:
    """The events, each joined with the first before it that is the same one, and with it the best finding first."""
    kept: list[Event] = []
    for event in events:
        at = next((n for n, own in enumerate(kept) if are_one(own, event)), None)
        if at is None:
            kept.append(event)
        else:
            findings = dict.fromkeys((*kept[at].findings, *event.findings))
            kept[at] = Event(tuple(sorted(findings, key=lambda f: -f.similarity)))
    return tuple(kept)


def may_share_an_event(some: Sequence[Finding], others: Sequence[Finding]) -> set[str]:
    """Which of the others may be put into one event with a report of some, by the ids of their articles.

    They may be so through others of them. Two groups of reports join where their pairs are likely of one event on the
    mean; so one of the pairs is. Where that is all that is asked, those that nothing reaches need not be compared among
    themselves, which are many more.
    """
    here, there = by_report(some), by_report(others)
    if any(map(is_rival, (*here, *there))):
        return {finding.article.id for finding in others}
    near = [(report[0].article, telling(report)) for report in here]
    left = [(report[0].article, telling(report)) for report in there]
    reached = set[str]()
    while near and left:
        one = near.pop()
        found = [other for other in left if _are_likely(one, other)]
        reached |= {article.id for article, _ in found}
        left = [other for other in left if other[0].id not in reached]
        near += found
    return reached


def _of_one_event(reports: Sequence[list[Finding]], whole: Mapping[str, Sequence[Finding]]) -> list[list[Finding]]:
    """Reports parted by the event that they most likely tell."""
    if len(reports) < 2:
        return list(reports)
    told = [telling(whole.get(report[0].article.id, report)) for report in reports]
    articles = [report[0].article for report in reports]
    likely = np.zeros((len(told), len(told)))
    # Groups join where their pairs are likely of one event on the mean: what no likely pair links, none joins.
    for i, j in _pairs_linked(articles, told):
        likely[i, j] = likely[j, i] = _likeness((articles[i], told[i]), (articles[j], told[j]))
    return [[f for at in group for f in reports[at]] for group in grouped(likely, ONE_EVENT)]


def _pairs_linked(articles: Sequence[Article], told: Sequence[Telling]) -> Iterator[tuple[int, int]]:
    """The pairs of reports, by number, that pairs which are likely of one event link, be it through others."""
    linked = {number: {number} for number in range(len(told))}
    for i, j in combinations(range(len(told)), 2):
        if linked[i] is not linked[j] and _are_likely((articles[i], told[i]), (articles[j], told[j])):
            linked[i] |= linked[j]
            linked.update(dict.fromkeys(linked[j], linked[i]))
    for together in {id(one): one for one in linked.values()}.values():
        yield from combinations(sorted(together), 2)


def _are_likely(one: tuple[Article, Telling], other: tuple[Article, Telling]) -> bool:
    """Whether two reports are likely of one event, as nearly all are seen soon not to be."""
    may_be = not is_unlikely(one[1], other[1], ONE_EVENT) or named_alike(one[0], other[0])
    return may_be and _likeness(one, other) >= ONE_EVENT


def _likeness(one: tuple[Article, Telling], other: tuple[Article, Telling]) -> float:
    """How likely two reports are of one event: surely where both are notes under one name for it."""
    if named_alike(one[0], other[0]):
        return 1.0
    is_open = any(_is_of_any_year(*a) and b[1].spells for a, b in ((one, other), (other, one)))
    return NEVER if is_open else _how_likely(one[1], other[1])


def _is_of_any_year(article: Article, told: Telling) -> bool:
    """Whether a note of a long campaign gives no day: "130 strikes in one day" is not filed under the April whose month
    another has counted.
    """
    return not told.spells and bool(worded("ledger", "long_events").search(article.event or ""))


def _how_likely(one: Telling, other: Telling) -> float:
    sure = sameness(one, other)
    return NEVER if sure >= WORTH_PARTING and not may_be_told_together(one, other) else sure


def is_told_with(report: Telling, event: Sequence[Telling]) -> bool:
    """Whether a report would be put together with the reports of an event: as likely of it as they are among them."""
    return bool(event) and sum(_how_likely(report, own) for own in event) / len(event) >= ONE_EVENT


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
    said = tuple(dict.fromkeys(replace(place, span=None) for place in places_of(report)))
    named = (*places_in(article.place or ""), *said)
    # A headline is a statement, too; it is read once more only where nothing else was found to name a place.
    places = narrowest(tuple(dict.fromkeys(named or places_in(article.title))))
    meant = [replace(p, span=None) for f in report if (p := when_of(f)) and p.end - p.start <= MONTH]
    spells = tuple(dict.fromkeys(meant)) or ((article.published,) if article.published else ())
    told = [replace(p, span=None) for f in report if (p := f.statement.when) and p.end - p.start <= DAY]
    if (days := named_days(article.event or "")) is not None and days.end - days.start <= DAY:
        told.append(days)
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


def _all_of_one_event(group: Sequence[Finding], report: Sequence[Finding]) -> bool:
    """Whether a rival is of one event with every report of a group: one that is not is enough to keep it out."""
    return all(
        any(may_be_one(own, finding) for own in other for finding in report)
        and not apart(places_of(other), places_of(report))
        for other in by_report(group)
    )


def _same_count_in_a_town(group: Sequence[Finding], report: Sequence[Finding]) -> bool:
    return any(same_count(own, finding) and share_a_town(own, finding) for own in group for finding in report)
