"""Which event a claim with a figure is of: the one whose reports tell what the claim tells besides its figure.

"A bomber killed 61 outside a bakery in Kalden" is of the bakery in Kalden, whoever counts 16 there, and of no other
bomber who killed 61.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import timedelta

from knowledge.model import Claim, Finding, Period, Place, Quantity
from knowledge.places import related
from knowledge.quantities import comparable
from retrieval.counts.dated import days_told, of_another_day
from retrieval.counts.figures import is_noted_of_it, people_counted
from retrieval.events import (
    DAY,
    MONTH,
    ONE_DAY,
    Event,
    apart,
    covers,
    events_of,
    same_count,
    share_a_town,
    when_of,
    where_of,
    within_days,
)
from retrieval.events.choosing import ANOTHER, the_very
from retrieval.events.one_story import with_retold
from retrieval.events.topics import (
    HARDLY,
    MOSTLY,
    NAME,
    mostly_told_in,
    names_something,
    share_in_its_words,
    told_in,
    words_told,
)
from retrieval.ranking import words_of
from retrieval.word_tables import worded

#: A report tells a claim that tells so much of it, and all its names.
NEARLY_ALL = 0.9
#: Two attacks on one town within a month seldom have so many dead alike.
SELDOM = 20
#: "In early March", "last week".
SOME_DAYS = timedelta(days=11)
#: So much of a claim a note tells that is of its town and day, or of its town alone, and may leave out the rest.
OF_ITS_DAY, OF_NO_DAY = 1 / 2, 2 / 3
#: What somebody has to tell again of a blow of whose day nothing more is said: the blast, and the mill.
ITS_DEED_AND_SITE = 2


def best_told(claim: Claim, claimed: Quantity, events: Sequence[Event]) -> tuple[float, list[Event]]:
    """The events whose reports tell most of the claim, and how much that is; all where none tells most of it.

    A statement that tells all of it in its own words comes before one that stands in a report of it; one that tells
    most of it, where the reports tell equally much.
    """
    shares = [max(told_in(claim, claimed, f) for f in event.findings) for event in events]
    if max(shares, default=0.0) < MOSTLY:
        return max(shares, default=0.0), list(events)
    own = [_in_its_words(claim, claimed, event) for event in events]
    told = [(words == 2, share, words) for words, share in zip(own, shares, strict=True)]
    best = max(told)
    return 1.0 if best[0] else best[1], [event for event, one in zip(events, told, strict=True) if one == best]


def _in_its_words(claim: Claim, claimed: Quantity, event: Event) -> int:
    """Whether a statement with the very figure tells the claim in its own words: 2 all of it, 1 most, else 0."""
    told = [f for f in event.findings if the_very(claimed, f)]
    share = max((share_in_its_words(claim, claimed, f) for f in told), default=0.0)
    return 2 if share == 1.0 else int(share >= MOSTLY)


def joined(events: Sequence[Event]) -> list[Event]:
    """Events that all tell the claim, those of one day in one place taken for one, and who looks back with them."""
    groups: list[Event] = []
    for event in events:
        home = next((own for own in groups if all(is_of_its_day(own, f) for f in _best_dated(event))), None)
        home = home or next((own for own in groups if _looks_back(event, own) or _looks_back(own, event)), None)
        if home is None:
            groups.append(event)
        else:
            groups[groups.index(home)] = Event((*home.findings, *event.findings))
    return groups


def _looks_back(later: Event, earlier: Event) -> bool:
    """Whether reports that name no day print, within a month, the very figure of an earlier event in the same town.

    "Ministers spoke of the gas attack in Kalden that killed 86", six days on, is no second attack.
    """
    first, second = earlier.period, later.period
    if first is None or second is None or not first.start <= second.start < first.start + MONTH:
        return False
    if any(f.statement.when is not None for f in later.findings):
        return False
    if any(ANOTHER.search(f.words) for f in later.findings):
        return False
    return any(
        same_count(a, b) and share_a_town(a, b) and max(q.value for q in b.statement.quantities) >= SELDOM
        for a in earlier.findings
        for b in later.findings
    )


def days_of_a_small_toll(claim: Claim, claimed: Quantity, event: Event) -> list[Period]:
    """The days on which an event's findings tell the claim, where so few dead are alike by chance; none of more."""
    if claimed.value >= SELDOM:
        return []
    return [day for f in event.dated if told_in(claim, claimed, f) >= MOSTLY and (day := when_of(f)) is not None]


