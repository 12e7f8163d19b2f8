"""The voice at the end of a headline whose colon or dash was lost: "Raid kills 12 in hill town Monitor"."""

from __future__ import annotations

import re
from functools import cache

from knowledge.attributions.clauses import JOINING
from knowledge.model import Span
from knowledge.number_words import NUMBER_WORDS
from knowledge.speakers.names import OF_A_PEOPLE
from knowledge.speakers.voices import names_a_side
from knowledge.word_lists import any_of, words_in

#: "Killed at the Harbour Monitor": a body that is named there, and does not say so.
_NAMED_THERE = frozenset(("at", "by", "from", "of", "to", "with"))
_LEADING = _NAMED_THERE | {"a", "after", "against", "an", "and", "as", "for", "in", "near", "on", "over", "the"}
_LONGEST = 160


def read_lost_colon(text: str, sentence: Span) -> tuple[Span, Span] | None:
    """Who says so at a headline's end, and what they say, where only the mark between them is missing.

    A headline tells so many of something; in a headline that is written small, a capital begins a word that no name
    leads up to, or one behind the name of a place.

    >>> def read(words):
    ...     found = read_lost_colon(words, Span(0, len(words)))
    ...     return found and found[0].of(words)
    >>> read("Air raids kill 12 civilians in hill town Monitor"), read("Shelling kills four near Kalden monitor")
    ('Monitor', 'monitor')
    >>> read("Bomb kills 18 in harbour suburb state TV")
    'state TV'
    >>> read("Strike kills six Norlandian state TV"), read("Rockets kill two at Norlandian state TV")
    ('Norlandian state TV', None)
    >>> read("Raids kill 28 in Kalden safe zone monitor"), read("Bomb kills two in raid on border monitor")
    ('monitor', None)
    >>> read("Gunmen kill three at Harbour Monitor"), read("Raid kills three and a border monitor")
    (None, None)
    >>> read("Rockets kill two at state TV"), read("Velmar names a new border monitor")
    (None, None)
    """
    found = _credited().match(text, sentence.start, sentence.end)
    if found is None or sentence.end - sentence.start > _LONGEST:
        return None
    words, begins = found["said"].split(), found.start("voice")
    if found["voice"][0].islower() and len(words) > 1 and re.fullmatch(OF_A_PEOPLE, words[-1]):
        # "Raid kills six Norlandian state TV": that state's television.
        begins -= len(text[found.start("said") : begins]) - text[found.start("said") : begins].rfind(words[-1])
        words.pop()
    counts = any(word[0].isdigit() or word.lower() in NUMBER_WORDS or word == "dozens" for word in words)
    small = sum(word.islower() and len(word) > 3 for word in words)
    is_small = small > 1 or (small == 1 and not any(word[0].isupper() for word in words[1:]))
    voice = Span(begins, found.end("voice"))
    if not counts or not is_small or not _stands_free(words, voice.of(text)):
        return None
    return voice, Span(found.start("said"), found.start("said") + len(text[found.start("said") : begins].rstrip()))


def _stands_free(words: list[str], voice: str) -> bool:
    """Whether what leads up to the voice is over before it: a place, or a thing that nobody is called by."""
    before = words[-1]
    if before.lower() in JOINING | words_in("titles") or not before[-1].isalnum():
        return False
    begin = len(words)
    while begin and words[begin - 1][0].isupper():
        begin -= 1
    if begin < len(words):
        # "State TV" behind a country's name is that country's.
        is_named = begin > 0 and words[begin - 1].lower() in _NAMED_THERE
        return not is_named and (voice[0].isupper() or names_a_side(f"{before} officials") is None or "TV" not in voice)
    if voice[0].isupper():
        return True
    # "A border monitor" is one; several of something, or a town, end what is told. Nobody is killed in a monitor.
    leading = [word.lower() for word in words if word.lower() in _LEADING]
    return (
        before.endswith("s") or leading[-1:] == ["in"]
        if voice.startswith("monitor")
        else before not in words_in("front_words")
    )


@cache
def _credited() -> re.Pattern[str]:
    return re.compile(rf"(?P<said>[A-Z0-9][^.:;“”\"\n]+?) (?P<voice>{any_of('headline_credits')})\s*\Z")
