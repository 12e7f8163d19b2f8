"""Which fact-check a fact-check is: one that is kept already, under the words it has now or had before."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

import sqlalchemy as sa

from knowledge.archive import tables
from knowledge.archive.bodies import article_from, statement_from
from knowledge.model import RATED, Article, Entry, Statement


def review_id(connection: sa.Connection, entry: Entry) -> str:
    """The id that a fact-check is kept by, or is to be kept by.

    It is known by its address, its reviewer and the claim. Where the reviewer has one review at the address and had
    one before, it is the same, however its claim is worded now.
    """
    claim = rated_claim(entry.article, entry.statements)
    kept = _kept(connection, entry.article)
    if same := [identity for identity, rated in kept.items() if rated == claim]:
        return same[0]
    if entry.is_only_review and len(kept) == 1:
        return next(iter(kept))
    identity = entry.article.id
    while identity in kept:
        # The one that had this claim before has another now.
        identity = hashlib.sha256(identity.encode()).hexdigest()[:12]
    return identity


def is_worded_as_before(connection: sa.Connection, identity: str, entry: Entry) -> bool:
    """Whether a kept fact-check has a newer wording of its claim than this, which it had in these words before.

    A reviewer's page and its feed may word one claim in two ways; that is no edit, let alone one at each refreshing.
    """
    kept = _kept(connection, entry.article).get(identity)
    if kept is None or kept == rated_claim(entry.article, entry.statements):
        return False
    asked = sa.select(tables.versions.c.body).where(tables.versions.c.article_id == identity)
    return any(article_from(body).text == entry.article.text for body in connection.execute(asked).scalars())


def rated_claim(article: Article, statements: Sequence[Statement]) -> str | None:
    """The claim that a fact-check rates, verbatim; None for what is none."""
    ratings = (said for statement in statements for said in statement.attributions if said.cue == RATED)
    return next((said.span.of(article.text) for said in ratings), None)


def _kept(connection: sa.Connection, article: Article) -> dict[str, str]:
    """The reviewer's fact-checks at this address, with the claim of each."""
    asked = (
        sa.select(tables.articles.c.id, tables.articles.c.body.label("article"), tables.statements.c.body)
        .join(tables.statements, tables.statements.c.article_id == tables.articles.c.id)
        .where(tables.articles.c.url == article.url, tables.articles.c.outlet == article.outlet)
        .where(tables.articles.c.is_note)
        .order_by(tables.statements.c.row)
    )
    kept: dict[str, str] = {}
    for row in connection.execute(asked):
        claim = rated_claim(article_from(row.article), (statement_from(row.body),))
        if claim is not None:
            kept[row.id] = claim
    return kept
