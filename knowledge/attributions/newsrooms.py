"""Which newsroom "local media" means: the only one that the report then gives its name."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from knowledge.attributions.heard import Heard, Place
from knowledge.model import Speaker
from knowledge.speakers import outlet_rows, who_is
from knowledge.speakers.names import fold
from knowledge.speakers.outlets import OutletRow
from knowledge.speakers.voices import names_a_side
from knowledge.word_lists import any_of, words_in

#: How far down a report names what it has called "local media", in letters.
_SOON = 500


def newsroom_named(words: str, heard: Iterable[Heard], place: Place, text: str) -> Speaker | None:
    """Whom "local media" means, where the report goes on "according to the Amber broadcaster" and names no other.

    Neither the newsroom that prints the report is meant, nor an agency that is at home in every country, nor anybody
    whom the report has named before.

    >>> from knowledge.attributions.persons import Persons
    >>> told = "Ten died in Velmar, local media reported. According to the Amber News agency a bridge gave way."
    >>> place = Place(0, 0, (0,), Persons(told))
    >>> newsroom_named("local media", [], place, told).name
    'Amber News agency'
    >>> newsroom_named("other local media", [], place, told)
    """
    if not _some_media().fullmatch(words) or any(h.speaker.kind in ("state_media", "news_agency") for h in heard):
        return None
    below = place.article[: 2 * _SOON] or text[place.at : place.at + _SOON]
    named = {
        who_is(found["name"])
        for found in _newsroom().finditer(below)
        if (found["according"] or found["says"]) and (found["article"] or "").lower() not in ("a", "an")
    }
    alone = named.pop() if len(named) == 1 else None
    if alone is None or alone.kind == "unnamed" or _is_everywhere(alone) or _is_the(place.outlet, alone):
        return None
    return alone if "state" not in words or alone.kind == "state_media" else None


def agency_described(words: str, place: Place, text: str) -> Speaker | None:
    """Which agency "the official Syrian news agency" is: the only one of that state that the report names.

    A description is not another medium than the one it describes; where the report names no agency, or those of two
    states for words that say no state, it stays a description.

    >>> from knowledge.attributions.persons import Persons
    >>> told = "Ten died, the official Syrian news agency said. SANA said a bus was hit."
    >>> place = Place(0, 0, (0,), Persons(told))
    >>> agency_described("the official Syrian news agency", place, told).name
    'SANA'
    >>> agency_described("the official Turkish news agency", place, told)
    """
    if not _a_states_agency().fullmatch(words):
        return None
    named = {row.outlet: row for row, shape in _state_agencies() if shape.search(f"{text}\n{place.article}")}
    whose = _OF_SOME_STATE.search(words)
    # "The official Norlandian agency", of a state that no table has, is none of these.
    of_one = [row for row in named.values() if whose is None or _is_of(row, words, whose.group())]
    row = of_one[0] if len(of_one) == 1 else None
    return Speaker(row.outlet, row.kind, row.side, row.documented_at) if row else None


def _is_of(row: OutletRow, words: str, state: str) -> bool:
    return bool(row.side) and (row.side == names_a_side(words) or state in str(row.side).split())


_OF_SOME_STATE = re.compile(r"(?!\A(?:The|An?|Official|State)\b)\b[A-Z]\w+")


@cache
def _a_states_agency() -> re.Pattern[str]:
    return re.compile(rf"(?:(?:[Tt]he|[Aa]n?) )?(?:[A-Z][\w-]+(?:['’]s?)? )?(?i:{any_of('a_states_agency')})")


@cache
def _state_agencies() -> tuple[tuple[OutletRow, re.Pattern[str]], ...]:
    """The agencies that a state runs, each with its names."""
    found = []
    for row in outlet_rows():
        names = {name for name in (row.outlet, *row.aliases) if name[0].isupper()}
        if row.kind == "state_media" and any("agency" in name.lower() for name in names):
            shape = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
            found.append((row, re.compile(rf"(?<![\w-])(?:{shape})(?![\w-])")))
    return tuple(found)


def _is_everywhere(newsroom: Speaker) -> bool:
    return any(newsroom.name.startswith(name) for name in words_in("worldwide_agencies"))


def _is_the(outlet: str, newsroom: Speaker) -> bool:
    return bool(outlet) and fold(outlet) in fold(newsroom.name)


@cache
def _some_media() -> re.Pattern[str]:
    return re.compile(any_of("some_media"), re.IGNORECASE)


@cache
def _newsroom() -> re.Pattern[str]:
    return re.compile(
        r"\b(?P<according>[Aa]ccording to )?(?:(?P<article>[Aa]n?|[Tt]he) )?"
        rf"(?P<name>(?:(?!An? |The )[A-Z][\w’'.-]* ){{1,4}}(?:{any_of('called_newsrooms')}))\b"
        r"(?P<says> (?:has )?(?:reported|reports|said|says)\b)?"
    )
