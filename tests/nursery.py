"""A process that has everything imported, and lets one child after another refresh a store, to be killed.

Starting Python takes seconds, and a child lives for a part of one. Each line on standard input is a JSON object (store;
sources as [name, kind, address]; the most bytes that a file may have; how many days from now it is there); the child's
process id is answered at once, and its exit status when it is gone: 1 where the refresh told of trouble.
"""

from __future__ import annotations

import gc
import hashlib
import json
import os
import resource
import signal
import sys
import threading
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent.parent))

import chromadb.api.rust  # noqa: F401  what a child would import, it finds imported
import numpy as np
import trafilatura  # noqa: F401

from knowledge import store as stores
from knowledge.articles import read_article
from knowledge.embedding import ModelCard
from knowledge.fetch import Fetcher
from knowledge.refresh import keeping, refresh
from knowledge.sources import Source
from knowledge.statements import read_statements
from knowledge.store import Store

PAGE = (
    b"<html><head><title>Mill burns</title></head><body><article><p>Twelve barns burned on Monday near Homs, the mayor "
    b"said.</p><p>Nobody was hurt.</p></article></body></html>"
)


class WordsEncoder:
    """A model that is at once there: a text's vector is the sum of its words' own, each drawn from its letters."""

    card = ModelCard("words", hashlib.sha256(b"words").hexdigest(), 64, "", "", "")

    def encode(self, texts: list[str]) -> np.ndarray:
        """Unit vectors, one row a text."""
        rows = np.array([np.sum([self._word(word) for word in text.split()], axis=0) for text in texts], np.float32)
        unit: np.ndarray = rows / np.linalg.norm(rows, axis=1, keepdims=True)
        return unit

    def rest(self) -> None:
        """Nothing is kept that could be let go of."""

    @staticmethod
    @cache
    def _word(word: str) -> np.ndarray:
        seed = int.from_bytes(hashlib.blake2b(word.encode(), digest_size=8).digest(), "big")
        return np.random.default_rng(seed).normal(size=64)


def opened(*_: object, **__: object) -> Any:
    """The encoder of these stores."""
    return WordsEncoder()


def main() -> None:
    """Serve children until standard input ends."""
    stores.open_encoder = opened  # type: ignore[attr-defined]
    # Small batches: a child is killed between two of them more often.
    keeping.STATEMENTS_AT_ONCE = 24
    read_statements(read_article(PAGE, "http://127.0.0.1/"))
    # More threads than one, and no child could be forked safely.
    assert threading.active_count() == 1
    # What is imported stays, and no child need go through it for what may be let go of.
    gc.freeze()
    _say("ready")
    for line in sys.stdin:
        asked = json.loads(line)
        child = os.fork()
        if not child:
            status = 3
            try:
                status = _refreshed(asked)
            finally:
                os._exit(status)
        _say(child)
        _say(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))


def _say(what: object) -> None:
    sys.stdout.write(f"{what}\n")
    sys.stdout.flush()


def _refreshed(asked: dict[str, object]) -> int:
    if (largest := asked["largest"]) is not None:
        # Beyond it the system answers every writer as a full disk does, instead of ending the process.
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (int(str(largest)), resource.RLIM_INFINITY))
    store = Store(Path(str(asked["store"])))
    rows = asked["sources"]
    assert isinstance(rows, list)
    sources = [Source(name, kind, where, depth=1000) for name, kind, where in rows]
    now = datetime.now(UTC) + timedelta(days=int(str(asked["days"])))
    with Fetcher(allowed_hosts=["127.0.0.1"], gap=0, first_wait=0.01, today=lambda: now) as fetcher:
        outcome = refresh(sources, store, fetcher, now=now, anyway=True)
    store.close()
    return 0 if not outcome.trouble else 1


if __name__ == "__main__":
    main()
