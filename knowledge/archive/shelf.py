"""What was read last and is asked for again: statements, their vectors and their articles, of one revision.

The same statements answer claim after claim. Being frozen, one reading of each serves all; what is at hand costs
neither the database nor a decoding.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

import numpy as np
import sqlalchemy as sa

from knowledge.archive.bodies import article_from, statement_from
from knowledge.archive.database import revision_in, rows_in
from knowledge.lately import Lately
from knowledge.model import Article, Statement

T = TypeVar("T")

#: So many statements are at hand, with 1.5 kB of vector each, so many articles, and of so many what stands in them.
STATEMENTS, ARTICLES, LISTS = 12_000, 3_000, 2_000

# Written out once: what a card asks is asked some fifteen times, and putting a query together takes longer than
# answering it. One list of ids is one value, however long it is.
_BY_ID = "SELECT id, article_id, body, vector FROM statements WHERE id IN (SELECT value FROM json_each(:ids))"
_BY_ARTICLE = (
    "SELECT id, article_id, body, vector FROM statements WHERE article_id IN (SELECT value FROM json_each(:ids))"
    " ORDER BY article_id, row"
)
_VECTORS = "SELECT id, vector FROM statements WHERE id IN (SELECT value FROM json_each(:ids))"
_ARTICLES = "SELECT id, body FROM articles WHERE id IN (SELECT value FROM json_each(:ids))"


@dataclass(frozen=True, slots=True)
class Stored:
    """A statement as it lies in the archive, with its article."""

    statement: Statement
    article: Article

    def __hash__(self) -> int:
        # What follows from a statement is kept by it; of two that are equal the id is the same.
        return hash(self.statement.id)


@dataclass(frozen=True, slots=True)
class Read:
    """A row of a statement as it was read."""

    statement: Statement
    article_id: str
    vector: np.ndarray


class _OfOneRevision:
    def __init__(self, revision: int) -> None:
        self.revision = revision
        self.statements: Lately[Read] = Lately(STATEMENTS)
        self.articles: Lately[Article] = Lately(ARTICLES)
        self.lists: Lately[tuple[str, ...]] = Lately(LISTS)


class Shelf:
    """What was read lately, asked through a connection on which one moment is read."""

    def __init__(self) -> None:
        self._held = _OfOneRevision(-1)

    def stored(self, connection: sa.Connection, ids: Collection[str]) -> dict[str, Stored]:
        """The statements with these ids, in the order of ids, each with its article; ids that are gone are left out."""
        held = self._of(connection)
        read = _statements(held, connection, ids)
        articles = _articles_of(held, connection, {one.article_id for one in read.values()})
        return {
            identity: Stored(read[identity].statement, articles[read[identity].article_id])
            for identity in sorted(read)
            if read[identity].article_id in articles
        }

    def stored_of(self, connection: sa.Connection, articles: Sequence[Article]) -> dict[str, Stored]:
        """Every statement of these articles, as they stand in them."""
        held = self._of(connection)
        by_id = {article.id: article for article in articles}
        lists = _found(by_id, held.lists.get, lambda missing: _lists(held, connection, missing))
        read = _statements(held, connection, [identity for identities in lists.values() for identity in identities])
        return {identity: Stored(one.statement, by_id[one.article_id]) for identity, one in read.items()}

    def vectors_of(self, connection: sa.Connection, ids: Collection[str]) -> dict[str, np.ndarray]:
        """The vectors of these statements; what is not at hand is not read for its vector's sake."""
        held = self._of(connection)

        def at_hand(identity: str) -> np.ndarray | None:
            one = held.statements.get(identity)
            return None if one is None else one.vector

        def read(missing: Sequence[str]) -> Iterable[tuple[str, np.ndarray]]:
            for identity, vector in rows_in(connection, _VECTORS, ids=json.dumps(missing)):
                yield identity, np.frombuffer(vector, dtype=np.float32)

        return _found(ids, at_hand, read)

    def _of(self, connection: sa.Connection) -> _OfOneRevision:
        revision = revision_in(connection)
        held = self._held
        if held.revision != revision:
            held = self._held = _OfOneRevision(revision)
        return held


def _statements(held: _OfOneRevision, connection: sa.Connection, ids: Collection[str]) -> dict[str, Read]:
    def read(missing: Sequence[str]) -> Iterable[tuple[str, Read]]:
        return _kept(held, rows_in(connection, _BY_ID, ids=json.dumps(missing)))

    return _found(ids, held.statements.get, read)


def _lists(
    held: _OfOneRevision, connection: sa.Connection, articles: Sequence[str]
) -> Iterable[tuple[str, tuple[str, ...]]]:
    lists: dict[str, list[str]] = {identity: [] for identity in articles}
    for name, one in _kept(held, rows_in(connection, _BY_ARTICLE, ids=json.dumps(articles))):
        lists[one.article_id].append(name)
    for identity, names in lists.items():
        held.lists.put(identity, tuple(names))
        yield identity, tuple(names)


def _kept(held: _OfOneRevision, rows: Iterable[Any]) -> Iterable[tuple[str, Read]]:
    for identity, article_id, body, vector in rows:
        one = held.statements.get(identity)
        if one is None:
            one = Read(statement_from(body), article_id, np.frombuffer(vector, dtype=np.float32))
            held.statements.put(identity, one)
        yield identity, one


def _articles_of(held: _OfOneRevision, connection: sa.Connection, ids: Collection[str]) -> dict[str, Article]:
    def read(missing: Sequence[str]) -> Iterable[tuple[str, Article]]:
        for identity, body in rows_in(connection, _ARTICLES, ids=json.dumps(missing)):
            article = article_from(body)
            held.articles.put(identity, article)
            yield identity, article

    return _found(ids, held.articles.get, read)


def _found(
    names: Collection[str],
    at_hand: Callable[[str], T | None],
    read: Callable[[Sequence[str]], Iterable[tuple[str, T]]],
) -> dict[str, T]:
    """What has these names: what is at hand, and, read in one go, what is not."""
    known = {name: one for name in names if (one := at_hand(name)) is not None}
    missing = [name for name in names if name not in known]
    if missing:
        known.update(read(missing))
    return known
