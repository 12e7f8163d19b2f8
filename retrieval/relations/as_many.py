"""As many civilians as somebody else counts dead are all the dead of a small toll, and no part of them.

"Three civilians died", beside "three were killed, the rescuers said" of the same blow, says otherwise than "four" does
as much as the rescuers do.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from knowledge.model import Finding, Quantity
from knowledge.quantities import comparable
from retrieval.counts.figures import counted_apart, other_figure
from retrieval.counts.retold import ARMED
from retrieval.ledger import is_of_a_part
from retrieval.relations.weighed import Related, because


def with_as_many(
    claimed: Quantity, related: Sequence[Related], reports: Mapping[str, Sequence[Finding]]
) -> list[Related]:
    """What is related, with whoever counts as many civilians as another report, which says otherwise, counts dead.

    Not where a report has the armed dead besides. `reports` is what was found in each.
    """
    dead = {
        (one.finding.article.id, q.value)
        for one in related
        if one.relation == "differs"
        for q in one.finding.statement.quantities
        if comparable(claimed, q) == "same" and q.bound == "exact" and not is_of_a_part(q)
    }

    def are_all(one: Related, civilians: Quantity) -> bool:
        finding = one.finding
        is_one_count = civilians.unit == "civilians" and civilians.bound == "exact" and not is_of_a_part(civilians)
        is_whole = is_one_count and counted_apart(claimed, civilians) in finding.why
        told = (q for f in (finding, *reports.get(finding.article.id, ())) for q in f.statement.quantities)
        has_armed = any(q.unit in ARMED and q.state == claimed.state for q in told)
        elsewhere = any(page != finding.article.id and value == civilians.value for page, value in dead)
        return is_whole and elsewhere and not has_armed

    return [
        _differing(claimed, one, one.counted)
        if one.relation == "context" and one.counted is not None and are_all(one, one.counted)
        else one
        for one in related
    ]


def _differing(claimed: Quantity, one: Related, counted: Quantity) -> Related:
    """Whoever counts so many, as one who says otherwise: why they were set aside does not hold."""
    apart = counted_apart(claimed, counted)
    finding = replace(one.finding, why=tuple(why for why in one.finding.why if why != apart))
    return Related(because(finding, other_figure(claimed, counted)), "differs")