def is_alike_by_chance(claim: Claim, claimed: Quantity, finding: Finding, days: Sequence[Period]) -> bool:
    """Whether a report is of none of these days of a small toll, and tells hardly more of the claim than its town.

    "Rockets on Kalden killed three" of a Monday says nothing of the three whom one killed at a school on Thursday.
    """
    when = when_of(finding)
    if not days or when is None or finding.article.is_note or told_in(claim, claimed, finding) > HARDLY:
        return False
    return not any(within_days(when, day, ONE_DAY) for day in days)


def counts_as_many(event: Event, finding: Finding) -> bool:
    """Whether a finding has just as many dead as a report of an event of its day, and more than chance makes alike.

    "A car bomb in the east killed 26", of the day on which one killed 26 in Kalden, is the bomb of Kalden.
    """
    day = when_of(finding)
    if day is None or max((q.value for q in finding.statement.quantities), default=0.0) < SELDOM:
        return False
    days = ((own, when_of(own)) for own in event.findings)
    return any(when is not None and when.overlaps(day) and same_count(own, finding) for own, when in days)


def _best_dated(event: Event) -> list[Finding]:
    """The findings of an event that give its day, or all of them where none does."""
    dated = [f for f in event.findings if event.period is not None and when_of(f) == event.period]
    return dated or list(event.findings)


def is_of_its_day(event: Event, finding: Finding, leeway: timedelta = ONE_DAY) -> bool:
    """Whether a finding is dated on the day of an event, or a day from it, and not of another place."""
    first, second = event.period, _day_of(finding)
    if first is None or second is None or first.end - first.start > DAY:
        return False
    if not within_days(first, second, leeway):
        return False
    here = where_of(finding)
    return not any(apart(where_of(own), here) for own in event.findings)


def names_its_day(claim: Claim, event: Event, finding: Finding, openings: Sequence[Finding]) -> bool:
    """Whether a statement names the very day of a claim's event, and its town: "the attack near Kalden on April 15".

    `openings` are the first statements of the event's reports: one that came out on the 16th may begin with the 15th.
    """
    first, named = event.period, finding.statement.when
    if first is None or named is None or max(first.end - first.start, named.end - named.start) > DAY:
        return False
    days = (first, *days_told(openings).values())
    towns = [place for where in (claim.where, *map(where_of, event.findings)) for place in where if place.province]
    return any(day.overlaps(named) for day in days) and any(
        related(town, place) == "same" for town in towns for place in where_of(finding) if place.province
    )


def recalls_it(claim: Claim, claimed: Quantity, event: Event, finding: Finding, report: Sequence[Finding]) -> bool:
    """Whether a report of another day recalls a claim's event by a stretch of days, and all but its town by its words.

    "In early March a blast at a mill in another district killed 52", in a report from Kalden, is of Kalden's mill.
    """
    day, when = event.period, finding.statement.when
    if day is None or when is None or finding.article.is_note:
        return False
    if day.end - day.start > DAY or when.end - when.start > SOME_DAYS or not day.overlaps(when):
        return False
    here = [place for place in claim.where if place.province]
    own = [place for place in where_of(finding) if place.province]
    told, missed = words_told(claim, claimed, finding, alone=True)
    if _is_of_a_seldom_blow(claim, finding, day) and not missed and _names_one_of(here, own):
        return True
    if not of_another_day(finding):
        return False
    named = own or [place for f in report for place in where_of(f) if place.province]
    if not _names_one_of(here, named):
        return False
    return all(word.place for word in missed) and sum(word.place is None for word in told) >= ITS_DEED_AND_SITE


def _names_one_of(towns: Sequence[Place], named: Sequence[Place]) -> bool:
    return any(related(town, place) == "same" for town in towns for place in named)


def _is_of_a_seldom_blow(claim: Claim, finding: Finding, day: Period) -> bool:
    """Whether a report of a later day tells, of a few days, a blow with a weapon that no town meets twice in them.

    "Earlier this week a gas attack on Kalden killed at least 87" is of the gas attack of Tuesday; air raids on one town
    kill as many twice a week.
    """
    published, seldom = finding.published, worded("beside", "seldom")
    many = any(q.state == "killed" and q.value >= SELDOM for q in finding.statement.quantities)
    is_later = published is not None and published.start >= day.end
    is_once = ANOTHER.search(finding.words) is None and finding.statement.when != day
    return many and is_later and is_once and bool(seldom.search(claim.text) and seldom.search(finding.words))


