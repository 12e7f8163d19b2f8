"""What whoever is said to have done it says of it, in the reports of the event: that it was a mistake, or not theirs.

Where that denies just the claim it is a denial; else it stands close by, before anything else that does, since whoever
asks who says so asks what the accused say.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache

from knowledge.model import Attribution, Claim, Finding, Span
from knowledge.places import read_places, related
from knowledge.speakers import who_is
from retrieval.counts.campaigns import counts_a_war, is_of_a_war
from retrieval.counts.dated import leads_with
from retrieval.deeds.doers import kin_named, kin_of, sides_claimed
from retrieval.ranking import words_of
from retrieval.relations.beside_the_accused import (
    beside_a_mistake,
    beside_who_denies,
    beside_who_says_it_was_meant,
    having_hit_fighters,
    what_tests_showed,
)
from retrieval.relations.charged import denying_the_charge
from retrieval.relations.days import names_another_day
from retrieval.relations.disowning import disowning
from retrieval.relations.laid import is_the_doer
from retrieval.relations.owning_up import owning_up_to_none
from retrieval.relations.stored_there import having_it_stored
from retrieval.relations.turned import answers_another
from retrieval.relations.was_away import says_so, was_away
from retrieval.relations.weapon_denied import denying_its_weapon, whom_its_report_accuses
from retrieval.relations.weighed import Related, Weighed, because
from retrieval.relations.what_they_answer import (
    ANSWERING,
    OTHERWISE_COME_ABOUT,
    heard_alone,
    is_of_something_else,
    parts_of,
)
from retrieval.word_tables import any_of, worded


def with_the_accused(
    claim: Claim, weighed: Weighed, reports: Mapping[str, Sequence[Finding]], findings: Sequence[Finding]
) -> Weighed:
    """What was weighed, with what the claim's doers say of it in the reports that say so, or otherwise.

    `reports` are the findings of each article that may be of the claim's place, `findings` all that was found.
    """
    if weighed.state != "found":
        return weighed
    set_against = [r.finding for r in weighed.related if r.relation in ("reports", "differs")]
    of_a_war = is_of_a_war(claim, [r.finding for r in weighed.related if r.relation == "reports"])
    # Beside "over 133,000 since 2015" a ministry speaks of its war, and not of the blow that is claimed.
    saying = [f for f in set_against if of_a_war or not counts_a_war(f.words)]
    leading = dict.fromkeys(f.article.id for f in saying if leads_with(f) or f.article.is_note)
    shown = {r.finding.statement.id for r in weighed.related if r.relation != "context"}
    told = [f for identity in leading for f in reports.get(identity, ()) if f.statement.id not in shown]
    heard_in = [replace(finding, heard=voice) for finding in told if (voice := _answering(claim, finding)) is not None]
    answers = [
        because(f, f'{ANSWERING} "{f.attribution.cue or f.speaker.name}"')
        for f in heard_in
        # What is told of other places too: "the strike" may be the one there.
        if not answers_another(claim, f, saying, [one for one in findings if one.article.id == f.article.id])
    ]
    answers += denying_its_weapon(claim, saying, told)
    heard = shown | {f.statement.id for f in answers}
    accused = {f.article.id: whom_its_report_accuses(saying, f.article.id) for f in saying}
    behind = [f for identity in accused for f in reports.get(identity, ()) if f.statement.id not in heard]
    more = [*disowning(claim, weighed, findings, heard), *owning_up_to_none(claim, behind, accused)]
    answers += [because(f, f'{ANSWERING} "{f.attribution.cue}"') for f in more]
    sides = frozenset(kin_of(f.speaker.side) for f in answers if f.speaker.side)
    charges = denying_the_charge(claim, weighed, findings, {*shown, *(f.statement.id for f in answers)}, sides)
    answers += [because(f, f'{ANSWERING} "{f.attribution.cue}"') for f in charges]
    counting = [r.finding for r in weighed.related if r.relation != "context" or r.counted]
    stored = having_it_stored(claim, counting, findings, {*shown, *(f.statement.id for f in answers)})
    answers += [because(because(f, f'{ANSWERING} "{f.attribution.cue}"'), OTHERWISE_COME_ABOUT) for f in stored]
    answers += _in_the_same_breath(claim, saying, findings, {finding.speaker.name for finding in (*saying, *answers)})
    answers = beside_who_says_it_was_meant(answers, findings)
    answers += having_hit_fighters(claim, counting, findings, {*shown, *(f.statement.id for f in answers)})
    answers += beside_who_denies(claim, saying, findings, answers, shown)
    answers += beside_a_mistake(saying, findings, answers, shown)
    answers += what_tests_showed(claim, saying, findings, answers, shown)
    denied = {
        f.statement.id
        for f in answers
        if denies_the_deed(claim, f) or was_away(claim, f, saying, reports.get(f.article.id, ()))
    }
    ids = {finding.statement.id for finding in answers if finding.statement.id not in shown}
    kept = [r for r in weighed.related if r.finding.statement.id not in ids]
    answered = (Related(f, "denies" if f.statement.id in denied else "context") for f in answers)
    return replace(weighed, related=(*kept, *answered))


def denies_the_deed(claim: Claim, finding: Finding) -> bool:
    """Whether whoever is said to have done it says that they did no such thing there, and says nothing else."""
    voice, text = finding.attribution, finding.article.text
    said = voice.span.of(text)
    if finding.article.is_note or voice.cue_span is None or not is_the_doer(claim, voice):
        return False
    denied = worded("beside", "did_not").search(said) or (
        voice.grade == "denied" and worded("beside", "doing_it").match(said.lstrip("“\"' "))
    )
    towns = [place for place in claim.where if place.province]
    there = [place for place in read_places(said) if any(related(town, place) == "same" for town in towns)]
    allowed = {*words_of(claim.text), *words_of(" ".join(kin_named(said)))}
    # A town is told by its other spelling, too: "Abu Kamal" of al-Bukamal.
    allowed |= {word for place in there if place.span for word in words_of(place.span.of(said))}
    plain = worded("beside", "doing_it_plainly").sub(" ", said)
    return bool(denied) and bool(there) and all(word in allowed for word in words_of(plain))


def _in_the_same_breath(
    claim: Claim, saying: Sequence[Finding], findings: Sequence[Finding], heard: set[str]
) -> list[Finding]:
    """What the claim's doers say of it in the very sentence that has somebody's count, or right behind it, each once.

    That they look into it, or did not mean it, is no denial, and no count of theirs.
    """
    answers: dict[str, Finding] = {}
    ends = {(one.article.id, one.statement.ordinal + 1) for one in saying}
    behind = [
        following
        for following in findings
        if (following.article.id, following.statement.ordinal) in ends
        # A report of another town looks back at this one in a sentence, and goes on about it without its name.
        and not any(place.province for place in following.statement.where)
        and not is_of_something_else(claim, following)
    ]
    for finding in (*saying, *behind):
        if "?" in finding.words or finding.article.is_note or names_another_day(claim, finding):
            continue
        told = [(voice, _answer_alone(finding, voice)) for voice in finding.statement.attributions]
        # Who looks into what is told looks into all of it.
        told += [(voice, finding.statement.span) for voice in _looking_into_it(finding)]
        for voice, words in told:
            name = voice.speaker.name
            if words is None or name in {*heard, *answers}:
                continue
            if is_the_doer(claim, voice) or _speaks_for_the_doer(claim, voice, finding.article.text):
                answers[name] = because(heard_alone(finding, voice, words), f'{ANSWERING} "{voice.cue}"')
    return list(answers.values())


def _answer_alone(finding: Finding, voice: Attribution) -> Span | None:
    """Where an answer stands with whoever gives it, and nobody's count; None where it is none, or can't be told alone.

    A quotation is never parted.
    """
    text = finding.article.text
    if voice.speaker_span is None or voice.cue_span is None or voice.grade == "denied":
        return None
    words = parts_of(voice)
    others = [v.span for v in finding.statement.attributions if v is not voice and v.span != voice.span]
    counts = [q.span for q in finding.statement.quantities if q.state]
    if any(words.overlaps(span) for span in (*others, *counts)) or words.of(text).count('"') % 2:
        return None
    if not worded("beside", "own_deed_told").search(voice.span.of(text)):
        return None
    # A sentence in which nobody counts, and nobody else speaks, is not parted.
    return words if counts or others else finding.statement.span


def _looking_into_it(finding: Finding) -> tuple[Attribution, ...]:
    """Whoever is said to look into what a sentence tells: "The Velmar army is investigating reports that"."""
    match = _looking().match(finding.words)
    if match is None:
        return ()
    start = finding.statement.span.start
    who, cue = (Span(start + match.start(part), start + match.end(part)) for part in ("who", "cue"))
    what = Span(cue.start, finding.statement.span.end)
    return (Attribution(who_is(match["who"]), match["cue"], (), what, who, cue),)


@cache
def _looking() -> re.Pattern[str]:
    body = any_of("denials", "bodies")
    return re.compile(
        rf"\W*(?:[Tt]he )?(?P<who>[A-Z][\w’'-]+(?: (?:[A-Z][\w’'-]+|{body}))*)"
        rf" (?P<cue>(?:{any_of('beside', 'looking_into_it')}))\b"
    )


def _answering(claim: Claim, finding: Finding) -> Attribution | None:
    """Whoever of the claim's doers says in a statement that they did it, or did not, or did not mean to; else None."""
    if is_of_something_else(claim, finding):
        return None
    if finding.article.is_note:
        # Who writes a note keeps of what the accused say what they say of it; what they deny is weighed as a denial.
        of_it = finding.statement.place_in_article == "note" and not finding.statement.quantities
        return next((v for v in finding.statement.attributions if of_it and is_the_doer(claim, v)), None)
    text, telling = finding.article.text, [worded("beside", row) for row in ("whose_deed", "looks_into_this")]
    for voice in finding.statement.attributions:
        if voice.cue_span is None:
            continue
        # Which of its raids it speaks of, and what they were to bring about, is its own account, and answers nobody.
        said = worded("beside", "own_account").sub(" ", voice.span.of(text))
        tells = any(row.search(said) for row in telling) and not worded("beside", "their_campaign").search(said)
        if not (voice.grade == "denied" or tells or says_so(said, denied=False)):
            continue
        if voice.grade == "denied" and _denies_something_else(claim, voice, said):
            continue
        if is_the_doer(claim, voice) or _speaks_for_the_doer(claim, voice, text):
            return voice
    return None


