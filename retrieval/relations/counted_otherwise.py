"""Counts made in another way than the claim's contradict nobody: those made sure of, alleged, or owned to by a side.

Each stands near, with the reason why.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from knowledge.model import Claim, Finding, Quantity
from knowledge.quantities import read_quantities
from retrieval.counts.measures import (
    ADMITTED,
    ALLEGED,
    ANOTHER,
    CEILINGS,
    FLOORS,
    MADE_SURE,
    UNSAID,
    apart_from_the_claims,
    kind_of,
    made_in,
    measure_claimed,
)
from retrieval.origins import has_name, key_of
from retrieval.ranking import counts_of, counts_same
from retrieval.relations.weighed import Related, because
from retrieval.word_tables import any_of, worded


def made_sure_of(claim: Claim, claimed: Quantity, one: Related) -> Related:
    """What is related, without a contradiction by whoever counts only those whom it could verify or identify.

    A claim of so many verified is contradicted by another number of these.
    """
    finding = one.finding
    counted = counts_of(claimed, finding)
    if one.relation != "differs" or not counted or any(q.value >= claimed.value for q in counted):
        return one
    if measure_claimed(claim, claimed) in FLOORS or not all(_is_made_sure_of(finding, q) for q in counted):
        return one
    return _near_and_counted(one, MADE_SURE, counted)


def made_sure_of_elsewhere(claimed: Quantity, related: Sequence[Related]) -> list[Related]:
    """What is related, without a contradiction by the count of a voice that is, elsewhere, one of those made sure of.

    "At least 12 died" is the "identified 12 of the dead" of the same body, whatever the second report leaves out.
    """
    sure = {
        (key_of(one.finding.speaker.name), quantity.value)
        for one in related
        if MADE_SURE in one.finding.why and has_name(one.finding.speaker)
        for quantity in one.finding.statement.quantities
        if counts_same(claimed, quantity)
    }

    def as_there(one: Related) -> Related:
        voice = key_of(one.finding.speaker.name)
        counted = counts_of(claimed, one.finding)
        if one.relation != "differs" or not counted or any((voice, q.value) not in sure for q in counted):
            return one
        return _near_and_counted(one, MADE_SURE, counted)

    return [as_there(one) for one in related]


def _near_and_counted(one: Related, why: str, counted: Sequence[Quantity]) -> Related:
    """What is related as what stands near for a reason and stays in the table: whoever reads how many others count asks
    how many were made sure of, too.
    """
    return Related(because(one.finding, why), "context", one.counted or counted[0])


def _is_made_sure_of(finding: Finding, quantity: Quantity) -> bool:
    """Whether words around a figure say that it was verified, or those around it in the headline over a note's fact."""
    article = finding.article
    if _is_sure(article.text, quantity, finding.statement.span.start):
        return True
    is_headed = finding.statement.place_in_article == "note" and article.title_is_headline
    headed = [q for q in read_quantities(article.title) if q.value == quantity.value] if is_headed else []
    by_method = worded("dated", "rights_offices").search(finding.speaker.name) is not None
    return any(
        _is_sure(article.title, q, 0)
        or (by_method and worded("dated", "documented").search(_around(article.title, q, 0)) is not None)
        for q in headed
    )


def _is_sure(text: str, quantity: Quantity, start: int) -> bool:
    around = _around(text, quantity, start)
    if worded("dated", "made_sure").search(around):
        return True
    further = text[max(quantity.span.start - 16, start) : quantity.span.end + 28]
    return bool(worded("dated", "documented").search(around) and worded("dated", "so_many_yet").search(further))


def _around(text: str, quantity: Quantity, start: int) -> str:
    return text[max(quantity.span.start - 16, start) : quantity.span.end + 12]


def of_another_measure(claim: Claim, claimed: Quantity, one: Related) -> Related:
    """What is related, without a contradiction by whoever counts in another way than the claim says that it does.

    "Only twelve could be named" is disputed by nobody who puts all the dead at three hundred.
    """
    counted = counts_of(claimed, one.finding)
    is_apart = all(apart_from_the_claims(claim, claimed, one.finding, q) for q in counted)
    if one.relation != "differs" or not counted or not is_apart:
        return one
    return _near_and_counted(one, ANOTHER, counted)


def of_what_is_alleged(claim: Claim, claimed: Quantity, related: Sequence[Related]) -> list[Related]:
    """What is related, without a contradiction by a tally of what others allege, where its voice has its own count.

    "Likely deaths: 40; alleged by anybody: 90": whoever tallies the 90 says no more than that they are alleged. Of a
    claim of what is alleged it is a count like any other.
    """
    if (made_in(claim.text, claimed, is_note=True) or UNSAID).measure in CEILINGS:
        return list(related)
    own = {
        key_of(one.finding.speaker.name)
        for one in related
        if one.relation != "context" or one.counted is not None
        for q in one.finding.statement.quantities
        if counts_same(claimed, q) and q.value and kind_of(one.finding, q) not in CEILINGS
    }

    def is_a_tally(one: Related, counted: Sequence[Quantity]) -> bool:
        alleged = bool(counted) and all(kind_of(one.finding, q) in CEILINGS for q in counted)
        return one.relation == "differs" and alleged and key_of(one.finding.speaker.name) in own

    told = []
    for one in related:
        counted = counts_of(claimed, one.finding)
        is_apart = is_a_tally(one, counted)
        told.append(_near_and_counted(one, ALLEGED, counted) if is_apart else one)
    return told


def owning_to_none(claimed: Quantity, one: Related) -> Related:
    """What is related, without a contradiction by whoever tells that a side has owned to nobody.

    "Velmar has accepted responsibility for no death" tells what Velmar admits, and how many died it does not; whoever
    says that nobody was killed has counted.
    """
    finding, text = one.finding, one.finding.article.text
    counted = counts_of(claimed, finding)
    if one.relation != "differs" or not counted or any(q.value for q in counted):
        return one
    told = [text[finding.statement.span.start : q.span.start] for q in counted]
    is_owned = [
        kind_of(finding, q) == ADMITTED or _owning().search(before) for q, before in zip(counted, told, strict=True)
    ]
    return Related(because(finding, ANOTHER), "context", one.counted) if all(is_owned) else one


@cache
def _owning() -> re.Pattern[str]:
    """Right before "no deaths": "has accepted responsibility for", "admitted to"."""
    return re.compile(rf"\b(?:{any_of('asides', 'owning')})\s+\Z", re.IGNORECASE)
