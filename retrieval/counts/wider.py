"""Which counts are of more than the claim's event, or of others beside its victims: of three provinces, of all the
country or one town of it, of all the world, of all causes, of the day after, or of those who attacked.
"""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from functools import cache, lru_cache
from itertools import combinations

from knowledge.model import Claim, Finding, Place, Quantity
from knowledge.places import read_places, related
from knowledge.quantities import read_quantities, sides_in
from knowledge.speakers import sides_named
from retrieval.counts.dated import leads_with
from retrieval.counts.superseded import behind_it
from retrieval.deeds.doers import kin_named, kin_of
from retrieval.grammar.nations import nations_in
from retrieval.ranking import counts_same, words_of
from retrieval.word_tables import any_of, worded

#: Those who bear arms may be the attackers themselves.
_ARMED = ("soldiers", "fighters", "police")


def of_more(claim: Claim, claimed: Quantity, finding: Finding) -> str:
    """In what all figures of a finding count more, or others, than the claim; empty where one may be of it."""
    reasons = [_of_more(claim, claimed, q, finding) for q in finding.statement.quantities if counts_same(claimed, q)]
    return next(iter(reasons), "") if all(reasons) else ""


def _of_more(claim: Claim, claimed: Quantity, printed: Quantity, finding: Finding) -> str:
    text, start, end = finding.article.text, finding.statement.span.start, finding.statement.span.end
    before, behind = text[start : printed.span.start], text[printed.span.end : end]
    printing = printed.span.of(text)
    around = _and_around().search(_clause(behind)) and not _and_around().search(claim.text)
    if _is_of_one_place(claim, finding) and (around or _in_several().search(_told_with(behind))):
        return "of several places"
    if _of_both(claim, before, behind):
        return "of several events"
    if _counts_others_too(claimed, printed):
        return "of others, too"
    if _is_of_a_nation(claim, claimed) and _of_the_world().search(f"{_last_clause(before)}{printing}{_clause(behind)}"):
        return "of all the world"
    if _counts_all_causes(claim, printed, finding):
        return "of all causes"
    if _is_partly_theirs(claim, claimed, behind):
        return "of more than that side's deed"
    attackers = worded("wider", "attackers")
    if claimed.unit not in _ARMED and attackers.search(printing) and not attackers.search(claim.text):
        return "of those who attacked"
    if finding.article.is_note and worded("wider", "next_day").search(before):
        return "of another day"
    return _of_a_town_or_all(claim, claimed, printed, finding) if finding.article.is_note else ""


def _is_of_a_nation(claim: Claim, claimed: Quantity) -> bool:
    """Whether a claim counts in one country, or the people of one: "60,000 Indians died", "India's death toll"."""
    in_a_country = bool(claim.where) and all(place.country and not place.province for place in claim.where)
    own = _owned_count().search(claim.text)
    return in_a_country or bool(nations_in(claimed.counted) or (own and nations_in(own["whose"])))


@cache
def _owned_count() -> re.Pattern[str]:
    """A count and whose it is: "India's real covid death toll"."""
    return re.compile(rf"(?P<whose>\b\w+)['’]s (?:[\w-]+ ){{0,4}}?(?:{any_of('wider', 'counts')})\b", re.IGNORECASE)


def _of_both(claim: Claim, before: str, behind: str) -> bool:
    """Whether a figure is of two things together, and the claim names one: "the school and the market, together"."""
    if not worded("wider", "together").search(f"{_IN_ONE_GO.split(before)[-1]} {_clause(behind)}"):
        return False
    named = words_of(claim.text)
    return any(
        len({word for word in (one, other) if set(words_of(word)) & set(named)}) == 1
        for one, other in _TWO.findall(before)
    )


def _counts_others_too(claimed: Quantity, printed: Quantity) -> bool:
    """Whether a larger count is of the claimed and of others: "40 teachers and pupils" beside 12 teachers."""
    if claimed.unit == "people" or printed.value <= claimed.value:
        return False
    named = set(words_of(claimed.counted)) - set(words_of("killed wounded injured died dead"))
    # "Kurdish and Arab fighters" are one sort of people, and so are soldiers and officers.
    sorts = [(one, q.unit) for one in _BOTH.split(printed.counted) for q in read_quantities(f"9 {one}") if q.unit]
    theirs = [unit == claimed.unit or bool(named & set(words_of(one))) for one, unit in sorts]
    return True in theirs and False in theirs


#: Between two sorts of people who are counted in one: "teachers and pupils", "soldiers or police".
_BOTH = re.compile(r"\b(?:and|or|as well as)\b")

