"""Transliterations folded: one key for the spellings of one name, so that Deir ez-Zor is found as Dayr az-Zawr."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

#: Countries whose place names reach English by many transliterations.
FOLDED = frozenset(
    ("SY", "IQ", "YE", "LY", "PS", "LB", "SD", "SO", "AF", "UA", "IR", "JO", "SA", "EG", "IL", "RU", "BY")
)

#: The Arabic article as news spells it: al-Raqqa, Ar Raqqah, Deir ez-Zor, Hama esh-Sharqi.
ARTICLES = frozenset(
    [
        "al",
        "el",
        "ad",
        "ed",
        "ar",
        "er",
        "as",
        "es",
        "at",
        "et",
        "az",
        "ez",
        "an",
        "en",
        "ash",
        "esh",
        "ath",
        "adh",
        "ul",
        "il",
        "aş",
    ]
)


@lru_cache(maxsize=20_000)
def plain(name: str) -> str:
    """The name in small letters without marks, apostrophes and hyphens: what every spelling of the same letters shares.

    >>> plain("Dayr az-Zawr"), plain("Ḩamāh"), plain("Mar’a")
    ('dayr az zawr', 'hamah', 'mara')
    """
    if not name.isascii():
        name = "".join(letter for letter in unicodedata.normalize("NFKD", name) if not unicodedata.combining(letter))
    name = _MARKS.sub("", name.casefold())
    return " ".join(_GAPS.sub(" ", name).split())


_MARKS = re.compile("['`\u2018\u2019\u02bc-\u02bf\u02b9\u02bb\u00b4]")
_GAPS = re.compile(r"[\W_]+")


@lru_cache(maxsize=20_000)
def fold(name: str) -> str:
    """One key for the transliterations of one name; articles, doubled letters and kindred vowels fall together.

    It is for comparing, never for printing, and it confuses some names that differ; ask the atlas, not the key alone.

    >>> fold("Deir Ezzor") == fold("Deir ez-Zor") == fold("Deir al-Zor") == fold("Dayr az-Zawr")
    True
    >>> fold("Badia") == fold("al-Badiyah"), fold("Raqqa") == fold("Ar-Raqqah"), fold("Kiev") == fold("Kyiv")
    (True, True, True)
    >>> fold("Homs") == fold("Hama")
    False
    """
    words = plain(name).split()
    return "".join(fold_word(word) for word in words if word not in ARTICLES) or "".join(map(fold_word, words))


_RULES: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), to)
    for pattern, to in (
        # "Ezzor" and "Arraqqa" carry the article in their first two letters.
        (r"^[ae]([sztdnr])(?=\1[a-z]{2})", ""),
        (r"kh", "h"),
        (r"gh", "g"),
        (r"dh", "d"),
        (r"th", "t"),
        (r"d[jz]h?|zh", "j"),
        (r"ch", "sh"),
        (r"[qc]", "k"),
        (r"(?:ah|eh|é|e)$", "a"),
        (r"(?:ai|ay|ei|ey|ee|ie)(?![aeiou])", "i"),
        (r"(?:aw|au|ow|ou|oo)(?![aeiou])", "o"),
        (r"[uo]?w(?=[aeiou])", "w"),
        (r"[uw](?![aeiou])|u", "o"),
        (r"[ey]", "i"),
        (r"(.)\1+", r"\1"),
        (r"(?<=[aio])h$", ""),
    )
)


@lru_cache(maxsize=20_000)
def fold_word(word: str) -> str:
    """The folded key of one plain word."""
    for pattern, to in _RULES:
        word = pattern.sub(to, word)
    return word
