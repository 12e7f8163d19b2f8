"""Who is accused in a report of a blow that a claim tells by its weapon alone, and denies that they use it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from knowledge.model import Attribution, Claim, Finding
from knowledge.speakers import who_is
from retrieval.deeds.doers import doers_in, kin_of, others_claimed, sides_claimed
from retrieval.relations.charged import disputed_weapons, sides_called
from retrieval.relations.weighed import because
from retrieval.relations.what_they_answer import ANSWERING, IN_GENERAL, is_of_something_else
from retrieval.word_tables import any_of, worded

#: How far before a denial the weapon may stand that it calls "the weapons".
JUST_BEFORE = 300
#: How far before a denial "has always" may stand.
JUST_BEFORE_IT = 25


def whom_its_report_accuses(saying: Sequence[Finding], article_id: str) -> frozenset[str]:
    """Whom a report has do what the claim tells, as `kin_of` calls them."""
    told = [f for f in saying if f.article.id == article_id]
    # "Russian raid kills scores" is of another blow than the one that its report lays to the coalition further down.
    return frozenset(kin_of(side) for f in told for side in doers_in(f.words) or doers_in(f.article.title))


def denying_its_weapon(claim: Claim, saying: Sequence[Finding], told: Sequence[Finding]) -> list[Finding]:
    """Who is accused of the deed of a claim that names but a weapon, and denies that they use it; each side once."""
    denials: dict[str, Finding] = {}
    if not disputed_weapons(claim.text) or sides_claimed(claim.text) or others_claimed(claim.text):
        return []
    for finding in told:
        denying = [v for v in finding.statement.attributions if _denies_its_weapon(claim, v, finding.article.text)]
        if not denying or is_of_something_else(claim, finding):
            continue
        accused = whom_its_report_accuses(saying, finding.article.id) | _accused_of_using(claim, finding, told)
        for voice in denying:
            side = kin_of(voice.speaker.side or _side_of_its_leader(voice.speaker.name))
            if side in accused:
                denial = because(replace(finding, heard=voice), f'{ANSWERING} "{voice.cue}"')
                is_general = _is_a_standing_denial(finding, voice)
                denials.setdefault(side, because(denial, IN_GENERAL) if is_general else denial)
    return list(denials.values())


def _is_a_standing_denial(finding: Finding, voice: Attribution) -> bool:
    """Whether somebody denies a weapon as they do whenever it is used: "has always denied using", "that it uses".

    "Denied that it had used such weapons" answers the blow just told, and so does whoever names it.
    """
    text, cue = finding.article.text, voice.cue_span
    said = voice.span.of(text)
    if cue is None or worded("beside", "of_this_use").search(said):
        return False
    denying = text[max(finding.statement.span.start, cue.start - JUST_BEFORE_IT) : cue.end]
    return any(
        worded("beside", row).search(words) is not None
        for row, words in (("denied_of_old", denying), ("used_at_any_time", said))
    )


def _accused_of_using(claim: Claim, denial: Finding, told: Sequence[Finding]) -> frozenset[str]:
    """Whom a report says, right before a denial, to be accused of using the claim's weapon, as `kin_of` calls them."""
    before = next(
        (f.words for f in told if f.article == denial.article and f.statement.ordinal == denial.statement.ordinal - 1),
        "",
    )
    match = _stands_accused().match(before)
    if match is None or not {*disputed_weapons(match["of"])} & {*disputed_weapons(claim.text)}:
        return frozenset()
    return sides_called(match["who"])


@cache
def _stands_accused() -> re.Pattern[str]:
    """Who is accused, by whomever: "Velmar's regime has been accused of regularly using cluster bombs"."""
    return re.compile(
        r"\W*(?P<who>[^.,;:]{1,60}?) (?:has|have|had|is|are|was|were|stands?) (?:\w+ ){0,2}?accused of (?P<of>[^.;]+)"
    )


def _side_of_its_leader(name: str) -> str:
    """The side of "President Jonas Weil and his government": that of whom the words name first."""
    match = _and_the_government().fullmatch(name)
    return (who_is(match["leader"]).side or "") if match else ""


@cache
def _and_the_government() -> re.Pattern[str]:
    leaders, bodies = any_of("beside", "leaders"), any_of("denials", "bodies")
    return re.compile(
        rf"(?:(?:[Tt]he )?(?:{leaders}) )?(?P<leader>[A-Z][^,;]*?) and (?:his|her|its|their) (?:{bodies})"
    )


def _denies_its_weapon(claim: Claim, voice: Attribution, text: str) -> bool:
    """Whether somebody denies using the very weapon of a claim."""
    said = voice.span.of(text)
    if voice.grade != "denied":
        return False
    named = disputed_weapons(said)
    if not named and worded("beside", "such_weapons").search(said):
        # The one just told of is meant.
        named = disputed_weapons(text[max(0, voice.span.start - JUST_BEFORE) : voice.span.start])[-1:]
    return bool(worded("beside", "using").search(said) and {*named} & {*disputed_weapons(claim.text)})
