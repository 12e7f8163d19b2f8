"""Who denies something in a sentence, and whether that happened in another place than the claim's."""

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
#: "Said it had left and denied that it had shelled": whoever spoke before denies as well.
_GOES_ON = re.compile(r"\band\s+$", re.IGNORECASE)
_IS_DENIED = re.compile(
    r"\s+(?:that|it|having|any|ever|\w+ing|reports?|claims?|allegations?|accusations?)\b", re.IGNORECASE
)
_SAYS = re.compile(
    r"\b(?:said|says|told|claimed|claims|insisted|confirmed|acknowledged|admitted|announced)\b", re.IGNORECASE
)
#: A whole sentence, and another behind it: "rebels had been there and the army".
_SENTENCE_AND = re.compile(r".*\b(?:had|has|have|was|were|is|are|did|would|will)\b.*\b(?:and|but)\b", re.IGNORECASE)


@lru_cache(maxsize=5_000)
def is_of_another_place(claim: str, denied: str) -> bool:
    """Whether a denial's words name a place that is none of the claim's, which names its own.

    Two places that the table knows are held against each other elsewhere. Where the words name the claim's as well,
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


def goes_on(before: str, after: str) -> bool:
    """Whether a denial goes on with what somebody said before, and is no adjective: "said it had left and denied that".

    >>> goes_on("The army said it had left and ", " that it had shelled"), goes_on("in the long and ", " valley")
    (True, False)
    """
    return bool(_GOES_ON.search(before) and _IS_DENIED.match(after))


def denier_before(before: str) -> str:
    """Who denies, of what stands before it: the first voice where it goes on, else whoever stands right there.

    >>> denier_before("The army said it had left and "), denier_before("Mill Watch said shells fell and the army ")
    ('The army ', ' shells fell and the army ')
    >>> denier_before("Mill Watch said shells had fallen and the army ")
    ' the army '
    """
    if _GOES_ON.search(before):
        return _SAYS.split(before)[0]
    return _SENTENCE_AND.sub("", _SAYS.split(before)[-1])
