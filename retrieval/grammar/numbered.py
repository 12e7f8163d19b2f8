"""Two sentences held against each other by their numbers and ranks, where these stand among the words."""

from __future__ import annotations

import math
from dataclasses import dataclass

from knowledge.model import Quantity
from knowledge.number_words import ORDINALS
from knowledge.quantities import comparable, read_measures
from knowledge.quantities.numerals import NumeralReader
from knowledge.quantities.words import split_words
from retrieval.counts.figures import Contrast, common, counted_apart, of_figures
from retrieval.ranking import counts_same, fits, words_of
from retrieval.spelling import stem


def by_figures(claim: str, statement: str) -> Contrast | None:
    """What the figures of the two sentences say, those with the same words around them first."""
    aligned = _aligned(claim, statement)
    if aligned is not None:
        return aligned
    theirs = read_measures(statement)
    others: list[str] = []
    for mine in read_measures(claim):
        same = [q for q in theirs if counts_same(mine, q) or _same_thing(mine, q)]
        if any(fits(mine, q) or _overlap(mine, q) for q in same):
            return Contrast("reports", f"figure {mine.value:,.15g}")
        if same:
            return of_figures(mine, same[0])
        others += [apart for q in theirs if (apart := counted_apart(mine, q))]
    return Contrast("context", others[0]) if others else None


def _same_thing(a: Quantity, b: Quantity) -> bool:
    """Whether both count what no table knows, in the same word: "books", "eggs"."""
    if a.unit or b.unit or not a.counted or not b.counted:
        return False
    return words_of(a.counted)[-1:] == words_of(b.counted)[-1:] != () and comparable(a, b) != "different"


def _overlap(a: Quantity, b: Quantity) -> bool:
    low, high = common(a, b)
    return low == high


@dataclass(frozen=True, slots=True)
class Number:
    """A number or a rank where it stands among the words of a sentence."""

    low: float
    high: float
    rank: bool
    words: str


def _aligned(claim: str, statement: str) -> Contrast | None:
    """The contrast of two sentences that are one sentence but for their numbers or ranks."""
    mine, theirs = numbered(claim), numbered(statement)
    if [w if isinstance(w, str) else w.rank for w in mine] != [w if isinstance(w, str) else w.rank for w in theirs]:
        return None
    numbers = [(a, b) for a, b in zip(mine, theirs, strict=True) if isinstance(a, Number) and isinstance(b, Number)]
    for a, b in numbers:
        if a.high < b.low or b.high < a.low:
            kind = "rank" if a.rank else "figure"
            return Contrast("differs", f"other {kind}: {b.words} against {a.words}")
    return Contrast("reports", f"figure {numbers[0][0].words}") if numbers else None


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
