"""Every number of a text as a calculator takes it: "1.3e6", "2.5^-1", "one over three", "two out of five", "2.33 k".

The layer beneath the counts. News prints "one over 100" for a bound, "71 out of 103 missiles" for two counts and "5 G"
for a network, so `reader` does not read these forms; whoever wants the bare numbers finds them here.
"""

from __future__ import annotations

from typing import Final

from knowledge.quantities.exponents import exponent_at, power_of, whole_at
from knowledge.quantities.figure_marks import MONEY_MARKS
from knowledge.quantities.figure_words import figure_words
from knowledge.quantities.numerals import Numeral, NumeralReader
from knowledge.quantities.ratios import is_ratio
from knowledge.quantities.words import split_words, tidy

_LETTERS: Final[dict[str, float]] = {"k": 10**3, "K": 10**3, "M": 10**6, "G": 10**9}


def read_numerals(text: str, language: str = "en") -> list[Numeral]:
    """Every number of a text, whatever it is for; vague words left out.

    >>> [numeral.value for numeral in read_numerals("two thirds of 1.2 million, one over four of 1.3e6")]
    [0.666666666666667, 1200000, 0.25, 1300000]
    """
    reader = NumeralReader(split_words(text, language), language)
    numerals = []
    i = 0
    while i < len(reader.words):
        numeral = _calculated(reader, i, text)
        # "29km" is a length and "4th" a rank: a figure with letters on it is no bare number.
        glued = numeral is not None and reader.touches(numeral.last) and reader.words[numeral.last].kind == "w"
        if numeral and numeral.form != "vague" and not glued:
            numerals.append(numeral)
        i = numeral.last if numeral else i + 1
    return numerals


def _calculated(reader: NumeralReader, i: int, text: str) -> Numeral | None:
    numeral = reader.read(i)
    if numeral is None:
        return _alone_below_nought(reader, i, text)
    numeral = _raised(reader, numeral)
    numeral = _thousands_apart(reader, numeral, text)
    return _over(reader, numeral) or _out_of(reader, numeral) or numeral


def _alone_below_nought(reader: NumeralReader, i: int, text: str) -> Numeral | None:
    """A minus with a blank behind it: a list's mark or a dash, unless the text is this number and nothing else."""
    if i or reader.low(i) not in ("-", "−") or len(reader.words) < 2 or reader.words[1].kind != "n":
        return None
    numeral = _calculated(reader, 1, text)
    if numeral is None or numeral.last < len(reader.words):
        return None
    return reader.made(-numeral.value, 0, numeral.last, numeral.form, numeral.scale, numeral.fraction)


def _raised(reader: NumeralReader, numeral: Numeral) -> Numeral:
    """A figure times a power of ten, or a power of it: "1.3e6", "1.1^23"; the sign before it is taken last."""
    if numeral.form != "digits" or reader.words[numeral.last - 1].kind != "n" or not reader.touches(numeral.last):
        return numeral
    if reader.low(numeral.last) == "e":
        exponent = whole_at(reader, numeral.last + 1)
        power = power_of(10, exponent.value) if exponent else None
        value = numeral.value * power if power else None
    else:
        exponent = exponent_at(reader, numeral.last) if reader.low(numeral.last) == "^" else None
        power = power_of(abs(numeral.value), exponent.value) if exponent else None
        value = (-power if numeral.value < 0 else power) if power else None
    if exponent is None or value is None or abs(value) > 1e300:
        return numeral
    return reader.made(value, numeral.first, exponent.last, "digits")


def _thousands_apart(reader: NumeralReader, numeral: Numeral, text: str) -> Numeral:
    """Letters for thousands, millions, billions behind a figure where no word follows: "2.33 k", "1,674.5 G", "10G"."""
    k = numeral.last
    if numeral.form != "digits" or numeral.scale != 1 or k >= len(reader.words):
        return numeral
    times = _LETTERS.get(text[reader.words[k].start : reader.words[k].end])
    if times is None or (k + 1 < len(reader.words) and reader.words[k + 1].kind != "s"):
        return numeral
    return reader.made(numeral.value * times, numeral.first, k + 1, "digits", times)


def _over(reader: NumeralReader, above: Numeral) -> Numeral | None:
    """A division: "three over four", "2000 over 3"; "$2000 over 3 years" spreads an amount."""
    if reader.low(above.last) != "over" or reader.low(above.first - 1) in MONEY_MARKS or above.fraction:
        return None
    below = _figure_at(reader, above.last + 1)
    if below is None or not below.value or _names_something(reader, below.last):
        return None
    return reader.made(tidy(above.value / below.value), above.first, below.last, above.form, fraction=True)


def _out_of(reader: NumeralReader, part: Numeral) -> Numeral | None:
    """So many of so many: "one out of three", "1 in 20"; "twelve out of ten" is no share."""
    i = part.last
    out_of = reader.low(i) == "out" and reader.low(i + 1) == "of"
    if not out_of and not (reader.low(i) == "in" and part.value == 1):
        return None
    whole = _figure_at(reader, i + 2 if out_of else i + 1)
    if whole is None or not is_ratio(part, whole) or (not out_of and _names_something(reader, whole.last)):
        return None
    return reader.made(part.value / whole.value, part.first, whole.last, part.form, fraction=True)


def _figure_at(reader: NumeralReader, i: int) -> Numeral | None:
    numeral = reader.read(i) if i < len(reader.words) else None
    return numeral if numeral and numeral.form in ("digits", "words") and not numeral.fraction else None


def _names_something(reader: NumeralReader, i: int) -> bool:
    """Whether what stands behind a figure can be counted by it: a word that ends no phrase, a per cent sign."""
    if i >= len(reader.words) or reader.low(i) in figure_words().stops:
        return False
    return reader.words[i].kind == "w" or reader.low(i) == "%"
