"""How alike words are spelled, and what a mistyped word was meant to be.

People type in a hurry and names have many spellings: "airstirkes", "Palmira". Two things help: words are compared by
their runs of letters, so that one wrong letter costs little; and a word that neither the store nor the language knows
is read as the nearest word that the store does know.
"""

from __future__ import annotations

import calendar
import math
import re
import threading
import unicodedata
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from functools import lru_cache

import numpy as np
import snowballstemmer

from knowledge.times import read_times
from retrieval.word_tables import words_in

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
    return f"^{'$^'.join(words)}$" if words else ""


def shares_spelled(words: Sequence[str], texts: Sequence[str]) -> np.ndarray:
    """Which share of each word's runs stands in each text: 1 when the word does, 0 when nothing like it does.

    A text is what `marked` makes of it. One row a text, one column a word. All texts are looked through at once, since
    each word of a claim is held against each of some hundred statements.

    >>> shares_spelled(["airstrike", "homs"], [marked(["airstrikes"])]).tolist()
    [[0.875, 0.0]]
    """
    of_word = [runs_of(word) for word in words]
    # Only a word of one letter has a run of less than four.
    known = {run: number for number, run in enumerate(dict.fromkeys(r for runs in of_word for r in runs))}
    whole = [run for run in known if len(run) == RUN]
    there = np.zeros((len(texts), len(known)))
    printed = _numbered("".join(texts))
    if whole and len(printed):
        wanted = _numbered("".join(whole))[::RUN]
        order = wanted.argsort()
        # Most runs are none of the claim's; a small table tells nearly all of these apart before they are looked up.
        table = np.zeros(1 << _TABLE, dtype=bool)
        table[_slot(wanted)] = True
        at = np.flatnonzero(table[_slot(printed)])
        found = np.minimum(np.searchsorted(wanted, printed[at], sorter=order), len(order) - 1)
        meant = order[found]
        same = wanted[meant] == printed[at]
        numbers = np.array([known[run] for run in whole])
        ends = np.cumsum([len(text) for text in texts])
        there[np.searchsorted(ends, at[same], side="right"), numbers[meant[same]]] = 1.0
    for run in known.keys() - set(whole):
        there[:, known[run]] = [run in text for text in texts]
    belongs = np.zeros((len(known), len(words)))
    for column, runs in enumerate(of_word):
        belongs[[known[run] for run in runs], column] = 1.0
    return np.asarray((there @ belongs) / [len(runs) for runs in of_word] if words else np.zeros((len(texts), 0)))


#: How many bits the small table of runs is addressed with, and an odd number that spreads them over it.
_TABLE, _SPREAD = 14, np.uint64(0x9E3779B97F4A7C15)


def _slot(numbers: np.ndarray) -> np.ndarray:
    return (numbers * _SPREAD) >> np.uint64(64 - _TABLE)


def _numbered(text: str) -> np.ndarray:
    """Each four letters in a row as one number, by where they begin."""
    # Sixteen bits each: of a letter that has more, as no alphabet in use does, the lower ones tell enough.
    letters = np.frombuffer(text.encode("utf-32-le"), dtype=np.uint32).astype(np.uint16)
    numbers: np.ndarray = np.ndarray(
        max(0, len(letters) - RUN + 1), dtype=np.uint64, buffer=letters, strides=(letters.itemsize,)
    )
    return numbers.copy()


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


_OWNING = re.compile(r"['’]s?$")
#: "Wasnt", "DIDNT", "is'nt": in a hurry the mark is left out, or misplaced.
_NOT = re.compile(
    r"\b(is|was|are|were|do|does|did|has|have|had|ca|could|wo|would|should|must)[\'’]?(n)(t)\b", re.IGNORECASE
)


def with_apostrophes(text: str) -> str:
    """The text with the mark in its negations, without which "didnt kill" is read as "kill".

    >>> with_apostrophes("they didnt say it WASNT a mosque, and weren't asked")
    "they didn't say it WASN'T a mosque, and weren't asked"
    """
    return _NOT.sub(r"\1\2'\3", text)


