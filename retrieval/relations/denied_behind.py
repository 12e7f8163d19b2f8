"""Who denies what a report has just told of a claim's deed in its own words: "Raids on Kalden killed 23, one near a
hospital. Velmar denied the reports."

Such a denial shares hardly a word with the claim, and what it denies stands in the other half of its sentence, or in
the sentence before. It stands close by, as an answer, and is never said to deny the claim: what the report tells may
not be all that the claim says.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import cache, lru_cache

from knowledge.model import Attribution, Claim, Finding, Place
from knowledge.places import related
from retrieval.counts.dated import of_another_day
from retrieval.deeds.doers import kin_named, kin_of, sides_claimed
from retrieval.deeds.exchanged import before_its_verb
from retrieval.denying.denied import denials_in
from retrieval.denying.whose_denial import denies_of_themselves, without_its_tail
from retrieval.events import apart, by_article, when_of, within_days
from retrieval.grammar.naming import sites_in, weapons_in
from retrieval.origins import has_name
from retrieval.ranking import words_of
from retrieval.relations.accused import denies_the_deed
from retrieval.relations.answered import answers_in, is_meant, only_refers
from retrieval.relations.called_false import voices_in
from retrieval.relations.charged import charged_in, disputed_weapons, is_only_a_charge
from retrieval.relations.days import names_another_day
from retrieval.relations.disowning import denies_a_part, denies_theirs_were_in_it
from retrieval.relations.laid import denies_a_deed_just_told
from retrieval.relations.turned import tells_a_deed, towns_of, turns_to_another
from retrieval.relations.was_away import says_so
from retrieval.relations.weighed import IN_OTHER_WORDS, RELATED, RELATED_BY_FIGURE, Related, Weighed, because
from retrieval.relations.what_they_answer import ANSWERING, is_their_answer
from retrieval.word_tables import any_of, worded

#: A report goes on about one deed so long that a bare denial is of that.
NEXT_TO_IT = 3
#: Reports so many days apart may tell of one deed; where the claim's site is not told, it must be nearly the same day.
TOLD_AGAIN, SAME_DAY = timedelta(days=7), timedelta(days=1)


@dataclass(frozen=True, slots=True)
class _Told:
    """What a claim's deed is known by: who tells of it, all that may be of it, and whom the claim has do it."""

    claim: Claim
    telling: Set[str]
    days: Sequence[Finding]
    here: Set[str]
    doers: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Denial:
    """A bare denial: the finding in which somebody denies, in that voice, and up to where the deed is told in it."""

    finding: Finding
    voice: Attribution
    #: What is laid to somebody in the same sentence; empty where that stands in the sentence before.
    accusation: str
    #: Whether the claim's deed and its town are named in it: "did not carry out strikes near Kalden".
    names_it: bool = False


def with_denials_behind(
    claim: Claim, weighed: Weighed, here: Sequence[Finding], findings: Sequence[Finding]
) -> Weighed:
    """What was weighed of a claim that counts nothing, with who denies its deed right behind where a report tells it.

    `here` is what may be of the claim's place and people, `findings` all that was found.
    """
    if weighed.state != "found" or any(q.unit or q.state for q in claim.quantities) or denials_in(claim.text):
        return weighed
    telling = [r.finding for r in weighed.related if r.relation == "reports" or IN_OTHER_WORDS in r.finding.why]
    told = _Told(
        claim,
        frozenset(f.statement.id for f in telling),
        [f for f in telling if when_of(f) is not None],
        frozenset(f.statement.id for f in here),
        frozenset(map(kin_of, sides_claimed(claim.text))) or kin_named(before_its_verb(claim.text) or ""),
    )
    heard = {
        (r.finding.article.id, _side_of(r.finding, r.finding.attribution))
        for r in weighed.related
        if r.relation == "denies" or is_their_answer(r.finding)
    }
    answers: dict[str, Finding] = {}
    for identity, report in by_article([f for f in findings if not f.article.is_note]).items():
        # Most reports tell of something else, which is seen sooner than who denies anything in them.
        if not any(_tells_it(told, f) or _who_had_no_part(f.words) for f in report):
            continue
        for denial in _denials(told, report):
            key = (identity, _side_of(denial.finding, denial.voice))
            if key in heard or not _answers_it(told, denial, report):
                continue
            heard.add(key)
            answer = because(_heard(denial), f'{ANSWERING} "{denial.voice.cue}"')
            answers[denial.finding.statement.id] = answer
    # Whoever tells it in other words in the first half of the sentence is heard besides.
    kept = tuple(
        r
        for r in weighed.related
        if r.finding.statement.id not in answers or r.relation != "context" or IN_OTHER_WORDS in r.finding.why
    )
    return Weighed(weighed.state, (*kept, *(Related(f, "context") for f in answers.values())), weighed.events)


