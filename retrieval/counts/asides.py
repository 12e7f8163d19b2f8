"""Which figures of a report are of something else that it tells beside its event, as its own words show.

A report of twenty dead in a town may also count the dead of all the country, those of the raid of the day before, those
of a raid elsewhere, and the bodies in one hospital. None of these contradicts the twenty.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from knowledge.caseless import Caseless
from knowledge.model import Claim, Finding, Period, Place, Quantity
from knowledge.speakers import who_is
from retrieval.counts.dated import day_of_deed, leads_with
from retrieval.deeds.blows import is_what_was_answered
from retrieval.events import apart
from retrieval.grammar.closeness import TURNING
from retrieval.ledger import counts_bodies
from retrieval.origins import has_name
from retrieval.origins.names import AGENCIES, key_of
from retrieval.ranking import counted_alike, counts_same
from retrieval.relations import Related, because
from retrieval.word_tables import any_of, worded

#: Why a count contradicts nobody that its report gives for something else.
ASIDE = "an aside"


def is_an_aside(claim: Claim, finding: Finding, set_to_it: Sequence[Related], found: Sequence[Finding]) -> bool:
    """Whether a report gives its other figure of the claimed thing for another place, another day, or some of the dead.

    `set_to_it` is all that reports, differs or denies, `found` what else was found in the same reports.
    """
    if finding.article.is_note:
        return False
    figures = counted_alike(claim, finding)
    report = [f for f in found if f.article.id == finding.article.id]
    reporting = [one.finding for one in set_to_it if one.relation == "reports"]
    days = [day for one in set_to_it if (day := _its_day(one.finding)) is not None]
    if claim.when is not None:
        days.append(claim.when)
    return bool(figures) and (
        _covers_a_country(claim, finding)
        or _is_nothing_heard(claim, finding, report)
        or _is_of_bodies(claim, finding, figures, set_to_it)
        or _is_their_earlier_word(finding, figures, reporting)
        or _follows_another_place(claim, finding, figures, report)
        or _is_of_another_day(finding, report, days)
        or all(_is_of_another_blow(claim, finding, quantity) for quantity in figures)
    )


def beside_whoever_tells_of_it(claim: Claim, one: Related, reporting: Sequence[Finding]) -> Related:
    """Close by, where somebody gives the claimed figure only as what the deed they tell of answers, and others tell it.

    "The army bombed Kalden in revenge for the five who died at sea" is of the bombing; whoever is alone with the five
    has said so.
    """
    if one.relation != "reports" or one.finding.article.is_note or not _tells_as_answered(claim, one.finding):
        return one
    others = [f for f in reporting if f.article.id != one.finding.article.id and not _tells_as_answered(claim, f)]
    return Related(because(one.finding, ASIDE), "context") if others else one


def _tells_as_answered(claim: Claim, finding: Finding) -> bool:
    start, figures = finding.statement.span.start, counted_alike(claim, finding)
    return bool(figures) and all(is_what_was_answered(finding.words, q.span.start - start) for q in figures)


def _is_nothing_heard(claim: Claim, finding: Finding, report: Sequence[Finding]) -> bool:
    """Whether an outlet, or nobody with a name, has heard of nobody hurt, and its report counts others who were.

    Whoever says in their own name that nobody was reported hurt says otherwise.
    """
    if has_name(finding.speaker) and finding.speaker.kind != "outlet_itself":
        return False
    others = [f for f in report if f.statement.id != finding.statement.id]
    counted = any(
        q.value and counts_same(c, q) for f in others for q in f.statement.quantities for c in claim.quantities
    )
    return counted and bool(worded("asides", "nothing_heard").search(finding.words))


def _towns(places: Sequence[Place]) -> list[Place]:
    return [place for place in places if place.province]


def _covers_a_country(claim: Claim, finding: Finding) -> bool:
    """Whether a count is of a whole country, the claim of a town or province in it."""
    here, named = _towns(claim.where), _towns(finding.statement.where)
    if not here or (named and not apart(here, named)):
        return False
    wide = {place.name for place in finding.statement.where if place.province is None}
    told = _ONE_OF.sub("", finding.words)
    return any(not match["name"] or match["name"] in wide for match in _countrywide().finditer(told))


def _is_of_bodies(claim: Claim, finding: Finding, figures: Sequence[Quantity], set_to_it: Sequence[Related]) -> bool:
    """Whether these are bodies that somebody has seen, where somebody else has counted as many dead as are claimed.

    Where nobody has, the dead whom the same report counts. Whoever has found "only 12 bodies", or "all 12", says that
    there are no more.
    """
    if any(one.relation == "reports" for one in set_to_it):
        dead = [c.value for c in claim.quantities if c.state == "killed" and not counts_bodies(c)]
    else:
        beside = [one.finding for one in set_to_it if one.finding.article.id == finding.article.id]
        counts = [q for f in beside for q in f.statement.quantities if q.state == "killed" and not counts_bodies(q)]
        dead = [q.value for q in counts if any(counts_same(c, q) for c in claim.quantities)]
    if not dead or _says_no_more(finding):
        return False
    return all(counts_bodies(q) and q.value < max(dead) for q in figures)


def _is_their_earlier_word(finding: Finding, figures: Sequence[Quantity], reporting: Sequence[Finding]) -> bool:
    """Whether a report tells what the very agency that it has the claimed figure from had said before: fewer.

    "Earlier on Tuesday a source told the agency that one had died" is an earlier toll, or an earlier raid. Whoever has
    a name has counted apart.
    """
    if (
        not _EARLIER.match(finding.words)
        or _says_no_more(finding)
        or (has_name(finding.speaker) and finding.speaker.kind not in AGENCIES)
    ):
        return False
    later = [f for f in reporting if f.article.id == finding.article.id and _agencies(f) & _agencies(finding)]
    given = [q.value for f in later for q in f.statement.quantities if any(counts_same(q, own) for own in figures)]
    return bool(given) and all(q.value < max(given) for q in figures)


def _says_no_more(finding: Finding) -> bool:
    return bool(TURNING["only"].search(finding.words) or worded("asides", "no_more").search(finding.words))


def _agencies(finding: Finding) -> set[str]:
    """The agencies through which a figure came."""
    hands = (finding.speaker, *map(who_is, finding.attribution.via))
    return {key_of(hand.name) for hand in hands if hand.kind in AGENCIES}


def _follows_another_place(
    claim: Claim, finding: Finding, figures: Sequence[Quantity], report: Sequence[Finding]
) -> bool:
    """Whether a count that names neither place nor blow comes, further down, right after one of another place.

    It is of what was told right before, where it is nearer to that count than to the claimed one.
    """
    if leads_with(finding) or _towns(finding.statement.where) or _blow().search(finding.words):
        return False
    here, own = _towns(claim.where), finding.statement.ordinal
    for other in sorted(report, key=lambda f: -f.statement.ordinal):
        towns = [place for place in _towns(other.statement.where) if not _is_where_somebody_spoke(place, other)]
        counts = [q for q in other.statement.quantities if any(counts_same(q, figure) for figure in figures)]
        if other.statement.ordinal >= own or not (counts or towns):
            continue
        if not apart(here, towns):
            return False
        if counts:
            return not leads_with(other) and all(_is_nearer(q, counts[0], claim) for q in figures)
    return False


def _is_where_somebody_spoke(place: Place, finding: Finding) -> bool:
    """Whether a place stands right before whoever speaks: "In Damascus, the government said"."""
    speakers = [voice.speaker_span for voice in finding.statement.attributions if voice.speaker_span]
    return any(
        place.span and _RIGHT_BEFORE.fullmatch(finding.article.text, place.span.end, speaker.start)
        for speaker in speakers
        if place.span and place.span.end <= speaker.start
    )


def _is_nearer(quantity: Quantity, other: Quantity, claim: Claim) -> bool:
    claimed = [c.value for c in claim.quantities if counts_same(c, quantity)]
    return all(abs(quantity.value - other.value) < abs(quantity.value - value) for value in claimed)


def _is_of_another_day(finding: Finding, report: Sequence[Finding], days: Sequence[Period]) -> bool:
    """Whether a report that tells of one of these days gives this figure for a day before it, which is none of them."""
    when = finding.statement.when
    if when is None or not worded("asides", "another").search(finding.words) or any(when.overlaps(day) for day in days):
        return False
    own = [day for f in report if (day := _its_day(f)) is not None]
    return bool(own) and all(when.end <= day.start and any(day.overlaps(other) for other in days) for day in own)


def _its_day(finding: Finding) -> Period | None:
    """The day of what a report tells where it begins."""
    return day_of_deed(finding) if leads_with(finding) else None


def _is_of_another_blow(claim: Claim, finding: Finding, quantity: Quantity) -> bool:
    """Whether a figure is of an attack on another place: "from here came the attack on Tarn that left 90 dead"."""
    text, start = finding.article.text, finding.statement.span.start
    towns = [place for place in _towns(finding.statement.where) if place.span]
    before = [place.span for place in towns if place.span and place.span.end <= quantity.span.start]
    after = [place for place in towns if place.span and place.span.start >= quantity.span.end]
    if not before or (after and not apart(claim.where, after)):
        return False
    last = max(before)
    told_there = [p for p in finding.statement.where if p.span == last]
    return (
        apart(claim.where, told_there)
        and bool(_blow_on().search(text[start : last.start]))
        and bool(_THAT_LEFT.match(text, last.end, quantity.span.start))
    )


#: "Earlier on Tuesday", "Earlier in the day".
_EARLIER = re.compile(r"\W*earlier (?:on|in|today|yesterday|this)\b", re.IGNORECASE)
#: "That left", "in which", "killing", where nothing else is told of the blow before: "that angered the army, leaving".
_THAT_LEFT = re.compile(
    r"(?:(?!\b(?:that|which|who)\b).)*?\b(?:(?:that|which) (?:(?:has|have|had|also) ){0,2}"
    rf"(?:{any_of('asides', 'harmed')})|(?:in|by) which|killing|leaving)\b",
    re.IGNORECASE,
)
#: What is one of many is not all of them: "one of the worst attacks across the country".
_ONE_OF = re.compile(r"\bone of [^,.;]*", re.IGNORECASE)
_RIGHT_BEFORE = re.compile(r",? (?:the )?", re.IGNORECASE)


def _blow() -> Caseless:
    return worded("asides", "blows")


@cache
def _blow_on() -> re.Pattern[str]:
    """What stands right before the place of a blow: "an attack on a village near "."""
    return re.compile(
        rf"\b(?:{any_of('asides', 'blows')}) (?:on|in|at|against|near) (?:an? |the )?(?:\w+ ){{0,2}}?$", re.IGNORECASE
    )


@cache
def _countrywide() -> re.Pattern[str]:
    """What tells of a whole country: "killed across the country", "raids by the army in parts of Veldia"; no anger."""
    across, everywhere = any_of("asides", "across"), any_of("asides", "everywhere")
    return re.compile(
        rf"\b(?:{any_of('asides', 'blows', 'tolls')})(?: by (?:[\w-]+ ){{1,4}}?| on \w+day)? ?"
        rf"(?:(?:{across}) (?:the (?:\w+ )?(?:country|nation)|(?P<name>[A-Z]\w+))|{everywhere})\b"
    )
