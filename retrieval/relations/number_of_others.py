"""Whose number a claim has, where a report gives it of others: of other people, or of another side's deed.

Such a report is of the event that the claim was made from, so that whoever counts in other events says nothing of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from knowledge.model import Article, Claim, Finding, Quantity
from retrieval.counts.dated import days_told, leads_with, may_be_of
from retrieval.counts.figures import surely_of
from retrieval.deeds.parties import other_doer
from retrieval.events import events_of, when_of
from retrieval.events.homes import SELDOM, is_of_its_day
from retrieval.events.topics import SHARED_TOPIC, mostly_told_in, names_something, told_in
from retrieval.ranking import LEAST_SHARED, prints_its_number
from retrieval.relations.days import day_of
from retrieval.relations.weighed import NOTHING, Related, Weighed, anybody_tells
from retrieval.telling.said_alike import turned_round


def has_number(claimed: Quantity, finding: Finding) -> bool:
    """Whether a finding prints the very number, of whomever, of those of whom the same became."""
    return any(q.value == claimed.value and q.state == claimed.state for q in finding.statement.quantities)


def of_others_told(claim: Claim, claimed: Quantity, weighed: Weighed, beside: Sequence[Finding]) -> list[Finding]:
    """Who prints the very number of other people than the claim, and tells the rest of it, as nobody else does.

    "29 civilians were killed on the road" is then of the 29 rebels killed there, and of no nine civilians elsewhere.
    `beside` is what counts other people.
    """
    day = day_of(claim)
    telling = [
        f
        for f in beside
        if claimed.value >= LEAST_SHARED
        and has_number(claimed, f)
        and leads_with(f)
        and mostly_told_in(claim, claimed, f)
        and (surely_of(claim, f) or (names_something(claim, claimed) and told_in(claim, claimed, f) == 1.0))
        and (day is None or may_be_of(day, f, days_told(beside)))
    ]
    reporting = [r.finding for r in weighed.related if r.relation == "reports"]
    told = max((told_in(claim, claimed, f) for f in telling), default=0.0)
    return telling if told > max((told_in(claim, claimed, f) for f in reporting), default=0.0) else []


def has_it_turned_round(claim: Claim, finding: Finding) -> bool:
    """Whether a finding has a claim's number of whoever does it there: "killed 819 members", "members killed 819"."""
    return any(has_number(q, finding) for q in claim.quantities) and bool(turned_round(claim, finding))


def is_anothers(claim: Claim, claimed: Quantity, finding: Finding, notes: Sequence[Article]) -> bool:
    """Whether a finding has the very number in the claim's town, or else most of the claim, of another doer's deed."""
    if not has_number(claimed, finding) or claimed.value < SELDOM:
        return False
    same = prints_its_number(claimed, finding)
    if not (same and other_doer(claim, finding, notes)) and not has_it_turned_round(claim, finding):
        return False
    return surely_of(claim, finding) or told_in(claim, claimed, finding) >= SHARED_TOPIC


def without_other_blows(weighed: Weighed, anothers: Sequence[Finding]) -> Weighed:
    """What was weighed without whoever counts otherwise on another day than these findings, or in their own reports.

    They have the claim's number, town and deed, of others: who counts the dead of another blow contradicts nothing.
    Whoever says that nobody died contradicts every toll.
    """
    ids = {f.article.id for f in anothers}

    def is_of_another_blow(finding: Finding) -> bool:
        if any(quantity.value == 0 for quantity in finding.statement.quantities):
            return False
        return finding.article.id in ids or (not finding.article.is_note and _is_of_another_day(finding, anothers))

    kept = tuple(r for r in weighed.related if r.relation != "differs" or not is_of_another_blow(r.finding))
    return weighed if len(kept) == len(weighed.related) else replace(weighed, related=kept)


def of_their_event(weighed: Weighed, slips: Sequence[Finding]) -> Weighed:
    """What was weighed without whoever is of another event than these findings, which tell more of the claim.

    Nobody's denial is lost, nor anybody's word for the claim who names no other day. Beside "120 fighters in the past
    day" the fourteen of two nights before are no other count.
    """
    if not slips:
        return weighed
    events = events_of(slips)
    ids = {f.article.id for f in slips}

    def may_stay(one: Related) -> bool:
        finding = one.finding
        if one.relation == "differs" and _is_of_another_day(finding, slips):
            return False
        if one.relation == "denies" or finding.article.id in ids or any(event.holds(finding) for event in events):
            return True
        unsure = when_of(finding) is None or any(is_of_its_day(event, finding) for event in events)
        return one.relation == "reports" and unsure

    reported = any(one.relation == "reports" and may_stay(one) for one in weighed.related)
    kept = weighed if reported else replace(weighed, related=tuple(r for r in weighed.related if may_stay(r)))
    return kept if anybody_tells(kept) else NOTHING


def _is_of_another_day(finding: Finding, others: Sequence[Finding]) -> bool:
    """Whether a finding tells of a day on which none of others is; where either names none, nobody can tell."""
    when, days = when_of(finding), [day for other in others if (day := when_of(other)) is not None]
    return when is not None and bool(days) and not any(when.overlaps(day) for day in days)
