"""Which accounts stand under a heading: not those who say in the same reports what another there says."""

from __future__ import annotations

from collections.abc import Sequence

from knowledge.model import Account, ContextCard, Relation, Speaker
from retrieval.origins import has_name
from retrieval.ranking import counts_same
from retrieval.sayers import is_made_out, sayers


def voices_under(card: ContextCard, relation: Relation) -> list[Account]:
    """The accounts under the heading of those who say so, otherwise, or deny it, each version once."""
    told = [account for account in card.accounts if account.relation == relation]
    if relation == "denies":
        return told
    # Whoever has a name is shown, whether or not the first line names them.
    in_line = () if all(map(_is_named, told)) else sayers(card, relation)
    return [account for account in told if not _is_an_echo(card, account, told, in_line)]


def _is_named(account: Account) -> bool:
    """Whether an account is of somebody with a name, and no outlet."""
    return has_name(account.speaker) and account.speaker.kind != "outlet_itself"


def _is_an_echo(card: ContextCard, account: Account, told: Sequence[Account], in_line: Sequence[Speaker]) -> bool:
    """Whether the same reports have somebody say the same number: "he added", or an outlet's own words for it.

    So do a voice without a name, and the one with a name to which it goes back: "a militant website" beside the group.
    Whomever the first line names is shown; `in_line` are those.
    """
    made_out = is_made_out(account)
    if made_out and (_is_named(account) or account.speaker in in_line):
        return False
    printed = {
        (finding.article.id, quantity.value, quantity.unit)
        for other in told
        if other.speaker.kind != "outlet_itself"
        and is_made_out(other)
        and (not made_out or account.speaker.kind == "outlet_itself" or has_name(other.speaker))
        for finding in other.findings
        for quantity in finding.statement.quantities
    }
    return all(
        any(
            (finding.article.id, q.value, q.unit) in printed
            for q in finding.statement.quantities
            if not made_out or any(counts_same(mine, q) for mine in card.claim.quantities)
        )
        for finding in account.findings
    )
