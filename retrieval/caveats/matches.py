"""Caveats about what was found at all: nothing, several events, or only what a reader wrote underneath."""

from __future__ import annotations

from knowledge.model import Caveat
from retrieval.caveats.margin import Margin


def nothing_found(margin: Margin) -> list[Caveat]:
    """No reporting in the store is close."""
    if margin.state != "nothing_found":
        return []
    return [
        Caveat(
            "NOTHING_FOUND",
            "No reporting in the store is close to this. That says nothing about whether it is true.",
        )
    ]


def ambiguous_event(margin: Margin) -> list[Caveat]:
    """The claim fits several events."""
    if margin.state != "ambiguous":
        return []
    wanted = (("a place", margin.claim.where), ("a date", margin.claim.when))
    missing = [word for word, known in wanted if not known] or ["more detail"]
    findings = tuple(finding for candidate in margin.candidates for finding in candidate.findings[:1])
    return [
        Caveat(
            "AMBIGUOUS_EVENT",
            f"The claim fits {len(margin.candidates)} different reports that may not be of one event; "
            f"add {' or '.join(missing)} to tell them apart.",
            findings,
        )
    ]


def comment_only(margin: Margin) -> list[Caveat]:
    """Only a reader's comment says so."""
    said = margin.findings("reports")
    if not said or any(f.statement.place_in_article != "comment" for f in said):
        return []
    return [Caveat("COMMENT_ONLY", "Only a reader's comment says this; no reporting does.", tuple(said))]
