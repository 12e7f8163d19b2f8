"""The truth: articles, statements, readings and vectors in one SQL database.

An article and its statements enter in one transaction or not at all. The words leg (full text) and the figures leg
(overlapping intervals) are queries here. This is the only door to SQLAlchemy.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

import numpy as np
import sqlalchemy as sa
from pydantic import TypeAdapter

from knowledge.model import Article, Entry, OutletProfile, Quantity, Statement

#: Counted up when the tables change shape; an older store says so instead of failing somewhere inside.
LAYOUT = 1

_tables = sa.MetaData()
_facts = sa.Table("store", _tables, sa.Column("name", sa.String, primary_key=True), sa.Column("value", sa.String))
_articles = sa.Table(
    "articles",
    _tables,
    sa.Column("id", sa.String, primary_key=True),
    sa.Column("url", sa.String, index=True),
    sa.Column("outlet", sa.String, index=True),
    sa.Column("is_note", sa.Boolean, nullable=False),
    sa.Column("content_hash", sa.String, nullable=False),
    sa.Column("body", sa.Text, nullable=False),
)
_statements = sa.Table(
    "statements",
    _tables,
    sa.Column("row", sa.Integer, primary_key=True),
    sa.Column("id", sa.String, unique=True, nullable=False),
    sa.Column("article_id", sa.ForeignKey("articles.id", ondelete="CASCADE"), index=True, nullable=False),
    sa.Column("place_in_article", sa.String, nullable=False),
    sa.Column("body", sa.Text, nullable=False),
    sa.Column("vector", sa.LargeBinary, nullable=False),
)
_figures = sa.Table(
    "figures",
    _tables,
    sa.Column("statement_row", sa.ForeignKey("statements.row", ondelete="CASCADE"), index=True, nullable=False),
    sa.Column("unit", sa.String, nullable=False),
    sa.Column("state", sa.String, nullable=False),
    sa.Column("low", sa.Float),
    sa.Column("high", sa.Float),
    sa.Column("value", sa.Float, nullable=False),
    # The row stands in the index, so that a figure is found without reading the table.
    sa.Index("figures_by_unit", "unit", "value", "statement_row"),
)
# In how many statements each stemmed word stands: counted anew when the index is, since the full text would have to
# read every place of a word to tell.
_word_counts = sa.Table(
    "word_counts",
    _tables,
    sa.Column("stem", sa.String, primary_key=True),
    sa.Column("statements", sa.Integer, nullable=False),
    sqlite_with_rowid=False,
)
_profiles = sa.Table(
    "profiles",
    _tables,
    sa.Column("id", sa.String, primary_key=True),
    sa.Column("outlet", sa.String, index=True),
    sa.Column("body", sa.Text, nullable=False),
)

# Written out once: what a card asks is asked some fifteen times, and putting a query together takes longer than
# answering it.
_fact = sa.text("SELECT value FROM store WHERE name = :name")
_counted_words = sa.text("SELECT stem, statements FROM word_counts WHERE stem IN :stems").bindparams(
    sa.bindparam("stems", expanding=True)
)
_living_words = sa.text("SELECT term AS stem, doc AS statements FROM words_known WHERE term IN :stems").bindparams(
    sa.bindparam("stems", expanding=True)
)
_statements_by_id = sa.text("SELECT id, article_id, body FROM statements WHERE id IN :ids").bindparams(
    sa.bindparam("ids", expanding=True)
)
_statements_by_article = sa.text("SELECT id, article_id, body FROM statements WHERE article_id IN :ids").bindparams(
    sa.bindparam("ids", expanding=True)
)
_articles_by_id = sa.text("SELECT id, body FROM articles WHERE id IN :ids").bindparams(
    sa.bindparam("ids", expanding=True)
)
_vectors_by_id = sa.text("SELECT id, vector FROM statements WHERE id IN :ids").bindparams(
    sa.bindparam("ids", expanding=True)
)
# The best are chosen first and named afterwards, or the name of every statement would be read.
_saying = sa.text(
    "SELECT statements.id, best.score FROM (SELECT rowid AS row, -bm25(words, 1.0, 0.4) AS score FROM words"
    " WHERE words MATCH :asked ORDER BY score DESC LIMIT :limit) AS best"
    " JOIN statements ON statements.row = best.row ORDER BY best.score DESC"
)
# From the figure upwards and downwards, along the index, until there are enough; some statements count three things.
_near_figures = sa.text(
    "SELECT statements.id FROM (SELECT row, min(gap) AS gap FROM"
    " (SELECT * FROM (SELECT statement_row AS row, value - :value AS gap FROM figures"
    " WHERE unit = :unit AND value >= :value AND value <= :value * 4 ORDER BY value, statement_row LIMIT 3 * :limit)"
    " UNION ALL SELECT * FROM (SELECT statement_row AS row, :value - value AS gap FROM figures"
    " WHERE unit = :unit AND value < :value AND value >= :value / 4.0"
    " ORDER BY value DESC, statement_row LIMIT 3 * :limit))"
    " GROUP BY row ORDER BY gap, row LIMIT :limit) AS near"
    " JOIN statements ON statements.row = near.row ORDER BY near.gap, near.row"
)
_into_words = sa.text("INSERT INTO words (rowid, said, about) VALUES (:row, :said, :about)")

_article_json = TypeAdapter(Article)
_statement_json = TypeAdapter(Statement)
_profile_json = TypeAdapter(OutletProfile)


# The same statements answer claim after claim; being frozen, one reading of each serves all.
@lru_cache(maxsize=20_000)
def _statement_from(body: str) -> Statement:
    return _statement_json.validate_json(body)


@lru_cache(maxsize=2_000)
def _article_from(body: str) -> Article:
    return _article_json.validate_json(body)


@lru_cache(maxsize=2_000)
def _profile_from(body: str) -> OutletProfile:
    return _profile_json.validate_json(body)


#: More words than this are not remembered between questions.
MOST_REMEMBERED = 200_000


@dataclass(slots=True)
class _Vocabulary:
    """What one revision's words have been asked for: in how many statements each stands."""

    revision: int
    total: int | None = None
    statements: dict[str, int] = field(default_factory=dict)


