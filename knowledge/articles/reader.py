"""A report as it is kept: headline, body, captions, corrections and readers' comments held apart."""

from __future__ import annotations

import hashlib
import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from knowledge.articles.comments import Comment, read_comments
from knowledge.articles.decoding import UnreadableArticle, clean, decode
from knowledge.articles.furniture import is_furniture, read_layout, wire_of
from knowledge.articles.headings import headline_itself
from knowledge.articles.languages import guess_language
from knowledge.model import Article, Part, Period, Span
from knowledge.sentences import hangs
from knowledge.speakers import domain_of, outlet_of

__all__ = ["UnreadableArticle", "clean", "decode", "guess_language", "read_pasted"]

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
    title = one_line(clean(title)) if title else None
    start, headline = _headline(text, title)
    if title and headline is None:
        # The headline was given apart from the text: it is quoted too, so it has to stand in the stored words.
        text = f"{title}\n\n{text}"
        headline, start = Span(0, len(title)), len(title)
    comments = read_comments(text, start)
    return assembled(
        text, headline, start, comments, url=url, outlet=outlet, title=title, published=published, language=language
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


def assembled(
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
    modified: Period | None = None,
    seen_in: str | None = None,
    wire: str | None = None,
) -> Article:
    """The article that these words make: its parts found, and the rest of what is known of it put beside them."""
    parts: list[Part] = []
    whose = _outlet(url, outlet)
    if headline:
        own = headline_itself(headline.of(text), whose)
        parts.append(Part("headline", Span(headline.start, headline.start + len(own))))
    end = comments[0].begins if comments else len(text)
    layout = read_layout(text, start, end, headline.of(text) if headline else None)
    printed = [Part("body", span) for span in layout.body] + [Part("caption", span) for span in layout.captions]
    printed += [Part("headline", layout.subheadline)] if layout.subheadline else []
    printed += [Part("correction", span) for span in layout.corrections]
    parts += sorted(printed, key=lambda part: part.span)
    parts += [Part("comment", c.span, c.signed) for c in comments]
    body = layout.body[0] if layout.body else None
    title = title or (headline.of(text) if headline else None)
    named = (*layout.wires, wire_of(author), wire)
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
        credit=next(filter(None, (credited_to(one, whose) for one in named)), None),
        author=author or layout.author,
        seen_in=seen_in,
        modified=modified if modified != published else None,
    )


def _outlet(url: str | None, outlet: str | None) -> str:
    if outlet and outlet.strip():
        return one_line(clean(outlet))
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
        return (span.end, span) if one_line(line).casefold() == title.casefold() else (0, None)
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


def one_line(words: str) -> str:
    """The words with single blanks between them."""
    return " ".join(words.split())


def _shortened(text: str, body: Span | None) -> str:
    words = one_line((body.of(text) if body else text)[:200])
    return words if len(words) <= 80 else f"{words[:80].rsplit(' ', 1)[0]}…"


def credited_to(wire: str | None, outlet: str, *, known: bool = True) -> str | None:
    """The wire that the report credits, under the name its outlet goes by; None for an outlet's own.

    A name that the table of outlets does not have is taken as it is where a person wrote it (`known` False).
    """
    row = outlet_of(wire) if wire else None
    if row is None:
        return None if known or wire == outlet else wire
    return None if row.outlet == outlet or row is outlet_of(outlet) else row.outlet


def credited(article: Article, credit: str | None) -> Article:
    """The article with the agency that the caller knows it credits; as it is where the caller knows none."""
    if not credit or not credit.strip():
        return article
    return replace(article, credit=credited_to(one_line(clean(credit)), article.outlet, known=False))


def field_of(found: object, name: str) -> str | None:
    """One of the fields that an extraction found; None when it is empty."""
    value = getattr(found, name, None)
    return value if isinstance(value, str) and value.strip() else None
