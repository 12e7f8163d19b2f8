"""Days counted from the report's own: "on Thursday", "yesterday", "over the weekend", "on the 15th"."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Final

from knowledge.times.ahead import Lies, is_fixed_then, lies
from knowledge.times.calendars import Days, whole
from knowledge.times.mention import Mention, Way, counted, left_open
from knowledge.times.surroundings import NAME_BEFORE, NUMBERED_AFTER
from knowledge.times.words import DAY, DAY_IN_WORDS, DAY_WORDS, WEEKDAY_NUMBERS, day_number, which_of
from knowledge.weekdays import LONG_WEEKDAY
from knowledge.word_lists import any_of

#: "Every Friday" is a habit, and "the second Sunday" of what is not said.
_NOT_ONE_DAY = re.compile(
    r"\b(?:every|each|first|second|third|fourth|fifth|other|most|two|three|any)\s+$", re.IGNORECASE
)
#: "On a Sunday in December", and no "on a Sunday raid": any of them.
_ANY = re.compile(r"\bon\s+an?\s+$", re.IGNORECASE)
_NOTHING_OF_IT = re.compile(
    r"(?:\s+(?:morning|afternoon|evening|night))?\s*(?:$|[^\w\s]|(?:in|of|during|when|after)\b)"
)
#: "Russia Today" and "USA Today" print news.
_PAPER_BEFORE = re.compile(r"\b(?:Russia|USA|India|Psychology|History|Ukraine|Turkey|Arabia|Cyprus|the)\s+$")
#: Other papers, pages and channels are called "Aleppo Today"; in a headline that gives every word a capital, a day is.
_IN_A_NAME = re.compile(r"\b[a-z]+\s+(?:[A-Z][\w'\u2019-]+\s+){1,2}$")
_COUNTED_FROM = re.compile(r"(?:days?|weeks?|months?|years?)\s+(?:from|before|after)\s+$")
#: A day that somebody is told to have spoken or acted on; "last Monday" and "every Monday" are others.
_ONE_WEEKDAY = re.compile(rf"\b(?:on|late|early|earlier)\s+(?P<day>{LONG_WEEKDAY})\b", re.IGNORECASE)
_SATURDAY, _MIDWEEK = 5, 2
_VERB = rf"(?:[a-z]{{2,}}ed|{any_of('past_verbs')})\b"
_PAST_AFTER = re.compile(rf"[,\s]\s*(?:[\w'\u2019-]+\s+){{0,4}}?{_VERB}")
_PAST_BEFORE = re.compile(rf"\b{_VERB}[^.;]*$")
_LIES: dict[str, Lies] = {"next": "ahead", "coming": "ahead", "last": "behind", "past": "behind"}
_STEPS = {
    "the day before yesterday": -2,
    "yesterday": -1,
    "last night": -1,
    "tomorrow": 1,
    "the day after tomorrow": 2,
}


def _day_of_month(text: str, m: re.Match[str]) -> Mention | None:
    number, which = day_number(m["dof_d"]), which_of(m["dof_w"])

    def count(day: date) -> Days | None:
        then = whole(day, "month", which)[0].replace(day=number)
        return then, then

    return counted(m, count)


def _day_of_week(text: str, m: re.Match[str]) -> Mention | None:
    number, which = WEEKDAY_NUMBERS[(m["dwe_d"] or m["dwe_e"]).lower()], which_of(m["dwe_w"] or m["dwe_x"])

    def count(day: date) -> Days | None:
        then = whole(day, "week", which)[0] + timedelta(days=number)
        return then, then

    return counted(m, count)


def _weekend(text: str, m: re.Match[str]) -> Mention | None:
    def count(day: date) -> Days | None:
        saturday = day - timedelta(days=(day.weekday() - 5) % 7)
        return saturday, saturday + timedelta(days=1)

    return counted(m, count)


def _this_weekend(text: str, m: re.Match[str]) -> Mention | None:
    """The one over or the one to come, as the verbs say; told early in a week without a verb it may be either."""
    ahead = lies(text, m.start(), m.end()) == "ahead"
    behind = not ahead and bool(
        _PAST_AFTER.match(text, m.end()) or _PAST_BEFORE.search(text, max(0, m.start() - 80), m.start())
    )

    def count(day: date) -> Days | None:
        if not ahead and not behind and day.weekday() < _MIDWEEK:
            return None
        return whole(day, "weekend", -1 if behind and day.weekday() < _SATURDAY else 0)

    return counted(m, count)


def _weekday(text: str, m: re.Match[str]) -> Mention | None:
    near = max(0, m.start() - 10), m.start()
    if NAME_BEFORE.search(text, *near) or _NOT_ONE_DAY.search(text, *near):
        return None
    if _ANY.search(text, *near) and _NOTHING_OF_IT.match(text, m.end()):
        return None
    number, which = WEEKDAY_NUMBERS[m["wee_d"].lower()], (m["wee_w"] or "").lower()
    printed = int(m["wee_n"] or 0) or (
        DAY_WORDS["-".join(m["wee_o"].lower().replace("-", " ").split())] if m["wee_o"] else 0
    )
    which = which.split()[-1] if which else ""
    lie = _LIES.get(which) or lies(text, m.start(), m.end("wee_d"))
    told_on = None if which or lie == "behind" else _told_on(text, m.start())

    def count(day: date) -> Days | None:
        if told_on is not None:
            # "On Wednesday a truce was declared, set to begin on Thursday": the Thursday behind that Wednesday.
            then = day - timedelta(days=(day.weekday() - told_on) % 7)
            then += timedelta(days=(number - told_on - 1) % 7 + 1)
            return (then, then) if not printed or then.day == printed else None
        if lie == "open" or (lie == "ahead" and not which and day.weekday() == number):
            # "Will vote on Friday", told on a Friday, is today for some papers and in a week for others.
            return None
        if which == "this" and lie == "behind" and number > day.weekday():
            # "This Friday", told on a Wednesday, is no day that is over, and nothing says that it is to come.
            return None
        if lie == "ahead":
            then = day + timedelta(days=((number - day.weekday() - 1) % 7) + 1)
            if which == "next" and then.isocalendar().week == day.isocalendar().week:
                # "Next Wednesday", said on a Tuesday, is tomorrow for some and in eight days for others.
                return None
        elif which == "last":
            then = day - timedelta(days=((day.weekday() - number - 1) % 7) + 1)
        else:
            then = day - timedelta(days=(day.weekday() - number) % 7)
        if printed and then.day != printed:
            then = day.replace(day=printed)
            if then.weekday() != number:
                return None
        return then, then

    return counted(m, count)


def _told_on(text: str, start: int) -> int | None:
    """The weekday behind the report that the clause names before a day fixed then; None where it names none."""
    if not is_fixed_then(text, start):
        return None
    earlier = [*_ONE_WEEKDAY.finditer(text, max(0, start - 200), start)]
    if not earlier or re.search(r"[.;]\s", text[earlier[-1].end() : start]):
        return None
    day = earlier[-1]
    return WEEKDAY_NUMBERS[day["day"].lower()] if lies(text, day.start("day"), day.end()) == "behind" else None


def _nearby(text: str, m: re.Match[str]) -> Mention | None:
    words = " ".join(m.group().lower().split())
    if words == "today" and _PAPER_BEFORE.search(text, max(0, m.start() - 12), m.start()):
        return None
    if (
        m.group() == "Today"
        and text[m.end() : m.end() + 2].strip().islower()
        and _IN_A_NAME.search(text, max(0, m.start() - 24), m.start())
    ):
        return None
    if _COUNTED_FROM.search(text[max(0, m.start() - 16) : m.start()].lower()):
        return left_open(m)
    if words == "today" and text[m.end() : m.end() + 2] in ("'s", "\u2019s"):
        return None
    by = timedelta(days=_STEPS.get(words, 0))
    return counted(m, lambda day: (day + by, day + by))


def _day_alone(text: str, m: re.Match[str]) -> Mention | None:
    """The last "15th" up to the day of the report."""
    number = int(m["don_d"])
    if NUMBERED_AFTER.match(text, m.end()):
        return None

    def count(day: date) -> Days | None:
        then = whole(day, "month", 0 if number <= day.day else -1)[0].replace(day=number)
        return then, then

    on = text[max(0, m.start() - 3) : m.start()].lower() == "on "
    return Mention(m.start(), m.end(), "counted", day=number, count=count if on else None, of_month_before=True)


DAYS: Final = (
    Way(
        "dayof",
        rf"(?:the\s+)?(?P<dof_d>{DAY})\s+(?:day\s+)?of\s+(?:the\s+)?(?P<dof_w>last|previous|this|current"
        rf"|next)\s+month\b",
        _day_of_month,
    ),
    Way(
        "dayweek",
        rf"(?:on\s+)?(?P<dwe_d>{LONG_WEEKDAY})\s+(?:(?:of|from)\s+)?(?P<dwe_w>last|this|next)\s+week\b"
        rf"|(?P<dwe_x>last|this|next)\s+week(?:['\u2019]?s|\s+on)?\s+(?P<dwe_e>{LONG_WEEKDAY})\b",
        _day_of_week,
    ),
    Way("thisweekend", r"this\s+weekend(?!['\u2019])\b", _this_weekend),
    Way("weekend", r"(?:over|at|on)\s+(?:the\s+)?weekend\b", _weekend),
    Way(
        "weekday",
        rf"(?:(?P<wee_w>last|this\s+coming|this|next|past|coming)\s+)?(?P<wee_d>{LONG_WEEKDAY}|(?<=\bon\s)(?:mon|tue|wed|thu"
        rf"|fri|sat|sun))\b"
        rf"(?:,?\s+the\s+(?:(?P<wee_n>3[01]|[12]\d|[1-9])(?:st|nd|rd|th)|(?P<wee_o>{DAY_IN_WORDS}))\b(?!\s+(?:[a-z]+|[a-z]*(?:day|time))\b))?",
        _weekday,
    ),
    Way(
        "nearby",
        r"(?:the\s+day\s+before\s+yesterday|the\s+day\s+after\s+tomorrow|yesterday|today|tomorrow|tonight"
        r"|last\s+night|this\s+(?:morning|afternoon|evening))\b",
        _nearby,
    ),
    Way(
        "dayonly",
        r"(?:(?<=\bon\s)|(?<=\band\s)|(?<=\bto\s))the\s+(?P<don_d>3[01]|[12]\d|[1-9])(?:st|nd|rd|th)\b",
        _day_alone,
    ),
)
