"""A figure that a report prints in its own voice, and further down in somebody's name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from knowledge.model import Claim, Finding
from retrieval.events import elsewhere
from retrieval.origins import has_name, said_of
from retrieval.ranking import counts_same
from retrieval.relations import Related


def in_their_names(claim: Claim, related: Sequence[Related], findings: Sequence[Finding]) -> list[Related]:
    """A figure that a report prints in its own voice, and further down in somebody's name, is theirs, told once.

    What is no rival there is none in the report's own voice.
    """
    aside = {one.finding.statement.id: one for one in related if one.relation == "context"}

    def named(one: Related) -> Related:
        finding = _in_its_name(claim, one.finding, findings)
        is_aside = one.relation == "differs" and finding.statement.id != one.finding.statement.id
        return (is_aside and aside.get(finding.statement.id)) or replace(one, finding=finding)

    told = [named(one) for one in related]
    return list({(one.relation, one.finding.statement.id, one.finding.speaker.name): one for one in told}.values())


def _in_its_name(claim: Claim, finding: Finding, findings: Sequence[Finding]) -> Finding:
    if finding.speaker.kind != "outlet_itself" or finding.article.is_note:
        return finding
    counted = [q for q in finding.statement.quantities if any(counts_same(c, q) for c in claim.quantities)]
    for other in findings:
        if other.article.id != finding.article.id or other.statement.place_in_article != "body":
            continue
        if elsewhere(claim.where, other):
            continue
        for quantity in other.statement.quantities:
            voice = said_of(other, quantity)
            same = any(quantity.value == q.value and counts_same(quantity, q) for q in counted)
            if same and has_name(voice.speaker) and voice.grade == finding.attribution.grade:
                return replace(other, heard=voice)
    return finding
