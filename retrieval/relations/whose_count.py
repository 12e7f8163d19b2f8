"""Who counts others than the claim by what is known beside the figure: over more time, all the dead, its own dead."""

from __future__ import annotations

from collections.abc import Sequence

from knowledge.model import Claim, Finding, Period, Quantity
from knowledge.quantities import sides_in
from retrieval.deeds.blows import camp_of_sides, camps_in
from retrieval.ledger import counts_bodies
from retrieval.nearby.why_near import OVER_ANOTHER
from retrieval.relations.given_again import counts_in, is_one_voice
from retrieval.relations.weighed import Related, because
from retrieval.word_tables import worded


def without_others_counted(claim: Claim, claimed: Quantity, related: Sequence[Related]) -> list[Related]:
    """What is related, without a contradiction by whoever counts over more time, all who died, or the doer's own dead.

    Each stands near, with the reason why.
    """

    def told(one: Related) -> Related:
        counted = counts_in(claimed, one)
        if one.relation != "differs" or not counted:
            return one
        if _is_given_over_more_time(claim, one.finding, counted, related):
            return Related(because(one.finding, OVER_ANOTHER), "context", one.counted or counted[0])
        if all(_is_of_all_the_dead(claim, claimed, q) for q in counted):
            return Related(because(one.finding, "of others as well"), "context", one.counted or counted[0])
        if all(_is_of_the_doers_dead(claim, claimed, q) for q in counted):
            return Related(because(one.finding, "by the other side"), "context")
        return one

    return [told(one) for one in related]


def _is_given_over_more_time(
    claim: Claim, finding: Finding, counted: Sequence[Quantity], related: Sequence[Related]
) -> bool:
    """Whether a count that names no time is one that its voice gives elsewhere over more time than the claim's.

    "318 civilians" of the army is its "318 from 2014 to 2017", and no other count of one summer.
    """
    if claim.when is None or finding.statement.when is not None or any(q.period for q in counted):
        return False
    own, over = {q.value for q in counted}, claim.when
    elsewhere = (
        one.finding
        for one in related
        if is_one_voice(finding, one.finding) and one.finding.statement.id != finding.statement.id
    )
    return any(
        _is_longer(f.statement.when, over) and own == {q.value for q in f.statement.quantities if q.state}
        for f in elsewhere
    )


def _is_longer(when: Period | None, over: Period) -> bool:
    """Whether a time holds all of another, and is twice as long, or longer."""
    if when is None or when.start > over.start or when.end < over.end:
        return False
    return when.end - when.start >= 2 * (over.end - over.start)


def _is_of_all_the_dead(claim: Claim, claimed: Quantity, counted: Quantity) -> bool:
    """Whether a claim counts the bodies that were found, and somebody more who were killed: not all are found."""
    is_found = counts_bodies(claimed) and worded("asides", "found").search(claim.text)
    return bool(is_found) and counted.value > claimed.value and not counts_bodies(counted)


def _is_of_the_doers_dead(claim: Claim, claimed: Quantity, counted: Quantity) -> bool:
    """Whether a claim says how many fighters a side killed, and a figure is of that side's own dead.

    "The army killed 40 attackers" is contradicted by nobody who counts 39 of its soldiers.
    """
    mine = camps_in(claim.text)
    theirs = camp_of_sides(frozenset(sides_in(counted.counted)))
    # A side may have struck its own.
    return claimed.unit == "fighters" and len(mine) == 1 and theirs == mine != camp_of_sides(sides_in(claimed.counted))
