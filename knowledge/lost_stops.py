"""Sentences that have lost the full stop between them, behind whoever said the first ("the mayor said The clinic")."""

from __future__ import annotations

import re

from knowledge.weekdays import A_WEEKDAY
from knowledge.word_lists import any_of, words_in

#: A voice, its verb, and behind them a word with which a sentence begins.
_SAID = re.compile(
    r"(?<=[\w”\"]) (?P<voice>(?:the|an?) (?:(?:(?:for|from|of) (?:the|an?) |(?!(?:the|an?) ))[\w.’'-]+ ){0,9}?)"
    r"(?:said|says|reported)(?: (?:on )?" + A_WEEKDAY + r")?"
    r"(?=\s+(?:The|It|He|She|They|There|This|These|Those|An?|Its|His|Their) [a-z])"
)
_VOICE = re.compile(rf"(?i:\b(?:{any_of('voices')})\b)|[A-Z]")
_VERB = re.compile(rf"\b(?:{'|'.join(sorted(words_in('finite_verbs')))}|[a-z]{{2,}}ed)\b")
#: Whatever holds one of these may be no sentence of its own, and the words behind the voice what was said.
_OPEN = words_in("clause_breaks") | words_in("relatives")
#: A voice behind these is of what stands before it: "a letter to the army", "and the mayor".
_TIED = words_in("joining") | words_in("tied_to_a_name") | words_in("before_a_place") | _OPEN
_FEWEST_WORDS = 5


def lost_stops(text: str, start: int, end: int) -> list[int]:
    """Where the first of two sentences ends, though no full stop is there.

    It is certain only where a sentence that tells something comes to its speaker, and the next begins with a capital:
    in "the mayor said The clinic" the clinic may be what he said.

    >>> words = "Ten people died in the fire on Saturday the mayor said The clinic is near Kalden."
    >>> [words[:at] for at in lost_stops(words, 0, len(words))]
    ['Ten people died in the fire on Saturday the mayor said']
    """
    if twice := _said_twice(text, start, end):
        return [twice]
    found: list[int] = []
    at = start
    for said in _SAID.finditer(text, start, end):
        before = text[at : said.start()].split()
        told = " ".join(before)
        if (
            len(before) >= _FEWEST_WORDS
            and before[0].lower() not in words_in("leading")
            and not before[0].endswith("ing")
            and not before[-1].endswith("ing")
            and before[-1].lower() not in _TIED
            and _OPEN.isdisjoint(word.lower() for word in before)
            and not re.search(r"[.!?,;:—–]", told)
            and _VERB.search(told)
            and _VOICE.search(said["voice"])
            and not _VERB.search(said["voice"])
        ):
            found.append(said.end())
            at = said.end()
    return found


def _said_twice(text: str, start: int, end: int) -> int:
    """Where a sentence ends that a page prints over itself, as a headline and again; 0 where none does.

    >>> words = "Ten people died in the fire Ten people died in the fire."
    >>> words[: _said_twice(words, 0, len(words))]
    'Ten people died in the fire'
    """
    words = text[start:end].rstrip(" .!?").split()
    half, odd = divmod(len(words), 2)
    if odd or half < _FEWEST_WORDS or words[:half] != words[half:]:
        return 0
    first = re.match(rf"\s*(?:\S+\s+){{{half - 1}}}\S+", text[start:end])
    return start + first.end() if first else 0
