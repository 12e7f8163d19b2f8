"""Reports that tell what a claim tells, all but one detail: another day, or another town.

"A bomber killed 61 outside a bakery in Kalden in May 2016" is nobody's word where the 61 died in October; whoever asks
is shown that report, and is told what differs.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from knowledge.model import Account, Article, Claim, Finding, Period, Place, Quantity, Span
from knowledge.places import related
from knowledge.quantities import comparable, unit_table
from retrieval.counts.dated import leads_with, of_another_day
from retrieval.counts.figures import is_near, prints
from retrieval.deeds.blows import dealt_otherwise
from retrieval.deeds.parties import parted
from retrieval.deeds.unnamed import group_of
from retrieval.denying.denials import holds_a_denial
from retrieval.events import (
    DAY,
    MONTH,
    as_printed,
    by_article,
    events_of,
    in_words,
    is_a_landmark,
    is_a_region,
    narrowest,
    notes_of_one_event,
    placed_in,
    same_count,
    when_of,
    where_of,
    within_days,
)
from retrieval.events.choosing import counts_just_these, the_very
from retrieval.events.sites import at_another_site
from retrieval.events.topics import MOSTLY, Wanted, words_told
from retrieval.grammar.closeness import TURNING, turned_alike
from retrieval.grammar.nations import nations_in
from retrieval.grammar.withheld import doubt, refutes
from retrieval.ranking import LEAST_SHARED
from retrieval.relations.days import is_then, told_on
from retrieval.relations.weighed import RELATED
from retrieval.word_tables import worded

#: What a claim without a figure is asked for: the words that it has besides a date.
NO_FIGURE = Quantity(None, None, "exact", "", Span(0, 0))
#: A number of so many is seldom arrived at twice in one way, and one that is not round still less.
SELDOM, ROUND = 20, 10
#: So much has to be alike: a name counts two, a word one, a number up to three. Of a town a report says more than of a
#: date, which any report has.
BUT_FOR_ITS_DATE, BUT_FOR_ITS_TOWN = 4.0, 5.0
#: What names nobody and no town soon happens again.
BUT_FOR_ITS_DATE_UNNAMED = 6.0
#: Within a month there are other blows; on one day there are few.
OF_ITS_MONTH, OF_ITS_DAY = 2.0, 3.0
#: A report may tell less than most of a claim's words where so much is alike.
IN_OTHER_WORDS, ALIKE_IN_ALL = 0.4, 7.0
#: More events that are alike but for one detail are padding.
MOST_EVENTS = 2


@dataclass(frozen=True, slots=True)
class OneDetail:
    """A finding of another day or another town than a claim, which it tells but for that."""

    finding: Finding
    #: The detail as the claim has it, and what the report has instead: a time or a town.
    claimed: str
    told: Period | Place
    #: Whether the town is only where that lies which the report means, and no table knows: "Velmar, east of Kalden".
    is_only_near: bool
    #: The figure that both have; None where the claim has none.
    figure: Quantity | None
    #: How much besides is alike, and which share of the claim's other words the report tells.
    alike: float
    share: float


def but_for_one_detail(
    claim: Claim, findings: Sequence[Finding], notes: Mapping[str, Sequence[Article]]
) -> list[OneDetail]:
    """What tells the claim but for its date or its town, that which tells most of it first.

    `notes` are other notes of the event of each report, by its id.
    """
    if not _has_details(claim):
        return []
    near = [f for f in findings if f.statement.place_in_article != "rival" and _may_tell_it(claim, f)]
    if not near:
        return []
    reports = by_article(findings)
    each = (one_detail(claim, f, reports[f.article.id], notes.get(f.article.id, ())) for f in near)
    found = {one.finding.statement.id: one for one in each if one is not None}
    told = events_of([one.finding for one in found.values()])
    events = [[found[f.statement.id] for f in event.findings] for event in told]
    best = [max(one.alike for one in event) for event in events]
    meant = [event for event, alike in zip(events, best, strict=True) if alike == max(best)][:MOST_EVENTS]
    return closest_first(claim, [one for event in meant for one in event])


def details_apart(claim: Claim, accounts: Sequence[Account], found: Sequence[Finding]) -> dict[str, OneDetail]:
    """In which one detail what stands close by is not of the claim, by its statement, where nobody says or denies it.

    `found` is all that came near: what else stands in the same reports.
    """
    if any(account.relation in ("reports", "denies") for account in accounts):
        return {}
    near = [f for account in accounts if account.relation == "context" for f in account.findings]
    reports, notes = by_article(found), notes_of_one_event(found)
    each = (one_detail(claim, f, reports.get(f.article.id, [f]), notes.get(f.article.id, ())) for f in near)
    return {one.finding.statement.id: one for one in each if one is not None}


def closest_first(claim: Claim, near: Iterable[OneDetail]) -> list[OneDetail]:
    """What counts just whom the claim counts before what counts others among them, and then what tells most of it."""
    return sorted(near, key=lambda one: (not counts_just_these(claim, one.finding), -one.alike))


def one_detail(
    claim: Claim, finding: Finding, report: Sequence[Finding], notes: Sequence[Article] = ()
) -> OneDetail | None:
    """In which one detail a finding is not of the claim; None where it may be of it, or is of something else.

    `report` is what else was found in the same article, `notes` are other notes of its event.
    """
    if not _has_details(claim) or not _may_tell_it(claim, finding):
        return None
    if at_another_site(claim, finding) or dealt_otherwise(claim, finding):
        return None
    figure = max(_printed_of(claim, [finding]), key=lambda q: (_weight(q), q.value), default=None)
    if figure is None and not turned_alike(claim.text, finding.words):
        return None
    told, untold = words_told(claim, figure or NO_FIGURE, finding, alone=figure is None)
    found = _of_another_day(claim, finding, figure, told, untold)
    found = found or _of_another_town(claim, finding, report, figure, told, untold)
    return None if found is None or parted(claim, finding, report, notes) else found


def gives_both_figures(claim: Claim, near: Iterable[Finding]) -> bool:
    """Whether one finding prints two figures of a claim, or all of more: "42 killed, 16 of them children"."""
    figures = _figures_of(claim)
    return len(figures) > 1 and any(all(_is_printed(q, f) for q in figures) for f in near)


def shares_besides(claim: Claim, one: OneDetail, finding: Finding) -> float:
    """Which share of what a report tells of a claim but for one detail another finding tells as well."""
    told, untold = words_told(claim, one.figure or NO_FIGURE, finding)
    if isinstance(one.told, Place):
        told, untold = _without_towns(told), _without_towns(untold)
    words = sum(word.weight for word in told)
    return words / ((words + sum(word.weight for word in untold)) or 1.0)


def _has_details(claim: Claim) -> bool:
    """Whether a claim names a time or a place, and does not say that something was not so."""
    return bool(claim.when or claim.where) and not TURNING["not"].search(claim.text)


def _may_tell_it(claim: Claim, finding: Finding) -> bool:
    """Whether a finding has a figure of the claim, or is near one that has none."""
    if not finding.statement.is_reporting or finding.is_rating:
        return False
    # Most findings have none of its figures, which is seen sooner than what they deny.
    if any(q.unit or q.state for q in claim.quantities):
        may = bool(_printed_of(claim, [finding]))
    else:
        may = not claim.quantities and finding.similarity >= RELATED
    return may and not _tells_otherwise(claim, finding)


def _tells_otherwise(claim: Claim, finding: Finding) -> bool:
    """Whether a finding denies or holds back what is claimed, or tells that it was called off."""
    if doubt(claim.text, finding.words) or refutes(finding.words) != refutes(claim.text):
        return True
    if holds_a_denial(finding):
        return True
    undone = worded("denials", "undone")
    return bool(undone.search(finding.words)) and not undone.search(claim.text)


def _printed_of(claim: Claim, findings: Iterable[Finding]) -> list[Quantity]:
    """The figures of a claim that are printed in findings."""
    return [q for q in _figures_of(claim) if any(_is_printed(q, f) for f in findings)]


def _figures_of(claim: Claim) -> list[Quantity]:
    """The figures of a claim that are of something, and more than one of it."""
    return [q for q in claim.quantities if (q.unit or q.state) and q.value > 1]


def _is_printed(claimed: Quantity, finding: Finding) -> bool:
    # Few findings have the very number, which is seen sooner than whether they print it of the claim's people.
    return any(_says_of_whom(claimed, q) for q in the_very(claimed, finding)) and prints(claimed, finding)


def _says_of_whom(claimed: Quantity, printed: Quantity) -> bool:
    """Whether a figure may be of those whom a claim counts: "ten people" leaves open whether they were soldiers."""
    return group_of(claimed) in ("", "civilians") or comparable(claimed, printed) != "narrower"


def _weight(figure: Quantity) -> float:
    if figure.value < LEAST_SHARED:
        return 0.0
    if figure.value < SELDOM:
        return 1.0
    return 3.0 if figure.value % ROUND else 2.0


def _of_another_day(
    claim: Claim, finding: Finding, figure: Quantity | None, told: Sequence[Wanted], untold: Sequence[Wanted]
) -> OneDetail | None:
    """The finding where it tells the claim, its town among it, and happened at another time."""
    when = _day_of_it(finding)
    if claim.when is None or when is None or is_then(claim, finding) or told_on(claim.when, when):
        return None
    if DAY < when.end - when.start < MONTH - DAY and within_days(claim.when, when):
        # "Last week" leaves open which day, and is no other than one beside it.
        return None
    if not _is_of_its_day(finding) or any(word.place is not None and word.place.province for word in untold):
        return None
    alike, share = _alike(_printed_of(claim, [finding]), told, untold)
    named = any(word.weight > 1 for word in told) or _counts_what_is_of_one(figure, finding)
    least = ALIKE_IN_ALL if not _tells_it(share, figure) else BUT_FOR_ITS_DATE if named else BUT_FOR_ITS_DATE_UNNAMED
    return OneDetail(finding, in_words(claim.when), when, False, figure, alike, share) if alike >= least else None


def _counts_what_is_of_one(figure: Quantity | None, finding: Finding) -> bool:
    """Whether a finding counts what is of the claim's own nation: "12,000 Russian raids" names whose they were."""
    if figure is None or not (named := nations_in(figure.counted)):
        return False
    return any(named == nations_in(q.counted) for q in the_very(figure, finding))


