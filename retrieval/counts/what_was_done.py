"""Whether what a claim says was done to those whom it counts is told of them: fined, and not honoured.

What becomes of people and things in a war has its place in the table of states ("killed", "seized"), which figures are
compared by. Of all else that may be done only the verb tells: "300 people danced" is no word on 300 who were fined.
"""

from __future__ import annotations

import re
from functools import lru_cache

from knowledge.model import Claim, Finding, Quantity
from knowledge.quantities import unit_table
from retrieval.grammar.closeness import is_told
from retrieval.grammar.contraries import are_contrary, contraries
from retrieval.grammar.other_words import with_kindred_words
from retrieval.grammar.verbs import is_done, is_of_a_verb
from retrieval.ranking import counts_of, words_of
from retrieval.word_tables import worded

#: A count by itself is of these: of what is measured or flown another word tells what it was.
_COUNTED = frozenset(("person", "thing", ""))
#: "Packets of sweets were recalled", "in Kalden have been fined": what stands between whoever is counted and the verb.
_BEING = re.compile(
    r"\W*(?:(?:of|in|at|from|near)\s+[\w’'-]+\s+){0,2}"
    r"(?:(?:have|has|had|were|was|are|is|been|being|be|got|get|who|that|reportedly|also|newly)\s+)*"
)
_WORD = re.compile(r"[a-z]+")
#: "Fined 25", "recalls over 12,000": the verb right before the number.
_VERB_BEFORE = re.compile(
    r"\b(?P<verb>[a-z]+)\s+(?:(?:about|almost|around|at|by|least|more|nearly|over|some|than|the|to|up to)\s+)*[$€£]?\Z"
)
#: The one state that says no more than that somebody came upon them.
_FOUND = "found"


def what_is_untold(claim: Claim, finding: Finding) -> str:
    """The verb by which a claim tells what befell those whom it counts, where a report does not tell it; else nothing.

    A headline may tell it for its report. A note is of one event and says little: what it counts there is not told.
    """
    if finding.article.is_note:
        return ""
    reasons = [why for claimed in claim.quantities if (why := _untold_of(claim, claimed, finding)) is not None]
    return reasons[0] if reasons and all(reasons) else ""


def _untold_of(claim: Claim, claimed: Quantity, finding: Finding) -> str | None:
    """The verb that is untold of one figure of a claim; None where a finding does not count what that does."""
    counted = counts_of(claimed, finding)
    if claimed.state == _FOUND and not counted:
        # Graves were found near where 43 went missing.
        return _FOUND if any(q.value == claimed.value > 1 for q in finding.statement.quantities) else None
    if not counted:
        return None
    if claimed.state or unit_table().kinds.get(claimed.unit, "") not in _COUNTED:
        return ""
    verb = _verb_in(claim.text, claimed.span.start, claimed.span.end, claimed.counted)
    words = with_kindred_words(f"{finding.words} {finding.article.title}")
    is_light = worded("in_other_words", "light").fullmatch(verb) is not None
    return "" if is_light or any(is_told(word, verb, words, ()) for word in words_of(verb)) else verb


def tells_the_opposite(claim: Claim, finding: Finding) -> bool:
    """Whether who counts what a claim counts has the contrary done: "hired 60 workers", of 60 who were fired."""
    start = finding.statement.span.start
    for claimed in claim.quantities:
        verb = _verb_in(claim.text, claimed.span.start, claimed.span.end, claimed.counted)
        for quantity in counts_of(claimed, finding) if verb else ():
            at = quantity.span.start - start, quantity.span.end - start
            theirs = _verb_in(finding.words, *at, quantity.counted)
            if theirs and are_contrary(verb, theirs):
                return True
    return False


def befell_them_otherwise(claim: Claim, claimed: Quantity, finding: Finding) -> bool:
    """Whether a report tells right behind those whom it counts what befell them, and a claim has no word of that.

    "Twenty-two people were treated" gainsays nobody who says that the factory employs 450.
    """
    counted = counts_of(claimed, finding)
    if claimed.state or finding.article.is_note or unit_table().kinds.get(claimed.unit) != "person" or not counted:
        return False
    start, words = finding.statement.span.start, with_kindred_words(claim.text)
    verbs = [_done_behind(finding.words, q.span.start - start, q.span.end - start, q.counted) for q in counted]
    light = worded("in_other_words", "light")
    return all(
        verb and not light.fullmatch(verb) and not any(is_told(word, verb, words, ()) for word in words_of(verb))
        for verb in verbs
    )


def _done_behind(words: str, start: int, end: int, counted: str) -> str:
    """The verb right behind whoever is counted there: "22 people were treated"; empty where none is."""
    at = words.find(counted, start) if counted else -1
    after = _BEING.match(words, at + len(counted) if at >= 0 else end)
    behind = _WORD.match(words, after.end()) if after else None
    return behind.group() if behind and is_done(behind.group()) else ""


# Asked of a claim for every finding.
@lru_cache(maxsize=20_000)
def _verb_in(words: str, start: int, end: int, counted: str) -> str:
    """The verb that tells what those did or suffered who are counted there; empty where none stands beside them.

    >>> from knowledge.quantities import read_quantities
    >>> for words in ("300 people fined in Kalden", "a court fined 25 drivers", "300 people in Kalden", "fell by 20%"):
    ...     one = read_quantities(words)[0]
    ...     _verb_in(words, one.span.start, one.span.end, one.counted)
    'fined'
    'fined'
    ''
    'fell'
    """
    if behind := _done_behind(words, start, end, counted):
        return behind
    before = _VERB_BEFORE.search(words[:start])
    verb = before["verb"].lower() if before else ""
    is_one = is_done(verb) or is_of_a_verb(verb) or any(verb in side for pair in contraries() for side in pair)
    return verb if verb and is_one else ""
