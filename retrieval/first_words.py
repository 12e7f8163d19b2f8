"""Where a page's sentence begins: with a whole word, and behind a headline that the page has run into it.

"he Pentagon said" is how some pages print "The Pentagon said", and "Raid on Kalden Ten people died" is a heading and a
sentence. What is printed between quotation marks begins with the next whole word, and is one or the other; nothing is
put in that the page has not got.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from knowledge.model import Attribution, Finding, Span

#: Letters of a headline that no sentence begins with by chance.
A_HEADLINE = 30
#: A sentence opens with a capital and goes on in small letters: "The death toll", and no "Agency".
_SENTENCE = re.compile(r"(?:An?|The|At|In|On|[A-Z][a-z]+) [a-z0-9]")
#: "He Friday told" is no "The Friday"; before any other name "he" is an article that lost its letter.
_LOST = re.compile(
    r"he (?=[A-Z])(?!(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|(?:Jan|Febr)uary|March|April|May|June|July"
    r"|August|(?:Septem|Octo|Novem|Decem)ber)"
)


def with_whole_first_words(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """The findings, each from where its first whole word begins, and so whoever speaks in it."""
    return tuple(_from_a_whole_word(finding) for finding in findings)


def headline_and_text(finding: Finding) -> tuple[str, ...]:
    """The words of a finding, in two where its page has run its own headline into the sentence."""
    words, title = finding.words, finding.article.title.strip()
    if finding.statement.place_in_article != "body" or len(title) < A_HEADLINE or not words.startswith(f"{title} "):
        return (words,)
    text = words[len(title) + 1 :]
    return (title, text) if _SENTENCE.match(text) else (words,)


def _from_a_whole_word(finding: Finding) -> Finding:
    statement = finding.statement
    start = _whole(statement.span, finding.article.text)
    if start == statement.span.start:
        return finding
    voices = tuple(_named_from(voice, start) for voice in statement.attributions)
    return replace(finding, statement=replace(statement, span=Span(start, statement.span.end), attributions=voices))


def _whole(span: Span, text: str) -> int:
    """Where the first whole word of a sentence begins.

    >>> _whole(Span(0, 17), "he Pentagon said.")
    3
    """
    lost = _LOST.match(text, span.start, span.end) if text.startswith("he ", span.start) else None
    return lost.end() if lost else span.start


def _named_from(voice: Attribution, start: int) -> Attribution:
    name = voice.speaker_span
    if name is None or not name.start < start < name.end:
        return voice
    return replace(voice, speaker_span=Span(start, name.end))
