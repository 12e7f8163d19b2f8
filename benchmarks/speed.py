"""How long a warm card takes as the store grows, what it costs to keep, and how fast articles enter.

    make bench-speed        or: python -m benchmarks.speed [--sizes 2k,100k] [--keep FOLDER] [--articles 80]

A card is timed from the claim's text to the printed card, claims taken from the real reporting in the store, each asked
once after others have warmed it. `benchmarks.growing` says how the stores are made. Every size is asked in a process of
its own, so that its peak memory is its own. CPU time is printed beside the wall's: on a machine that others use, only
the first can be compared. With --keep the stores stay in a folder and are taken from there the next time.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from benchmarks import ingestion
from benchmarks.growing import grow, real_entries
from benchmarks.libraries import Vectors, bench_folder, kept_models
from bot.card.rendering import render_text
from bot.telegram.clerk import look_for_cycles, look_for_no_cycles, take_short_turns
from knowledge.model import Entry
from knowledge.store import Store
from retrieval.answers import answer
from retrieval.claims.messages import BadMessage

SIZES = {"2k": 2_000, "100k": 100_000, "1m": 1_000_000}
#: What we set ourselves: milliseconds at the 95th percentile, and how many times the largest may take of the middle.
GOALS = {"2k": 40.0, "100k": 80.0, "1m": 200.0}
GROWTH_GOAL = 2.5
WARMING, CLAIMS, AT_ONCE, COLD_RUNS = 60, 240, 8, 3
NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", default=",".join(SIZES), help=f"of {', '.join(SIZES)}")
    parser.add_argument("--keep", type=Path, help="a folder in which the stores stay")
    parser.add_argument("--without-ingestion", action="store_true")
    parser.add_argument("--articles", type=int, help="so many articles enter, not all 804")
    parser.add_argument("--ask", type=Path, help=argparse.SUPPRESS)
    asked = parser.parse_args(arguments)
    if asked.ask:
        print(json.dumps(_asked(asked.ask)))
        return
    bench = bench_folder()
    machine = f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}"
    print(f"{machine}; load before {os.getloadavg()[0]:.1f}")
    sizes = [size for size in asked.sizes.lower().split(",") if size]
    if sizes:
        with tempfile.TemporaryDirectory() as folder:
            _cards(sizes, asked.keep or Path(folder), bench)
    if bench and not asked.without_ingestion:
        ingestion.report(bench, asked.articles)


def _cards(sizes: Sequence[str], folder: Path, bench: Path | None) -> None:
    real, known = real_entries(bench), Vectors()
    measured: dict[str, dict[str, Any]] = {}
    for name in sizes:
        store = folder / name
        if not (store / "grown.json").exists():
            build(store, real, SIZES[name], known)
        # What a first question makes, as the network that reads pairs, is no part of what a warm process holds.
        _cold(store)
        measured[name] = {
            **json.loads((store / "grown.json").read_text()),
            **_in_a_process(store),
            "cold": statistics.median(_cold(store) for _ in range(COLD_RUNS)),
            "archive": sum(f.stat().st_size for f in store.glob("archive.sqlite*")),
            "index": sum(f.stat().st_size for f in (store / "index").rglob("*") if f.is_file()),
            "load": os.getloadavg()[0],
        }
    print(f"\n{'statements':<52}" + "".join(f"{SIZES[name]:>14,}" for name in sizes))
    for label, key, form in _ROWS:
        print(f"{label:<52}" + "".join(f"{form(measured[name][key]):>14}" for name in sizes))
    print(f"{'goal: p95, one at a time':<52}" + "".join(f"{GOALS[name]:>11.0f} ms" for name in sizes))
    if "100k" in measured and "1m" in measured:
        for of, key in (("p50", "p50"), ("p95", "p95"), ("p95 of CPU time", "cpu95")):
            grown = measured["1m"][key] / measured["100k"][key]
            print(f"growth of {of} from 100 k to 1 M: {grown:.2f} times (goal {GROWTH_GOAL:g})")


def _ms(value: float) -> str:
    return f"{value:.1f} ms"


def _mb(value: float) -> str:
    return f"{value / 1e6:,.1f} MB"


_ROWS: tuple[tuple[str, str, Any], ...] = (
    ("real ones among them", "real", "{:,}".format),
    ("cosine of a variation to its original, mean", "likeness", "{:.3f}".format),
    ("the same of two variations", "kinship", "{:.3f}".format),
    ("time to build the store", "built", "{:,.0f} s".format),
    ("warm card, p50", "p50", _ms),
    ("warm card, p95", "p95", _ms),
    ("the same, CPU time of the process, p50", "cpu50", _ms),
    ("the same, CPU time of the process, p95", "cpu95", _ms),
    (f"{AT_ONCE} at once, p50", "many50", _ms),
    (f"{AT_ONCE} at once, p95", "many95", _ms),
    (f"{AT_ONCE} at once, cards a second", "rate", "{:.1f}".format),
    (f"cold `whosays ask`, median of {COLD_RUNS}", "cold", "{:.2f} s".format),
    ("peak memory of the process that answers", "memory", _mb),
    ("archive on disk", "archive", _mb),
    ("index on disk", "index", _mb),
    ("load of the machine meanwhile", "load", "{:.1f}".format),
)


def build(folder: Path, real: Sequence[Entry], size: int, known: Vectors) -> None:
    """Fill the store in `folder` with `size` statements, with a line every half minute."""
    folder.mkdir(parents=True, exist_ok=True)
    if not (folder / "models").exists():
        (folder / "models").symlink_to(kept_models())
    begun, last = time.perf_counter(), [0.0]

    def told(words: str) -> None:
        if time.perf_counter() - last[0] > 30:
            last[0] = time.perf_counter()
            print(f"  {folder.name}: {words}, {last[0] - begun:.0f} s", flush=True)

    store = Store(folder)
    grown = grow(store, real, size, known, told)
    store.close()
    built = {**asdict(grown), "built": time.perf_counter() - begun}
    (folder / "grown.json").write_text(json.dumps(built))


def _in_a_process(store: Path) -> dict[str, Any]:
    command = [sys.executable, "-m", "benchmarks.speed", "--ask", str(store)]
    answered: dict[str, Any] = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)
    return answered


def _cold(store: Path) -> float:
    begun = time.perf_counter()
    subprocess.run(
        [sys.executable, "-m", "bot.cli", "ask", "100 airstrikes in Homs"],
        env={**os.environ, "WHOSAYS_DATA": str(store)},
        check=True,
        capture_output=True,
    )
    return time.perf_counter() - begun


def _asked(folder: Path) -> dict[str, float]:
    """Ask the store in `folder`: milliseconds, bytes, cards a second."""
    store = Store(folder)
    claims = _claims(store)
    for claim in claims[:WARMING]:
        _card(claim, store)
    # As the bot's processes do once they are open.
    take_short_turns()
    look_for_no_cycles()
    alone, cpu = [], []
    for claim in claims[WARMING:]:
        begun, busy = time.perf_counter(), time.process_time()
        _card(claim, store)
        alone.append(1000 * (time.perf_counter() - begun))
        cpu.append(1000 * (time.process_time() - busy))
        look_for_cycles()

    def timed(claim: str) -> float:
        begun = time.perf_counter()
        _card(claim, store)
        took = 1000 * (time.perf_counter() - begun)
        look_for_cycles()
        return took

    begun = time.perf_counter()
    with ThreadPoolExecutor(AT_ONCE) as pool:
        # Not in the order in which each has just been answered.
        together = list(pool.map(timed, claims[:WARMING] + claims[:WARMING:-1]))
    rate = len(together) / (time.perf_counter() - begun)
    store.close()
    return {
        **_percentiles("p", alone),
        **_percentiles("cpu", cpu),
        **_percentiles("many", together),
        "rate": rate,
        "memory": peak_memory(),
    }


def _claims(store: Store) -> list[str]:
    """Sentences of the real articles in the store, spread evenly over them, the warming ones between the others."""
    articles = [a for identity in _real_ids(store) if (a := store.archive.article(identity))]
    said = [s.span.of(a.text) for a in articles for s in store.archive.statements_of(a.id)]
    wanted = WARMING + CLAIMS
    spread = [said[at * len(said) // wanted] for at in range(min(wanted, len(said)))]
    every = wanted // WARMING
    return spread[::every] + [claim for at, claim in enumerate(spread) if at % every]


def _real_ids(store: Store) -> list[str]:
    return [identity for identity in store.archive.article_ids() if "~" not in identity]


def peak_memory() -> int:
    """Bytes. The kernel counts into a process's maximum what its parent held before; its own status does not."""
    status = Path("/proc/self/status")
    if status.exists():
        return 1024 * next(int(line.split()[1]) for line in status.read_text().splitlines() if line[:6] == "VmHWM:")
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def _card(claim: str, store: Store) -> None:
    try:
        for card in answer(claim, store, now=NOW).cards:
            render_text(card)
    except BadMessage:
        return


def _percentiles(name: str, times: Sequence[float]) -> dict[str, float]:
    return {f"{name}50": statistics.median(times), f"{name}95": statistics.quantiles(times, n=20)[-1]}


if __name__ == "__main__":
    main()
