"""Which figures are the interval around an estimate: "95% confidence interval: 790 to 8,500" is no toll of anybody's.

Its ends are no ends of a range of tolls, where the estimate stands beside it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from knowledge.model import Figure, Tally
from retrieval.origins import key_of
from retrieval.word_tables import worded


def without_intervals(tally: Tally) -> Tally:
    """The tally without the intervals around figures that stand in it; all of it where there are none."""
    return replace(tally, figures=tuple(f for f in tally.figures if not is_an_interval([f], tally.figures)))


def without_own_intervals(tally: Tally) -> Tally:
    """The tally without the interval that a voice gives around a figure of its own."""
    figures = tally.figures
    voices = [key_of(figure.speaker.name) for figure in figures]
    own = ([other for other, who in zip(figures, voices, strict=True) if who == voice] for voice in voices)
    kept = (f for f, theirs in zip(figures, own, strict=True) if not is_an_interval([f], theirs))
    return replace(tally, figures=tuple(kept))


def is_an_interval(row: Sequence[Figure], others: Sequence[Figure]) -> bool:
    """Whether all of these are called the interval of an estimate, and a figure that lies in it is among the others."""
    return all(_is_called_one(figure) and any(_lies_in(figure, other) for other in others) for figure in row)


def _is_called_one(figure: Figure) -> bool:
    is_range = figure.quantity.bound == "range"
    return is_range and worded("ledger", "intervals").search(figure.finding.words) is not None


def _lies_in(interval: Figure, other: Figure) -> bool:
    low, high = interval.quantity.low, interval.quantity.high
    if low is None or high is None or other.quantity.bound in ("range", "vague"):
        return False
    return other.holds and low <= other.quantity.value <= high
