"""What a sentence says there was none of, and whether that is the claim: "no ballot boxes were stuffed"."""

from __future__ import annotations

import re
from functools import cache

from retrieval.ranking import plain_words, words_of
from retrieval.spelling import stem
from retrieval.word_tables import any_of, worded

#: Whoever says there was none of it has so many of the claim's words in the sentence.
ALL_BUT_A_WORD = 0.75
#: The subject of what did not happen is no longer than this.
SUBJECT = 5


def none_of(claim: str, statement: str) -> str:
    """The words by which a statement has none of what the claim tells; empty where it has nothing of that.

    >>> none_of("Boxes were stuffed in Kalden", "No boxes were stuffed, the council said")
    'No boxes were stuffed'
    >>> none_of("Boxes were stuffed in Kalden", "No boxes were sent to Kalden")
    ''
    """
    if _is_of_none(claim):
        return ""
    such = worded("denials", "none_such").search(statement)
    if such is not None:
        return such.group()
    match = _clause_of_none(claim, statement)
    return match.group().strip() if match else ""


def denies_there_were_any(claim: str, statement: str) -> str:
    """The words by which a statement says no more than that there was none of the claim; empty where it says else.

    >>> denies_there_were_any("Boxes were stuffed in Kalden", "No boxes were stuffed in Kalden, the council said")
    'No boxes were stuffed in Kalden'
    >>> denies_there_were_any("Boxes were stuffed in Kalden", "No boxes were stuffed in Kalden by monks, it said")
    ''
    """
    match = _clause_of_none(claim, statement)
    if match is None or _is_of_none(claim) or not _leads_to_what_is_said().search(statement[: match.start()]):
        return ""
    rest = f"{statement[: match.start()]} , {statement[match.end() :]}"
    wanted, told = set(words_of(claim)), set(words_of(match["told"]))
    others = set(words_of(_voiced().sub(" ", worded("denials", "none_such").sub(" ", rest))))
    verb = stem(_verb_in(claim, match["told"]))
    is_all = told <= wanted and len(wanted & (told | others)) >= ALL_BUT_A_WORD * len(wanted)
    names = {stem(name.lower()) for name in re.findall(r"(?<!^)\b[A-Z][\w'-]+", claim)}
    return match.group().strip() if is_all and verb not in others and names <= told | others else ""


def _is_of_none(claim: str) -> bool:
    return bool(_none().search(claim) or worded("denials", "negating").search(claim))


@cache
def _none() -> re.Pattern[str]:
    """No subject, and what is told of it up to the end of its clause."""
    ends = r"\s+(?:but|while|although|though|whereas|and|after|because|since)\s+"
    return re.compile(
        rf"\b(?:{any_of('denials', 'none')})\s+(?!(?:{any_of('denials', 'none_but')})\b)"
        rf"(?P<told>(?:(?!{ends})[^.,;:()“”\"?])+)",
        re.IGNORECASE,
    )


@cache
def _leads_to_what_is_said() -> re.Pattern[str]:
    """What stands before, when it is only who says so: "", "The council said on Monday that", "…, the mayor said:"."""
    said = rf"\b(?:{any_of('denials', 'telling')})(?: reporters)?(?: on \w+day)?(?:,? that|[:,])?"
    such = any_of("denials", "none_such")
    return re.compile(rf"(?:\A|\A[^,;:]*{said}(?: (?:{such})[^,;:]*:)?)\s*[“\"]?\Z", re.IGNORECASE)


@cache
def _voiced() -> re.Pattern[str]:
    return re.compile(rf",?[^,;:]*\b(?:{any_of('denials', 'telling')})\b(?: that)?", re.IGNORECASE)


def _clause_of_none(claim: str, statement: str) -> re.Match[str] | None:
    """The clause in which nobody and nothing did what the claim tells, or had it done to them."""
    clauses = list(_none().finditer(statement))
    return next((clause for clause in clauses if _verb_in(claim, clause["told"])), None)


def _verb_in(claim: str, told: str) -> str:
    """The claim's verb in a clause, where the claim's subject stands before it; empty where there is none."""
    wanted = set(words_of(claim))
    words: list[str] = re.findall(r"[\w'’-]+", told.lower())
    being = set(_being())
    for at, word in enumerate(words[: SUBJECT + 3]):
        subject = plain_words(" ".join(words[:at]))
        is_verb = at > 0 and (words[at - 1] in being or word.endswith("ed"))
        if is_verb and stem(word) in wanted and len(subject) <= SUBJECT and any(stem(w) in wanted for w in subject):
            return word
    return ""


@cache
def _being() -> tuple[str, ...]:
    return tuple(any_of("denials", "auxiliaries").split("|"))
