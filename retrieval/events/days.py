"""When a finding is said to have happened, and which days meet."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from functools import lru_cache

from knowledge.model import Finding, Period
from knowledge.times import read_times
from retrieval.wording import Dated, dated

#: A report comes out on the day or a few days after; two reports of one event are no further apart than this.
PUBLICATION_LAG = timedelta(days=4)
#: A report of the day after is of the same day.
ONE_DAY = timedelta(days=1)
#: A stretch longer than this says in which month, not on which day.
DAY = timedelta(days=2)
#: A longer stretch is no event.
MONTH = timedelta(days=31)
#: What began so long before its report came out is no day on which something happened.
LONG_AGO = timedelta(days=60)


def when_of(finding: Finding) -> Period | None:
    """When the event is said to have happened, or, failing that, when the report came out.

    A report that looks back is of the day its note names: "Beirut port explosion, 4 August 2020", told in 2023.
    """
    told, event = _told(finding), finding.article.event
    named = named_days(event) if event else None
    if named is not None and (told is None or told.start >= named.end + PUBLICATION_LAG or _is_wider(told, named)):
        return named
    return told


def _is_wider(told: Period, named: Period) -> bool:
    """Whether a report is only known to be of the year in which the named days lie."""
    return told.end - told.start > MONTH and told.start <= named.start and named.end <= told.end


@lru_cache(maxsize=5_000)
def named_days(event: str) -> Period | None:
    """The days that the name of an event holds, a month at most; None where it holds none, or two."""
    named = [period for period in times_in(event) if period.end - period.start <= MONTH]
    return named[0] if len(named) == 1 else None


@lru_cache(maxsize=5_000)
def is_dated(event: str) -> bool:
    """Whether the name of an event holds its date, its year or its years.

    >>> is_dated("Deaths in Hurricane Ada, 2017"), is_dated("Raids in the Veldian desert")
    (True, False)
    """
    return bool(times_in(event)) or bool(YEAR.search(event))


#: A year by itself.
YEAR = re.compile(r"\b(?:19|20)\d\d\b")


def _told(finding: Finding) -> Period | None:
    published, said = finding.published, finding.statement.when
    if published is None:
        return said if said and said.end - said.start <= MONTH else None
    # "Since 24 March 2019" is how long was counted, not when this happened.
    if said and published.start - said.start <= LONG_AGO and said.end - said.start <= MONTH:
        return said
    return published


def stretch_of(finding: Finding) -> Period | None:
    """The year or season that a finding counts over: as its sentence says, or else the headline over it.

    "ISIS in 2020: a review" is of 2020, whenever it came out; a headline of two years is of neither.
    """
    said = finding.statement.when
    told = (said,) if said is not None else times_in(finding.article.subject)
    return told[0] if len(set(told)) == 1 and told[0].end - told[0].start > MONTH else None


def covers(stretch: Period, finding: Finding) -> bool:
    """Whether a finding counts over the very year or season; a count of April 2021 is none of all 2021."""
    own = stretch_of(finding)
    return own is not None and (own.start, own.end) == (stretch.start, stretch.end)


# A headline stands over many statements of one answer, and the same words are held against claim after claim.
@lru_cache(maxsize=10_000)
def times_in(words: str) -> tuple[Period, ...]:
    """The times that words name, wherever they stand in them."""
    return tuple(replace(period, span=None) for period in read_times(words))


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


def within_days(first: Period, second: Period, leeway: timedelta = PUBLICATION_LAG) -> bool:
    """Whether two times meet, give or take the days until a report comes out, or as many as are given."""
    return first.start < second.end + leeway and second.start < first.end + leeway