#: What adding an article did.
Change = Literal["new", "changed", "unchanged"]


class ArchiveError(Exception):
    """The archive cannot be read or written; the message says why and what mends it."""


@dataclass(frozen=True, slots=True)
class Stored:
    """A statement as it lies in the archive, with its article."""

    statement: Statement
    article: Article


@dataclass(frozen=True, slots=True)
class Counts:
    """How much a store holds."""

    articles: int
    notes: int
    statements: int
    figures: int
    profiles: int
    outlets: int


class Archive:
    """The articles that are kept, and what was read in them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._engine = sa.create_engine(f"sqlite:///{folder / 'archive.sqlite'}", connect_args={"timeout": 30})
        self._pages: int | None = None
        self._vocabulary = _Vocabulary(-1)
        sa.event.listen(self._engine, "connect", self._prepare_connection)
        try:
            folder.mkdir(parents=True, exist_ok=True)
            with self._engine.begin() as connection:
                _tables.create_all(connection)
                connection.execute(
                    sa.text(
                        "CREATE VIRTUAL TABLE IF NOT EXISTS words USING fts5(said, about,"
                        " tokenize = 'porter unicode61 remove_diacritics 2')"
                    )
                )
                connection.execute(
                    sa.text("CREATE VIRTUAL TABLE IF NOT EXISTS words_known USING fts5vocab(words, 'row')")
                )
        except (OSError, sa.exc.DatabaseError) as error:
            raise ArchiveError(_why(error, folder)) from error
        found = self.fact("layout")
        if found is None:
            self.remember("layout", str(LAYOUT))
        elif found != str(LAYOUT):
            raise ArchiveError(
                f"The store in {folder} has layout {found}, this whosays reads layout {LAYOUT}; "
                "name another folder with WHOSAYS_DATA, or delete that one and load it again."
            )

    # what the store knows about itself

    def fact(self, name: str) -> str | None:
        """What the store remembers about itself under `name` ("model", "revision"); None when nothing."""
        with self._reading() as connection:
            found: str | None = connection.execute(_fact, {"name": name}).scalar()
            return found

    def remember(self, name: str, value: str) -> None:
        """Have the store remember `value` under `name`."""
        with self._writing() as connection:
            _set_fact(connection, name, value)

    @property
    def revision(self) -> int:
        """Counted up with every change of articles; an index of another revision is owed."""
        return int(self.fact("revision") or 0)

    def counts(self) -> Counts:
        """How much the store holds."""
        with self._reading() as connection:

            def how_many(what: sa.Select[Any]) -> int:
                return int(connection.execute(what).scalar() or 0)

            count = sa.func.count()
            return Counts(
                articles=how_many(sa.select(count).select_from(_articles).where(~_articles.c.is_note)),
                notes=how_many(sa.select(count).select_from(_articles).where(_articles.c.is_note)),
                statements=how_many(sa.select(count).select_from(_statements)),
                figures=how_many(sa.select(count).select_from(_figures)),
                profiles=how_many(sa.select(count).select_from(_profiles)),
                outlets=how_many(sa.select(sa.func.count(_articles.c.outlet.distinct()))),
            )

    # writing

    def change_of(self, article: Article, statements: Sequence[Statement]) -> Change:
        """What adding this article would do: nothing when the store holds the same words, read the same way."""
        with self._reading() as connection:
            return _change_of(connection, article, statements)

    def add(self, article: Article, statements: Sequence[Statement], vectors: np.ndarray) -> Change:
        """Keep an article with its statements and their vectors (one row each), all of it or none.

        The same article again changes nothing; a changed one, or one that is read better now, replaces its statements.
        """
        with self._writing() as connection:
            change = _change_of(connection, article, statements)
            if change == "unchanged":
                return change
            if change == "changed":
                _remove(connection, article.id)
            _keep(connection, [(Entry(article, tuple(statements)), vectors)])
            _count_up(connection)
            return change

    def add_new(self, entries: Sequence[tuple[Entry, np.ndarray]]) -> None:
        """Keep many articles that the store does not hold yet, each with its vectors, all of them or none.

        Raises ArchiveError when one of them is there already.
        """
        with self._writing() as connection:
            _keep(connection, entries)
            _count_up(connection)

    def add_profile(self, profile: OutletProfile) -> Change:
        """Keep what others document about an outlet."""
        body = _profile_json.dump_json(profile).decode()
        with self._writing() as connection:
            before = connection.execute(sa.select(_profiles.c.body).where(_profiles.c.id == profile.id)).scalar()
            if before == body:
                return "unchanged"
            connection.execute(_profiles.delete().where(_profiles.c.id == profile.id))
            connection.execute(_profiles.insert().values(id=profile.id, outlet=profile.outlet, body=body))
            return "new" if before is None else "changed"

    def remove(self, identity: str) -> bool:
        """Forget an article or a profile; whether there was one."""
        with self._writing() as connection:
            gone = _remove(connection, identity)
            if gone:
                _count_up(connection)
            profiles = connection.execute(_profiles.delete().where(_profiles.c.id == identity)).rowcount
            return gone or profiles > 0

    def replace_vectors(self, vectors: Iterable[tuple[str, np.ndarray]], model: str) -> None:
        """Put another model's vectors beside the statements, all of them in one transaction."""
        with self._writing() as connection:
            for identity, vector in vectors:
                connection.execute(
                    _statements.update().where(_statements.c.id == identity).values(vector=_bytes(vector))
                )
            _set_fact(connection, "model", model)
            _count_up(connection)

    # reading

    def article(self, identity: str) -> Article | None:
        """The article with this id or address; None when there is none."""
        with self._reading() as connection:
            found = connection.execute(
                sa.select(_articles.c.body).where(sa.or_(_articles.c.id == identity, _articles.c.url == identity))
            ).scalar()
        return _article_json.validate_json(found) if found else None

    def articles(self) -> Iterator[Article]:
        """Every article, in the order of ids."""
        with self._reading() as connection:
            for body in connection.execute(sa.select(_articles.c.body).order_by(_articles.c.id)).scalars():
                yield _article_json.validate_json(body)

    def article_ids(self) -> tuple[str, ...]:
        """The ids of every article, in their order."""
        with self._reading() as connection:
            return tuple(connection.execute(sa.select(_articles.c.id).order_by(_articles.c.id)).scalars())

    def statements_of(self, article_id: str) -> tuple[Statement, ...]:
        """An article's statements, in the order of its text."""
        with self._reading() as connection:
            bodies = connection.execute(
                sa.select(_statements.c.body).where(_statements.c.article_id == article_id).order_by(_statements.c.row)
            ).scalars()
            return tuple(_statement_json.validate_json(body) for body in bodies)

    def stored(self, ids: Sequence[str]) -> dict[str, Stored]:
        """The statements with these ids, each with its article; ids that are gone are left out."""
        if not ids:
            return {}
        with self._reading() as connection:
            rows = connection.execute(_statements_by_id, {"ids": ids}).all()
            bodies = connection.execute(_articles_by_id, {"ids": list({row.article_id for row in rows})}).all()
        articles = {row.id: _article_from(row.body) for row in bodies}
        return {
            row.id: Stored(_statement_from(row.body), articles[row.article_id])
            for row in rows
            if row.article_id in articles
        }

    def stored_of(self, articles: Sequence[Article]) -> dict[str, Stored]:
        """Every statement of these articles."""
        by_id = {article.id: article for article in articles}
        with self._reading() as connection:
            rows = connection.execute(_statements_by_article, {"ids": list(by_id)}).all()
        return {row.id: Stored(_statement_from(row.body), by_id[row.article_id]) for row in rows}

    def vectors(self) -> Iterator[tuple[str, np.ndarray]]:
        """Every statement's id and vector, for building an index."""
        with self._reading() as connection:
            for row in connection.execute(
                sa.select(_statements.c.id, _statements.c.vector).order_by(_statements.c.row)
            ):
                yield row.id, np.frombuffer(row.vector, dtype=np.float32)

    def vectors_of(self, ids: Sequence[str]) -> dict[str, np.ndarray]:
        """The vectors of these statements."""
        with self._reading() as connection:
            rows = connection.execute(_vectors_by_id, {"ids": ids}).all()
        return {row.id: np.frombuffer(row.vector, dtype=np.float32) for row in rows}

    def saying(self, words: Sequence[str], limit: int) -> tuple[tuple[str, float], ...]:
        """Statements that use these words, best first: (id, BM25 score, higher is better). Rare words weigh more."""
        asked = " OR ".join('"' + re.sub(r"[^\w]", " ", word) + '"' for word in words if re.search(r"\w", word))
        if not asked:
            return ()
        with self._reading() as connection:
            rows = connection.execute(_saying, {"asked": asked, "limit": limit}).all()
        return tuple((row.id, float(row.score)) for row in rows)

    def rarity(self, stems: Sequence[str]) -> dict[str, float]:
        """How rare each of these stemmed words is in the store: 0 for one that stands in every statement."""
        with self._reading() as connection:
            known = self._known(connection, stems)
            total = self._total(connection)
        return {stem: rarity_of(known.get(stem, 0), total) for stem in stems}

    def count_words(self) -> None:
        """Count in how many statements each word stands; until then, every question counts for itself."""
        with self._writing() as connection:
            connection.execute(_word_counts.delete())
            connection.execute(sa.text("INSERT INTO word_counts SELECT term, doc FROM words_known"))
            _set_fact(connection, "words counted", str(_revision(connection)))

    def occurrences(self, stems: Collection[str]) -> dict[str, int]:
        """In how many statements each of these stemmed words stands; those that stand in none are left out."""
        with self._reading() as connection:
            return self._known(connection, stems)

    def counting(self, quantity: Quantity, limit: int) -> tuple[str, ...]:
        """Statements that count the same thing in figures near this one, nearest first."""
        if not quantity.unit:
            return ()
        with self._reading() as connection:
            rows = connection.execute(
                _near_figures, {"unit": quantity.unit, "value": quantity.value, "limit": limit}
            ).all()
        return tuple(row.id for row in rows)

    def profile_of(self, outlet: str) -> OutletProfile | None:
        """What is documented about this outlet or claimant; None when nothing is."""
        with self._reading() as connection:
            found = connection.execute(
                sa.select(_profiles.c.body).where(sa.func.lower(_profiles.c.outlet) == outlet.lower())
            ).scalar()
        return _profile_from(found) if found else None

    def profiles(self) -> tuple[OutletProfile, ...]:
        """Everything documented about outlets, in the order of ids."""
        with self._reading() as connection:
            bodies = connection.execute(sa.select(_profiles.c.body).order_by(_profiles.c.id)).scalars()
            return tuple(_profile_from(body) for body in bodies)

    def limit_pages(self, pages: int) -> None:
        """Let the file grow to this many pages and no further: a store may be given a share of a disk."""
        self._pages = pages
        self._engine.dispose()

    def close(self) -> None:
        """Let go of the file."""
        self._engine.dispose()

    def _prepare_connection(self, connection: Any, _record: object) -> None:
        # SQLAlchemy would open the transaction itself; IMMEDIATE is ours to say.
        connection.isolation_level = None
        for pragma in ("journal_mode=WAL", "synchronous=NORMAL", "foreign_keys=ON", "busy_timeout=30000"):
            connection.execute(f"PRAGMA {pragma}")
        if self._pages is not None:
            connection.execute(f"PRAGMA max_page_count={self._pages}")

    def _known(self, connection: sa.Connection, stems: Collection[str]) -> dict[str, int]:
        """In how many statements these words stand; asked of the database once a word and revision."""
        revision = _revision(connection)
        vocabulary = self._vocabulary
        if vocabulary.revision != revision or len(vocabulary.statements) > MOST_REMEMBERED:
            vocabulary = self._vocabulary = _Vocabulary(revision)
        new = [stem for stem in stems if stem not in vocabulary.statements]
        if new:
            vocabulary.statements.update(dict.fromkeys(new, 0) | _occurrences(connection, new))
        return {stem: count for stem in stems if (count := vocabulary.statements.get(stem))}

    def _total(self, connection: sa.Connection) -> int:
        """How many statements there are; counting a million takes longer than finding one."""
        vocabulary = self._vocabulary
        if vocabulary.total is None:
            vocabulary.total = int(connection.execute(sa.select(sa.func.count()).select_from(_statements)).scalar_one())
        return vocabulary.total

    @contextmanager
    def _reading(self) -> Iterator[sa.Connection]:
        try:
            with self._engine.connect() as connection:
                yield connection
        except sa.exc.DatabaseError as error:
            raise ArchiveError(_why(error, self.folder)) from error

    @contextmanager
    def _writing(self) -> Iterator[sa.Connection]:
        try:
            with self._engine.begin() as connection:
                # The write lock is taken at the start: a reader that turns writer halfway is refused by SQLite.
                connection.exec_driver_sql("BEGIN IMMEDIATE")
                yield connection
        except sa.exc.DatabaseError as error:
            raise ArchiveError(_why(error, self.folder)) from error


