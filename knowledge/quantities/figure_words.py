"""The words around a figure, from `quantities.toml`: how the words hold it, and what makes it no count at all."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import cast

from knowledge.model import Bound
from knowledge.quantities.figure_lists import figure_table
from knowledge.quantities.words import split_words

Phrases = dict[str, list[tuple[tuple[str, ...], Bound]]]


@dataclass(frozen=True, slots=True)
class FigureWords:
    """`quantities.toml`, ready to be looked up."""

    #: Bounds before a figure, by the last word of the phrase; the longest first.
    before: Phrases
    #: Bounds behind a figure, by the first word of the phrase; the longest first.
    after: Phrases
    #: Bounds behind what is counted, by the first word of the phrase; the longest first.
    behind: Phrases
    nought: dict[str, list[tuple[str, ...]]]
    nobody: dict[str, list[tuple[str, ...]]]
    named: frozenset[str]
    months: frozenset[str]
    year_cues: frozenset[str]
    clock: frozenset[str]
    stops: frozenset[str]
    auxiliary: frozenset[str]
    lengths_of_time: tuple[str, ...]


def _phrases(rows: dict[str, list[str]], key: int) -> Phrases:
    table: Phrases = {}
    for bound, phrases in rows.items():
        for words in phrases:
            phrase = tuple(word.low for word in split_words(words))
            table.setdefault(phrase[key], []).append((phrase, cast(Bound, bound)))
    for entries in table.values():
        entries.sort(key=lambda entry: -len(entry[0]))
    return table


def _firsts(phrases: list[str]) -> dict[str, list[tuple[str, ...]]]:
    table: dict[str, list[tuple[str, ...]]] = {}
    for words in phrases:
        phrase = tuple(word.low for word in split_words(words))
        table.setdefault(phrase[0], []).append(phrase)
    return table


@cache
def figure_words() -> FigureWords:
    """The table, read once.

    >>> figure_words().before["over"][-1]
    (('over',), 'over')
    """
    rows = figure_table()
    return FigureWords(
        before=_phrases(rows["before"], -1),
        after=_phrases(rows["after"], 0),
        behind=_phrases(rows["behind"], 0),
        nought=_firsts(rows["nought"]["words"]),
        nobody=_firsts(rows["nought"]["alone"]),
        named=frozenset(rows["named"]["words"]),
        months=frozenset(rows["dates"]["months"]),
        year_cues=frozenset(rows["dates"]["year_cues"]),
        clock=frozenset(rows["dates"]["clock"]),
        stops=frozenset(rows["stops"]["words"]),
        auxiliary=frozenset(rows["auxiliary"]["words"]),
        lengths_of_time=tuple(rows["periods"]["nouns"]),
    )
