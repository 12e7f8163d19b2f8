"""Where a finding speaks of, and whether that is another place than a claim's or another report's."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from knowledge.model import Finding, Place
from knowledge.places import fold, read_places, related
from knowledge.places.atlas import atlas
from retrieval.events.datelines import without_dateline
from retrieval.events.reports import same_count

#: A region that lies in more provinces than this only says where a town in it lies.
WIDE = 2


def apart(a: Sequence[Place], b: Sequence[Place]) -> bool:
    """Whether two accounts speak of different places; what is not said, or not known, is not apart.

    A country says nothing beside a place in it: "Palmyra, Syria" is not where "Aleppo, Syria" is.
    """
    return bool(a) and bool(b) and _apart(tuple(a), tuple(b))


# The same few places are held against one another for every pair of reports.
@lru_cache(maxsize=10_000)
def _apart(a: tuple[Place, ...], b: tuple[Place, ...]) -> bool:
    here, there = narrowest(a), narrowest(b)
    return bool(here) and bool(there) and all(related(x, y) == "apart" for x in here for y in there)


def narrowest(places: Sequence[Place]) -> list[Place]:
    """The places without the countries and regions that only say where the others lie."""
    inner = [place for place in places if place.province]
    return [place for place in places if place.province or not any(_surrounds(place, within) for within in inner)]


def _surrounds(wide: Place, within: Place) -> bool:
    """Whether a country or region only says where a town or province lies: "Idlib, in north-western Syria"."""
    lying = related(wide, within)
    region = atlas().regions.get(wide.name)
    return lying == "contains" or (lying == "near" and region is not None and len(region.parts) > WIDE)


def elsewhere(claimed: Sequence[Place], finding: Finding, report: Sequence[Finding] = ()) -> bool:
    """Whether a finding speaks of another place than the claim; `report` is what else was found in the same article.

    What names no town or province speaks of the place that its report prints with the same figure, or else of those
    that its report names at all.
    """
    own = where_of(finding)
    if any(place.province for place in own):
        return apart(claimed, own)
    placed = [(other, told) for other in report if any(map(_is_sited, told := _told_of(other)))]
    counting = [told for other, told in placed if same_count(other, finding)]
    if counting:
        return all(apart(claimed, told) for told in counting)
    return apart(claimed, [*own, *(place for _, told in placed for place in told if _is_sited(place))])


def _is_sited(place: Place) -> bool:
    """Whether a place is a town, a province or a region of one country, and no whole country."""
    return place.province is not None or (place.country is not None and place.name in atlas().regions)


def where_of(finding: Finding) -> tuple[Place, ...]:
    """The places that a finding speaks of: its own, and, where it names no town or province, those of its headline,
    or of the place or event that its note names.

    Silence is no consent: "the raid killed 40", under "Raid on Palmyra market", is not about Homs.
    """
    own, article = _told_of(finding), finding.article
    if any(place.province for place in own):
        return own
    named = (_in_headline(words) for words in (article.title, article.place, article.event) if words)
    return (*own, *next(filter(None, named), ()))


def _told_of(finding: Finding) -> tuple[Place, ...]:
    """The places that a statement names, without one in which it was only written."""
    statement, words = finding.statement, without_dateline(finding.words)
    if words == finding.words:
        return statement.where
    start = statement.span.start
    return tuple(p for p in statement.where if not p.span or p.span.shifted(-start).of(words).strip())


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
