"""How alike words are spelled, and what a mistyped word was meant to be.

People type in a hurry and names have many spellings: "airstirkes", "Palmira". Two things help: words are compared by
their runs of letters, so that one wrong letter costs little; and a word that neither the store nor the language knows
is read as the nearest word that the store does know.
"""

from __future__ import annotations

import math
import re
import threading
import unicodedata
from collections.abc import Callable, Collection, Iterator, Mapping
from functools import lru_cache

import snowballstemmer

#: Runs of four letters, the word's beginning and end among them: three find too much, five miss short names.
RUN = 4
#: Shorter words have too many neighbours for a guess.
SHORTEST_MISTYPED = 4
#: Longer ones have so few that trying all their neighbours is waste.
LONGEST_MISTYPED = 24
#: A message with more strange words than this is in another language, or none.
MOST_MISTYPED = 40

_letters = "abcdefghijklmnopqrstuvwxyz"
_latin_word = re.compile(rf"(?<![\w@#/.])[A-Za-z]{{{SHORTEST_MISTYPED},{LONGEST_MISTYPED}}}(?!\w)")
_porter = snowballstemmer.stemmer("porter")
_stemming = threading.Lock()


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """A word without its ending: "airstrikes" and "airstrike" are one."""
    # It works on a word that it holds in itself: two threads at once would mangle each other's.
    with _stemming:
        return str(_porter.stemWord(word))


@lru_cache(maxsize=10_000)
def runs_of(word: str) -> tuple[str, ...]:
    """A word's runs of four letters, its beginning and its end marked, each once.

    >>> runs_of("homs")
    ('^hom', 'homs', 'oms$')
    """
    marked = f"^{word}$"
    return tuple(dict.fromkeys(marked[at : at + RUN] for at in range(max(1, len(marked) - RUN + 1))))


def marked(words: Collection[str]) -> str:
    """Words in the one string in which their runs can be looked up.

    >>> marked(["over", "homs"])
    '^over$^homs$'
    """
    return "".join(f"^{word}$" for word in words)


def share_spelled(word: str, marked_words: str) -> float:
    """Which share of a word's runs stands in these words: 1 when the word does, 0 when nothing like it does.

    >>> share_spelled("airstrike", marked(["airstrikes"]))
    0.875
    """
    is_there = marked_words.__contains__
    if is_there(f"^{word}$"):
        return 1.0
    runs = runs_of(word)
    return sum(map(is_there, runs)) / len(runs)


def respelled(
    text: str, occurrences: Callable[[Collection[str]], Mapping[str, int]], is_word: Callable[[str], bool]
) -> str:
    """The text with each mistyped word as it was probably meant; the text itself when none is.

    A word is mistyped when neither the store nor the language knows it and one slip (a letter dropped, doubled,
    swapped, mistaken) makes it a word the store knows. `occurrences` tells in how many statements stemmed words stand
    (words that stand in none may be left out); `is_word` whether the language knows a word in lower case.

    >>> respelled("100 airstirkes", lambda stems: {"airstrik": 9} if "airstrik" in stems else {}, lambda word: False)
    '100 airstrikes'
    """
    strange = {word for word in (w.lower() for w in _latin_word.findall(text)) if not is_word(word)}
    if not strange:
        return text
    known = occurrences({stem(plain(word)) for word in strange})
    strange = {word for word in strange if not known.get(stem(plain(word)))}
    if not strange or len(strange) > MOST_MISTYPED:
        return text
    near = {word: _stems_near(word) for word in strange}
    known = occurrences({stemmed for words in near.values() for stemmed in words.values()})
    meant = {word: _best(word, words, known, is_word) for word, words in near.items()}
    return _latin_word.sub(lambda found: _in_the_case_of(found.group(), meant.get(found.group().lower())), text)


def plain(word: str) -> str:
    """A word without accents, as the full-text index keeps it.

    >>> plain("málaga")
    'malaga'
    """
    return "".join(c for c in unicodedata.normalize("NFD", word) if not unicodedata.combining(c))


def _best(word: str, words: Mapping[str, str], known: Mapping[str, int], is_word: Callable[[str], bool]) -> str | None:
    def likely(meant: str) -> float:
        # People seldom miss the first letter; swapped letters are the commonest slip; a stem alone is no word.
        return (
            math.log(known[words[meant]])
            + 1.5 * (meant[0] == word[0])
            + 0.5 * (sorted(meant) == sorted(word))
            + 1.0 * is_word(meant)
        )

    possible = [meant for meant, stemmed in words.items() if known.get(stemmed, 0) > 0 and stem(meant) == stemmed]
    return max(possible, key=likely, default=None)


def _stems_near(word: str) -> dict[str, str]:
    """The words one slip away, each with its stem.

    Where the slip leaves the ending alone, the stem follows from that of the typed word: stemming every one of some
    five hundred neighbours would take longer than finding the answer.
    """
    stemmed = stem(word)
    same = next((at for at, (a, b) in enumerate(zip(word, stemmed, strict=False)) if a != b), len(stemmed))
    ending, instead = len(word) - same, stemmed[same:]
    near: dict[str, str] = {}
    for at, meant in _one_slip_away(word):
        far_from_ending = at < same - 3
        near.setdefault(meant, meant[: len(meant) - ending] + instead if far_from_ending else stem(meant))
    return near


def _one_slip_away(word: str) -> Iterator[tuple[int, str]]:
    """Where the slip was, and the word without it."""
    for at in range(len(word) + 1):
        before, after = word[:at], word[at:]
        if len(after) > 1:
            yield at, before + after[1] + after[0] + after[2:]
        if after:
            yield at, before + after[1:]
        for letter in _letters:
            if after:
                yield at, before + letter + after[1:]
            yield at, before + letter + after


def _in_the_case_of(typed: str, meant: str | None) -> str:
    if meant is None:
        return typed
    if typed.isupper():
        return meant.upper()
    return meant.capitalize() if typed[0].isupper() else meant
