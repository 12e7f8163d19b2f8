"""Who denies a part in a deed that a claim lays to nobody: "Velmar denied any responsibility", "it was not involved".

That the deed was done they have not denied; it stands close by, with how else they have it come about.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache

from knowledge.model import Attribution, Claim, Finding
from retrieval.counts.dated import leads_with
from retrieval.deeds.doers import kin_of, others_claimed, sides_claimed
from retrieval.events import by_article
from retrieval.relations.laid import denies_a_deed_just_told
from retrieval.relations.turned import is_in_one_of, tells_a_deed, towns_of, turns_to_another
from retrieval.relations.weighed import Weighed
from retrieval.word_tables import any_of, worded

#: A report goes on so long about what "any responsibility" is for.
NEXT_TO_IT = 3


def disowning(claim: Claim, weighed: Weighed, findings: Sequence[Finding], shown: set[str]) -> list[Finding]:
    """Where a claim lays its deed to nobody: who denies a part in it, and how else they have it come about.

    They do so in a report that leads with the town, or right behind the blow on it; of each side the first counts that
    denies it, and the first that only says so, with what it says right behind. `findings` are of whatever place.
    """
    if sides_claimed(claim.text) or others_claimed(claim.text) or not towns_of(claim):
        return []
    told_in = {r.finding.article.id for r in weighed.related if not r.finding.article.is_note}
    answers: dict[tuple[str, bool], list[Finding]] = {}
    for identity, told in by_article([f for f in findings if f.article.id in told_in]).items():
        own = [r.finding for r in weighed.related if r.relation != "context" and r.finding.article.id == identity]
        report = {f.statement.ordinal: f for f in told}
        for ordinal, finding in sorted(report.items()):
            voice = _who_disowns(finding)
            if voice is None or (key := (_who(voice), voice.grade == "denied")) in answers:
                continue
            if _goes_on_about_it(claim, own, report, ordinal, voice):
                behind = [
                    report[n] for n in (ordinal, ordinal + 1) if n in report and report[n].statement.id not in shown
                ]
                if heard := [f for one in behind if (f := _heard_disowning(one, key[0])) is not None]:
                    answers[key] = heard
    return [finding for told in answers.values() for finding in told]


def _goes_on_about_it(
    claim: Claim, own: Sequence[Finding], report: Mapping[int, Finding], ordinal: int, voice: Attribution
) -> bool:
    """Whether what a statement goes on about is the blow on a town: its report leads with it, or tells it right before,
    and turns to nothing else in between. `own` is what the report says of the claim.
    """
    towns = towns_of(claim)
    just_before = [report[n] for n in range(max(1, ordinal - NEXT_TO_IT), ordinal + 1) if n in report]
    hits = [n for n, f in enumerate(just_before) if is_in_one_of(towns, f) and tells_a_deed(f)]
    if not hits and not any(leads_with(f) and is_in_one_of(towns, f) for f in report.values()):
        return False
    behind = just_before[hits[-1] if hits else 0 :]
    if any(turns_to_another(claim, own, f) for f in behind):
        return False
    denial = report[ordinal]
    # "In the raids" says of what; "any involvement" is in what has been told last.
    said = _said_there(denial, voice)
    told_last = denial.words.replace(said, " ") + " ".join(f.words for f in just_before[-2:-1])
    return worded("denials", "blows").search(said) is not None or any(
        worded("beside", row).search(told_last) for row in ("deed", "back", "aftermath")
    )


def _who_disowns(finding: Finding) -> Attribution | None:
    """Whoever of a known side, or "the army", denies a part in what was just told: "any responsibility"; else None."""
    # What "the incident in which six trucks burned" did is no count of whoever denies it.
    recalled = _in_which().search(finding.words)
    ends = finding.statement.span.start + recalled.start() if recalled else finding.statement.span.end
    if "?" in finding.words or any(q.state and q.span.start < ends for q in finding.statement.quantities):
        return None
    return next(
        (
            voice
            for voice in finding.statement.attributions
            if _who(voice) and denies_a_part(_said_there(finding, voice), denied=voice.grade == "denied")
        ),
        None,
    )


def _said_there(finding: Finding, voice: Attribution) -> str:
    """What a voice says in a statement; a quotation may go on through several."""
    start, end = finding.statement.span.start, finding.statement.span.end
    return finding.article.text[max(start, voice.span.start) : min(end, voice.span.end)]


def denies_a_part(said: str, *, denied: bool) -> bool:
    """Whether words, denied or said, are that somebody had no part in what was just told, and name no other deed.

    >>> denies_a_part("it had nothing to do with the raid", denied=False), denies_a_part("any role", denied=True)
    (True, True)
    >>> [denies_a_part(said, denied=False) for said in ("Velmar was not involved", "it had no part in the vote")]
    [False, False]
    """
    if denied:
        disowns = worded("beside", "disowning").match(said) is not None or denies_theirs_were_in_it(said)
        return disowns or denies_a_deed_just_told(said)
    return _had_no_part().search(said) is not None


def denies_theirs_were_in_it(denied: str) -> bool:
    """Whether words deny that somebody's forces had a part in what was just told, and name no other deed.

    >>> denies_theirs_were_in_it("its aircraft or those of its allies were involved in the raid")
    True
    >>> denies_theirs_were_in_it("its forces were behind the Tarn raid")
    False
    """
    words = denied.strip(" .,")
    recalled = _in_which().search(words)
    return _theirs_were_in_it().fullmatch(words[: recalled.start()] if recalled else words) is not None


@cache
def _theirs_were_in_it() -> re.Pattern[str]:
    themselves, those = any_of("denials", "themselves"), rf"(?:{any_of('denials', 'blows')}|incidents?)"
    return re.compile(
        rf"(?:that )?(?:{themselves})(?: (?:or|and) (?:[\w’'-]+ ){{0,6}}?[\w’'-]+)?"
        rf" (?:was|were|is|are|had been|have been) (?:{any_of('denials', 'having_done')})"
        rf" (?:it|(?:the|that|this|those|these|any) (?:air )?{those})",
        re.IGNORECASE,
    )


@cache
def _in_which() -> re.Pattern[str]:
    """Where words go on to recall what the blow just told did: "the incident in which six trucks burned"."""
    return re.compile(r"(?<=\w),? in which\b", re.IGNORECASE)


@cache
def _had_no_part() -> re.Pattern[str]:
    themselves, blows = any_of("denials", "themselves"), any_of("denials", "blows")
    return re.compile(
        rf"\b(?:{themselves}|we|our \w+) (?:{any_of('beside', 'had_no_part')})"
        rf"(?: (?:in|with|for|behind) (?:it|that|this|(?:the|that|this|those|these|any) (?:air )?(?:{blows})))?"
        r"(?=\s*(?:[.,;\"”]|\Z))",
        re.IGNORECASE,
    )


def _heard_disowning(finding: Finding, side: str) -> Finding | None:
    """A statement in the voice of a side that denies a part in it alone, or tells how else it came about."""
    for voice in finding.statement.attributions:
        said = _said_there(finding, voice)
        if _who(voice) != side or voice.cue_span is None:
            continue
        if voice.grade == "denied" and not (denies_a_deed_just_told(said) or denies_theirs_were_in_it(said)):
            continue
        if (
            voice.grade == "denied"
            or denies_a_part(said, denied=False)
            or any(worded("beside", row).search(said) for row in ("how_else", "did_not"))
        ):
            return replace(finding, heard=voice)
    return None


def _who(voice: Attribution) -> str:
    """By what whoever is on a side is known again, or an office without a name, "the army"; empty for anybody else."""
    if voice.speaker.side:
        return kin_of(voice.speaker.side)
    return voice.speaker.name.lower() if _an_office().fullmatch(voice.speaker.name) else ""


@cache
def _an_office() -> re.Pattern[str]:
    return re.compile(rf"(?:[Tt]he )?(?:{any_of('denials', 'bodies')})(?: (?:{any_of('denials', 'bodies')}))?")
