"""Caveats about who did it: the figure is told, and nobody who tells it says that the claim's side did it."""

from __future__ import annotations

from collections.abc import Sequence

from knowledge.model import Caveat, Finding
from retrieval.caveats.margin import Margin
from retrieval.caveats.sides import as_claimed, called
from retrieval.deeds.doers import doers_in, kin_of
from retrieval.deeds.parties import OtherDoer, other_doer, other_people
from retrieval.events import by_article, notes_of_one_event
from retrieval.events.nearness import counts_it_there, tells_its_subject
from retrieval.ranking import fits
from retrieval.wording import in_a_sentence, listed, told


def doer_differs(margin: Margin) -> list[Caveat]:
    """The number stands near, of this event, and no report of it has the claim's side do it."""
    claimed = margin.figure
    if claimed is None or margin.state != "found" or margin.findings("reports", "denies"):
        return []
    reports, notes = by_article(margin.found), notes_of_one_event(margin.found)

    def is_of_it(finding: Finding) -> bool:
        is_printed = any(fits(claimed, q) for q in finding.statement.quantities)
        return is_printed and (tells_its_subject(margin.claim, finding) or counts_it_there(margin.claim, finding))

    near = [
        (f, other)
        for f in margin.findings("context")
        if is_of_it(f)
        and (other := other_doer(margin.claim, f, notes.get(f.article.id, ()))) is not None
        and not other_people(margin.claim, f, reports.get(f.article.id, ()))
        and not _says_so_elsewhere(f, other, margin.found)
    ]
    if not near:
        return []
    others = [other for _, other in near]
    return [Caveat("DOER_DIFFERS", _sentence(margin.claim.text, others), tuple(dict.fromkeys(f for f, _ in near)))]


def _says_so_elsewhere(finding: Finding, other: OtherDoer, found: Sequence[Finding]) -> bool:
    """Whether whoever gives a figure says elsewhere, of the same event, that the claim's side did it."""
    kin = {kin_of(side) for side in other.claimed}
    article = finding.article
    return any(
        f.speaker.name == finding.speaker.name
        and (f.article.id == article.id or (article.event_id is not None and f.article.event_id == article.event_id))
        and kin & {kin_of(side) for side in doers_in(f.words)}
        for f in found
    )


def _sentence(claim: str, others: list[OtherDoer]) -> str:
    mine = listed([as_claimed(side, claim) or in_a_sentence(called(side)) for side in _each_once(others[0].claimed)])
    told_of = _each_once([side for other in others for side in other.told])
    # One report that names nobody is none that names Russia.
    if not all(other.told for other in others):
        return told("The claim has {claimed} do it; nobody who gives this figure here says so.", claimed=mine)
    theirs = listed([in_a_sentence(called(side)) for side in told_of])
    return told("The claim has {claimed} do it; the reports of this figure name {sides}.", claimed=mine, sides=theirs)


def _each_once(sides: list[str] | tuple[str, ...]) -> list[str]:
    """The sides, each by one of its names: "Syria" and "Syrian government" are one."""
    names: dict[str, str] = {}
    for side in sides:
        kin = kin_of(side)
        names[kin] = max(names.get(kin, ""), side, key=len)
    return list(names.values())
