"""Who answers an accusation in half a sentence: "accused Velmar of killing six, but the claim was denied by its army".

Whoever accuses says so, and whoever answers denies it; what is denied stands in the other half of the sentence, or in
the sentence before. A denial is of what the claim lays to somebody only where that very accusation is answered.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache, lru_cache

from knowledge.model import Attribution, Claim, Finding, Quantity, Span
from retrieval.contrasts import denies_nothing, hedged
from retrieval.denials import answering_voice, is_forged, is_of_another_place
from retrieval.doers import doers_in, has_done_it, kin_named, kin_of, names_of_doers, others_claimed, sides_claimed
from retrieval.origins import has_name
from retrieval.ranking import counts_same, plain_words
from retrieval.relations.weighed import Related, Weighed, because, without_echoes
from retrieval.word_tables import any_of, worded

#: Characters of words that only stand for what was said: "the accusation".
A_FEW = 40
#: "Accused Velmar, its neighbour, of killing": whoever is named up to there is accused.
_OF = re.compile(r"\bof\s+(?:having\s+)?\w+ing\b", re.IGNORECASE)
#: "Velmar, a member of the alliance, of killing": what somebody is, and not who is accused.
_APPOSED = re.compile(r",|\s(?=(?:an?|who|which|its|whose)\s)")
#: "And of looting the mill", "and Iran of arming both", "and that": two things are said, and one of them may be denied.
_AND_OF = re.compile(r"\band\s+(?:that\b|(?:[^,.;]{1,40}?\s)?of\s+(?:having\s+)?\w+ing\b|\w+ing\b)", re.IGNORECASE)
#: Whoever may have done it.
_NAMES = re.compile(r"\b[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)*(?: (?:army|military|police|forces|jets|planes|troops))?")
#: Whose own deed is denied: "that its men had killed", "killing", "having shelled".
_OWN_DEED = re.compile(
    r"\A\W*(?:any\s+)?(?:(?:that\s+)?(?:it|they|he|she|its\s+\w+|their\s+\w+|his\s+\w+|her\s+\w+)\s+"
    r"(?:had\s+|have\s+|has\s+|were\s+|was\s+|did\s+)?(?:ever\s+|deliberately\s+)?\w+(?:ed|ing|t|led)\b"
    r"|(?:having\s+)?(?:kill|shell|bomb|shoot|shot|hit|str[iu]|attack|target|massacr|murder|execut)\w*\b)",
    re.IGNORECASE,
)


def is_answered(finding: Finding) -> bool:
    """Whether somebody in a finding only denies what another has said in it."""
    return bool(_answers_in(finding))


def without_answers(finding: Finding) -> Finding:
    """The finding in the voices of its accusers, where somebody only answers them in it."""
    answering = [answer for answer, _ in _answers_in(finding)]
    if not answering:
        return finding
    told = tuple(voice for voice in finding.statement.attributions if voice not in answering)
    heard = None if finding.heard in answering else finding.heard
    return replace(finding, statement=replace(finding.statement, attributions=told), heard=heard)


def with_answers(
    claim: Claim, claimed: Quantity, weighed: Weighed, reports: Mapping[str, Sequence[Finding]]
) -> Weighed:
    """What was weighed, with whoever denies what the claim says, in answer to somebody who says so or counts otherwise.

    `reports` are the findings of each article as they were found.
    """
    if weighed.state != "found":
        return weighed
    known = {(r.finding.article.id, r.finding.speaker.name) for r in weighed.related if r.relation == "denies"}
    answers = []
    for one in weighed.related:
        if one.relation not in ("reports", "differs"):
            continue
        report = reports.get(one.finding.article.id, ())
        for finding in _denials_of(claim, claimed, one.finding, report, fits=one.relation == "reports"):
            key = (finding.article.id, finding.speaker.name)
            if key not in known:
                known.add(key)
                answers.append(Related(finding, "denies"))
    if not answers:
        return weighed
    ids = {r.finding.statement.id for r in answers}
    # The sentence in which somebody only answers stands nowhere near besides.
    kept = [r for r in weighed.related if r.relation != "context" or r.finding.statement.id not in ids]
    return replace(weighed, related=without_echoes([*kept, *answers]))


def _denials_of(
    claim: Claim, claimed: Quantity, told: Finding, report: Sequence[Finding], *, fits: bool
) -> list[Finding]:
    """The findings, in the voice of whoever denies, that answer what one finding tells."""
    ordinal = told.statement.ordinal
    own = next((f for f in report if f.statement.id == told.statement.id), told)
    following = next((f for f in report if f.statement.ordinal == ordinal + 1), None)
    pairs = [(own, answer, accusation) for answer, accusation in _answers_in(own)]
    if following is not None and not pairs and (answer := _answer_alone(following)) is not None:
        accusation = _only_accusation(own, answer)
        pairs += [(following, answer, accusation)] if accusation is not None else []
    text = told.article.text
    return [
        because(replace(finding, heard=answer), f'denied: "{answer.cue}"')
        for finding, answer, accusation in pairs
        if has_name(answer.speaker)
        and any(counts_same(claimed, q) and q.span.within(accusation) for q in own.statement.quantities)
        and not _AND_OF.search(accusation.of(text))
        and not is_of_another_place(claim.text, accusation.of(text))
        and _is_laid_alike(claim, own, accusation, fits=fits and not _denies_a_charge(answer, text))
        and not _answers_for_itself(claim, answer, accusation.of(text))
        and (not _denies_that_deed(finding, answer) or _is_the_doer(claim, answer))
    ]


def _answers_in(finding: Finding) -> list[tuple[Attribution, Span]]:
    """Each voice that denies what another has said earlier in the same sentence, with what that one said."""
    voices, unread = finding.statement.attributions, None
    if not any(voice.grade == "denied" for voice in voices):
        unread = answering_voice(finding)
        if unread is None:
            return []
        voices = (*voices, unread)
    found = []
    for answer in voices:
        if answer.grade != "denied" or answer.cue_span is None or not _is_meant(finding, answer):
            continue
        before = [
            (voice, Span(voice.span.start, min(voice.span.end, answer.cue_span.start)))
            for voice in voices
            if voice.grade != "denied"
            and voice.speaker != answer.speaker
            and voice.cue_span is not None
            and max(voice.cue_span.start, voice.span.start) < answer.cue_span.start
        ]
        # Of two who spoke before, nobody knows who is answered.
        if len(before) == 1:
            ((_, said),) = before
            repeats = answer.span.start <= said.start < answer.span.end
            if repeats or answer is unread or _only_refers(finding, answer) or _denies_that_deed(finding, answer):
                found.append((answer, said))
    return found


def _answer_alone(finding: Finding) -> Attribution | None:
    """Whoever denies "the claim" in a sentence that says nothing else; None where it says more, or two speak."""
    voices = finding.statement.attributions
    if all(voice.cue_span is None for voice in voices) and (unread := answering_voice(finding)) is not None:
        voices = (unread,)
    if len(voices) != 1 or voices[0].grade != "denied" or not _is_meant(finding, voices[0]):
        return None
    (answer,) = voices
    text, span = finding.article.text, finding.statement.span
    if answer.cue_span is None or answer.speaker_span is None or not _only_refers(finding, answer):
        return None
    rest = list(text[span.start : span.end])
    for part in (answer.span, answer.cue_span, answer.speaker_span):
        for at in range(max(part.start, span.start), min(part.end, span.end)):
            rest[at - span.start] = " "
    left = "".join(rest)
    return None if worded("denials", "beside").sub(" ", left).strip(" .,\n") else answer


def _only_accusation(own: Finding, answer: Attribution) -> Span | None:
    """What the one voice of a sentence says, where somebody else answers it and nothing else may be meant."""
    voices = [voice for voice in own.statement.attributions if voice.cue_span is not None]
    if len(voices) != 1 or voices[0].grade == "denied" or voices[0].speaker == answer.speaker:
        return None
    return voices[0].span


def _is_meant(finding: Finding, answer: Attribution) -> bool:
    """Whether somebody has really denied something: not "did not deny", nor in a forged statement."""
    cue = answer.cue_span
    if cue is None:
        return False
    before = finding.article.text[finding.statement.span.start : cue.end]
    return not (denies_nothing(before) or hedged(answer.cue) or is_forged(before) or "?" in finding.words)


def _only_refers(finding: Finding, answer: Attribution) -> bool:
    """Whether what somebody denies is only "the claim", or "it": whoever rejects "it" may reject a truce."""
    what = answer.span.of(finding.article.text)
    is_open = what.strip(" .,").lower() in ("it", "that", "this") and "den" not in answer.cue.lower()
    return _stands_for(what) and not is_open


@lru_cache(maxsize=5_000)
def _stands_for(words: str) -> bool:
    """Whether words stand for what was said before: "the claim", "it", "these reports as propaganda".

    >>> _stands_for("the charge"), _stands_for("the report as propaganda."), _stands_for("the looting claim")
    (True, True, False)
    """
    return bool(_stand_in().fullmatch(words.strip()))


@cache
def _stand_in() -> re.Pattern[str]:
    carriers = any_of("denials", "carriers")
    return re.compile(
        rf"(?:it|that|this|(?:the|this|that|these|those|such|all|both)(?: of)?(?: the| these)? (?:{carriers}))"
        r"(?: as [^.,;:]{1,40})?[.,]?",
        re.IGNORECASE,
    )


def _is_laid_alike(claim: Claim, finding: Finding, accusation: Span, *, fits: bool) -> bool:
    """Whether an accusation lays the deed to whom the claim lays it to; to nobody, where the claim names nobody.

    Whoever denies having done it has not denied that it was done.
    """
    said = accusation.of(finding.article.text)
    sides, others = sides_claimed(claim.text), others_claimed(claim.text)
    accused = _APPOSED.split(_OF.split(said)[0])[0] if _OF.search(said) else said
    if sides:
        kin = {kin_of(side) for side in sides}
        doing = kin_named(accused) if accused != said else frozenset(map(kin_of, doers_in(said) or sides_claimed(said)))
        return doing == kin
    if others:
        words = {word for name in others for word in plain_words(name)}
        if accused != said:
            return bool(words.intersection(plain_words(accused)))
        named = names_of_doers(said) or [
            m.group() for m in _NAMES.finditer(said) if has_done_it(said, m.start(), m.end())
        ]
        return bool(words.intersection(plain_words(" ".join(named))))
    # An accusation that is laid to somebody is not answered where the claim lays it to nobody.
    return fits and accused == said and not doers_in(said) and not names_of_doers(said)


def _denies_that_deed(finding: Finding, answer: Attribution) -> bool:
    """Whether somebody denies having done what was just told, and names no other: "denied carrying out raids there"."""
    return bool(_that_deed().fullmatch(answer.span.of(finding.article.text).strip(" .,")))


@cache
def _that_deed() -> re.Pattern[str]:
    deeds = r"(?:raids?|air ?strikes?|strikes?|attacks?|bombings?|bombardment|shelling|killings?|ambush|blast|massacre)"
    those = rf"(?:(?:the|that|this|any|those|these) )?(?:air )?{deeds}"
    then = r"(?: there)?(?: (?:on )?that (?:day|night)| at the time)?"
    doing = r"(?:carrying out|having carried out|conducting|launching|staging|being behind|(?:being )?responsible for)"
    return re.compile(
        rf"(?:{doing} {those}{then}|(?:any |all )?(?:responsibility|involvement|role|part)"
        rf"(?: (?:in|for) (?:it|{those}))?{then}|(?:that )?(?:it|they|its \w+|their \w+) (?:had|was|were) "
        rf"(?:carried out|behind|responsible for|involved in) (?:it|{those}){then})",
        re.IGNORECASE,
    )


def _is_the_doer(claim: Claim, answer: Attribution) -> bool:
    """Whether whoever answers is whom the claim has do it, or speaks for them."""
    sides = {kin_of(side) for side in sides_claimed(claim.text)}
    if sides:
        return bool(answer.speaker.side) and kin_of(answer.speaker.side or "") in sides
    words = {word for name in others_claimed(claim.text) for word in plain_words(name)}
    return bool(words.intersection(plain_words(answer.speaker.name)))


def _denies_a_charge(answer: Attribution, text: str) -> bool:
    return answer.span.end - answer.span.start < A_FEW and bool(
        worded("denials", "charges").search(answer.span.of(text))
    )


def _answers_for_itself(claim: Claim, answer: Attribution, said: str) -> bool:
    """Whether whoever answers is named in what was said, and not as who did what the claim tells."""
    mine = {kin_of(side) for side in sides_claimed(claim.text)}
    side = kin_of(answer.speaker.side) if answer.speaker.side else ""
    return bool(side) and side in kin_named(said) and side not in mine


def is_only_own_deed(claim: str, denied: str) -> bool:
    """Whether somebody denies having done it, and the claim says only that it was done.

    >>> is_only_own_deed("29 people were killed in Tarn", "that its men had killed 29 people in Tarn")
    True
    >>> is_only_own_deed("The army killed 29 people in Tarn", "that its men had killed 29 people in Tarn")
    False
    >>> is_only_own_deed("29 people were killed in Tarn", "that 29 people were killed in Tarn")
    False
    >>> is_only_own_deed("A raid killed 29 people in Tarn", "that it had killed 29 people in Tarn")
    False
    """
    if (
        not _OWN_DEED.match(denied)
        or doers_in(claim)
        or names_of_doers(claim)
        or worded("denials", "dealt").search(claim)
    ):
        return False
    return worded("denials", "befell").search(claim) is not None
