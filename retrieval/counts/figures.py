"""What two figures say of each other: the same, another, or another count; and whose event they are of."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache

from knowledge.model import Article, Claim, Finding, Place, Quantity, Relation
from knowledge.places import read_places, related
from knowledge.quantities import comparable, sides_in, unit_table
from knowledge.speakers import sides_named
from knowledge.weekdays import LONG_WEEKDAY
from retrieval.counts.periods import are_as_long, in_full
from retrieval.deeds.doers import doers_in
from retrieval.denying.denials import is_of_the_calendar
from retrieval.events import MONTH, YEAR, covers, named_days, when_of, where_of, within_days
from retrieval.events.places import places_in
from retrieval.grammar.closeness import is_filler
from retrieval.grammar.naming import is_a_country_or_side, units_in
from retrieval.origins import has_name, key_of
from retrieval.ranking import counts_of, counts_same, fits, is_a_limit, is_open_above, words_of
from retrieval.spelling import unowned
from retrieval.word_tables import worded
from retrieval.wording import listed

#: A figure this many times larger or smaller than the claimed one is not a version of it.
NEAR = 1.35
#: Whoever says "over 1,500" of 1,520 has rounded; whoever says "at least 31" of 35 has counted 31.
ROUNDED = 1.02
#: What became of people while the count went on: tomorrow's figure of it is higher, and contradicts nobody.
TOLLS = ("killed", "wounded", "killed or injured", "missing", "displaced")
#: Why a figure is what its speaker counted on another day.
RISEN = "one speaker's toll"
#: How the reason begins why a day's count is none of several days: "does not count in three days".
NOT_COUNTED = "does not count "
NEVER = datetime.max.replace(tzinfo=UTC)
_NAME = re.compile(r"\b[A-Z][\w'’-]+")


@dataclass(frozen=True, slots=True)
class Contrast:
    """How a statement stands to a claim, and the words that show it."""

    relation: Relation
    why: str


def surely_of(claim: Claim, finding: Finding) -> bool:
    """Whether a report whose figure is another one is surely of the claim's event: its day, its town, or its names.

    "Car bomb kills four in Syria" fits a hundred days; a report of sixty dead on one of them contradicts nobody.
    """
    when = when_of(finding)
    if claim.when and when and claim.when.end - claim.when.start <= MONTH:
        return within_days(claim.when, when)
    if any(place.province for place in claim.where):
        return _is_in_its_town(claim, finding)
    if claim.when and covers(claim.when, finding):
        return True
    # The first word of a sentence is no name for its capital; it must be there all the same.
    names, capitalised = _names(claim, 1), _names(claim, 0)
    article = finding.article
    about = article.subject if article.is_note else article.title
    if (names or _is_called_so(_opening_name(claim), article)) and capitalised <= set(
        words_of(f"{finding.words} {about}")
    ):
        return True
    return article.is_note and _counts_all_of_it(claim, finding)


def is_noted_of_it(claim: Claim, finding: Finding) -> bool:
    """Whether a note is of the claim's event: of its town and day or month, or, of a claim without a date, surely so.

    A note has its event from whoever wrote it; what else a claim tells of it ("the rest is theatre") it may leave out.
    """
    if not finding.article.is_note:
        return False
    when, claimed = when_of(finding), claim.when
    if claimed is None:
        return surely_of(claim, finding)
    return (
        when is not None
        and claimed.end - claimed.start <= MONTH
        and within_days(claimed, when)
        and _is_in_its_town(claim, finding)
    )


def _is_in_its_town(claim: Claim, finding: Finding) -> bool:
    return any(
        related(town, told) in ("same", "contains") or (is_near(claim, town) and town.province == told.province)
        for town in claim.where
        if town.province
        for told in where_of(finding)
    )


@lru_cache(maxsize=64)
def _opening_name(claim: Claim) -> str:
    """The word that opens a claim where it owns what follows or stands over it, as a name may; empty where none does.

    >>> [_opening_name(Claim(text)) for text in ("Weil's crowd: 40", "Kalden: 40", "Russia: 40", "Police: 40")]
    ['Weil', 'Kalden', '', '']
    """
    found = _OPENING_NAME.match(claim.text)
    name = found["name"] if found else ""
    if not words_of(name) or any(map(is_filler, words_of(name))) or is_of_the_calendar(name):
        return ""
    return "" if is_a_country_or_side(name) else name


def _is_called_so(name: str, article: Article) -> bool:
    """Whether a report calls something by this name alone: in "Tarn Hospital" the hospital has no name of its own."""
    texts = (article.event or "", article.text.removeprefix(article.title))
    return bool(name) and any(re.search(rf"\b[a-z][\w-]*,? (?:al-)?{re.escape(name)}\b", text) for text in texts)


def _counts_all_of_it(claim: Claim, finding: Finding) -> bool:
    """Whether a note is of what one side did in the very countries that the claim names, and of no day or town in them.

    "The Coalition killed 4,000 in Veldia and Tarn" is held against all that is counted there of the Coalition.
    """
    article, when = finding.article, finding.statement.when
    if not claim.where or not doers_in(claim.text) or named_days(article.event or ""):
        return False
    if (when is not None and when.end - when.start <= MONTH) or any(p.province for p in where_of(finding)):
        return False
    theirs = {(place.name, place.country) for place in places_in(article.place or "")}
    if theirs != {(place.name, place.country) for place in claim.where}:
        return False
    # Where the claim names its year, so does whoever counts over it; where it names none, nor does the note's event.
    if claim.when is None:
        return not YEAR.search(article.event or "")
    # A count of all 2021 is none of its April.
    of_a_year = claim.when.end - claim.when.start > MONTH
    return of_a_year and str(claim.when.start.year) in f"{finding.words} {article.subject}"


def is_near(claim: Claim, town: Place) -> bool:
    """Whether a claim says that it was near a town, and not in it."""
    return town.span is not None and bool(_NEAR_IT.search(claim.text[: town.span.start]))


#: "Weil's inauguration", "Kalden: 40 dead"; a claim's first word has its capital anyway.
_OPENING_NAME = re.compile(r"\W*(?P<name>(?:[Aa]l-)?[A-Z][^\W\d_]{2,})(?:['’]s\b|:)")
_NEAR_IT = re.compile(
    r"\b(?:near|outside|around|close to|not far from|west of|east of|north of|south of) $", re.IGNORECASE
)


def _names(claim: Claim, start: int) -> set[str]:
    """What is printed with a capital from there on, figures, countries and sides apart."""
    others = [(q.span.start, q.span.end) for q in claim.quantities]
    others += [(first, last) for _, first, last in sides_named(claim.text)]
    return {
        word
        for name in _NAME.finditer(claim.text, start)
        if not any(first <= name.start() < last for first, last in others) and not _is_a_place_or_side(name.group())
        for word in words_of(unowned(name.group()))
    }


def people_counted(claim: Claim, claimed: Quantity) -> set[str]:
    """The words by which a claim calls those whom it counts, where that is a name and none of a country or a side.

    >>> from knowledge.quantities import read_quantities
    >>> text = "10,000 Rohingya killed"
    >>> people_counted(Claim(text), *read_quantities(text))
    {'rohingya'}
    """
    named = _NAME.findall(claimed.span.of(claim.text))
    return {word for name in named if not _is_a_place_or_side(name) for word in words_of(unowned(name))}


@lru_cache(maxsize=5_000)
def _is_a_place_or_side(name: str) -> bool:
    return bool(read_places(name)) or bool(sides_in(name))


#: "Several" and "a few" end below it.
A_DOZEN = 12


def of_figures(claimed: Quantity, printed: Quantity) -> Contrast:
    """How a printed figure that does not fit the claimed one stands to it: another figure, or another count.

    A part may be smaller than its whole: 25 civilians are no contradiction to 40 people. 25 people in all are one to 40
    civilians.
    """
    kinship = comparable(claimed, printed)
    part_exceeds_whole = (kinship == "narrower" and printed.value < claimed.value) or (
        kinship == "broader" and printed.value > claimed.value
    )
    apart = counted_apart(claimed, printed)
    if claimed.value == printed.value == 0:
        # Nobody who says that no soldiers were hurt contradicts that nobody was.
        return Contrast("context", apart or "none of a part")
    if apart and not part_exceeds_whole:
        return Contrast("context", apart)
    if printed.bound == "vague" and (meet(claimed, printed) or 1 / NEAR <= claimed.value / max(printed.value, 1) <= 1):
        # "Hundreds" leaves room for 600, and nobody who says "dozens" has counted to 24.
        return Contrast("context", f"{bounded(printed)} may be {bounded(claimed)}")
    if printed.bound == "vague" and printed.high is not None and printed.high < A_DOZEN:
        # Who says "several" has not counted; who says "several dozen" contradicts three hundred.
        return Contrast("context", "no number")
    if printed.bound == "range" and meet(claimed, printed):
        # "Between 500 and 1,300" leaves room for 1,300.
        return Contrast("context", f"{bounded(printed)} may be {bounded(claimed)}")
    if (only_allows(claimed, printed) and fits(claimed, printed)) or _may_be_vague(claimed, printed):
        return Contrast("context", f"{bounded(printed)} may be {bounded(claimed)}")
    if is_open_above(claimed) and (printed.low or 0) >= claimed.value:
        # Whoever counts 150 says more than the claim's "over 50", and does not say that it is wrong.
        return Contrast("context", f"{bounded(printed)} is more than {bounded(claimed)}")
    if sort := _of_another_sort(claimed, printed):
        return Contrast("context", sort)
    return Contrast("differs", other_figure(claimed, printed))


def _of_another_sort(claimed: Quantity, printed: Quantity) -> str:
    """In what two figures of one row count things of two sorts: "134 shelters" contradict no 13 bases.

    >>> from knowledge.quantities import read_quantities
    >>> _of_another_sort(*read_quantities("13 bases destroyed"), *read_quantities("134 shelters destroyed"))
    'counts shelters, the claim bases'
    >>> _of_another_sort(*read_quantities("13 bases destroyed"), *read_quantities("134 positions destroyed"))
    ''
    """
    if claimed.unit != printed.unit:
        return ""
    mine, theirs = (_sorts_in(quantity.counted) for quantity in (claimed, printed))
    if not mine or not theirs or any(word in unit_table().sorts[other] for word in theirs for other in mine):
        return ""
    return f"counts {listed(theirs)}, the claim {listed(mine)}"


@lru_cache(maxsize=2_000)
def _sorts_in(counted: str) -> tuple[str, ...]:
    return tuple(word for word in re.findall(r"[a-z]+", counted.lower()) if word in unit_table().sorts)


def other_figure(claimed: Quantity, printed: Quantity) -> str:
    """Two figures of one thing, side by side.

    >>> from knowledge.quantities import read_quantities
    >>> other_figure(*read_quantities("100 airstrikes"), *read_quantities("at least 25 airstrikes"))
    'other figure: at least 25 against 100'
    """
    return f"other figure: {bounded(printed)} against {bounded(claimed)}"


def bounded(quantity: Quantity) -> str:
    """A figure with the words that hold it: "over 100", "20 to 30"."""
    if quantity.bound == "range" and quantity.low is not None and quantity.high is not None:
        return f"{quantity.low:,.15g} to {quantity.high:,.15g}"
    if quantity.bound == "vague" and quantity.high is None:
        # "Dozens" is no twenty-four.
        return f"{quantity.value:,.15g} or more"
    held = "" if quantity.bound in ("exact", "range", "vague") else quantity.bound + " "
    return f"{held}{quantity.value:,.15g}"


#: A day that is named says when, not for how long was counted: the dates of the reports decide about that.
_A_DAY = re.compile(
    r"(?:on\b|yesterday|today|tonight|overnight|this (?:morning|afternoon|evening)|"
    rf"{LONG_WEEKDAY})",
    re.IGNORECASE,
)


_MONTH = re.compile(
    r"\b(?:january|february|march|april|may|june|july|august|september|october|november|december) \d{4}\b"
)
_THAT_MONTH = re.compile(r"(?:in |during )?(?:that|the same) month")
#: "In three days", "over two weeks"; a day, a night and 24 hours are as long as most counts are.
_SOME_DAYS = re.compile(
    r"\b(?:\d+|two|three|four|five|six|seven|eight|nine|ten|several|few)[- ](?:days?|weeks?|months?|years?)\b|"
    r"\b(?:week|month|year)\b",
    re.IGNORECASE,
)


def counted_apart(claimed: Quantity, printed: Quantity) -> str:
    """In what two figures are not one count: unit, outcome or period; empty where they may be one.

    >>> from knowledge.quantities import read_quantities
    >>> counted_apart(*read_quantities("40 civilians killed"), *read_quantities("40 civilians wounded"))
    'counts civilians wounded, the claim civilians killed'
    >>> counted_apart(*read_quantities("40 raids in two days"), *read_quantities("30 raids in a week"))
    'counts in a week, the claim in two days'
    >>> counted_apart(*read_quantities("40 raids on 21 July"), *read_quantities("30 raids on Tuesday"))
    ''
    """
    kinship = comparable(claimed, printed)
    # Another side is no other count: "200 militants" and "26 ISIS fighters" are two counts of one thing.
    if kinship in ("different", "broader", "narrower") and claimed.unit and _named(claimed) != _named(printed) != "":
        return f"counts {_named(printed)}, the claim {_named(claimed)}"
    return over_other_days(claimed, printed)


def over_other_days(claimed: Quantity, printed: Quantity) -> str:
    """In what two figures are counts over other stretches of time; empty where they may be over one.

    >>> from knowledge.quantities import read_quantities
    >>> over_other_days(*read_quantities("40 people killed in three days"), *read_quantities("30 people killed"))
    'does not count in three days'
    >>> over_other_days(*read_quantities("40 raids in May 2019"), *read_quantities("30 raids that month"))
    ''
    >>> over_other_days(*read_quantities("40 raids in Sept 2019"), *read_quantities("30 raids in September 2019"))
    ''
    """
    given = [in_full(period) for period in (claimed.period, printed.period)]
    periods = {period for period in given if period and not _A_DAY.match(period)}
    if _MONTH.search(given[0]) and _THAT_MONTH.fullmatch(given[1]):
        # Which month a note means was settled with its event.
        return ""
    if comparable(claimed, printed) == "same" and len(periods) == 2 and not are_as_long(*periods):
        return f"counts {printed.period}, the claim {claimed.period}"
    if not printed.period and printed.value < claimed.value and _SOME_DAYS.search(claimed.period):
        # What one of the days brought is no other count of them all.
        return f"{NOT_COUNTED}{claimed.period}"
    return ""


def _named(quantity: Quantity) -> str:
    return " ".join(filter(None, (quantity.unit, quantity.state))) or quantity.counted


def meet(a: Quantity, b: Quantity) -> bool:
    """Whether two figures can be one: their intervals have a number in common."""
    low, high = common(a, b)
    return low <= high


def common(a: Quantity, b: Quantity) -> tuple[float, float]:
    """From where to where two intervals reach in common; the first is the greater one where they do not meet."""
    low = max(-math.inf if q.low is None else q.low for q in (a, b))
    high = min(math.inf if q.high is None else q.high for q in (a, b))
    return low, high


def toll_risen(claimed: Quantity, printed: Quantity, finding: Finding, reporting: Sequence[Finding]) -> str:
    """How one speaker's toll moved from one day to a later one; empty where it did not."""
    if claimed.state not in TOLLS or claimed.state != printed.state or finding.published is None:
        return ""
    for other in reporting:
        if (
            other.published is None
            or other.speaker.name != finding.speaker.name
            or _is_anothers(claimed, other, reporting)
        ):
            continue
        before, after = sorted((other, finding), key=lambda f: f.published.start if f.published else NEVER)
        figures = {id(other): claimed.value, id(finding): printed.value}
        days = [f.published.words for f in (before, after) if f.published]
        if days[0] != days[1] and figures[id(before)] < figures[id(after)]:
            first, last = (f"{figures[id(one)]:,.15g}" for one in (before, after))
            return f"{RISEN}, {first} on {days[0]}, {last} on {days[1]}"
    return ""


