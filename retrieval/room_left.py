"""Whose count is only a lower floor: "at least ten" beside a claimed 22, which it does not contradict."""

from __future__ import annotations

from knowledge.model import Account, ContextCard, Finding, Quantity
from retrieval.figures import only_allows
from retrieval.ranking import counts_same
from retrieval.sayers import known_as
from retrieval.short_of_it import falls_short

#: Whoever has counted "at least 80" leaves no room that anybody would think of for five thousand.
MOST_ROOM = 10


def leaves_room(card: ContextCard, account: Account) -> bool:
    """Whether all that a voice counts otherwise is "at least" fewer than what somebody else says with the claim.

    Where nobody says the claim, such a count is the one there is, and stands against it.
    """
    reports = [one for one in card.accounts if one.relation == "reports"]
    saying = {known_as(one.speaker) for one in reports if falls_short(card, one) is None}
    if not saying or known_as(account.speaker) in saying or account.relation != "differs":
        return False
    counts = [count for finding in account.findings for count in _counts(card, finding)]
    return bool(counts) and all(only_allows(c, q) and c.value <= MOST_ROOM * q.value for c, q in counts)


def _counts(card: ContextCard, finding: Finding) -> list[tuple[Quantity, Quantity]]:
    """The claimed figures, each with one that counts the same; "scores" count nothing that could be held against it."""
    printed = [q for q in finding.statement.quantities if q.bound != "vague"]
    return [(c, q) for c in card.claim.quantities for q in printed if counts_same(c, q)]
