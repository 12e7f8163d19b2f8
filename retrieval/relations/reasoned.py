"""Why a finding stands to a claim as it does, where weighing gave no reason of its own: none goes without."""

from __future__ import annotations

import re

from knowledge.model import Claim, Finding, Relation
from retrieval.counts.figures import bounded, meet
from retrieval.ranking import counts_same

#: By what a finding was found; that it gives the claim's number is a reason to say that it reports it, too.
_BY_WHICH_FOUND = re.compile(r"meaning|words: .*|counts [^,]*|place: .*|figure .*|other (?:place|period|unit): .*")


def reasons_of(claim: Claim, relation: Relation, finding: Finding) -> tuple[str, ...]:
    """By what a finding was found, and why it stands so to the claim.

    How many words of the claim it has is no reason: a side of two words would count for more than one of one.
    """
    is_weighed = any(not _BY_WHICH_FOUND.fullmatch(why) for why in finding.why)
    gives_it = relation == "reports" and any(why.startswith("figure ") for why in finding.why)
    return finding.why if is_weighed or gives_it else (*finding.why, _reason(claim, relation, finding))


def _reason(claim: Claim, relation: Relation, finding: Finding) -> str:
    """The number that somebody gives instead, which may be of another event; else whether they say the claim at all."""
    counts = [(own, q) for own in claim.quantities for q in finding.statement.quantities if counts_same(own, q)]
    others = [(own, q) for own, q in counts if not meet(own, q)]
    if others and len(others) == len(counts):
        own, other = others[0]
        return f"{bounded(other)} against {bounded(own)}, not surely of one event"
    if counts and relation == "context":
        own, other = counts[0]
        leaves_room = other.value != own.value
        return (
            f"{bounded(other)} leaves room for {bounded(own)}" if leaves_room else "its number, not surely of its event"
        )
    return "on the same, without saying it" if relation == "context" else "the claim in its own words"
