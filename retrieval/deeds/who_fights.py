"""Somebody in a fight, as words call them, and whether two who are called so may be one.

"Rebels" may be the Amber Guard, and are no army; "US jets" may be the coalition's.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from functools import cache, lru_cache

from knowledge.number_words import ORDINALS
from knowledge.places import read_places
from knowledge.quantities import sides_in
from knowledge.speakers import sides_named, who_is
from retrieval.deeds.blows import AGAINST, FOR
from retrieval.deeds.doers import IS_HELPED, kin_of
from retrieval.denying.denials import is_of_the_calendar
from retrieval.grammar.naming import armed_groups, contrasts_table, roles_in
from retrieval.grammar.nations import is_a_land, nations_in
from retrieval.ranking import plain_words
from retrieval.word_tables import each_of, worded, words_in
from retrieval.wording import listed

#: "Amber Guard", "al-Amber"; a capital alone makes no name.
_NAME = re.compile(r"[^\W\d_a-z][\w’'-]*(?: (?:al-)?[^\W\d_a-z][\w’'-]*)*|al-[A-Z]\w+")
#: In a longer stretch initials may be anybody's, or a photographer's.
_SHORT = 4
_INITIALS = re.compile(r"[A-Z]{3,6}")


@dataclass(frozen=True, slots=True)
class Party:
    """Somebody in a fight, as words call them: by sides and nations, by a camp, or by a name that no table knows."""

    called: tuple[str, ...]
    kin: frozenset[str]
    camps: frozenset[int]
    names: frozenset[str]
    words: frozenset[str]

    @property
    def is_a_group(self) -> bool:
        """Whether it is an armed group that has a side of its own."""
        return bool(self.kin & kin_of_groups())

    @property
    def is_a_state(self) -> bool:
        """Whether it is a state, its government or its army."""
        return bool(self.kin) and not self.is_a_group and AGAINST not in self.camps

    @property
    def is_a_side(self) -> bool:
        """Whether it is told by a camp, a group or a name, and not by its nation alone."""
        return self.is_a_group or bool(self.camps or self.names)

    @property
    def is_of_its_name(self) -> bool:
        """Whether it is known by a name alone."""
        return bool(self.names) and not self.kin


@cache
def kin_of_groups() -> frozenset[str]:
    """The armed groups that have a side of their own, as `kin_of` calls them."""
    return frozenset(map(kin_of, armed_groups()))


@lru_cache(maxsize=20_000)
def party_in(words: str) -> Party | None:
    """Whom words name, or place in a fight; None where that may be anybody: "ten people", "a blast"."""
    told = " ".join(word for word in words.split() if not IS_HELPED.search(word) and not word.endswith("-based"))
    named = {side for side, _, _ in sides_named(told)}
    by_name = set() if named or sides_in(told) else _sides_of_names(told)
    named |= by_name
    kin = frozenset(map(kin_of, named | sides_in(told) | nations_in(told)))
    if AGAINST in roles_in(f"{told} {' '.join(named)}"):
        camps = frozenset((AGAINST,))
    else:
        camps = frozenset(camp for camp, row in enumerate(_camps()) if row.search(told))
    names = frozenset[str]() if kin and not by_name else _names_in(told)
    if not (kin or camps or names):
        return None
    sides = named or sides_in(told) or nations_in(told)
    in_camps = [match.group().lower() for row in _camps() for match in row.finditer(told)]
    called = sorted(sides) or [_names_as_printed(told)] * bool(names) or dict.fromkeys(in_camps)
    return Party(tuple(called), kin, camps, names, frozenset(plain_words(told)))


@cache
def _camps() -> tuple[re.Pattern[str], ...]:
    rows = contrasts_table()["camps"]["rows"]
    return tuple(re.compile(rf"\b(?:{'|'.join(row)})\b", re.IGNORECASE) for row in rows)


def _names_as_printed(words: str) -> str:
    return max((match.group() for match in _NAME.finditer(words)), key=len, default=words)


def _sides_of_names(words: str) -> set[str]:
    """The sides of those whom words name by a name of their own: "Amber Guard"; no place stands for its rulers."""
    names = map(_known_name, _NAME.findall(words))
    return {side for name in names if (side := who_is(name).side) and not read_places(name)}


def _known_name(name: str) -> str:
    """A name as a table knows it, where a headline's capitals run on behind it: "Amber Guard Chemical Attack"."""
    parts = name.split()
    begun = (" ".join(parts[:end]) for end in range(len(parts), 1, -1))
    return next((one for one in begun if who_is(one).side), name)


