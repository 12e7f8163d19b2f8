"""Caveats about what was found at all: nothing, several events, or only what a reader wrote underneath."""

from __future__ import annotations

from knowledge.model import Caveat
from retrieval.caveats.margin import Margin, each_once
from retrieval.underneath import said_underneath
from retrieval.wording import listed, told


def nothing_found(margin: Margin) -> list[Caveat]:
    """No reporting in the store is close. A card's first line says it to people, in their language."""
    if margin.state != "nothing_found":
        return []
    return [
        Caveat(
            "NOTHING_FOUND",
            "No reporting in the store is close to this. That says nothing about whether it is true.",
        )
    ]


def ambiguous_event(margin: Margin) -> list[Caveat]:
    """The claim fits several events. A card's first line says it to people, in their language."""
    if margin.state != "ambiguous":
        return []
    wanted = (("a place", margin.claim.where), ("a date", margin.claim.when))
    missing = [word for word, known in wanted if not known] or ["more detail"]
    findings = tuple(finding for candidate in margin.candidates for finding in candidate.findings[:1])
    return [
        Caveat(
            "AMBIGUOUS_EVENT",
            f"{len(margin.candidates)} reports fit the claim or come near it, and may not be of one event; "
            f"add {' or '.join(missing)} to tell them apart.",
            findings,
        )
    ]


def comment_only(margin: Margin) -> list[Caveat]:
    """Only a reader's comment says so."""
    if margin.findings("reports", "differs", "denies"):
        return []
    said = said_underneath(margin.claim, margin.found)
    if not said:
        return []
    outlets = listed(each_once([f.outlet for f in said])[:3])
    return [
        Caveat(
            "COMMENT_ONLY",
            told("Only a reader's comment under {outlets} says this; no reporting does.", outlets=outlets),
            said,
        )
    ]
