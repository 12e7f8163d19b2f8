"""Two mentions that are the ends of one stretch, and "since": "from January to March 2021", "since Thursday"."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

from knowledge.times.calendars import Days, back
from knowledge.times.dating import days_of
from knowledge.times.mention import Mention
from knowledge.times.words import DASH

_JOIN = re.compile(
    rf"(?P<range>{DASH}|\s*,?\s+(?:to|until|till|through|thru|up\s+to)\s+(?:the\s+)?)|(?P<list>\s*,\s*|"
    rf"\s*,?\s+and\s+(?:in\s+|on\s+)?)",
    re.IGNORECASE,
)


def lend_years(text: str, mentions: list[Mention]) -> list[Mention]:
    """In "from January to March 2021" or "3 May and 5 June 2021" the last year printed serves the dates before it."""
    lent = list(mentions)
    for index in range(len(lent) - 2, -1, -1):
        this, later = lent[index], lent[index + 1]
        if this.year is not None or later.year is None or not this.month or not later.month or this.which:
            continue
        if (
            this.grain in ("day", "month")
            and later.grain in ("day", "month")
            and _JOIN.fullmatch(text, this.end, later.start)
        ):
            earlier_year = (this.month, this.day) > (later.month, later.day or 32)
            lent[index] = replace(this, year=later.year - earlier_year)
    for index, (earlier, this) in enumerate(pairwise(lent), start=1):
        # "between 24 March 2019 and 8 April": the year printed first serves the date after it.
        if this.year is not None or earlier.year is None or this.which or not (this.month and earlier.month):
            continue
        if {this.grain, earlier.grain} <= {"day", "month"} and _JOIN.fullmatch(text, earlier.end, this.start):
            later_in_year = (this.month, this.day) >= (earlier.month, earlier.day)
            if later_in_year:
                lent[index] = replace(this, year=earlier.year)
    return lent


def lend_months(mentions: list[Mention]) -> list[Mention]:
    """In "on 15 May and on the 27th" the month named first serves the day after it; a smaller day is of the next."""
    lent: list[Mention] = []
    named: Mention | None = None
    for this in mentions:
        if this.of_month_before and named is not None:
            on = this.day < named.day
            month = named.month % 12 + 1 if on else named.month
            year = named.year + (on and named.month == 12) if named.year else None
            this = replace(this, grain="day", year=year, month=month, count=None, of_month_before=False)
        if this.month and this.grain in ("day", "month"):
            named = this
        if not this.of_month_before or this.count is not None:
            lent.append(this)
    return lent


def are_ends(text: str, first: Mention, second: Mention, opened: bool, before: str) -> bool:
    """Whether two mentions are the ends of one stretch: "3 May to 5 June", "between Monday and Friday"."""
    between = _JOIN.fullmatch(text, first.end, second.start)
    if between is None:
        return False
    if between["list"]:
        return before.lower().rstrip().endswith(("between", "between the")) and "and" in between.group()
    if (
        first.grain == second.grain == "year"
        and not opened
        and between.group().strip().lower() not in ("through", "thru", "until", "till")
        and between.group().strip() not in "-\u2010\u2011\u2012\u2013\u2014\u2015"
    ):
        return False
    return first.grain == second.grain or opened or "counted" not in (first.grain, second.grain)


def from_to(first: Mention, second: Mention, ref: date | None) -> Days | None:
    """From the first day of the one to the last day of the other."""
    ends = days_of(second, ref)
    begins = days_of(first, ref)
    if begins is None or ends is None:
        return None
    if begins[0] > ends[1] and first.year is None and first.month:
        begins = days_of(replace(first, year=begins[0].year - 1), ref)
    elif begins[0] > ends[1] and first.count is not None:
        begins = (begins[0] - timedelta(days=7), begins[1]) if (begins[1] - begins[0]).days == 0 else begins
    return (begins[0], ends[1]) if begins is not None and begins[0] <= ends[1] else None


def until(mention: Mention, ref: date | None) -> Days | None:
    """From the day the report came out to the end of the named time: "between now and 15 November"."""
    ends = days_of(replace(mention, ahead=True), ref)
    return (ref, ends[1]) if ref is not None and ends is not None and ref <= ends[1] else None


def lasting(mention: Mention, number: int, unit: str, ref: date | None) -> Days | None:
    """So long from the named day on: "for two weeks starting 20 May"."""
    begins = days_of(mention, ref)
    return None if begins is None else (begins[0], back(begins[0], -number, unit) - timedelta(days=1))


def since(mention: Mention, ref: date | None) -> Days | None:
    """From the named time up to the day the report came out; open when that day is not known."""
    if ref is None:
        return None
    begins = days_of(replace(mention, ahead=False), ref)
    if mention.year is None and mention.count is None and (begins is None or begins[0] > ref):
        begins = days_of(replace(mention, ahead=False), ref - timedelta(days=80))
    return (begins[0], ref) if begins is not None and begins[0] <= ref else None
