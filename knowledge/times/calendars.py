"""The calendar as news uses it: months, quarters, thirds of a year, weeks that begin on Monday, and feasts."""

from __future__ import annotations

from datetime import date, timedelta

#: The first and the last day of a stretch, both counted in.
Days = tuple[date, date]

WEEK = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
DAYS_IN = {"day": 1, "week": 7, "fortnight": 14}

#: Feasts that keep their day in the Gregorian calendar: first month and day, last month and day.
_FIXED = {
    "christmas day": (12, 25),
    "christmas eve": (12, 24),
    "boxing day": (12, 26),
    "new year's day": (1, 1),
    "new year's eve": (12, 31),
}
#: Feasts of the Islamic calendar: month, first day, last day (0: the month's last).
_HIJRI = {"ramadan": (9, 1, 0), "eid al fitr": (10, 1, 3), "eid al adha": (12, 10, 13)}


def feast(name: str, year: int) -> Days | None:
    """When a feast falls in a Gregorian year; by the Umm al-Qura calendar, which the moon as seen may shift by a day.

    None for a year outside that calendar's tables, or a feast that is not in the list.

    >>> feast("ramadan", 2021)
    (datetime.date(2021, 4, 13), datetime.date(2021, 5, 12))
    >>> feast("harvest festival", 2021)
    """
    if name in _FIXED:
        day = date(year, *_FIXED[name])
        return day, day
    if name not in _HIJRI:
        return None
    from hijridate import Gregorian, Hijri  # its tables cost a few milliseconds, and few texts name a feast

    month, first, last = _HIJRI[name]
    try:
        hijri_year = Gregorian(year, 1, 1).to_hijri().year
        for candidate in (hijri_year, hijri_year + 1):
            begins = Hijri(candidate, month, first)
            day = begins.to_gregorian()
            if day.year == year:
                ends = Hijri(candidate, month, last or begins.month_length()).to_gregorian()
                return date(day.year, day.month, day.day), date(ends.year, ends.month, ends.day)
    except (OverflowError, ValueError):
        return None
    return None


def month_days(year: int, month: int) -> Days:
    """The first and last day of a month."""
    following = date(year + (month == 12), month % 12 + 1, 1)
    return date(year, month, 1), following - timedelta(days=1)


def quarter_days(year: int, number: int) -> Days:
    """The first and last day of a quarter, 1 to 4."""
    return date(year, number * 3 - 2, 1), month_days(year, number * 3)[1]


def whole(day: date, unit: str, which: int) -> Days:
    """The week, weekend, month, quarter, year or decade that holds the day, or the one `which` steps on.

    >>> whole(date(2021, 2, 22), "month", -1)
    (datetime.date(2021, 1, 1), datetime.date(2021, 1, 31))
    """
    if unit == "week":
        monday = day - timedelta(days=day.weekday()) + timedelta(days=7 * which)
        return monday, monday + timedelta(days=6)
    if unit == "weekend":
        saturday = day - timedelta(days=day.weekday()) + timedelta(days=5 + 7 * which)
        return saturday, saturday + timedelta(days=1)
    if unit == "month":
        index = day.year * 12 + day.month - 1 + which
        return month_days(index // 12, index % 12 + 1)
    if unit == "quarter":
        index = day.year * 4 + (day.month - 1) // 3 + which
        return quarter_days(index // 4, index % 4 + 1)
    if unit == "decade":
        first = day.year // 10 * 10 + 10 * which
        return date(first, 1, 1), date(first + 9, 12, 31)
    return date(day.year + which, 1, 1), date(day.year + which, 12, 31)


def nth(days: Days, number: int, unit: str) -> Days | None:
    """The first, second, … or last (-1) day, week, weekend or named weekday of a stretch; None when there is none.

    >>> nth((date(2021, 3, 1), date(2021, 3, 31)), -1, "monday")
    (datetime.date(2021, 3, 29), datetime.date(2021, 3, 29))
    """
    first, last = days
    if unit == "day":
        day = last if number < 0 else first + timedelta(days=number - 1)
        return day, day
    if unit == "week":
        start = last - timedelta(days=6) if number < 0 else first + timedelta(days=7 * (number - 1))
        return start, min(last, start + timedelta(days=6))
    weekday = 5 if unit == "weekend" else WEEK.index(unit)
    day = last - timedelta(days=(last.weekday() - weekday) % 7)
    if number > 0:
        day = first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (number - 1))
    if not first <= day <= last:
        return None
    return day, day + timedelta(days=1) if unit == "weekend" else day


def share(days: Days, part: str) -> Days:
    """The third or half that "early", "mid", "late" or "the first half of" leaves; "early 2021" is January to April.

    >>> share((date(2021, 1, 1), date(2021, 12, 31)), "early")
    (datetime.date(2021, 1, 1), datetime.date(2021, 4, 30))
    """
    if not part:
        return days
    first, last = days
    if first.day == 1 and (last + timedelta(days=1)).day == 1 and (first.year, first.month) != (last.year, last.month):
        months = (last.year - first.year) * 12 + last.month - first.month + 1
        cut = months // 2 if "half" in part else max(1, months // 3)
        begin = {"early": 0, "first half": 0, "mid": cut, "second half": cut, "late": months - cut}[part]
        start = first.year * 12 + first.month - 1 + begin
        end = start + cut - 1
        return date(start // 12, start % 12 + 1, 1), month_days(end // 12, end % 12 + 1)[1]
    length = (last - first).days + 1
    if part in ("first half", "second half"):
        middle = first + timedelta(days=length // 2)
        return (first, middle - timedelta(days=1)) if part == "first half" else (middle, last)
    third = max(1, round(length / 3))
    if part == "early":
        return first, first + timedelta(days=third - 1)
    if part == "late":
        return last - timedelta(days=length - 2 * third - 1), last
    return first + timedelta(days=third), first + timedelta(days=2 * third - 1)


def back(day: date, number: int, unit: str) -> date:
    """The day so many hours, days, weeks, months, years or decades before; a short month takes its last day.

    >>> back(date(2021, 3, 31), 1, "month"), back(date(2021, 3, 31), 2, "decade")
    (datetime.date(2021, 2, 28), datetime.date(2001, 3, 31))
    """
    if unit == "hour":
        return day - timedelta(days=(abs(number) + 23) // 24 * (1 if number >= 0 else -1))
    if unit in ("week", "day", "fortnight"):
        return day - timedelta(days=number * DAYS_IN[unit])
    if unit == "quarter":
        unit, number = "month", number * 3
    if unit == "decade":
        unit, number = "year", number * 10
    index = day.year * 12 + day.month - 1 - number * (12 if unit == "year" else 1)
    year, month = index // 12, index % 12 + 1
    return date(year, month, min(day.day, month_days(year, month)[1].day))
