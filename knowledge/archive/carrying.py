"""Everything that an archive holds, out of it and into another, row for row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import sqlalchemy as sa

from knowledge.archive import tables
from knowledge.archive.bodies import article_json, statement_json
from knowledge.archive.history import Version
from knowledge.archive.keeping import keep_new, keep_versions, make_one, versions_of
from knowledge.archive.settling import add_second_address, addresses_of, settle
from knowledge.archive.stories import story_of
from knowledge.model import Entry


@dataclass(frozen=True, slots=True)
class Carried:
    """An article with all that the archive knows of it."""

    entry: Entry
    #: One row a statement; None where they have to be made by whoever takes it in.
    vectors: np.ndarray | None
    versions: tuple[Version, ...] = ()
    #: The row of its first statement, so that an empty archive takes it in where it lay; None for one without any.
    row: int | None = None


def everything(connection: sa.Connection) -> Iterator[Carried]:
    """Every article, in the order in which they were kept; the connection holds one moment."""
    first = sa.func.min(tables.statements.c.row).label("first")
    asked = (
        sa.select(tables.articles.c.id, tables.articles.c.body, first)
        .outerjoin(tables.statements, tables.statements.c.article_id == tables.articles.c.id)
        .group_by(tables.articles.c.id)
        .order_by(first.is_(None), first, tables.articles.c.id)
    )
    for article in connection.execute(asked).all():
        kept = sa.select(tables.statements.c.body, tables.statements.c.vector)
        rows = connection.execute(
            kept.where(tables.statements.c.article_id == article.id).order_by(tables.statements.c.row)
        ).all()
        yield Carried(
            Entry(
                article_json.validate_json(article.body),
                tuple(statement_json.validate_json(row.body) for row in rows),
                None,
                addresses_of(connection, article.id),
            ),
            np.array([np.frombuffer(row.vector, dtype=np.float32) for row in rows], dtype=np.float32),
            versions_of(connection, article.id),
            article.first,
        )


def take_in(connection: sa.Connection, carried: Sequence[tuple[Carried, np.ndarray]]) -> list[bool]:
    """Keep what was carried here, each with its vectors; False for an article that is here already, and stays.

    It is here under its id, under one of its addresses, or as the same words by the same outlet; one that has a
    history of its own is not let go for words alone.
    """
    empty = connection.execute(sa.select(tables.statements.c.row).limit(1)).first() is None
    taken: list[bool] = []
    for one, vectors in carried:
        entry = one.entry
        known = sa.select(tables.articles.c.id).where(tables.articles.c.id == entry.article.id)
        settled = settle(connection, entry, by_words=not one.versions)
        if settled.told:
            add_second_address(connection, settled.entry)
        if settled.told or settled.entry is not entry or connection.execute(known).first() is not None:
            taken.append(False)
            continue
        last = int(connection.execute(sa.select(sa.func.max(tables.statements.c.row))).scalar() or 0)
        # Rows that were left free by what was changed stay free.
        row = one.row if one.row is not None and (empty or one.row > last) else None
        keep_new(connection, [(entry, vectors)], row=row)
        keep_versions(connection, entry.article.id, one.versions)
        if one.versions:
            make_one(connection, story_of(entry.article))
        taken.append(True)
    return taken
