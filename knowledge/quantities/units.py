"""What news counts: the rows of `units.toml`, and the unit that a counted phrase belongs to.

The table, its plurals and the ways to find a phrase of it are one thing, and a little longer than a file should be.
"""

from __future__ import annotations

import fnmatch
import tomllib
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Final

from knowledge.quantities.figure_lists import listed
from knowledge.quantities.figure_words import figure_words
from knowledge.quantities.words import Word, split_words, words_from

_BEHIND: Final = listed("behind_counted")
_IRREGULAR: Final = listed("irregular_plurals")
_NOT_PLURAL: Final = ("ss", "us", "is", "'s", "ous")
#: Plurals that no rule makes.
_OF_MANY: Final = {"child": "children", "schoolchild": "schoolchildren", "person": "people", "mujahideen": "mujahideen"}
#: Kinds of unit that are no count of anything: lengths of time, and "three times".
MEASURED: Final = frozenset(["time", "times"])


@dataclass(frozen=True, slots=True)
class Unit:
    """One row of the unit table under one of its words."""

    name: str
    kind: str
    under: str
    #: What became of the counted, where the word itself says so: "deaths" are killed.
    state: str
    plural: bool
    loaded: bool
    #: A people's name that describes as well: "two Chinese ships" are no people.
    describes: bool = False


@dataclass(frozen=True, slots=True)
class Match:
    """A phrase of a table found among the words of a text; `length` counts words."""

    length: int
    name: str


@dataclass(frozen=True, slots=True)
class UnitTable:
    """`units.toml`, ready to be looked up by the first word of a phrase."""

    units: dict[str, list[tuple[tuple[str, ...], Unit]]]
    under: dict[str, str]
    kinds: dict[str, str]
    after: dict[str, list[tuple[tuple[str, ...], str]]]
    before: dict[str, list[tuple[tuple[str, ...], str]]]
    states_of: dict[str, frozenset[str]]
    states_under: dict[str, str]
    sides: dict[str, list[tuple[tuple[str, ...], str]]]
    armed: frozenset[str]
    #: Of which land an armed side's people are, where they are called after it as well.
    people_of: dict[str, str]
    aerial: frozenset[str]
    walkouts: frozenset[str]
    #: How people are counted as a crowd, by row: "marching", "marches", "gatherings".
    crowd: dict[str, frozenset[tuple[str, ...]]]
    #: Bodies whose bare name counts their fighters, by the first word; those that are names only in capitals.
    bodies: dict[str, list[tuple[str, ...]]]
    shouted: frozenset[str]
    #: Whoever is called so behind the name of a body fights for it.
    their_men: frozenset[str]
    #: What is counted by how often it was done, by the verb: "bombed it 40 times" counts strikes.
    repeated: dict[str, str]
    #: Peoples, and those of them whose name is another thing in small letters: "40 poles".
    peoples: frozenset[str]
    capitals: frozenset[str]
    #: Words of other rows by which a row's counted are called as well.
    called: dict[str, frozenset[str]]
    #: Of a row that gathers things of several sorts, by each word of a sort: all its words.
    sorts: dict[str, tuple[str, ...]]
    #: Pairs of rows of which nobody can say whether they are one.
    open: frozenset[frozenset[str]]
    #: Every single word that a mask may hide: "ki*lled".
    vocabulary: frozenset[str]


def _phrase(words: str) -> tuple[str, ...]:
    return tuple(word.low for word in split_words(words))


def _plural(phrase: tuple[str, ...]) -> tuple[str, ...]:
    last = phrase[-1]
    if last.endswith("s") or not last.isalpha() or (len(last) <= 2 and last not in ("yr", "hr", "lb", "km", "kg")):
        return phrase
    if last.endswith("y") and last[-2:-1] not in "aeiou":
        last = last[:-1] + "ies"
    elif last.endswith("man"):
        last = last[:-3] + "men"
    elif last.endswith(("ch", "sh", "x", "z")):
        last += "es"
    else:
        last += "s"
    return (*phrase[:-1], last)


