"""Which figures of a report are of something else that it tells beside its event, as its own words show.

A report of twenty dead in a town may also count the dead of all the country, those of the raid of the day before, those
of a raid elsewhere, and the bodies in one hospital. None of these contradicts the twenty.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from knowledge.model import Claim, Finding, Period, Place, Quantity
from knowledge.speakers import who_is
from retrieval.events import DAY, apart
from retrieval.ledger import counts_bodies
from retrieval.origins.names import AGENCIES, key_of
from retrieval.ranking import counts_same
from retrieval.relations import Related
from retrieval.rivals import leads_with


def is_an_aside(claim: Claim, finding: Finding, set_to_it: Sequence[Related], found: Sequence[Finding]) -> bool:
    """Whether a report gives its other figure of the claimed thing for another place, another day, or some of the dead.

    `set_to_it` is all that reports, differs or denies, `found` what else was found in the same reports.
    """
    if finding.article.is_note:
        return False
    figures = [q for q in finding.statement.quantities if any(counts_same(c, q) for c in claim.quantities)]
    report = [f for f in found if f.article.id == finding.article.id]
    reporting = [one.finding for one in set_to_it if one.relation == "reports"]
    days = [day for one in set_to_it if (day := _its_day(one.finding)) is not None]
    if claim.when is not None:
        days.append(claim.when)
    return bool(figures) and (
        _covers_a_country(claim, finding)
        or _is_of_bodies(claim, figures, reporting)
        or _is_their_earlier_word(finding, figures, reporting)
        or _follows_another_place(claim, finding, figures, report)
        or _is_of_another_day(finding, report, days)
        or all(_is_of_another_blow(claim, finding, quantity) for quantity in figures)
    )


#: "Killed across the country", "raids by the army in several parts of Veldia"; not "anger across the country".
_COUNTRYWIDE = re.compile(
    r"\b(?:kill(?:ed|ing)|dead|died|deaths|lives|(?:air)?(?:strike|raid)s?|attacks?|bombings?|operations?|clashes|fighting|"
    r"shelling|bombardment|violence|battles)(?: by (?:[\w-]+ ){1,4}?| on \w+day)? ?"
    r"(?:(?:across|throughout|all over|in(?: other| different| several| various| many)? parts of) "
    r"(?:the (?:\w+ )?(?:country|nation)|(?P<name>[A-Z]\w+))\b|nationwide\b|countrywide\b)"
)


def _covers_a_country(claim: Claim, finding: Finding) -> bool:
    """Whether a count is of a whole country, the claim of a town or province in it."""
    here = _towns(claim.where)
    named = _towns(finding.statement.where)
    if not here or (named and not apart(here, named)):
        return False
    wide = {place.name for place in finding.statement.where if place.province is None}
    return any(not match["name"] or match["name"] in wide for match in _COUNTRYWIDE.finditer(finding.words))


def _is_of_bodies(claim: Claim, figures: Sequence[Quantity], reporting: Sequence[Finding]) -> bool:
    """Whether these are bodies that somebody has seen, where somebody else has counted as many dead as are claimed."""
    dead = [c.value for c in claim.quantities if c.state == "killed" and not counts_bodies(c)]
    return bool(reporting and dead) and all(counts_bodies(q) and q.value < max(dead) for q in figures)


def _is_their_earlier_word(finding: Finding, figures: Sequence[Quantity], reporting: Sequence[Finding]) -> bool:
    """Whether a report tells what the very agency that it has the claimed figure from had carried before: fewer.

    "Earlier on Tuesday a doctor told the agency that one had died" is an earlier toll, or an earlier raid.
    """
    if not _EARLIER.match(finding.words):
        return False
    later = [f for f in reporting if f.article.id == finding.article.id and _agencies(f) & _agencies(finding)]
    given = [q.value for f in later for q in f.statement.quantities if any(counts_same(q, own) for own in figures)]
    return bool(given) and all(q.value < max(given) for q in figures)


#: "Earlier on Tuesday", "Earlier in the day".
_EARLIER = re.compile(r"\W*earlier (?:on|in|today|yesterday|this)\b", re.IGNORECASE)


def _agencies(finding: Finding) -> set[str]:
    """The agencies through which a figure came."""
    hands = (finding.attribution.speaker, *map(who_is, finding.attribution.via))
    return {key_of(hand.name) for hand in hands if hand.kind in AGENCIES}


def _towns(places: Sequence[Place]) -> list[Place]:
    return [place for place in places if place.province]


def _follows_another_place(
    claim: Claim, finding: Finding, figures: Sequence[Quantity], report: Sequence[Finding]
) -> bool:
    """Whether a count without a place comes, further down, right after one of another place, and is nearer to that."""
    if leads_with(finding) or _towns(finding.statement.where) or not _towns(claim.where):
        return False
    before = sorted(
        (f for f in report if f.statement.ordinal < finding.statement.ordinal), key=lambda f: -f.statement.ordinal
    )
    for other in before:
        towns = _towns(other.statement.where)
        if towns and not apart(claim.where, towns):
            return False
        counts = [q for q in other.statement.quantities if any(counts_same(q, own) for own in figures)]
        if counts:
            return (
                bool(towns)
                and not leads_with(other)
                and all(
                    abs(q.value - p.value) < abs(q.value - c.value)
                    for q in figures
                    for p in counts[:1]
                    for c in claim.quantities
                    if counts_same(c, q)
                )
            )
    return False


def _is_of_another_day(finding: Finding, report: Sequence[Finding], days: Sequence[Period]) -> bool:
    """Whether a report that tells of one of these days gives this figure for a day before it, which is none of them."""
    when = finding.statement.when
    if when is None or not _ANOTHER.search(finding.words) or any(_meet(when, day) for day in days):
        return False
    own = [day for f in report if (day := _its_day(f)) is not None]
    return bool(own) and all(when.end <= day.start and any(_meet(day, other) for other in days) for day in own)


def _its_day(finding: Finding) -> Period | None:
    """The day of what a report tells where it begins, and not that on which somebody spoke of it."""
    when = finding.statement.when
    if when is None or when.span is None or when.end - when.start > DAY or not leads_with(finding):
        return None
    if not any(q.unit and q.state for q in finding.statement.quantities):
        return None
    told = finding.article.text[finding.statement.span.start : when.span.start]
    return None if _SAYING.search(told) or _RISING.search(told) else when


def _meet(one: Period, other: Period) -> bool:
    return one.start < other.end and other.start < one.end


#: What tells of another blow than the one that a report is about.
_ANOTHER = re.compile(
    r"\b(?:another|similar|separate|previous|earlier|last night|night before|day (?:before|earlier|after)|heels of)\b",
    re.IGNORECASE,
)
#: "The toll of Tuesday's raid rose to 20 on Wednesday".
_RISING = re.compile(r"\b(?:toll|rose|risen|rises|climbed|climbs)\b", re.IGNORECASE)
#: "The ministry said late on Wednesday".
_SAYING = re.compile(
    r"\b(?:said|says|told|reported|announced|added|confirmed)(?: (?!that\b)\w+){0,2}? (?:late |early |on )*$",
    re.IGNORECASE,
)


_BLOW = re.compile(
    r"\b(?:attack|strike|airstrike|raid|bombing|bombardment|shelling|blast|explosion|massacre|assault)s? "
    r"(?:on|in|at|against|near) (?:an? |the )?(?:\w+ ){0,2}?$",
    re.IGNORECASE,
)


def _is_of_another_blow(claim: Claim, finding: Finding, quantity: Quantity) -> bool:
    """Whether a figure is of an attack on another place: "from here came the attack on Tarn that left 90 dead"."""
    text, start = finding.article.text, finding.statement.span.start
    before = [p for p in _towns(finding.statement.where) if p.span and p.span.end <= quantity.span.start]
    if not before:
        return False
    last = max(before, key=lambda p: p.span.end if p.span else 0)
    return (
        last.span is not None
        and apart(claim.where, [last])
        and bool(_BLOW.search(text[start : last.span.start]))
        and bool(re.search(r"\b(?:that|which)\b|\b(?:killing|leaving)\b", text[last.span.end : quantity.span.start]))
    )
