"""Whether a denial is of what happened in another place than the claim's, where no table of places knows either."""

from __future__ import annotations

import calendar
import re
from functools import cache, lru_cache

from knowledge.places import read_places
from retrieval.naming import contrasts_table

#: "Denied in the Senate on Monday that": where and when somebody spoke.
_SPOKEN = re.compile(r"^\s*(?:(?:in|on|at|from|before|to)\s(?:the\s)?(?:[\w’'-]+\s){1,3}?)+that\b")
_CALENDAR = frozenset(name for name in (*calendar.month_name, *calendar.day_name) if name)
_WHERE = r"\b(?:in|at|near|outside|inside|around|from|over|across|on|of)\s+"
#: "In Tarn", "near the village of Old Tarn", "in the Tarn market".
_NAMED = re.compile(rf"{_WHERE}(?:the\s+)?(?:[a-z]+\s+(?:of\s+)?){{0,2}}?(?P<name>[A-Z][\w’'-]+(?:\s+[A-Z][\w’'-]+)*)")
#: The same in a claim, whose writer may use no capitals.
_TYPED = re.compile(rf"{_WHERE}(?:the\s+)?(?P<name>[\w’'-]+)", re.IGNORECASE)


@lru_cache(maxsize=5_000)
def is_of_another_place(claim: str, denied: str) -> bool:
    """Whether a denial's words name a place that is none of the claim's, which names its own, and a table knows not both.

    Places that the table knows are held against each other elsewhere. Where the words name the claim's place as well,
    they may be of it.

    >>> is_of_another_place("The army killed 20 people in Kalden", "it had killed 20 people in Tarn")
    True
    >>> is_of_another_place("The army killed 20 people in Kalden", "it had killed 20 in Kalden, near Tarn")
    False
    >>> is_of_another_place("The army killed 20 people", "it had killed 20 people in Tarn")
    False
    """
    denied = _SPOKEN.sub("", denied)
    there = denied.lower()
    shapes = (_NAMED if _has_names(claim) else _TYPED, _of_a_blow())
    typed = [match["name"].lower() for shape in shapes for match in shape.finditer(claim)]
    own = [name for name in typed if not _is_of_the_calendar(name)]
    if not own or any(word in there for name in own for word in name.split()):
        return False
    known = [place.span for place in read_places(denied) if place.span] if read_places(claim) else []
    return any(
        not any(span.start <= match.start("name") < span.end for span in known)
        for match in _NAMED.finditer(denied)
        if not _is_of_the_calendar(match["name"]) and match["name"].lower() not in claim.lower()
    )


@cache
def _of_a_blow() -> re.Pattern[str]:
    """What stands before a blow, and may be where it fell: "Kalden raid kills 20"."""
    deeds = "|".join(map(re.escape, contrasts_table()["deeds"]["words"]))
    return re.compile(rf"\b(?P<name>[A-Z][\w’'-]+)\s+(?:{deeds})\b")


def _has_names(claim: str) -> bool:
    return any(letter.isupper() for letter in claim[1:])


def _is_of_the_calendar(name: str) -> bool:
    return name.split()[0].capitalize() in _CALENDAR
