"""Two voices with a count each in one sentence of a report: "The union said 80,000 marched; the police say 22,000"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from knowledge.model import Attribution, Finding, Quantity
from retrieval.counts.figures import is_part_of
from retrieval.counts.superseded import stood_before
from retrieval.origins import said_of
from retrieval.ranking import counts_of, fits

#: Whoever hopes, denies or doubts has not counted.
_COUNTING = ("said", "claimed", "found")


def in_one_breath(claimed: Quantity, findings: Sequence[Finding]) -> list[Finding]:
    """Whoever counts the claimed thing otherwise in the very sentence of a finding, each with that figure alone."""
    return [
        replace(finding, heard=voice, statement=replace(finding.statement, quantities=(figure,)))
        for finding in findings
        if not finding.article.is_note
        for figure, voice in _others(claimed, finding)
    ]


def _others(claimed: Quantity, finding: Finding) -> list[tuple[Quantity, Attribution]]:
    counted = counts_of(claimed, finding)
    told = [(q, said_of(finding, q)) for q in counted]
    heard = finding.attribution
    return [
        (figure, voice)
        for figure, voice in told
        if not fits(claimed, figure)
        and voice.speaker.name not in ("", finding.speaker.name)
        and voice.speaker.kind != "outlet_itself"
        and voice.grade in _COUNTING
        and not voice.span.overlaps(heard.span)
        and not stood_before(finding, figure)
        and not any(is_part_of(figure, whole, finding) for whole in counted)
    ]
