"""Places that a claim names and no table knows: a flood in Kalden is told by a report that has the name of Kalden."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from difflib import get_close_matches
from functools import lru_cache

from knowledge.model import Article, Claim, Finding, Place, Span
from knowledge.places import fold, read_places
from retrieval.claims.capitals import capitalised
from retrieval.denying.denials import is_of_the_calendar
from retrieval.events import events_of, is_a_region, may_share_an_event, places_in
from retrieval.grammar.closeness import OPENING, is_filler, without_article
from retrieval.grammar.naming import is_a_country_or_side, means_in, sites_in, units_in
from retrieval.origins import voices_in
from retrieval.ranking import words_of
from retrieval.spelling import SHORTEST_MISTYPED, unowned
from retrieval.word_tables import any_of, worded

#: From this likeness on two spellings that begin alike are of one name: "Sheikhoon" and "Shaykhun".
SPELLED = 0.7
#: A headline has a capital for each of its words, where it has more than so many.
FEWEST_WORDS = 3

_ARTICLE = r"(?:(?:al|el|as|ar|at|az|ash|an|ad)[- ])?"
_NAME = rf"{_ARTICLE}[A-Z][\w’'-]+(?: {_ARTICLE}[A-Z][\w’'-]+)*"
_named = re.compile(rf"(?i:\b(?:{any_of('strange_places', 'where')})) (?:the )?(?P<name>{_NAME})")
_typed = re.compile(
    rf"\b(?:{any_of('strange_places', 'where')}) (?:the )?{_ARTICLE}(?P<name>[^\W\d_][\w’']+)", re.IGNORECASE
)
_before_what_happens = re.compile(
    rf"\b(?P<name>[^\W\d_][\w’']+)(?= (?:[a-z]+ )?(?:{any_of('strange_places', 'happens')})\b)", re.IGNORECASE
)
_KINDS = re.compile(any_of("strange_places", "kinds"), re.IGNORECASE)
_word = re.compile(r"[^\W\d_][\w’'-]+")


def with_strange_places(claim: Claim, is_strange: Callable[[str], bool]) -> Claim:
    """The claim with the places that it names and no table knows, where it names no town that one knows.

    `is_strange` tells of a word in small letters that neither the reports nor the language know it: nobody writes such
    a name with a capital where it is typed.

    >>> claim = Claim("flood in kalden kills 300")
    >>> [place.name for place in with_strange_places(claim, lambda word: word == "kalden").where]
    ['Kalden']
    """
    if any(place.province or is_a_region(place) for place in claim.where):
        return claim
    found = strange_in(claim, is_strange)
    return replace(claim, where=(*claim.where, *found)) if found else claim


def strange_in(claim: Claim, is_strange: Callable[[str], bool] = lambda word: False) -> tuple[Place, ...]:
    """The places that a claim names and no table knows, be they near a town that one does.

    >>> [place.name for place in strange_in(Claim("30 people killed in Kalden"))]
    ['Kalden']
    """
    if claim.text.isupper():
        return ()
    taken = [place.span for place in claim.where if place.span]
    taken += [claim.when.span] if claim.when and claim.when.span else []
    taken += [quantity.span for quantity in claim.quantities]
    taken += [span for voice in voices_in(claim.text) for span in (voice.speaker_span, voice.cue_span) if span]
    found: list[Place] = []
    for start, end in _names_in(claim.text, is_strange):
        if any(span.start < end and start < span.end for span in (*taken, *(p.span for p in found if p.span))):
            continue
        name = claim.text[start:end]
        if _may_be_a_place(name):
            called = unowned(name)
            found.append(Place(capitalised(called) if called.islower() else called, None, None, Span(start, end)))
    return tuple(found)


def _names_in(text: str, is_strange: Callable[[str], bool]) -> Iterator[tuple[int, int]]:
    """Where words that may name a place stand: with a capital within a sentence, or such as nobody knows."""
    if not _has_only_capitals(text):
        yield from (match.span("name") for match in _named.finditer(text))
    for shape in (_typed, _before_what_happens):
        for match in shape.finditer(text):
            word = unowned(match["name"])
            of_a_kind = shape is _before_what_happens and _KINDS.fullmatch(word)
            if len(word) >= SHORTEST_MISTYPED and not of_a_kind and is_strange(word.lower()):
                yield match.start("name"), match.start("name") + len(word)


def _has_only_capitals(text: str) -> bool:
    """Whether a claim is printed as headlines are, so that a capital makes no name."""
    words = [word for word in _word.findall(text) if len(word) >= SHORTEST_MISTYPED]
    return len(words) >= FEWEST_WORDS and all(word[0].isupper() for word in words)


def _may_be_a_place(name: str) -> bool:
    """Whether a name may be that of a place: no day, no side, no storm, and no bare "City"."""
    if worded("strange_places", "no_places").search(name) or is_of_the_calendar(name):
        return False
    return bool(_telling_words(name)) and not any(
        is_a_country_or_side(word) or (word.isupper() and len(word) > 1) for word in _word.findall(name)
    )


@lru_cache(maxsize=200)
def _telling_words(name: str) -> tuple[str, ...]:
    """The words of a name by which a report tells it: of "Kalden Prison" the first."""
    return tuple(
        fold(without_article(unowned(word).lower()))
        for word in _word.findall(name)
        if not sites_in(word) and not units_in(word) and not means_in(word) and not all(map(is_filler, words_of(word)))
    )


def places_untold(claim: Claim, findings: Sequence[Finding], notes: Mapping[str, Sequence[Article]]) -> dict[str, str]:
    """Why a report is not of the place of a claim that no table knows, by the report: it does not name it.

    Nor does any other report of its event: of three that tell of one raid, one may say "a village near Kalden". `notes`
    are other notes of the event of each report, by its id.
    """
    strange = strange_places(claim)
    if not strange:
        return {}
    articles = {f.article.id: f.article for f in findings}
    untold = {
        identity: f'does not name "{name}"'
        for identity, article in articles.items()
        if (name := _untold(strange, (article, *notes.get(identity, ()))))
    }
    if len(untold) == len(articles):
        return untold
    # Beside a report that names it, one that names no place, as a bare denial does, is not of another.
    placed = {f.article.id for f in findings if f.statement.where and not f.article.is_note}
    untold = {i: why for i, why in untold.items() if i in placed or _names_a_place(articles[i])}
    beside = [f for f in findings if f.article.id not in untold]
    near = may_share_an_event(beside, [f for f in findings if f.article.id in untold])
    if not near:
        return untold
    for event in events_of([f for f in findings if f.article.id not in untold or f.article.id in near]):
        there = {f.article.id for f in event.findings}
        if not there <= untold.keys():
            untold = {identity: why for identity, why in untold.items() if identity not in there}
    return untold


def _names_a_place(article: Article) -> bool:
    """Whether a report names any place: most do in their headline, nearly all in their opening."""
    is_headed = article.text.startswith(article.title) and bool(places_in(article.title))
    return is_headed or _is_of_a_place(article.text)


# The same reports are found for claim after claim.
@lru_cache(maxsize=2_000)
def _is_of_a_place(text: str) -> bool:
    return bool(read_places(text[:OPENING].rpartition(" ")[0]) or read_places(text))


def _untold(strange: Sequence[str], articles: Sequence[Article]) -> str:
    """The first of these places that none of some articles names; empty where each is named."""
    texts = [text for article in articles for text in (article.text, article.subject)]
    return next((name for name in strange if not any(names_it_somehow(name, text) for text in texts)), "")


def strange_places(claim: Claim) -> tuple[str, ...]:
    """The places of a claim of which nobody knows the country, where it names no town that is known."""
    if any(place.province or is_a_region(place) for place in claim.where):
        return ()
    return tuple(place.name for place in claim.where if not place.country and place.span)


def names_it_somehow(name: str, text: str) -> bool:
    """Whether a text has a word of a name, or nearly so spelled, as a name.

    >>> names_it_somehow("Kalden", "Floods hit Kaldn on Friday"), names_it_somehow("Kalden", "Floods hit Velmar")
    (True, False)
    """
    wanted, there = _telling_words(name), _names_of(text)
    return any(
        word in there[word[:1]] or get_close_matches(word, there[word[:1]], n=1, cutoff=SPELLED)
        for word in wanted
        if word[:1] in there
    )


def called_otherwise(name: str, text: str) -> str:
    """What a text calls a place by a name that only is like its own: "Tell Kaldn" of Kalden; "" where it has the name.

    A name that another hand has written in other letters is the name.

    >>> called_otherwise("Kalden", "Floods hit Tell Kaldn."), called_otherwise("Kalden", "Floods hit el-Kaldin.")
    ('Tell Kaldn', '')
    """
    wanted = _telling_words(name)
    sounds = {_consonants(word) for word in wanted}
    called = ""
    for match in _run_of_names.finditer(text):
        words = _telling_words(match.group())
        if words and {_consonants(word) for word in words} <= sounds:
            return ""
        is_of_a_place = _AT_A_PLACE.search(text, max(0, match.start() - _BEFORE_IT), match.start())
        if is_of_a_place and not called and any(get_close_matches(word, wanted, n=1, cutoff=SPELLED) for word in words):
            called = match.group()
    return called


#: "In Tell Kaldn", "the village of Tell Kaldn"; Otto Kaldas is nobody's village.
_AT_A_PLACE = re.compile(
    rf"\b(?:{any_of('strange_places', 'before_a_place')})\s+(?:the\s+)?\Z",
    re.IGNORECASE,
)
_BEFORE_IT = 20
_run_of_names = re.compile(rf"(?<![\w’'-]){_NAME}")


def _consonants(folded: str) -> str:
    """A folded word without the vowels, which each hand writes otherwise."""
    return re.sub(r"[aeiouyw]", "", folded)


@lru_cache(maxsize=2_000)
def _names_of(text: str) -> dict[str, frozenset[str]]:
    """The words of a text with a capital, folded, by their first letter."""
    written = (word for word in set(_word.findall(text)) if not word.islower() and without_article(word)[0].isupper())
    words = {fold(without_article(unowned(word))) for word in written}
    return {letter: frozenset(w for w in words if w[:1] == letter) for letter in {w[:1] for w in words}}
