"""When a source and a page are looked at again: decisions of values alone."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from knowledge.feeds import Link
from knowledge.model import Visit
from knowledge.sources import Source

#: No page is asked again sooner, unless its listing gives the hour of a change; nor is a listing that has not changed
#: gone through again sooner.
SOONEST = timedelta(hours=6)
#: Every page that its listing still names is asked again after so long at the latest.
LATEST = timedelta(days=30)
#: How old a page without a date is taken to have been when it was last asked.
UNDATED = timedelta(days=1)
#: A source that failed is tried again by itself after so long, then after twice as long, and so on.
AFTER_FAILURE = timedelta(minutes=5)
#: What neither a disk nor an index allowed is tried again after so long, and then after longer.
FIRST_PAUSE, LONGEST_PAUSE = timedelta(minutes=1), timedelta(hours=1)
#: Whoever calls by the clock (cron) calls a second early now and then, and must not be sent away for an hour.
EARLY = timedelta(minutes=5)


def due_at(
    source: Source, last_started: datetime | None, failures: int = 0, *, is_patient: bool = False
) -> datetime | None:
    """When the source is to be looked at next; None for one that never was. A tenth of its time early counts as due.

    One that failed the last time, so many times in a row, is due at once; for whoever `is_patient`, since nobody waits
    between one look and the next, it is due after 5 minutes, 10, 20, and so on up to its own time.
    """
    if last_started is None:
        return None
    usual = last_started + source.every - min(source.every / 10, EARLY)
    if not failures:
        return usual
    return min(usual, last_started + AFTER_FAILURE * (1 << min(failures - 1, 12))) if is_patient else last_started


def pause(troubles: int) -> timedelta:
    """How long whoever refreshes without end waits after so many troubles in a row: a minute, two, four, up to an hour.

    >>> [pause(troubles).total_seconds() / 60 for troubles in (1, 2, 3, 99)]
    [1.0, 2.0, 4.0, 60.0]
    """
    return min(FIRST_PAUSE * (1 << min(troubles - 1, 20)), LONGEST_PAUSE)


def is_due(link: Link, last: Visit | None, now: datetime) -> bool:
    """Whether a listed page is to be asked (again).

    It is when it never was; when its listing says that it changed since (to the second where it prints that; of a day
    alone, 6 hours after the last visit); and, for edits that no listing tells of, when
    it has been left alone for as long as it was old when it was last asked: a report of this morning tonight, one of
    last week next week, at least 6 hours and at most 30 days. A toll moves in its first days.

    >>> from datetime import UTC
    >>> now = datetime(2024, 3, 3, 12, tzinfo=UTC)
    >>> [is_due(Link("u"), Visit("u", now - timedelta(hours=hours)), now) for hours in (1, 30)]
    [False, True]
    """
    if last is None:
        return True
    # A clock that is fast would have its pages asked every time.
    if link.updated_at is not None and last.fetched_at < link.updated_at <= now:
        return True
    since = now - last.fetched_at
    if since < SOONEST:
        return False
    # A listing names the day of a change: one that was not over at the last visit may have had more to tell.
    if link.updated is not None and link.updated.end > last.fetched_at:
        return True
    age = last.fetched_at - link.published.start if link.published is not None else UNDATED
    return since >= min(max(age, SOONEST), LATEST)


def newest(links: Iterable[Link], depth: int, since: datetime | None) -> tuple[Link, ...]:
    """The newest links, `depth` at most; a listing that gives no dates keeps its own order.

    With `since`, links that are dated before it are left out; those without a date stay.
    """
    dated = [(link, _moment(link)) for link in links]
    wanted = [(link, moment) for link, moment in dated if since is None or moment is None or moment > since]
    in_order = sorted(wanted, key=lambda one: -one[1].timestamp() if one[1] is not None else 0.0)
    return tuple(link for link, _ in in_order[:depth])


def is_listing_asked_whole(last: Visit | None, now: datetime) -> bool:
    """Whether a listing is asked for whole, changed or not, so that its pages are looked at for edits."""
    return last is None or now - last.fetched_at >= SOONEST


def _moment(link: Link) -> datetime | None:
    """The end of the last day that a listing names for a link."""
    return max((period.end for period in (link.published, link.updated) if period is not None), default=None)
