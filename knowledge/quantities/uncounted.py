"""Figures that count nothing: dates, years, clock times, ages, names ("Su-24", "Route 66"), scores, section numbers."""

from __future__ import annotations

from typing import Final, Literal

from knowledge.number_words import NUMBER_WORDS
from knowledge.quantities.ages import is_age, is_told_age
from knowledge.quantities.agreement import is_of_a_parent
from knowledge.quantities.figure_lists import listed
from knowledge.quantities.figure_marks import CURRENCY_CODES
from knowledge.quantities.figure_words import FigureWords, figure_words
from knowledge.quantities.named_numbers import (
    ORDINAL_ENDINGS,
    follows_a_name,
    is_emergency_number,
    is_house_number,
    is_month,
    is_numbered,
    is_numbered_name,
    is_shirt_number,
    is_small_month,
    is_version,
    names_what_follows,
)
from knowledge.quantities.numerals import Numeral, NumeralReader
from knowledge.quantities.units import match_state_before, match_unit

#: Why a figure is no count; "" when it may be one.
Reason = Literal["", "year", "date", "clock", "age", "name", "ordinal", "score", "section", "pronoun"]

_DASHES: Final = frozenset("-‐‑–—")
_SYMBOLS: Final = frozenset("$£€¥₹₽₪₩¢~≈∼<>=≤≥(+")
# Letters that may touch a figure in front of it without making a name of it: "US$5", "Rs500", "c200".
_PREFIXES: Final = frozenset(["us", "ca", "approx", "minus"]) | CURRENCY_CODES
# "Sub-300 sq m", "now-18-month-old": words joined to a figure that leave it a figure.
_JOINED: Final = frozenset(["sub", "now", "then", "to", "and"])
_ORDINALS: Final = listed("ordinals")
_MEASURES: Final = frozenset(["measure", "money", "ratio"])
_GAMES: Final = listed("games")
_NAMED_TOGETHER: Final = frozenset(["resolutions", "articles", "flights", "routes", "nos", "chapters", "sections"])
_UP_TO_A_YEAR: Final = frozenset(["since", "until", "till", "before", "after"])
#: Words of a list of names; a text of nothing but figures must not be walked through for each.
_LONGEST_LIST: Final = 12
_YOUNG: Final = listed("young")
#: What stands before a row of days.
_BEFORE_DAYS: Final = frozenset({"on", "of", "the", "between", "from", "and", "or", ",", "(", "dates"})
_NOT_BEFORE_ONE: Final = listed("not_before_one")
_NOT_AFTER_ONE: Final = listed("not_after_one")
#: "PS5" is a console and PS752 was a flight; "PS21,700" is what folding a page to ASCII makes of "£21,700".
_NO_FLIGHT: Final = 1_000
#: Rates are told of a hundred or more.
_PER: Final = 100
#: "A full quarter of the harvest" is a share of it.
_WHOLE: Final = frozenset({"full", "whole", "good"})
#: Behind "kills one" these tell where, when and how; "killed one of them" still speaks of somebody told before.
_AFTER_A_VICTIM: Final = frozenset({"in", "at", "on", "and", "as", "by", "but"})