def _is_anothers(claimed: Quantity, finding: Finding, reporting: Sequence[Finding]) -> bool:
    """Whether a report prints a figure as its own that its text has somebody give: a headline over the mayor's toll."""
    return finding.speaker.kind == "outlet_itself" and any(
        other.article.id == finding.article.id
        and other.speaker.kind != "outlet_itself"
        and any(q.value == claimed.value and counts_same(claimed, q) for q in other.statement.quantities)
        for other in reporting
    )


def held_looser(claimed: Quantity, printed: Quantity, finding: Finding, reporting: Sequence[Finding]) -> str:
    """How one speaker's figure leaves room for their other one: "over 1,250" for 1,260; empty where it does not.

    Whoever says "at least 31" and then 32 has counted one more.
    """
    for other in reporting:
        if not has_name(other.speaker) or key_of(other.speaker.name) != key_of(finding.speaker.name):
            continue
        for own in other.statement.quantities:
            looser, closer = sorted((own, printed), key=lambda q: q.value)
            is_looser = looser.bound == "over" and looser.value < closer.value <= ROUNDED * looser.value
            if is_looser and counts_same(claimed, own) and fits(claimed, own) and not over_other_days(own, printed):
                return f"one speaker's figure, {bounded(looser)} and {bounded(closer)}"
    return ""