#: What parts a sentence from another, as a comma does not.
_IN_ONE_GO = re.compile(r"[;:.(]")
#: "The school and a market strike", "in Kalden and Tarn".
_TWO = re.compile(r"\b([\w’'-]+) and (?:an? |the |its )?([\w’'-]+)")


def of_all_causes(claim: Claim, finding: Finding) -> list[Quantity]:
    """The figures of which a statement says that they are of all causes, where the claim does not."""
    return [q for q in finding.statement.quantities if _counts_all_causes(claim, q, finding)]


def _counts_all_causes(claim: Claim, printed: Quantity, finding: Finding) -> bool:
    text, end = finding.article.text, finding.statement.span.end
    clause = f"{printed.span.of(text)}{_clause(text[printed.span.end : end])}"
    return bool(worded("wider", "all_causes").search(clause)) and not _causes_told(claim.text)


def _of_a_town_or_all(claim: Claim, claimed: Quantity, printed: Quantity, finding: Finding) -> str:
    """Whether a note on a whole country counts one town of it apart, and this is of the other than the claim.

    "800,000 in the capital" is no rival to a count of the country, nor the country's to one of its capital.
    """
    about = _read(finding.article.place or "")
    if not about or any(place.province for place in about):
        return ""
    countries = frozenset(place.country for place in about)
    here, claimed_towns = _towns_in(finding.words, countries), [place for place in claim.where if place.province]
    lines = [line for line in finding.article.text.split("\n") if line != finding.words and _DIGIT.search(line)]
    others = [_towns_in(line, countries) for line in lines if not worded("wider", "but_for").search(line)]
    if here and not claimed_towns and printed.value != claimed.value and () in others:
        return "of one place of the country"
    if (
        claimed_towns
        and not here
        and any(related(own, town) == "same" for own in claimed_towns for each in others for town in each)
    ):
        return "of all the country"
    return ""


_DIGIT = re.compile(r"\d")


@lru_cache(maxsize=5_000)
def _read(words: str) -> tuple[Place, ...]:
    return read_places(words)


def _towns_in(words: str, countries: Container[str | None]) -> tuple[Place, ...]:
    """The towns of these countries that words name: there is a town called Police, and in another country."""
    return tuple(place for place in _read(words) if place.province and place.country in countries)


def _is_of_one_place(claim: Claim, finding: Finding) -> bool:
    """Whether a claim names one place in a country, and a report does not list it: PLACE_DIFFERS tells of a list."""
    named = [place for place in claim.where if place.province]
    there = finding.statement.where
    # A list of towns may mean their provinces, of which the claim names one.
    listed = len(there) > 1 and any(related(place, told) in ("same", "contains") for place in named for told in there)
    return len({place.province for place in named}) == 1 and not listed


def _is_partly_theirs(claim: Claim, claimed: Quantity, behind: str) -> bool:
    """Whether only some of those counted are of the claim's side's deed: "48 died, 40 of them under northern fire"."""
    part = worded("wider", "of_them").search(behind)
    if part is None:
        return False
    theirs = {kin_of(side) for side, _, _ in sides_named(_clause(behind[part.end() :]))}
    suffering = {kin_of(side) for side in sides_in(claimed.counted)}
    # A typed claim has no capitals: "russia killed".
    named = kin_named(claim.text) | {kin for kin in theirs if kin.lower() in claim.text.lower()}
    return bool((theirs & named) - suffering)


def _clause(words: str) -> str:
    return re.split(r"[,;:.(]", words, maxsplit=1)[0]


def is_listed_with_another(claim: Claim, finding: Finding) -> bool:
    """Whether a statement lists the town of the claim with one elsewhere: "the cities of Homs and Velmar".

    The claim does not name the other. Whoever counts eight in two cities together has counted eight in neither.
    """
    here = [place for place in claim.where if place.province]
    told = sorted((place for place in finding.statement.where if place.province and place.span), key=_starts)
    for row in _rows_of(told, finding.article.text):
        if any(_is_one_of(here, place) for place in row) and not all(_is_one_of(here, place) for place in row):
            return True
    start, typed = finding.statement.span.start, claim.text.casefold()
    itself = [place for place in told if any(related(own, place) == "same" for own in here)]
    # The table of places knows few villages; both may lie in the province that a claim names.
    return any(
        any(match.start("first") == _starts(place) - start for place in itself)
        and match["second"].casefold() not in typed
        for match in _of_two_by_name().finditer(finding.words)
    )


def _rows_of(told: Sequence[Place], text: str) -> list[list[Place]]:
    """Places that a text names one behind the other, as of one list; no town and its own province are a list."""
    rows: list[list[Place]] = []
    for place in told:
        last = rows[-1][-1] if rows else None
        if last is not None and last.span and place.span and _listed().fullmatch(text, last.span.end, place.span.start):
            rows[-1].append(place)
        else:
            rows.append([place])
    return [row for row in rows if any(related(one, other) == "apart" for one, other in combinations(row, 2))]


