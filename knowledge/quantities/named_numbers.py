"""Numbers that are part of a name or an address: "Galaxy Note 20", "16 Industrial Avenue", "the 787 Dreamliner"."""

from __future__ import annotations

import re
from typing import Final

from knowledge.quantities.figure_lists import listed
from knowledge.quantities.figure_words import FigureWords, figure_words
from knowledge.quantities.numerals import Numeral, NumeralReader
from knowledge.quantities.units import match_side, match_state_after, match_state_before, match_unit

#: "71st Street"
ORDINAL_ENDINGS: Final = frozenset(["st", "nd", "rd", "th"])
_STREETS: Final = listed("streets")
_AT_A_HOUSE: Final = frozenset(["at", "outside", "near", "opposite"])
_NUMBER: Final = frozenset(["no", "nr", "nos"])
#: Few things that news names bear a higher one.
_HIGHEST_NUMBER: Final = 10_000
_NUMBERED: Final = listed("numbered")
_BEFORE_NUMBERED: Final = listed("before_numbered")
#: What befalls whoever stands before it, and never those counted alone: "Tram 7 hit by lightning".
_OF_A_SUBJECT: Final = frozenset(["died", "hit", "disappeared", "surrendered"])
_QUARTERS: Final = listed("quarters_of_a_town")
_NUMBERED_NAMES: Final = listed("numbered_names")
_EMERGENCY: Final = frozenset([112, 911, 999])
#: "112 calls" may be so many.
_NEVER_COUNTED: Final = frozenset([911, 999])
_CALLED: Final = listed("called_by_telephone")
_OF_A_CALL: Final = listed("of_a_telephone_call")
_AT_A_RATE: Final = frozenset(["in", "per", "within"])
_A_TIME: Final = frozenset(["day", "days", "hour", "hours", "minute", "minutes", "night", "nights", "week", "weeks"])
_MEASURED_IN_TENTHS: Final = frozenset(["measure", "money", "ratio", "time"])
_LISTS: Final = frozenset(["and", "or", ",", "/"])
_MEMBERS: Final = frozenset(["leaders", "ministers", "nations", "countries", "summit", "states"])
_SENTENCE_ENDS: Final = frozenset('.!?;:–—|"“”')
_MONTHS_THAT_ARE_WORDS: Final = frozenset(["may", "march", "mar", "sep", "dec", "mars", "mai", "apr", "jan", "jun"])


def is_month(reader: NumeralReader, i: int) -> bool:
    """Whether word `i` is a month; "may" and "march" only with a capital, or between a day and a year."""
    low = reader.low(i)
    if low not in figure_words().months:
        return False
    if low not in _MONTHS_THAT_ARE_WORDS or reader.words[i].capital:
        return True
    return bool(_A_DAY.fullmatch(reader.low(i - 1)) and _A_YEAR.fullmatch(reader.low(i + 1)))


def is_small_month(reader: NumeralReader, i: int) -> bool:
    """Whether word `i` is a word of the language too, and printed small: "may", "march"."""
    return reader.low(i) in _MONTHS_THAT_ARE_WORDS and not reader.words[i].capital


_A_DAY: Final = re.compile(r"[0-3]?\d")
_A_YEAR: Final = re.compile(r"(?:19|20)\d\d")


def is_house_number(reader: NumeralReader, first: int, last: int) -> bool:
    """Whether the figure is a house number: "16 Industrial Avenue", "9 East 71st Street"."""
    for k in range(last, min(last + 5, len(reader.words))):
        numbered = reader.words[k].kind == "n" and reader.touches(k + 1) and reader.low(k + 1) in ORDINAL_ENDINGS
        if numbered or (reader.words[k - 1].kind == "n" and reader.low(k) in ORDINAL_ENDINGS and k > last):
            continue
        if not reader.words[k].capital:
            return False
        if reader.low(k) in _STREETS and k > last:
            # "22 Supreme Court judges", "22 Red Crescent trucks" live in no street; "at 12 Harbour Street protesters
            # gathered" tells where.
            unit = match_unit(reader.words, k + 1)
            counted = unit and unit[1].plural and reader.low(first - 1) not in _AT_A_HOUSE
            return reader.low(k - 1) != "red" and not counted
    return False


