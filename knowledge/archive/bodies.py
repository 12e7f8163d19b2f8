"""Nouns to JSON and back: how articles, statements and profiles lie in their rows."""

from __future__ import annotations

from functools import lru_cache

from pydantic import TypeAdapter

from knowledge.model import Article, OutletProfile, Statement

article_json = TypeAdapter(Article)
statement_json = TypeAdapter(Statement)
statements_json = TypeAdapter(tuple[Statement, ...])
profile_json = TypeAdapter(OutletProfile)


def statement_from(body: str) -> Statement:
    """A statement as its row holds it."""
    return statement_json.validate_json(body)


def article_from(body: str) -> Article:
    """An article as its row holds it."""
    return article_json.validate_json(body)


@lru_cache(maxsize=2_000)
def profile_from(body: str) -> OutletProfile:
    """A profile as its row holds it."""
    return profile_json.validate_json(body)
