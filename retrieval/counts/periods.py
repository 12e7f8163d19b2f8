"""How much time a count covers, by its words: a day, a week, a month, from a date onwards, or so many each day."""

from __future__ import annotations

import calendar
import re
from datetime import timedelta
from functools import lru_cache

from knowledge.caseless import Caseless
from knowledge.model import Claim, Finding, Period, Quantity
from knowledge.number_words import ONES, TENS
from knowledge.quantities import unit_table
from knowledge.times import read_times
from knowledge.weekdays import LONG_WEEKDAY
from retrieval.word_tables import any_of

#: Days in each length of time.
LENGTHS = {
    "hour": 1 / 24,
    "day": 1,
    "night": 1,
    "weekend": 2,
    "week": 7,
    "fortnight": 14,
    "month": 30,
    "year": 365,
    "decade": 3650,
}
#: A count of one day and one of two are told apart; a count of a week and one of eight days are not.
APART = 1.5
A_MONTH = 31
#: A count over a time so many times as long may well be larger.
MUCH_LONGER = 3
YEAR = timedelta(days=365)
#: What is counted from a date onwards has no length, but it is no day.
ONWARDS = float("inf")

_length = re.compile(rf"(?P<number>\d+|[a-z]+(?:-[a-z]+)?)?[ -]?(?P<length>{'|'.join(LENGTHS)})s?\b", re.IGNORECASE)
_each = re.compile(
    r"^(?:every(?: single)?|each|per|a|an) (?:day|week|month|year|hour|night)\b|\bdaily\b", re.IGNORECASE
)
_onwards = re.compile(r"^since\b", re.IGNORECASE)
_from_to = re.compile(
    r"^(?:from|between) (?P<first>\d{1,2})(?: \w+)? (?:to|until|till|and) (?P<last>\d{1,2})\b", re.IGNORECASE
)
#: "10 Nov 2017 - 31 March 2020" begins with a day, and is none.
_year_to_year = re.compile(
    r"\b(?:19|20)\d\d\b.*?(?:\b(?:to|until|till|through|and)\b|[–—-]).*\b(?:19|20)\d\d\b", re.DOTALL
)
_one_day = re.compile(
    rf"\b(?:{LONG_WEEKDAY}|today|yesterday|overnight|tonight|morning|evening)\b|^on \b",
    re.IGNORECASE,
)
_two_days = re.compile(rf"(?<!between )\b{LONG_WEEKDAY} and {LONG_WEEKDAY}\b", re.IGNORECASE)
_part_of_a_day = re.compile(rf"\b(?:{any_of('dated', 'parts_of_a_day')}) hours?\b", re.IGNORECASE)
_MONTHS = (
    "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|"
    "nov(?:ember)?|dec(?:ember)?"
)
_month = re.compile(rf"\b(?:{_MONTHS})\b", re.IGNORECASE)
_WHOLE = tuple(name.lower() for name in calendar.month_name[1:])
_IN_SHORT = tuple(name[:3] for name in _WHOLE)
#: "In September-October", and not "in June and October".
_months = re.compile(
    rf"\b(?P<first>{_MONTHS})\.?\s*(?:[-–—/]|\b(?:to|until|till|through)\b)\s*(?P<last>{_MONTHS})\b", re.IGNORECASE
)
_day_number = re.compile(r"\b\d{1,2}(?:st|nd|rd|th)?\b")
#: Which month "the same month" is stands elsewhere; "this month" is as often when somebody counted, and "last month"
#: when it happened, while "in the last month" is for how long.
_points_back = re.compile(
    r"(?:\b(?:the same|that|this)|^last) (?:hour|day|night|weekend|week|month|year|period)\b", re.IGNORECASE
)
#: "So far this year" is counted from its first day onwards.
_until_now = re.compile(r"^so far (?:this|that) (?:year|month|week)\b", re.IGNORECASE)
#: "In an air strike in March" is when it was; of "raids in March" the month is counted.
_one_blow = Caseless(rf"\b(?:{any_of('ledger', 'one_blow')})\s+(?:(?:on|in|at|near)\s+(?:[\w’'-]+\s+){{1,3}})?\Z")
_all_of_it = re.compile(
    rf"(?:in |during |over )?(?:the same|that|this|last) (?P<length>{'|'.join(LENGTHS)})$", re.IGNORECASE
)
_by = re.compile(r"^(?:by|until|till|up to)\b", re.IGNORECASE)


