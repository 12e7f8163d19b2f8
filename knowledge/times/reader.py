"""When it is said to have happened: the stretches of time that a text names, counted from its publication date.

A date that the words give in full is "stated". "On Thursday" or "16 January" is "relative": it is counted from the
day of publication, and without one it stays open, because a wrong date on a report is worse than none.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from functools import cache, partial
from itertools import pairwise
from typing import Literal

from knowledge.model import Basis, Period, Span
from knowledge.times.calendars import DAYS_IN, Days, back, feast, month_days, nth, quarter_days, share, whole

Grain = Literal["day", "month", "quarter", "half", "season", "year", "feast", "counted"]

_MONTHS = {
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
_WEEKDAYS = {
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
_SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}
_COUNTS = {
    name: number
    for number, names in enumerate(
        [
            "a,an,one",
            "two,couple of,couple",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
        ],
        start=1,
    )
    for name in names.split(",")
} | {"": 1, "a couple of": 2, "a couple": 2}
#: "A few days" is vague; the stretch taken is one that an editor would still call so, and it reaches the report's day.
_FEW = {"hour": 24, "day": 7, "week": 4, "month": 6, "year": 5}

_MONTH = (
    r"(?:january|jan|february|feb|march|mar|april|apr|may|june|jun|july|jul|august|aug|september|sept|sep|october|oct"
    r"|november|nov|december|dec)(?![a-z])\.?"
)
_LONG_WEEKDAY = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day"
_WEEKDAY = rf"(?:{_LONG_WEEKDAY}|mon|tues?|wed|thu(?:rs?)?|fri|sat|sun)(?![a-z])\.?"
_YEAR = r"(?:1[789]\d\d|20\d\d)(?![\d%]|[.,]\d|-\d\d?-|[-/](?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec))"
_DAY = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?(?!\d)"
_DASH = r"\s*[-\u2010-\u2015]\s*"
_TO = rf"(?:{_DASH}|\s+(?:to|until|till|through|and|thru)\s+)"
_PART = (
    r"(?:early|mid|late|(?:the\s+)?(?:very\s+)?(?:start|beginning|middle|end|first\s+half|second\s+half|"
    r"(?:first|second|last|third)\s+(?:half|third)|first\s+(?:days|weeks|months)|last\s+(?:days|weeks|months))\s+of"
    r"(?:\s+the\s+month\s+of)?)(?:\s+|-)(?:in\s+)?"
)
_COUNT = (
    r"(?:\d{1,3}|an?\s+couple(?:\s+of)?|couple\s+of|a\s+few|an?|one|two|three|four|five|six|seven|eight|nine|ten"
    r"|eleven|twelve|few|several)"
)
_UNIT = r"(?:hour|day|week|fortnight|month|year)"
_SEASON = r"(?:spring|summer|autumn|fall|winter)"
_FEAST = r"(?:ramadan|ramadhan|eid[\s-]al[\s-](?:fitr|adha)|christmas\s+(?:day|eve)|new\s+year'?s?\s+(?:day|eve))"
_WHICH = r"(?:last|past|previous|this|current|next|coming)"

#: One alternative for each way in which news puts a time; the first that fits wins, so the fuller ones come first.
_ALTERNATIVES: dict[str, str] = {
    "iso": r"(?P<iso_y>\d{4})-(?P<iso_m>\d\d?)-(?P<iso_d>\d\d?)(?![\d-])",
    "isomonth": r"(?P<isom_y>(?:19|20)\d\d)-(?P<isom_m>0[1-9]|1[0-2])(?![\d-]|\.\d)",
    "figures": r"(?P<fig_1>\d{1,2})(?P<fig_s>[/.])(?P<fig_2>\d{1,2})(?P=fig_s)(?P<fig_y>(?:19|20)\d\d)(?![\d/])",
    "nth": rf"(?:the\s+)?(?P<nth_n>first|second|third|fourth|last|final|[1-4](?:st|nd|rd|th))\s+"
    rf"(?P<nth_u>{_LONG_WEEKDAY}|day|week|weekend)\s+(?:of|in)\s+(?:the\s+month\s+of\s+)?"
    rf"(?:(?P<nth_w>last|this|next|the)\s+month|(?P<nth_z>{_YEAR})|(?P<nth_m>{_MONTH})(?:,?\s+(?:of\s+)"
    rf"?(?P<nth_y>{_YEAR}))?)",
    "dayof": rf"(?:the\s+)?(?P<dof_d>{_DAY})\s+(?:day\s+)?of\s+(?:the\s+)?(?P<dof_w>last|previous|this|current"
    rf"|next)\s+month\b",
    "weekof": rf"(?:the\s+)?week\s+(?:of|beginning|starting|commencing)(?:\s+on)?(?:\s+the)?\s+(?:"
    rf"(?P<wof_d>{_DAY})\s+(?P<wof_m>{_MONTH})"
    rf"|(?P<wof_n>{_MONTH})\s+(?P<wof_e>{_DAY}))(?:,?\s+(?P<wof_y>{_YEAR}))?",
    "dayweek": rf"(?:on\s+)?(?P<dwe_d>{_LONG_WEEKDAY})\s+(?:(?:of|from)\s+)?(?P<dwe_w>last|this|next)\s+week\b"
    rf"|(?P<dwe_x>last|this|next)\s+week['\u2019]?s\s+(?P<dwe_e>{_LONG_WEEKDAY})\b",
    "dmy": rf"(?:{_WEEKDAY},?\s+)?(?:the\s+)?(?P<dmy_d>{_DAY})(?:(?P<dmy_to>{_TO}(?:the\s+)?|\s*,\s*)"
    rf"(?P<dmy_e>{_DAY}))?"
    rf"\s*(?:of\s+|-)?(?P<dmy_m>{_MONTH})(?:(?:\s+of)?(?:,?\s+|-)(?P<dmy_y>{_YEAR}))?(?!-\d)",
    "mdy": rf"(?:{_WEEKDAY},?\s+)?(?P<mdy_m>{_MONTH})[\s-]*(?:the\s+)?(?P<mdy_d>{_DAY})(?![:%]|[.,]\d)"
    rf"(?:(?P<mdy_to>{_TO}(?:the\s+)?)(?P<mdy_e>{_DAY})(?![:%]|[.,]\d|\s+(?:{_MONTH})))?(?:,?\s+(?P<mdy_y>{_YEAR}))?",
    "month": rf"(?P<mon_p>{_PART})?(?:(?P<mon_w>{_WHICH})\s+)?(?P<mon_m>{_MONTH})(?:,?\s+(?:of\s+)?(?P<mon_y>{_YEAR}))?"
    r"(?:\s+of\s+(?P<mon_r>last|this|next)\s+year)?",
    "season": rf"(?P<sea_p>{_PART})?(?:(?:the\s+)?(?P<sea_w>{_WHICH})\s+(?P<sea_s>{_SEASON})"
    rf"|(?P<sea_t>{_SEASON})(?:\s+of)?,?\s+(?P<sea_y>{_YEAR}))\b",
    "quarter": rf"(?:q(?P<qua_n>[1-4])|(?:the\s+)?(?P<qua_o>first|second|third|fourth|last|1st|2nd|3rd|4th)\s+"
    rf"(?:quarter|qtr))"
    rf"(?:\s+of)?,?\s+(?:(?P<qua_y>{_YEAR})|(?P<qua_w>this|last)\s+year)",
    "halfyear": rf"(?:h(?P<hal_n>[12])|(?:the\s+)?(?P<hal_o>first|second)\s+half\s+of)\s+(?P<hal_y>{_YEAR})",
    "feast": rf"(?P<fea_n>{_FEAST})(?:(?:\s+in)?,?\s+(?P<fea_y>{_YEAR}))?\b",
    "ago": rf"(?P<ago_n>{_COUNT})\s+(?P<ago_u>{_UNIT})s?\s+(?:ago|earlier)\b",
    "spell": rf"(?:the\s+)?(?P<spe_w>last|past|previous|next|coming)\s+(?P<spe_n>{_COUNT})[\s-]+(?P<spe_u>{_UNIT})s?\b",
    "unit": r"(?:(?P<uni_p>early|mid|late|earlier|later|(?:the\s+)?(?:start|beginning|end|middle)\s+of)[\s-]+)?"
    r"(?:the\s+)?(?P<uni_w>last|past|previous|this|current|next|coming)\s+(?P<uni_u>week|weekend|month|quarter|year)\b",
    "ofthe": r"(?:(?:the\s+)?(?P<oft_p>start|beginning|end|middle)\s+of|(?P<oft_q>earlier|later)\s+in)\s+the\s+"
    r"(?P<oft_u>week|month|year)\b",
    "weekend": r"(?:over|at|on)\s+(?:the\s+)?weekend\b",
    "weekday": rf"(?:(?P<wee_w>last|this|next|past)\s+)?(?P<wee_d>{_LONG_WEEKDAY}|(?<=\bon\s)(?:mon|tue|wed|thu"
    rf"|fri|sat|sun))\b"
    r"(?:,?\s+the\s+(?P<wee_n>3[01]|[12]\d|[1-9])(?:st|nd|rd|th)\b)?",
    "nearby": r"(?:the\s+day\s+before\s+yesterday|the\s+day\s+after\s+tomorrow|yesterday|today|tomorrow|tonight"
    r"|last\s+night"
    r"|this\s+(?:morning|afternoon|evening))\b",
    "dayonly": r"(?<=\bon\s)the\s+(?P<don_d>3[01]|[12]\d|[1-9])(?:st|nd|rd|th)\b(?!\s+[a-z]*(?:day|anniversary"
    r"|floor|century|street|night|attempt))",
    "years": rf"(?P<yrs_a>{_YEAR})(?P<yrs_to>[-\u2010-\u2015/])(?P<yrs_b>{_YEAR}|\d\d(?!\d))",
    "year": rf"(?P<yea_p>{_PART})?(?:the\s+year\s+)?(?P<yea_y>{_YEAR})",
}


@cache
def _anywhere() -> re.Pattern[str]:
    """All alternatives in one pattern; each is a group of its own name, so that `lastgroup` tells which one fitted."""
    joined = "|".join(f"(?P<{name}>{pattern})" for name, pattern in _ALTERNATIVES.items())
    return re.compile(rf"(?<![\w/.$€£\u00a3-])(?:{joined})(?!\w)", re.IGNORECASE)


#: Most sentences name no time; this finds that out before the long pattern is tried at every word.
_HINT = re.compile(
    r"\d\d\d\d|(?i:\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|mon|tue|wed|thu|fri|sat|sun)|day\b|ago\b|last\b"
    r"|past\b|this\b|next\b|previous\b|current\b|coming\b|weekend|earlier|tomorrow|tonight|ramadh?an|eid\b|christmas"
    r"|new year|\d[/.]\d|the (?:week|month|year)\b|on the \d)"
)
_COUNTED_AFTER = re.compile(
    r"[\s-]+(?:[a-z]+\s+)?(?:people|men|women|children|soldiers?|fighters?|troops|civilians?|militants?|persons?|dead"
    r"|(?:air)?strikes|raids|sorties|attacks|members|wounded|injured|killed|deaths|cases|casualties|victims|houses|"
    r"homes"
    r"|vehicles|tanks|missiles|rockets|shells|drones|prisoners|detainees|refugees|families|tons|tonnes|km|kilomet|miles"
    r"|met(?:er|re)s|feet|hours|minutes|dollars|euros|jobs|votes|[a-z]{3,}s\s+(?:were|have|had|died|killed|hit|are))\b"
)
_YEAR_BEFORE = re.compile(
    r"(?:\b(?:in|since|during|of|until|till|through|throughout|from|by|before|after|between|and|to|for|year|early|mid|"
    r"late"
    r"|around|about|circa|season|back in)\s+|[(\[,;:\u2013\u2014-]\s*|^\s*)$",
    re.IGNORECASE,
)
_YEAR_LEAD = re.compile(r"\b(?:in|since|during|until|till|throughout|year)\s+$", re.IGNORECASE)
_MONTH_LEAD = re.compile(
    r"\b(?:in|since|during|until|till|throughout|of|from|between|through|back in|for|before|after|and|by)\s+$",
    re.IGNORECASE,
)
_DATE_LEAD = re.compile(r"\b(?:on|in|since|during|from|until|till|between|of|by|and|to)\s+(?:the\s+)?$", re.IGNORECASE)
_AUXILIARY_AFTER = re.compile(
    r"\s+(?:have|be|not|also|still|never|well|soon|yet|actually|even|has|on|lead|face|get|go|take|make|need|see|come)"
    r"\b",
    re.IGNORECASE,
)
_NAME_BEFORE = re.compile(
    r"\b(?:Black|Bloody|Good|Palm|Easter|Super|Ash|Maundy|Holy|Cyber|Boxing|Orange|Dark|Blue|Giving|Friday\sand)\s+$"
)
#: "Every Friday" is a habit, and "the second Sunday" of what is not said.
_NOT_ONE_DAY = re.compile(
    r"\b(?:every|each|first|second|third|fourth|fifth|other|most|two|three|any)\s+$", re.IGNORECASE
)
_LONGER_BEFORE = re.compile(r"(?:year|month|week)s?,?\s+(?:and\s+)?$", re.IGNORECASE)
_PAPER_BEFORE = re.compile(r"\b(?:Russia|USA|India|Psychology|History|Ukraine|Turkey|Arabia|Cyprus|the)\s+$")
_PERSON_BEFORE = re.compile(r"\b(?:Theresa|Mrs?\.?|Ms\.?|Brian|Minister|Women['\u2019]s|Long|Peace|Protest)\s+$")
_FUTURE_BEFORE = re.compile(
    r"\b(?:will|due|scheduled|planned|expected|upcoming|is\s+set\s+to|are\s+set\s+to|going\s+to|plans?\s+to)"
    r"\b[^.;]{0,60}$",
    re.IGNORECASE,
)
_OPEN_START = re.compile(
    r"\b(?:before|until|till|prior\s+to|up\s+to|pre|after|following)(?:\s+|-)(?:the\s+)?$", re.IGNORECASE
)
_SINCE = re.compile(r"\b(?:ever\s+)?since\s+(?:the\s+)?$", re.IGNORECASE)
_FROM = re.compile(r"\b(?:from|between)\s+(?:the\s+)?$", re.IGNORECASE)
_JOIN = re.compile(
    rf"(?P<range>{_DASH}|\s*,?\s+(?:to|until|till|through|thru|up\s+to)\s+(?:the\s+)?)|(?P<list>\s*,\s*|"
    rf"\s*,?\s+and\s+(?:in\s+|on\s+)?)",
    re.IGNORECASE,
)
_NOW_AFTER = re.compile(
    rf"(?:{_DASH}|\s+(?:to|until|till)\s+(?:the\s+)?)(?:present(?:\s+day)?|now|today|date)\b|\s+onwards?\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Mention:
    """One time as the words put it, before it is counted from any publication date."""

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
    count: Callable[[date], Days | None] | None = None
    ahead: bool = False


def read_times(text: str, published: Period | None = None) -> tuple[Period, ...]:
    """The times that the words name, in reading order; what cannot be dated without the publication date is left out.

    `published` says when the report came out. When it is known to the month only, "in January" can still be counted
    and "on Thursday" cannot. Basis is "stated" where the words give the date in full, else "relative".

    >>> [period.words for period in read_times("On 18 February 2021 jets hit the desert, in early 2020 they did not.")]
    ['2021-02-18', '2020-01-01/2020-04-30']
    >>> read_times("on Thursday")
    ()
    >>> day = read_times("2021-02-22")[0]
    >>> [(period.words, period.basis) for period in read_times("on Thursday", published=day)]
    [('2021-02-18', 'relative')]
    """
    return tuple(period for _, period in _read(text, published) if period is not None)


def time_words(text: str, published: Period | None = None) -> tuple[Span, ...]:
    """Where the words name a time that stays open: "on Thursday" in an undated report.

    >>> [span.of("on Thursday, 18 people died") for span in time_words("on Thursday, 18 people died")]
    ['Thursday']
    """
    return tuple(span for span, period in _read(text, published) if period is None)


def _read(text: str, published: Period | None) -> Iterator[tuple[Span, Period | None]]:
    """Each time that the words name, with its period when it can be dated."""
    if not _HINT.search(text):
        return
    mentions = [mention for match in _anywhere().finditer(text) for mention in _mentions(text, match)]
    mentions = _lend_years(text, mentions)
    at = 0
    while at < len(mentions):
        mention = mentions[at]
        until = mentions[at + 1] if at + 1 < len(mentions) else None
        before = text[max(0, mention.start - 24) : mention.start]
        opening = _FROM.search(before)
        joined = until is not None and _joins(text, mention, until, opening is not None, before)
        if joined and until is not None:
            at += 2
            start = mention.start - (len(before) - opening.start()) if opening else mention.start
            yield _dated(Span(start, until.end), partial(_hull, mention, until), published)
            continue
        at += 1
        since, now = _SINCE.search(before), _NOW_AFTER.match(text, mention.end)
        if since or now:
            opening = since or opening
            start = mention.start - (len(before) - opening.start()) if opening else mention.start
            span = Span(start, now.end() if now else mention.end)
            yield _dated(span, partial(_since, mention), published, counted=True, to_now=True)
        elif _OPEN_START.search(before):
            yield Span(mention.start, mention.end), None
        elif mention.last_day and text[mention.start : mention.end].count("and") and not opening:
            yield from _each_day(mention, published)
        else:
            yield _dated(
                Span(mention.start, mention.end), partial(_days, mention), published, counted=mention.year is None
            )


def _each_day(mention: _Mention, published: Period | None) -> Iterator[tuple[Span, Period | None]]:
    """Both days of "on 3 and 5 May", which names two days and not the stretch between them."""
    for day in (mention.day, mention.last_day):
        one = replace(mention, day=day, last_day=0)
        yield _dated(Span(one.start, one.end), partial(_days, one), published, counted=one.year is None)


def _dated(
    span: Span,
    count: Callable[[date | None], tuple[Days, bool] | Days | None],
    published: Period | None,
    counted: bool = False,
    to_now: bool = False,
) -> tuple[Span, Period | None]:
    """The period of one mention; a report dated to the month must give one answer on its first and its last day."""
    first = last = None
    if published is not None:
        first, last = published.start.date(), (published.end - timedelta(microseconds=1)).date()
        if last < first:
            last = first
    days = count(first)
    if days is None:
        return span, None
    if first != last:
        other = count(last)
        if other is None:
            return span, None
        if to_now and days[0] == other[0]:
            days = other
        if days != other:
            return span, None
    begins, ends = days
    assert isinstance(begins, date) and isinstance(ends, date)
    if ends < begins:
        return span, None
    basis: Basis = "relative" if counted or (first is not None and count(None) != days) else "stated"
    try:
        after = ends + timedelta(days=1)
    except OverflowError:
        return span, None
    return span, Period(_midnight(begins), _midnight(after), basis, span)


def _midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=UTC)


# From a match to mentions -----------------------------------------------------------------------------------------


def _mentions(text: str, match: re.Match[str]) -> Iterator[_Mention]:
    """What one match names: usually one time, none when the words turn out to be a count, a verb or a name."""
    made = _READERS[match.lastgroup or ""](text, match)
    if made is not None:
        yield replace(made, ahead=bool(_FUTURE_BEFORE.search(text, max(0, made.start - 80), made.start)))


def _iso(text: str, m: re.Match[str]) -> _Mention | None:
    year, month, day = int(m["iso_y"]), int(m["iso_m"]), int(m["iso_d"])
    return (
        _Mention(m.start(), m.end(), "day", year, month, day) if year and 1 <= month <= 12 and 1 <= day <= 31 else None
    )


def _isomonth(text: str, m: re.Match[str]) -> _Mention | None:
    return _Mention(m.start(), m.end(), "month", int(m["isom_y"]), int(m["isom_m"]))


def _figures(text: str, m: re.Match[str]) -> _Mention | None:
    """18/02/2021 can be read one way only; 04/05/2021 is April in New York and May in London, and stays open."""
    first, second, year = int(m["fig_1"]), int(m["fig_2"]), int(m["fig_y"])
    if not (1 <= first <= 31 and 1 <= second <= 31) or min(first, second) > 12:
        return None
    if m["fig_s"] == "." or first > 12 or first == second:
        return _Mention(m.start(), m.end(), "day", year, second, first)
    if second > 12:
        return _Mention(m.start(), m.end(), "day", year, first, second)
    return _Mention(m.start(), m.end(), "counted", count=lambda day: None)


def _dmy(text: str, m: re.Match[str]) -> _Mention | None:
    month, start = m["dmy_m"], m.start()
    named = month.rstrip(".").lower()
    year = int(m["dmy_y"]) if m["dmy_y"] else None
    if year is None and named in ("may", "march", "mar", "sep", "dec", "jan", "jun"):
        if month[0].islower() and not _DATE_LEAD.search(text, max(0, start - 12), start) and " of " not in m.group():
            return None
        if named in ("may", "march") and _AUXILIARY_AFTER.match(text, m.end()):
            return None
    if year is None and text[m.end() - 1] == "." and not month[:-1].islower() and len(named) > 4:
        return _Mention(start, m.end() - 1, "day", None, _MONTHS[named], _day(m["dmy_d"]), _day(m["dmy_e"]))
    return _Mention(start, m.end(), "day", year, _MONTHS[named], _day(m["dmy_d"]), _day(m["dmy_e"]))


def _mdy(text: str, m: re.Match[str]) -> _Mention | None:
    month, start = m["mdy_m"], m.start()
    named = month.rstrip(".").lower()
    year = int(m["mdy_y"]) if m["mdy_y"] else None
    lead = text[max(0, start - 10) : start].lower()
    if year is None and lead.endswith(("in ", "during ")) and _COUNTED_AFTER.match(text, m.end()):
        return _Mention(m.start("mdy_m"), m.end("mdy_m"), "month", None, _MONTHS[named])
    if year is None and month[0].islower() and named in ("may", "march", "mar", "dec", "sep", "jun", "jan"):  # noqa: SIM102
        if not _DATE_LEAD.search(text, max(0, start - 12), start) or _COUNTED_AFTER.match(text, m.end()):
            return None
    return _Mention(start, m.end(), "day", year, _MONTHS[named], _day(m["mdy_d"]), _day(m["mdy_e"]))


_NTH = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": -1, "final": -1}


def _nth(text: str, m: re.Match[str]) -> _Mention | None:
    """The first Monday, the last week, the last day of a month; its first week is its first seven days."""
    number, unit = _NTH.get(m["nth_n"].lower()) or int(m["nth_n"][0]), m["nth_u"].lower()
    if m["nth_z"]:
        return _of_year(m, number, unit)
    named = (m["nth_m"] or "").rstrip(".").lower()
    month = _Mention(
        m.start(),
        m.end(),
        "month",
        int(m["nth_y"]) if m["nth_y"] else None,
        _MONTHS.get(named, 0),
        which=_which(m["nth_w"]),
    )

    def count(day: date) -> Days | None:
        days = _days(month, day) if named else whole(day, "month", month.which)
        return None if days is None else nth(days, number, unit)

    if month.year is not None:
        days = nth(month_days(month.year, month.month), number, unit)
        return None if days is None else _Mention(m.start(), m.end(), "counted", month.year, count=lambda day: days)
    return _Mention(m.start(), m.end(), "counted", count=count)


def _of_year(m: re.Match[str], number: int, unit: str) -> _Mention | None:
    """The first or last week, day or weekday of a year."""
    year = int(m["nth_z"])
    days = nth((date(year, 1, 1), date(year, 12, 31)), number, unit)
    return None if days is None else _Mention(m.start(), m.end(), "counted", year, count=lambda day: days)


def _dayof(text: str, m: re.Match[str]) -> _Mention | None:
    number, which = _day(m["dof_d"]), _which(m["dof_w"])

    def count(day: date) -> Days | None:
        then = whole(day, "month", which)[0].replace(day=number)
        return then, then

    return _Mention(m.start(), m.end(), "counted", count=count)


def _weekof(text: str, m: re.Match[str]) -> _Mention | None:
    """The week that the named day lies in, Monday to Sunday."""
    named = (m["wof_m"] or m["wof_n"]).rstrip(".").lower()
    year = int(m["wof_y"]) if m["wof_y"] else None
    one = _Mention(m.start(), m.end(), "day", year, _MONTHS[named], _day(m["wof_d"] or m["wof_e"]))

    def count(day: date) -> Days | None:
        days = _days(one, day)
        return None if days is None else whole(days[0], "week", 0)

    return _Mention(m.start(), m.end(), "counted", year, count=count)


def _dayweek(text: str, m: re.Match[str]) -> _Mention | None:
    number, which = _WEEKDAYS[(m["dwe_d"] or m["dwe_e"]).lower()], _which(m["dwe_w"] or m["dwe_x"])

    def count(day: date) -> Days | None:
        then = whole(day, "week", which)[0] + timedelta(days=number)
        return then, then

    return _Mention(m.start(), m.end(), "counted", count=count)


def _ofthe(text: str, m: re.Match[str]) -> _Mention | None:
    unit, later = m["oft_u"].lower(), (m["oft_q"] or "").lower()

    def count(day: date) -> Days | None:
        first, last = whole(day, unit, 0)
        if later:
            return (first, day) if later == "earlier" else (day, last)
        return share((first, last), _part(m["oft_p"]))

    return _Mention(m.start(), m.end(), "counted", count=count)


def _dayonly(text: str, m: re.Match[str]) -> _Mention | None:
    """The last "15th" up to the day of the report."""
    number = int(m["don_d"])

    def count(day: date) -> Days | None:
        month = whole(day, "month", 0 if number <= day.day else -1)
        then = month[0].replace(day=number)
        return then, then

    return _Mention(m.start(), m.end(), "counted", count=count)


def _day(words: str | None) -> int:
    return int(re.match(r"\d+", words).group()) if words else 0  # type: ignore[union-attr]


def _month(text: str, m: re.Match[str]) -> _Mention | None:
    """A month alone is a time when a preposition says so: "in May", not "May said" and not "may"."""
    month, part = m["mon_m"], _part(m["mon_p"])
    named = month.rstrip(".").lower()
    year = int(m["mon_y"]) if m["mon_y"] else None
    which = _which(m["mon_w"] or m["mon_r"])
    start, end = m.start(), m.end()
    if year is not None:
        if (
            named in ("may", "march", "mar")
            and month[0].islower()
            and not (part or _MONTH_LEAD.search(text, max(0, start - 12), start) or start == 0)
        ):
            return None
        if _COUNTED_AFTER.match(text, end) and named == "may":
            return None
        return _Mention(start, end, "month", year, _MONTHS[named], part=part)
    if month.endswith("."):
        end -= 1
    lead = _MONTH_LEAD.search(text, max(0, start - 14), start)
    current = _says_this(m["mon_w"] or m["mon_r"])
    if named in ("mar", "sep", "dec", "jan", "jun", "jul", "feb", "apr", "aug", "oct", "nov") and not (
        lead or part or which or current
    ):
        return None
    if not (lead or part or which or current):
        if month[0].islower() or named in ("may", "march", "april", "june", "august"):
            return None
        if _NAME_BEFORE.search(text, max(0, start - 10), start) or text[end : end + 11] == " Revolution":
            return None
    elif named in ("may", "march", "mar") and not (part or which or current):
        word = lead.group().strip().lower() if lead else ""
        if word in ("by", "of", "for", "and", "after", "before", "between") and named == "may":
            return None
        if month[0].islower() and word not in ("in", "since", "during", "until"):
            return None
        if text[end : end + 4] in (" on ", " for", " aga") and named == "march" and word in ("of", "by", "for", "and"):
            return None
    return _Mention(start, end, "month", None, _MONTHS[named], part=part, which=which, current=current)


def _says_this(words: str | None) -> bool:
    return (words or "").lower() in ("this", "current")


def _season(text: str, m: re.Match[str]) -> _Mention | None:
    name = (m["sea_s"] or m["sea_t"]).lower()
    year = int(m["sea_y"]) if m["sea_y"] else None
    if name == "fall" and year and text[max(0, m.start() - 3) : m.start()].lower() not in ("in ", "of ", "he "):
        return None
    return _Mention(
        m.start(),
        m.end(),
        "season",
        year,
        _SEASONS[name],
        which=_which(m["sea_w"]),
        part=_part(m["sea_p"]),
        current=_says_this(m["sea_w"]),
    )


_QUARTERS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4}


def _quarter(text: str, m: re.Match[str]) -> _Mention | None:
    number = int(m["qua_n"]) if m["qua_n"] else _QUARTERS[m["qua_o"].lower()]
    year = int(m["qua_y"]) if m["qua_y"] else None
    which = {"this": 0, "last": -1}.get((m["qua_w"] or "").lower(), 0)
    if year is None:
        return _Mention(m.start(), m.end(), "counted", count=lambda day: quarter_days(day.year + which, min(number, 4)))
    return _Mention(m.start(), m.end(), "quarter", year, min(number, 4))


def _halfyear(text: str, m: re.Match[str]) -> _Mention | None:
    number = int(m["hal_n"]) if m["hal_n"] else 1 + (m["hal_o"].lower() == "second")
    return _Mention(m.start(), m.end(), "half", int(m["hal_y"]), number)


def _feast(text: str, m: re.Match[str]) -> _Mention | None:
    name = re.sub(r"[\s-]+", " ", m["fea_n"].lower()).replace("ramadhan", "ramadan").replace("years ", "year's ")
    if (
        name == "ramadan"
        and re.search(r"\b[A-Z][a-z]+\s+$", text[max(0, m.start() - 20) : m.start()])
        and not m["fea_y"]
    ):
        # Ramadan is also a man's name: "Tariq Ramadan".
        before = text[max(0, m.start() - 20) : m.start()].split()[-1].lower()
        if before not in (
            "in",
            "during",
            "this",
            "last",
            "since",
            "the",
            "before",
            "after",
            "first",
            "holy",
            "of",
            "muslim",
        ):
            return None
    return _Mention(m.start(), m.end(), "feast", int(m["fea_y"]) if m["fea_y"] else None, feast=name)


def _ago(text: str, m: re.Match[str]) -> _Mention | None:
    number, unit = _number(m["ago_n"], m["ago_u"]), m["ago_u"].lower()
    if m.group().lower().endswith("earlier") or _LONGER_BEFORE.search(text, max(0, m.start() - 12), m.start()):
        # "Two days earlier" counts from another event in the story, not from the day the report came out.
        return _Mention(m.start(), m.end(), "counted", count=lambda day: None)
    vague = _few(m["ago_n"])

    def count(day: date) -> Days | None:
        if vague:
            return back(day, number, unit), day
        if unit == "hour":
            return day - timedelta(days=(number + 23) // 24), day
        if unit == "day":
            return day - timedelta(days=number), day - timedelta(days=number)
        if unit in ("week", "fortnight"):
            then = day - timedelta(days=number * DAYS_IN[unit])
            return then - timedelta(days=then.weekday()), then + timedelta(days=6 - then.weekday())
        then = back(day, number, unit)
        return (
            month_days(then.year, then.month) if unit == "month" else (date(then.year, 1, 1), date(then.year, 12, 31))
        )

    return _Mention(m.start(), m.end(), "counted", count=count)


def _spell(text: str, m: re.Match[str]) -> _Mention | None:
    number, unit = _number(m["spe_n"], m["spe_u"]), m["spe_u"].lower()
    if m["spe_w"].lower() in ("next", "coming"):
        return _Mention(m.start(), m.end(), "counted", count=lambda day: (day, back(day, -number, unit)))
    return _Mention(m.start(), m.end(), "counted", count=lambda day: (back(day, number, unit), day))


def _unit(text: str, m: re.Match[str]) -> _Mention | None:
    which, unit, part = _which(m["uni_w"]), m["uni_u"].lower(), (m["uni_p"] or "").lower()
    if unit == "year" and m["uni_w"].lower() in ("past", "coming"):
        which = 0

    def count(day: date) -> Days | None:
        days = whole(day, unit, which) if m["uni_w"].lower() != "past" else (back(day, 1, unit), day)
        if part == "earlier":
            return (days[0], min(day, days[1])) if days[0] <= day else None
        if part == "later":
            return (max(day, days[0]), days[1])
        return share(days, _part(part))

    return _Mention(m.start(), m.end(), "counted", count=count)


def _weekend(text: str, m: re.Match[str]) -> _Mention | None:
    def count(day: date) -> Days | None:
        saturday = day - timedelta(days=(day.weekday() - 5) % 7)
        return saturday, saturday + timedelta(days=1)

    return _Mention(m.start(), m.end(), "counted", count=count)


def _weekday(text: str, m: re.Match[str]) -> _Mention | None:
    named = m["wee_d"]
    if _NAME_BEFORE.search(text, max(0, m.start() - 10), m.start()) or _NOT_ONE_DAY.search(
        text, max(0, m.start() - 10), m.start()
    ):
        return None
    number, which = _WEEKDAYS[named.lower()], (m["wee_w"] or "").lower()
    printed = int(m["wee_n"]) if m["wee_n"] else 0
    ahead = which == "next" or bool(_FUTURE_BEFORE.search(text, max(0, m.start() - 80), m.start()))

    def count(day: date) -> Days | None:
        if ahead:
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

    return _Mention(m.start(), m.end(), "counted", count=count)


def _nearby(text: str, m: re.Match[str]) -> _Mention | None:
    words = " ".join(m.group().lower().split())
    if words == "today" and _PAPER_BEFORE.search(text, max(0, m.start() - 12), m.start()):
        return None
    if re.search(
        r"(?:days?|weeks?|months?|years?)\s+(?:from|before|after)\s+$", text[max(0, m.start() - 16) : m.start()].lower()
    ):
        return _Mention(m.start(), m.end(), "counted", count=lambda day: None)
    if words == "today" and text[m.end() : m.end() + 2] in ("'s", "\u2019s"):
        return None
    step = {
        "the day before yesterday": -2,
        "yesterday": -1,
        "last night": -1,
        "tomorrow": 1,
        "the day after tomorrow": 2,
    }
    by = timedelta(days=step.get(words, 0))
    return _Mention(m.start(), m.end(), "counted", count=lambda day: (day + by, day + by))


def _years(text: str, m: re.Match[str]) -> _Mention | None:
    first, second = int(m["yrs_a"]), int(m["yrs_b"])
    if len(m["yrs_b"]) == 2:
        second += first // 100 * 100
        if second != first + 1:
            return None
    if second <= first or second - first > 200:
        return None
    return _Mention(m.start(), m.end(), "counted", first, count=lambda day: (date(first, 1, 1), date(second, 12, 31)))


def _year(text: str, m: re.Match[str]) -> _Mention | None:
    """Four digits are a year where a preposition, a bracket or a full stop says so; "2021 soldiers" are not."""
    part = _part(m["yea_p"])
    start, end, year = m.start(), m.end(), int(m["yea_y"])
    mention = _Mention(start, end, "year", year, part=part)
    if part or m.group().lower().startswith("the year"):
        return mention
    if _COUNTED_AFTER.match(text, end):
        return None
    if _YEAR_LEAD.search(text, max(0, start - 14), start):
        return mention
    if year < 1900 or not _YEAR_BEFORE.search(text, max(0, start - 14), start):
        return mention if year >= 1900 and _printed_alone(text, start, end) else None
    after = text[end : end + 1]
    return (
        mention
        if not after
        or not after.isspace()
        or not re.match(r"\s+[a-z]{3,}s\b(?<!was)(?<!has)(?<!its)", text[end : end + 20])
        else None
    )


def _printed_alone(text: str, start: int, end: int) -> bool:
    """A headline's year: "Ramadan 2021", "elections 2020" before a stop; never after a verb or a word of measure."""
    word = re.search(r"([A-Z][a-z]+)\s+$", text[max(0, start - 20) : start])
    return bool(word) and bool(re.match(r"\s*(?:[.,;:)\]]|$)", text[end : end + 3]))


