"""Which findings are about one thing: a subject is wider than an event."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

import numpy as np

from knowledge.model import Article, Finding
from retrieval.events.days import MONTH, when_of, within_days
from retrieval.events.grouping import ONE_EVENT, telling
from retrieval.events.pairs import may_be_one
from retrieval.events.places import share_a_town
from retrieval.events.reports import by_report
from retrieval.events.sameness import NEVER, Telling, grouped, sameness
from retrieval.ranking import wording

#: Enough for what is only related.
ONE_SUBJECT = 0.5


def subjects_of(findings: Sequence[Finding]) -> tuple[tuple[Finding, ...], ...]:
    """The findings parted by what they are about, the subject of the first finding first.

    A subject is wider than an event: a campaign that its notes name alike is one subject, whatever day is told. A
    report joins those with which it shares one on average, or a chain of neighbours would join what has nothing in
    common.
    """
    reports = by_report(findings)
    told = [telling(report) for report in reports]
    likely = np.zeros((len(told), len(told)))
    for i, j in combinations(range(len(told)), 2):
        likely[i, j] = likely[j, i] = _likely_one_subject(reports[i], reports[j], told[i], told[j])
    return tuple(tuple(f for at in group for f in reports[at]) for group in grouped(likely, ONE_SUBJECT))


def _likely_one_subject(one: Sequence[Finding], other: Sequence[Finding], told: Telling, beside: Telling) -> float:
    same = all(any(one_subject(own, f) for f in other) for own in one)
    if _both_named(one[0].article, other[0].article):
        return 1.0 if same else NEVER
    return max(sameness(told, beside), ONE_EVENT if same else 0.0)


def one_subject(a: Finding, b: Finding) -> bool:
    """Whether two findings are about one thing: one report, one event, or one town within a month.

    Two reports whose notes name their events differently are not; what is undated may be of any month.
    """
    if a.article.id == b.article.id:
        return True
    if _both_named(a.article, b.article):
        return wording(a.article.event or "") == wording(b.article.event or "")
    if may_be_one(a, b):
        return True
    first, second = when_of(a), when_of(b)
    within_a_month = first is None or second is None or within_days(first, second, MONTH)
    return within_a_month and share_a_town(a, b)


def _both_named(a: Article, b: Article) -> bool:
    """Whether the names that notes give their events decide: both have one, or are one note."""
    return a.id == b.id or bool(a.event and b.event)