def _denials(told: _Told, report: Sequence[Finding]) -> Iterator[_Denial]:
    """Each bare denial of a report, with what is laid to somebody in the same sentence."""
    for finding in report:
        if "?" in finding.words or _is_taken_back(finding):
            continue
        if answered := answers_in(finding):
            for answer, accusation in answered:
                start = finding.statement.span.start
                yield _Denial(finding, answer, finding.article.text[start : accusation.end])
            continue
        if any(q.state for q in finding.statement.quantities):
            continue
        own = (replace(finding, heard=voice) for voice in finding.statement.attributions)
        if (
            named := next((f for f in own if denies_the_deed(told.claim, f) or _had_no_part(told, f)), None)
        ) is not None:
            yield _Denial(finding, named.attribution, "", names_it=True)
        elif (voice := next((v for v in voices_in(finding) if _denies_just_that(finding, v)), None)) is not None:
            yield _Denial(finding, voice, "")


def _denies_just_that(finding: Finding, voice: Attribution) -> bool:
    """Whether a voice denies what was just told, and names nothing else: "the reports", "any part in the raid"."""
    start, end = finding.statement.span.start, finding.statement.span.end
    said = without_its_tail(finding.article.text[max(start, voice.span.start) : min(end, voice.span.end)])
    if voice.grade != "denied":
        is_sure = voice.cue_span is not None and not worded("denials", "hoping").search(finding.words)
        return is_sure and (denies_a_part(said, denied=False) or says_so(said, denied=False))
    if not is_meant(finding, voice):
        return False
    return (
        only_refers(finding, voice)
        or is_only_a_charge(said)
        or denies_a_deed_just_told(said)
        or denies_theirs_were_in_it(said)
        or says_so(said, denied=True)
    )


def _had_no_part(told: _Told, finding: Finding) -> bool:
    """Whether whoever a claim has do it says that they had no part in just that: "nothing to do with the bombing".

    What they had no part in is told in the claim's own words and names its town, where it has one.
    """
    voice = finding.attribution
    match = _who_had_no_part(finding.words)
    if match is None or voice.cue_span is None or worded("denials", "hoping").search(finding.words):
        return False
    claim, who = told.claim, match["who"].strip()
    if worded("denials", "themselves").fullmatch(who) is not None:
        who = voice.speaker_span.of(finding.article.text) if voice.speaker_span else voice.speaker.name
        kin = _kin_of_voice(finding, voice)
    else:
        kin = kin_named(who)
    if not (kin & told.doers or denies_of_themselves(claim.text, f"{who} ")):
        return False
    wanted, what = set(words_of(claim.text)), set(words_of(match["what"]))
    towns = [set(words_of(place.span.of(claim.text))) for place in claim.where if place.span]
    return bool(what) and what <= wanted and all(town <= what for town in towns)


# All that was found is asked, and much of it is found for claim after claim.
@lru_cache(maxsize=10_000)
def _who_had_no_part(words: str) -> re.Match[str] | None:
    """Where words have somebody had no part in something; None where they do not, as in most, which is seen sooner."""
    return _nothing_to_do().search(words) if _no_part().search(words) else None


@cache
def _no_part() -> re.Pattern[str]:
    return re.compile(any_of("beside", "had_no_part"))


@cache
def _nothing_to_do() -> re.Pattern[str]:
    none = any_of("beside", "had_no_part")
    return re.compile(
        rf"(?:\A\W*|[,“\"] ?|\bthat |\b(?:{any_of('denials', 'saying')}) )"
        rf"(?P<who>(?:[Tt]he )?[\w’'-]+(?: [\w’'-]+){{0,3}}?) (?:{none}) (?:with|in|for|behind) (?P<what>[^.,;:”\"]+)"
    )


def _is_taken_back(finding: Finding) -> bool:
    """Whether a sentence also has somebody own to it: "had denied it, and admitted it on Friday"."""
    return any(
        worded(table, row).search(finding.words) is not None
        for table, row in (("denials", "owning_up"), ("beside", "owning_to"))
    )


def _answers_it(told: _Told, denial: _Denial, report: Sequence[Finding]) -> bool:
    """Whether a bare denial is of the claim's deed, by whoever is said there to have done it."""
    base = _told_before(told, denial, report)
    if base is None or not has_name(denial.voice.speaker):
        return False
    if denial.names_it:
        return True
    denying = _kin_of_voice(denial.finding, denial.voice)
    charged = charged_in(denial.accusation or base.words) | charged_in(base.words)
    if not told.doers:
        return bool(denying & charged) or (not charged and bool(denying) and _is_their_own(denial))
    if charged and not charged & told.doers:
        return False
    # "Accused Belgium of it, but the claim was denied by Brussels": just that is answered, whatever they are called.
    return bool(denying & told.doers) or (not denying and bool(charged) and bool(denial.accusation))


