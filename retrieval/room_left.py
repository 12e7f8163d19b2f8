"""Whose count is only a lower floor: "at least ten" beside a claimed 22, which it does not contradict."""

from __future__ import annotations

from collections.abc import Iterable

from knowledge.model import Account, ContextCard
from retrieval.figures import only_allows
from retrieval.ranking import counts_same
from retrieval.sayers import known_as
from retrieval.short_of_it import by_shortfall

#: Whoever has counted "at least 80" leaves no room that anybody would think of for five thousand.
MOST_ROOM = 10


def leaving_room(card: ContextCard, accounts: Iterable[Account]) -> list[Account]:
    """Those who count only "at least" fewer than what somebody else says with the claim.

    Where nobody says the claim, such a count is the one there is, and stands against it.
    """
    reports = (account for account in card.accounts if account.relation == "reports")
    saying = {known_as(account.speaker) for account in by_shortfall(card, reports)[None]}
    if not saying:
        return []
    others = (one for one in accounts if one.relation == "differs" and known_as(one.speaker) not in saying)
    return [account for account in others if _is_a_floor(card, account)]


def _is_a_floor(card: ContextCard, account: Account) -> bool:
    """Whether a voice counts the claimed thing, and only says that there were no fewer than so many.

    "Scores" count nothing that could be held against a claim.
    """
    printed = [q for finding in account.findings for q in finding.statement.quantities if q.bound != "vague"]
    counts = [(claimed, q) for claimed in card.claim.quantities for q in printed if counts_same(claimed, q)]
    return bool(counts) and all(
        only_allows(claimed, q) and claimed.value <= MOST_ROOM * q.value for claimed, q in counts
    )
