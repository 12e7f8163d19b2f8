"""How well figures are read, against four outside measures; `main()` prints one line each.

The data stays outside the repository, in the folder that WHOSAYS_BENCH names; a part whose data is missing says so.
"""

from __future__ import annotations

import csv
import json
import os
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from knowledge.model import Quantity
from knowledge.quantities import canonical_unit, comparable, read_measures, read_quantities
from knowledge.quantities.arithmetic import read_numerals
from knowledge.quantities.numerals import NumeralReader
from knowledge.quantities.uncounted import why_uncounted
from knowledge.quantities.words import split_words


@dataclass(frozen=True, slots=True)
class Score:
    """So many right of so many, with the wrong ones for whoever mends them."""

    name: str
    right: int
    of: int
    wrong: tuple[str, ...] = ()

    def __str__(self) -> str:
        share = self.right / self.of if self.of else 0.0
        return f"{self.name}: {self.right}/{self.of} = {share:.3f}"


@dataclass(frozen=True, slots=True)
class F1:
    """Precision and recall of what was read against what was there to read."""

    name: str
    hits: int
    read: int
    there: int
    wrong: tuple[str, ...] = ()

    @property
    def value(self) -> float:
        """Their harmonic mean."""
        return 2 * self.hits / (self.read + self.there) if self.read + self.there else 0.0

    def __str__(self) -> str:
        precision = self.hits / self.read if self.read else 0.0
        recall = self.hits / self.there if self.there else 0.0
        return (
            f"{self.name}: F1 {self.value:.3f} (precision {precision:.3f}, recall {recall:.3f}, {self.there} figures)"
        )


# ---- CENTCOM: lines of daily strike releases, with the count an editor put beside each -------------------------------


def centcom(folder: Path) -> Score:
    """The number of strikes in each line of the releases, words or digits."""
    right, wrong = 0, []
    with (folder / "centcom_airstrikes" / "all-edited-refined.csv").open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    for row in rows:
        read = [q.value for q in read_quantities(row["line"]) if q.unit == "airstrikes"]
        # A few cells hold two lines run together, and the same cell is then there once for each.
        if read == [float(row["number"])] or (len(read) == 2 and float(row["number"]) in read):
            right += 1
        else:
            wrong.append(f"{row['number']} {read} {row['line'][:120]}")
    return Score("CENTCOM, number of strikes", right, len(rows), tuple(wrong))


# ---- NewsQuant --------------------------------------------------------------------------------------------------


def _number(words: str) -> tuple[float, ...]:
    parts = words.lstrip("-").split("-") if words.count("-") and not words.startswith("-") else [words]
    try:
        return tuple(float(part) for part in parts)
    except ValueError:
        return ()


def _ours(quantity: Quantity) -> tuple[float, ...]:
    if quantity.bound == "range" and quantity.low is not None and quantity.high is not None:
        return (float(quantity.low), float(quantity.high))
    return (float(quantity.value),)


def _vague_within(quantity: Quantity, gold: tuple[float, ...]) -> bool:
    """NewsQuant prints "dozens" as 12-120: a vague word agrees when the least it promises lies in there."""
    return (
        quantity.bound == "vague" and len(gold) == 2 and quantity.low is not None and gold[0] <= quantity.low <= gold[1]
    )


def _same(ours: tuple[float, ...], gold: tuple[float, ...]) -> bool:
    return len(ours) == len(gold) and all(
        abs(a - b) <= 1e-6 * max(1.0, abs(b)) for a, b in zip(ours, gold, strict=True)
    )


def _is_change(text: str, pair: list[Quantity]) -> bool:
    before, between = text[: pair[0].span.start], text[pair[0].span.end : pair[1].span.start]
    return before.rstrip().endswith("from") and " to" in f" {between}"


def _stem(word: str) -> str:
    word = word.lower().strip(".")
    for ending, put in (
        ("ies", "y"),
        ("ches", "ch"),
        ("shes", "sh"),
        ("sses", "ss"),
        ("xes", "x"),
        ("men", "man"),
        ("s", ""),
    ):
        if word.endswith(ending) and len(word) > len(ending) + 1 and not word.endswith("ss"):
            return word[: -len(ending)] + put
    return {"people": "person", "feet": "foot", "children": "child"}.get(word, word)


_GOLD_UNITS = {
    "%": "per cent",
    "percentage": "per cent",
    "dollar": "dollars",
    "$": "dollars",
    "pound sterling": "pounds sterling",
    "euro": "euros",
    "japanese yen": "yen",
    "year of age": "years",
    "year": "years",
}


