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
#: Between an estimate and its interval stands at most the noun: "654 of them violent (426-793)".
_WORDS_BETWEEN: Final = 4
#: ... and one figure: the 95 of "(95% CI 900-1,500)".
_FIGURES_BETWEEN: Final = 2


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


def reckoned(reader: NumeralReader, figure: Figure, counted: str) -> Figure:
    """The figure as an estimate where what is counted can only be worked out: "4,645 excess deaths".

    Excess deaths are those of a time less those that were to be expected of it, which nobody can count.
    """
    if figure.bound != "exact" or not figure.numeral.value:
        return figure
    _, excess, behind = counted.lower().partition("excess ")
    worked_out = bool(excess) and not _RECKONED.isdisjoint(behind.split())
    for k in (figure.first - 1, figure.first - 2, figure.first - 3):
        if reader.low(k) in _RECKONED:
            worked_out = worked_out or "excess" in (reader.low(k - 1), reader.low(k - 2))
    return bounded_at(figure, "about", figure.numeral.value) if worked_out else figure