def apart_in(claimed: Quantity, finding: Finding) -> str:
    """In what the figures of a finding are another count than the claim's; empty where it prints none."""
    return next(filter(None, (counted_apart(claimed, q) for q in finding.statement.quantities)), "")


def apart_from_all(claim: Claim, finding: Finding) -> str:
    """In what a finding's figures are other counts than the claim's; empty where one of them may be the claimed one."""
    if any(prints(q, finding) for q in claim.quantities):
        return ""
    return next(filter(None, (apart_in(q, finding) for q in claim.quantities)), "")


def prints(claimed: Quantity, finding: Finding) -> bool:
    """Whether a finding prints the claimed figure, or one that the claim may have meant."""
    figures = finding.statement.quantities
    return any(
        (fits(claimed, q) and not only_allows(claimed, q) and not _leaves_open(claimed, q, finding))
        or _fits_unsaid(claimed, q)
        for q in figures
    )


def _leaves_open(claimed: Quantity, printed: Quantity, finding: Finding) -> bool:
    """Whether a figure that fits is still nobody's word for the claimed one: no number, or a part of another count.

    "Scores" are not said of 44, nor "545 people, 84 children among them" of 84 people.
    """
    if printed.bound == "vague" != claimed.bound:
        return True
    if printed.bound == "about" and claimed.bound == "exact" and comparable(claimed, printed) == "narrower":
        # "Around 20 people" are no word for 22 volunteers: of whom else it counts nobody knows how many.
        return printed.value != claimed.value
    return comparable(claimed, printed) == "broader" and any(
        whole.value > printed.value and whole.state == printed.state and is_part_of(printed, whole, finding)
        for whole in finding.statement.quantities
    )


