"""Whether a sentence tells every word of a short claim without a number, in whatever words, and together.

"Hospital bombed" is said by "air raids hit a clinic", and not of a boy whom a bomb hurt in a bus, and who lies in a
hospital.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise

from knowledge.model import Claim, Finding, Place, Span
from knowledge.places import related
from knowledge.quantities import sides_in
from knowledge.speakers import sides_named
from retrieval.claimants import claimant_of
from retrieval.clauses import is_a_verb
from retrieval.closeness import OPENING, is_an_outcome, is_filler, is_told_by_its_word, names_within
from retrieval.events import MONTH, places_in, where_of
from retrieval.naming import site_words, sites_in
from retrieval.ranking import plain_words, words_of
from retrieval.told_blow import blow_told_by
from retrieval.word_tables import any_of, worded, words_in

#: Between two words of a claim that stand side by side there stand no more words, names and "the" aside, in a sentence
#: that says it: "hospitals and a local blood bank in the battered city were hit".
FAR = 7
#: Of so many words of a claim a note's own sentence tells one at least.
NOTED = 3
#: A claim of more words is told by nothing that does not say it.
SHORT = 8
#: A state whose government is a side of its own: its jets are that one's, and its towns are not.
_STATES = {"Syria": "Syrian government"}
#: A shorter word that names a side is typed in capitals.
SHORTEST_NAME = 5
_word = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")


@dataclass(frozen=True, slots=True)
class _Wanted:
    """A word of a claim that says what happened, and the sides that it names."""

    word: str
    sides: frozenset[str]


def is_short(claim: Claim) -> bool:
    """Whether a claim counts nothing and says little: each of its words is looked for."""
    return not claim.quantities and 0 < len(_wanted_of(claim)) <= SHORT


def untold(claim: Claim, finding: Finding) -> str:
    """What a short claim without a number says, and a report's sentence does not; empty where it says all of it.

    A name that a headline tells a sentence need not say again. What happened, and to what, it has to: whoever tells of
    barrel bombs under a headline about a hospital has not said that one was hit, and a man's own words under the
    headline of his death do not say that he was killed.
    """
    if place := _untold_place(claim, finding):
        return f'without "{place}"'
    wanted, words = _wanted_of(claim), _BY_AIR.sub("air", _besides_who_says_it(claim, finding))
    told = [(one, _where_told(one, words)) for one in wanted]
    headline = finding.article.title
    names = _names_in(finding.article.text.removeprefix(headline))
    for one, here in told:
        is_name = bool(one.sides) or bool(set(words_of(one.word)) & names)
        if not here and not (is_name and _where_told(one, headline)):
            return f'without "{one.word}"'
    for (one, here), (other, there) in pairwise(told):
        if here and there and min(abs(a - b) for a in here for b in there) > FAR + 1:
            return f'"{one.word}" far from "{other.word}"'
    return ""


def is_noted_in(claim: Claim, finding: Finding) -> bool:
    """Whether a note tells every word of a short claim: its sentence what was done, its event and place the rest."""
    article = finding.article
    about = _BY_AIR.sub("air", " ; ".join(filter(None, (finding.words, article.title, article.event, article.place))))
    wanted, words = _wanted_of(claim), _BY_AIR.sub("air", finding.words)
    own = [one for one in wanted if _where_told(one, words)]
    if not any(_is_a_deed(one) for one in own) or len(own) * NOTED < len(wanted):
        return False
    return not _untold_place(claim, finding) and all(_where_told(one, about) for one in wanted)


def without_the_only(words: str) -> str:
    """Words in which "the only hospital" is a hospital; "the only ones" are no others."""
    return _the_only().sub("the ", words)


@cache
def _the_only() -> re.Pattern[str]:
    return re.compile(rf"\bthe only (?!(?:{any_of('every_word', 'the_only')})\b)", re.IGNORECASE)


def _is_a_deed(wanted: _Wanted) -> bool:
    """Whether a word of a claim may tell what was done, and names no side."""
    word = wanted.word
    return not wanted.sides and (blow_told_by(word) is not None or is_an_outcome(word) or is_a_verb(word))


def denies_owning_up(claim: Claim, finding: Finding) -> bool:
    """Whether a claim has somebody own up to a deed, and a sentence has just them deny it: "denied using the gas"."""
    owning = worded("every_word", "admitting").search(claim.text)
    wanted = _wanted_of(claim)
    if owning is None or not wanted or not wanted[0].sides:
        return False
    voices = [voice for voice in finding.statement.attributions if voice.grade == "denied"]
    if not any(wanted[0].sides & _sides_speaking(voice.speaker.name) for voice in voices):
        return False
    deed = [one for one in wanted[1:] if one.word not in plain_words(owning.group())]
    words, headline = (_BY_AIR.sub("air", text) for text in (finding.words, finding.article.title))
    own = [one for one in deed if _where_told(one, words)]
    return bool(deed) and len(own) * 2 >= len(deed) and all(one in own or _where_told(one, headline) for one in deed)


def _sides_speaking(name: str) -> frozenset[str]:
    return _sides_of(name) | {side for side, _ in _sides_told(name)}


def _besides_who_says_it(claim: Claim, finding: Finding) -> str:
    """The words of a sentence without those who say it: a hospital that speaks was not hit.

    A claim may be of what somebody says.
    """
    words, start = finding.words, finding.statement.span.start
    if claimant_of(claim) is not None:
        return words
    for voice in finding.statement.attributions:
        if (span := voice.speaker_span) is not None and start <= span.start <= span.end <= start + len(words):
            words = _blank(words, Span(span.start - start, span.end - start))
    return words


@lru_cache(maxsize=2_000)
def _names_in(text: str) -> frozenset[str]:
    """The stems of the names of a text: what it prints in small letters, too, is none."""
    small = {stem for word in _word.findall(text) if word.islower() for stem in words_of(word)}
    return names_within(text) - small


def _untold_place(claim: Claim, finding: Finding) -> str:
    """The town of a claim, where neither a sentence nor, if it names no other, the opening of its report names it."""
    towns = [place for place in claim.where if place.province and place.span]
    if not towns:
        return ""
    here = [place for place in where_of(finding) if place.province]
    opening = finding.article.text[: len(finding.article.title) + OPENING]
    # "Since the war began jets were shot down" is of no town with which its report opens.
    when = finding.statement.when
    is_of_years = (when is not None and when.end - when.start > MONTH) or worded("every_word", "over_years").search(
        finding.words
    ) is not None
    told = here or ([] if is_of_years else [place for place in places_in(opening) if place.province])
    for town in towns:
        # Whoever types "Idlib" may mean its province.
        if not any(related(town, place) in ("same", "contains") or _is_its_province(town, place) for place in told):
            return town.span.of(claim.text) if town.span else town.name
    return ""


def _is_its_province(town: Place, place: Place) -> bool:
    return place.province == town.province and place.name == f"{town.name} province"


@lru_cache(maxsize=64)
def _wanted_of(claim: Claim) -> tuple[_Wanted, ...]:
    """The words of a claim that say what happened, in their order: no place, no day, no filler; a side is one word."""
    text = claim.text
    for place in claim.where:
        if place.span and place.province:
            kept = worded("every_word", "kept").search(text, place.span.start, place.span.end)
            text = _blank(text, Span(place.span.start, kept.start() if kept else place.span.end))
    if claim.when and claim.when.span:
        text = _blank(text, claim.when.span)
    found, sides_told = [], set[str]()
    for word in plain_words(_BY_AIR.sub("air", text)):
        sides = _sides_of(word)
        if sides and sides & sides_told:
            continue
        sides_told |= sides
        if sides or _says_something(word):
            found.append(_Wanted(word, sides))
    return tuple(found)


def _blank(text: str, span: Span) -> str:
    """A text with nothing in this stretch, so that all else stands where it stood."""
    return text[: span.start] + " " * (span.end - span.start) + text[span.end :]


#: "An air strike" is one thing.
_BY_AIR = re.compile(r"\bair[ -](?=(?:strike|raid)s?\b)", re.IGNORECASE)


def _says_something(word: str) -> bool:
    """Whether a word of a claim tells what happened: a blow, what became of somebody, and no filler."""
    if is_an_outcome(word) or blow_told_by(word) is not None:
        return True
    stems = set(words_of(word))
    return not (stems <= _fillers() or all(map(is_filler, stems)))


@cache
def _fillers() -> frozenset[str]:
    return frozenset(words_of(" ".join(words_in("every_word", "filler"))))


@lru_cache(maxsize=20_000)
def _sides_of(word: str) -> frozenset[str]:
    """The sides that a word names, however it is typed."""
    typed = word.upper() if len(word) < SHORTEST_NAME else word.title()
    named = {side for one in (word, typed) for side, _, _ in sides_named(one)} | sides_in(word)
    return frozenset(_STATES.get(side, side) for side in named)


@lru_cache(maxsize=20_000)
def _sides_told(words: str) -> tuple[tuple[str, int], ...]:
    """The sides that a sentence names, and where each does: "regime", "Syrian jets", and no Syrian town."""
    told = [(side, start) for side, start, _ in sides_named(words)]
    for token in _word.finditer(words):
        for side in sides_in(token.group()):
            if side not in _STATES:
                told.append((side, token.start()))
            elif _forces_next().match(words, token.end()):
                told.append((_STATES[side], token.start()))
    return tuple(told)


# A sentence is held against one claim after another.
@lru_cache(maxsize=20_000)
def _where_told(wanted: _Wanted, words: str) -> tuple[int, ...]:
    """At which words of a sentence a word is told: by itself, its kin, or another word for the same.

    Counted are the words that say something, but for names.
    """
    word, stems = wanted.word, words_of(wanted.word)
    blow, kin = blow_told_by(word), _alike(word)
    starts = {match.start() for match in blow.finditer(words)} if blow else set[int]()
    starts |= {start for side, start in _sides_told(words) if side in wanted.sides}
    against = worded("every_word", "against")
    if against.fullmatch(word):
        starts |= {match.start() for match in against.finditer(words)}
    for site in sites_in(word):
        starts |= {match.start() for match in site_words()[site].finditer(words)}
    told, at = [], 0
    foiled = {match.end() for match in _foiled().finditer(words)}
    for token in _word.finditer(words):
        there = token.group()
        is_it = (
            token.start() in starts
            or bool(kin & set(words_of(there)))
            or any(is_told_by_its_word(stem, word, there) for stem in stems)
        )
        if is_it and token.start() not in foiled:
            told.append(at)
        at += is_it or (there.islower() and bool(words_of(there)))
    return tuple(told)


@cache
def _foiled() -> re.Pattern[str]:
    """What stands right before a weapon that hit nobody: "destroyed a car ", "defused two "."""
    before = rf"(?:{any_of('every_word', 'foiled')}) (?:(?:an?|the|two|three|several|\d+) )?(?:\w+ )?"
    return re.compile(rf"\b{before}(?=\w*bombs?\b|devices?\b|explosives?\b)", re.IGNORECASE)


@cache
def _forces_next() -> re.Pattern[str]:
    """Behind the name of a state, what is its government's: "Syrian army jets"."""
    return re.compile(rf"\W+(?:\w+\W+)?(?:{any_of('every_word', 'forces')})\b", re.IGNORECASE)


@lru_cache(maxsize=2_000)
def _alike(word: str) -> frozenset[str]:
    """The stems of the words that tell what a word tells."""
    stems = set(words_of(word))
    return frozenset(stem for row in _rows() if stems & row for stem in row)


@cache
def _rows() -> tuple[frozenset[str], ...]:
    return tuple(frozenset(words_of(row)) for row in words_in("every_word", "alike"))