def in_plural(noun: str) -> str:
    """What many people are called, where a report has left off the ending, or put another noun behind.

    >>> in_plural("Takfiri terrorist"), in_plural("civilian"), in_plural("child"), in_plural("police")
    ('Takfiri terrorists', 'civilians', 'children', 'police')
    """
    before, space, last = noun.rpartition(" ")
    found = match_unit(split_words(last), 0)
    if found is None or found[1].plural or found[1].kind != "person" or is_plural(last.lower()):
        return noun
    return f"{before}{space}{_OF_MANY.get(last.lower()) or _plural((last,))[-1]}"


@cache
def unit_table() -> UnitTable:
    """The unit table, read once."""
    rows = tomllib.loads((files(__package__) / "units.toml").read_text(encoding="utf-8"))
    units: dict[str, list[tuple[tuple[str, ...], Unit]]] = {}
    under: dict[str, str] = {}
    kinds: dict[str, str] = {}

    def enter(phrase: tuple[str, ...], unit: Unit) -> None:
        entries = units.setdefault(phrase[0], [])
        if all(known != phrase for known, _ in entries):
            entries.append((phrase, unit))

    for row in rows["unit"]:
        name, kind, state = row["name"], row["kind"], row.get("state", "")
        if row.get("under"):
            under[name] = row["under"]
        kinds.setdefault(name, kind)
        for plural in row.get("plural", []):
            enter(_phrase(plural), Unit(name, kind, row.get("under", ""), state, True, False))
        for loaded, words in ((False, row["words"]), (True, row.get("loaded", []))):
            for word in words:
                phrase = _phrase(word)
                enter(_plural(phrase), Unit(name, kind, row.get("under", ""), state, True, loaded))
                enter(phrase, Unit(name, kind, row.get("under", ""), state, False, loaded))
    peoples = tomllib.loads((files(__package__) / "peoples.toml").read_text(encoding="utf-8"))
    for group in ("nouns", "describing"):
        for word in peoples[group]["words"]:
            enter(_phrase(word), Unit("people", "person", "", "", True, False, group == "describing"))
    after: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    before: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for row in rows["state"]:
        for words in row["after"]:
            phrase = _phrase(words)
            after.setdefault(phrase[0], []).append((phrase, row["name"]))
        for words in row["before"]:
            phrase = _phrase(words)
            # Looked up from the figure backwards, so by the last word.
            before.setdefault(phrase[-1], []).append((phrase, row["name"]))
    sides: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for row in rows["side"]:
        for words in row["words"]:
            phrase = _phrase(words)
            sides.setdefault(phrase[0], []).append((phrase, row["name"]))
    bodies: dict[str, list[tuple[str, ...]]] = {}
    for phrase in sorted(map(_phrase, rows["bodies"]["words"]), key=len, reverse=True):
        bodies.setdefault(phrase[0], []).append(phrase)
    for table in (after, before, sides):
        for entries in table.values():
            entries.sort(key=lambda entry: -len(entry[0]))
    for unit_entries in units.values():
        unit_entries.sort(key=lambda entry: -len(entry[0]))
    vocabulary = {p[0] for t in (after, before) for e in t.values() for p, _ in e if len(p) == 1}
    vocabulary |= {p[0] for e in units.values() for p, _ in e if len(p) == 1 and p[0].isalpha()}
    return UnitTable(
        units=units,
        under=under,
        kinds=kinds,
        after=after,
        before=before,
        states_of={row["name"]: frozenset(row["of"]) for row in rows["state"]},
        states_under={row["name"]: row["under"] for row in rows["state"] if "under" in row},
        sides=sides,
        armed=frozenset(row["name"] for row in rows["side"] if row.get("armed")),
        people_of={row["name"]: row["people_of"] for row in rows["side"] if "people_of" in row},
        aerial=frozenset(rows["aerial"]["words"]),
        walkouts=frozenset(rows["walkouts"]["words"]),
        crowd={row: frozenset(map(_phrase, words)) for row, words in rows["crowd"].items()},
        bodies=bodies,
        shouted=frozenset(rows["bodies"]["shouted"]),
        their_men=frozenset(rows["bodies"]["men"]),
        repeated={verb: row for row, verbs in rows["repeated"].items() for verb in verbs},
        peoples=frozenset(word for group in ("nouns", "describing") for word in peoples[group]["words"]),
        capitals=frozenset(peoples["only_with_a_capital"]["words"]),
        called={row["name"]: frozenset(row["called"]) for row in rows["unit"] if "called" in row},
        sorts={word: tuple(sort) for row in rows["unit"] for sort in row.get("sorts", ()) for word in sort},
        open=frozenset(frozenset(row["units"]) for row in rows["open"]),
        vocabulary=frozenset(vocabulary),
    )


