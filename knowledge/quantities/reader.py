"""The figures in a text: how many, of what, how sure the words are, and over what time.

"Over 100 airstrikes in 48 hours" is 100 upwards, bound "over", of airstrikes, "in 48 hours". A date, a year, an age,
an aircraft's type and a telephone number are no figures.
"""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import Final

from knowledge.model import Quantity, Span
from knowledge.quantities.ages import is_told_age
from knowledge.quantities.bounds import (
    DASHES,
    Figure,
    bound_after,
    bound_before,
    joined_bounds,
    range_at,
    score_end,
    single,
    why_no_range,
    with_bound,
)
from knowledge.quantities.counted import CountedReader
from knowledge.quantities.estimates import reckoned, with_intervals
from knowledge.quantities.figure_lists import listed
from knowledge.quantities.figure_marks import STARTERS
from knowledge.quantities.figure_words import FigureWords, figure_words
from knowledge.quantities.held_behind import held_behind
from knowledge.quantities.numerals import Numeral, NumeralReader
from knowledge.quantities.outcomes import Counted
from knowledge.quantities.ranks import ranks_at
from knowledge.quantities.ratios import ratio_at
from knowledge.quantities.spells import periods_for
from knowledge.quantities.thousands import in_thousands
from knowledge.quantities.uncounted import why_uncounted
from knowledge.quantities.units import (
    MEASURED,
    match_body,
    match_side,
    match_state_after,
    match_unit,
    unit_table,
)
from knowledge.quantities.words import split_words


def read_quantities(text: str, *, language: str = "en") -> tuple[Quantity, ...]:
    """Every figure that counts something, as the words allow it: "over 100" is not 100, "7 October" is not 7.

    `language` is the text's own, for "1.234" (a thousand in German, one and a bit in English). In the order printed;
    spans are offsets into `text`. Never raises.

    >>> [found] = read_quantities("Over 100 airstrikes hit Homs in the last 48 hours")
    >>> found.low, found.high, found.bound, found.unit, found.period
    (100, None, 'over', 'airstrikes', 'in the last 48 hours')
    """
    return tuple(quantity for quantity, kind in _readings(text, language) if kind not in MEASURED)


def read_measures(text: str, *, language: str = "en") -> tuple[Quantity, ...]:
    """Every figure, lengths of time and ages included: "48 hours", "a 12-year-old".

    >>> [found.unit for found in read_measures("Over 100 airstrikes in 48 hours")]
    ['airstrikes', 'hours']
    """
    return tuple(quantity for quantity, _ in _readings(text, language, everything=True))


# A claim, a headline and a sentence of a card are read for their figures by several who ask different things of them.
@lru_cache(maxsize=1_000)
def _readings(text: str, language: str, *, everything: bool = False) -> tuple[tuple[Quantity, str], ...]:
    reader = NumeralReader(split_words(text, language), language)
    figures = _figures(reader, text, everything)
    if not figures:
        return ()
    counted = CountedReader(reader, text).read(
        [(f.first, f.last, f.numeral.value if f.high in (f.low, None) else 2, f.numeral.form) for f in figures]
    )
    readings: list[tuple[Quantity, str]] = []
    for read, what in zip(figures, counted, strict=True):
        figure = reckoned(reader, in_thousands(reader, read, what.kind), what.counted, what.state)
        quantity = _quantity(figure, what, reader, everything)
        if quantity:
            readings.append((quantity, what.kind))
    periods = periods_for(text, [quantity.span for quantity, _ in readings])
    return tuple(
        # A distance has no time that it covers.
        (replace(quantity, period=period) if period and kind != "measure" else quantity, kind)
        for (quantity, kind), period in zip(readings, periods, strict=True)
    )