def rarity_of(statements: int, total: int) -> float:
    """How rare a word is that stands in so many of all statements: 0 for one that stands in every one."""
    return max(0.0, math.log((total + 1) / (statements + 0.5)))


def _occurrences(connection: sa.Connection, stems: Sequence[str]) -> dict[str, int]:
    counted = connection.execute(_fact, {"name": "words counted"}).scalar()
    asked = _counted_words if counted == str(_revision(connection)) else _living_words
    known: dict[str, int] = {}
    # SQLite binds some thousands of values at once and no more.
    for start in range(0, len(stems), 5_000):
        rows = connection.execute(asked, {"stems": stems[start : start + 5_000]})
        known |= {row.stem: row.statements for row in rows}
    return known


def _keep(connection: sa.Connection, entries: Sequence[tuple[Entry, np.ndarray]]) -> None:
    """Write new articles with everything that was read in them, many rows in one statement."""
    row = int(connection.execute(sa.select(sa.func.max(_statements.c.row))).scalar() or 0)
    articles: list[dict[str, Any]] = []
    statements: list[dict[str, Any]] = []
    words: list[dict[str, Any]] = []
    figures: list[dict[str, Any]] = []
    for entry, vectors in entries:
        article = entry.article
        articles.append(
            {
                "id": article.id,
                "url": article.url,
                "outlet": article.outlet,
                "is_note": article.is_note,
                "content_hash": article.content_hash,
                "body": _article_json.dump_json(article).decode(),
            }
        )
        about = " ".join(filter(None, (article.title, article.event, article.place, article.outlet)))
        for statement, vector in zip(entry.statements, vectors, strict=True):
            row += 1
            statements.append(
                {
                    "row": row,
                    "id": statement.id,
                    "article_id": article.id,
                    "place_in_article": statement.place_in_article,
                    "body": _statement_json.dump_json(statement).decode(),
                    "vector": _bytes(vector),
                }
            )
            words.append({"row": row, "said": statement.span.of(article.text), "about": about})
            figures.extend(
                {
                    "statement_row": row,
                    "unit": quantity.unit,
                    "state": quantity.state,
                    "low": quantity.low,
                    "high": quantity.high,
                    "value": quantity.value,
                }
                for quantity in statement.quantities
            )
    for insert, rows in (
        (_articles.insert(), articles),
        (_statements.insert(), statements),
        (_into_words, words),
        (_figures.insert(), figures),
    ):
        if rows:
            connection.execute(insert, rows)


