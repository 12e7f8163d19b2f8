"""Whether a sentence has a claim's town taken, or only what lies in it or by it: "captured three villages south of"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from knowledge.model import Place, Span
from knowledge.places import read_places, related
from retrieval.deeds.done_to import deed_at, words_told
from retrieval.word_tables import any_of, worded

_TAKING = re.compile(
    rf"\b(?:{any_of('done_to', 'taking_a_town')}) (?:the )?(?:(?:town|city|village) of )?\Z", re.IGNORECASE
)
#: "Rebels captured the city": that may be the one named before; "wanted to capture it" is none.
_IT_ITSELF = re.compile(
    rf"(?<!\bto )\b(?:{any_of('done_to', 'taking_a_town')}) (?:it|(?:the|that) (?:\w+ )?(?:town|city|village)s?)\b",
    re.IGNORECASE,
)
_IN_OR_BY_IT = re.compile(
    rf"\b(?:{any_of('done_to', 'in_or_by_a_town')}) (?:the )?(?:{any_of('doers', 'compass')})?"
    r"(?:(?:town|city|village|province|countryside|capital) (?:of )?)?\Z",
    re.IGNORECASE,
)
_AROUND_IT = re.compile(rf"(?:['’]?s)? (?:\w+ )?(?:{any_of('done_to', 'around_a_town')})\b", re.IGNORECASE)
#: "Tarn fell to rebels", "Tarn has been captured".
_WAS_TAKEN = re.compile(
    rf" (?:(?:(?:has|have|had) been|was|is|were|has|had) )?"
    rf"(?:{any_of('done_to', 'taking_a_town')}|{any_of('done_to', 'fell_to')})\b",
    re.IGNORECASE,
)
#: "The capture of Tarn", "took control of it": what was taken stands behind "of".
_CAPTURE_OF = re.compile(
    r"\b(?:capture|recapture|seizure|fall|loss|liberation|control) (?:of|over) (?:the )?"
    r"(?:(?:\w+ )?(?:town|city|village) of )?\Z",
    re.IGNORECASE,
)


def takes_what_lies_by(claim: str, words: str) -> str:
    """The town that a claim has taken, where words only have something taken that lies in it or by it; else nothing.

    Whether the town is told at all is asked elsewhere.

    >>> takes_what_lies_by("Rebels captured Homs", "Rebels captured three villages south of Homs")
    'Homs'
    >>> takes_what_lies_by("Rebels captured Homs", "They killed a pilot whom they captured 60 km from Homs")
    'Homs'
    >>> takes_what_lies_by("Rebels captured Homs", "Rebels captured Homs and two villages near Homs")
    ''
    >>> takes_what_lies_by("Rebels captured two villages near Homs", "Rebels captured three villages near Homs")
    ''
    """
    town = town_taken(claim)
    if town is None:
        return ""
    # "Eastern Homs" is read as its province.
    told = [place.span for place in read_places(words) if place.span and related(town, place) in ("same", "inside")]
    if not told or _IT_ITSELF.search(words):
        return ""
    is_by_it = all(_IN_OR_BY_IT.search(words[: span.start]) or _AROUND_IT.match(words, span.end) for span in told)
    return town.name if is_by_it or not _may_take_it(words, told) else ""


def leaves_it_untaken(claim: str, words: str) -> bool:
    """Whether a claim has a town taken, and words nowhere say so of that town, whatever else is taken in them.

    >>> leaves_it_untaken("Rebels captured Homs", "Rebels seized many villages, and shelled Homs")
    True
    >>> leaves_it_untaken("Rebels captured Homs", "After the capture of Homs they left")
    False
    """
    town = town_taken(claim)
    if town is None or _IT_ITSELF.search(words):
        return False
    told = [place.span for place in read_places(words) if place.span and related(town, place) in ("same", "inside")]
    return not _takes_it(words, told)


def _may_take_it(words: str, told: Sequence[Span]) -> bool:
    """Whether words have a town taken where they name it, or do not let one tell what was taken."""
    deeds = [deed_at(words, at) for at in _taking(words)]
    return _takes_it(words, told) or not all(deed and deed.done_to for deed in deeds)


def _takes_it(words: str, told: Sequence[Span]) -> bool:
    there = words_told(words)
    deeds = [deed for at in _taking(words) if (deed := deed_at(words, at))]
    taken = [there[k] for deed in deeds for group in deed.done_to for k in group]
    is_taken = any(word.start <= span.start < word.end for word in taken for span in told)
    return is_taken or any(_CAPTURE_OF.search(words[: span.start]) for span in told)


def _taking(words: str) -> list[int]:
    """At which words something is taken."""
    taking = worded("done_to", "taking_a_town", "fell_to")
    return [at for at, word in enumerate(words_told(words)) if taking.match(words, word.start)]


@lru_cache(maxsize=200)
def town_taken(claim: str) -> Place | None:
    """The town that a claim says was taken, and nothing in it or around it.

    >>> [place and place.name for place in map(town_taken, ("Homs fell to rebels", "Rebels captured a hill by Homs"))]
    ['Homs', None]
    """
    for place in read_places(claim):
        if place.span is None or not place.province:
            continue
        if _TAKING.search(claim[: place.span.start]) or _WAS_TAKEN.match(claim, place.span.end):
            return None if _AROUND_IT.match(claim, place.span.end) else place
    return None
