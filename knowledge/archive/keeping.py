"""Writing articles with all that was read in them, and taking them out again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any, Literal

import numpy as np
import sqlalchemy as sa

from knowledge.archive import tables
from knowledge.archive.bodies import article_from, article_json, statement_json, statements_json
from knowledge.archive.history import Version, is_edited
from knowledge.archive.settling import add_addresses, addresses_of
from knowledge.archive.stories import story_of
from knowledge.model import Article, Entry, Statement

#: What adding an article did.
Change = Literal["new", "changed", "unchanged"]

_into_words = sa.text("INSERT INTO words (rowid, said, about) VALUES (:row, :said, :about)")


def change_of(connection: sa.Connection, entry: Entry) -> Change:
    """What keeping this article would do to the one that is kept under its id."""
    article = entry.article
    before = connection.execute(sa.select(tables.articles.c.body).where(tables.articles.c.id == article.id)).scalar()
    if before is None:
        return "new"
    if before != article_json.dump_json(article).decode():
        kept = article_from(before)
        # A page that only says it was touched today says nothing else.
        if replace(kept, modified=article.modified) != article:
            return "changed"
    read = [statement_json.dump_json(statement).decode() for statement in entry.statements]
    return "unchanged" if _kept_statements(connection, article.id) == read else "changed"


def keep_new(connection: sa.Connection, entries: Sequence[tuple[Entry, np.ndarray]], *, row: int | None = None) -> None:
    """Write articles that are not there yet, with what was read in them, from `row` on or behind the last one."""
    if entries:
        connection.execute(tables.articles.insert(), [_article_row(entry.article) for entry, _ in entries])
    _keep_readings(connection, entries, row)
    for entry, _ in entries:
        add_addresses(connection, entry.article, entry.addresses)


def keep_changed(connection: sa.Connection, entry: Entry, vectors: np.ndarray, at: datetime) -> None:
    """Write an article in the place of what is kept of it; words that were edited stay beside it, as a version."""
    article = entry.article
    of_article = tables.articles.c.id == article.id
    before = article_from(connection.execute(sa.select(tables.articles.c.body).where(of_article)).scalar_one())
    # Another copy of the page is another reading of the same words.
    if before.seen_in == article.seen_in and is_edited(before, article):
        _keep_version(connection, before, at)
    _remove_readings(connection, article.id)
    connection.execute(tables.articles.update().where(of_article).values(_article_row(article)))
    _keep_readings(connection, [(entry, vectors)])
    moved = (before.url,) if before.url and before.url != article.url else ()
    add_addresses(connection, article, (*entry.addresses, *moved))


def remove(connection: sa.Connection, article_id: str) -> bool:
    """Take out an article, all that was read in it, its history and its other addresses; whether there was one."""
    _remove_readings(connection, article_id)
    return connection.execute(tables.articles.delete().where(tables.articles.c.id == article_id)).rowcount > 0


def make_one(connection: sa.Connection, story: str | None) -> bool:
    """Make one article of those that tell a story in the same words by now; whether there was more than one.

    The one that has a history keeps it, and the addresses of the others lead to it. Two that have each a history of
    their own stay two: pages that print the same excuse today have told different things before.
    """
    told = connection.execute(_of_story, {"story": story}).all()
    alike = [other for other in told[1:] if not other.is_edited]
    for other in alike:
        addresses = (other.url, *addresses_of(connection, other.id))
        remove(connection, other.id)
        add_addresses(connection, article_from(told[0].body), addresses)
    return bool(alike)


# Those with a history first; of equals always the same one, in whichever order they came.
_of_story = sa.text(
    "SELECT id, url, body, EXISTS (SELECT 1 FROM versions WHERE article_id = articles.id) AS is_edited"
    " FROM articles WHERE story = :story ORDER BY is_edited DESC, id"
)


def versions_of(connection: sa.Connection, article_id: str) -> tuple[Version, ...]:
    """What an edited article said before, oldest first."""
    kept = sa.select(tables.versions).where(tables.versions.c.article_id == article_id)
    return tuple(
        Version(
            article_json.validate_json(row.body),
            statements_json.validate_json(row.statements),
            datetime.fromisoformat(row.until),
        )
        for row in connection.execute(kept.order_by(tables.versions.c.number))
    )


def bytes_of(vector: np.ndarray) -> bytes:
    """A vector as its row holds it."""
    return np.asarray(vector, dtype=np.float32).tobytes()


def _article_row(article: Article) -> dict[str, Any]:
    return {
        "id": article.id,
        "url": article.url,
        "outlet": article.outlet,
        "is_note": article.is_note,
        "content_hash": article.content_hash,
        "body": article_json.dump_json(article).decode(),
        "story": story_of(article),
    }


def _keep_readings(
    connection: sa.Connection, entries: Sequence[tuple[Entry, np.ndarray]], first: int | None = None
) -> None:
    """Write what was read in these articles, many rows in one statement."""
    last = int(connection.execute(sa.select(sa.func.max(tables.statements.c.row))).scalar() or 0)
    row = last if first is None else first - 1
    statements: list[dict[str, Any]] = []
    words: list[dict[str, Any]] = []
    figures: list[dict[str, Any]] = []
    for entry, vectors in entries:
        article = entry.article
        about = about_in_words(article)
        for statement, vector in zip(entry.statements, vectors, strict=True):
            row += 1
            statements.append(
                {
                    "row": row,
                    "id": statement.id,
                    "article_id": article.id,
                    "place_in_article": statement.place_in_article,
                    "body": statement_json.dump_json(statement).decode(),
                    "vector": bytes_of(vector),
                }
            )
            words.append({"row": row, "said": statement.span.of(article.text), "about": about})
            figures.extend(figure_rows(row, statement, article))
    for insert, rows in (
        (tables.statements.insert(), statements),
        (_into_words, words),
        (tables.figures.insert(), figures),
    ):
        if rows:
            connection.execute(insert, rows)


def about_in_words(article: Article) -> str:
    """What the words leg knows of a statement beside its own words."""
    return " ".join(filter(None, (article.title, article.event, article.place, article.outlet)))


def figure_rows(row: int, statement: Statement, article: Article) -> list[dict[str, Any]]:
    """A statement's figures as the figures leg asks for them."""
    day = article.published.start.date().isoformat() if article.published else None
    return [
        {
            "statement_row": row,
            "unit": quantity.unit,
            "state": quantity.state,
            "low": quantity.low,
            "high": quantity.high,
            "value": quantity.value,
            "day": day,
        }
        for quantity in statement.quantities
    ]


