"""Whose people are counted, by their nation: of one clash the dead of one side are no other count of the other's."""

from __future__ import annotations

import re
from collections.abc import Set
from functools import cache, lru_cache

from knowledge.model import Claim, Finding, Quantity, Span
from retrieval.word_tables import any_name, any_of, table_of, worded

#: Nations whose names are words as well where they are typed small.
_ALSO_WORDS = frozenset(("Turkey", "Poland", "Chad", "Jordan"))


@lru_cache(maxsize=20_000)
def nations_in(words: str) -> frozenset[str]:
    """The nations that words name, by their people or their state.

    >>> sorted(nations_in("20 Indian soldiers")), sorted(nations_in("Four Chinese and two Germans"))
    (['India'], ['China', 'Germany'])
    >>> sorted(nations_in("20 indian soldiers")), sorted(nations_in("turkey prices"))
    (['India'], [])
    >>> sorted(nations_in("18 members of the Syrian Democratic Forces")), sorted(nations_in("Islamic State in Iraq"))
    ([], ['Iraq'])
    """
    return lands_named(worded("nations", "named_for_a_land").sub(" ", words))


def lands_named(words: str) -> frozenset[str]:
    """The nations that words name in any way, in the name of a group as well.

    >>> sorted(lands_named("the Syrian Democratic Forces"))
    ['Syria']
    """
    known = _nations()
    if words.islower():
        # Who writes no capitals writes none for a people.
        words = re.sub(r"[^\W\d_]{4,}", lambda word: word.group().capitalize(), words)
        return frozenset(known[match.group()] for match in _named().finditer(words)) - _ALSO_WORDS
    return frozenset(known[match.group()] for match in _named().finditer(words))


def as_dealt_by_it(claim: Claim) -> str:
    """The words of a claim whose blow is of the nation right before it: "iran missile attack" may be one there, too.

    >>> from knowledge.places import read_places
    >>> text = "no americans hurt in iran missile attack"
    >>> as_dealt_by_it(Claim(text, where=read_places(text)))
    'no americans hurt in Iranian missile attack'
    """
    text = claim.text
    for place in sorted((place for place in claim.where if place.span), key=lambda one: one.span or Span(0, 0)):
        people = _people_of(place.name)
        if place.span and people and _blow().match(text, place.span.end):
            return f"{text[: place.span.start]}{people}{text[place.span.end :]}"
    return text


#: No clash kills so many of a people: who counts these counts the dead of its country's war.
DEAD_OF_A_WAR = 10_000


def as_of_its_country(claim: Claim) -> str:
    """The words of a claim of a war's dead, with the country of the people they were.

    Where else would so many have died?
    A claim that names a place says where, and of thirty dead of a people nobody knows where they died.

    >>> from knowledge.quantities import read_quantities
    >>> [as_of_its_country(Claim(one, read_quantities(one))) for one in ("500,000 Syrians died", "30 Syrians died")]
    ['500,000 Syrians died in Syria', '30 Syrians died']
    """
    text = claim.text
    for dead in claim.quantities if not claim.where else ():
        named = nations_in(dead.counted)
        if len(named) == 1 and dead.state == "killed" and dead.value >= DEAD_OF_A_WAR:
            return f"{text[: dead.span.end]} in {min(named)}{text[dead.span.end :]}"
    return text


def is_a_land(name: str) -> bool:
    """Whether a name is that of a country, and not of its people or what is theirs.

    >>> is_a_land("Turkey"), is_a_land("Turkish")
    (True, False)
    """
    return _nations().get(name) == name


def _people_of(nation: str) -> str:
    """How what is of a nation is called: "Iranian"; empty for what is none."""
    rows = _table()["nations"]["rows"]
    return next((row[1] for row in rows if row[0] == nation and len(row) > 1), "")


@cache
def _blow() -> re.Pattern[str]:
    return re.compile(rf" (?:{any_of('nations', 'blows')})\b", re.IGNORECASE)


def other_nation(claimed: Quantity, printed: Quantity, finding: Finding, claim: str = "") -> str:
    """Why a figure is of another nation's people than the claim; empty where it may be of the same.

    "China lost four soldiers" is of Chinese ones, and so is "China admits four of its soldiers died".
    """
    mine = nations_in(claimed.counted) or _bereaved(claim, claimed) or _its_own(claim, claimed)
    theirs = people_counted(printed, finding) if mine else frozenset()
    if not theirs or mine & theirs:
        return ""
    return of_other_people(theirs, mine)


