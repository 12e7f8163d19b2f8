"""Which of those who give another figure gainsay a claim, and how the others stand to it: by whom, and of what."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Literal

from knowledge.model import Account, Claim, ContextCard, Finding, Quantity
from retrieval.claims.claimants import claimant_of, is_theirs
from retrieval.counts.disowned import NOT_THEIRS
from retrieval.counts.figures import RISEN
from retrieval.counts.measures import LEAST, is_of_something_else, kind_of, kinds_in, takes_in_all
from retrieval.counts.raised import FIRST
from retrieval.counts.room_left import leaving_room
from retrieval.counts.short_of_it import by_shortfall, is_given_by_name, measure_given
from retrieval.origins.names import are_its_officials, one_body
from retrieval.ranking import counts_same
from retrieval.voices.sayers import known_as
from retrieval.word_tables import any_of

#: How the reason begins by which somebody differs in the number.
OTHER_FIGURE = "other figure"
#: No count of so many times all who died of something, the bound of its interval included, is the same by another way.
MANY_TIMES = 5
#: How somebody who gives another figure stands to a claim that this does not gainsay: with fewer, and room for more; by
#: another measure; for the same side as whoever says so; by another measure than whoever the claim has say so; or
#: besides the claim's own figure.
Beside = Literal["room left", "another measure", "one side", "another's", "own"]


def by_gainsaying(card: ContextCard, accounts: Iterable[Account]) -> dict[Beside | None, list[Account]]:
    """The accounts by the way in which whoever differs stands beside the claim; under None who gainsays it."""
    accounts = list(accounts)
    room = leaving_room(card, accounts)
    parted: dict[Beside | None, list[Account]] = {None: []}
    for account in accounts:
        way = "room left" if account in room else _beside(card, account)
        parted.setdefault(way, []).append(account)
    return parted


def _beside(card: ContextCard, account: Account) -> Beside | None:
    voices = {known_as(one.speaker) for one in card.accounts if one.relation == "denies"}
    if account.relation != "differs" or known_as(account.speaker) in voices:
        return None
    if _is_made_otherwise(card, account) or _may_be_more(card, account):
        return "another measure"
    if not only_counts(account):
        return None
    if of_one_side_with(card, account):
        return "one side"
    return "another's" if _is_anothers(card, account) else None


def only_counts(account: Account) -> bool:
    """Whether somebody differs in figures alone."""
    return all(any(why.startswith(OTHER_FIGURE) for why in finding.why) for finding in account.findings)


def is_of_figures_alone(card: ContextCard) -> bool:
    """Whether somebody denies the claim, and all who differ do so in the number alone: they may be its accusers."""
    differing = [account for account in card.accounts if account.relation == "differs"]
    return any(account.relation == "denies" for account in card.accounts) and all(map(only_counts, differing))


def with_accusers_apart(
    card: ContextCard, parted: dict[Beside | None, list[Account]]
) -> dict[Beside | None, list[Account]]:
    """The accounts by how they stand beside the claim, where somebody denies it and others have another number alone.

    Whoever has the accused kill six, and not 26, gives another figure for what they accuse them of.
    """
    denying = {known_as(account.speaker) for account in card.accounts if account.relation == "denies"}
    apart = [a for a in parted[None] if a.relation == "differs" and known_as(a.speaker) not in denying]
    if not apart or not is_of_figures_alone(card):
        return parted
    left = [account for account in parted[None] if account not in apart]
    return {**parted, None: left, "another's": [*parted.get("another's", []), *apart]}


def with_own_figures_apart(
    card: ContextCard, parted: dict[Beside | None, list[Account]]
) -> dict[Beside | None, list[Account]]:
    """The accounts by how they stand beside the claim, with what whoever says so counts besides under a way of its own.

    A monitor that gave 45 on Thursday and 70 on Friday says so, and gives another figure: nobody contradicts himself.
    """
    saying = {known_as(account.speaker) for account in card.accounts if account.relation == "reports"}
    apart = [
        account
        for way in (None, "room left")
        for account in parted.get(way, [])
        if account.relation == "differs" and known_as(account.speaker) in saying and _only_gives_figures(card, account)
    ]
    left = {way: [one for one in accounts if one not in apart] for way, accounts in parted.items()}
    return {**left, "own": apart} if apart else parted


def _only_gives_figures(card: ContextCard, account: Account) -> bool:
    """Whether somebody has only other figures; whoever says "nobody", or "45, not 70", takes the claim's back."""
    return all(printed.value for _, _, printed in _counts_in(card, account)) and all(
        any(why.startswith((OTHER_FIGURE, RISEN, FIRST)) for why in finding.why)
        and not any(why.startswith(NOT_THEIRS) for why in finding.why)
        for finding in account.findings
    )