def is_numbered(reader: NumeralReader, numeral: Numeral) -> bool:
    """Whether the figure is the number of what stands before it: "School 21 was hit", "bus No. 14".

    >>> from knowledge.quantities.words import split_words
    >>> reader = NumeralReader(split_words("Tram 7 was hit"))
    >>> is_numbered(reader, reader.read(1))
    True
    """
    first, last, words = numeral.first, numeral.last, reader.words
    if numeral.form != "digits" or numeral.scale != 1 or numeral.value != int(numeral.value) or first < 1:
        return False
    counted = match_unit(words, last)
    if (counted and counted[1].plural) or not words[first].low.isdigit() or numeral.value >= _HIGHEST_NUMBER:
        return False
    if reader.low(first - 1) == "-" and reader.touches(first) and reader.low(first - 4) in _NUMBER:
        # A docket: "No. 14-915"
        return words[first - 2].kind == "n" and reader.low(first - 3) == "."
    if reader.low(first - 1) == "." and reader.low(first - 2) in _NUMBER and reader.touches(first - 1):
        # "Tram No. 7", and "he said no. 7 died" of a small letter behind a verb
        return words[first - 2].capital or reader.low(first - 3) in _NUMBERED
    if reader.low(first - 1) not in _NUMBERED or reader.touches(first):
        return False
    before = words[first - 2] if first > 1 else None
    opens = before is None or before.low in _SENTENCE_ENDS
    befallen = match_state_after(words, last) is not None
    if opens:
        # "Patient 31 died", and no headline "School: 12 killed" that has lost its mark
        return words[first - 1].capital and last < len(words) and (not befallen or reader.low(last) in _OF_A_SUBJECT)
    named = words[first - 1].capital and before is not None and before.kind == "w" and not before.capital
    return not befallen and ((named and reader.low(first - 2) != "the") or reader.low(first - 2) in _BEFORE_NUMBERED)


def is_numbered_name(reader: NumeralReader, numeral: Numeral) -> bool:
    """Whether the figure is part of a name that is made with it: "France 24", "the Group of 77"."""
    for k in range(max(0, numeral.first - 2), numeral.first + 1):
        for length in (2, 3):
            name = " ".join(word.low for word in reader.words[k : k + length])
            within = k <= numeral.first < k + length
            # "Group of 20 arrested" begins a headline; "the Group of 20" does not.
            opens = k == 0 and reader.low(k + 1) == "of" and reader.low(k + length) not in _MEMBERS
            if within and name in _NUMBERED_NAMES and reader.words[k].capital and not opens:
                return True
    return False


def is_emergency_number(reader: NumeralReader, numeral: Numeral) -> bool:
    """Whether the figure is a telephone's: "he called 911", "a 911 call".

    >>> from knowledge.quantities.words import split_words
    >>> reader = NumeralReader(split_words("He called 911, and"))
    >>> is_emergency_number(reader, reader.read(2))
    True
    """
    if numeral.form != "digits" or numeral.value not in _EMERGENCY or match_unit(reader.words, numeral.last):
        return False
    last, after = numeral.last, reader.low(numeral.last)
    called = reader.low(numeral.first - 1) in _CALLED and not _are_counted(reader, last)
    # "Took 999 calls in an hour" counts them.
    time = reader.low(last + 2) if reader.low(last + 1) == "per" else reader.low(last + 3)
    at_a_rate = after.endswith("s") and reader.low(last + 1) in _AT_A_RATE and time in _A_TIME
    return called or (numeral.value in _NEVER_COUNTED and after in _OF_A_CALL and not at_a_rate)


def _are_counted(reader: NumeralReader, i: int) -> bool:
    """Whether word `i` looks like what may be counted: "the court called 112 witnesses"."""
    low, table = reader.low(i), figure_words()
    if i >= len(reader.words) or reader.words[i].kind != "w" or reader.words[i].capital:
        return False
    return low.endswith("s") and low not in table.stops and low not in table.auxiliary and low not in _OF_A_CALL