def _denies_something_else(claim: Claim, voice: Attribution, said: str) -> bool:
    """Whether what somebody turns down is no report and no deed, or is a report of something else.

    "Rejected the proposal for a truce", "denied the accusation that it meddled in the vote".
    """
    charge = _a_charge().match(said.lstrip("“\"' "))
    if charge is None:
        return worded("denials", "turned_down").search(voice.cue) is not None
    rest = charge["rest"] or ""
    tells = any(
        worded(*row).search(rest) for row in (("beside", "deed"), ("denials", "blows"), ("denials", "themselves"))
    )
    is_bare = not rest or re.match(r"(?:the )?[A-Z]", rest) is not None
    return not (is_bare or set(words_of(rest)) & set(words_of(claim.text)) or (tells and not charge["that"]))


@cache
def _a_charge() -> re.Pattern[str]:
    """What is denied as a report, and of what that is: "it", "the report", "any suggestion that it did so"."""
    carriers, blows = any_of("denials", "carriers", "charges", "findings"), any_of("denials", "blows")
    which = r"(?:(?:any|all|the|these|those|such|this|that|such|any such|its|their|a|an|both|as \w+) )*"
    others = r"(?:it|that|this|them|those|blame|responsibility|involvement|having|being|any part|any role)\b"
    return re.compile(
        rf"(?:{which}(?:[\w’'-]+ )?(?:{carriers}|{any_of('denials', 'softer_charges')}|{blows})\b"
        rf"(?:,? (?:(?P<that>that)|of|about) (?P<rest>.+))?|{others})",
        re.IGNORECASE,
    )


def _speaks_for_the_doer(claim: Claim, voice: Attribution, text: str) -> bool:
    """Whether somebody is called by an office of the claim's doers: "Veldian army spokeswoman Mira Sand"."""
    called = voice.speaker_span.of(text) if voice.speaker_span else ""
    doers = {kin_of(side) for side in sides_claimed(claim.text)}
    in_office = worded("caveats", "speaking_for").search(called)
    return bool(in_office and doers & kin_named(called)) and not worded("caveats", "speaking_for_none").search(called)
