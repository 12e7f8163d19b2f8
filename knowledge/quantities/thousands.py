"""Thousands that an English text prints as the continent does: "12.000 dead"."""

from __future__ import annotations

import re
from typing import Final

from knowledge.quantities.bounds import Figure
from knowledge.quantities.numerals import NumeralReader
from knowledge.quantities.words import tidy

_PRINTED: Final = re.compile(r"[1-9]\d{0,2}\.\d{3}")
#: In a language that prints them so they have been read as thousands.
_THOUSAND: Final = 1_000
#: Of these nobody counts a thousandth.
_WHOLE: Final = frozenset(["person", "weapon", "thing", "event", "household"])


def in_thousands(reader: NumeralReader, figure: Figure, kind: str) -> Figure:
    """The figure a thousand times as large where a stop stands for the comma: there are no 1.234 people.

    Means stay as they are: "1.234 deaths per day".
    """
    digits = [word.low for word in reader.words[figure.first : figure.last] if word.kind == "n"]
    mean = {"per", "average", "averaging", "rate"} & {word.low for word in reader.words}
    if kind not in _WHOLE or figure.numeral.scale != 1 or mean or not digits:
        return figure
    if all(map(_PRINTED.fullmatch, digits)) and figure.numeral.value < _THOUSAND:
        figure.low = None if figure.low is None else tidy(figure.low * _THOUSAND)
        figure.high = None if figure.high is None else tidy(figure.high * _THOUSAND)
    return figure
