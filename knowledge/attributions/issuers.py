"""Whose "the statement" and "the claim" are: whoever issued the last one that the text speaks of."""

from __future__ import annotations

import re

from knowledge.attributions.heard import Heard, Place
from knowledge.model import Speaker

_SAID_IN_A_STATEMENT = re.compile(
    r"\bin (?:an?|its|their|the) (?:[\w-]+ ){0,2}statement\b|\bclaim(?:ed|s|ing)? (?:of )?responsibility\b",
    re.IGNORECASE,
)
#: A statement that somebody else speaks of, and may reject.
_SOMEBODYS_STATEMENT = re.compile(
    r"\bstatements? (?:by|of|from|issued)\b|\b(?:den[iy]|reject|refut|dismiss|condemn)\w*", re.IGNORECASE
)


def issuer(heard: list[Heard], place: Place, text: str, what: str) -> Speaker | None:
    """Whoever alone spoke in the last sentence that speaks of a statement, or of a claim: it is theirs."""
    last = max(text.lower().rfind(word, 0, place.at) for word in {"statement", what})
    if last < 0:
        return None
    begin = max(text.rfind(". ", 0, last), text.rfind("\n", 0, last))
    ends = [at for mark in (". ", "\n") if (at := text.find(mark, last)) >= 0]
    end = min([*ends, place.at])
    if not _SAID_IN_A_STATEMENT.search(text, begin, end) or _SOMEBODYS_STATEMENT.search(text, begin, end):
        return None
    issuers = {h.speaker for h in heard if begin <= h.span.start <= end}
    return issuers.pop() if len(issuers) == 1 else None
