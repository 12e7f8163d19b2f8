"""The day of which a sentence tells, where it also names the day on which somebody spoke.

"Early on Monday the army said that a soldier had been killed on Sunday" tells of Sunday.
"""

from __future__ import annotations

import re
from datetime import timedelta

from knowledge.model import Period
from knowledge.times.reader import read_times

_SPOKE = (
    r"(?:said|says|announced|announces|reported|reports|stated|confirmed|declared|claimed|told|added|posted|published|"
    r"released|statement|acknowledged)"
)
_SPOKE_BEFORE = re.compile(
    rf"\b{_SPOKE}(?:\s+(?:AFP|AP|Reuters|reporters|journalists|[A-Z]\w+))?\s+(?:(?:late|early|later|earlier)\s+)?(?:on\s+)?$"
)
#: "On Monday the Turkish military said", "activists on Sunday reported": no more than a name stands between.
_SPOKE_AFTER = re.compile(
    rf"\s+(?:(?:the|a|an)\s+)?(?:(?!\w+ed\b|was\b|were\b|has\b|had\b|died\b|hit\b)[\w'\u2019.-]+\s+){{0,4}}{_SPOKE}\b"
)
#: "Since airstrikes resumed on 15 November" is how long.
_SINCE = re.compile(r"\bsince\b[^.,;]{0,40}$")
#: A sentence names its own event by the day.
_ONE_DAY = timedelta(days=2)


def when_told(text: str, published: Period | None = None) -> Period | None:
    """The time of which the words tell: the first they name, unless somebody spoke then and another day follows.

    >>> day = read_times("2021-02-22")[0]
    >>> when_told("On Monday the army said that a soldier had been killed on Sunday", day).words
    '2021-02-21'
    >>> when_told("a monitor said on Monday", day).words
    '2021-02-22'
    """
    times = read_times(text, published)
    if not times:
        return None
    first, *others = times
    if not others or first.end - first.start > _ONE_DAY or not _is_when_somebody_spoke(text, first):
        return first
    return next((one for one in others if _is_the_event(text, one, first)), first)


def _is_the_event(text: str, one: Period, spoken: Period) -> bool:
    """Whether another time is a day no later than the words, and not itself when somebody spoke."""
    if one.end - one.start > _ONE_DAY or one.start > spoken.start or _is_when_somebody_spoke(text, one):
        return False
    return one.span is None or not _SINCE.search(text, max(0, one.span.start - 50), one.span.start)


def _is_when_somebody_spoke(text: str, time: Period) -> bool:
    if time.span is None:
        return False
    start = time.span.start
    return bool(_SPOKE_BEFORE.search(text, max(0, start - 40), start) or _SPOKE_AFTER.match(text, time.span.end))
