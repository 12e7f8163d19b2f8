"""Which article a page belongs to: one that is kept already, under whatever address, or one of its own."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, replace

import sqlalchemy as sa

from knowledge.archive import tables
from knowledge.archive.bodies import article_from
from knowledge.archive.stories import likeness, story_of
from knowledge.model import Article, Entry

#: A page that names another as its own address and shares fewer words with it than this tells something else.
ALIKE = 0.5


@dataclass(frozen=True, slots=True)
class Settled:
    """An entry under the id it is kept by; `told` where the store tells its story already, in the same words."""

    entry: Entry
    told: bool = False


def settle(connection: sa.Connection, entry: Entry) -> Settled:
    """Find the article that this page is, or is another address of.

    One that was kept before is known by its id or address, and by the address it moved from. The same words by the
    same outlet under another address are the same story, whether as they stand now or as they stood before an edit.
    Words read at another address than the page's own (its page for telephones) never take the place of its own.
    """
    article = entry.article
    if article.is_note or article.url is None:
        return Settled(entry)
    kept = _kept(connection, article.id, article.url) or _moved_from(connection, entry)
    if kept is not None:
        if article.seen_in is None or article.seen_in == kept.seen_in:
            return Settled(_under(entry, kept.id))
        if likeness(kept, article) >= ALIKE:
            return Settled(_under(entry, kept.id), told=True)
        # The page is wrong about its own address.
        return settle(connection, _at_its_own(entry, article.seen_in))
    twin = _twin(connection, article)
    return Settled(entry) if twin is None else Settled(_under(entry, twin), told=True)


def add_addresses(connection: sa.Connection, article: Article, addresses: Iterable[str]) -> None:
    """Let the article be known by these addresses too, and by the copy that was read; its own needs no row."""
    if article.url is not None:
        connection.execute(tables.addresses.delete().where(tables.addresses.c.url == article.url))
    copy = (article.seen_in,) if article.seen_in and not article.is_note else ()
    for address in dict.fromkeys((*copy, *addresses)):
        own = sa.select(tables.articles.c.id).where(tables.articles.c.url == address, ~tables.articles.c.is_note)
        if connection.execute(own).first() is None:
            connection.execute(
                tables.addresses.insert().prefix_with("OR REPLACE").values(url=address, article_id=article.id)
            )


def add_second_address(connection: sa.Connection, told: Entry) -> None:
    """Let the article that tells this story already be known by the addresses of this entry."""
    kept = connection.execute(sa.select(tables.articles.c.body).where(tables.articles.c.id == told.article.id))
    second = (told.article.url, told.article.seen_in, *told.addresses)
    add_addresses(connection, article_from(kept.scalar_one()), filter(None, second))


def addresses_of(connection: sa.Connection, article_id: str) -> tuple[str, ...]:
    """The other addresses an article is known by, in order."""
    known = sa.select(tables.addresses.c.url).where(tables.addresses.c.article_id == article_id)
    return tuple(connection.execute(known.order_by(tables.addresses.c.url)).scalars())


def _kept(connection: sa.Connection, identity: str | None, url: str) -> Article | None:
    asked = sa.select(tables.articles.c.body).where(
        sa.or_(tables.articles.c.id == identity, tables.articles.c.url == url), ~tables.articles.c.is_note
    )
    bodies = connection.execute(asked.order_by(tables.articles.c.id == identity)).scalars().all()
    return article_from(bodies[-1]) if bodies else None


def _moved_from(connection: sa.Connection, entry: Entry) -> Article | None:
    """The article that was kept under the address that led here, if it is the same one."""
    for address in entry.addresses:
        before = _kept(connection, None, address)
        if before is not None and likeness(before, entry.article) >= ALIKE:
            return before
    return None


def _twin(connection: sa.Connection, article: Article) -> str | None:
    """The article that tells this story in the same words; None when no other does."""
    story = story_of(article)
    found: str | None = connection.execute(
        sa.select(tables.articles.c.id).where(tables.articles.c.story == story).order_by(tables.articles.c.id)
    ).scalar()
    if found is not None:
        return found
    # A second address may show for a while what the first one showed before its edit.
    former: str | None = connection.execute(
        sa.select(tables.versions.c.article_id)
        .join(tables.addresses, tables.addresses.c.article_id == tables.versions.c.article_id)
        .where(tables.versions.c.story == story, tables.addresses.c.url == article.url)
    ).scalar()
    return former


def _under(entry: Entry, identity: str) -> Entry:
    """The same entry under another id."""
    before = entry.article.id
    if before == identity:
        return entry
    statements = tuple(
        replace(statement, id=identity + statement.id.removeprefix(before), article_id=identity)
        for statement in entry.statements
    )
    return replace(entry, article=replace(entry.article, id=identity), statements=statements)


def _at_its_own(entry: Entry, url: str) -> Entry:
    """The same entry as an article of the address that was read."""
    here = _under(entry, hashlib.sha256(url.encode()).hexdigest()[:12])
    return replace(here, article=replace(here.article, url=url, seen_in=None))
