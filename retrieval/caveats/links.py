"""Whether the page that documents a voice bears on the event of a card: a page on one war says little in another."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from urllib.parse import unquote, urlsplit

from knowledge.model import Claim, Finding
from knowledge.places import read_places
from retrieval.events import where_of
from retrieval.grammar.nations import lands_named


def bears_on(url: str, voice: str, claim: Claim, findings: Iterable[Finding]) -> bool:
    """Whether an address names no country besides the voice's own, or one of those where the card's event happened."""
    of_the_page = countries_in(_words_of(url)) - countries_in(voice)
    told = list(findings)
    named = [claim.text, *(" ".join((f.words, f.article.title, f.article.event or "")) for f in told)]
    here = {place.country for place in (*claim.where, *(p for f in told for p in where_of(f))) if place.country}
    here = here.union(*map(countries_in, named)) - countries_in(voice)
    return not of_the_page or not here or bool(of_the_page & here)


@lru_cache(maxsize=2_000)
def countries_in(words: str) -> frozenset[str]:
    """The countries that words name, by themselves or by their people, each by its letters.

    >>> sorted(countries_in("Russian strikes in Syria")), sorted(countries_in("a mill in the harbour"))
    (['RU', 'SY'], [])
    """
    named = (*read_places(words), *(place for nation in lands_named(words) for place in read_places(nation)))
    return frozenset(place.country for place in named if place.country)


def _words_of(url: str) -> str:
    """The words of an address behind its host, as a headline writes them."""
    return re.sub(r"[\W_]+", " ", unquote(urlsplit(url).path)).title()
