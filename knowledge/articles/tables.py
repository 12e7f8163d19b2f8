"""A table of articles, one a row, as archives and data sets hand them out."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from knowledge.articles.reader import UnreadableArticle, credited, day, decode, read_pasted
from knowledge.model import Article, Period

#: The names under which tables keep what we need; the first that a header has is taken.
COLUMNS = {
    "text": ("text", "content", "body", "article_content", "article_text"),
    "title": ("title", "headline", "article_title"),
    "outlet": ("outlet", "source", "publisher", "publication"),
    "published": ("published", "date", "publication_date", "article_date"),
    "url": ("url", "link", "address"),
}
_longest_cell = 2_000_000
_SLASHED = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")


def read_table(
    data: bytes, *, outlet: str | None = None, language: str | None = None, credit: str | None = None
) -> Iterator[Article]:
    """The articles of a CSV file with a header line; a row without readable words is left out.

    What the caller knows of all of them (outlet, language, the agency that is credited) outweighs the columns. Raises
    UnreadableArticle when the header names no column of texts.
    """
    csv.field_size_limit(_longest_cell)
    rows = csv.DictReader(io.StringIO(decode(data), newline=""))
    header = {name.strip().lower(): name for name in rows.fieldnames or () if name}
    named = {field: next((header[c] for c in known if c in header), None) for field, known in COLUMNS.items()}
    if named["text"] is None:
        raise UnreadableArticle(
            f"This table has no column of texts: name one of its columns {', '.join(COLUMNS['text'])}."
        )
    return _rows(rows, named, outlet, language, credit)


def _rows(
    rows: csv.DictReader[str],
    named: dict[str, str | None],
    outlet: str | None,
    language: str | None,
    credit: str | None,
) -> Iterator[Article]:
    try:
        listed = list(rows)
        date = named["published"]
        read = _dates([row.get(date) or "" for row in listed] if date else [])
        for row in listed:
            cells = {field: (row.get(name) or "").strip() if name else "" for field, name in named.items()}
            try:
                article = read_pasted(
                    cells["text"],
                    url=cells["url"] or None,
                    outlet=outlet or cells["outlet"] or None,
                    title=cells["title"] or None,
                    language=language,
                )
                # What a report prints above itself is its own; a column was filled in by somebody else.
                article = replace(article, published=article.published or read(cells["published"]))
                yield credited(article, credit)
            except UnreadableArticle:
                continue
    except csv.Error as error:
        raise UnreadableArticle(f"This table cannot be read: {error} (line {rows.line_num}).") from error


def _dates(column: Sequence[str]) -> Callable[[str], Period | None]:
    """How to read the dates of one column: a program writes them all alike, so one "4/13/2017" tells the order of all.

    A column in which no day passes the twelfth could be read either way, and is not read.
    """
    pairs = [(int(m[1]), int(m[2])) for m in map(_SLASHED.fullmatch, map(str.strip, column)) if m]
    month_first = any(second > 12 for _, second in pairs)
    day_first = any(first > 12 for first, _ in pairs)

    def read(cell: str) -> Period | None:
        slashed = _SLASHED.fullmatch(cell.strip())
        if slashed is None:
            return day(cell) if cell else None
        if month_first == day_first:
            return None
        month, dom = (slashed[1], slashed[2]) if month_first else (slashed[2], slashed[1])
        return day(f"{slashed[3]}-{month:0>2}-{dom:0>2}")

    return read
