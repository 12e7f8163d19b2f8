"""Months, seasons, quarters, feasts, years: "in early May", "last summer", "the first half of 2021", "Ramadan 2021"."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

from knowledge.number_words import ORDINALS
from knowledge.times.calendars import feast, month_days, quarter_days, share
from knowledge.times.mention import Mention, Way, counted
from knowledge.times.surroundings import COUNTED_AFTER, NAME_BEFORE
from knowledge.times.words import (
    FEAST,
    MONTH,
    MONTH_NUMBERS,
    PART,
    SEASON,
    SEASON_MONTHS,
    WHICH,
    YEAR,
    part_of,
    says_this,
    which_of,
)

_MONTH_LEAD = re.compile(
    r"\b(?:in|since|during|until|till|throughout|of|from|between|through|back in|for|before|after|and|by)\s+$",
    re.IGNORECASE,
)
_YEAR_LEAD = re.compile(r"\b(?:in|since|during|until|till|throughout|year)\s+$", re.IGNORECASE)
_YEAR_BEFORE = re.compile(
    r"(?:\b(?:in|since|during|of|until|till|through|throughout|from|by|before|after|between|and|to|for|year|early|mid|"
    r"late"
    r"|around|about|circa|season|back in)\s+|[(\[,;:\u2013\u2014-]\s*|^\s*)$",
    re.IGNORECASE,
)
#: Ramadan is also a man's name, "Tariq Ramadan"; these words with a capital are none.
_NO_FIRST_NAMES = frozenset(
    ("in", "during", "this", "last", "since", "the", "before", "after", "first", "holy", "of", "muslim")
)


#: Where a clause ends: "raid on Kalden, march 2017" has a year, and "the guards march 2017 miles" a count.
_STANDS_APART = re.compile(r"\s*(?:[.,;:!?)]|$)")


def _month(text: str, m: re.Match[str]) -> Mention | None:
    """A month alone is a time when a preposition says so: "in May", not "May said" and not "may"."""
    month, part = m["mon_m"], part_of(m["mon_p"])
    named = month.rstrip(".").lower()
    year = int(m["mon_y"]) if m["mon_y"] else None
    start, end = m.start(), m.end()
    if m["mon_r"] and (month[0].isupper() or _MONTH_LEAD.search(text, max(0, start - 12), start)):
        return _month_of(m, which_of(m["mon_r"]), MONTH_NUMBERS[named], part)
    which = which_of(m["mon_w"])
    if year is not None:
        if (
            named in ("may", "march", "mar")
            and month[0].islower()
            and not (part or _MONTH_LEAD.search(text, max(0, start - 12), start) or start == 0)
            and not (_STANDS_APART.match(text, end) and not text[:start].endswith(("to ", "will ")))
        ):
            return None
        if COUNTED_AFTER.match(text, end) and named == "may":
            return None
        return Mention(start, end, "month", year, MONTH_NUMBERS[named], part=part)
    if month.endswith("."):
        end -= 1
    current = says_this(m["mon_w"])
    if not (part or which or current) and not _is_month(text, start, end, month):
        return None
    return Mention(start, end, "month", None, MONTH_NUMBERS[named], part=part, which=which, current=current)


def _month_of(m: re.Match[str], which: int, month: int, part: str) -> Mention:
    """A month of the year before the report's, of its own or of the next: "in June last year"."""
    return counted(m, lambda day: share(month_days(day.year + which, month), part))


def _is_month(text: str, start: int, end: int, month: str) -> bool:
    """Whether a month without a year, a part or a "last" is one, and not a verb, a woman or a demonstration."""
    named = month.rstrip(".").lower()
    lead = _MONTH_LEAD.search(text, max(0, start - 14), start)
    if lead is None:
        return not (
            month[0].islower()
            or named in ("may", "march", "april", "june", "august")
            or len(named) == 3
            or NAME_BEFORE.search(text, max(0, start - 10), start)
            or text[end : end + 11] == " Revolution"
        )
    if named not in ("may", "march", "mar"):
        return True
    word = lead.group().strip().lower()
    if word in ("by", "of", "for", "and", "after", "before", "between") and named == "may":
        return False
    if month[0].islower() and word not in ("in", "since", "during", "until"):
        return False
    return not (
        named == "march" and word in ("of", "by", "for", "and") and text[end : end + 4] in (" on ", " for", " aga")
    )


