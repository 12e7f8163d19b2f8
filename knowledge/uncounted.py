"""Figures that count nothing: dates, years, clock times, ages, names ("Su-24", "Route 66"), scores, telephone numbers."""

from __future__ import annotations

import re
from typing import Final, Literal

from knowledge.figure_words import FigureWords, figure_words
from knowledge.numerals import Numeral, NumeralReader
from knowledge.units import match_state_after, match_state_before, match_unit

#: Why a figure is no count; "" when it may be one.
Reason = Literal["", "year", "date", "clock", "age", "name", "ordinal", "score", "section", "pronoun"]

_DASHES: Final = frozenset("-‐‑–—")
_SYMBOLS: Final = frozenset("$£€¥₹₽₪₩¢~≈∼<>=≤≥(+")
# Letters that may touch a figure in front of it without making a name of it: "US$5", "Rs500", "c200".
_PREFIXES: Final = frozenset("us rs usd eur gbp ca approx chf cad aud ps minus".split())
_ORDINAL_ENDINGS: Final = frozenset(["st", "nd", "rd", "th"])
_ORDINALS: Final = frozenset(
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth "
    "sixteenth seventeenth eighteenth nineteenth twentieth thirtieth hundredth thousandth millionth".split()
)
_CARDINAL_MONTHS_NEED_A_CAPITAL: Final = frozenset(["may", "march", "mar", "sep", "dec", "mars", "mai", "apr", "jan", "jun"])
_GAMES: Final = frozenset(
    "win won wins beat beats beating lost lose loses draw drew victory defeat defeated score scored aggregate lead leading "
    "goalless final triumph advantage thrashed edged hammered shootout equaliser record".split()
)
_NOT_BEFORE_ONE: Final = frozenset(
    "no the same this that which any every each another other some first last next good bad big small new old right wrong only "
    "single very someone such what whichever".split()
)
_NOT_AFTER_ONE: Final = frozenset(
    "of another day time thing another's can could should must may might will would is has 's who that that's to for in and or on "
    "at with as where when if side hand way point by but moment".split()
)
_LINE_START: Final = re.compile(r"[ \t]*[(\[]?\Z")


def why_uncounted(reader: NumeralReader, numeral: Numeral, text: str, *, bounded: bool) -> Reason:
    """Why this number counts nothing, or "" when it may be a count; `bounded` when words like "over" stand before it.

    >>> from knowledge.numerals import split_words
    >>> reader = NumeralReader(split_words("a Su-24 on 7 October 2023"))
    >>> [why_uncounted(reader, reader.read(i), "a Su-24 on 7 October 2023", bounded=False) for i in (3, 5, 7)]
    ['name', 'date', 'year']
    """
    table = figure_words()
    if numeral.form == "digits":
        reason = _digits(reader, numeral, text, table, bounded)
        if reason:
            return reason
    return _words(reader, numeral, table)


def _is_month(reader: NumeralReader, i: int, text: str, table: FigureWords) -> bool:
    low = reader.low(i)
    if low not in table.months:
        return False
    return low not in _CARDINAL_MONTHS_NEED_A_CAPITAL or text[reader.words[i].start].isupper()


