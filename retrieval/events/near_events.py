"""Which reports of another figure a reader may mean, beside several that print the claim's own.

Beside two raids that killed 70 terrorists in Kalden, the gas that killed 64 people there is no third to choose from,
nor are "dozens", the toll of a month, or the dead of a group that the report never names.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from knowledge.model import Claim, Finding, Quantity
from knowledge.quantities import comparable, sides_in
from retrieval.counts.figures import is_near_in_size
from retrieval.counts.periods import days_in, names_a_length, periods_part
from retrieval.counts.wider import is_listed_with_another
from retrieval.deeds.blows import dealt_from_the_air_too, dealt_otherwise
from retrieval.deeds.doers import doers_in
from retrieval.events import Event
from retrieval.events.choosing import (
    counts_a_groups_own,
    is_some_of_more,
    means_claimed,
    names_any,
    tells_doers,
    tells_of_gas,
)
from retrieval.events.topics import told_in
from retrieval.grammar.naming import armed_groups
from retrieval.ranking import counts_same


def comes_near(claim: Claim, claimed: Quantity, finding: Finding) -> bool:
    """Whether somebody who gives another figure may tell of the claim's event, and over no longer time.

    It is of such people, and of such a blow.
    """
    counted = finding.statement.quantities
    if not any(_is_a_version(claim, claimed, q, finding) for q in counted):
        return False
    if any(q.value == claimed.value and is_some_of_more(q, finding) for q in counted):
        # "Five children, four of them brothers": the number is there by chance.
        return False
    if doers_in(claim.text) and not tells_doers(claim.text, finding):
        return False
    # Whom a raid killed no shell did; nor does anybody count in one town who counts in two together.
    if dealt_otherwise(claim, finding) or dealt_from_the_air_too(claim, finding):
        return False
    if is_listed_with_another(claim, finding) or ((means := means_claimed(claim)) and tells_of_gas(means, finding)):
        return False
    return _names_whose_they_are(claimed, finding)


def tells_as_much(claim: Claim, claimed: Quantity, event: Event, chosen: Sequence[Event]) -> bool:
    """Whether the reports of an event tell no less of a claim, figures apart, than those that were chosen."""
    most = max(told_in(claim, claimed, finding) for own in chosen for finding in own.findings)
    return any(told_in(claim, claimed, finding) >= most for finding in event.findings)


def _is_a_version(claim: Claim, claimed: Quantity, printed: Quantity, finding: Finding) -> bool:
    """Whether a figure may be another version of the claimed one: a number, of no wider group, over no longer time."""
    if not printed.state and printed.value == claimed.value:
        # "Nineteen killed in Kalden and another 23 in Tarn": these were killed, too.
        printed = replace(printed, state=claimed.state)
    if not counts_same(claimed, printed) or not is_near_in_size(claimed, printed):
        return False
    if printed.bound == "vague" != claimed.bound or counts_a_groups_own(claimed, printed):
        return False
    if claimed.unit == "people" and is_some_of_more(printed, finding):
        return False
    wider = printed.unit != claimed.unit and comparable(claimed, printed) == "narrower"
    if wider and printed.value != claimed.value:
        # 64 people are no other count of 70 fighters; who gives the very number may mean them.
        return False
    # Strikes are counted over days; the dead of two days are not those of an attack.
    is_of_days = (
        bool(printed.state)
        and names_a_length(printed.period)
        and (days_in(printed.period) or 0.0) > 1
        and not claimed.period
    )
    return not is_of_days and not periods_part(claim, claimed, printed, finding.statement.when)


def _names_whose_they_are(claimed: Quantity, finding: Finding) -> bool:
    """Whether a report names the armed group whose dead the claim counts; true where that names none."""
    groups = sides_in(claimed.counted) & armed_groups()
    return not groups or names_any(groups, finding)
