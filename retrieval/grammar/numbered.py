"""Two sentences held against each other by their numbers and ranks, where these stand among the words."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache

from knowledge.model import Quantity
from knowledge.number_words import ORDINALS
from knowledge.quantities import read_quantities
from knowledge.quantities.numerals import NumeralReader
from knowledge.quantities.words import split_words
from retrieval.spelling import stem


@dataclass(frozen=True, slots=True)
class Number:
    """A number or a rank where it stands among the words of a sentence."""

    low: float
    high: float
    rank: bool
    words: str


def numbered(text: str) -> list[str | Number]:
    """The stems of a sentence with each number and rank as a value."""
    words = split_words(text)
    reader = NumeralReader(words)
    found: list[str | Number] = []
    i = 0
    while i < len(words):
        word = words[i]
        if word.low in ORDINALS:
            value = ORDINALS[word.low]
            found.append(Number(value, value, True, word.low))
            i += 1
            continue
        numeral = None if word.low in ("a", "an") else reader.read(i)
        if numeral is not None:
            rank = reader.low(numeral.last) in ("st", "nd", "rd", "th") and reader.touches(numeral.last)
            last = numeral.last + rank
            printed = text[words[i].start : words[last - 1].end]
            most = numeral.most if numeral.most is not None else numeral.value
            if numeral.form == "vague" and numeral.most is None:
                most = math.inf
            found.append(Number(numeral.value, most, rank, printed))
            i = last
            continue
        if word.kind == "w" and word.low not in ("a", "an", "the", "is", "are", "was", "were", "has", "have"):
            found.append(stem(word.low))
        i += 1
    return found


@lru_cache(maxsize=5_000)
def figures_read_in(words: str) -> tuple[Quantity, ...]:
    """The figures that words print, each read once."""
    return read_quantities(words)
