"""Whether somebody says flatly that a claim is not so: there is no fire, nobody was evacuated, "I'm not pregnant"."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from knowledge.model import Finding
from retrieval.counts.figures import Contrast
from retrieval.denying.said_of import Saying, is_said_of, subject_of, times_in
from retrieval.grammar.closeness import lemmas
from retrieval.grammar.verbs import is_done, lemma
from retrieval.grammar.withheld import NEGATION
from retrieval.word_tables import words_in

_HAS = r"(?:(?:has|have|had) )?"
_CLAUSE = r"(?P<subject>\S.*?)"
_IS_SO = re.compile(rf"{_CLAUSE} (?:is|are) (?P<what>.+)", re.IGNORECASE)
_IS_NOT_SO = re.compile(
    rf"{_CLAUSE}(?:\s|(?='))(?P<words>(?:is not|isn't|are not|aren't|am not|'m not|'re not) (?P<what>.+))",
    re.IGNORECASE,
)
_DID = re.compile(rf"(?P<who>\S.*?) {_HAS}(?P<verb>\w+ed) (?P<what>.+)")
_NOBODY_WAS = re.compile(
    r"(?P<words>(?:nobody|no one) (?:has been|was|is being) (?P<verb>\w+)) (?:from|in|at) (?P<subject>.+)",
    re.IGNORECASE,
)
_NOT_ANYTHING = re.compile(
    rf"{_CLAUSE} (?P<words>(?:has|have|did|does) ?(?:not|n't|never) (?P<verb>\w+) anything)", re.IGNORECASE
)
_WILL_NOT = re.compile(
    rf"{_CLAUSE} (?P<words>(?:will not|won't|(?:is|are) not going to) (?P<verb>\w+))(?P<tail>.*)", re.IGNORECASE
)
_WILL = re.compile(
    rf"{_CLAUSE}(?:\s|(?='))(?P<words>(?:(?:will|'ll|(?:is|are|am|'m) going to) (?P<verb>\w+)"
    r"|(?:is|are|am|'m) (?P<doing>\w+ing)))(?P<tail>.*)",
    re.IGNORECASE,
)
_HAS_BEFORE = re.compile(r" (?:has|have|had)\s*$")


def said_not_so(claim: str, saying: Saying, words: str, finding: Finding) -> Contrast | None:
    """What is said in a finding that flatly denies a claim, or has its subject do the contrary; None where nothing is.

    `words` are all of the finding's, `saying` what is said in them.
    """
    if NEGATION.search(claim):
        return _does_it_after_all(claim, saying, finding)
    if times_in(claim) != times_in(saying.said):
        return None
    if said := (
        _there_is_none(claim, saying, words, finding)
        or _is_not(claim, saying, finding)
        or _nobody_was(claim, saying, finding)
        or _not_anything(claim, saying, finding)
    ):
        return Contrast("denies", f'negated in one of the two: "{said}"')
    return _did_the_contrary(claim, saying, finding)


def may_be_said_not_so(claim: str, words: str) -> bool:
    """Whether anything here may be so said: most sentences have none of its words, which is seen at once."""
    letters = words.lower()
    if any(sign in letters for sign in (" no ", "no ", " not ", "n't", "nobody", "no one", "'m not")):
        return True
    return bool(_WILL_NOT.fullmatch(claim)) or any(verbs.search(letters) for verbs in _verbs_against(claim))


def _there_is_none(claim: str, saying: Saying, words: str, finding: Finding) -> str:
    """The words by which there was none of it: "there has been no eruption at Mount Ister" of what has erupted."""
    for subject, tail, noun in _could_be_none(claim):
        match = _none_of(noun).fullmatch(saying.said)
        if match and lemmas(tail) <= lemmas(words) and is_said_of(subject_of(subject), match["subject"], "", finding):
            return match["words"]
    return ""


@lru_cache(maxsize=1_000)
def _could_be_none(claim: str) -> tuple[tuple[str, str, str], ...]:
    """Of what there may be said to be none: the claim's subject, what stands behind its verb, and the noun for it."""
    found = []
    for row in words_in("excluded", "nouns"):
        verb, noun = row.split(" / ")
        match = re.fullmatch(rf"{_CLAUSE} (?:(?:is|are) )?{_HAS}(?:{verb})(?P<tail>(?: .*)?)", claim, re.IGNORECASE)
        if match is not None:
            found.append((match["subject"], match["tail"], noun))
    return tuple(found)


@cache
def _none_of(noun: str) -> re.Pattern[str]:
    there = rf"(?P<words>there (?:is|was|has been|were|are|have been) no (?:{noun}))"
    return re.compile(rf"{there} (?:at|in|of|on|from) (?P<subject>.+)", re.IGNORECASE)


