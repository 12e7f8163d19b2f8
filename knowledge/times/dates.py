"""Dates that name their month or give it in figures: "18 February 2021", "Feb. 18", "2021-02-18", "last day of May"."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Final, Literal

from knowledge.number_words import ORDINALS
from knowledge.times.calendars import Days, month_days, nth, whole
from knowledge.times.dating import days_of
from knowledge.times.mention import Mention, Way, counted, left_open
from knowledge.times.named_days import day_in_figures
from knowledge.times.surroundings import COUNTED_AFTER, NUMBERED_AFTER
from knowledge.times.words import (
    DASH,
    DAY,
    DAY_IN_WORDS,
    DAY_WORDS,
    MONTH,
    MONTH_NUMBERS,
    TO,
    WEEKDAY,
    YEAR,
    day_number,
    which_of,
)
from knowledge.weekdays import LONG_WEEKDAY
from knowledge.word_lists import any_of

_NUMBER_BEFORE = re.compile(
    r"\b(?:from|between)\s+(?:the\s+)?(0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?\s+(?:to|until|till|and|through)\s+(?:the\s+)?$",
    re.IGNORECASE,
)
_DATE_LEAD = re.compile(r"\b(?:on|in|since|during|from|until|till|between|of|by|and|to)\s+(?:the\s+)?$", re.IGNORECASE)
#: What is numbered by year: "resolution 11/2016", "law No. 12/2019".
_NUMBERED_BEFORE = re.compile(
    rf"\b(?:{any_of('numbered_by_a_year')})\s+(?:no\.?\s+|number\s+)?$",
    re.IGNORECASE,
)
_SHARE_BEFORE = re.compile(r"\b(?:a|an|one|its|about|nearly|over)\s+$", re.IGNORECASE)
_SLASHED_LEAD = re.compile(r"\b(?:on|since|until|till|from|dated)\s+$", re.IGNORECASE)
_AUXILIARY_AFTER = re.compile(
    r"\s+(?:have|be|not|also|still|never|well|soon|yet|actually|even|has|on|lead|face|get|go|take|make|need|see|come)"
    r"\b",
    re.IGNORECASE,
)
#: Months that are verbs or words of another language in small letters.
_DIGIT_ORDINALS = "|".join(word for word, number in ORDINALS.items() if number < 10)
_VERBS_TOO = ("may", "march", "mar", "sep", "dec", "jan", "jun")


def _year_month_day(text: str, m: re.Match[str]) -> Mention | None:
    year, month, day = int(m["iso_y"]), int(m["iso_m"]), int(m["iso_d"])
    return (
        Mention(m.start(), m.end(), "day", year, month, day) if year and 1 <= month <= 12 and 1 <= day <= 31 else None
    )


def _year_month(text: str, m: re.Match[str]) -> Mention | None:
    return Mention(m.start(), m.end(), "month", int(m["isom_y"]), int(m["isom_m"]))


def _figures(text: str, m: re.Match[str]) -> Mention | None:
    """18/02/2021 can be read one way only; 04/05/2021 is April in New York and May in London, and stays open."""
    first, second, year = int(m["fig_1"]), int(m["fig_2"]), int(m["fig_y"])
    if not (1 <= first <= 31 and 1 <= second <= 31) or min(first, second) > 12:
        return None
    if second > 12:
        return Mention(m.start(), m.end(), "day", year, first, second)
    if m["fig_s"] == "." or first > 12 or first == second:
        return Mention(m.start(), m.end(), "day", year, second, first)
    return left_open(m)


def _figures_alone(text: str, m: re.Match[str]) -> Mention | None:
    """On 4/22, since 22/04: a day where a word says so and one reading only is left, or the day's name."""
    first, second = int(m["sla_1"]), int(m["sla_2"])
    if named := day_in_figures(text, m.start(), m.end()):
        return Mention(m.start(), m.end(), "day", None, named.month, named.day, known_by=named.year)
    if (
        not _SLASHED_LEAD.search(text, max(0, m.start() - 12), m.start())
        or min(first, second) > 12
        or not first * second
    ):
        return None
    if re.match(r"\s+of\b", text[m.end() : m.end() + 4]) or max(first, second) > 31 or max(first, second) <= 12:
        return None
    month, day = sorted((first, second))
    return Mention(m.start(), m.end(), "day", None, month, day)


