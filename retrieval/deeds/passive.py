"""One deed told both ways: "the army took Kalden", "Kalden was taken by the army"; in the words of a sentence alone."""

from __future__ import annotations

import re
from functools import lru_cache

from retrieval.deeds.exchanged import BEING
from retrieval.grammar.verbs import is_done, participles
from retrieval.word_tables import any_of

_BE = r"(?:(?:has|have|had)\s+(?:not\s+|never\s+)?been|was|were|is|are)(?:\s+not|\s+never|n['’]t)?"
_BEHIND_IT = any_of("said_alike", "where_it_was_done")
_WHERE = rf"\s+(?:{_BEHIND_IT})\b[^,;:\"“”]*?"
#: "Kalden has not been taken by the army": at the beginning of a sentence, of what is quoted, or behind "that".
_BY = re.compile(
    rf"(?P<lead>\A|\bthat\s+|[,;:\"“]\s*)(?P<what>(?!that\b)[^,;:\"“”]+?)\s+(?P<be>{_BE})\s+(?P<verb>\w+)"
    rf"(?P<where>{_WHERE})?\s+by\s+(?P<who>(?:the\s+|an?\s+)?[\w'’-]+(?:\s+(?!(?:{_BEHIND_IT}|and|but|as|said|"
    rf"were|was)\b)[\w'’-]+){{0,3}})(?P<rest>{_WHERE})?(?=[,.;:\"“”]|\s+(?:and|but|were|was|as)\b|\Z)",
    re.IGNORECASE,
)
_WAS_DONE = re.compile(rf"{_BE}\s+(?:\w+ly\s+)?\w+(?:ed|en|ot|ung|ught|ilt|old|et)\b", re.IGNORECASE)
_NOT = re.compile(r"\b(?:not|never)\b|n['’]t", re.IGNORECASE)
#: "Police arrested Otto Reed in Kalden": who, what was done, to whom, and where.
_DID = re.compile(
    rf"(?P<who>[^,;:\"“”]+?)\s+(?:has\s+|have\s+|had\s+)?(?P<verb>\w+)\s+(?P<what>(?:the|an?|[A-Z]|[a-z]+\s+[A-Z])"
    rf"[^,;:\"“”]*?)(?P<where>{_WHERE})?\W*\Z"
)


def in_active(text: str) -> str:
    """A text with who does it before the verb, where a clause has them behind "by".

    >>> in_active("Kalden has not been taken by the army, rebels said")
    'the army had not taken Kalden, rebels said'
    >>> in_active("Rebels denied that the mill was burned down by night")
    'Rebels denied that the mill was burned down by night'
    """
    if "by" not in text.lower():
        # Most sentences have no such word, which is seen sooner.
        return text
    return _BY.sub(lambda match: _turned(match) if is_done(match["verb"].lower()) else match.group(), text)


def _turned(match: re.Match[str]) -> str:
    had = "had not" if _NOT.search(match["be"]) else "had"
    told = f"{match['who']} {had} {match['verb']} {match['what']}{match['where'] or ''}{match['rest'] or ''}"
    return f"{match['lead']}{told}"


def in_passive(claim: str) -> str:
    """A claim without who does it, where it says to whom: whoever was not arrested, nobody arrested; else nothing.

    >>> in_passive("Police arrested the singer Otto Reed in Kalden"), in_passive("Otto Reed was arrested")
    ('the singer Otto Reed was arrested in Kalden', '')
    """
    match = _deed_of(claim)
    return f"{match['what']} was {_participle(match)}{match['where'] or ''}" if match is not None else ""


def is_told_in_passive(claim: str, text: str) -> bool:
    """Whether a text has what a claim says that somebody did, told as done: "was arrested".

    >>> [is_told_in_passive("Police arrested Otto Reed", words) for words in ("He was not arrested", "He was in court")]
    [True, False]
    """
    match = _deed_of(claim)
    if match is None:
        return False
    told = rf"\b(?:{_BE}|being)(?:\s+\w+ly)?\s+{re.escape(_participle(match))}\b"
    return re.search(told, text, re.IGNORECASE) is not None


# Asked of a claim for every statement.
@lru_cache(maxsize=1_000)
def _deed_of(claim: str) -> re.Match[str] | None:
    """Who does what to whom in a claim, where it says so in this order; None of what was done to somebody."""
    match = _DID.fullmatch(claim)
    if match is None or BEING.search(match["who"]) or not is_done(match["verb"].lower()):
        return None
    return match


def _participle(match: re.Match[str]) -> str:
    return participles().get(match["verb"].lower(), match["verb"])


def is_done_by_nobody(claim: str) -> bool:
    """Whether a claim says what was done to somebody, and not by whom: who denies having done it has not denied that.

    >>> [is_done_by_nobody(f"Otto Reed was poisoned{by}") for by in ("", " by spies")]
    [True, False]
    """
    return _WAS_DONE.search(claim) is not None and _BY.search(claim) is None
