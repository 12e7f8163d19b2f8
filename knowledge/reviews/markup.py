"""ClaimReview markup (schema.org) in data feeds and in pages, however it was written, to reviews."""

from __future__ import annotations

import html
import json
import re
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import urljoin, urlsplit

from knowledge.articles import UnreadableArticle, decode
from knowledge.feeds.dates import day_printed
from knowledge.model import Period

#: Markup is nested a few levels deep; what is deeper is no markup.
DEEPEST = 40


class UnreadableReviews(ValueError):
    """The bytes hold no markup that can be read; the message is a sentence."""


@dataclass(frozen=True, slots=True)
class Review:
    """One rating of one claim by a third party, in that party's words. None means "not said"."""

    #: What was claimed, as the reviewer words it.
    claim: str
    #: The reviewer's own words, verbatim: "Missing context". Never a score, and never compared.
    rating: str
    #: Who rated it: "Coast Checks".
    reviewer: str
    #: The page of the review.
    url: str
    published: Period | None = None
    #: Who made the claim, and when, and where it can be seen.
    claimant: str | None = None
    claimed: Period | None = None
    appearances: tuple[str, ...] = ()
    #: The review's headline; empty when the markup has none.
    title: str = ""
    language: str | None = None
    #: Whether the page or feed, which tells all, has no other by this reviewer at this address. It is no part of the
    #: review's own words, so it is not in their hash.
    is_only: bool = field(default=False, repr=False, compare=False)


def read_reviews(body: bytes, url: str, *, content_type: str = "") -> tuple[Review, ...]:
    """The reviews in a data feed (JSON-LD, or JSON-LD a line) or in a page's own markup, each once.

    `url` is where it was found, `content_type` what the server said of it, for the charset. What lacks a claim, a
    rating, a reviewer or an address is left out. Raises UnreadableReviews, with a sentence, when there is no markup.

    >>> body = b'''{"@type": "ClaimReview", "claimReviewed": "Twelve barns burned", "url": "/12-barns",
    ... "author": {"name": "Coast Checks"}, "reviewRating": {"ratingValue": "1", "alternateName": "Unproven"}}'''
    >>> [(review.reviewer, review.rating, review.url) for review in read_reviews(body, "https://checks.example/")]
    [('Coast Checks', 'Unproven', 'https://checks.example/12-barns')]
    """
    try:
        words = _decoded(body, content_type)
    except UnreadableArticle as error:
        raise UnreadableReviews(f"{url}: {error}") from error
    if words.lstrip()[:1] in ("{", "["):
        documents = list(_data(words))
        is_page = False
    else:
        documents = [found for script in _scripts(words) if (found := _script(script)) is not None]
        is_page = True
    if not documents:
        raise UnreadableReviews(f"{url} holds no fact-check that whosays can read (no JSON-LD).")
    reviews: dict[tuple[str, str, str], Review] = {}
    for document in documents:
        for item in _claim_reviews(document):
            review = _review(item, url, is_page)
            if review is not None:
                reviews.setdefault((review.url, review.claim, review.reviewer), review)
    many = Counter((review.url, review.reviewer) for review in reviews.values())
    return tuple(replace(one, is_only=many[one.url, one.reviewer] == 1) for one in reviews.values())


# --- from text to data --------------------------------------------------------------------------------------------

_CHARSET = re.compile(rb"charset\s*=\s*[\"']?([\w.:-]{2,40})", re.I)


def _decoded(body: bytes, content_type: str) -> str:
    """The bytes as words: UTF-8, which no other text is by chance, or else what the server or the page names."""
    with suppress(UnicodeDecodeError):
        return body.decode("utf-8-sig")
    named = _CHARSET.search(content_type.encode("ascii", "ignore")) or _CHARSET.search(body[:4096])
    if named is not None:
        with suppress(LookupError, UnicodeDecodeError):
            return body.decode(named[1].decode("ascii"))
    return decode(body)


_SCRIPT = re.compile(r"<script\b([^<>]{0,500})>", re.I)
_END = re.compile(r"</script", re.I)


def _scripts(page: str) -> Iterator[str]:
    """What stands in the page's JSON-LD elements, one pass over the page."""
    at = 0
    while (start := _SCRIPT.search(page, at)) is not None:
        end = _END.search(page, start.end())
        if end is None:
            return
        if "application/ld+json" in start[1].lower():
            yield page[start.end() : end.start()]
        at = end.end()


def _data(words: str) -> Iterator[Any]:
    """A document, or one a line."""
    try:
        yield json.loads(words, strict=False)
        return
    except (ValueError, RecursionError):
        pass
    for line in words.splitlines():
        try:
            yield json.loads(line, strict=False)
        except (ValueError, RecursionError):
            continue