#: Between a whole and its part, or right behind the part.
_INCLUDING = re.compile(r"\b(?:includ\w+|among (?:them|whom|which|the)|of (?:them|whom|which))\b", re.IGNORECASE)
_AMONG = re.compile(r"\s*(?:among them|included)\b", re.IGNORECASE)


def is_part_of(part: Quantity, whole: Quantity, finding: Finding) -> bool:
    """Whether a sentence gives one figure as a part of another before it: "47 wounded, 12 children among them"."""
    if whole.span.end > part.span.start or comparable(whole, part) != "broader":
        return False
    text = finding.article.text
    between = text[whole.span.end : part.span.start]
    return bool(_INCLUDING.search(between) or _AMONG.match(text, part.span.end))


def only_allows(claimed: Quantity, printed: Quantity) -> bool:
    """Whether a figure names less than the claimed one and sets no upper limit: "at least 31" is not said of 35.

    >>> from knowledge.quantities import read_quantities
    >>> only_allows(*read_quantities("35 people killed"), *read_quantities("at least 31 people killed"))
    True
    >>> only_allows(*read_quantities("100 airstrikes"), *read_quantities("over 100 airstrikes"))
    False
    """
    open_ended = is_open_above(printed) and (claimed.bound == "exact" or is_open_above(claimed))
    return open_ended and claimed.value > ROUNDED * printed.value