def why_uncounted(reader: NumeralReader, numeral: Numeral, text: str, *, bounded: bool) -> Reason:
    """Why this number counts nothing, or "" when it may be a count; `bounded` when words like "over" stand before it.

    >>> from knowledge.quantities.words import split_words
    >>> reader = NumeralReader(split_words("a Su-24 on 7 October 2023"))
    >>> [why_uncounted(reader, reader.read(i), "a Su-24 on 7 October 2023", bounded=False) for i in (3, 5, 7)]
    ['name', 'date', 'year']
    """
    table = figure_words()
    if numeral.form == "digits":
        reason = _digits(reader, numeral, text, table, bounded)
        if reason:
            return reason
    if not bounded and _is_part_of_a_town(reader, numeral):
        return "name"
    if is_numbered_name(reader, numeral) or (not bounded and is_numbered(reader, numeral)):
        return "name"
    if reader.low(numeral.first - 1) == "per" and numeral.value >= _PER:
        # "12 per 100,000 people" counts no 100,000.
        return "name"
    if not bounded and is_told_age(reader, numeral):
        return "age"
    if [reader.low(numeral.last + n) for n in range(3)] == ["in", "a", "row"]:
        # "Have lost seven in a row": matches, most often, and nobody.
        return "score"
    if not bounded and _is_an_hour(reader, numeral):
        return "clock"
    if is_of_a_parent(reader, numeral.first, numeral.last):
        return "name"
    return _words(reader, numeral, text, table)


_LAST_HOUR: Final = 12
_AT_AN_HOUR: Final = listed("done_at_an_hour")
_BEHIND_AN_HOUR: Final = frozenset(
    [",", ".", ";", "!", "?", "”", '"', "’", "'", "", "and", "but", "when", "in", "on", "that", "this"]
)


def _is_an_hour(reader: NumeralReader, numeral: Numeral) -> bool:
    """Whether somebody came or left at this hour: "they came at four"."""
    is_whole = numeral.value == int(numeral.value) and 1 <= numeral.value <= _LAST_HOUR and numeral.scale == 1
    done = reader.low(numeral.first - 1) == "at" and reader.low(numeral.first - 2) in _AT_AN_HOUR
    return is_whole and done and not numeral.fraction and reader.low(numeral.last) in _BEHIND_AN_HOUR


def _is_part_of_a_town(reader: NumeralReader, numeral: Numeral) -> bool:
    """Whether a quarter is a district, "the old quarter of Kalden", or a part of a year, and no share of anything."""
    before = numeral.first - 1
    bare = numeral.fraction and reader.low(numeral.first) == "quarter" and before >= 0
    return bare and reader.words[before].kind == "w" and reader.low(before) not in _WHOLE


