"""From a mention to days: what is printed in full stands alone, the rest is counted from the publication date."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

from knowledge.model import Basis, Period, Span
from knowledge.times.calendars import Days, feast, month_days, quarter_days, share
from knowledge.times.mention import Mention


def dated(
    span: Span,
    count: Callable[[date | None], Days | None],
    published: Period | None,
    counted: bool = False,
    to_now: bool = False,
) -> tuple[Span, Period | None]:
    """The period of one mention; a report dated to the month must give one answer on its first and its last day."""
    first = last = None
    if published is not None:
        first, last = published.start.date(), (published.end - timedelta(microseconds=1)).date()
        if last < first:
            last = first
    days = count(first)
    if days is None:
        return span, None
    if first != last:
        other = count(last)
        if other is None:
            return span, None
        if to_now and days[0] == other[0]:
            days = other
        if days != other:
            return span, None
    begins, ends = days
    if ends < begins:
        return span, None
    basis: Basis = "relative" if counted or (first is not None and count(None) != days) else "stated"
    try:
        after = ends + timedelta(days=1)
    except OverflowError:
        return span, None
    return span, Period(_midnight(begins), _midnight(after), basis, span)


def _midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=UTC)


def days_of(mention: Mention, ref: date | None) -> Days | None:
    """First and last day of one mention, or None when it is no date or needs the publication day."""
    try:
        if mention.count is not None:
            if mention.year is not None:
                return mention.count(ref or date(mention.year, 1, 1))
            return mention.count(ref) if ref is not None else None
        if mention.year is not None:
            return _in_year(mention, mention.year)
        if mention.known_by and (ref is None or date(mention.known_by, mention.month, mention.day) <= ref):
            return _in_year(mention, mention.known_by)
        if ref is None:
            return None
        if mention.current:
            return _in_year(mention, ref.year - (mention.month == 12 and ref.month < 3 and mention.grain == "season"))
        return _nearest(mention, ref)
    except (ValueError, OverflowError):
        return None


def _nearest(mention: Mention, ref: date) -> Days | None:
    """The year that a report of this day means by "16 January" or "last March"."""
    years = (ref.year - 2, ref.year - 1, ref.year, ref.year + 1)
    candidates = [days for year in years if (days := _in_year(mention, year)) is not None]
    if mention.which > 0:
        return next((days for days in candidates if days[0] > ref), None)
    if mention.ahead:
        return next((days for days in candidates if days[1] >= ref), None)
    past = [days for days in candidates if days[0] <= ref]
    if mention.which < 0:
        past = [days for days in past if days[1] < ref]
        return past[-1] if past else None
    # A report tells of the past; but ten months back is rarer than next month, which diaries and summonses name.
    if past and (ref - past[-1][1]).days <= 300:
        return past[-1]
    return next((days for days in candidates if days[0] > ref), None)


def _in_year(mention: Mention, year: int) -> Days | None:
    if not 1 <= year <= 9998:
        return None
    if mention.grain == "day":
        try:
            first = date(year, mention.month, mention.day)
            last = date(year, mention.month, mention.last_day) if mention.last_day else first
        except ValueError:
            return None
        return (first, last) if first <= last else None
    if mention.grain == "month":
        return share(month_days(year, mention.month), mention.part)
    if mention.grain == "quarter":
        return quarter_days(year, mention.month)
    if mention.grain == "half":
        return (date(year, 1, 1), date(year, 6, 30)) if mention.month == 1 else (date(year, 7, 1), date(year, 12, 31))
    if mention.grain == "season":
        # Winter is counted by the year it begins in.
        last_year, last_month = (year + 1, 2) if mention.month == 12 else (year, mention.month + 2)
        return share((date(year, mention.month, 1), month_days(last_year, last_month)[1]), mention.part)
    if mention.grain == "feast":
        return feast(mention.feast, year)
    return share((date(year, 1, 1), date(year, 12, 31)), mention.part)
