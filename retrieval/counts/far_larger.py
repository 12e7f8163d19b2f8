"""Counts so many times the claimed one that they are of a whole war: the thousands of a campaign beside one raid."""

from __future__ import annotations

from dataclasses import replace

from knowledge.model import Claim, Finding, Quantity
from retrieval.counts.figures import surely_of
from retrieval.ranking import counts_same
from retrieval.relations.weighed import NOTHING, Weighed

#: A count so many times the claimed one is of a whole war beside one day of it.
MUCH_LARGER = 10


def is_of_a_whole_war(claim: Claim, claimed: Quantity, finding: Finding, printed: Quantity) -> bool:
    """Whether a count is so much larger than the claim's that it is of many such events; its town has seen no more."""
    return printed.value >= MUCH_LARGER * claimed.value and not (claim.where and surely_of(claim, finding))


def without_whole_wars(claim: Claim, weighed: Weighed) -> Weighed:
    """What was weighed without the counts of a whole war, where the claim is of one town and nobody speaks of that.

    Nothing found is said, and not padded with what a campaign has killed.
    """
    is_of_a_town = any(place.province for place in claim.where)
    if not is_of_a_town or weighed.state != "found" or any(one.relation != "context" for one in weighed.related):
        return weighed
    left = tuple(one for one in weighed.related if not _counts_only_a_war(claim, one.finding))
    if not left and weighed.related:
        return NOTHING
    return replace(weighed, related=left)


def _counts_only_a_war(claim: Claim, finding: Finding) -> bool:
    counted = [(own, q) for own in claim.quantities if own.unit and own.value for q in finding.statement.quantities]
    alike = [(own, q) for own, q in counted if counts_same(own, q)]
    return bool(alike) and all(is_of_a_whole_war(claim, own, finding, q) for own, q in alike)
