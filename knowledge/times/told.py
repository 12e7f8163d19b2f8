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
from knowledge.word_lists import any_of

#: "Since airstrikes resumed on 15 November" is how long.
_SINCE = re.compile(r"\bsince\b[^.,;]{0,40}$")
#: "Heavy raids in recent weeks, including strikes that killed 23 last month": the 23 died last month.
_INCLUDING = re.compile(
    r",?\s+(?:including|among\s+them)\b(?:(?!\b(?:since|after|before|until|following)\b)[^.;])*", re.IGNORECASE
)
_COUNTED = re.compile(rf"\d|\b(?:{'|'.join([*ONES, *TENS])}|dozens|scores|hundreds|thousands)\b", re.IGNORECASE)
#: "Including one on Monday" counts nobody.
_ONE = re.compile(r"\bone\b", re.IGNORECASE)
#: "Including a raid on Monday that killed two": the count may stand behind the day.
_THAT = re.compile(r"\s+(?:in\s+|of\s+)?(?:that|which|where|when)\b[^,.;]*", re.IGNORECASE)
#: "Raids this week, including two on Monday, have closed schools": the verb is that of all the raids.
_VERB_OF_ALL = re.compile(rf",?\s+(?:has|have|had|was|were|{any_of('finite_verbs')}|[a-z]+ed)\b")
#: A sentence names its own event by the day.
_ONE_DAY = timedelta(days=2)


#: Where and when a report was written, before its agency.
_DATELINE = re.compile(
    r"\s*[A-ZÀ-Þ][A-ZÀ-Þ .'’-]{2,30}(?:, [A-Z][\w. -]{2,30})?,? "
    r"(?:[A-Z][a-z]+\.? \d{1,2}|\d{1,2} [A-Z][a-z]+)(?:,? \d{4})? \([A-Z][\w/ -]{1,24}\)\s*[-–—]"
)


def when_told(text: str, published: Period | None = None) -> Period | None:
    """The time of which the words tell: the first they name, unless somebody spoke then and another day follows.

    >>> day = read_times("2021-02-22")[0]
    >>> when_told("On Monday the army said that a soldier had been killed on Sunday", day).words
    '2021-02-21'
    >>> when_told("a monitor said on Monday", day).words
    '2021-02-22'
    """
    times = read_times(text, published)
    if len(times) > 1 and (dateline := _DATELINE.match(text)):
        # "BEIRUT, March 9 (Reuters) - Ten died on Sunday": when it was written is not when they died.
        times = tuple(one for one in times if one.span is None or one.span.start >= dateline.end())
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
    return next((one for one in others if _counts_the_included(text, one, first, others)), None)


def _counts_the_included(text: str, one: Period, first: Period, others: list[Period]) -> bool:
    """Whether a count stands in what a stretch is said to include, and none is of the whole: "in May, 12 died"."""
    if first.span is None or one.span is None or one.start >= first.end or one.end <= first.start:
        return False
    if _INCLUDING.fullmatch(text, first.span.end, one.span.start) is None:
        return False
    for time in others:
        if time.span is not None:
            # Dates have digits, and count nobody.
            text = text[: time.span.start] + "_" * (time.span.end - time.span.start) + text[time.span.end :]
    behind = _THAT.match(text, one.span.end)
    over = behind.end() if behind else one.span.end
    counted = _COUNTED.search(_ONE.sub("", text[first.span.end : over]))
    return counted is not None and not (_VERB_OF_ALL.match(text, over) or _COUNTED.search(text, over))


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
