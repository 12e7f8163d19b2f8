"""Those who fight beside an army, where a claim or a report counts them with its soldiers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from knowledge.model import Claim, Finding, Quantity
from retrieval.deeds.unnamed import is_at_home
from retrieval.grammar.naming import groups_in, roles_in
from retrieval.grammar.nations import nations_in
from retrieval.word_tables import any_of

#: The first row of the parts in a fight: for a government.
GOVERNMENT = frozenset((0,))
#: What counts both is of fighters.
_BOTH = frozenset({"soldiers", "fighters"})
_AND_ALLIES = re.compile(rf"\s+(?:{any_of('unnamed', 'allies_too')})\b", re.IGNORECASE)


def with_government_fighters(claim: Claim, findings: Sequence[Finding]) -> list[Finding]:
    """The findings in which a government's fighters are its soldiers, where the claim counts soldiers.

    "37 soldiers", "37 soldiers and pro-government fighters" and "39 pro-government fighters" are counts of one army's
    dead; not where a report counts its soldiers and its militiamen apart, nor where the soldiers are of another nation.
    Where claim and report both count the allies as well, nobody is told apart: "819 government fighters and allies" are
    the "819 troops and allies".
    """
    findings = list(findings)
    if any(groups_in(q.counted) == _BOTH and roles_in(q.counted) <= GOVERNMENT for q in claim.quantities):
        findings = [_with_allies(finding) for finding in findings]
    counted = [q for q in claim.quantities if q.unit == "soldiers" and roles_in(q.counted) <= GOVERNMENT]
    if not counted:
        return findings
    if with_allies := [q for q in counted if _are_with_allies(q, claim.text)]:
        findings = [_among_soldiers(with_allies, f, are_with_allies=True) for f in findings]
    told_apart = {f.article.id for f in findings if any(q.unit == "soldiers" for q in f.statement.quantities)}
    return [f if f.article.id in told_apart else _among_soldiers(counted, f) for f in findings]


def _are_with_allies(quantity: Quantity, text: str, end: int | None = None) -> bool:
    """Whether a text counts somebody with their allies: "25 soldiers and allied militia"."""
    return bool(_AND_ALLIES.match(text, quantity.span.end, len(text) if end is None else end))


def _among_soldiers(counted: Sequence[Quantity], finding: Finding, *, are_with_allies: bool = False) -> Finding:
    article, span = finding.article, finding.statement.span
    theirs = tuple(
        replace(q, unit="soldiers", counted="soldiers")
        if q.unit == "fighters"
        and roles_in(q.counted) == GOVERNMENT
        and (not are_with_allies or _are_with_allies(q, article.text, span.end))
        and any(q.state == own.state and _are_at_home(own, finding) for own in counted)
        else q
        for q in finding.statement.quantities
    )
    if theirs == finding.statement.quantities:
        return finding
    return replace(finding, statement=replace(finding.statement, quantities=theirs))


def _are_at_home(counted: Quantity, finding: Finding) -> bool:
    nations = nations_in(counted.counted)
    return not nations or any(is_at_home(nation, finding) for nation in nations)


def _with_allies(finding: Finding) -> Finding:
    """A finding whose soldiers are counted with their allies, as the claim's are: "25 soldiers and allied militia"."""
    told = tuple(
        replace(q, unit="fighters")
        if q.unit == "soldiers" and _are_with_allies(q, finding.article.text, finding.statement.span.end)
        else q
        for q in finding.statement.quantities
    )
    return replace(finding, statement=replace(finding.statement, quantities=told))
