"""How well the tables and rules alone read who says what, and how fast a war corpus is read.

The data stays outside the repository, in the folder that WHOSAYS_BENCH names: `polnear/dev.jsonl` (annotated news of
2016) and `fa_kes/FA-KES-Dataset.csv` (804 reports on the Syrian war). Run with

    WHOSAYS_BENCH=<folder> python -m benchmarks.reading_attributions
"""

from __future__ import annotations

import csv
import json
import os
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from knowledge.articles import decode, read_pasted
from knowledge.attributions import read_attributions, tagged_drafts
from knowledge.model import Article, Attribution, Span
from knowledge.statements import read_statements
from knowledge.tagger import Tagger

Role = Literal["source", "cue", "content"]
ROLES: tuple[Role, ...] = ("source", "cue", "content")
Reader = Callable[[str], tuple[Attribution, ...]]


@dataclass(frozen=True, slots=True)
class Marked:
    """One annotated text: for each role, where its words stand."""

    id: str
    text: str
    spans: dict[Role, frozenset[Span]]


def read_polnear(path: Path) -> Iterator[Marked]:
    """Each annotated text of the file."""
    for line in path.read_text("utf-8").splitlines():
        row = json.loads(line)
        spans: dict[Role, set[Span]] = {role: set() for role in ROLES}
        for attribution in row["attributions"]:
            for role in ROLES:
                for run in attribution[role]:
                    spans[role].update(Span(start, end) for start, end in run["spans"])
        yield Marked(row["doc"], row["text"], {role: frozenset(spans[role]) for role in ROLES})


def spans_of(attributions: tuple[Attribution, ...]) -> dict[Role, frozenset[Span]]:
    """For each role, where its words stand in what was read."""
    return {
        "source": frozenset(a.speaker_span for a in attributions if a.speaker_span),
        "cue": frozenset(a.cue_span for a in attributions if a.cue_span),
        "content": frozenset(a.span for a in attributions if a.span.end > a.span.start),
    }


@dataclass(slots=True)
class Tally:
    """Counts of one role, pooled over all texts."""

    read: int = 0
    marked: int = 0
    touched: int = 0
    found: int = 0
    same: int = 0

    def add(self, read: frozenset[Span], marked: frozenset[Span]) -> None:
        """Count one text."""
        self.read += len(read)
        self.marked += len(marked)
        self.touched += sum(any(a.overlaps(b) for b in marked) for a in read)
        self.found += sum(any(a.overlaps(b) for b in read) for a in marked)
        self.same += len(read & marked)

    def overlap(self) -> tuple[float, float, float]:
        """Precision, recall and F1, where sharing a character is enough."""
        return _rates(self.touched, self.read, self.found, self.marked)

    def exact(self) -> tuple[float, float, float]:
        """Precision, recall and F1, where both ends must be the same."""
        return _rates(self.same, self.read, self.same, self.marked)


def _rates(right: int, read: int, found: int, marked: int) -> tuple[float, float, float]:
    precision, recall = right / max(read, 1), found / max(marked, 1)
    return precision, recall, 2 * precision * recall / max(precision + recall, 1e-9)


def measure(rows: list[Marked], reader: Reader) -> dict[Role, Tally]:
    """What the reader finds in each text, held against what was marked."""
    tallies: dict[Role, Tally] = {role: Tally() for role in ROLES}
    for row in rows:
        spans = spans_of(reader(row.text))
        for role in ROLES:
            tallies[role].add(spans[role], row.spans[role])
    return tallies


def _print(label: str, rows: list[Marked], tallies: dict[Role, Tally], took: float) -> None:
    print(f"polnear dev, {label}: {len(rows)} texts, {took / max(len(rows), 1) * 1000:.1f} ms a text")
    for role, tally in tallies.items():
        print(
            f"  {role:8} overlap P {tally.overlap()[0]:.3f} R {tally.overlap()[1]:.3f} F1 {tally.overlap()[2]:.3f}"
            f"   exact P {tally.exact()[0]:.3f} R {tally.exact()[1]:.3f} F1 {tally.exact()[2]:.3f}"
        )


def read_fa_kes(path: Path) -> list[Article]:
    """Each report of the file, read as if somebody had pasted it."""
    words = decode(path.read_bytes())
    rows = csv.DictReader(words.splitlines(keepends=True))
    return [
        read_pasted(row["article_content"], title=row["article_title"], outlet=row["source"])
        for row in rows
        if (row["article_content"] or "").strip()
    ]


def main() -> int:
    """Print both measures; 2 when the data is missing."""
    folder = os.environ.get("WHOSAYS_BENCH")
    if not folder:
        print("Set WHOSAYS_BENCH to the folder that holds polnear/ and fa_kes/.", file=sys.stderr)
        return 2
    bench = Path(folder)
    dev = bench / "polnear" / "dev.jsonl"
    if dev.exists():
        rows = list(read_polnear(dev))
        began = time.perf_counter()
        _print("rules alone", rows, measure(rows, read_attributions), time.perf_counter() - began)
        with tempfile.TemporaryDirectory() as made:
            tagger = Tagger.load(Path(made))
            began = time.perf_counter()
            joined = measure(rows, lambda text: read_attributions(text, tagged=tagged_drafts(text, tagger)))
            _print("rules and tagger", rows, joined, time.perf_counter() - began)
    else:
        print(f"no {dev}")
    reports = bench / "fa_kes" / "FA-KES-Dataset.csv"
    if reports.exists():
        articles = read_fa_kes(reports)
        counts: Counter[str] = Counter()
        took_each: list[float] = []
        for article in articles:
            began = time.perf_counter()
            statements = read_statements(article)
            took_each.append(time.perf_counter() - began)
            counts["statements"] += len(statements)
            counts["figures"] += sum(len(s.quantities) for s in statements)
            for statement in statements:
                counts.update(a.speaker.kind for a in statement.attributions)
        took_each.sort()
        print(
            f"fa_kes: {len(articles)} articles, {counts.pop('statements')} statements, "
            f"{counts.pop('figures')} figures, "
            f"{sum(took_each) / len(took_each) * 1000:.1f} ms an article, slowest {took_each[-1] * 1000:.0f} ms"
        )
        print("  voices: " + ", ".join(f"{kind} {count}" for kind, count in counts.most_common()))
    else:
        print(f"no {reports}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
