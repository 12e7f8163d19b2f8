"""Who counts the raids that a claim without a number tells of: whoever counts them says that they were flown."""

from __future__ import annotations

from knowledge.model import Claim, Finding, Quantity
from knowledge.places import related
from knowledge.speakers import sides_named
from retrieval.counts.periods import days_in, period_words
from retrieval.deeds.doers import doers_in, kin_of, names_its_doers, sides_claimed
from retrieval.events import where_of
from retrieval.grammar.closeness import TURNING, is_filler, is_kin, kindred, without_article
from retrieval.grammar.naming import contrasts_table, roles_in, told_as
from retrieval.grammar.withheld import doubt
from retrieval.ranking import WORD, words_of
from retrieval.word_tables import worded

#: The row of the unit table in which raids from the air are counted.
_RAIDS = "airstrikes"
A_WEEK = 7


def counts_what_was_flown(claim: Claim, finding: Finding) -> bool:
    """Whether a claim says only that a side struck from the air, and a note counts the raids of that side there.

    All that the claim tells besides, whom or what they hit and where, is told by the note's words or by its event.
    """
    if claim.quantities or not finding.article.is_note or finding.statement.place_in_article == "rival":
        return False
    if _RAIDS not in told_as(claim.text) and not worded("closeness", "air_arm").search(claim.text):
        return False
    of_a_town = any(place.province for place in claim.where)
    flown = any(
        q.unit == _RAIDS and q.value > 0 and not (of_a_town and _are_of_long(q)) for q in finding.statement.quantities
    )
    if not flown or not sides_claimed(claim.text) or any(turn.search(claim.text) for turn in TURNING.values()):
        return False
    if finding.attribution.grade == "denied" or doubt(claim.text, finding.words) or _are_anothers(claim, finding.words):
        return False
    about = finding.article.subject
    return names_its_doers(claim.text, finding.words, about) and not _untold(claim, finding, f"{finding.words} {about}")


def _are_of_long(raids: Quantity) -> bool:
    """Whether raids are counted over more than a week: who knows which of a year's hit one town?"""
    days = days_in(period_words(raids)) if raids.period else 0.0
    return days is None or days > A_WEEK


def _are_anothers(claim: Claim, words: str) -> bool:
    """Whether words tell whose raids they count, and not that they are the claim's: "government aircraft"."""
    own, doing = sides_claimed(claim.text), doers_in(words)
    if {kin_of(side) for side in own} & {kin_of(side) for side in doing}:
        return False
    return bool(doing or roles_in(words))


def _untold(claim: Claim, finding: Finding, told: str) -> list[str]:
    """The words of a claim, besides that somebody struck, that a note does not tell."""
    there, sides = kindred(told), {side for side, _, _ in sides_named(told)}
    doing = frozenset(contrasts_table()["doing"]["words"]) | frozenset(contrasts_table()["deeds"]["words"])
    struck = {stem for word in doing for stem in words_of(word)}
    own = sides_claimed(claim.text)
    untold, arms = [], list(worded("closeness", "air_arm").finditer(claim.text))
    for match in WORD.finditer(claim.text):
        written, at = match.group(), match.start()
        stems = [s for s in map(without_article, words_of(written)) if not is_filler(s) and s not in struck]
        if not stems or worded("in_other_words", "light").search(written) or told_as(written) & told_as("raids"):
            continue
        if any(arm.start() <= at < arm.end() for arm in arms):
            continue
        place = next((p for p in claim.where if p.span and p.span.start <= at < p.span.end), None)
        if place and any(related(place, other) in ("same", "contains") for other in where_of(finding)):
            continue
        if {side for side, _, _ in sides_named(written.capitalize())} & (sides | own):
            continue
        untold += [stem for stem in stems if not is_kin(stem, there)]
    return untold
