"""Who without a name says it in one breath with a voice that has one: "the monitor and a medical source said"."""

from __future__ import annotations

import re

from knowledge.model import Attribution
from retrieval.origins import has_name

#: "And a medical source", "and Kurdish media": its last word is in small letters, as no name's is that goes on, "Health
#: and Social Affairs".
_AND = re.compile(r"\s+and\s+(?P<who>(?:(?:an?|the|some)\s+)?(?:[\w’'-]+\s+){0,4}?[a-z][a-z’'-]+)\s*", re.ASCII)
#: A predicate that goes on is nobody: "the mayor and then", "and reportedly".
_NOBODY = re.compile(r"(?:then|later|also|again|not|\w+ly)\b", re.IGNORECASE)


def said_together(voice: Attribution, text: str) -> str:
    """Whoever a sentence joins with its voice by "and", verbatim; "" where it is that voice alone."""
    if voice.speaker_span is None or voice.cue_span is None or not has_name(voice.speaker):
        return ""
    joined = _AND.fullmatch(text[voice.speaker_span.end : voice.cue_span.start])
    return "" if joined is None or _NOBODY.match(joined["who"]) else joined["who"]