def _day_of_it(finding: Finding) -> Period | None:
    """When a finding happened; where it looks back to a month, that month, whenever its report came out."""
    return finding.statement.when if of_another_day(finding) else when_of(finding)


def _is_of_its_day(finding: Finding) -> bool:
    """Whether a finding is of the day that is known of it: further down, a report tells of other days."""
    return finding.article.is_note or finding.statement.when is not None or leads_with(finding)


def _of_another_town(
    claim: Claim,
    finding: Finding,
    report: Sequence[Finding],
    figure: Quantity | None,
    told: Sequence[Wanted],
    untold: Sequence[Wanted],
) -> OneDetail | None:
    """The finding where it tells the claim, its time among it, and happened in another town of the same country."""
    towns = [place for place in claim.where if place.province and place.span]
    missed = {word.place for word in untold if word.place is not None}
    if not towns or not all(town in missed for town in towns) or not is_then(claim, finding):
        return None
    theirs = narrowest(_set_in(finding, report))
    if not theirs or not all(_is_another(town, place, claim) for town in towns for place in theirs):
        return None
    # "Velmar near Kalden" is Velmar, whichever town that is near.
    others = [place for place in theirs if as_printed(place, finding).casefold() not in claim.text.casefold()]
    there = next((place for place in others if not is_a_landmark(place, finding)), None)
    if there is None and (not others or any(_is_named(town, claim, finding) for town in towns)):
        return None
    alike, share = _alike(_printed_of(claim, report), _without_towns(told), _without_towns(untold))
    if claim.when is not None and when_of(finding) is not None and claim.when.end - claim.when.start <= MONTH:
        alike += OF_ITS_DAY if claim.when.end - claim.when.start <= DAY else OF_ITS_MONTH
    if alike < (BUT_FOR_ITS_TOWN if _tells_it(share, figure) else ALIKE_IN_ALL):
        return None
    town = towns[0].span.of(claim.text) if towns[0].span else towns[0].name
    return OneDetail(finding, town, there or others[0], there is None, figure, alike, share)