def _is_not(claim: str, saying: Saying, finding: Finding) -> str:
    """The words by which it is not so, in just the claim's: "Lumo is not for sale"."""
    mine = _IS_SO.fullmatch(claim)
    match = _IS_NOT_SO.fullmatch(saying.said) if mine else None
    is_it = mine and match and _every_word(mine["what"]) == _every_word(match["what"])
    if not (mine and match and is_it):
        return ""
    return match["words"] if is_said_of(subject_of(mine["subject"]), match["subject"], saying.who, finding) else ""


def _every_word(text: str) -> list[str]:
    return [word for word in text.lower().split() if word not in ("a", "an", "the")]


def _nobody_was(claim: str, saying: Saying, finding: Finding) -> str:
    """The words by which it was done to nobody: "nobody has been evacuated from Ister"."""
    match = _NOBODY_WAS.fullmatch(saying.said)
    mine = _DID.fullmatch(claim) if match else None
    if not (match and mine) or lemma(mine["verb"]) != lemma(match["verb"]):
        return ""
    return match["words"] if is_said_of(subject_of(mine["what"]), match["subject"], "", finding) else ""


def _not_anything(claim: str, saying: Saying, finding: Finding) -> str:
    """The words by which somebody did nothing of the sort: "Ned Quist has not signed anything"."""
    if (match := _NOT_ANYTHING.fullmatch(saying.said)) is None:
        return ""
    verbs = [word for word in claim.split() if lemma(word) == lemma(match["verb"]) and is_done(word.lower())]
    if len(verbs) != 1:
        return ""
    subject = subject_of(_HAS_BEFORE.sub("", claim[: claim.index(verbs[0])].rstrip()))
    return match["words"] if is_said_of(subject, match["subject"], saying.who, finding) else ""


def _does_it_after_all(claim: str, saying: Saying, finding: Finding) -> Contrast | None:
    """Who does what a claim says that they will not do: "I am running again"."""
    mine, theirs = _WILL_NOT.fullmatch(claim), _WILL.fullmatch(saying.said)
    if mine is None or theirs is None or NEGATION.search(saying.said) or times_in(claim) != times_in(saying.said):
        return None
    is_one = lemma(mine["verb"]) == lemma(theirs["verb"] or theirs["doing"])
    is_alike = is_one and lemmas(mine["tail"]) == lemmas(theirs["tail"])
    if is_alike and is_said_of(subject_of(mine["subject"]), theirs["subject"], saying.who, finding):
        return Contrast("differs", f"other state: {theirs['words']} against {mine['words']}")
    return None


def _did_the_contrary(claim: str, saying: Saying, finding: Finding) -> Contrast | None:
    """Who did the contrary of what a claim has the same ones do with the same thing: "rejected" for "approved"."""
    for mine, contrary in _contraries_of(claim):
        theirs = contrary.fullmatch(saying.said)
        if theirs is None or lemmas(mine["tail"]) != lemmas(theirs["tail"]) or "'s" in theirs["tail"]:
            continue
        subject = subject_of(mine["subject"])
        if lemmas(mine["tail"]) and is_said_of(subject, theirs["subject"], saying.who, finding):
            return Contrast("differs", f"other state: {theirs['words']} against {mine['words']}")
    return None


@lru_cache(maxsize=1_000)
def _verbs_against(claim: str) -> tuple[re.Pattern[str], ...]:
    """The verbs alone of what a claim's deed has for a contrary: most sentences have none of them."""
    pairs = _contrary_deeds()
    return tuple(re.compile(rf"\b(?:{other})", re.IGNORECASE) for one, other in pairs if _doing(one).fullmatch(claim))


@lru_cache(maxsize=1_000)
def _contraries_of(claim: str) -> tuple[tuple[re.Match[str], re.Pattern[str]], ...]:
    """How a claim tells a deed that has a contrary, and how that would be told."""
    shapes = [(_doing(one), _doing(other)) for one, other in _contrary_deeds()]
    return tuple((match, other) for one, other in shapes if (match := one.fullmatch(claim)) is not None)


@cache
def _contrary_deeds() -> tuple[tuple[str, str], ...]:
    """The verbs for a deed and those for its contrary, each way round."""
    rows = [row.split(" / ") for row in words_in("excluded", "contrary")]
    return tuple((one, other) for row in rows for one, other in (row, row[::-1]))


@cache
def _doing(verbs: str) -> re.Pattern[str]:
    return re.compile(rf"{_CLAUSE} (?P<words>{_HAS}(?:{verbs}))(?P<tail>(?:\s.*)?)", re.IGNORECASE)
