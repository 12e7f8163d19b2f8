"""The marks that stand around a figure, and what a numeral may begin with: "$", "k", "½", "minus"."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from knowledge.number_words import FEW, NUMBER_WORDS
from knowledge.quantities.figure_lists import listed

if TYPE_CHECKING:
    from knowledge.quantities.numerals import NumeralReader

# Only when they touch the figure: "£350m", "10k", "1.2b", "1MM".
SUFFIXES: Final[dict[str, float]] = {"k": 10**3, "b": 10**9, "bn": 10**9, "tn": 10**12, "mn": 10**6}
MONEY_MARKS: Final = frozenset("$£€¥₹₽₪₩")
CURRENCY_SIGNS: Final = MONEY_MARKS | {"¢"}
#: Whose dollars they are.
WHOSE_MONEY: Final = frozenset(["us", "c", "a", "hk", "nz", "s", "r"])
#: Letters before a figure that make money of it: "USD10m", "RM2.70".
CURRENCY_CODES: Final = listed("currency_codes")
# "100m" with one of these behind it is a length; "100m people" is a hundred million.
LENGTH_WORDS: Final = listed("behind_metres")
VULGAR: Final = {"½", "⅓", "⅔", "¼", "¾", "⅕", "⅖", "⅗", "⅘", "⅙", "⅚", "⅛", "⅜", "⅝", "⅞"}
AFTER_A_SHARE: Final = listed("after_a_share")
HYPHENS: Final = frozenset("-‐‑–")
MINUSES: Final = frozenset(["minus", "negative", "-", "−"])
BEFORE_MINUS: Final = frozenset("$£€¥(<>=~")
#: The words a numeral may begin with, other than a figure in digits.
STARTERS: Final = (
    NUMBER_WORDS
    | frozenset(FEW)
    | frozenset(VULGAR)
    | {"half", "quarter", "a", "an", "minus", "negative", "-", "−", "tens", "couple"}
)


def sign_begins(reader: NumeralReader, first: int) -> int:
    """Where the currency sign before word `first` begins, with whose it is: "$", "HK $", "$US"; `first` for none."""
    signs = CURRENCY_SIGNS
    if reader.low(first - 1) in signs:
        return first - 2 if reader.low(first - 2) in WHOSE_MONEY else first - 1
    hard = reader.touches(first) and reader.touches(first - 1)
    return first - 2 if hard and reader.low(first - 1) in WHOSE_MONEY and reader.low(first - 2) in signs else first
