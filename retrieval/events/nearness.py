"""Whether a report that does not say the claim is of its subject all the same: it names what the claim names.

A typed claim has words that no report has ("jai hind", "thanks bush"), so that neither its vector nor its words lie
near the report it is about. What shows the subject is a name, and what is told beside it.
"""

from __future__ import annotations

import re
from collections.abc import Set
from dataclasses import replace
from functools import cache, lru_cache

from knowledge.model import Claim, Finding, Quantity
from knowledge.places import related
from knowledge.speakers import sides_named, speaker_rows
from retrieval.deeds.doers import names_its_doers
from retrieval.events import MONTH, covers, when_of, where_of, within_days
from retrieval.events.sites import at_another_site
from retrieval.events.topics import names_anything, told_in
from retrieval.grammar.closeness import OPENING, is_filler, is_kin, kindred, without_article
from retrieval.grammar.naming import is_a_country_or_side, sites_in
from retrieval.ranking import LEAST_ROUNDED, WORD, counts_same, fits, prints_its_number, words_of
from retrieval.spelling import unowned
from retrieval.word_tables import any_name

#: A name says more about what is meant than a word that every such report has.
NAME = 2.0
#: From here on, of the weight of its words, a report tells what the claim is about.
ENOUGH = 0.4
#: Longer words in capitals are shouted, and no names.
LONGEST_LETTERS = 5
#: A figure of five or more that is the claimed one says as much as a name.
LEAST_TOLD = 5
#: "US" and "UN" are too short to tell by their beginning.
SHORTEST = 4
#: Below this a statement is about something else, whatever number it has.
NEAR = 0.50
#: Behind these a typed claim goes on with something else: "275 raids in March, guess why", "342 attacks, so no".
_CLAUSES = re.compile(r"[,;:.!?](?=\s)|\s(?:so|but|while|because|guess|and not)\s", re.IGNORECASE)

#: Words by their stems, each with its weight.
Words = tuple[tuple[str, float], ...]


def tells_its_subject(claim: Claim, finding: Finding) -> bool:
    """Whether a report names what the claim names, and tells two fifths of it, whatever it counts."""
    _, told, day = shared_words(claim, finding)
    named = any(weight > 1 for _, weight in told)
    doer = float(_tells_its_doer(claim, finding, told))
    signs, weight = len(told) + day + doer, weight_of(told) + day + doer
    return named and signs > 1 and weight >= ENOUGH * weight_of(wanted_of(claim))


def _tells_its_doer(claim: Claim, finding: Finding, told: Words) -> bool:
    """Whether a note's event is of the deed of whom a claim has do it, by a name too short to be a word: "US"."""
    if not finding.article.is_note or states_of(claim).intersection(stem for stem, _ in told):
        return False
    return names_its_doers(claim.text, finding.words, finding.article.event or "")


def is_of_its_note(claim: Claim, claimed: Quantity, finding: Finding) -> bool:
    """Whether a note that prints the claimed figure is of its subject, as it tells it or by its very number."""
    if tells_its_subject(claim, finding):
        return True
    if finding.similarity < NEAR or not _prints_its_very_number(claim, claimed, finding):
        return False
    clause = _clause_of(claim, claimed)
    return names_anything(clause, claimed) and told_in(clause, claimed, finding) == 1.0


def _clause_of(claim: Claim, claimed: Quantity) -> Claim:
    """The claim with nothing but the clause of its figure; the rest is blank, so that all stands where it stood."""
    text, span = claim.text, claimed.span
    start = max((m.end() for m in _CLAUSES.finditer(text, 0, span.start)), default=0)
    behind = _CLAUSES.search(text, span.end)
    end = behind.start() if behind else len(text)
    return replace(claim, text=" " * start + text[start:end] + " " * (len(text) - end))


def _prints_its_very_number(claim: Claim, claimed: Quantity, finding: Finding) -> bool:
    """Whether a report gives the very number of a claim, one not soon arrived at twice, and has all that it names.

    "275 raids in March, guess the planes are busy" has few words of the report that counts these 275, and its number.
    """
    same = prints_its_number(claimed, finding)
    if not same or not is_telling(claimed.value) or at_another_site(claim, finding):
        return False
    wanted, told, _ = shared_words(claim, finding)
    return all(weight == 1 or (stem, weight) in told for stem, weight in wanted)


def is_telling(value: float) -> bool:
    """Whether two reports hardly arrive at a number by chance: it is no small one, and no round one.

    >>> [value for value in (37, 180, 300, 4_700_000, 600_000) if is_telling(value)]
    [180, 4700000]
    """
    return value >= LEAST_ROUNDED and len(f"{value:.0f}".rstrip("0")) > 1


