"""Lengths of time that end or begin with the report: "two days ago", "the past week", "earlier this year"."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Final

from knowledge.times.calendars import DAYS_IN, Days, back, month_days, share, whole
from knowledge.times.mention import Mention, Way, counted, left_open
from knowledge.times.words import COUNT, UNIT, WEEKDAY_NUMBERS, count_of, is_few, part_of, unit_of, which_of
from knowledge.weekdays import LONG_WEEKDAY

_LONGER_BEFORE = re.compile(r"(?:year|month|week)s?,?\s+(?:and\s+)?$", re.IGNORECASE)


def _ago(text: str, m: re.Match[str]) -> Mention | None:
    unit = unit_of(m["ago_u"])
    number = count_of(m["ago_n"], unit)
    if unit == "decade":
        # "Two decades ago" is said of the year before and the year after as well.
        return left_open(m)
    if m.group().lower().endswith("earlier") or _LONGER_BEFORE.search(text, max(0, m.start() - 12), m.start()):
        # "Two days earlier" counts from another event in the story, not from the day the report came out.
        return left_open(m)
    vague = is_few(m["ago_n"])

    def count(day: date) -> Days | None:
        if vague:
            return back(day, number, unit), day
        if unit == "hour":
            return day - timedelta(days=(number + 23) // 24), day
        if unit == "day":
            return day - timedelta(days=number), day - timedelta(days=number)
        if unit in ("week", "fortnight"):
            return whole(day - timedelta(days=number * DAYS_IN[unit]), "week", 0)
        then = back(day, number, unit)
        return (
            month_days(then.year, then.month) if unit == "month" else (date(then.year, 1, 1), date(then.year, 12, 31))
        )

    return counted(m, count)


def _ago_on(text: str, m: re.Match[str]) -> Mention | None:
    """The weekday so many weeks back, where it is the same from the last such day as in the calendar's week."""
    number = count_of(m["agw_n"] or m["agx_n"] or "a", "week")
    weekday = WEEKDAY_NUMBERS[(m["agw_d"] or m["agx_d"] or m["agy_d"]).lower()]

    def count(day: date) -> Days | None:
        last = day - timedelta(days=(day.weekday() - weekday) % 7)
        if m["agy_d"]:
            then = day - timedelta(days=((day.weekday() - weekday - 1) % 7) + 8)
            return then, then
        then = last - timedelta(days=7 * number)
        in_the_week = whole(day, "week", -number)[0] + timedelta(days=weekday)
        return (then, then) if then == in_the_week else None

    return counted(m, count)


def _ago_today(text: str, m: re.Match[str]) -> Mention | None:
    """The same day, week or month so long before: "a year ago today", "two years ago this month"."""
    unit, of = unit_of(m["agt_u"]), m["agt_w"].lower().split()[-1]
    number = count_of(m["agt_n"], unit)

    def count(day: date) -> Days | None:
        then = back(day, number, unit)
        return (then, then) if of in ("today", "day") else whole(then, of, 0)

    return left_open(m) if is_few(m["agt_n"]) else counted(m, count)


def _spell(text: str, m: re.Match[str]) -> Mention | None:
    unit = unit_of(m["spe_u"] or "hour")
    number = count_of(m["spe_n"] or m["spe_h"], unit)
    if m["spe_w"].lower() in ("next", "coming"):
        return counted(m, lambda day: (day, back(day, -number, unit)))
    return counted(m, lambda day: (back(day, number, unit), day))


def _recent(text: str, m: re.Match[str]) -> Mention | None:
    """As long as "the last few days" or weeks are."""
    unit = m["rec_u"].lower()
    number = count_of("a few", unit)
    return counted(m, lambda day: (back(day, number, unit), day))


def _same(text: str, m: re.Match[str]) -> Mention | None:
    """The same month or period of another year: which one, the words before have said."""
    return left_open(m)


