"""In what a statement on just the thing of a claim has other words than the claim, where that can be shown in few."""

from __future__ import annotations

import re
from dataclasses import dataclass

from knowledge.model import Claim, Finding
from retrieval.grammar.closeness import is_filler, is_kin, kindred
from retrieval.ranking import words_of
from retrieval.word_tables import worded

#: Words before a thing with which it is shown, what it did with them: "blamed on flour set off by one shell".
BEFORE = 12
#: Words behind "most of" with which it is shown: "most of the miners who".
BEHIND = 2


@dataclass(frozen=True, slots=True)
class Apart:
    """The words of a statement, and those of the claim beside which they stand; "" where the claim has none for it."""

    theirs: str
    own: str = ""


def worded_apart(claim: Claim, finding: Finding) -> Apart | None:
    """What a statement has that the claim rules out, or that it speaks of some where the claim does of all.

    Beside "flour blew up the mill, not the shell" stands "blamed on flour set off by one shell".
    """
    words = finding.words
    for ruled_out in worded("in_other_words", "ruled_out").finditer(claim.text):
        stems = [stem for stem in words_of(ruled_out["thing"]) if not is_filler(stem)]
        for stem in stems:
            if is_kin(stem, kindred(words)) and (theirs := _with_what_is_before(words, stem)):
                return Apart(theirs, ruled_out.group().strip(" ,;.?!"))
    some = worded("in_other_words", "some_of")
    # "Some of the cameras were off when the ship left" is of the whole ship.
    if (found := some.search(words)) and not found.start() and not some.search(claim.text):
        behind = re.match(rf"(?: [\w’'-]+){{1,{BEHIND}}}", words[found.end() :])
        return Apart(found.group() + (behind.group() if behind else ""))
    return None


def _with_what_is_before(words: str, stem: str) -> str:
    """Where a text prints a word, with a few before it in the same clause; empty where it says that it was none."""
    for found in re.finditer(r"[\w’'-]+", words):
        if not is_kin(stem, kindred(found.group())):
            continue
        before = re.split(r"[,;.!?:“”\"]", words[: found.start()])[-1]
        told = re.search(rf"(?:[\w’'-]+ ){{0,{BEFORE}}}\Z", before)
        shown = (told.group() if told else "") + found.group()
        if not _NOT.search(before):
            return shown
    return ""


_NOT = re.compile(r"\b(?:not|no|never|without|nor|neither|rather than|instead of)\b|n['’]t\b", re.IGNORECASE)