def _season(text: str, m: re.Match[str]) -> Mention | None:
    name = (m["sea_s"] or m["sea_t"]).lower()
    year = int(m["sea_y"]) if m["sea_y"] else None
    if name == "fall" and year and text[max(0, m.start() - 3) : m.start()].lower() not in ("in ", "of ", "he "):
        return None
    return Mention(
        m.start(),
        m.end(),
        "season",
        year,
        SEASON_MONTHS[name],
        which=which_of(m["sea_w"]),
        part=part_of(m["sea_p"]),
        current=says_this(m["sea_w"]),
    )


def _quarter(text: str, m: re.Match[str]) -> Mention | None:
    said = (m["qua_o"] or m["qua_n"] or m["qua_k"]).lower()
    number = 4 if said == "last" else ORDINALS.get(said) or int(said[0])
    if year := m["qua_y"] or m["qua_x"]:
        return Mention(m.start(), m.end(), "quarter", int(year), number)
    which = which_of(m["qua_w"])
    return counted(m, lambda day: quarter_days(day.year + which, number))


def _quarter_alone(text: str, m: re.Match[str]) -> Mention | None:
    """In Q3: the last third quarter that had begun when the report came out."""
    if not _MONTH_LEAD.search(text, max(0, m.start() - 14), m.start()):
        return None
    return Mention(m.start(), m.end(), "quarter", None, int(m["qal_n"]))


def _half_year(text: str, m: re.Match[str]) -> Mention | None:
    if m["hal_k"]:
        return Mention(m.start(), m.end(), "half", int(m["hal_x"]), int(m["hal_k"]))
    number = int(m["hal_n"]) if m["hal_n"] else ORDINALS[m["hal_o"].lower()]
    return Mention(m.start(), m.end(), "half", int(m["hal_y"]), number)


def _feast(text: str, m: re.Match[str]) -> Mention | None:
    name = re.sub(r"[\s-]+", " ", m["fea_n"].lower()).replace("ramadhan", "ramadan").replace("years ", "year's ")
    year = int(m["fea_y"]) if m["fea_y"] else None
    if name == "ramadan" and year is None:
        before = re.search(r"\b([A-Z][a-z]+)\s+$", text[max(0, m.start() - 20) : m.start()])
        if before and not m["fea_w"] and before[1].lower() not in _NO_FIRST_NAMES:
            return None
    if m["fea_r"]:
        by = which_of(m["fea_r"])
        return counted(m, lambda day: feast(name, day.year + by))
    return Mention(
        m.start(), m.end(), "feast", year, feast=name, which=which_of(m["fea_w"]), current=says_this(m["fea_w"])
    )


def _decade(text: str, m: re.Match[str]) -> Mention | None:
    """The 1990s; "the 1900s" may be ten years or a hundred, and stays unread."""
    first = int(m["dec_y"])
    days = share((date(first, 1, 1), date(first + 9, 12, 31)), part_of(m["dec_p"]))
    return counted(m, lambda day: days, first)


def _years(text: str, m: re.Match[str]) -> Mention | None:
    first, second = int(m["yrs_a"]), int(m["yrs_b"])
    if len(m["yrs_b"]) == 2:
        second += first // 100 * 100
        if second != first + 1:
            return None
    if second <= first or second - first > 200:
        return None
    return counted(m, lambda day: (date(first, 1, 1), date(second, 12, 31)), first)


