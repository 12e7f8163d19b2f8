"""How the words hold a number: "over 100", "nearly 200", "20 to 30", "between six and eight", "40 or more"."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from knowledge.model import Bound
from knowledge.quantities.figure_lists import listed
from knowledge.quantities.figure_marks import CURRENCY_CODES, CURRENCY_SIGNS, STARTERS, WHOSE_MONEY, sign_begins
from knowledge.quantities.figure_words import FigureWords, figure_words
from knowledge.quantities.named_numbers import is_house_number
from knowledge.quantities.numerals import Numeral, NumeralReader
from knowledge.quantities.uncounted import Reason, is_score, why_uncounted
from knowledge.quantities.units import match_state_after, match_unit
from knowledge.quantities.words import tidy

DASHES = frozenset("-‐‑–—~∼")

_OLDEST: Final = 120
# "toll rose from 42 to 49" is two tolls, not a range.
_CHANGES: Final = listed("changes")
#: "Rose by two to five metres"
_FARTHEST_APART: Final = 3
_UP_AND_DOWN: Final = frozenset(["up", "down"])


@dataclass(slots=True)
class Figure:
    """A number or a range of numbers with its bound, before it is known what it counts. Places count words."""

    low: float | None
    high: float | None
    bound: Bound
    first: int
    last: int
    numeral: Numeral


def single(numeral: Numeral) -> Figure:
    """A number by itself: exact, or as vague as its word."""
    if numeral.form == "vague":
        return Figure(numeral.value, numeral.most, "vague", numeral.first, numeral.last, numeral)
    if numeral.form == "couple":
        return Figure(numeral.value, numeral.value, "about", numeral.first, numeral.last, numeral)
    return Figure(numeral.value, numeral.value, "exact", numeral.first, numeral.last, numeral)


def range_at(reader: NumeralReader, left: Numeral) -> Figure | None:
    """The range that begins here: "20-30", "between 20 and 30", "six to eight", "1.12 to 1.84 million"."""
    words = reader.words
    j = left.last
    unit = match_unit(words, j)
    if unit and unit[1].kind in ("ratio", "money", "measure"):
        j += unit[0]
    else:
        unit = None
    if reader.low(j) in ("-", "–") and reader.low(j + 1) == "to":
        j += 1  # "0-to-60", "ten- to twelve-strong"
    joint = reader.low(j)
    sign = sign_begins(reader, left.first)
    before = reader.low(sign - 1)
    if sign == left.first and before in CURRENCY_CODES:
        before = reader.low(left.first - 2)
    if left.form == "vague" and not (joint == "to" and reader.low(j + 1) in STARTERS):
        return None
    if joint in DASHES:
        if joint == "-" and reader.touches(j) != reader.touches(j + 1):
            return None
    elif joint == "/" and reader.low(j + 1) in CURRENCY_SIGNS:
        pass
    elif joint == "up" and reader.low(j + 1) == "to" and before == "from":
        # "From 450 up to 900 seats"
        if any(reader.low(left.first - k) in _CHANGES for k in range(2, 7)):
            return None
        j += 1
    elif joint in ("to", "through", "till") or (joint == "or" and left.scale == 1):
        changed = any(reader.low(left.first - k) in _CHANGES for k in range(2, 7))
        signed = unit is not None or sign < left.first
        # "Rose by 12 to 340", "went up 12 to 340": by how many, and to what.
        by_how_many = joint == "to" and (before == "by" or before in _UP_AND_DOWN)
        if changed and (before == "from" or (by_how_many and (signed or not _is_a_share(reader, left, j + 1)))):
            return None
    elif joint == "and" and (
        before == "between" or reader.low(left.first - 2) == "between"
    ):  # "between about 20 and 30"
        pass
    else:
        return None
    k = j + 1
    if reader.low(k) in ("-", "–") and joint == "to":
        k += 1
    while (
        reader.low(k) in CURRENCY_SIGNS
        or (reader.low(k) in CURRENCY_CODES and reader.touches(k + 1))
        or (reader.low(k) in WHOSE_MONEY and reader.low(k - 1) in CURRENCY_SIGNS and reader.touches(k + 1))
        or reader.low(k) in ("about", "around", "perhaps", "even", "as", "many", "up")
    ):
        k += 1
        if k > j + 4:
            return None
    if (
        k >= len(words)
        or (words[k].kind != "n" and reader.low(k) not in STARTERS)
        or reader.low(k) in ("a", "an", "half")
    ):
        return None
    right = reader.read(k)
    if right is None or right.fraction != left.fraction:
        return None
    if unit:
        other = match_unit(words, right.last)
        if not other or other[1].name != unit[1].name:
            return None
    low, high = left.value, right.value
    # "Rose 60% in 2018 to 3.9 million": a year before "to" begins no range, but "2016 to 2019" is one of years.
    if (
        left.form == "digits"
        and 1900 <= low <= 2100
        and left.scale == 1
        and high > 2100
        and before in ("in", "since", "during")
    ):
        return None
    if left.scale == 1 and right.scale > 1 and low <= high / right.scale:
        low *= right.scale
    if (
        joint in DASHES
        and left.form == "digits"
        and reader.touches(j)
        and reader.touches(k)
        and is_score(reader, left, right)
    ):
        return None
    if low >= high:
        return None
    if joint == "or" and (high > 3 * low or left.form != right.form):
        return None
    if unit and joint in ("and", "or") and before != "between":
        return None
    first = left.first
    if before in ("between", "from"):
        first = sign - 1 if reader.low(sign - 1) == before else first - 2
    last = right.last
    numeral = Numeral(
        low, left.first, last, left.start, right.end, left.form, max(left.scale, right.scale), left.fraction
    )
    return Figure(low, high, "range", first, last, numeral)


def _is_a_share(reader: NumeralReader, left: Numeral, k: int) -> bool:
    """Whether the number at word `k` is of per cent, points or a like length: "prices rose by 5 to 10 per cent".

    Of measures only what lies near: "output rose by 3,000 to 45,000 barrels" tells by how many, and to what.
    """
    begins = k < len(reader.words) and (reader.words[k].kind == "n" or reader.low(k) in STARTERS)
    right = reader.read(k) if begins else None
    if right is None:
        return False
    unit = match_unit(reader.words, right.last)
    if (unit is not None and unit[1].kind in ("ratio", "times")) or reader.low(right.last) in ("points", "point"):
        return True
    near = right.value <= _FARTHEST_APART * left.value * (right.scale if left.scale == 1 else 1)
    return unit is not None and unit[1].kind in ("measure", "money", "time") and near


def bound_before(reader: NumeralReader, first: int, taken: int, table: FigureWords) -> tuple[int, Bound | None]:
    """Where the bound before a figure begins, and what it is."""
    begins = max(taken, sign_begins(reader, first))
    i = begins - 1
    found: Bound | None = None
    skipped = 0
    while i >= taken and skipped < 3:
        hit = False
        for phrase, bound in table.before.get(reader.low(i), []):
            start = i - len(phrase) + 1
            if phrase[0] in "<>" and reader.touches(start) and reader.low(start - 1) in "=<>":
                continue
            if tuple(phrase) == ("like",) and start > taken and match_unit(reader.words, start - 1):
                # "People like 3 doctors": behind those of whom one speaks it gives an example.
                continue
            if start >= taken and all(reader.low(start + k) == part for k, part in enumerate(phrase)):
                # "The over 60s", "just over": a second bound word may stand before the first ("at least some 40").
                found = bound if found is None or found == "about" else found
                begins, i, hit = start, start - 1, True
                break
        if hit:
            if found != "about":
                break
            continue
        if (
            reader.low(i) in "\"“”‘’'"
            and found is None
            and skipped == 0
            and i - 1 >= taken
            and reader.words[i].kind == "s"
        ):
            i -= 1
            skipped += 1
            continue
        if (
            reader.low(i) in ("the", "a", "an", "another", "total", "of")
            and found is None
            and _bound_beyond(reader, i, taken, table)
        ):
            i -= 1
            skipped += 1
            continue
        break
    return begins, found


#: "Some of the 40 wounded" are a part of 40, and "about the 40" tells of whom one speaks.
_NO_BOUND_BEFORE_THE: Final = frozenset(["some", "about", "around"])


def _bound_beyond(reader: NumeralReader, i: int, taken: int, table: FigureWords) -> bool:
    definite = reader.low(i) == "the" or (reader.low(i) == "of" and reader.low(i - 1) != "total")
    return any(
        phrase[-1] == reader.low(k) and not (definite and phrase[0] in _NO_BOUND_BEFORE_THE and len(phrase) == 1)
        for k in (i - 1, i - 2)
        if k >= taken
        for phrase, _ in table.before.get(reader.low(k), [])
    ) and reader.low(i) in ("a", "another", "the", "total", "of")


def with_bound(figure: Figure, first: int, bound: Bound | None) -> Figure:
    """The figure with the bound that stands before it, from word `first` on."""
    if figure.bound == "range":
        figure.first = min(figure.first, first)
        return figure
    figure.first = min(figure.first, first)
    if bound is None:
        return figure
    value = figure.numeral.value
    return bounded_at(figure, bound, value)


def bounded_at(figure: Figure, bound: Bound, value: float) -> Figure:
    """The figure as a bound word leaves it: "about" gives a tenth either way, "nearly" a tenth below."""
    margin = round(abs(value) * 0.1) if value == int(value) else abs(value) * 0.1
    figure.bound = bound
    if bound in ("over", "at least"):
        figure.low, figure.high = value, None
    elif bound in ("up to", "under"):
        figure.low, figure.high = None, value
    elif bound == "exact":
        figure.low = figure.high = value
    elif bound == "nearly":
        figure.low, figure.high = tidy(value - margin), value
    else:
        figure.low, figure.high = tidy(value - margin), tidy(value + margin)
    return figure


def bound_after(reader: NumeralReader, figure: Figure, table: FigureWords) -> Figure:
    """The figure with a bound that stands behind it: "40 or more", "100+"."""
    if figure.bound not in ("exact", "about"):
        return figure
    for phrase, bound in table.after.get(reader.low(figure.last), []):
        if all(reader.low(figure.last + k) == part for k, part in enumerate(phrase)):
            if phrase[0] == "or" and reader.low(figure.last + len(phrase)) in ("than", "to") and phrase[-1] != "than":
                continue
            if (
                phrase[-1] == "than"
                and (k := figure.last + len(phrase)) < len(reader.words)
                and reader.words[k].kind == "n"
            ):
                continue
            if phrase[0] == "-" and not (reader.touches(figure.last) and reader.touches(figure.last + 1)):
                continue
            if phrase == ("+",) and not reader.touches(figure.last):
                continue
            if phrase == ("plus",) and (
                figure.last + 1 < len(reader.words) and reader.words[figure.last + 1].kind == "n"
            ):
                continue
            if phrase == ("and", "more") and reader.low(figure.last + 2) == "than":
                continue  # "32 died and more than 100 were hurt"
            if phrase == ("at", "least") and reader.low(figure.last + 2) in STARTERS:
                continue
            figure.last += len(phrase)
            return bounded_at(figure, bound, figure.numeral.value)
    return figure


def joined_bounds(reader: NumeralReader, figures: list[Figure]) -> list[Figure]:
    """The same figures, two bounds made one range: "more than 40 and fewer than 100"."""
    joined: list[Figure] = []
    for figure in figures:
        last = joined[-1] if joined else None
        if last is not None and last.last <= figure.first <= last.last + 2:
            between = [reader.low(k) for k in range(last.last, figure.first)]
            low = (
                last.low
                if last.bound in ("over", "at least")
                else figure.low
                if figure.bound in ("over", "at least")
                else None
            )
            high = (
                last.high
                if last.bound in ("under", "up to")
                else figure.high
                if figure.bound in ("under", "up to")
                else None
            )
            if (
                low is not None
                and high is not None
                and low < high
                and between in (["and"], ["but"], [","], [",", "and"], [",", "but"])
            ):
                joined[-1] = Figure(low, high, "range", last.first, figure.last, figure.numeral)
                continue
        joined.append(figure)
    return joined


def why_no_range(reader: NumeralReader, figure: Figure, reason: Reason, text: str, *, bounded: bool) -> Reason:
    """Why two figures joined are no range of counts: years, dates, ages, houses; judged by both ends."""
    if not bounded and figure.numeral.form == "digits" and is_house_number(reader, figure.numeral.first, figure.last):
        return "name"
    if _are_ages(reader, figure):
        return "age"
    if not reason and reader.words[figure.last - 1].kind == "n":
        second = reader.read(figure.last - 1)
        reason = why_uncounted(reader, second, text, bounded=bounded) if second else reason
        reason = "" if reason == "name" and not _touching_letters(reader, figure.last) else reason
    if reason == "pronoun":
        return ""
    years = (figure.low or 0) >= 1500 and (figure.high or 0) <= 2150
    if reason == "year" and not years and reader.low(figure.numeral.first - 1) not in ("a.d.", "ad", "bc"):
        return ""
    return reason


def _are_ages(reader: NumeralReader, figure: Figure) -> bool:
    """Whether a range tells how old those before it were to whom it happened: "pupils from 12 up to 16 were killed"."""
    if reader.low(figure.first - 1) == "aged":
        return True
    people = match_unit(reader.words, figure.first - 1)
    told = people is not None and people[1].kind == "person" and people[1].plural
    befell = reader.low(figure.last) in figure_words().auxiliary or match_state_after(reader.words, figure.last)
    return told and bool(befell) and reader.low(figure.first) in ("from", "between") and (figure.high or 0) <= _OLDEST


def _touching_letters(reader: NumeralReader, last: int) -> bool:
    return reader.touches(last) and reader.words[last].kind == "w"


def score_end(reader: NumeralReader, left: Numeral) -> int:
    """Where the score of a game ends that begins with this figure ("2-1"); 0 when there is none."""
    j = left.last
    if left.form == "digits" and reader.low(j) in "-–" and reader.touches(j) and reader.touches(j + 1):
        right = reader.read(j + 1) if reader.words[j + 1].kind == "n" else None
        if right and right.form == "digits" and right.scale == left.scale == 1 and is_score(reader, left, right):
            return right.last
    return 0
