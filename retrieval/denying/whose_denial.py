"""Whether a word for a denial denies something where it stands, and whether what is denied is a claim's own deed.

"Falsely denied", "a rejected suitor" and "denied that it had debunked" deny nothing; who denies "taking a bribe" denies
it of themselves, and of nobody else; and who denies that it was taken twice leaves it open that it was.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from knowledge.caseless import Caseless
from knowledge.speakers import sides_named
from retrieval.deeds.exchanged import before_its_verb, stems_of
from retrieval.denying.denials import denier_before, that_is_told
from retrieval.denying.negated import by_whom
from retrieval.denying.rumoured import tells_more
from retrieval.grammar.naming import contrasts_table
from retrieval.grammar.verbs import lemma
from retrieval.grammar.withheld import CLAUSES, describes, hedged, is_turned, tells_of_a_denial
from retrieval.ranking import plain_words
from retrieval.word_tables import any_of, worded

#: Whoever denies, and what they do besides, are told in such parts: "denied the report and rejected claims that".
_PART = re.compile(r"[,;:]|\b(?:and|but)\b", re.IGNORECASE)
#: "Taking a bribe", "having taken a bribe".
_DOING = re.compile(r"\s*(?:ever\s+)?(?:having (?:ever |\w+ly )?(?P<done>\w+)|(?P<verb>\w+ing))\b", re.IGNORECASE)
#: "… and said it had hit a depot": what is denied ends there.
_AND_SAID = re.compile(rf"\s+and\s+(?=(?:{any_of('denials', 'said_and_went_on')})\b)", re.IGNORECASE)
#: "Dismissed the shelling as lies".
_AS_WHAT = re.compile(r"\s+as\s+[^.,;:]{1,40}\.?\s*\Z", re.IGNORECASE)
_AUXILIARY = re.compile(r"\s+(?:will|would|is|are|was|were|has|have|had|to|be|been)\b.*")
_BY_WHOM = re.compile(
    r"\bby\s+(?P<who>(?:the\s+)?(?:[\w'’-]+\s*){1,4}?)(?=\s+(?:in|on|at|near|during|after|for|with)\b|\W*\Z)"
)
#: "It had left", "that it had left", of whoever denies it.
OF_THEMSELVES = re.compile(r"\A(?:that\s+)?(?:he|she|it|they)\b", re.IGNORECASE)


def is_no_denial(before: str, word: str, after: str) -> bool:
    """Whether a word for a denial denies nothing where it stands: "did not deny", "falsely denied".

    >>> [is_no_denial(before, "rejected", after) for before, after in (("She falsely ", " it"), ("The ", " suitor"))]
    [True, True]
    >>> [is_no_denial(before, "debunked", " report that he left") for before in ("Ann Reed ", "A ")]
    [False, False]
    """
    is_held = hedged(before[-40:] + word) or is_turned(before) or is_untruly_denied(before)
    # Who was asked for a poll denies nothing.
    is_held = is_held or was_polled(_who_denies(before))
    # "Was convicted for denying it": so is told what somebody is blamed for.
    is_held = is_held or (word.lower() == "denying" and before.rstrip().lower().endswith((" for", " by")))
    return bool(is_held) or (describes(before, after) and describes(before, word + after))


def is_untruly_denied(before: str) -> bool:
    """Whether a denial is told with words that have it untrue: "lied when she", "falsely"."""
    return _untruly().search(before) is not None


def is_told_of(before: str) -> bool:
    """Whether a denial is itself denied, taken back or regretted: "denied that it had debunked"."""
    return tells_of_a_denial(_PART.split(before)[-1])


@cache
def _untruly() -> Caseless:
    return Caseless(rf"\b(?:{any_of('denials', 'untruly')})\s*\Z")


def without_its_tail(told: str) -> str:
    """What is denied, without what its speaker goes on to say, and who tells of it: "…, saying that it was a gift".

    >>> without_its_tail("that he took it, police said"), without_its_tail("that he went on Monday, saying it was shut")
    ('that he took it', 'that he went on Monday, saying it was shut')
    """
    cut = _tail().sub("", told)
    # Who goes on about the day denies only that.
    return told if _DAY_OR_NUMBER.search(cut) else cut


_DAY_OR_NUMBER = re.compile(r"\b(?:\w+day|\d+)\W*\Z")


@cache
def _tail() -> re.Pattern[str]:
    return re.compile(
        rf",\s+(?:and\s+)?(?:{any_of('denials', 'goes_on')})\b.*\Z"
        rf"|,?\s+in an? (?:\w+ ){{0,2}}(?:{any_of('denials', 'papers_of_a_denial')})\b.*\Z"
        rf"|,\s+(?:[\w.’'-]+\s+){{1,8}}?(?:{any_of('denials', 'spoke_in_the_tail')})\b.*\Z",
        re.IGNORECASE | re.DOTALL,
    )


def by_its_name(claim: str, before: str, clause: str) -> str:
    """What is denied, by the name that a claim has, where whoever denies it is the one: "Velmar denied that it had".

    >>> by_its_name("Velmar bombed the mill", "Velmar ", "it had bombed the mill")
    'Velmar had bombed the mill'
    """
    return OF_THEMSELVES.sub(doer_in(claim), clause, count=1) if denies_of_themselves(claim, before) else clause


def doer_in(claim: str) -> str:
    """Whom a claim has do it: who stands behind its "by", else before its verb.

    >>> doer_in("The mill was bombed by Velmar"), doer_in("Velmar has bombed the mill")
    ('Velmar', 'Velmar')
    """
    by = _BY_WHOM.search(claim)
    return by["who"] if by else _AUXILIARY.sub("", (before_its_verb(claim) or claim).strip())


@lru_cache(maxsize=1_000)
def denies_of_themselves(claim: str, before: str) -> bool:
    """Whether whoever denies is the one whom a claim has do it, by name, by side, or by what they are.

    >>> [denies_of_themselves("Ann Reed took a bribe", who) for who in ("Reed ", "Asked about Ann Reed, the mayor ")]
    [True, False]
    >>> [denies_of_themselves("Russia bombed the mill", who) for who in ("The Kremlin ", "The Velmar army ")]
    [True, False]
    >>> denies_of_themselves("Government troops shelled Tarn", "The army ")
    True
    """
    doer, who = doer_in(claim), _who_denies(before)
    if not doer:
        return False
    own, theirs = ({side for side, _, _ in sides_named(text)} for text in (doer, who))
    return _is_the_one(doer, who) or bool(own & theirs) or (not (own and theirs) and _are_one_sort(doer, who))


def _are_one_sort(doer: str, who: str) -> bool:
    """Whether one body is called by another word of its row: "troops", "the army"; a name in one alone is no other."""
    names = [stems_of(" ".join(re.findall(r"(?<!^)\b[A-Z][\w'’-]+", text.strip()))) for text in (doer, who)]
    if all(names) and not names[0] & names[1]:
        return False
    words, last = set(plain_words(doer)), plain_words(who)[-1:]
    return any(words & set(row) and set(last) & set(row) for row in contrasts_table()["doers"]["rows"])


def denies_no_more(claim: str, before: str, told: str) -> bool:
    """Whether what is denied, behind who denies it, has nothing besides a claim, nor is of somebody else.

    >>> claim = "Velmar bombed the mill"
    >>> [denies_no_more(claim, "Velmar ", f"that it bombed the mill{more}") for more in ("", " twice")]
    [True, False]
    """
    told = without_its_tail(told)
    doing = _DOING.match(told)
    if doing is not None:
        return _is_their_own(claim, before, doing["done"] or doing["verb"], told[doing.end() :])
    said = _AND_SAID.split(by_whom().sub("", _that().sub("", CLAUSES.split(told)[0])))[0]
    said = _AS_WHAT.sub("", said)
    if OF_THEMSELVES.match(said) and (_is_kin(claim, before) or not denies_of_themselves(claim, before)):
        # "It" is whoever denies, and no claim's doer that was named by the way.
        return False
    return not tells_more(claim, by_its_name(claim, before, said))


def _is_their_own(claim: str, before: str, doing: str, rest: str) -> bool:
    """Whether whoever denies "taking a bribe" is the one whom a claim has take it, and takes no more in it.

    >>> [_is_their_own("Ann Reed took a bribe", who, "taking", " a bribe") for who in ("Ann Reed ", "Otto Reed ")]
    [True, False]
    """
    doer, who = doer_in(claim), _who_denies(before)
    verb = next((word for word in plain_words(claim) if lemma(word) == lemma(doing)), doing)
    own, theirs = stems_of(doer), stems_of(who)
    names = stems_of(" ".join(re.findall(r"\b[A-Z][\w'’-]+", who))) - stems_of(claim)
    is_another = not _is_the_one(doer, who) or bool(own - theirs and names) or _is_kin(claim, before)
    return not is_another and not tells_more(claim, f"{doer.strip()} {verb} {CLAUSES.split(rest)[0]}")


def _is_the_one(doer: str, who: str) -> bool:
    """Whether whoever is named is a claim's doer, and not somebody of theirs, or somebody who is asked about them.

    >>> [_is_the_one("Ann Reed ", who) for who in ("Mayor Reed", "Ann Reed's lawyer", "Friends of Ann Reed")]
    [True, False, False]
    >>> [_is_the_one("The mayor", who) for who in ("the mayor of Tarn", "Asked about the mayor, police")]
    [True, False]
    """
    own, (first, *behind) = stems_of(doer), who.strip(" ,").split(",")
    is_aside = bool(behind) and _ASIDE.match(behind[0]) is not None and _LEADS_IN.match(first) is None
    # "Karl Vane, who is mayor, denied": the name stands before the aside; else right before the verb.
    named = first if is_aside and own & stems_of(first) else (behind or [first])[-1]
    return bool(own & stems_of(named)) and not _is_of_them(doer, named)


_ASIDE = re.compile(r"\s*(?:who|which|\d|the|an?)\b", re.IGNORECASE)
_LEADS_IN = re.compile(rf"\W*(?:{any_of('denials', 'leads_in')})\b", re.IGNORECASE)


def _is_of_them(doer: str, named: str) -> bool:
    """Whether somebody is only called by a doer's name: "an ally of Karl Vane", "Karl Vane's lawyer"."""
    words = re.sub(r"\A(?:the|an?)\s+", "", doer.strip(), flags=re.IGNORECASE).split()
    if not words:
        return True
    tied = r"of|to|by|with|for|about|against|like|unlike|in|from|near|beside|behind|who \w+|whom \w+|\w+ing|\w+ed"
    behind = rf"\b{re.escape(words[-1])}['’]s?\s+(?:\w+\s+)*?(?:{any_of('denials', 'somebody_of')})\b"
    return any(
        re.search(shape, named, re.IGNORECASE)
        for shape in (rf"\b(?:{tied})\s+(?:the\s+)?{re.escape(words[0])}\b", behind)
    )


@cache
def _that() -> Caseless:
    """What leads to the clause that is denied: "that", "on Monday that"."""
    return Caseless(rf"\A\s*(?:(?:{any_of('denials', 'spoken')})\b[^.;:]*?\b)?{that_is_told()}\s*")


def was_polled(who: str) -> bool:
    """Whether somebody is one of those whom a poll asked what they think.

    >>> was_polled("60 per cent of voters"), was_polled("The army that killed 20 people")
    (True, False)
    """
    return _POLLED.match(who) is not None


_POLLED = re.compile(
    r"\W*(?:in (?:the|an?) [\w’'-]+ )?(?:(?:the|some|about|nearly|almost|over|more than) )*(?:\d[\d.,]*\s*)?"
    rf"(?:{any_of('denials', 'polled')})",
    re.IGNORECASE,
)


def _who_denies(before: str) -> str:
    return denier_before(CLAUSES.split(before)[-1])


def _is_kin(claim: str, before: str) -> bool:
    """Whether whoever denies is of the family of somebody: "her husband denied that he"."""
    kin = worded("said_alike", "theirs")
    return kin.search(_who_denies(before)) is not None and kin.search(claim) is None