def _digits(reader: NumeralReader, numeral: Numeral, text: str, table: FigureWords, bounded: bool) -> Reason:
    words = reader.words
    first, last = numeral.first, numeral.last
    before, after = reader.low(first - 1), reader.low(last)
    touches_before, touches_after = reader.touches(first), reader.touches(last)
    after_is_figure = last < len(words) and words[last].kind == "n"
    unit = match_unit(words, last)

    # Nobody counts with a nought in front: "0914" is an hour, "012016" a date that lost its comma.
    if len(words[first].low) > 1 and words[first].low.isdigit() and words[first].low[0] == "0" and not touches_before:
        return "clock"
    if touches_before:
        kind = words[first - 1].kind
        if (
            kind == "w"
            and before not in _PREFIXES
            and not (reader.touches(first - 1) and reader.low(first - 2) in "$£€")
        ):
            return "name"
        if kind == "u" or before in ("_", "§", "№", "\\", "^"):
            return "name"
        if before in "/:.,'’" and first >= 2 and words[first - 2].kind == "n" and reader.touches(first - 1):
            return "clock" if before == ":" else "date"
        if before in _DASHES and reader.touches(first - 1) and first >= 2:
            if words[first - 2].kind == "w" and not is_month(reader, first - 2):
                return "" if reader.low(first - 2) in _JOINED else "name"
            if before == "-" and words[first - 2].kind == "n" and _chain(reader, first):
                return "name"
        if before == "." and reader.low(first - 2) in table.named:
            return "name"
        if before == "+" and reader.touches(first - 1):
            return "name"
        if before == "+" and after in ("-", "(") and touches_after:
            return "name"
    if touches_after and last < len(words):
        kind = words[last].kind
        if after in ORDINAL_ENDINGS:
            return "ordinal"
        if kind == "w" and after in table.clock:
            return "clock"
        if kind == "w" and words[last].capital and after == "g":
            return "name"
        if kind == "w" and not (unit and unit[1].kind in ("measure", "money", "ratio", "time", "times")):
            return "name"
        if after == ":" and reader.touches(last + 1) and last + 1 < len(words) and words[last + 1].kind == "n":
            return "clock"
        if after in ("/", ".") and reader.touches(last + 1) and last + 1 < len(words) and words[last + 1].kind == "n":
            return "date"
        if (
            after == "-"
            and last + 1 < len(words)
            and words[last + 1].kind == "n"
            and reader.touches(last + 1)
            and _chain(reader, last + 1)
        ):
            return "name"
        if (
            after in _DASHES
            and reader.touches(last + 1)
            and reader.low(last + 1) in ("year", "years")
            and reader.low(last + 3) in ("old", "olds")
        ):
            return "age"
    if after in table.clock and after != "est":
        return "clock"
    listed_by = after in (".", ")") and touches_after and not reader.touches(last + 1) and last + 1 < len(words)
    if listed_by and numeral.value < 100 and _begins_a_line(reader, first, text):
        return "section"
    if numeral.scale == 1 and not numeral.fraction:
        whole = numeral.value == int(numeral.value)
        if whole and 1 <= numeral.value <= 31:
            if is_month(reader, last) or (after == "of" and is_month(reader, last + 1)):
                return "date"
            month_before = is_month(reader, first - 1) or (before == "." and is_month(reader, first - 2))
            # "On 7 October 12 civilians were killed": people are counted, days are not.
            if month_before and not (unit and unit[1].kind in ("person", "ratio")) and not bounded:
                return "date"
            if (
                (after in ("to", "-", "–", "and", "or") or (after == "," and _lists_days(reader, first)))
                and after_next_is_figure(reader, last + 1)
                and is_month(reader, last + 2)
            ):
                return "date"
        if _is_year(
            reader,
            numeral,
            table,
            bounded,
            unit[1].kind if unit and (unit[1].plural or unit[1].kind in _MEASURES) else "",
        ):
            return "year"
        age = _age(reader, numeral, text)
        if age:
            return age
        if not bounded and (is_emergency_number(reader, numeral) or is_version(reader, numeral, text)):
            return "name"
        if not bounded and (is_house_number(reader, first, last) or is_shirt_number(reader, numeral)):
            return "name"
        if not bounded and (names_what_follows(reader, numeral, text) or follows_a_name(reader, numeral, text, table)):
            return "name"
    # "Resolutions 2118 and 2235": all of them are names.
    k = first - 1
    while k > max(0, first - _LONGEST_LIST) and (words[k].kind == "n" or reader.low(k) in ("and", ",", "(", ")")):
        k -= 1
    if k < first - 1 and unit is None and reader.low(k) in _NAMED_TOGETHER:
        return "name"
    if before == "p" and reader.low(first - 2) in ("s", "&"):
        return "name"
    money = touches_before and before in CURRENCY_CODES and reader.low(first - 2) not in table.named
    pounds = money and (numeral.scale > 1 or numeral.value >= _NO_FLIGHT)
    if (
        before in table.named
        and not bounded
        and not pounds
        and not after_is_figure
        and numeral.value == int(numeral.value)
    ):
        plain_count = unit and (
            unit[1].kind in _MEASURES or (unit[1].kind in ("person", "weapon", "event") and unit[1].plural)
        )
        if not (
            plain_count and before not in ("no", "number", "flight", "route", "article", "resolution", "age", "aged")
        ):
            return "name"
    return ""


def _lists_days(reader: NumeralReader, first: int) -> bool:
    """Whether days are told one after another here, "on 11, 12 May", and no count with its day, "kills 11, 12 May"."""
    before = reader.low(first - 1)
    return first == 0 or before in _BEFORE_DAYS or reader.words[first - 1].kind == "n" or is_month(reader, first - 1)


