"""Whoever says of their own figure that it is of all causes: "120 by the storm; just over 150 is the count for all".

They gave the 150 for the storm elsewhere, and contradict nobody with it any more.
"""

from __future__ import annotations

from collections.abc import Sequence

from knowledge.model import Claim, Finding, Quantity
from retrieval.origins import key_of
from retrieval.ranking import counts_same
from retrieval.relations.weighed import Related, because
from retrieval.wider import of_all_causes

#: Why a figure is no rival whose own voice says that it counts all causes.
WHY = "of all causes, as it says elsewhere"


def as_explained(claim: Claim, claimed: Quantity, related: Sequence[Related], read: Sequence[Finding]) -> list[Related]:
    """What was weighed, with each figure of a note that its own voice explains set aside beside the explanation.

    `read` is what notes of the event say, the rivals they record among it.
    """
    explaining = [f for f in read if f.article.is_note and of_all_causes(claim, f)]
    kept = list(related)
    for finding in explaining:
        theirs = [one for one in related if one.relation == "differs" and _explains(claim, claimed, finding, one)]
        if theirs:
            kept = [_set_aside(one) if one in theirs else one for one in kept]
            ids = {one.finding.statement.id for one in kept}
            kept += [Related(finding, "context")] if finding.statement.id not in ids else []
    return kept


def _explains(claim: Claim, claimed: Quantity, finding: Finding, one: Related) -> bool:
    """Whether a finding says of the very figure of another that it is of all causes, in the same voice."""
    other = one.finding
    if not other.article.is_note or key_of(other.speaker.name) != key_of(finding.speaker.name):
        return False
    if other.article.id != finding.article.id and (
        not other.article.event_id or other.article.event_id != finding.article.event_id
    ):
        return False
    theirs = {q.value for q in other.statement.quantities if counts_same(claimed, q)}
    return bool(theirs) and theirs <= {q.value for q in of_all_causes(claim, finding)}


def _set_aside(one: Related) -> Related:
    return Related(because(one.finding, WHY), "context")
