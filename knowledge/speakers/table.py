"""Who a report's words name: one name, one kind and, where the table has one, one side for each voice."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import cast

from knowledge.model import Kind, Speaker
from knowledge.speakers.names import fold
from knowledge.speakers.outlets import (
    OutletRow,
    UnreadableTable,
    domain_of,
    kind_of,
    outlet_of,
    outlet_rows,
    rows_of,
    text_of,
)
from knowledge.speakers.people import Person, is_former, person_in, without_rank
from knowledge.speakers.readings import bare_of, bodies_in, named_and_described, names_in, plain_of
from knowledge.speakers.voices import KINDS_OF_NAME, evened, kind_of_words, names_a_side, without_article

__all__ = [
    "OutletRow",
    "SpeakerRow",
    "UnreadableTable",
    "domain_of",
    "fold",
    "outlet_of",
    "outlet_rows",
    "parties_to",
    "row_of",
    "speaker_rows",
    "who_is",
]


@dataclass(frozen=True, slots=True)
class SpeakerRow:
    """A voice as the speaker table knows it."""

    name: str
    kind: Kind
    side: str | None = None
    aliases: tuple[str, ...] = ()
    party_to: tuple[str, ...] = ()
    documented_at: str | None = None
    #: Those of the aliases that are persons.
    people: frozenset[str] = frozenset()

    def speaker(self, person: str = "") -> Speaker:
        """The voice as statements carry it, with the person who spoke for it."""
        return Speaker(self.name, self.kind, self.side, self.documented_at, person)


@cache
def speaker_rows() -> tuple[SpeakerRow, ...]:
    """Every row of the speaker table, in its order.

    Raises `UnreadableTable` when a row has no name, or a kind that is not in the list.
    """
    return tuple(
        SpeakerRow(
            text_of(row, "name", "speakers.toml"),
            kind_of(row, "name", "speakers.toml"),
            cast("str | None", row.get("side")),
            (*cast("list[str]", row.get("aliases", [])), *cast("list[str]", row.get("people", []))),
            tuple(cast("list[str]", row.get("party_to", []))),
            cast("str | None", row.get("documented_at")),
            frozenset(fold(name) for name in cast("list[str]", row.get("people", []))),
        )
        for row in rows_of("speakers.toml", "speaker")
    )


@lru_cache(maxsize=8192)
def who_is(words: str, kind: Kind | None = None) -> Speaker:
    """The voice that the words name: the table's name and side for it, or the words themselves and what they show.

    `kind`, where the caller already knows it, holds for a voice that is not in the table. Words that name nobody
    give a speaker named "" of kind "unnamed".

    >>> who_is("the Britain-based Syrian Observatory for Human Rights").name
    'SOHR'
    >>> who_is("Rear Adm. Alexander Karpov, Russian Reconciliation Center").name
    'Russian military'
    >>> who_is("White House spokeswoman Mira Sand").person
    'Mira Sand'
    >>> who_is("pro-opposition sources").kind
    'unnamed_partisan'
    """
    plain = plain_of(words)
    if kind_of_words(plain) == "reader_comment":
        # A reader may sign with any name, an agency's included.
        return Speaker(re.sub(r"^.*?\bcommenter ", "", plain), "reader_comment")
    for candidate in names_in(plain):
        row = _row_named(candidate)
        if row is not None:
            return row.speaker(_spoken_by(plain, row))
    for candidate in bodies_in(plain):
        row = _row_named(candidate)
        # Whoever speaks for a person is not that person, and a newspaper's people write under their own names.
        if row is not None and row.kind != "named_person" and not (row.kind == "named_organisation" and _person(plain)):
            return row.speaker(_spoken_by(plain, row))
    person = _person(plain)
    row = _row_named(person.body) if person and not person.is_former else None
    if person and row and row.kind == "party" and fold(row.name) == fold(person.body):
        # "of Hamas" is a body; "of Turkey" is a place, though governments go by such names too.
        return row.speaker(person.name)
    return _outside_the_table(plain, kind)


def parties_to(conflict: str) -> tuple[SpeakerRow, ...]:
    """The voices that the table calls parties to this conflict.

    >>> sorted({row.side for row in parties_to("India and Pakistan") if row.side})
    ['India', 'Pakistan']
    """
    return tuple(row for row in speaker_rows() if conflict in row.party_to)


def row_of(speaker: Speaker) -> SpeakerRow | None:
    """The table's row for this voice; None when it has none."""
    return next((row for row in speaker_rows() if row.name == speaker.name), None)


# --- reading the words --------------------------------------------------------------------------------------------