def _day_of(finding: Finding) -> Period | None:
    """The day a finding speaks of, or, where it covers a stretch, the day it came out."""
    when = when_of(finding)
    if when is not None and when.end - when.start > DAY:
        when = finding.published
    return when if when is not None and when.end - when.start <= DAY else None


def counted_events(
    claim: Claim,
    claimed: Quantity,
    counting: Sequence[Finding],
    surely: Callable[[Finding], bool],
    is_aside: Callable[[Finding], bool],
    whole: Mapping[str, Sequence[Finding]],
) -> tuple[float, list[Event]]:
    """The events that the claim may be of though no report prints its figure, and how much of it their reports tell.

    `surely` tells whether a finding is of the claim's event, `is_aside` whether it counts something else beside it.
    """
    named = names_something(claim, claimed)
    sure = [
        f
        for f in counting
        if mostly_told_in(claim, claimed, f)
        and (surely(f) or (named and _tells_nearly_all(claim, claimed, f)))
        and not is_aside(f)
    ] or [
        f
        for f in counting
        if is_noted_of_it(claim, f)
        and told_in(claim, claimed, f) >= (OF_ITS_DAY if claim.when else OF_NO_DAY)
        and not is_aside(f)
    ]
    sure = sure or [f for f in _noted_of_its_people(claim, claimed, counting) if not is_aside(f)]
    best, events = best_told(claim, claimed, events_of(sure, whole))
    # "Rebels killed on the road" is of the rebels killed there, not of the people killed there on another day.
    same = [e for e in events if any(counts_the_claimed_kind(claimed, f) for f in e.findings)]
    return best, of_one_stretch(claim, with_retold(claim, claimed, joined(same or events), ()))


def _noted_of_its_people(claim: Claim, claimed: Quantity, counting: Sequence[Finding]) -> list[Finding]:
    """The notes whose event bears the name of the people whom a claim counts, where these are met with in no other one.

    "10,000 Rohingya killed" is of "Killings of Rohingya, May 1994", unless a note tells of Rohingya killed elsewhere.
    """
    people = people_counted(claim, claimed)
    told = [f for f in counting if f.article.is_note and people & set(words_of(f"{f.words} {f.article.subject}"))]
    events = {f.article.event for f in told}
    if len(events) != 1 or not people <= set(words_of(next(iter(events)) or "")):
        return []
    return [f for f in told if told_in(claim, claimed, f) >= OF_NO_DAY]


def _tells_nearly_all(claim: Claim, claimed: Quantity, finding: Finding) -> bool:
    """Whether a report tells the claim with all its names: of a detail beside them it may know nothing."""
    untold = words_told(claim, claimed, finding)[1]
    return told_in(claim, claimed, finding) >= NEARLY_ALL and not any(word.weight >= NAME for word in untold)


def of_one_stretch(claim: Claim, events: Sequence[Event]) -> list[Event]:
    """The events, those counted over the very year that the claim names taken for one, and then the only one."""
    over = [f for event in events for f in event.findings if claim.when and covers(claim.when, f)]
    return [Event(tuple(over))] if over else list(events)


def of_its_very_day(claim: Claim, claimed: Quantity, events: Sequence[Event]) -> list[Event]:
    """The event of a claim's day, where only one is of that day and tells what was hit besides; else all.

    Beside the one bus that was blown up on the 30th, "the December bus bombing" is no second for a reader to choose.
    """
    of_that_day = [event for event in events if not _is_of_a_stretch(event)]
    if len(of_that_day) != 1 or not any(_tells_what(claim, claimed, f) for f in of_that_day[0].findings):
        return list(events)
    return of_that_day


def _is_of_a_stretch(event: Event) -> bool:
    """Whether no report of an event gives its day: of some it is known only in which month they were."""
    return event.period is not None and event.period.end - event.period.start > DAY


def _tells_what(claim: Claim, claimed: Quantity, finding: Finding) -> bool:
    """Whether a report has every word of a claim that is no town, and there is one: a day alone has many a blow."""
    told, untold = words_told(claim, claimed, finding)
    return any(word.place is None for word in told) and not any(word.place is None for word in untold)


def counts_the_claimed_kind(claimed: Quantity, finding: Finding) -> bool:
    """Whether a finding counts just whom the claim counts, and not only people."""
    return any(comparable(claimed, q) == "same" for q in finding.statement.quantities)
