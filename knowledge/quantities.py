"""The figures in a text: how many, of what, how sure the words are, and over what time.

"Over 100 airstrikes in 48 hours" is 100 upwards, bound "over", of airstrikes, "in 48 hours". A date, a year, an age,
an aircraft's type and a telephone number are no figures.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from knowledge.counted import Counted, CountedReader
from knowledge.figure_words import FigureWords, figure_words
from knowledge.model import Bound, Quantity, Span
from knowledge.numerals import STARTERS, Numeral, NumeralReader, split_words
from knowledge.spells import periods_for
from knowledge.uncounted import is_score, why_uncounted
from knowledge.units import MEASURED, match_side, match_unit

_DASHES = frozenset("-‐‑–—~∼")
_CURRENCY = frozenset("$£€¥₹₽₪₩¢")
_CURRENCY_PREFIXES = frozenset("us c a hk nz s r".split())
# "toll rose from 42 to 49" is two tolls, not a range.
_CHANGES = frozenset(
    "rose rise rises risen rising grew grow grown growing fell fall falls fallen falling increased increase increases increasing "
    "dropped drop drops dropping declined decline climbed climb jumped jump cut lowered raised raise raises revised reduced "
    "went changed down up slipped soared doubled surged expanded shrank improve improved updated corrected".split()
)
_BETWEEN_BOUND_AND_FIGURE = frozenset(["the", "a", "an", "estimated", "another", "total", "of", "about", "some", "around"])


@dataclass(slots=True)
class Figure:
    """A number or a range of numbers with its bound, before it is known what it counts. Places count words."""

    low: float | None
    high: float | None
    bound: Bound
    first: int
    last: int
    numeral: Numeral
    everything: str = ""


def read_quantities(text: str, *, language: str = "en") -> tuple[Quantity, ...]:
    """Every figure that counts something, as the words allow it: "over 100" is not 100, "7 October" is not 7.

    `language` is the text's own, for "1.234" (a thousand in German, one and a bit in English). In the order printed;
    spans are offsets into `text`. Never raises.

    >>> [found] = read_quantities("Over 100 airstrikes hit Homs in the last 48 hours")
    >>> found.low, found.high, found.bound, found.unit, found.period
    (100, None, 'over', 'airstrikes', 'in the last 48 hours')
    """
    return tuple(
        quantity for quantity, kind in _readings(text, language) if kind not in MEASURED
    )


def read_measures(text: str, *, language: str = "en") -> tuple[Quantity, ...]:
    """Every figure, lengths of time and ages included: "48 hours", "a 12-year-old".

    >>> [found.unit for found in read_measures("Over 100 airstrikes in 48 hours")]
    ['airstrikes', 'hours']
    """
    return tuple(quantity for quantity, _ in _readings(text, language, everything=True))


def _readings(text: str, language: str, *, everything: bool = False) -> list[tuple[Quantity, str]]:
    reader = NumeralReader(split_words(text, language), language)
    figures = _figures(reader, text, everything)
    if not figures:
        return []
    counted = CountedReader(reader, text).read(
        [(f.first, f.last, f.numeral.value if f.high == f.low else 2, f.numeral.form) for f in figures]
    )
    readings: list[tuple[Quantity, str]] = []
    for figure, what in zip(figures, counted, strict=True):
        quantity = _quantity(figure, what, reader, everything)
        if quantity:
            readings.append((quantity, what.kind))
    periods = periods_for(text, [quantity.span for quantity, _ in readings])
    return [
        (replace(quantity, period=period) if period else quantity, kind)
        for (quantity, kind), period in zip(readings, periods, strict=True)
    ]


def _figures(reader: NumeralReader, text: str, everything: bool) -> list[Figure]:
    """The numbers of the text that may be counts, ranges joined, each with its bound."""
    table = figure_words()
    words = reader.words
    figures: list[Figure] = []
    taken = 0
    i = 0
    while i < len(words):
        word = words[i]
        if word.kind == "w" and word.low in table.nought or word.low in table.nobody:
            nought = _nought(reader, i, table)
            if nought:
                figures.append(nought)
                taken = i = nought.last
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
        score = _score_end(reader, numeral)
        if score:
            i = score
            continue
        figure = _range(reader, numeral, text) or _single(reader, numeral)
        first, bound, high_only = _bound_before(reader, numeral.first, taken, table)
        bounded = bound is not None or figure.bound == "range"
        reason = why_uncounted(reader, numeral, text, bounded=bound is not None)
        if figure.bound == "range" and not reason:
            second = reader.read(figure.last - 1) if words[figure.last - 1].kind == "n" else None
            reason = why_uncounted(reader, second, text, bounded=bound is not None) if second else reason
            reason = "" if reason in ("name", "pronoun") and figure.high != figure.low else reason
        if reason == "year" and figure.bound == "range" and (figure.high or 0) > 2100:
            reason = ""
        if everything and (reason == "age" and _is_printed_age(reader, numeral) or reason == "pronoun" and _is_one_of(reader, numeral)):
            reason = ""
        if reason:
            i = max(figure.last, numeral.last) if reason in ("date", "year", "age") else numeral.last
            continue
        if figure.numeral.form != "vague" or figure.bound == "range":
            figure = _with_bound(figure, first, bound, high_only)
        elif bound:
            figure.first = first
        if not bounded or bound in ("about", "exact"):
            figure = _bound_after(reader, figure, table)
        figures.append(figure)
        taken = figure.last
        i = figure.last
    return _joined_bounds(reader, figures)


def _joined_bounds(reader: NumeralReader, figures: list[Figure]) -> list[Figure]:
    """"More than 40 and fewer than 100" is one range from 40 to 100."""
    joined: list[Figure] = []
    for figure in figures:
        last = joined[-1] if joined else None
        if last is not None and last.last <= figure.first <= last.last + 2:
            between = [reader.low(k) for k in range(last.last, figure.first)]
            low = last.low if last.bound in ("over", "at least") else figure.low if figure.bound in ("over", "at least") else None
            high = last.high if last.bound in ("under", "up to") else figure.high if figure.bound in ("under", "up to") else None
            if low is not None and high is not None and low < high and between in (["and"], ["but"], [","], [",", "and"], [",", "but"]):
                joined[-1] = Figure(low, high, "range", last.first, figure.last, figure.numeral)
                continue
        joined.append(figure)
    return joined


def _is_printed_age(reader: NumeralReader, numeral: Numeral) -> bool:
    return any(reader.low(k) in ("year", "years", "month", "months", "week", "weeks") for k in (numeral.last, numeral.last + 1))


def _is_one_of(reader: NumeralReader, numeral: Numeral) -> bool:
    return reader.low(numeral.last) == "of" and reader.low(numeral.last + 1) in ("the", "my", "our", "his", "her", "their", "its")


def _score_end(reader: NumeralReader, left: Numeral) -> int:
    """Where the score of a game ends that begins with this figure ("2-1"); 0 when there is none."""
    j = left.last
    if left.form == "digits" and reader.low(j) in "-–" and reader.touches(j) and reader.touches(j + 1):
        right = reader.read(j + 1) if reader.words[j + 1].kind == "n" else None
        if right and right.form == "digits" and right.scale == left.scale == 1 and left.value < 200 and is_score(reader, left, right):
            return right.last
    return 0


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


def _one_event(reader: NumeralReader, i: int) -> Figure | None:
    """"An airstrike struck ...": one, when the strike is what the sentence is about; "killed in an airstrike" is a mention."""
    for k in (i + 1, i + 2):
        unit = match_unit(reader.words, k)
        if unit and not unit[1].plural and unit[1].name in ("airstrikes", "drone strikes"):
            before = reader.low(i - 1)
            if before not in figure_words().stops and (reader.low(k) != "strike" or reader.low(k + 1).endswith("ed")):
                word = reader.words[i]
                return Figure(1, 1, "exact", i, i + 1, Numeral(1, i, i + 1, word.start, word.end, "article"))
    return None


def _single(reader: NumeralReader, numeral: Numeral) -> Figure:
    if numeral.form == "vague":
        return Figure(numeral.value, numeral.most, "vague", numeral.first, numeral.last, numeral)
    if numeral.form == "couple":
        return Figure(numeral.value, numeral.value, "about", numeral.first, numeral.last, numeral)
    return Figure(numeral.value, numeral.value, "exact", numeral.first, numeral.last, numeral)


def _range(reader: NumeralReader, left: Numeral, text: str) -> Figure | None:
    """"20-30", "between 20 and 30", "six to eight", "1.12 to 1.84 million", "$5-6 million"."""
    words = reader.words
    j = left.last
    unit = match_unit(words, j)
    if unit and unit[1].kind in ("ratio", "money", "measure"):
        j += unit[0]
    else:
        unit = None
    joint = reader.low(j)
    before = reader.low(left.first - 1)
    if before in _CURRENCY:
        before = reader.low(left.first - 2)
    if left.form == "vague" and not (joint == "to" and reader.low(j + 1) in STARTERS):
        return None
    if joint in _DASHES:
        if joint == "-" and not reader.touches(j) == reader.touches(j + 1):
            return None
    elif joint == "/" and reader.low(j + 1) in _CURRENCY:
        pass
    elif joint in ("to", "through", "till") or (joint == "or" and left.scale == 1):
        if before == "from" and any(reader.low(left.first - k) in _CHANGES for k in range(2, 6)):
            return None
    elif joint == "and" and (before == "between" or reader.low(left.first - 2) == "between"):  # "between about 20 and 30"
        pass
    else:
        return None
    k = j + 1
    while reader.low(k) in _CURRENCY or reader.low(k) in ("about", "around", "perhaps", "even", "as", "many", "up"):
        k += 1
        if k > j + 4:
            return None
    if k >= len(words) or (words[k].kind != "n" and reader.low(k) not in STARTERS) or reader.low(k) in ("a", "an", "half"):
        return None
    right = reader.read(k)
    if right is None or right.fraction != left.fraction:
        return None
    if unit:
        other = match_unit(words, right.last)
        if not other or other[1].name != unit[1].name:
            return None
    low, high = left.value, right.value
    if left.scale == 1 and right.scale > 1 and low <= high / right.scale:
        low *= right.scale
    if joint in _DASHES and left.form == "digits" and reader.touches(j) and reader.touches(k) and is_score(reader, left, right):
        return None
    if low >= high:
        return None
    if joint == "or" and (high > 3 * low or left.form != right.form):
        return None
    first = left.first
    if before in ("between", "from"):
        first -= 1 if reader.low(left.first - 1) == before else 2
    last = right.last
    numeral = Numeral(low, left.first, last, left.start, right.end, left.form, max(left.scale, right.scale), left.fraction)
    return Figure(low, high, "range", first, last, numeral)


def _bound_before(reader: NumeralReader, first: int, taken: int, table: FigureWords) -> tuple[int, Bound | None, bool]:
    """Where the bound before a figure begins, and what it is."""
    i = first - 1
    begins = first
    while i >= taken and i > first - 3 and (
        reader.low(i) in _CURRENCY or (reader.low(i) in _CURRENCY_PREFIXES and reader.touches(i + 1))
    ):
        begins, i = i, i - 1
    found: Bound | None = None
    skipped = 0
    while i >= taken and skipped < 3:
        hit = False
        for phrase, bound in table.before.get(reader.low(i), []):
            start = i - len(phrase) + 1
            if phrase[0] in "<>" and reader.touches(start) and reader.low(start - 1) in "=<>":
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
        if reader.low(i) in "\"“”‘’'" and found is None and skipped == 0 and i - 1 >= taken and reader.words[i].kind == "s":
            i -= 1
            skipped += 1
            continue
        if reader.low(i) in ("the", "a", "an", "another", "total", "of") and found is None and _bound_beyond(reader, i, taken, table):
            i -= 1
            skipped += 1
            continue
        break
    return begins, found, False


def _bound_beyond(reader: NumeralReader, i: int, taken: int, table: FigureWords) -> bool:
    return any(
        phrase[-1] == reader.low(k) for k in (i - 1, i - 2) if k >= taken for phrase, _ in table.before.get(reader.low(k), [])
    ) and reader.low(i) in ("a", "another", "the", "total", "of")


def _with_bound(figure: Figure, first: int, bound: Bound | None, high_only: bool) -> Figure:
    if figure.bound == "range":
        figure.first = min(figure.first, first)
        return figure
    figure.first = min(figure.first, first)
    if bound is None:
        return figure
    value = figure.numeral.value
    return _bounded(figure, bound, value)


def _bounded(figure: Figure, bound: Bound, value: float) -> Figure:
    margin = round(abs(value) * 0.1) if value == int(value) else abs(value) * 0.1
    figure.bound = bound
    if bound in ("over", "at least"):
        figure.low, figure.high = value, None
    elif bound in ("up to", "under"):
        figure.low, figure.high = None, value
    elif bound == "exact":
        figure.low = figure.high = value
    elif bound == "nearly":
        figure.low, figure.high = value - margin, value
    else:
        figure.low, figure.high = value - margin, value + margin
    return figure


def _bound_after(reader: NumeralReader, figure: Figure, table: FigureWords) -> Figure:
    if figure.bound not in ("exact", "about"):
        return figure
    for phrase, bound in table.after.get(reader.low(figure.last), []):
        if all(reader.low(figure.last + k) == part for k, part in enumerate(phrase)):
            if phrase[0] == "or" and reader.low(figure.last + len(phrase)) in ("than", "to") and phrase[-1] != "than":
                continue
            if phrase[-1] == "than" and (k := figure.last + len(phrase)) < len(reader.words) and reader.words[k].kind == "n":
                continue
            if phrase[0] == "-" and not (reader.touches(figure.last) and reader.touches(figure.last + 1)):
                continue
            if phrase == ("+",) and not reader.touches(figure.last):
                continue
            if phrase == ("plus",) and (figure.last + 1 < len(reader.words) and reader.words[figure.last + 1].kind == "n"):
                continue
            if phrase == ("at", "least") and reader.low(figure.last + 2) in STARTERS:
                continue
            figure.last += len(phrase)
            return _bounded(figure, bound, figure.numeral.value)
    return figure


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
    if everything and what.kind == "time" and reader.low(figure.last) in _DASHES and reader.low(figure.last + 2) not in ("old", "-"):
        return None
    one = reader.low(figure.numeral.first) == "one" and figure.numeral.last == figure.numeral.first + 1
    if one and not everything and not what.unit and not what.state:
        return None
    if form in ("nobody", "nought") and not (what.unit or what.state):
        return None
    start = min(reader.words[figure.first].start, what.start if what.start >= 0 else reader.words[figure.first].start)
    end = max(reader.words[figure.last - 1].end, what.end)
    return Quantity(
        low=figure.low, high=figure.high, bound=figure.bound, counted=what.counted, span=Span(start, end),
        unit=what.unit, state=what.state,
    )

