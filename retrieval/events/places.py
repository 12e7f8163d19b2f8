"""Where a finding speaks of, and whether that is another place than a claim's or another report's."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import chain

from knowledge.model import Article, Finding, Place, Statement
from knowledge.places import fold, read_places, related
from knowledge.places.atlas import atlas
from retrieval.events.datelines import without_dateline
from retrieval.events.reports import same_count
from retrieval.word_tables import any_of

#: A region that lies in more provinces than this only says where a town in it lies.
WIDE = 2


def apart(a: Sequence[Place], b: Sequence[Place]) -> bool:
    """Whether two accounts speak of different places; what is not said, or not known, is not apart.

    A country says nothing beside a place in it: "Palmyra, Syria" is not where "Aleppo, Syria" is.
    """
    return bool(a) and bool(b) and _apart(_called(a), _called(b))


#: Places by name, country and province: where a text names them does not tell how they lie.
Called = tuple[tuple[str, str | None, str | None], ...]


def _called(places: Sequence[Place]) -> Called:
    return tuple([(place.name, place.country, place.province) for place in places])


# The same few places are held against one another for every pair of reports.
@lru_cache(maxsize=10_000)
def _apart(a: Called, b: Called) -> bool:
    here, there = (narrowest([Place(*named) for named in places]) for places in (a, b))
    return bool(here) and bool(there) and all(related(x, y) == "apart" for x in here for y in there)


def narrowest(places: Sequence[Place]) -> list[Place]:
    """The places without the countries and regions that only say where the others lie.

    "In the Golan Heights, Syria" and "in north-eastern Syria" are no words of Qamishli and of Latakia.
    """
    inner = [place for place in places if _is_sited(place)]
    return [place for place in places if place.province or not any(_surrounds(place, within) for within in inner)]


def _surrounds(wide: Place, within: Place) -> bool:
    """Whether a country or region only says where a town lies, or a country where a region does: "the Golan, Syria"."""
    lying = related(wide, within)
    region = atlas().regions.get(wide.name)
    # Of two regions neither says where the other lies.
    a_town = within.province is not None
    return lying == "contains" or (lying == "near" and a_town and region is not None and len(region.parts) > WIDE)


@dataclass(frozen=True, slots=True)
class Placed:
    """A finding that names a town, a province or a region, with the places it names and those that are such."""

    finding: Finding
    told: tuple[Place, ...]
    sited: tuple[Place, ...]
    #: Those that are such, by name; kept, since each other finding of the report is held against them.
    called: Called


def placed_in(report: Iterable[Finding]) -> tuple[Placed, ...]:
    """The findings of one article that say where it is set, each with where."""
    # Most name no place at all.
    told = [(f, named) for f in report if f.statement.where and (named := _told_of(f.statement, f.article))]
    placed = [(finding, named, tuple([place for place in named if _is_sited(place)])) for finding, named in told]
    return tuple([Placed(finding, named, sited, _called(sited)) for finding, named, sited in placed if sited])


def elsewhere(claimed: Sequence[Place], finding: Finding, placed: Sequence[Placed] = ()) -> bool:
    """Whether a finding speaks of another place than the claim; `placed` is where its article is set.

    What names no town or province speaks of the place that its report prints with the same figure, or else of those
    that its report names at all.
    """
    own = where_of(finding)
    if any(place.province for place in own):
        return apart(claimed, own)
    counting = [one.told for one in placed if same_count(one.finding, finding)] if finding.statement.quantities else []
    if counting:
        return all(apart(claimed, told) for told in counting)
    # Each place once, wherever it stands: how two lie to each other does not depend on that.
    named = dict.fromkeys(chain(_called(own), *[one.called for one in placed]))
    return bool(claimed) and bool(named) and _apart(_called(claimed), tuple(named))


def _is_sited(place: Place) -> bool:
    """Whether a place is a town, a province or a region of one country, and no whole country."""
    return place.province is not None or is_a_region(place)


def is_a_region(place: Place) -> bool:
    """Whether a place is a region of one country: the Donbas, the Badia."""
    return place.country is not None and place.province is None and place.name in atlas().regions


def is_a_district(place: Place) -> bool:
    """Whether a place is a region that lies in a province or two: Eastern Ghouta, and not the Badia."""
    return is_a_region(place) and len(atlas().regions[place.name].parts) <= WIDE


def where_of(finding: Finding) -> tuple[Place, ...]:
    """The places that a finding speaks of: its own, or, where it names no town or province, those around it.

    That are those of its headline, or of the place or event that its note names. Silence is no consent: "the raid
    killed 40", under "Raid on Palmyra market", is not about Homs.
    """
    return _where_of(finding.statement, finding.article)


# Asked some thousand times a card, and of the same sentences for claim after claim.
@lru_cache(maxsize=10_000)
def _where_of(statement: Statement, article: Article) -> tuple[Place, ...]:
    own = _told_of(statement, article)
    if any(place.province for place in own):
        return own
    named = (_in_headline(words) for words in (article.title, article.place, article.event) if words)
    return (*own, *next(filter(None, named), ()))


# Asked of where a finding is and of where its report is set, twice a card.
@lru_cache(maxsize=10_000)
def _told_of(statement: Statement, article: Article) -> tuple[Place, ...]:
    """The places that a statement names, without one where it was only written, or after which somebody is called."""
    where = tuple(place for place in statement.where if not _is_in_a_name(place, article.text))
    # "A source at Kalden Police Command" speaks of Kalden where it names no other town.
    besides = [place for place in where if _is_an_offices(place, article.text) or _is_held(place, article.text)]
    if any(place.province for place in where if place not in besides):
        where = tuple(place for place in where if place not in besides)
    if not where:
        return ()
    printed = statement.span.of(article.text)
    words = without_dateline(printed)
    if words == printed:
        return where
    start = statement.span.start
    return tuple(p for p in where if not p.span or p.span.shifted(-start).of(words).strip())


def _is_in_a_name(place: Place, text: str) -> bool:
    """Whether a place stands in the name of a channel or a side: "TV channel al-Velmar", "pro-Kalden media"."""
    if place.span is None:
        return False
    return (
        _called_after.search(text, max(0, place.span.start - _BEFORE), place.span.start) is not None
        or _broadcasts.match(text, place.span.end) is not None
    )


def _is_an_offices(place: Place, text: str) -> bool:
    """Whether a place only says where an office has its seat: "Kalden Police Command"."""
    return place.span is not None and bool(_seats.match(text, place.span.end))


def _is_held(place: Place, text: str) -> bool:
    """Whether a place only says where those stand who did it: "rebels positioned in Kalden fired rockets on Tarn"."""
    if place.span is None:
        return False
    return _positioned.search(text, max(0, place.span.start - _BEFORE), place.span.start) is not None


def as_printed(place: Place, finding: Finding) -> str:
    """A place as the report of a finding prints it, or by its own name where a note only says where its event was."""
    return place.span.of(finding.article.text) if place.span else place.name


def is_a_landmark(place: Place, finding: Finding) -> bool:
    """Whether a report names a town only for where the place lies that it means: "in Velmar, east of Kalden"."""
    article = finding.article
    if place.span is not None:
        text, spans = article.text, [place.span]
    else:
        text = article.title
        spans = [named.span for named in read_places(text) if named.span and related(named, place) == "same"]
    return bool(spans) and all(_only_lain_by.search(text[: span.start]) for span in spans)


_between = rf"(?:(?:{any_of('places', 'between')}) )*"
_only_lain_by = re.compile(
    rf"\b(?:(?i:{any_of('places', 'aside_from')})|[A-Z][\w'’-]+,? (?i:{any_of('places', 'beside')})) "
    rf"{_between}$"
)


#: In so many letters before a name stand the words that say whose it is: a report may be thousands long.
_BEFORE = 80
_called_after = re.compile(rf"\b(?:{any_of('places', 'called_after')})\Z", re.IGNORECASE)
_positioned = re.compile(
    rf"\b(?:{any_of('places', 'positioned')}) (?:the )?(?:(?:town|city|village) of )?\Z", re.IGNORECASE
)
_seats = re.compile(rf"\s(?:{any_of('places', 'seats')})\b")
_broadcasts = re.compile(rf"\s(?:{any_of('places', 'broadcasts')})\b")


@lru_cache(maxsize=5_000)
def _in_headline(title: str) -> tuple[Place, ...]:
    return tuple(place for place in places_in(title) if place.province)


@lru_cache(maxsize=5_000)
def places_in(words: str) -> tuple[Place, ...]:
    """The places that words name, each once, wherever they stand."""
    return tuple(dict.fromkeys(replace(place, span=None) for place in read_places(words)))


def share_a_town(a: Finding, b: Finding) -> bool:
    """Whether both name one town: a desert or a province has room for many events with one figure."""
    towns = [p for p in a.statement.where if p.province and not fold(p.name).startswith(fold(p.province))]
    return any(related(town, place) == "same" for town in towns for place in b.statement.where)
