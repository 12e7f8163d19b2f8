"""The caveat about reporting that keeps its distance from what the claim says flatly."""

from __future__ import annotations

from collections.abc import Sequence

from knowledge.model import Caveat, Finding
from retrieval.caveats.drift import drift
from retrieval.caveats.hedges import hedges_dropped
from retrieval.caveats.margin import Margin, each_once
from retrieval.caveats.printed import NAMELESS, has_a_name
from retrieval.wording import listed, told_of

#: What is read as a voice and is none.
EVIDENCE = ("Evidence", "evidence", "Footage", "footage", "Data", "data")


def hedged(margin: Margin) -> list[Caveat]:
    """The reporting holds it at arm's length, and the claim dropped that."""
    if margin.state != "found":
        return []
    line = drift(margin)
    if line and "HEDGED" in line.kinds:
        return [Caveat("HEDGED", line.sentence, (line.finding,))]
    doubting: dict[tuple[str, ...], list[Finding]] = {}
    for finding in margin.findings("reports"):
        voice = finding.speaker
        if voice.name in EVIDENCE or (voice.kind in NAMELESS and voice.name and not has_a_name(finding)):
            # "Evidence suggests": nobody keeps their distance here.
            continue
        if hedges := hedges_dropped(margin.claim, finding):
            doubting.setdefault(hedges, []).append(finding)
    return [_held_by(hedges, findings) for hedges, findings in doubting.items()][:2]


def _held_by(hedges: Sequence[str], findings: Sequence[Finding]) -> Caveat:
    """Which outlets hold it at arm's length in the same words: whoever is left out would seem to be sure."""
    outlets = each_once([finding.outlet for finding in findings])
    sentence = told_of(
        len(outlets),
        "{outlets} hedges it: {words}.",
        "{outlets} hedge it: {words}.",
        outlets=listed(outlets),
        words=listed([f"“{hedge}”" for hedge in hedges]),
    )
    return Caveat("HEDGED", sentence, tuple(findings))
