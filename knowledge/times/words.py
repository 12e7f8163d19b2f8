"""The calendar's words as news prints them: months, weekdays, seasons, feasts, and "early", "last", "a couple of"."""

from __future__ import annotations

import re
from typing import Final

from knowledge.number_words import FEW, ONES, ORDINALS, TENS
from knowledge.weekdays import LONG_WEEKDAY

MONTH_NUMBERS: Final = {
    name: number
    for number, names in enumerate(
        (
            "january jan",
            "february feb",
            "march mar",
            "april apr",
            "may",
            "june jun",
            "july jul",
            "august aug",
            "september sept sep",
            "october oct",
            "november nov",
            "december dec",
        ),
        start=1,
    )
    for name in names.split()
}
WEEKDAY_NUMBERS: Final = {
    name: number
    for number, names in enumerate(
        (
            "monday mon",
            "tuesday tues tue",
            "wednesday wed",
            "thursday thurs thur thu",
            "friday fri",
            "saturday sat",
            "sunday sun",
        )
    )
    for name in names.split()
}
#: The month that a season begins with.
SEASON_MONTHS: Final = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}
#: "A few days" is vague; the stretch taken is one that an editor would still call so, and it reaches the report's day.
_FEW_OF: Final = {"hour": 24, "day": 7, "week": 4, "month": 6, "year": 5}
_VAGUE_COUNTS: Final = tuple(word for word in FEW if word != "handful")
_COUNTS: Final = {word: number for word, number in ONES.items() if number} | TENS
_UNDER_TEN: Final = "|".join(word for word, number in ONES.items() if 1 <= number <= 9)
_SHORT_UNITS: Final = {"hr": "hour", "yr": "year"}
#: The days of a month in words, "first" to "thirty-first".
DAY_WORDS: Final = {word: number for word, number in ORDINALS.items() if number <= 31} | {
    f"{tens}-{word}": TENS[tens] + number
    for tens in ("twenty", "thirty")
    for word, number in ORDINALS.items()
    if number <= (9 if tens == "twenty" else 1)
}

# Patterns, for the ways in which news puts a time.
MONTH: Final = (
    r"(?:january|jan|february|feb|march|mar|april|apr|may|june|jun|july|jul|august|aug|september|sept|sep|october|oct"
    r"|november|nov|december|dec)(?![a-z])\.?"
)
WEEKDAY: Final = rf"(?:{LONG_WEEKDAY}|mon|tues?|wed|thu(?:rs?)?|fri|sat|sun)(?![a-z])\.?"
YEAR: Final = r"(?:1[789]\d\d|20\d\d)(?![\d%]|[.,]\d|-\d\d?-|[-/](?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec))"
DAY: Final = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?(?!\d)"
DASH: Final = r"\s*[-\u2010-\u2015]\s*"
TO: Final = rf"(?:{DASH}|\s+(?:to|until|till|through|and|thru)\s+)"
PART: Final = (
    r"(?:early|mid|late|(?:the\s+)?(?:very\s+)?(?:start|beginning|middle|end|first\s+half|second\s+half|"
    r"(?:first|second|last|third)\s+(?:half|third)|first\s+(?:days|weeks|months)|last\s+(?:days|weeks|months))\s+of"
    r"(?:\s+the\s+month\s+of)?)(?:\s+|-)(?:in\s+)?"
)
COUNT: Final = (
    rf"(?:\d{{1,3}}|an?\s+couple(?:\s+of)?|couple\s+of|a\s+few|an?|(?:{'|'.join(TENS)})[\s-](?:{_UNDER_TEN})"
    rf"|{'|'.join(_COUNTS)}|{'|'.join(_VAGUE_COUNTS)})"
)
UNIT: Final = r"(?:hour|hr|day|week|fortnight|month|year|yr|decade)"
DAY_IN_WORDS: Final = "|".join(sorted(DAY_WORDS, key=len, reverse=True)).replace("-", r"[\s-]")
SEASON: Final = rf"(?:{'|'.join(SEASON_MONTHS)})"
FEAST: Final = (
    r"(?:ramadan|ramadhan|eid[\s-]al[\s-](?:fitr|adha)|christmas\s+(?:day|eve)|boxing\s+day"
    r"|new\s+year'?s?\s+(?:day|eve))"
)
WHICH: Final = r"(?:last|past|previous|this|current|next|coming)"


def which_of(words: str | None) -> int:
    """How many steps from the report's own month, week or year: "last" is one back, "this" none.

    >>> which_of("last"), which_of("this"), which_of("coming")
    (-1, 0, 1)
    """
    return {"last": -1, "past": -1, "previous": -1, "next": 1, "coming": 1}.get((words or "").lower(), 0)


def says_this(words: str | None) -> bool:
    """Whether the words point at the stretch that the report came out in: "this summer"."""
    return (words or "").lower() in ("this", "current")


def part_of(words: str | None) -> str:
    """The part of a month, season or year that the words name; empty for the whole.

    >>> part_of("the beginning of"), part_of("the second half of"), part_of(None)
    ('early', 'second half', '')
    """
    said = (words or "").lower()
    for sign, part in (
        ("first half", "first half"),
        ("second half", "second half"),
        ("start", "early"),
        ("beginn", "early"),
        ("first", "early"),
        ("early", "early"),
        ("mid", "mid"),
        ("second third", "mid"),
        ("end", "late"),
        ("last", "late"),
        ("late", "late"),
    ):
        if sign in said:
            return part
    return ""


def is_few(words: str) -> bool:
    """Whether the words leave the count open: "a few", "several"."""
    return words.lower().split()[-1] in _VAGUE_COUNTS


def count_of(words: str, unit: str) -> int:
    """How many hours, days, weeks, … the words say; for "a few", as many as one would still call so.

    >>> count_of("two", "day"), count_of("a couple of", "week"), count_of("a few", "day"), count_of("an", "hour")
    (2, 2, 7, 1)
    >>> count_of("forty-eight", "hour")
    48
    """
    said = " ".join(words.lower().split())
    if said.isdigit():
        return int(said)
    if is_few(said):
        return _FEW_OF.get(unit.lower(), 4)
    if "couple" in said:
        return 2
    return sum(_COUNTS.get(word, 0) for word in re.split(r"[\s-]", said)) or 1


def unit_of(word: str) -> str:
    """The unit of time in full: "yr" in a post is a year."""
    return _SHORT_UNITS.get(word.lower(), word.lower())


def day_number(words: str | None) -> int:
    """The day of the month in "3" or "3rd"; 0 where none is named."""
    return int(re.match(r"\d+", words).group()) if words else 0  # type: ignore[union-attr]