def _digits(reader: NumeralReader, numeral: Numeral, text: str, table: FigureWords, bounded: bool) -> Reason:
    words = reader.words
    first, last = numeral.first, numeral.last
    before, after = reader.low(first - 1), reader.low(last)
    touches_before, touches_after = reader.touches(first), reader.touches(last)
    after_is_figure = last < len(words) and words[last].kind == "n"
    unit = match_unit(words, last)

    if touches_before:
        kind = words[first - 1].kind
        if kind == "w" and before not in _PREFIXES:
            return "name"
        if kind == "u" or before in ("_", "§", "№", "\\", "^"):
            return "name"
        if before in "/:.,'’" and first >= 2 and words[first - 2].kind == "n" and reader.touches(first - 1):
            return "clock" if before == ":" else "date"
        if before in _DASHES and reader.touches(first - 1) and first >= 2:
            if words[first - 2].kind == "w" and not _is_month(reader, first - 2, text, table):
                return "name" if reader.low(first - 2) not in table.number_like else ""
            if before == "-" and words[first - 2].kind == "n" and _chain(reader, first):
                return "name"
        if before == "." and reader.low(first - 2) in table.named:
            return "name"
        if before == "+" and after in ("-", "(") and touches_after:
            return "name"
    if touches_after and last < len(words):
        kind = words[last].kind
        if after in _ORDINAL_ENDINGS:
            return "ordinal"
        if kind == "w" and after in table.clock:
            return "clock"
        if kind == "w" and after not in ("x", "e") and not (unit and unit[1].kind in ("measure", "money", "ratio", "time", "times")):
            return "name"
        if after == ":" and reader.touches(last + 1) and last + 1 < len(words) and words[last + 1].kind == "n":
            return "clock"
        if after in ("/", ".") and reader.touches(last + 1) and last + 1 < len(words) and words[last + 1].kind == "n":
            return "date"
        if after == "-" and last + 1 < len(words) and words[last + 1].kind == "n" and reader.touches(last + 1) and _chain(reader, last + 1):
            return "name"
        if after in _DASHES and reader.touches(last + 1) and reader.low(last + 1) in ("year", "years") and reader.low(last + 3) in ("old", "olds"):
            return "age"
    if after in table.clock and after != "est":
        return "clock"
    if _LINE_START.fullmatch(text, text.rfind("\n", 0, numeral.start) + 1, numeral.start) and numeral.value < 100:
        if after in (".", ")") and touches_after and not reader.touches(last + 1) and last + 1 < len(words):
            return "section"
    if numeral.scale == 1 and not numeral.fraction:
        whole = numeral.value == int(numeral.value)
        if whole and 1 <= numeral.value <= 31:
            if _is_month(reader, last, text, table) or (after == "of" and _is_month(reader, last + 1, text, table)):
                return "date"
            month_before = _is_month(reader, first - 1, text, table) or (
                before == "." and _is_month(reader, first - 2, text, table)
            )
            # "On 7 October 12 civilians were killed": people are counted, days are not.
            if month_before and not (unit and unit[1].kind in ("person", "ratio")) and not bounded:
                return "date"
            if after in ("to", "-", "–", "and", ",", "or") and after_next_is_figure(reader, last + 1) and _is_month(reader, last + 2, text, table):
                return "date"
        if _is_year(reader, numeral, text, table, bounded, unit[1].kind if unit else ""):
            return "year"
        age = _age(reader, numeral, text)
        if age:
            return age
        if not bounded and _follows_a_name(reader, numeral, text, table):
            return "name"
    if before == "p" and reader.low(first - 2) in ("s", "&"):
        return "name"
    if before in table.named and not bounded and not after_is_figure:
        plain_count = unit and unit[1].kind in ("person", "weapon", "ratio", "event") and unit[1].plural
        if not (plain_count and before not in ("no", "number", "flight", "route", "article", "resolution", "age", "aged")):
            return "name"
    return ""


def _follows_a_name(reader: NumeralReader, numeral: Numeral, text: str, table: FigureWords) -> bool:
    """"Galaxy Note 20", "Kick 6": a name with a number, unless what follows can be counted or the text is a headline."""
    first, last, words = numeral.first, numeral.last, reader.words
    if first < 1 or words[first - 1].kind != "w" or last != first + 1 or numeral.value != int(numeral.value):
        return False
    word = words[first - 1]
    name = text[word.start : word.end]
    # A sentence's first word has its capital by right; "In Homs 12 died" has a verb behind the figure.
    if not name[0].isupper() or first < 2 or words[first - 2].kind == "s" and words[first - 2].low not in "-'’&" or "," in words[first].low:
        return False
    if match_unit(words, last) or match_state_after(words, last) or match_state_before(words, first - 1):
        return False
    if word.low in table.stops or word.low in table.auxiliary or _is_month(reader, first - 1, text, table):
        return False
    after = reader.low(last)
    if after in table.auxiliary or (after.endswith("s") and words[last].kind == "w" and text[words[last].start].islower() and after not in table.stops):
        return False
    near = [w for w in words[max(0, first - 6) : last + 6] if w.kind == "w" and w.end - w.start > 3]
    capitals = sum(text[w.start].isupper() for w in near)
    return capitals <= 0.6 * len(near) or capitals <= 2


def after_next_is_figure(reader: NumeralReader, i: int) -> bool:
    """Whether word `i` is a figure in digits."""
    return 0 <= i < len(reader.words) and reader.words[i].kind == "n"


def _chain(reader: NumeralReader, i: int) -> bool:
    """Whether three or more figures hang together by hyphens: a telephone number, an ISO date, an identifier."""
    links, words = 0, reader.words
    k = i
    while k >= 2 and reader.low(k - 1) in ("-", "/") and reader.touches(k) and reader.touches(k - 1) and words[k - 2].kind == "n" and links < 4:
        links, k = links + 1, k - 2
    k = i
    while (
        k + 2 < len(words) and reader.low(k + 1) in ("-", "/") and reader.touches(k + 1) and reader.touches(k + 2)
        and words[k + 2].kind == "n" and links < 4
    ):
        links, k = links + 1, k + 2
    return links >= 2


