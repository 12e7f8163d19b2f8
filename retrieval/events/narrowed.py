"""A claim that may be of several events, held against the one of them that a reader has chosen."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from knowledge.model import Claim, Finding, Period
from retrieval.denying.stance import Reads
from retrieval.events import Event, notes_of_one_event
from retrieval.events.choosing import told_with
from retrieval.relations import Related, Weighed, weigh

#: So long a blow is in the news.
IN_THE_NEWS = timedelta(days=3)


def narrowed(claim: Claim, event: Event, findings: Sequence[Finding], stance: Reads | None = None) -> Weighed:
    """The claim held against one event alone: its reports, and whatever else of the reports found tells of it.

    Whoever chooses an event finds there what it was offered for, and be it only that it gives another number.
    """
    ids = {finding.article.id for finding in event.findings}
    again = weigh(claim, _telling(event, findings), stance)
    saying = [one.finding for one in again.related if one.relation == "reports"]
    if again.state != "found" or (saying and not any(finding.article.id in ids for finding in saying)):
        # Whoever else says the claim is of an event of his own.
        again = weigh(claim, [finding for finding in findings if finding.article.id in ids], stance)
    if any(one.relation != "context" for one in again.related):
        return Weighed("found", again.related, again.events)
    offered = {finding.statement.id for finding in event.findings}
    near = [one for one in again.related if one.finding.article.id in ids and one.finding.statement.id not in offered]
    return Weighed("found", (*(Related(finding, "context") for finding in event.findings), *near), (event,))


def _telling(event: Event, findings: Sequence[Finding]) -> list[Finding]:
    """What the reports of an event say, those that tell it like one of them, and notes under its name."""
    ids = {finding.article.id for finding in event.findings}
    beside = notes_of_one_event(findings)
    named = {article.id for own in ids for article in beside.get(own, ())}
    told = {finding.article.id for finding in told_with(event, findings)} | named
    return [finding for finding in findings if finding.article.id in told]


def of_the_news(
    claim: Claim, weighed: Weighed, findings: Sequence[Finding], sent: Period, stance: Reads | None = None
) -> Weighed:
    """What was weighed; where one of its events was in the news when the post was sent, and has the claim, that one.

    Whoever posts "70 killed" tells of the day's seventy, and not of those of other years.
    """
    days = Period(sent.start - IN_THE_NEWS, sent.end, "stated")
    fresh = [event for event in weighed.events if event.period is not None and event.period.overlaps(days)]
    told = narrowed(claim, fresh[0], findings, stance) if len(fresh) == 1 else weighed
    return told if any(one.relation == "reports" for one in told.related) and told.state == "found" else weighed
