"""What it costs to bring the index up to an archive that has grown: a copy that is changed, or a graph built anew.

    python -m benchmarks.refresh_growth [--size 100k] [--keep FOLDER]

The store is made by `benchmarks.growing`; what comes new are its own vectors, jittered, under ids of their own, and
for each share of the store that comes new as many statements as stand beside it are removed. Times are the wall's and
the processor's, the whole of `Index.renew`: reading the archive, copying, changing, verifying, publishing.
"""

from __future__ import annotations

import argparse
import os
import shutil
import tempfile
import time
from collections.abc import Iterable
from pathlib import Path

import numpy as np

from benchmarks.growing import real_entries
from benchmarks.libraries import Vectors, bench_folder
from benchmarks.speed import SIZES, build
from knowledge import generations
from knowledge.index import Index
from knowledge.store import Store

#: Statements that come new and that go, as shares of the store.
CHANGES = ((0.001, 0.0), (0.01, 0.0), (0.01, 0.01), (0.05, 0.0), (0.2, 0.0), (0.2, 0.2), (0.5, 0.0))
ASKED = 200


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", default="100k", help=f"of {', '.join(SIZES)}")
    parser.add_argument("--keep", type=Path, help="a folder in which the store stays")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as aside:
        folder = (asked.keep or Path(aside)) / asked.size
        if not (folder / "grown.json").exists():
            build(folder, real_entries(bench_folder()), SIZES[asked.size], Vectors())
        store = Store(folder)
        begun = time.perf_counter()
        kept = list(store.archive.vectors())
        read = time.perf_counter() - begun
        begun = time.perf_counter()
        store.archive.count_words()
        print(f"{len(kept):,} statements; vectors read {read:.1f} s, words counted {time.perf_counter() - begun:.1f} s")
        store.close()
        _report(kept, Path(aside))


def _report(kept: list[tuple[str, np.ndarray]], aside: Path) -> None:
    chance = np.random.default_rng(7)
    index = Index(aside / "index")
    anew = _timed(lambda: index.rebuild(kept, revision=1, model="m"))
    print(f"{'':<34}{'wall':>9}{'CPU':>9}{'found again':>13}{'load':>7}")
    print(_row("built anew", anew, _found(index, kept)))
    # Each way is measured wherever it would not be taken, too.
    generations.MOST_NEW, generations.MOST_HOLES = 1.0, 1.0
    for comes, goes in CHANGES:
        grown = [*kept[int(goes * len(kept)) :], *_jittered(kept[-int(comes * len(kept)) :], chance)]
        shutil.copytree(index.folder, aside / "grown")
        other = Index(aside / "grown")
        copied = _timed(lambda other=other, grown=grown: other.renew(lambda: grown, revision=2, model="m"))
        assert other.generation is not None and other.generation.statements == len(grown)
        print(_row(f"a copy, {comes:.1%} new, {goes:.1%} gone", copied, _found(other, grown)))
        other.close()
        shutil.rmtree(aside / "grown")
    rate, slope = len(kept) / anew[0], copied[0] / (CHANGES[-1][0] * len(kept))
    print(f"a row: {1e6 / rate:,.0f} µs in a graph built anew, {1e6 * slope:,.0f} µs in a copy")
    print(f"a copy costs as much as a new graph where {_crossing(1 / rate, slope):.0%} of the statements are new")


def _crossing(anew: float, copied: float) -> float:
    """The share of new statements among all at which both ways cost the same, by the cost of a row in each."""
    return min(1.0, anew / copied)


def _timed(what: object) -> tuple[float, float]:
    assert callable(what)
    wall, cpu = time.perf_counter(), time.process_time()
    what()
    return time.perf_counter() - wall, time.process_time() - cpu


def _row(name: str, taken: tuple[float, float], found: float) -> str:
    return f"{name:<34}{taken[0]:>7.1f} s{taken[1]:>7.1f} s{found:>12.1%}{os.getloadavg()[0]:>7.1f}"


def _found(index: Index, rows: list[tuple[str, np.ndarray]]) -> float:
    """How many of the rows, evenly spread and the last ones, are found when asked for themselves."""
    some = [*rows[:: max(1, len(rows) // ASKED)], *rows[-ASKED:]]
    return sum(index.nearest(vector, 1)[0][1] > 0.999 for _, vector in some) / len(some)


def _jittered(rows: Iterable[tuple[str, np.ndarray]], chance: np.random.Generator) -> list[tuple[str, np.ndarray]]:
    jittered = []
    for identity, vector in rows:
        moved = vector + chance.normal(scale=0.02, size=len(vector)).astype(np.float32)
        jittered.append((f"{identity}+", moved / np.linalg.norm(moved)))
    return jittered


if __name__ == "__main__":
    main()
