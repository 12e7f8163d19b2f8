"""Whether a sentence says together what a claim says together: "hospital bombed" is not said of a boy whom a bomb hurt
in a bus, and who lies in a hospital.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise

from knowledge.model import Claim, Finding
from retrieval.closeness import is_an_outcome, is_filler, is_told, names_within
from retrieval.ranking import plain_words, words_of
from retrieval.told_blow import blow_told_by

#: Between two words of a claim that stand side by side there stand no more words, names and "the" aside, in a sentence
#: that says it: "hospitals and a local blood bank in the battered city were hit".
FAR = 6
#: A claim of more words is told by nothing that does not say it.
SHORT = 5
_word = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")


def said_apart(claim: Claim, finding: Finding) -> str:
    """What a short claim without a number says in one breath and a report's sentence does not; empty where it does.

    A name that a headline tells a sentence need not say again. What happened, and to what, it has to: whoever tells of
    barrel bombs under a headline about a hospital has not said that one was hit, and a man's own words under the
    headline of his death do not say that he was killed.
    """
    wanted = _wanted_of(claim)
    if claim.quantities or finding.article.is_note or not 0 < len(wanted) <= SHORT:
        return ""
    told = [(word, _where_told(word, finding.words)) for word in wanted]
    names = names_within(f". {finding.article.text}")
    untold = next((word for word, here in told if not here and not set(words_of(word)) & names), None)
    if untold is not None:
        return f'without "{untold}"'
    for (one, here), (other, there) in pairwise(told):
        if here and there and min(abs(a - b) for a in here for b in there) > FAR + 1:
            return f'"{one}" far from "{other}"'
    return ""


@lru_cache(maxsize=64)
def _wanted_of(claim: Claim) -> tuple[str, ...]:
    """The words of a claim that say what happened, in their order: no place, no day, no filler."""
    dated = (claim.when.span,) if claim.when else ()
    text = claim.text
    for span in (*(place.span for place in claim.where), *dated):
        if span is not None:
            text = text[: span.start] + " " * (span.end - span.start) + text[span.end :]
    words = plain_words(_BY_AIR.sub("air", text))
    return tuple(word for word in words if _says_something(word))


#: "An air strike" is one thing.
_BY_AIR = re.compile(r"\bair[ -](?=(?:strike|raid)s?\b)", re.IGNORECASE)


def _says_something(word: str) -> bool:
    """Whether a word of a claim tells what happened: what became of somebody, and no filler."""
    return is_an_outcome(word) or not all(map(is_filler, words_of(word)))


# A sentence is held against one claim after another.
@lru_cache(maxsize=20_000)
def _where_told(word: str, words: str) -> tuple[int, ...]:
    """At which words of a sentence a word is told, by itself, its kin, or another word for the same blow.

    Counted are the words that say something, but for names.
    """
    stems, blow = words_of(word), blow_told_by(word)
    blows = {match.start() for match in blow.finditer(words)} if blow else set[int]()
    told, at = [], 0
    for token in _word.finditer(words):
        is_it = token.start() in blows or any(is_told(stem, word, token.group(), ()) for stem in stems)
        if is_it:
            told.append(at)
        at += is_it or (token.group().islower() and bool(words_of(token.group())))
    return tuple(told)
