"""Whether a finding, or an event, can be of the time that a claim names."""

from __future__ import annotations

import re
from datetime import timedelta
from functools import lru_cache

from knowledge.model import Claim, Finding, Period
from knowledge.times import read_times
from retrieval.events import DAY, PUBLICATION_LAG, Event, when_of


def is_then(claim: Claim, finding: Finding) -> bool:
    """Whether a finding can speak of the time of the claim: what is not said may be."""
    when = when_of(finding)
    then = claim.when or (_day_of_the_year(claim.text, when.end.year) if when else None)
    if then is None or when is None or _meets(then, when, came_out=when == finding.published):
        return True
    over = finding.statement.when
    if over and then.end - then.start > DAY and over.start <= then.start <= then.end <= over.end:
        # "181 since early 2022" is another count than one of May 2022, and bears on it.
        return True
    article = finding.article
    about = ". ".join(filter(None, (finding.words, article.title, article.event, article.event_id)))
    return when.start >= then.end and _looks_back(about, then)


@lru_cache(maxsize=5_000)
def _day_of_the_year(words: str, year: int) -> Period | None:
    """The day, in a year, that words name without its year; None where they name none, or several.

    >>> _day_of_the_year("two million marched on 16 June", 2019).words, _day_of_the_year("they marched in June", 2019)
    ('2019-06-16', None)
    """
    named = {match.group() for match in _DAY_OF_A_MONTH.finditer(words)}
    if len(named) != 1:
        return None
    days = [day for day in read_times(f"on {named.pop()} {year}") if day.end - day.start <= DAY]
    return days[0] if len(days) == 1 else None


_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_DAY_OF_A_MONTH = re.compile(
    rf"\b(?:(?:[12]?\d|3[01])(?:st|nd|rd|th)? (?:of )?(?:{_MONTHS})|(?:{_MONTHS}) (?:[12]?\d|3[01])(?:st|nd|rd|th)?)\b"
    r"(?!,? ?\d)",
)


def _looks_back(words: str, then: Period) -> bool:
    """Whether words name a time that is the claim's: "the blast of 2020", not "19 April 2021" for a claim of February.

    >>> then = read_times("in February 2021")[0]
    >>> _looks_back("the strikes of 2021", then), _looks_back("strikes on 19 April 2021", then)
    (True, False)
    """
    year = then.start.year
    if str(year) not in words and str(then.end.year) not in words:
        return False
    times = _times_in(words)
    if any(_meets(then, time) for time in times):
        return True
    # A year that is read as no time, as in the name of an event, is still the year that is looked back to.
    return str(year) in words and not any(time.start.year == year for time in times)


# The same words are held against claim after claim.
@lru_cache(maxsize=10_000)
def _times_in(words: str) -> tuple[Period, ...]:
    return tuple(read_times(words))


def event_is_then(claim: Claim, event: Event) -> bool:
    """Whether an event can be of the time of the claim: its day, where a report gives one, comes before its month."""
    dated = [(finding, when) for finding in event.findings if (when := when_of(finding)) is not None]
    closest = [finding for finding, when in dated if when.end - when.start <= DAY] or [finding for finding, _ in dated]
    return not closest or any(is_then(claim, finding) for finding in closest)


def _meets(claimed: Period, when: Period, *, came_out: bool = False) -> bool:
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
