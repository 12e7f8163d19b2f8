"""Whom "a fisherman said" means where the sentence behind it gives the name: "The man, named Omar Aziz, ..."."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from knowledge.attributions.heard import HEAD
from knowledge.model import Kind, Span, Speaker
from knowledge.speakers import outlet_of, row_of, who_is
from knowledge.speakers.voices import without_article
from knowledge.word_lists import any_of, words_in

#: How far down a report names whom it has only described, in letters.
_SOON = 300
_ONE = re.compile(r"^(?:an?|one)\s", re.IGNORECASE)
_NAMELESS: frozenset[Kind] = frozenset(("unnamed", "unnamed_partisan", "eyewitness", "ngo", "monitor"))
_CAPITAL = r"(?:[A-ZÀ-Þ][\w’'.-]*|al-[A-ZÀ-Þ][\w’'-]*)"
_NAME = rf"{_CAPITAL}(?: (?:(?:of|for|and|the|is|are|al|bin|ibn) )*{_CAPITAL})*"
_SAYS = r"(?:has |had )?(?:also )?(?:said|says|told|added|reported|noted|explained|confirmed)\b"
_FULL_NAME = rf"{_CAPITAL}(?: {_CAPITAL}){{1,2}}"
_TALKING = re.compile(rf"(?:Speaking|Talking) (?:to|with) (?P<who>[^.;:“”\"]{{5,90}}?) {_SAYS}")
_TALKS = re.compile(r"(?:Speaking|Talking) (?:to|with) (?:the )?")
_NEXT_SENTENCE = re.compile(r"[.!?][\"”]?\s+")


def named_soon(words: str, text: str, end: int) -> Speaker | None:
    """Whom a report names in the next words whom it has only described by `end`; None where it names nobody so.

    >>> told = "Ten died, a coast guard officer said. The officer, named Omar Aziz, had counted them."
    >>> named_soon("a coast guard officer", told, 36).name
    'Omar Aziz'
    >>> told = "Ten died, a coast guard officer said. Speaking to Amber Radio, Omar Aziz said the ferry was old."
    >>> named_soon("a coast guard officer", told, 36).name
    'Omar Aziz'
    >>> named_soon("a coast guard officer", told.replace("Omar Aziz", "Mayor Omar Aziz"), 36)
    """
    head = HEAD.split(words)[0]
    described = who_is(words)
    if not _ONE.match(words) or described.kind not in _NAMELESS or row_of(described):
        return None
    noun = head.rsplit(" ", 1)[-1].lower()
    if described.kind == "unnamed_partisan" and noun not in _people():
        # "An anti-war network": the side it takes tells a reader more than its name alone.
        return None
    if named := _called_so(noun, text, end):
        return named
    return (_who_talks(text, end) or _named_below(head, noun, text, end)) if noun in _people() else None


@cache
def _people() -> frozenset[str]:
    return words_in("persons") | words_in("titles")


def _called_so(noun: str, text: str, end: int) -> Speaker | None:
    """As in "The group, called Harbour Relief, said", where no other group has come up between."""
    soon = text[end : end + _SOON]
    if noun not in soon:
        return None
    is_called = rf"called|named|(?:who|which|that) (?:{any_of('goes_by')})"
    shape = (
        rf"\b[Tt]he (?:[\w-]+ ){{0,2}}?{re.escape(noun)},? (?:{is_called}),? "
        rf"(?P<name>{_NAME})"
    )
    found = re.search(shape, soon)
    # "Among the dead is an officer, another officer said. The officer, named Omar Aziz": whichever of the two.
    if found is None or len(re.findall(rf"\b{re.escape(noun)}s?\b", text[: end + found.start()].lower())) > 1:
        return None
    speaker = who_is(found["name"])
    if noun in _people():
        return speaker if speaker.kind == "named_person" else None
    return replace(speaker, kind="named_organisation") if speaker.kind in ("named_person", "unnamed") else speaker


def _who_talks(text: str, end: int) -> Speaker | None:
    """As in "Speaking to Amber Radio, Omar Aziz said" behind "an officer said".

    A report introduces whoever it names; whom it names without a word is the one whom it has just described.
    """
    begins = _NEXT_SENTENCE.search(text, end)
    found = _TALKING.match(text, begins.end()) if begins else None
    name = _parted(found["who"])[1] if found else ""
    if not name:
        return None
    last = re.escape(name.rsplit(" ", 1)[-1])
    # Somebody known before, or told of afterwards, is not the one without a name.
    told = re.search(rf"\b{last}\b", text[:end]) or re.search(rf"\b{last},? (?:an?|the|who|whose)\b", text[end:])
    return None if told else who_is(name)


def _named_below(head: str, noun: str, text: str, end: int) -> Speaker | None:
    """As in "A harbour watch diver said" at a report's head, and "harbour watch diver Omar Aziz" below, who speaks.

    A report's first sentence leaves out names that the next ones give; of two divers it says so.
    """
    called = _ONE.sub("", head)
    below = text[end:]
    if " " not in called or not text.lstrip().startswith(head):
        return None
    named = {found["name"] for found in re.finditer(rf"\b{re.escape(called)} (?P<name>{_FULL_NAME})", below)}
    several = rf"\b{re.escape(noun)}s\b|\b(?i:another|other|fellow|second) (?:[\w-]+ ){{0,3}}{re.escape(noun)}\b"
    if len(named) != 1 or re.search(several, text):
        return None
    name = named.pop()
    last = re.escape(name.rsplit(" ", 1)[-1])
    speaks = re.search(rf"\b{last} {_SAYS}|\b(?:said|says|added) {last}\b", below)
    known = re.search(rf"\b{last}\b", text[:end])
    return who_is(name) if speaks and not known else None


def newsroom_and_name(text: str, source: Span) -> tuple[str, str]:
    """The newsroom that somebody speaks to and their name alone behind it; "" and "" where these are no such two.

    >>> text = "Speaking to Anadolu Agency Omar Aziz said ten died."
    >>> newsroom_and_name(text, Span(12, 37)), newsroom_and_name(text, Span(0, 37))
    (('Anadolu Agency', 'Omar Aziz'), ('Anadolu Agency', 'Omar Aziz'))
    >>> newsroom_and_name("Speaking to AFP medic Omar Aziz said ten died.", Span(0, 31))
    ('', '')
    """
    words = source.of(text)
    begun = _TALKS.match(words)
    if begun is None and not _TALKS.fullmatch(text[max(0, source.start - 16) : source.start].rpartition(". ")[2]):
        return "", ""
    return _parted(words[begun.end() :] if begun else words)


def _parted(words: str) -> tuple[str, str]:
    before, comma, name = words.partition(", ")
    if comma:
        return (before, name) if _is_a_newsroom(before) and _is_a_bare_name(name) else ("", "")
    tokens = words.split()
    for at in range(len(tokens) - 2, 0, -1):
        newsroom, name = without_article(" ".join(tokens[:at])), " ".join(tokens[at:])
        if _is_a_newsroom(newsroom) and _is_a_bare_name(name):
            return newsroom, name
    return "", ""


def _is_a_newsroom(words: str) -> bool:
    called = re.search(rf" (?:{any_of('called_newsrooms')})$", words, re.IGNORECASE)
    return outlet_of(words) is not None or bool(called and words[0].isupper())


def _is_a_bare_name(words: str) -> bool:
    speaker = who_is(words) if re.fullmatch(rf"{_CAPITAL}(?: {_CAPITAL}){{1,2}}", words) else None
    return speaker is not None and (speaker.kind, speaker.name) == ("named_person", words) and not row_of(speaker)
