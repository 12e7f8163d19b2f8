"""The short lists of words by which sentences and clauses are told apart, from a table that an editor keeps."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files


@cache
def _lists() -> dict[str, frozenset[str]]:
    table = tomllib.loads((files("knowledge") / "word_lists.toml").read_text("utf-8"))
    return {name: frozenset(row["words"]) for name, row in table.items()}


def words_in(name: str) -> frozenset[str]:
    """The words of one list of word_lists.toml.

    >>> "who" in words_in("relatives")
    True
    """
    return _lists()[name]
