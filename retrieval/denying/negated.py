"""Whether a sentence says that what a claim tells was not done: "the army did not shell Kalden"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from functools import cache, lru_cache

from knowledge.caseless import Caseless
from retrieval.counts.figures import Contrast
from retrieval.deeds.exchanged import before_its_verb, stems_of
from retrieval.deeds.somebody_else import of_no_holder
from retrieval.denying.denials import is_of_another_place
from retrieval.grammar.naming import contrasts_table
from retrieval.grammar.verbs import is_done, lemma, verb_of
from retrieval.grammar.withheld import CLAUSES, NEGATION, called_untrue, hedged, is_to_come, refutes, shape_of
from retrieval.ranking import plain_words, words_of
from retrieval.spelling import stem
from retrieval.word_tables import any_of, worded

#: Of two sentences that part in one word, this share of the claim's other words stands in the other sentence.
ALIKE, ALIKE_OWN = 0.75, 0.5
#: Behind what a clause tells.
_ASIDE = re.compile(
    r"\b(?:despite|contrary|amid|according|regardless|as (?:(?:has|had|have) been |was |widely )*"
    r"(?:claim|alleg|report|stat|suggest|said))"
)
#: "The son of the mayor", "the mayor's son".
_THEIRS = re.compile(r"\b(?P<what>\w+) of (?:the )?(?P<whose>[\w-]+)|\b(?P<owner>[\w-]+)'s\b")
#: "Did not buy the mill after the fire", "while he was mayor": he may have, before. "…, while the rebels did" is apart.
_BOUND = re.compile(r"\s+(?:after|while|because|since|as well as)\s+", re.IGNORECASE)
#: What a claim tells may be told by these: "has not bombed it".
_STANDING_FOR_IT = ("it", "them", "him", "her", "there", "so", "that", "this")
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
_AT_ANOTHER_TIME = re.compile(r"\b(?:before|again|until|since)\b", re.IGNORECASE)
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
    if not may_hold_a_negation(statement):
        return None
    if NEGATION.search(claim) or any(may_negate(word) for word in plain_words(claim)):
        # "Nevre claimed" may be "never claimed": nobody denies what they say.
        return None
    row = contrasts_table()["negated"]
    wanted = words_of(claim)
    to_come = is_to_come(claim)
    auxiliaries = [*row["auxiliaries"], *(("will",) if to_come else ())]
    told_plainly = _as_will_not(statement) if to_come else statement
    for auxiliary, words, after, joint in _negations(by_whom().sub("", told_plainly), auxiliaries):
        if (after[:1] and after[0] in row["not_these"]) or _BOUND.fullmatch(joint):
            continue
        verb = next((w for w in after[:4] if w not in row["adverbs"]), "")
        is_of_what_is_to_come = auxiliary in ("will not", "won't")
        will = "" if is_of_what_is_to_come else auxiliary
        printed, verb = verb, _in_its_form(claim, verb)
        if stem(verb) not in wanted or hedged(" ".join([*words[:1], *words[-6:], will, "not", *after[:2]])):
            continue
        behind = [verb, *after[after.index(printed) + 1 :]]
        claimed, told = (set(map(lemma, plain_words(text))) for text in (claim, statement))
        is_alike = are_alike_but_for_it(claimed, told, set()) and not is_of_what_is_to_come
        before = " ".join(words)
        if _has_more(claim, before, " ".join(behind)) or _NOBODY.search(before):
            continue
        if _is_another(claim, before, statement) or of_no_holder(claim, statement):
            continue
        if _is_of_theirs(claim, verb, words) or worded("contrasts", "feared").search(before):
            continue
        if any(called_untrue(f"{before} {auxiliary} {' '.join(after)}")):
            # "The rumour that it never shelled the mill is false."
            continue
        if shape_of("denied_after").search(before):
            # "The army wrongly said that it did not bomb the mill."
            continue
        is_alike = is_alike and not _has_its_doer(claim, auxiliary, verb, _ASIDE.split(" ".join(behind))[0])
        if is_alike or _says_just_that(claim, words, verb, behind):
            plain = f"{auxiliary} {printed}"
            printed_so = plain if told_plainly == statement else _as_printed(statement, plain)
            return Contrast("denies", f'negated in one of the two: "{printed_so}"')
    return None


#: "Will not be closing after all", "is not going to close", "is no longer closing": it will not close.
_WILL_NOT_BE = re.compile(r"\b(will not|won't) be (?=\w+ing\b)", re.IGNORECASE)
_IS_NOT_GOING_TO = re.compile(
    r"\b(?:(?:is|are) (?:not|no longer)|isn't|aren't|'s not|'re not) (?:going to |(?=\w+ing\b))", re.IGNORECASE
)
_AFTER_ALL = re.compile(r",? (?:after all|any ?more|any longer)\b", re.IGNORECASE)


def _as_will_not(statement: str) -> str:
    """A statement of what will not be, in the plainest words for it.

    >>> _as_will_not("The mill will not be closing after all."), _as_will_not("The mill is not going to close.")
    ('The mill will not closing.', 'The mill will not close.')
    """
    return _AFTER_ALL.sub("", _IS_NOT_GOING_TO.sub(" will not ", _WILL_NOT_BE.sub(r"\1 ", statement))).replace(
        "  ", " "
    )


def _as_printed(statement: str, plain: str) -> str:
    """A negated verb as the statement has it: "will not be closing" for "will not closing"."""
    verb = plain.rsplit(" ", 1)[-1]
    found = re.search(rf"\b(?:\w+ (?:not|no longer)|\w+n't)(?: (?:be|going to))? {verb}\b", statement, re.IGNORECASE)
    return found.group() if found else plain


def _in_its_form(claim: str, verb: str) -> str:
    """A verb as a claim prints it: "did not buy" is of "bought".

    >>> _in_its_form("Karl Vane bought the mill", "buy"), _in_its_form("Karl Vane sold the mill", "buy")
    ('bought', 'buy')
    """
    alike = (word for word in plain_words(claim) if verb and lemma(word) == lemma(verb))
    return verb if stem(verb) in words_of(claim) else next(alike, verb)


def _has_more(claim: str, before: str, behind: str) -> bool:
    """Whether more than a claim stands in a clause that negates it: "cheaply", "again", "on Friday", "in 2010".

    >>> claim = "Karl Vane bought the Kalden mill"
    >>> [_has_more(claim, "karl vane", behind) for behind in ("bought the mill", "bought the mill in may")]
    [False, True]
    """
    plain = {word.lower() for word in re.findall(r"[\w'-]+", claim)} | _TELLING_NO_MORE
    stems = set(map(lemma, plain))
    behind = re.split(r" and (?:is|was|has|had|will|would|remains?|remained) ", behind)[0]
    told = re.split(r" (?:said|says) ", _ASIDE.split(_AT_ALL.sub(" ", behind))[0])[0].split()
    lead = said_by().match(before)
    front = before[lead.end() if lead else 0 :].split()
    narrows = any(_NARROWING.fullmatch(word) and word not in plain for word in front)
    return narrows or any(word not in plain and lemma(word) not in stems for word in told)


def _is_another(claim: str, before: str, statement: str) -> bool:
    """Whether somebody else did not do it: "Otto Vane did not" is nothing of Karl Vane's.

    >>> _is_another("The army took Kalden", "the tarn army", "The Tarn army did not take Kalden.")
    True
    >>> _is_another("The Tarn army took Kalden", "the army", "The army did not take Kalden.")
    False
    """
    lead = said_by().match(before)
    own = stems_of(_CONTRARY.sub(" ", before[lead.end() if lead else 0 :]))
    extra = own - stems_of(claim)
    named = stems_of(" ".join(re.findall(r"\b[A-Z][\w'-]+", statement)))
    # Whose word the claim gives is not who did it: "the mayor swore it was a school".
    said = _in_whose_word.match(claim)
    doer = stems_of(before_its_verb(claim[said.end() :] if said else claim))
    # "Tarn mayor Ada Holt" is Ada Holt.
    is_the_one = bool(doer) and doer <= own and _ends_with(before, before_its_verb(claim))
    return bool(extra) and not is_the_one and (bool(extra & named) or bool(doer - own))


def _ends_with(before: str, doer: str) -> bool:
    """Whether words that lead to a verb end with a name of two words, and nothing of theirs stands between."""
    named = doer.lower().split()
    return len(named) > 1 and before.lower().split()[-len(named) :] == named and " of " not in f" {before.lower()} "


_in_whose_word = re.compile(rf"(?:[\w'-]+ ){{1,4}}?(?:{any_of('denials', 'in_whose_word')}) (?:that )?", re.I)
_CONTRARY = re.compile(rf"\bcontrary to (?:\w+ ){{0,3}}?(?:{any_of('denials', 'contrary_to')})\b")
_TELLING_NO_MORE = frozenset(("the", "a", "an", "any", "ever", "actually", "been", "be", *_STANDING_FOR_IT))
_AT_ALL = re.compile(rf"\b(?:{any_of('denials', 'at_all')})\b")
#: In front of the verb these make another thing of it: "in the novel", "before 2010".
_NARROWING = re.compile(r"in|on|until|before|junior|(?:19|20)\d\d")


def _has_its_doer(claim: str, auxiliary: str, verb: str, behind: str) -> bool:
    """Whether a negated clause has the doer of a claim for its object: "the mayor did not kill the rebels"."""
    *_, doer = ("", *words_of(claim)[: words_of(claim).index(stem(verb))])
    return doer in words_of(behind) and auxiliary.split()[0] in contrasts_table()["negated"]["done_by"]


def _is_of_theirs(claim: str, verb: str, before: Sequence[str]) -> bool:
    """Whether it is somebody of theirs who did not: "the son of Ann Reed", "Ann Reed's son"."""
    doers = words_of(claim)[: words_of(claim).index(stem(verb))]
    words = " ".join(before)
    lead = said_by().match(words)
    for match in _THEIRS.finditer(words[lead.end() if lead else 0 :]):
        whose, what = match["whose"] or match["owner"], match["what"] or ""
        is_a_place = re.fullmatch(any_of("denials", "kinds"), what)
        if stem(whose) in doers and not is_a_place and match.group() not in claim.lower():
            return True
    return False


def _says_just_that(claim: str, before: Sequence[str], verb: str, after: Sequence[str]) -> bool:
    """Whether a clause tells the claim, negated, and nothing else: "his agent said that Vane is not dead".

    A negation may fall on any other word: who "will not come alone" comes, and "not by the army" somebody did it.
    """
    match = said_by().match(" ".join(before))
    lead = match.group() if match else ""
    told = _ASIDE.split(" ".join(after))[0]
    if NEGATION.search(lead) or refutes(lead) or hedged(lead) or hedged(" ".join(after)):
        return False
    wanted = words_of(claim)
    doer = wanted[: wanted.index(stem(verb))]
    own = words_of(" ".join(before)[len(lead) :])
    is_its = own == doer or _is_named_in_full(doer, " ".join(before)[len(lead) :])
    return len(wanted) > 1 and is_its and _is_of(wanted[len(doer) :], words_of(told), len(wanted) - len(doer))


def _is_named_in_full(doer: Sequence[str], before: str) -> bool:
    """Whether words end with the doer of a claim, and only tell before it what else they are called.

    >>> _is_named_in_full(["vane"], "the mill's owner otto vane"), _is_named_in_full(["vane"], "the banker otto vane")
    (False, True)
    >>> _is_named_in_full(["vane"], "the sister of vane"), _is_named_in_full(["vane"], "reed and vane")
    (False, False)
    """
    own, named = ([word.removeprefix("al-") for word in words] for words in (words_of(before), doer))
    return bool(doer) and own[-len(doer) :] == named and not _TIED_TO.search(before)


#: What stands between somebody and whoever is only theirs, or is named beside them.
_TIED_TO = re.compile(r"'s\b|\b(?:of|and|or|by|for|with|to|than|nor|from|against|not)\b")


def _is_of(wanted: Sequence[str], told: Sequence[str], many: int) -> bool:
    """Whether words stand in a claim in their order, and are most of what it has behind its doer."""
    return [stem for stem in wanted if stem in told] == list(told) and len(told) >= ALIKE * many


@cache
def by_whom() -> Caseless:
    """Who says what stands before it: "…, the mayor said on Monday"."""
    says = any_of("denials", "saying", "confirming", "finding")
    return Caseless(rf",[\"”’']?\s+(?:[\w.’'-]+\s+){{0,8}}?(?:{says}|according to)\b[^,;:]*$")


@cache
def said_by() -> re.Pattern[str]:
    """Who says what follows: "his agent said that", "Ann Reed confirmed to reporters that"."""
    says = any_of("denials", "saying", "confirming")
    return re.compile(
        rf".*(?<!\bwas )(?<!\bwere )\b(?:{says})(?: (?!that\b)[\w'-]+){{0,6}}? that\b|.*\b(?:said|says)\b"
    )


def _negated_word_for_word(claim: str, statement: str) -> Contrast | None:
    """The claim itself, word for word and in its order, but that somebody says it was not so."""
    if not may_hold_a_negation(statement) or NEGATION.search(claim):
        return None
    wanted = [lemma(word) for word in plain_words(claim)]
    row = contrasts_table()["negated"]
    for shape in _SPEAKS:
        if (match := shape.fullmatch(statement.strip())) is None:
            continue
        who, said = match["who"] or match["name"], match["said"]
        if NEGATION.search(who) or refutes(who) or hedged(who) or hedged(said) or len(wanted) < 3:
            continue
        if _AT_ANOTHER_TIME.search(said) and not _AT_ANOTHER_TIME.search(claim):
            # "Was never arrested before" may be said of who has been now.
            continue
        for auxiliary, _, after, _ in _negations(said, row["auxiliaries"]):
            told = [lemma(w) for w in plain_words(_NOT.sub(" ", said))]
            if after and after[0] in verb_of() and told == wanted:
                return Contrast("denies", f'negated in one of the two: "{auxiliary} {after[0]}"')
    return None


def may_hold_a_negation(statement: str) -> bool:
    """Whether the letters of a negation stand in a statement: in most they do not, which is seen at once."""
    letters = statement.lower()
    return "not" in letters or "never" in letters or "n't" in letters or " no " in letters


def _negations(statement: str, auxiliaries: Sequence[str]) -> Iterator[tuple[str, list[str], list[str], str]]:
    """Each negated auxiliary, or "never": how it reads, the words before it and behind it in its clause, and the joint.

    The joint is what leads on to the next clause.
    """
    for clause, joint in _clauses_of(statement):
        words = re.findall(r"[\w'-]+", clause.lower())
        for i, word in enumerate(words):
            before = words[:i]
            if word == "won't" and "will" in auxiliaries:
                yield word, before, words[i + 1 :], joint
            elif word == "not" and before and before[-1] in auxiliaries:
                yield f"{before[-1]} not", before[:-1], words[i + 1 :], joint
            elif word == "never" or (word.endswith("n't") and word[:-3] in auxiliaries):
                yield word, before, words[i + 1 :], joint
            elif (
                word == "no"
                and i > 1
                and _no_matter().match(" ".join(words[i + 1 :])) is None
                and is_done(words[i - 1])
            ):
                # "Took no bribe" is "did not take a bribe".
                yield f"{words[i - 1]} no", before[:-1], [words[i - 1], *words[i + 1 :]], joint


@cache
def _no_matter() -> re.Pattern[str]:
    return re.compile(rf"(?:{any_of('denials', 'none_but')})\b")


def _clauses_of(statement: str) -> Iterator[tuple[str, str]]:
    """Each clause of a statement, and the joint behind it."""
    start = 0
    for joint in CLAUSES.finditer(statement):
        yield statement[start : joint.start()], joint.group()
        start = joint.end()
    yield statement[start:], ""


def are_alike_but_for_it(wanted: set[str], there: set[str], names: set[str]) -> bool:
    """Whether the stems of a claim, but for the word in which it parts, stand in a statement with all its names."""
    if len(wanted) < 2 or not names <= there:
        return False
    shared = len(wanted & there)
    return shared / len(wanted) >= ALIKE and shared / max(1, len(there)) >= ALIKE_OWN
