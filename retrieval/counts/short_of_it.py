"""Who has the figure of a claim, or tells what it tells, and does not say just this.

Excess deaths are no deaths of the disease, "207 to 218" is no 218, and what "crashed" was not said to be shot down.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from functools import lru_cache
from typing import Literal

from knowledge.model import Account, ContextCard, Finding, Quantity, Relation, Speaker
from knowledge.quantities import Comparison, comparable
from retrieval.counts.measures import is_of_something_else, kind_of
from retrieval.counts.raised import has_counted_more_since
from retrieval.nearby.asked import asks_for_a_number
from retrieval.origins import count_reports
from retrieval.ranking import fits
from retrieval.voices.sayers import homes_in, known_as
from retrieval.wording import Told

#: What the figure of a claim may have been given for instead: other things, more places, another time.
Instead = Literal["UNIT_DIFFERS", "UNIT_IS_WIDER", "PLACE_DIFFERS", "PERIOD_DIFFERS"]
#: In which way somebody falls short of a claim.
Short = Literal["of something else", "a range", "another word"]


def by_shortfall(card: ContextCard, accounts: Iterable[Account]) -> dict[Short | None, list[Account]]:
    """The accounts by the way in which each falls short of the claim; under None whoever does not."""
    accounts = list(accounts)
    ways = _shortfalls(card) if any(account.relation == "reports" for account in accounts) else {}
    parted: dict[Short | None, list[Account]] = {None: [], **{way: [] for way in ways.values()}}
    for account in accounts:
        way = ways.get(known_as(account.speaker)) if account.relation == "reports" else None
        parted[way].append(account)
    return parted


@lru_cache(maxsize=8)
def _shortfalls(card: ContextCard) -> Mapping[str, Short]:
    """In which way each who comes with the claim's figure does not say just this, by what a voice is known as."""
    voices = {known_as(account.speaker): account.speaker for account in card.accounts if account.relation == "reports"}
    if card.state != "found" or asks_for_a_number(card.claim):
        return {}
    if of_something_else(card):
        return dict.fromkeys(voices, "of something else")
    if card.halves:
        return {}
    ways: dict[str, Short] = {}
    for name, voice in voices.items():
        if range_given_by(card, voice):
            ways[name] = "a range"
        elif in_another_word(card, voice):
            ways[name] = "another word"
    return ways


def in_another_word(card: ContextCard, voice: Speaker) -> tuple[str, str] | None:
    """The word that a voice has where the claim has one that says more, and that one: "crashed", not "shot down"."""
    accounts = [a for a in card.accounts if a.relation == "reports" and known_as(a.speaker) == known_as(voice)]
    told = [finding for account in accounts for finding in account.findings]
    for caveat in card.caveats:
        # What stands in a note is its editor's word.
        is_theirs = caveat.kind == "LOADED_WORDS" and not any(f.article.is_note for f in told)
        if is_theirs and told and isinstance(caveat.sentence, Told) and set(told) <= set(caveat.findings):
            theirs, own = (caveat.sentence.values.get(word) for word in ("theirs", "own"))
            if isinstance(theirs, str) and isinstance(own, str):
                return theirs, own
    return None


# Asked for the line, for its headings, and for each voice that is of a side with somebody.
@lru_cache(maxsize=8)
def of_something_else(card: ContextCard) -> Instead | None:
    """What the claim's figure was given for, where all who give it have it for something else; None where not."""
    if card.state != "found" or not card.claim.quantities:
        return None
    kinships = _kinships(card)
    if _is_made_otherwise(card):
        return "UNIT_DIFFERS"
    if _rest_on(card, "UNIT_DIFFERS") and not kinships <= {"broader", "narrower"}:
        return "UNIT_DIFFERS"
    if _rest_on(card, "PLACE_DIFFERS"):
        return "PLACE_DIFFERS"
    # A claim that names no time has not changed one.
    is_timed = card.claim.when is not None or any(figure.period for figure in card.claim.quantities)
    if is_timed and _rest_on(card, "PERIOD_DIFFERS"):
        return "PERIOD_DIFFERS"
    # Forty civilians are forty people; that forty people were civilians is more than was said.
    return "UNIT_IS_WIDER" if kinships == {"broader"} and _rest_on(card, "UNIT_DIFFERS") else None


