"""What is on just the thing that a claim tells, in other words, where nobody says it in its own.

"They came straight out of that camp" and "most are said to be recently released from the camp" may be one statement or
two, and words do not tell which; the card says that it is on it, and no more.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from knowledge.model import Account, Claim, Finding, Place, Quantity
from knowledge.places import read_places, related
from knowledge.speakers import sides_named
from retrieval.deeds.befallen import befell_others
from retrieval.deeds.done_by_them import may_be_by_them
from retrieval.deeds.parties import parted
from retrieval.deeds.somebody_else import a_namesake
from retrieval.events import by_article, notes_of_one_event
from retrieval.events.nearness import is_of_its_subject, leaves_out_its_site
from retrieval.events.noted import is_noted
from retrieval.events.sites import at_another_site, tells_where_they_were_treated
from retrieval.grammar.closeness import (
    Kindred,
    besides_its_date,
    is_filler,
    is_kin,
    kindred,
    numbers,
    values_in,
    without_article,
)
from retrieval.grammar.naming import groups_in, is_a_country_or_side, roles_in, sites_in
from retrieval.grammar.other_words import ALIKE, alike_in, with_kindred_words
from retrieval.grammar.withheld import no_part_in, tells_of_a_denial
from retrieval.nearby.asked import asks_for_a_number
from retrieval.ranking import WORD, words_of
from retrieval.relations import OneDetail
from retrieval.relations.blamed import clears_alike
from retrieval.relations.days import is_then
from retrieval.relations.told_around import is_taken_back
from retrieval.relations.weighed import IN_OTHER_WORDS
from retrieval.telling.every_word import is_short
from retrieval.telling.made_less import held_open, is_contrary
from retrieval.telling.untold_deed import is_told_above_alone
from retrieval.word_tables import worded

#: So many words are told of those that do not only say which event it is, and so much of all of them.
LEAST_TOLD, ENOUGH = 2, 0.3
#: A report in its own words has no line that says which event it is of, so that more has to be told.
LEAST_TOLD_IN_A_REPORT, ENOUGH_IN_A_REPORT = 3, 0.5
#: "There were guards in the mill".
_THERE_WERE = re.compile(r"there (?:is|are|was|were) (?:[\w-]+ ){1,3}(?=(?:in|at|inside|near|on)\b)", re.IGNORECASE)
#: A statement that tells so much of a claim, and one of its names, is of its event, whatever else its report is of.
MOST_OF_IT = 0.75
#: A statement that counts so many answers another question than a claim that counts nothing.
A_COUNT = 5


@dataclass(frozen=True, slots=True)
class Wanted:
    """A word of a claim that a statement may tell: its stem, and whether it says who or where, and not what."""

    stem: str
    is_name: bool
    #: Whether it only says which event is meant, as the note of it does.
    is_of_the_event: bool
    #: The sides that it names: of the Pentagon, the United States.
    sides: frozenset[str]


def in_other_words(
    claim: Claim, accounts: Sequence[Account], found: Sequence[Finding], apart: Mapping[str, OneDetail]
) -> tuple[Account, ...]:
    """The accounts, with what is on just the thing of a claim parted off and put first, where nobody says or denies it.

    `found` is all that came near: what else stands in the same reports; `apart` is what is of another day or town, by
    its statement.
    """
    findings = [finding for account in accounts for finding in account.findings]
    told = any(account.relation != "context" for account in accounts) or any(f.is_rating for f in findings)
    if told:
        return _parted_off(accounts, _the_rest_of_it(claim, accounts))
    # Of a claim that counts nothing, whatever it names with a number: "F-16s".
    otherwise = [f for f in findings if IN_OTHER_WORDS in f.why and f.statement.id not in apart]
    if not otherwise and not _counts_nothing(claim):
        return tuple(accounts)
    reports, notes = by_article(found), notes_of_one_event(found)

    few = {q.value for q in claim.quantities if q.value}

    def is_on_it(finding: Finding) -> bool:
        if finding.statement.id in apart or not tells_the_thing(claim, finding) or not few <= values_in(finding):
            return False
        # "Threatened to shoot down any", "did not mention a school": in few words there is little else that is told.
        if not finding.article.is_note and is_short(claim) and is_taken_back(claim.text, finding.words):
            return False
        if not may_be_by_them(claim, finding, finding.words) or befell_others(claim, finding):
            return False
        if is_told_above_alone(claim, finding):
            return False
        # "Will open" is no other word for "opened".
        if a_namesake(claim.text, finding) or held_open(claim.text, finding.words):
            return False
        report, others = reports.get(finding.article.id, [finding]), notes.get(finding.article.id, ())
        return not parted(claim, finding, report, others)

    # Who tells every word of it comes before who only is on it, but in that report, or in a note, which has one event.
    telling = {finding.article.id for finding in otherwise}
    may_be = (f for f in findings if not otherwise or f.article.id in telling or f.article.is_note)
    return _parted_off(accounts, {f.statement.id for f in (*otherwise, *filter(is_on_it, may_be))})


def _the_rest_of_it(claim: Claim, accounts: Sequence[Account]) -> set[str]:
    """What else of a claim that counts the voice of a note says there that gives its figure: how, from where.

    "The raiders came through the lines" is the other half of "raiders came through the lines, nine died".
    """
    saying = {
        (account.speaker.name, finding.article.id)
        for account in accounts
        for finding in account.findings
        if account.relation == "reports" and finding.article.is_note
    }
    return {
        finding.statement.id
        for account in accounts
        for finding in account.findings
        if account.relation == "context"
        and (account.speaker.name, finding.article.id) in saying
        and not finding.statement.quantities
        and tells_the_thing(claim, finding)
    }


def _parted_off(accounts: Sequence[Account], on_it: set[str]) -> tuple[Account, ...]:
    first = [replace(account, in_other_words=True, findings=_of(account, on_it, held=True)) for account in accounts]
    rest = [replace(account, findings=_of(account, on_it, held=False)) for account in accounts]
    return tuple(account for account in (*first, *rest) if account.findings)


def _of(account: Account, ids: set[str], *, held: bool) -> tuple[Finding, ...]:
    return tuple(finding for finding in account.findings if (finding.statement.id in ids) is held)


def _counts_nothing(claim: Claim) -> bool:
    """Whether a claim has no figure and asks for none: "hit it 1380 times" counts, whatever is read of it.

    "It was no school" says what something was; "no casualties" counts. "Two broken legs" hardly do, nor "24 years".
    """
    counted = any(q.value >= A_COUNT or q.state or (q.value and q.unit) for q in claim.quantities)
    bare = worded("closeness", "lengths").sub(" ", besides_its_date(claim))
    return not counted and not asks_for_a_number(claim) and not numbers(bare)


def tells_the_thing(claim: Claim, finding: Finding) -> bool:
    """Whether a statement is of a claim's event, and tells in its own words what the claim tells of that event."""
    wanted = _wanted(claim, finding)
    if any(_counts_another_thing(claim, q, wanted) for q in finding.statement.quantities):
        return False
    if told_of_another_end(claim.text, finding.words) or _only_denies(claim.text, finding.words):
        return False
    if is_contrary(claim.text, finding.words):
        return False
    if not is_then(claim, finding) or at_another_site(claim, finding) or leaves_out_its_site(claim, finding):
        return False
    if tells_where_they_were_treated(claim.text, finding.words):
        return False
    if clears_alike(claim.text, finding.words):
        # "Was not responsible" is of the deed that its note is of.
        return _is_of_its_event(claim, finding, wanted)
    quote = finding.statement.quote
    own = kindred(with_kindred_words(f"{finding.words} {quote.of(finding.article.text) if quote else ''}"))
    voice = kindred(finding.speaker.name)
    besides = [word for word in wanted if not word.is_of_the_event]
    things = [word for word in besides if not word.is_name and is_kin(word.stem, own) and not is_kin(word.stem, voice)]
    # What an event is known by is told anew by whoever says that it was no such thing.
    unmade = _said_not_to_be(claim.text) & _said_not_to_be(finding.words)
    things += [word for word in wanted if word.stem in unmade and word not in things]
    # Whoever is named by the claim, and speaks of it, says as much as a name would.
    sides = {side for side, _, _ in sides_named(finding.speaker.name)}
    names = [word for word in wanted if word not in things and (_is_named(word, own, voice) or word.sides & sides)]
    least, enough = (LEAST_TOLD, ENOUGH) if finding.article.is_note else (LEAST_TOLD_IN_A_REPORT, ENOUGH_IN_A_REPORT)
    told, of_all = len(things) + len(names), len({*besides, *names})
    if not things or told < least or told < enough * of_all:
        return False
    tells_most = not finding.article.is_note and bool(names) and told >= MOST_OF_IT * of_all
    return tells_most or _is_of_its_event(claim, finding, wanted)


