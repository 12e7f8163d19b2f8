"""What a report calls by the claim's own word counts what the claim counts: "674 raids", though they were flown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from knowledge.model import Claim, Finding, Quantity
from knowledge.quantities import read_quantities, unit_table
from retrieval.grammar.naming import units_in
from retrieval.ranking import fits


def with_the_claims_word(claim: Claim, findings: Sequence[Finding]) -> list[Finding]:
    """The findings in which a figure is of what the claim counts, where they print the claim's number and its word.

    Raids that a note counts among the airstrikes are the claim's raids; another number of them is set against nothing.
    """
    pairs = unit_table().open
    counted = [q for q in claim.quantities if any(q.unit in pair for pair in pairs)]
    return [_as_claimed(counted, finding) for finding in findings] if counted else list(findings)


def _as_claimed(counted: Sequence[Quantity], finding: Finding) -> Finding:
    told = tuple(_called(counted, q, finding) for q in finding.statement.quantities)
    if told == finding.statement.quantities:
        return finding
    return replace(finding, statement=replace(finding.statement, quantities=told))


def _called(counted: Sequence[Quantity], printed: Quantity, finding: Finding) -> Quantity:
    """A figure as the claim counts it, where the report's own words call it so; else as it is."""
    for claimed in counted:
        called = replace(printed, unit=claimed.unit, counted=claimed.counted)
        if (
            frozenset((claimed.unit, printed.unit)) in unit_table().open
            and fits(claimed, called)
            and (claimed.unit in units_in(printed.counted) or _prints(finding, called))
        ):
            return called
    return printed


def _prints(finding: Finding, called: Quantity) -> bool:
    """Whether the words of a finding, read without what stands around them, have this number of that."""
    return any(q.value == called.value and q.unit == called.unit for q in read_quantities(finding.words))
