"""Who gives a claim's figure over another time than the claim: no contradiction, and named as such."""

from __future__ import annotations

from dataclasses import replace

from knowledge.model import Claim, Finding
from retrieval.counts.periods import covers, period_words, periods_part
from retrieval.ranking import fits
from retrieval.relations.weighed import Weighed, because


def with_their_periods(claim: Claim, weighed: Weighed) -> Weighed:
    """What was weighed; of whoever reports the claim over another time, the reason names both times."""
    return replace(
        weighed,
        related=tuple(
            replace(one, finding=because(one.finding, _other_period(claim, one.finding)))
            if one.relation == "reports"
            else one
            for one in weighed.related
        ),
    )


def _other_period(claim: Claim, finding: Finding) -> str:
    """The time of the report's count against the claim's: "in a month" against "in a week"; "" where they agree."""
    fitting = [(mine, q) for mine in claim.quantities for q in finding.statement.quantities if fits(mine, q)]
    parted = [(mine, q) for mine, q in fitting if periods_part(claim, mine, q, finding.statement.when)]
    if not parted or len(parted) < len(fitting):
        return ""
    claimed, printed = parted[0]
    mine, theirs = covers(claim, claimed), period_words(printed)
    if not theirs:
        return ""
    return f'other period: "{theirs}" against "{mine}"' if mine else f'other period: "{theirs}", the claim names none'
