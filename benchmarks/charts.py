"""How long a chart takes, and how large it is: `python -m benchmarks.charts`.

Every card of the starter pack's events that has two figures to set beside each other is drawn.
"""

from __future__ import annotations

import statistics
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

from bot.card.charts import chart_of, draw
from bot.terminal.kb_cli import load_starter_into
from knowledge.model import ContextCard
from knowledge.store import Store
from retrieval.answers import answer
from retrieval.claims.messages import BadMessage

NOW = datetime(2026, 11, 26, tzinfo=UTC)


def cards_with_charts(store: Store) -> list[ContextCard]:
    """A card for each report's title that has a chart."""
    found: dict[str, ContextCard] = {}
    for article in store.archive.articles():
        try:
            cards = answer(article.title, store, now=NOW).cards
        except BadMessage:
            continue
        found.update({card.claim.text: card for card in cards if chart_of(card) is not None})
    return list(found.values())


def main() -> None:
    """Draw every chart and print how long it took."""
    with tempfile.TemporaryDirectory() as folder:
        store = Store(Path(folder))
        load_starter_into(store)
        cards = cards_with_charts(store)
        took, worked, sizes = [], [], []
        for card in cards:
            begun, at = time.perf_counter(), time.thread_time()
            picture = draw(card)
            took.append(1000 * (time.perf_counter() - begun))
            worked.append(1000 * (time.thread_time() - at))
            assert picture is not None
            sizes.append(len(picture.png) / 1000)
        store.close()
    first, rest = took[0], sorted(took[1:])
    print(f"{len(cards)} cards with a chart, drawn light and dark")
    print(f"the first, with the library loaded for it: {first:.0f} ms")
    print(f"each after it: p50 {statistics.median(rest):.0f} ms, p95 {rest[int(0.95 * len(rest))]:.0f} ms")
    print(f"of one core, whatever else the machine does: p50 {statistics.median(worked[1:]):.0f} ms")
    print(f"size: p50 {statistics.median(sizes):.0f} kB, largest {max(sizes):.0f} kB")


if __name__ == "__main__":
    main()
