"""Whether two pages tell one story in the same words."""

from __future__ import annotations

import hashlib
import re
from collections import Counter

from knowledge.model import Article

#: Fewer words than this stand under many headlines of one outlet ("Watch the video"); then the headline counts too.
TELLING = 30

_word = re.compile(r"\w+")


def printed_words(article: Article) -> tuple[str, ...]:
    """The words of the report itself, headline and readers' comments apart, as they are compared.

    >>> from knowledge.model import Part, Span
    >>> text = "Ferry sinks\\n\\nA FERRY sank;  nobody died."
    >>> parts = (Part("headline", Span(0, 11)), Part("body", Span(13, len(text))))
    >>> " ".join(printed_words(Article("1", None, "Harbour Post", "Ferry sinks", None, "en", text, parts, "")))
    'a ferry sank nobody died'
    """
    told = (part for part in article.parts if part.place_in_article not in ("headline", "comment"))
    return tuple(word for part in told for word in _word.findall(part.span.of(article.text).casefold()))


def story_of(article: Article) -> str | None:
    """What two addresses of one story have in common: whose it is, and its words; None for notes and pasted texts.

    Two outlets that print one wire story are two reports: where they have it from is told of each.
    """
    if article.is_note or article.url is None:
        return None
    words = printed_words(article)
    headline = () if len(words) >= TELLING else tuple(_word.findall(article.title.casefold()))
    return hashlib.sha256("\n".join((article.outlet, *headline, *words)).encode()).hexdigest()


def likeness(one: Article, other: Article) -> float:
    """How much of the words two articles share: 1 all of them, 0 none."""
    left, right = Counter(printed_words(one)), Counter(printed_words(other))
    return 2 * (left & right).total() / max(1, left.total() + right.total())