def _month_in_figures(text: str, m: re.Match[str]) -> Mention | None:
    """2016/11 and 11/2016, but not the season 2010/11 and not resolution 11/2016."""
    year, month = int(m["ymf_y"] or m["mfy_y"]), int(m["ymf_m"] or m["mfy_m"])
    if _NUMBERED_BEFORE.search(text, max(0, m.start() - 30), m.start()):
        return None
    if m["ymf_y"] and (year + 1) % 100 == month:
        return counted(m, lambda day: (date(year, 1, 1), date(year + 1, 12, 31)), year)
    return Mention(m.start(), m.end(), "month", year, month)


def _year_named_month(text: str, m: re.Match[str]) -> Mention | None:
    """2015 June, 2019-Aug-1."""
    month, day = m["ymn_m"] or m["yam_m"], m["ymn_d"]
    named = month.rstrip(".").lower()
    grain: Literal["day", "month"] = "day" if day else "month"
    end = m.end() - (not day and month.endswith(".") and len(named) > 4)
    return Mention(m.start(), end, grain, int(m["ymn_y"] or m["yam_y"]), MONTH_NUMBERS[named], day_number(day))


def _short_year(text: str, m: re.Match[str]) -> Mention | None:
    """10/31/16 has one reading, month first; 18/02/21 is also 2018 to those who put the year first."""
    month, day = int(m["sho_m"]), int(m["sho_d"])
    return Mention(m.start(), m.end(), "day", 2000 + int(m["sho_y"]), month, day) if 1 <= month <= 12 else None


def _day_in_words(text: str, m: re.Match[str]) -> Mention | None:
    """The tenth of September; "a tenth of September's catch" is a share."""
    said, month = m["wod_d"] or m["wom_d"] or m["wom_e"], m["wod_m"] or m["wom_m"]
    day = DAY_WORDS["-".join(said.lower().replace("-", " ").split())]
    year = int(m["wod_y"] or m["wom_y"]) if m["wod_y"] or m["wom_y"] else None
    number = MONTH_NUMBERS[month.rstrip(".").lower()]
    if m["wod_d"] and not m["wod_the"] and _SHARE_BEFORE.search(text, max(0, m.start() - 8), m.start()):
        return Mention(m.start("wod_m"), m.end(), "month", year, number)
    return Mention(m.start(), m.end(), "day", year, number, day)


def _day_month(text: str, m: re.Match[str]) -> Mention | None:
    month, start = m["dmy_m"], m.start()
    named = month.rstrip(".").lower()
    year = int(m["dmy_y"]) if m["dmy_y"] else 2000 + int(m["dmy_s"]) if m["dmy_s"] else None
    if year is None and named in _VERBS_TOO:
        if month[0].islower() and not _DATE_LEAD.search(text, max(0, start - 12), start) and " of " not in m.group():
            return None
        if named in ("may", "march") and _AUXILIARY_AFTER.match(text, m.end()):
            return None
    end = m.end()
    if year and month[0].islower() and named in _VERBS_TOO and COUNTED_AFTER.match(text, end):
        # "On 12 may 2000 people marched" names no year.
        year, end = None, m.end("dmy_m")
    if year is None and text[end - 1] == "." and not month[:-1].islower() and len(named) > 4:
        end -= 1
    return Mention(start, end, "day", year, MONTH_NUMBERS[named], day_number(m["dmy_d"]), day_number(m["dmy_e"]))


def _month_day(text: str, m: re.Match[str]) -> Mention | None:
    month, start = m["mdy_m"], m.start()
    named = month.rstrip(".").lower()
    year = int(m["mdy_y"]) if m["mdy_y"] else None
    lead = text[max(0, start - 10) : start].lower()
    if year is None and m["mdy_d"][-1:].isalpha() and NUMBERED_AFTER.match(text, m.end()):
        # "In May the 27th Brigade left."
        return (
            Mention(m.start("mdy_m"), m.end("mdy_m"), "month", None, MONTH_NUMBERS[named])
            if lead.endswith("in ")
            else None
        )
    if year is None and lead.endswith(("in ", "during ")) and COUNTED_AFTER.match(text, m.end()):
        return Mention(m.start("mdy_m"), m.end("mdy_m"), "month", None, MONTH_NUMBERS[named])
    if (
        year is None
        and month[0].islower()
        and named in _VERBS_TOO
        and (not _DATE_LEAD.search(text, max(0, start - 12), start) or COUNTED_AFTER.match(text, m.end()))
    ):
        return None
    first, last = day_number(m["mdy_d"]), day_number(m["mdy_e"])
    if not last and (begins := _NUMBER_BEFORE.search(text, max(0, start - 30), start)) and int(begins[1]) < first:
        # "From 4 to January 22": the month printed last serves the day before it.
        return Mention(begins.start(1), m.end(), "day", year, MONTH_NUMBERS[named], int(begins[1]), first)
    return Mention(start, m.end(), "day", year, MONTH_NUMBERS[named], first, last)


