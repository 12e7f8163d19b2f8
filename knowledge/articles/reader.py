"""A report as it is kept: pasted text or a page's bytes, with headline, body, captions and comments held apart."""

from __future__ import annotations

import hashlib
import re
from datetime import UTC, datetime, timedelta
from typing import Any

from knowledge.articles.comments import Comment, read_comments
from knowledge.articles.decoding import UnreadableArticle, clean, decode
from knowledge.articles.furniture import is_furniture, read_layout
from knowledge.articles.languages import guess_language
from knowledge.model import Article, Part, Period, Span
from knowledge.sentences import hangs
from knowledge.speakers import domain_of, outlet_of

__all__ = ["UnreadableArticle", "clean", "decode", "guess_language", "read_page", "read_pasted"]

#: Longer than any report; whatever is longer is not one.
LONGEST = 2_000_000
LONGEST_HEADLINE = 240
UNKNOWN_OUTLET = "unknown outlet"


def read_pasted(
    text: str,
    *,
    url: str | None = None,
    outlet: str | None = None,
    title: str | None = None,
    published: Period | None = None,
    language: str | None = None,
) -> Article:
    """A pasted report, with headline, body and readers' comments apart.

    The headline is the title that was given, or else a first line that no full stop ends. The outlet is the one
    given, or else the one that publishes at the address, or else "unknown outlet". Raises `UnreadableArticle` with
    one sentence for words that are empty, binary, or longer than 2,000,000 characters.

    >>> article = read_pasted("Army takes village\\n\\nThe army said so on Monday.", url=None)
    >>> [(part.place_in_article, part.span.of(article.text)) for part in article.parts]
    [('headline', 'Army takes village'), ('body', 'The army said so on Monday.')]
    """
    if "\x00" in text:
        raise UnreadableArticle("This is binary data, not text; paste the article's words or give its address.")
    if len(text) > LONGEST:
        raise UnreadableArticle(f"This text has {len(text):,} characters; an article may have at most {LONGEST:,}.")
    text = clean(text)
    if not re.search(r"\w", text):
        raise UnreadableArticle("There are no words in this text; paste the article's words or give its address.")
    title = _line(clean(title)) if title else None
    start, headline = _headline(text, title)
    if title and headline is None:
        # The headline was given apart from the text: it is quoted too, so it has to stand in the stored words.
        text = f"{title}\n\n{text}"
        headline, start = Span(0, len(title)), len(title)
    comments = read_comments(text, start)
    return _article(
        text, headline, start, comments, url=url, outlet=outlet, title=title, published=published, language=language
    )


def read_page(
    html: bytes,
    url: str,
    *,
    outlet: str | None = None,
    published: Period | None = None,
    language: str | None = None,
) -> Article:
    """The report on a web page, without menus and advertisements, with readers' comments apart.

    The title, date, byline and language are those the page's own metadata gives. Raises `UnreadableArticle` with one
    sentence when the page holds no text that reads like a report.
    """
    # Extraction is the slowest import of the house: only those who read pages wait for it.
    import trafilatura
    from trafilatura.settings import use_config

    if not html.strip():
        raise UnreadableArticle(f"The page at {url} is empty.")
    if len(html) > 4 * LONGEST:
        raise UnreadableArticle(f"The page at {url} has {len(html):,} bytes, which is too much for an article.")
    page = decode(html)
    settings = use_config()
    settings.set("DEFAULT", "EXTRACTION_TIMEOUT", "0")
    try:
        found: Any = trafilatura.bare_extraction(
            page,
            url=url,
            include_comments=True,
            include_tables=False,
            with_metadata=True,
            favor_precision=False,
            config=settings,
        )
    except Exception as error:  # any page may break the extractor; that page is then unreadable
        raise UnreadableArticle(f"The page at {url} could not be read: {error}.") from error
    words = clean(_field(found, "text") or "")
    if not re.search(r"\w", words):
        raise UnreadableArticle(f"The page at {url} holds no text that reads like an article.")
    # The extractor prints a paragraph a line.
    body = "\n\n".join(line.strip() for line in words.split("\n") if line.strip())
    title = _line(clean(_field(found, "title") or "")) or None
    remarks = [line.strip() for line in clean(_field(found, "comments") or "").split("\n") if line.strip()]
    headline: Span | None = None
    text = body
    if title:
        if _line(body[: len(title) + 40].split("\n")[0]).casefold() == title.casefold():
            body = body[len(body.split("\n")[0]) :].lstrip("\n")
        text = f"{title}\n\n{body}" if body else title
        headline = Span(0, len(title))
    comments: list[Comment] = []
    for remark in remarks:
        at = len(text) + 2
        text = f"{text}\n\n{remark}"
        comments.append(Comment(None, Span(at, at + len(remark))))
    start = headline.end if headline else 0
    if not comments:
        comments = list(read_comments(text, start))
    return _article(
        text,
        headline,
        start,
        tuple(comments),
        url=url,
        outlet=outlet or (None if outlet_of(url) else _field(found, "sitename")),
        title=title,
        published=published or day(_field(found, "date")),
        language=language or _field(found, "language") or _declared_language(page),
        author=_field(found, "author"),
    )


