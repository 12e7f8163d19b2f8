"""Whether a report says a claim in a sentence of its own making: nearly all that matters in it, and nothing weaker.

A post on "a guard who was fired over a song" is said by "the mill has dismissed a guard for singing", though no word of
either need be the other's. Of what is seldom told in two ways (who, to whom, where, how many, what was done) nothing
may be missing, nothing may be turned round, and nothing may make it less. Of the rest so much has to be told, and both
have to be so near in meaning, that people who read such pairs took the sentence for the claim (docs/weighing.md).
"""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from functools import cache
from itertools import combinations
from typing import NamedTuple

from knowledge.model import Claim, Finding
from retrieval.clauses import verbs
from retrieval.closeness import is_filler, is_told, names_within, values_in
from retrieval.naming import names_people
from retrieval.nations import nations_in
from retrieval.other_words import with_other_words
from retrieval.ranking import plain_words, words_of
from retrieval.verbs import plain_verbs, told_of_now
from retrieval.withheld import is_to_come
from retrieval.word_tables import worded, words_in

#: So like a claim a sentence has to be, and so much of the claim's words has to be told by it.
LIKE_IT, MOST_OF_IT = 0.75, 0.7
#: A claim in fewer words is said in just these: with any other word it may be another claim.
FEWEST = 4

_digits = re.compile(r"\d")
_than = re.compile(r"\bthan\b", re.IGNORECASE)
_by = re.compile(r"\bby\b", re.IGNORECASE)
_a_word = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
#: "The mayor of Holm", "Holm's mayor", "Karl Vane".
_one_phrase = re.compile(r"(?:['’]s)?\s+(?:(?:of|in|from|at)\s+)?(?:the\s+)?")
_capital = re.compile(r"\b[A-Z][\w-]+")
#: A word of a claim and its stem.
Word = tuple[str, str]


class Named(NamedTuple):
    """Somebody in a text, by a stem or by a people's one name, and where that stands."""

    stem: str
    start: int
    end: int


def says_it_alike(claim: Claim, finding: Finding) -> bool:
    """Whether a report's sentence says a claim in words of its own.

    A note is one short sentence on an event that its editor has named, and is compared otherwise.
    """
    if finding.article.is_note or finding.similarity < LIKE_IT:
        return False
    words = [(written, stem) for written in plain_words(claim.text) for stem in words_of(written)]
    wanted = [(written, stem) for written, stem in words if not is_filler(stem)]
    told = with_other_words(finding.words)
    left_out = [(written, stem) for written, stem in wanted if not is_told(stem, written, told, ())]
    if len(wanted) < FEWEST or len(wanted) - len(left_out) < MOST_OF_IT * len(wanted):
        return False
    values = values_in(finding)
    if any(quantity.value and quantity.value not in values for quantity in claim.quantities):
        return False
    if _leaves_out_a_deed(left_out, finding) or _leaves_out_who(left_out, claim, finding):
        return False
    return not (
        is_made_less(claim.text, finding.words)
        or _is_contrary(claim.text, finding.words)
        or _is_turned_round(claim, finding)
    )


def is_made_less(claim: str, words: str) -> bool:
    """Whether words only plan, allow, fear or negotiate what a claim says to be so, or tell it of somebody's kin.

    >>> is_made_less("Ada Finn plays the miller", "Ada Finn is in talks to play the miller")
    True
    >>> is_made_less("Ada Finn may play the miller", "Ada Finn might play the miller, her agent said")
    False
    >>> is_made_less("Ada Finn stole the crown", "Ada Finn was cleared of the theft of the crown")
    True
    """
    if _than.search(claim) and not _than.search(words):
        return True
    if _told_of("ordinals", claim) - _told_of("ordinals", words):
        return True
    plans = worded("said_alike", "planned")
    if plans.search(words) and not (plans.search(claim) or is_to_come(claim)):
        return True
    for row in ("open", "found_false", "undone"):
        if worded("said_alike", row).search(words) and not worded("said_alike", row).search(claim):
            return True
    return _told_of("another_of", words) != _told_of("another_of", claim)


def _told_of(row: str, text: str) -> set[str]:
    """Which words of a row a text has."""
    return {match.group().lower() for match in worded("said_alike", row).finditer(text)}


def _is_contrary(claim: str, words: str) -> bool:
    """Whether one text has a word and the other its contrary, and not both: "raises", "lowers".

    >>> _is_contrary("Salt raises the risk", "Salt lowers the risk, a study says"), _is_contrary("They won", "They won")
    (True, False)
    """
    texts = (words_of(claim), words_of(words))
    return any(
        {tuple(not side.isdisjoint(text) for side in pair) for text in texts} == {(True, False), (False, True)}
        for pair in _contraries()
    )


@cache
def _contraries() -> tuple[tuple[frozenset[str], frozenset[str]], ...]:
    pairs = (row.split(" / ") for row in words_in("said_alike", "contraries"))
    return tuple((frozenset(words_of(one)), frozenset(words_of(other))) for one, other in pairs)


