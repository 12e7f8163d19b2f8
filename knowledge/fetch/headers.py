"""The headers of a request and of its answer, read: what we ask for, and what came."""

from __future__ import annotations

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from knowledge.model import Visit

#: Kinds of answer that hold words: pages, feeds, data, documents, and packed sitemaps.
_WORDS = (
    "text/",
    "application/xhtml+xml",
    "application/xml",
    "application/rss+xml",
    "application/atom+xml",
    "application/rdf+xml",
    "application/json",
    "application/ld+json",
    "application/feed+json",
    "application/x-ndjson",
    "application/jsonl",
    "application/pdf",
    "application/gzip",
    "application/x-gzip",
)
#: Kinds that say nothing: the first bytes decide.
UNSAID = ("", "application/octet-stream", "binary/octet-stream", "application/unknown", "application/force-download")
_MARKS = (b"<", b"{", b"[", b"%PDF", b"\x1f\x8b", b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")


def conditions(last: Visit | None) -> dict[str, str]:
    """The headers that ask for a page only if it has changed since the last visit (RFC 9110, 13)."""
    if last is None:
        return {}
    said = {"If-None-Match": last.etag, "If-Modified-Since": last.last_modified}
    # A validator that no header can carry is as good as none.
    return {name: value for name, value in said.items() if value and value.isascii() and value.isprintable()}


def seconds_to_wait(retry_after: str | None, now: datetime) -> float:
    """The seconds that a Retry-After asks for, in either of its forms (RFC 9110, 10.2.3); 0 when it cannot be read.

    >>> now = datetime(2024, 3, 2, 9, 0, tzinfo=UTC)
    >>> seconds_to_wait("20", now), seconds_to_wait("Sat, 02 Mar 2024 09:01:00 GMT", now), seconds_to_wait("soon", now)
    (20.0, 60.0, 0.0)
    """
    said = (retry_after or "").strip()
    if said.isascii() and said.isdigit():
        return float(said[:9])
    try:
        at = parsedate_to_datetime(said)
    except (ValueError, TypeError, IndexError):
        return 0.0
    return max(0.0, ((at if at.tzinfo else at.replace(tzinfo=UTC)) - now).total_seconds())


def kind_of(content_type: str) -> str:
    """The kind of an answer without its parameters: "text/html"."""
    return content_type.split(";")[0].strip().lower()


def may_hold_words(content_type: str) -> bool:
    """Whether an answer of this kind can be a page, a feed, data or a document."""
    kind = kind_of(content_type)
    return kind in UNSAID or kind.startswith(_WORDS) or kind.endswith(("+xml", "+json"))


def looks_like_words(body: bytes | bytearray) -> bool:
    """Whether bytes of an unnamed kind begin like text, a feed or a document."""
    start = bytes(body[:1024]).lstrip()
    return start.startswith(_MARKS) or b"\x00" not in start
