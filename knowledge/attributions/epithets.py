"""Whom "the shipping heir", "the company" and "the newspaper" mean: the one whom the text speaks of, or nobody."""

from __future__ import annotations

import re
from functools import cache

from knowledge.attributions.heard import Heard, Place
from knowledge.model import Speaker
from knowledge.speakers import outlet_of, who_is
from knowledge.word_lists import words_in

_BODY = r"[A-Z][\w&’-]*[\w](?: [A-Z][\w&’-]*[\w]){0,2}"
#: What only a firm has.
_OF_A_FIRM = re.compile(
    rf"(?<![\w-])(?P<firm>{_BODY})(?:['’]s?)? (?:CEO|chief executive|executives?|employees|customers|shareholders|"
    r"subscribers|shares|stock|headquarters|Inc|Corp|Ltd|plc|Co)\b"
)
#: "Reports in The Harbour Post": within a sentence a capital article belongs to a paper's name.
_PAPER = re.compile(
    r"(?<=[a-z,] )The (?!White House|Hague|Bronx|Associated)[A-Z][\w’-]+(?: [A-Z][\w’-]+){0,2}(?! [a-z]+ers\b)"
)
_FIRMS = ("company", "firm", "carrier", "retailer", "automaker", "carmaker", "manufacturer", "startup", "start-up")
_PAPERS = ("newspaper", "paper", "magazine", "publication", "daily", "tabloid", "outlet", "website", "site")


def by_an_epithet(words: str, heard: list[Heard], place: Place, text: str) -> Speaker | None:
    """Whom a description means that names no office: the person, the firm or the paper that alone can be meant.

    A person is meant whom the text calls so somewhere, or else whom alone the paragraph and the one before name.
    """
    found = _described().fullmatch(words)
    if found is None:
        return None
    noun = found["noun"].lower()
    if noun in _FIRMS:
        return _only({match["firm"] for match in _OF_A_FIRM.finditer(text)}, heard)
    if noun in _PAPERS:
        return _only({match.group() for match in _PAPER.finditer(text[: place.at])}, heard)
    called = place.persons.doing(noun, len(text)) or _near(place, heard)
    return who_is(called.pop()) if len(called) == 1 else None


def _near(place: Place, heard: list[Heard]) -> set[str]:
    """The persons whom this paragraph, up to the description, and the one before name, and whoever spoke last.

    Empty where one of them may be no person.
    """
    named = place.persons.between(place.begins[max(place.paragraph - 1, 0)], place.at)
    spoken = [h.speaker.person or h.speaker.name for h in heard if h.person][-1:]
    return {*named, *spoken} if all(place.persons.is_sure(name) for name in named) and named else set()


def _only(names: set[str], heard: list[Heard]) -> Speaker | None:
    """The only body with one of these names, where no other outlet or body has spoken."""
    names = {name for name in names if not any(name != other and name in other for other in names)}
    spoken = {
        h.speaker for h in heard if not h.person and h.speaker.kind == "named_organisation" and h.words[:1].isupper()
    }
    if len(names) != 1:
        return None
    speaker = who_is(names.pop())
    if speaker.kind == "named_person":
        speaker = Speaker(speaker.name, "named_organisation")
    known = outlet_of(speaker.name)
    rivals = {one for one in spoken if one.name not in (speaker.name, known.outlet if known else "")}
    return None if rivals else speaker


@cache
def _described() -> re.Pattern[str]:
    nouns = "|".join(sorted((*words_in("epithets"), *_FIRMS, *_PAPERS), key=len, reverse=True))
    return re.compile(rf"[Tt]he (?:[\w.-]+ ){{0,4}}?(?P<noun>{nouns}|\d+-year-old)")
