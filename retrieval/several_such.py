"""A claim without a number that several events fit, each told by somebody: “hospital bombed in Aleppo”.

Nobody who tells of one such day bears out what another tells of another, and who denies the one says nothing of the
other. A reader is asked which is meant.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from knowledge.model import Claim, Finding, Period
from retrieval.denied import denials_in
from retrieval.events import Event, apart, events_of, put_together, when_of, where_of, within_days
from retrieval.naming import sites_in, weapons_in
from retrieval.relations import Weighed
from retrieval.relations.accused import is_their_answer
from retrieval.relations.weighed import IN_OTHER_WORDS

#: Reports of one such deed in one place, so few days apart, are of one event: what is told on Monday is told again.
TOLD_AGAIN = timedelta(days=7)
#: A longer time is of many days: "in recent weeks hospitals were struck" is of no event.
OF_ONE_EVENT = timedelta(days=8)
#: Who gainsays a claim, and is heard with the event of which they speak.
GAINSAYING = ("differs", "denies")


def with_several_such(claim: Claim, weighed: Weighed) -> Weighed:
    """What was weighed; several events of which a claim without number and date may be are for a reader to choose from.

    Whoever denies it stands with the event of that day. A denial of no such day is of something else, and is left out.
    """
    if weighed.state != "found" or claim.when is not None or not _tells_of_a_deed(claim) or denials_in(claim.text):
        return weighed
    saying = [one.finding for one in weighed.related if one.relation == "reports"]
    beside = [one.finding for one in weighed.related if IN_OTHER_WORDS in one.finding.why and one.relation == "context"]
    if not saying:
        return weighed
    events = put_together(events_of([*saying, *beside]), _are_told_together)
    if sum(_is_of_a_day(event) for event in events) < 2:
        return weighed
    gainsaying = [one.finding for one in weighed.related if one.relation in GAINSAYING or is_their_answer(one.finding)]
    events = tuple(_with_whoever_denies_it(event, gainsaying) for event in events)
    shown = {finding.statement.id for event in events for finding in event.findings}
    return Weighed("ambiguous", tuple(one for one in weighed.related if one.finding.statement.id in shown), events)


def _tells_of_a_deed(claim: Claim) -> bool:
    """Whether a claim counts nothing, and tells of something that happens somewhere on a day."""
    if any(q.unit or q.state for q in claim.quantities):
        return False
    return any(place.province for place in claim.where) or bool(weapons_in(claim.text) or sites_in(claim.text))


def _with_whoever_denies_it(event: Event, gainsaying: Sequence[Finding]) -> Event:
    """An event, behind those who tell of it with those who gainsay it: in one of its reports, or of its days."""
    ids = {finding.article.id for finding in event.findings}
    of_it = [f for f in gainsaying if f.article.id in ids or any(_may_be_told_again(own, f) for own in event.dated)]
    return Event((*event.findings, *of_it))


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