def _is_made_otherwise(card: ContextCard, account: Account) -> bool:
    """Whether all that somebody counts is made otherwise than the claim says, and may be what it is beside the claim's.

    A crowd at its peak may be less than all who came, and no more; excess deaths are no fifth of the dead. Where the
    claim's own number is known as one of excess deaths alone, another number of these is another result.
    """
    counts, given = _counts_in(card, account), measure_given(card)
    return len({finding.statement.id for _, finding, _ in counts}) == len(account.findings) and all(
        is_of_something_else(card.claim, claimed, finding, printed)
        and kind_of(finding, printed) != given
        and not (kind_of(finding, printed) in LEAST and printed.value > claimed.value)
        and not _is_many_times_all(claimed, finding, printed)
        for claimed, finding, printed in counts
    )


def _is_many_times_all(claimed: Quantity, finding: Finding, printed: Quantity) -> bool:
    """Whether a claim has many times all who died, as a count of them has it, and the upper bound of that."""
    if printed.high is None or not takes_in_all(kind_of(finding, printed)):
        return False
    return claimed.value >= MANY_TIMES * printed.high


def _may_be_more(card: ContextCard, account: Account) -> bool:
    """Whether the claim's number is known only as a least one, and all that somebody counts by another measure is more.

    That 338,000 came at the peak leaves room for the two million who came in all, and 350,000 known by name for others.
    """
    measure, counts = "named" if is_given_by_name(card) else measure_given(card), _counts_in(card, account)
    return (
        measure in LEAST
        and bool(counts)
        and all(q.value > own.value and kind_of(finding, q) != measure for own, finding, q in counts)
    )


def _counts_in(card: ContextCard, account: Account) -> list[tuple[Quantity, Finding, Quantity]]:
    """What an account counts that the claim counts: the claim's figure, the statement, and its figure."""
    return [
        (claimed, finding, printed)
        for finding in account.findings
        for claimed in card.claim.quantities
        for printed in finding.statement.quantities
        if counts_same(claimed, printed)
    ]


def of_one_side_with(card: ContextCard, account: Account) -> Account | None:
    """Whoever says so and speaks for the side of somebody who gives another figure: two mouths of one authority."""
    saying = [one for one in by_shortfall(card, card.accounts)[None] if one.relation == "reports"]
    others = [one for one in saying if known_as(one.speaker) != known_as(account.speaker)]
    if len(others) < len(saying):
        return None
    return next((one for one in others if _is_one_side(one, account)), None)


def _is_one_side(one: Account, other: Account) -> bool:
    voices = one.speaker, other.speaker
    return one_body(*voices) or are_its_officials(*voices) or are_its_officials(*reversed(voices))


def _is_anothers(card: ContextCard, account: Account) -> bool:
    """Whether a claim is of what somebody else says, who does say so, and an account counts by another measure.

    That Hill Watch holds 400 deaths likely leaves what the army confirms as it is; that the army counts 40 where
    Mill Watch counts 400 does not.
    """
    saying = [one for one in card.accounts if one.relation == "reports" and _is_claimed_of(card.claim, one)]
    kinds = kinds_in(card.claim, [finding for one in saying for finding in one.findings])
    theirs = kinds_in(card.claim, account.findings)
    is_another = bool(theirs) and "" not in theirs and kinds.isdisjoint(theirs)
    return bool(saying) and is_another and not _is_claimed_of(card.claim, account)


def _is_claimed_of(claim: Claim, account: Account) -> bool:
    """Whether the claim has the voice of an account say it, or think it: "Mill Watch thinks 40 were killed"."""
    claimant = claimant_of(claim)
    if claimant is not None:
        return any(is_theirs(claimant, finding) for finding in account.findings)
    name = re.escape(account.speaker.name)
    return bool(name) and bool(re.search(rf"\b{name} (?:{any_of('claims', 'thinks_so')})\b", claim.text, re.IGNORECASE))