def is_of_its_subject(claim: Claim, finding: Finding) -> bool:
    """Whether a report names a town, a person or a body of the claim, and two fifths of what the claim tells.

    The very figure, of the same thing, weighs as a name does, and the claim's day or month as a word.
    """
    wanted, told, day = shared_words(claim, finding)
    if at_another_site(claim, finding):
        return False
    if not any(weight > 1 for _, weight in wanted):
        return _tells_all_of_a_country(claim, finding)
    if not any(weight > 1 for _, weight in told):
        return False
    printed = [(mine, q) for mine in claim.quantities for q in finding.statement.quantities if counts_same(mine, q)]
    figure = NAME if any(mine.value >= LEAST_TOLD and fits(mine, q) for mine, q in printed) else 0.0
    if weight_of(told) + figure + day < ENOUGH * weight_of(wanted):
        return False
    return signs_in(claim, finding, told) + day + (2 if figure else len(printed[:1])) > 1


def leaves_out_its_site(claim: Claim, finding: Finding) -> bool:
    """Whether a claim is of a hospital, a school, and a note names none, and neither says nor is of what it names.

    A campaign over three provinces is of their every town, and of no hospital in one of them.
    """
    article, claimed = finding.article, sites_in(claim.text)
    if not claimed or not article.event or claimed & sites_in(f"{article.text} {article.title} {article.subject}"):
        return False
    return not names_it(claim, f"{finding.words} {article.event}")


def signs_in(claim: Claim, finding: Finding, told: Words) -> int:
    """By how many signs a report is known to be of a claim, of the words that it tells: a name of two words is one.

    A country or a side takes part in a hundred events: it is a sign where it did what is claimed, or where the report
    is of the very place.
    """
    stems, about = {stem for stem, _ in told}, finding.article.event or finding.article.title
    names = {stem for stem, weight in told if weight > 1}
    did_it = names_its_doers(claim.text, "", about)
    if not (did_it or _is_of_the_very_place(names, about)):
        stems -= states_of(claim)
    # "Iran" is too short to be told by "Iranian".
    return _names_and_words(claim, stems) + (did_it and stems.isdisjoint(states_of(claim)))


def _names_and_words(claim: Claim, stems: Set[str]) -> int:
    """How many these words of a claim are, those of one place, or of one body that a table knows, counted once."""
    wholes = [*_bodies_in(claim.text), *((place.span.start, place.span.end) for place in claim.where if place.span)]
    found: dict[str, int] = {}
    for match in WORD.finditer(claim.text):
        whole = next((start for start, end in wholes if start <= match.start() < end), match.start())
        for stem in map(without_article, words_of(unowned(match.group()))):
            if stem in stems:
                found.setdefault(stem, whole)
    return len(set(found.values()))


# Asked for each finding of a claim, and the names are many.
@lru_cache(maxsize=64)
def _bodies_in(text: str) -> tuple[tuple[int, int], ...]:
    return tuple(match.span() for match in _bodies_of_several_words().finditer(text))


@cache
def _bodies_of_several_words() -> re.Pattern[str]:
    names = {name for row in speaker_rows() for name in (row.name, *row.aliases) if " " in name}
    return re.compile(rf"\b(?:{any_name(names)})\b", re.IGNORECASE)


def _is_of_the_very_place(names: Set[str], about: str) -> bool:
    """Whether what a report is about has one of these names, and not only for where that lies: "Tarn, west Kalden"."""
    return any(
        not _LIES_THERE.search(about[: match.start()])
        for match in WORD.finditer(about)
        if not names.isdisjoint(map(without_article, words_of(unowned(match.group()))))
    )


#: "Tarn, west Kalden", "Tarn near Kalden".
_LIES_THERE = re.compile(r"(?:,|\bnear|\boutside)\s+(?:\w+\s+)?\Z")


def names_it(claim: Claim, words: str) -> bool:
    """Whether words name a town, a person or a body of the claim."""
    there = kindred(words)
    return any(weight > 1 and is_kin(stem, there) for stem, weight in wanted_of(claim))


def says_a_word_of_it(claim: Claim, words: str) -> bool:
    """Whether words have one of what a claim is about that is no country and no side, which a hundred events have."""
    there = kindred(words)
    states = states_of(claim)
    return any(is_kin(stem, there) for stem, _ in wanted_of(claim) if stem not in states)


# Asked for each note that may be of the claim.
@lru_cache(maxsize=64)
def states_of(claim: Claim) -> frozenset[str]:
    """The stems of the countries and sides that a claim names, as people type them, too: "syria"."""
    typed = [(word, word.capitalize()) for word in map(unowned, WORD.findall(claim.text))]
    sides = (claim.text[start:end] for start, end in _sides_of_several_words(claim.text))
    named = (*(pair[0] for pair in typed if any(map(_is_of_a_state, pair))), *sides)
    return frozenset(stem for words in named for stem in words_of(words))


def _sides_of_several_words(text: str) -> list[tuple[int, int]]:
    """Where a text names a side in several words, none of which names it alone: "the Islamic State"."""
    return [(start, end) for _, start, end in sides_named(text) if " " in text[start:end]]


def tells_of_it(claim: Claim, finding: Finding) -> bool:
    """Whether a report has a word of what the claim is about besides its figure, where the claim has any."""
    article = finding.article
    there = [kindred(text) for text in (finding.words, article.subject, article.text[: len(article.title) + OPENING])]
    wanted = wanted_of(claim)
    return not wanted or any(is_kin(stem, one) for stem, _ in wanted for one in there)