def _begins_a_line(reader: NumeralReader, first: int, text: str) -> bool:
    if reader.low(first - 1) in ("(", "["):
        first -= 1
    return first <= 0 or "\n" in text[reader.words[first - 1].end : reader.words[first].start]


def after_next_is_figure(reader: NumeralReader, i: int) -> bool:
    """Whether word `i` is a figure in digits."""
    return 0 <= i < len(reader.words) and reader.words[i].kind == "n"


def _chain(reader: NumeralReader, i: int) -> bool:
    """Whether three or more figures hang together by hyphens: a telephone number, an ISO date, an identifier."""
    links, words = 0, reader.words
    k = i
    while (
        k >= 2
        and reader.low(k - 1) in ("-", "/")
        and reader.touches(k)
        and reader.touches(k - 1)
        and words[k - 2].kind == "n"
        and links < 4
    ):
        links, k = links + 1, k - 2
    k = i
    while (
        k + 2 < len(words)
        and reader.low(k + 1) in ("-", "/")
        and reader.touches(k + 1)
        and reader.touches(k + 2)
        and words[k + 2].kind == "n"
        and links < 4
    ):
        links, k = links + 1, k + 2
    return links >= 2


def _is_year(reader: NumeralReader, numeral: Numeral, table: FigureWords, bounded: bool, unit_kind: str) -> bool:
    printed = reader.words[numeral.first].low
    if len(printed) != 4 or not printed.isdigit() or numeral.last != numeral.first + 1:
        return False
    if not 1000 <= numeral.value <= 2150:
        return False
    first, last = numeral.first, numeral.last
    before, after = reader.low(first - 1), reader.low(last)
    if before in _SYMBOLS - {"("} or unit_kind in ("ratio", "money", "measure"):
        return False
    if unit_kind == "person" and is_small_month(reader, first - 1):
        # "On 12 may 2000 people marched" counts people.
        return False
    cue = before in table.year_cues or is_month(reader, first - 1) or before in ("a.d.", "ad", "bc")
    dated = (before == "," and (is_month(reader, first - 3) or is_month(reader, first - 2))) or (
        first >= 2 and reader.words[first - 1].kind == "n" and is_month(reader, first - 2)
    )
    if dated:
        return True
    if bounded and unit_kind == "" and before == "least" and reader.low(first - 3) in _UP_TO_A_YEAR:
        # "Since at least 2012".
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
    return not (unit_kind == "person" and before in ("the", "of", "and", "for", "to"))


def _age(reader: NumeralReader, numeral: Numeral, text: str) -> Reason:
    first, last, words = numeral.first, numeral.last, reader.words
    before, after = reader.low(first - 1), reader.low(last)
    if not 0 < numeral.value <= 120:
        return ""
    if before in ("aged", "age") or (before == "of" and reader.low(first - 2) in ("age", "ages")):
        return "age"
    if before in ("under", "over", "below", "above") and _tells_age(reader, first - 2, last, int(numeral.value)):
        return "age"
    if after in ("year", "years", "month", "months", "year-old") and reader.low(last + 1) in ("old", "-"):
        return "age" if reader.low(last + 1) == "old" or reader.low(last + 2) in ("old", "olds") else ""
    if after in ("years", "months") and reader.low(last + 1) == "of" and reader.low(last + 2) == "age":
        return "age"
    if is_age(reader, numeral, text):
        return "age"
    # "Amina Haddad, 34, said": a name, a comma, an age.
    if (
        before == ","
        and after in (",", ".")
        and first >= 2
        and words[first - 2].kind == "w"
        and numeral.form == "digits"
    ):
        named = text[words[first - 2].start].isupper() and numeral.value >= 10
        return "age" if named and (after == "," or last >= len(words) - 1) and not _is_list(reader, first) else ""
    return ""