def _unit_agrees(quantity: Quantity, gold: dict[str, Any]) -> bool:
    """Whether the head noun that we read is the head noun of the gold unit."""
    unit, normalized = gold["unit"].lower(), gold["normalized_unit"].lower()
    if unit == "-" or normalized == "-":
        return not quantity.counted or quantity.counted.lower() in gold["referred_concepts"].lower()
    if not quantity.counted:
        return False
    for name in (unit, normalized):
        if _GOLD_UNITS.get(name, name) == quantity.unit:
            return True
    ours = [_stem(w) for w in quantity.counted.replace("-", " ").split()]
    gold_words = [_stem(w) for w in unit.replace("-", " ").split()]
    if canonical_unit(unit)[0] and canonical_unit(unit)[0] == quantity.unit:
        return True
    return bool(ours and gold_words) and (
        ours == gold_words
        or ours[-1] == gold_words[-1]
        or ours[0] == gold_words[0]
        or ours[-1] in [_stem(w) for w in normalized.split()]
    )


def newsquant(folder: Path, *, conventions: bool = True) -> tuple[F1, F1]:
    """Values, and values with their units, of news sentences; every measure counts there, spans of time too.

    With `conventions`, two ways of writing the same reading are held to be one: "dozens" is 12-120 there and 24 upwards
    here, "from 208 to 193 pounds" is one figure there and two here.
    """
    rows = json.loads((folder / "number_date_suites/cqe/formatted_test_set/NewsQuant.json").read_text(encoding="utf-8"))
    values = units = read_count = there = 0
    wrong, wrong_units = [], []
    for row in rows:
        left = list(read_measures(row["text"]))
        read_count += len(left)
        there += len(row["quantities"])
        missed = []
        for gold in row["quantities"]:
            number = _number(gold["value"])
            if conventions and len(number) == 2:
                # "From 208 to 193 pounds": one figure there, the old and the new one here.
                pair = [q for n in number for q in left if _same(_ours(q), (n,))]
                if len(pair) == 2 and pair[0] is not pair[1] and _is_change(row["text"], pair):
                    read_count -= 1
                    left.remove(pair[0])
                    left[left.index(pair[1])] = replace(pair[1], low=number[0], high=number[1], bound="range")
            fits = [q for q in left if _same(_ours(q), number) or (conventions and _vague_within(q, number))]
            if not fits:
                missed.append((gold["value"], gold["unit"]))
                continue
            values += 1
            best = max(fits, key=lambda q: _unit_agrees(q, gold))
            left.remove(best)
            if _unit_agrees(best, gold):
                units += 1
            else:
                there_is = f"{gold['unit']!r} / {gold['normalized_unit']!r}"
                wrong_units.append(f"{there_is} read {best.counted!r} {best.unit!r}: {row['text'][:150]}")
        if missed or left:
            wrong.append(f"missed {missed} extra {[(_ours(q), q.counted) for q in left]}: {row['text'][:400]}")
    name = "NewsQuant" if conventions else "NewsQuant by its own conventions"
    return (
        F1(f"{name}, value", values, read_count, there, tuple(wrong)),
        F1(f"{name}, value and unit", units, read_count, there, tuple(wrong_units)),
    )


# ---- Recognizers-Text ---------------------------------------------------------------------------------------------


def _cases(folder: Path, name: str) -> Iterator[tuple[int, dict[str, Any]]]:
    path = folder / "number_date_suites" / "recognizers_text" / "Number" / "English" / f"{name}.json"
    yield from enumerate(json.loads(path.read_text(encoding="utf-8-sig")))


def number_model_misses(folder: Path) -> tuple[int, dict[int, str]]:
    """How many specs there are, and the number of each one whose values we do not read, with what we read."""
    misses, total = {}, 0
    for i, case in _cases(folder, "NumberModel"):
        total += 1
        gold = [float(result["Resolution"]["value"]) for result in case["Results"]]
        text = case["Input"]
        reader = NumeralReader(split_words(text))
        ours = [n.value for n in read_numerals(text) if why_uncounted(reader, n, text, bounded=False) != "pronoun"]
        if len(gold) != len(ours) or any(abs(a - b) > 1e-9 * max(1.0, abs(b)) for a, b in zip(ours, gold, strict=True)):
            misses[i] = f"{case['Input']!r} wants {gold}, read {ours}"
    return total, misses


def _interval(printed: str) -> tuple[float | None, float | None]:
    low, high = printed.strip("[]()").split(",")
    return (float(low) if low else None, float(high) if high else None)


def range_model_misses(folder: Path) -> tuple[int, dict[int, str]]:
    """The same for ranges and bounds."""
    misses, total = {}, 0
    for i, case in _cases(folder, "NumberRangeModel"):
        total += 1
        intervals = (_interval(result["Resolution"]["value"]) for result in case["Results"])
        # "Equal to 20" is a plain figure here, not a range.
        gold = Counter(interval for interval in intervals if interval[0] != interval[1])
        ours = Counter(
            (q.low, q.high)
            for q in read_measures(case["Input"])
            if q.bound not in ("exact", "about", "vague", "nearly")
        )
        if gold != ours:
            misses[i] = f"{case['Input']!r} wants {list(gold)}, read {list(ours)}"
    return total, misses