def counts_it_there(claim: Claim, finding: Finding) -> bool:
    """Whether a report gives the very number of the claim, of dead or of wounded, for its town, whoever they were."""
    towns = [place for place in claim.where if place.province]
    there = any(related(town, told) in ("same", "contains") for town in towns for told in where_of(finding))
    return there and any(
        mine.value == q.value >= LEAST_TOLD and mine.state and mine.state == q.state
        for mine in claim.quantities
        for q in finding.statement.quantities
    )


def counts_it_then(claim: Claim, finding: Finding) -> bool:
    """Whether a note counts just what a claim counts, over the very year or season that it names, of its doer's deeds.

    "Over 342 raids in 2021", in a note on raids of the KLF in council areas, is what "the KLF made 4,500 raids in
    council areas in 2021" has to be held against, though its own words have neither name.
    """
    if not finding.article.is_note or claim.when is None or not covers(claim.when, finding):
        return False
    if not any(
        own.unit and own.value and counts_same(own, q) for own in claim.quantities for q in finding.statement.quantities
    ):
        return False
    # "KLF-held areas" are the KLF's.
    there = kindred(f"{finding.words} {finding.article.subject}".replace("-", " "))
    typed = {stem for word in WORD.findall(claim.text) if word[0].isupper() for stem in words_of(unowned(word))}
    named = states_of(claim) | {stem for stem, _ in wanted_of(claim) if stem in typed}
    is_its_doers = names_its_doers(claim.text, finding.words, finding.article.event or "")
    return is_its_doers and bool(named) and all(is_kin(stem, there) for stem in named)


def _tells_all_of_a_country(claim: Claim, finding: Finding) -> bool:
    """Whether a claim names nobody but a country or a side, and a report's own subject is all that it tells of it.

    "Iran's missile attack" is told by a headline of Iran's missiles, and not by one of Iran, nor by one of missiles.
    """
    wanted = [stem for stem, _ in wanted_of(claim)]
    states = {
        stem for word in map(unowned, WORD.findall(claim.text)) if _is_of_a_state(word) for stem in words_of(word)
    }
    if len(wanted) < 2 or not states.intersection(wanted) or states.issuperset(wanted):
        return False
    about = kindred(" ".join(map(unowned, WORD.findall(f"{finding.article.title} {finding.article.event or ''}"))))
    # "Iran" is shorter than what begins alike by chance, and is the beginning of "Iranian" alone.
    return all(is_kin(s, about) or (s in states and any(t.startswith(s) for t in about.stems)) for s in wanted)


def _is_of_a_state(word: str) -> bool:
    return len(word) >= SHORTEST and (is_a_country_or_side(word) or bool(sides_named(word.capitalize())))


def shared_words(claim: Claim, finding: Finding) -> tuple[Words, Words, float]:
    """The words of the claim, those that a report tells, and 1 where both are of one day or month, else 0."""
    wanted = wanted_of(claim)
    if not any(weight > 1 for _, weight in wanted):
        return wanted, (), 0.0
    article = finding.article
    texts = (finding.words, article.subject, article.text[: len(article.title) + OPENING])
    there = [kindred(text) for text in texts]
    towns = [place for place in claim.where if place.province and place.span]
    lying = {
        stem
        for town in towns
        if any(related(town, told) in ("same", "contains") for told in where_of(finding) if told.province)
        for stem in words_of(town.span.of(claim.text) if town.span else "")
    }
    told = tuple((stem, weight) for stem, weight in wanted if stem in lying or any(is_kin(stem, one) for one in there))
    return wanted, told, float(is_dated_alike(claim, finding))


def weight_of(words: Words) -> float:
    """What some words weigh together."""
    return sum(weight for _, weight in words)


def is_dated_alike(claim: Claim, finding: Finding) -> bool:
    """Whether a claim names a day or a month, and the report is of it."""
    when = when_of(finding)
    return bool(claim.when and when and claim.when.end - claim.when.start <= MONTH and within_days(claim.when, when))


@lru_cache(maxsize=64)
def wanted_of(claim: Claim) -> Words:
    """The words of a claim that say what it is about, each by its stem, with its weight."""
    towns = [place.span for place in claim.where if place.province and place.span]
    dated = claim.when.span if claim.when else None
    figures = [q.span for q in claim.quantities]
    sides = _sides_of_several_words(claim.text)
    found: dict[str, float] = {}
    for match in WORD.finditer(claim.text):
        at, word = match.start(), unowned(match.group())
        if (dated and dated.start <= at < dated.end) or any(span.start <= at < span.end for span in figures):
            continue
        for stem in map(without_article, words_of(word)):
            if is_filler(stem):
                continue
            town = any(span.start <= at < span.end for span in towns)
            shouted = word.isupper() and len(word) > LONGEST_LETTERS
            name = at > 0 and without_article(word)[0].isupper() and not shouted and not is_a_country_or_side(word)
            name = name and not any(start <= at < end for start, end in sides)
            found[stem] = max(found.get(stem, 0.0), NAME if town or name else 1.0)
    return tuple(found.items())