# A card holds the few times that its reports count over against one another.
@lru_cache(maxsize=5_000)
def days_in(words: str) -> float | None:
    """The days that a count covers by these words; negative for so many each day; None where they do not say.

    >>> days_in("in the last 48 hours"), days_in("in a single week"), days_in("since 24 March"), days_in("on Monday")
    (2.0, 7.0, inf, 1.0)
    >>> days_in("on Saturday and Sunday"), days_in("so far this year"), days_in("this year")
    (2.0, inf, None)
    >>> days_in("a day"), days_in("by Tuesday"), days_in("in the early hours of Monday")
    (-1.0, None, 1.0)
    >>> days_in("10 Nov 2017 - 31 March 2020"), days_in("between May 2019 and June 2020")
    (873.0, 427.0)
    >>> days_in("in September-October 2020"), days_in("in Sept/Oct 2020"), days_in("in Nov. to January")
    (60.0, 60.0, 90.0)
    >>> days_in("28 March to April 2"), days_in("on 28 March")
    (None, 1.0)
    """
    if not words or _by.search(words):
        return None
    if _until_now.search(words):
        return ONWARDS
    if _points_back.search(words):
        return None
    if each := _each.search(words):
        unit = next((length for length in LENGTHS if length in each.group().lower()), "day")
        return -float(LENGTHS[unit])
    if _onwards.search(words):
        return ONWARDS
    if _year_to_year.search(words) and (told := read_times(words)):
        return max((period.end - period.start) / timedelta(days=1) for period in told)
    if span := _from_to.search(words):
        days = int(span["last"]) - int(span["first"]) + 1
        return float(days) if days > 0 else None
    if _part_of_a_day.search(words):
        return 1.0
    if _two_days.search(words):
        return 2.0
    if found := _length.search(words):
        return _number(found["number"]) * LENGTHS[found["length"].lower()]
    if _one_day.search(words):
        return 1.0
    is_dated = _day_number.search(re.sub(r"\b(?:19|20)\d\d\b", "", words)) is not None
    if (spell := _months.search(words)) and is_dated:
        # "28 March to April 2" are some days, and no two months.
        return None
    if spell:
        first, last = (_IN_SHORT.index(spell[end][:3].lower()) for end in ("first", "last"))
        return 30.0 * ((last - first) % 12 + 1)
    if _month.search(words):
        # A day stands beside its month, or the month is meant whole.
        return 1.0 if is_dated else 30.0
    return 365.0 if re.search(r"\b(?:19|20)\d\d\b", words) else None


_so_long_of = re.compile(
    r"\b(?P<number>\d+|[a-z]+)[ -](?P<length>day|week|fortnight|month|year)s? of (?!age\b|the\b|mourning\b)[a-z]",
    re.IGNORECASE,
)
_over_so_long = re.compile(
    r"\b(?:(?:over|in|during) the (?:last|past|previous)|(?:in|during|over) an?)"
    r" (?P<number>\d+|two|three|four|five|six|seven|several)[ -](?P<length>day|week|month)s?\b",
    re.IGNORECASE,
)
_from_day_to_day = re.compile(r"\d.*?(?:\b(?:to|until|till|and)\b|[–—-]).*\d", re.DOTALL)


def days_counted(finding: Finding, quantity: Quantity) -> float | None:
    """The days over which a printed figure is counted, as far as its sentence says: "a month of raids killed 300"."""
    if (days := days_in(period_words(quantity))) is not None:
        return days if 0 < days < ONWARDS and not _dates_a_blow(finding.words, quantity.period) else None
    if (went_on := days_of_it(finding.words)) is not None:
        return went_on
    when = finding.statement.when
    dated = when.span.of(finding.article.text) if when and when.span else ""
    return (when.end - when.start) / timedelta(days=1) if when and _from_day_to_day.search(dated) else None


def _dates_a_blow(words: str, period: str) -> bool:
    """Whether words say by a month when one blow was: "105 died in an air strike in March" counts over no month."""
    before, found, _ = words.partition(period)
    return bool(found and _month.search(period) and _one_blow.search(before))


def days_of_it(words: str) -> float | None:
    """For how many days a sentence says that what it tells went on; None where it does not say, or only when it was.

    >>> days_of_it("Two days of shelling killed 38"), days_of_it("38 died in a two-day raid"), days_of_it("on Monday")
    (2.0, 2.0, None)
    >>> days_of_it("Over the past three days the army shelled Kalden"), days_of_it("raids over the weekend killed 38")
    (3.0, None)
    """
    told = _so_long_of.search(words) or _over_so_long.search(words)
    return _number(told["number"]) * LENGTHS[told["length"].lower()] if told else None


