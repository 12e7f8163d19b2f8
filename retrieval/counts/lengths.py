"""Counts over other lengths of time than the claim's: years beside a day, a month of fighting beside two days."""

from __future__ import annotations

from collections.abc import Sequence

from knowledge.model import Claim, Finding
from retrieval.counts.campaigns import prints_years
from retrieval.counts.periods import (
    days_claimed,
    days_counted,
    days_in,
    days_of_it,
    days_pointed_at,
    is_more_over_longer,
    period_words,
)
from retrieval.origins import has_name, key_of
from retrieval.ranking import counted_alike, counts_same

#: So many days are more than the day of one blow.
SOME_DAYS = 2.0


def is_over_another_length(
    claim: Claim, finding: Finding, reporting: Sequence[Finding], beside: Sequence[Finding] = ()
) -> bool:
    """Whether a finding counts over another length of time than the claim, or whoever gives the claimed figure.

    `beside` is what else is told of the event: what a voice counts over years in one report, it does in the next.
    """
    told = [finding, *_the_same_count(claim, finding, beside)]
    if any(_is_more_over_years(claim, one, reporting) for one in told):
        return True
    return (
        _is_of_another_stretch(claim, finding, reporting)
        or _is_more_over_longer(claim, finding, reporting)
        or _is_less_of_some_days(claim, finding, reporting)
    )


def _the_same_count(claim: Claim, finding: Finding, beside: Sequence[Finding]) -> list[Finding]:
    """Those that have the number of a finding from the same voice with a name."""
    voice, values = key_of(finding.speaker.name), {q.value for q in counted_alike(claim, finding)}
    if not values:
        return []
    own = [f for f in beside if key_of(f.speaker.name) == voice and has_name(f.speaker)]
    return [f for f in own if {q.value for q in counted_alike(claim, f)} == values]


def _is_more_over_years(claim: Claim, finding: Finding, reporting: Sequence[Finding]) -> bool:
    """Whether a finding counts more over years that it prints, and nobody who gives the claimed figure prints any.

    Fewer over a longer time do contradict; more do not.
    """
    if not prints_years(finding.words) or any(
        prints_years(words) for words in (claim.text, *(f.words for f in reporting))
    ):
        return False
    counted = counted_alike(claim, finding)
    most = max((c.value for c in claim.quantities), default=0.0)
    return bool(reporting) and bool(counted) and all(q.value > most for q in counted)


def _is_more_over_longer(claim: Claim, finding: Finding, reporting: Sequence[Finding]) -> bool:
    """Whether a finding counts more over weeks, and the claim, or whoever gives its figure, over some days of them."""
    counted = counted_alike(claim, finding)
    days = [days_counted(f, q) for f in reporting for q in counted_alike(claim, f)]
    days += [days_claimed(claim, one) for one in claim.quantities if any(counts_same(one, q) for q in counted)]
    known = [one for one in days if one is not None]
    most = max((c.value for c in claim.quantities), default=0.0)
    return bool(known and counted) and all(
        q.value > most and is_more_over_longer(days_counted(finding, q), max(known)) for q in counted
    )


def _is_less_of_some_days(claim: Claim, finding: Finding, reporting: Sequence[Finding]) -> bool:
    """Whether all who give the claimed figure count it over two days or more, and a finding fewer over no such time.

    "Two days of shelling have killed 38": the three of one morning are some of them.
    """
    counted = [q for q in counted_alike(claim, finding) if q.bound != "vague"]
    fewest = min((c.value for c in claim.quantities if any(counts_same(c, q) for q in counted)), default=0.0)
    if finding.article.is_note or not counted or not reporting or any(q.value >= fewest for q in counted):
        return False
    over = min(days_of_it(f.words) or 0.0 for f in reporting)
    own = max(days_counted(finding, q) or 0.0 for q in counted)
    return over >= SOME_DAYS > own and finding.article.id not in {f.article.id for f in reporting}


def _is_of_another_stretch(claim: Claim, finding: Finding, reporting: Sequence[Finding]) -> bool:
    """Whether one report gives the claimed figure for a stretch ("in a single week") and this one for another."""

    def stretches(findings: Sequence[Finding]) -> list[float | str]:
        counted = [q for f in findings for q in counted_alike(claim, f)]
        # "In two days" is as long as "over the past two days", and "in the same month" as "in April".
        words = [period_words(q).lower() for q in counted]
        return [days_in(one) or days_pointed_at(one) or one for one in words]

    theirs = stretches([finding])
    ours = stretches([f for f in reporting if f.article.id == finding.article.id])
    return bool(theirs) and bool(ours) and all(theirs) and all(ours) and not set(theirs) & set(ours)