def _may_be_vague(claimed: Quantity, printed: Quantity) -> bool:
    """Whether "at least 100" leaves room for the "hundreds" of a claim."""
    if claimed.bound != "vague":
        return False
    if is_a_limit(printed):
        return printed.value > claimed.value
    return is_open_above(printed) and printed.value < claimed.value


def _fits_unsaid(claimed: Quantity, printed: Quantity) -> bool:
    """Whether the claim leaves out what became of the counted: "30 fighters" for "at least 30 fighters killed".

    Whoever says "almost 100" has counted fewer than "over 100".
    """
    same = bool(claimed.unit) and claimed.unit == printed.unit
    held = {claimed.bound, printed.bound}
    is_parted = bool(held & {"over", "at least"}) and bool(held & {"nearly", "under"})
    return not claimed.state and same and claimed.value == printed.value > 0 and not is_parted


def is_near_in_size(claimed: Quantity, printed: Quantity) -> bool:
    """Whether a figure is so little larger or smaller than the claimed one that it may be a version of it."""
    return printed.value > 0 and claimed.value > 0 and 1 / NEAR <= printed.value / claimed.value <= NEAR


def counts(claimed: Quantity, finding: Finding) -> bool:
    """Whether a finding counts the claimed thing at all."""
    return any(counts_same(claimed, q) for q in finding.statement.quantities)


