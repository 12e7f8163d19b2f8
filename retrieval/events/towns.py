"""What a report counts in the claim's own town beside its count of a whole country: "3.5 million, 800,000 in Paris"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from knowledge.model import Claim, Finding, Quantity
from retrieval.grammar.numbered import figures_read_in

#: Between a number and the town that it is of: "of them in", "alone in".
_IN = r"(?: of (?:them|whom|these|those))?(?: alone)? in (?:the )?"
#: What may stand behind the town: "in Paris hospitals" and "in Kabul's market" count something else.
_BEHIND = r"(?![\w'’-])(?= (?:alone|according|and)\b|\W*$|[,.;:)])"
#: A part is told behind a comma: "freed 40 in Paris" has a verb of its own, "a blast at 6 in Homs" a time.
_COMMA = re.compile(r", (?:(?:including|with) )?$")
#: What ends the clause of the whole: "300 were arrested while shops burned, 40 in Paris".
_ENDS = re.compile(r";|\b(?:but|then|after|before|while|when|as|who|which|where|and(?= [a-z]))\b")


def with_towns(claim: Claim, findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """The findings with what they count in the claim's town, and without what they count in all the country beside it.

    Only where one sentence gives both, the second number bare and behind a comma: "1.1 million marched, 119,000 in
    Paris".
    """
    names = _towns(claim)
    if not names:
        return tuple(findings)
    told: list[Finding] = []
    # What a report counts in all the country, its headline counts, too.
    wide: dict[str, set[tuple[str, float]]] = {}
    for finding in findings:
        if (pair := _in_town(finding, names)) is None:
            told.append(finding)
            continue
        whole, part = pair
        wide.setdefault(finding.article.id, set()).add((whole.unit, whole.value))
        kept = tuple(q for q in finding.statement.quantities if q.span != part.span and q != whole)
        told.append(replace(finding, statement=replace(finding.statement, quantities=(part, *kept))))
    return tuple(_without(f, wide[f.article.id]) if f.article.id in wide else f for f in told)


def _towns(claim: Claim) -> tuple[str, ...]:
    """The one town of a claim, as it is typed and as the table has it; none of a claim of several."""
    towns = [place for place in claim.where if place.province]
    if len({place.name for place in towns}) != 1:
        return ()
    return tuple(dict.fromkeys((*(p.span.of(claim.text) for p in towns if p.span), towns[0].name)))


def _in_town(finding: Finding, names: tuple[str, ...]) -> tuple[Quantity, Quantity] | None:
    """A finding's figure of all the country, and that of the town, which counts the same there; None without both."""
    words, start = finding.words, finding.statement.span.start
    # Most name it otherwise, which is seen sooner than what they count.
    if not any(name in words for name in names):
        return None
    in_town = _in_towns(names)
    if not in_town.search(words):
        return None
    for bare in figures_read_in(words):
        # "Two areas in Tarn" counts areas.
        if bare.unit or bare.counted or not in_town.match(words, bare.span.end):
            continue
        wholes = [q for q in finding.statement.quantities if q.unit and q.value > bare.value]
        if len(wholes) == 1 and _is_part(words, wholes[0].span.end - start, bare):
            span = bare.span.shifted(start)
            return wholes[0], replace(wholes[0], low=bare.low, high=bare.high, bound=bare.bound, span=span)
    return None


@lru_cache(maxsize=64)
def _in_towns(names: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"{_IN}(?:{'|'.join(map(re.escape, names))}){_BEHIND}")


def _is_part(words: str, end: int, bare: Quantity) -> bool:
    """Whether a bare number follows the count of the whole, with nothing else counted in between."""
    between = words[end : bare.span.start]
    if not _COMMA.search(between) or _ENDS.search(between):
        return False
    return not any(end <= other.span.start < bare.span.start for other in figures_read_in(words))


def _without(finding: Finding, wide: set[tuple[str, float]]) -> Finding:
    kept = tuple(q for q in finding.statement.quantities if (q.unit, q.value) not in wide)
    if len(kept) == len(finding.statement.quantities):
        return finding
    return replace(finding, statement=replace(finding.statement, quantities=kept))
