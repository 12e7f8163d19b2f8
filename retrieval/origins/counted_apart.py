"""Which activists have not counted for the monitor of their report: it has given another count of the same."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from knowledge.model import Finding
from retrieval.origins.alike import one_large_figure
from retrieval.origins.lending import is_near, one_count, rounds
from retrieval.origins.names import WITHOUT_NAME, has_name, key_of, word_of
from retrieval.origins.sources import Source, house_of
from retrieval.origins.voices import said_of


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
        key_of(said_of(other, q).speaker.name) == lender.key
        and one_count(p, q)
        and (p.value == q.value or rounds(p, q))
        for other in beside
        for q in other.statement.quantities
        for p in finding.statement.quantities
        if p.unit
    )


def _counts_otherwise(finding: Finding, other: Finding) -> bool:
    """Whether a voice gives another number of the same, and not nearly this one."""
    counted = [
        (p, q)
        for p in finding.statement.quantities
        for q in other.statement.quantities
        if p.unit and one_count(p, q) and "vague" not in (p.bound, q.bound)
    ]
    return bool(counted) and not any(p.value == q.value or is_near(p, q) for p, q in counted)
