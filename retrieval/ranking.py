"""From candidates to findings: how well each statement fits the claim, and why, in words a reader can check."""

from __future__ import annotations

import math
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

import snowballstemmer

from knowledge.archive import Stored
from knowledge.model import Claim, Finding, Place, Quantity
from knowledge.places import related
from knowledge.quantities import comparable

#: What each sign is worth. Meaning leads; rare words steady it; a figure that counts the same thing tips it.
MEANING, WORDS, FIGURE = 0.60, 0.25, 0.15

_word = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_porter = snowballstemmer.stemmer("porter")


@dataclass(frozen=True, slots=True)
class Legs:
    """What each leg brought: similarity by meaning, score by words, ids by figures."""

    meaning: Mapping[str, float]
    words: Mapping[str, float]
    figures: frozenset[str]


@lru_cache(maxsize=50_000)
def words_of(text: str) -> tuple[str, ...]:
    """The words that carry meaning, as the full-text index knows them: lower case, by their stem, each once.

    >>> words_of("The airstrikes that hit Homs")
    ('airstrik', 'hit', 'hom')
    """
    return tuple(dict.fromkeys(stem(word) for word in plain_words(text)))


def plain_words(text: str) -> tuple[str, ...]:
    """The words that carry meaning, in lower case, as they are written."""
    return tuple(word for word in (w.lower() for w in _word.findall(text)) if word not in _empty_words())


@lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """A word without its ending: "airstrikes" and "airstrike" are one."""
    return str(_porter.stemWord(word))


def rank(
    claim: Claim,
    stored: Mapping[str, Stored],
    likeness: Mapping[str, float],
    rarity: Mapping[str, float],
    legs: Legs,
) -> tuple[Finding, ...]:
    """The candidates as findings, best first.

    `likeness` is each candidate's similarity by meaning; `rarity` tells how rare each word of the claim is.
    """
    whole = sum(rarity.values()) or 1.0
    findings = []
    for identity, candidate in stored.items():
        statement, article = candidate.statement, candidate.article
        said = frozenset(words_of(statement.span.of(article.text)))
        about = frozenset(words_of(" ".join(filter(None, (article.title, article.event, article.place)))))
        shared = [word for word in rarity if word in said or word in about]
        covered = sum(rarity[word] * (1.0 if word in said else 0.7) for word in shared) / whole
        figure, figure_words = _figure(claim, statement.quantities)
        strength = MEANING * likeness.get(identity, 0.0) + WORDS * covered
        strength = strength + FIGURE * figure if claim.quantities else strength / (MEANING + WORDS)
        where, where_words = _where(claim.where, statement.where)
        strength *= where
        why = []
        if identity in legs.meaning:
            why.append("meaning")
        if shared:
            why.append("words: " + ", ".join(_as_written(word, claim.text) for word in shared))
        why.extend(filter(None, (figure_words, where_words)))
        findings.append(Finding(statement, article, round(min(1.0, max(0.0, strength)), 4), tuple(why)))
    return tuple(sorted(findings, key=lambda f: (-f.similarity, f.statement.id)))


def fits(claimed: Quantity, printed: Quantity) -> bool:
    """Whether a printed figure can be the claimed one: the same count, and intervals that meet near one number.

    "over 100" fits "100"; "over 25" leaves room for 100, but nobody who read it would say 100.
    """
    if not counts_same(claimed, printed):
        return False
    if claimed.value == printed.value == 0:
        return True
    if min(claimed.value, printed.value) <= 0:
        return False
    if "under" in (claimed.bound, printed.bound) and claimed.value == printed.value and claimed.bound != printed.bound:
        # "Fewer than 200" is the one wording that rules 200 out.
        return False
    near = max(claimed.value, printed.value) / min(claimed.value, printed.value) <= 1.2
    low = max(_low(claimed), _low(printed))
    high = min(_high(claimed), _high(printed))
    return near and low <= high


def counts_same(a: Quantity, b: Quantity) -> bool:
    """Whether two figures count the same thing, so that they may be held against each other.

    Of the dead, "militants" and "people" may be one count seen from two sides; "attacks" and "airstrikes" never are.
    """
    kinship = comparable(a, b)
    return kinship == "same" or (kinship in ("broader", "narrower") and bool(a.state) and a.state == b.state)


@cache
def _empty_words() -> frozenset[str]:
    table = tomllib.loads((files(__package__) / "claims.toml").read_text(encoding="utf-8"))
    return frozenset(table["empty_words"])


def _figure(claim: Claim, printed: tuple[Quantity, ...]) -> tuple[float, str]:
    best, words = 0.0, ""
    for claimed in claim.quantities:
        for quantity in printed:
            if not counts_same(claimed, quantity):
                continue
            if fits(claimed, quantity):
                return 1.0, f"figure {claimed.value:g}"
            ratio = abs(math.log((quantity.value + 1) / (claimed.value + 1)))
            closeness = max(0.1, 0.8 - 0.5 * ratio)
            if closeness > best:
                best, words = closeness, f"counts {claimed.counted or 'the same'}"
    return best, words


def _where(claimed: tuple[Place, ...], printed: tuple[Place, ...]) -> tuple[float, str]:
    """How much of its strength a statement keeps for where it speaks of, and the words for it."""
    if not claimed or not printed:
        return 1.0, ""
    kinds = {related(a, b): (a, b) for a in claimed for b in printed}
    for kind in ("same", "inside", "contains", "near"):
        if kind in kinds:
            return 1.0, f"place: {kinds[kind][1].name}"
    return (0.6, "") if "apart" in kinds and "unknown" not in kinds else (0.9, "")


def _as_written(stemmed: str, text: str) -> str:
    return next((word for word in _word.findall(text) if stem(word.lower()) == stemmed), stemmed)


def _low(quantity: Quantity) -> float:
    return -math.inf if quantity.low is None else quantity.low


def _high(quantity: Quantity) -> float:
    return math.inf if quantity.high is None else quantity.high