def _told_before(told: _Told, denial: _Denial, report: Sequence[Finding]) -> Finding | None:
    """Where a report tells the claim's deed, last before a bare denial, with nothing else told in between."""
    finding = denial.finding
    if denial.accusation:
        return finding if _tells_it(told, finding) else None
    if worded("beside", "besides").search(finding.words) or _is_elsewhere_or_of_another_day(told, finding):
        return None
    by_ordinal = {f.statement.ordinal: f for f in report}
    last = finding.statement.ordinal
    if denial.names_it and _had_no_part(told, replace(finding, heard=denial.voice)):
        return finding
    if denial.names_it:
        return next((f for f in report if 0 < f.statement.ordinal < last and _tells_it(told, f)), None)
    for ordinal in range(last - 1, max(0, last - 1 - NEXT_TO_IT), -1):
        before = by_ordinal.get(ordinal)
        if before is None:
            return None
        if _tells_it(told, before):
            return before
        if turns_to_another(told.claim, (), before) or tells_a_deed(before) or before.statement.quantities:
            return None
        if _is_elsewhere_or_of_another_day(told, before):
            return None
        if charged_in(before.words) or worded("beside", "charging").search(before.words) or denials_in(before.words):
            # Somebody is accused there of something else, or another has answered.
            return None
    return None


def _tells_it(told: _Told, finding: Finding) -> bool:
    """Whether a statement tells the claim's deed: its town, its blow and its site, in its days."""
    claim, words = told.claim, finding.words
    if "?" in words or finding.statement.place_in_article == "headline":
        return False
    if finding.statement.id in told.telling:
        return True
    if finding.statement.id not in told.here or finding.similarity < RELATED_BY_FIGURE:
        return False
    if finding.similarity < RELATED and not told.doers & charged_in(words):
        return False
    towns, weapons, others = towns_of(claim), weapons_in(claim.text), weapons_in(words)
    if not towns or not _is_there(towns, finding) or names_another_day(claim, finding):
        return False
    disputed = {*disputed_weapons(claim.text)}
    if disputed and not disputed & {*disputed_weapons(words)}:
        # What is told of gas is told by no air raid.
        return False
    if (weapons and others and not weapons & others) or not (tells_a_deed(finding) or weapons & others):
        return False
    sites = sites_in(claim.text)
    is_told = not sites or bool(sites & sites_in(words))
    when = when_of(finding)
    if told.days:
        leeway = TOLD_AGAIN if is_told else SAME_DAY
        return when is not None and any(
            within_days(when, day, leeway) for f in told.days if (day := when_of(f)) is not None
        )
    return is_told and (when is None or claim.when is None or not of_another_day(finding, (claim.when,)))


def _is_there(towns: Sequence[Place], finding: Finding) -> bool:
    """Whether a statement names one of these places, or a town of a claimed province."""
    return any(related(town, place) in ("same", "contains") for town in towns for place in finding.statement.where)


def _is_elsewhere_or_of_another_day(told: _Told, finding: Finding) -> bool:
    elsewhere = tuple(place for place in finding.statement.where if place.province)
    return (
        apart(elsewhere, tuple(towns_of(told.claim)))
        or worded("beside", "another").search(finding.words) is not None
        or names_another_day(told.claim, finding)
    )


def _is_their_own(denial: _Denial) -> bool:
    """Whether a voice denies a deed or a part of its own: what is laid to nobody anybody may call a false report."""
    said = denial.voice.span.of(denial.finding.article.text)
    return (
        denies_a_deed_just_told(said)
        or denies_theirs_were_in_it(said)
        or (denial.voice.grade != "denied" and denies_a_part(said, denied=False))
    )


def _kin_of_voice(finding: Finding, voice: Attribution) -> frozenset[str]:
    """The sides of whoever denies, as `kin_of` calls them: by their side, or by the land they are called by."""
    if voice.speaker.side:
        return frozenset({kin_of(voice.speaker.side)})
    called = voice.speaker_span.of(finding.article.text) if voice.speaker_span else ""
    return kin_named(f"{called} {voice.speaker.name}")


def _side_of(finding: Finding, voice: Attribution) -> str:
    """By what a voice is known again within one report: its side, or its name."""
    kin = _kin_of_voice(finding, voice)
    return min(kin) if kin else voice.speaker.name


def _heard(denial: _Denial) -> Finding:
    return replace(denial.finding, heard=denial.voice)
