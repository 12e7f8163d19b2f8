"""A refresh that is killed, whenever, is finished by the next one: nothing lost, nothing doubled, nothing half."""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import sqlalchemy as sa
from website import Answer, WebSite

from knowledge.store import Store
from knowledge.verifying import verify

PAGES, KILLS, KILLS_AT_THE_INDEX = 300, 50, 10

_towns = ("Homs", "Idlib", "Raqqa", "Aleppo", "Palmyra", "Daraa", "Hama")
_voices = ("the mayor", "a monitor", "Jonas Weil", "the health ministry", "a witness", "the army")


def a_report(number: int) -> tuple[str, list[str]]:
    town, voice = _towns[number % len(_towns)], _voices[number % len(_voices)]
    return f"Strikes near {town}, report {number}", [
        f"At least {number + 3} airstrikes hit the countryside of {town} on Monday, {voice} said.",
        f"{voice.capitalize()} told the Harbour Post that {number % 17 + 2} people were killed in street {number}.",
        f"Nobody from the other side had commented on report {number} by the evening.",
    ]


@pytest.fixture(scope="module")
def site() -> Iterator[WebSite]:
    """300 pages in a feed and a sitemap: reports, and among them what goes wrong on real sites."""
    with WebSite() as site:
        paths = [f"/report/{number}" for number in range(PAGES)]
        for number, path in enumerate(paths):
            title, paragraphs = a_report(number if number % 50 != 49 else number - 7)
            tag = f'"{number}"' if number % 3 else None
            site.article(path, title, paragraphs, published="2024-03-02", etag=tag)
        site.redirect(paths[11], paths[12], status=301)
        site.forget(paths[13])
        site.page(paths[14], "<html><body></body></html>")
        site.page(paths[15], b"\x00\x01" * 50, content_type="image/png")
        site.answers(paths[16], Answer(500))
        review = {
            "@type": "ClaimReview",
            "claimReviewed": "Twelve barns burned",
            "author": {"name": "Coast Checks"},
            "reviewRating": {"alternateName": "Unproven"},
        }
        title, paragraphs = a_report(17)
        site.page(
            paths[17],
            f"<html><head><title>{title}</title><script type='application/ld+json'>{json.dumps(review)}</script></head>"
            f"<body><article><h1>{title}</h1>{''.join(f'<p>{one}</p>' for one in paragraphs)}</article></body></html>",
        )
        site.rss("/rss.xml", [(path, "", "") for path in paths[:150]], etag='"feed"')
        site.sitemap("/sitemap.xml", [(path, "2024-03-02") for path in paths[150:]])
        yield site


class Nursery:
    """Lets children refresh a store, and kills them."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, str(Path(__file__).parent / "nursery.py")],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env={**os.environ, "OMP_NUM_THREADS": "1"},
        )
        assert self._said() == "ready"

    def refresh(self, store: Path, site: WebSite, *, killed_after: float | None = None) -> int:
        """The status of a child that refreshes the store; -9 where it was killed before it was done."""
        sources = [("Feed", "feed", site.url("/rss.xml")), ("Map", "sitemap", site.url("/sitemap.xml"))]
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps({"store": str(store), "sources": sources}) + "\n")
        self._process.stdin.flush()
        child = int(self._said())
        if killed_after is not None:
            time.sleep(killed_after)
            with suppress(ProcessLookupError):
                os.kill(child, signal.SIGKILL)
        return int(self._said())

    def close(self) -> None:
        """Let the nursery go."""
        assert self._process.stdin is not None and self._process.stdout is not None
        self._process.stdin.close()
        self._process.wait()
        self._process.stdout.close()

    def _said(self) -> str:
        assert self._process.stdout is not None
        return self._process.stdout.readline().strip()


@pytest.fixture(scope="module")
def nursery() -> Iterator[Nursery]:
    nursery = Nursery()
    yield nursery
    nursery.close()


def everything(folder: Path) -> dict[str, Any]:
    """All that a store holds, without moments and row numbers; vectors apart."""
    engine = sa.create_engine(f"sqlite:///{folder / 'archive.sqlite'}")
    with engine.connect() as connection:

        def rows(query: str) -> list[tuple[Any, ...]]:
            return sorted(tuple(row) for row in connection.execute(sa.text(query)))

        told: dict[str, Any] = {
            "articles": rows("SELECT id, url, outlet, is_note, content_hash, body FROM articles"),
            "statements": rows("SELECT id, article_id, place_in_article, body FROM statements"),
            "figures": rows(
                "SELECT s.id, f.unit, f.state, f.low, f.high, f.value FROM figures f JOIN statements s"
                " ON s.row = f.statement_row"
            ),
            "words": rows("SELECT s.id, w.said, w.about FROM words w JOIN statements s ON s.row = w.rowid"),
            "words in all": rows("SELECT count(*) FROM words"),
            "counted words": rows("SELECT stem, statements FROM word_counts"),
            "addresses": rows("SELECT url, article_id FROM addresses"),
            "versions": rows("SELECT article_id FROM versions"),
            "visits": rows("SELECT url, coalesce(etag, ''), coalesce(content_hash, '') FROM visits"),
        }
    engine.dispose()
    return told


def vectors(folder: Path) -> tuple[dict[str, np.ndarray], dict[str, np.ndarray]]:
    """The vectors by statement, in the archive and in the index."""
    store = Store(folder)
    assert not store.owed()
    found = dict(store.archive.vectors()), dict(store.index.contents())
    store.close()
    return found


def assert_same(found: Path, expected: Path) -> None:
    store = Store(found)
    assert not verify(store)
    store.close()
    told, wanted = everything(found), everything(expected)
    for what, rows in wanted.items():
        assert told[what] == rows, what
    kept, _ = vectors(expected)
    for held in vectors(found):
        assert held.keys() == kept.keys()
        assert all(np.allclose(held[identity], vector, atol=1e-6) for identity, vector in kept.items())
    # The current generation, the one before it, and the file that names them.
    assert len(list((found / "index").iterdir())) <= 3


def test_killed_at_fifty_moments_the_store_is_that_of_an_undisturbed_refresh(
    tmp_path: Path, site: WebSite, nursery: Nursery
) -> None:
    undisturbed = tmp_path / "undisturbed"
    begun = time.monotonic()
    assert nursery.refresh(undisturbed, site) == 0
    whole = time.monotonic() - begun
    assert len(everything(undisturbed)["articles"]) == PAGES - 5 - 6 + 1
    chance = random.Random(6)
    kills = 0
    for chain in range(KILLS):
        disturbed = tmp_path / f"disturbed {chain}"
        while kills < KILLS:
            # Now and then at the very beginning; else while pages come, or at the index.
            longest = whole / 25 if chance.random() < 0.25 else whole / 5
            if not nursery.refresh(disturbed, site, killed_after=chance.uniform(0, longest)):
                break
            kills += 1
        assert nursery.refresh(disturbed, site) == 0
        assert_same(disturbed, undisturbed)
        if kills == KILLS:
            break

    # Everything is read, and the index is owed: killed while it is paid.
    owed = tmp_path / "owed"
    shutil.copytree(undisturbed, owed)
    begun = time.monotonic()
    shutil.rmtree(owed / "index")
    assert nursery.refresh(owed, site) == 0
    paying = time.monotonic() - begun
    for _ in range(KILLS_AT_THE_INDEX):
        (owed / "index" / "CURRENT").unlink(missing_ok=True)
        nursery.refresh(owed, site, killed_after=chance.uniform(0.2, 1) * paying)
    assert nursery.refresh(owed, site) == 0
    assert_same(owed, undisturbed)
