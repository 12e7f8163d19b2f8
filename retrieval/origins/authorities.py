"""An authority under two names: a directorate and its head, a capital and the spokeswoman of its ministry."""

from __future__ import annotations

import re
from functools import lru_cache

from knowledge.model import Finding, Speaker
from knowledge.places import read_places
from knowledge.speakers import fold
from knowledge.speakers.people import is_former
from retrieval.deeds.doers import nations_acting
from retrieval.origins.names import words_of_table
from retrieval.origins.offices import IN_OFFICE, holds_office, introduced_as

#: "Head of Kalden's health authority", "Kalden health authority head".
_IN_WHAT = (re.compile(rf"{IN_OFFICE} (?:of|for|at|in) (.+)"), re.compile(rf"^(.+?) {IN_OFFICE}"))
#: An authority is of a field and of a place: "health" and "Kalden".
LEAST_SAID = 2


def speaks_for_it(person: Finding, body: Finding) -> bool:
    """Whether one voice is a person introduced with an office in the other, though the other is called otherwise.

    "Jonas Weil, head of Kalden's health authority" and "the health directorate of Kalden" are one, and so are a capital
    and its ministry's spokeswoman who deny one thing in one report.
    """
    introduced = introduced_as(person)
    if body.speaker.kind == "named_person" or is_former(introduced):
        return False
    if person.article.id == body.article.id and person.attribution.grade == body.attribution.grade == "denied":
        # Of what else "Brussels" says, some is its guests'.
        return holds_office(person) and speaks_for_the_capital(introduced, body.speaker)
    is_a_person = person.speaker.kind == "named_person" and " " in person.speaker.name
    return is_a_person and is_of_the_authority(fold(introduced), body.speaker.name)


def is_of_the_authority(introduced: str, body: str) -> bool:
    """Whether words give somebody an office in an authority, be it called otherwise: its field and its place are said.

    >>> body = "directorate of health in Kalden province"
    >>> is_of_the_authority("mounzer weil head of kaldens health authority", body)
    True
    >>> is_of_the_authority("mounzer weil head of kaldens harbour authority", body)
    False
    """
    field = _field_of(body)
    if field is None:
        return False
    named = (match[1].split() for pattern in _IN_WHAT if (match := pattern.search(introduced.strip())))
    # Behind the authority a reader may have left a word of what its head did next.
    return any(_field_of(" ".join(words[:end])) == field for words in named for end in range(1, len(words) + 1))


@lru_cache(maxsize=2_000)
def _field_of(name: str) -> frozenset[str] | None:
    """What an authority is for, and where: of "Kalden's health department" health and Kalden; None of anything else."""
    # Archives lose the apostrophe of "Kalden's".
    words = {re.sub("['’]?s$", "", word) for word in fold(name).split()}
    said = words - set(words_of_table("field_authorities")) - set(words_of_table("beside_a_field"))
    is_one = bool(words & set(words_of_table("field_authorities")))
    return frozenset(said) if is_one and len(said) >= LEAST_SAID else None


def is_called_an_authority(name: str) -> bool:
    """Whether a name is an authority's with its field and its place: "directorate of health in Kalden province".

    >>> is_called_an_authority("directorate of health in Kalden province")
    True
    >>> is_called_an_authority("administration of President Anton Verik"), is_called_an_authority("service in Kalden")
    (False, False)
    """
    first, *others = name.lower().split()
    return first in words_of_table("field_authorities") and "of" in others and "in" in others


def speaks_for_the_capital(introduced: str, capital: Speaker) -> bool:
    """Whether words make somebody an official of the state whose capital is said to speak.

    >>> brussels = Speaker("Brussels", "named_official")
    >>> speaks_for_the_capital("Belgian defence ministry spokeswoman Mira Sand", brussels)
    True
    >>> speaks_for_the_capital("Dutch defence ministry spokeswoman Mira Sand", brussels)
    False
    """
    if capital.kind != "named_official":
        return False
    seats = {place.country for place in read_places(capital.name) if fold(place.name) == fold(capital.name)}
    states = {place.country for nation in nations_acting(introduced) for place in read_places(nation)}
    return len(seats) == 1 and seats == states
