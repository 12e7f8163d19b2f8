"""A question for a number, "how many people died in Kalden": everybody's figure answers it, and none contradicts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from knowledge.model import Claim, Finding, Quantity, Tally
from knowledge.quantities import comparable
from retrieval.campaigns import claims_a_war, tells_the_war
from retrieval.relations import RELATED_BY_FIGURE, Related, Weighed, weigh
from retrieval.stance import Reads

#: Figures of the nearest reports that are tried for the one of the event that is asked about.
MOST_TRIED = 3
#: So many die in no one event.
A_WAR = 1_000_000.0


def asks_for_a_number(claim: Claim) -> bool:
    """Whether the claim is a question for a number, and gives none itself."""
    return claim.asked is not None and not any(figure.unit for figure in claim.quantities)


def weigh_asked(claim: Claim, findings: Sequence[Finding], stance: Reads | None) -> tuple[Claim, Weighed] | None:
    """What is found for a question as for a claim of the nearest report's number, with that claim.

    None where no near report counts what is asked for, or its event is not settled.
    """
    ambiguous = None
    for figure in _nearest(claim, findings):
        told = replace(claim, quantities=(figure,))
        weighed = weigh(told, findings, stance)
        if weighed.state == "found" and any(one.relation == "reports" for one in weighed.related):
            return told, weighed
        if weighed.state == "ambiguous" and ambiguous is None:
            ambiguous = told, weighed
    return ambiguous


def as_answers(related: Sequence[Related]) -> list[Related]:
    """What was weighed, with every figure as an answer: nobody who gives another number says otherwise."""
    return [replace(one, relation="reports") if one.relation == "differs" else one for one in related]


def counts_what_is_asked(claim: Claim, tally: Tally) -> bool:
    """Whether a tally counts just what the question asks the number of."""
    return claim.asked is not None and any(comparable(claim.asked, f.quantity) == "same" for f in tally.figures)


def _nearest(claim: Claim, findings: Sequence[Finding]) -> Iterator[Quantity]:
    """The figures of the nearest reports that count just what is asked for, each number once."""
    asked, seen = claim.asked, set[float]()
    if asked is None:
        return
    of_a_war = claims_a_war(claim, replace(asked, low=A_WAR, high=A_WAR))
    for finding in sorted(findings, key=lambda f: -f.similarity):
        if finding.similarity < RELATED_BY_FIGURE:
            return
        if not finding.statement.is_reporting or finding.is_rating:
            continue
        if of_a_war and not tells_the_war(claim, finding):
            # Whoever asks of a war asks of no day in it.
            continue
        for printed in finding.statement.quantities:
            is_one = printed.value > 0 and printed.bound != "vague" and comparable(asked, printed) == "same"
            if is_one and printed.value not in seen and len(seen) < MOST_TRIED:
                seen.add(printed.value)
                yield replace(asked, low=printed.low, high=printed.high, bound=printed.bound)