def _remove(connection: sa.Connection, article_id: str) -> bool:
    of_article = sa.select(_statements.c.row).where(_statements.c.article_id == article_id)
    rows = connection.execute(of_article).scalars().all()
    for row in rows:
        connection.execute(sa.text("DELETE FROM words WHERE rowid = :row"), {"row": row})
    connection.execute(_figures.delete().where(_figures.c.statement_row.in_(of_article)))
    connection.execute(_statements.delete().where(_statements.c.article_id == article_id))
    return connection.execute(_articles.delete().where(_articles.c.id == article_id)).rowcount > 0


def _change_of(connection: sa.Connection, article: Article, statements: Sequence[Statement]) -> Change:
    before = connection.execute(sa.select(_articles.c.body).where(_articles.c.id == article.id)).scalar()
    if before is None:
        return "new"
    if before != _article_json.dump_json(article).decode():
        return "changed"
    kept = sa.select(_statements.c.body).where(_statements.c.article_id == article.id).order_by(_statements.c.row)
    read = [_statement_json.dump_json(statement).decode() for statement in statements]
    return "unchanged" if connection.execute(kept).scalars().all() == read else "changed"


def _set_fact(connection: sa.Connection, name: str, value: str) -> None:
    connection.execute(_facts.delete().where(_facts.c.name == name))
    connection.execute(_facts.insert().values(name=name, value=value))


