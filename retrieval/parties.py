"""To whom it was done, and by whom: a strike by one side is not another's, and dead soldiers are no dead civilians."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from knowledge.model import Claim, Finding, Quantity
from knowledge.quantities import sides_in
from knowledge.speakers import sides_named
from retrieval.doers import doers_in, doing_groups, kin_named, kin_of
from retrieval.naming import groups_in, roles_in
from retrieval.nations import nations_in, other_nation
from retrieval.ranking import counts_same, fits
from retrieval.unnamed import group_of, is_at_home, people_in, unnamed, without_speakers
from retrieval.wording import listed

#: The first row of the parts in a fight: for a government.
GOVERNMENT = frozenset((0,))
#: "Fighters loyal to the president".
_LOYAL = re.compile(r" (?:who (?:are|were) )?loyal to (?:the )?[\w-]+", re.IGNORECASE)


def parted(claim: Claim, finding: Finding, report: Sequence[Finding] = ()) -> str:
    """In what a finding is of other people than the claim, or of another side's deed; empty where neither is sure.

    `report` is what else was found in the same article: a note that counts "28 dead" and then "28 civilians" says who.
    """
    return _other_doer(claim, finding) or other_people(claim, finding, report)


def _other_doer(claim: Claim, finding: Finding) -> str:
    claimed = doers_in(claim.text)
    if not claimed:
        return ""
    article = finding.article
    told = (doers_in(words) for words in (finding.words, article.title, article.event or ""))
    printed = next(filter(None, told), frozenset())
    kin = {kin_of(side) for side in claimed}
    if printed and not kin & {kin_of(side) for side in printed}:
        return f"by {listed(sorted(printed))}, the claim by {listed(sorted(claimed))}"
    if not printed and article.is_note:
        # A note whose event is one side's campaign counts what that side did.
        suffering = {side for side, _, _ in sides_named(claim.text)}
        whose = {side for side, _, _ in sides_named(f"{article.title} {article.event or ''}")} - suffering
        if whose and not kin & {kin_of(side) for side, _, _ in sides_named(f"{article.text} {article.event or ''}")}:
            return f"of {listed(sorted(whose))}, the claim by {listed(sorted(claimed))}"
    if not printed:
        speakers = " ".join(a.speaker.name for a in finding.statement.attributions)
        about = (f"{article.subject} {article.outlet} {speakers}", article.text)
        if not any(kin & kin_named(words) for words in about):
            # Whoever tells of the dead and never of Israel has not said that Israel killed them.
            return f"names no {listed(sorted(claimed))}"
    return ""


def other_people(claim: Claim, finding: Finding, report: Sequence[Finding]) -> str:
    """In what a finding is of other people than the claim; empty where it is not sure to be."""
    counted = [q for q in claim.quantities if group_of(q) or (q.unit == "people" and people_in(q))]
    pairs = [(mine, q) for mine in counted for q in finding.statement.quantities if fits(mine, q)]
    if pairs:
        apart = [
            _counted_apart(claim, mine, q, finding, report) if group_of(mine) else unnamed(mine, q, finding)
            for mine, q in pairs
        ]
        return apart[0] if all(apart) else ""
    same = [(mine, q) for mine in counted for q in finding.statement.quantities if counts_same(mine, q)]
    if same:
        apart = [
            _other_side(claim, mine, q, finding) or ("" if groups_in(q.counted) else unnamed(mine, q, finding))
            for mine, q in same
        ]
        return apart[0] if all(apart) else ""
    claimed = groups_in(claim.text)
    if not claimed:
        return ""
    printed = groups_in(without_speakers(finding)) | {g for q in finding.statement.quantities if (g := group_of(q))}
    if printed and not claimed & printed:
        return f"of {listed(sorted(printed))}, the claim of {listed(sorted(claimed))}"
    return ""


def with_government_fighters(claim: Claim, findings: Sequence[Finding]) -> list[Finding]:
    """The findings in which a government's fighters are its soldiers, where the claim counts soldiers.

    "37 soldiers", "37 soldiers and pro-government fighters" and "39 pro-government fighters" are counts of one army's
    dead; not where a report counts its soldiers and its militiamen apart, nor where the soldiers are of another nation.
    """
    counted = [q for q in claim.quantities if q.unit == "soldiers" and roles_in(q.counted) <= GOVERNMENT]
    if not counted:
        return list(findings)
    told_apart = {f.article.id for f in findings if any(q.unit == "soldiers" for q in f.statement.quantities)}
    return [f if f.article.id in told_apart else _among_soldiers(counted, f) for f in findings]


def _among_soldiers(counted: Sequence[Quantity], finding: Finding) -> Finding:
    theirs = tuple(
        replace(q, unit="soldiers", counted="soldiers")
        if q.unit == "fighters"
        and roles_in(q.counted) == GOVERNMENT
        and any(q.state == own.state and _are_at_home(own, finding) for own in counted)
        else q
        for q in finding.statement.quantities
    )
    if theirs == finding.statement.quantities:
        return finding
    return replace(finding, statement=replace(finding.statement, quantities=theirs))


def _are_at_home(counted: Quantity, finding: Finding) -> bool:
    nations = nations_in(counted.counted)
    return not nations or any(is_at_home(nation, finding) for nation in nations)


def _counted_apart(
    claim: Claim, claimed: Quantity, printed: Quantity, finding: Finding, report: Sequence[Finding]
) -> str:
    """Why a figure that fits is one of other people; empty where it may be of the same."""
    mine = {group_of(claimed)}
    theirs: frozenset[str] | set[str] = ({group_of(printed)} - {""}) | groups_in(printed.counted)
    if not theirs:
        # Nobody is named beside the figure; the sentence, or the same figure elsewhere in the report, may say who.
        words = without_speakers(finding)
        doing = doing_groups(words)
        theirs = (groups_in(words) - doing) or {
            group for other in report for q in other.statement.quantities if fits(printed, q) and (group := group_of(q))
        }
        if not theirs and doing and "civilians" not in mine:
            return f"counts those whom {listed(sorted(doing))} hit, the claim {listed(sorted(mine))}"
    if theirs and (not mine & theirs or (len(theirs) > 1 and not group_of(printed))):
        return f"counts {listed(sorted(theirs))}, the claim {listed(sorted(mine))}"
    return _other_side(claim, claimed, printed, finding) or ("" if theirs else unnamed(claimed, printed, finding))


def _other_side(claim: Claim, claimed: Quantity, printed: Quantity, finding: Finding) -> str:
    """Why a figure is of another side's people: its words say so, or the sentence and its headline name only others."""
    loyal = _LOYAL.match(finding.article.text, printed.span.end)
    roles, theirs = roles_in(claimed.counted), roles_in(f"{printed.counted}{loyal.group() if loyal else ''}")
    if roles and theirs and not roles & theirs:
        return f'counts "{printed.counted}", the claim "{claimed.counted}"'
    if why := other_nation(claimed, printed, finding, claim.text):
        return why
    sides = sides_in(claimed.counted)
    if not sides:
        return ""
    others = sides_in(printed.counted) or _named_but_not_doing(finding.words, finding.article.title)
    if sides and others and not {kin_of(s) for s in sides} & {kin_of(s) for s in others}:
        return f"counts those of {listed(sorted(others))}, the claim those of {listed(sorted(sides))}"
    return ""


@lru_cache(maxsize=20_000)
def _named_but_not_doing(*texts: str) -> frozenset[str]:
    """The sides that texts name, without those that are said to have done it: these are not the counted."""
    named = {side for words in texts for side in (*sides_in(words), *(side for side, _, _ in sides_named(words)))}
    doing = {kin_of(side) for words in texts for side in doers_in(words)}
    return frozenset(side for side in named if kin_of(side) not in doing)
