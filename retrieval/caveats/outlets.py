"""Caveats about the outlet: what others document about it, never a score of ours."""

from __future__ import annotations

import re

from knowledge.model import Caveat, ProfileFact
from retrieval.caveats.margin import Margin

_power = re.compile(
    r"\b(?:owned|owner|run by|funded|state-owned|government-owned|designated|sanctioned|banned|licen[cs]e|affiliated|"
    r"party-backed|state-controlled|chaired|pro-\w+|links? to|accused|propaganda|voice of)\b",
    re.IGNORECASE,
)


def outlet_profile(margin: Margin) -> list[Caveat]:
    """What others document about an outlet or a claimant, "X says", with address and date."""
    caveats = []
    for finding in margin.findings("reports", "differs", "denies"):
        for name in (finding.outlet, finding.speaker.name):
            profile = margin.profiles.get(name.lower())
            if profile is None or not profile.facts:
                continue
            fact = max(profile.facts, key=_weight)
            dated = f", {fact.dated}" if fact.dated else ""
            caveats.append(
                Caveat(
                    "OUTLET_PROFILE",
                    f"About {profile.outlet}: {fact.says.rstrip('.')} (so {fact.speaker.name}{dated}).",
                    (finding,),
                    url=fact.url,
                )
            )
    return list({caveat.sentence: caveat for caveat in caveats}.values())[:3]


def _weight(fact: ProfileFact) -> int:
    """What a reader should know first: who owns or commands it, and what an authority has decided about it."""
    official = fact.speaker.kind in ("named_official", "party", "un")
    return 2 * official + bool(_power.search(fact.says))