def day(date: str | None) -> Period | None:
    """The day, month or year that a page's metadata states, in UTC; None for anything else.

    >>> period = day("2021-02-18")
    >>> period.words if period else None
    '2021-02-18'
    """
    match = re.fullmatch(r"(\d{4})(?:-(\d{2})(?:-(\d{2})(?:[T ].*)?)?)?", (date or "").strip())
    if match is None:
        return None
    year, month, dom = match.groups()
    try:
        start = datetime(int(year), int(month or 1), int(dom or 1), tzinfo=UTC)
        if dom:
            return Period(start, start + timedelta(days=1), "stated")
        if month:
            return Period(start, (start + timedelta(days=32)).replace(day=1), "stated")
        return Period(start, start.replace(year=start.year + 1), "stated")
    except (ValueError, OverflowError):
        return None


# --- the parts ----------------------------------------------------------------------------------------------------


def _article(
    text: str,
    headline: Span | None,
    start: int,
    comments: tuple[Comment, ...],
    *,
    url: str | None,
    outlet: str | None,
    title: str | None,
    published: Period | None,
    language: str | None,
    author: str | None = None,
) -> Article:
    parts: list[Part] = []
    if headline:
        parts.append(Part("headline", headline))
    end = comments[0].begins if comments else len(text)
    layout = read_layout(text, start, end, headline.of(text) if headline else None)
    printed = [Part("body", span) for span in layout.body] + [Part("caption", span) for span in layout.captions]
    parts += sorted(printed, key=lambda part: part.span)
    parts += [Part("comment", c.span, c.signed) for c in comments]
    body = layout.body[0] if layout.body else None
    title = title or (headline.of(text) if headline else None)
    whose = _outlet(url, outlet)
    return Article(
        id=hashlib.sha256((url or text).encode()).hexdigest()[:12],
        url=url,
        outlet=whose,
        title=title or _shortened(text, body),
        published=published or layout.printed,
        language=(language or guess_language(text)).split("-")[0].lower(),
        text=text,
        parts=tuple(parts),
        content_hash=hashlib.sha256(f"{title or ''}\n{text}".encode()).hexdigest(),
        title_is_headline=title is not None,
        credit=_credit(layout.wire, whose),
        author=author or layout.author,
    )


def _outlet(url: str | None, outlet: str | None) -> str:
    if outlet and outlet.strip():
        return _line(clean(outlet))
    row = outlet_of(url) if url else None
    if row:
        return row.outlet
    return (domain_of(url) if url else "") or UNKNOWN_OUTLET


def _headline(text: str, title: str | None) -> tuple[int, Span | None]:
    """Where the body starts, and the headline, when it is the first line."""
    lines = re.compile(r"\S[^\n]*").finditer(text)
    # "LIVE" and "9 hours ago" stand above a headline and are none.
    first = next((line for line in lines if title or not is_furniture(line.group().rstrip())), None)
    if first is None:
        return 0, None
    line = first.group().rstrip()
    span = Span(first.start(), first.start() + len(line))
    if title is not None:
        return (span.end, span) if _line(line).casefold() == title.casefold() else (0, None)
    more = text[span.end :].strip()
    if (
        more
        and not hangs(line)
        and not re.match(r"\n[a-z]", text[span.end :])
        and len(line) <= LONGEST_HEADLINE
        and not re.search(r"[.!。؛;,:]['\"”’)]*$", line)
        and re.search(r"\w", line)
    ):
        return span.end, span
    return 0, None


def _line(words: str) -> str:
    return " ".join(words.split())


def _shortened(text: str, body: Span | None) -> str:
    words = _line((body.of(text) if body else text)[:200])
    return words if len(words) <= 80 else f"{words[:80].rsplit(' ', 1)[0]}…"


def _credit(wire: str | None, outlet: str) -> str | None:
    """The wire that the report credits, under the name its outlet goes by; None for an outlet's own."""
    row = outlet_of(wire) if wire else None
    return None if row is None or row.outlet == outlet else row.outlet


def _field(found: object, name: str) -> str | None:
    if found is None:
        return None
    value = found.get(name) if isinstance(found, dict) else getattr(found, name, None)
    return value if isinstance(value, str) and value.strip() else None


def _declared_language(page: str) -> str | None:
    match = re.search(r"<html[^>]{0,400}?\blang=[\"']?([a-zA-Z]{2})\b", page[:4000])
    return match.group(1).lower() if match else None
