"""What stands behind a number and goes on with it: "1/2", "point five", "and a half", "k", "million", "thirds"."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, Final

from knowledge.number_words import ONES, SCALES, TENS
from knowledge.quantities.denominators import (
    DENOMINATOR_STARTS,
    Denominator,
    below_hundred,
    denominator_at,
    unit_ordinal,
)
from knowledge.quantities.exponents import exponent_at, power_of, whole_at
from knowledge.quantities.figure_lists import listed
from knowledge.quantities.figure_marks import (
    AFTER_A_SHARE,
    CURRENCY_CODES,
    HYPHENS,
    LENGTH_WORDS,
    MONEY_MARKS,
    SUFFIXES,
    VULGAR,
)
from knowledge.quantities.units import match_unit

if TYPE_CHECKING:
    from knowledge.quantities.numerals import Numeral, NumeralReader

#: "Cases doubled to 3.1m" are no metres, where nothing near them has a height or a length.
_BY_THE_MILLION: Final = listed("by_the_million")
_HIGH_OR_LONG: Final = listed("high_or_long")
_NEAR: Final = 6
_APART: Final = {"k": 10**3, "m": 10**6}


def with_tails(
    reader: NumeralReader, value: float, i: int, j: int, digits: bool, scale: float, previous: str
) -> Numeral:
    """Adds "1/2", "½", "point five", "and a half", "k", and reads "two thirds" as a fraction."""
    low = reader.low(j)
    if digits and previous == "digits":
        if low in ("/", "⁄") and reader.touches(j) and reader.touches(j + 1) and reader.words[j + 1].kind == "n":
            below = reader.figure(j + 1)
            if (
                below
                and (below <= 20 or low == "⁄")
                and below not in (7, 9, 11)
                and value < below
                and reader.low(j + 2) != "/"
            ):
                return reader.made(value / below, i, j + 2, "digits", fraction=True)
        elif (
            j + 2 < len(reader.words)
            and reader.words[j].kind == "n"
            and reader.low(j + 1) == "/"
            and reader.touches(j + 1)
            and reader.touches(j + 2)
            and reader.words[j + 2].kind == "n"
            and reader.low(j + 3) != "/"
        ):
            above, below = reader.figure(j), reader.figure(j + 2)
            if above and below and above < below and below in (2, 3, 4, 5, 8, 16):
                return reader.made(value + above / below, i, j + 3, "digits")
        elif low in VULGAR and reader.words[j].start - reader.words[j - 1].end <= 1:
            value += unicodedata.numeric(low)
            j += 1
            low = reader.low(j)
        if low in SUFFIXES and reader.touches(j):
            return reader.made(value * SUFFIXES[low], i, j + 1, "digits", SUFFIXES[low])
        if low in ("k", "m") and not reader.touches(j) and _is_letter_apart(reader, i, j):
            return reader.made(value * _APART[low], i, j + 1, "digits", _APART[low])
        if low in ("x", "×", "*", "·") and reader.low(j + 1) == "10":
            # "1.3×10−9": the digits have lost their height, the minus has not.
            lowered = low == "×" and reader.low(j + 2) == "−"
            exponent = whole_at(reader, j + 2) if lowered else exponent_at(reader, j + 2)
            power = power_of(10, exponent.value) if exponent else None
            if exponent and power:
                return reader.made(value * power, i, exponent.last, "digits", power)
        if low in ("m", "mm") and reader.touches(j) and _is_millions(reader, i, j):
            return reader.made(value * 10**6, i, j + 1, "digits", 10**6)
        if low in SCALES and low not in ("millions", "milliards"):
            return reader.made(value * SCALES[low], i, j + 1, "digits", SCALES[low])
    if (
        low == "point"
        and previous in ("ones", "tens", "hundred")
        and (reader.low(j + 1) in ONES or reader.low(j + 1) in TENS)
    ):
        decimals = ""
        k = j + 1
        while reader.low(k) in ONES or reader.low(k) in TENS:
            here = reader.low(k)
            step = ONES.get(here, TENS.get(here, 0))
            if here in TENS and reader.low(k + 1) in ("-",) and reader.low(k + 2) in ONES:
                step += ONES[reader.low(k + 2)]
                k += 2
            decimals += str(step)
            k += 1
        value = float(f"{int(value)}.{decimals}")
        j, low = k, reader.low(k)
        if low in SCALES:
            return reader.made(value * SCALES[low], i, j + 1, "words", SCALES[low])
    if previous in ("ones", "tens", "digits", "hundred", "scale"):
        upper, lower = _divided(reader, value, j, previous)
        if lower:
            k = lower.last
            if reader.low(k) == "of" and reader.low(k + 1) == "a" and reader.low(k + 2) in SCALES:
                size = SCALES[reader.low(k + 2)]
                return reader.made(upper / lower.value * size, i, k + 3, "words", size)
            return reader.made(upper / lower.value, i, k, "words", fraction=True)
    # "Twenty and three and three fifths": the tens and the ones apart, as a share is read aloud.
    if low == "and" and previous == "tens" and reader.low(j + 2) == "and" and 0 < ONES.get(reader.low(j + 1), 0) < 10:
        extra, k = _and_part(reader, j + 3)
        if extra:
            return reader.made(value + ONES[reader.low(j + 1)] + extra, i, k, "words")
    if low == "and":
        extra, k = _and_part(reader, j + 1)
        if extra:
            if reader.low(k) in SCALES and 1 < SCALES[reader.low(k)] < scale:
                return reader.made(value + extra * SCALES[reader.low(k)], i, k + 1, "words", scale)
            if reader.low(k) in SCALES and scale == 1:
                size = SCALES[reader.low(k)]
                return reader.made((value + extra) * size, i, k + 1, "words", size)
            if scale > 1 and value % scale == 0 and reader.low(k) not in SCALES:
                return reader.made(value + extra * scale, i, k, "words", scale)
            if scale == 1:
                return reader.made(value + extra, i, k, "words")
    return reader.made(value, i, j, "digits" if digits else "words", scale)


def _and_part(reader: NumeralReader, i: int) -> tuple[float, int]:
    """The share after "and": "a half", "a quarter", "three quarters", "one half"."""
    times, k = (1, i + 1) if reader.low(i) == "a" else below_hundred(reader.low, i)
    below = denominator_at(reader.low, k) if times else None
    if below is None or below.plural != (times > 1):
        return 0.0, i
    if times == 1 and below.value > 4 and reader.low(below.last) not in ("", ".", ","):
        return 0.0, i
    return times / below.value, below.last


def _divided(reader: NumeralReader, value: float, j: int, previous: str) -> tuple[float, Denominator | None]:
    """The number before word `j` as the upper half of a share, and the lower half: "three fifths"."""
    k = j + 1 if reader.low(j) in HYPHENS else j
    if reader.low(k) not in DENOMINATOR_STARTS:
        return value, None
    ordinal = unit_ordinal(reader.low(k))
    tens = TENS.get(reader.low(j - 1), 0) if previous == "tens" else 0
    # "One hundred thirty fifths" are a hundred thirty-fifths; behind "and" the thirty belongs to the hundred.
    if ordinal and ordinal[1] and tens and value > tens and reader.low(j - 2) != "and":
        return value - tens, Denominator(tens + ordinal[0], k + 1, True)
    below = denominator_at(reader.low, k)
    if below is None or below.plural != (value != 1):
        return value, None
    return value, below if below.plural or reader.low(below.last) in AFTER_A_SHARE else None


def _is_millions(reader: NumeralReader, i: int, j: int) -> bool:
    """Whether the "m" of "350m" is millions: after a currency, or before what can be counted by the million."""
    money = any(reader.low(k) in MONEY_MARKS for k in range(max(0, i - 2), i)) or (
        reader.touches(i) and reader.low(i - 1) in CURRENCY_CODES
    )
    if reader.low(j) == "mm" or money:
        return money
    if reader.words[j].capital:
        return not reader.touches(j + 1) or reader.low(j + 1) in ".,;:)"
    after = reader.low(j + 1)
    counted = any(reader.low(k) in _BY_THE_MILLION for k in range(max(0, i - _NEAR), i))
    if counted and not any(word.low in _HIGH_OR_LONG for word in reader.words) and after not in LENGTH_WORDS:
        return True
    if reader.touches(j + 1) or not after.isalpha() or after in LENGTH_WORDS:
        return False
    return len(after) > 3 or after == "of"


def _is_letter_apart(reader: NumeralReader, i: int, j: int) -> bool:
    """Whether a "k" or "M" behind a blank multiplies: "$10 k", "20 k protesters"; "a 10 k run" is a distance."""
    if i and reader.low(i - 1) in MONEY_MARKS:
        return reader.low(j + 1) not in HYPHENS
    unit = match_unit(reader.words, j + 1) if reader.low(j) == "k" or reader.words[j].capital else None
    return unit is not None and unit[1].plural and unit[1].kind in ("person", "event", "weapon", "thing")
