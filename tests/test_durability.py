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
from program import ONE_THREAD
from website import Answer, WebSite

from knowledge.store import Store
from knowledge.verifying import verify

PAGES = 300
#: While all pages are new, and while some of them are edited.
KILLS, KILLS_AT_EDITS, KILLS_AT_THE_INDEX = 35, 15, 10

_towns = ("Homs", "Idlib", "Raqqa", "Aleppo", "Palmyra", "Daraa", "Hama")
_voices = ("the mayor", "a monitor", "Jonas Weil", "the health ministry", "a witness", "the army")


#: The first edition is what is on the site today; in the second, which comes two months later, figures have moved.
DAYS = {1: 0, 2: 60}


def is_edited(number: int) -> bool:
    return number % 5 == 1 and number not in (11, 16)


def a_report(number: int, edition: int) -> tuple[str, list[str]]:
    town, voice = _towns[number % len(_towns)], _voices[number % len(_voices)]
    more = 100 if edition == 2 and is_edited(number) else 3
    return f"Strikes near {town}, report {number}", [
        f"At least {number + more} airstrikes hit the countryside of {town} on Monday, {voice} said.",
        f"{voice.capitalize()} told the Harbour Post that {number % 17 + 2} people were killed in street {number}.",
        f"Nobody from the other side had commented on report {number} by the evening.",
    ]


def puts(site: WebSite, edition: int) -> None:
    """Put an edition of 300 pages in a feed and a sitemap: reports, and among them what goes wrong on real sites."""
    paths = [f"/report/{number}" for number in range(PAGES)]
    for number, path in enumerate(paths):
        title, paragraphs = a_report(number if number % 50 != 49 else number - 7, edition)
        tag = f'"{number} of {edition if is_edited(number) else 1}"' if number % 3 else None
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
    title, paragraphs = a_report(17, edition)
    site.page(
        paths[17],
        f"<html><head><title>{title}</title><script type='application/ld+json'>{json.dumps(review)}</script></head>"
        f"<body><article><h1>{title}</h1>{''.join(f'<p>{one}</p>' for one in paragraphs)}</article></body></html>",
    )
    if edition == 2:
        # What is taken down has said what it said.
        site.forget(paths[20])
    site.rss("/rss.xml", [(path, "", "") for path in paths[:150]], etag='"feed"')
    site.sitemap("/sitemap.xml", [(path, "2024-03-02") for path in paths[150:]])


@pytest.fixture(scope="module")
def site() -> Iterator[WebSite]:
    with WebSite() as site:
        puts(site, 1)
        yield site


class Nursery:
    """Lets children refresh a store, and kills them."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, str(Path(__file__).parent / "nursery.py")],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env={**os.environ, **ONE_THREAD},
        )
        assert self._said() == "ready"

    def refresh(
        self,
        store: Path,
        site: WebSite,
        edition: int = 1,
        *,
        killed_after: float | None = None,
        largest: int | None = None,
    ) -> int:
        """The status of a child that refreshes the store: -9 where it was killed before it was done, 1 for trouble.

        `largest` is the most bytes that any of its files may have.
        """
        sources = [("Feed", "feed", site.url("/rss.xml")), ("Map", "sitemap", site.url("/sitemap.xml"))]
        assert self._process.stdin is not None
        asked = {"store": str(store), "sources": sources, "largest": largest, "days": DAYS[edition]}
        self._process.stdin.write(json.dumps(asked) + "\n")
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
            "versions": rows("SELECT article_id, number, story, body, statements FROM versions"),
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


@pytest.fixture(scope="module")
def undisturbed_refresh(
    tmp_path_factory: pytest.TempPathFactory, site: WebSite, nursery: Nursery
) -> tuple[Path, float]:
    """A store that was refreshed without being disturbed, and how many seconds that took."""
    folder = tmp_path_factory.mktemp("undisturbed") / "store"
    begun = time.monotonic()
    assert nursery.refresh(folder, site) == 0
    taken = time.monotonic() - begun
    told = everything(folder)
    assert len(told["articles"]) == PAGES - 5 - 6 + 1 and not told["versions"]
    return folder, taken


@pytest.fixture(scope="module")
def undisturbed_edits(
    tmp_path_factory: pytest.TempPathFactory,
    site: WebSite,
    nursery: Nursery,
    undisturbed_refresh: tuple[Path, float],
) -> tuple[Path, float]:
    """The same store, refreshed once more when pages were edited, and how many seconds that took."""
    folder = tmp_path_factory.mktemp("edited") / "store"
    shutil.copytree(undisturbed_refresh[0], folder)
    puts(site, 2)
    begun = time.monotonic()
    assert nursery.refresh(folder, site, 2) == 0
    taken = time.monotonic() - begun
    puts(site, 1)
    told = everything(folder)
    assert len(told["articles"]) == PAGES - 5 - 6 + 1
    assert len(told["versions"]) == sum(is_edited(number) for number in range(PAGES))
    return folder, taken


def test_killed_at_fifty_moments_the_store_is_that_of_an_undisturbed_refresh(
    tmp_path: Path,
    site: WebSite,
    nursery: Nursery,
    undisturbed_refresh: tuple[Path, float],
    undisturbed_edits: tuple[Path, float],
) -> None:
    undisturbed = undisturbed_refresh[0]
    chance = random.Random(6)

    def kill(begun_as: Path, edition: int, most: int, longest: float) -> None:
        expected, whole = undisturbed_refresh if edition == 1 else undisturbed_edits
        puts(site, edition)
        kills = chain = 0
        while kills < most:
            disturbed = tmp_path / f"edition {edition}, {chain}"
            shutil.copytree(begun_as, disturbed)
            while kills < most:
                # Now and then at the very beginning; else while pages come, or at the index.
                moment = chance.uniform(0, whole / 25 if chance.random() < 0.25 else longest * whole)
                if not nursery.refresh(disturbed, site, edition, killed_after=moment):
                    break
                kills += 1
            assert nursery.refresh(disturbed, site, edition) == 0
            assert_same(disturbed, expected)
            chain += 1
        puts(site, 1)

    (tmp_path / "nothing").mkdir()
    kill(tmp_path / "nothing", 1, KILLS, longest=1 / 5)
    kill(undisturbed, 2, KILLS_AT_EDITS, longest=1 / 2)

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


@pytest.mark.parametrize("share", [0.1, 0.6, 0.95])
def test_a_disk_that_fills_loses_nothing_and_the_next_refresh_goes_on(
    tmp_path: Path, site: WebSite, nursery: Nursery, undisturbed_refresh: tuple[Path, float], share: float
) -> None:
    undisturbed, _ = undisturbed_refresh
    store = tmp_path / "store"
    largest = int(share * (undisturbed / "archive.sqlite").stat().st_size)
    assert nursery.refresh(store, site, largest=largest) == 1
    assert nursery.refresh(store, site) == 0
    assert_same(store, undisturbed)
