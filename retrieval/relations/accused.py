"""What whoever is said to have done it says of it, in the reports of the event: that it was a mistake, or not theirs.

Where that denies just the claim it is a denial; else it stands close by, before anything else that does, since whoever
asks who says so asks what the accused say.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from knowledge.model import Attribution, Claim, Finding
from retrieval.dated import leads_with, of_another_day
from retrieval.doers import kin_named, kin_of, sides_claimed
from retrieval.relations.days import names_another_day
from retrieval.relations.laid import is_the_doer
from retrieval.relations.weighed import Related, Weighed, because
from retrieval.word_tables import worded

#: How the reason begins that is shown for what the accused say.
ANSWERING = "said to have done it:"


def is_their_answer(finding: Finding) -> bool:
    """Whether a finding stands close by because whoever is said to have done it speaks of it there."""
    return any(why.startswith(ANSWERING) for why in finding.why)


def with_the_accused(claim: Claim, weighed: Weighed, reports: Mapping[str, Sequence[Finding]]) -> Weighed:
    """What was weighed, with what the claim's doers say of it in the reports that say so, or otherwise.

    `reports` are the findings of each article as they were found.
    """
    if weighed.state != "found":
        return weighed
    saying = [r.finding for r in weighed.related if r.relation in ("reports", "differs")]
    leading = dict.fromkeys(f.article.id for f in saying if leads_with(f) or f.article.is_note)
    shown = {r.finding.statement.id for r in weighed.related if r.relation != "context"}
    answers = [
        because(replace(finding, heard=voice), f'{ANSWERING} "{voice.cue or voice.speaker.name}"')
        for identity in leading
        for finding in reports.get(identity, ())
        if finding.statement.id not in shown and (voice := _answering(claim, finding)) is not None
    ]
    ids = {finding.statement.id for finding in answers}
    kept = [r for r in weighed.related if r.finding.statement.id not in ids]
    return replace(weighed, related=(*kept, *(Related(finding, "context") for finding in answers)))


def _answering(claim: Claim, finding: Finding) -> Attribution | None:
    """Whoever of the claim's doers says in a statement that they did it, or did not, or did not mean to; else None."""
    if "?" in finding.words or of_another_day(finding) or names_another_day(claim, finding):
        return None
    if any(quantity.state for quantity in finding.statement.quantities):
        # Whoever counts is heard as whoever counts.
        return None
    if finding.article.is_note:
        # Who writes a note keeps of what the accused say what they say of it; what they deny is weighed as a denial.
        of_it = finding.statement.place_in_article == "note" and not finding.statement.quantities
        return next((v for v in finding.statement.attributions if of_it and is_the_doer(claim, v)), None)
    text, telling = finding.article.text, worded("beside", "whose_deed")
    for voice in finding.statement.attributions:
        if voice.cue_span is None or not (voice.grade == "denied" or telling.search(voice.span.of(text))):
            continue
        if is_the_doer(claim, voice) or _speaks_for_the_doer(claim, voice, text):
            return voice
    return None


def _speaks_for_the_doer(claim: Claim, voice: Attribution, text: str) -> bool:
    """Whether somebody is called by an office of the claim's doers: "Veldian army spokeswoman Mira Sand"."""
    called = voice.speaker_span.of(text) if voice.speaker_span else ""
    doers = {kin_of(side) for side in sides_claimed(claim.text)}
    in_office = worded("caveats/words", "speaking_for").search(called)
    return bool(in_office and doers & kin_named(called)) and not worded("caveats/words", "speaking_for_none").search(
        called
    )