def _figures(reader: NumeralReader, text: str, everything: bool) -> list[Figure]:
    """The numbers of the text that may be counts, ranges joined, each with its bound."""
    table = figure_words()
    words = reader.words
    figures: list[Figure] = []
    taken = 0
    i = 0
    while i < len(words):
        word = words[i]
        if (
            (word.kind == "w" and word.low in table.nought)
            or word.low in table.nobody
            or (figures and word.low == _NONE)
        ):
            nought = _none(reader, i, table) if word.low == _NONE else _nought(reader, i, table)
            if nought:
                figures.append(nought)
                taken = i = nought.last
                continue
        if everything and word.low == "the":
            ranks = ranks_at(reader, i, taken, table)
            if ranks:
                figures.append(ranks)
                taken = i = ranks.last
                continue
        if word.kind != "n" and word.low not in STARTERS:
            i += 1
            continue
        between = reader.low(i - 1) in ("between", "from") or (reader.low(i - 2) == "between" and i > 1)
        numeral = reader.read(i, split_at_and=between)
        if numeral is None:
            article = _one_event(reader, i) if word.low in ("a", "an") else None
            if article:
                figures.append(article)
                taken = article.last
            i += 1
            continue
        first, bound = bound_before(reader, numeral.first, taken, table)
        numeral = ratio_at(reader, numeral, text, bounded=bound is not None) or numeral
        score = score_end(reader, numeral)
        if score:
            i = score
            continue
        figure = range_at(reader, numeral) or single(numeral)
        bounded = bound is not None or figure.bound == "range"
        reason = why_uncounted(reader, numeral, text, bounded=bound is not None)
        if figure.bound == "range":
            reason = why_no_range(reader, figure, reason, text, bounded=bound is not None)
        if everything and (
            (reason == "age" and (_is_printed_age(reader, numeral) or is_told_age(reader, numeral)))
            or (reason == "pronoun" and _is_one_of(reader, numeral))
        ):
            reason = ""
        if reason:
            i = max(figure.last, numeral.last) if reason in ("date", "year", "age") else numeral.last
            continue
        if figure.numeral.form != "vague" or figure.bound == "range":
            figure = with_bound(figure, first, bound)
        elif bound:
            figure.first = first
        if not bounded or bound in ("about", "exact"):
            figure = bound_after(reader, figure, table)
        figures.append(figure)
        taken = figure.last
        i = figure.last
    return with_intervals(reader, joined_bounds(reader, figures))


def _stands_alone(reader: NumeralReader, figure: Figure) -> bool:
    """A bare figure with nothing behind it: a page's footer ("Views: 5938", "SSH 11"), or a list's "2." by itself."""
    if figure.numeral.form == "digits" and figure.first == 0 and len(reader.words) == 2 and reader.low(1) in ".)":
        return True
    if figure.numeral.form != "digits" or figure.last < len(reader.words):
        return False
    return figure.first > 0 and (
        reader.low(figure.first - 1) in ".!?"
        or reader.words[figure.first - 1].kind == "n"
        or any(reader.low(k) in ".!?" for k in (figure.first - 2, figure.first - 3) if k >= 0)
    )


def _is_printed_age(reader: NumeralReader, numeral: Numeral) -> bool:
    return any(
        reader.low(k) in ("year", "years", "month", "months", "week", "weeks") for k in (numeral.last, numeral.last + 1)
    )


def _is_one_of(reader: NumeralReader, numeral: Numeral) -> bool:
    return reader.low(numeral.last) == "of" and reader.low(numeral.last + 1) in (
        "the",
        "my",
        "our",
        "his",
        "her",
        "their",
        "its",
    )


def _nought(reader: NumeralReader, i: int, table: FigureWords) -> Figure | None:
    for phrase in table.nobody.get(reader.low(i), []):
        if all(reader.low(i + k) == part for k, part in enumerate(phrase)):
            word = reader.words[i]
            last = i + len(phrase)
            numeral = Numeral(0, i, last, word.start, reader.words[last - 1].end, "nobody")
            return Figure(0, 0, "exact", i, last, numeral)
    for phrase in table.nought.get(reader.low(i), []):
        if all(reader.low(i + k) == part for k, part in enumerate(phrase)):
            last = i + len(phrase)
            for k in range(last, min(last + 4, len(reader.words))):
                unit = match_unit(reader.words, k)
                if unit and unit[1].kind in ("person", "event", "weapon", "thing"):
                    numeral = Numeral(0, i, last, reader.words[i].start, reader.words[last - 1].end, "nought")
                    return Figure(0, 0, "exact", i, last, numeral)
                if reader.words[k].kind != "w" or (reader.low(k) in table.stops and not match_side(reader.words, k)):
                    break
    return None


#: "105 were launched, none intercepted" counts none of those counted before.
_NONE = "none"


