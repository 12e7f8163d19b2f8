"""Names that were typed without capitals: "42 dead in kunduz" is of Kunduz, where the reports found write it so.

And the other way round: of "42 DEAD IN KUNDUZ" only Kunduz is a name.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cache, lru_cache
from itertools import islice

from knowledge.model import Claim, Finding
from knowledge.places import read_places
from knowledge.quantities import unit_table
from knowledge.speakers import names_of_one_word, sides_named, speaker_rows, who_is
from retrieval.claims.crowds import figures_claimed
from retrieval.deeds.doers import others_claimed, sides_claimed
from retrieval.grammar.closeness import is_filler, without_article
from retrieval.grammar.nations import nations_in
from retrieval.ranking import WORD, plain_words
from retrieval.spelling import stem, unowned
from retrieval.word_tables import any_name, any_of

#: The nearest findings; further down are other stories, with other names.
READ = 60
#: "us" and "un" are words.
SHORTEST = 4
#: "ypg" is no word.
SHORTEST_PARTY = 3
#: Words that are a party's name in the tables, and anybody's in small letters.
ANYBODYS = ("coalition",)
#: Small within a name.
_TYING = frozenset(("of", "the", "and"))
#: "ISIS AFP" is no claim that somebody shouts.
FEWEST_SHOUTED = 2

#: A sentence opens with a capital, whatever its first word is.
_within = re.compile(r"(?<=[\w,’')] )[^\W\d_]+(?:['’-][^\W\d_]+)*")
#: The article of a name that was typed apart: "al ahli".
_behind_article = re.compile(r"\b(?:al|el|ar|ash|az) ([^\W\d_]{3,})")
#: In a line of capitals these are no words.
_letters = re.compile(r"US|USA|UK|UN|UAE|EU|DRC|DPRK")
#: A state's letters, typed small; behind a verb "us" is a word: "they told us".
_a_state = re.compile(
    rf"\b(?:the (?:us|uk|uae)|usa|uk|uae|(?:(?<=^)|(?<=[,:;?!] )|(?:{any_of('claims', 'before_us')}) )us)\b"
)
#: The name of an armed body, typed small.
_a_body = re.compile(rf"\b(?:{any_of('doers', 'bodies')})\b")
_calendar = frozenset(name.lower() for name in (*calendar.month_name, *calendar.day_name))


def not_shouted(claim: Claim) -> Claim:
    """A claim that is all in capitals as it would be printed, with capitals for its places and the names of the tables.

    >>> from knowledge.places import read_places
    >>> text = "40 DEAD IN HOMS, SAYS SOHR"
    >>> not_shouted(Claim(text, where=read_places(text))).text
    '40 dead in Homs, says SOHR'
    """
    if not claim.text.isupper() or sum(len(word) >= SHORTEST for word in WORD.findall(claim.text)) < FEWEST_SHOUTED:
        return claim
    places = [place.span for place in claim.where if place.span and place.country]

    def printed(found: re.Match[str]) -> str:
        word = found.group()
        # "IS" and "WHO" are words, too.
        if _letters.fullmatch(word) or (word in names_of_one_word() and plain_words(word)):
            return word
        small = word.lower()
        return capitalised(small) if any(place.start <= found.start() < place.end for place in places) else small

    text = WORD.sub(printed, claim.text)
    if len(text) != len(claim.text):
        return claim
    for place in claim.where:
        # "Syrian desert" is no "Syrian Desert".
        if place.span and place.name.lower() == place.span.of(text).lower():
            text = f"{text[: place.span.start]}{place.name}{text[place.span.end :]}"
    return replace(claim, text=text, quantities=figures_claimed(text))


def in_capitals(claim: Claim, findings: Sequence[Finding]) -> Claim:
    """The claim with a capital where the reports found write a word so, always, and for a people: "24,000 Kurds".

    Figures and times stay as they were read, but for that; places are read anew.
    """
    typed = {w for w in WORD.findall(claim.text) if w.islower() and len(w) >= SHORTEST and w not in _calendar}
    doing = _sides_doing(claim.text)
    if not typed and not doing:
        return claim
    nearest = tuple(islice(findings, READ))
    apart = {word for word in _behind_article.findall(claim.text) if word.islower()}
    names = {word: capitalised(word) for word in _names_among(typed, nearest) | (apart & _names_with_article(nearest))}
    counted = {word for figure in claim.quantities for word in WORD.findall(figure.counted)}
    # "Kurds" are no other word in small letters, and "poles" are.
    peoples = unit_table().peoples - unit_table().capitals
    names |= doing | {word: capitalised(word) for word in (counted | typed) & peoples}
    if not names:
        return claim
    text = _with_names(claim.text, names)
    where = read_places(text)
    figures = tuple(replace(q, counted=_with_names(q.counted, names)) for q in claim.quantities)
    return replace(claim, text=text, where=where if len(where) >= len(claim.where) else claim.where, quantities=figures)


def _sides_doing(text: str) -> dict[str, str]:
    """Whom a claim has do it, as their names are written, by what was typed: "isis killed", "by hamas", "us bombed"."""
    typed = [word for word in WORD.findall(text) if word.islower()]
    called = {word: capitalised(word) for word in typed if len(word) >= SHORTEST and nations_in(word)}
    called |= {word: name for word in typed if (name := _party_called(word))}
    known = sides_claimed(text)
    doing = {word: name for word, name in called.items() if sides_claimed(re.sub(rf"\b{word}\b", name, text)) - known}
    for match in _a_state.finditer(text):
        word = match.group().split()[-1]
        # "Killed by us today" may be anybody's; "by us drones" is not.
        told = text if match.group() == f"the {word}" else text[match.end() - len(word) :]
        if sides_claimed(re.sub(rf"\b{word}\b", word.upper(), told)) - known:
            doing[word] = word.upper()
    for match in _a_body.finditer(text):
        named = {word: capitalised(word) for word in WORD.findall(match.group()) if word not in _TYING}
        if others_claimed(_with_names(text, named)):
            doing |= named
    for match in _parties_of_several_words().finditer(text):
        named = {word: capitalised(word) for word in WORD.findall(match.group()) if word.islower()}
        if named and sides_claimed(_with_names(text, named)) - known:
            doing |= named
    return doing


@cache
def _parties_of_several_words() -> re.Pattern[str]:
    """The names of parties that have several words and show their side, in whatever letters: "islamic state"."""
    rows = (row for row in speaker_rows() if row.kind == "party" and row.side)
    names = {name.removeprefix("the ") for row in rows for name in (row.name, *row.aliases)}
    whole = (name for name in names if " " in name and (row := sides_named(name)) and row[0][1:] == (0, len(name)))
    return re.compile(rf"\b(?:{any_name(whole)})\b", re.IGNORECASE)


def _with_names(text: str, names: Mapping[str, str]) -> str:
    """A text with these words as they are written."""
    return WORD.sub(lambda found: names.get(found.group(), found.group()), text)


@lru_cache(maxsize=5_000)
def _party_called(word: str) -> str:
    """The name of a party that was typed small: "isis" is ISIS; empty where a word is none, or is anybody's."""
    if len(word) < SHORTEST_PARTY or word in ANYBODYS:
        return ""
    forms = (form for form in (word.upper(), word.capitalize()) if form in names_of_one_word())
    return next((form for form in forms if who_is(form).kind == "party"), "")


