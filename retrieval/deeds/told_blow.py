"""Whether a sentence tells of the blow that a claim names, in other words: what warplanes hit was bombed."""

from __future__ import annotations

from functools import lru_cache

from knowledge.caseless import Caseless
from retrieval.word_tables import worded

#: What a claim calls a blow, with the words of reports that tell of one: a kind of blow before any blow.
_TOLD_BY = (("from_the_air", "told_from_the_air"), ("any_blow", "told_blow"))


@lru_cache(maxsize=2_000)
def blow_told_by(word: str) -> Caseless | None:
    """The words of reports that tell of the blow for which a claim has this word; None where that names no blow.

    >>> bombed, attacked = blow_told_by("bombed"), blow_told_by("attacked")
    >>> [bool(bombed and bombed.search(told)) for told in ("Air raids hit the mill", "Shells fell on the mill")]
    [True, False]
    >>> bool(attacked and attacked.search("A missile fell on the mill")), blow_told_by("opened")
    (True, None)
    """
    row = next((told for claimed, told in _TOLD_BY if worded("told_blow", claimed).fullmatch(word)), None)
    return None if row is None else worded("told_blow", row, "told_strike")