def _year(text: str, m: re.Match[str]) -> Mention | None:
    """Four digits are a year where a preposition, a bracket or a full stop says so; "2021 soldiers" are not."""
    part = part_of(m["yea_p"])
    start, end, year = m.start(), m.end(), int(m["yea_y"])
    mention = Mention(start, end, "year", year, part=part)
    if part or m.group().lower().startswith("the year"):
        return mention
    if COUNTED_AFTER.match(text, end):
        return None
    if _YEAR_LEAD.search(text, max(0, start - 14), start):
        return mention
    if year < 1900:
        return None
    if not _YEAR_BEFORE.search(text, max(0, start - 14), start):
        return mention if _printed_alone(text, start, end) else None
    # "By 2021 rockets": a plural behind the digits is what they count.
    return None if re.match(r"\s+[a-z]{3,}s\b(?<!was)(?<!has)(?<!its)", text[end : end + 20]) else mention


def _printed_alone(text: str, start: int, end: int) -> bool:
    """A headline's year: "Ramadan 2021", "elections 2020" before a stop; never after a verb or a word of measure."""
    word = re.search(r"([A-Z][a-z]+)\s+$", text[max(0, start - 20) : start])
    return bool(word) and bool(re.match(r"\s*(?:[.,;:)\]]|$)", text[end : end + 3]))


SEASONS: Final = (
    Way(
        "month",
        rf"(?P<mon_p>{PART})?(?:(?P<mon_w>{WHICH})\s+)?(?P<mon_m>{MONTH})(?:,?\s+(?:of\s+)?(?P<mon_y>{YEAR}))?"
        r"(?:\s+(?:of\s+)?(?P<mon_r>last|this|next)\s+year\b(?!['\u2019]))?",
        _month,
    ),
    Way(
        "season",
        rf"(?P<sea_p>{PART})?(?:(?:the\s+)?(?P<sea_w>{WHICH})\s+(?P<sea_s>{SEASON})"
        rf"|(?P<sea_t>{SEASON})(?:\s+of)?,?\s+(?P<sea_y>{YEAR}))\b",
        _season,
    ),
    Way(
        "quarter",
        rf"(?:q(?P<qua_n>[1-4])|(?:the\s+)?(?P<qua_o>first|second|third|fourth|last|1st|2nd|3rd|4th)\s+"
        rf"(?:quarter|qtr))"
        rf"(?:\s+of)?,?\s+(?:(?P<qua_y>{YEAR})|(?P<qua_w>this|last)\s+year)|(?P<qua_x>{YEAR})\s+q(?P<qua_k>[1-4])",
        _quarter,
    ),
    Way(
        "halfyear",
        rf"(?:h(?P<hal_n>[12])|(?:the\s+)?(?P<hal_o>first|second)\s+half\s+of)\s+(?P<hal_y>{YEAR})"
        r"|(?P<hal_x>(?:19|20)\d\d)\s*h(?P<hal_k>[12])",
        _half_year,
    ),
    Way("quarteralone", r"q(?P<qal_n>[1-4])", _quarter_alone),
    Way(
        "feast",
        rf"(?:(?P<fea_w>{WHICH})\s+)?(?P<fea_n>{FEAST})"
        rf"(?:(?:\s+in)?,?\s+(?P<fea_y>{YEAR})|\s+(?:of\s+)?(?P<fea_r>last|this|next)\s+year(?!['\u2019]))?\b",
        _feast,
    ),
)
YEARS: Final = (
    Way(
        "decade",
        rf"(?:the\s+)?(?P<dec_p>{PART})?(?:the\s+)?(?P<dec_y>1[89][1-9]0|20\d0)(?:(?<=\bthe\s\d\d\d\d)['\u2019])?s",
        _decade,
    ),
    Way("years", rf"(?P<yrs_a>{YEAR})(?P<yrs_to>[-\u2010-\u2015/])(?P<yrs_b>{YEAR}|\d\d(?!\d))", _years),
    Way("year", rf"(?P<yea_p>{PART})?(?:the\s+year\s+)?(?P<yea_y>{YEAR})", _year),
)
