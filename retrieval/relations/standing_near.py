"""Which counts only stand near a toll: those of a war, of a part, or over another time contradict nobody."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from knowledge.model import Claim, Finding, Quantity
from retrieval.counts.asides import ASIDE, beside_whoever_tells_of_it, is_an_aside
from retrieval.counts.campaigns import (
    YEAR,
    claims_a_whole_war,
    counts_a_war,
    counts_its_campaign,
    is_of_a_war,
    is_of_one_event,
    over_other_years,
)
from retrieval.counts.lengths import is_over_another_length
from retrieval.counts.measures import ANOTHER, made_unlike
from retrieval.counts.parts import is_part_elsewhere, is_part_or_whole, is_reportedly_a_part, wholes_in
from retrieval.counts.what_was_done import tells_the_opposite
from retrieval.deeds.blows import THE_OPPOSITE
from retrieval.events import places_in
from retrieval.ledger import is_a_total
from retrieval.nearby.why_near import OVER_ANOTHER
from retrieval.origins import known_in
from retrieval.ranking import counted_alike
from retrieval.relations import Related, because
from retrieval.relations.none_at_all import none_at_all
from retrieval.relations.what_they_answer import is_their_answer


def standing_near(claim: Claim, related: Sequence[Related], found: Sequence[Finding]) -> list[Related]:
    """What bears on a claim, with each count that contradicts nobody as what stands near.

    Nobody contradicts the toll of a day with that of a war, nor a toll with a part or an addition. A statement stands
    in one place: what reports, differs or denies is not close by as well.
    """
    reporting = [one.finding for one in related if one.relation == "reports"]
    set_to_it = [one for one in related if one.relation != "context"]
    wholes = wholes_in(claim, found)
    war = is_of_a_war(claim, reporting) or none_at_all(claim) is not None
    # "735 in its strikes since 2014" is contradicted by nobody who counts one of them.
    whole_war = claims_a_whole_war(claim)
    over_years = not whole_war and _is_over_years(reporting)

    def why_apart(finding: Finding) -> str:
        if tells_the_opposite(claim, finding):
            return THE_OPPOSITE
        if _none(claim, finding, is_a_total):
            return "an addition"
        if is_over_another_length(claim, finding, reporting, found):
            return OVER_ANOTHER
        of_one_event = not _none(claim, finding, is_of_one_event) or counts_its_campaign(claim, finding)
        if not (war or of_one_event) or (over_years and of_one_event):
            others = [one.finding for one in set_to_it]
            return (
                OVER_ANOTHER if over_other_years(claim, finding, others) else _one_of_several(claim, finding, reporting)
            )
        if _is_part_by_place(claim, finding, reporting) or is_part_or_whole(claim, finding, reporting, found):
            return "a part, or the whole"
        if is_part_elsewhere(claim, finding, wholes):
            return "a part of it"
        if is_an_aside(claim, finding, set_to_it, found):
            return ASIDE
        if counts_a_war(claim.text) and not whole_war and _is_less_of_one_event(claim, finding):
            return _one_of_several(claim, finding, reporting)
        return ""

    told = [
        Related(because(one.finding, why), "context", one.counted)
        if one.relation == "differs" and claim.quantities and (why := why_apart(one.finding))
        else one
        for one in related
    ]
    told = [beside_whoever_tells_of_it(claim, one, reporting) for one in told]
    rivals = [one.finding for one in told if one.relation == "differs"]
    told = [
        Related(because(one.finding, "a part of it"), "context", one.counted)
        if one.relation == "differs" and is_reportedly_a_part(claim, one.finding, counted_beside(told), rivals)
        else one
        for one in told
    ]
    held = {one.finding.statement.id for one in told if one.relation != "context"}
    # Beside somebody's count stands in the same sentence what the accused say of it.
    told = [
        one
        for one in told
        if one.relation != "context" or one.finding.statement.id not in held or is_their_answer(one.finding)
    ]
    # A part of what somebody else counted is no count of the event either, nor is the whole's own voice on one place.
    return [
        replace(one, counted=None)
        if one.counted
        and (is_part_elsewhere(claim, one.finding, wholes) or _is_part_by_place(claim, one.finding, reporting))
        else one
        for one in told
    ]


def _one_of_several(claim: Claim, finding: Finding, reporting: Sequence[Finding]) -> str:
    """Why a count is of one of many events or of all; of deaths counted otherwise it is told that they are."""
    return ANOTHER if made_unlike(claim, finding, reporting) else "one of several, or all of them"


def _is_over_years(reporting: Sequence[Finding]) -> bool:
    """Whether all reports of the claimed figure, in their own words, count it over years."""
    printed = [f for f in reporting if not f.article.is_note]
    return bool(printed) and len(printed) == len(reporting) and all(_covers_years(f) for f in printed)


def _covers_years(finding: Finding) -> bool:
    when = finding.statement.when
    return counts_a_war(finding.words) or (when is not None and when.end - when.start > YEAR)


def _none(claim: Claim, finding: Finding, test: Callable[[Finding, Quantity], bool]) -> bool:
    """Whether a finding counts the claimed thing, and none of these figures passes the test."""
    rival = counted_alike(claim, finding)
    return bool(rival) and not any(test(finding, q) for q in rival)


def _is_less_of_one_event(claim: Claim, finding: Finding) -> bool:
    """Whether a finding counts fewer, of one event or month, than a claim that counts over years."""
    counted = counted_alike(claim, finding)
    most = max((c.value for c in claim.quantities), default=0.0)
    return all(q.value < most and is_of_one_event(finding, q) for q in counted)


def _is_part_by_place(claim: Claim, finding: Finding, reporting: Sequence[Finding]) -> bool:
    """Whether a voice that reports the claimed figure gives another one for a place that neither names: a part."""
    own = [f for f in reporting if known_in(f.speaker.name) == known_in(finding.speaker.name)]
    if not own:
        return False
    named = {place.name for place in places_in(finding.words)} - {place.name for place in claim.where}
    return bool(named) and not any(places_in(f.words) for f in own)


def counted_beside(related: Sequence[Related]) -> tuple[Finding, ...]:
    """Who counts in the event without contradicting the claim, each with that count alone: an earlier toll, say."""
    return tuple(
        replace(one.finding, statement=replace(one.finding.statement, quantities=(one.counted,)))
        for one in related
        if one.relation == "context" and one.counted is not None
    )
