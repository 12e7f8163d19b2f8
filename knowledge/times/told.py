"""The day of which a sentence tells, where it also names the day on which somebody spoke.

"Early on Monday the army said that a soldier had been killed on Sunday" tells of Sunday.
"""

from __future__ import annotations

import re
from datetime import timedelta

from knowledge.model import Period
from knowledge.number_words import ONES, TENS
from knowledge.times.reader import read_times
from knowledge.times.surroundings import SPOKE_AFTER, SPOKE_BEFORE

#: "Since airstrikes resumed on 15 November" is how long.
_SINCE = re.compile(r"\bsince\b[^.,;]{0,40}$")
#: "Heavy raids in recent weeks, including strikes that killed 23 last month": the 23 died last month.
_INCLUDING = re.compile(
    r",?\s+(?:including|among\s+them)\b(?:(?!\b(?:since|after|before|until|following)\b)[^.;])*", re.IGNORECASE
)
_COUNTED = re.compile(rf"\d|\b(?:{'|'.join([*ONES, *TENS])}|dozens|scores|hundreds|thousands)\b", re.IGNORECASE)
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
    if included := _included(text, first, others):
        return included
    if not others or first.end - first.start > _ONE_DAY or not _is_when_somebody_spoke(text, first):
        return first
    return next((one for one in others if _is_the_event(text, one, first)), first)


def _included(text: str, first: Period, others: list[Period]) -> Period | None:
    """The time of what is told of one by one, where the words before it only tell of a stretch: "in recent weeks"."""
    if first.span is None or first.end - first.start <= _ONE_DAY or _COUNTED.search(text, 0, first.span.start):
        return None
    return next(
        (one for one in others if one.span and _INCLUDING.fullmatch(text, first.span.end, one.span.start)), None
    )


def _is_the_event(text: str, one: Period, spoken: Period) -> bool:
    """Whether another time is a day no later than the words, and not itself when somebody spoke."""
    if one.end - one.start > _ONE_DAY or one.start > spoken.start or _is_when_somebody_spoke(text, one):
        return False
    return one.span is None or not _SINCE.search(text, max(0, one.span.start - 50), one.span.start)


def _is_when_somebody_spoke(text: str, time: Period) -> bool:
    if time.span is None:
        return False
    start = time.span.start
    return bool(SPOKE_BEFORE.search(text, max(0, start - 40), start) or SPOKE_AFTER.match(text, time.span.end))
