"""Whether a report that counts otherwise in a claim's town tells of the claim's blow: a town sees many of them.

Of "a bomber killed 16 outside a bakery in Kalden" the 75 whom the army killed in Kalden say nothing.
"""

from __future__ import annotations

from knowledge.model import Claim, Finding
from retrieval.counts.causes import tells_its_cause
from retrieval.deeds.blows import camps_told
from retrieval.deeds.doers import kin_named, kin_of, sides_claimed
from retrieval.deeds.unnamed import group_of
from retrieval.grammar.closeness import OPENING
from retrieval.grammar.naming import groups_in, sites_in


def tells_its_blow(claim: Claim, finding: Finding) -> bool:
    """Whether a report tells what was hit in a claim, with what, by whom and who died, as far as the claim says so.

    A note is of one event, which its editor has named.
    """
    if finding.article.is_note:
        return True
    opening = finding.article.text[: len(finding.article.title) + OPENING]
    about = f"{finding.words} {opening}"
    sites = sites_in(claim.text)
    # Who counts in the very mosque may leave out that it was a blast.
    tells_it = sites <= sites_in(about) if sites else tells_its_cause(claim, finding)
    return tells_it and _is_of_its_doer(claim, finding) and _may_be_its_dead(claim, finding)


def _is_of_its_doer(claim: Claim, finding: Finding) -> bool:
    """Whether a statement may be of the deed of the sides that a claim names: "regime helicopters" are not Russia's."""
    kin = {kin_of(side) for side in sides_claimed(claim.text)}
    return not kin or not camps_told(finding.words) or bool(kin & kin_named(finding.words))


def _may_be_its_dead(claim: Claim, finding: Finding) -> bool:
    """Whether a statement and its headline name the soldiers, police or medics of a claim, or no such group."""
    counted = {group for q in claim.quantities if (group := group_of(q))} - {"civilians"}
    told = groups_in(f"{finding.words} {finding.article.title}")
    return not counted or not told or bool(counted & told)
