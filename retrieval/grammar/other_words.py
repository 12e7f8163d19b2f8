"""Words of which each tells one thing: "sacked" and "dismissed", "never went to the plant" and "did not visit it"."""

from __future__ import annotations

from functools import cache

from retrieval.grammar.withheld import CLAUSES, NEGATION
from retrieval.ranking import words_of
from retrieval.word_tables import worded, words_in

#: Rows of words for one thing, each called by one of them, and that by its stem.
ALIKE = {row: words_of(row)[0] for row in ("visit", "died", "beheaded", "deliberate", "mistake", "conceal", "dispute")}


def with_other_words(text: str) -> str:
    """A text, with the other words for what it tells: of "sacked" also "dismissed", for "on purpose" also "deliberate".

    >>> with_other_words("They bombed it on purpose"), with_other_words("It lay in the harbour")
    ('They bombed it on purpose deliberate', 'It lay in the harbour')
    """
    return " ".join((text, *_rows_of(text, "alike"), *alike_in(text)))


def with_kindred_words(text: str) -> str:
    """The same, with words that may tell the same and may not: of "surgery" also "hospital"."""
    return " ".join((with_other_words(text), *_rows_of(text, "kindred")))


def _rows_of(text: str, row: str) -> tuple[str, ...]:
    known = set(words_of(text))
    return tuple(words for words, stems in _of_one_thing(row) if known & stems)


@cache
def _of_one_thing(row: str) -> tuple[tuple[str, frozenset[str]], ...]:
    """The words of this row of the table that tell one thing, each group with its stems."""
    return tuple((words, frozenset(words_of(words))) for words in words_in("other_words", row))


def alike_in(text: str) -> tuple[str, ...]:
    """The rows of which a text has words, by what they are called."""
    return tuple(row for row in ALIKE if worded("other_words", row).search(text))


def is_of_another_intent(claim: str, words: str) -> bool:
    """Whether one of two texts has a deed meant and the other has it a mistake.

    Whoever says that it was meant may add what the doers call it: a mistake.

    >>> is_of_another_intent("they bombed it on purpose and called it a mistake", "The navy says misidentification.")
    True
    >>> is_of_another_intent("they bombed it on purpose and called it a mistake", "Velmar says deliberate.")
    False
    >>> is_of_another_intent("they bombed it by mistake", "Velmar says that it was no accident.")
    True
    """
    return {_is_meant(claim), _is_meant(words)} == {True, False}


def _is_meant(text: str) -> bool | None:
    """Whether a text has a deed meant, or no mistake; None where it says neither."""
    for row, is_meant in (("deliberate", True), ("mistake", False)):
        if found := worded("other_words", row).search(text):
            clause = CLAUSES.split(text[: found.start()])[-1].rpartition(",")[2]
            return is_meant is (NEGATION.search(clause) is None)
    return None
