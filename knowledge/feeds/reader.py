"""RSS, Atom, JSON Feed and sitemaps, however broken, to the addresses they list."""

from __future__ import annotations

import html
import io
import json
import re
from typing import Any
from xml.sax import SAXParseException

import feedparser

from knowledge.feeds.dates import day_printed, moment_printed
from knowledge.feeds.listing import Link, Listing, UnreadableFeed
from knowledge.feeds.sitemaps import absolute, is_sitemap, parsed, read_sitemap
from knowledge.packing import Damaged, TooMuch, gunzip
from knowledge.speakers import domain_of

#: A listing larger than this, unpacked, is none (sitemaps.org allows 50 MB).
LARGEST = 52_428_800
#: A feed holds some dozens of entries; mending a broken one takes five seconds a megabyte at worst.
LARGEST_FEED = 16_777_216


def read_feed(body: bytes, url: str, *, content_type: str = "") -> Listing:
    """The links of a feed (RSS 0.9x, 1.0, 2.0, Atom, JSON Feed) or a sitemap, packed or not, each address once.

    `url` is where it was found: relative links are read from there. `content_type` is what the server said, for the
    charset. Raises UnreadableFeed, with a sentence, for anything else, an HTML page above all.

    >>> listing = read_feed(b"<rss version='2.0'><channel><item><title>Mill burns</title><link>/mill</link>"
    ...     b"<pubDate>Sat, 02 Mar 2024 09:00:00 GMT</pubDate></item></channel></rss>", "https://post.example/rss")
    >>> [(link.url, link.title, link.published.words) for link in listing.links]
    [('https://post.example/mill', 'Mill burns', '2024-03-02')]
    """
    if body.startswith(b"\x1f\x8b"):
        try:
            body = gunzip(body, LARGEST)
        except TooMuch as error:
            raise UnreadableFeed(f"The packed listing at {url} is larger than {LARGEST >> 20} MB.") from error
        except Damaged as error:
            raise UnreadableFeed(f"The packed listing at {url} is damaged or was cut off.") from error
    start = body[:4096].lstrip(b"\xef\xbb\xbf \t\r\n")
    if not start:
        raise UnreadableFeed(f"The listing at {url} is empty.")
    if start.startswith(b"{"):
        return _json_feed(body, url)
    if start.startswith((b"http://", b"https://")):
        return _addresses(body)
    if start[:1] == b"<" and not _is_html(start) and (root := parsed(body)) is not None and is_sitemap(root):
        return read_sitemap(root, url)
    if len(body) > LARGEST_FEED:
        raise UnreadableFeed(f"The feed at {url} is larger than {LARGEST_FEED >> 20} MB; it was not read.")
    return _feed(body, url, content_type)


def _feed(body: bytes, url: str, content_type: str) -> Listing:
    headers = {"content-location": url, **({"content-type": content_type} if content_type else {})}
    # A stream, not bytes: feedparser would take bytes for a file's name or an address first.
    stream = io.BytesIO(_REFERENCE.sub(_printable, body))
    try:
        found: Any = feedparser.parse(
            stream, response_headers=headers, sanitize_html=False, resolve_relative_uris=False
        )
    except Exception as error:  # any feed may break the parser; that feed is then unreadable
        raise UnreadableFeed(f"The feed at {url} could not be read: {type(error).__name__}.") from error
    if not found.entries and (not found.version or _is_html(body[:4096])):
        raise UnreadableFeed(_no_feed(body, url))
    # feedparser files Dublin Core's date, by which RSS 1.0 dates its entries, under the changes.
    by_dublin_core = not found.version.startswith("atom") and b"dc:date" in body
    links: dict[str, Link] = {}
    for entry in found.entries:
        if by_dublin_core and "published" not in entry:
            entry["published"] = dict.get(entry, "updated")
        link = _entry(entry, url, found.feed)
        if link is not None:
            links.setdefault(link.url, link)
    problem = found.get("bozo_exception")
    remark = None
    if isinstance(problem, SAXParseException):
        remark = (
            f"The feed at {url} is broken in line {problem.getLineNumber()} ({problem.getMessage()}); "
            f"{len(links)} entries could be read."
        )
    return Listing(tuple(links.values()), title=_plain(found.feed.get("title", "")), remark=remark)


_REFERENCE = re.compile(rb"&#(?:[xX]([0-9a-fA-F]{1,8})|([0-9]{1,9}));")


def _printable(reference: re.Match[bytes]) -> bytes:
    """A reference to a character, or the mark of a lost one where Unicode has none there."""
    number = int(reference[1], 16) if reference[1] else int(reference[2])
    is_one = number in (9, 10, 13) or 32 <= number < 0xD800 or 0xE000 <= number < 0x110000
    return reference[0] if is_one else b"&#xFFFD;"