def _remove_readings(connection: sa.Connection, article_id: str) -> None:
    of_article = sa.select(tables.statements.c.row).where(tables.statements.c.article_id == article_id)
    for row in connection.execute(of_article).scalars().all():
        connection.execute(sa.text("DELETE FROM words WHERE rowid = :row"), {"row": row})
    connection.execute(tables.figures.delete().where(tables.figures.c.statement_row.in_(of_article)))
    connection.execute(tables.statements.delete().where(tables.statements.c.article_id == article_id))


def _keep_version(connection: sa.Connection, before: Article, at: datetime) -> None:
    kept = statements_json.validate_json(f"[{','.join(_kept_statements(connection, before.id))}]")
    keep_versions(connection, before.id, (Version(before, kept, at),))


def keep_versions(connection: sa.Connection, article_id: str, versions: Sequence[Version]) -> None:
    """Write what an article said before, behind what is kept of its history already."""
    kept = sa.select(sa.func.count()).select_from(tables.versions).where(tables.versions.c.article_id == article_id)
    last = int(connection.execute(kept).scalar_one())
    rows = [
        {
            "article_id": article_id,
            "number": last + number,
            "until": version.until.isoformat() if version.until else "",
            "story": story_of(version.article),
            "body": article_json.dump_json(version.article).decode(),
            "statements": statements_json.dump_json(version.statements).decode(),
        }
        for number, version in enumerate(versions, start=1)
    ]
    if rows:
        connection.execute(tables.versions.insert(), rows)


def _kept_statements(connection: sa.Connection, article_id: str) -> list[str]:
    """An article's statements as their rows hold them, in the order of its text."""
    kept = sa.select(tables.statements.c.body).where(tables.statements.c.article_id == article_id)
    return list(connection.execute(kept.order_by(tables.statements.c.row)).scalars())
