"""The flow of a refresh: sources are listed, pages fetched and read in threads, kept in batches, and the index paid.

What is kept is kept for good: an article, its statements and its visit enter in one transaction, and what a source
listed is remembered as seen only when all of it was looked at. So whoever is killed, whenever, goes on next time.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from itertools import islice
from typing import Any

from knowledge.archive import ArchiveError, RefreshLine
from knowledge.attributions import Tags
from knowledge.feeds import UnreadableFeed
from knowledge.fetch import Fetcher, FetchError
from knowledge.refresh.hands import Hands
from knowledge.refresh.keeping import Batch, Kept, keep
from knowledge.refresh.lanes import Lane
from knowledge.refresh.listing import Listed, Search, SourceGone, Task, list_source
from knowledge.refresh.readings import Readings
from knowledge.refresh.visiting import Brought, visit
from knowledge.reviews import UnreadableReviews
from knowledge.sources import Source
from knowledge.store import Store, Writer

#: Pages of one source that are asked for at a time, and of all sources.
HANDS_FOR_ONE, HANDS = 4, 12
#: Pages that are asked for, read, or wait to be kept: so memory is the same for fifty pages and for fifty thousand.
IN_WORK = 96
_CORES = os.cpu_count() or 2
#: Pages that are read at a time, each with one thread of the tagger, beside as many threads that embed: two runtimes
#: that both want every core spend their time in each other's way (docs/speed.md).
READING = max(2, _CORES // 2)
EMBEDDING_THREADS = max(1, _CORES // 2)
#: The seconds that one page or PDF may be read for; most take a twentieth of one. A table, or a pack of notes, holds as
#: many articles as somebody put into it, and takes its time.
LONGEST_READING = 120.0
_HOLDS_MANY = (".csv", ".jsonl")
#: Entries that are drawn from one file before the others have their turn.
DRAWN_AT_ONCE = 32
#: How often, in seconds, whoever waits looks up.
LOOKS_UP = 0.5


@dataclass(frozen=True, slots=True)
class Progress:
    """How far one source (or, under no name, the index) has come, in pages (or statements)."""

    source: str
    done: int
    of: int


@dataclass(slots=True)
class Flow:
    """One refresh on its way, with all its sources."""

    lanes: list[Lane]
    store: Store
    fetcher: Fetcher
    now: datetime
    since: datetime | None
    search: Search
    tagger: Callable[[], Tags | None]
    told: Callable[[Progress], object]
    stopped: Callable[[], bool]
    is_stopped: bool = False
    is_published: bool = False
    trouble: str = ""
    batch: Batch = field(default_factory=Batch)
    keeping: Future[Kept] | None = None
    seen: set[str] = field(default_factory=set)
    readings: Readings[Brought] = field(default_factory=lambda: Readings(READING))

    def list_only(self) -> None:
        """Count what would be asked, and write nothing."""
        with Hands(HANDS) as hands:
            for lane in self.lanes:
                lane.listing = hands.give(partial(self._list, lane.source))
            for lane in self.lanes:
                listed = self._listed(lane)
                for entry in listed.entries if listed else ():
                    is_known = self.store.archive.article(entry.article.id) is not None
                    lane.counts["unchanged" if is_known else "new"] += 1
                for task in lane.waiting:
                    lane.counts["asked again" if task.last else "new"] += 1
                lane.waiting.clear()

    def run(self, writer: Writer) -> None:
        """Bring, keep, and pay the index, whatever happens on the way."""
        try:
            with Hands(HANDS) as hands, ThreadPoolExecutor(1, thread_name_prefix="keeping") as keeper:
                for lane in self.lanes:
                    lane.listing = hands.give(partial(self._list, lane.source))
                while not self.trouble and not self._is_done():
                    if self.stopped():
                        self.is_stopped = True
                        break
                    self._ask(hands)
                    self._wait()
                    self.readings.look_up(hands)
                    self._take()
                    if self.keeping is None and (self.batch.is_full or not self._comes_more()):
                        self._keep(keeper, writer)
                    self._close()
                # Whoever is stopped keeps what is in hand.
                self._count_kept()
                if not self.trouble:
                    self._keep(keeper, writer)
                    self._count_kept()
                self._close()
        finally:
            self._pay(writer)

    # --- bringing -------------------------------------------------------------------------------------------------

    def _list(self, source: Source) -> Listed:
        visited = self.store.archive.visit_of
        return list_source(source, self.fetcher, visited, self.now, since=self.since, search=self.search)

    def _listed(self, lane: Lane) -> Listed | None:
        listing, lane.listing = lane.listing, None
        assert listing is not None
        try:
            listed = listing.result()
        except ArchiveError:
            raise
        except (SourceGone, FetchError, UnreadableFeed, UnreadableReviews) as error:
            lane.fail(lane.source.where, str(error))
            return None
        except Exception as error:  # a listing that breaks its reader must not stop the other sources
            why = f"{lane.source.where} could not be read ({type(error).__name__}: {error})."
            lane.fail(lane.source.where, why)
            return None
        lane.lists(listed, is_whole=self.since is None)
        return listed

    def _ask(self, hands: Hands) -> None:
        in_work = sum(len(lane.asked) for lane in self.lanes) + len(self.batch.entries)
        for lane in self.lanes:
            busy = sum(not future.done() for future in lane.asked)
            while lane.waiting and busy < HANDS_FOR_ONE and in_work < IN_WORK:
                task = lane.waiting.popleft()
                if task.address in self.seen:
                    # Another source lists it, too.
                    lane.counts["unchanged"] += 1
                    self._tell(lane)
                    continue
                self.seen.add(task.address)
                lane.asked.append(self._visit(task, hands))
                busy, in_work = busy + 1, in_work + 1

    def _visit(self, task: Task, hands: Hands) -> Future[Brought]:
        holds_many = task.file is not None and task.file.suffix.lower() in _HOLDS_MANY
        reading = self.readings.one(None if holds_many else LONGEST_READING)
        tagger = partial(reading.beside, self.tagger)
        brought = hands.give(partial(visit, task, self.fetcher, tagger, self.now, self.since, reading))
        why = f"{task.file or task.address} took longer than {LONGEST_READING:g} seconds to read; it was left."
        self.readings.watch(reading, brought, Brought(task, "failed", why=why))
        return brought

    def _wait(self) -> None:
        if self.batch.has_room and any(lane.drawn for lane in self.lanes):
            return
        waited: list[Future[Any]] = [self.keeping] if self.keeping else []
        if self.batch.has_room:
            waited += [lane.head for lane in self.lanes if lane.head]
        if waited:
            wait(waited, timeout=LOOKS_UP, return_when=FIRST_COMPLETED)

    def _take(self) -> None:
        if self.keeping is not None and self.keeping.done():
            self._count_kept()
        for lane in self.lanes:
            while self.batch.has_room and lane.head is not None and lane.head.done():
                if lane.listing is not None:
                    listed = self._listed(lane)
                    for entry in listed.entries if listed else ():
                        self.batch.put(lane, entry)
                else:
                    self._received(lane, lane.asked.popleft().result())
                    self._draw(lane)
            if lane.drawn is not None and self.batch.has_room:
                self._draw(lane)

    def _received(self, lane: Lane, brought: Brought) -> None:
        address = brought.task.address
        if brought.state == "failed":
            lane.failures += 1
            lane.fail(address, brought.why)
            lane.give_up()
        else:
            lane.failures = 0
        if brought.state == "refused":
            is_kept = self.store.archive.article(address) is not None
            stays = " What was kept of it stays, and cards go on citing it." if is_kept else ""
            lane.refuse(address, brought.why + stays)
        for why in brought.left_out:
            lane.refuse(address, why)
        if brought.state == "unchanged":
            lane.counts["unchanged"] += 1
        lane.drawn, lane.entries = brought, iter(brought.entries)

    def _draw(self, lane: Lane) -> None:
        brought = lane.drawn
        assert brought is not None
        try:
            some = list(islice(lane.entries, DRAWN_AT_ONCE))
        except Exception as error:  # a table may break in its middle; what stands before is kept
            lane.fail(brought.task.address, f"{brought.task.address}: {error}")
            brought, some = Brought(brought.task, "failed"), []
        for entry in some:
            self.batch.put(lane, entry)
        if len(some) < DRAWN_AT_ONCE:
            if brought.visit is not None or brought.profiles:
                self.batch.remember(lane, brought)
            lane.drawn = None
            self._tell(lane)

    def _tell(self, lane: Lane) -> None:
        lane.looked_at += 1
        self.told(Progress(lane.source.name, lane.looked_at, lane.listed))

    # --- keeping --------------------------------------------------------------------------------------------------

    def _comes_more(self) -> bool:
        return any(lane.listing or lane.waiting or lane.asked or lane.drawn for lane in self.lanes)

    def _is_done(self) -> bool:
        return not self._comes_more() and self.batch.is_empty and self.keeping is None

    def _keep(self, keeper: ThreadPoolExecutor, writer: Writer) -> None:
        if not self.batch.is_empty:
            batch, self.batch = self.batch, Batch()
            self.keeping = keeper.submit(keep, batch, writer, self.store)

    def _count_kept(self) -> None:
        keeping, self.keeping = self.keeping, None
        if keeping is None:
            return
        kept = keeping.result()
        for lane, change in kept.changes:
            lane.counts[change] += 1
            lane.unkept -= 1
        for lane, address, why in kept.lost:
            lane.fail(address, why)
            lane.unkept -= 1
        for lane in kept.remembered:
            lane.unkept -= 1
        self.trouble = self.trouble or kept.trouble

    def _close(self) -> None:
        """Write down what the sources that are through have brought."""
        for lane in self.lanes:
            if self.trouble or lane.is_closed or not lane.is_through:
                continue
            lane.is_closed = True
            found = lane.outcome()
            line = RefreshLine(
                source=found.source,
                started=found.started,
                ended=found.ended,
                new=found.new,
                changed=found.changed,
                unchanged=found.unchanged,
                refused=found.refused,
                failed=found.failed,
                why=next((reason.sentence for reason in found.reasons if not reason.is_lasting), ""),
            )
            try:
                if lane.is_complete and lane.visits:
                    self.store.archive.remember_visit(*lane.visits)
                self.store.archive.log_refresh(line)
            except ArchiveError as error:
                self.trouble = str(error)

    def _pay(self, writer: Writer) -> None:
        """Bring the index up to what is kept; what cannot be paid stays owed, and is said."""
        done = total = 0

        def advanced(rows: int) -> None:
            nonlocal done
            done += rows
            self.told(Progress("", done, total))

        try:
            total = self.store.archive.counts().statements if self.store.owed() else 0
            self.is_published = writer.pay_index(advanced)
        except Exception as error:  # chromadb's errors share no base class; a full disk has many names
            said = str(error) if isinstance(error, ArchiveError) else f"The index was not brought up to date: {error}"
            owed = "the index is owed, and the next refresh or `whosays kb reindex` pays it"
            self.trouble = f"{(self.trouble or said).rstrip('.')}; {owed}."
