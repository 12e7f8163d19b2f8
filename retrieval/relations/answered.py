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
from knowledge.speakers import who_is
from retrieval.denying.denials import answering_voice, is_forged, is_of_another_place
from retrieval.denying.denied import denies_nothing
from retrieval.denying.whose_denial import was_polled
from retrieval.grammar.withheld import hedged, is_in_fiction
from retrieval.origins import has_name
from retrieval.ranking import counts_same, words_of
from retrieval.relations.called_false import voices_in
from retrieval.relations.laid import (
    answers_for_itself,
    denies_a_deed_just_told,
    is_laid_alike,
    is_the_deed,
    is_the_doer,
    says_one_thing,
)
from retrieval.relations.weighed import Related, Weighed, because, without_echoes
from retrieval.word_tables import any_of, worded

#: Characters of words that only stand for what was said: "the accusation".
A_FEW = 40


def is_answered(finding: Finding) -> bool:
    """Whether somebody in a finding only denies what another has said in it."""
    return bool(answers_in(finding))


def without_answers(finding: Finding) -> Finding:
    """The finding in the voices of its accusers, where somebody only answers them in it."""
    answering = [answer for answer, _ in answers_in(finding)]
    if not answering:
        return finding
    told = tuple(voice for voice in voices_in(finding) if voice not in answering)
    heard = None if finding.heard in answering else finding.heard
    return replace(finding, statement=replace(finding.statement, attributions=told), heard=heard)


def accused_in(finding: Finding) -> Finding | None:
    """The part of a finding that somebody answers in the same sentence, in the voice of whoever says so; else None."""
    answers = answers_in(finding)
    if len(answers) != 1:
        return None
    ((_, accusation),) = answers
    own, span = without_answers(finding), Span(finding.statement.span.start, accusation.end)
    return replace(own, statement=replace(own.statement, span=span))


def answer_to(claim: Claim, finding: Finding, following: Finding | None = None) -> Finding | None:
    """Who answers what is the claim and no word more, in the same sentence or alone in the next; None for nobody.

    It is the finding in which somebody answers, in that voice.
    """
    answers, text = answers_in(finding), finding.article.text
    answering = finding
    if not answers and following is not None and (alone := answers_alone(following)) is not None:
        accusation = _only_accusation(finding, alone)
        answers, answering = [(alone, accusation)] if accusation is not None else [], following
    if len(answers) != 1:
        return None
    ((answer, accusation),) = answers
    answer, said = _by_its_name(answer, text), accusation.of(text)
    told = text[finding.statement.span.start : accusation.end]
    is_it = (
        has_name(answer.speaker)
        and set(words_of(said)) <= set(words_of(claim.text))
        and says_one_thing(told, None, finding.statement.quantities)
        and is_laid_alike(claim, finding, accusation, fits=True)
        and not answers_for_itself(claim, answer, said)
        and not _denies_that_deed(answering, answer)
    )
    return because(replace(answering, heard=answer), f'denied: "{answer.cue}"') if is_it else None


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


def with_answers_alone(claim: Claim, weighed: Weighed, reports: Mapping[str, Sequence[Finding]]) -> Weighed:
    """What was weighed by words, with whoever denies the claim in the sentence behind the one that says it."""
    answers = [
        answer
        for one in weighed.related
        if one.relation == "reports"
        for following in reports.get(one.finding.article.id, ())
        if following.statement.ordinal == one.finding.statement.ordinal + 1 and not is_answered(one.finding)
        if (answer := answer_to(claim, one.finding, following)) is not None
    ]
    if not answers:
        return weighed
    ids = {answer.statement.id for answer in answers}
    kept = [one for one in weighed.related if one.finding.statement.id not in ids]
    return replace(weighed, related=without_echoes([*kept, *(Related(answer, "denies") for answer in answers)]))


