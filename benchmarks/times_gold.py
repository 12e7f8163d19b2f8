"""Phrases that name a time, with the days that others say they mean; and dateparser, which others would read them with.

The Recognizers-Text specifications and Duckling's English corpus, both MIT or BSD, are read from the folder of gold.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

from knowledge.times.calendars import Days, whole

#: From words and the day of the report to the days that they name.
Reader = Callable[[str, date], list[Days]]


@dataclass(frozen=True, slots=True)
class Case:
    """Words, the day that they are counted from, and each stretch of days that is right."""

    text: str
    published: date
    wanted: tuple[Days, ...]

    @property
    def looks_back(self) -> bool:
        """Whether it can stand in a report, as what it names has begun; "next Tuesday" is for diaries."""
        return any(first <= self.published for first, _ in self.wanted)


def recognizers(folder: Path) -> Iterator[tuple[str, list[Case]]]:
    """Recognizers-Text specifications for dates and date periods; the past and the future resolution are both right."""
    base = folder / "number_date_suites" / "recognizers_text" / "DateTime" / "English"
    for name in ("DateParser", "DatePeriodParser"):
        cases = []
        for spec in json.loads((base / f"{name}.json").read_text(encoding="utf-8-sig")):
            reference = datetime.fromisoformat(spec.get("Context", {}).get("ReferenceDateTime", "2016-11-07T00:00:00"))
            for result in spec["Results"]:
                wanted = [
                    days
                    for which in ("PastResolution", "FutureResolution")
                    for days in _resolved(result["Value"].get(which) or {})
                ]
                cases.append(Case(spec["Input"], reference.date(), tuple(wanted)))
        yield f"Recognizers {name}", cases


def _resolved(value: dict[str, str]) -> list[Days]:
    """First and last day; whether the end that is printed counts in is not said, so both are given."""
    try:
        if "date" in value:
            day = date.fromisoformat(value["date"])
            return [(day, day)]
        if "startDate" in value and "endDate" in value:
            first, last = date.fromisoformat(value["startDate"]), date.fromisoformat(value["endDate"])
            return [(first, last - timedelta(days=1)), (first, last)]
    except ValueError:
        pass
    return []


_EXAMPLE = re.compile(
    r"examples\s*\(\s*(?:datetimeInterval|datetime)\s+\(?\(?(?P<first>[\d, -]+)\)?(?:\s*,\s*\((?P<second>[\d, "
    r"-]+)\))?\)*"
    r"\s+(?P<grain>Day|Week|Month|Quarter|Year)\)\s*\[(?P<words>[^\]]*)\]",
    re.DOTALL,
)


def duckling(folder: Path) -> Iterator[Case]:
    """Duckling's English corpus, days and longer, counted from 12 February 2013."""
    text = (folder / "number_date_suites" / "duckling" / "Time_EN_Corpus.hs").read_text(encoding="utf-8")
    for match in _EXAMPLE.finditer(text):
        first = [int(part) for part in re.findall(r"-?\d+", match["first"])]
        second = [int(part) for part in re.findall(r"-?\d+", match["second"] or "")]
        try:
            start = date(*first[:3])
            end = date(*second[:3]) if len(second) >= 3 else _after(start, match["grain"])
        except (ValueError, TypeError):
            continue
        for words in re.findall(r'"((?:[^"\\]|\\.)*)"', match["words"]):
            yield Case(words, date(2013, 2, 12), ((start, end - timedelta(days=1)),))


def _after(start: date, grain: str) -> date:
    if grain == "Day":
        return start + timedelta(days=1)
    if grain == "Week":
        return start + timedelta(days=7)
    months = {"Month": 1, "Quarter": 3, "Year": 12}[grain]
    index = start.year * 12 + start.month - 1 + months
    return date(index // 12, index % 12 + 1, 1)


def dateparser_reader() -> Reader | None:
    """The library dateparser as one would use it for news: English, the past preferred; None when it is missing.

    Its best is counted: the period it reports (day, week, month, year) and the stretch it can give ("last 3 days") are
    both readings, and one right reading is enough.
    """
    try:
        from dateparser.search import search_dates
    except ImportError:
        return None

    def read(text: str, published: date) -> list[Days]:
        base = datetime(published.year, published.month, published.day)  # noqa: DTZ001  the library compares naive times
        settings = {"RELATIVE_BASE": base, "PREFER_DATES_FROM": "past", "RETURN_TIME_SPAN": True}
        found = search_dates(text, languages=["en"], settings=settings, add_period=True) or []
        days: list[Days] = []
        begins: date | None = None
        for words, moment, period in found:
            day = moment.date()
            if words.endswith(" (start)"):
                begins = day
            elif words.endswith(" (end)") and begins is not None:
                days.append((begins, day))
            else:
                days.append(whole(day, period, 0) if period in ("week", "month", "quarter", "year") else (day, day))
        return days

    return read
