"""Whether two findings can speak of one event: by time and place, and by the figure when the time is not known."""

from __future__ import annotations

from knowledge.model import Article, Finding
from knowledge.places import related
from retrieval.events.days import DAY, ONE_DAY, is_dated, when_of, within_days
from retrieval.events.places import apart, share_a_town, where_of
from retrieval.events.reports import same_count, told_alike
from retrieval.ranking import wording

#: Reports of one day that share this much of their opening tell one story; with one count or one town, less is enough.
#: Chosen on pairs of reports of one day, judged by eye (docs/finding.md).
ALIKE, SOMEWHAT_ALIKE = 1 / 3, 0.2


def may_be_one(a: Finding, b: Finding) -> bool:
    """Whether two dated findings can speak of one event: days that meet, places that are not apart, one story.

    A day has room for many events in one province, so the reports must be told alike; somewhat alike is enough with
    one count or one town. Where only the month is known, one count must be printed, whatever else is alike. What notes
    name alike, with its date, is one event.
    """
    if named_alike(a.article, b.article):
        return True
    first, second = when_of(a), when_of(b)
    if first is None or second is None or apart(a.statement.where, b.statement.where):
        return False
    if not within_days(first, second):
        return False
    if a.article.id == b.article.id:
        return True
    if first.end - first.start > DAY or second.end - second.start > DAY:
        return same_count(a, b)
    alike = told_alike(a.article, b.article)
    return alike >= ALIKE or (alike >= SOMEWHAT_ALIKE and (same_count(a, b) or share_a_town(a, b)))


def named_alike(a: Article, b: Article) -> bool:
    """Whether two notes give their event one name, with its date."""
    if not a.event or not b.event:
        # Of two reports there is none, and they are most.
        return False
    return is_dated(a.event) and wording(a.event) == wording(b.event)


def one_day_and_place(a: Finding, b: Finding) -> bool:
    """Whether two findings are of one day or the next, name one place, and tell somewhat alike."""
    first, second = when_of(a), when_of(b)
    if first is None or second is None or max(first.end - first.start, second.end - second.start) > DAY:
        return False
    here, there = where_of(a), where_of(b)
    one_place = any(x.province and related(x, y) == "same" for x in here for y in there)
    one_day = within_days(first, second, ONE_DAY)
    return one_day and one_place and not apart(here, there) and told_alike(a.article, b.article) >= SOMEWHAT_ALIKE


def follows_up(home: Article, other: Article) -> bool:
    """Whether another report came out within days of one, and tells its story at least somewhat alike."""
    first, second = home.published, other.published
    if first is None or second is None or other.is_note:
        return False
    return within_days(first, second) and told_alike(home, other) >= SOMEWHAT_ALIKE
