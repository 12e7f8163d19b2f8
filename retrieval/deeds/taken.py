"""Whether a sentence has a claim's town taken, or only what lies in it or by it: "captured three villages south of"."""

from __future__ import annotations

import re
from functools import lru_cache

from knowledge.model import Place
from knowledge.places import read_places, related
from retrieval.word_tables import any_of

_TAKING = re.compile(
    rf"\b(?:{any_of('done_to', 'taking_a_town')}) (?:the )?(?:(?:town|city|village) of )?\Z", re.IGNORECASE
)
#: "Rebels captured the city": that may be the one named before.
_IT_ITSELF = re.compile(
    rf"\b(?:{any_of('done_to', 'taking_a_town')}) (?:it|(?:the|that) (?:\w+ )?(?:town|city|village)s?)\b", re.IGNORECASE
)
_IN_OR_BY_IT = re.compile(
    rf"\b(?:{any_of('done_to', 'in_or_by_a_town')}) (?:the )?(?:{any_of('doers', 'compass')})?"
    r"(?:(?:town|city|village|province|countryside) of )?\Z",
    re.IGNORECASE,
)
_AROUND_IT = re.compile(rf"(?:['’]?s)? (?:\w+ )?(?:{any_of('done_to', 'around_a_town')})\b", re.IGNORECASE)


def takes_what_lies_by(claim: str, words: str) -> str:
    """The town that a claim has taken, where words only have something taken that lies in it or by it; else nothing.

    Whether the town is told at all is asked elsewhere.

    >>> takes_what_lies_by("Rebels captured Homs", "Rebels captured three villages south of Homs")
    'Homs'
    >>> takes_what_lies_by("Rebels captured Homs", "Rebels captured Homs and two villages near Homs")
    ''
    >>> takes_what_lies_by("Rebels captured two villages near Homs", "Rebels captured three villages near Homs")
    ''
    """
    town = _taken_in(claim)
    if town is None:
        return ""
    # "Eastern Homs" is read as its province.
    told = [place.span for place in read_places(words) if place.span and related(town, place) in ("same", "inside")]
    if not told or _IT_ITSELF.search(words):
        return ""
    is_by_it = all(_IN_OR_BY_IT.search(words[: span.start]) or _AROUND_IT.match(words, span.end) for span in told)
    return town.name if is_by_it else ""


@lru_cache(maxsize=200)
def _taken_in(claim: str) -> Place | None:
    """The town that a claim says was taken, and nothing in it or around it."""
    for place in read_places(claim):
        if place.span and place.province and _TAKING.search(claim[: place.span.start]):
            return None if _AROUND_IT.match(claim, place.span.end) else place
    return None
