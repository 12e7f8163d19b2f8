"""A table of articles, one a row, as archives and data sets hand them out."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from knowledge.articles.reader import UnreadableArticle, day, decode, read_pasted
from knowledge.model import Article

#: The names under which tables keep what we need; the first that a header has is taken.
COLUMNS = {
    "text": ("text", "content", "body", "article_content", "article_text"),
    "title": ("title", "headline", "article_title"),
    "outlet": ("outlet", "source", "publisher", "publication"),
    "published": ("published", "date", "publication_date", "article_date"),
    "url": ("url", "link", "address"),
}
_longest_cell = 2_000_000


def read_table(data: bytes) -> Iterator[Article]:
    """The articles of a CSV file with a header line; a row without readable words is left out.

    Raises UnreadableArticle when the header names no column of texts.
    """
    csv.field_size_limit(_longest_cell)
    rows = csv.DictReader(io.StringIO(decode(data), newline=""))
    header = {name.strip().lower(): name for name in rows.fieldnames or () if name}
    named = {field: next((header[c] for c in known if c in header), None) for field, known in COLUMNS.items()}
    if named["text"] is None:
        raise UnreadableArticle(
            f"This table has no column of texts: name one of its columns {', '.join(COLUMNS['text'])}."
        )
    try:
        for row in rows:
            cells = {field: (row.get(name) or "").strip() if name else "" for field, name in named.items()}
            try:
                yield read_pasted(
                    cells["text"],
                    url=cells["url"] or None,
                    outlet=cells["outlet"] or None,
                    title=cells["title"] or None,
                    published=day(cells["published"]) if cells["published"] else None,
                )
            except UnreadableArticle:
                continue
    except csv.Error as error:
        raise UnreadableArticle(f"This table cannot be read: {error} (line {rows.line_num}).") from error
