"""How two places lie to each other: the same, one inside the other, near, or apart."""

from __future__ import annotations

from functools import lru_cache
from typing import Literal

from knowledge.model import Place
from knowledge.places.atlas import Atlas, Row, atlas
from knowledge.places.choosing import province_name
from knowledge.places.folding import plain

Relation = Literal["same", "inside", "contains", "near", "apart", "unknown"]


def related(one: Place, other: Place) -> Relation:
    """How two places lie to each other, as far as country, province and region tell.

    "near" is the same province, or a region that covers part of it; "unknown" is a name whose country stays open.

    >>> from knowledge.places import read_places
    >>> homs, province, hodeidah = read_places("in Homs city, in Hama province, in Hodeidah")
    >>> related(homs, province), related(homs, hodeidah)
    ('apart', 'apart')
    >>> desert, syria = read_places("the Syrian desert, Syria")
    >>> related(desert, homs), related(homs, syria), related(syria, homs)
    ('near', 'inside', 'contains')
    """
    known = atlas()
    if (one.name, one.country, one.province) == (other.name, other.country, other.province):
        return "same"
    if one.name in known.regions or other.name in known.regions:
        return _with_region(one, other, known)
    if one.country is None or other.country is None:
        return "same" if plain(one.name) == plain(other.name) else "unknown"
    if one.country != other.country:
        return "apart"
    if one.province is None or other.province is None:
        if one.province is None and _is_country(one):
            return "same" if other.province is None and _is_country(other) else "contains"
        if other.province is None and _is_country(other):
            return "inside"
        return "unknown"
    if one.province != other.province:
        return "apart"
    if _is_province(one):
        return "same" if _is_province(other) else "contains"
    return "inside" if _is_province(other) else "near"


def _is_country(place: Place) -> bool:
    return _is_a_country(place.name, place.country)


# Some hundred pairs of places are held against each other for one card, and one of two is often the country.
@lru_cache(maxsize=5_000)
def _is_a_country(name: str, country: str | None) -> bool:
    return any(row.sort == "country" and row.country == country for row in atlas().rows(plain(name)))


def _is_province(place: Place) -> bool:
    if place.name == f"{place.province} province":
        return True
    return (
        place.name == place.province
        and province_name(Row(place.name, place.country, place.province, "province")) == place.name
    )


def _with_region(one: Place, other: Place, known: Atlas) -> Relation:
    region, place, turned = (one, other, False) if one.name in known.regions else (other, one, True)
    row, beside = known.regions[region.name], known.regions.get(place.name)
    parts = set(row.parts)
    if beside is not None:
        if region.country and place.country and region.country != place.country:
            return "apart"
        return "near" if parts & set(beside.parts) else "apart" if parts and beside.parts else "unknown"
    if not parts:
        return "unknown"
    if place.country is not None and _is_country(place):
        if region.country is not None:
            inside: Relation = "contains" if turned else "inside"
            return inside if region.country == place.country else "apart"
        return ("inside" if turned else "contains") if place.country in parts else "near" if parts else "unknown"
    if region.country is not None and place.country is not None and region.country != place.country:
        return "apart"
    if place.country in parts:
        return "inside" if turned else "contains"
    if place.province is None:
        return "unknown"
    if place.province not in parts:
        return "apart"
    if row.whole:
        return "inside" if turned else "contains"
    return "near"
