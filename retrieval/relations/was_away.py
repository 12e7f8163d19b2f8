"""Who says that none of their aircraft was there at the time: whoever is said to have bombed a place denies it so."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from knowledge.model import Attribution, Claim, Finding, Quantity
from retrieval.counts.dated import leads_with
from retrieval.deeds.doers import kin_named, kin_of, sides_claimed
from retrieval.events import apart, where_of
from retrieval.origins import key_of
from retrieval.relations.laid import is_laid_alike
from retrieval.word_tables import any_of, worded

#: A report that tells a blow goes on about it so long that "the area" is where it fell.
NEXT_TO_IT = 4


def says_so(words: str, *, denied: bool) -> bool:
    """Whether words say that somebody's aircraft were not there, or, denied, that they were, and say nothing else.

    >>> says_so("the country's air force was active in the area at the time", denied=True)
    True
    >>> says_so("its jets were not in the area", denied=False), says_so("it had no aircraft there", denied=False)
    (True, True)
    >>> says_so("its jets were in the area", denied=False), says_so("its jets had bombed the bridge", denied=True)
    (False, False)
    """
    return bool((_were_there() if denied else _were_not_there()).fullmatch(words.strip("\"“”'’ .,")))


def was_away(claim: Claim, answer: Finding, saying: Sequence[Finding], report: Sequence[Finding]) -> bool:
    """Whether whoever is heard in a finding denies so what the claim has them do: its report has just told that.

    `saying` are the findings that tell the claim, or count otherwise; `report` is all that was found of the answer's.
    """
    voice, ordinal = answer.attribution, answer.statement.ordinal
    words = voice.span.of(answer.article.text)
    if answer.article.is_note or not says_so(words, denied=voice.grade == "denied"):
        return False
    told = [f for f in saying if f.article.id == answer.article.id and f.statement.ordinal < ordinal]
    blow = " ".join((claim.text, answer.article.title, *(f.words for f in told)))
    doers = {kin_of(side) for side in sides_claimed(claim.text)}
    if (
        not any(leads_with(f) for f in told)
        or not any(_lays_it_to_them(claim, f) for f in (*told, *(f for f in report if f.statement.ordinal < ordinal)))
        or not kin_named(words) <= doers
        or not worded("beside", "from_the_air").search(blow)
        or worded("beside", "otherwise_than_by_jets").search(blow)
    ):
        return False
    first, last = (pick(f.statement.ordinal for f in told) for pick in (min, max))
    between = [f for f in report if first < f.statement.ordinal < ordinal]
    whole = {f.statement.ordinal for f in between} == set(range(first + 1, ordinal))
    return whole and ordinal - last <= NEXT_TO_IT and _goes_on(claim, told, between)


def _lays_it_to_them(claim: Claim, finding: Finding) -> bool:
    """Whether somebody has the claim's doers do it in a statement with which a report leads."""
    voices = finding.statement.attributions if leads_with(finding) else ()
    return any(is_laid_alike(claim, finding, voice.span, fits=False) for voice in voices)


def _goes_on(claim: Claim, told: Sequence[Finding], between: Sequence[Finding]) -> bool:
    """Whether a report goes on about the blow just told: its number, or what who told it adds, of no other place."""
    places = tuple(p for p in (*claim.where, *(p for f in told for p in where_of(f))) if p.province)
    if any(apart((p,), places) for f in between for p in f.statement.where if p.province):
        return False
    telling = [*told, *(f for f in between if any(_is_theirs(q, told) for q in f.statement.quantities))]
    voices = {_who(voice) for f in telling for voice in f.statement.attributions}
    known = {f.statement.id for f in telling}
    return not any(_turns_away(f, voices) for f in between if f.statement.id not in known)


def _turns_away(finding: Finding, voices: set[str]) -> bool:
    """Whether somebody else speaks, or of another number, day, deed or area."""
    return (
        any(q.state for q in finding.statement.quantities)
        or not {_who(voice) for voice in finding.statement.attributions} <= voices
        or any(worded("beside", row).search(finding.words) for row in ("another", "besides", "other_area"))
    )


def _who(voice: Attribution) -> str:
    """By what a voice is known again: Russia's army is Russia's government."""
    return kin_of(voice.speaker.side) if voice.speaker.side else key_of(voice.speaker.name)


def _is_theirs(quantity: Quantity, told: Sequence[Finding]) -> bool:
    return any(q.value == quantity.value and q.state == quantity.state for f in told for q in f.statement.quantities)


@cache
def _parts() -> tuple[str, str, str, str]:
    whose = any_of("beside", "whose_aircraft")
    jets = rf"(?:{any_of('beside', 'jets')})"
    active = rf"(?: (?:{any_of('beside', 'active')}))?"
    there = rf" (?:{any_of('beside', 'over_there')})(?: (?:{any_of('beside', 'at_the_time')}))?"
    return whose, jets, active, there


@cache
def _were_there() -> re.Pattern[str]:
    whose, jets, active, there = _parts()
    return re.compile(
        rf"(?:that )?(?:(?:any of )?(?:{whose}) {jets} (?:was|were|had been){active}"
        rf"|(?:it|they|we) (?:had|has|have) (?:had )?(?:any )?{jets}{active}"
        rf"|(?:having|having had) (?:had )?(?:any )?{jets}{active}){there}",
        re.IGNORECASE,
    )


@cache
def _were_not_there() -> re.Pattern[str]:
    whose, jets, active, there = _parts()
    return re.compile(
        rf"(?:that )?(?:(?:{whose}) {jets} (?:was|were|had) (?:not|never)(?: been)?{active}"
        rf"|none of (?:{whose}) {jets} (?:was|were|had been){active}"
        rf"|(?:there were )?no (?:[A-Z]\w+ )?{jets}(?: (?:was|were|had been))?{active}"
        rf"|(?:it|they|we) (?:had|have|has) (?:had )?no {jets}{active}){there}",
        re.IGNORECASE,
    )
