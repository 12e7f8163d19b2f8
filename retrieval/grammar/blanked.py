"""A statement's words with nothing left of some of them: without what somebody says in it, or without who speaks."""

from __future__ import annotations

from collections.abc import Iterable

from knowledge.model import Finding, Span


def blanked(finding: Finding, spans: Iterable[Span]) -> str:
    """The words of a finding with blanks where these spans of its report stand; every other word keeps its place."""
    words, own = finding.words, finding.statement.span
    for span in spans:
        begin, end = max(span.start, own.start) - own.start, min(span.end, own.end) - own.start
        words = words[:begin] + " " * (end - begin) + words[end:] if begin < end else words
    return words