def _nth(text: str, m: re.Match[str]) -> Mention | None:
    """The first Monday, the last week, the last day of a month; its first week is its first seven days."""
    said, unit = m["nth_n"].lower(), m["nth_u"].lower()
    number = -1 if said in ("last", "final") else ORDINALS.get(said) or int(said[0])
    if m["nth_z"]:
        year = int(m["nth_z"])
        return _settled(m, year, nth((date(year, 1, 1), date(year, 12, 31)), number, unit))
    named = (m["nth_m"] or "").rstrip(".").lower()
    if m["nth_y"]:
        year = int(m["nth_y"])
        return _settled(m, year, nth(month_days(year, MONTH_NUMBERS[named]), number, unit))
    which = which_of(m["nth_w"])

    def count(day: date) -> Days | None:
        if not named:
            return nth(whole(day, (m["nth_s"] or "month").lower(), which), number, unit)
        days = days_of(Mention(m.start(), m.end(), "month", None, MONTH_NUMBERS[named]), day)
        return None if days is None else nth(days, number, unit)

    return counted(m, count)


def _months(text: str, m: re.Match[str]) -> Mention | None:
    """From the one month to the other, of the year behind them: "September-October 2020", "Dec/Jan 2021"."""
    first, last = (MONTH_NUMBERS[m[name].rstrip(".").lower()] for name in ("mos_a", "mos_b"))
    year = int(m["mos_y"])
    return _settled(m, year, (month_days(year - (first > last), first)[0], month_days(year, last)[1]))


def _settled(m: re.Match[str], year: int, days: Days | None) -> Mention | None:
    return None if days is None else counted(m, lambda day: days, year)


def _week_of(text: str, m: re.Match[str]) -> Mention | None:
    """The week that the named day lies in, Monday to Sunday; the seven days up to it where the week ends with it."""
    named = (m["wof_m"] or m["wof_n"]).rstrip(".").lower()
    year = int(m["wof_y"]) if m["wof_y"] else None
    one = Mention(m.start(), m.end(), "day", year, MONTH_NUMBERS[named], day_number(m["wof_d"] or m["wof_e"]))

    def count(day: date) -> Days | None:
        days = days_of(one, day)
        if days is None:
            return None
        if m["wof_to"]:
            return days[0] - timedelta(days=6), days[0]
        return whole(days[0], "week", 0)

    return counted(m, count, year)


#: "7 feb 18" at a message's end; before more words the number may count something ("on 7 feb 18 men fell").
_TWO_DIGITS: Final = r"\s+(?P<dmy_s>[012]\d)(?=\s*(?:\Z|[.;:!?)]))(?![.:]\d)"

