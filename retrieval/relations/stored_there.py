"""Who has a weapon come from a store that was hit: "the gas was part of a rebel stockpile, struck on the ground".

Whoever says so grants the dead and the gas, and lays them to no attack with it. It denies nothing, and is the other
account of the same event: that stands beside the denials, whichever side gives it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from knowledge.model import Attribution, Claim, Finding
from retrieval.deeds.doers import kin_of
from retrieval.events import by_article
from retrieval.relations.days import names_another_day
from retrieval.relations.turned import answers_another
from retrieval.word_tables import worded


def having_it_stored(
    claim: Claim, saying: Sequence[Finding], findings: Sequence[Finding], shown: set[str]
) -> list[Finding]:
    """Who has the weapon of a claim come from a store that was hit, in a report that tells the claim; each side once.

    `findings` are of whatever place: "defended its Damascus ally" is of the town that the report tells of.
    """
    # Whoever struck a gas plant has struck a store.
    if not worded("beside", "seldom").search(claim.text) or worded("beside", "stores").search(claim.text):
        return []
    told: dict[str, Finding] = {}
    reports = by_article(findings)
    for identity in dict.fromkeys(f.article.id for f in saying if not f.article.is_note):
        report = reports.get(identity, ())
        for finding in sorted(report, key=lambda f: f.statement.ordinal):
            voice = None if finding.statement.id in shown else _who_has_it_stored(claim, finding)
            if voice is None:
                continue
            account = _as_its_voice_has_it(replace(finding, heard=voice))
            beside = [account if f.statement.id == finding.statement.id else f for f in report]
            if not answers_another(claim, account, saying, beside):
                told.setdefault(kin_of(voice.speaker.side or ""), replace(finding, heard=voice))
    return list(told.values())


def _as_its_voice_has_it(finding: Finding) -> Finding:
    """A statement with the places alone that its voice names: "defended its Damascus ally" is of no blow there."""
    said = finding.attribution.span
    named = tuple(p for p in finding.statement.where if p.span is None or p.span.within(said))
    return replace(finding, statement=replace(finding.statement, where=named))


def _who_has_it_stored(claim: Claim, finding: Finding) -> Attribution | None:
    """Whoever of a known side says in a statement that a store of gas was hit; None for nobody."""
    is_counting = any(quantity.state for quantity in finding.statement.quantities)
    if is_counting or "?" in finding.words or names_another_day(claim, finding):
        return None
    for voice in finding.statement.attributions:
        said = voice.span.of(finding.article.text)
        if (
            voice.speaker.side
            # "The foreign minister" may be any state's.
            and voice.speaker_span is not None
            and voice.speaker_span.of(finding.article.text).removeprefix("the ")[:1].isupper()
            and voice.grade != "denied"
            and all(worded("beside", row).search(said) for row in ("seldom", "stores", "store_hit"))
            and not worded("beside", "not_admitting").search(said)
        ):
            return voice
    return None