def told_of_another_end(claim: str, words: str) -> bool:
    """Whether a statement has before something what a claim has after it, or the other way round.

    >>> told_of_another_end("they set the fire after the navy had gone", "It burned before the navy's departure.")
    True
    >>> told_of_another_end("they set the fire after the navy had gone", "It burned before the storm.")
    False
    """

    def ends(text: str) -> dict[str, set[str]]:
        found: dict[str, set[str]] = {"before": set(), "after": set()}
        for match in _TURN.finditer(text):
            found[match["end"].lower()].update(stem for stem in words_of(match["what"]) if not is_filler(stem))
        return found

    own, theirs = ends(claim), ends(words)
    crossed = [any(is_kin(stem, kindred(" ".join(theirs[other]))) for stem in own[end]) for end, other in _OTHER_END]
    return any(crossed) and not any(own[end] & theirs[end] for end in own)


def _only_denies(claim: str, words: str) -> bool:
    """Whether a statement denies, where the claim has nobody deny or dispute anything: that is no other word for it."""
    if no_part_in(claim, words):
        return True
    return tells_of_a_denial(words) and not tells_of_a_denial(claim) and "dispute" not in alike_in(claim)


_OTHER_END = (("before", "after"), ("after", "before"))
_TURN = re.compile(r"\b(?P<end>before|after)\b(?P<what>[^,;.:!?]*)", re.IGNORECASE)


