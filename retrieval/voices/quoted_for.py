"""Whether a report gives somebody's name for a figure in one of its sentences, whoever was made out as its speaker."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from knowledge.model import Finding, Quantity, Speaker
from knowledge.quantities import read_quantities
from knowledge.sentences import split
from knowledge.speakers import fold, outlet_of, row_of
from retrieval.origins.lending import is_or_rounds
from retrieval.origins.names import known_in, words_of_table
from retrieval.word_tables import any_of

#: A shorter name may be any word.
_SHORTEST = 3
_TELLING = any_of("caveats", "telling")


def number_quoted_for(own: Quantity, finding: Finding, voices: Iterable[Speaker]) -> float | None:
    """The number that a report has in the name of one of these, where its own figure is that or rounds it.

    So it is where the sentence itself goes on "state television reported on Monday", or the next has "the monitor said"
    with the number again; None where no sentence has both.
    """
    names = frozenset(name for voice in voices for name in _names_of(voice))
    given = {
        q.value
        for q in _figures_told_by(finding.article.text, names)
        if "vague" not in (own.bound, q.bound) and is_or_rounds(own, q)
    }
    return own.value if own.value in given else given.pop() if len(given) == 1 else None


@lru_cache(maxsize=1_000)
def _figures_told_by(text: str, names: frozenset[str]) -> tuple[Quantity, ...]:
    """The figures in the sentences of a text that say that one of these names has said something."""
    if not names:
        return ()
    telling = _tells(names)
    told = [span.of(text) for span in split(text) if telling.search(_plain(span.of(text)))]
    return tuple(quantity for sentence in told for quantity in read_quantities(sentence))


@lru_cache(maxsize=200)
def _tells(names: frozenset[str]) -> re.Pattern[str]:
    """Somebody's name with a word for saying right behind it, or "according to" before it."""
    called = "|".join(re.escape(name) for name in sorted(names, key=lambda name: (-len(name), name)))
    return re.compile(
        rf"\b(?:{called}) (?:also |has |have |had )?(?:{_TELLING})\b|\baccording to (?:the )?(?:[\w-]+ )?(?:{called})\b"
    )


def _names_of(voice: Speaker) -> tuple[str, ...]:
    """How a voice may be printed, folded: by its name, by its long name, and by whatever the tables know it as."""
    row, outlet = row_of(voice), outlet_of(voice.name)
    known = (voice.name, known_in(voice.name), *(row.aliases if row else ()), *(outlet.aliases if outlet else ()))
    return tuple({plain for name in known if len(plain := _plain(name)) >= _SHORTEST})


def _plain(words: str) -> str:
    """Words folded, a television under one word: "state TV" is "state television"."""
    return _television().sub("television", fold(words))


@lru_cache(maxsize=1)
def _television() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, words_of_table('television')))})\b")
