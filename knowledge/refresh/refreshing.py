"""The one door: bring a store up to date with its sources."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from itertools import takewhile

from knowledge.attributions import Tags
from knowledge.fetch import Fetcher
from knowledge.refresh.flow import Flow, Progress
from knowledge.refresh.lanes import Lane
from knowledge.refresh.listing import Search
from knowledge.refresh.outcome import Outcome, SourceOutcome
from knowledge.refresh.schedule import due_at
from knowledge.sources import Source
from knowledge.store import Store

#: So many of a source's last refreshes say how often it failed in a row.
_REMEMBERED = 12


def refresh(
    sources: Sequence[Source],
    store: Store,
    fetcher: Fetcher,
    *,
    now: datetime,
    since: datetime | None = None,
    anyway: bool = False,
    is_patient: bool = False,
    dry_run: bool = False,
    tagger: Callable[[], Tags | None] = lambda: None,
    search: Search | None = None,
    told: Callable[[Progress], object] = lambda progress: None,
    stopped: Callable[[], bool] = lambda: False,
) -> Outcome:
    """Bring the store up to date with these sources, and say source by source what came of it.

    A source that is not due is left alone unless `anyway`; one that failed is due at once, or (`is_patient`) after a
    pause that grows. With `since`, only what is dated later is read. A `dry_run`
    lists and writes nothing. `tagger` opens the learned reader of who says what, when the first page is there;
    `search` says how the Fact Check Tools API is asked; `stopped` is asked twice a second whether to come to an end,
    which takes as long as the batch in hand. Raises StoreError when somebody else is writing, or when the store was
    made with another model; ModelError; ArchiveError when the archive cannot even be read.
    """
    outcomes: dict[str, SourceOutcome] = {}
    lanes: list[Lane] = []
    for source in sources:
        due = due_next(source, store, is_patient=is_patient)
        if anyway or due is None or due <= now:
            lanes.append(Lane(source, now))
        else:
            outcomes[source.name] = SourceOutcome(source.name, now, now, not_due_before=due)
    flow = Flow(lanes, store, fetcher, now, since, search or Search(), _Once(tagger), told, stopped)
    if dry_run:
        flow.list_only()
    else:
        with store.writing("refreshing its sources") as writer:
            flow.run(writer)
    outcomes |= {lane.source.name: lane.outcome() for lane in lanes}
    return Outcome(
        started=now,
        ended=datetime.now(UTC),
        sources=tuple(outcomes[source.name] for source in sources),
        is_stopped=flow.is_stopped,
        trouble=flow.trouble,
        is_published=flow.is_published,
        is_dry_run=dry_run,
    )


def next_due(sources: Sequence[Source], store: Store, now: datetime) -> datetime:
    """When the first of these is due for whoever is patient: `now` where one never was read, or the index is owed."""
    if store.owed():
        return now
    return min(due_next(source, store, is_patient=True) or now for source in sources)


def due_next(source: Source, store: Store, *, is_patient: bool = False) -> datetime | None:
    """When the source is due, by what its last refreshes brought; None for one that never was looked at."""
    lines = store.archive.refreshes(_REMEMBERED, source=source.name)
    failures = sum(1 for _ in takewhile(lambda line: line.failed > 0, lines))
    return due_at(source, lines[0].started if lines else None, failures, is_patient=is_patient)


class _Once:
    """The tagger, opened by whichever thread needs it first."""

    def __init__(self, opened: Callable[[], Tags | None]) -> None:
        self._open, self._lock = opened, threading.Lock()
        self._tagger: Tags | None = None
        self._is_open = False

    def __call__(self) -> Tags | None:
        with self._lock:
            if not self._is_open:
                self._tagger, self._is_open = self._open(), True
            return self._tagger
