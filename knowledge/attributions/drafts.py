"""A first reading of who says what in a sentence: where the words stand, before anybody is looked up."""

from __future__ import annotations

import re
from dataclasses import dataclass

from knowledge.model import Grade, Span
from knowledge.word_lists import any_of


@dataclass(frozen=True, slots=True)
class Draft:
    """Who seems to say what in one sentence; offsets into the text of the sentence."""

    #: The words for the speaker; None when the sentence names none ("it was reported").
    source: Span | None
    cue: Span | None
    content: Span
    grade: Grade
    #: The reporting verb alone, which may be a hedge.
    verb: str = ""
    #: The words for whoever stands between report and speaker: "AFP" in "told AFP".
    heard_by: Span | None = None
    #: Whether the speaker's words were borrowed from an earlier verb of the sentence ("..., adding that").
    borrowed: bool = False
    #: The antecedent of "who": "Smith" in "Smith, who said".
    stands_for: Span | None = None
    #: Whether the report itself tells of what somebody says, within words of somebody else who answers it.
    told_of: bool = False


_DAY = (
    r"(?:(?:on|late|early|earlier|later|this|last|by)\s+)*(?:Mon|Tues|Wednes|Thurs|Fri|Satur|"
    r"Sun)day(?:\s+(?:morning|afternoon|evening|night|in\b[^,.;:“\"]{0,40}))?"
    r"|(?:yesterday|today|tonight|recently|earlier|afterward|afterwards|in\s+\d{4}|last\s+(?:week|month|year|"
    r"night)|this\s+(?:week|month|year|morning)|"
    r"earlier\s+this\s+\w+|later\s+on|on\s+\w+\s+\d{1,2}|on\s+\d{1,2}\s+\w+)"
)
_VENUE = (
    r"(?:in|during|at|on|via|through|by|from|with)\s+(?:an?|the|his|her|its|their|one|another|separate|several|"
    r"remarks|comments|interviews?|statements?)\b\s*"
    rf"(?:[\w’'-]+\s+){{0,4}}?(?:{any_of('venues')})"
    r"(?:\s+(?:with|to|on|in|carried by|published by|published on|released by|aired by|"
    r"posted on)\s+[^,.;:“\"]{1,60}?(?=\s+that\b|[,.;:“\"]|$))?"
)
_ADJUNCT = re.compile(
    rf"\s*,?\s+(?:{_DAY}|{_VENUE}|by (?:phone|telephone|e-?mail)|on condition of anonymity|on (?:Twitter|"
    rf"Facebook|Telegram))(?![\w-])",
    re.IGNORECASE,
)


def past_adjuncts(text: str, start: int, end: int) -> int:
    """Where the words go on after a time or an occasion ("on Monday", "in a statement")."""
    for _ in range(3):
        match = _ADJUNCT.match(text, start, end)
        if match is None:
            break
        start = match.end()
    return start


def content_after(text: str, start: int, sentence: Span, quotations: list[Span]) -> Span | None:
    """What is said, where it follows the verb and runs to the end of the sentence."""
    return trimmed(text, past_adjuncts(text, start, sentence.end), sentence.end, quotations)


def trimmed(text: str, start: int, end: int, quotations: list[Span]) -> Span | None:
    """The words between two offsets without the blanks and the stops around them; None when none are left."""
    while start < end and (text[start].isspace() or text[start] in ",;:–—-•*"):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in ",;:.–—-"):
        end -= 1
    if any(q.start == end for q in quotations):
        return None if end <= start else Span(start, end)
    return Span(start, end) if end > start and re.search(r"\w", text[start:end]) else None
