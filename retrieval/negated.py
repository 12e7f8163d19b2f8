"""Whether a sentence says that what a claim tells was not done: "the army did not shell Kalden"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from functools import lru_cache

from knowledge.caseless import Caseless
from retrieval.denials import is_of_another_place
from retrieval.figures import Contrast
from retrieval.naming import contrasts_table
from retrieval.ranking import plain_words, words_of
from retrieval.spelling import stem
from retrieval.verbs import verb_of
from retrieval.withheld import CLAUSES, NEGATION, hedged, is_to_come, refutes

#: Of two sentences that part in one word, this share of the claim's other words stands in the other sentence.
ALIKE, ALIKE_OWN = 0.75, 0.5
#: Of what somebody says in a longer sentence, this share is the claim's.
SAID_ALIKE = 0.6
#: Before what somebody says, and behind what a clause tells.
_THAT = re.compile(r"\bthat\b")
_ASIDE = re.compile(r"\b(?:despite|contrary|amid|according|regardless)\b")
_NEGATIONS = ("never", "not", "cannot")
#: From this likeness on a word of a claim may be a slip for a negation.
SLIPPED = 0.7
#: "… ," said Karl Vane; "…, the minister said"; Karl Vane said: "…": who speaks, and all that is said.
_SPEAKS = (
    re.compile(
        r"""[“"]?(?P<said>[^“”"]+?)(?:[,.]?[”"],?|,) (?:(?:said|says) (?P<who>[^“”"?;]{2,80}?)|"""
        r"""(?P<name>[^“”"?;]{2,80}?) (?:said|says))(?: on \w+day)?\.?"""
    ),
    re.compile(
        r"""(?P<who>[^“”"?:;]{2,80}?) (?:said|says)(?: on \w+day)?[:,]?(?: that)? """
        r"""[“"]?(?P<said>[^“”"]+?)[.,]?[”"]?\.?"""
    ),
)
_NOT = Caseless(r"\b(?:did|do|does|had|has|have|was|were|is|are)(?: not\b|n't\b)|\bnever\b")


@lru_cache(maxsize=5_000)
def may_negate(word: str) -> bool:
    """Whether a word may be a slip for a negation: "neve" for "never"."""
    return bool(get_close_matches(word.lower(), _NEGATIONS, 1, SLIPPED))


def negated(claim: str, statement: str) -> Contrast | None:
    """What is negated of the claim, and not of another place."""
    said = _a_verb_negated(claim, statement)
    if said is not None and not is_of_another_place(claim, statement):
        return said
    return _negated_word_for_word(claim, statement)


def _a_verb_negated(claim: str, statement: str) -> Contrast | None:
    """A verb of the claim that the statement negates, where the rest of the claim stands in it."""
    if not _may_hold_a_negation(statement):
        return None
    if NEGATION.search(claim) or any(may_negate(word) for word in plain_words(claim)):
        # "Nevre claimed" may be "never claimed": nobody denies what they say.
        return None
    row = contrasts_table()["negated"]
    wanted = set(words_of(claim))
    to_come = is_to_come(claim)
    auxiliaries = [*row["auxiliaries"], *(("will",) if to_come else ())]
    for auxiliary, words, after in _negations(statement, auxiliaries):
        if after[:1] and after[0] in row["not_these"]:
            continue
        verb = next((w for w in after[:4] if w not in row["adverbs"]), "")
        will = "" if to_come and auxiliary in ("will not", "won't") else auxiliary
        if stem(verb) not in wanted or hedged(" ".join([*words[-6:], will, "not", *after[:2]])):
            continue
        if are_alike_but_for_it(wanted, set(words_of(statement)), set()) or _says_just_that(wanted, words, after):
            return Contrast("denies", f'negated in one of the two: "{auxiliary} {verb}"')
    return None


def _says_just_that(wanted: set[str], before: Sequence[str], after: Sequence[str]) -> bool:
    """Whether somebody says in a clause the claim, negated, and little else: "his agent said that Vane is not dead"."""
    *lead, said = _THAT.split(" ".join(before))
    if any(NEGATION.search(words) or refutes(words) or hedged(words) for words in lead):
        return False
    own = set(words_of(f"{said} {_ASIDE.split(' '.join(after))[0]}"))
    shared = len(wanted & own)
    return len(wanted) > 1 and shared >= ALIKE * len(wanted) and shared >= SAID_ALIKE * len(own)


def _negated_word_for_word(claim: str, statement: str) -> Contrast | None:
    """The claim itself, word for word and in its order, but that somebody says it was not so."""
    if not _may_hold_a_negation(statement) or NEGATION.search(claim):
        return None
    wanted = [_lemma(word) for word in plain_words(claim)]
    row = contrasts_table()["negated"]
    for shape in _SPEAKS:
        if (match := shape.fullmatch(statement.strip())) is None:
            continue
        who, said = match["who"] or match["name"], match["said"]
        if NEGATION.search(who) or refutes(who) or hedged(who) or hedged(said) or len(wanted) < 3:
            continue
        for auxiliary, _, after in _negations(said, row["auxiliaries"]):
            told = [_lemma(w) for w in plain_words(_NOT.sub(" ", said))]
            if after and after[0] in verb_of() and told == wanted:
                return Contrast("denies", f'negated in one of the two: "{auxiliary} {after[0]}"')
    return None


def _lemma(word: str) -> str:
    return stem(verb_of().get(word.lower(), word.lower()))


def _may_hold_a_negation(statement: str) -> bool:
    """Whether the letters of a negation stand in a statement: in most they do not, which is seen at once."""
    letters = statement.lower()
    return "not" in letters or "never" in letters or "n't" in letters


def _negations(statement: str, auxiliaries: Sequence[str]) -> Iterator[tuple[str, list[str], list[str]]]:
    """Each negated auxiliary, "never", or "no": how it reads, the words before it and behind it in its clause."""
    for clause in CLAUSES.split(statement):
        words = re.findall(r"[\w'-]+", clause.lower())
        for i, word in enumerate(words):
            before = words[:i]
            if word == "won't" and "will" in auxiliaries:
                yield word, before, words[i + 1 :]
            elif word == "not" and before and before[-1] in auxiliaries:
                yield f"{before[-1]} not", before[:-1], words[i + 1 :]
            elif word == "never" or (word.endswith("n't") and word[:-3] in auxiliaries):
                yield word, before, words[i + 1 :]


def are_alike_but_for_it(wanted: set[str], there: set[str], names: set[str]) -> bool:
    """Whether the stems of a claim, but for the word in which it parts, stand in a statement with all its names."""
    if len(wanted) < 2 or not names <= there:
        return False
    shared = len(wanted & there)
    return shared / len(wanted) >= ALIKE and shared / max(1, len(there)) >= ALIKE_OWN
