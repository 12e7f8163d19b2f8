"""What a note leans on, which somebody who reads its words alone on a card cannot know: who "they" are, which year."""

from __future__ import annotations

import re

from knowledge.model import Finding
from retrieval.word_tables import worded

_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


def fact_before(finding: Finding) -> str:
    """The fact right before one of a note that only it explains: "They killed 401", behind what is told of the raids.

    Empty where the fact stands by itself, or is the note's first.
    """
    statement, text = finding.statement, finding.article.text
    if statement.place_in_article != "note" or not worded("leaning", "on_whom").search(finding.words):
        return ""
    before = [
        p.span for p in finding.article.parts if p.place_in_article == "note" and p.span.end <= statement.span.start
    ]
    # What a fact quotes stands on a line of its own behind it.
    return before[-1].of(text).split("\n")[0] if before else ""


def leans_on_its_headline(finding: Finding) -> bool:
    """Whether a note's words leave open of which time or place they are, and its report's own headline says it."""
    report, words = finding.article, finding.words
    if not (report.is_note and report.title_is_headline) or finding.statement.place_in_article != "note":
        return False
    is_dateless = report.published is None and _YEAR.search(words) is None and _YEAR.search(report.title) is not None
    return is_dateless or bool(worded("leaning", "on_when_or_where").search(words))
