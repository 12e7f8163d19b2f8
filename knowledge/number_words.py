"""The words of English numbers, for counts and for dates: "twelve", "dozens", "a few", "third"."""

from __future__ import annotations

from typing import Final

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
#: The ordinals below ten that may end a compound share: "three twenty-firsts". "Thirty seconds" is a time.
UNIT_ORDINALS: Final = {"first": 1} | {
    word: number for word, number in PARTS.items() if 2 < number < 10 and word != "quarter"
}
FEW: Final[dict[str, tuple[float, float]]] = {"several": (3, 9), "few": (3, 9), "handful": (3, 9)}
NUMBER_WORDS: Final = frozenset(ONES) | frozenset(TENS) | frozenset(SCALES) | frozenset(VAGUE) | DOZENS | {"hundred"}
#: "The third" is a place in a row where it is no share: "the third of May", "the third quarter".
ORDINALS: Final = (
    {"first": 1, "second": 2}
    | {word: number for word, number in PARTS.items() if word not in ("half", "halves", "quarter")}
    | {f"{word}th": number for word, number in ONES.items() if number > 12}
)
