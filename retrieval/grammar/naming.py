"""Which people, which part in a fight, which weapons and means words name, by the tables of contrasts.toml."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Any

from knowledge.caseless import Caseless, Rows
from knowledge.places import read_places
from knowledge.quantities import sides_in, unit_table
from knowledge.quantities.units import Unit, match_unit, units_named
from knowledge.quantities.words import words_from
from retrieval.word_tables import any_of, table_of, worded

#: The row of the roles whose people are against a government.
AGAINST = 1


@cache
def contrasts_table() -> dict[str, Any]:
    """The tables by which reports contradict one another, or are of other people; read once."""
    return table_of("contrasts")


@lru_cache(maxsize=20_000)
def roles_in(words: str) -> frozenset[int]:
    """Which part in a fight the counted people have, as rows of the table: for a government, or against it.

    >>> roles_in("rebels") & roles_in("members of government forces"), roles_in("fighters")
    (frozenset(), frozenset())
    """
    states = any(side.endswith("government") for side in sides_in(words))
    return frozenset(at for at, row in enumerate(_roles()) if row.search(words) or (states and at == 0))


@cache
def _roles() -> tuple[re.Pattern[str], ...]:
    return tuple(
        re.compile(rf"(?<![\w-])(?:{'|'.join(row)})(?![\w-])", re.IGNORECASE)
        for row in contrasts_table()["roles"]["rows"]
    )


@cache
def armed_groups() -> frozenset[str]:
    """The sides that are known to bear arms, without those of a government."""
    return frozenset(side for side in unit_table().armed if not side.endswith("government"))


def groups_in(words: str) -> frozenset[str]:
    """The groups of people that words name and that news keeps apart.

    >>> sorted(groups_in("28 dead on a civilian bus"))
    ['civilians']
    """
    return units_among(_people(), words)


@cache
def _people() -> frozenset[str]:
    return frozenset(contrasts_table()["people"]["units"])


# What is claimed in words of a few rows is looked for in text after text, and in those again for the next claim.
@lru_cache(maxsize=10_000)
def units_among(rows: frozenset[str], words: str) -> frozenset[str]:
    """Those of these rows of the unit table that words name.

    >>> sorted(units_among(frozenset({"airstrikes", "civilians"}), "Jihadists hit by air strikes"))
    ['airstrikes']
    """
    # Parting words takes longest, so it is first seen whether any begins a phrase of these rows; a mask may hide one.
    begins = beginnings(rows)
    if begins is None:
        return units_in(words) & rows
    if "*" not in words and begins.isdisjoint(_letters(words)):
        return frozenset()
    found = (match_unit(there, 0) for there in words_from(words, _phrases(rows)))
    return rows.intersection(one[1].name for one in found if one)


@lru_cache(maxsize=200)
def beginnings(rows: frozenset[str]) -> frozenset[str] | None:
    """The first words of all phrases of some rows of the unit table; None where one begins with a mark."""
    begins = {first for first, phrases in unit_table().units.items() for _, unit in phrases if unit.name in rows}
    return frozenset(begins) if all(first.isalpha() for first in begins) else None


@lru_cache(maxsize=200)
def _phrases(rows: frozenset[str]) -> dict[str, list[tuple[tuple[str, ...], Unit]]]:
    """Of the phrases of the unit table those that begin as one of these rows may, by their first words."""
    begins = beginnings(rows) or frozenset()
    return {first: phrases for first, phrases in unit_table().units.items() if first in begins}


@lru_cache(maxsize=5_000)
def _letters(words: str) -> frozenset[str]:
    return frozenset(re.findall(r"[^\W\d_]+", words.lower()))


@lru_cache(maxsize=5_000)
def units_in(words: str) -> frozenset[str]:
    """The rows of the unit table that words name: "raids from the air" and "air strikes" are of one row.

    >>> sorted(units_in("Jihadists hit by air strikes"))
    ['airstrikes', 'fighters']
    """
    return units_named(words)


def names_people(words: str) -> bool:
    """Whether words name anybody who is counted as a person: "rebels", "nurse"; no jets."""
    return any(unit_table().kinds.get(unit) == "person" for unit in units_in(words))


@lru_cache(maxsize=20_000)
def told_as(words: str) -> frozenset[str]:
    """The rows of the unit table in which another report may tell the deed, or the people, that these words name.

    >>> sorted(told_as("jets"))
    ['aircraft', 'airstrikes', 'raids']
    """
    named = units_in(words)
    return frozenset(name for row in contrasts_table()["told_as"]["rows"] if named.intersection(row) for name in row)


@lru_cache(maxsize=20_000)
def weapons_in(words: str) -> frozenset[int]:
    """The rows of weapons that words tell of, by their number.

    >>> weapons_in("Air strikes on Tarn") & weapons_in("a mortar shell"), weapons_in("a bombing")
    (frozenset(), frozenset())
    """
    return _weapons().standing_in(words)


@cache
def _weapons() -> Rows:
    return Rows(contrasts_table()["weapons"]["rows"])


def weapons_of_a_strike(words: str) -> frozenset[int]:
    """By which weapons a strike may have been dealt, where words tell of one: from afar, and with no knife or car bomb.

    >>> weapons_of_a_strike("a strike on Tarn") == weapons_in("air raid, shelling, gas"), weapons_of_a_strike("a blast")
    (True, frozenset())
    """
    return weapons_in("air raid, shelling, gas") if worded("choosing", "strikes").search(words) else frozenset()


@lru_cache(maxsize=20_000)
def sites_in(words: str) -> frozenset[int]:
    """The rows of sites that words name, by their number.

    >>> sites_in("a school in Tarn") & sites_in("the hospital"), sites_in("schools") == sites_in("a school")
    (frozenset(), True)
    """
    told = _sites().standing_in(words)
    return _sites().standing_in(_speaking_for_a_site.sub("", words)) if told else told


#: Who speaks for a hospital was not hit.
_speaking_for_a_site = re.compile(
    rf"\b[\w-]+ (?:{any_of('sites', 'speaking_for_a_site')})\b",
    re.IGNORECASE,
)


def site_words() -> tuple[Caseless, ...]:
    """The words for each row of sites."""
    return _sites().each


@cache
def _sites() -> Rows:
    return Rows(contrasts_table()["sites"]["rows"])


@lru_cache(maxsize=20_000)
def means_in(words: str) -> frozenset[int]:
    """The rows of means that words tell of, by their number: of "chlorine" that of a gas attack.

    >>> means_in("a chemical attack") == means_in("Gas") != means_in("a market")
    True
    """
    told = set(re.findall(r"[a-z]+", words.lower()))
    return frozenset(at for at, row in enumerate(contrasts_table()["means"]["rows"]) if told.intersection(row))


@lru_cache(maxsize=5_000)
def is_a_country_or_side(name: str) -> bool:
    """Whether a name is that of a country, or of a side in a conflict, which a hundred events have.

    >>> is_a_country_or_side("Yemen"), is_a_country_or_side("ISIS"), is_a_country_or_side("Maria")
    (True, True, False)
    >>> is_a_country_or_side("Americans"), is_a_country_or_side("Marias")
    (True, False)
    """
    return bool(sides_in(name) or sides_in(name.removesuffix("s"))) or any(
        place.province is None for place in read_places(name)
    )
