"""Thirty cards to be read aloud, as the terminal prints them and as Telegram shows them: would a reporter sign each?

    python -m benchmarks.read_aloud [--html] [--seed N]     (WHOSAYS_BENCH names the folder with the outside data)

Fifteen messages as people type them, asked of the starter pack (`asked.tsv`), and fifteen annotated claims over FA-KES
(`cards/claims.jsonl`), drawn by a fixed seed. What readers said of them stands in docs/caveats.md. Nothing is scored
here: somebody has to read.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.asked import READ, listed
from benchmarks.cards.annotations import read_claims
from benchmarks.cards.library import open_corpus
from benchmarks.caveats.stores import starter_store
from benchmarks.libraries import bench_folder
from bot.card.rendering import render_html, render_text
from knowledge.articles import day
from knowledge.store import Store
from retrieval.answers import answer

SEED = 20261127
#: Cards over each of the two stores.
EACH = 15
NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
SENT = "2026-11-22"


def drawn(seed: int) -> tuple[list[str], list[str]]:
    """The messages for the starter pack and the claims over FA-KES that this seed draws."""
    chance = random.Random(seed)
    typed = [one.message for one in listed(READ)]
    return chance.sample(typed, EACH), [claim.claim for claim in chance.sample(read_claims(), EACH)]


def read_aloud(messages: Sequence[str], store: Store, *, html: bool) -> None:
    """Print the cards for these messages."""
    for message in messages:
        print(f"{'=' * 100}\n{message}\n")
        for card in answer(message, store, now=NOW, sent=day(SENT)).cards:
            print(render_html(card) if html else render_text(card))


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the thirty."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--html", action="store_true", help="as Telegram is sent them")
    parser.add_argument("--seed", type=int, default=SEED, help="another thirty")
    asked = parser.parse_args(arguments)
    folder = bench_folder()
    if folder is None:
        return
    typed, claims = drawn(asked.seed)
    with TemporaryDirectory() as place:
        read_aloud(typed, starter_store(Path(place)), html=asked.html)
    read_aloud(claims, open_corpus(folder).store, html=asked.html)


if __name__ == "__main__":
    main()