def _unit(text: str, m: re.Match[str]) -> Mention | None:
    said, unit, part = m["uni_w"].lower(), unit_of(m["uni_u"]), (m["uni_p"] or "").lower()
    which = 0 if unit == "year" and said in ("past", "coming") else which_of(said)

    # "The last decade" is the ten years up to the report, as "the past year" is; "the next decade" the ten after it.
    up_to_now = said == "past" or (said == "last" and unit == "decade")
    from_now = said in ("next", "coming") and unit == "decade"

    def count(day: date) -> Days | None:
        if from_now:
            return day, back(day, -1, unit)
        days = (back(day, 1, unit), day) if up_to_now else whole(day, unit, which)
        if part == "earlier":
            return (days[0], min(day, days[1])) if days[0] <= day else None
        if part == "later":
            return (max(day, days[0]), days[1])
        return share(days, part_of(part))

    return counted(m, count)


def _of_the(text: str, m: re.Match[str]) -> Mention | None:
    unit, later = m["oft_u"].lower(), (m["oft_q"] or "").lower()
    if (m["oft_p"] or "").lower() == "rest":
        return counted(m, lambda day: (day, whole(day, unit, 0)[1]))

    def count(day: date) -> Days | None:
        first, last = whole(day, unit, 0)
        if later:
            return (first, day) if later == "earlier" else (day, last)
        return share((first, last), part_of(m["oft_p"]))

    return counted(m, count)


#: These stand before the weekdays, which they hold.
WEEKS_AGO: Final = (
    Way(
        "agoon",
        rf"(?P<agw_n>{COUNT})\s+weeks?\s+ago\s+(?:(?:on|last)\s+)?(?P<agw_d>{LONG_WEEKDAY})\b"
        rf"|(?:on\s+)?(?P<agx_d>{LONG_WEEKDAY}),?\s+(?P<agx_n>{COUNT})\s+weeks?\s+ago\b"
        rf"|an?\s+week\s+last\s+(?P<agy_d>{LONG_WEEKDAY})\b",
        _ago_on,
    ),
)
SPELLS: Final = (
    Way(
        "agotoday",
        rf"(?P<agt_n>{COUNT})\s+(?P<agt_u>week|fortnight|month|year|decade)s?\s+ago\s+(?P<agt_w>today|this\s+(?:day|week|month))\b",
        _ago_today,
    ),
    Way("ago", rf"(?P<ago_n>{COUNT})\s+(?P<ago_u>{UNIT})s?\s+(?:ago|earlier)\b", _ago),
    Way(
        "spell",
        rf"(?:the\s+)?(?P<spe_w>last|past|previous|next|coming)\s+"
        rf"(?:(?P<spe_n>{COUNT})[\s-]+(?P<spe_u>{UNIT})s?|(?P<spe_h>\d{{1,3}})h)\b",
        _spell,
    ),
    Way(
        "recent",
        r"(?:in|over|during|within)\s+(?:the\s+)?(?:most\s+)?recent\s+(?P<rec_u>hour|day|week|month|year)s\b",
        _recent,
    ),
    Way(
        "same",
        r"the\s+same\s+(?:day|week|month|quarter|period|time)\s+(?:(?:of|in)\s+)?(?:the\s+)?(?:last|previous)\s+year\b",
        _same,
    ),
    Way(
        "unit",
        r"(?:(?P<uni_p>early|mid|late|earlier|later|(?:the\s+)?(?:start|beginning|end|middle|first\s+half|second\s+half)\s+of)[\s-]+)?"
        r"(?:the\s+)?(?P<uni_w>last|past|previous|this|current|next|coming)\s+(?P<uni_u>week|weekend|month|quarter"
        r"|year|yr|decade)\b",
        _unit,
    ),
    Way(
        "ofthe",
        r"(?:(?:the\s+)?(?P<oft_p>start|beginning|end|middle|first\s+half|second\s+half|rest)\s+of|(?P<oft_q>earlier|later)\s+in)\s+the\s+"
        r"(?P<oft_u>week|month|year)\b",
        _of_the,
    ),
)
