"""Why each finding stands to a claim as it does, where weighing gave no reason of its own: none goes without."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from knowledge.model import Claim, Finding
from retrieval.figures import bounded, meet
from retrieval.ranking import counts_same, words_of
from retrieval.relations.weighed import Related, because


def with_reasons(claim: Claim, related: Sequence[Related], findings: Sequence[Finding]) -> list[Related]:
    """What bears on a claim, each with why it does so as it does; `findings` are as they were found, and by what.

    Whoever gives the claim's number is found by it, and has that for a reason.
    """
    found = {finding.statement.id: finding.why for finding in findings}
    return [
        replace(one, finding=because(one.finding, _reason(claim, one)))
        if one.finding.why == found.get(one.finding.statement.id) and not _is_found_by_its_number(one)
        else one
        for one in related
    ]


def _is_found_by_its_number(one: Related) -> bool:
    return one.relation == "reports" and any(why.startswith("figure ") for why in one.finding.why)


def _reason(claim: Claim, one: Related) -> str:
    """The number that somebody gives instead, which may be of another event; else how much of the claim they tell.

    >>> _shared("Over 40 shells hit Kalden", "Shells hit the mill of Kalden on Friday")
    'tells 3 of 4 words of the claim'
    """
    counts = [(own, q) for own in claim.quantities for q in one.finding.statement.quantities if counts_same(own, q)]
    others = [(own, q) for own, q in counts if not meet(own, q)]
    if others and len(others) == len(counts):
        own, other = others[0]
        return f"{bounded(other)} against {bounded(own)}, not surely of one event"
    if counts and one.relation == "context":
        own, other = counts[0]
        return f"{bounded(other)} leaves room for {bounded(own)}"
    return _shared(claim.text, one.finding.words)


def _shared(claim: str, words: str) -> str:
    own, there = words_of(claim), set(words_of(words))
    return f"tells {sum(word in there for word in own)} of {len(own)} words of the claim"