def _entry(entry: Any, url: str, feed: Any) -> Link | None:
    where = entry.get("feedburner_origlink") or entry.get("link") or _if_address(entry.get("id"))
    address = absolute(where, url)
    if address is None:
        return None
    source = _plain(entry.get("source", {}).get("title") or "") or None
    is_own = domain_of(address) == domain_of(url)
    content = next((part.value for part in entry.get("content", ()) if part.get("value", "").strip()), None)
    title = _plain(entry.get("title", ""))
    return Link(
        address,
        # Who collects other papers' headlines puts the paper's name behind each.
        title=title if is_own or source is None else title.removesuffix(f" - {source}"),
        # Asking for "published" must not fall back to "updated".
        published=day_printed(dict.get(entry, "published")),
        updated=day_printed(dict.get(entry, "updated")),
        updated_at=moment_printed(dict.get(entry, "updated")),
        outlet=None if is_own else source,
        credit=source if is_own and source != _plain(feed.get("title", "")) else None,
        author=_plain(entry.get("author", "")) or None,
        language=(dict.get(feed, "language") or "").split("-")[0].strip().lower() or None,
        content=content,
    )


def _json_feed(body: bytes, url: str) -> Listing:
    """JSON Feed 1.0 and 1.1 (jsonfeed.org)."""
    try:
        feed = json.loads(body.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise UnreadableFeed(f"{url} looks like JSON, but cannot be read as that.") from error
    if not isinstance(feed, dict) or not str(feed.get("version", "")).startswith("https://jsonfeed.org/version/"):
        raise UnreadableFeed(f"{url} is JSON, but no JSON Feed.")
    links: dict[str, Link] = {}
    items = feed.get("items")
    for item in items if isinstance(items, list) else ():
        if not isinstance(item, dict):
            continue
        said = {name: value for name, value in item.items() if isinstance(value, str)}
        address = absolute(said.get("url") or said.get("external_url") or _if_address(said.get("id")), url)
        if address is None:
            continue
        authors = item.get("authors")
        first = authors[0] if isinstance(authors, list) and authors else item.get("author")
        text = said.get("content_text")
        links.setdefault(
            address,
            Link(
                address,
                title=_line(said.get("title", "")),
                published=day_printed(said.get("date_published")),
                updated=day_printed(said.get("date_modified")),
                updated_at=moment_printed(said.get("date_modified")),
                author=(_line(str(first.get("name") or "")) or None) if isinstance(first, dict) else None,
                language=(said.get("language") or str(feed.get("language") or "")).split("-")[0].lower() or None,
                content=said.get("content_html") or (f"<p>{html.escape(text)}</p>" if text else None),
            ),
        )
    return Listing(tuple(links.values()), title=_line(str(feed.get("title") or "")))


def _addresses(body: bytes) -> Listing:
    """A sitemap in plain text: an address a line (sitemaps.org)."""
    lines = (line.strip() for line in body.decode("utf-8-sig", errors="replace").splitlines())
    return Listing(tuple(Link(line) for line in dict.fromkeys(lines) if _if_address(line)))


def _if_address(words: str | None) -> str | None:
    return words if words and words.startswith(("http://", "https://")) else None


_TAG = re.compile(r"<[/a-zA-Z!][^<>]{0,2000}>")


def _plain(words: str) -> str:
    """A title without the tags and entities that feeds put, and put twice, into it.

    >>> _plain("Fire &amp;amp; flood: <b>12</b> barns &#8211; update"), _plain("1 < 2 &amp; 3")
    ('Fire & flood: 12 barns – update', '1 < 2 & 3')
    """
    for _ in range(2):
        words = html.unescape(_TAG.sub("", words))
    return _line(_TAG.sub("", words))


def _line(words: str) -> str:
    return " ".join(words.split())


_HTML = re.compile(rb"\s*(<\?xml[^>]*>\s*)?(<!--(?:(?!-->).)*-->\s*)*<(!doctype\s+html|html|head|body)\b", re.I | re.S)


def _is_html(start: bytes) -> bool:
    return _HTML.match(start) is not None


def _no_feed(body: bytes, url: str) -> str:
    """Why this is no feed; where the page names its feed, that address."""
    if not _is_html(body[:4096]):
        return f"{url} is no feed and no sitemap that whosays can read."
    for tag in re.findall(rb"<link\b[^<>]{0,1000}>", body[:200_000], re.I):
        words = tag.decode("utf-8", errors="replace")
        href = re.search(r"href\s*=\s*[\"']([^\"']+)", words, re.I)
        if href and re.search(r"application/(rss|atom|feed)\+(xml|json)", words, re.I):
            feed = absolute(html.unescape(href[1]), url)
            return f"{url} is a web page, not a feed; it names {feed} as its feed."
    return f'{url} is a web page, not a feed, and names none; use kind = "page", or look for its sitemap.'