def _tells_age(reader: NumeralReader, i: int, last: int, value: int) -> bool:
    """Whether "under" behind word `i` bounds an age: "aged under 10", "children under five"."""
    if reader.low(i) in ("aged", "age", "ages"):
        return True
    return reader.low(i) in _YOUNG and value <= 18 and match_unit(reader.words, last) is None


def _is_list(reader: NumeralReader, first: int) -> bool:
    return any(reader.words[k].kind == "n" for k in range(max(0, first - 4), first))


def _words(reader: NumeralReader, numeral: Numeral, text: str, table: FigureWords) -> Reason:
    first, last = numeral.first, numeral.last
    before, after = reader.low(first - 1), reader.low(last)
    if (
        numeral.form in ("words", "article")
        and numeral.value < 100
        and numeral.first + 1 == numeral.last
        and (
            before in ("aged", "age")
            or (before == "of" and reader.low(first - 2) in ("age", "ages"))
            or (before in ("under", "over", "below") and _tells_age(reader, first - 2, last, int(numeral.value)))
        )
    ):
        return "age"
    if (after in ("year", "years") and reader.low(last + 1) == "old") or (
        after == "-"
        and reader.touches(last)
        and reader.low(last + 1) in ("year", "years", "month")
        and reader.low(last + 3) == "old"
    ):
        return "age"
    if numeral.form == "words" and not numeral.fraction:
        if before == "war" and reader.low(first - 2) == "world":
            return "name"
        # "Told Harbour Radio One", "since Victim Two ten": the number ends a name; "Kalden Ten Fennish men" is another
        # headline glued on.
        ends = last >= len(reader.words) or reader.words[last].kind in "sn" or after in table.stops | NUMBER_WORDS
        if ends and reader.words[first].capital and follows_a_name(reader, numeral, text, table):
            return "name"
        if after in _DASHES and reader.touches(last) and reader.low(last + 1) in _ORDINALS:
            return "ordinal"
        if after in _ORDINALS and after != "second" and numeral.value >= 20:
            return "ordinal"
        if before in (
            "formula",
            "phase",
            "chapter",
            "article",
            "stage",
            "number",
            "level",
            "grade",
            "day",
            "week",
            "part",
            "group",
            "big",
            "volume",
            "page",
        ):
            return "name"
        # "The bottom three" is a place in a table; "the top three seeds" are three.
        if before in ("bottom", "top") and not after.endswith("s"):
            return "name"
        if numeral.value == 1 and last < len(reader.words) and reader.words[last].kind == "n":
            return "pronoun"
        if (
            reader.low(first) == "one"
            and last == first + 1
            and (
                before in _NOT_BEFORE_ONE
                or (after in _NOT_AFTER_ONE and not _befell(reader, first, last))
                or (before in _DASHES and reader.touches(first))
            )
        ):
            return "pronoun"
        if after == "o'clock":
            return "clock"
    if (
        numeral.fraction
        and before in ("second", "first", "this", "last", "other", "final", "other")
        and reader.low(first) == "half"
    ):
        return "ordinal"
    return ""


def is_score(reader: NumeralReader, left: Numeral, right: Numeral) -> bool:
    """Whether two figures joined by a dash are the score of a game: "2-1", "won 4-0".

    >>> from knowledge.quantities.words import split_words
    >>> reader = NumeralReader(split_words("They won 0-3"))
    >>> is_score(reader, reader.read(2), reader.read(4))
    True
    """
    if right.value <= left.value:
        return True
    near = {reader.low(i) for i in range(max(0, left.first - 6), min(len(reader.words), right.last + 3))}
    return right.value <= 30 and bool(near & _GAMES)


def _befell(reader: NumeralReader, first: int, last: int) -> bool:
    """Whether "one" is somebody to whom it happened: "kills one in Homs", but not "killed one by one"."""
    befallen = match_state_before(reader.words, first - 1) if first else None
    return befallen is not None and reader.low(last) in _AFTER_A_VICTIM and reader.low(last + 1) != "one"
