"""Of which area and over which time a figure is counted, as its report prints it; what it does not say is not assumed.

The dead of a blow have a place, and no area: whoever tells of "a village in northern Velmar" counts those of the
village. An area is told by words that part it from others: "central Velmar", "Kalden alone", "in all land it holds".
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Sequence
from functools import cache

from knowledge.model import Figure, Finding, Quantity
from knowledge.places import read_places
from knowledge.quantities import unit_table
from retrieval.counts.periods import A_MONTH, APART, days_in, period_words, tells_a_stretch
from retrieval.counts.superseded import before_it, behind_it
from retrieval.grammar.numbered import figures_read_in
from retrieval.ranking import words_of
from retrieval.telling.leaning import fact_before
from retrieval.word_tables import any_of

#: Letters of an area, and of a time, that are still read at a glance.
LONGEST_AREA, LONGEST_TIME = 56, 40
#: How far into a report its first sentence reaches.
LEAD = 300


def area_of(figure: Figure) -> str:
    """The area over which a figure is counted, as printed; empty where its words do not tell it from any other.

    A fact that leans on the one before it is of that one's area: "they killed 432".
    """
    finding, is_note = figure.finding, figure.finding.statement.place_in_article == "note"
    behind = _clause(behind_it(finding, figure.quantity))
    for words in [behind, before_it(finding, figure.quantity), *([fact_before(finding)] if is_note else [])]:
        if found := _areas(is_note).search(words):
            said = found["whole"] or found["part"] or found["bare"]
            return _by_its_name(said, finding) if len(said) <= LONGEST_AREA else ""
    return _named_part(behind, finding)


def _by_its_name(said: str, finding: Finding) -> str:
    """An area by the name that a note has for it: "the town" of a report on Kalden is Kalden."""
    place = _place_of(finding)
    is_a_town = any(read.province for read in read_places(place)) or not read_places(place)
    return place if place and is_a_town and "," not in place and _one_of_them().fullmatch(said) else said


def _named_part(behind: str, finding: Finding) -> str:
    """The place that a note names right behind a figure, where its report is of more than that: "60 dead in Velmar".

    Elsewhere in Velmar than where, no row could say.
    """
    place, found = _place_of(finding), None if _elsewhere().search(behind) else _in_a_place.search(behind)
    is_apart = found and place and read_places(found["name"]) and not lies_in(found["name"], place)
    return found["name"] if found and is_apart else ""


def _place_of(finding: Finding) -> str:
    """The place of a note's report, for what it says itself."""
    return (finding.article.place or "") if finding.statement.place_in_article == "note" else ""


def place_of_one(figure: Figure) -> str:
    """The place of a note's report, for a count that is of one of several places."""
    return _place_of(figure.finding).split(",")[0] if figure.of_one_place else ""


def is_everywhere(area: str) -> bool:
    """Whether an area is all there is: of a country, of the world, or of what somebody holds."""
    return _everywhere().search(area) is not None


def is_named(one: str, other: str) -> bool:
    """Whether two areas are one, by their words: "Kalden alone" is Kalden; what has no words is none.

    >>> is_named("Kalden alone", "Kalden"), is_named("central Velmar", "Velmar"), is_named("", "Kalden")
    (True, False, False)
    >>> is_named("three provinces", "3 provinces of the country")
    True
    """
    if _of_all_the_country().search(one) and _of_all_the_country().search(other):
        return True
    several = [_so_many_of(area) for area in (one, other) if _several().match(area)]
    is_several = len(several) == 2 and several[0] == several[1]
    return is_several or (bool(one and other) and _named(one) == _named(other))


def _so_many_of(area: str) -> tuple[float | None, str]:
    """How many of what an area is: "3 provinces of the country" are three provinces, "rebel-held towns" are those."""
    found = _several().match(area)
    held = found[0] if found else area
    many = next((q.value for q in figures_read_in(held)), None)
    return many, " ".join(words_of(held)) if many is None else held.split()[-1].lower()


def lies_in(area: str, place: str) -> bool:
    """Whether the place of a report is an area, or lies in it.

    >>> lies_in("Kalden alone", "Kalden, Velmar"), lies_in("central Velmar", "Velmar")
    (True, False)
    >>> lies_in("northern Velmar", "Velmar"), lies_in("Kalden", "")
    (False, False)
    """
    return bool(place) and _named(area) <= _named(place)


def _named(area: str) -> frozenset[str]:
    return frozenset(words_of(_only().sub("", area)))


def may_be_of(area: str, figure: Figure) -> bool:
    """Whether a figure may be of an area, as its words say, or as its note's report does where they do not.

    Who counts "in 2020" has not counted in central Velmar alone; in Kalden it may have been all the same.
    """
    if said := area_of(figure):
        return is_named(area, said)
    if place := _place_of(figure.finding):
        return lies_in(area, place)
    return figure.finding.article.is_note and _in_a_place.fullmatch(f"in {area}") is not None


