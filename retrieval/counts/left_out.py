"""What a count leaves out, as it says itself: "300 raids, without the attack on the mill" is not of the mill."""

from __future__ import annotations

import re
from functools import cache

from knowledge.model import Claim, Finding
from retrieval.events import Event
from retrieval.events.nearness import names_it
from retrieval.relations.weighed import NOTHING, Weighed
from retrieval.word_tables import any_of


def leaves_out(claim: Claim, finding: Finding) -> str:
    """The words by which a count leaves out what a claim is about; empty where it does not.

    A note is of one count, whichever of its lines says so; of a report the sentence has to.
    """
    if _leaving_out().search(claim.text):
        return ""
    told = finding.article.text if finding.article.is_note else finding.words
    found = (match["what"] for match in _leaving_out().finditer(told))
    return next((what for what in found if names_it(claim, what)), "")


def without_what_leaves_it_out(claim: Claim, weighed: Weighed) -> Weighed:
    """What was weighed, without what only stands near a claim and leaves its event out."""
    out = {
        one.finding.statement.id
        for one in weighed.related
        if one.relation == "context" and leaves_out(claim, one.finding)
    }
    if not out:
        return weighed
    kept = tuple(one for one in weighed.related if one.finding.statement.id not in out)
    left = (tuple(f for f in event.findings if f.statement.id not in out) for event in weighed.events)
    events = tuple(Event(findings) for findings in left if findings)
    return Weighed(weighed.state, kept, events) if kept else NOTHING


@cache
def _leaving_out() -> re.Pattern[str]:
    """The blow, or its dead, that a count is without: "not counting the raid on Tarn", and not "without warning"."""
    return re.compile(
        rf"\b(?:{any_of('sites', 'leaving_out')}) "
        rf"(?P<what>(?:the|those) [^.,;:()]{{0,60}}?\b(?:{any_of('sites', 'what_is_left_out')})\b[^.,;:()]{{0,60}})",
        re.IGNORECASE,
    )
