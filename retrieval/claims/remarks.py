"""Whether a sentence of a message tells of anything that somebody may have reported, or only remarks on it."""

from __future__ import annotations

from knowledge.places import read_places
from retrieval.claims.crowds import figures_claimed
from retrieval.grammar.clauses import figures_in, names_somewhere, verbs
from retrieval.grammar.naming import means_in
from retrieval.ranking import WORD
from retrieval.word_tables import worded


def counts_something(words: str) -> bool:
    """Whether words give a figure for something: "40 dead", not "on 4 August"."""
    return any(quantity.unit or quantity.counted for quantity in figures_claimed(words))


def tells_anything(words: str) -> bool:
    """Whether words say that something happened, or name who or where.

    >>> tells_anything("the mill of Kalden is gone"), tells_anything("how is this not on every front page")
    (True, False)
    """
    named = any(word[:1].isupper() for word in words.split()[1:])
    return (
        named
        or bool(figures_in(words))
        or _tells_a_deed(words)
        or names_somewhere(words)
        or bool(means_in(words))
        or any(place.province for place in read_places(words))
    )


def _tells_a_deed(words: str) -> bool:
    """Whether words have a verb for what was done, and not only for what was said: no "their spokesman told us"."""
    done = (word for word in WORD.findall(words) if word.lower() in verbs() and word.lower() not in _AUXILIARIES)
    return any(not worded("joined", "saying").fullmatch(word) for word in done)


_AUXILIARIES = frozenset(("was", "were", "has", "have"))
