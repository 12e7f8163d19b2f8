"""What only stands near a claim and is not printed under that heading: a reader could not tell what it is there for."""

from __future__ import annotations

from collections.abc import Sequence, Set

from bot.card.near_misses import cited_near, without
from bot.card.why_not import why_not
from bot.words import ENGLISH
from knowledge.model import Account, ContextCard, Finding
from retrieval.counts.asides import ASIDE
from retrieval.counts.figures import TOLLS
from retrieval.ledger import counts_bodies


def worth_printing(card: ContextCard, near: Sequence[Account]) -> list[Account]:
    """The accounts without what nothing tells from the claim, and without an outlet's copy of somebody's count."""
    left = _none_of(near, [f for account in near for f in account.findings if _is_a_copy(f, near)])
    cited = cited_near(card)
    idle = [f for account in left for f in account.findings if _is_idle(card, f, cited)]
    kept = _none_of(left, idle)
    # Where nothing else is on the card, what is near is all there is to read.
    return kept if kept or _is_held_by_somebody(card) else left


def _none_of(accounts: Sequence[Account], findings: Sequence[Finding]) -> list[Account]:
    ids = {finding.statement.id for finding in findings}
    return [left for account in accounts if (left := without(account, ids)).findings]


def _is_held_by_somebody(card: ContextCard) -> bool:
    return any(account.relation != "context" for account in card.accounts)


def _is_idle(card: ContextCard, finding: Finding, cited: Set[str]) -> bool:
    """Whether a sentence of a report has no reason for not being the claim, and the card speaks of it nowhere; or it
    was weighed as an aside on something else.

    Beside whoever says so, it is the claim again, or another story; where nobody does, a count may still be compared.
    A note is written for what it adds, and of a claim that counts nothing the reason is seldom read.
    """
    if finding.statement.id in cited:
        return False
    if (
        ASIDE in finding.why
        and not finding.article.is_note
        and not any(map(counts_bodies, finding.statement.quantities))
    ):
        return True
    counts = any(quantity.unit and quantity.value for quantity in card.claim.quantities)
    if not counts or finding.article.is_note or finding.is_rating or finding.is_reviewed:
        return False
    if finding.speaker.kind == "outlet_itself" and not finding.statement.quantities:
        # An outlet goes on to other things.
        return True
    return not why_not(card, finding, ENGLISH) and (_is_held_by_somebody(card) or not finding.statement.quantities)


def _is_a_copy(finding: Finding, near: Sequence[Account]) -> bool:
    """Whether an outlet counts in its own voice just what its report has from somebody who stands near as well."""
    tolls = _tolls(finding)
    return (
        finding.speaker.kind == "outlet_itself"
        and bool(tolls)
        and not finding.article.is_note
        and any(
            other.article.id == finding.article.id and other.speaker != finding.speaker and tolls <= _tolls(other)
            for account in near
            for other in account.findings
        )
    )


def _tolls(finding: Finding) -> set[tuple[float, str]]:
    return {(q.value, q.state) for q in finding.statement.quantities if q.state in TOLLS}
