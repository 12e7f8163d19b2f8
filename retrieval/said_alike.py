"""Whether a report says a claim in a sentence of its own making: nearly all that matters in it, and nothing weaker.

A post on "a guard who was fired over a song" is said by "the mill has dismissed a guard for singing", though no word of
either need be the other's. Of what is seldom told in two ways (who, where, how many) nothing may be missing; of the
rest so much has to be told, and both have to be so near in meaning, that people who read three hundred such pairs
held the sentence for the claim (docs/weighing.md).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from knowledge.model import Claim, Finding
from knowledge.quantities import unit_table
from retrieval.clauses import verbs
from retrieval.closeness import is_filler, is_told, names_within, values_in
from retrieval.naming import units_in
from retrieval.nations import nations_in
from retrieval.other_words import with_other_words
from retrieval.ranking import plain_words, words_of
from retrieval.verbs import plain_verbs, told_of_now
from retrieval.withheld import is_to_come
from retrieval.word_tables import worded

#: So like a claim a sentence has to be, and so much of the claim's words has to be told by it.
ALIKE, MOST_OF_IT = 0.75, 0.7
#: Of a claim in fewer words each may turn it round.
FEWEST = 4

_digits = re.compile(r"\d")
_than = re.compile(r"\bthan\b", re.IGNORECASE)


def says_it_alike(claim: Claim, finding: Finding) -> bool:
    """Whether a report's sentence says a claim in words of its own.

    A note is one short sentence on an event that its editor has named, and is compared otherwise.
    """
    if finding.article.is_note or finding.similarity < ALIKE:
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
    if any(_is_a_deed(written) for written, _ in left_out) or _names_somebody(left_out, claim, finding):
        return False
    return not softened(claim.text, finding.words) and not _is_compared(claim.text, finding.words)


def softened(claim: str, words: str) -> bool:
    """Whether words only plan, allow, or negotiate what a claim says to be so.

    >>> softened("Ada Finn plays the miller", "Ada Finn is in talks to play the miller")
    True
    >>> softened("Ada Finn may play the miller", "Ada Finn might play the miller, her agent said")
    False
    """
    is_planned, is_open = worded("said_alike", "planned"), worded("said_alike", "open")
    if is_open.search(words):
        return not is_open.search(claim)
    return bool(is_planned.search(words)) and not (is_planned.search(claim) or is_to_come(claim))


def _is_compared(claim: str, words: str) -> bool:
    """Whether a claim says that it was more, or further, than something, and words compare nothing."""
    return bool(_than.search(claim)) and not _than.search(words)


def _is_a_deed(written: str) -> bool:
    """Whether a word is a verb for what is done: what a sentence does not say was done, it does not say."""
    return written.endswith("ed") or written in _verbs()


@cache
def _verbs() -> frozenset[str]:
    return verbs() | plain_verbs() | told_of_now()


def _names_somebody(left_out: Sequence[tuple[str, str]], claim: Claim, finding: Finding) -> bool:
    """Whether a word that a sentence does not tell is a number, people, or a name that its report has.

    Of "rebels burned the barracks" nobody has said half who says that it burned.
    A first name may be left out before its surname, "Ada Finn" and "Finn"; a people is told by its country.
    """
    article = finding.article
    names = names_within(article.text.removeprefix(article.title))
    peoples = nations_in(finding.words)

    def is_needed(written: str, stem: str) -> bool:
        if _digits.search(written) or any(unit_table().kinds.get(unit) == "person" for unit in units_in(written)):
            return True
        behind = re.search(rf"\b{re.escape(written)}\s+(?P<surname>[A-Z][\w’'-]+)", claim.text, re.IGNORECASE)
        if behind and names_within(f"a {behind['surname']}") & set(words_of(finding.words)):
            return False
        return stem in names and not (nations_in(written.capitalize()) & peoples)

    return any(is_needed(written, stem) for written, stem in left_out)
