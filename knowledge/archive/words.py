"""The words leg and the figures leg: statements found by what they say and by what they count."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date

import sqlalchemy as sa

from knowledge.archive import tables
from knowledge.archive.database import fact_in, revision_in, rows_in, set_fact
from knowledge.model import Quantity

# Written out once: what a card asks is asked some fifteen times, and putting a query together takes longer than
# answering it. One list of words is one value, however long it is.
_COUNTED_WORDS = "SELECT stem, statements FROM word_counts WHERE stem IN (SELECT value FROM json_each(:stems))"
_LIVING_WORDS = "SELECT term, doc FROM words_known WHERE term IN (SELECT value FROM json_each(:stems))"
# The best are chosen first and named afterwards, or the name of every statement would be read.
_SAYING = (
    "SELECT statements.id, best.score FROM (SELECT rowid AS row, -bm25(words, 1.0, 0.4) AS score FROM words"
    " WHERE words MATCH :asked ORDER BY score DESC LIMIT :limit) AS best"
    " JOIN statements ON statements.row = best.row ORDER BY best.score DESC"
)
# From the figure upwards and downwards, along the index, until there are enough; some statements count three things.
_NEAR_FIGURES = (
    "SELECT statements.id FROM (SELECT row, min(gap) AS gap FROM"
    " (SELECT * FROM (SELECT statement_row AS row, value - :value AS gap FROM figures"
    " WHERE unit = :unit AND value >= :value AND value <= :value * 4 ORDER BY value, statement_row LIMIT 3 * :limit)"
    " UNION ALL SELECT * FROM (SELECT statement_row AS row, :value - value AS gap FROM figures"
    " WHERE unit = :unit AND value < :value AND value >= :value / 4.0"
    " ORDER BY value DESC, statement_row LIMIT 3 * :limit))"
    " GROUP BY row ORDER BY gap, row LIMIT :limit) AS near"
    " JOIN statements ON statements.row = near.row ORDER BY near.gap, near.row"
)
# Each statement once, those whose figure is nearest first.
_FIGURES_OF_DAYS = (
    "SELECT statements.id FROM (SELECT statement_row AS row, min(abs(value - :value)) AS gap FROM figures"
    " WHERE unit IN (SELECT value FROM json_each(:units)) AND state = :state AND day BETWEEN :first AND :last"
    " GROUP BY row ORDER BY gap, row LIMIT :limit) AS near"
    " JOIN statements ON statements.row = near.row ORDER BY near.gap, near.row"
)
#: More words than this are not remembered between questions.
MOST_REMEMBERED = 200_000


@dataclass(slots=True)
class _Vocabulary:
    """What one revision's words have been asked for: in how many statements each stands."""

    revision: int
    total: int | None = None
    statements: dict[str, int] = field(default_factory=dict)


class Words:
    """What the statements say, asked through one connection; a word that was counted is remembered for its revision."""

    def __init__(self) -> None:
        self._vocabulary = _Vocabulary(-1)

    def rarity(self, connection: sa.Connection, stems: Sequence[str]) -> dict[str, float]:
        """How rare each of these stemmed words is: 0 for one that stands in every statement."""
        known = self.occurrences(connection, stems)
        total = self._total(connection)
        return {stem: rarity_of(known.get(stem, 0), total) for stem in stems}

    def occurrences(self, connection: sa.Connection, stems: Collection[str]) -> dict[str, int]:
        """In how many statements these words stand; asked of the database once a word and revision."""
        revision = revision_in(connection)
        vocabulary = self._vocabulary
        if vocabulary.revision != revision or len(vocabulary.statements) > MOST_REMEMBERED:
            vocabulary = self._vocabulary = _Vocabulary(revision)
        new = [stem for stem in stems if stem not in vocabulary.statements]
        if new:
            vocabulary.statements.update(dict.fromkeys(new, 0) | _occurrences(connection, new))
        return {stem: count for stem in stems if (count := vocabulary.statements.get(stem))}

    def _total(self, connection: sa.Connection) -> int:
        """How many statements there are; counting a million takes longer than finding one."""
        vocabulary = self._vocabulary
        if vocabulary.total is None:
            counted = connection.execute(sa.select(sa.func.count()).select_from(tables.statements))
            vocabulary.total = int(counted.scalar_one())
        return vocabulary.total


def count_words(connection: sa.Connection) -> None:
    """Count in how many statements each word stands; until then, every question counts for itself."""
    connection.execute(tables.word_counts.delete())
    connection.execute(sa.text("INSERT INTO word_counts SELECT term, doc FROM words_known"))
    set_fact(connection, "words counted", str(revision_in(connection)))


def saying(connection: sa.Connection, words: Sequence[str], limit: int) -> tuple[tuple[str, float], ...]:
    """Statements that use these words, best first: (id, BM25 score, higher is better). Rare words weigh more."""
    asked = " OR ".join('"' + re.sub(r"[^\w]", " ", word) + '"' for word in words if re.search(r"\w", word))
    if not asked:
        return ()
    return tuple((identity, float(score)) for identity, score in rows_in(connection, _SAYING, asked=asked, limit=limit))


def counting(connection: sa.Connection, quantity: Quantity, limit: int) -> tuple[str, ...]:
    """Statements that count the same thing in figures near this one, nearest first."""
    if not quantity.unit:
        return ()
    rows = rows_in(connection, _NEAR_FIGURES, unit=quantity.unit, value=quantity.value, limit=limit)
    return tuple(identity for (identity,) in rows)


def counting_on(
    connection: sa.Connection, quantity: Quantity, units: Collection[str], days: tuple[date, date], limit: int
) -> tuple[str, ...]:
    """Statements of reports of these days, the last included, that count any of these units with the same outcome."""
    first, last = (day.isoformat() for day in days)
    asked = {"units": json.dumps(list(units)), "state": quantity.state, "value": quantity.value, "limit": limit}
    rows = rows_in(connection, _FIGURES_OF_DAYS, first=first, last=last, **asked)
    return tuple(identity for (identity,) in rows)


def rarity_of(statements: int, total: int) -> float:
    """How rare a word is that stands in so many of all statements: 0 for one that stands in every one."""
    return max(0.0, math.log((total + 1) / (statements + 0.5)))


def _occurrences(connection: sa.Connection, stems: Sequence[str]) -> dict[str, int]:
    counted = fact_in(connection, "words counted")
    asked = _COUNTED_WORDS if counted == str(revision_in(connection)) else _LIVING_WORDS
    return dict(rows_in(connection, asked, stems=json.dumps(list(stems))))
