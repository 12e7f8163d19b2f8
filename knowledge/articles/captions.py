"""The words under a report's pictures, and whose pictures they are: lines, or sentences that have lost their line."""

from __future__ import annotations

import re

from knowledge.articles.furniture_shapes import printed_shapes
from knowledge.model import Span
from knowledge.sentences import split

#: A longer line is a paragraph.
LONGEST_LINE = 240
#: Words under a picture that lost their line stand among the first sentences.
_CAPTIONED_SENTENCES = 12


def caption_in(words: str, number: int) -> Span | None:
    """Which of a line's words stand under a picture; empty for a bare credit, None for a line of reporting."""
    shapes = printed_shapes()
    label = shapes.label.match(words)
    behind = None if label or len(words) > LONGEST_LINE else shapes.credit_behind.search(words)
    if behind:
        return Span(0, behind.start())
    credited = shapes.credited.search(words)
    if credited and not label:
        # A brief may end "(AFP)" too; a picture's credit is in square brackets, or names a picture desk.
        credit = credited.group()
        if not (credited["bracket"] == "[" or "/" in credit or shapes.picture_desk.search(credit)):
            return None
    if not label and not credited:
        seen = len(words) <= LONGEST_LINE and number < 6 and _tells_of_a_picture(words)
        return Span(0, len(words)) if seen and len(split(words)) == 1 else None
    first = label.end() if label else 0
    last = credited.start() if credited and credited.start() >= first else len(words)
    rest = words[first:last]
    if label and are_names(rest):
        return Span(0, 0)
    return Span(first, last)


def are_names(words: str) -> bool:
    """Whether the words are but names, as a credit's are: "AFP/Getty Images", "Jane Roe for Reuters"."""
    names = re.split(r"[ /,|©]+", words.strip())
    return len(names) <= 6 and all(name[:1].isupper() or name in ("", "and", "for", "via") for name in names)


def captions_within(text: str, start: int, end: int) -> tuple[list[Span], list[Span]]:
    """Captions that lost their line: among the first sentences, those that tell what a picture shows; and credits.

    No sentence runs across the credit of a picture, and one that only the credit ends is its caption. A sentence that
    says who told it is neither: "the minister told the bureau (SANA) Holm had fallen".
    """
    shapes = printed_shapes()
    window = min(end, start + 4000)
    credits = [Span(*match.span(match.lastgroup or 0)) for match in shapes.credit_within.finditer(text, start, window)]
    credits = [credit for credit in credits if not _stands_in_a_report(text, start, credit)]
    captions: list[Span] = []
    at, seen = start, 0
    for credit in [*credits, Span(window, window)]:
        sentences = [span.shifted(at) for span in split(text[at : credit.start])]
        for sentence in sentences[: max(0, _CAPTIONED_SENTENCES - seen)]:
            words = sentence.of(text)
            is_credited = sentence is sentences[-1] and credit in credits and words[-1:] not in ".!?"
            if len(words) <= LONGEST_LINE and sentence.end < end and (is_credited or _tells_of_a_picture(words)):
                captions.append(sentence)
        at, seen = credit.end, seen + len(sentences)
    return captions, credits


def _tells_of_a_picture(words: str) -> bool:
    """Whether a sentence says that it stands under a picture, and names nobody who told it."""
    return bool(printed_shapes().pictured.search(words)) and not printed_shapes().told.search(words)


def _stands_in_a_report(text: str, start: int, credit: Span) -> bool:
    """Whether brackets stand in a sentence that has come to its speaker and tells of no picture."""
    words = text[max(start, credit.start - LONGEST_LINE) : credit.start].rstrip()
    sentence = split(words)[-1].of(words) if words else ""
    if sentence[-1:] in tuple('.!?"”'):
        return False
    return bool(printed_shapes().told.search(sentence)) and not printed_shapes().pictured.search(sentence)
