"""Caveats about the outlet: what others document about it, never a score of ours."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files

from knowledge.articles import day
from knowledge.model import Caveat, Finding, ProfileFact
from knowledge.speakers import domain_of, outlet_of
from retrieval.caveats.margin import Margin
from retrieval.events import in_words
from retrieval.word_tables import any_of
from retrieval.wording import Told, told

#: Where the list stands that listings/wikipedia.toml was cut from, and what it calls those it warns of.
PERENNIAL = "https://en.wikipedia.org/wiki/Wikipedia:Reliable_sources/Perennial_sources"
WARNED_OF = {
    "no consensus": "a source they could not agree on",
    "generally unreliable": "generally unreliable",
    "deprecated": "deprecated",
    "blacklisted": "blacklisted",
}

_power = re.compile(
    rf"\b(?:{any_of('caveats', 'told_of_an_outlet')})\b",
    re.IGNORECASE,
)


def outlet_profile(margin: Margin) -> list[Caveat]:
    """What others document about an outlet or a claimant, "X says", with address and date."""
    caveats = []
    for finding in margin.cited():
        for name in (finding.outlet, finding.speaker.name):
            profile = margin.profiles.get(name.lower())
            if profile is not None and (telling := [fact for fact in profile.facts if _weight(fact)]):
                fact = max(telling, key=_weight)
                caveats.append(Caveat("OUTLET_PROFILE", _as_told(profile.outlet, fact), (finding,), url=fact.url))
            elif name == finding.outlet and (listed := listed_as(finding)):
                said = told(
                    "Wikipedia's editors listed {outlet} in March 2021 as {called}.",
                    outlet=listed[0],
                    called=listed[1],
                )
                caveats.append(Caveat("OUTLET_PROFILE", said, (finding,), url=PERENNIAL))
    return list({caveat.sentence: caveat for caveat in caveats}.values())[:3]


def _as_told(outlet: str, fact: ProfileFact) -> Told:
    """What somebody says about an outlet, and when they said so, or when it was read with them."""
    who, says = fact.speaker.name, fact.says.rstrip(".")
    if said := day(fact.dated):
        return told("About {outlet}: {fact} (so {who}, {day}).", outlet=outlet, fact=says, who=who, day=in_words(said))
    if read := day(fact.read):
        template = "About {outlet}: {fact} (so {who}, as read on {day})."
        return told(template, outlet=outlet, fact=says, who=who, day=in_words(read))
    return told("About {outlet}: {fact} (so {who}).", outlet=outlet, fact=says, who=who)


def listed_as(finding: Finding) -> tuple[str, str] | None:
    """The outlet and what Wikipedia's editors called it in their list of March 2021; None when they warn of nothing.

    Of a host of many people's pages only the host is listed, and none of those pages.
    """
    row = outlet_of(finding.outlet)
    for domain in (domain_of(finding.url or ""), *(row.domains if row else ())):
        if domain in _listed():
            outlet, word = _listed()[domain]
            return (outlet, told(WARNED_OF[word])) if word in WARNED_OF else None
    return None


def _weight(fact: ProfileFact) -> int:
    """What a reader should know first: who owns, pays or commands it, and what an authority has decided about it.

    What the other camp calls it, and what else is told of it, adds nothing to a claim.
    """
    if fact.speaker.kind == "party":
        return 0
    official = fact.speaker.kind in ("named_official", "un")
    return 2 * official + bool(_power.search(fact.says))


@cache
def _listed() -> dict[str, tuple[str, str]]:
    rows = tomllib.loads((files(__package__) / "listings" / "wikipedia.toml").read_text("utf-8"))["listed"]
    return {domain: (row["outlet"], row["as"]) for row in rows for domain in row["domains"]}
