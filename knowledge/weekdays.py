"""The days of the week, as patterns that every reader of text shares."""

from __future__ import annotations

from typing import Final

LONG_WEEKDAY: Final = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day"
#: The same with its capital, where letters count.
A_WEEKDAY: Final = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
