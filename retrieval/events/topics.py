"""What a claim tells besides its figure, and how much of that a report tells, in whatever words.

Of "a bomber killed 61 outside a bakery in Kalden" these are the bomber, the bakery, and Kalden.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from knowledge.model import Claim, Finding, Place, Quantity
from knowledge.places import fold, related
from retrieval.events import Event, is_a_region, where_of, without_dateline
from retrieval.grammar.clauses import names_somewhere
from retrieval.grammar.closeness import (
    OPENING,
    Kindred,
    begins_alike,
    besides_the_figure,
    is_kin,
    kindred,
    one_spelling,
    without_article,
)
from retrieval.grammar.naming import beginnings, is_a_country_or_side, means_in, told_as, units_among
from retrieval.grammar.nations import nations_in
from retrieval.origins import voices_in

#: A name says more about which event is meant than a word that every such event has.
NAME = 2.0
#: What is told besides, in a clause of its own, says less: many a report leaves it out.
ASIDE = 0.5
#: A figure belongs to the claim's topic when this share of its other words stands in the report.
SHARED_TOPIC = 0.5
#: From here on a report tells of the claim's event, whatever it counts there.
MOSTLY = 0.75
#: A report that tells less than half of a claim tells of its city, and not of its blow.
HARDLY = 0.5
#: A report that tells less is of something else, however like the others it is told.
PARTLY = 0.25
#: Characters of a report, behind its headline, within which it has named the town where its event was.
WHOLE_STORY = 1_300

_capital = re.compile(r"[A-Z]")


@dataclass(frozen=True, slots=True)
class Wanted:
    """A word of the claim that a report of its event tells: its stem, what it weighs, the place it names, its kin."""

    written: str
    stem: str
    weight: float
    place: Place | None
    #: The rows of the unit table, and of means, in which another report may tell it.
    rows: frozenset[str]
    means: frozenset[int]
    #: The nation of the country that it names: "a US missile" tells of the United States.
    nations: frozenset[str]
    #: Letters of which some stand in every text that tells it; none where a place in it tells it, too.
    letters: tuple[str, ...]


# Told apart by which they are: comparing them by what they hold took longer than what is kept by them spares.
@dataclass(frozen=True, slots=True, eq=False)
class Topic:
    """The words of a claim that say which event it is of, and what they weigh together."""

    words: tuple[Wanted, ...]
    weight: float


def told_in(claim: Claim, claimed: Quantity, finding: Finding) -> float:
    """How much of the claim a statement tells with its headline and the opening of its report: 0 to 1, figures apart.

    Names weigh twice; a place is told by its other spelling, too, and by a place in it.
    """
    article = finding.article
    about = (_opening(article.text, len(article.title) + OPENING), article.subject)
    return _share(claim, claimed, about, finding, where_of(finding))


def words_told(
    claim: Claim, claimed: Quantity, finding: Finding, *, alone: bool = False
) -> tuple[list[Wanted], list[Wanted]]:
    """The words of the claim that a statement tells with its headline and the opening of its report, and the others.

    `alone` leaves headline and opening out; a note is of the event that it names all the same.
    """
    article, topic = finding.article, _topic(claim, claimed)
    opening = "" if alone else _opening(article.text, len(article.title) + OPENING)
    about = (opening, "" if alone and not article.is_note else article.subject)
    told = _told(claim, topic, about, finding, where_of(finding))
    every = list(enumerate(topic.words))
    return [word for at, word in every if at in told], [word for at, word in every if at not in told]


def words_wanted(claim: Claim, claimed: Quantity) -> tuple[Wanted, ...]:
    """The words of a claim that say which event it is of."""
    return _topic(claim, claimed).words


def told_further_down(claim: Claim, claimed: Quantity, finding: Finding, report: Sequence[Finding]) -> float:
    """The same with what its report tells a little further down: one may begin "in a rebel-held town" and name it then.

    `report` is what was found in the same article.
    """
    article = finding.article
    topic = _topic(claim, claimed)
    if not any(topic.words[at].place is None for at in _told_in_words(topic, finding.words)):
        # A count that tells nothing of the claim is of what its report began with.
        return told_in(claim, claimed, finding)
    end = len(article.title) + WHOLE_STORY
    named = (place for f in report if f.statement.span.end <= end for place in f.statement.where)
    about = (_opening(article.text, end), article.subject)
    return _share(claim, claimed, about, finding, (*where_of(finding), *named))


def mostly_told_in(claim: Claim, claimed: Quantity, finding: Finding) -> bool:
    """Whether a statement, its headline and the opening of its report tell most of the claim.

    Most reports do not, which their letters show before their words are read.
    """
    topic, article = _topic(claim, claimed), finding.article
    missed = (1 - MOSTLY) * topic.weight
    left = _untold(topic, _opening(article.text, len(article.title) + OPENING), article.subject)
    if left.weight > missed:
        letters = finding.words.lower()
        if sum([word.weight for word in left.words if not _may_be_told(word, letters)]) > missed:
            return False
    return told_in(claim, claimed, finding) >= MOSTLY


# A headline and an opening stand over many statements of one answer.
@lru_cache(maxsize=2_000)
def _untold(topic: Topic, *texts: str) -> Topic:
    """Those of the words that none of the texts can tell."""
    letters = "\n".join(texts).lower()
    return _of_words([word for word in topic.words if not _may_be_told(word, letters)])


def _of_words(words: Sequence[Wanted]) -> Topic:
    return Topic(tuple(words), sum(word.weight for word in words))


def _may_be_told(word: Wanted, letters: str) -> bool:
    """Whether a text can tell a word: how it, or another for the same deed, begins stands there; or it lies there."""
    if not word.letters or word.letters[0] in letters:
        return True
    return bool(word.rows) and ("*" in letters or any(first in letters for first in word.letters[1:]))


def tells_nothing(claim: Claim, claimed: Quantity, finding: Finding) -> bool:
    """Whether a statement's own words tell nothing of the claim besides its figure."""
    return not _told_in_words(_topic(claim, claimed), finding.words)


