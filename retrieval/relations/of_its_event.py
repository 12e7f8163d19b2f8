"""Whether a report that was found beside those of the claim's event is of it: it recalls it, or tells it that day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from knowledge.model import Claim, Finding, Quantity
from knowledge.quantities import comparable
from retrieval.counts.dated import LEAD, of_another_day
from retrieval.counts.figures import prints
from retrieval.events import Event, is_told_with, telling
from retrieval.events.homes import counts_as_many, is_of_its_day, names_its_day, recalls_it
from retrieval.events.topics import HARDLY, MOSTLY, PARTLY, misses_its_site, told_further_down, told_in


def is_of_its_event(
    claim: Claim,
    claimed: Quantity,
    home: Event,
    homes: Sequence[Sequence[Finding]],
    finding: Finding,
    report: Sequence[Finding],
) -> bool:
    """Whether a finding of another report is of an event: told as its reports tell it, or of its day and of the claim.

    `report` is what else was found in the same article, `homes` what was found in each report of the event.
    """
    # Most are of another day, which is seen sooner than what they tell.
    if home.may_count(finding) and (told_in(claim, claimed, finding) >= PARTLY or home.tells_like(finding)):
        return not misses_its_site(claim, claimed, home, finding) or is_of_its_day(home, finding, timedelta())
    if recalls_it(claim, claimed, home, finding, report):
        return True
    of_its_day, named = is_of_its_day(home, finding), names_its_day(claim, home, finding, _openings(homes))
    if not of_its_day and not named:
        return False
    told = told_in(claim, claimed, finding)
    # Whoever prints the claimed figure and tells the claim only further down may well count another blow of that day.
    fully = told if prints(claimed, finding) else told_further_down(claim, claimed, finding, report)
    if fully >= MOSTLY and of_its_day:
        return True
    # On the day after there are other blows; on the very day, a report so like the others is of none of them.
    if named == (told >= PARTLY):
        return named
    if of_its_day and told >= HARDLY and counts_as_many(home, finding):
        return True
    very_day = is_of_its_day(home, finding, timedelta())
    return very_day and is_told_with(telling(report), [telling(own) for own in homes])


def looks_back(
    claim: Claim, claimed: Quantity, home: Event, homes: Sequence[Sequence[Finding]], finding: Finding
) -> bool:
    """Whether a report recalls just the claim's event: its day, its town, those counted, and half of the claim."""
    same = any(comparable(claimed, q) in ("same", "narrower") for q in finding.statement.quantities)
    named = same and of_another_day(finding) and names_its_day(claim, home, finding, _openings(homes))
    return named and told_in(claim, claimed, finding) >= HARDLY


def on_its_day(home: Event, finding: Finding) -> Finding:
    """A finding that recalls an event of "early March", as a count of its day, and none over those days."""
    counted = tuple(replace(q, period="") for q in finding.statement.quantities)
    return replace(finding, statement=replace(finding.statement, when=home.period, quantities=counted))


def _openings(reports: Sequence[Sequence[Finding]]) -> list[Finding]:
    return [f for report in reports for f in report if f.statement.ordinal <= LEAD]
