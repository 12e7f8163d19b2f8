"""So many of so many, where the words mean a share: "one in five children"."""

from __future__ import annotations

from typing import Final

from knowledge.quantities.figure_marks import STARTERS
from knowledge.quantities.figure_words import figure_words
from knowledge.quantities.numerals import Numeral, NumeralReader
from knowledge.quantities.uncounted import why_uncounted
from knowledge.quantities.units import Unit, match_state_before, match_unit

#: "Seven in ten" is said of shares; "twelve in eighty" hardly is.
_MOST_PARTS: Final = 10
_TEN: Final = 10
#: How far before the figure a verb may stand whose object it is: "killing at least two in ..."
_VERB_BEFORE: Final = 4
_HEAD_WITHIN: Final = 3
#: Nobody is in ten of these at once: "nine in ten homes".
_HAD_BY_ALL: Final = frozenset(["buildings", "families"])


def is_ratio(part: Numeral, whole: Numeral) -> bool:
    """Whether one number can be a part of the other: both whole, the part the smaller."""
    return part.value == int(part.value) and whole.value == int(whole.value) and 0 < part.value < whole.value


def ratio_at(reader: NumeralReader, part: Numeral, text: str, *, bounded: bool) -> Numeral | None:
    """The share that begins with this figure: "one in five children", "seven in 10 voters"; None where it is a count.

    "Seven in ten villages" may be seven people in villages, so of what one can be in only "one in" is a share; of
    raids, days and kilometres none is; in ten homes or families nobody is at once. "One in every five" is a share of
    whatever it be. "Two out of five hostages" stays two counts: it is as often said of five that
    can be pointed at; so does "more than 2 in 5" with nothing behind it, since the bound may be of the 2 alone.
    """
    every = _behind_every(reader, part.last)
    if part.form not in ("digits", "words") or (not every and reader.low(part.last) != "in"):
        return None
    k = every or part.last + 1
    whole = reader.read(k) if k < len(reader.words) and _may_begin(reader, k) else None
    if whole is None or whole.form not in ("digits", "words") or whole.fraction or not is_ratio(part, whole):
        return None
    if every:
        return reader.made(part.value / whole.value, part.first, whole.last, part.form, fraction=True)
    if part.value > _MOST_PARTS:
        return None
    if bounded and part.value > 1 and reader.low(whole.last) in ("", ".", "?", "!"):
        return None
    if why_uncounted(reader, whole, text, bounded=False) or _is_object(reader, part.first):
        return None
    if _ends_a_name(reader, part.first):
        return None
    if why_uncounted(reader, part, text, bounded=False) not in ("", "pronoun"):
        return None
    unit = _head(reader, whole.last)
    tenths = whole.value == _TEN and unit is not None and unit.name in _HAD_BY_ALL
    inside = unit is not None and unit.kind != "person" and not tenths
    if inside and unit is not None and (part.value > 1 or unit.kind not in ("thing", "weapon")):
        return None
    # "Seven in ten voters": nobody counts places by tens.
    if unit is None and part.value > 1 and whole.value != _TEN and _goes_on(reader, whole.last):
        return None
    return reader.made(part.value / whole.value, part.first, whole.last, part.form, fraction=True)


def _may_begin(reader: NumeralReader, k: int) -> bool:
    return reader.words[k].kind == "n" or reader.low(k) in STARTERS


def _behind_every(reader: NumeralReader, k: int) -> int:
    """The word behind "in every", "of every" or "out of every", which are said of shares alone; 0 for none."""
    k += reader.low(k) == "out"
    return k + 2 if reader.low(k) in ("in", "of") and reader.low(k + 1) in ("every", "each") else 0


def _is_object(reader: NumeralReader, first: int) -> bool:
    """Whether a verb stands before the figure that tells what became of so many: "killed one in two raids"."""
    for k in range(first - 1, max(-1, first - 1 - _VERB_BEFORE), -1):
        if reader.words[k].kind == "s":
            return False
        if match_state_before(reader.words, k):
            return True
    return False


def _ends_a_name(reader: NumeralReader, first: int) -> bool:
    """Whether the number is the end of a name: "Channel One in three deals"."""
    return first > 0 and reader.words[first].capital and reader.words[first - 1].capital


def _head(reader: NumeralReader, i: int) -> Unit | None:
    """The unit that the phrase behind the figure comes to, past its adjectives."""
    for k in range(i, min(i + _HEAD_WITHIN, len(reader.words))):
        unit = match_unit(reader.words, k)
        if unit:
            return unit[1]
        if not _goes_on(reader, k):
            break
    return None


def _goes_on(reader: NumeralReader, i: int) -> bool:
    """Whether a word stands here that may be counted, or belong to what is."""
    return i < len(reader.words) and reader.words[i].kind == "w" and reader.low(i) not in figure_words().stops
