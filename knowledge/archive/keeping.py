"""Writing articles with all that was read in them, and taking them out again."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal

import numpy as np
import sqlalchemy as sa

from knowledge.archive import tables
from knowledge.archive.bodies import article_json, statement_json
from knowledge.model import Article, Entry, Statement

#: What adding an article did.
Change = Literal["new", "changed", "unchanged"]

_into_words = sa.text("INSERT INTO words (rowid, said, about) VALUES (:row, :said, :about)")


def keep(connection: sa.Connection, entries: Sequence[tuple[Entry, np.ndarray]]) -> None:
    """Write new articles with everything that was read in them, many rows in one statement."""
    row = int(connection.execute(sa.select(sa.func.max(tables.statements.c.row))).scalar() or 0)
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
                "body": article_json.dump_json(article).decode(),
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
                    "body": statement_json.dump_json(statement).decode(),
                    "vector": bytes_of(vector),
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
        (tables.articles.insert(), articles),
        (tables.statements.insert(), statements),
        (_into_words, words),
        (tables.figures.insert(), figures),
    ):
        if rows:
            connection.execute(insert, rows)


def remove(connection: sa.Connection, article_id: str) -> bool:
    """Take out an article and all that was read in it; whether there was one."""
    of_article = sa.select(tables.statements.c.row).where(tables.statements.c.article_id == article_id)
    rows = connection.execute(of_article).scalars().all()
    for row in rows:
        connection.execute(sa.text("DELETE FROM words WHERE rowid = :row"), {"row": row})
    connection.execute(tables.figures.delete().where(tables.figures.c.statement_row.in_(of_article)))
    connection.execute(tables.statements.delete().where(tables.statements.c.article_id == article_id))
    return connection.execute(tables.articles.delete().where(tables.articles.c.id == article_id)).rowcount > 0


def change_of(connection: sa.Connection, article: Article, statements: Sequence[Statement]) -> Change:
    """What adding this article would do to what is kept."""
    before = connection.execute(sa.select(tables.articles.c.body).where(tables.articles.c.id == article.id)).scalar()
    if before is None:
        return "new"
    if before != article_json.dump_json(article).decode():
        return "changed"
    kept = (
        sa.select(tables.statements.c.body)
        .where(tables.statements.c.article_id == article.id)
        .order_by(tables.statements.c.row)
    )
    read = [statement_json.dump_json(statement).decode() for statement in statements]
    return "unchanged" if connection.execute(kept).scalars().all() == read else "changed"


def bytes_of(vector: np.ndarray) -> bytes:
    """A vector as its row holds it."""
    return np.asarray(vector, dtype=np.float32).tobytes()
