"""Whether a sentence says that what a claim tells was not done: "the army did not shell Kalden"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from functools import cache, lru_cache

from knowledge.caseless import Caseless
from retrieval.denials import is_of_another_place
from retrieval.figures import Contrast
from retrieval.naming import contrasts_table
from retrieval.ranking import plain_words, words_of
from retrieval.spelling import stem
from retrieval.verbs import lemma, verb_of
from retrieval.withheld import CLAUSES, NEGATION, called_untrue, hedged, is_to_come, refutes, shape_of
from retrieval.word_tables import any_of, worded

#: Of two sentences that part in one word, this share of the claim's other words stands in the other sentence.
ALIKE, ALIKE_OWN = 0.75, 0.5
#: Behind what a clause tells.
_ASIDE = re.compile(r"\b(?:despite|contrary|amid|according|regardless|as (?:claim|alleg|report|stat|suggest|said))")
#: "Did not shell it as the rebels claim": whoever stands there has said the opposite.
_AS_CLAIMED = re.compile(r"\bas (?:[\w'-]+ ){1,4}?(?:claim|alleg|report|stat|suggest|said|says)")
#: Who moves to a town has not moved from it; who was not fired for theft was fired.
_WAYS = re.compile(r"\b(?:to|from|for|against|before|after|into|onto|off|out|up|down|over|under|than|as)\b")
#: "The son of the mayor", "the mayor's son".
_THEIRS = re.compile(r"\b(?P<what>\w+) of (?:the )?(?P<whose>[\w-]+)|\b(?P<owner>[\w-]+)'s\b")
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
#: "Nobody said that the army did not take it."
_NOBODY = Caseless(r"\b(?:nobody|no one|none|never|nothing|not)\b")
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
    wanted = words_of(claim)
    to_come = is_to_come(claim)
    auxiliaries = [*row["auxiliaries"], *(("will",) if to_come else ())]
    for auxiliary, words, after in _negations(_by_whom().sub("", statement), auxiliaries):
        if after[:1] and after[0] in row["not_these"]:
            continue
        verb = next((w for w in after[:4] if w not in row["adverbs"]), "")
        is_of_what_is_to_come = auxiliary in ("will not", "won't")
        will = "" if is_of_what_is_to_come else auxiliary
        printed, verb = verb, _in_its_form(claim, verb)
        if stem(verb) not in wanted or hedged(" ".join([*words[:1], *words[-6:], will, "not", *after[:2]])):
            continue
        behind = [verb, *after[after.index(printed) + 1 :]]
        if stem(printed) != stem(verb) and not _has_its_object(claim, verb, behind):
            continue
        is_alike = are_alike_but_for_it(set(wanted), set(words_of(statement)), set()) and not is_of_what_is_to_come
        if stem(printed) != stem(verb) and _has_more(claim, words, behind):
            continue
        before = " ".join(words)
        if stem(printed) != stem(verb) and _NOBODY.search(before):
            continue
        if _is_of_theirs(claim, verb, words) or worded("contrasts", "feared").search(before):
            continue
        if any(called_untrue(f"{before} {auxiliary} {' '.join(after)}")):
            # "The rumour that it never shelled the mill is false."
            continue
        if shape_of("denied_after").search(before):
            # "The army wrongly said that it did not bomb the mill."
            continue
        if (is_alike and not _falls_on_the_rest(claim, auxiliary, verb, behind)) or _says_just_that(
            claim, words, verb, behind
        ):
            return Contrast("denies", f'negated in one of the two: "{auxiliary} {printed}"')
    return None


def _in_its_form(claim: str, verb: str) -> str:
    """A verb as a claim prints it: "did not buy" is of "bought".

    >>> _in_its_form("Karl Vane bought the mill", "buy"), _in_its_form("Karl Vane sold the mill", "buy")
    ('bought', 'buy')
    """
    alike = (word for word in plain_words(claim) if verb and lemma(word) == lemma(verb))
    return verb if stem(verb) in words_of(claim) else next(alike, verb)


def _has_more(claim: str, before: Sequence[str], behind: Sequence[str]) -> bool:
    """Whether more than a claim stands in a clause that negates it in another form of its verb: "cheaply", "jewels"."""
    plain = {word.lower() for word in re.findall(r"[\w'-]+", claim)} | _TELLING_NO_MORE
    told = re.split(r" (?:said|says) ", " ".join(behind))[0].split()
    narrows = any(_NARROWING.fullmatch(word) and word not in plain for word in before)
    return bool(set(told) - plain) or narrows


_TELLING_NO_MORE = frozenset(("the", "a", "an", "any", "ever", "actually"))
#: In front of the verb these make another thing of it: "in the novel", "before 2010".
_NARROWING = re.compile(r"in|on|until|before|junior|(?:19|20)\d\d")


def _has_its_object(claim: str, verb: str, behind: Sequence[str]) -> bool:
    """Whether the first word behind a verb that matters stands behind it in a claim, too: "did not take the car"."""
    claimed = words_of(claim)[words_of(claim).index(stem(verb)) + 1 :]
    told = [one for word in behind[1:] for one in words_of(word)]
    return not claimed or not told or told[0] in claimed


def _falls_on_the_rest(claim: str, auxiliary: str, verb: str, behind: Sequence[str]) -> bool:
    """Whether a negation may be of how, by whom or when alone, or its clause has the doer of the claim for its object.

    "Did not hit it by accident", "was not killed by the army", "has not left yet"; "the mayor did not kill the rebels".
    """
    told = _ASIDE.split(" ".join(behind))[0]
    *_, doer = ("", *words_of(claim)[: words_of(claim).index(stem(verb))])
    is_turned = doer in words_of(told) and auxiliary.split()[0] in contrasts_table()["negated"]["done_by"]
    return is_turned or is_narrowed(claim, told) or bool(_AS_CLAIMED.search(told))


def is_narrowed(claim: str, told: str) -> bool:
    """Whether words behind a negated verb say how, by whom, what for or how many, where the claim does not."""
    shape = worded("contrasts", "narrowing")
    is_told = bool(shape.search(told)) and not shape.search(claim)
    return is_told or not set(_WAYS.findall(told)) <= set(re.findall(r"\w+", claim.lower()))


def _is_of_theirs(claim: str, verb: str, before: Sequence[str]) -> bool:
    """Whether it is somebody of theirs who did not: "the son of Ann Reed", "Ann Reed's son"."""
    doers = words_of(claim)[: words_of(claim).index(stem(verb))]
    words = " ".join(before)
    said_by = _said_by().match(words)
    for match in _THEIRS.finditer(words[said_by.end() if said_by else 0 :]):
        whose, what = match["whose"] or match["owner"], match["what"] or ""
        is_a_place = re.fullmatch(any_of("denials", "kinds"), what)
        if stem(whose) in doers and not is_a_place and match.group() not in claim.lower():
            return True
    return False


def _says_just_that(claim: str, before: Sequence[str], verb: str, after: Sequence[str]) -> bool:
    """Whether a clause tells the claim, negated, and nothing else: "his agent said that Vane is not dead".

    A negation may fall on any other word: who "will not come alone" comes, and "not by the army" somebody did it.
    """
    said_by = _said_by().match(" ".join(before))
    lead = said_by.group() if said_by else ""
    told = _ASIDE.split(" ".join(after))[0]
    if NEGATION.search(lead) or refutes(lead) or hedged(lead) or hedged(" ".join(after)) or is_narrowed(claim, told):
        return False
    wanted = words_of(claim)
    doer = wanted[: wanted.index(stem(verb))]
    own = words_of(" ".join(before)[len(lead) :])
    return len(wanted) > 1 and own == doer and _is_of(wanted[len(doer) :], words_of(told), len(wanted) - len(doer))


def _is_of(wanted: Sequence[str], told: Sequence[str], many: int) -> bool:
    """Whether words stand in a claim in their order, and are most of what it has behind its doer."""
    return [stem for stem in wanted if stem in told] == list(told) and len(told) >= ALIKE * many


@cache
def _by_whom() -> Caseless:
    """Who says what stands before it: "…, the mayor said on Monday"."""
    says = any_of("denials", "saying", "confirming")
    return Caseless(rf",[\"”’']?\s+(?:[\w.’'-]+\s+){{0,8}}?(?:{says}|according to)\b[^,;:]*$")


@cache
def _said_by() -> re.Pattern[str]:
    """Who says what follows: "his agent said that", "Ann Reed confirmed to reporters that"."""
    says = any_of("denials", "saying", "confirming")
    return re.compile(
        rf".*(?<!\bwas )(?<!\bwere )\b(?:{says})(?: (?!that\b)[\w'-]+){{0,6}}? that\b|.*\b(?:said|says)\b"
    )


def _negated_word_for_word(claim: str, statement: str) -> Contrast | None:
    """The claim itself, word for word and in its order, but that somebody says it was not so."""
    if not _may_hold_a_negation(statement) or NEGATION.search(claim):
        return None
    wanted = [lemma(word) for word in plain_words(claim)]
    row = contrasts_table()["negated"]
    for shape in _SPEAKS:
        if (match := shape.fullmatch(statement.strip())) is None:
            continue
        who, said = match["who"] or match["name"], match["said"]
        if NEGATION.search(who) or refutes(who) or hedged(who) or hedged(said) or len(wanted) < 3:
            continue
        for auxiliary, _, after in _negations(said, row["auxiliaries"]):
            told = [lemma(w) for w in plain_words(_NOT.sub(" ", said))]
            if after and after[0] in verb_of() and told == wanted:
                return Contrast("denies", f'negated in one of the two: "{auxiliary} {after[0]}"')
    return None


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
