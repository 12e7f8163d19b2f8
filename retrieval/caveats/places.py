"""Caveats about where: the count covers another place than the claim."""

from __future__ import annotations

from knowledge.model import Caveat
from retrieval.caveats.drift import drifted, places_changed
from retrieval.caveats.margin import Margin, each_once
from retrieval.caveats.printed import whose
from retrieval.ranking import fits
from retrieval.wording import is_plural, listed, told, told_of


def place_differs(margin: Margin) -> list[Caveat]:
    """The count covers another place than the claim: four provinces, not one of them."""
    claimed = margin.figure
    if line := drifted(margin, "PLACE_DIFFERS"):
        return [line]
    reporting = margin.findings("reports")
    if claimed is not None:
        # Who says it in words that count another side's fighters says it of their place all the same.
        reporting = [f for f in reporting if any(fits(claimed, q) for q in f.statement.quantities)] or reporting
    changed = [(f, places) for f in reporting if (places := places_changed(margin.claim, f))]
    if not changed or len(changed) < len(reporting):
        # Somebody reports it of just the place that the claim names.
        return []
    one, several = "{who} speaks of {place}", "{who} speak of {place}"
    each = each_once(
        [told_of(1 + is_plural(whose(f)), one, several, who=whose(f), place=there) for f, (_, there) in changed]
    )
    return [
        Caveat(
            "PLACE_DIFFERS",
            told("The claim says {place}; {each}.", place=changed[0][1][0], each=listed(each[:3])),
            tuple(dict.fromkeys(f for f, _ in changed)),
        )
    ]
