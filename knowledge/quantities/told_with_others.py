"""What befell the counted, where it is told of others: "among the dead were four", "was killed along with two"."""

from __future__ import annotations

from typing import Final

from knowledge.quantities.figure_lists import listed
from knowledge.quantities.numerals import NumeralReader
from knowledge.quantities.units import match_state_after, match_state_before, match_unit

_LINKS: Final = listed("links")
_WERE: Final = frozenset(["were", "was", "are"])
_HELD: Final = frozenset(["include", "includes", "included"])
#: States that only the living come to.
BODILY: Final = frozenset(["killed", "wounded", "killed or injured"])
_ENDS: Final = frozenset(
    [".", ";", ":", "!", "?", "who", "which", "that", "where", "when", "as", "but", "while", "said", "says"]
)
#: "Killed in the raid along with two": between the verb and the company stands nothing but where and when.
_WHERE: Final = frozenset(["in", "at", "near", "during", "on", "outside", "inside"])
_BEGINS: Final = frozenset([".", ";", ":", ",", "“", '"', "("])
_FARTHEST: Final = 12
#: "Killing several old civilians including two women"
_LONGEST_NOUN: Final = 3


def before_links(reader: NumeralReader, first: int) -> int:
    """The word before a figure at word `first` and the words that only lead up to it: "along with | at least another".

    >>> from knowledge.quantities.words import split_words
    >>> before_links(NumeralReader(split_words("killed along with at least 12")), 5)
    2
    """
    k = first - 1
    while reader.low(k) in _LINKS:
        k -= 1
    return k


def befell_with_others(reader: NumeralReader, first: int) -> str:
    """What befell the people counted by the figure at word `first`, told of others before it; empty for nothing.

    >>> from knowledge.quantities.words import split_words
    >>> befell_with_others(NumeralReader(split_words("Among the wounded in Kalden were four members")), 6)
    'wounded'
    """
    k = before_links(reader, first)
    if reader.low(k) == "with" and reader.low(k - 1) in ("along", "together"):
        return _company(reader, k - 2)
    if reader.low(k) == "including":
        return _of_the_uncounted(reader, k)
    return _of_the_dead(reader, k) if reader.low(k) in _WERE | _HELD else ""


def _company(reader: NumeralReader, last: int) -> str:
    """The state of whom they were with, from "was killed in the raid", which ends with word `last`."""
    for k in range(last, last - _FARTHEST, -1):
        state = match_state_after(reader.words, k) if reader.low(k - 1) in _WERE else None
        if state and state.name in BODILY:
            behind = k + state.length
            return state.name if behind == last + 1 or reader.low(behind) in _WHERE else ""
        if reader.low(k) in _ENDS:
            break
    return ""


def _of_the_uncounted(reader: NumeralReader, last: int) -> str:
    """The state of people told of without a number: "killing civilians including three children"."""
    unit = match_unit(reader.words, last - 1) if last else None
    if unit is None or unit[1].kind != "person" or not unit[1].plural:
        return ""
    for k in range(last - 2, max(-1, last - 2 - _LONGEST_NOUN), -1):
        state = match_state_before(reader.words, k)
        if state:
            return state.name if state.name in BODILY else ""
    return ""


def _of_the_dead(reader: NumeralReader, last: int) -> str:
    """The state of those of whom they are a part: "among the dead in Kalden were", "those killed there include"."""
    among = reader.low(last) in _WERE
    for k in range(last - 1, last - _FARTHEST, -1):
        state = match_state_after(reader.words, k + 1) if reader.low(k) in ("the", "those") else None
        if state and state.name in BODILY:
            # "The dead and the wounded include nine": which of them they are nobody says.
            # Nor do "donors for the wounded" number among these.
            told = reader.low(k - 1) == "among" if among else k == 0 or reader.low(k - 1) in _BEGINS
            return state.name if told else ""
        if reader.low(k) in _ENDS:
            break
    return ""
