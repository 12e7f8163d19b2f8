"""FA-KES in a store, as `whosays kb add FA-KES-Dataset.csv` would put it there, and which row became which article."""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import knowledge
from benchmarks.libraries import kept
from knowledge.articles import decode, read_table
from knowledge.model import Article, Entry
from knowledge.statements import read_statements
from knowledge.store import Store
from knowledge.tagger import Tagger


@dataclass(frozen=True, slots=True)
class Corpus:
    """The store, and the articles behind each row; rows with the same words are one article."""

    store: Store
    #: By the row's unit_id; nine ids stand on several rows, whose words differ in a sign at most.
    articles: dict[str, frozenset[str]]

    def of(self, unit_ids: tuple[str, ...]) -> frozenset[str]:
        """The ids of the articles behind these rows."""
        return frozenset().union(*(self.articles[unit_id] for unit_id in unit_ids))


def data_of(bench: Path) -> bytes:
    """The file as it was published."""
    return (bench / "fa_kes" / "FA-KES-Dataset.csv").read_bytes()


def unit_ids(data: bytes) -> list[str]:
    """The id of each row, in the order of the rows."""
    return [row["unit_id"] for row in _rows_of(data)]


def dates_in(data: bytes) -> dict[str, str]:
    """The date that the table gives each row, by its id; nine ids stand on several rows, of which the first counts."""
    return {row["unit_id"]: row["date"] for row in reversed(_rows_of(data))}


def _rows_of(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(decode(data), newline="")))


def open_corpus(bench: Path) -> Corpus:
    """FA-KES, read and embedded once for each state of the file and of the code that reads it.

    The store is kept in the temporary folder; making it takes some minutes.
    """
    data = data_of(bench)
    articles = list(read_table(data))
    behind: dict[str, set[str]] = {}
    for unit_id, article in zip(unit_ids(data), articles, strict=True):
        behind.setdefault(unit_id, set()).add(article.id)
    store = store_of("fa-kes", data, articles)
    return Corpus(store, {unit_id: frozenset(ids) for unit_id, ids in behind.items()})


def store_of(name: str, data: bytes, articles: Sequence[Article]) -> Store:
    """The articles of a file in a store of this name, read with the tagger and embedded once for each state of both."""
    folder = kept() / f"{name}-{_state(data)}"
    finished = folder / "finished"
    store = Store(folder, threads=1)
    if not finished.exists():
        print(f"Reading and embedding {len(articles)} articles (once).", flush=True)
        tagger = Tagger.load(kept() / "models" / "tagger", threads=1)
        with store.writing() as writer:
            writer.keep([Entry(article, read_statements(article, tagger)) for article in articles])
            writer.pay_index()
        finished.touch()
    return store


def _state(data: bytes) -> str:
    """What the store depends on: the file, and every table and line that reads it."""
    told = hashlib.blake2b(data, digest_size=8)
    room = Path(knowledge.__file__).parent
    for file in sorted(path for path in room.rglob("*") if path.suffix in (".py", ".toml")):
        told.update(file.read_bytes())
    return told.hexdigest()
