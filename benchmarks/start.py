"""How long a person waits: cold start to the first card, a warm card, loading the starter pack, and memory.

    make bench-start

Prints a table for this machine. Nothing is hard-coded: the claims are taken from the starter pack itself (every
headline and every fact of the reports), the folder is a fresh one, and each command is a process of its own.
"""

from __future__ import annotations

import os
import platform
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

from knowledge.store import Store
from retrieval.answers import answer
from retrieval.claims.messages import BadMessage

COLD_RUNS = 7
WARM_CLAIMS = 300
#: What we set ourselves: seconds and milliseconds.
COLD_GOAL_S, WARM_P95_GOAL_MS = 4.0, 60.0


def main() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder)
        first = _run(data, "demo")
        loaded = _run(data, "kb", "load", "starter")
        fresh = data / "fresh"
        fresh.mkdir()
        (fresh / "models").symlink_to(data / "models")
        load = _run(fresh, "kb", "load", "starter")
        cold = [_run(data, "ask", "100 airstrikes") for _ in range(COLD_RUNS)]
        warm = _warm(data)
        memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
        size = sum(file.stat().st_size for file in fresh.rglob("*") if file.is_file() and "models" not in file.parts)
    print(f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}\n")
    print(f"{'first demo (export the model, load the pack, card)':<60}{first:8.2f} s")
    print(f"{'load the starter pack into an empty store':<60}{load:8.2f} s")
    print(f"{'load it again (nothing to do)':<60}{loaded:8.2f} s")
    print(f"{f'cold `whosays ask`, median of {COLD_RUNS}':<60}{statistics.median(cold):8.2f} s   goal {COLD_GOAL_S:g}")
    p50, p95 = statistics.median(warm), statistics.quantiles(warm, n=20)[-1]
    print(f"{f'warm card, p50 over {len(warm)} claims':<60}{p50:8.1f} ms")
    print(f"{'warm card, p95':<60}{p95:8.1f} ms  goal {WARM_P95_GOAL_MS:g}")
    print(f"{'peak memory of a command, the export included':<60}{memory:8.0f} MB")
    print(f"{'peak memory of this process, which answered the warm claims':<60}{_own_memory():8.0f} MB")
    print(f"{'store on disk, without the model':<60}{size / 1e6:8.1f} MB")


def _run(data: Path, *arguments: str) -> float:
    begun = time.perf_counter()
    subprocess.run(
        [sys.executable, "-m", "bot.cli", *arguments],
        env={**os.environ, "WHOSAYS_DATA": str(data)},
        check=True,
        capture_output=True,
    )
    return time.perf_counter() - begun


def _warm(data: Path) -> list[float]:
    store = Store(data)
    said = [
        statement.span.of(a.text) for a in store.archive.articles() for statement in store.archive.statements_of(a.id)
    ]
    step = max(1, len(said) // WARM_CLAIMS)
    answer("100 airstrikes", store, now=datetime.now(UTC))
    times = []
    for claim in said[::step][:WARM_CLAIMS]:
        begun = time.perf_counter()
        try:
            answer(claim, store, now=datetime.now(UTC))
        except BadMessage:
            continue
        times.append((time.perf_counter() - begun) * 1000)
    store.close()
    return times


def _own_memory() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main()
