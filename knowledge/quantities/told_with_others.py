"""What befell the counted, where it is told of others: "among the dead were four", "was killed along with two"."""

from __future__ import annotations

from typing import Final

from knowledge.quantities.figure_lists import listed
from knowledge.quantities.figure_marks import STARTERS
from knowledge.quantities.numerals import NumeralReader
from knowledge.quantities.units import match_state_after, match_state_before, match_unit

_LINKS: Final = listed("links")
_WERE: Final = frozenset(["were", "was", "are"])
_HELD: Final = frozenset(["include", "includes", "included"])
#: States that only the living come to.
BODILY: Final = frozenset(["killed", "wounded", "killed or injured"])
_ENDS: Final = frozenset(".;:!?") | frozenset(
    ["who", "whose", "whom", "which", "that", "where", "when", "as", "but", "while", "said", "says"]
)
#: "Killed in the raid along with two": behind the verb nothing is told but where and when.
_WHERE: Final = frozenset(["in", "at", "near", "during", "on", "outside", "inside"])
#: "Killed in a raid by the army along with two", "in the house he shared along with two": with whom is left open.
_WHOSE: Final = frozenset(["by", "he", "she", "they", "it", "we", "i"])
_BY_THEN: Final = frozenset(["by", "there", "so", "since", "this", "last", "overnight", "yesterday", "today"])
#: A clause begins behind one of these: "officials said the dead include".
_BEGINS: Final = frozenset([".", ";", ":", ",", "“", '"', "(", "said", "say", "says", "that", "all"])
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


def befell_with_others(reader: NumeralReader, first: int, end: int) -> str:
    """What befell the people counted from word `first` up to `end`, told of others before it; empty for nothing.

    >>> from knowledge.quantities.words import split_words
    >>> befell_with_others(NumeralReader(split_words("Among the wounded in Kalden were four members")), 6, 8)
    'wounded'
    """
    k = before_links(reader, first)
    if reader.low(k) == "with" and reader.low(k - 1) in ("along", "together"):
        # "Along with two guards who survived"
        told_apart = reader.low(end + (reader.low(end) == ",")) in ("who", "whom", "that", "which")
        return "" if told_apart else _company(reader, k - 2)
    if reader.low(k) == "including":
        return _of_the_uncounted(reader, k)
    return _of_the_dead(reader, k) if reader.low(k) in _WERE | _HELD else ""


def _company(reader: NumeralReader, last: int) -> str:
    """The state of whom they were with, from "was killed in the raid", which ends with word `last`."""
    for k in range(last, max(-1, last - _FARTHEST), -1):
        state = match_state_after(reader.words, k) if reader.low(k - 1) in _WERE else None
        if state and state.name in BODILY:
            behind = k + state.length
            return state.name if behind == last + 1 or reader.low(behind) in _WHERE else ""
        verb = reader.low(k).endswith("ed") and not reader.words[k].capital
        if verb or reader.low(k) in _ENDS | _WHOSE:
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
        if reader.words[k].kind != "w":
            break
    return ""


def _of_the_dead(reader: NumeralReader, last: int) -> str:
    """The state of those of whom they are a part: "among the dead in Kalden were", "those killed there include"."""
    for k in range(last - 1, max(-1, last - _FARTHEST), -1):
        state = match_state_after(reader.words, k)
        if state and state.name in BODILY:
            behind = k + state.length
            people = match_unit(reader.words, behind)
            if people and people[1].kind == "person" and people[1].plural:
                # "Among the wounded soldiers", and no "wounded soldiers' families"
                behind += people[0]
            told = behind == last or reader.low(behind) in _WHERE | _BY_THEN
            return state.name if told and _are_told_of(reader, k, last, bare=behind == last) else ""
        if reader.low(k) in _ENDS:
            break
    return ""


def _are_told_of(reader: NumeralReader, k: int, last: int, *, bare: bool) -> bool:
    """Whether a clause is about the dead or wounded named at word `k`; "donors for the wounded" are others.

    "The dead and the wounded include nine": which of them these are nobody says.
    """
    were = reader.low(last) in _WERE
    counted = reader.low(k - 1) in STARTERS or (k > 0 and reader.words[k - 1].kind == "n")
    k -= counted
    named = reader.low(k - 1) in ("the", "those")
    k -= named
    if were and reader.low(k - 1) == "among":
        return named
    before = reader.words[k - 1] if k else None
    # "Said the Monitor for Kalden those killed include", with its comma lost
    opens = before is None or before.low in _BEGINS or (before.capital and not reader.words[k].capital)
    opens = opens or (reader.low(k - 1) == "and" and reader.low(k - 2) == ",")
    return opens and (bare or (named and not were))
