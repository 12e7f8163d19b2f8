"""A question for a number, "how many people died in Kalden": everybody's figure answers it, and none contradicts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from knowledge.model import Claim, Finding, Quantity, Tally
from knowledge.quantities import comparable
from retrieval.campaigns import claims_a_war, tells_the_war
from retrieval.homes import mostly_told_in
from retrieval.relations import RELATED_BY_FIGURE, Related, Weighed, weigh
from retrieval.stance import Reads

#: Figures of the nearest reports that are tried for the one of the event that is asked about.
MOST_TRIED = 3
#: A name within a sentence, which begins with a capital anyway.
_NAME = re.compile(r"(?<=\w )[A-Z][\w’-]{3,}")
#: So many die in no one event.
A_WAR = 1_000_000.0


def asks_for_a_number(claim: Claim) -> bool:
    """Whether the claim is a question for a number, and gives none itself."""
    return claim.asked is not None and not any(figure.unit for figure in claim.quantities)


def weigh_asked(claim: Claim, findings: Sequence[Finding], stance: Reads | None) -> tuple[Claim, Weighed] | None:
    """What is found for a question as for a claim of the nearest report's number, with that claim.

    None where no near report counts what is asked for, or its event is not settled.
    """
    ambiguous = None
    for figure in _nearest(claim, findings):
        told = replace(claim, quantities=(figure,))
        weighed = weigh(told, findings, stance)
        if weighed.state == "found" and any(one.relation == "reports" for one in weighed.related):
            return told, weighed
        if weighed.state == "ambiguous" and ambiguous is None:
            ambiguous = told, weighed
    return ambiguous


def as_answers(related: Sequence[Related]) -> list[Related]:
    """What was weighed, with every figure as an answer: nobody who gives another number says otherwise."""
    return [replace(one, relation="reports") if one.relation == "differs" else one for one in related]


def counts_what_is_asked(claim: Claim, tally: Tally) -> bool:
    """Whether a tally counts just what the question asks the number of."""
    return claim.asked is not None and any(comparable(claim.asked, f.quantity) == "same" for f in tally.figures)


def _nearest(claim: Claim, findings: Sequence[Finding]) -> Iterator[Quantity]:
    """The figures of the nearest reports that count just what is asked for, each number once."""
    asked, seen = claim.asked, set[float]()
    if asked is None:
        return
    of_a_war = claims_a_war(claim, replace(asked, low=A_WAR, high=A_WAR))
    for finding in sorted(findings, key=lambda f: -f.similarity):
        if finding.similarity < RELATED_BY_FIGURE:
            return
        if not finding.statement.is_reporting or finding.is_rating:
            continue
        if not _tells_its_names(claim, finding):
            continue
        if of_a_war and not tells_the_war(claim, finding):
            # Whoever asks of a war asks of no day in it.
            continue
        for printed in finding.statement.quantities:
            is_one = printed.value > 0 and printed.bound != "vague" and comparable(asked, printed) == "same"
            if not is_one or printed.value in seen or len(seen) == MOST_TRIED:
                continue
            figure = replace(asked, low=printed.low, high=printed.high, bound=printed.bound)
            if of_a_war or mostly_told_in(replace(claim, quantities=(figure,)), figure, finding):
                seen.add(printed.value)
                yield figure


def _tells_its_names(claim: Claim, finding: Finding) -> bool:
    """Whether a report names all that the question names, beside the places that a table knows: the raid on Tarn."""
    article = finding.article
    told = " ".join(filter(None, (article.text, article.title, article.event, article.place))).lower()
    known = [place.span for place in claim.where if place.span]
    return all(
        match.group().lower() in told
        for match in _NAME.finditer(claim.text)
        if not any(span.start <= match.start() < span.end for span in known)
    )
