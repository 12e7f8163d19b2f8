"""Whether one sentence says what another says, or the opposite, where neither figures nor words have decided it.

A small network reads the claim and the statement together. It only ever adds doubt: what it calls a contradiction with
less than full assurance stays context, because a false "denies" is the worst error a card can make.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from knowledge.embedding import CrossReader
from knowledge.pairs import PairReader
from knowledge.store import Store
from retrieval.ranking import words_of
from retrieval.word_tables import table_of

Floats = NDArray[np.float32]

_NOT = re.compile(r"\b(?:not|no|never|none|nobody|neither|nor|cannot|without|\w+n['’]t)\b", re.IGNORECASE)
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_SENTENCE = re.compile(r"[^.!?]+[.!?]*")


@cache
def listed(row: str) -> tuple[str, ...]:
    """The words of this row of the table."""
    table = table_of("stance")
    return tuple(table[row]["words"])


@cache
def _pattern(row: str) -> re.Pattern[str]:
    words = sorted(listed(row), key=len, reverse=True)
    return re.compile(r"(?<![\w-])(?:" + "|".join(map(re.escape, words)) + r")(?![\w-])", re.IGNORECASE)


def count(row: str, text: str) -> int:
    """How often words of this row of the table stand in the text: "refuting", "hedging", "affirming".

    >>> count("refuting", "Officials denied the rumour")
    2
    """
    return len(_pattern(row).findall(text.replace("’", "'")))


def is_negated(text: str) -> bool:
    """Whether a word negates something in the text.

    >>> is_negated("It isn't so"), is_negated("It is so")
    (True, False)
    """
    return bool(_NOT.search(text))


SIGNS = 22


def signs(claim: str, statement: str, whole: str = "") -> Floats:
    """What can be counted in a claim and a statement: shared words, refuting words on either side, negation, numbers.

    `whole` is the article around the statement, where there is one. Shape (SIGNS,).
    """
    whole = whole or statement
    wanted = set(words_of(claim))
    sentences = [(s, set(words_of(s))) for s in _SENTENCE.findall(whole)]
    near = sum(1 for s, there in sentences if count("refuting", s) and len(there & wanted) >= 2)
    there = set(words_of(statement))
    share = len(wanted & there) / max(1, len(wanted))
    refuted, refuting = count("refuting", statement), count("refuting", claim)
    everywhere = count("refuting", whole)
    turned, turning = is_negated(statement), is_negated(claim)
    mine, theirs = set(_NUMBER.findall(claim)), set(_NUMBER.findall(statement))
    first = sentences[0][0] if sentences else ""
    return np.array(
        [
            share,
            len(wanted & there) / max(1, len(there)),
            min(refuted, 3) / 3,
            min(refuting, 2) / 2,
            bool(refuted) and not refuting,
            bool(refuting) and not refuted,
            bool(refuted) and bool(refuting),
            min(everywhere, 6) / 6,
            bool(everywhere) and not refuting,
            bool(refuting) and bool(everywhere),
            min(near, 3) / 3,
            count("refuting", first) > 0,
            turned,
            turning,
            turned != turning,
            bool(mine & theirs),
            bool(mine) and bool(theirs) and not mine & theirs,
            min(count("hedging", statement), 4) / 4,
            min(count("hedging", claim), 2) / 2,
            min(count("hedging", whole), 12) / 12,
            min(count("affirming", whole), 6) / 6,
            "?" in claim,
        ],
        dtype=np.float32,
    )


def most_telling(claim: str, sentences: Sequence[str], *, words: int = 60) -> str:
    """The sentences of an article that speak most of the claim, in the article's order, of so many words in all."""
    wanted = set(words_of(claim))

    def weight(place: int) -> float:
        sentence = sentences[place]
        shared = len(wanted & set(words_of(sentence))) / max(1, len(wanted))
        return shared + 0.25 * (place == 0) + 0.25 * min(1, count("refuting", sentence)) * (shared > 0) - 0.002 * place

    chosen: list[int] = []
    room = words
    for place in sorted(range(len(sentences)), key=weight, reverse=True):
        length = len(sentences[place].split())
        if length <= room or not chosen:
            chosen.append(place)
            room -= length
        if room < 8:
            break
    return " ".join(sentences[place] for place in sorted(chosen))


@dataclass(frozen=True, slots=True)
class Leaning:
    """How a statement leans towards a claim, as the model reads them: three shares that add up to one."""

    agrees: float
    disagrees: float
    neither: float


class Reads(Protocol):
    """Anything that reads claims and statements together: the small model that ships, or a larger one."""

    def __call__(self, pairs: Sequence[tuple[str, str]]) -> list[Leaning]:
        """One leaning a pair (claim, statement)."""
        ...


def stance_of(store: Store) -> Reads | None:
    """What reads claims and statements together for this store; nothing is opened before it is asked."""
    if store.stance == "none":
        return None

    def reads(pairs: Sequence[tuple[str, str]]) -> list[Leaning]:
        reader = store.pairs
        if isinstance(reader, CrossReader):
            return [Leaning(*map(float, row)) for row in reader.shares(pairs)]
        return LearnedStance(reader)(pairs) if reader is not None else []

    return reads


#: The heads of the model, as `training/stance` has taught them.
TASKS = ("sentence", "news", "debate")


class LearnedStance:
    """The small model that ships. A contradiction counts as far as both its readings agree on it."""

    def __init__(self, reader: PairReader) -> None:
        self._reader = reader

    def __call__(self, pairs: Sequence[tuple[str, str]]) -> list[Leaning]:
        """One leaning a pair: of a sentence against a sentence and of a headline against an article, the milder one."""
        shares = self.shares(pairs)[:, :2]
        leanings = []
        for sentence, news in shares:
            milder = sentence if sentence[1] <= news[1] else news
            leanings.append(Leaning(*(float(share) for share in milder)))
        return leanings

    def shares(self, pairs: Sequence[tuple[str, str]], wholes: Sequence[str] | None = None) -> Floats:
        """For each pair and task what the model gives to agrees, disagrees, neither: (pairs, tasks, 3)."""
        heads = self._reader.heads
        told = wholes or [""] * len(pairs)
        counted = [signs(claim, statement, whole) for (claim, statement), whole in zip(pairs, told, strict=True)]
        sign = np.array(counted, dtype=np.float32).reshape(-1, SIGNS)
        joined = np.concatenate(
            [self._reader.vectors(pairs), np.tanh(sign @ heads["signs"] + heads["signs_bias"])], axis=1
        )
        scores = (joined @ heads["stances"] + heads["stances_bias"]).reshape(-1, len(TASKS), 3)
        raised = np.exp(scores - scores.max(-1, keepdims=True))
        shares: Floats = raised / raised.sum(-1, keepdims=True)
        return shares
