"""Sitemaps, sitemap indexes and news sitemaps (sitemaps.org; Google's news namespace)."""

from __future__ import annotations

import re
from urllib.parse import urljoin, urlsplit

from lxml import etree

from knowledge.feeds.dates import day_printed, moment_printed
from knowledge.feeds.listing import Link, Listing
from knowledge.model import Period

#: An "&" that begins no entity: addresses are often written as they are.
_BARE = re.compile(rb"&(?!#?\w{1,31};)")


def parsed(body: bytes) -> etree._Element | None:
    """The XML's root, mended where it is broken; None when there is none. Entities are never expanded or fetched."""
    for is_mended in (False, True):
        parser = etree.XMLParser(
            recover=is_mended, resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
        )
        try:
            return etree.fromstring(_BARE.sub(b"&amp;", body) if is_mended else body, parser)
        except (etree.XMLSyntaxError, ValueError):
            continue
    return None


def is_sitemap(root: etree._Element) -> bool:
    """Whether this is a sitemap or an index of sitemaps."""
    return _name(root) in ("urlset", "sitemapindex")


def read_sitemap(root: etree._Element, url: str) -> Listing:
    """The pages that a sitemap lists, or the sitemaps that an index lists, last changed first."""
    links: dict[str, Link] = {}
    more: dict[str, Period | None] = {}
    for row in root:
        said = _children(row)
        if not (address := absolute(said.get("loc"), url)):
            continue
        if _name(row) == "sitemap":
            more.setdefault(address, day_printed(said.get("lastmod")))
        elif _name(row) == "url" and address not in links:
            links[address] = Link(
                address,
                title=" ".join(said.get("title", "").split()),
                published=day_printed(said.get("publication_date")),
                updated=day_printed(said.get("lastmod")),
                updated_at=moment_printed(said.get("lastmod")),
                outlet=said.get("name"),
                language=(said.get("language") or "").split("-")[0].lower() or None,
            )
    newest = sorted(more, key=lambda one: -(found.end.timestamp() if (found := more[one]) else 0.0))
    return Listing(tuple(links.values()), tuple(newest))


def absolute(where: str | None, url: str) -> str | None:
    """An address as it stands on the page at `url`, whole; None for what leads to no page of the web.

    >>> absolute("/mill", "https://harbour.example/a"), absolute("https://[", "https://harbour.example/a")
    ('https://harbour.example/mill', None)
    """
    try:
        address = urljoin(url, where.strip()) if where and where.strip() else ""
        return address if urlsplit(address).scheme in ("http", "https") and urlsplit(address).hostname else None
    except ValueError:
        return None


def _children(row: etree._Element) -> dict[str, str]:
    """What a row says, by local name, with what stands in <news:news> and <news:publication> beside it."""
    said: dict[str, str] = {}
    for child in row.iter():
        name, words = _name(child), (child.text or "").strip()
        # A picture's or a video's own title and loc are not the page's.
        above = child.getparent()
        if words and above is not None and _name(above) in ("url", "sitemap", "news", "publication"):
            said.setdefault(name, words)
    return said


def _name(element: etree._Element) -> str:
    """The name without its namespace; a prefix that nobody declared stays in the tag."""
    return element.tag.rpartition("}")[2].rpartition(":")[2].lower() if isinstance(element.tag, str) else ""