def of_just_those(claimed: Quantity, counted: Sequence[Quantity]) -> list[Quantity]:
    """Of figures that count what a claim does, those of just its children, fighters or medics, where there are any.

    "36 dead, among them 15 children" gives 15 where children are claimed, and 36 where people are.
    """
    just = [] if claimed.unit in ("people", "civilians") else [q for q in counted if comparable(claimed, q) == "same"]
    return just or list(counted)


def counts_others_of_them(claimed: Quantity, finding: Finding) -> bool:
    """Whether a finding has the claimed number of more people than the claim counts, and another one of just these.

    "22 people, seven of them children" says nothing of 22 children.
    """
    given = counts_of(claimed, finding)
    own = [q for q in given if comparable(claimed, q) == "same"]
    fitting = [q for q in given if fits(claimed, q) or q.value == claimed.value]
    if not fitting or any(q in own for q in fitting):
        return False
    return bool(own) or any(_are_not_all_such(claimed, finding, q) for q in fitting)


def _are_not_all_such(claimed: Quantity, finding: Finding, quantity: Quantity) -> bool:
    """Whether the words behind a number of people say that most of them, or some, were of the claimed sort."""
    behind = finding.article.text[quantity.span.end : finding.statement.span.end].lstrip(" ,(")
    some = worded("retold", "not_all_of_them").match(behind)
    return some is not None and claimed.unit in units_in(" ".join(behind[some.end() :].split()[:2]))


def prints_another(claimed: Quantity, finding: Finding) -> bool:
    """Whether a finding counts the claimed thing, and has another figure for it."""
    return counts(claimed, finding) and not prints(claimed, finding)
