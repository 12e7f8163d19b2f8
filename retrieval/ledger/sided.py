"""Whose dead the words of a note count, which the form of a note has no place for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from knowledge.model import Finding, Quantity
from knowledge.quantities import sides_in
from retrieval.grammar.numbered import figures_read_in


def with_sides(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """The findings with the side whose dead a note's words count: of "20 northern soldiers killed" the north's.

    The form of a note has no place for a side, and one side's dead are no other count of another's.
    """
    return tuple(_with_sides(finding) if finding.article.is_note else finding for finding in findings)


def _with_sides(finding: Finding) -> Finding:
    if not any(q.unit and not sides_in(q.counted) for q in finding.statement.quantities):
        return finding
    printed = [q for q in figures_read_in(finding.words) if sides_in(q.counted)]
    told = tuple(_with_side(q, printed) for q in finding.statement.quantities)
    if told == finding.statement.quantities:
        return finding
    return replace(finding, statement=replace(finding.statement, quantities=told))


def _with_side(quantity: Quantity, printed: Sequence[Quantity]) -> Quantity:
    if not quantity.unit or sides_in(quantity.counted):
        return quantity
    same = [q for q in printed if (q.value, q.unit, q.state) == (quantity.value, quantity.unit, quantity.state)]
    return replace(quantity, counted=same[0].counted) if len({q.counted for q in same}) == 1 else quantity
