"""What an event is called before people who are to recognise it: its place, or failing that the headline over it."""

from __future__ import annotations

from collections.abc import Sequence
from textwrap import shorten

from knowledge.model import Finding, Place
from retrieval.events.places import is_a_district, is_a_region, places_in, where_of
from retrieval.events.sameness import OPENING

#: More towns than these are a report on a whole war, and no place by which one of its days is known.
MOST_TOWNS = 3
#: Letters of a headline by which an event is known.
HEADLINE = 70


def place_of(findings: Sequence[Finding]) -> str:
    """The place of an event as its best report has it: its towns, the narrowest first, and no country around them.

    Where no town, province or region is told, its headline stands for it, or the sentence itself far below one: a day
    alone, or a country, is no event that somebody knows again.
    """
    best = findings[0]
    if best.article.place:
        return best.article.place
    opening = best.article.text[: len(best.article.title) + OPENING]
    opens_with_it = best.statement.span.start < len(opening)
    named = [*map(where_of, findings), *([places_in(opening)] if opens_with_it else [])]
    sited = next(filter(None, map(_sited, named)), [])
    if 0 < len(sited) <= MOST_TOWNS:
        return ", ".join(sited)
    return f"“{shorten(best.article.title if opens_with_it else best.words, HEADLINE, placeholder='…')}”"


def _sited(places: Sequence[Place]) -> list[str]:
    """The names of the towns and districts among places, each before its province, or else of the wide regions."""
    narrow = [place for place in places if place.province is not None or is_a_district(place)]
    sited = narrow or [place for place in places if is_a_region(place)]
    return list(dict.fromkeys(place.name for place in sorted(sited, key=lambda p: p.name == f"{p.province} province")))