def _revision(connection: sa.Connection) -> int:
    return int(connection.execute(_fact, {"name": "revision"}).scalar() or 0)


def _count_up(connection: sa.Connection) -> None:
    _set_fact(connection, "revision", str(_revision(connection) + 1))


def _bytes(vector: np.ndarray) -> bytes:
    return np.asarray(vector, dtype=np.float32).tobytes()


def _why(error: Exception, folder: Path) -> str:
    reason = str(getattr(error, "orig", error)).lower()
    if isinstance(error, FileExistsError | NotADirectoryError):
        return f"{folder} is a file, or lies in one; name a folder with WHOSAYS_DATA."
    if "full" in reason or "no space" in reason or "disk i/o" in reason:
        return f"The disk that holds {folder} is full or fails; nothing was changed. Make room and try again."
    if "readonly" in reason or "permission" in reason or "unable to open" in reason:
        return (
            f"The data folder {folder} cannot be written; give it write permission or name another with WHOSAYS_DATA."
        )
    if "not a database" in reason or "malformed" in reason:
        return f"The archive in {folder} is not readable as a database; restore a backup or name another WHOSAYS_DATA."
    if "locked" in reason or "busy" in reason:
        return f"The archive in {folder} is busy with another writer; try again when it has finished."
    return f"The archive in {folder} could not be used: {json.dumps(reason)}."
