"""Whether a word for a denial denies something where it stands, and whether what is denied is a claim's own deed.

"Falsely denied", "a rejected suitor" and "denied that it had debunked" deny nothing; who denies "taking a bribe" denies
it of themselves, and of nobody else; and who denies that it was taken twice leaves it open that it was.
"""

from __future__ import annotations

import re
from functools import cache

from knowledge.caseless import Caseless
from retrieval.denials import denier_before, that_is_told
from retrieval.exchanged import before_its_verb, stems_of
from retrieval.negated import by_whom
from retrieval.ranking import plain_words, words_of
from retrieval.rumoured import tells_more
from retrieval.verbs import lemma
from retrieval.withheld import CLAUSES, describes, hedged, is_turned, tells_of_a_denial
from retrieval.word_tables import any_of, worded

#: Whoever denies, and what they do besides, are told in such parts: "denied the report and rejected claims that".
_PART = re.compile(r"[,;:]|\b(?:and|but)\b", re.IGNORECASE)
#: "Taking a bribe", "having taken a bribe".
_DOING = re.compile(r"\s*(?:having (?:\w+ly )?(?P<done>\w+)|(?P<verb>\w+ing))\b", re.IGNORECASE)
#: "… and said it had hit a depot": what is denied ends there.
_AND_SAID = re.compile(r"\s+and\s+(?=(?:said|says|insisted|called|accused|blamed|added)\b)", re.IGNORECASE)
#: "Dismissed the shelling as lies".
_AS_WHAT = re.compile(r"\s+as\s+[^.,;:]{1,40}\.?\s*\Z", re.IGNORECASE)
_SELF = re.compile(r"\A(?:he|she|it|they)\b", re.IGNORECASE)


def is_no_denial(before: str, word: str, after: str) -> bool:
    """Whether a word for a denial denies nothing where it stands: "did not deny", "falsely denied".

    >>> [is_no_denial(before, "rejected", after) for before, after in (("She falsely ", " it"), ("The ", " suitor"))]
    [True, True]
    >>> [is_no_denial(before, "debunked", " report that he left") for before in ("Ann Reed ", "A ")]
    [False, False]
    """
    is_held = hedged(before[-40:] + word) or is_turned(before) or is_untruly_denied(before)
    return bool(is_held) or describes(before, after)


def is_untruly_denied(before: str) -> bool:
    """Whether a denial is told with words that have it untrue: "lied when she", "falsely"."""
    return _untruly().search(before) is not None


def is_told_of(before: str) -> bool:
    """Whether a denial is itself denied, taken back or regretted: "denied that it had debunked"."""
    return tells_of_a_denial(_PART.split(before)[-1])


@cache
def _untruly() -> Caseless:
    return Caseless(rf"\b(?:{any_of('denials', 'untruly')})\s*\Z")


def by_its_name(claim: str, before: str, clause: str) -> str:
    """What is denied, by the name that a claim has, where whoever denies it is the one: "Velmar denied that it had".

    >>> by_its_name("Velmar bombed the mill", "Velmar ", "it had bombed the mill")
    'Velmar had bombed the mill'
    """
    doer = before_its_verb(claim).strip()
    is_theirs = bool(doer) and set(words_of(doer)) <= set(words_of(before))
    return _SELF.sub(doer, clause, count=1) if is_theirs else clause


def denies_no_more(claim: str, before: str, told: str) -> bool:
    """Whether what is denied, behind who denies it, has nothing besides a claim, nor is of somebody else.

    >>> claim = "Velmar bombed the mill"
    >>> [denies_no_more(claim, "Velmar ", f"that it bombed the mill{more}") for more in ("", " twice")]
    [True, False]
    """
    doing = _DOING.match(told)
    if doing is not None:
        return _is_their_own(claim, before, doing["done"] or doing["verb"], told[doing.end() :])
    said = _AND_SAID.split(by_whom().sub("", _that().sub("", CLAUSES.split(told)[0])))[0]
    said = _AS_WHAT.sub("", said)
    is_of_kin = _SELF.match(said) is not None and _is_kin(claim, before)
    return not is_of_kin and not tells_more(claim, by_its_name(claim, before, said))


def _is_their_own(claim: str, before: str, doing: str, rest: str) -> bool:
    """Whether whoever denies "taking a bribe" is the one whom a claim has take it, and takes no more in it.

    >>> [_is_their_own("Ann Reed took a bribe", who, "taking", " a bribe") for who in ("Ann Reed ", "Otto Reed ")]
    [True, False]
    """
    doer, who = before_its_verb(claim), _who_denies(before)
    verb = next((word for word in plain_words(claim) if lemma(word) == lemma(doing)), doing)
    own, theirs = stems_of(doer), stems_of(who)
    names = stems_of(" ".join(re.findall(r"\b[A-Z][\w'’-]+", who))) - stems_of(claim)
    is_another = not own & theirs or bool(own - theirs and names) or _is_kin(claim, before)
    return not is_another and not tells_more(claim, f"{doer.strip()} {verb} {CLAUSES.split(rest)[0]}")


@cache
def _that() -> Caseless:
    """What leads to the clause that is denied: "that", "on Monday that"."""
    return Caseless(rf"\A\s*(?:(?:{any_of('denials', 'spoken')})\b[^.;:]*?\b)?{that_is_told()}\s*")


def _who_denies(before: str) -> str:
    return denier_before(CLAUSES.split(before)[-1])


def _is_kin(claim: str, before: str) -> bool:
    """Whether whoever denies is of the family of somebody: "her husband denied that he"."""
    kin = worded("said_alike", "theirs")
    return kin.search(_who_denies(before)) is not None and kin.search(claim) is None
