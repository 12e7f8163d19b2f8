"""Whether a finding, or an event, can be of the time that a claim names."""

from __future__ import annotations

from datetime import timedelta

from knowledge.model import Claim, Finding, Period
from retrieval.counts.dated import day_of_deed
from retrieval.events import (
    DAY,
    MONTH,
    ONE_DAY,
    PUBLICATION_LAG,
    Event,
    named_days,
    stretch_of,
    times_in,
    when_of,
)


def is_then(claim: Claim, finding: Finding) -> bool:
    """Whether a finding can speak of the time of the claim: what is not said may be."""
    if claim.when is None:
        return True
    when, said = when_of(finding) or stretch_of(finding), finding.statement.when
    if said and said.end - said.start > MONTH and not claim.when.overlaps(said):
        # What a report of January counts "in 2019" is of that year, whenever it came out.
        return False
    if when is None or told_on(claim.when, when, came_out=when == finding.published):
        return True
    over = finding.statement.when
    if (
        over
        and claim.when.end - claim.when.start > DAY
        and over.start <= claim.when.start <= claim.when.end <= over.end
    ):
        # "181 since early 2022" is another count than one of May 2022, and bears on it.
        return True
    article = finding.article
    about = ". ".join(filter(None, (finding.words, article.title, article.event, article.event_id)))
    return when.start >= claim.when.end and _looks_back(about, claim.when)


def _looks_back(words: str, then: Period) -> bool:
    """Whether words name a time that is the claim's: "the blast of 2020", not "19 April 2021" for a claim of February.

    >>> then = times_in("in February 2021")[0]
    >>> _looks_back("the strikes of 2021", then), _looks_back("strikes on 19 April 2021", then)
    (True, False)
    """
    year = then.start.year
    if str(year) not in words and str(then.end.year) not in words:
        return False
    times = times_in(words)
    if any(told_on(then, time) for time in times):
        return True
    # A year that is read as no time, as in the name of an event, is still the year that is looked back to.
    return str(year) in words and not any(time.start.year == year for time in times)


def names_another_day(claim: Claim, finding: Finding) -> bool:
    """Whether a finding, or the name that its note gives the event, puts it on a day that is none of the claim's."""
    own = finding.statement.when or named_days(finding.article.event or "")
    if claim.when is None or own is None or own.end - own.start > DAY:
        return False
    deed = day_of_deed(finding)
    if deed is not None and all(when.end - when.start <= ONE_DAY for when in (claim.when, deed)):
        # Who gives the day has not said that it was two days later; a night has two.
        return abs(deed.start - claim.when.start) > ONE_DAY
    return not told_on(claim.when, own) and not is_then(claim, finding)


def event_is_then(claim: Claim, event: Event) -> bool:
    """Whether an event can be of the time of the claim: its day, where a report gives one, comes before its month."""
    dated = [(finding, when) for finding in event.findings if (when := when_of(finding)) is not None]
    closest = [finding for finding, when in dated if when.end - when.start <= DAY] or [finding for finding, _ in dated]
    return any(is_then(claim, finding) for finding in closest or event.findings)


def told_on(claimed: Period, when: Period, *, came_out: bool = False) -> bool:
    """Whether two times meet, give or take the days until a report comes out; `came_out` is whether `when` is that day.

    What happened in a month happened in no other, though its last days are near the next.
    """
    of_a_day = when.end - when.start <= DAY
    before = PUBLICATION_LAG if of_a_day else timedelta()
    after = PUBLICATION_LAG if of_a_day or came_out else timedelta()
    return claimed.start < when.end + before and when.start < claimed.end + after


def day_of(claim: Claim) -> Period | None:
    """The day that a claim names, where it names no longer stretch."""
    return claim.when if claim.when is not None and claim.when.end - claim.when.start <= DAY else None
