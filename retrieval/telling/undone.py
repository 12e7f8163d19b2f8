"""Whether a sentence with a claim's words has none of one of them: "there was no affair", "nobody was expelled"."""

from __future__ import annotations

from functools import cache

from knowledge.caseless import Caseless
from retrieval.deeds.exchanged import A_WORD, PARTED
from retrieval.grammar.verbs import lemma
from retrieval.grammar.withheld import NEGATION
from retrieval.ranking import plain_words
from retrieval.word_tables import any_of

#: Letters of the shortest word that tells what a claim is of.
SHORTEST = 3


def undone(claim: str, words: str) -> str:
    """The words by which a sentence has nothing of what a claim tells, wherever it names that; else nothing.

    >>> undone("The mayor had an affair", "There was no affair, the mayor said")
    'no affair'
    >>> undone("The mayor had an affair", "The mayor had an affair and no regrets"), undone("No raid", "No raid")
    ('', '')
    >>> undone("The rocket reached orbit", "The rocket fell without having reached orbit")
    'without having reached'
    """
    if NEGATION.search(claim):
        return ""
    wanted = {lemma(word) for word in plain_words(claim) if len(word) >= SHORTEST and word[0].isalpha()}
    told: dict[str, list[str]] = {}
    for part in PARTED.split(words):
        for match in A_WORD.finditer(part):
            one = lemma(match.group())
            if one in wanted and not match.group()[0].isupper():
                none = _of_none().search(part[: match.start()])
                told.setdefault(one, []).append(f"{none.group()}{match.group()}".strip() if none else "")
    return next((found[0] for found in told.values() if all(found)), "")


@cache
def _of_none() -> Caseless:
    """What stands right before a word of which there is none: "no", "nobody had been", "without ever having"."""
    light, none = any_of("said_alike", "light"), any_of("said_alike", "of_none")
    return Caseless(rf"(?<!\w)(?:{none})(?!\w)(?:\s+(?:{light}|[\w-]+ly)\b)*\s+\Z")
