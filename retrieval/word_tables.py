"""The tables of words that an editor changes, as patterns: any word of a row may stand there."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

from knowledge.caseless import Caseless


@cache
def table_of(name: str) -> dict[str, Any]:
    """A table of words as it is written, row by row, from whichever room it lies in."""
    return tomllib.loads(_tables()[name].read_text(encoding="utf-8"))


@cache
def _tables() -> dict[str, Traversable]:
    """Each table lies beside the code that it is for, and no two have one name."""
    house = files(__package__)
    lying = (file for room in (house, *house.iterdir()) if room.is_dir() for file in room.iterdir())
    return {file.name.removesuffix(".toml"): file for file in lying if file.name.endswith(".toml")}


@cache
def words_in(table: str, *rows: str) -> tuple[str, ...]:
    """The words of these rows of a table; a row is a list of words, or has one under "words"."""
    listed = (table_of(table)[row] for row in rows)
    return tuple(word for row in listed for word in (row["words"] if isinstance(row, dict) else row))


def any_of(table: str, *rows: str) -> str:
    """A pattern for any word of these rows of a table."""
    return "|".join(words_in(table, *rows))


def any_name(names: Iterable[str]) -> str:
    """A pattern for any of these names to the letter, the longest first: "Islamic State" is no end of a longer name.

    >>> any_name(("St. Kalden", "St. Kalden Mill"))
    'St\\\\.\\\\ Kalden\\\\ Mill|St\\\\.\\\\ Kalden'
    """
    return "|".join(map(re.escape, sorted(names, key=len, reverse=True)))


@cache
def worded(table: str, *rows: str) -> Caseless:
    """Any word of these rows as a word of its own, in whatever letters."""
    return Caseless(rf"\b(?:{any_of(table, *rows)})\b")


@cache
def each_of(table: str, row: str) -> tuple[Caseless, ...]:
    """Each pattern of a row by itself, in the order of the table."""
    return tuple(Caseless(pattern) for pattern in table_of(table)[row])
