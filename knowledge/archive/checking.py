"""Whether the archive is whole: every statement a slice of its article, every derived row what it is derived from."""

from __future__ import annotations

import hashlib
import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
import sqlalchemy as sa
from pydantic import ValidationError

from knowledge.archive import tables
from knowledge.archive.bodies import article_json, profile_json, statement_json, statements_json
from knowledge.archive.database import fact_in, revision_in
from knowledge.archive.keeping import about_in_words, figure_rows, make_one
from knowledge.archive.stories import story_of
from knowledge.model import Article, Span, Statement

#: What is at fault: the kept words themselves, what is derived from them here, or the index beside the archive.
Where = Literal["kept", "derived", "index"]
_UNIT = 1e-3


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is not as it should be."""

    where: Where
    #: A sentence that names the article or statement.
    what: str


def faults_in(connection: sa.Connection, advanced: Callable[[int], object]) -> Iterator[Fault]:
    """Everything that is wrong in the archive; `advanced` is told how many articles were looked at."""
    yield from _faults_of_the_file(connection)
    rows = connection.execute(sa.select(tables.articles).order_by(tables.articles.c.id))
    known: set[str] = set()
    for row in rows.mappings():
        known.add(row["id"])
        try:
            article = article_json.validate_json(row["body"])
        except ValidationError:
            yield Fault("kept", f"The article {row['id']} cannot be read.")
            continue
        yield from _faults_of_article(row, article)
        yield from _faults_of_statements(connection, article)
        yield from _faults_of_versions(connection, article)
        advanced(1)
    yield from _orphans(connection)
    yield from _faults_of_counts(connection)
    for row in connection.execute(sa.select(tables.profiles)).mappings():
        try:
            profile_json.validate_json(row["body"])
        except ValidationError:
            yield Fault("kept", f"The outlet profile {row['id']} cannot be read.")


def derive_anew(connection: sa.Connection) -> None:
    """Make the full text, the figures and the stories anew from the articles and statements, one article a story."""
    connection.execute(sa.text("DELETE FROM words"))
    connection.execute(tables.figures.delete())
    connection.execute(tables.word_counts.delete())
    connection.execute(tables.facts.delete().where(tables.facts.c.name == "words counted"))
    for body in connection.execute(sa.select(tables.articles.c.body)).scalars().all():
        article = article_json.validate_json(body)
        of_article = tables.articles.c.id == article.id
        connection.execute(tables.articles.update().where(of_article).values(story=story_of(article)))
        about = about_in_words(article)
        kept = sa.select(tables.statements.c.row, tables.statements.c.body)
        for row in connection.execute(kept.where(tables.statements.c.article_id == article.id)).all():
            statement = statement_json.validate_json(row.body)
            said = statement.span.of(article.text)
            connection.execute(_into_words, {"row": row.row, "said": said, "about": about})
            if figures := figure_rows(row.row, statement, article):
                connection.execute(tables.figures.insert(), figures)
    connection.execute(
        tables.addresses.delete().where(
            tables.addresses.c.url.in_(sa.select(tables.articles.c.url).where(~tables.articles.c.is_note))
        )
    )
    for story in connection.execute(_told_twice).scalars().all():
        make_one(connection, story)


_into_words = sa.text("INSERT INTO words (rowid, said, about) VALUES (:row, :said, :about)")
# Two articles that have each a history of their own are two, whatever they print today.
_told_twice = sa.text(
    "SELECT story FROM articles WHERE story IS NOT NULL GROUP BY story HAVING count(*) > 1"
    " AND min(EXISTS (SELECT 1 FROM versions WHERE article_id = articles.id)) = 0"
)
_words_of = sa.text("SELECT said, about FROM words WHERE rowid = :row")


def _faults_of_the_file(connection: sa.Connection) -> Iterator[Fault]:
    for told in connection.execute(sa.text("PRAGMA integrity_check(20)")).scalars():
        if told != "ok":
            yield Fault("kept", f"The database file is damaged: {told}.")
    for row in connection.execute(sa.text("PRAGMA foreign_key_check")).all():
        yield Fault("derived", f"A row of {row[0]} belongs to nothing in {row[2]}.")


def _faults_of_article(row: sa.RowMapping, article: Article) -> Iterator[Fault]:
    named = f"The article {row['id']}"
    told = (article.id, article.url, article.outlet, article.is_note, article.content_hash)
    if told != (row["id"], row["url"], row["outlet"], bool(row["is_note"]), row["content_hash"]):
        yield Fault("kept", f"{named} is filed under another id, address or outlet than it has.")
    if row["story"] != story_of(article):
        yield Fault("derived", f"{named} is filed as another story than it tells.")
    if any(not _is_slice(part.span, article.text) for part in article.parts):
        yield Fault("kept", f"{named} has a part that is no slice of its text.")
    # A note's hash is of the note as it was written; it is checked when the note is loaded again.
    if not article.is_note and article.content_hash != hash_of(article):
        yield Fault("kept", f"{named} has other words than when it was kept.")


def hash_of(article: Article) -> str:
    """The hash of a page's headline and words, as it was taken when they were read."""
    headline = article.title if article.title_is_headline else ""
    return hashlib.sha256(f"{headline}\n{article.text}".encode()).hexdigest()


