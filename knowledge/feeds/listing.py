"""What a feed or a sitemap lists."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from knowledge.model import Period


class UnreadableFeed(ValueError):
    """The bytes are no feed and no sitemap; the message is a sentence that says what they are."""


@dataclass(frozen=True, slots=True)
class Link:
    """One entry of a listing: an address, and what the listing says of it. None means "not said"."""

    url: str
    #: In plain words, without tags and entities; empty when the listing gives none.
    title: str = ""
    #: The day (or month, or year) of publication as the listing prints it.
    published: Period | None = None
    #: When the entry was last changed, by a sitemap's lastmod or Atom's updated.
    updated: Period | None = None
    #: The same to the second, in UTC, where the listing prints the time and its zone.
    updated_at: datetime | None = None
    #: Who published it, where the listing says so: a news sitemap's publication, or the <source> of an entry that
    #: leads to another site.
    outlet: str | None = None
    #: Whose text it is, where the entry leads to the feed's own site and names another <source>: "AFP".
    credit: str | None = None
    author: str | None = None
    language: str | None = None
    #: The whole entry as an HTML fragment, where the feed carries it; a summary is not kept.
    content: str | None = None


@dataclass(frozen=True, slots=True)
class Listing:
    """Everything one feed or sitemap lists, each address once, in its own order."""

    links: tuple[Link, ...] = ()
    #: Other listings to be read: the sitemaps of a sitemap index, last changed first.
    more: tuple[str, ...] = ()
    title: str = ""
    #: What is wrong with the feed although it could be read, as a sentence; None when nothing is.
    remark: str | None = None