_READERS: dict[str, Callable[[str, re.Match[str]], _Mention | None]] = {
    "nth": _nth,
    "dayof": _dayof,
    "weekof": _weekof,
    "dayweek": _dayweek,
    "ofthe": _ofthe,
    "dayonly": _dayonly,
    "iso": _iso,
    "isomonth": _isomonth,
    "figures": _figures,
    "dmy": _dmy,
    "mdy": _mdy,
    "month": _month,
    "season": _season,
    "quarter": _quarter,
    "halfyear": _halfyear,
    "feast": _feast,
    "ago": _ago,
    "spell": _spell,
    "unit": _unit,
    "weekend": _weekend,
    "weekday": _weekday,
    "nearby": _nearby,
    "years": _years,
    "year": _year,
}


def _which(words: str | None) -> int:
    return {"last": -1, "past": -1, "previous": -1, "next": 1, "coming": 1}.get((words or "").lower(), 0)


def _part(words: str | None) -> str:
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


def _few(words: str) -> bool:
    return words.lower().split()[-1] in ("few", "several")


def _number(words: str, unit: str) -> int:
    said = " ".join(words.lower().split())
    if said.isdigit():
        return int(said)
    if _few(said):
        return _FEW.get(unit.lower(), 4)
    return _COUNTS.get(said, _COUNTS.get(said.split()[-1], 2 if "couple" in said else 1))


