"""A hedge behind which nobody speaks: what an outlet holds at arm's length itself is its own word, hedged."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from knowledge.attributions.cues import hedges_in
from knowledge.model import Attribution, Finding, Speaker
from retrieval.origins.names import word_of


def in_its_own_voice(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """The findings, each hedge of an outlet's own in the outlet's voice: "the base was allegedly the launch pad".

    Of "jets believed to be foreign killed 60, a monitor said" the monitor is whoever speaks.
    """
    return tuple(_in_its_own_voice(finding) for finding in findings)


def _in_its_own_voice(finding: Finding) -> Finding:
    voices = finding.statement.attributions
    if not any(map(_is_nobodys, (finding.attribution, *voices))):
        return finding
    speaking = [voice for voice in voices if not _is_nobodys(voice) and voice.speaker_span is not None]

    def meant(voice: Attribution) -> Attribution:
        if not _is_nobodys(voice):
            return voice
        # Whose words hold the hedge has said it with the hedge.
        holding = [other for other in speaking if voice.span.within(other.span)]
        if holding:
            hedges = tuple(dict.fromkeys((*holding[0].hedges, *voice.hedges)))
            return replace(holding[0], hedges=hedges)
        return replace(voice, speaker=Speaker(finding.outlet, "outlet_itself"))

    attributions = tuple(dict.fromkeys(meant(voice) for voice in voices))
    statement = replace(finding.statement, attributions=attributions)
    return replace(finding, statement=statement, heard=meant(finding.attribution))


def _is_nobodys(voice: Attribution) -> bool:
    """Whether a hedge alone was read, and no words for anybody who speaks."""
    return not voice.speaker.name and voice.speaker_span is None and is_its_own_hedge(voice.cue)


@cache
def is_its_own_hedge(cue: str) -> bool:
    """Whether a word keeps a report's distance from its own sentence, and from nobody's who has spoken.

    >>> is_its_own_hedge("reportedly"), is_its_own_hedge("feared"), is_its_own_hedge("could not be verified")
    (True, True, False)
    >>> is_its_own_hedge("alleged"), is_its_own_hedge("reported")
    (False, False)
    """
    if word_of("thinking").fullmatch(cue):
        return True
    return " " not in cue and hedges_in(cue) == (cue,) and not word_of("told_by_somebody").fullmatch(cue)
