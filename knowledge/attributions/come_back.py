"""Who comes back by an age that was told once, and which body its officials have spoken for."""

from __future__ import annotations

import re
from dataclasses import replace

from knowledge.attributions.persons import Persons
from knowledge.model import Speaker
from knowledge.speakers import who_is

_AGED = re.compile(r"[Tt]he (?P<age>\d{1,3})-year-old")


def of_that_age(words: str, persons: Persons, text: str, at: int) -> Speaker | None:
    """Whom alone the text, up to a place, has given this age: "Omar Aziz, 68, ran the ferry"; None where it is two.

    >>> words = "Omar Aziz, 68, met Lena Ortiz, 41. The 41-year-old left."
    >>> found = of_that_age("The 41-year-old", Persons(words), words, 35)
    >>> found.name if found else None
    'Lena Ortiz'
    """
    aged = _AGED.fullmatch(words)
    if aged is None:
        return None
    earlier, age = text[:at], aged["age"]
    told = re.findall(rf"(?<![\d.,/-]){age}(?=[,).]|-year-old\b| years old\b)(?!,\d)", earlier)
    named = re.findall(rf"((?:[A-ZÀ-Þ][\w’'.-]+ )*[A-ZÀ-Þ][\w’'-]+)(?:, | \(){age}[,).]", earlier)
    named += re.findall(rf"\b{age}-year-old ((?:[A-ZÀ-Þ][\w’'.-]+ )+[A-ZÀ-Þ][\w’'-]+)", earlier)
    if len(told) != 1 or len(named) != 1:
        return None
    full = named[0] if " " in named[0] else persons.called(named[0])
    speaker = who_is(full) if full else None
    return speaker if speaker is not None and speaker.kind == "named_person" else None


def body_of(speaker: Speaker, noun: str) -> Speaker:
    """The body alone, whoever spoke for it: "the district" is the school district whose officials have spoken.

    >>> body_of(Speaker("Harbour School District officials", "unnamed"), "district").name
    'Harbour School District'
    """
    named = re.match(rf"(?P<body>[A-Z].*\b(?i:{re.escape(noun)})) (?:officials|staff|leaders|lawyers)$", speaker.name)
    return who_is(named["body"]) if speaker.kind == "unnamed" and named else replace(speaker, person="")
