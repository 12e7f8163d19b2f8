"""Of whom the counted are: a claim's Russians are no report's rebels, and whoever did it was not hurt by it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from knowledge.model import Claim, Finding, Quantity
from knowledge.quantities import sides_in
from knowledge.speakers import sides_named
from retrieval.deeds.blows import camps_in
from retrieval.deeds.doers import IS_HELPED, doers_in, kin_named, kin_of, names_of_doers, sides_claimed
from retrieval.deeds.unnamed import is_at_home
from retrieval.grammar.naming import armed_groups, roles_in
from retrieval.grammar.nations import nations_in
from retrieval.ranking import plain_words
from retrieval.word_tables import any_of
from retrieval.wording import listed

#: "People killed by the army": the army has done it.
BY_WHOM = re.compile(rf"\b(?:{any_of('doers', 'harmed_by')}) by .*")
#: "Killings of Rohingya".
_HARM_TO = rf"(?i:\b(?:{any_of('doers', 'harm_to')}) of )(?:the )?(?:\d[\d,]* )?"


def of_whom_else(claim: Claim, claimed: Quantity, printed: Quantity, finding: Finding) -> str:
    """Why a figure is not of those whom a claim counts, by whose people they are; empty where it may be of them."""
    mine, whose = _kin_of(claimed.counted), printed.counted
    if not mine:
        return _counts_the_doers(claim, printed, finding)
    if theirs := _kin_of(whose):
        if mine & theirs:
            return ""
        return f"counts those of {_listed(whose)}, the claim those of {_listed(claimed.counted)}"
    if any(is_at_home(nation, finding) for nation in nations_in(claimed.counted)):
        return ""
    article = finding.article
    struck_by = {kin_of(side) for words in (finding.words, article.title) for side in doers_in(words)}
    if mine <= struck_by:
        return f"counts those whom {_listed(claimed.counted)} hit, the claim those of {_listed(claimed.counted)}"
    about = (finding.words, article.title, article.event or "", article.text)
    # A note has room for whom it counts; of a people it may say only where they live.
    is_a_side = bool(mine & {kin_of(side) for side in sides_in(claimed.counted) & armed_groups()})
    is_named = any(mine & kin_named(words) for words in about)
    return f'names no "{claimed.counted}"' if article.is_note and is_a_side and not is_named else ""


def _counts_the_doers(claim: Claim, printed: Quantity, finding: Finding) -> str:
    """Why a figure counts those whom the claim has do it: "Kurdish fighters killed 30" is not "30 Kurdish fighters"."""
    doing, theirs = {kin_of(side) for side in sides_claimed(claim.text)}, _kin_of(printed.counted)
    if theirs and theirs <= doing:
        return f"counts those of {_listed(printed.counted)}, whom the claim has do it"
    if camps_in(claim.text) & roles_in(_people(printed.counted)):
        return f'counts "{printed.counted}", whose side the claim has do it'
    doers = [name for name in names_of_doers(claim.text) if not sides_named(name)]
    if not doers:
        return ""
    hurt = [frozenset(plain_words(q.counted)) for q in finding.statement.quantities if q.state]
    about = f"{finding.article.title} {finding.article.event or ''}"
    for name in doers:
        words = frozenset(plain_words(name))
        if (words and any(words <= told for told in hurt)) or re.search(rf"{_HARM_TO}{re.escape(name)}\b", about):
            return f"has {name} hurt, the claim has them do it"
    return ""


@lru_cache(maxsize=5_000)
def _kin_of(counted: str) -> frozenset[str]:
    return kin_named(_people(counted))


@lru_cache(maxsize=5_000)
def _people(counted: str) -> str:
    """The words of whoever is counted, without who did it to them or who helps them."""
    words = BY_WHOM.sub("", counted).split()
    return " ".join(word for word in words if not IS_HELPED.search(word))


def _listed(counted: str) -> str:
    words = _people(counted)
    named: Iterable[str] = sides_in(words) | {side for side, _, _ in sides_named(words)} or nations_in(words)
    return listed(sorted(named))
