"""How well times and places are read, against gold that others made; run `python -m benchmarks.reading_times_places`.

The folder that the environment variable WHOSAYS_BENCH names holds the gold; without it nothing is measured.
"""

from __future__ import annotations

import csv
import gzip
import json
import os
import re
import sys
import time
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from knowledge.model import Period, Place
from knowledge.places import read_places, related
from knowledge.times import read_times, time_words

_CODES = {"Iraq": "IQ", "Syria": "SY"}


def _day(year: int, month: int, day: int) -> Period:
    start = datetime(year, month, day, tzinfo=UTC)
    return Period(start, start + timedelta(days=1), "stated")


def _share(good: int, total: int) -> str:
    return f"{good}/{total} = {100 * good / total:.2f} %" if total else "none"


def centcom(folder: Path, show: bool = False) -> tuple[float, float]:
    """The first place of each press-release line against the recorded location and country."""
    with (folder / "centcom_airstrikes" / "all-edited-refined.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    located = landed = 0
    wrong: Counter[str] = Counter()
    begun = time.perf_counter()
    for row in rows:
        places = read_places(row["line"])
        gold = {place.name for place in read_places(f"near {row['location']}")} | {row["location"]}
        hit = bool(places) and (places[0].name in gold)
        land = bool(places) and places[0].country == _CODES.get(row["country"], "IQ")
        located, landed = located + hit, landed + land
        if not (hit and land):
            wrong[f"{row['location']}, {row['country']}: {places[:1]} in {row['line'][:60]!r}"] += 1
    spent = (time.perf_counter() - begun) / len(rows) * 1000
    print(
        f"CENTCOM lines: location {_share(located, len(rows))}, country {_share(landed, len(rows))}, {spent:.3f} ms a "
        f"line"
    )
    if show:
        for what, count in wrong.most_common(30):
            print(f"    {count:4} {what}")
    return located / len(rows), landed / len(rows)


def ucdp(folder: Path, show: bool = False) -> None:
    """UCDP Syria: the coded place as printed, the headline's place, and the dates that headlines name."""
    with gzip.open(folder / "ucdp_ged_syria" / "ged_syria_2016_2019.csv.gz", "rt", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    seen: dict[tuple[str, str], int] = Counter((row["where_coordinates"], row["adm_1"]) for row in rows)
    named = right = total = 0
    missed: Counter[str] = Counter()
    for (where, governorate), count in seen.items():
        if not where or not governorate:
            continue
        total += count
        province = _province(governorate)
        places = read_places(f"in {where}, {governorate}, Syria")
        own = [place for place in places if place.span and place.span.start < 3 + len(where)]
        named += count * bool(own)
        good = bool(own) and own[0].country == "SY" and (own[0].province in (None, province))
        right += count * good
        if not good:
            missed[f"{where} | {governorate}: {[(p.name, p.country, p.province) for p in own]}"] += count
    print(f"UCDP Syria, coded place: named {_share(named, total)}, in the right province {_share(right, total)}")
    if show:
        for what, count in missed.most_common(40):
            print(f"    {count:4} {what}")
    agree = apart = silent = unknown = 0
    wrong: Counter[str] = Counter()
    headlines = {(row["source_headline"], row["adm_1"]) for row in rows if row["source_headline"] and row["adm_1"]}
    spent = 0.0
    for headline, governorate in sorted(headlines):
        province = _province(governorate)
        gold = Place(province, "SY", province)
        begun = time.perf_counter()
        places = read_places(headline)
        spent += time.perf_counter() - begun
        inner = [place for place in places if place.province is not None]
        inner += [
            place for place in places if related(place, gold) in ("near", "contains", "inside") and place not in inner
        ]
        inner = [place for place in inner if place.name != "Syria"]
        if not inner:
            silent += 1
        elif any(related(place, gold) in ("same", "near", "contains", "inside") for place in inner):
            agree += 1
        elif any(place.country is None for place in inner):
            unknown += 1
        else:
            apart += 1
            wrong[f"{governorate}: {[(p.name, p.country, p.province) for p in inner]} in {headline[:90]!r}"] += 1
    print(
        f"UCDP Syria, headlines ({len(headlines)} with a province coded): a place in it "
        f"{_share(agree, agree + apart + unknown)} "
        f"of those naming a town or province, none named {_share(silent, len(headlines))}, "
        f"{spent / len(headlines) * 1000:.3f} ms each"
    )
    if show:
        for what, count in wrong.most_common(60):
            print(f"    {count:4} {what}")
    fits = misses = 0
    stated = dated = 0
    for row in rows:
        if row["source_date"] and ";" not in row["source_date"]:
            dated += 1
            stated += any(period.words == row["source_date"] for period in read_times(row["source_article"]))
        try:
            source = date.fromisoformat(row["source_date"])
            first, last = date.fromisoformat(row["date_start"]), date.fromisoformat(row["date_end"])
        except ValueError:
            continue
        event = Period(
            _day(first.year, first.month, first.day).start, _day(last.year, last.month, last.day).end, "stated"
        )
        for period in read_times(row["source_headline"], _day(source.year, source.month, source.day)):
            if period.overlaps(event):
                fits += 1
            else:
                misses += 1
                if show and misses < 30:
                    print(
                        f"    {row['date_start']} published {row['source_date']}: {period.words} in "
                        f"{row['source_headline'][:90]!r}"
                    )
    print(
        f"UCDP Syria, dates: printed date read {_share(stated, dated)}; headline times that meet the event "
        f"{_share(fits, fits + misses)}"
    )


def _province(governorate: str) -> str:
    places = read_places(f"in {governorate}")
    return (places[0].province or "") if places else governorate.replace(" Governorate", "")


def recognizers(folder: Path, show: bool = False) -> None:
    """Recognizers-Text date and date-period specifications: the resolution, past or future, or left open."""
    base = folder / "number_date_suites" / "recognizers_text" / "DateTime" / "English"
    for name in ("DateParser", "DatePeriodParser"):
        cases = json.loads((base / f"{name}.json").read_text(encoding="utf-8-sig"))
        right = wrong = silent = wider = 0
        for case in cases:
            reference = datetime.fromisoformat(case.get("Context", {}).get("ReferenceDateTime", "2016-11-07T00:00:00"))
            published = _day(reference.year, reference.month, reference.day)
            for result in case["Results"]:
                gold = [_resolved(result["Value"], which) for which in ("PastResolution", "FutureResolution")]
                got = [_first_last(period) for period in read_times(case["Input"], published)]
                wanted = [pair for found in gold for pair in found]
                if any(pair in wanted for pair in got):
                    right += 1
                elif any(_covers(pair, other) for pair in got for other in wanted):
                    wider += 1
                elif not got:
                    silent += 1
                    if show:
                        print(f"    silent {case['Input'][:80]!r} {wanted}")
                else:
                    wrong += 1
                    if show:
                        print(f"    wrong {case['Input'][:80]!r} got {got} wanted {wanted}")
        spoken = right + wrong + wider
        print(
            f"Recognizers {name}: right {_share(right, spoken + silent)}, of those answered {_share(right, spoken)}, "
            f"covers it {wider}, open {silent}"
        )


def _covers(wide: tuple[str, str], narrow: tuple[str, str]) -> bool:
    return wide[0] <= narrow[0] and narrow[1] <= wide[1]


def _resolved(value: dict[str, dict[str, str]], which: str) -> list[tuple[str, str]]:
    """The gold as first and last day; whether the end it prints is counted in is not said, so both are given."""
    held = value.get(which) or {}
    if "date" in held:
        return [(held["date"], held["date"])]
    if "startDate" in held and "endDate" in held:
        try:
            last = date.fromisoformat(held["endDate"]) - timedelta(days=1)
        except ValueError:
            return []
        return [(held["startDate"], last.isoformat()), (held["startDate"], held["endDate"])]
    return []


def _first_last(period: Period) -> tuple[str, str]:
    return f"{period.start:%Y-%m-%d}", f"{period.end - timedelta(days=1):%Y-%m-%d}"


_EXAMPLE = re.compile(
    r"examples\s*\(\s*(?P<kind>datetimeInterval|datetime)\s+\(?\(?(?P<first>[\d, -]+)\)?(?:\s*,\s*\((?P<second>[\d, "
    r"-]+)\))?\)*"
    r"\s+(?P<grain>Day|Week|Month|Quarter|Year)\)\s*\[(?P<words>[^\]]*)\]",
    re.DOTALL,
)


def duckling(folder: Path, show: bool = False) -> None:
    """Duckling's English corpus, days and longer, counted from 12 February 2013."""
    text = (folder / "number_date_suites" / "duckling" / "Time_EN_Corpus.hs").read_text(encoding="utf-8")
    published = _day(2013, 2, 12)
    right = wrong = silent = past = wider = 0
    for kind, start, end, words in _duckling_cases(text):
        for phrase in words:
            got = [_first_last(period) for period in read_times(phrase, published)]
            wanted = (start.isoformat(), (end - timedelta(days=1)).isoformat())
            if wanted in got:
                right += 1
            elif any(_other_year(pair, wanted) for pair in got):
                past += 1
            elif any(_covers(pair, wanted) for pair in got):
                wider += 1
            elif not got:
                silent += 1
                if show:
                    print(f"    silent {phrase!r} {wanted}")
            else:
                wrong += 1
                if show:
                    print(f"    wrong {phrase!r} got {got} wanted {wanted} ({kind})")
    spoken = right + wrong + past + wider
    print(
        f"Duckling times of a day or more: right {_share(right, spoken + silent)}, of those answered "
        f"{_share(right, spoken)}, "
        f"right but for the year (it plans, reports look back) {past}, covers it {wider}, open {silent}"
    )


def _other_year(one: tuple[str, str], other: tuple[str, str]) -> bool:
    return one[0][4:] == other[0][4:] and one[1][4:] == other[1][4:]


def _duckling_cases(text: str) -> Iterator[tuple[str, date, date, list[str]]]:
    for match in _EXAMPLE.finditer(text):
        first = [int(part) for part in re.findall(r"-?\d+", match["first"])]
        second = [int(part) for part in re.findall(r"-?\d+", match["second"] or "")]
        words = re.findall(r'"((?:[^"\\]|\\.)*)"', match["words"])
        try:
            start = date(*first[:3])
            end = date(*second[:3]) if len(second) >= 3 else _after(start, match["grain"])
        except (ValueError, TypeError):
            continue
        yield match["kind"], start, end, words


def _after(start: date, grain: str) -> date:
    if grain == "Day":
        return start + timedelta(days=1)
    if grain == "Week":
        return start + timedelta(days=7)
    months = {"Month": 1, "Quarter": 3, "Year": 12}[grain]
    index = start.year * 12 + start.month - 1 + months
    return date(index // 12, index % 12 + 1, 1)


def speed(folder: Path) -> None:
    """Milliseconds a sentence of news, first call apart."""
    with gzip.open(folder / "ucdp_ged_syria" / "ged_syria_2016_2019.csv.gz", "rt", encoding="utf-8") as file:
        lines = [row["source_article"] for row in csv.DictReader(file)][:3000]
    for name, reader in (("read_times", read_times), ("read_places", read_places), ("time_words", time_words)):
        begun = time.perf_counter()
        for line in lines:
            reader(line)
        print(
            f"{name}: {(time.perf_counter() - begun) / len(lines) * 1000:.3f} ms a line of "
            f"{sum(map(len, lines)) // len(lines)} characters"
        )


def main() -> int:
    """Print every figure; 1 when the folder of gold is not named."""
    named = os.environ.get("WHOSAYS_BENCH")
    if not named:
        print("WHOSAYS_BENCH names no folder of gold; nothing measured.")
        return 1
    folder, show = Path(named), "--show" in sys.argv
    begun = time.perf_counter()
    read_places("in Homs")
    print(f"first read_places: {(time.perf_counter() - begun) * 1000:.0f} ms")
    centcom(folder, show)
    ucdp(folder, show)
    recognizers(folder, show)
    duckling(folder, show)
    speed(folder)
    return 0


if __name__ == "__main__":
    sys.exit(main())
