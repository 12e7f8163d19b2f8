"""Whether somebody names a place or a date and nothing else, which is no claim of its own."""

from __future__ import annotations

import re

from knowledge.model import Period
from knowledge.places import read_places
from knowledge.times import read_times

#: Words that may stand around a place or a date: "in Homs province in late February 2021".
_AROUND = re.compile(
    r"(?:in|near|at|on|around|from|of|the|and|during|early|late|mid|city|town|village|district|province|region|"
    r"governorate|countryside|desert|north|south|east|west|northern|southern|eastern|western|central|it|was|is|"
    r"happened|this|place|date)",
    re.IGNORECASE,
)
#: More words than this are a claim of their own.
MOST_WORDS = 10


def is_place_or_date(text: str, written: Period | None = None) -> bool:
    """Whether a text names places and dates, and says nothing else; `written` is when, for "yesterday".

    >>> [is_place_or_date(text) for text in ("Homs, February 2021", "in Homs", "Homs was bombed", "who says so?")]
    [True, True, False, False]
    """
    if not text or len(text.split()) > MOST_WORDS:
        return False
    # A bare name is read as a place where a word before it says so.
    led = text if _AROUND.match(text) else f"in {text}"
    offset = len(led) - len(text)
    spans = [place.span for place in read_places(led) if place.span]
    spans += [time.span for time in read_times(led, written) if time.span]
    if not spans:
        return False
    left = "".join(" " if any(s.start <= n < s.end for s in spans) else c for n, c in enumerate(led))[offset:]
    return all(_AROUND.fullmatch(word) for word in re.findall(r"\w+", left))
