"""Of which town a toll is that names none: of that which its report has told of right before it.

A report from Tarn recalls in a sentence that a school in Kalden was hit the day before, and goes on that "the monitor
gave a toll of 36": that is Kalden's, whatever stands in the headline.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from knowledge.model import Claim, Finding, Place
from knowledge.places import related
from retrieval.counts.figures import TOLLS
from retrieval.events import by_article
from retrieval.word_tables import worded

#: The reason that marks such a toll: what else its report counts is of no event of that town.
IN_PASSING = "of the town told of right before"
#: So many sentences behind the town somebody still gives its toll.
SOON = 3


def with_their_towns(claim: Claim, findings: Sequence[Finding]) -> list[Finding]:
    """The findings; each toll that names no town with that of the claim where its report has just told of it."""
    towns = [place for place in claim.where if place.province]
    if not towns:
        return list(findings)
    reports = {identity: {f.statement.ordinal: f for f in told} for identity, told in by_article(findings).items()}
    return [_with_its_town(towns, f, reports[f.article.id]) for f in findings]


def _with_its_town(towns: Sequence[Place], finding: Finding, report: Mapping[int, Finding]) -> Finding:
    if not _gives_a_toll(finding):
        return finding
    for before in _told_before(finding, report):
        named = [place for place in before.statement.where if place.province]
        if named:
            here = tuple(p for p in named if any(related(town, p) == "same" for town in towns))
            # What stands beside another town may be of that.
            is_of_it = len(here) == len(named) and worded("beside", "deed").search(before.words)
            where = (*finding.statement.where, *here) if is_of_it else finding.statement.where
            told = replace(finding, statement=replace(finding.statement, where=where), why=(*finding.why, IN_PASSING))
            return told if is_of_it else finding
    return finding


def _gives_a_toll(finding: Finding) -> bool:
    """Whether somebody gives the toll of what was just told, "gave a toll of 36", and names no town."""
    return (
        not finding.article.is_note
        and finding.statement.place_in_article == "body"
        and not any(place.province for place in finding.statement.where)
        and any(quantity.state in TOLLS for quantity in finding.statement.quantities)
        and worded("retold", "gave_its_toll").search(finding.words) is not None
        and worded("retold", "elsewhere").search(finding.words) is None
    )


def _told_before(finding: Finding, report: Mapping[int, Finding]) -> Iterator[Finding]:
    """What stands right before a statement in its report, the last first, as far as nothing is missing there."""
    for ordinal in range(finding.statement.ordinal - 1, finding.statement.ordinal - 1 - SOON, -1):
        before = report.get(ordinal)
        if before is None or before.statement.place_in_article != "body":
            return
        yield before
