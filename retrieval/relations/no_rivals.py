"""Other figures of an event that contradict nobody: hearsay, those known for sure, what its own report sets aside.

Each stands near, with the reason why.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from knowledge.model import Claim, Finding, Quantity
from knowledge.quantities import comparable, read_quantities, sides_in
from retrieval.closeness import TURNING
from retrieval.dated import leads_with
from retrieval.doers import doers_in, kin_of
from retrieval.ledger import counts_bodies
from retrieval.measures import (
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
from retrieval.nations import nations_in, of_other_people, people_counted
from retrieval.origins import has_name, key_of
from retrieval.origins.lending import is_hearsay
from retrieval.periods import days_claimed, period_words
from retrieval.ranking import counts_of, counts_same, is_a_limit
from retrieval.relations.weighed import Related, because
from retrieval.superseded import behind_it
from retrieval.why_near import OVER_ANOTHER, PART
from retrieval.word_tables import any_of, worded

#: As many days as a year has, at the least.
A_YEAR = 365


def without_hearsay(related: Sequence[Related]) -> list[Related]:
    """What is related, with the number of "reports" near, where somebody else counts in the event."""
    counting = any(one.relation in ("reports", "differs") and not is_hearsay(one.finding) for one in related)
    return [
        Related(because(one.finding, "by nobody in particular"), "context", one.counted)
        if counting and one.relation == "differs" and is_hearsay(one.finding)
        else one
        for one in related
    ]


def as_its_lead(claimed: Quantity, one: Related, related: Sequence[Related]) -> Related:
    """A figure that a voice without a name repeats further down stands as the lead of its report, which has it, too.

    "Four died on Thursday, the monitor said. Four were killed in the market, he added."
    """
    finding = one.finding
    if one.relation != "differs" or leads_with(finding) or has_name(finding.speaker) or finding.article.is_note:
        return one
    own = {q.value for q in finding.statement.quantities if counts_same(claimed, q)}
    leads = [r for r in related if r.finding.article.id == finding.article.id and leads_with(r.finding)]
    apart = [r for r in leads if r.relation == "context" and r.counted is None]
    if not any(own & {q.value for q in r.finding.statement.quantities if counts_same(claimed, q)} for r in apart):
        return one
    return Related(because(finding, "as its report begins"), "context")


def as_its_body(claimed: Quantity, one: Related, related: Sequence[Related]) -> Related:
    """A headline's figure stands as the sentences of its report that give it: of another day or town, if they are.

    "79 killed by strikes", over a report in which 79 were killed in two days. Where another sentence says that the
    figure is of several towns, it is so throughout.
    """
    finding = one.finding
    if one.relation != "differs" or finding.article.is_note:
        return one
    own = {q.value for q in finding.statement.quantities if counts_same(claimed, q)}
    others = [
        r
        for r in related
        if r.finding.article.id == finding.article.id
        and r.finding.statement.id != finding.statement.id
        and own & {q.value for q in r.finding.statement.quantities if counts_same(claimed, q)}
    ]
    if any("of several places" in r.finding.why for r in others):
        return Related(because(finding, "of several places"), "context")
    body = [r for r in others if r.finding.statement.place_in_article == "body"]
    if finding.statement.place_in_article != "headline" or not body:
        return one
    if any(r.relation != "context" or r.counted is not None for r in body):
        return one
    return Related(because(finding, body[0].finding.why[-1]), "context")


def with_names_as_a_part(claimed: Quantity, related: Sequence[Related]) -> list[Related]:
    """Nobody contradicts a claim with those whom they know by name, where they give a total in the same report."""
    most: dict[tuple[str, str], float] = {}
    for one in related:
        key = (one.finding.article.id, one.finding.speaker.name)
        counted = [q.value for q in one.finding.statement.quantities if counts_same(claimed, q)]
        most[key] = max([most.get(key, 0.0), *counted])

    def is_by_name(one: Related) -> bool:
        finding = one.finding
        counted = counts_of(claimed, finding)
        total = most[finding.article.id, finding.speaker.name]
        return worded("dated", "by_name").search(finding.words) is not None and all(q.value < total for q in counted)

    return [
        Related(because(one.finding, "only those known by name"), "context", one.counted)
        if one.relation == "differs" and is_by_name(one)
        else one
        for one in related
    ]


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


def adding_up(claimed: Quantity, one: Related) -> Related:
    """What is related, without a contradiction by a list that comes to the claimed number: of five, "three and two"."""
    finding = one.finding
    lists = _lists_in(finding, claimed) if one.relation in ("differs", "context") else []
    counted = counts_of(claimed, finding)
    listed = [q for parts in lists for q in parts if sum(part.value for part in parts) == claimed.value]
    if not counted or not all(q in listed for q in counted):
        return one
    return Related(because(finding, ADDED_UP), "context")


def _lists_in(finding: Finding, claimed: Quantity) -> list[list[Quantity]]:
    """The figures of people that a sentence lists: "three crew and two officers", "four here and two others there"."""
    people = [q for q in finding.statement.quantities if q.value and comparable(claimed, q) != "different"]
    lists: list[list[Quantity]] = []
    for quantity in sorted(people, key=lambda q: q.span.start):
        last = lists[-1][-1] if lists else None
        follows = last and (
            _LISTED.fullmatch(finding.article.text, last.span.end, quantity.span.start)
            or _OTHERS.search(quantity.counted)
        )
        if last is not None and follows and quantity.state in ("", last.state):
            lists[-1].append(quantity)
        else:
            lists.append([quantity])
    return [parts for parts in lists if len(parts) > 1]


#: Why a list is no other number than the claimed one.
ADDED_UP = "adds up to the claimed number"
#: Whom a sentence counts besides those it has counted: "and six others".
_OTHERS = re.compile(r"\bothers?\b", re.IGNORECASE)
#: Between two figures of a list.
_LISTED = re.compile(r"(?:,\s+|,?\s+and\s+)(?:the\s+)?", re.IGNORECASE)


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


#: Why a smaller count is none against a claim of so many at most.
BELOW_ITS_LIMIT = "no more than the claim's most"


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


def below_its_limit(claim: Claim, claimed: Quantity, one: Related) -> Related:
    """What is related, without a contradiction by whoever counts no more than a claim holds possible.

    Twelve are fewer than thirty, and so is nobody; four are no "up to 300", which is said of a number near it.
    """
    counted = counts_of(claimed, one.finding)
    if one.relation != "differs" or not counted or not sets_a_limit(claim, claimed):
        return one
    if not all(q.value < claimed.value or (q.value == claimed.value and claimed.bound == "up to") for q in counted):
        return one
    return Related(because(one.finding, BELOW_ITS_LIMIT), "context", one.counted)


def sets_a_limit(claim: Claim, claimed: Quantity) -> bool:
    """Whether a claim holds any smaller number possible, "at most 40", "fewer than 40"; "up to 40" is near it."""
    is_near = worded("claims", "near_its_most").search(claimed.span.of(claim.text))
    return is_a_limit(claimed) and not is_near


def _behind(finding: Finding, quantity: Quantity) -> str:
    """What its clause says right behind a figure."""
    rest = behind_it(finding, quantity)
    return re.split(r"[,;:.(]", rest, maxsplit=1)[0].strip()


@cache
def _ends_at() -> re.Pattern[str]:
    """Up to which month somebody counts: "through October", "until the end of May 2017"."""
    month = rf"(?:the end of |mid-|early |late )?(?:{any_of('asides', 'months')})(?: \d{{4}})?"
    return re.compile(rf"(?:{any_of('asides', 'up_to')}) {month}", re.IGNORECASE)


@cache
def _owning() -> re.Pattern[str]:
    """Right before "no deaths": "has accepted responsibility for", "admitted to"."""
    return re.compile(rf"\b(?:{any_of('asides', 'owning')})\s+\Z", re.IGNORECASE)


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


def of_everybody(claimed: Quantity, one: Related) -> Related:
    """What is related, without a contradiction by a total whose own list has others than the claim counts.

    "332 dead: 246 of ISIS, 79 guards, seven civilians" is no other count of one side's dead.
    """
    counted = counts_of(claimed, one.finding)
    if one.relation != "differs" or not counted or not all(_has_others(claimed, q, one.finding) for q in counted):
        return one
    return Related(because(one.finding, "of others as well"), "context")


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