def _faults_of_statements(connection: sa.Connection, article: Article) -> Iterator[Fault]:
    kept = sa.select(tables.statements).where(tables.statements.c.article_id == article.id)
    for row in connection.execute(kept.order_by(tables.statements.c.row)).mappings():
        named = f"The statement {row['id']}"
        try:
            statement = statement_json.validate_json(row["body"])
        except ValidationError:
            yield Fault("kept", f"{named} cannot be read.")
            continue
        if (statement.id, statement.article_id, statement.place_in_article) != (
            row["id"],
            article.id,
            row["place_in_article"],
        ):
            yield Fault("kept", f"{named} is filed under another id, article or place than it has.")
        if not all(_is_slice(span, article.text) for span in _spans_of(statement)):
            yield Fault("kept", f"{named} is no slice of its article.")
            continue
        vector = np.frombuffer(row["vector"], dtype=np.float32) if len(row["vector"]) % 4 == 0 else np.zeros(0)
        if not vector.size or not np.isfinite(vector).all() or abs(float(np.linalg.norm(vector)) - 1) > _UNIT:
            yield Fault("kept", f"{named} has no sound vector.")
        said = connection.execute(_words_of, {"row": row["row"]}).first()
        if said is None or tuple(said) != (statement.span.of(article.text), about_in_words(article)):
            yield Fault("derived", f"{named} is not in the full text as it is in the archive.")
        counted = sa.select(tables.figures).where(tables.figures.c.statement_row == row["row"])
        figures = [dict(one) for one in connection.execute(counted).mappings()]
        if not _same_figures(figures, figure_rows(row["row"], statement, article)):
            yield Fault("derived", f"{named} is not among the figures as it is in the archive.")


def _spans_of(statement: Statement) -> Iterator[Span]:
    yield statement.span
    for attribution in statement.attributions:
        yield from filter(None, (attribution.span, attribution.speaker_span, attribution.cue_span))
    yield from (quantity.span for quantity in statement.quantities)
    if statement.quote:
        yield statement.quote


def _is_slice(span: Span, text: str) -> bool:
    return 0 <= span.start < span.end <= len(text) and bool(span.of(text).strip())


def _same_figures(one: list[dict[str, Any]], other: list[dict[str, Any]]) -> bool:
    def told(rows: list[dict[str, Any]]) -> list[tuple[str, str, float, float, float, str]]:
        return sorted(
            (
                row["unit"],
                row["state"],
                -math.inf if row["low"] is None else row["low"],
                math.inf if row["high"] is None else row["high"],
                row["value"],
                row["day"] or "",
            )
            for row in rows
        )

    return told(one) == told(other)


def _faults_of_versions(connection: sa.Connection, article: Article) -> Iterator[Fault]:
    kept = sa.select(tables.versions).where(tables.versions.c.article_id == article.id)
    for row in connection.execute(kept).mappings():
        try:
            before = article_json.validate_json(row["body"])
            statements = statements_json.validate_json(row["statements"])
        except ValidationError:
            yield Fault("kept", f"Version {row['number']} of the article {article.id} cannot be read.")
            continue
        named = f"Version {row['number']} of the article {article.id}"
        if not all(_is_slice(statement.span, before.text) for statement in statements):
            yield Fault("kept", f"{named} has a statement that is no slice.")
        if not before.is_note and before.content_hash != hash_of(before):
            yield Fault("kept", f"{named} has other words than when it was kept.")


def _orphans(connection: sa.Connection) -> Iterator[Fault]:
    for said, asked in (
        ("in the full text", "SELECT count(*) FROM words WHERE rowid NOT IN (SELECT row FROM statements)"),
        ("of figures", "SELECT count(*) FROM figures WHERE statement_row NOT IN (SELECT row FROM statements)"),
        ("of statements", "SELECT count(*) FROM statements WHERE article_id NOT IN (SELECT id FROM articles)"),
    ):
        rows = int(connection.execute(sa.text(asked)).scalar_one())
        if rows:
            where: Where = "kept" if "statements" in said else "derived"
            yield Fault(where, f"{rows:,} row{'s' if rows > 1 else ''} {said} belong to nothing.")
    for story in connection.execute(_told_twice).scalars():
        ids = connection.execute(sa.select(tables.articles.c.id).where(tables.articles.c.story == story)).scalars()
        yield Fault("derived", f"The articles {' and '.join(sorted(ids))} tell one story in the same words.")
    doubled = "SELECT url FROM addresses WHERE url IN (SELECT url FROM articles WHERE NOT is_note)"
    for url in connection.execute(sa.text(doubled)).scalars():
        yield Fault("derived", f"{url} is an article's own address and another's second one.")


def _faults_of_counts(connection: sa.Connection) -> Iterator[Fault]:
    if fact_in(connection, "words counted") == str(revision_in(connection)):
        asked = (
            "SELECT count(*) FROM words_known LEFT JOIN word_counts ON word_counts.stem = words_known.term"
            " WHERE word_counts.statements IS NOT words_known.doc"
        )
        wrong = int(connection.execute(sa.text(asked)).scalar_one())
        if wrong:
            yield Fault("derived", f"{wrong:,} words are counted wrongly.")
    statements = int(connection.execute(sa.select(sa.func.count()).select_from(tables.statements)).scalar_one())
    if statements and fact_in(connection, "model") is None:
        yield Fault("kept", "The archive does not know which model made its vectors.")