def _starts(place: Place) -> int:
    return place.span.start if place.span else -1


def _is_one_of(claimed: Sequence[Place], place: Place) -> bool:
    return any(related(own, place) in ("same", "contains", "inside") for own in claimed)


@cache
def _listed() -> re.Pattern[str]:
    """Between two places of a list."""
    return re.compile(rf"[\s,;]*(?:(?:{any_of('wider', 'between_places')})[\s,;]+)*", re.IGNORECASE)


@cache
def _of_two_by_name() -> re.Pattern[str]:
    """Two towns by their names, and what both are: "the cities of Kalden and al-Tarn"."""
    name = r"(?:[Aa]l[- ])?[A-Z][\w’'-]+"
    return re.compile(
        rf"\b(?:{any_of('wider', 'provinces', 'spots')}) of (?:the )?(?P<first>{name})(?: [A-Z][\w’'-]+)? "
        rf"and (?:the )?(?P<second>{name})"
    )


def in_several_places(finding: Finding, quantity: Quantity) -> bool:
    """Whether a figure is counted in more than one town or province: "40 were killed in strikes on two villages"."""
    behind = _clause(behind_it(finding, quantity))
    return bool(_in_several_spots().search(behind))


def is_of_one_spot(claim: Claim, claimed: Quantity, finding: Finding, report: Sequence[Finding]) -> bool:
    """Whether a report leads with the dead "in and around" a town, and this lower count is of one road or market."""
    if leads_with(finding) or any(
        q.value >= claimed.value for q in finding.statement.quantities if counts_same(claimed, q)
    ):
        return False
    spots = [name for name in _spots().findall(finding.words) if not _is_all_of(claim.text, name)]
    leading = [finding.article.title, *(f.words for f in report if leads_with(f))]
    return bool(spots) and any(worded("wider", "around").search(words) for words in leading)


def _is_all_of(claim: str, spot: str) -> bool:
    """Whether a claim is of this road or market, and lists no other place with it: "on Tarn and the Tarn road"."""
    return spot.lower() in claim.lower() and not re.search(
        rf"[A-Z][\w’'-]+(?:,| and) (?:the )?{re.escape(spot)}", claim
    )


@cache
def _spots() -> re.Pattern[str]:
    """A road, market or the like by its name: "the Tarn road"."""
    return re.compile(rf"\b[A-Z][\w’'-]+ (?:{any_of('wider', 'named_spots')})\b")


def _told_with(behind: str) -> str:
    """What is said of a figure's own people, up to where something else is told or another place is named."""
    return _SOMETHING_ELSE.split(_clause(behind), maxsplit=1)[0]


_SOMETHING_ELSE = re.compile(r"\b(?:while|as|when|after|amid|where|because|during)\b|\b(?:in|near|at) (?=[A-Z])")


def _last_clause(words: str) -> str:
    return re.split(r"[,;.(]", words)[-1]


def _causes_told(claim: str) -> bool:
    return bool(worded("wider", "all_causes").search(claim))


@cache
def _in_several() -> re.Pattern[str]:
    """Where a count of several provinces says so: "in three provinces", "across two countries"."""
    return re.compile(
        rf"\b(?:in|across|throughout) (?:the )?(?:{any_of('wider', 'several')}) (?:{any_of('wider', 'provinces')})\b",
        re.IGNORECASE,
    )


@cache
def _and_around() -> re.Pattern[str]:
    """Where a count of a town is also of what lies around it: "in Kalden and the surrounding province"."""
    return re.compile(rf"\band (?:the|its) (?:surrounding|wider) (?:{any_of('wider', 'around_it')})\b", re.IGNORECASE)


@cache
def _in_several_spots() -> re.Pattern[str]:
    """Where a count of several towns or provinces says so: "in three provinces", "strikes on two areas"."""
    return re.compile(
        rf"\b(?:in|on|across|throughout) (?:the )?(?:{any_of('wider', 'several')}) "
        rf"(?:{any_of('wider', 'provinces', 'spots')})\b",
        re.IGNORECASE,
    )


@cache
def _of_the_world() -> re.Pattern[str]:
    """Where a count of all the world says so: "worldwide", "the global toll", "global WHO estimate"."""
    return re.compile(
        # A capital further on is a body's: the Global Harvest Watch counts in one country.
        rf"\b(?:{any_of('wider', 'worldwide')})\b|(?:^Global|(?-i:\bglobal))(?:ly)? (?:[\w-]+ )?"
        rf"(?:{any_of('wider', 'counts')})\b",
        re.IGNORECASE,
    )
