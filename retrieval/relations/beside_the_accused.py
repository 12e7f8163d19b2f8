"""Who is heard beside the accused: whoever lays it to them, calls it an aggression, or says what tests showed."""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import replace
from datetime import timedelta

from knowledge.model import Claim, Finding
from knowledge.places import related
from retrieval.deeds.doers import kin_of, others_claimed, sides_claimed
from retrieval.grammar.naming import weapons_in
from retrieval.origins import has_name
from retrieval.relations.days import names_another_day
from retrieval.relations.laid import who_lays_it_to
from retrieval.relations.weighed import because
from retrieval.relations.what_they_answer import (
    AGGRESSION,
    ANSWERING,
    FIGHTERS_HIT,
    NO_MISTAKE,
    TESTED,
    calls_it_a_mistake,
    heard_alone,
    parts_of,
    says_it_was_not_theirs,
)
from retrieval.word_tables import worded

#: Of whoever lays it to those who deny it; more is padding.
MOST_ACCUSING = 3
#: So long after an attack it is told what tests showed.
WEEKS_AFTER = timedelta(days=62)
#: Statements behind one that tells the deed in which a report is still at it.
RIGHT_BEHIND = 3
#: Whom nobody may strike, and who may speak for those who did.
_CIVILIANS = ("civilians", "children", "women", "students")
_TAKING_A_SIDE = ("party", "state_media", "unnamed_partisan")


def beside_who_denies(
    claim: Claim, saying: Sequence[Finding], findings: Sequence[Finding], answers: Sequence[Finding], shown: Set[str]
) -> list[Finding]:
    """Who lays the deed to one of the sides that say it was not theirs, where the claim itself lays it to nobody."""
    if sides_claimed(claim.text) or others_claimed(claim.text):
        return []
    denying = {kin_of(f.speaker.side) for f in answers if f.speaker.side and says_it_was_not_theirs(f)}
    known = {*shown, *(f.statement.id for f in answers)}
    return who_lays_it_to(claim, saying, findings, denying, known)[:MOST_ACCUSING] if denying else []


def having_hit_fighters(
    claim: Claim, counting: Sequence[Finding], findings: Sequence[Finding], shown: Set[str]
) -> list[Finding]:
    """Whoever takes a side and has fighters killed there, or their positions hit, right behind who counts civilians.

    "Militants were killed when their positions were targeted in Kalden" is the army's account of a school that was hit.
    """
    if not any(q.unit in _CIVILIANS for q in claim.quantities):
        return []
    ends = {(f.article.id, f.statement.ordinal + step) for f in counting for step in range(1, RIGHT_BEHIND + 1)}
    told = (f for f in findings if (f.article.id, f.statement.ordinal) in ends and f.statement.id not in shown)
    return [
        because(because(replace(finding, heard=voice), FIGHTERS_HIT), f'{ANSWERING} "{voice.cue}"')
        for finding in told
        if not any(quantity.state for quantity in finding.statement.quantities)
        and not names_another_day(claim, finding)
        for voice in finding.statement.attributions
        if voice.speaker.kind in _TAKING_A_SIDE
        and voice.grade == "said"
        and worded("beside", "fighters_were_hit").search(voice.span.of(finding.article.text))
    ][:1]


def beside_a_mistake(
    saying: Sequence[Finding], findings: Sequence[Finding], answers: Sequence[Finding], shown: Set[str]
) -> list[Finding]:
    """Where the accused call it a mistake: the first with a name who calls it an aggression, right behind who tells it.

    That is what those who were struck say of it; it denies nothing, and is no count.
    """
    if not any(map(calls_it_a_mistake, answers)):
        return []
    known = {*shown, *(f.statement.id for f in answers)}
    heard = {finding.speaker.name for finding in answers}
    ends = {(f.article.id, f.statement.ordinal + step) for f in saying for step in range(1, RIGHT_BEHIND + 1)}
    behind = (f for f in findings if (f.article.id, f.statement.ordinal) in ends and f.statement.id not in known)
    calling = (
        because(replace(finding, heard=voice), AGGRESSION)
        for finding in behind
        for voice in finding.statement.attributions
        if voice.grade == "said" and has_name(voice.speaker) and voice.speaker.name not in heard
        if voice.speaker.kind != "outlet_itself"
        and worded("beside", "calling_it_aggression").match(voice.span.of(finding.article.text))
    )
    return list(calling)[:1]


def what_tests_showed(
    claim: Claim, saying: Sequence[Finding], findings: Sequence[Finding], answers: Sequence[Finding], shown: Set[str]
) -> list[Finding]:
    """Where the accused answer of a gas: the first body of no side that has tests in the claim's town show it.

    It says so in the weeks after. Who used the gas it does not say by that.
    """
    gas, days = weapons_in("gas"), [f.published.start for f in saying if f.published]
    if not (answers and days and gas & weapons_in(claim.text)):
        return []
    known, towns = {*shown, *(f.statement.id for f in answers)}, [place for place in claim.where if place.province]
    tested = [
        (f.published.start, f)
        for f in findings
        if f.speaker.kind == "un" and f.attribution.grade == "said" and f.statement.id not in known
        if f.published is not None and min(days) <= f.published.start <= min(days) + WEEKS_AFTER
        if worded("beside", "tests_showed").search(f.words) and gas & weapons_in(f.words)
        if any(related(town, place) == "same" for town in towns for place in f.statement.where)
    ]
    return [because(min(tested, key=lambda one: one[0])[1], TESTED)] if tested else []


def beside_who_says_it_was_meant(answers: Sequence[Finding], findings: Sequence[Finding]) -> list[Finding]:
    """The answers; where the accused call it a mistake, and another in that sentence says it was none, each alone."""
    sentences = {finding.statement.id: finding for finding in findings}
    heard = {finding.speaker.name for finding in answers}
    told: list[Finding] = []
    for answer in answers:
        alone = replace(answer, statement=replace(answer.statement, span=parts_of(answer.attribution)))
        against = []
        if calls_it_a_mistake(alone) and answer.statement.id in sentences:
            against = _saying_it_was_meant(sentences[answer.statement.id], heard)
        told += [alone, *against] if against else [answer]
    return told


def _saying_it_was_meant(finding: Finding, heard: Set[str]) -> list[Finding]:
    return [
        because(heard_alone(finding, voice, parts_of(voice)), NO_MISTAKE)
        for voice in finding.statement.attributions
        if voice.speaker.name not in heard and voice.grade != "denied" and voice.speaker_span is not None
        if worded("beside", "on_purpose").search(voice.span.of(finding.article.text))
    ]
