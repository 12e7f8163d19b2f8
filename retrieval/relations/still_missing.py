"""Who only tells that people are missing, where a claim tells what became of the missing: "the nine were found"."""

from __future__ import annotations

import re

from knowledge.model import Claim, Finding

_BEING = r"(?:was|were|is|are|has been|have been|had been|being|be)"
#: "Nine missing miners were found": what became of those who are counted.
_BEFELL = re.compile(rf"(?:\s+[\w’'-]+){{0,3}}?\s+{_BEING}\s+(?P<verb>(?!missing)[a-z]+(?:ed|en|wn|nd|ght|ld|id))\b")


def only_tells_they_are_missing(claim: Claim, finding: Finding) -> str:
    """Why a report does not say what became of a claim's missing: it has no such word of them; else nothing.

    "A pit was found near the town where nine miners are missing" does not say that they were found.
    """
    if finding.article.is_note:
        return ""
    missing = next((q for q in claim.quantities if q.state == "missing"), None)
    befell = _BEFELL.match(claim.text, missing.span.end) if missing else None
    counted = finding.statement.quantities
    if missing is None or befell is None or not counted:
        return ""
    verb, text, end = befell["verb"], finding.article.text, finding.statement.span.end
    told = re.compile(rf"\b{_BEING}\s+(?:\w+\s+){{0,2}}?{verb}\b", re.IGNORECASE)
    if any(q.value == missing.value and told.search(text, q.span.end, end) for q in counted):
        return ""
    return f'without "{verb}" of them'