DATES: Final = (
    Way("months", rf"(?P<mos_a>{MONTH})(?:{DASH}|/)(?P<mos_b>{MONTH})(?:,?\s+|[-/])(?P<mos_y>{YEAR})", _months),
    Way(
        "iso",
        r"(?P<iso_y>\d{4}(?=-)|(?:19|20)\d\d)(?P<iso_s>[-/.])(?P<iso_m>\d\d?)(?P=iso_s)(?P<iso_d>\d\d?)(?![\d/-])",
        _year_month_day,
    ),
    Way("isomonth", r"(?P<isom_y>(?:19|20)\d\d)-(?P<isom_m>0[1-9]|1[0-2])(?![\d-]|\.\d)", _year_month),
    Way(
        "figures",
        r"(?P<fig_1>\d{1,2})(?P<fig_s>[/.-])(?P<fig_2>\d{1,2})(?P=fig_s)(?P<fig_y>(?:19|20)\d\d)(?![\d/-])",
        _figures,
    ),
    Way(
        "yearnamed",
        rf"(?P<ymn_y>(?:19|20)\d\d)[-/](?P<ymn_m>{MONTH})[-/](?P<ymn_d>{DAY})(?![\d/-])"
        # "In 2016 May said" speaks of a woman.
        rf"|(?P<yam_y>(?:19|20)\d\d),?\s+(?P<yam_m>(?!(?:may|mar|march|jan|jun|sep|dec)\b(?!\s*(?:[.,;)]|$|(?:and|to|until)\b))){MONTH})"
        r"(?!\s*\d|['\u2019]s|-)",
        _year_named_month,
    ),
    Way(
        "monthfigures",
        r"(?P<ymf_y>(?:19|20)\d\d)/(?P<ymf_m>0?[1-9]|1[0-2])(?![\d/-]|\.\d)"
        r"|(?P<mfy_m>0?[1-9]|1[0-2])/(?P<mfy_y>(?:19|20)\d\d)(?![\d/-]|\.\d)",
        _month_in_figures,
    ),
    Way("short", r"(?P<sho_m>\d\d?)/(?P<sho_d>1[3-9]|2\d|3[01])/(?P<sho_y>[0-3]\d)(?![\d/])", _short_year),
    Way(
        "worded",
        rf"(?P<wod_the>the\s+)?(?P<wod_d>{DAY_IN_WORDS})(?:\s+day)?\s+of\s+(?P<wod_m>{MONTH})"
        rf"(?:,?\s+(?P<wod_y>{YEAR}))?(?!['\u2019]s)"
        rf"|(?P<wom_m>{MONTH})\s+(?:the\s+(?P<wom_d>{DAY_IN_WORDS})|(?P<wom_e>(?:twenty|thirty)[\s-](?:{_DIGIT_ORDINALS})))"
        rf"(?:,?\s+(?P<wom_y>{YEAR}))?(?![\s-]+[a-z]+-|\s+(?:of|time)\b)",
        _day_in_words,
    ),
    Way(
        "nth",
        rf"(?:the\s+)?(?P<nth_n>first|second|third|fourth|last|final|[1-4](?:st|nd|rd|th))\s+"
        rf"(?P<nth_u>{LONG_WEEKDAY}|day|week|weekend)\s+(?:of|in)\s+(?:the\s+month\s+of\s+)?"
        rf"(?:(?:the\s+(?=previous|past|current|next))?(?P<nth_w>last|previous|past|this|current|next|the)\s+(?P<nth_s>month|year)|(?P<nth_z>{YEAR})|(?P<nth_m>{MONTH})(?:,?\s+(?:of\s+)"
        rf"?(?P<nth_y>{YEAR}))?)",
        _nth,
    ),
    Way(
        "weekof",
        rf"(?:(?:the\s+)?week\s+(?:of|beginning|starting|commencing|(?P<wof_to>to|ending|ended))(?:\s+on)?(?:\s+the)?|w/c|w/b)\s+(?:"
        rf"(?P<wof_d>{DAY})\s+(?:of\s+)?(?P<wof_m>{MONTH})"
        rf"|(?P<wof_n>{MONTH})\s*(?P<wof_e>{DAY}))(?:,?\s+(?P<wof_y>{YEAR}))?",
        _week_of,
    ),
    Way(
        "dmy",
        rf"(?:{WEEKDAY},?\s+)?(?:the\s+)?(?P<dmy_d>{DAY})(?:(?P<dmy_to>{TO}(?:the\s+)?|\s*,\s*)(?P<dmy_e>{DAY}))?"
        rf"\s*(?:of\s+|[-/])?(?P<dmy_m>{MONTH})(?:(?:\s+of)?(?:,?\s+|[-/])(?P<dmy_y>{YEAR})|{_TWO_DIGITS})?(?!-\d)",
        _day_month,
    ),
    Way(
        "mdy",
        rf"(?:{WEEKDAY},?\s+)?(?P<mdy_m>{MONTH})[\s-]*(?:the\s+)?(?P<mdy_d>{DAY})(?!:\d|%|[.,]\d)"
        rf"(?:(?P<mdy_to>{TO}(?:the\s+)?)(?P<mdy_e>{DAY})(?!:\d|%|[.,]\d|\s+(?:{MONTH})))?(?:,?\s+(?P<mdy_y>{YEAR}))?",
        _month_day,
    ),
    Way("slashed", r"(?P<sla_1>\d\d?)/(?P<sla_2>\d\d?)(?![\d/%]|[.,]\d)", _figures_alone),
)