def _denials_of(
    claim: Claim, claimed: Quantity, told: Finding, report: Sequence[Finding], *, fits: bool
) -> list[Finding]:
    """The findings, in the voice of whoever denies, that answer what one finding tells."""
    ordinal = told.statement.ordinal
    own = next((f for f in report if f.statement.id == told.statement.id), told)
    following = next((f for f in report if f.statement.ordinal == ordinal + 1), None)
    text = told.article.text
    pairs = [(own, _by_its_name(answer, text), accusation) for answer, accusation in answers_in(own)]
    if following is not None and not pairs and (answer := answers_alone(following)) is not None:
        accusation = _only_accusation(own, answer)
        pairs += [(following, answer, accusation)] if accusation is not None else []
    return [
        because(replace(finding, heard=answer), f'denied: "{answer.cue}"')
        for finding, answer, accusation in pairs
        if has_name(answer.speaker)
        and (figure := _figure_in(claimed, own, accusation)) is not None
        and says_one_thing(_told_with(own, accusation), figure, _figures_of(own, accusation))
        and not is_of_another_place(claim.text, accusation.of(text))
        and is_laid_alike(claim, own, accusation, fits=fits and not _denies_a_charge(answer, text))
        and not answers_for_itself(claim, answer, accusation.of(text))
        and (not _denies_that_deed(finding, answer) or _has_done_that(claim, finding, answer, accusation, figure))
    ]


def _by_its_name(answer: Attribution, text: str) -> Attribution:
    """Who denies, without what they deny in front of their name: "a claim the Velmar army denied"."""
    span = answer.speaker_span
    named = _behind_a_claim().match(text, span.start, span.end) if span else None
    if named is None:
        return answer
    who = Span(named.start("who"), named.end("who"))
    return replace(answer, speaker=who_is(who.of(text)), speaker_span=who)


@cache
def _behind_a_claim() -> re.Pattern[str]:
    return re.compile(
        rf"(?:an?|the|this|that) (?:{any_of('denials', 'carriers')}) (?:that |which )?(?:the )?(?P<who>[A-Z].*)"
    )


def _figures_of(own: Finding, accusation: Span) -> tuple[Quantity, ...]:
    return tuple(q for q in own.statement.quantities if q.span.within(accusation))


def _figure_in(claimed: Quantity, own: Finding, accusation: Span) -> Quantity | None:
    """The figure of an accusation that counts what is claimed."""
    return next((q for q in _figures_of(own, accusation) if counts_same(claimed, q)), None)


def _told_with(own: Finding, accusation: Span) -> str:
    """The sentence of an accusation up to where it ends, and, where nobody answers in it, all of it."""
    span, text = own.statement.span, own.article.text
    answered = any(answer.cue_span and answer.cue_span.start >= accusation.end for answer, _ in answers_in(own))
    return text[span.start : accusation.end if answered else span.end]


def _has_done_that(claim: Claim, finding: Finding, answer: Attribution, accusation: Span, figure: Quantity) -> bool:
    text, start = finding.article.text, accusation.start
    at = Span(figure.span.start - start, figure.span.end - start)
    return is_the_doer(claim, answer) and is_the_deed(answer.span.of(text), accusation.of(text), at)


def answers_in(finding: Finding) -> list[tuple[Attribution, Span]]:
    """Each voice that denies what another has said earlier in the same sentence, with what that one said."""
    voices, unread = voices_in(finding), None
    if not any(voice.grade == "denied" for voice in voices):
        unread = answering_voice(finding)
        if unread is None:
            return []
        voices = (*voices, unread)
    found = []
    for answer in voices:
        if answer.grade != "denied" or answer.cue_span is None or not is_meant(finding, answer):
            continue
        before = [
            (voice, _up_to_the_answer(finding, voice, answer.cue_span, answer))
            for voice in voices
            if voice.grade != "denied"
            and voice.speaker != answer.speaker
            and voice.cue_span is not None
            and max(voice.cue_span.start, voice.span.start) < answer.cue_span.start
        ]
        # Of two who spoke before, nobody knows who is answered.
        if len(before) == 1:
            ((_, said),) = before
            if any(v.speaker == answer.speaker and v.grade != "denied" and v.span.overlaps(said) for v in voices):
                # "The army, quoting SOHR, said ten died and called it a lie": all of the sentence is the army's.
                continue
            repeats = answer.span.start <= said.start < answer.span.end
            if repeats or answer is unread or only_refers(finding, answer) or _denies_that_deed(finding, answer):
                found.append((answer, said))
    return found


