"""How well times and places are read, against gold that others made; run `python -m benchmarks.reading_times_places`.

The folder that the environment variable WHOSAYS_BENCH names holds the gold; without it nothing is measured.
"""

from __future__ import annotations

import csv
import gzip
import os
import sys
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from benchmarks.times_gold import Case, Reader, dateparser_reader, duckling, recognizers
from knowledge.model import Period, Place
from knowledge.places import read_places, related
from knowledge.times import read_times, time_words
from knowledge.times.calendars import Days

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


@dataclass
class Score:
    """How one reader did on the cases of one suite."""

    right: int = 0
    #: What is read holds the gold and more: the month for the week.
    wider: int = 0
    #: Right but for the year; a suite that plans means next May where a report means last May.
    year: int = 0
    still_open: int = 0
    wrong: int = 0
    seconds: float = 0.0

    @property
    def cases(self) -> int:
        """All of them."""
        return self.right + self.wider + self.year + self.still_open + self.wrong


def suites(folder: Path, readers: Mapping[str, Reader], show: bool = False) -> None:
    """Recognizers-Text and Duckling: the resolution read, left open or misread; all cases, and those of the past."""
    for suite, cases in (*recognizers(folder), ("Duckling, a day or more", list(duckling(folder)))):
        looking_back = [case for case in cases if case.looks_back]
        for name, part in ((suite, cases), (f"{suite}, looking back", looking_back)):
            for who, reader in readers.items():
                score = scored(part, reader, f"{name}, {who}" if show and part is looking_back else "")
                print(
                    f"{name}, {who}: right {_share(score.right, score.cases)}, covers it {score.wider}, another year "
                    f"{score.year}, open {score.still_open}, wrong {score.wrong}, "
                    f"{score.seconds / len(part) * 1000:.2f} ms a text"
                )


def scored(cases: Sequence[Case], reader: Reader, show: str = "") -> Score:
    """One reader over the cases; with `show`, each that is not right is printed under that heading."""
    score = Score()
    for case in cases:
        begun = time.perf_counter()
        got = reader(case.text, case.published)
        score.seconds += time.perf_counter() - begun
        if any(pair in case.wanted for pair in got):
            score.right += 1
            continue
        if not got:
            score.still_open += 1
            how = "open"
        elif any(_covers(pair, wanted) for pair in got for wanted in case.wanted):
            score.wider += 1
            how = "wider"
        elif any(_other_year(pair, wanted) for pair in got for wanted in case.wanted):
            score.year += 1
            how = "year"
        else:
            score.wrong += 1
            how = "wrong"
        if show:
            print(f"    {show}: {how} {case.text[:80]!r} {got} wanted {case.wanted}")
    return score


def _covers(wide: Days, narrow: Days) -> bool:
    return wide[0] <= narrow[0] and narrow[1] <= wide[1]


def _other_year(one: Days, other: Days) -> bool:
    return all((a.month, a.day) == (b.month, b.day) for a, b in zip(one, other, strict=True))


def headlines(folder: Path, readers: Mapping[str, Reader], every: int = 5, show: bool = False) -> None:
    """UCDP Syria: of the headlines in which a reader finds a time, those where it meets the coded event."""
    with gzip.open(folder / "ucdp_ged_syria" / "ged_syria_2016_2019.csv.gz", "rt", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    cases: dict[tuple[str, str], set[Days]] = {}
    for row in rows:
        try:
            happened = date.fromisoformat(row["date_start"]), date.fromisoformat(row["date_end"])
            date.fromisoformat(row["source_date"])
        except ValueError:
            continue
        if row["source_headline"]:
            cases.setdefault((row["source_headline"], row["source_date"]), set()).add(happened)
    chosen = list(cases.items())[::every]
    for who, reader in readers.items():
        meets = misses = 0
        begun = time.perf_counter()
        for (headline, day), events in chosen:
            for first, last in reader(headline, date.fromisoformat(day)):
                good = any(first <= ends and begins <= last for begins, ends in events)
                meets, misses = meets + good, misses + (not good)
                if show and not good and misses < 30:
                    print(f"    {who}: {first} to {last} in {headline[:100]!r} of {day}, it was {events}")
        spent = (time.perf_counter() - begun) / len(chosen) * 1000
        print(
            f"UCDP Syria, times in {len(chosen)} headlines, {who}: meet the event {_share(meets, meets + misses)}, "
            f"{spent:.2f} ms a headline"
        )


def whosays(text: str, published: date) -> list[Days]:
    """What `read_times` reads, as first and last days."""
    periods = read_times(text, _day(published.year, published.month, published.day))
    return [(period.start.date(), (period.end - timedelta(days=1)).date()) for period in periods]


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
    readers: dict[str, Reader] = {"whosays": whosays}
    peer = dateparser_reader()
    if peer is None:
        print("dateparser is not installed, so nothing stands beside our times; `pip install dateparser` mends it.")
    else:
        readers["dateparser"] = peer
    suites(folder, readers, show)
    headlines(folder, readers, show=show)
    speed(folder)
    return 0


if __name__ == "__main__":
    sys.exit(main())