def _names_among(typed: set[str], findings: Sequence[Finding]) -> set[str]:
    """Those of these words that findings, or what a note calls its event and place, write with a capital alone."""
    read = [_read(text) for f in findings for text in (f.words, f.article.event, f.article.place) if text]
    # A place is a name from its first letter on.
    places = {word for f in findings for word in WORD.findall(f.article.place or "") if _is_a_name(word)}
    capital = {_stem(word.lower()) for word in places}.union(*(names for _, names, _ in read))
    capital.intersection_update(map(_stem, typed))
    capital.difference_update(*(small for small, _, _ in read))
    # Of "Gaza City" the city has a capital, and is no name.
    return {word for word in typed if _stem(word) in capital and not is_filler(_stem(word))}


def _names_with_article(findings: Iterable[Finding]) -> set[str]:
    """The words, in small letters, that findings or their notes write with a capital behind an article: "al-Ahli"."""
    texts = (text for f in findings for text in (f.words, f.article.event, f.article.place) if text)
    return {bare for text in texts for bare in _read(text)[2]}


@lru_cache(maxsize=5_000)
def _read(text: str) -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """The stems of what a text writes small, and of what it writes with a capital within a sentence; and, in small
    letters, what it writes so behind an article.
    """
    words = WORD.findall(text)
    small = frozenset(_stem(word) for word in words if word.islower())
    names = frozenset(_stem(word.lower()) for word in _within.findall(text) if _is_a_name(word))
    behind = (word.lower() for word in words if "-" in word and _is_a_name(word))
    return small, names, frozenset(bare for word in behind if (bare := without_article(word)) != word)


def _stem(word: str) -> str:
    """The stem of a name, whether or not it owns something: "weil's" is of Weil."""
    return stem(unowned(word))


def _is_a_name(word: str) -> bool:
    """Whether a word is written as a name: "Kunduz", "al-Ahli", and no "UN"."""
    return without_article(word)[0].isupper() and not word.isupper()


def capitalised(word: str) -> str:
    """The word with a capital, behind its article, no longer than it was: spans point into what was typed.

    >>> capitalised("kunduz"), capitalised("al-asad")
    ('Kunduz', 'al-Asad')
    """
    bare = without_article(word)
    capital = word.removesuffix(bare) + bare.capitalize()
    return capital if len(capital) == len(word) else word
