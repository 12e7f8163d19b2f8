"""Who without a name has counted apart: activists from the monitor of their report, one such voice from another."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from knowledge.model import Finding, Quantity
from knowledge.speakers import fold
from retrieval.origins.alike import one_large_figure
from retrieval.origins.lending import is_near, is_or_rounds, one_count
from retrieval.origins.names import WITHOUT_NAME, has_name, key_of, word_of
from retrieval.origins.sources import Source, house_of
from retrieval.origins.voices import said_of
from retrieval.ranking import words_of


def with_own_counts(
    findings: Sequence[Finding], own: Sequence[Source], told: Mapping[str, Sequence[Finding]]
) -> list[Source]:
    """The places of findings, with activists who count for themselves kept apart from a monitor that counted otherwise.

    A report that quotes one monitor has its activists' figure from there as well, as far as one can tell. Not where
    the monitor gives another number of the very same, and nowhere theirs.
    """
    named = [n for n, finding in enumerate(findings) if own[n].way == "voice" and has_name(finding.speaker)]
    return [
        house_of(finding) if _is_their_own(n, findings, own, named, told.get(finding.article.id, ())) else own[n]
        for n, finding in enumerate(findings)
    ]


def with_voices_apart(findings: Sequence[Finding], own: Sequence[Source]) -> list[Source]:
    """The places of findings, with each further voice without a name that is plainly another in a place of its own.

    In one report "media reports" say 207 to 218, and "activists" about 250. Another is whoever is described in no word
    of the first's, and gives another number of the same.
    """
    apart = list(own)
    nameless: dict[str, list[int]] = {}
    for n, finding in enumerate(findings):
        speaker = finding.speaker
        is_quoted = speaker.kind in WITHOUT_NAME and speaker.kind != "outlet_itself" and speaker.name
        if is_quoted and own[n] == house_of(finding):
            nameless.setdefault(finding.article.id, []).append(n)
    for numbers in nameless.values():
        voices: dict[str, list[int]] = {}
        for n in sorted(numbers, key=lambda n: findings[n].statement.span):
            voices.setdefault(fold(findings[n].speaker.name), []).append(n)
        told: list[list[int]] = []
        for voice, those in voices.items():
            if told and all(_are_two([findings[n] for n in those], [findings[m] for m in them]) for them in told):
                for n in those:
                    apart[n] = replace(own[n], key=f"{own[n].key}: {voice}")
            told.append(those)
    return apart


def _are_two(one: Iterable[Finding], other: Iterable[Finding]) -> bool:
    """Whether two voices without a name have no word of their descriptions in common, and count otherwise."""
    pairs = [(a, b) for a in one for b in other]
    counted = [both for a, b in pairs for both in _counted_by_both(a, b)]
    words = [{*words_of(a.speaker.name)} & {*words_of(b.speaker.name)} for a, b in pairs]
    return bool(counted) and not any(words) and not any(_can_be_one(p, q) for p, q in counted)


def _can_be_one(a: Quantity, b: Quantity) -> bool:
    """Whether there is a number that both allow: "at least 30" and 32."""
    return max(a.low or 0.0, b.low or 0.0) <= min(math.inf if q.high is None else q.high for q in (a, b))


def _is_their_own(
    n: int, findings: Sequence[Finding], own: Sequence[Source], named: Sequence[int], beside: Sequence[Finding]
) -> bool:
    finding, lender = findings[n], own[n]
    is_lent = lender.way == "voice" and finding.speaker.kind in WITHOUT_NAME and not _is_given(finding, lender, beside)
    if not is_lent or not word_of("activists").search(finding.speaker.name):
        return False
    theirs = [findings[m] for m in named if own[m].key == lender.key]
    return any(_counts_otherwise(finding, other) for other in theirs) and not any(
        one_large_figure(finding, other) for other in theirs
    )


def _is_given(finding: Finding, lender: Source, beside: Sequence[Finding]) -> bool:
    """Whether the report itself has the figure, or one that it rounds, from the voice that it was lent."""
    return any(
        key_of(said_of(other, q).speaker.name) == lender.key and is_or_rounds(p, q)
        for other in beside
        for q in other.statement.quantities
        for p in finding.statement.quantities
        if p.unit
    )


def _counts_otherwise(finding: Finding, other: Finding) -> bool:
    """Whether a voice gives another number of the same, and not nearly this one."""
    counted = _counted_by_both(finding, other)
    return bool(counted) and not any(p.value == q.value or is_near(p, q) for p, q in counted)


def _counted_by_both(finding: Finding, other: Finding) -> list[tuple[Quantity, Quantity]]:
    """The pairs of numbers that two statements give for one thing; "dozens" is none."""
    return [
        (p, q)
        for p in finding.statement.quantities
        for q in other.statement.quantities
        if p.unit and one_count(p, q) and "vague" not in (p.bound, q.bound)
    ]
