"""The numbers in a text, as digits or as words: "1,234", "1.2 million", "two hundred and six", "half a dozen".

A numeral is only a number: whether it counts anything is for `quantities` to say.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from knowledge.number_words import DOZENS, FEW, ONES, SCALES, TENS, VAGUE, VAGUE_OF
from knowledge.quantities.denominators import (
    DENOMINATOR_STARTS,
    Denominator,
    below_hundred,
    denominator_at,
    unit_ordinal,
)
from knowledge.quantities.exponents import exponent_at, power_of
from knowledge.quantities.figure_marks import (
    AFTER_A_SHARE,
    BEFORE_MINUS,
    CURRENCY_CODES,
    HYPHENS,
    LENGTH_WORDS,
    MINUSES,
    MONEY_MARKS,
    STARTERS,
    SUFFIXES,
    VULGAR,
)
from knowledge.quantities.units import match_unit
from knowledge.quantities.words import Word, tidy, value_of_digits

_APART: Final = {"k": 10**3, "m": 10**6}


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

    def _figure(self, j: int) -> float | None:
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
                figure = self._figure(j)
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
                if not previous and self.low(i - 1) != "a" and self.low(j + 1) not in SCALES:
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
        return self._with_tails(value, i, j, starts_with_digits, scale, previous)

    def _is_millions(self, i: int, j: int) -> bool:
        """Whether the "m" of "350m" is millions: after a currency, or before what can be counted by the million."""
        money = any(self.low(k) in MONEY_MARKS for k in range(max(0, i - 2), i)) or (
            self.touches(i) and self.low(i - 1) in CURRENCY_CODES
        )
        if self.low(j) == "mm" or money:
            return money
        if self.words[j].capital:
            return not self.touches(j + 1) or self.low(j + 1) in ".,;:)"
        after = self.low(j + 1)
        if self.touches(j + 1) or not after.isalpha() or after in LENGTH_WORDS:
            return False
        return len(after) > 3 or after == "of"

    def _is_letter_apart(self, i: int, j: int) -> bool:
        """Whether a "k" or "M" behind a blank multiplies: "$10 k", "20 k protesters"; "a 10 k run" is a distance."""
        if i and self.low(i - 1) in MONEY_MARKS:
            return self.low(j + 1) not in HYPHENS
        unit = match_unit(self.words, j + 1) if self.low(j) == "k" or self.words[j].capital else None
        return unit is not None and unit[1].plural and unit[1].kind in ("person", "event", "weapon", "thing")

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

    def _with_tails(self, value: float, i: int, j: int, digits: bool, scale: float, previous: str) -> Numeral:
        """Adds "1/2", "½", "point five", "and a half", "k", and reads "two thirds" as a fraction."""
        low = self.low(j)
        if digits and previous == "digits":
            if low in ("/", "⁄") and self.touches(j) and self.touches(j + 1) and self.words[j + 1].kind == "n":
                below = self._figure(j + 1)
                if (
                    below
                    and (below <= 20 or low == "⁄")
                    and below not in (7, 9, 11)
                    and value < below
                    and self.low(j + 2) != "/"
                ):
                    return self.made(value / below, i, j + 2, "digits", fraction=True)
            elif (
                j + 2 < self._n
                and self.words[j].kind == "n"
                and self.low(j + 1) == "/"
                and self.touches(j + 1)
                and self.touches(j + 2)
                and self.words[j + 2].kind == "n"
                and self.low(j + 3) != "/"
            ):
                above, below = self._figure(j), self._figure(j + 2)
                if above and below and above < below and below in (2, 3, 4, 5, 8, 16):
                    return self.made(value + above / below, i, j + 3, "digits")
            elif low in VULGAR and self.words[j].start - self.words[j - 1].end <= 1:
                value += unicodedata.numeric(low)
                j += 1
                low = self.low(j)
            if low in SUFFIXES and self.touches(j):
                return self.made(value * SUFFIXES[low], i, j + 1, "digits", SUFFIXES[low])
            if low in ("k", "m") and not self.touches(j) and self._is_letter_apart(i, j):
                return self.made(value * _APART[low], i, j + 1, "digits", _APART[low])
            if low in ("x", "×", "*", "·") and self.low(j + 1) == "10":
                exponent = exponent_at(self, j + 2)
                power = power_of(10, exponent.value) if exponent else None
                if exponent and power:
                    return self.made(value * power, i, exponent.last, "digits", power)
            if low in ("m", "mm") and self.touches(j) and self._is_millions(i, j):
                return self.made(value * 10**6, i, j + 1, "digits", 10**6)
            if low in SCALES and low not in ("millions", "milliards"):
                return self.made(value * SCALES[low], i, j + 1, "digits", SCALES[low])
        if (
            low == "point"
            and previous in ("ones", "tens", "hundred")
            and (self.low(j + 1) in ONES or self.low(j + 1) in TENS)
        ):
            decimals = ""
            k = j + 1
            while self.low(k) in ONES or self.low(k) in TENS:
                here = self.low(k)
                step = ONES.get(here, TENS.get(here, 0))
                if here in TENS and self.low(k + 1) in ("-",) and self.low(k + 2) in ONES:
                    step += ONES[self.low(k + 2)]
                    k += 2
                decimals += str(step)
                k += 1
            value = float(f"{int(value)}.{decimals}")
            j, low = k, self.low(k)
            if low in SCALES:
                return self.made(value * SCALES[low], i, j + 1, "words", SCALES[low])
        if previous in ("ones", "tens", "digits", "hundred", "scale"):
            upper, lower = self._divided(value, j, previous)
            if lower:
                k = lower.last
                if self.low(k) == "of" and self.low(k + 1) == "a" and self.low(k + 2) in SCALES:
                    size = SCALES[self.low(k + 2)]
                    return self.made(upper / lower.value * size, i, k + 3, "words", size)
                return self.made(upper / lower.value, i, k, "words", fraction=True)
        # "Twenty and three and three fifths": the tens and the ones apart, as a share is read aloud.
        if low == "and" and previous == "tens" and self.low(j + 2) == "and" and 0 < ONES.get(self.low(j + 1), 0) < 10:
            extra, k = self._and_part(j + 3)
            if extra:
                return self.made(value + ONES[self.low(j + 1)] + extra, i, k, "words")
        if low == "and":
            extra, k = self._and_part(j + 1)
            if extra:
                if self.low(k) in SCALES and 1 < SCALES[self.low(k)] < scale:
                    return self.made(value + extra * SCALES[self.low(k)], i, k + 1, "words", scale)
                if self.low(k) in SCALES and scale == 1:
                    size = SCALES[self.low(k)]
                    return self.made((value + extra) * size, i, k + 1, "words", size)
                if scale > 1 and value % scale == 0 and self.low(k) not in SCALES:
                    return self.made(value + extra * scale, i, k, "words", scale)
                if scale == 1:
                    return self.made(value + extra, i, k, "words")
        return self.made(value, i, j, "digits" if digits else "words", scale)

    def _and_part(self, i: int) -> tuple[float, int]:
        """The share after "and": "a half", "a quarter", "three quarters", "one half"."""
        times, k = (1, i + 1) if self.low(i) == "a" else below_hundred(self.low, i)
        below = denominator_at(self.low, k) if times else None
        if below is None or below.plural != (times > 1):
            return 0.0, i
        if times == 1 and below.value > 4 and self.low(below.last) not in ("", ".", ","):
            return 0.0, i
        return times / below.value, below.last

    def _divided(self, value: float, j: int, previous: str) -> tuple[float, Denominator | None]:
        """The number before word `j` as the upper half of a share, and the lower half: "three fifths"."""
        k = j + 1 if self.low(j) in HYPHENS else j
        if self.low(k) not in DENOMINATOR_STARTS:
            return value, None
        ordinal = unit_ordinal(self.low(k))
        tens = TENS.get(self.low(j - 1), 0) if previous == "tens" else 0
        # "One hundred thirty fifths" are a hundred thirty-fifths; behind "and" the thirty belongs to the hundred.
        if ordinal and ordinal[1] and tens and value > tens and self.low(j - 2) != "and":
            return value - tens, Denominator(tens + ordinal[0], k + 1, True)
        below = denominator_at(self.low, k)
        if below is None or below.plural != (value != 1):
            return value, None
        return value, below if below.plural or self.low(below.last) in AFTER_A_SHARE else None
