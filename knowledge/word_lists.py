"""The short lists of words by which sentences, clauses and voices are told apart, from a table that an editor keeps."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files


@cache
def _lists() -> dict[str, tuple[str, ...]]:
    table = tomllib.loads((files("knowledge") / "word_lists.toml").read_text("utf-8"))
    return {name: tuple(row["words"]) for name, row in table.items()}


@cache
def words_in(name: str) -> frozenset[str]:
    """The words of one list of word_lists.toml.

    >>> "who" in words_in("relatives")
    True
    """
    return frozenset(_lists()[name])


@cache
def any_of(name: str) -> str:
    """A pattern for any word of one list, whose words are patterns themselves: "officials?".

    >>> any_of("relatives")
    'where|which|who|whom|whose'
    """
    return "|".join(_lists()[name])
