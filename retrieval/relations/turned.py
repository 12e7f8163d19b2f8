"""Where a report has turned from an event to another matter: what somebody answers behind that is no answer to it."""

from __future__ import annotations

from collections.abc import Sequence

from knowledge.model import Claim, Finding, Period, Place
from knowledge.places import related
from retrieval.counts.campaigns import counts_a_war
from retrieval.events import DAY, apart
from retrieval.events.nearness import says_a_word_of_it
from retrieval.relations.days import names_another_day
from retrieval.word_tables import worded

#: A report is read back so far for what "the incident", or a bare denial, goes on about.
NEXT_TO_IT = 4


def answers_another(claim: Claim, answer: Finding, saying: Sequence[Finding], report: Sequence[Finding]) -> bool:
    """Whether an answer is of another matter: it was given before the day of the event, or its report has turned away.

    `saying` are the findings that tell the claim, or count otherwise; `report` is all that was found of the answer's,
    of whatever place.
    """
    own = [f for f in saying if f.article.id == answer.article.id]
    if answer.article.is_note:
        return False
    if _is_before(answer.statement.when, days_of(claim, own)):
        return True
    if _names_what_it_is_of(claim, answer):
        return False
    telling, ordinal = {f.statement.id for f in own}, answer.statement.ordinal
    before = sorted((f for f in report if f.statement.ordinal <= ordinal), key=lambda f: -f.statement.ordinal)
    for finding in before:
        if finding.statement.id in telling or finding.statement.ordinal < ordinal - NEXT_TO_IT:
            return False
        if turns_to_another(claim, own, finding):
            return True
        if is_in_one_of(towns_of(claim, own), finding):
            return False
    return False


def turns_to_another(claim: Claim, own: Sequence[Finding], finding: Finding) -> bool:
    """Whether a statement is of another day, place or blow than its report told of, or leads over to something else.

    `own` is what that report says of the claim.
    """
    towns, words = towns_of(claim, own), finding.words
    here, tells = is_in_one_of(towns, finding), tells_a_deed(finding)
    elsewhere = [place for place in finding.statement.where if place.province]
    of_another_day = worded("beside", "another").search(words) is not None or names_another_day(claim, finding)
    return (
        # "The army, which joined last year, said that it had struck Tarn": of the day that it speaks on.
        (of_another_day and (tells or not here))
        # What it has struck there on the eve as well may be of the same blows.
        or (_is_before(finding.statement.when, days_of(claim, own)) and not here)
        or (worded("beside", "besides").search(words) is not None and not here)
        or (bool(elsewhere) and tells and apart(tuple(elsewhere), tuple(towns)))
        or _counts_far_more(own, finding)
    )


def tells_a_deed(finding: Finding) -> bool:
    """Whether a statement has somebody killed, hurt or attacked."""
    return worded("beside", "deed").search(finding.words) is not None


def towns_of(claim: Claim, own: Sequence[Finding] = ()) -> list[Place]:
    """The places of a claim, and of what a report says of it, that are more than a country."""
    return [p for p in (*claim.where, *(p for f in own for p in f.statement.where)) if p.province]


def is_in_one_of(towns: Sequence[Place], finding: Finding) -> bool:
    """Whether a statement names one of these places."""
    return any(related(town, place) == "same" for town in towns for place in finding.statement.where)


def days_of(claim: Claim, own: Sequence[Finding]) -> list[Period]:
    """The days, and no longer times, that a claim, or what a report says of it, names."""
    return [w for w in (claim.when, *(f.statement.when for f in own)) if w and w.end - w.start <= DAY]


def _names_what_it_is_of(claim: Claim, answer: Finding) -> bool:
    """Whether an answer names more of the claim than a blow and whose it was: "no strikes on the market"."""
    said = answer.attribution.span.of(answer.article.text)
    return says_a_word_of_it(claim, worded("beside", "doing_it_plainly").sub(" ", said))


def _is_before(when: Period | None, days: Sequence[Period]) -> bool:
    """Whether a day lies before the first of these; nobody answers what has not happened yet."""
    return when is not None and when.end - when.start <= DAY and bool(days) and when.end <= min(d.start for d in days)


def _counts_far_more(own: Sequence[Finding], finding: Finding) -> bool:
    """Whether a statement counts more killed than its report has told of: they are another's, and of no whole war."""
    told = [q.value for f in own for q in f.statement.quantities if q.state == "killed"]
    dead = [q.value for q in finding.statement.quantities if q.state == "killed"]
    return bool(told) and max(dead, default=0) > max(told) and not counts_a_war(finding.words)
