"""What addresses answered when they were last asked, and what each refreshing brought."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass, fields
from datetime import datetime

import sqlalchemy as sa

from knowledge.archive import tables
from knowledge.model import Visit


@dataclass(frozen=True, slots=True)
class RefreshLine:
    """What reading one source brought: how many articles, and why some were not kept."""

    source: str
    started: datetime
    ended: datetime
    new: int = 0
    changed: int = 0
    unchanged: int = 0
    #: Pages that are no articles, by their own words or by a rule of their site.
    refused: int = 0
    #: Pages that could not be had.
    failed: int = 0
    #: A sentence; "" when all went well.
    why: str = ""


def visit_of(connection: sa.Connection, url: str) -> Visit | None:
    """What this address answered when it was last asked; None when it never was."""
    row = connection.execute(sa.select(tables.visits).where(tables.visits.c.url == url)).mappings().first()
    return _visit(row) if row else None


def every_visit(connection: sa.Connection) -> Iterable[Visit]:
    """Every address that was asked, in order."""
    for row in connection.execute(sa.select(tables.visits).order_by(tables.visits.c.url)).mappings():
        yield _visit(row)


def remember_visits(connection: sa.Connection, visits: Iterable[Visit]) -> None:
    """Have these answers stand in the place of older ones."""
    rows = [asdict(visit) | {"fetched_at": visit.fetched_at.isoformat()} for visit in visits]
    if rows:
        connection.execute(sa.insert(tables.visits).prefix_with("OR REPLACE"), rows)


def log_refreshes(connection: sa.Connection, lines: Iterable[RefreshLine]) -> None:
    """Write down what these readings brought."""
    rows = [asdict(line) | {"started": line.started.isoformat(), "ended": line.ended.isoformat()} for line in lines]
    if rows:
        connection.execute(sa.insert(tables.refreshes), rows)


def refreshes(connection: sa.Connection, limit: int | None, source: str | None) -> tuple[RefreshLine, ...]:
    """What the last readings brought, the latest first."""
    asked = sa.select(tables.refreshes).order_by(tables.refreshes.c.number.desc())
    if source is not None:
        asked = asked.where(tables.refreshes.c.source == source)
    if limit is not None:
        asked = asked.limit(limit)
    names = [field.name for field in fields(RefreshLine)]
    return tuple(
        RefreshLine(
            **{name: row[name] for name in names}
            | {"started": datetime.fromisoformat(row["started"]), "ended": datetime.fromisoformat(row["ended"])}
        )
        for row in connection.execute(asked).mappings()
    )


def _visit(row: sa.RowMapping) -> Visit:
    return Visit(
        row["url"],
        datetime.fromisoformat(row["fetched_at"]),
        row["etag"],
        row["last_modified"],
        row["content_hash"],
    )
