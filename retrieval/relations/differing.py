"""How another figure of one event stands to the claim's: it differs, or counts a part, or the toll has risen."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

from knowledge.model import Finding, Quantity
from knowledge.quantities import comparable
from retrieval.counts.dated import leads_with, over_its_stretch
from retrieval.counts.figures import (
    counted_apart,
    held_looser,
    is_part_of,
    of_figures,
    of_just_those,
    over_other_days,
    toll_risen,
)
from retrieval.counts.retold import ARMED
from retrieval.counts.superseded import stood_before
from retrieval.grammar.closeness import values_in
from retrieval.ledger import is_of_a_part
from retrieval.origins import has_name
from retrieval.ranking import LEAST_SHARED, counts_of, counts_same, fits
from retrieval.relations.weighed import Related, because


def as_counted(claimed: Quantity, finding: Finding, report: Sequence[Finding]) -> Finding:
    """The finding with the unit that its report gives the same figure elsewhere: its "toll of 85" is of civilians."""
    known = {
        q.value: q
        for f in report
        if f.article.id == finding.article.id
        for q in f.statement.quantities
        if comparable(claimed, q) == "same"
    }
    read = tuple(
        replace(q, unit=known[q.value].unit, counted=known[q.value].counted)
        if q.value in known and comparable(claimed, q) in ("broader", "narrower")
        else q
        for q in finding.statement.quantities
    )
    return replace(finding, statement=replace(finding.statement, quantities=read))


def told_in_two_words(
    claimed: Quantity, event: Sequence[Finding], reporting: Sequence[Finding] = ()
) -> tuple[Quantity, ...]:
    """The figures that are of all the claimed, in another word: "61 people" here, "61 civilians" there, in one event.

    Its civilians are all its dead then, and no part of them; so they are where all notes that give the claimed number
    count civilians, whatever the claim calls them.
    """
    figures = [q for f in event for q in f.statement.quantities if counts_same(claimed, q) and q.value >= LEAST_SHARED]
    if claimed.unit == "children":
        # Its children are never all its dead, even where somebody calls 22 children 22 people.
        return ()
    whole = {q.value for q in figures if comparable(claimed, q) == "same"}
    fitting = [q for f in reporting for q in f.statement.quantities if counts_same(claimed, q) and fits(claimed, q)]
    noted = all(f.article.is_note for f in reporting)
    if fitting and noted and not whole.intersection(q.value for q in fitting):
        whole.update(q.value for q in fitting if q.value == claimed.value)
    return tuple(q for q in figures if q.value in whole and comparable(claimed, q) != "same" and not is_of_a_part(q))


def tells_its_armed_apart(claimed: Quantity, finding: Finding, report: Sequence[Finding]) -> bool:
    """Whether the voice of a finding counts the armed dead of the same blow apart, so that its civilians are not all.

    "Twenty soldiers killed", "eight civilians killed", by one voice in one report. A note has one figure a fact: where
    its fact is of the armed, these are no part of anything.
    """
    counted = counts_of(claimed, finding)
    if finding.article.is_note and all(q.unit in ARMED for q in counted):
        return False
    own = [f for f in (finding, *report) if f.speaker.name == finding.speaker.name and leads_with(f)]
    return any(q.unit in ARMED and q.state == claimed.state for f in own for q in f.statement.quantities)


def differing(
    claimed: Quantity,
    finding: Finding,
    reporting: Sequence[Finding] = (),
    one_toll: Sequence[Quantity] = (),
    *,
    central: bool = False,
) -> Related:
    """A finding with another figure: it differs, unless that counts a part or another time, or the toll has risen.

    `one_toll` are figures of the event that count the claimed thing in another word; `central` is whether the report
    leads with the finding, or it tells the claim itself: further down, a report counts other things, too.
    """
    counted = counts_of(claimed, finding)
    if finding.article.is_note and claimed.value >= LEAST_SHARED and claimed.value in values_in(finding):
        # A note has one figure a fact: "484 died, 401 of them in raids" is no rival to whoever speaks of the 401.
        return Related(because(finding, "prints the number of a part"), "context")
    # "32, up from 15" gives no fifteen.
    counted = [q for q in counted if not stood_before(finding, q)] or counted
    # "47 wounded, 12 children among them" gives 47 and no 12.
    parts = [q for q in counted if any(is_part_of(q, whole, finding) for whole in counted)]
    wholes = [q for q in counted if q not in parts or q.value == claimed.value]
    # "36 dead, among them 15 children" gives 15 where children are claimed.
    just = of_just_those(claimed, counted)
    wholes = just if len(just) < len(counted) else wholes or counted
    printed = min(wholes, key=lambda q: abs(math.log((q.value + 1) / (claimed.value + 1))))
    own = printed = over_its_stretch(claimed, printed, finding)
    if any(printed.unit == other.unit and not counted_apart(other, printed) for other in one_toll):
        printed = replace(printed, unit=claimed.unit, counted=claimed.counted)
    stands = of_figures(claimed, printed)
    if stands.relation == "differs" and (risen := toll_risen(claimed, printed, finding, reporting)):
        # What a voice counted later is a figure that it gives too, what it counted before is not any more; further
        # down stand other counts.
        if printed.value > claimed.value and (central or finding.article.is_note):
            return Related(because(finding, risen), "differs")
        return Related(because(finding, risen), "context", own if central or has_name(finding.speaker) else None)
    if stands.relation == "differs" and (looser := held_looser(claimed, printed, finding, reporting)):
        return Related(because(finding, looser), "context", own)
    held = own if central and _is_no_other(claimed, printed) else None
    return Related(because(finding, stands.why), stands.relation, held)


def _is_no_other(claimed: Quantity, printed: Quantity) -> bool:
    """Whether a figure that contradicts nobody is still a count of the claimed: "at least 15", or its civilians."""
    if printed.bound == "vague" or over_other_days(claimed, printed):
        return False
    kinship = comparable(claimed, printed)
    return kinship == "same" or (kinship == "broader" and printed.unit == "civilians")
