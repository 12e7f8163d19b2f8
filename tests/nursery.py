"""A process that has everything imported and opened, and lets one child after another refresh a store, to be killed.

Starting Python and opening the model takes seconds, and a child lives for a part of one. Each line on standard input
is a JSON object (store, sources as [name, kind, address]); the child's process id is answered at once, and its exit
status when it is gone. `python tests/nursery.py MODELS`.
"""

from __future__ import annotations

import json
import os
import sys
import threading
from datetime import UTC, datetime
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

import chromadb  # noqa: F401  what a child would import, it finds imported
import trafilatura  # noqa: F401

from knowledge import store as stores
from knowledge.articles import read_article
from knowledge.embedding import PACKAGED_MODEL, open_encoder
from knowledge.fetch import Fetcher
from knowledge.refresh import keeping, refresh
from knowledge.sources import Source
from knowledge.statements import read_statements
from knowledge.store import Store


def main() -> None:
    """Serve children until standard input ends."""
    # One thread, or no child could be forked safely.
    encoder = open_encoder(PACKAGED_MODEL, Path(sys.argv[1]), threads=1)
    stores.open_encoder = lambda name, models, *, threads=0: encoder  # type: ignore[assignment]
    # Small batches: a child is killed between two of them more often, and the quick runtime is not started.
    keeping.STATEMENTS_AT_ONCE = 24
    page = b"<html><head><title>Mill burns</title></head><body><article><p>Twelve barns burned on Monday near Homs, the mayor said.</p></article></body></html>"
    read_statements(read_article(page, "http://127.0.0.1/"))
    assert threading.active_count() == 1
    print("ready", flush=True)
    for line in sys.stdin:
        asked = json.loads(line)
        child = os.fork()
        if not child:
            status = 3
            try:
                status = _refreshed(asked)
            finally:
                os._exit(status)
        print(child, flush=True)
        print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)


def _refreshed(asked: dict[str, object]) -> int:
    store = Store(Path(str(asked["store"])))
    rows = asked["sources"]
    assert isinstance(rows, list)
    sources = [Source(name, kind, where, depth=1000) for name, kind, where in rows]
    with Fetcher(allowed_hosts=["127.0.0.1"], gap=0, first_wait=0.01) as fetcher:
        outcome = refresh(sources, store, fetcher, now=datetime.now(UTC), anyway=True)
    store.close()
    return 0 if not outcome.trouble else 1


if __name__ == "__main__":
    main()
