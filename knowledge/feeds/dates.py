"""The dates that feeds print, read as printed: the day in the outlet's own zone, never a guess."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

from knowledge.model import Period

_PART = re.compile(r"(\d{4})(?:-(\d{2}))?")


def moment_printed(words: str | None) -> datetime | None:
    """The moment a feed's date names, in UTC; None where it gives no time of day or no zone.

    >>> for words in ("Sat, 02 Mar 2024 23:30:00 -0500", "2024-03-02T23:30:00Z", "2024-03-02T23:30:00", "2024-03-02"):
    ...     print(moment_printed(words))
    2024-03-03 04:30:00+00:00
    2024-03-02 23:30:00+00:00
    None
    None
    """
    found = _printed(" ".join((words or "").split()))
    return found.astimezone(UTC) if found is not None and found.tzinfo is not None else None


def day_printed(words: str | None) -> Period | None:
    """The day, month or year a feed's date names; None for what is no date of RFC 822 or ISO 8601.

    The day is the printed one, as a newspaper dates its reports by its own clock; a wrong weekday does not matter.

    >>> for words in ("Tue, 02 Mar 2024 23:30:00 -0500", "2024-03-02T23:30:00-05:00", "2024-03", "03/02/2024", "soon"):
    ...     print(found.words if (found := day_printed(words)) else None)
    2024-03-02
    2024-03-02
    2024-03
    None
    None
    """
    said = " ".join((words or "").split())
    if not said:
        return None
    if part := _PART.fullmatch(said):
        return _stretch(int(part[1]), int(part[2]) if part[2] else None)
    found = _printed(said)
    if found is None:
        return None
    start = datetime(found.year, found.month, found.day, tzinfo=UTC)
    return Period(start, start + timedelta(days=1), "stated")


def _printed(said: str) -> datetime | None:
    """What a date of RFC 822 or ISO 8601 says; None for what is none, or lies outside of anybody's lifetime."""
    try:
        found = datetime.fromisoformat(said)
    except ValueError:
        try:
            found = parsedate_to_datetime(said)
        except (ValueError, TypeError, IndexError, OverflowError):
            return None
    return found if 1900 <= found.year <= 2199 else None


def _stretch(year: int, month: int | None) -> Period | None:
    if not 1900 <= year <= 2199 or not 1 <= (month or 1) <= 12:
        return None
    start = datetime(year, month or 1, 1, tzinfo=UTC)
    end = datetime(year + 1, 1, 1, tzinfo=UTC) if month is None else (start + timedelta(days=32)).replace(day=1)
    return Period(start, end, "stated")