def of_other_people(theirs: Set[str], mine: Set[str]) -> str:
    """The reason that is given for a count of another nation's people."""
    return f"counts those of {' and '.join(sorted(theirs))}, the claim those of {' and '.join(sorted(mine))}"


def people_counted(printed: Quantity, finding: Finding) -> frozenset[str]:
    """The nation whose people a figure counts: by their name, or as whoever speaks counts their own."""
    return nations_in(f"{printed.counted} {printed.span.of(finding.article.text)}") or _own_people(printed, finding)


def _bereaved(claim: str, claimed: Quantity) -> frozenset[str]:
    """The nation that a claim says has lost so many; of "Israel killed ten" none has."""
    before = claim[: claimed.span.start]
    lost = _LOST.search(before)
    named = nations_in(lost["who"]) if lost else frozenset()
    return named if len(named) == 1 else frozenset()


def _its_own(claim: str, claimed: Quantity) -> frozenset[str]:
    """The nation of whose own people a claim counts some: the only one that it names before it says "its soldiers"."""
    counted = claim[: claimed.span.end]
    named = nations_in(counted) if _ITS.search(counted) else frozenset()
    return named if len(named) == 1 else frozenset()


#: "China lost", "The Chinese army has lost at least".
_LOST = re.compile(
    rf"^\W*(?:the )?(?P<who>[\w’'-]+(?: (?:{any_of('nations', 'army_or_government')}))?) (?:has |have )?lost"
    r"(?: at least| about| some| over| more than| nearly)?\W*$",
    re.IGNORECASE,
)


def _own_people(printed: Quantity, finding: Finding) -> frozenset[str]:
    """The nation whose own people a figure counts: "China said four of its soldiers died", "China names four dead"."""
    start, text = finding.statement.span.start, finding.article.text
    named = nations_in(finding.words)
    if len(named) != 1:
        return frozenset()
    counted = f"{text[start : printed.span.start]}{printed.span.of(text)}" if start <= printed.span.start else ""
    if _ITS.search(counted) or _names_its_dead(finding.words, printed):
        return named
    return frozenset()


def _names_its_dead(words: str, printed: Quantity) -> bool:
    """Whether a state names, admits or mourns so many, as it does its own dead; not what a blow of its own did.

    "Israel admitted that its strike killed 15 civilians" counts whom it struck, and militants are no state's own.
    """
    owns = _owning().search(words)
    if owns is None or worded("nations", "deeds").search(words, owns.end()):
        return False
    return printed.unit in ("people", "soldiers") and set(printed.counted.split()) <= _DEAD | {"soldiers", "troops"}


#: "Of its soldiers", "its own troops".
_ITS = re.compile(r"\b(?:its|their|our)(?: own)?(?: [\w-]+){0,3}\W*$", re.IGNORECASE)

_DEAD = frozenset(("dead", "killed", "died"))


@cache
def _table() -> dict[str, dict[str, list[list[str]]]]:
    return table_of("nations")


@cache
def nations() -> frozenset[str]:
    """The nations of the table, and what is called after them: "Ukraine", "Ukrainian"."""
    return frozenset(_nations())


@cache
def _nations() -> dict[str, str]:
    return {word: row[0] for row in _table()["nations"]["rows"] for word in row}


@cache
def _named() -> re.Pattern[str]:
    letters: dict[str, list[str]] = {}
    for word in sorted(_nations(), key=len, reverse=True):
        letters.setdefault(word[0], []).append(re.escape(word[1:]))
    # A pattern that begins with letters, and not with a look back, skips whatever begins with another.
    names = "|".join(rf"{first}(?<![\w-].)(?:{'|'.join(rest)})" for first, rest in letters.items())
    return re.compile(rf"(?:{names})(?![\w])")


@cache
def _owning() -> re.Pattern[str]:
    """What a state does with its own dead, right behind its name."""
    names = any_name(_nations())
    verbs = any_of("nations", "owning")
    office = rf"(?:'s \w+)?(?: (?:{any_of('nations', 'who_owns_its_dead')}))?"
    return re.compile(rf"\b(?:{names}){office} (?:has |have )?(?:{verbs})\b")