def _none(reader: NumeralReader, i: int, table: FigureWords) -> Figure | None:
    k = i + 1
    if reader.low(k) == "of" and reader.low(k + 1) in ("them", "these", "those", "which", "whom"):
        k += 2
    while reader.low(k) in table.auxiliary:
        k += 1
    if match_state_after(reader.words, k) is None:
        return None
    word = reader.words[i]
    return Figure(0, 0, "exact", i, i + 1, Numeral(0, i, i + 1, word.start, word.end, _NONE))


def _one_event(reader: NumeralReader, i: int) -> Figure | None:
    """One strike, where the sentence is about it ("an airstrike struck"); "killed in an airstrike" is a mention."""
    for k in (i + 1, i + 2):
        unit = match_unit(reader.words, k)
        if unit and not unit[1].plural and unit[1].name in ("airstrikes", "drone strikes"):
            before = reader.low(i - 1)
            if before not in figure_words().stops and (reader.low(k) != "strike" or reader.low(k + 1).endswith("ed")):
                word = reader.words[i]
                return Figure(1, 1, "exact", i, i + 1, Numeral(1, i, i + 1, word.start, word.end, "article"))
    return None


def _are_only_most(reader: NumeralReader, figure: Figure, unit: str) -> bool:
    """Whether only most of a number are what it counts: "killed 22 mostly children"; not "mainly Arab fighters"."""
    behind = match_unit(reader.words, figure.last + 1)
    return reader.low(figure.last) in _MOST_OF_THEM and behind is not None and behind[1].name == unit


def _are_commanded(reader: NumeralReader, figure: Figure, counted: str) -> bool:
    """Whether an armed body is said right before a number of men to have them: "ISIS commands 5,000 members"."""
    k = figure.first - 1
    if counted.split()[-1:] != [counted] or counted.lower() not in unit_table().their_men:
        return False
    if figure.numeral.value < _A_FORCE or reader.low(k) not in _COMMANDING:
        return False
    k -= 2 if reader.low(k - 1) in _STILL else 1
    return any(
        match_body(reader.words, k - length + 1) == length
        for length in range(1, _LONGEST_BODY + 1)
        if k - length + 1 >= 0
    )


_MOST_OF_THEM: Final = listed("most_of_them")
_COMMANDING: Final = listed("commanding")
_STILL: Final = listed("still")
#: Fewer may be in a council, or in jail.
_A_FORCE: Final = 100
#: Words in the longest name of an armed body.
_LONGEST_BODY: Final = 3


def _quantity(figure: Figure, what: Counted, reader: NumeralReader, everything: bool) -> Quantity | None:
    form = figure.numeral.form
    # "Several" is a figure only of something that news counts, "half" only of something.
    if form == "vague" and figure.numeral.scale == 1 and figure.high is not None and not what.unit:
        return None
    if form == "article" and not what.unit:
        return None
    if figure.numeral.fraction and not what.counted and not everything:
        return None
    if form == "vague" and figure.high is not None and what.kind in MEASURED:
        return None
    # "A five-year award" measures the award, it counts nothing.
    if (
        everything
        and what.kind == "time"
        and reader.low(figure.last) in DASHES
        and reader.low(figure.last + 2) not in ("old", "-")
    ):
        return None
    one = reader.low(figure.numeral.first) == "one" and figure.numeral.last == figure.numeral.first + 1
    if one and not everything and not what.unit and not what.state:
        return None
    if (form == "nobody" and not what.state) or (form == "nought" and not what.unit):
        return None
    if form == _NONE and not (what.unit and what.state):
        return None
    if figure.numeral.fraction and what.kind != "ratio":
        what.unit = "share"
    if not (what.counted or what.state or what.unit) and figure.bound == "exact" and _stands_alone(reader, figure):
        return None
    if what.state and what.kind == "person" and _are_only_most(reader, figure, what.unit):
        what.unit = "people"
    if not what.state and what.unit in ("men", "people") and _are_commanded(reader, figure, what.counted):
        what.unit = "fighters"
    start = min(reader.words[figure.first].start, what.start if what.start >= 0 else reader.words[figure.first].start)
    end = held_behind(reader, figure, max(reader.words[figure.last - 1].end, what.end))
    return Quantity(
        low=figure.low,
        high=figure.high,
        bound=figure.bound,
        counted=what.counted,
        span=Span(start, end),
        unit=what.unit,
        state=what.state,
    )
