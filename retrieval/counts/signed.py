"""A claim that is a voice and its figure: "Jonas Weil: over 250" is found wherever a report has him give just that.

Figure and name stand together in few reports; where they do in those of several events, nobody knows which is meant.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from knowledge.model import Claim, Finding, Quantity
from retrieval.claims.claimants import Claimant, is_theirs, said_by_one
from retrieval.counts.disowned import given
from retrieval.grammar.closeness import TURNING
from retrieval.grammar.withheld import doubt, refutes
from retrieval.origins import has_name
from retrieval.ranking import fits, words_of

#: Whoever gives a smaller figure gives many such.
BY_CHANCE = 20


def in_their_mouth(claim: Claim, findings: Sequence[Finding]) -> list[Finding]:
    """The findings in which the voice that a claim names gives its figure; none where the claim says more than they.

    What is not in the report, a town, a year, or who did it, is more.
    """
    said = said_by_one(claim)
    figures = claim.quantities
    if said is None or len(figures) != 1 or figures[0].value < BY_CHANCE or TURNING["not"].search(claim.text):
        return []
    claimant, rest = said
    claimed = words_of(_without(figures[0], claim, claimant, rest))
    return [
        f
        for f in findings
        if has_name(f.speaker)
        and is_theirs(claimant, f)
        and _is_their_word(claim, f)
        and any(_is_it(figures[0], q) for q in given(f).statement.quantities)
        and set(claimed) <= set(words_of(f"{f.article.text} {f.article.subject} {f.article.place or ''}"))
        and _is_dated(claim, f)
    ]


def _is_their_word(claim: Claim, finding: Finding) -> bool:
    """Whether whoever speaks in a finding only says so: nothing in it is denied, negated or in doubt."""
    words = finding.words
    is_turned = finding.attribution.grade == "denied" or refutes(words) or TURNING["not"].search(words) is not None
    return not is_turned and not doubt(claim.text, words)


def _without(figure: Quantity, claim: Claim, claimant: Claimant, rest: str) -> str:
    """What a claim says besides who says it and how many: nothing of "Jonas Weil: over 250"."""
    dated = claim.when.span.of(claim.text) if claim.when and claim.when.span else ""
    for words in (figure.span.of(claim.text), claimant.words, dated):
        rest = rest.replace(words, " ") if words else rest
    return rest


def _is_it(claimed: Quantity, printed: Quantity) -> bool:
    return fits(claimed, printed) if claimed.unit else claimed.value == printed.value


def _is_dated(claim: Claim, finding: Finding) -> bool:
    """Whether a report is of the claim's days, where it names any."""
    when, told = claim.when, finding.statement.when or finding.published
    if when is None:
        return True
    return told is not None and told.start <= when.end + timedelta(days=1) and when.start <= told.end