def _outside_the_table(plain: str, kind: Kind | None) -> Speaker:
    bare = re.sub(r"\s*\([^)]*\)", "", bare_of(plain)).strip(" ,")
    person = _person(plain)
    name = (bare if person else named_and_described(bare) or bare) or plain
    found = kind or kind_of_words(name)
    pieces = [piece.strip() for piece in name.split(",")]
    if kind is None and person and found in ("named_person", "un"):
        return _introduced(person, found)
    described_first = kind is None and found in ("unnamed", "unnamed_partisan", "eyewitness", "named_official")
    if described_first and len(pieces) > 1 and " " in pieces[1] and kind_of_words(pieces[1]) == "named_person":
        # "The head of the mission, Karin Lund".
        person = person_in(pieces[1]) or Person(pieces[1])
        side = names_a_side(pieces[0]) if found == "named_official" and not is_former(pieces[0]) else None
        return Speaker(person.name, "named_person", side)
    if kind is None and found in ("named_organisation", "named_official") and _two_people(name):
        found = "named_person"
    if found in KINDS_OF_NAME and kind_of_words(pieces[0]) in KINDS_OF_NAME:
        name = pieces[0]
    return Speaker(evened(name, found), found, names_a_side(name) if found in _SIDED else None)


def _person(plain: str) -> Person | None:
    return person_in(re.sub(r"\s*\([^)]*\)", "", bare_of(plain)).partition(",")[0].strip())


def _spoken_by(plain: str, row: SpeakerRow) -> str:
    """The person whom the words name as speaking for a body of the table; "" where they name the body alone."""
    if row.kind not in _SPOKEN_FOR:
        return ""
    pieces = [piece.strip() for piece in bare_of(plain).split(",")]
    for piece in pieces:
        person = person_in(piece)
        if person and (fold(person.name) in row.people or (" " in person.name and _row_named(person.name) is None)):
            return person.name
        if fold(piece) in row.people:
            return without_rank(piece)
    first = pieces[0]
    named = " " in first and kind_of_words(first) == "named_person" and _row_named(first) is None
    return first if named and len(pieces) > 1 else ""


def _two_people(name: str) -> bool:
    """As in "Weil and Sand", but not "Britain and France"."""
    both = re.sub(r"^[Bb]oth ", "", name).split(" and ")
    rows = [_row_named(one) for one in both]
    return (
        len(both) == 2
        and all(kind_of_words(one) == "named_person" for one in both)
        and all(row is None or row.kind == "named_person" for row in rows)
    )


def _introduced(person: Person, kind: Kind) -> Speaker:
    """An agency names a man once with his rank and then without it: one voice, one name."""
    name = person.name if " " in person.name else f"{person.title} {person.name}".strip()
    # A Turkish minister speaks for Turkey; a Turkish novelist and the head of a Turkish fund do not.
    sided = kind_of_words(person.office) in _SIDED and (
        " " not in person.before or kind_of_words(person.before) == "party"
    )
    return Speaker(name, kind, names_a_side(person.before) if sided and not person.is_former else None)


#: Kinds of bodies that people speak for; an agency's people write under their own names.
_SPOKEN_FOR = frozenset(("party", "named_official", "monitor", "un", "ngo"))
#: "Russian officials" speak for Russia.
_SIDED = frozenset(("unnamed_partisan", "party", "named_official", "state_media"))


def _row_named(words: str) -> SpeakerRow | None:
    folded = fold(words)
    if _is_initials(words) or not folded:
        return _by_initials().get(_initials(words)) or _by_alias().get(folded)
    return _by_alias().get(folded)


def _is_initials(name: str) -> bool:
    """Whether the name is a few capitals: "WHO" and "US" must not be found in "who" and "us"."""
    initials = _initials(name)
    return initials.isupper() and len(initials) <= 5 and " " not in initials


def _initials(name: str) -> str:
    return without_article(name.strip()).replace(".", "")


@cache
def _named_rows() -> tuple[tuple[str, SpeakerRow], ...]:
    rows = [*speaker_rows()]
    rows += [SpeakerRow(o.outlet, o.kind, o.side, o.aliases, (), o.documented_at) for o in outlet_rows()]
    return tuple((name, row) for row in rows for name in (row.name, *row.aliases))


@cache
def _by_alias() -> dict[str, SpeakerRow]:
    return {fold(name): row for name, row in reversed(_named_rows()) if not _is_initials(name)}


@cache
def _by_initials() -> dict[str, SpeakerRow]:
    return {_initials(name): row for name, row in reversed(_named_rows()) if _is_initials(name)}