def is_version(reader: NumeralReader, numeral: Numeral, text: str) -> bool:
    """Whether the figure is a version, since nobody counts in tenths: "USB 2.0 and 3.0 ports".

    >>> from knowledge.quantities.words import split_words
    >>> text = "with USB 2.0 and 3.0 ports"
    >>> reader = NumeralReader(split_words(text))
    >>> is_version(reader, reader.read(4), text)
    True
    """
    first, words = numeral.first, reader.words
    if not text[numeral.start : numeral.end].endswith(".0") or numeral.scale != 1:
        return False
    unit = match_unit(words, numeral.last)
    if unit and unit[1].kind in _MEASURED_IN_TENTHS:
        return False
    k = first - 1
    while k > 0 and (words[k].kind == "n" or reader.low(k) in _LISTS):
        k -= 1
    return k > 0 and words[k].kind == "w" and words[k].capital


def is_shirt_number(reader: NumeralReader, numeral: Numeral) -> bool:
    """Whether the figure is the number on a shirt, or an age: "Prescott (4) celebrates"."""
    first, last, words = numeral.first, numeral.last, reader.words
    if reader.low(first - 1) != "(" or reader.low(last) != ")" or not 0 < numeral.value < 100 or first < 2:
        return False
    return words[first - 2].kind == "w" and words[first - 2].capital and not words[first - 2].low.endswith("s")


def names_what_follows(reader: NumeralReader, numeral: Numeral, text: str) -> bool:
    """Whether the figure begins a name that has an article before it: "the 787 Dreamliner"."""
    first, last, words = numeral.first, numeral.last, reader.words
    if (
        first < 1
        or last >= len(words)
        or last != first + 1
        or reader.low(first - 1) not in ("the", "a", "an", "own", "new")
    ):
        return False
    word = words[last]
    if (
        word.kind != "w"
        or not word.capital
        or word.capitals
        or word.end - word.start < 3
        or word.low.endswith("s")
        or "," in words[first].low
    ):
        return False
    return not any(match_unit(words, k) or match_side(words, k) for k in range(last, min(last + 4, len(words))))


def _is_one_alone(reader: NumeralReader, numeral: Numeral, end: int) -> bool:
    """Whether a quarter in the singular ends what stands behind the figure: "Mazzeh 86 neighborhood" is one."""
    ended = end >= len(reader.words) or reader.words[end].kind == "s" or reader.low(end) in figure_words().stops
    return numeral.value > 1 and ended and reader.low(end - 1) in _QUARTERS


def follows_a_name(reader: NumeralReader, numeral: Numeral, text: str, table: FigureWords) -> bool:
    """Whether the figure ends a name: "Galaxy Note 20"; not when what follows can be counted, nor in a headline."""
    first, last, words = numeral.first, numeral.last, reader.words
    if first < 1 or words[first - 1].kind != "w" or last != first + 1 or numeral.value != int(numeral.value):
        return False
    word = words[first - 1]
    name = text[word.start : word.end]
    # A sentence's first word has its capital by right; "In Homs 12 died" has a verb behind the figure.
    if (
        reader.touches(first)
        or not name[0].isupper()
        or first < 2
        or (words[first - 2].kind == "s" and words[first - 2].low not in "-'’&")
        or "," in words[first].low
        # "Norland's 52 silos" are counted, and "England's 402 at Galle" is a score.
        or (
            name.endswith(("'s", "’s"))
            and last < len(words)
            and words[last].kind == "w"
            and words[last].low not in table.stops
        )
    ):
        return False
    unit = match_unit(words, last)
    if (
        (unit and not _is_one_alone(reader, numeral, last + unit[0]))
        or match_state_after(words, last)
        or match_state_before(words, first - 1)
    ):
        return False
    if word.low in table.stops or word.low in table.auxiliary or is_month(reader, first - 1):
        return False
    if unit:
        return True
    # "Al-Mazzeh 86" is a quarter of a town, however many names stand around it.
    hyphened = first >= 3 and words[first - 2].low == "-" and reader.touches(first - 1)
    if hyphened and words[first - 3].low in ("al", "el"):
        return True
    after = reader.low(last)
    if after in table.auxiliary or (
        after.endswith("s")
        and words[last].kind == "w"
        and text[words[last].start].islower()
        and after not in table.stops
    ):
        return False
    # In a headline every word has a capital, "Blast Kills 12 In Homs" too.
    near = [w for w in words[max(0, first - 6) : last + 6] if w.kind == "w" and w.end - w.start > 3]
    capitals = sum(text[w.start].isupper() for w in near)
    return capitals <= 0.6 * len(near) or capitals <= 2
