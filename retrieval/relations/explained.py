"""Whoever says of their own figure that it is of all causes: "120 by the storm; just over 150 is the count for all".

They gave the 150 for the storm elsewhere, and contradict nobody with it any more.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from knowledge.model import Claim, Finding, Quantity
from retrieval.counts.wider import of_all_causes
from retrieval.origins import key_of
from retrieval.ranking import counts_same
from retrieval.relations.weighed import Related, because

#: Why a figure is no rival whose own voice says, in that outlet, that it counts all causes.
WHY = "of all causes, as it says in"


def as_explained(claim: Claim, claimed: Quantity, related: Sequence[Related], read: Sequence[Finding]) -> list[Related]:
    """What was weighed, with each figure of a note that its own voice explains set aside beside the explanation.

    `read` is what notes of the event say, the rivals they record among it.
    """
    explaining = [f for f in read if f.article.is_note and of_all_causes(claim, f)]
    kept = list(related)
    for finding in explaining:
        theirs = [one for one in related if one.relation == "differs" and _explains(claim, claimed, finding, one)]
        if theirs:
            kept = [_set_aside(one, finding.outlet) if one in theirs else one for one in kept]
            ids = {one.finding.statement.id for one in kept}
            kept += [_as_told(claim, claimed, finding, kept)] if finding.statement.id not in ids else []
    return kept


def _as_told(claim: Claim, claimed: Quantity, finding: Finding, related: Sequence[Related]) -> Related:
    """An explanation, beside what it explains, or with the figure by which its voice contradicts the claim.

    "401 in raids; just over 500 is the count for all causes" is its 401 again, and says what the 500 are.
    """
    apart = of_all_causes(claim, finding)
    left = tuple(q for q in finding.statement.quantities if q not in apart)
    theirs = [r.finding for r in related if r.relation == "differs" and _is_its_voice(finding, r.finding)]
    held = {q.value for f in theirs for q in f.statement.quantities if counts_same(claimed, q)}
    if any(counts_same(claimed, q) and q.value in held for q in left):
        return Related(replace(finding, statement=replace(finding.statement, quantities=left)), "differs")
    return Related(finding, "context")


def _explains(claim: Claim, claimed: Quantity, finding: Finding, one: Related) -> bool:
    """Whether a finding says of the very figure of another that it is of all causes, in the same voice."""
    other = one.finding
    if not other.article.is_note or not _is_its_voice(finding, other):
        return False
    theirs = {q.value for q in other.statement.quantities if counts_same(claimed, q)}
    return bool(theirs) and theirs <= {q.value for q in of_all_causes(claim, finding)}


def _is_its_voice(finding: Finding, other: Finding) -> bool:
    """Whether two findings are of one voice, and of one note or two notes of one event."""
    one_event = bool(other.article.event_id) and other.article.event_id == finding.article.event_id
    return key_of(other.speaker.name) == key_of(finding.speaker.name) and (
        other.article.id == finding.article.id or one_event
    )


def _set_aside(one: Related, outlet: str) -> Related:
    return Related(because(one.finding, f"{WHY} {outlet}"), "context")
