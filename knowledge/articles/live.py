"""The hours that live pages print before their entries: they are the page's, not the reporting's."""

from __future__ import annotations

import re
from typing import Final

from knowledge.model import Span

ZONE: Final = r"(?: ?(?:GMT|UTC|KSA|EST|EDT|BST|CET|local time))?(?:[+-]\d{1,2})?"
UPPER: Final = r"[A-ZÀ-ÖØ-ÞА-Я]"
STAMP: Final = re.compile(
    rf"^[ \t]*\(?(?:[01]?\d|2[0-3])[:.][0-5]\d(?: ?[ap]\.?m\.?)?{ZONE}(?: ?\({ZONE}\))?\)?"
    rf"(?:[ \t]*[-–—:|•][ \t]*|[ \t]+)?(?=[ \t]*$|[\"“‘(]?(?:{UPPER}|\d))",
    re.MULTILINE,
)


def stamps_in(text: str, start: int, end: int) -> list[Span]:
    """The hours at the beginnings of lines, from `start` to `end`; one alone may be a figure, and is none.

    >>> text = "12:31 Jets struck.\\n12:45 The army denied it."
    >>> [span.of(text) for span in stamps_in(text, 0, len(text))]
    ['12:31', '12:45']
    """
    spans: list[Span] = []
    for found in STAMP.finditer(text, start, end):
        words = found.group()
        if words.strip():
            begins = found.start() + len(words) - len(words.lstrip())
            spans.append(Span(begins, begins + len(words.strip())))
    return spans if len(spans) > 1 else []
