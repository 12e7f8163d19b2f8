"""What may be asked of the archive: articles and statements by name, by their words, by what they count."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import sqlalchemy as sa

from knowledge.archive import tables
from knowledge.archive.bodies import article_from, article_json, profile_from, statement_json
from knowledge.archive.database import Database, fact_in, rows_in
from knowledge.archive.history import Edit, Version, history
from knowledge.archive.keeping import Change, change_of, versions_of
from knowledge.archive.outlets import Outlet, outlets
from knowledge.archive.settling import addresses_of, settle
from knowledge.archive.shelf import Shelf, Stored
from knowledge.archive.visits import RefreshLine, refreshes, visit_of
from knowledge.archive.words import Words, counting, counting_on, saying
from knowledge.model import Article, Entry, OutletProfile, Quantity, Statement, Visit

_article_body = sa.text("SELECT body FROM articles WHERE id = :id")
# A page is known by its own address before it is known by another's, and a report before a note about it.
_article_by_any_name = sa.text(
    "SELECT body FROM (SELECT body, id <> :name AS rank, is_note FROM articles WHERE id = :name OR url = :name"
    " UNION ALL SELECT body, 2, is_note FROM articles"
    " WHERE id = (SELECT article_id FROM addresses WHERE url = :name)) ORDER BY rank, is_note LIMIT 1"
)
_EDITED = "SELECT DISTINCT article_id FROM versions WHERE article_id IN (SELECT value FROM json_each(:ids))"
_PROFILES = "SELECT body FROM profiles ORDER BY id"


@dataclass(frozen=True, slots=True)
class Counts:
    """How much a store holds."""

    articles: int
    notes: int
    statements: int
    figures: int
    profiles: int
    outlets: int


class Kept:
    """The articles that are kept, and what was read in them, for those who ask."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._database = Database(folder)
        self._words = Words()
        self._shelf = Shelf()

    def fact(self, name: str) -> str | None:
        """What the store remembers about itself under `name` ("model", "revision"); None when nothing."""
        with self._database.reading() as connection:
            return fact_in(connection, name)

    @property
    def revision(self) -> int:
        """Counted up with every change of articles; an index of another revision is owed."""
        return int(self.fact("revision") or 0)

    def counts(self) -> Counts:
        """How much the store holds."""
        with self._database.reading() as connection:

            def how_many(what: sa.Select[Any]) -> int:
                return int(connection.execute(what).scalar() or 0)

            count = sa.func.count()
            return Counts(
                articles=how_many(sa.select(count).select_from(tables.articles).where(~tables.articles.c.is_note)),
                notes=how_many(sa.select(count).select_from(tables.articles).where(tables.articles.c.is_note)),
                statements=how_many(sa.select(count).select_from(tables.statements)),
                figures=how_many(sa.select(count).select_from(tables.figures)),
                profiles=how_many(sa.select(count).select_from(tables.profiles)),
                outlets=how_many(sa.select(sa.func.count(tables.articles.c.outlet.distinct()))),
            )

    def outlets(self) -> tuple[Outlet, ...]:
        """How much the store holds of each outlet, and how new it is; the one with most first."""
        with self._database.reading() as connection:
            return outlets(connection)

    def change_of(self, entry: Entry) -> Change:
        """What adding this article would do: nothing when the store holds the same words, read the same way."""
        with self._database.reading() as connection:
            settled = settle(connection, entry)
            return "unchanged" if settled.told else change_of(connection, settled.entry)

    def at_one_moment(self) -> AbstractContextManager[object]:
        """All that this thread reads inside is of one moment: no article of after beside a statement of before."""
        return self._database.at_one_moment()

    def article(self, identity: str) -> Article | None:
        """The article with this id or address, or one of its other addresses; None when there is none."""
        with self._database.reading() as connection:
            found = connection.execute(_article_by_any_name, {"name": identity}).scalar()
        return article_json.validate_json(found) if found else None

    def addresses_of(self, article_id: str) -> tuple[str, ...]:
        """The other addresses an article is known by, in order."""
        with self._database.reading() as connection:
            return addresses_of(connection, article_id)

    def versions_of(self, article_id: str) -> tuple[Version, ...]:
        """What an edited article said before, whole, oldest first; nothing for one that was never edited."""
        with self._database.reading() as connection:
            return versions_of(connection, article_id)

    def history_of(self, article_id: str) -> tuple[Edit, ...]:
        """What changed in an article since it was first kept, oldest first: statement by statement, verbatim."""
        with self._database.reading() as connection:
            versions = versions_of(connection, article_id)
            body = connection.execute(_article_body, {"id": article_id}).scalar() if versions else None
        return history(versions, Version(article_from(body), self.statements_of(article_id))) if body else ()

    def histories_of(self, article_ids: Collection[str]) -> dict[str, tuple[Edit, ...]]:
        """What changed in those of these articles that were ever edited."""
        with self._database.reading() as connection:
            edited = rows_in(connection, _EDITED, ids=json.dumps(list(article_ids)))
        return {identity: self.history_of(identity) for (identity,) in edited}

    def visit_of(self, url: str) -> Visit | None:
        """What this address answered when it was last asked; None when it never was."""
        with self._database.reading() as connection:
            return visit_of(connection, url)

    def refreshes(self, limit: int | None = None, *, source: str | None = None) -> tuple[RefreshLine, ...]:
        """What the last readings brought, of one source or of all, the latest first."""
        with self._database.reading() as connection:
            return refreshes(connection, limit, source)

    def articles(self) -> Iterator[Article]:
        """Every article, in the order of ids."""
        with self._database.reading() as connection:
            for body in connection.execute(sa.select(tables.articles.c.body).order_by(tables.articles.c.id)).scalars():
                yield article_json.validate_json(body)

    def article_ids(self) -> tuple[str, ...]:
        """The ids of every article, in their order."""
        with self._database.reading() as connection:
            return tuple(connection.execute(sa.select(tables.articles.c.id).order_by(tables.articles.c.id)).scalars())

    def statements_of(self, article_id: str) -> tuple[Statement, ...]:
        """An article's statements, in the order of its text."""
        with self._database.reading() as connection:
            bodies = connection.execute(
                sa.select(tables.statements.c.body)
                .where(tables.statements.c.article_id == article_id)
                .order_by(tables.statements.c.row)
            ).scalars()
            return tuple(statement_json.validate_json(body) for body in bodies)

    def stored(self, ids: Sequence[str]) -> dict[str, Stored]:
        """The statements with these ids, each with its article; ids that are gone are left out."""
        with self._database.at_one_moment() as connection:
            return self._shelf.stored(connection, ids)

    def stored_of(self, articles: Sequence[Article]) -> dict[str, Stored]:
        """Every statement of these articles."""
        with self._database.at_one_moment() as connection:
            return self._shelf.stored_of(connection, articles)

    def vectors(self) -> Iterator[tuple[str, np.ndarray]]:
        """Every statement's id and vector, for building an index."""
        with self._database.reading() as connection:
            for row in connection.execute(
                sa.select(tables.statements.c.id, tables.statements.c.vector).order_by(tables.statements.c.row)
            ):
                yield row.id, np.frombuffer(row.vector, dtype=np.float32)

    def vectors_of(self, ids: Sequence[str]) -> dict[str, np.ndarray]:
        """The vectors of these statements."""
        with self._database.at_one_moment() as connection:
            return self._shelf.vectors_of(connection, ids)

    def saying(self, words: Sequence[str], limit: int) -> tuple[tuple[str, float], ...]:
        """Statements that use these words, best first: (id, BM25 score, higher is better). Rare words weigh more."""
        with self._database.reading() as connection:
            return saying(connection, words, limit)

    def rarity(self, stems: Sequence[str]) -> dict[str, float]:
        """How rare each of these stemmed words is in the store: 0 for one that stands in every statement."""
        with self._database.reading() as connection:
            return self._words.rarity(connection, stems)

    def occurrences(self, stems: Collection[str]) -> dict[str, int]:
        """In how many statements each of these stemmed words stands; those that stand in none are left out."""
        with self._database.reading() as connection:
            return self._words.occurrences(connection, stems)

    def counting(self, quantity: Quantity, limit: int) -> tuple[str, ...]:
        """Statements that count the same thing in figures near this one, nearest first."""
        with self._database.reading() as connection:
            return counting(connection, quantity, limit)

    def counting_on(
        self, quantity: Quantity, units: Collection[str], days: tuple[date, date], limit: int
    ) -> tuple[str, ...]:
        """Statements of reports that came out on these days, the last included, and count any of these units.

        Those whose figure is nearest to this one first; with the same outcome ("killed") as it has.
        """
        with self._database.reading() as connection:
            return counting_on(connection, quantity, units, days, limit)

    def profiles(self) -> tuple[OutletProfile, ...]:
        """Everything documented about outlets, in the order of ids."""
        with self._database.reading() as connection:
            return tuple(profile_from(body) for (body,) in rows_in(connection, _PROFILES))
