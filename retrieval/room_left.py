"""Whose count only leaves room for the claim's: "at least ten" beside 22, or a first count that was raised since."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from knowledge.model import Account, ContextCard, Finding, Quantity
from knowledge.quantities import read_quantities
from retrieval.caveats.printed import NAMELESS
from retrieval.figures import is_part_of
from retrieval.raised import FIRST
from retrieval.ranking import counts_same, is_open_above
from retrieval.word_tables import worded

#: Whoever has counted "at least 80" leaves no room that anybody would think of for five thousand.
MOST_ROOM = 10


def leaving_room(card: ContextCard, accounts: Iterable[Account]) -> list[Account]:
    """Those who only count fewer than the claim, and hold that open, whether or not anybody says the claim."""
    return [one for one in accounts if one.relation == "differs" and not _holding(card, one)]


def contradicting(card: ContextCard, account: Account) -> Account:
    """An account with what of it contradicts the claim, without what leaves room for it; whole where nothing does.

    Whoever counts 31 contradicts 48 by that, and not by the 22 of an hour before, nor by "at least 20".
    """
    holding = _holding(card, account) if account.relation == "differs" else []
    return replace(account, findings=tuple(holding)) if holding else account


def _holding(card: ContextCard, account: Account) -> list[Finding]:
    """What of an account does not leave room for the claim; nothing where the rest of it is only "scores"."""
    floors = [(f, q) for f in _from_its_source(card, account) for _, q in _counts_plainly(card, f) if _is_open(f, q)]
    left = [finding for finding in account.findings if not _leaves_room(card, finding, floors)]
    is_floor = len(left) < len(account.findings)
    return [] if is_floor and all(_counts(card, f) and not _counts_plainly(card, f) for f in left) else left


def _from_its_source(card: ContextCard, account: Account) -> list[Finding]:
    """What a voice says, and, for a paper or a voice without a name, what is said by whoever it has its figure from."""
    own = {finding.statement.id for finding in account.findings}
    if account.speaker.kind not in ("outlet_itself", *NAMELESS):
        return list(account.findings)
    told = [f for origin in card.origins if own & {f.statement.id for f in origin.findings} for f in origin.findings]
    return [*account.findings, *told]


def _leaves_room(card: ContextCard, finding: Finding, floors: Sequence[tuple[Finding, Quantity]]) -> bool:
    """Whether a statement counts the claimed thing, and each count of it leaves room for the claim's.

    `floors` are what its voice, or its source, holds open: "ten" in one paper is its "at least ten" of that day, or of
    a later one.
    """
    counts, flat = _counts_plainly(card, finding), _quoted_plainly(finding)
    is_overtaken = any(why.startswith(FIRST) for why in finding.why)
    return bool(counts) and all(
        (is_overtaken and printed.value < claimed.value)
        or (
            (_is_open(finding, printed) or any(_is_that_floor((finding, printed), floor) for floor in floors))
            and printed.value not in flat
            and printed.value < claimed.value <= MOST_ROOM * printed.value
        )
        for claimed, printed in counts
    )


def _is_open(finding: Finding, quantity: Quantity) -> bool:
    """Whether somebody holds open how many more there are: "at least 40", "40 so far"."""
    behind = re.split(r"[,;]", finding.article.text[quantity.span.end : finding.statement.span.end])[0]
    return is_open_above(quantity) or (
        quantity.bound == "exact" and worded("dated", "so_far").search(behind) is not None
    )


def _is_that_floor(one: tuple[Finding, Quantity], floor: tuple[Finding, Quantity]) -> bool:
    (finding, quantity), (other, least) = one, floor
    if finding.published is None or other.published is None or quantity.value != least.value:
        return False
    return other.article.id != finding.article.id and finding.published.start <= other.published.start


def _quoted_plainly(finding: Finding) -> set[float]:
    """The numbers that the words quoted by a note do not hold open, whatever the note does."""
    quote = finding.statement.quote
    quoted = read_quantities(quote.of(finding.article.text)) if quote else ()
    is_open = worded("dated", "so_far").search(quote.of(finding.article.text)) if quote else None
    return {quantity.value for quantity in quoted if quantity.bound == "exact" and not is_open}


def _counts_plainly(card: ContextCard, finding: Finding) -> list[tuple[Quantity, Quantity]]:
    """The counts that could be held against a claim; "scores" are none, nor the children among those counted."""
    counts = _counts(card, finding)
    return [
        (claimed, printed)
        for claimed, printed in counts
        if printed.bound != "vague" and not any(is_part_of(printed, whole, finding) for _, whole in counts)
    ]


def _counts(card: ContextCard, finding: Finding) -> list[tuple[Quantity, Quantity]]:
    printed = finding.statement.quantities
    return [(claimed, q) for claimed in card.claim.quantities for q in printed if counts_same(claimed, q)]