# ---- the starter notes ---------------------------------------------------------------------------------------------


def noted_facts(lines: Iterable[str]) -> Iterator[dict[str, Any]]:
    """The facts of the starter notes that carry a figure."""
    for line in lines:
        for fact in json.loads(line).get("facts", []):
            if fact.get("quantity"):
                yield fact


def _value_agrees(quantity: Quantity, noted: dict[str, Any]) -> bool:
    value = float(noted["number"])
    if "to" in noted:
        return quantity.low == value and quantity.high == float(noted["to"])
    printed = quantity.value / 100 if quantity.unit == "per cent" and value < 1 else quantity.value
    return abs(printed - value) <= 0.004 if value < 1 else abs(printed - value) < 1e-6 * value + 1e-9


def starter(path: Path) -> tuple[Score, Score, Score]:
    """Value, bound and unit of the recorded quantities, read again from the notes' own words."""
    values, bounds, units = 0, 0, 0
    wrong_values, wrong_bounds, wrong_units, total = [], [], [], 0
    for fact in noted_facts(path.read_text(encoding="utf-8").splitlines()):
        noted, statement = fact["quantity"], fact["says"]
        total += 1
        fits = [q for q in read_quantities(statement) if _value_agrees(q, noted)]
        if not fits:
            wrong_values.append(f"{noted['number']} {noted['counted']}: {statement}")
            continue
        values += 1
        if any(q.bound == noted["bound"] for q in fits):
            bounds += 1
        else:
            wrong_bounds.append(f"{noted['bound']} read {[q.bound for q in fits]}: {statement}")
        if any(_noted_unit_agrees(q, noted["counted"]) for q in fits):
            units += 1
        else:
            wrong_units.append(f"{noted['counted']!r} read {[(q.counted, q.unit, q.state) for q in fits]}: {statement}")
    return (
        Score("Starter notes, value", values, total, tuple(wrong_values)),
        Score("Starter notes, bound of the values read", bounds, values, tuple(wrong_bounds)),
        Score("Starter notes, unit not contradicted", units, values, tuple(wrong_units)),
    )


def _noted_unit_agrees(quantity: Quantity, noted: str) -> bool:
    """Whether the unit of the note and the one in its words are one row, or the words leave it open."""
    unit, state = canonical_unit(noted)
    if not unit or not quantity.unit:
        return True
    # The note says "airstrikes" for the "raids" of a report whose other sentences fly.
    if (unit, quantity.unit) == ("airstrikes", "raids"):
        return True
    if (
        unit != quantity.unit
        and comparable(
            Quantity(1, 1, "exact", "", quantity.span, unit, ""),
            Quantity(1, 1, "exact", "", quantity.span, quantity.unit, ""),
        )
        == "different"
    ):
        return False
    return not state or not quantity.state or state == quantity.state or "found" in (state, quantity.state)


def speed(path: Path) -> float:
    """Milliseconds for one statement of the starter notes."""
    statements = [
        f["says"] for line in path.read_text(encoding="utf-8").splitlines() for f in json.loads(line).get("facts", [])
    ]
    for statement in statements[:20]:
        read_quantities(statement)
    began = time.perf_counter()
    for statement in statements:
        read_quantities(statement)
    return 1000 * (time.perf_counter() - began) / len(statements)


def main() -> None:
    """Print every score; with -v every miss too."""
    verbose = "-v" in sys.argv
    named = os.environ.get("WHOSAYS_BENCH")
    folder = Path(named) if named else None
    pack = Path(__file__).parent.parent / "knowledge" / "notes" / "starter" / "reports.jsonl"

    def show(score: Score | F1) -> None:
        print(score)
        if verbose:
            for line in score.wrong:
                print("   ", line)

    if folder is None or not folder.is_dir():
        print("WHOSAYS_BENCH names no folder: CENTCOM, NewsQuant and Recognizers-Text are skipped")
    else:
        show(centcom(folder))
        for f1 in newsquant(folder):
            show(f1)
        for f1 in newsquant(folder, conventions=False):
            print(f1)
        for name, misses_of in (("NumberModel", number_model_misses), ("NumberRangeModel", range_model_misses)):
            total, misses = misses_of(folder)
            show(
                Score(
                    f"Recognizers-Text {name}",
                    total - len(misses),
                    total,
                    tuple(f"{i}: {m}" for i, m in misses.items()),
                )
            )
    if pack.exists():
        for score in starter(pack):
            show(score)
        print(f"Speed: {speed(pack):.3f} ms a statement")


if __name__ == "__main__":
    main()
