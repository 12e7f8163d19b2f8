"""Finding names: the longest stretches of a text that the atlas knows, whether or not they are meant as places."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NamedTuple

from knowledge.places.atlas import Atlas, Row
from knowledge.places.folding import ARTICLES, fold_word, plain
from knowledge.word_lists import any_of

_LONGEST = 6
_TOKEN = re.compile(r"U\.S\.(?:A\.)?|U\.K\.|[^\W\d_]+(?:['\u2019\u02bc\u02bf`](?!s\b)[^\W\d_]+)*(?:-?\d(?!\d))?")
_INNER = re.compile(r"[ \u00a0\u2010\u2011-]|\. | - ")
#: The words that a place stands behind: "near", "in the city of", "reached", "outskirts of".
LOCATIVE = re.compile(
    r"\b(?:in|near|at|outside|inside|around|across|throughout|towards?|into|within|over|from|to|of|between|through|via"
    r"|north|south|east|west|northeast|northwest|southeast|southwest|on|entering|leaving|reach(?:ed|es)?|beyond|against"
    rf"|(?:{any_of('kinds_of_places')})\s+of"
    r"|(?:battle|fight|campaign|offensive|struggle)\s+for)"
    rf"(?:\s+the)?(?:\s+(?:{any_of('beside_the_name_of_a_place')})(?:\s+of)?)"
    r"*\s+$",
    re.IGNORECASE,
)
_COUNTRY_OF_LETTERS = {
    "US": "united states",
    "GB": "united kingdom",
    "HK": "hong kong",
    "AE": "united arab emirates",
    "CD": "democratic republic of the congo",
    "KP": "north korea",
}


#: Who types no capitals types a message, and no report.
A_MESSAGE = 120


class Token(NamedTuple):
    """One word of the text, with the key that its spellings share."""

    start: int
    end: int
    word: str
    key: str
    capital: bool


@dataclass(frozen=True, slots=True)
class Words:
    """One text as its words, with what its capitals are worth."""

    text: str
    tokens: tuple[Token, ...]
    #: Nobody took the trouble of capitals: "strikes in homs", "US strikes in homs".
    quiet: bool
    #: A headline in capitals throughout.
    shouted: bool
    #: Whether capitals mean something here: not in a headline that gives every word one.
    mixed: bool


@dataclass(frozen=True, slots=True)
class Name:
    """A name that the atlas knows, with every place it may mean."""

    first: int
    last: int
    start: int
    end: int
    rows: tuple[Row, ...]
    key: str
    folded: bool


def split_words(text: str) -> Words:
    """The words of a text, and whether its capitals tell names from other words.

    >>> [token.word for token in split_words("Near Deir ez-Zor, the U.S. struck.").tokens]
    ['Near', 'Deir', 'ez', 'Zor', 'the', 'U.S.', 'struck']
    >>> split_words("strikes in homs").quiet, split_words("STRIKES IN HOMS").shouted
    (True, True)
    >>> split_words("US says 180 were killed in raqqa").quiet, split_words("US jets hit Raqqa").quiet
    (True, False)
    """
    tokens = tuple(
        [
            Token(match.start(), match.end(), word, _key(word), word[0].isupper())
            for match in _TOKEN.finditer(text)
            if len(word := match.group()) < 40
        ]
    )
    typed = len(text) < A_MESSAGE and not text.isupper()
    named = [token for token in tokens if token.capital and not (typed and _initials(token.word))]
    quiet = not named or (len(text) < 60 and named == [tokens[0]])
    longer = [token for token in tokens if len(token.word) > 3]
    mixed = sum(token.capital for token in longer) <= 0.7 * len(longer)
    return Words(text, tokens, quiet, text.isupper(), mixed)


def _initials(word: str) -> bool:
    """Whether a word is written in capitals by whoever writes none: "US", "ISIS"."""
    return word.isupper() and 1 < len(word) < 6


def _key(word: str) -> str:
    return word.lower() if word.isascii() and word.isalpha() else plain(word)


def find_names(words: Words, known: Atlas) -> list[Name]:
    """The longest names that the atlas knows, from left to right, without overlap."""
    names: list[Name] = []
    at = 0
    while at < len(words.tokens):
        name = _longest(words, at, known) if _may_begin(words, at, known) else None
        if name is None:
            at += 1
            continue
        if name.rows[0].sort != "none":
            names.append(name)
        at = name.last + 1
    return names


def _may_begin(words: Words, at: int, known: Atlas) -> bool:
    token = words.tokens[at]
    if token.capital:
        return True
    if not words.quiet and token.key not in known.sides and token.key not in ARTICLES:
        return False
    after = words.tokens[at + 1] if at + 1 < len(words.tokens) else None
    if token.key in known.sides and after and (after.capital or after.key in known.sides):
        return True
    if token.key in ARTICLES and after and after.capital and after.start == token.end + 1:
        # "at Hasaka" is a preposition; "at-Tanf" is an article.
        return words.text[token.end] == "-" or token.key in ("al", "el", "ar", "ash")
    before = max(0, token.start - 40), token.start
    return words.quiet and len(token.word) >= 2 and bool(LOCATIVE.search(words.text, *before))


def _longest(words: Words, at: int, known: Atlas) -> Name | None:
    tokens = words.tokens
    last = at
    # Most words begin no name of several.
    may_go_on = tokens[at].key in ARTICLES or known.begins(tokens[at].key)
    while (
        may_go_on
        and last + 1 < len(tokens)
        and last - at + 1 < _LONGEST
        and _INNER.fullmatch(words.text, tokens[last].end, tokens[last + 1].start)
    ):
        last += 1
    for end in range(last, at - 1, -1):
        if _may_end(words, at, end, known) and (name := _known(words, at, end, known)) is not None:
            return name
    letters = known.letters.get(tokens[at].word)
    if not letters:
        return None
    rows = tuple(
        Row(row.name, row.country, row.province, row.sort, row.people) for row in _country_rows(known, letters)
    )
    return Name(at, at, tokens[at].start, tokens[at].end, rows, tokens[at].word, False) if rows else None


def _may_end(words: Words, at: int, end: int, known: Atlas) -> bool:
    """Whether a name may end here: not with an article, and in small letters only with a word that names go on with."""
    token = words.tokens[end]
    if end > at and token.key in ARTICLES:
        return False
    if words.quiet:
        return True
    if end > at and not token.capital and token.key not in known.going_on:
        return False
    return any(one.capital for one in words.tokens[at : end + 1])


def _known(words: Words, at: int, end: int, known: Atlas) -> Name | None:
    """The name of these words as it is spelled, else as it folds."""
    tokens = words.tokens[at : end + 1]
    start, stop = tokens[0].start, tokens[-1].end
    key = " ".join(token.key for token in tokens)
    if key in known.never:
        return None
    if rows := known.rows(key):
        return Name(at, end, start, stop, rows, key, False)
    own = [token for token in tokens if token.key not in ARTICLES]
    if any(token.key in known.small for token in own):
        return None
    if len(own) == 1 and (own[0].key in known.never or (len(tokens) == 1 and len(own[0].key) < 5)):
        return None
    if tokens[0].key in ("at", "as", "an", "in") and words.text[tokens[0].end : tokens[0].end + 1] == " ":
        return None
    folded = "".join(fold_word(token.key) for token in own)
    if len(folded) < (3 if len(own) < len(tokens) and tokens[0].key in ARTICLES else 4):
        return None
    if words.quiet and len(folded) < (5 if len(own) == 1 else 7):
        return None
    rows = known.folded_rows(folded)
    return Name(at, end, start, stop, rows, key, True) if rows else None


def _country_rows(known: Atlas, code: str) -> tuple[Row, ...]:
    return tuple(row for row in known.rows(_COUNTRY_OF_LETTERS.get(code, code)) if row.sort == "country")
