"""Of what those died whom a claim counts, and whether a report tells of another cause alone: a quake, and no bomb.

"An earthquake killed 18 in Homs" is said by nobody who tells of 18 killed there by a car bomb.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any, NamedTuple

from knowledge.caseless import Caseless
from knowledge.model import Claim, Finding
from retrieval.deeds.blows import OTHER_MEANS
from retrieval.grammar.closeness import OPENING
from retrieval.word_tables import table_of

#: Why a count is of those who died of something else.
ANOTHER_CAUSE = "of another cause"
#: What befalls missiles and jets, and no people.
SHOT_DOWN = "shot down"
#: Characters before a statement in which its report has come to speak of what it counts.
_BEFORE = 400


@dataclass(frozen=True, slots=True)
class Causes:
    """The causes that words tell: each by itself, those words that may be of several, and any violence at all."""

    told: frozenset[str]
    perhaps: frozenset[frozenset[str]]
    is_violent: bool

    def settled(self) -> frozenset[str]:
        """The causes that may be meant; beside "car bomb", "explosion" is of nothing else."""
        wide = (kinds & self.told or kinds for kinds in self.perhaps)
        return self.told.union(*wide)


def another_cause(claim: Claim, finding: Finding) -> str:
    """Why a report is of those who died of something else; empty where it may tell of the claim's cause.

    Read are the statement, what stands before it, and what its report begins with: a headline has no room for the bomb.
    """
    mine = _claimed(claim.text)
    if not mine or _counts_what_fell(claim):
        return ""
    around = _around(finding)
    if any(mine & causes_in(text).told for text in around):
        # Most tell the claim's own, which is seen before all of it is read.
        return ""
    if finding.article.is_note and _leaves_it_open(mine, finding):
        return ""
    theirs, violent = _joined(around), _violent()
    told = theirs.settled()
    if told:
        if mine & told or (theirs.is_violent and not told & violent and mine & violent):
            return ""
        return OTHER_MEANS if mine & violent and told & violent else ANOTHER_CAUSE
    return ANOTHER_CAUSE if theirs.is_violent and not mine & violent else ""


def _leaves_it_open(mine: frozenset[str], finding: Finding) -> bool:
    """Whether a voice of a note tells a blow that may be the claim's, and only others in it tell another cause.

    "Tarn blames a Velmari strike" may be of an air strike, though Velmar blames a rocket.
    """
    own, of_all = causes_in(finding.words), causes_in(finding.article.subject)
    return not own.told and not of_all.told and any(mine & kinds for kinds in own.perhaps)


def _counts_what_fell(claim: Claim) -> bool:
    """Whether a claim counts nothing but what was shot down: of the missiles that guns bring down nobody dies."""
    states = {quantity.state for quantity in claim.quantities if quantity.unit}
    return states == {SHOT_DOWN}


def tells_its_cause(claim: Claim, finding: Finding) -> bool:
    """Whether a report tells a cause that may be the claim's; of a claim without one any report does."""
    mine = _claimed(claim.text)
    theirs = _joined(_around(finding)) if mine else None
    return theirs is None or bool(mine & theirs.settled()) or (theirs.is_violent and mine == _violent())


def _claimed(claim: str) -> frozenset[str]:
    """The causes that a claim may mean: "attack" all that people do to people."""
    claimed = causes_in(claim)
    return claimed.told or claimed.settled() or (_violent() if claimed.is_violent else frozenset())


def _around(finding: Finding) -> tuple[str, ...]:
    """The words that tell a finding's cause: its own first, and last those that stand around no other."""
    article, start = finding.article, finding.statement.span.start
    if article.is_note:
        # A note is of one event, and short.
        return finding.words, article.text, article.subject
    before = article.text[max(0, start - _BEFORE) : start]
    return finding.words, article.text[: len(article.title) + OPENING], before


def _joined(texts: Sequence[str]) -> Causes:
    every = [causes_in(text) for text in texts]
    told = frozenset(kind for one in every for kind in one.told)
    perhaps = frozenset(kinds for one in every for kinds in one.perhaps)
    return Causes(told, perhaps, any(one.is_violent for one in every))


# A headline and an opening stand over many statements of one answer.
@lru_cache(maxsize=20_000)
def causes_in(words: str) -> Causes:
    """The causes of death that words tell.

    >>> sorted(causes_in("Twin car bombs and a quake").told), causes_in("A blast").told
    (['laid', 'quake'], frozenset())
    """
    table = _table()
    # Of no quake, flood or plague tell most, which one look shows.
    kinds = (*table.violent, *(table.others if table.any_other.search(words) else ()))
    return Causes(
        frozenset(name for name, shape in kinds if shape.search(words)),
        frozenset(of for of, shape in table.wide if shape.search(words)),
        table.violence.search(words) is not None,
    )


class _Table(NamedTuple):
    """The words of each cause: what people do to people, all else, any of all else, of several, and of violence."""

    violent: tuple[tuple[str, Caseless], ...]
    others: tuple[tuple[str, Caseless], ...]
    any_other: Caseless
    wide: tuple[tuple[frozenset[str], Caseless], ...]
    violence: Caseless


@cache
def _table() -> _Table:
    table, violent = _read(), _violent()
    return _Table(
        tuple((name, _any(words)) for name, words in table["kind"].items() if name in violent),
        tuple((name, _any(words)) for name, words in table["kind"].items() if name not in violent),
        _any([word for name, words in table["kind"].items() if name not in violent for word in words]),
        tuple((frozenset(row["kinds"]), _any(row["words"])) for row in table["wide"]),
        _any(table["any_violence"]["words"]),
    )


@cache
def _violent() -> frozenset[str]:
    return frozenset(_read()["violent"]["kinds"])


@cache
def _read() -> dict[str, Any]:
    return table_of("causes")


def _any(words: list[str]) -> Caseless:
    return Caseless(rf"\b(?:{'|'.join(words)})\b")
