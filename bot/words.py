"""The interface's own words in the reader's language. What is quoted stays in the language it was said in."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache


@dataclass(frozen=True, slots=True)
class Words:
    """The interface in one language; English is what the code says."""

    language: str = "en"

    def say(self, english: str, **values: object) -> str:
        """A sentence of the interface; `{name}` in it is filled in.

        >>> Words().say("{count} buttons", count=3)
        '3 buttons'
        """
        return english.format(**values) if values else english

    def count(self, one: str, many: str, n: int, **values: object) -> str:
        """A sentence with a number in it, in the form that the number wants; `{n}` is the number.

        >>> Words().count("{n} report", "{n} reports", 1)
        '1 report'
        """
        return (one if n == 1 else many).format(n=n, **values)


@cache
def words_in(language: str | None) -> Words:
    """The interface in a language, by its code ("ru", "pt-BR"); in English where there is no other."""
    return Words()
