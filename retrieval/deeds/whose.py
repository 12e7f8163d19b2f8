"""Whose it is: a place that was hit, a siege, a town before it was taken, men whom somebody backs, and the blame."""

from __future__ import annotations

import re
from functools import lru_cache

from knowledge.model import Finding
from retrieval.deeds.doers import ACCUSED, lines_of
from retrieval.deeds.who_fights import Party, as_listed, may_be_one, party_in
from retrieval.grammar.closeness import numbers
from retrieval.word_tables import any_of

#: "A rebel-held village", "parts of the town held by the army".
HELD = re.compile(
    r"\b(?P<who>[\w-]+)[- ](?:held|controlled)\b(?! by\b)|\b(?:held|controlled) by (?:the )?(?P<by>[\w-]+(?: [\w-]+)?)",
    re.IGNORECASE,
)
_BESIEGED = re.compile(
    rf"\b(?P<who>[\w-]+)(?: (?:{any_of('doers', 'bodies_of_men')}))? (?:{any_of('doers', 'besieging')})\b"
    rf"|\b(?:{any_of('doers', 'besieged')}) by (?:the )?(?P<by>[\w-]+(?: [\w-]+)?)",
    re.IGNORECASE,
)
_BACKED = re.compile(
    rf"\b(?P<who>[\w.]+)-(?:{any_of('doers', 'backs')})\b"
    rf"|\b(?:{any_of('doers', 'backs')}) by (?:the )?(?P<by>[\w-]+(?: [\w-]+)?)",
    re.IGNORECASE,
)
#: "Captured the base from the army".
_TAKEN_FROM = re.compile(
    rf"\b(?:{any_of('doers', 'taking')})\b[^.;:]{{1,80}}? from (?:the )?(?P<who>(?:[\w-]+ ?){{1,3}})"
)
#: "Blames rebels for it"; "accused the army of it" is read as all are that accuse.
_BLAMED = re.compile(
    rf"\b(?:{any_of('doers', 'blaming')}) (?:the )?(?P<whom>[^.;:]{{1,40}}?) (?:for|of)\b", re.IGNORECASE
)
#: How whoever a place is of stands to what happened: it came from there, or fell there.
_FROM = re.compile(r"\bfrom (?:[\w-]+ ){0,3}$", re.IGNORECASE)
#: The name of what is held: "rebel-held Homs", "the government-held town of Homs".
_NAMED = re.compile(
    r"\s+(?:(?:city|town|village|district|part|parts) of )?"
    r"(?P<name>(?:(?:north|south|east|west|central)\w* )?[A-Z][\w'’-]+)"
)


def of_anothers(claim: str, finding: Finding) -> str:
    """Whose a place is in a report, or who besieges it, where a claim has it be of those it cannot be; else nothing.

    "Eight killed in the government-held west" is not said by whoever counts eight in the rebel-held east; of "fired
    from a rebel-held hill at a government-held town" the one is where it came from.
    """
    article = finding.article
    for role, shape, told in (("held by", HELD, held_in), ("besieged by", _BESIEGED, _besieged_in)):
        for whence, mine in told(claim):
            if any(_is_of(mine, whence, told(line)) for line in (finding.words, article.title)):
                continue
            names = {m["name"] for match in shape.finditer(claim) if (m := _NAMED.match(claim, match.end()))}
            lines = lines_of(article.text)
            named = [line for line in lines if any(name in line for name in names)]
            as_many = [line for line in lines if numbers(claim) & numbers(line)]
            for stretch in ([finding.words], named, as_many):
                others = [party for line in stretch for there, party in told(line) if there == whence]
                if any(may_be_one(mine, party) for party in others):
                    break
                if others:
                    return f"{role} {as_listed(others)}, the claim {role} {as_listed([mine])}"
    for role, known in (("taken from", _losing_in), ("backed by", _backing_in), ("laid to", _blamed_in)):
        own, theirs = known(claim), known(finding.words)
        both = (*theirs, *known(article.title))
        if own and theirs and not any(may_be_one(a, b) for a in own for b in both):
            return f"{role} {as_listed(theirs)}, the claim {role} {as_listed(own)}"
    return ""


def _is_of(mine: Party, whence: bool, told: tuple[tuple[bool, Party], ...]) -> bool:
    return any(there == whence and may_be_one(mine, party) for there, party in told)


@lru_cache(maxsize=20_000)
def held_in(line: str) -> tuple[tuple[bool, Party], ...]:
    """Who holds the places that a line names, each with whether something came from there."""
    return _told(HELD, line)


@lru_cache(maxsize=5_000)
def _besieged_in(line: str) -> tuple[tuple[bool, Party], ...]:
    return tuple((False, party) for _, party in _told(_BESIEGED, line))


@lru_cache(maxsize=5_000)
def _backing_in(line: str) -> tuple[Party, ...]:
    return tuple(party for _, party in _told(_BACKED, line))


@lru_cache(maxsize=5_000)
def _losing_in(line: str) -> tuple[Party, ...]:
    """From whom something was taken."""
    told = (match["who"].strip() for match in _TAKEN_FROM.finditer(line))
    return tuple(party for one in told if (party := party_in(one)))


@lru_cache(maxsize=5_000)
def _blamed_in(line: str) -> tuple[Party, ...]:
    """Who is accused, or blamed."""
    told = (match["whom"] for shape in (ACCUSED, _BLAMED) for match in shape.finditer(line))
    # "The army, accused by Orvel of it".
    return tuple(party for one in told if not one.startswith("by ") and (party := party_in(one)))


def _told(shape: re.Pattern[str], line: str) -> tuple[tuple[bool, Party], ...]:
    told = ((bool(_FROM.search(line[: m.start()])), m["who"] or m["by"]) for m in shape.finditer(line))
    return tuple((whence, party) for whence, one in told if (party := party_in(one.replace("-", " "))))
