"""Counts of a part contradict no count of the whole: by one side's raids, of one nation, seen by one witness.

Each stands near, with the reason why.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime
from functools import cache

from knowledge.model import Claim, Finding, Quantity
from knowledge.quantities import comparable, read_quantities, sides_in
from retrieval.counts.periods import days_claimed, period_words
from retrieval.counts.raised import OF_ONE_OF_SEVERAL, is_of_one_place
from retrieval.counts.superseded import behind_it
from retrieval.deeds.doers import doers_in, kin_of
from retrieval.grammar.closeness import TURNING
from retrieval.grammar.nations import nations_in, of_other_people, people_counted
from retrieval.ledger import counts_bodies
from retrieval.nearby.why_near import OVER_ANOTHER, PART
from retrieval.origins.names import has_name
from retrieval.ranking import counts_of, counts_same
from retrieval.relations.weighed import Related, because
from retrieval.word_tables import any_of, worded

#: As many days as a year has, at the least.
A_YEAR = 365


def up_to_a_month(claim: Claim, claimed: Quantity, one: Related) -> Related:
    """What is related, without a contradiction by whoever counts fewer up to a month at which the claim does not end.

    "985 through October" is no other count of all whom a storm killed; "from May through October" may be all of it.
    """
    counted = counts_of(claimed, one.finding)
    if one.relation != "differs" or not counted or any(q.value >= claimed.value for q in counted) or claim.when:
        return one
    if not all(_ends_at().fullmatch(period_words(q) or _behind(one.finding, q)) for q in counted):
        return one
    return Related(because(one.finding, OVER_ANOTHER), "context", one.counted)


def _behind(finding: Finding, quantity: Quantity) -> str:
    """What its clause says right behind a figure."""
    rest = behind_it(finding, quantity)
    return re.split(r"[,;:.(]", rest, maxsplit=1)[0].strip()


@cache
def _ends_at() -> re.Pattern[str]:
    """Up to which month somebody counts: "through October", "until the end of May 2017"."""
    month = rf"(?:the end of |mid-|early |late )?(?:{any_of('asides', 'months')})(?: \d{{4}})?"
    return re.compile(rf"(?:{any_of('asides', 'up_to')}) {month}", re.IGNORECASE)


def of_one_place_in_each_report(claimed: Quantity, related: Sequence[Related]) -> list[Related]:
    """What is related, with a count that its voice gives for one place of several in another report told as that.

    "Eight died on the coast road, the monitor said" and "the monitor gave a lower toll of eight" are one count.
    """
    of_a_place = {key for one in related if is_of_one_place(one.finding) for key in _given(claimed, one.finding)}
    return [
        Related(because(one.finding, OF_ONE_OF_SEVERAL), "context", one.counted)
        if one.relation == "differs" and of_a_place and (given := _given(claimed, one.finding)) and given <= of_a_place
        else one
        for one in related
    ]


def _given(claimed: Quantity, finding: Finding) -> set[tuple[str, float, datetime]]:
    """Which figures a voice of a name gives, on which day."""
    if finding.article.is_note or finding.article.published is None or not has_name(finding.speaker):
        return set()
    day = finding.article.published.start
    return {(finding.speaker.name, q.value, day) for q in counts_of(claimed, finding)}


def seen_by_one(claimed: Quantity, one: Related) -> Related:
    """What is related, without a contradiction by the fewer bodies that a witness has seen, or one hospital has.

    Whoever has seen "only twelve" says that there were no more.
    """
    finding = one.finding
    counted = counts_of(claimed, finding)
    brought_in = worded("asides", "brought_in").search(finding.words)
    if one.relation != "differs" or not (brought_in or finding.speaker.kind == "eyewitness") or not counted:
        return one
    if TURNING["only"].search(finding.words) or worded("asides", "no_more").search(finding.words):
        return one
    if not all((brought_in or counts_bodies(q)) and q.value < claimed.value for q in counted):
        return one
    return Related(because(finding, "of a part"), "context", None if brought_in else counted[0])


def of_one_deed(claim: Claim, claimed: Quantity, one: Related) -> Related:
    """What is related, without a contradiction by a note that counts fewer by one side's raids alone.

    Of two million dead in a country's war, the 30,000 "killed by army strikes" are a part.
    """
    finding = one.finding
    of_a_country = bool(claim.where) and not any(place.province for place in claim.where)
    if one.relation != "differs" or not finding.article.is_note or not of_a_country or _names_a_deed(claim, claimed):
        return one
    counted = counts_of(claimed, finding)
    told = [finding.article.text[q.span.start : finding.statement.span.end] for q in counted]
    if not counted or any(q.value >= claimed.value for q in counted) or not all(map(_by_a_deed().match, told)):
        return one
    return Related(because(finding, "of a part"), "context")


def of_one_blow(claim: Claim, claimed: Quantity, related: Sequence[Related]) -> list[Related]:
    """What is related, without a contradiction by the dead of one blow in a report that gives the toll of a year.

    Beside all soldiers killed in a year, the 40 whom "the December bus ambush killed" are a part.
    """
    if (days_claimed(claim, claimed) or 0) < A_YEAR or worded("ledger", "one_event").search(claim.text):
        return list(related)
    giving = {one.finding.article.id for one in related if one.relation == "reports"}

    def is_a_part(one: Related) -> bool:
        finding, counted = one.finding, counts_of(claimed, one.finding)
        if one.relation != "differs" or finding.article.id not in giving or not counted:
            return False
        text, start = finding.article.text, finding.statement.span.start
        return all(q.value < claimed.value and _one_blow().search(text[start : q.span.end]) for q in counted)

    return [Related(because(one.finding, PART), "context", one.counted) if is_a_part(one) else one for one in related]


@cache
def _one_blow() -> re.Pattern[str]:
    """One blow that did harm: "the December bus ambush killed"."""
    return re.compile(
        # "The report claimed 300" tells of none.
        rf"\b(?:an?|the|this|that) (?:[\w’'-]+ ){{0,4}}?(?!(?:reports?|uses?|deaths?)\b)"
        rf"(?:{any_of('ledger', 'one_event')}) (?:kill(?:s|ed)|wound(?:s|ed)|injur(?:es|ed)|left)\b",
        re.IGNORECASE,
    )


def of_one_nation(claim: Claim, claimed: Quantity, related: Sequence[Related]) -> list[Related]:
    """What is related, without a contradiction by one nation's dead of those who say so of another nation's.

    Of a clash the 20 of one army and the four of the other are two counts, and both are of "soldiers". Whoever asks how
    many died is told both.
    """
    if claim.asked is not None or nations_in(claimed.counted):
        return list(related)

    def nations_of(one: Related) -> frozenset[str]:
        alike = [q for q in one.finding.statement.quantities if q.state and counts_same(claimed, q)]
        return frozenset(nation for q in alike for nation in people_counted(q, one.finding))

    saying = [nations_of(one) for one in related if one.relation == "reports"]
    mine = frozenset[str]().union(*saying)
    # Whoever says "20 died" of no nation may count both.
    if not saying or not all(saying):
        return list(related)

    def held(one: Related) -> Related:
        theirs = nations_of(one) if one.relation == "differs" else frozenset()
        if not theirs or theirs & mine:
            return one
        return Related(because(one.finding, of_other_people(theirs, mine)), "context")

    return [held(one) for one in related]


def of_everybody(claimed: Quantity, related: Sequence[Related]) -> list[Related]:
    """What is related, without a contradiction by a total whose own list has others than the claim counts.

    "332 dead: 246 of ISIS, 79 guards, seven civilians" is no other count of one side's dead, and nor is its headline.
    """
    of_all = {
        one.finding.statement.id: one.finding.article
        for one in related
        if (counted := counts_of(claimed, one.finding)) and all(_has_others(claimed, q, one.finding) for q in counted)
    }
    noted = {article.id for article in of_all.values() if article.is_note}

    def is_of_everybody(finding: Finding) -> bool:
        is_headline = finding.statement.place_in_article == "headline"
        return finding.statement.id in of_all or (is_headline and finding.article.id in noted)

    return [
        Related(because(one.finding, "of others as well"), "context")
        if one.relation == "differs" and is_of_everybody(one.finding)
        else one
        for one in related
    ]


def _has_others(claimed: Quantity, total: Quantity, finding: Finding) -> bool:
    """Whether figures that come to a total stand right behind it, and one is of another side, or of other people."""
    # A note has one figure a fact, and its words the others.
    figures = sorted(read_quantities(finding.words), key=lambda q: q.span.start)
    at = next((n for n, q in enumerate(figures) if q.value == total.value), len(figures))
    parts = [q for q in figures[at + 1 :] if q.state in ("", total.state) and q.bound != "vague"]
    is_a_list = len(parts) > 1 and sum(q.value for q in parts) == total.value
    if not is_a_list or total.unit == claimed.unit != "people":
        return False
    mine = {kin_of(side) for side in sides_in(claimed.counted)}
    theirs = [{kin_of(side) for side in sides_in(q.counted)} for q in parts]
    other_sides = bool(mine) and any(sides and not sides & mine for sides in theirs)
    return other_sides or (claimed.unit != "people" and any(comparable(claimed, q) == "different" for q in parts))


def _names_a_deed(claim: Claim, claimed: Quantity) -> bool:
    """Whether a claim says who or what did it: "the army killed 40", "40 killed in raids"; "40 killed" does not."""
    harmed = re.search(rf"\b(?:{any_of('asides', 'harms')})", claim.text[: claimed.span.start], re.IGNORECASE)
    return bool(harmed or doers_in(claim.text) or worded("asides", "blows").search(claim.text))


@cache
def _by_a_deed() -> re.Pattern[str]:
    """How the dead of one side's raids are counted: "3,000 people of all kinds killed by army strikes"."""
    return re.compile(
        rf"[\d,.]*[\w\s’'-]*?\b(?:killed|died|dead|wounded|displaced) (?:by|in|under) (?:[\w’'-]+ ){{0,3}}?"
        rf"(?:{any_of('asides', 'blows')})\b",
        re.IGNORECASE,
    )