def is_more_over_longer(more: float | None, fewer: float | None) -> bool:
    """Whether so many days are a week or more, and several times as many as those of a smaller count.

    Fewer over a longer time do contradict; more do not.
    """
    return more is not None and more >= LENGTHS["week"] and more >= MUCH_LONGER * (fewer or 1.0)


def names_a_length(period: str) -> bool:
    """Whether words say for how long was counted, "in two days", and neither when nor so many a day.

    >>> names_a_length("in two days"), names_a_length("on Monday"), names_a_length("a day"), names_a_length("in May")
    (True, False, False, False)
    """
    return _is_for_so_long(period) and (days_in(period) or 0.0) > 0


def days_pointed_at(words: str) -> float | None:
    """How many days a time that another sentence names is long; None for words that do not point to one.

    >>> days_pointed_at("in the same month"), days_pointed_at("that week"), days_pointed_at("in May")
    (30.0, 7.0, None)
    """
    pointed = _all_of_it.match(words)
    return float(LENGTHS[pointed["length"].lower()]) if pointed else None


def is_of_a_month(printed: Quantity) -> bool:
    """Whether a figure is counted over a month or less: "that month", "in three days"; so many a day are of no stretch.

    >>> from knowledge.quantities import read_quantities
    >>> told = ("40 killed that month", "40 killed in two days", "40 killed since 2015", "40 killed in ten years")
    >>> [is_of_a_month(quantity) for words in told for quantity in read_quantities(words)]
    [True, True, False, False]
    """
    words = period_words(printed)
    days = days_pointed_at(words) or days_in(words)
    return days is not None and 0 < days <= A_MONTH


def tells_a_stretch(printed: Quantity) -> bool:
    """Whether a figure tells over how long it is counted: "in 24 hours", "since April"; "on Monday" is when it was."""
    words = period_words(printed)
    return days_in(words) is not None and not _is_when(words, printed)


def is_of_another_length(claimed: Quantity, printed: Quantity) -> bool:
    """Whether a figure is counted over another length of time than the one that the claim names for its own.

    Who tells no length has not counted over another, and the day on which it was is none.
    """
    words = period_words(printed)
    mine, days = days_in(claimed.period), days_in(words)
    if mine is None or days is None or not names_a_length(claimed.period) or _is_when(words, printed):
        return False
    return days < 0 or max(mine, days) / min(mine, days) > APART


def _is_when(words: str, printed: Quantity) -> bool:
    """Whether words name the day on which it was, "on Monday", or the month in which somebody was killed."""
    if _is_for_so_long(words) or _onwards.search(words):
        return False
    days = days_in(words) or 0.0
    dated = _month.search(words) and not (_from_to.search(words) or _year_to_year.search(words))
    return 0 < days <= 1 or bool(dated and unit_table().kinds.get(printed.unit) != "event")


def are_as_long(period: str, other: str) -> bool:
    """Whether two stretches are of one length, however they are called, and neither names a date.

    >>> are_as_long("in one day", "over the last 24 hours"), are_as_long("in one day", "in two days")
    (True, False)
    >>> are_as_long("in May", "in June"), are_as_long("on 3 May", "on 4 May")
    (False, False)
    """
    if not all(_length.search(words) for words in (period, other)):
        return False
    days = days_in(period)
    return days is not None and days == days_in(other)


def in_full(period: str) -> str:
    """A stretch of time in small letters, each month by its whole name, and "daily" as "a day".

    >>> in_full("in Sept."), in_full("on 3 Jan"), in_full("in a mar of May"), in_full("every single day")
    ('in september', 'on 3 january', 'in a mar of may', 'a day')
    """
    if each := _each.search(period):
        return f"a {next((length for length in LENGTHS if length in each.group().lower()), 'day')}"
    return _short_month.sub(lambda short: _WHOLE[_IN_SHORT.index(short[1].lower())], period).lower().rstrip(" .,;")


#: "Mar" is soon another word, and is a month beside a number alone.
_short_month = re.compile(r"\b(jan|feb|apr|jun|jul|aug|sep|oct|nov|dec|(?<=\d )mar|mar(?= \d))t?\b\.?", re.IGNORECASE)


def period_words(quantity: Quantity) -> str:
    """The time that a printed figure covers, as printed."""
    return quantity.period.strip(" .,;")


#: From when on a claim counts, in words that no calendar has.
_SINCE = re.compile(r"\b(?:ever )?since\b|\b(?:so far|to date|until now|by now)\b", re.IGNORECASE)


def covers(claim: Claim, claimed: Quantity) -> str:
    """The time that the claim's figure covers, as typed; "" where the claim names none."""
    if claimed.period:
        return claimed.period
    return claim.when.span.of(claim.text) if claim.when and claim.when.span else ""


