"""Counts over other lengths of time than the claim's: years beside a day, a month of fighting beside two days."""

from __future__ import annotations

from collections.abc import Sequence

from knowledge.model import Claim, Finding, Quantity
from retrieval.campaigns import prints_years
from retrieval.periods import days_counted, days_in, is_more_over_longer, period_words
from retrieval.ranking import counts_same


def is_over_another_length(claim: Claim, finding: Finding, reporting: Sequence[Finding]) -> bool:
    """Whether a finding counts over another length of time than whoever gives the claimed figure."""
    ways = (_is_of_another_stretch, _is_more_over_years, _is_more_over_longer)
    return any(way(claim, finding, reporting) for way in ways)


def _is_more_over_years(claim: Claim, finding: Finding, reporting: Sequence[Finding]) -> bool:
    """Whether a finding counts more over years that it prints, and nobody who gives the claimed figure prints any.

    Fewer over a longer time do contradict; more do not.
    """
    if not prints_years(finding.words) or any(
        prints_years(words) for words in (claim.text, *(f.words for f in reporting))
    ):
        return False
    counted = [q for q in finding.statement.quantities if any(counts_same(c, q) for c in claim.quantities)]
    most = max((c.value for c in claim.quantities), default=0.0)
    return bool(reporting) and bool(counted) and all(q.value > most for q in counted)


def _is_more_over_longer(claim: Claim, finding: Finding, reporting: Sequence[Finding]) -> bool:
    """Whether a finding counts more over weeks, and whoever gives the claimed figure gives it for some days of them."""

    def counts(of: Finding) -> list[Quantity]:
        return [q for q in of.statement.quantities if any(counts_same(c, q) for c in claim.quantities)]

    days = [days_counted(f, q) for f in reporting for q in counts(f)]
    known = [one for one in days if one is not None]
    most = max((c.value for c in claim.quantities), default=0.0)
    return bool(known and counts(finding)) and all(
        q.value > most and is_more_over_longer(days_counted(finding, q), max(known)) for q in counts(finding)
    )


def _is_of_another_stretch(claim: Claim, finding: Finding, reporting: Sequence[Finding]) -> bool:
    """Whether one report gives the claimed figure for a stretch ("in a single week") and this one for another."""

    def stretches(findings: Sequence[Finding]) -> list[float | str]:
        counted = [
            q for f in findings for q in f.statement.quantities if any(counts_same(c, q) for c in claim.quantities)
        ]
        # "In two days" is as long as "over the past two days".
        return [days_in(period_words(q)) or q.period.lower().strip(" .") for q in counted]

    theirs = stretches([finding])
    ours = stretches([f for f in reporting if f.article.id == finding.article.id])
    return bool(theirs) and bool(ours) and all(theirs) and all(ours) and not set(theirs) & set(ours)