@cache
def _unmasked(word: str) -> str:
    hits = [known for known in unit_table().vocabulary if known[0] == word[0] and fnmatch.fnmatchcase(known, word)]
    bare = word.replace("*", "")
    if bare in unit_table().vocabulary:
        return bare
    return hits[0] if len(hits) == 1 else word


def unmask(word: str) -> str:
    """The one word of the tables that a masked word stands for; the word itself where none or several fit.

    Platforms hide posts with violent words in them, so posts print the words with stars.

    >>> unmask("ki*lled"), unmask("so*diers"), unmask("k***")
    ('killed', 'soldiers', 'k***')
    """
    return _unmasked(word) if "*" in word and len(word) <= 30 else word


def named_units(words: Sequence[Word]) -> Iterator[tuple[int, int, Unit]]:
    """The units that words name: where each begins, of how many words it is, and which."""
    known = unit_table().units
    for i, word in enumerate(words):
        if may_begin(word, known) and (found := match_unit(words, i)):
            yield i, *found


def units_named(text: str) -> frozenset[str]:
    """The rows of the unit table that a text names.

    >>> sorted(units_named("Jihadists hit by air strikes"))
    ['airstrikes', 'fighters']
    """
    found = (match_unit(words, 0) for words in words_from(text, unit_table().units))
    return frozenset(one[1].name for one in found if one)


# What is counted is told in few words, and every figure is held against every other.
@lru_cache(maxsize=20_000)
def sides_in(text: str) -> frozenset[str]:
    """The sides that a counted phrase, or a longer text, names.

    >>> sorted(sides_in("Syrian army and ISIS fighters"))
    ['ISIS', 'Syrian government']
    """
    found = (match_side(words, 0) for words in words_from(text, unit_table().sides))
    return frozenset(one.name for one in found if one)


def may_begin(word: Word, known: Container[str]) -> bool:
    """Whether a phrase of a table may begin with a word; most begin none, and a mask may hide one."""
    return word.low in known or "*" in word.low


def match_body(words: Sequence[Word], k: int) -> int:
    """Of how many words is the name of an armed body that begins at word `k`; 0 where none does."""
    table = unit_table()
    if words[k].low in table.shouted and words[k].capitals:
        # In a line of capitals "IS" is a verb.
        return int(not all(word.capitals for word in words if word.kind == "w" and len(word.low) > 1))
    names = table.bodies.get(words[k].low, ())
    return next((len(name) for name in names if tuple(word.low for word in words[k : k + len(name)]) == name), 0)


def match_unit(words: Sequence[Word], i: int) -> tuple[int, Unit] | None:
    """The longest phrase of the unit table that begins at word `i`, with its number of words."""
    if not 0 <= i < len(words):
        return None
    entries = unit_table().units.get(unmask(words[i].low))
    if not entries:
        return None
    for phrase, unit in entries:
        if _stands(words, i, phrase):
            if not words[i].capital and words[i].low in unit_table().capitals:
                return None
            return len(phrase), unit
    return None


def match_head(words: Sequence[Word], i: int) -> tuple[int, Unit] | None:
    """As match_unit, without a people's name that only describes the noun behind it: "two Chinese ships"."""
    found = match_unit(words, i)
    return None if found and found[1].describes and _noun_follows(words, i + found[0]) else found


def is_plural(low: str) -> bool:
    """Whether an unknown word looks like the plural of a noun.

    >>> is_plural("ships"), is_plural("swiss")
    (True, False)
    """
    return low in _IRREGULAR or (len(low) > 3 and low.endswith("s") and not low.endswith(_NOT_PLURAL))


def _noun_follows(words: Sequence[Word], i: int) -> bool:
    """Whether a plural noun follows within three words, before any verb or mark: "two Chinese cargo ships"."""
    for k in range(i, min(i + 3, len(words))):
        low = words[k].low
        if words[k].kind != "w" or low in figure_words().stops or match_state_after(words, k):
            return False
        if is_plural(low) or match_unit(words, k):
            return True
    return False