def spelled_out(text: str) -> str:
    """The text with the short forms of chats as reports print them: neither the model nor a report knows "civs".

    A name in capitals may be spelled so, too, and stays.

    >>> spelled_out("12 civs and 3 ppl killed, govt says"), spelled_out("the CIVS report")
    ('12 civilians and 3 people killed, government says', 'the CIVS report')
    >>> spelled_out("40 dead in 24h"), spelled_out("24hrs of raids")
    ('40 dead in 24 hours', '24 hours of raids')
    >>> spelled_out("2 mill hongkongers marched"), spelled_out("3 mill workers died")
    ('2 million hongkongers marched', '3 mill workers died')
    >>> spelled_out("40 dead in the raid of 7 feb 18"), spelled_out("on 7 feb 18 men died")
    ('40 dead in the raid of 7 February 2018', 'on 7 feb 18 men died')
    """
    text = _MILLIONS.sub(r"\1 million", text)
    full = _HOURS.sub(r"\1 hours", _SHORT.sub(lambda word: _FULL.get(word.group(), word.group()), text))
    days = [day.span for day in read_times(full) if day.span and (day.end - day.start).days == 1]
    for span in reversed(days):
        if short := _SHORT_YEAR.search(full, span.start, span.end):
            month = next(
                name for name in calendar.month_name if name and name.lower().startswith(short["month"].lower())
            )
            full = f"{full[: short.start()]}{month} 20{short['year']}{full[short.end() :]}"
    return full


#: The month and the year of "7 feb 18", at the end of a date.
_SHORT_YEAR = re.compile(r"\b(?P<month>[A-Za-z]{3})(?:[a-z]*|\.) (?P<year>[012]\d)\Z")


_FULL: dict[str, str] = {
    each: full
    for full, *forms in map(str.split, words_in("spelling", "short"))
    for form in forms
    for each in (form, form.capitalize())
}
_HOURS = re.compile(r"(?<![\w.,:])(\d{1,3}) ?(?:h|hr|hrs)(?![\w'’])")
#: "1.5 mill people"; a mill has workers, and there may be several.
_MILLIONS = re.compile(
    r"(?<![\w.,:])(\d{1,3}(?:[.,]\d{1,2})?) ?mill(?![\w'’])"
    rf"(?! (?:{'|'.join(words_in('spelling', 'of_a_mill'))})\b)",
    re.IGNORECASE,
)
_SHORT = re.compile(rf"(?<![\w@#/.'’-])(?:{'|'.join(map(re.escape, _FULL))})(?![\w@/'’]|\.\w)")


def unowned(word: str) -> str:
    """A name without the ending of whoever owns something.

    >>> unowned("Weil's"), unowned("Jones’"), unowned("Kalden")
    ('Weil', 'Jones', 'Kalden')
    """
    return _OWNING.sub("", word)


def plain(word: str) -> str:
    """A word without accents, as the full-text index keeps it.

    >>> plain("málaga")
    'malaga'
    """
    return "".join(c for c in unicodedata.normalize("NFD", word) if not unicodedata.combining(c))


#: What a word may have taken on, and what stands there without it: "gassed", "tries", "making".
_ENDINGS = re.compile(r"(?P<doubled>(?P<twice>[bdfglmnprst])(?P=twice))?(?P<ending>ed|ing|er|ers|es|s|ies|ied|ly)$")

_THRICE = re.compile(r"(.)\1\1")


def plain_forms(word: str) -> tuple[str, ...]:
    """A word, and the words it may be a form of: what the language knows without its ending is no slip.

    >>> plain_forms("gassed"), plain_forms("besieging"), plain_forms("homs")
    (('gassed', 'gass', 'gas', 'gasse'), ('besieging', 'besieg', 'besiege'), ('homs', 'hom'))
    """
    found = _ENDINGS.search(word)
    if found is None or word[-2:] in ("ss", "us", "is") or _THRICE.search(word):
        return (word,)
    if found.start("ending") < SHORTEST_MISTYPED - 1:
        return (word,)
    ending = found["ending"]
    bare = word[: found.start("ending")]
    if ending in ("ies", "ied"):
        return (word, bare + "y", bare + "ie")
    once = (bare[:-1],) if found["doubled"] else ()
    return (word, bare, *once, *((bare + "e",) if ending not in ("s", "ly") else ()))


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
