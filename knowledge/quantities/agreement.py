"""Whether a verb behind a figure is about those counted: in "a mother of three was killed" it is about the mother."""

from __future__ import annotations

from typing import Final

from knowledge.quantities.figure_lists import listed
from knowledge.quantities.figure_words import figure_words
from knowledge.quantities.numerals import NumeralReader
from knowledge.quantities.units import match_unit

#: Verbs of one, and of several; the first of them tells of how many a sentence speaks.
OF_ONE: Final = frozenset(["was", "is", "has"])
OF_SEVERAL: Final = frozenset(["were", "are", "have"])
_COLLECTIVES: Final = frozenset(listed("collectives"))
_TOLD_APART: Final = frozenset(listed("told_apart"))
_PARENTS: Final = frozenset(listed("parents"))
_ARTICLES: Final = frozenset(["the", "those", "these", "his", "her", "their", "its", "our", "some"])
_CLAUSE_ENDS: Final = frozenset('.!?;:–—"“”|')


def holds_of_one_alone(reader: NumeralReader, first: int, *, tells_which: bool = False) -> bool:
    """Whether what is said behind a figure at word `first` is said of one before it: "one of the 12 suspects died".

    With `tells_which` a participle alone stands behind: "she was one of 12 people killed" says which 12, and so does
    "most of the 50 fighters killed there were foreigners".

    >>> from knowledge.quantities.words import split_words
    >>> holds_of_one_alone(NumeralReader(split_words("A keeper: the widow of 12 drowned")), 6)
    True
    """
    k = _before_articles(reader, first)
    if reader.low(k) == "half" or (reader.low(k) == "but" and "all" in map(reader.low, range(max(0, k - 3), k))):
        return True
    if reader.low(k) != "of" or k < 1:
        return False
    whose = reader.low(k - 1)
    if whose in _COLLECTIVES:
        return False
    person = match_unit(reader.words, k - 1)
    one = person is not None and person[1].kind == "person" and not person[1].plural and not person[1].state
    inside = k > 1 and reader.words[k - 2].kind == "w"
    apart = whose in _TOLD_APART and not (tells_which and (inside or _has_a_verb(reader, first)))
    return one or apart or whose in _PARENTS


def speaks_of_one(reader: NumeralReader, first: int) -> bool:
    """Whether a verb of one behind several, counted from word `first` on, has somebody before them for its subject.

    In "the owner of 12 shops was arrested" it has; "five people was killed" is only badly put, and so is "a crew of
    nine was freed" put well.
    """
    k = _before_articles(reader, first)
    before = reader.low(k)
    opens = k < 0 or before in _CLAUSE_ENDS or before == "that" or before in figure_words().lengths_of_time
    return not opens and not (reader.low(k) == "of" and reader.low(k - 1) in _COLLECTIVES)


def is_of_a_parent(reader: NumeralReader, first: int, last: int) -> bool:
    """Whether the figure says only of how many somebody is the parent: "a mother of three"."""
    k = first - 1
    apart = reader.low(k) in "-‐‑" and reader.touches(first)
    k -= apart
    if reader.low(k) != "of":
        return False
    k -= 1 + (reader.low(k - 1) in ("-", "‐", "‑"))
    named = match_unit(reader.words, last)
    children = named is not None and named[1].kind == "person" and named[1].plural and not named[1].state
    return reader.low(k) in _PARENTS and not children


def _has_a_verb(reader: NumeralReader, first: int) -> bool:
    """Whether the sentence goes on to a verb of its own."""
    for k in range(first, len(reader.words)):
        if reader.low(k) in _CLAUSE_ENDS:
            return False
        if reader.low(k) in OF_ONE | OF_SEVERAL:
            return True
    return False


def _before_articles(reader: NumeralReader, first: int) -> int:
    k = first - 1
    while reader.low(k) in _ARTICLES:
        k -= 1
    return k
