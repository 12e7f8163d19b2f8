"""Figures that say how old somebody is: "a girl, 7, was hurt", "two boys, 7 and 9", "brothers aged 8, 10 and 13"."""

from __future__ import annotations

from typing import Final

from knowledge.quantities.figure_lists import listed
from knowledge.quantities.figure_marks import STARTERS
from knowledge.quantities.numerals import Numeral, NumeralReader
from knowledge.quantities.units import match_unit

_OLDEST: Final = 120
_OF_AN_AGE: Final = listed("of_an_age")
_AGED: Final = frozenset(["aged", "ages"])
_OPENS: Final = frozenset([",", "(", "–", "—", "-"])
_CLOSES: Final = frozenset([",", ")", "–", "—", "-", ".", ";", ""])
_JOINS: Final = frozenset([",", "and", "&", "or"])
#: "Khan, who is 45, said", "the couple, both 80, were found"
_BEFORE_AN_AGE: Final = frozenset(["both", "is", "was", "now", "then"])
#: A place and its count: "in Kalden, 6, including a child, were hurt".
_BEFORE_A_PLACE: Final = frozenset(["in", "at", "near", "across", "from", "on", "around", "outside"])
_OF_A_COUNT: Final = frozenset(["including", "among", "mostly", "most", "all", "many", "some"])
#: "He was 40 when he died", "a niece who's six."; "those who died were six" counts them.
_ONE_IS: Final = frozenset(["is", "was"])
_ONE: Final = frozenset(["who", "he", "she"])
_ONE_WHO_IS: Final = frozenset(["who's", "he's", "she's"])
_BEHIND_AN_AGE: Final = frozenset([".", ";", ",", ")", "", "and", "but", "when", "at", "”", '"'])
#: A list that somebody's ages make is short.
_MOST_AGES: Final = 8


def is_age(reader: NumeralReader, numeral: Numeral, text: str) -> bool:
    """Whether a figure says how old somebody is, who stands before it.

    >>> from knowledge.quantities.words import split_words
    >>> text = "A girl, 7, was hurt"
    >>> reader = NumeralReader(split_words(text))
    >>> is_age(reader, reader.read(3), text)
    True
    """
    if not 0 < numeral.value <= _OLDEST or numeral.value != int(numeral.value) or numeral.scale != 1:
        return False
    first, last = numeral.first, numeral.last
    before, after = reader.low(first - 1), reader.low(last)
    closed = after in _CLOSES and not reader.touches(last + 1)
    if before in _BEFORE_AN_AGE and closed and after == ",":
        return reader.low(first - 2) in (",", "who", "whom")
    if before in _OPENS and closed and first >= 2 and (before == "(") == (after == ")"):
        if _is_one_person(reader, first - 2):
            return True
        if before == "," and after == "," and _is_a_name(reader, first - 2, text):
            return reader.low(last + 1) not in _OF_A_COUNT
    begins, ages = _list_around(reader, first)
    return bool(ages) and _tells_ages(reader, begins, ages)


def is_told_age(reader: NumeralReader, numeral: Numeral) -> bool:
    """Whether somebody is said to be so old: "a niece who's six", "he was 40 when he died".

    >>> from knowledge.quantities.words import split_words
    >>> reader = NumeralReader(split_words("He was 40 when he died"))
    >>> is_told_age(reader, reader.read(2))
    True
    """
    if not 1 < numeral.value <= _OLDEST or numeral.value != int(numeral.value) or numeral.scale != 1:
        return False
    if numeral.fraction or reader.low(numeral.last) not in _BEHIND_AN_AGE or reader.touches(numeral.last + 1):
        return False
    first = numeral.first
    if reader.low(first - 1) in _ONE_WHO_IS:
        return True
    if reader.low(first - 1) not in _ONE_IS:
        return False
    # "My son was two when he was taken"; "the dead were two" is of many.
    return reader.low(first - 2) in _ONE or (first >= 2 and _is_one_person(reader, first - 2))


def behind_ages(reader: NumeralReader, k: int) -> int:
    """Where the words go on behind an aside with ages at word `k`: "two boys, 7 and 9, were hurt"; 0 for none."""
    begins = k + (reader.low(k) in _OPENS)
    aged = reader.low(begins) in _AGED
    begins += aged
    begins += aged and reader.low(begins) in ("between", "from")
    if begins == k or not _is_whole(reader, begins):
        return 0
    first, ages = _list_around(reader, begins)
    if not aged and not (ages and first == begins and _tells_ages(reader, begins, ages)):
        return 0
    last = (ages[-1] if ages else begins) + 1
    if aged and reader.low(last) in ("to", "-", "–", "and") and _is_whole(reader, last + 1):
        last += 2
    return last + (reader.low(last) in (",", ")", "–", "—"))


def _is_whole(reader: NumeralReader, k: int) -> bool:
    word = reader.words[k] if 0 <= k < len(reader.words) else None
    return word is not None and word.kind == "n" and word.low.isdigit() and len(word.low) <= 3


def _is_one_person(reader: NumeralReader, k: int) -> bool:
    """Whether the word at `k` names one person: "girl", "wife"."""
    if reader.low(k) in _OF_AN_AGE:
        return True
    unit = match_unit(reader.words, k)
    return unit is not None and unit[0] == 1 and unit[1].kind == "person" and not (unit[1].plural or unit[1].state)


def _is_a_name(reader: NumeralReader, k: int, text: str) -> bool:
    """Whether a person's name may end at word `k`, and no place does: "in Kalden, 6, ..."."""
    word = reader.words[k]
    apart = reader.low(k - 1) not in _BEFORE_A_PLACE and not any(_is_whole(reader, n) for n in range(max(0, k - 2), k))
    return word.kind == "w" and text[word.start].isupper() and apart and reader.low(k - 1) != ":"


def _list_around(reader: NumeralReader, k: int) -> tuple[int, list[int]]:
    """The whole numbers that are joined with the one at word `k`, and where they begin: "8, 10 and 13"."""
    begins = k
    while _is_whole(reader, begins - 2) and reader.low(begins - 1) in _JOINS:
        begins -= 2
    ages, at = [begins], begins
    while len(ages) <= _MOST_AGES:
        step = 2 if reader.low(at + 1) in _JOINS else 0
        step += bool(step) and reader.low(at + 1) == "," and reader.low(at + 2) in ("and", "or")
        if not step or not _is_whole(reader, at + step):
            break
        at += step
        ages.append(at)
    ended = len(ages) > 1 and reader.low(ages[-1] - 1) in ("and", "&", "or")
    counted = match_unit(reader.words, ages[-1] + 1) is not None
    return begins, ages if ended and not counted else []


def _tells_ages(reader: NumeralReader, begins: int, ages: list[int]) -> bool:
    """Whether these are the ages of as many as were counted: "two boys, 7 and 9", or "aged" says so."""
    if reader.low(begins - 1) in _AGED:
        return True
    if reader.low(begins - 1) not in _OPENS or reader.low(ages[-1] + 1) not in _CLOSES:
        return False
    unit = match_unit(reader.words, begins - 2)
    if unit is None or unit[1].kind != "person" or not unit[1].plural:
        return False
    for k in range(begins - 2, max(-1, begins - 8), -1):
        numbered = reader.words[k].kind == "n" or reader.low(k) in STARTERS
        numeral = reader.read(k) if numbered else None
        if numeral is not None:
            return numeral.value == len(ages)
    return False
