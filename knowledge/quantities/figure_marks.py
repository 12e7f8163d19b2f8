"""The marks that stand around a figure, and what a numeral may begin with: "$", "k", "½", "minus"."""

from __future__ import annotations

from typing import Final

from knowledge.number_words import FEW, NUMBER_WORDS
from knowledge.quantities.figure_lists import listed

# Only when they touch the figure: "£350m", "10k", "1.2b", "1MM".
SUFFIXES: Final[dict[str, float]] = {"k": 10**3, "b": 10**9, "bn": 10**9, "tn": 10**12, "mn": 10**6}
MONEY_MARKS: Final = frozenset("$£€¥₹₽₪₩")
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
