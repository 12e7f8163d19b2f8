"""The text of a PDF: paragraphs as they were written, without the lines that every page repeats.

This is the only door to pypdf.
"""

from __future__ import annotations

import io
import logging
import re
from collections import Counter
from dataclasses import dataclass

from knowledge.articles.decoding import UnreadableArticle, clean

#: More pages than this are a book.
MOST_PAGES = 400
#: Of a scanned page, programs leave a stamp or a page number behind.
_fewest_words = 5
_untitled = re.compile(
    r"^(?:untitled|microsoft \w+ - .*|.*\.(?:docx?|pdf|indd|odt|rtf|qxp|pages|pptx?)|\W*|document\d*)$", re.IGNORECASE
)
_ends = re.compile(r"[.!?…:;\"”’)\]]$|[.!?][\"”’)\]]$")
_number = re.compile(r"^\W*(?:page|seite|p\.)?\W*\d{1,4}(?:\s*(?:/|of|von|de)\s*\d{1,4})?\W*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Document:
    """What a PDF holds: its title where it names one, its paragraphs, the day it says it was made."""

    title: str | None
    text: str
    author: str | None = None
    made: str | None = None


def is_pdf(data: bytes, content_type: str = "") -> bool:
    """Whether these bytes are a PDF, by their first characters or by what the site says of them."""
    if data[:200].lstrip().startswith(b"<"):
        # A server may say so of the page that stands in its place.
        return False
    return b"%PDF-" in data[:1024] or content_type.lower().startswith("application/pdf")


def read_pdf(data: bytes, url: str) -> Document:
    """The text of a PDF. Raises `UnreadableArticle` with a sentence for one that is locked, broken or only pictures."""
    # A library that only those who read documents wait for.
    import pypdf

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        reader = pypdf.PdfReader(io.BytesIO(data), strict=False)
        if reader.is_encrypted and not reader.decrypt(""):
            raise UnreadableArticle(f"The PDF at {url} is locked with a password.")
        if len(reader.pages) > MOST_PAGES:
            raise UnreadableArticle(
                f"The PDF at {url} has {len(reader.pages):,} pages, which is too much for an article."
            )
        pages = [clean(page.extract_text() or "") for page in reader.pages]
        about = reader.metadata
        title, author, made = (about.title, about.author, about.creation_date_raw) if about else (None, None, None)
    except UnreadableArticle:
        raise
    except Exception as error:  # a broken file may break the library anywhere
        raise UnreadableArticle(f"The PDF at {url} could not be read; it is damaged.") from error
    text = "\n\n".join(_paragraphs(_without_running_lines(pages)))
    if len(re.findall(r"\w+", text)) < _fewest_words:
        raise UnreadableArticle(f"The PDF at {url} holds pictures of pages and no text; it would have to be typed.")
    name = " ".join(clean(str(title or "")).split())
    day = re.match(r"D:((?:19|20)\d\d)(\d\d)(\d\d)", str(made or ""))
    return Document(
        None if _untitled.match(name) else name[:240],
        text,
        " ".join(clean(str(author or "")).split()) or None,
        "-".join(day.groups()) if day else None,
    )


def _without_running_lines(pages: list[str]) -> list[str]:
    """The pages without what stands at the head or foot of most of them, and without their numbers."""
    split = [[line.strip() for line in page.split("\n") if line.strip()] for page in pages]
    edges = Counter(_unnumbered(line) for lines in split if len(lines) > 3 for line in {*lines[:2], *lines[-2:]})
    running = {line for line, times in edges.items() if len(split) > 2 and times > len(split) / 2}
    kept: list[str] = []
    for lines in split:
        last = len(lines) - 1
        for place, line in enumerate(lines):
            at_edge = place < 2 or place > last - 2
            if not (at_edge and (_unnumbered(line) in running or (len(lines) > 1 and _number.match(line)))):
                kept.append(line)
    return kept


def _unnumbered(line: str) -> str:
    return re.sub(r"\d+", "#", line)


def _paragraphs(lines: list[str]) -> list[str]:
    """Lines joined into paragraphs: one ends where a short line ends a sentence, a heading stands alone."""
    if not lines:
        return []
    wide = sorted(map(len, lines))[int(len(lines) * 0.8)]
    paragraphs: list[str] = []
    open_ = False
    for line in lines:
        if open_ and paragraphs:
            before = paragraphs[-1]
            # A hyphen before a small letter parted a word; before a capital it is the word's own.
            joined = before[:-1] + line if re.search(r"\w-$", before) and line[:1].islower() else f"{before} {line}"
            paragraphs[-1] = joined
        else:
            paragraphs.append(line)
        short = len(line) < wide * 0.8
        open_ = not (short and (_ends.search(line) or len(paragraphs) == 1 or len(line) < wide * 0.5))
    return paragraphs