def _script(words: str) -> Any:
    """What stands in a script element; some systems put marks of HTML around it, or escape all of it."""
    words = re.sub(r"^\s*(<!--|//\s*<!\[CDATA\[|<!\[CDATA\[)|(-->|//\s*\]\]>|\]\]>)\s*$", "", words.strip())
    words = words.strip().rstrip(";")
    for attempt in (words, html.unescape(words), re.sub(r",(\s*[}\]])", r"\1", words)):
        try:
            return json.loads(attempt, strict=False)
        except (ValueError, RecursionError):
            continue
    return None


def _claim_reviews(document: Any) -> Iterator[dict[str, Any]]:
    """Every ClaimReview in a document, wherever it is nested."""
    waiting = [(document, 0)]
    while waiting:
        one, depth = waiting.pop()
        if depth > DEEPEST:
            continue
        if isinstance(one, dict):
            if "ClaimReview" in _types(one):
                yield one
            waiting += [(value, depth + 1) for value in reversed(one.values())]
        elif isinstance(one, list):
            waiting += [(value, depth + 1) for value in reversed(one)]


def _types(item: dict[str, Any]) -> set[str]:
    named = item.get("@type")
    return {str(name).rsplit("/", 1)[-1].rsplit(":", 1)[-1] for name in (named if isinstance(named, list) else [named])}


# --- from data to a review ----------------------------------------------------------------------------------------


def _review(item: dict[str, Any], url: str, is_page: bool) -> Review | None:
    about = _first(item.get("itemReviewed"))
    about = about if isinstance(about, dict) else {}
    claim = words_in(item.get("claimReviewed")) or words_in(about.get("text")) or words_in(about.get("name"))
    rating = _rating(_first(item.get("reviewRating")))
    reviewer = _name(item.get("author")) or _name(item.get("publisher")) or _name(item.get("sdPublisher"))
    where = _address(item.get("url"), url) or _address(item.get("mainEntityOfPage"), url) or (url if is_page else None)
    if not (claim and rating and reviewer and where):
        return None
    appearances = [_address(one, url) for key in ("firstAppearance", "appearance") for one in _many(about.get(key))]
    appearances += [_address(one, url) for one in _many(about.get("sameAs"))]
    return Review(
        claim=claim,
        rating=rating,
        reviewer=reviewer,
        url=where,
        published=day_printed(words_in(item.get("datePublished"))),
        claimant=_name(about.get("author")),
        claimed=day_printed(words_in(about.get("datePublished"))),
        appearances=tuple(dict.fromkeys(one for one in appearances if one)),
        title=words_in(item.get("headline")) or words_in(item.get("name")),
        language=words_in(item.get("inLanguage")).split("-")[0].lower() or None,
    )


def _rating(rating: Any) -> str:
    """The reviewer's words; where there are none, its figure on its own scale, as figures."""
    if not isinstance(rating, dict):
        return words_in(rating)
    words = words_in(rating.get("alternateName")) or words_in(rating.get("name"))
    value, worst, best = (words_in(rating.get(key)) for key in ("ratingValue", "worstRating", "bestRating"))
    if words or not value:
        return words
    return f"{value} on a scale from {worst} to {best}" if worst and best else value


def _name(who: Any) -> str | None:
    """The name of a person or body; several are named together."""
    names = [words_in(one.get("name")) if isinstance(one, dict) else words_in(one) for one in _many(who)]
    return ", ".join(dict.fromkeys(name for name in names if name and "://" not in name)) or None


def _address(one: Any, url: str) -> str | None:
    one = _first(one)
    if isinstance(one, dict):
        one = one.get("url") or one.get("@id")
    words = words_in(one)
    try:
        found = urljoin(url, words) if words else ""
        return found if urlsplit(found).scheme in ("http", "https") and urlsplit(found).hostname else None
    except ValueError:
        return None


def _many(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _first(value: Any) -> Any:
    return next(iter(_many(value)), None)


_TAG = re.compile(r"<[/a-zA-Z!][^<>]{0,2000}>")


def words_in(value: Any) -> str:
    """One line of plain words; a figure as figures; a value with a language as its value."""
    value = _first(value)
    if isinstance(value, dict):
        value = value.get("@value")
    if value is None or isinstance(value, bool | list | dict):
        return ""
    plain = html.unescape(_TAG.sub("", html.unescape(str(value))))
    return " ".join("".join(c if c.isprintable() else " " for c in plain).split())