def are_of_one_area(low: Sequence[Figure], high: Sequence[Figure]) -> bool:
    """Whether two numbers may be ends of one range, as far as those who give them say of which area these are."""
    return any(_may_be_of_one_area(one, other) for one in _telling(low) for other in _telling(high))


def _telling(figures: Sequence[Figure]) -> Sequence[Figure]:
    """Those of whoever gives one number that say of which area it is, or whose report does; all where none does."""
    for says in (area_of, lambda figure: _place_of(figure.finding), _opens_with_a_town):
        if said := [figure for figure in figures if says(figure)]:
            return said
    return figures


def _opens_with_a_town(figure: Figure) -> bool:
    """Whether a report opens with a single town: "an air strike on a Velmar town"."""
    article = figure.finding.article
    return not article.is_note and _in_one_of_them().search(article.text, 0, LEAD) is not None


def _may_be_of_one_area(one: Figure, other: Figure) -> bool:
    here, there = area_of(one), area_of(other)
    if here and there:
        return is_named(here, there)
    if not here and not there:
        return True
    said, silent = (here, other) if here else (there, one)
    if is_everywhere(said):
        return True
    if silent.finding.article.is_note:
        return may_be_of(said, silent)
    # A report that does not say may be of the same area; one that opens with a single town is not of two.
    return not (_several().match(said) and _opens_with_a_town(silent))


def time_of(figure: Figure) -> str:
    """The stretch of time over which a figure is counted, as printed; empty where its report does not say.

    Where a note does not, the fact on which it leans may, or its report's own headline: "6,700 killed in first month".
    """
    quantity, finding = figure.quantity, figure.finding
    if unit_table().kinds.get(quantity.unit) == "person" and not quantity.state:
        # A crowd has an hour in which it was counted, and is no sum of hours.
        return ""
    own = _stretch_of(quantity)
    # "The first dead since the raid of Tuesday, which killed 40": a report's "since" is as often something else's.
    own = "" if _onwards.match(own) and not finding.article.is_note else own
    told = (own, _from_when_to_when(finding), _leant_on(finding), _headed(figure))
    return next((_in_full(words, finding) for words in told if words and len(words) <= LONGEST_TIME), "")


def _stretch_of(quantity: Quantity) -> str:
    """The stretch that words name right beside a figure: "in six months", "through October"; not so many a day."""
    words = period_words(quantity)
    is_long = tells_a_stretch(quantity) and (days_in(words) or 0.0) > 0 and not _when.search(words)
    return words if is_long or _through.match(words) else ""


def _from_when_to_when(finding: Finding) -> str:
    """The years from one to another of which a sentence tells: "October 2014 - October 2017"."""
    when = finding.statement.when
    words = when.span.of(finding.article.text) if when and when.span else ""
    return words if (days_in(words) or 0.0) > A_MONTH and _year_to_year.search(words) else ""


def _leant_on(finding: Finding) -> str:
    return next((words for q in figures_read_in(fact_before(finding)) if (words := _stretch_of(q))), "")


def _headed(figure: Figure) -> str:
    article = figure.finding.article
    if figure.finding.statement.place_in_article != "note" or not article.title_is_headline:
        return ""
    theirs = (_stretch_of(q) for q in figures_read_in(article.title) if q.value == figure.quantity.value)
    return next(filter(None, theirs), "")


def _in_full(words: str, finding: Finding) -> str:
    """A stretch with what it is of where it ends in its length: "in the four-month" campaign."""
    behind = finding.words.partition(words)[2] if _of_a_length.search(words) else ""
    return f"{words} {found[1]}" if (found := re.match(r" ([a-z]+)\b", behind)) else words


def are_of_one_time(low: Sequence[Figure], high: Sequence[Figure]) -> bool:
    """Whether two numbers may be ends of one range, as far as those who give them say over which time these are."""
    ends = [[words for f in figures if (words := time_of(f) or _day_of(f))] for figures in (low, high)]
    return not all(ends) or any(_may_be_one_time(one, other) for one in ends[0] for other in ends[1])


def _may_be_one_time(one: str, other: str) -> bool:
    """Whether two times may be one: of two days, that beside a figure is as often when somebody spoke."""
    return days_in(one) == days_in(other) == 1.0 or are_of_one_length(one, other)


def _day_of(figure: Figure) -> str:
    """The one day that a figure is of: "on Tuesday"."""
    words = period_words(figure.quantity)
    return words if days_in(words) == 1.0 else ""


def counts_back(time: str) -> bool:
    """Whether a stretch ends on the day of the report that tells of it: "in the past 24 hours"."""
    return _back.search(time) is not None


def is_as_long(time: str, figure: Figure) -> bool:
    """Whether a figure is said to be counted over such a time; one of "the same month" points to what was told."""
    words = time_of(figure) or period_words(figure.quantity)
    return bool(words) and (days_in(words) is None or are_of_one_length(time, words))


