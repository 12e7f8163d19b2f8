"""Which outlets the store holds, how much of each, and how new."""

from __future__ import annotations

from dataclasses import dataclass

import sqlalchemy as sa
from pydantic import TypeAdapter

from knowledge.model import Period

_period_json = TypeAdapter(Period)
# Of a row that holds the largest of something, SQLite gives the other columns too (sqlite.org/lang_select.html, bare
# columns in an aggregate), so that the day comes with its end.
_by_outlet = sa.text(
    "SELECT outlet, sum(NOT is_note) AS articles, sum(is_note) AS notes,"
    " max(json_extract(body, '$.published.start')) AS newest, json_extract(body, '$.published') AS published"
    " FROM articles GROUP BY outlet ORDER BY count(*) DESC, outlet"
)


@dataclass(frozen=True, slots=True)
class Outlet:
    """What the store holds of one outlet."""

    name: str
    articles: int
    notes: int
    #: When its newest report was published; None when none has a date.
    newest: Period | None


def outlets(connection: sa.Connection) -> tuple[Outlet, ...]:
    """Every outlet, the one with most first."""
    return tuple(
        Outlet(
            row.outlet,
            row.articles,
            row.notes,
            _period_json.validate_json(row.published) if row.newest is not None else None,
        )
        for row in connection.execute(_by_outlet)
    )
