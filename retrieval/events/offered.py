"""The events among which a reader is to choose: each once, and none that is told of another weapon than the claim's."""

from __future__ import annotations

from collections.abc import Sequence

from knowledge.model import Claim, Finding
from retrieval.events import ONE_DAY, Event, apart, put_together, told_alike, when_of, where_of, within_days
from retrieval.events.choosing import BY_CHANCE, means_claimed, tells_means
from retrieval.events.pairs import SOMEWHAT_ALIKE, named_alike, one_day_and_place
from retrieval.origins import has_name, key_of
from retrieval.ranking import wording
from retrieval.relations import Weighed


def each_once(weighed: Weighed, found: Sequence[Finding]) -> Weighed:
    """What was weighed, with each of its events once: none beside another of the same name, or of the same notes.

    What fits a claim and what comes near it are put together apart from one another, and a toll has reports of both
    sorts. `found` is all that was found, in which a note may give a second figure.
    """
    events = put_together(weighed.events, lambda one, other: _are_one_event(one, other, found))
    return Weighed(weighed.state, weighed.related, events) if weighed.state == "ambiguous" else weighed


def _are_one_event(one: Event, other: Event, found: Sequence[Finding]) -> bool:
    """Whether a reader cannot choose between two events: both have one label, or notes of both name one event.

    One day in a town and in the province of its name is one label.
    """
    first, second = one.as_candidate(), other.as_candidate()
    if first.when == second.when and _in_short(first.where) == _in_short(second.where):
        return True
    return any(
        named_alike(own.article, told.article) or _give_two_counts(own, told, found)
        for own in one.findings
        for told in other.findings
    )


def _in_short(where: str) -> str:
    return where.removesuffix(" province")


def _give_two_counts(own: Finding, other: Finding, found: Sequence[Finding]) -> bool:
    """Whether two notes of one subject and one month have two large counts of one voice alike: they note one dispatch.

    One has the border of three provinces for its place, and the other the whole desert.
    """
    when = when_of(own)
    if when is None or when != when_of(other) or own.article.id == other.article.id:
        return False
    if not own.article.event or own.article.event != other.article.event:
        return False
    first, second = (_counts_in(finding.article.id, found) for finding in (own, other))
    return len(first & second) > 1


def _counts_in(article: str, found: Sequence[Finding]) -> set[tuple[str, str, str, float]]:
    """The large counts that a note gives, each with the name of its voice."""
    named = (f for f in found if f.article.id == article and has_name(f.speaker))
    return {
        (key_of(f.speaker.name), q.unit, q.state, q.value)
        for f in named
        for q in f.statement.quantities
        if q.unit and q.bound != "vague" and q.value >= BY_CHANCE
    }


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