def says_itself(claim: Claim, claimed: Quantity, finding: Finding) -> bool:
    """Whether a statement tells most of the claim in its own words, and does not lean on its report."""
    return bool(_topic(claim, claimed).words) and _share(claim, claimed, (), finding, where_of(finding)) >= MOSTLY


def share_in_its_words(claim: Claim, claimed: Quantity, finding: Finding) -> float:
    """How much of the claim a statement tells in its own words; a note is of the event it names, in however few."""
    about = (finding.article.subject,) if finding.article.is_note else ()
    return _share(claim, claimed, about, finding, where_of(finding))


def _share(claim: Claim, claimed: Quantity, about: tuple[str, ...], finding: Finding, where: Sequence[Place]) -> float:
    topic = _topic(claim, claimed)
    if not topic.words:
        return 1.0
    return sum(topic.words[at].weight for at in _told(claim, topic, about, finding, where)) / topic.weight


def _told(claim: Claim, topic: Topic, about: tuple[str, ...], finding: Finding, where: Sequence[Place]) -> set[int]:
    """Which of the words, by their number, a finding and the texts about it tell."""
    texts = (without_dateline(finding.words), *about)
    told = {at for text in texts for at in _told_in_words(topic, text)}
    for at, word in enumerate(topic.words):
        if at not in told and word.place is not None and _is_told_otherwise(claim, word.place, where):
            told.add(at)
    return told


def _is_told_otherwise(claim: Claim, place: Place, where: Sequence[Place]) -> bool:
    """Whether a place is told by another name, or by a place in it: the Badia by "the Syrian desert".

    Of a region with a longer name each word says something: the White Desert is no other desert.
    """
    if place.province:
        return _lies_in(place, where)
    one_word = place.span is not None and " " not in place.span.of(claim.text)
    return one_word and is_a_region(place) and any(there.name == place.name for there in where)


def _lies_in(place: Place, where: Sequence[Place]) -> bool:
    return any(there.province and related(place, there) in ("same", "contains") for there in where)


def names_anything(claim: Claim, claimed: Quantity) -> bool:
    """Whether a claim says anything besides its figure that a report of its event could tell."""
    return bool(_topic(claim, claimed).words)


def names_something(claim: Claim, claimed: Quantity) -> bool:
    """Whether a claim names a town, a person or a body: a report that tells all of it is surely of its event."""
    return any(word.weight > 1 for word in _topic(claim, claimed).words)


def misses_its_site(claim: Claim, claimed: Quantity, home: Event, finding: Finding) -> bool:
    """Whether a claim and a report of its event name a village, and another report none of that name: it tells a town.

    "In Velmar near Kalden" is no word of what befell another quarter of Kalden the day before.
    """
    topic = _topic(claim, claimed)
    sites = {at for at, word in enumerate(topic.words) if word.weight == NAME and word.place is None}
    if not sites:
        return False
    there = {at for own in home.findings for at in _sites_told(topic, sites, _whole_story(own))}
    return bool(sites & there) and not _sites_told(topic, sites, _whole_story(finding))


