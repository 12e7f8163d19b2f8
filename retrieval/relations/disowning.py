"""Who denies a part in a deed that a claim lays to nobody: "Velmar has denied any responsibility".

That the deed was done they have not denied; it stands close by, with how else they have it come about.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from knowledge.model import Claim, Finding, Place
from knowledge.places import related
from retrieval.dated import leads_with
from retrieval.doers import kin_of, others_claimed, sides_claimed
from retrieval.events import apart
from retrieval.relations.days import names_another_day
from retrieval.relations.laid import denies_a_deed_just_told
from retrieval.relations.weighed import Weighed
from retrieval.word_tables import worded

#: A report goes on so long about what "any responsibility" is for.
NEXT_TO_IT = 3


def disowning(
    claim: Claim, weighed: Weighed, reports: Mapping[str, Sequence[Finding]], shown: set[str]
) -> list[Finding]:
    """Where a claim lays its deed to nobody: who denies a part in it, and how else they have it come about.

    They do so in a report that leads with the town; of each side the first counts, with what it says right behind.
    """
    towns = [place for place in claim.where if place.province]
    if sides_claimed(claim.text) or others_claimed(claim.text) or not towns:
        return []
    answers: dict[str, list[Finding]] = {}
    for identity in dict.fromkeys(r.finding.article.id for r in weighed.related if not r.finding.article.is_note):
        report = {f.statement.ordinal: f for f in reports.get(identity, ())}
        if not any(leads_with(f) and _is_in_one_of(towns, f) for f in report.values()):
            continue
        for ordinal, finding in sorted(report.items()):
            side = _side_disowning(finding)
            # What is of another town is not among what was found here.
            just_before = [report.get(n) for n in range(max(1, ordinal - NEXT_TO_IT), ordinal + 1)]
            turned = any(f is None or _turns_to_another(claim, towns, f) for f in just_before)
            if not side or side in answers or turned:
                continue
            told = [finding, report.get(ordinal + 1)]
            heard = [_heard_disowning(f, side) for f in told if f is not None and f.statement.id not in shown]
            answers[side] = [f for f in heard if f is not None]
    return [finding for told in answers.values() for finding in told]


def _is_in_one_of(towns: Sequence[Place], finding: Finding) -> bool:
    return any(related(town, place) == "same" for town in towns for place in finding.statement.where)


def _turns_to_another(claim: Claim, towns: Sequence[Place], finding: Finding) -> bool:
    elsewhere = [place for place in finding.statement.where if place.province]
    return (
        (bool(elsewhere) and apart(tuple(elsewhere), tuple(towns)))
        or worded("beside", "another").search(finding.words) is not None
        or names_another_day(claim, finding)
    )


def _side_disowning(finding: Finding) -> str:
    """The side, as `kin_of` calls it, that denies a part in what was just told: "has denied any responsibility"."""
    if "?" in finding.words or any(quantity.state for quantity in finding.statement.quantities):
        return ""
    return next(
        (
            kin_of(voice.speaker.side)
            for voice in finding.statement.attributions
            if voice.speaker.side
            and voice.grade == "denied"
            and worded("beside", "disowning").match(voice.span.of(finding.article.text))
        ),
        "",
    )


def _heard_disowning(finding: Finding, side: str) -> Finding | None:
    """A statement in the voice of a side that denies a part in it alone, or tells how else it came about."""
    for voice in finding.statement.attributions:
        said = voice.span.of(finding.article.text)
        if not voice.speaker.side or kin_of(voice.speaker.side) != side or voice.cue_span is None:
            continue
        if voice.grade == "denied" and not denies_a_deed_just_told(said):
            continue
        if voice.grade == "denied" or worded("beside", "how_else").search(said):
            return replace(finding, heard=voice)
    return None