def _is_made_otherwise(card: ContextCard) -> bool:
    """Whether all who give the claim's number give it for what the claim does not say: for excess deaths."""
    giving = _giving_it(card)
    pairs = _giving_its_number(card)
    told = {f.statement.id for _, f, _ in pairs}
    return bool(pairs) and len(told) == len(giving) and all(is_of_something_else(card.claim, *pair) for pair in pairs)


def _giving_its_number(card: ContextCard) -> list[tuple[Quantity, Finding, Quantity]]:
    return [
        (c, f, q) for c in card.claim.quantities for f in _giving_it(card) for q in f.statement.quantities if fits(c, q)
    ]


def measure_given(card: ContextCard) -> str:
    """By which measure all who give the claim's number made it, where the claim does not say so: "peak"; else ""."""
    kinds = {kind_of(finding, printed) for _, finding, printed in _giving_its_number(card)}
    return kinds.pop() if len(kinds) == 1 and _is_made_otherwise(card) else ""


def is_given_by_name(card: ContextCard) -> bool:
    """Whether all who give the claim's number have counted those alone whom they know by name."""
    told = _giving_its_number(card)
    return bool(told) and all(kind_of(finding, printed) == "named" for _, finding, printed in told)


def _kinships(card: ContextCard) -> set[Comparison]:
    """How what the reports count with the claim's number stands to what the claim counts: broader, where people do."""
    pairs = [(c, q) for c in card.claim.quantities for f in _giving_it(card) for q in f.statement.quantities]
    alike = [(c, q) for c, q in pairs if c.unit and c.value == q.value]
    kinships = {comparable(q, c) if c.state == q.state else "different" for c, q in alike}
    # Of "15, among them 11 children" the eleven are the same whoever the fifteen are.
    return kinships - {"same"} or {"different"}


def _rest_on(card: ContextCard, kind: str) -> bool:
    """Whether caveats of one kind are said of everybody who gives the claim's figure."""
    of_it = {finding for caveat in card.caveats if caveat.kind == kind for finding in caveat.findings}
    return set(_giving_it(card)) <= of_it


def _giving_it(card: ContextCard) -> list[Finding]:
    """The statements of everybody who gives the claim's figure, or tells what it tells."""
    return [finding for account in card.accounts if account.relation == "reports" for finding in account.findings]


def range_given_by(card: ContextCard, voice: Speaker) -> tuple[Finding, Quantity] | None:
    """The range in which a voice has the one number that the claim gives; None where it gives the number itself.

    "Media use 207 to 218" is neither 207 nor 218.
    """
    accounts = [a for a in card.accounts if a.relation == "reports" and known_as(a.speaker) == known_as(voice)]
    claimed = [c for c in card.claim.quantities if c.bound in ("exact", "about")]
    given = [
        (f, q) for a in accounts for f in a.findings for q in f.statement.quantities if any(fits(c, q) for c in claimed)
    ]
    ranges = [(f, q) for f, q in given if q.bound == "range"]
    telling = {f.statement.id for f, _ in given}
    is_all = len(ranges) == len(given) and all(f.statement.id in telling for a in accounts for f in a.findings)
    return ranges[0] if ranges and is_all and len({(q.low, q.high) for _, q in ranges}) == 1 else None


def counted_for(card: ContextCard, answered: Collection[Relation]) -> tuple[int, int]:
    """From how many origins, and in how many reports, the line has what it says: of all whom it names, and no others.

    `answered` is in which ways it has somebody stand to the claim, be it with a range, or with another word. A report
    that only stands near is not counted, though it may count another thing of the event; nor is one with an earlier
    count of whoever says so, which they have raised.
    """
    saying = {account.speaker.name for account in card.accounts if account.relation == "reports"}
    told = [
        finding
        for account in card.accounts
        if account.relation in answered
        for finding in account.findings
        if not (account.relation == "differs" and account.speaker.name in saying and has_counted_more_since(finding))
    ]
    homes = homes_in(card.origins)
    return len({number for finding in told for number in homes.get(finding.statement.id, ())}), count_reports(told)