def are_of_one_length(one: str, other: str) -> bool:
    """Whether two stretches of time are of about one length, and not of two dates; "through October" has no length.

    >>> are_of_one_length("in 2020", "during 2020"), are_of_one_length("on Monday", "on Monday and Tuesday")
    (True, False)
    >>> are_of_one_length("through October", "through October"), are_of_one_length("through October", "in six months")
    (True, False)
    >>> are_of_one_length("in 2020", "in 2021"), are_of_one_length("in May", "in one month")
    (False, True)
    """
    for sort in _dates:
        dates, others = (frozenset(map(str.lower, sort.findall(words))) for words in (one, other))
        if dates and others and dates != others:
            return False
    mine, theirs = (None if _through.match(words) else days_in(words) for words in (one, other))
    if mine is None or theirs is None or mine == theirs:
        return mine == theirs
    return mine * theirs > 0 and max(mine, theirs) / min(mine, theirs) <= APART


def _clause(words: str) -> str:
    return re.split(r"[;:.(]|, ", words, maxsplit=1)[0]


_NAME = r"(?-i:[A-Z][\w’'-]+(?: (?:of |the )*[A-Z][\w’'-]+)*)"
_in_a_place = re.compile(rf"\b(?:in|across|throughout) (?:the )?(?P<name>{_NAME}(?: and {_NAME})?)")
#: "Raids over the weekend" is when these were.
_when = re.compile(r"\bweekend\b", re.IGNORECASE)
_back = re.compile(r"\b(?:past|last|previous|preceding|yesterday|overnight)\b", re.IGNORECASE)
_onwards = re.compile(r"since\b", re.IGNORECASE)
_through = re.compile(r"through\b", re.IGNORECASE)
#: By which dates are told apart: years, months, days of a month and of the week.
_dates = (
    re.compile(r"\b(?:19|20)\d\d\b"),
    re.compile(rf"\b(?:{'|'.join(calendar.month_name[1:])})\b", re.IGNORECASE),
    re.compile(r"\b\d{1,2}\b(?! (?:hours?|days?|weeks?|months?|years?))"),
    re.compile(rf"\b(?:{'|'.join(calendar.day_name)})\b", re.IGNORECASE),
)
_year_to_year = re.compile(r"\d{4}.*\d{4}")
_of_a_length = re.compile(r"-(?:hour|day|week|month|year)\Z")


@cache
def _areas(is_note: bool) -> re.Pattern[str]:
    """The words for an area, behind the word that says where; a note's are chosen, a report's may only tell where."""
    alone = rf"{_NAME} (?:{any_of('scopes', 'only')})"
    several = rf"(?:{_SEVERAL})(?: of the (?:[\w’'-]+ ){{0,3}}{_LARGER})?"
    some = rf"(?:{any_of('scopes', 'parts_of_it')}) {_NAME}|the (?:{any_of('scopes', 'one_of_them')})"
    where = r"\b(?:in|on|across|throughout|over|hit|struck)"
    part = rf"{where}(?: the)? (?P<part>{'|'.join([alone, several, *([some] if is_note else [])])})\b"
    bare = rf"\b(?P<bare>{any_of('scopes', 'everywhere')})\b"
    if not is_note:
        return re.compile(rf"{part}(?P<whole>)|{bare}", re.IGNORECASE)
    whole = rf"(?P<whole>{where} (?:{any_of('scopes', 'all_of_it')})(?: [\w’'-]+){{1,4}}|{where} (?:{_SOME_OF_IT}))\b"
    return re.compile(rf"{part}|{whole}|{bare}", re.IGNORECASE)


_LARGER = r"(?:province|region|governorate|country|district|city)"
_SO_MANY = rf"(?:{any_of('wider', 'several')})(?: other)?"
_SEVERAL = rf"{_SO_MANY} (?:{any_of('scopes', 'several_of')})|{any_of('scopes', 'held')}"
_SOME_OF_IT = any_of("scopes", "some_of_it")


@cache
def _of_all_the_country() -> re.Pattern[str]:
    whole = rf"(?:{any_of('scopes', 'all_of_it')}) (?:country|nation|state)"
    return re.compile(rf"\b(?:nation-?wide|country-?wide|{whole})\b", re.IGNORECASE)


@cache
def _elsewhere() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{any_of('scopes', 'elsewhere')})\b", re.IGNORECASE)


@cache
def _several() -> re.Pattern[str]:
    return re.compile(rf"(?:{_SEVERAL})\b", re.IGNORECASE)


@cache
def _only() -> re.Pattern[str]:
    return re.compile(rf" (?:{any_of('scopes', 'only')})\b", re.IGNORECASE)


@cache
def _everywhere() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{any_of('scopes', 'everywhere', 'all_of_it')})\b", re.IGNORECASE)


@cache
def _one_of_them() -> re.Pattern[str]:
    return re.compile(rf"the (?:{any_of('scopes', 'one_of_them')})", re.IGNORECASE)


@cache
def _in_one_of_them() -> re.Pattern[str]:
    """A single town that somebody tells of: "an eastern Velmar town"."""
    return re.compile(rf"\b(?:an?|the) (?:[\w’'-]+ ){{0,3}}(?:{any_of('scopes', 'one_of_them')})\b", re.IGNORECASE)
