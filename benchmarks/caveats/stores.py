"""The two stores that caveats are judged over: the starter pack, and the FA-KES reports on the Syrian war."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

from bot.terminal.kb_cli import load_starter_into
from knowledge.articles import day, decode, read_pasted
from knowledge.model import Article, Entry
from knowledge.statements import read_statements
from knowledge.store import Store

#: Articles that enter the store in one transaction.
AT_ONCE = 100


def starter_store(folder: Path) -> Store:
    """A store with the starter pack, made when the folder holds none yet."""
    return _opened(folder, load_starter_into)


def fa_kes_store(folder: Path, table: Path) -> Store:
    """A store with every report of FA-KES, made when the folder holds none yet. A few minutes."""
    return _opened(folder, lambda store: _keep(store, read_dated_fa_kes(table)))


def read_dated_fa_kes(table: Path) -> list[Article]:
    """Each report of the file as if somebody had pasted it, with its day, and its number in the file for an address."""
    rows = csv.DictReader(decode(table.read_bytes()).splitlines(keepends=True))
    return [
        read_pasted(
            row["article_content"],
            title=row["article_title"],
            outlet=row["source"],
            url=f"https://fa-kes.example/{row['unit_id']}",
            published=day(_iso(row["date"])),
        )
        for row in rows
        if (row["article_content"] or "").strip()
    ]


def _iso(american: str) -> str:
    """4/6/2017 as 2017-04-06."""
    month, day_of_month, year = american.split("/")
    return f"{year}-{int(month):02}-{int(day_of_month):02}"


def _opened(folder: Path, fill: Callable[[Store], None]) -> Store:
    made = (folder / "archive.sqlite").exists()
    folder.mkdir(parents=True, exist_ok=True)
    store = Store(folder)
    if not made:
        fill(store)
    return store


def _keep(store: Store, articles: list[Article]) -> None:
    for start in range(0, len(articles), AT_ONCE):
        with store.writing() as writer:
            writer.keep([Entry(a, read_statements(a)) for a in articles[start : start + AT_ONCE]])
            writer.pay_index()
