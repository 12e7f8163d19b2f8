"""Whether a report tells every word of a short claim over two or three sentences that stand next to each other.

"Jets hit Haas. A rocket fell on the school there" tells of jets that hit a school in Haas. That they are one deed is
for a reader to see, so that nobody is said to say it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from knowledge.model import Claim, Finding, Place
from knowledge.places import related
from knowledge.sentences import sentences_of
from retrieval.counts.dated import of_another_year
from retrieval.deeds.befallen import befell_others, only_to_come, turned_about
from retrieval.deeds.done_by_them import may_be_by_them
from retrieval.deeds.somebody_else import a_namesake
from retrieval.events import places_in, where_of
from retrieval.events.sites import tells_where_they_were_treated
from retrieval.grammar.closeness import OPENING, TURNING
from retrieval.grammar.withheld import NEGATION, doubt
from retrieval.relations.days import names_another_day
from retrieval.relations.weighed import IN_OTHER_WORDS, RELATED, RELATED_BY_FIGURE, because
from retrieval.telling.every_word import (
    BY_AIR,
    Wanted,
    is_a_deed,
    is_in_its_province,
    is_of_years,
    is_printed,
    is_short,
    is_somebody_elses_word,
    is_told,
    wanted_of,
)
from retrieval.telling.made_less import held_open, is_contrary
from retrieval.telling.said_alike import turned_round
from retrieval.telling.undone import undone
from retrieval.word_tables import worded

#: Of a claim of one word, or of none but its town, all reports of that town tell some sentence.
FEWEST = 2
#: So many reports are shown: whoever reads on finds the same in the others.
MOST_REPORTS = 4


def told_around(claim: Claim, told: Sequence[Finding]) -> list[Finding]:
    """The sentences around which reports tell every word of a short claim without a number, one of each, best first.

    Each tells the deed itself, and half of the words at least; the sentences beside it, or its town's, tell the rest.
    """
    wanted = wanted_of(claim) if is_short(claim) else ()
    if len(wanted) < FEWEST or any(turn.search(claim.text) for turn in TURNING.values()):
        return []
    # "Ann Reed" ends as a verb may, and is none.
    deeds = [one for one in wanted if is_a_deed(one) and re.search(rf"\b{re.escape(one.word)}", claim.text)]
    best: dict[str, tuple[tuple[int, float], Finding]] = {}
    for finding in told:
        if finding.similarity < RELATED_BY_FIGURE:
            continue
        own = _told_in(wanted, finding.words)
        if finding.similarity < RELATED and len(own) < len(wanted):
            # What is less near tells all of it by itself.
            continue
        rank = (len(own), finding.similarity)
        article = finding.article.id
        if len(own) * 2 < len(wanted) or (deeds and own.isdisjoint(deeds) and not _is_told_wider(deeds, finding)):
            continue
        if article in best and rank <= best[article][0]:
            continue
        around = _around(finding)
        if (
            _told_in(wanted, around) >= set(wanted)
            and _is_there(claim, finding, around)
            and _may_be_it(claim, finding, around)
        ):
            best[article] = (rank, finding)
    ranked = sorted(best.values(), key=lambda one: one[0], reverse=True)[:MOST_REPORTS]
    return [because(finding, IN_OTHER_WORDS) for _, finding in ranked]


def _is_told_wider(deeds: Sequence[Wanted], finding: Finding) -> bool:
    """Whether a sentence only says that somebody was killed, of a claim that says how: its neighbour may say that."""
    are_deaths = any(worded("done_to", "by_itself").fullmatch(one.word) for one in deeds)
    return are_deaths and is_told(Wanted("killed", frozenset()), finding.words)


def _told_in(wanted: Sequence[Wanted], words: str) -> set[Wanted]:
    words = BY_AIR.sub("air", words)
    return {one for one in wanted if is_told(one, words)}


def _around(finding: Finding) -> str:
    """A sentence with the one before it and the one behind it; of a note all that it has."""
    article = finding.article
    if article.is_note:
        return " ; ".join(filter(None, (article.text, article.event, article.place)))
    spans = sentences_of(article.text)
    here = finding.statement.span
    own = [n for n, span in enumerate(spans) if span.start < here.end and here.start < span.end]
    if not own:
        return finding.words
    return " ".join(span.of(article.text) for span in spans[max(0, own[0] - 1) : own[-1] + 2])


def _is_there(claim: Claim, finding: Finding, around: str) -> bool:
    """Whether a sentence, or the first that names a place of those beside it and its report's opening, names the town.

    What has gone on over years is of no town with which a report opens.
    """
    towns = [place for place in claim.where if place.province]
    if not towns:
        return True
    article = finding.article
    opening = () if is_of_years(finding) else (article.title, article.text[: len(article.title) + OPENING])
    named: Sequence[Place] = [place for place in where_of(finding) if place.province]
    for words in (around, *opening):
        named = named or [place for place in places_in(words) if place.province]
    return all(
        any(related(t, p) in ("same", "contains") or is_in_its_province(t, p) for p in named)
        or is_printed(t, claim.text, around)
        for t in towns
    )


def _may_be_it(claim: Claim, finding: Finding, around: str) -> bool:
    """Whether nothing in a sentence takes back what it tells, or tells of another deed or day, or of others' deed."""
    if is_somebody_elses_word(claim, finding) or a_namesake(claim.text, finding):
        return False
    if of_another_year(claim.text, finding):
        return False
    words = finding.words
    if is_taken_back(claim.text, words) or held_open(claim.text, words) or undone(claim.text, words):
        return False
    # "Among them was the mayor", of ten who were killed.
    befell = befell_others(claim, finding) and not worded("beside", "among_them").search(around)
    if befell or not may_be_by_them(claim, finding, around):
        return False
    if (
        turned_about(claim, finding)
        or only_to_come(claim, finding)
        or turned_round(claim, finding)
        or is_contrary(claim.text, words)
    ):
        return False
    return not (names_another_day(claim, finding) or tells_where_they_were_treated(claim.text, words))


def is_taken_back(claim: str, words: str) -> bool:
    """Whether words deny, doubt or only threaten something, or leave it out, as a claim does not.

    >>> is_taken_back("jets hit the school", "The jets hit the town, and it did not mention a school.")
    True
    """
    is_negated = NEGATION.search(words) is not None and not NEGATION.search(claim)
    return is_negated or bool(doubt(claim, words))
