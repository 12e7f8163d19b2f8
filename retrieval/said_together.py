"""Who without a name says it in one breath with a voice that has one: "the monitor and a medical source said"."""

from __future__ import annotations

import re

from knowledge.model import ContextCard, Finding
from retrieval.origins import has_name

#: "And a medical source", "and Kurdish media": its last word is in small letters, as no name's is that goes on, "Health
#: and Social Affairs".
_AND = re.compile(r"\s+and\s+(?P<who>(?:(?:an?|the|some)\s+)?(?:[\w’'-]+\s+){0,4}?[a-z][a-z’'-]+)\s*", re.ASCII)
#: A predicate that goes on is nobody: "the mayor and then", "and reportedly".
_NOBODY = re.compile(r"(?:then|later|also|again|not|\w+ly)\b", re.IGNORECASE)


def said_together(card: ContextCard, finding: Finding) -> str:
    """Whoever a sentence joins with its voice by "and", verbatim; "" where it is that voice alone.

    Not whoever has a name as well, or stands on the card by themselves for the same sentence.
    """
    voice = finding.attribution
    if voice.speaker_span is None or voice.cue_span is None or not has_name(finding.speaker):
        return ""
    start = voice.speaker_span.end
    joined = _AND.fullmatch(finding.article.text[start : voice.cue_span.start])
    if joined is None or _NOBODY.match(joined["who"]):
        return ""
    others = [
        other.speaker
        for other in finding.statement.attributions
        if other.speaker_span and start <= other.speaker_span.start < voice.cue_span.start
    ]
    shown = {f.speaker for account in card.accounts for f in account.findings if f.statement.id == finding.statement.id}
    return "" if any(has_name(other) or other in shown for other in others) else joined["who"]