def _names_in(words: str) -> frozenset[str]:
    """The words of names that no table knows, of whoever bears arms: no place, no day."""
    for place in read_places(words):
        if place.span:
            words = words.replace(place.span.of(words), " ")
    is_armed = worded("done_to", "armed").search(words) is not None
    is_short = len(words.split()) <= _SHORT
    found = set[str]()
    for name in map(_known_name, _NAME.findall(words)):
        is_marked = name.lower().startswith("al-") or (is_short and _INITIALS.fullmatch(name))
        is_known = is_armed or bool(who_is(name).side)
        # "The Fourth Brigade" may be of any army.
        is_a_unit = name.lower().partition(" ")[0] in ORDINALS or name[0].isdigit()
        if is_a_unit or is_of_the_calendar(name) or is_a_land(name):
            continue
        if is_marked or (" " in name and is_known):
            found |= {word for word in plain_words(name) if len(word) > 2}
    return frozenset(found)


def may_be_one(mine: Party, theirs: Party) -> bool:
    """Whether two who are called so may be the same, or one of the other's.

    >>> def one(mine, theirs):
    ...     return may_be_one(party_in(mine), party_in(theirs))
    >>> one("US jets", "the US-led coalition"), one("Russian jets", "the US-led coalition")
    (True, False)
    >>> one("rebels", "the Nusra Front"), one("rebels", "ISIS militants"), one("militants", "ISIS")
    (True, False, True)
    >>> one("the Turkish army", "the army"), one("the Turkish army", "Al-Amber loyalists")
    (True, False)
    >>> one("the IAF", "Indian jets"), one("Jaysh al-Islam", "Ahrar al-Sham"), one("al-Qaeda", "the Nusra Front")
    (True, False, True)
    """
    if mine.camps and theirs.camps and not mine.camps & theirs.camps:
        return False
    if mine.kin & theirs.kin:
        # Two bodies of one side are two.
        return not (mine.names and theirs.names) or bool(_known_by(mine) & _known_by(theirs))
    one, other = sorted((mine, theirs), key=lambda party: (not party.is_a_state, not party.is_a_group, not party.names))
    if one.is_a_state:
        # "IAF" may be India's.
        is_its_own = any(name[:1] == kin[:1].lower() and len(name) <= _SHORT for name in other.names for kin in one.kin)
        return is_its_own or not (other.kin or other.names or AGAINST in other.camps)
    if one.is_of_its_name or other.is_of_its_name:
        # Any name may be one of the rebels.
        is_one_named = bool(one.names or one.is_a_group) and bool(other.names)
        return bool(_known_by(one) & _known_by(other)) if is_one_named else FOR not in other.camps
    if one.is_a_group:
        is_no_rebel = any(kin_of(side) in one.kin for side in words_in("done_to", "no_rebels"))
        are_rebels = any(worded("doers", "risen").fullmatch(word) for word in other.words)
        is_another_group = other.is_a_group or bool(other.kin and other.names)
        return not (is_another_group or FOR in other.camps or (is_no_rebel and are_rebels))
    return True


def _known_by(party: Party) -> frozenset[str]:
    """The words of a party's name; a branch is known by the name of its root, too."""
    branches = {f"{at}/" for at, row in enumerate(each_of("done_to", "branches")) if row.search(" ".join(party.words))}
    return (party.names or party.words) | branches


def as_listed(parties: Collection[Party]) -> str:
    """Who these are, as a card lists them."""
    called = {one for party in parties for one in party.called}
    # "Syria" is told with its government.
    return listed(sorted(one for one in called if not any(other != one and other.startswith(one) for other in called)))