#: Behind a verb that may be of what somebody did, or of what befell them.
_BEFELL_THEM = frozenset(("by", "in", "at", "near", "during"))


def match_side(words: Sequence[Word], i: int) -> Match | None:
    """The side that is named at word `i`; "IS" and "US" only in capitals."""
    if 0 <= i < len(words) and words[i].low in ("is", "us") and not words[i].capitals:
        return None
    return _match(unit_table().sides, words, i)


def match_state_after(words: Sequence[Word], i: int) -> Match | None:
    """The state that begins at word `i`, as it may follow what is counted.

    The word behind it may show that it befell them, and is no part of it: "finished off by the guards".
    """
    match = _match(unit_table().after, words, i)
    if match is not None and match.length > 1 and words[i + match.length - 1].low in _BEFELL_THEM:
        return Match(match.length - 1, match.name)
    return match


def match_state_before(words: Sequence[Word], i: int) -> Match | None:
    """The state that ends with word `i`, as it may stand before a figure."""
    entries = unit_table().before.get(unmask(words[i].low)) if 0 <= i < len(words) else None
    for phrase, name in entries or ():
        if i - len(phrase) + 1 >= 0 and _stands(words, i - len(phrase) + 1, phrase):
            return Match(len(phrase), name)
    return None


def _match(table: dict[str, list[tuple[tuple[str, ...], str]]], words: Sequence[Word], i: int) -> Match | None:
    entries = table.get(unmask(words[i].low)) if 0 <= i < len(words) else None
    for phrase, name in entries or ():
        if _stands(words, i, phrase):
            return Match(len(phrase), name)
    return None


def _stands(words: Sequence[Word], i: int, phrase: tuple[str, ...]) -> bool:
    if i + len(phrase) > len(words):
        return False
    return all(unmask(words[i + k].low) == part for k, part in enumerate(phrase))


def canonical_unit(phrase: str) -> tuple[str, str]:
    """The row of the unit table that a counted phrase belongs to, and what became of the counted.

    >>> canonical_unit("Russian air raids"), canonical_unit("civilians killed"), canonical_unit("hot dinners")
    (('airstrikes', ''), ('civilians', 'killed'), ('', ''))
    """
    words = split_words(phrase)
    found: list[Unit] = []
    states: list[str] = []
    side = None
    i = 0
    while i < len(words):
        # "People killed with weapons": what stands behind a preposition is not what is counted.
        if words[i].low in _BEHIND and (found or words[i].low == "per"):
            break
        # "killed or injured" is one state, before it is a state and a noun.
        state = match_state_after(words, i)
        unit = match_head(words, i)
        if unit and (state is None or unit[0] >= state.length):
            found.append(unit[1])
            i += unit[0]
        elif state:
            states.append(state.name)
            i += state.length
        else:
            named = match_side(words, i)
            if named:
                side = side or named.name
            i += named.length if named else 1
    return settle_unit(found, states, side, [word.low for word in words])


def settle_unit(
    found: Sequence[Unit], states: Sequence[str], side: str | None, words: Sequence[str]
) -> tuple[str, str]:
    """One unit and one state out of the words that were found in a counted phrase."""
    unit, state = "", states[0] if states else ""
    if found:
        # "civilian deaths": the last noun says what became of them, the first says who they were.
        head = found[-1]
        if head.state:
            people = [u for u in found[:-1] if u.kind == "person" and not u.state]
            unit, state = (people[-1].name if people else head.name), head.state
            if head.name == "bodies" and not people:
                unit = "people"
        else:
            unit = head.name
    if side and unit == "men" and side in unit_table().armed:
        # "ISIL men" are no men that somebody counted beside women.
        unit = "fighters"
    if side and unit in ("", "people") and not (found and found[-1].kind != "person"):
        armed = side in unit_table().armed
        if unit == "" and (armed or state):
            unit = "fighters" if armed and (state or "members" in words) else "people" if state else ""
        elif armed and found and (found[-1].state or words[-1:] == ["members"] or "members" in words):
            unit = "fighters"
    if unit == "raids" and unit_table().aerial.intersection(words):
        unit = "airstrikes"
    if not unit and state and "person" in unit_table().states_of.get(state, ()):
        unit = "people" if state in ("killed", "wounded", "killed or injured", "missing", "displaced") else ""
    return unit, state
