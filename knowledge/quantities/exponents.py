"""Powers: "10^6", "10⁶", "2.5^-1"."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from knowledge.quantities.words import tidy

if TYPE_CHECKING:
    from knowledge.quantities.numerals import NumeralReader

_RAISED: Final = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_SIGNS: Final = frozenset("+-−⁺⁻")
#: Nothing is counted beyond this, and a float ends soon after.
_GREATEST: Final = 1e300
_MOST_SIGNS: Final = 3


class Exponent(NamedTuple):
    """How often a number is taken by itself, and the word behind."""

    value: int
    last: int


def exponent_at(reader: NumeralReader, i: int) -> Exponent | None:
    """The exponent that stands hard against the figure before word `i`: "^6", "^-1", "⁶".

    >>> from knowledge.quantities.numerals import NumeralReader
    >>> from knowledge.quantities.words import split_words
    >>> exponent_at(NumeralReader(split_words("10^-4")), 1)
    Exponent(value=-4, last=4)
    """
    if not reader.touches(i):
        return None
    return whole_at(reader, i + 1 if reader.low(i) == "^" else i, raised=reader.low(i) != "^")


def whole_at(reader: NumeralReader, i: int, *, raised: bool = False) -> Exponent | None:
    """A whole number with its signs, all printed hard together: "+14", "-1"; `raised` for "⁻¹"."""
    sign, k = 1, i
    while reader.low(k) in _SIGNS and k < i + _MOST_SIGNS and reader.touches(k):
        sign = -sign if reader.low(k) in "-−⁻" else sign
        k += 1
    digits = reader.low(k)
    if raised:
        digits = digits.translate(_RAISED) if not digits.isascii() else ""
    glued = reader.touches(k + 1) and reader.words[k + 1].kind in "wn"
    if not reader.touches(k) or glued or not digits.isdecimal() or len(digits) > 3:
        return None
    return Exponent(sign * int(digits), k + 1)


def power_of(base: float, exponent: int) -> float | None:
    """The power, or None where it is beyond anything that is counted.

    >>> power_of(10, 6), power_of(9, 999)
    (1000000, None)
    """
    try:
        power = float(base) ** exponent
    except (OverflowError, ZeroDivisionError):
        return None
    return tidy(power) if 1 / _GREATEST < abs(power) < _GREATEST else None
