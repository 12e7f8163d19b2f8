"""Caveats about what was found at all: nothing, several events, or only what a reader wrote underneath."""

from __future__ import annotations

from knowledge.model import Candidate, Caveat
from retrieval.caveats.margin import Margin, each_once
from retrieval.counts.figures import prints
from retrieval.nearby.underneath import said_underneath
from retrieval.relations.figures import figure_of
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
    sentence = f"{_events_told(margin)}; add {' or '.join(missing)} to tell them apart."
    return [Caveat("AMBIGUOUS_EVENT", sentence, findings)]


def _events_told(margin: Margin) -> str:
    """Whether reports of one event or of several tell what the claim does, and whether others come near it.

    How many events they are nobody knows: a report may be misdated, and two attacks of one week are told as one. The
    list below shows each with its reports.
    """
    figure = figure_of(margin.claim, [f for candidate in margin.candidates for f in candidate.findings])
    saying = {finding.statement.id for finding in margin.findings("reports")}

    def is_told(candidate: Candidate) -> bool:
        return any(finding.statement.id in saying for finding in candidate.findings)

    def has_it(candidate: Candidate) -> bool:
        return figure is not None and any(prints(figure, finding) for finding in candidate.findings)

    # Where nobody is heard as saying so, whoever prints the very number is not passed over.
    fitting = sum(map(is_told, margin.candidates)) or sum(map(has_it, margin.candidates))
    told = "tell this" if figure is None else "give this figure"
    if not fitting:
        none = f"No report found here {told.replace(' ', 's ', 1)}"
        return f"{none}; reports of what may be different events come near it"
    said = f"Reports of {'what may be different events' if fitting > 1 else 'one event'} {told}"
    return said if fitting == len(margin.candidates) else f"{said}, and others come near it"


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
