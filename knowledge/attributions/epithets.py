"""Whom "the 68-year-old" and "the Swede" mean, and for which body "officials with the department" speak; or nobody."""

from __future__ import annotations

import re
from functools import cache

from knowledge.attributions.heard import Heard, Place, heard_as
from knowledge.model import Speaker
from knowledge.quantities import unit_table
from knowledge.speakers.voices import without_article
from knowledge.word_lists import any_of, words_in

_AGED = re.compile(r"the (?P<age>\d{1,3})-year-old", re.IGNORECASE)
_NAME = r"[A-ZÀ-Þ][\w’'-]+(?: (?:[A-ZÀ-Þ]\.|al-[A-Z]\w+|[A-ZÀ-Þ][\w’'-]+)){1,2}"


def of_that_age(words: str, heard: list[Heard], place: Place, text: str) -> Speaker | None:
    """Whom "the 68-year-old" means: the one person of that age, where the text has printed the age but once.

    >>> from knowledge.attributions.persons import Persons
    >>> told = "Lena Ortiz, 68, met Omar Aziz, 40. The 68-year-old said she was glad."
    >>> place = Place(35, 0, (0,), Persons(told))
    >>> of_that_age("The 68-year-old", [], place, told).name
    'Lena Ortiz'
    >>> of_that_age("The 20-year-old", [], place, told)
    """
    found = _AGED.fullmatch(words)
    if found is None:
        return None
    age = found["age"]
    called = "|".join(sorted(words_in("persons") | words_in("titles"), key=len, reverse=True))
    shape = rf"(?P<before>{_NAME})(?:,| \(|, aged) ?{age}\b|\b{age}-year-old (?:(?:{called}) )?(?P<behind>{_NAME})"
    named = {one["before"] or one["behind"] for one in re.finditer(shape, text)}
    # "A man aged 41 is accused of killing Lena Ortiz, 41": the age tells two apart no more.
    once = len(re.findall(rf"(?<![Tt]he )\b{age}\b", text[: place.at])) == 1
    return heard_as(named.pop(), heard) if once and len(named) == 1 else None


def of_that_people(words: str, heard: list[Heard], place: Place, text: str) -> Speaker | None:
    """Whom "the Swede" means: the one person who has spoken or is named close by; nobody, where two may be meant.

    >>> from knowledge.attributions.persons import Persons
    >>> from knowledge.model import Span
    >>> told = "Omar Aziz resigned. The Swede said he was glad."
    >>> aziz = Heard(Speaker("Omar Aziz", "named_person"), "Omar Aziz", Span(0, 9), 0, person=True)
    >>> of_that_people("The Swede", [aziz], Place(20, 0, (0,), Persons(told)), told).name
    'Omar Aziz'
    >>> of_that_people("Swedes", [aziz], Place(20, 0, (0,), Persons(told)), told)
    """
    called = without_article(words.partition(",")[0])
    if called not in _ones_of_a_people() or place.persons.called(called):
        return None
    if not re.search(rf"\b[Tt]he {re.escape(called)}\b", text[place.at :]):
        # "Finn said": a surname has no article.
        return None
    near = {h.speaker for h in heard if h.person and h.paragraph >= place.paragraph - 1}
    named = place.persons.between(place.begins[max(place.paragraph - 1, 0)], place.at)
    alone = len(near) == 1 and all(name in {n for one in near for n in (one.name, one.person)} for name in named)
    # "A Swede was hurt. The Swede said": that one has no name.
    told_before = re.search(rf"\b{re.escape(called)}", text[: place.at])
    if not alone or told_before or place.persons.nameless_between(place.begins[place.paragraph], place.at):
        return Speaker("", "unnamed")
    return near.pop()


@cache
def _ones_of_a_people() -> frozenset[str]:
    """What one of a people is called: "Swede", "Dutchman"."""
    many = (word for word in unit_table().peoples if word.endswith(("s", "men")) and not word.endswith("ss"))
    ones = ((word[:-3] + "man" if word.endswith("men") else word[:-1]).title() for word in many)
    return frozenset(ones) - words_in("papers_of_a_people")


def body_spoken_for(words: str) -> str:
    """The body for which somebody nameless speaks, where it is called by its noun alone; "" elsewhere.

    >>> body_spoken_for("Officials with the department"), body_spoken_for("a spokesman for the mayor")
    ('the department', '')
    """
    found = _spokesmen().fullmatch(words)
    return found["body"] if found else ""


@cache
def _spokesmen() -> re.Pattern[str]:
    return re.compile(
        rf"(?i:(?:an?|the|one|some|two|three) )?(?:[a-z]+ )?(?i:{any_of('speak_for_a_body')}) "
        rf"(?:for|of|at|from|with) (?P<body>the (?:{any_of('bodies')}|{any_of('public_bodies')}))"
    )