def _up_to_the_answer(finding: Finding, voice: Attribution, cue: Span, answer: Attribution) -> Span:
    """What a voice says, without who answers it behind that, and the "but" or "a claim" that leads to the answer."""
    begin = voice.span.start
    ends = [voice.span.end, cue.start, *(part.start for part in (answer.speaker_span, answer.span) if part)]
    end = min(one for one in ends if one > begin)
    said = finding.article.text[begin:end]
    return Span(begin, begin + len(_led_on().sub("", said)))


@cache
def _led_on() -> re.Pattern[str]:
    lead = r"[\s,;–-]*(?:\b(?:but|and|while|although|though|yet))?"
    return re.compile(
        rf"{lead}(?:\s+(?:the|an?|that|this)(?: (?:{any_of('denials', 'carriers')}))?)?\s*\Z", re.IGNORECASE
    )


def answers_alone(finding: Finding) -> Attribution | None:
    """Whoever denies "the claim" in a sentence that says nothing else; None where it says more, or two speak."""
    voices = voices_in(finding)
    if all(voice.cue_span is None for voice in voices) and (unread := answering_voice(finding)) is not None:
        voices = (unread,)
    voices = tuple(voice for voice in voices if not _only_explains(voice, voices[0]))
    if len(voices) != 1 or voices[0].grade != "denied" or not is_meant(finding, voices[0]):
        return None
    (answer,) = voices
    text, span = finding.article.text, finding.statement.span
    if answer.cue_span is None or answer.speaker_span is None or not only_refers(finding, answer):
        return None
    rest = list(text[span.start : span.end])
    for part in (answer.span, answer.cue_span, answer.speaker_span):
        for at in range(max(part.start, span.start), min(part.end, span.end)):
            rest[at - span.start] = " "
    left = _explained().sub("", "".join(rest))
    return None if worded("denials", "beside").sub(" ", left).strip(" .,\n") else answer


def _only_explains(voice: Attribution, answer: Attribution) -> bool:
    """Whether whoever has denied something goes on about just that: "denied the charge, saying it hit only a depot"."""
    behind = voice.cue_span and answer.cue_span and answer.cue_span.end <= voice.cue_span.start
    return bool(behind and voice.speaker == answer.speaker and worded("denials", "explaining").search(voice.cue))


@cache
def _explained() -> re.Pattern[str]:
    """What stands behind a denial for the same deed: ", saying it hit only a depot"."""
    return re.compile(rf",\s*(?:{any_of('denials', 'explaining')})\b[^;.]*", re.IGNORECASE)


def _only_accusation(own: Finding, answer: Attribution) -> Span | None:
    """What the one voice of a sentence says, where somebody else answers it and nothing else may be meant."""
    voices = [voice for voice in voices_in(own) if voice.cue_span is not None]
    if len(voices) != 1 or voices[0].grade == "denied" or voices[0].speaker == answer.speaker:
        return None
    return voices[0].span


def is_meant(finding: Finding, answer: Attribution) -> bool:
    """Whether somebody has really denied something: not "did not deny", nor in a forged statement."""
    cue = answer.cue_span
    if cue is None:
        return False
    before = finding.article.text[finding.statement.span.start : cue.end]
    if is_in_fiction(finding.words) or was_polled(answer.speaker.name):
        return False
    return not (denies_nothing(before) or hedged(answer.cue) or is_forged(before) or "?" in finding.words)


def only_refers(finding: Finding, answer: Attribution) -> bool:
    """Whether what somebody denies is only "the claim", or "it": whoever rejects "it" may reject a truce."""
    what = answer.span.of(finding.article.text)
    rejects = any(worded("denials", row).search(answer.cue) for row in ("answering", "answering_now"))
    is_open = what.strip(" .,").lower() in ("it", "that", "this") and rejects and "den" not in answer.cue.lower()
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


def _denies_that_deed(finding: Finding, answer: Attribution) -> bool:
    """Whether somebody denies having done what was just told, and names no other: "denied carrying out raids there"."""
    return denies_a_deed_just_told(answer.span.of(finding.article.text))


def _denies_a_charge(answer: Attribution, text: str) -> bool:
    return answer.span.end - answer.span.start < A_FEW and bool(
        worded("denials", "charges").search(answer.span.of(text))
    )
