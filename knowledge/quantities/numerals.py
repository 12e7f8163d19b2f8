"""The numbers in a text, as digits or as words: "1,234", "1.2 million", "two hundred and six", "half a dozen".

A numeral is only a number: whether it counts anything is for `quantities` to say. The reader is a little longer than a
file should be, since one number is read in one walk; what may stand behind it is in `tails.py`.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from knowledge.number_words import DOZENS, FEW, ONES, SCALES, TENS, VAGUE, VAGUE_OF
from knowledge.quantities.denominators import (
    below_hundred,
    denominator_at,
)
from knowledge.quantities.figure_marks import (
    BEFORE_MINUS,
    HYPHENS,
    MINUSES,
    STARTERS,
    VULGAR,
)
from knowledge.quantities.tails import with_tails
from knowledge.quantities.words import Word, tidy, value_of_digits


@dataclass(frozen=True, slots=True)
class Numeral:
    """One number: its value, and where it stands among the words of its text (`first` up to, not including, `last`)."""

    value: float
    first: int
    last: int
    start: int
    end: int
    #: "digits", "words", "article" ("a", "an") or "vague" ("dozens").
    form: str
    #: What the figure was multiplied by: 1,000,000 in "1.2 million"; 1 when nothing stands after it.
    scale: float = 1
    #: "two thirds", "half": a share of something, seldom a count.
    fraction: bool = False
    #: The most that a vague number word allows; only "several" and "a few" have one.
    most: float | None = None


class NumeralReader:
    """Reads the numerals of one text, which has been split into words once."""

    __slots__ = ("_language", "_n", "words")

    def __init__(self, words: Sequence[Word], language: str = "en") -> None:
        """`words` as `split_words` gives them."""
        self.words = words
        self._n = len(words)
        self._language = language

    def low(self, i: int) -> str:
        """The folded word at `i`; empty beyond either end of the text."""
        return self.words[i].low if 0 <= i < self._n else ""

    def touches(self, i: int) -> bool:
        """Whether word `i` is printed hard against the word before it."""
        return 0 < i < self._n and self.words[i - 1].end == self.words[i].start

    def read(self, i: int, *, split_at_and: bool = False) -> Numeral | None:
        """The numeral that begins at word `i`, as long as the words allow; None when none begins there."""
        word = self.words[i]
        if word.kind == "n":
            return self._plain(i, split_at_and)
        low = word.low
        if low not in STARTERS:
            return None
        if low in MINUSES:
            return self._negative(i)
        vague = self._vague(i)
        if vague:
            return vague
        if low in VULGAR:
            return self.made(unicodedata.numeric(low), i, i + 1, "digits", fraction=True)
        if low in ("half", "quarter"):
            return self._half(i, i)
        if low in ("a", "an"):
            return self._after_article(i)
        return self._plain(i, split_at_and)

    def made(
        self,
        value: float,
        first: int,
        last: int,
        form: str,
        scale: float = 1,
        fraction: bool = False,
        most: float | None = None,
    ) -> Numeral:
        """A numeral over the words `first` up to `last`."""
        start, end = self.words[first].start, self.words[last - 1].end
        return Numeral(tidy(value), first, last, start, end, form, scale, fraction, most)

    def _negative(self, i: int) -> Numeral | None:
        """A number below nought: "-5", "minus five"; a dash with a blank behind or a word before is no minus."""
        low = self.low(i)
        j = i + 1
        if low in ("-", "−"):
            if (
                not self.touches(j)
                or self.words[j].kind != "n"
                or (self.touches(i) and self.low(i - 1) not in BEFORE_MINUS)
            ):
                return None
        elif self.low(j) == "-" and self.touches(j) and self.touches(j + 1):
            j += 1
        inner = self.read(j) if j < self._n and self.low(j) not in MINUSES else None
        if inner is None or inner.form not in ("digits", "words"):
            return None
        return self.made(-inner.value, i, inner.last, inner.form, inner.scale, inner.fraction)

    def _vague(self, i: int) -> Numeral | None:
        low, second, third = self.low(i), self.low(i + 1), self.low(i + 2)
        if low in ("tens", "hundreds", "dozens", "scores", "thousands") and second == "of" and third in VAGUE_OF:
            tens = {"tens": 20, "dozens": 24, "scores": 40, "hundreds": 200, "thousands": 2000}[low]
            return self.made(tens * VAGUE_OF[third], i, i + 3, "vague")
        if low == "tens" and second == "of":
            return self.made(20, i, i + 1, "vague")
        j = i + 1 if low == "a" else i
        if self.low(j) in FEW and not (low == "several" and j != i) and (j != i or low == "several"):
            least, most = FEW[self.low(j)]
            last = j + 1
            times: float = 1
            if self.low(last) == "of" and self.low(j) == "handful":
                last += 1
            if self.low(last) in ("hundred", "dozen") or self.low(last) in SCALES:
                times = (
                    100 if self.low(last) == "hundred" else 12 if self.low(last) == "dozen" else SCALES[self.low(last)]
                )
                last += 1
            return self.made(least * times, i, last, "vague", times, most=most * times)
        if (low == "a" and second == "couple") or low == "couple":
            j = i + (2 if low == "a" else 1)
            if self.low(j) == "of":
                j += 1
            if self.low(j) in ("hundred", "dozen") or self.low(j) in SCALES:
                times = 100 if self.low(j) == "hundred" else 12 if self.low(j) == "dozen" else SCALES[self.low(j)]
                return self.made(2 * times, i, j + 1, "couple")
            return self.made(2, i, j, "couple") if low == "a" else None
        if low in VAGUE:
            return self.made(VAGUE[low], i, i + 1, "vague")
        return None

    def _half(self, i: int, first: int) -> Numeral | None:
        """A half or a quarter and what it is taken of: "half a dozen", "a quarter of a million", "half"."""
        part = 0.5 if self.low(i) == "half" else 0.25
        if part == 0.25 and first == i and self.low(i + 1) not in SCALES and self.low(i + 1) not in ("of", "century"):
            return None
        j = i + 1
        if self.low(j) == "of" and self.low(j + 1) == "a" and self.low(j + 2) in SCALES:
            j += 1
        if self.low(j) in ("a", "an", "-"):
            j += 1
        low = self.low(j)
        if low in DOZENS:
            return self.made(12 * part, first, j + 1, "words")
        if low in SCALES:
            return self.made(SCALES[low] * part, first, j + 1, "words", SCALES[low])
        if self.touches(i + 1) and self.low(i + 1) in HYPHENS:
            return None  # "half-brother", "half-hour"
        return self.made(part, first, i + 1, "words", fraction=True)

    def _after_article(self, i: int) -> Numeral | None:
        """A number with an article for its one: "a hundred", "a dozen", "a million and a half", "a third of"."""
        low = self.low(i + 1)
        if low == "hundred" or (low in SCALES and not low.endswith("s")):
            plain = self._plain(i + 1, article=True)
            return self.made(plain.value, i, plain.last, "words", plain.scale) if plain else None
        if low in DOZENS and low != "dozens":
            return self.made(12, i, i + 2, "words")
        if low == "score" and self.low(i + 2) in ("of", "or"):
            return self.made(20, i, i + 2, "words")
        if low == "half" or (low == "quarter" and self.low(i + 2) in ("of", "million", "billion", "")):
            return self._half(i + 1, i)
        # "a fifth soldier" is the fifth one; "a fifth of the soldiers" is a share of them.
        below = denominator_at(self.low, i + 1)
        if below and below.value > 2 and not below.plural and low != "quarter":
            ends = self.low(below.last) in ("of", "", ".", ",")
            return self.made(1 / below.value, i, below.last, "words", fraction=True) if ends else None
        return None

    def figure(self, j: int) -> float | None:
        """The value of the digits at word `j`; None where they are no number."""
        return value_of_digits(self.words[j].low, self._language)

    def _plain(self, i: int, split_at_and: bool = False, *, article: bool = False) -> Numeral | None:
        """Digits and number words up to the last that still belongs to one number."""
        total = 0.0
        # "A million" is one million; the article stands for the one.
        group: float | None = 1 if article and self.low(i) in SCALES else None
        last_scale = float("inf")
        previous = ""
        scale = 1.0
        starts_with_digits = self.words[i].kind == "n"
        j = i
        while j < self._n:
            word = self.words[j]
            low = word.low
            if word.kind == "n":
                figure = self.figure(j)
                next_group = previous == "scale" and starts_with_digits and self.low(j + 1) == "hundred"
                if figure is None or (previous and not next_group and not (previous == "and" and starts_with_digits)):
                    break
                if previous == "and" and not (self.words[j].low.isdigit() and 0 < figure < min(last_scale, 100)):
                    break
                group = figure if group is None else group + figure
                previous = "digits"
            elif low in ONES:
                v = ONES[low]
                if previous in ("digits", "ones"):
                    break
                if previous == "tens" and not 1 <= v <= 9:
                    break
                if previous == "tens" or previous in ("hundred", "and", "scale", ""):
                    group = v if group is None else group + v
                previous = "ones"
            elif low in TENS:
                if previous in ("digits", "ones", "tens"):
                    break
                group = TENS[low] if group is None else group + TENS[low]
                previous = "tens"
            elif low == "hundred" or (low == "hundreds" and previous == "ones"):
                # "Hundred fifty dead", as people type it.
                is_typed = self.low(j + 1) in TENS
                if not previous and self.low(i - 1) != "a" and self.low(j + 1) not in SCALES and not is_typed:
                    break
                if previous in ("hundred", "scale", "and") or (group is not None and group >= 1000):
                    break
                group = (1 if group is None else group) * 100
                previous = "hundred"
            elif low in SCALES and not (low == "mil" and previous != "digits"):
                size = SCALES[low]
                if (
                    low in ("millions", "milliards", "millionen", "milliarden", "tausend")
                    and self._language[:2] == "en"
                ):
                    break
                if previous == "scale" and low in ("crore", "trillion", "million", "billion") and total:
                    total *= size
                elif group is None:
                    # "Parts per million" has no number of its own.
                    break
                elif size >= last_scale:
                    break
                else:
                    total += (1 if group is None else group) * size
                last_scale, group, previous, scale = size, None, "scale", size
            elif low in DOZENS and group is not None and not total and (group < 100 or not starts_with_digits):
                # "three hundred and two dozen" is 324.
                dozens = group % 100 if group > 100 and group % 100 else group
                group += 11 * dozens
                previous = "dozen"
                j += 1
                break
            elif low == "score" and previous in ("ones", "tens") and group is not None and not total:
                group *= 20
                previous = "dozen"
                j += 1
                break
            elif low == "and" and previous in ("hundred", "scale") and not split_at_and:
                if not self._continues(j + 1, last_scale, previous, starts_with_digits):
                    break
                previous = "and"
                j += 1
                continue
            elif (
                low in HYPHENS
                and previous in ("tens", "hundred")
                and self.low(j + 1) in ONES
                and (self.touches(j) or low != "–")
                and 0 < ONES[self.low(j + 1)] < 10
            ) or (low in HYPHENS and previous in ("ones", "tens", "digits") and self._hyphen_scale(j)):
                j += 1
                continue
            else:
                break
            j += 1
        if not previous or (group is None and not total):
            return None
        if previous == "and":
            j -= 1
        value = total + (group or 0)
        return with_tails(self, value, i, j, starts_with_digits, scale, previous)

    def _hyphen_scale(self, j: int) -> bool:
        return self.touches(j) and self.touches(j + 1) and (self.low(j + 1) in SCALES or self.low(j + 1) == "hundred")

    def _continues(self, j: int, last_scale: float, previous: str, digits: bool) -> bool:
        """Whether the words behind "and" go on with the number: "two hundred and six", not "... and two hundred"."""
        if j >= self._n:
            return False
        low = self.low(j)
        if low not in ONES and low not in TENS and not (digits and self.words[j].kind == "n"):
            return False
        # "Two million and one half", "two hundred and fifty-four hundredths": a share of less than one follows, read as
        # such; "one hundred and thirty-two fifths" divides the whole.
        times, behind = below_hundred(self.low, j)
        below = denominator_at(self.low, behind) if times else None
        if below and (low in ONES or times < below.value):
            return False
        k = j + 1
        while self.low(k) in ONES or self.low(k) in TENS or (self.low(k) in HYPHENS and self.touches(k)):
            k += 1
        after = self.low(k)
        if low in ONES and ONES[low] == 0:
            return False
        if after == "hundred":
            return previous == "scale"
        if after in SCALES:
            return SCALES[after] < last_scale
        # "two thousand and two hundred" goes on; "a hundred and one thirds" is arithmetic, not news.
        return True