def _counts_another_thing(claim: Claim, quantity: Quantity, wanted: Sequence[Wanted]) -> bool:
    """Whether a statement counts much of what the claim does not tell: "six buildings still stand" is of buildings."""
    told = {word.stem for word in wanted if not word.is_of_the_event} | set(words_of(claim.text))
    return quantity.value >= A_COUNT and (bool(quantity.state) or told.isdisjoint(words_of(quantity.counted)))


def _said_not_to_be(text: str) -> frozenset[str]:
    """The stems of what is said not to be: "was not a school", "it was no school".

    >>> sorted(_said_not_to_be("It was no school, the house was not a mosque, and not seen"))
    ['mosqu', 'school']
    """
    found = worded("in_other_words", "no_such").finditer(text)
    return frozenset(stem for match in found for stem in words_of(match["thing"]))


def _is_named(word: Wanted, own: Kindred, voice: Kindred) -> bool:
    if word.is_of_the_event:
        return word.is_name and is_kin(word.stem, voice)
    return is_kin(word.stem, voice) or (word.is_name and is_kin(word.stem, own))


def _is_of_its_event(claim: Claim, finding: Finding, wanted: Sequence[Wanted]) -> bool:
    """Whether a report is of the claim's subject; of a note it is enough that its event has two words of the claim."""
    if is_of_its_subject(claim, finding) or sum(word.is_of_the_event for word in wanted) > 1:
        return True
    return is_noted(claim, finding)


def _wanted(claim: Claim, finding: Finding) -> tuple[Wanted, ...]:
    """The words of a claim that tell something, each once; of a place the first."""
    article = finding.article
    event = ". ".join(filter(None, (article.event, article.place)))
    known, there = kindred(event), read_places(event)
    light = worded("in_other_words", "light")
    dated = claim.when.span if claim.when else None
    placed: set[Place] = set()
    found: dict[str, Wanted] = {}
    # "On purpose" is one word, called "deliberate".
    rows = [match.span() for row in ALIKE for match in worded("other_words", row).finditer(claim.text)]
    there_were = _THERE_WERE.match(claim.text)
    for match in WORD.finditer(claim.text):
        at, word = match.start(), match.group()
        place = next((p for p in claim.where if p.span and p.span.start <= at < p.span.end), None)
        if (dated and dated.start <= at < dated.end) or place in placed or light.search(word):
            continue
        if any(start <= at < end for start, end in rows):
            continue
        is_there = place is not None and any(related(place, one) in ("same", "contains") for one in there)
        # Another town than the event's is what is claimed of it: where they came from, where else they struck.
        is_name = not (place.province and not is_there) if place else _says_who_or_where(word)
        # Who was there is what such a claim tells.
        is_name = is_name and not (there_were and at < there_were.end())
        for stem in map(without_article, words_of(word)):
            if not is_filler(stem):
                found.setdefault(stem, Wanted(stem, is_name, is_there or is_kin(stem, known), _sides_of(word)))
                placed |= {place} if place else set()
    told = alike_in(claim.text)
    # What is said to be meant was none: that it was called a mistake is not what is claimed of it.
    for stem in (ALIKE[row] for row in told if not (row == "mistake" and "deliberate" in told)):
        found.setdefault(stem, Wanted(stem, False, is_kin(stem, known), frozenset()))
    return tuple(found.values())


def _says_who_or_where(word: str) -> bool:
    """Whether a word is anybody's name, people or a site; at the beginning of a claim it is taken for a name."""
    side = any(is_a_country_or_side(one) for one in (word, word.capitalize())) or _sides_of(word)
    people = groups_in(word) or roles_in(word) or sites_in(word)
    return without_article(word)[0].isupper() or bool(people) or bool(side)


def _sides_of(word: str) -> frozenset[str]:
    """The sides that a word names, however its first letter is typed."""
    return frozenset(side for one in (word, word.capitalize()) for side, _, _ in sides_named(one))
