"""One time as the words put it, before it is counted from any publication date."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Literal, NamedTuple

from knowledge.times.calendars import Days

Grain = Literal["day", "month", "quarter", "half", "season", "year", "feast", "counted"]


@dataclass(frozen=True, slots=True)
class Mention:
    """What the words say of a time: a day, a month or a year where they name it, else how to count it."""

    start: int
    end: int
    grain: Grain
    year: int | None = None
    #: The month; for a quarter or half, which one; for a season, its first month.
    month: int = 0
    day: int = 0
    #: The last day of "3 to 5 May"; 0 when one day is meant.
    last_day: int = 0
    #: "early", "mid", "late", "first half", …; empty for the whole.
    part: str = ""
    #: -1 for "last March", 1 for "next March"; 0 when the words do not say.
    which: int = 0
    #: "This summer": of the year of the report.
    current: bool = False
    feast: str = ""
    #: "The 27th": of the month named before it in the same text, else of the report's.
    of_month_before: bool = False
    count: Callable[[date], Days | None] | None = None
    ahead: bool = False
    #: The year of a day that is known by its date, "the September 11 attacks"; 0 where it is not.
    known_by: int = 0


class Way(NamedTuple):
    """One way in which news puts a time: its name, its pattern, and what a match of it says."""

    name: str
    pattern: str
    read: Callable[[str, re.Match[str]], Mention | None]


def counted(m: re.Match[str], count: Callable[[date], Days | None], year: int | None = None) -> Mention:
    """A time that is counted from the day of the report, or settled by the year that is printed beside it."""
    return Mention(m.start(), m.end(), "counted", year, count=count)


def left_open(m: re.Match[str]) -> Mention:
    """A time that the words name and do not tell: "two days earlier", "04/05/2021"."""
    return counted(m, lambda day: None)
