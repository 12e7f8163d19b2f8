"""A claim without a number that several events fit, each told by somebody: “hospital bombed in Aleppo”.

Nobody who tells of one such day bears out what another tells of another, and who denies the one says nothing of the
other. A reader is asked which is meant.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from knowledge.model import Claim, Finding, Period
from retrieval.denying.denied import denials_in
from retrieval.events import Event, apart, events_of, put_together, when_of, where_of, within_days
from retrieval.grammar.naming import sites_in, weapons_in
from retrieval.grammar.nations import nations_in
from retrieval.ranking import words_of
from retrieval.relations import Related, Weighed
from retrieval.relations.gainsaid import is_against_it
from retrieval.relations.told_around import told_around
from retrieval.relations.weighed import IN_OTHER_WORDS
from retrieval.relations.what_they_answer import is_their_answer
from retrieval.telling.every_word import is_a_deed, is_short, tells_every_word, wanted_of
from retrieval.word_tables import worded

#: Reports of one such deed in one place, so few days apart, are of one event: what is told on Monday is told again.
TOLD_AGAIN = timedelta(days=7)
#: A longer time is of many days: "in recent weeks hospitals were struck" is of no event.
OF_ONE_EVENT = timedelta(days=8)
#: Who gainsays a claim, and is heard with the event of which they speak.
GAINSAYING = ("differs", "denies")


def with_several_such(claim: Claim, weighed: Weighed, found: Sequence[Finding] = ()) -> Weighed:
    """What was weighed; several events of which a claim without number and date may be are for a reader to choose from.

    Whoever denies it stands with the event of that day. A denial of no such day is of something else, and is left out.
    Where somebody says it of one day, whoever of those `found` tells it in other words of another is not left out.
    """
    if weighed.state != "found" or claim.when is not None or not _tells_of_a_deed(claim) or denials_in(claim.text):
        return weighed
    saying = [one.finding for one in weighed.related if one.relation == "reports"]
    beside = [one.finding for one in weighed.related if IN_OTHER_WORDS in one.finding.why and one.relation == "context"]
    others = _told_of_others(claim, found, [*saying, *beside]) if saying else []
    beside += others
    # "Around Kalden, the site of a gas attack in April" tells of no such attack of the day.
    beside = [one for one in beside if not worded("every_word", "scene_of").search(one.words)]
    events = put_together(events_of([*saying, *beside]), _are_told_together)
    # What a report tells over a few sentences may be of any day that it names.
    own = saying or [one for one in beside if tells_every_word(claim, one, whoever_did_it=True)]
    ids = {one.statement.id for one in own}
    told = [event for event in events if saying or any(one.statement.id in ids for one in event.findings)]
    if sum(_is_of_a_day(event) for event in told) < 2:
        return weighed
    against = [
        one.finding
        for one in weighed.related
        if one.relation in GAINSAYING or is_their_answer(one.finding) or is_against_it(one.finding)
    ]
    events = _with_whoever_denies_it(events, against)
    shown = {finding.statement.id for event in events for finding in event.findings}
    ids = {one.statement.id for one in others}
    known = (one for one in weighed.related if one.finding.statement.id not in ids)
    related = (*known, *(Related(one, "context") for one in others))
    return Weighed("ambiguous", tuple(one for one in related if one.finding.statement.id in shown), events)


def _told_of_others(claim: Claim, found: Sequence[Finding], telling: Sequence[Finding]) -> list[Finding]:
    """The sentences that tell all of a claim in other words, in other reports than those who tell it already."""
    known = {one.article.id for one in telling}
    told = (one for one in told_around(claim, found) if one.article.id not in known)
    return [one for one in told if tells_every_word(claim, one, whoever_did_it=True)]


def _tells_of_a_deed(claim: Claim) -> bool:
    """Whether a claim counts nothing, and tells of something that happens somewhere on a day."""
    if any(q.unit or q.state for q in claim.quantities) or worded("every_word", "habit").search(claim.text):
        return False
    is_of_something = any(place.province for place in claim.where) or weapons_in(claim.text) or sites_in(claim.text)
    if is_of_something or not is_short(claim):
        return bool(is_of_something)
    wanted = wanted_of(claim)
    # "ISIS attacks in Syria" is of whatever it does; somebody or something has to be named that it was done to.
    places = [place.span.of(claim.text) for place in claim.where if place.span and nations_in(place.name)]
    lands = set(words_of(" ".join(places)))
    besides = [one for one in wanted if not one.sides and not is_a_deed(one) and not set(words_of(one.word)) <= lands]
    return bool(besides) and any(map(is_a_deed, wanted)) and any(one.sides for one in wanted)


def _with_whoever_denies_it(events: Sequence[Event], against: Sequence[Finding]) -> tuple[Event, ...]:
    """The events, each with those who gainsay it behind those who tell of it; who may be of two is left out.

    Whoever does so in a report of one event is heard with that, and with no other of those days.
    """
    heard: dict[int, list[Finding]] = {}
    for finding in against:
        if (home := _home_of(finding, events)) is not None:
            heard.setdefault(home, []).append(finding)
    return tuple(_with_these(event, heard.get(number, [])) for number, event in enumerate(events))


def _home_of(finding: Finding, events: Sequence[Event]) -> int | None:
    """Of which event somebody speaks who gainsays: what their report tells last before, or what is of their days."""
    told = [
        (own.statement.ordinal, number)
        for number, event in enumerate(events)
        for own in event.findings
        if own.article.id == finding.article.id
    ]
    if told:
        before = [one for one in told if one[0] <= finding.statement.ordinal or finding.article.is_note]
        numbers = {number for _, number in told}
        return max(before)[1] if before else next(iter(numbers)) if len(numbers) == 1 else None
    homes = [n for n, event in enumerate(events) if any(_may_be_told_again(own, finding) for own in event.dated)]
    return homes[0] if len(homes) == 1 else None


def _with_these(event: Event, against: Sequence[Finding]) -> Event:
    """An event with whoever gainsays it; a sentence that tells of it and has it denied is told once, as a denial."""
    ids = {finding.statement.id for finding in against}
    telling = [finding for finding in event.findings if finding.statement.id not in ids]
    return Event((*telling, *against)) if telling else event


def _are_told_together(one: Event, other: Event) -> bool:
    return any(_may_be_told_again(own, told) for own in one.dated for told in other.dated)


def _may_be_told_again(own: Finding, told: Finding) -> bool:
    """Whether two statements may be of one such deed: of few days, and of no two places."""
    first, second = when_of(own), when_of(told)
    if first is None or second is None or max(_length(first), _length(second)) > OF_ONE_EVENT:
        return False
    return within_days(first, second, TOLD_AGAIN) and not apart(where_of(own), where_of(told))


def _is_of_a_day(event: Event) -> bool:
    """Whether an event is of some day or week, and not of a season or of no day that is known."""
    return event.period is not None and _length(event.period) <= OF_ONE_EVENT


def _length(period: Period) -> timedelta:
    return period.end - period.start
