"""What was seen in its place before somebody left was not put there afterwards: who shows that says otherwise."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from re import IGNORECASE, Pattern
from re import compile as pattern

from knowledge.model import Claim
from retrieval.grammar.closeness import TURNING, is_filler
from retrieval.grammar.withheld import hedged
from retrieval.origins import key_of
from retrieval.ranking import words_of
from retrieval.relations.weighed import Related, because
from retrieval.word_tables import any_of, worded

#: What somebody did, each with its words: to leave, to come, to close.
_DEEDS = ("leaving", "coming", "closing")


def with_what_was_seen(claim: Claim, related: Sequence[Related]) -> list[Related]:
    """What was weighed, where a note sets what was seen earlier beside whoever says that it was put there later."""
    said = [r.finding for r in related if r.relation == "reports" and r.finding.article.is_note]
    notes, voices = {f.article.id for f in said}, {key_of(f.speaker.name) for f in said}
    return [
        Related(because(one.finding, "other order: before against after"), "differs")
        if one.relation == "context"
        and one.finding.article.id in notes
        and key_of(one.finding.speaker.name) not in voices
        and was_there_before(claim.text, one.finding.words)
        else one
        for one in related
    ]


def was_there_before(claim: str, words: str) -> bool:
    """Whether words tell that a thing was seen since before a deed, and the claim that it was put there after it.

    >>> claim = "the rifles were planted in the mill after the army left"
    >>> was_there_before(claim, "Pictures show rifles in the mill since 3 March, before the army's withdrawal.")
    True
    >>> was_there_before(claim, "Pictures show rifles in the mill since 3 March.")
    False
    """
    if any(TURNING["not"].search(text) for text in (claim, words)) or hedged(words) or "?" in words:
        return False
    return any(_turned(claim, words, deed) for deed in _DEEDS)


def _turned(claim: str, words: str, deed: str) -> bool:
    later, earlier = _behind("after", deed).search(claim), _behind("before", deed).search(words)
    if later is None or earlier is None:
        return False
    claimed, told = claim[: later.start()], words[: earlier.start()]
    put, seen = worded("seen_before", "put").search(claimed), worded("seen_before", "seen").search(told)
    if put is None or seen is None or " since " not in told:
        return False
    things = {stem for stem in words_of(_WHERE.split(claimed[: put.start()])[0]) if not is_filler(stem)}
    return bool(things & set(words_of(told)))


#: "The rifles in the mill" are rifles; lorries at the mill are not they.
_WHERE = pattern(r"\b(?:in|at|on|near|from|by|around|inside|outside)\b", IGNORECASE)


@cache
def _behind(order: str, deed: str) -> Pattern[str]:
    """Before or after what: "after its troops left", "before the withdrawal of the troops"."""
    return pattern(rf"\b{order} (?:[\w’'-]+ ){{0,3}}?(?:{any_of('seen_before', deed)})\b", IGNORECASE)