# From mentions to days --------------------------------------------------------------------------------------------


def _lend_years(text: str, mentions: list[_Mention]) -> list[_Mention]:
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


def _joins(text: str, first: _Mention, second: _Mention, opened: bool, before: str) -> bool:
    """Whether two mentions are the ends of one stretch: "3 May to 5 June", "between Monday and Friday"."""
    between = _JOIN.fullmatch(text, first.end, second.start)
    if between is None:
        return False
    if between["list"]:
        return before.lower().rstrip().endswith(("between", "between the")) and "and" in between.group()
    if (
        first.grain == second.grain == "year"
        and not opened
        and between.group().strip() not in "-\u2010\u2011\u2012\u2013\u2014\u2015"
    ):
        return False
    return first.grain == second.grain or opened or "counted" not in (first.grain, second.grain)


def _hull(first: _Mention, second: _Mention, ref: date | None) -> Days | None:
    ends = _days(second, ref)
    begins = _days(first, ref)
    if begins is None or ends is None:
        return None
    if begins[0] > ends[1] and first.year is None and first.month:
        begins = _days(replace(first, year=begins[0].year - 1), ref)
    elif begins[0] > ends[1] and first.count is not None:
        begins = (begins[0] - timedelta(days=7), begins[1]) if (begins[1] - begins[0]).days == 0 else begins
    return (begins[0], ends[1]) if begins is not None and begins[0] <= ends[1] else None


