"""Figures that are estimates by what they stand with: "1,200 deaths (900-1,500)", "4,645 excess deaths"."""

from __future__ import annotations

from typing import Final

from knowledge.quantities.bounds import Figure, bounded_at
from knowledge.quantities.figure_lists import listed
from knowledge.quantities.numerals import NumeralReader
from knowledge.quantities.words import tidy

_RECKONED: Final = listed("reckoned")
_INTERVAL_NAMES: Final = listed("interval_names")
_LONGEST_NAME: Final = 6
_SURVEYS: Final = frozenset(["survey", "surveys"])
#: A name with one of these in it asks households; a Geological Survey is an office.
_SAMPLED: Final = listed("sampled")
_GIVES: Final = listed("gives_a_figure")
#: "Found that a total of 12,000 people", and not "found that the ministry had recorded 12,000".
_BEFORE_WHAT_IS_GIVEN: Final = listed("before_what_is_given")
_SENTENCE_ENDS: Final = frozenset([".", ";", "!", "?"])
#: From this many on, and in whole hundreds, deaths that a survey gives were not told to it one by one.
_NO_SAMPLE: Final = 1000
_ROUND: Final = 100
_FROM_ITS_GIVER: Final = 9
#: Between an estimate and its interval stands at most the noun: "654 of them violent (426-793)".
_WORDS_BETWEEN: Final = 4
#: ... and one figure: the 95 of "(95% CI 900-1,500)".
_FIGURES_BETWEEN: Final = 2


def _is_multiplied_up(reader: NumeralReader, figure: Figure) -> bool:
    """Whether a survey gives so many dead as no sample holds: "Health survey: 12,000 deaths".

    Whoever surveys asks some households and multiplies; the few dead that were told of are no round thousands.
    """
    value = figure.numeral.value
    if value < _NO_SAMPLE or value % _ROUND:
        return False
    k = figure.first - 1
    while reader.low(k) in _BEFORE_WHAT_IS_GIVEN:
        k -= 1
    if reader.low(k) not in _GIVES:
        return False
    for i in range(k - 1, k - _FROM_ITS_GIVER, -1):
        if reader.low(i) in _SURVEYS:
            return _is_of_households(reader, i)
        if reader.low(i) in _SENTENCE_ENDS:
            return False
    return False


def _is_of_households(reader: NumeralReader, k: int) -> bool:
    """Whether the survey at word `k` is one that asks people, and no office: "the US Geological Survey"."""
    named = k > 0 and reader.words[k].capital and reader.words[k - 1].capital
    return not named or any(reader.low(i) in _SAMPLED for i in range(k - 3, k))


def with_intervals(reader: NumeralReader, figures: list[Figure]) -> list[Figure]:
    """The same figures; one with an interval in brackets behind it is an estimate, and they share its millions."""
    for n, figure in enumerate(figures):
        if figure.bound == "range" and n:
            _with_interval(reader, figures[max(0, n - _FIGURES_BETWEEN) : n], figure)
    return figures


def _with_interval(reader: NumeralReader, before: list[Figure], interval: Figure) -> None:
    estimate = _estimate_of(reader, before, interval)
    if estimate is None or interval.low is None or interval.high is None:
        return
    scale, value = estimate.numeral.scale, estimate.numeral.value
    if scale > 1 and interval.numeral.scale == 1 and interval.low <= value / scale <= interval.high:
        interval.low, interval.high = tidy(interval.low * scale), tidy(interval.high * scale)
    # "658 (793-8,498)": what does not hold the figure is not its interval.
    if estimate.bound == "exact" and interval.low < value < interval.high:
        bounded_at(estimate, "about", value)


def _estimate_of(reader: NumeralReader, before: list[Figure], interval: Figure) -> Figure | None:
    """The figure whose interval stands in these brackets: "1,200 deaths (900-1,500)", "14.9 million (13.3 to 16.6)"."""
    k = interval.first - 1
    while reader.low(k) in _INTERVAL_NAMES and k > interval.first - _LONGEST_NAME:
        k -= 1
    estimate = next((figure for figure in reversed(before) if figure.last <= k), None)
    if reader.low(k) not in ("(", "[") or estimate is None or k - estimate.last > _WORDS_BETWEEN:
        return None
    apart = any(reader.low(i) in ",.;:()[]" for i in range(estimate.last, k))
    closed = any(reader.low(i) in (")", "]") for i in range(interval.last, interval.last + 2))
    return estimate if closed and not apart else None


def reckoned(reader: NumeralReader, figure: Figure, counted: str, state: str) -> Figure:
    """The figure as an estimate where what is counted can only be worked out: "4,645 excess deaths".

    Excess deaths are those of a time less those that were to be expected of it, which nobody can count.
    """
    if figure.bound != "exact" or not figure.numeral.value:
        return figure
    # A toll is kept by whoever counts.
    if state == "killed" and counted and _is_multiplied_up(reader, figure):
        return bounded_at(figure, "about", figure.numeral.value)
    _, excess, behind = counted.lower().partition("excess ")
    worked_out = bool(excess) and not _RECKONED.isdisjoint(behind.split())
    for k in (figure.first - 1, figure.first - 2, figure.first - 3):
        if reader.low(k) in _RECKONED:
            worked_out = worked_out or "excess" in (reader.low(k - 1), reader.low(k - 2))
    return bounded_at(figure, "about", figure.numeral.value) if worked_out else figure
