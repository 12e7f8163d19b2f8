"""Patterns of words that stand in few texts, in whatever letters: sooner found out than by `re.IGNORECASE`.

That flag tries every word of a table at every letter of a text. In a text in small letters most are passed over at
once, so it is asked first whether the words stand there; where they do, the pattern is held against the text itself.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache

#: Letters that `re.IGNORECASE` takes for an i or an s, and that no small letter tells.
_ODD = ("İ", "ı", "ſ")
#: What that flag takes for a letter besides its small and its capital form.
_ALSO = {"i": "İı", "s": "ſ", "k": "\u212a"}
#: No pattern looks further back than so many letters before the place where it fits.
_BEHIND = 80
#: A capital letter of a pattern; what follows a "\\" or a "(?" has a meaning of its own: "(?P<name>".
_CAPITAL = re.compile(r"\\.|\(\?P[<=]\w+|\(\?[A-Za-z-]+(?=[:)])|[A-Z]", re.DOTALL)


class Caseless:
    """A pattern that fits words in whatever letters, as with `re.IGNORECASE`.

    >>> found = Caseless(r"\\b(?:Denied|refuted)\\b").search("The mayor DENIED it")
    >>> found.group() if found else None
    'DENIED'
    """

    __slots__ = ("_small", "_whole")

    def __init__(self, pattern: str) -> None:
        self._whole = re.compile(pattern, re.IGNORECASE)
        self._small = re.compile(_CAPITAL.sub(lambda at: at[0] if at[0][0] in "\\(" else at[0].lower(), pattern))

    def search(self, text: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        """Where it fits first, between these places; None where it fits nowhere."""
        return self._whole.search(text, start, end) if self._may_fit(text, start, end) else None

    def match(self, text: str, at: int = 0) -> re.Match[str] | None:
        """How it fits at one place; None where it does not."""
        return self._whole.match(text, at)

    def fullmatch(self, text: str) -> re.Match[str] | None:
        """How it fits all of a text; None where it does not."""
        return self._whole.fullmatch(text)

    def finditer(self, text: str, start: int = 0, end: int = sys.maxsize) -> Iterator[re.Match[str]]:
        """Wherever it fits between these places, in order."""
        return self._whole.finditer(text, start, end) if self._may_fit(text, start, end) else iter(())

    def sub(self, instead: str | Callable[[re.Match[str]], str], text: str) -> str:
        """The text with something else wherever it fits."""
        return self._whole.sub(instead, text) if self._may_fit(text) else text

    def split(self, text: str) -> list[str]:
        """What stands between the places where it fits."""
        return self._whole.split(text) if self._may_fit(text) else [text]

    def _may_fit(self, text: str, start: int = 0, end: int = sys.maxsize) -> bool:
        """Whether the words may stand in a text, as its small letters tell."""
        if start or end != sys.maxsize:
            text = text[max(0, start - _BEHIND) : end]
        looked_into = _looked_into(text)
        stands = looked_into.held.get(self)
        if stands is None:
            stands = looked_into.held[self] = looked_into.is_odd or self._small.search(looked_into.small) is not None
        return stands


class Rows:
    """Rows of words, each a pattern, of which most texts have none: one look shows that.

    >>> Rows([["schools?"], ["mosques?", "church"]]).standing_in("a Church and a mosque")
    frozenset({1})
    """

    __slots__ = ("_any", "each")

    def __init__(self, rows: Sequence[Sequence[str]]) -> None:
        self._any = Caseless(_any_of(word for row in rows for word in row))
        self.each = tuple(Caseless(_any_of(row)) for row in rows)

    def standing_in(self, text: str) -> frozenset[int]:
        """The rows of which a word stands in a text, by their number."""
        if self._any.search(text) is None:
            return frozenset()
        return frozenset([at for at, row in enumerate(self.each) if row.search(text) is not None])


def any_in_whatever_letters(words: Iterable[str]) -> str:
    """A part of a pattern that `re.IGNORECASE` goes with: any of these plain words, the first of them that fits.

    A letter with which none begins is passed over at one look; that flag alone tries every word of a table there.

    >>> found = re.search(any_in_whatever_letters(["told", "said so", "said"]), "He SAID so", re.IGNORECASE)
    >>> found.group() if found else None
    'SAID so'
    """
    behind: dict[str, list[str]] = {}
    for word in words:
        behind.setdefault(word[0].lower(), []).append(re.escape(word[1:]))
    each = (f"(?-i:[{_ALSO.get(first, '')}{re.escape(first + first.upper())}])" for first in behind)
    return "|".join(f"{first}(?:{'|'.join(rest)})" for first, rest in zip(each, behind.values(), strict=True))


def _any_of(words: Iterable[str]) -> str:
    return rf"\b(?:{'|'.join(words)})\b"


class _LookedInto:
    """A text in small letters, with what was looked for in it: which words may stand there and which do not."""

    __slots__ = ("held", "is_odd", "small")

    def __init__(self, text: str) -> None:
        self.small = text.lower()
        self.is_odd = not text.isascii() and any(letter in text for letter in _ODD)
        self.held: dict[Caseless, bool] = {}


# Two in three questions were asked of the same text before, for another figure of it or for another claim. They are
# kept by who asks and not by the pattern: to look a long pattern up, all of it is gone through again.
@lru_cache(maxsize=8_000)
def _looked_into(text: str) -> _LookedInto:
    return _LookedInto(text)