def _since(mention: _Mention, ref: date | None) -> Days | None:
    """From the named time up to the day the report came out; open when that day is not known."""
    if ref is None:
        return None
    begins = _days(replace(mention, ahead=False), ref)
    if mention.year is None and mention.count is None and (begins is None or begins[0] > ref):
        begins = _days(replace(mention, ahead=False), ref - timedelta(days=80))
    return (begins[0], ref) if begins is not None and begins[0] <= ref else None


def _days(mention: _Mention, ref: date | None) -> Days | None:
    """First and last day of one mention, or None when it is no date or needs the publication day."""
    try:
        if mention.count is not None:
            if mention.year is not None:
                return mention.count(ref or date(mention.year, 1, 1))
            return mention.count(ref) if ref is not None else None
        if mention.year is not None:
            return _in_year(mention, mention.year)
        if ref is None:
            return None
        if mention.current:
            return _in_year(mention, ref.year - (mention.month == 12 and ref.month < 3 and mention.grain == "season"))
        years = (ref.year - 2, ref.year - 1, ref.year, ref.year + 1)
        candidates = [days for year in years if (days := _in_year(mention, year)) is not None]
        if mention.which > 0 or mention.ahead:
            return next((days for days in candidates if days[1] >= ref), None)
        past = [days for days in candidates if days[0] <= ref]
        if mention.which < 0:
            past = [days for days in past if days[1] < ref]
            return past[-1] if past else None
        # A report tells of the past; but ten months back is rarer than next month, which diaries and summonses name.
        if past and (ref - past[-1][1]).days <= 300:
            return past[-1]
        return next((days for days in candidates if days[0] > ref), None)
    except (ValueError, OverflowError):
        return None


def _in_year(mention: _Mention, year: int) -> Days | None:
    if not 1 <= year <= 9998:
        return None
    if mention.grain == "day":
        try:
            first = date(year, mention.month, mention.day)
            last = date(year, mention.month, mention.last_day) if mention.last_day else first
        except ValueError:
            return None
        return (first, last) if first <= last else None
    if mention.grain == "month":
        return share(month_days(year, mention.month), mention.part)
    if mention.grain == "quarter":
        return quarter_days(year, mention.month)
    if mention.grain == "half":
        return (date(year, 1, 1), date(year, 6, 30)) if mention.month == 1 else (date(year, 7, 1), date(year, 12, 31))
    if mention.grain == "season":
        # Winter is counted by the year it begins in.
        last_year, last_month = (year + 1, 2) if mention.month == 12 else (year, mention.month + 2)
        return share((date(year, mention.month, 1), month_days(last_year, last_month)[1]), mention.part)
    if mention.grain == "feast":
        return feast(mention.feast, year)
    return share((date(year, 1, 1), date(year, 12, 31)), mention.part)
