"""A day that a claim names without its year is of the year in which the reports have that day: "on 18 August"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from knowledge.model import Claim, Finding, Period, Span
from knowledge.times import read_times, when_told
from knowledge.times.words import FEAST
from retrieval.events import MONTH, ONE_DAY, when_of
from retrieval.ranking import fits
from retrieval.relations import RELATED_BY_FIGURE
from retrieval.relations.days import is_then, told_on

#: Reports of two years are both meant where the nearest of each are so near one another; whoever gives the claimed
#: figure is nearer by so much.
ALIKE, COUNTED = 0.04, 0.04
_YEAR = re.compile(r"\d{4}|\b(?:last|this|next)\b", re.IGNORECASE)
_WHICH = re.compile(r"\b(?:last|this|next) $", re.IGNORECASE)
#: A month, a feast, or two figures for day and month.
_MONTH = re.compile(
    rf"\b{FEAST}|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec|january|february|march|april|june|july|august|"
    r"september|october|november|december)\b|\d[/.]\d",
    re.IGNORECASE,
)
#: "Since 24 March" is how long was counted, and reaches to a day that the claim does not name.
_OPEN_END = re.compile(r"\bsince\b|\bonwards?\b|\b(?:now|today|present|date)$", re.IGNORECASE)


def names_no_year(text: str, time: Span) -> bool:
    """Whether the words of a time name a month, a day of it or a feast, and leave open in which year.

    >>> names_no_year("on 18 August", Span(3, 12)), names_no_year("on 18 August 2019", Span(3, 17))
    (True, False)
    >>> names_no_year("in Ramadan", Span(3, 10)), names_no_year("this Ramadan", Span(5, 12))
    (True, False)
    """
    words = time.of(text)
    return bool(_MONTH.search(words)) and not (_YEAR.search(words) or _WHICH.search(text[: time.start]))


def names_a_month_without_year(text: str) -> bool:
    """Whether a text names a month, a day of it or a feast, and no year: "120 dead since 1 December".

    >>> names_a_month_without_year("120 dead since 1 December"), names_a_month_without_year("12 dead since May 2020")
    (True, False)
    >>> names_a_month_without_year("12 may have died"), names_a_month_without_year("4.7 million died on Monday")
    (False, False)
    """
    in_any_year = read_times(text, read_times(f"2020-{_ENDS[-1]}")[0]) if _MONTH.search(text) else ()
    return any(time.span is not None and names_no_year(text, time.span) for time in in_any_year)


def in_the_year_of(claim: Claim, findings: Sequence[Finding]) -> tuple[Claim, tuple[Finding, ...]]:
    """A claim of a day without its year as of the year in which what was found has that day, and what may be of it.

    Where reports of several years have it, the year stays open, and what is of no such day is left out. Where none
    has it, the day is of the year of the nearest report, which is then of another day.
    """
    if claim.when is not None or not _MONTH.search(claim.text):
        return claim, tuple(findings)
    near = [f for f in findings if f.statement.is_reporting and f.similarity >= RELATED_BY_FIGURE]
    years = dict.fromkeys(year for f in near for year in _years_of(f))
    days = [day for year in years if (day := day_without_year(claim.text, year)) is not None]
    if not days:
        return claim, tuple(findings)
    told = [(day, _nearest(claim, [f for f in near if _tells_of(day, f)])) for day in days]
    best = max((close for _, close in told), default=0.0)
    met = [day for day, close in told if close and close > best - ALIKE]
    if len(met) > 1:
        of_these = [replace(claim, when=day) for day in met]
        return claim, tuple(f for f in findings if any(is_then(one, f) for one in of_these))
    return replace(claim, when=met[0] if met else days[0]), tuple(findings)


def day_without_year(text: str, year: int) -> Period | None:
    """The day or month that a text names without its year, in this year; None where it names none, or its year.

    >>> day_without_year("1.7 million in Kalden on 18 August", 2019).words, day_without_year("in May", 2021).words
    ('2019-08-18', '2021-05')
    >>> day_without_year("on 18 August 2019", 2020), day_without_year("since 18 August", 2020)
    (None, None)
    """
    # A report in the middle of a year means its own spring by "March", one at its end its own autumn by "October".
    for counted_from in _ENDS:
        day = when_told(text, read_times(f"{year}-{counted_from}")[0])
        if not (day and day.span and day.basis == "relative" and day.start.year == year):
            continue
        if names_no_year(text, day.span):
            return None if _OPEN_END.search(day.span.of(text)) else replace(day, basis="inferred")
    return None


_ENDS = ("06-30", "12-31")


def _years_of(finding: Finding) -> Iterable[int]:
    when = when_of(finding)
    return () if when is None else dict.fromkeys((when.start.year, (when.end - ONE_DAY).year))


def _tells_of(day: Period, finding: Finding) -> bool:
    """Whether a finding is of a day by its own date, give or take the days until a report comes out."""
    when = when_of(finding)
    return (
        when is not None and when.end - when.start <= MONTH and told_on(day, when, came_out=when == finding.published)
    )


def _nearest(claim: Claim, findings: Sequence[Finding]) -> float:
    """How near the nearest of these findings is; one that gives the claimed figure is nearer."""
    return max((f.similarity + COUNTED * _counts_it(claim, f) for f in findings), default=0.0)


def _counts_it(claim: Claim, finding: Finding) -> bool:
    return any(fits(claimed, q) for claimed in claim.quantities for q in finding.statement.quantities)