def _is_turned_round(claim: Claim, finding: Finding) -> bool:
    """Whether a sentence names those of a claim in another order, or one of them behind "by" where the claim does not.

    "Amber Foods sued Holm Dairy" is not said by "Holm Dairy sued Amber Foods"; nobody can tell it of "was sued by".
    """
    names = names_within(claim.text) | names_within(finding.words)
    own, theirs = _whoever_is_in(claim.text, names), _whoever_is_in(finding.words, names)
    mine, yours = _phrases_of(claim.text, own), _phrases_of(finding.words, theirs)
    shared = mine.keys() & yours.keys()
    if any((mine[a] - mine[b]) * (yours[a] - yours[b]) < 0 for a, b in combinations(sorted(shared), 2)):
        return True
    return len(shared) > 1 and _behind_by(claim.text, own, shared) != _behind_by(finding.words, theirs, shared)


def _phrases_of(text: str, named: Sequence[Named]) -> dict[str, int]:
    """In the how-manieth phrase of a text each is named first: "the mayor of Holm" is one, as "Holm's mayor" is."""
    found: dict[str, int] = {}
    number, end = 0, 0
    for one in named:
        if not _one_phrase.fullmatch(text[end : one.start]):
            number += 1
        found.setdefault(one.stem, number)
        end = one.end
    return found


def _whoever_is_in(text: str, names: frozenset[str]) -> list[Named]:
    """Each name, people and person in a text; the first word may be a name, too."""
    found = []
    for match in _a_word.finditer(text):
        word, people = match.group(), _people_of(match.group())
        is_named = word[:1].isupper() and (match.start() > 0 or bool(names & set(words_of(word))))
        is_kin = worded("said_alike", "another_of").fullmatch(word) is not None
        if people or is_named or is_kin or names_people(word):
            found += [Named(people or stem, *match.span()) for stem in words_of(word)[:1]]
    return found


def _people_of(word: str) -> str:
    """A country and its people by one name: "Sudland's", "Sudish" are not known, "Iran" and "Iranian" are."""
    return "/".join(sorted(nations_in(word.capitalize())))


def _behind_by(text: str, named: Sequence[Named], shared: Set[str]) -> set[str]:
    """Who stands right behind "by", within a few words."""
    return {one.stem for one in named if one.stem in shared and _by.search(" ".join(text[: one.start].split()[-3:]))}


def _leaves_out_a_deed(left_out: Sequence[Word], finding: Finding) -> bool:
    """Whether a word that a sentence does not tell may be a verb: what it does not say was done, it does not say.

    In headlines verbs end in "s", as things do of which there are several; names do, too.
    """
    names = names_within(finding.article.text)

    def may_be_one(written: str, stem: str) -> bool:
        shown = written.endswith("s") and "'" not in written and stem not in names
        return written.endswith("ed") or shown or written in _verbs()

    return any(may_be_one(written.replace("’", "'"), stem) for written, stem in left_out)


@cache
def _verbs() -> frozenset[str]:
    return verbs() | plain_verbs() | told_of_now()


def _leaves_out_who(left_out: Sequence[Word], claim: Claim, finding: Finding) -> bool:
    """Whether a word that a sentence does not tell is a number, a people, or a name.

    Of "rebels burned the barracks" nobody has said half who says that it burned. A first name may be left out before
    its surname, "Ada Finn" and "Finn", where no other stands there; a people is told by its country.
    """
    article = finding.article
    names = names_within(article.text.removeprefix(article.title)) | _names_of(claim.text)
    placed = {stem for place in claim.where if place.span for stem in words_of(place.span.of(claim.text))}
    peoples = nations_in(finding.words)

    def is_needed(written: str, stem: str) -> bool:
        if _digits.search(written) or names_people(written):
            return True
        behind = re.search(rf"\b{re.escape(written)}\s+(?P<surname>(?-i:[A-Z])[\w-]+)", claim.text, re.IGNORECASE)
        if behind and _has_surname_alone(behind["surname"], finding.words):
            return False
        return stem in names | placed and not (nations_in(written.capitalize()) & peoples)

    return any(is_needed(written, stem) for written, stem in left_out)


def _names_of(claim: str) -> frozenset[str]:
    """The names of a claim in plain letters; where each word has its capital, only a report can tell."""
    words = re.findall(r"[^\W\d_]{2,}", claim)
    is_headline = sum(word[:1].isupper() for word in words) > len(words) / 2
    return frozenset() if is_headline else names_within(claim) | _first_name(claim)


def _first_name(claim: str) -> frozenset[str]:
    """The name with which a claim begins, where a second one follows: "Karl Vane resigns"."""
    match = re.match(r"(?P<name>[A-Z][\w-]+)\s+[A-Z]", claim)
    return frozenset(words_of(match["name"])) if match else frozenset()


def _has_surname_alone(surname: str, words: str) -> bool:
    """Whether a surname stands in a sentence with no other name before it but a title: "Mr Vane"."""
    for match in re.finditer(rf"\b{re.escape(surname)}\b", words):
        before = words[: match.start()].split()[-1:]
        if (
            not before
            or not _capital.fullmatch(before[0].strip("."))
            or worded("said_alike", "titles").search(before[0])
        ):
            return True
    return False
