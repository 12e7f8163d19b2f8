"""The words and marks that numbers are printed with: "twelve", "million", "dozens", "½", "k"."""

from __future__ import annotations

from typing import Final

from knowledge.quantities.figure_lists import listed

ONES: Final = {
    w: n
    for n, w in enumerate(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
        ]
    )
} | {"nought": 0, "naught": 0}
TENS: Final = {
    w: 10 * n for n, w in enumerate(["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], 2)
} | {"fourty": 40}
SCALES: Final[dict[str, float]] = {
    "thousand": 10**3,
    "million": 10**6,
    "billion": 10**9,
    "trillion": 10**12,
    "lakh": 10**5,
    "crore": 10**7,
    "mln": 10**6,
    "bln": 10**9,
    "tln": 10**12,
    "mn": 10**6,
    "bn": 10**9,
    "tn": 10**12,
    "mio": 10**6,
    "mrd": 10**9,
    "mil": 10**6,
    "milliarden": 10**9,
    "millionen": 10**6,
    "millions": 10**6,
    "milliards": 10**9,
    "tausend": 10**3,
}
# Only when they touch the figure: "£350m", "10k", "1.2b", "1MM".
SUFFIXES: Final[dict[str, float]] = {"k": 10**3, "b": 10**9, "bn": 10**9, "tn": 10**12, "mn": 10**6}
MONEY_MARKS: Final = frozenset("$£€¥₹₽₪₩")
#: Letters before a figure that make money of it: "USD10m", "RM2.70".
CURRENCY_CODES: Final = listed("currency_codes")
# "100m" with one of these behind it is a length; "100m people" is a hundred million.
LENGTH_WORDS: Final = listed("behind_metres")
DOZENS: Final = frozenset(["dozen", "dozens", "dz", "dzs", "doz", "dozs"])
# What a plural number word promises at the least; "hundreds" is never one hundred.
VAGUE: Final[dict[str, float]] = {
    "dozens": 24,
    "scores": 40,
    "hundreds": 200,
    "thousands": 2000,
    "millions": 2 * 10**6,
    "billions": 2 * 10**9,
    "trillions": 2 * 10**12,
    "lakhs": 2 * 10**5,
    "crores": 2 * 10**7,
}
VAGUE_OF: Final[dict[str, float]] = {"thousands": 10**3, "millions": 10**6, "billions": 10**9}
PARTS: Final = {
    "half": 2,
    "halves": 2,
    "third": 3,
    "quarter": 4,
    "fourth": 4,
    "fifth": 5,
    "sixth": 6,
    "seventh": 7,
    "eighth": 8,
    "ninth": 9,
    "tenth": 10,
    "eleventh": 11,
    "twelfth": 12,
    "twentieth": 20,
    "thirtieth": 30,
    "hundredth": 100,
    "thousandth": 1000,
    "millionth": 10**6,
    "billionth": 10**9,
    "trillionth": 10**12,
}
PARTS_PLURAL: Final = {f"{w}s": n for w, n in PARTS.items() if w not in ("half", "halves")} | {"halves": 2}
VULGAR: Final = {"½", "⅓", "⅔", "¼", "¾", "⅕", "⅖", "⅗", "⅘", "⅙", "⅚", "⅛", "⅜", "⅝", "⅞"}
AFTER_A_SHARE: Final = frozenset(
    [
        "",
        ".",
        ",",
        ";",
        ")",
        "of",
        "to",
        "and",
        "or",
        "in",
        "from",
        "less",
        "more",
        "were",
        "was",
        "are",
        "is",
        "have",
        "has",
    ]
)
HYPHENS: Final = frozenset("-‐‑–")
MINUSES: Final = frozenset(["minus", "negative", "-", "−"])
BEFORE_MINUS: Final = frozenset("$£€¥(<>=~")
FEW: Final[dict[str, tuple[float, float]]] = {"several": (3, 9), "few": (3, 9), "handful": (3, 9)}
NUMBER_WORDS: Final = frozenset(ONES) | frozenset(TENS) | frozenset(SCALES) | frozenset(VAGUE) | DOZENS | {"hundred"}
#: The words a numeral may begin with, other than a figure in digits.
STARTERS: Final = (
    NUMBER_WORDS
    | frozenset(FEW)
    | frozenset(VULGAR)
    | {"half", "quarter", "a", "an", "minus", "negative", "-", "−", "tens", "couple"}
)
