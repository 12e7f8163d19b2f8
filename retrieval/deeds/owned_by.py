"""Which armed group a claim has own up to an attack, and a report another: "the Amber Guard claims the bombing"."""

from __future__ import annotations

from functools import cache, lru_cache

from knowledge.caseless import Caseless
from knowledge.model import Claim, Finding
from knowledge.quantities import sides_in
from knowledge.speakers import sides_named
from retrieval.deeds.doers import kin_of, lines_of
from retrieval.word_tables import any_of
from retrieval.wording import listed

#: So many words before these, or behind them, name whoever owns up.
_NEAR = 4


def owned_by_another(claim: Claim, finding: Finding) -> str:
    """Who owns up to an attack in a report, where a claim has somebody else do so; empty where they may be one.

    Several may have: of these one is enough.
    """
    mine = owning_up(claim.text)
    if not mine:
        return ""
    article = finding.article
    theirs = frozenset(side for line in (article.title, *lines_of(article.text)) for side in owning_up(line))
    if not theirs or {kin_of(side) for side in mine} & {kin_of(side) for side in theirs}:
        return ""
    return f"owned to by {listed(sorted(theirs))}, in the claim by {listed(sorted(mine))}"


@lru_cache(maxsize=5_000)
def owning_up(line: str) -> frozenset[str]:
    """Who says in a line that an attack was theirs: right before the words for it, or behind "claimed by".

    >>> sorted(owning_up("ISIS claimed responsibility for it")), sorted(owning_up("a blast claimed by Hezbollah"))
    (['ISIS'], ['Hezbollah'])
    >>> sorted(owning_up("Blast hits a Kurdish city, state TV says, and ISIS has claimed responsibility"))
    ['ISIS']
    >>> sorted(owning_up("A blast hit an ISIS post"))
    []
    """
    near = [line[: match.start()].split()[-_NEAR:] for match in _owns().finditer(line)]
    near += [line[match.end() :].split()[:_NEAR] for match in _owned().finditer(line)]
    told = [" ".join(words) for words in near]
    return frozenset(side for words in told for side in (*sides_in(words), *(one for one, _, _ in sides_named(words))))


@cache
def _owns() -> Caseless:
    return Caseless(rf"\b(?:{any_of('doers', 'owns_up')})\b")


@cache
def _owned() -> Caseless:
    return Caseless(rf"\b(?:{any_of('doers', 'owned_by')})\b")