def _is_named(town: Place, claim: Claim, finding: Finding) -> bool:
    """Whether a report names a town of the claim anywhere."""
    printed = town.span.of(claim.text) if town.span else town.name
    return any(name.casefold() in finding.article.text.casefold() for name in (printed, town.name))


def _set_in(finding: Finding, report: Sequence[Finding]) -> list[Place]:
    """The towns of a finding, or else those that its report names beside the same figure, or else begins with."""
    if own := [place for place in where_of(finding) if place.province]:
        return own
    placed = placed_in(report)
    same = [place for one in placed if same_count(one.finding, finding) for place in one.sited]
    if any(place.province for place in same):
        return same
    # "A market in the north-west" names no town, as the next sentence may; "Kalden, 60 kilometres from the capital"
    # counts nobody of another town.
    begun = (one for one in placed if leads_with(one.finding) and not _counts(one.finding))
    return [*same, *(place for one in begun for place in one.sited)]


def _counts(finding: Finding) -> bool:
    """Whether a finding counts anything, and does not only measure: how far, how long, how much."""
    kinds = unit_table().kinds
    return any(kinds.get(q.unit) not in ("measure", "time") for q in finding.statement.quantities)


def _is_another(town: Place, other: Place, claim: Claim) -> bool:
    """Whether two places of one country are two; whoever says "near" a town may mean any other of its province."""
    if town.country != other.country:
        return False
    lying = related(town, other)
    return lying == "apart" or (lying == "near" and not is_a_region(other) and not is_near(claim, town))


def _without_towns(words: Sequence[Wanted]) -> list[Wanted]:
    return [word for word in words if word.place is None or word.place.province is None]


def _alike(printed: Sequence[Quantity], told: Sequence[Wanted], untold: Sequence[Wanted]) -> tuple[float, float]:
    """How much is alike of a claim's words and figures, and which share of the words is told.

    Where less than two fifths of them are, nothing is alike.
    """
    words = sum(word.weight for word in told)
    share = words / ((words + sum(word.weight for word in untold)) or 1.0)
    return (words + sum(map(_weight, printed)), share) if share >= IN_OTHER_WORDS else (-math.inf, share)


def _tells_it(share: float, figure: Quantity | None) -> bool:
    """Whether a report tells most of a claim's words, or all of them where no figure is alike."""
    return share >= MOSTLY if figure else share == 1.0
