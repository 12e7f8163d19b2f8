"""Which article a page belongs to: one that is kept already, under whatever address, or one of its own."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

import sqlalchemy as sa

from knowledge.archive import tables
from knowledge.archive.bodies import article_from
from knowledge.archive.reviews import is_worded_as_before, rated_claim, review_id
from knowledge.archive.stories import likeness, story_of
from knowledge.model import Article, Entry

#: A page that names another as its own address and shares fewer words with it than this tells something else.
ALIKE = 0.5
#: An address that has not answered for so long is no longer listed: one that is listed is asked again every 30 days.
LEFT = timedelta(days=60)


@dataclass(frozen=True, slots=True)
class Settled:
    """An entry under the id it is kept by; `told` where the store tells its story already, in the same words."""

    entry: Entry
    told: bool = False


def settle(connection: sa.Connection, entry: Entry, *, by_words: bool = True) -> Settled:
    """Find the article that this page is, or is another address of.

    One that was kept before is known by its id or address, and by the address it moved from. The same words by the
    same outlet under another address are the same story, whether as they stand now or as they stood before an edit;
    without `by_words`, its present words alone make no page the same. Words read at another address than the page's own
    (its second address, its page for telephones) never take the place of its own, as long as its own is there.
    A fact-check is known by its reviewer, its address and its claim, or as the only one there.
    """
    article = entry.article
    if article.is_note:
        return _settled_review(connection, entry)
    if article.url is None:
        return Settled(entry)
    kept = _kept(connection, article.url) or _moved_from(connection, entry)
    if kept is not None:
        if article.seen_in is None or article.seen_in == kept.seen_in:
            return Settled(_under(entry, kept.id))
        if likeness(kept, article) >= ALIKE:
            return Settled(_under(entry, kept.id), told=True)
        # The page is wrong about its own address.
        return settle(connection, _at_its_own(entry, article.seen_in), by_words=by_words)
    if by_words and (twin := _twin(connection, article)):
        return Settled(_under(entry, twin), told=True)
    known = _known_at(connection, entry)
    if known is not None and likeness(known, article) >= ALIKE:
        takes_over = article.seen_in is None and _is_left(connection, known, entry)
        return Settled(_under(entry, known.id), told=not takes_over)
    return Settled(_under(entry, _free_id(connection, article.id)))


def _settled_review(connection: sa.Connection, entry: Entry) -> Settled:
    if rated_claim(entry.article, entry.statements) is None:
        return Settled(entry)
    identity = review_id(connection, entry)
    return Settled(_under(entry, identity), told=is_worded_as_before(connection, identity, entry))


def add_addresses(connection: sa.Connection, article: Article, addresses: Iterable[str]) -> None:
    """Let the article be known by these addresses too, and by the copy that was read; its own needs no row."""
    if article.url is not None and not article.is_note:
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
    if told.article.is_note:
        # A note has the address of the page it is about, which is the page's.
        return
    kept = connection.execute(sa.select(tables.articles.c.body).where(tables.articles.c.id == told.article.id))
    second = (told.article.url, told.article.seen_in, *told.addresses)
    add_addresses(connection, article_from(kept.scalar_one()), filter(None, second))


def addresses_of(connection: sa.Connection, article_id: str) -> tuple[str, ...]:
    """The other addresses an article is known by, in order."""
    known = sa.select(tables.addresses.c.url).where(tables.addresses.c.article_id == article_id)
    return tuple(connection.execute(known.order_by(tables.addresses.c.url)).scalars())


def _kept(connection: sa.Connection, url: str) -> Article | None:
    body = connection.execute(
        sa.select(tables.articles.c.body).where(tables.articles.c.url == url, ~tables.articles.c.is_note)
    ).scalar()
    return article_from(body) if body else None


def _known_at(connection: sa.Connection, entry: Entry) -> Article | None:
    """The article that has one of these addresses for a second one."""
    here = [url for url in (entry.article.url, entry.article.seen_in, *entry.addresses) if url]
    rows = connection.execute(
        sa.select(tables.addresses.c.url, tables.articles.c.body)
        .join(tables.articles, tables.articles.c.id == tables.addresses.c.article_id)
        .where(tables.addresses.c.url.in_(here))
    )
    known = {row.url: row.body for row in rows}
    return next((article_from(known[url]) for url in here if url in known), None)


def _is_left(connection: sa.Connection, known: Article, entry: Entry) -> bool:
    """Whether this is the only address of the article that still answers: the others are gone, or listed no more."""
    here = (entry.article.url, entry.article.seen_in, *entry.addresses)
    others = [url for url in (known.url, *addresses_of(connection, known.id)) if url and url not in here]
    visits = sa.select(tables.visits.c.fetched_at).where(
        # Who is refused a page has no bytes of it.
        tables.visits.c.url.in_(others),
        tables.visits.c.content_hash.is_not(None),
    )
    last = max(map(datetime.fromisoformat, connection.execute(visits).scalars()), default=None)
    return last is None or (entry.visit is not None and entry.visit.fetched_at - last > LEFT)


def _free_id(connection: sa.Connection, identity: str) -> str:
    """An id for a page at this address, also where an article that moved away from it keeps the usual one."""
    while connection.execute(sa.select(tables.articles.c.id).where(tables.articles.c.id == identity)).first():
        identity = hashlib.sha256(identity.encode()).hexdigest()[:12]
    return identity


def _moved_from(connection: sa.Connection, entry: Entry) -> Article | None:
    """The article that was kept under the address that led here, if it is the same one."""
    for address in entry.addresses:
        before = _kept(connection, address)
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
