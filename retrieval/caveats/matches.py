"""Caveats about what was found at all: nothing, several events, or only what a reader wrote underneath."""

from __future__ import annotations

from dataclasses import replace

from knowledge.model import Candidate, Caveat, Finding, Quantity
from retrieval.caveats.margin import Margin, each_once
from retrieval.figures import prints
from retrieval.ranking import counts_same
from retrieval.relations.figures import figure_of
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
    sentence = f"{_events_told(margin)}; add {' or '.join(missing)} to tell them apart."
    return [Caveat("AMBIGUOUS_EVENT", sentence, findings)]


def _events_told(margin: Margin) -> str:
    """Of how many events reports tell what the claim does, and of how many more something that comes near it.

    Events are counted, which may have many reports each, and two of them may be one: a report may be misdated.
    """
    figure = figure_of(margin.claim, [f for candidate in margin.candidates for f in candidate.findings])
    saying = {finding.statement.id for finding in margin.findings("reports")}

    def is_told(candidate: Candidate) -> bool:
        if figure is None:
            return any(finding.statement.id in saying for finding in candidate.findings)
        return any(prints(figure, finding) or _has_it(figure, finding) for finding in candidate.findings)

    fitting = sum(map(is_told, margin.candidates))
    near = len(margin.candidates) - fitting
    told = "tell this" if figure is None else "give this figure"
    if not fitting:
        return f"No report found here {told.replace(' ', 's ', 1)}; reports of what may be {near} events come near it"
    counted = f"Reports of what may be {fitting} events {told}" if fitting > 1 else f"Reports of one event {told}"
    if not near:
        return counted
    return f"{counted}, and of {near} more come near it" if near > 1 else f"{counted}, and of one more come near it"


def _has_it(figure: Quantity, finding: Finding) -> bool:
    """Whether a sentence prints the very number of such people, and leaves unsaid what became of them."""
    told = (replace(q, state=figure.state) for q in finding.statement.quantities if not q.state and q.bound != "vague")
    return any(q.value == figure.value and counts_same(figure, q) for q in told)


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