def _sites_told(topic: Topic, sites: set[int], text: str) -> set[int]:
    """Which of the sites a text names, be it as another hand writes them: "Hassadjek" is Hassajik."""
    names = {fold(name) for name in _NAME.findall(text)}
    return {at for at in sites if fold(topic.words[at].written) in names} | (sites & set(_told_in_words(topic, text)))


#: A word with a capital, without the article joined to it.
_NAME = re.compile(r"\b(?:[A-Z][a-z]-)?([A-Z][\w’']+)")


def _whole_story(finding: Finding) -> str:
    return _opening(finding.article.text, len(finding.article.title) + WHOLE_STORY) + " " + finding.words


@lru_cache(maxsize=64)
def _topic(claim: Claim, claimed: Quantity) -> Topic:
    found: dict[str, Wanted] = {}
    # Who says it is not what happened: "says MSF" is told by no report of the raid itself.
    sayers = [span for voice in voices_in(claim.text) for span in (voice.speaker_span, voice.cue_span) if span]
    for written, start, stem in besides_the_figure(claim, claimed):
        if any(span.start <= start < span.end for span in sayers):
            continue
        place = next((p for p in claim.where if p.span and p.span.start <= start < p.span.end), None)
        if place is not None and _says_where(claim, place):
            continue
        town = place is not None and place.province is not None
        # "Al-Bureij" is a name in the middle of a sentence, however its article is written.
        name = bool(start and _capital.match(without_article(written))) and not is_a_country_or_side(written)
        weight = NAME if town or name else ASIDE if _is_beside(claim, claimed, start) else 1.0
        nations = nations_in(place.span.of(claim.text)) if place and place.span and not town else frozenset()
        word = _wanted(one_spelling(without_article(stem)), weight, place, written, nations)
        if word.stem not in found or weight > found[word.stem].weight:
            found[word.stem] = word
    return _of_words(list(found.values()))


def _is_beside(claim: Claim, claimed: Quantity, start: int) -> bool:
    """Whether a word stands in a clause without the figure, a name and a place: ", a tunnel was found as well"."""
    text = claim.text
    begins = max((m.end() for m in _CLAUSE.finditer(text, 0, start)), default=0)
    ends = next((m.start() for m in _CLAUSE.finditer(text, start)), len(text))
    if not begins or (begins < claimed.span.end and claimed.span.start < ends):
        return False
    if any(place.span and begins <= place.span.start < ends for place in claim.where):
        return False
    clause = text[begins:ends]
    return not names_somewhere(clause) and not any(word[:1].isupper() for word in clause.split())


#: A second deed behind "and" is a clause, too: "and freed three villages".
_CLAUSE = re.compile(r"(?<!\d)[,;](?!\d)\s*|\s[–—-]+\s|\s+and\s+(?=[a-z]{2,}ed\s)")


def _wanted(stem: str, weight: float, place: Place | None, written: str, nations: frozenset[str]) -> Wanted:
    rows, means = told_as(written), means_in(written)
    if means or nations or (place is not None and (place.province or is_a_region(place))):
        return Wanted(written, stem, weight, place, rows, means, nations, ())
    others = (beginnings(rows) or ("",)) if rows else ()
    return Wanted(written, stem, weight, place, rows, means, nations, (begins_alike(stem), *sorted(others)))


def _says_where(claim: Claim, place: Place) -> bool:
    """Whether a place only says where the town before it lies: in "Palmyra, Homs" reports need not tell of Homs."""
    return any(
        town.span is not None
        and place.span is not None
        and claim.text[town.span.end : place.span.start].strip() == ","
        and town.province == place.province
        and fold(place.name) == fold(place.province or "")
        for town in claim.where
    )


# A headline and an opening stand over many statements of one answer.
@lru_cache(maxsize=5_000)
def _told_in_words(topic: Topic, text: str) -> tuple[int, ...]:
    """Which of the words, by their number, a text tells: each by its kin, or by another word for the same deed."""
    there = kindred(text)
    return tuple(at for at, word in enumerate(topic.words) if _tells(text, there, word))


def tells(text: str, word: Wanted) -> bool:
    """Whether a text tells a word of a claim: by its kin, or by another word for the same deed."""
    return _tells(text, kindred(text), word)


def _tells(text: str, there: Kindred, word: Wanted) -> bool:
    return bool(
        is_kin(word.stem, there)
        or (word.rows and units_among(word.rows, text))
        or (word.means and word.means & means_in(text))
        or (word.nations and word.nations & nations_in(text))
    )


@lru_cache(maxsize=5_000)
def _opening(text: str, end: int) -> str:
    return without_dateline(text[:end])