def _is_year(
    reader: NumeralReader, numeral: Numeral, text: str, table: FigureWords, bounded: bool, unit_kind: str
) -> bool:
    printed = reader.words[numeral.first].low
    if len(printed) != 4 or not printed.isdigit() or numeral.last != numeral.first + 1:
        return False
    if not 1000 <= numeral.value <= 2100:
        return False
    first, last = numeral.first, numeral.last
    before, after = reader.low(first - 1), reader.low(last)
    if before in _SYMBOLS - {"("} or unit_kind in ("ratio", "money", "measure"):
        return False
    cue = before in table.year_cues or _is_month(reader, first - 1, text, table) or before in ("a.d.", "ad", "bc")
    dated = (before == "," and (_is_month(reader, first - 3, text, table) or _is_month(reader, first - 2, text, table))) or (
        first >= 2 and reader.words[first - 1].kind == "n" and _is_month(reader, first - 2, text, table)
    )
    if dated:
        return True
    if bounded and before not in ("around", "about", "over", "beyond", "between"):
        return False
    if bounded and unit_kind:
        return False
    if numeral.value < 1500:
        return before in ("a.d.", "ad", "bc") or after in ("a.d.", "ad", "bc", "bce", "ce")
    if numeral.value < 1900:
        return cue and unit_kind == "" and not bounded
    if unit_kind in ("person", "weapon", "thing", "event") and not (cue or after in ("-", "–")):
        return False
    if unit_kind == "person" and before in ("the", "of", "and", "for", "to"):
        return False
    return True


def _age(reader: NumeralReader, numeral: Numeral, text: str) -> Reason:
    first, last, words = numeral.first, numeral.last, reader.words
    before, after = reader.low(first - 1), reader.low(last)
    if not 0 < numeral.value <= 120:
        return ""
    if before in ("aged", "age"):
        return "age"
    if after in ("year", "years", "month", "months", "year-old") and reader.low(last + 1) in ("old", "-"):
        return "age" if reader.low(last + 1) == "old" or reader.low(last + 2) in ("old", "olds") else ""
    if after in ("years", "months") and reader.low(last + 1) == "of" and reader.low(last + 2) == "age":
        return "age"
    # "Amina Haddad, 34, said": a name, a comma, an age.
    if before == "," and after in (",", ".") and first >= 2 and words[first - 2].kind == "w" and numeral.form == "digits":
        named = text[words[first - 2].start].isupper() and numeral.value >= 10
        return "age" if named and (after == "," or last >= len(words) - 1) and not _is_list(reader, first) else ""
    return ""


def _is_list(reader: NumeralReader, first: int) -> bool:
    return any(reader.words[k].kind == "n" for k in range(max(0, first - 4), first))


def _words(reader: NumeralReader, numeral: Numeral, table: FigureWords) -> Reason:
    first, last = numeral.first, numeral.last
    before, after = reader.low(first - 1), reader.low(last)
    if numeral.form in ("words", "article") and numeral.value < 100 and numeral.first + 1 == numeral.last and before in ("aged", "age"):
        return "age"
    if after in ("year", "years") and reader.low(last + 1) == "old" or (
        after == "-" and reader.touches(last) and reader.low(last + 1) in ("year", "years", "month") and reader.low(last + 3) == "old"
    ):
        return "age"
    if numeral.form == "words" and not numeral.fraction:
        if after in _DASHES and reader.touches(last) and reader.low(last + 1) in _ORDINALS:
            return "ordinal"
        if after in _ORDINALS and after != "second" and numeral.value >= 20:
            return "ordinal"
        if before in ("formula", "phase", "chapter", "article", "stage", "number", "level", "grade", "day", "week", "part", "group", "big", "volume", "page"):
            return "name"
        if reader.low(first) == "one" and last == first + 1 and (
            before in _NOT_BEFORE_ONE or after in _NOT_AFTER_ONE or (before in _DASHES and reader.touches(first))
        ):
            return "pronoun"
        if after == "o'clock":
            return "clock"
    return ""


def is_score(reader: NumeralReader, left: Numeral, right: Numeral) -> bool:
    """Whether two figures joined by a dash are the score of a game: "2-1", "won 4-0".

    >>> from knowledge.numerals import split_words
    >>> reader = NumeralReader(split_words("They won 0-3"))
    >>> is_score(reader, reader.read(2), reader.read(4))
    True
    """
    if right.value <= left.value:
        return True
    near = {reader.low(i) for i in range(max(0, left.first - 6), min(len(reader.words), right.last + 3))}
    return right.value <= 30 and bool(near & _GAMES)
