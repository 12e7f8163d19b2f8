"""The events among which a reader is to choose: each once, and none that is told of another weapon than the claim's."""

from __future__ import annotations

from knowledge.model import Claim, Finding
from retrieval.choosing import means_claimed, tells_means
from retrieval.events import ONE_DAY, Event, apart, told_alike, when_of, where_of, within_days
from retrieval.events.pairs import SOMEWHAT_ALIKE, one_day_and_place
from retrieval.ranking import wording
from retrieval.relations import Weighed


def as_offered(claim: Claim, weighed: Weighed) -> Weighed:
    """What was weighed; of several events, those that only come near stand with the one that they are of.

    Nobody chooses between "Kalden, 27 August" and "Kalden province, 27 August"; and whom a shell killed in Kalden is
    no choice for who asks about a gas attack there.
    """
    saying = {one.finding.statement.id for one in weighed.related if one.relation == "reports"}
    fitting = [event for event in weighed.events if any(f.statement.id in saying for f in event.findings)]
    if weighed.state != "ambiguous" or not fitting:
        return weighed
    means = means_claimed(claim)
    kept, left_out = list(fitting), set[str]()
    for event in weighed.events:
        if event in fitting:
            continue
        home = next((own for own in kept if _is_one(claim, own, event)), None)
        if home is not None:
            kept[kept.index(home)] = Event((*home.findings, *event.findings))
        elif not means or any(tells_means(means, finding) for finding in event.findings):
            kept.append(event)
        else:
            left_out |= {finding.statement.id for finding in event.findings}
    related = tuple(one for one in weighed.related if one.finding.statement.id not in left_out)
    return Weighed("ambiguous", related, tuple(kept))


def _is_one(claim: Claim, one: Event, other: Event) -> bool:
    return any(_are_one(claim, own, finding) for own in one.dated for finding in other.dated)


def _are_one(claim: Claim, own: Finding, other: Finding) -> bool:
    """Whether two findings are of one event for whoever asks: of one day, in one place or with the claim's weapon."""
    first, second = when_of(own), when_of(other)
    if first is None or second is None or not within_days(first, second, ONE_DAY):
        return False
    here, there = own.article.place, other.article.place
    if here and there:
        return wording(here) == wording(there)
    if one_day_and_place(own, other):
        return True
    means = means_claimed(claim)
    both = bool(means) and tells_means(means, own) and tells_means(means, other)
    return both and not apart(where_of(own), where_of(other)) and _tell_alike(own, other)


def _tell_alike(own: Finding, other: Finding) -> bool:
    return told_alike(own.article, other.article) >= SOMEWHAT_ALIKE
