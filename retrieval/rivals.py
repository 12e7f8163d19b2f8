"""Which figures of a report are counts of the event it is about, and not of another day, of a part, or of the war.

A report of twenty dead at a bakery also says that six died there in May, that fourteen of the dead were guards, and
that the war has killed two hundred thousand. None of these is set against anybody's twenty.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from knowledge.model import Finding, Period, Quantity
from retrieval.campaigns import is_of_one_event
from retrieval.events import DAY, ONE_DAY, PUBLICATION_LAG
from retrieval.ledger import is_a_total
from retrieval.origins import said_of
from retrieval.ranking import counts_same

#: Statements from the beginning of a report in which an outlet tells, in its own words, what happened; further down
#: it tells what happened before.
LEAD = 3
#: Where somebody gives the claimed figure, a count so many times it, or so small a part of it, is of another thing,
#: unless a report leads with it.
BEYOND = 5
#: A count that is so many times the claimed one is of all the war, unless a report leads with it.
OF_A_WAR = 100
#: Where fewer are claimed, hundreds are no war's dead.
FEW = 10

#: "Fourteen of the dead", "14 people, of them six children".
_OF_THEM = re.compile(
    r"^(?:(?:at least|more than|over|about|around|some|nearly|up to) )?[\w,-]*\W*"
    r"of (?:the (?:dead|killed|slain|victims|fatalities|casualties)|them|those)\b",
    re.IGNORECASE,
)
#: "Six people were also killed elsewhere", and not "the monitor also said that six were killed".
_BESIDES = re.compile(
    r"(?: ?(?:was|were|have|has|had))? ?\balso (?:been |reported(?:ly)? ){0,2}"
    r"(?:kill|die|claim|le(?:ft|ave)|wound|injur|hit|struck|strike|target)",
    re.IGNORECASE,
)
_YEAR = re.compile(r"\b(?:in|of|the|since|during)\s+((?:1[5-9]|20)\d\d)\b(?!\s+(?:people|dead|deaths|killed))")
_OTHERS = re.compile(r"\bothers?\b", re.IGNORECASE)


def aside(claimed: Quantity, finding: Finding, days: Sequence[Period] = (), *, tells_the_claim: bool = False) -> str:
    """Why none of a finding's figures is a count of the event its report is about; empty where one is.

    `days` are the days of the event that is meant; a statement that tells the claim in its own words, wherever it
    stands in its report, is no aside.
    """
    if finding.article.is_note:
        return ""
    if of_another_day(finding, days):
        return "of another day"
    leads = tells_the_claim or leads_with(finding)
    reasons = [_aside(claimed, q, finding, leads) for q in finding.statement.quantities if counts_same(claimed, q)]
    return next(iter(reasons), "") if all(reasons) else ""


def _aside(claimed: Quantity, quantity: Quantity, finding: Finding, leads: bool) -> str:
    if not is_of_one_event(finding, quantity) or _is_of_a_wars_size(claimed, quantity, finding):
        return "of the war"
    if _is_of_a_part(quantity, finding) or not is_a_total(finding, quantity):
        return "of a part"
    if not leads and said_of(finding, quantity).speaker.kind == "outlet_itself":
        return "told as what happened before"
    text = finding.article.text
    if not leads and (_BESIDES.search(quantity.span.of(text)) or _BESIDES.match(text, quantity.span.end)):
        return "told as something else"
    return ""


def _is_of_a_wars_size(claimed: Quantity, quantity: Quantity, finding: Finding) -> bool:
    """Whether a report recalls, further down, a count so many times the claim's that it is of something else: a war."""
    return not leads_with(finding) and quantity.value > OF_A_WAR * max(claimed.value, FEW)


def is_beyond(
    claimed: Quantity, finding: Finding, known: Sequence[Quantity] = (), report: Sequence[Finding] = ()
) -> bool:
    """Whether all counts of a finding are of another size than the known ones, and its report leads with none.

    Known is the claimed figure, or what the reports of the event lead with; `report` is what else stands in its report.
    """
    counts = [q for q in finding.statement.quantities if counts_same(claimed, q)]
    leading = {q.value for q in led_with(claimed, report)}
    return not (
        finding.article.is_note
        or leads_with(finding)
        or any(q.value in leading for q in counts)
        or any(1 / BEYOND <= (q.value + 1) / (one.value + 1) <= BEYOND for q in counts for one in known or (claimed,))
    )


def led_with(claimed: Quantity, findings: Iterable[Finding]) -> tuple[Quantity, ...]:
    """The counts of the claimed thing with which reports lead."""
    return tuple(
        q for f in findings if leads_with(f) for q in f.statement.quantities if q.value and counts_same(claimed, q)
    )


def leads_with(finding: Finding) -> bool:
    """Whether a statement stands in the headline of a report or at its beginning."""
    return finding.statement.place_in_article == "headline" or finding.statement.ordinal <= LEAD


def of_another_day(finding: Finding, days: Sequence[Period] = ()) -> bool:
    """Whether a statement looks back to a day before its report, or covers a stretch, that is none of these days."""
    when, published = finding.statement.when, finding.published
    if when is None:
        return False
    if not days:
        return published is not None and when.end + PUBLICATION_LAG < published.start
    if when.end - when.start > DAY and all(day.end - day.start <= DAY for day in days):
        return True
    return not any(when.start < day.end + ONE_DAY and day.start < when.end + ONE_DAY for day in days)


def dated_by_its_report(finding: Finding, told: Mapping[str, Period]) -> Finding:
    """A headline, which names no day, with the day for which its report counts; `told` is what `days_told` gives."""
    day = told.get(finding.article.id)
    if day is None or finding.statement.when is not None or finding.statement.place_in_article != "headline":
        return finding
    return replace(finding, statement=replace(finding.statement, when=day))


def of_another_year(claim: str, finding: Finding) -> bool:
    """Whether a statement says that it looks back on a year before its report, "the 1987 landslide", not the claim's.

    Where it is not known when the report came out, any year it prints may be such.
    """
    named = {int(year) for year in _YEAR.findall(finding.words)} - {int(year) for year in _YEAR.findall(claim)}
    published = finding.published
    return bool(named) and (published is None or max(named) < published.start.year)


def days_told(findings: Iterable[Finding]) -> dict[str, Period]:
    """The day of which each report tells, by article: the one that its first statements name, where they name one."""
    told: dict[str, Period] = {}
    for finding in sorted(findings, key=lambda f: f.statement.ordinal):
        when, published = finding.statement.when, finding.published
        if when is None or published is None or finding.statement.ordinal > LEAD or when.end - when.start > DAY:
            continue
        if when.end + PUBLICATION_LAG >= published.start:
            told.setdefault(finding.article.id, when)
    return told


def may_be_of(day: Period, finding: Finding, told: Mapping[str, Period]) -> bool:
    """Whether a statement may be of the very day that a claim names.

    Its own words, or those with which its report begins, name that day; where neither names any, the report came out
    on that day or soon after.
    """
    named = finding.statement.when or told.get(finding.article.id)
    if named is not None:
        return named.start < day.end and day.start < named.end
    published = finding.published
    return published is None or (day.start < published.end and published.start < day.end + 2 * ONE_DAY)


def _is_of_a_part(quantity: Quantity, finding: Finding) -> bool:
    text, end = finding.article.text, finding.statement.span.end
    return bool(
        _OTHERS.search(quantity.counted)
        or _OF_THEM.search(text[quantity.span.start : end])
        or _OF_THEM.match(text[quantity.span.end : end])
    )
