"""Blows counted by how often they fell: "hit the base 40 times" counts 40 strikes, "three times as many" none."""

from __future__ import annotations

from typing import Final

from knowledge.quantities.figure_lists import listed
from knowledge.quantities.figure_marks import STARTERS
from knowledge.quantities.numerals import NumeralReader
from knowledge.quantities.units import unit_table

#: "Bombed the depots and the old bridge over the river 40 times": so many words before the figure the verb may stand.
_FARTHEST: Final = 12
#: And so many before the verb whoever strikes.
_SUBJECT: Final = 6
_ENDS: Final = frozenset([".", ";", ":", "!", "?", "but", "while", "which", "who"])
#: What numbers do as well as guns, where nothing stands between the verb and the number.
_REACHES: Final = frozenset(["hit", "hits", "hitting"])
_PASSIVE: Final = frozenset(["was", "were", "been", "being", "is", "are", "got", "be"])
_COMPARED: Final = listed("behind_times")
_BODY: Final = listed("parts_of_the_body")
#: What strikes without arms: "the earthquake struck Kalden 40 times".
_UNARMED: Final = listed("unarmed")


def repeated_blow(reader: NumeralReader, first: int, last: int) -> str:
    """The unit of what was done so many "times", where a verb of striking says what; empty where none does.

    `first` is the figure's first word, `last` the one behind it.
    """
    if reader.low(last) != "times" or reader.low(last + 1) in _COMPARED:
        return ""
    if reader.low(last + 1) in ("in", "on") and _BODY & {reader.low(last + 2), reader.low(last + 3)}:
        return ""
    if unit_table().walkouts & {word.low for word in reader.words}:
        return ""
    if reader.low(last + 1) == "by" and _UNARMED & {reader.low(last + n) for n in (2, 3, 4)}:
        return ""
    for k in range(first - 1, max(-1, first - 1 - _FARTHEST), -1):
        low = reader.low(k)
        if low in _ENDS or reader.words[k].kind == "n" or low in STARTERS - {"a", "an", "-"}:
            break
        if row := unit_table().repeated.get(low):
            if _UNARMED & {reader.low(n) for n in range(max(0, k - _SUBJECT), k)}:
                return ""
            # "Prices hit three times last year's level"; whoever "was hit three times" was struck.
            return "" if k == first - 1 and low in _REACHES and reader.low(k - 1) not in _PASSIVE else row
    return ""