def periods_part(claim: Claim, claimed: Quantity, printed: Quantity, told: Period | None = None) -> bool:
    """Whether the report's count covers another stretch of time than the claim's; `told` is when the report places it.

    A claim that names no time has dropped one only when the report counts for longer than two days, or so many a day:
    "on Monday" is when it happened.
    """
    if told is not None and _is_when_it_was(claim, claimed, printed, told):
        return False
    if not covers(claim, claimed) and _SINCE.search(claim.text):
        # "Since we came in" names a time, and not which.
        return False
    theirs, mine = days_in(period_words(printed)), days_claimed(claim, claimed)
    if theirs is not None and 0 < theirs <= 1 and not _is_for_so_long(claimed.period) and _is_no_sum(claimed, printed):
        # "In the hour before the speech" is when a crowd was counted, and the claim's year is when it came.
        return False
    over = (told.end - told.start) / timedelta(days=1) if told is not None else 0.0
    if mine is not None and mine > A_MONTH < over and theirs != ONWARDS:
        # "In the first half of 2020", "between 2018 and 2020": the dates tell it better than the words.
        return max(mine, over) / min(mine, over) > APART
    if theirs is None:
        # "This month" is when as often as for how long; "in a week" is no month.
        theirs = days_pointed_at(period_words(printed))
        if theirs is None or mine is None or not _is_for_so_long(claimed.period):
            return False
    if mine is None:
        # "In March" is when somebody was killed; strikes "in March" are counted over the month.
        dated = _month.search(printed.period) and unit_table().kinds.get(printed.unit) != "event" and theirs != ONWARDS
        return theirs < 0 or (theirs > 2 and not dated)
    if (mine < 0) != (theirs < 0):
        return True
    if theirs == ONWARDS and told is not None and told.end - told.start > timedelta(days=2):
        # "Since early 2022" is a year in a report of December; "since 1 December", in one of the 15th, is that month.
        theirs = max(mine, (told.end - told.start) / timedelta(days=1))
    if ONWARDS in (mine, theirs):
        return mine != theirs and min(mine, theirs) < 28
    return max(abs(mine), abs(theirs)) / min(abs(mine), abs(theirs)) > APART


def _is_when_it_was(claim: Claim, claimed: Quantity, printed: Quantity, told: Period) -> bool:
    """Whether the claim's time only dates what the report puts into it: an event of one of its days, or how many there
    are of somebody, which is no sum of days; or whether both count from one year onwards.
    """
    when = claim.when
    if when is None:
        return False
    if _onwards.search(claimed.period) and when.start.year == told.start.year and told.end - told.start > YEAR:
        return True
    if not (when.start <= told.start and told.end <= when.end):
        return False
    if unit_table().kinds.get(printed.unit) == "event" or _is_for_so_long(claimed.period):
        return False
    if _is_no_sum(claimed, printed):
        return True
    # A country has more than one such event in a month; a town seldom has.
    of_a_town = any(place.province for place in claim.where)
    return of_a_town and told.end - told.start <= timedelta(days=2) and not _ALL_OF_IT.search(claim.text)


def _is_no_sum(claimed: Quantity, printed: Quantity) -> bool:
    """Whether a count is of no day's sum: people of whom nothing is said, or things, where the claim only dates them.

    "13 hideouts hit, June 2024" dates them; "40 killed in June 2024" may be all of that month.
    """
    kind = unit_table().kinds.get(printed.unit)
    return not printed.state if kind == "person" else not claimed.period and kind in ("thing", "weapon")


#: The claim counts all of its time together.
_ALL_OF_IT = re.compile(rf"\b(?:{any_of('dated', 'all_of_its_time')})\b", re.IGNORECASE)


def _is_for_so_long(words: str) -> bool:
    """Whether words say for how long was counted, "in a week", and not only when."""
    when = _one_day.search(words) or _part_of_a_day.search(words)
    return days_in(words) is not None and _length.search(words) is not None and when is None


def days_claimed(claim: Claim, claimed: Quantity) -> float | None:
    """The days that a claim counts over, or that it names for when it was; None where it names neither."""
    if (days := days_in(claimed.period)) is not None:
        return days
    if claim.when is None or claim.when.span is None:
        return None
    return max(1.0, (claim.when.end - claim.when.start).total_seconds() / 86400)


def _number(words: str | None) -> float:
    if not words:
        return 1.0
    if words.isdigit():
        return float(words)
    known = {**ONES, **TENS, "few": 3, "several": 4, "couple": 2, "dozen": 12}
    return float(sum(known.get(part, 0) for part in words.lower().split("-")) or 1)
