"""Lengths of time that end or begin with the report: "two days ago", "the past week", "earlier this year"."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Final

from knowledge.times.calendars import DAYS_IN, Days, back, month_days, share, whole
from knowledge.times.mention import Mention, Way, counted, left_open
from knowledge.times.words import COUNT, UNIT, count_of, is_few, part_of, unit_of, which_of

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


def _spell(text: str, m: re.Match[str]) -> Mention | None:
    unit = unit_of(m["spe_u"])
    number = count_of(m["spe_n"], unit)
    if m["spe_w"].lower() in ("next", "coming"):
        return counted(m, lambda day: (day, back(day, -number, unit)))
    return counted(m, lambda day: (back(day, number, unit), day))


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


SPELLS: Final = (
    Way("ago", rf"(?P<ago_n>{COUNT})\s+(?P<ago_u>{UNIT})s?\s+(?:ago|earlier)\b", _ago),
    Way(
        "spell",
        rf"(?:the\s+)?(?P<spe_w>last|past|previous|next|coming)\s+(?P<spe_n>{COUNT})[\s-]+(?P<spe_u>{UNIT})s?\b",
        _spell,
    ),
    Way(
        "unit",
        r"(?:(?P<uni_p>early|mid|late|earlier|later|(?:the\s+)?(?:start|beginning|end|middle)\s+of)[\s-]+)?"
        r"(?:the\s+)?(?P<uni_w>last|past|previous|this|current|next|coming)\s+(?P<uni_u>week|weekend|month|quarter"
        r"|year|yr|decade)\b",
        _unit,
    ),
    Way(
        "ofthe",
        r"(?:(?:the\s+)?(?P<oft_p>start|beginning|end|middle|rest)\s+of|(?P<oft_q>earlier|later)\s+in)\s+the\s+"
        r"(?P<oft_u>week|month|year)\b",
        _of_the,
    ),
)
