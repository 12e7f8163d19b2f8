"""Whose count is only a lower floor: "at least ten" beside a claimed 22, which it does not contradict."""

from __future__ import annotations

from knowledge.model import Account, ContextCard, Finding
from retrieval.figures import only_allows
from retrieval.ranking import counts_same

#: Whoever has counted "at least 80" leaves no room that anybody would think of for five thousand.
MOST_ROOM = 10


def leaves_room(card: ContextCard, account: Account) -> bool:
    """Whether all that a voice counts otherwise is "at least" fewer than what somebody else says with the claim.

    Where nobody says the claim, such a count is the one there is, and stands against it.
    """
    saying = [one.speaker for one in card.accounts if one.relation == "reports"]
    is_anothers = bool(saying) and account.speaker not in saying
    return is_anothers and account.relation == "differs" and all(_is_a_floor(card, f) for f in account.findings)


def _is_a_floor(card: ContextCard, finding: Finding) -> bool:
    """Whether the figures of a finding that count the claimed thing only say that there were no fewer."""
    counted = [(c, q) for c in card.claim.quantities for q in finding.statement.quantities if counts_same(c, q)]
    return bool(counted) and all(only_allows(c, q) and c.value <= MOST_ROOM * q.value for c, q in counted)
