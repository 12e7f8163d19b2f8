"""A batch is kept: articles first, each in its own transaction, and then what is remembered of their addresses."""

from __future__ import annotations

import time
from dataclasses import dataclass, field

from knowledge.archive import ArchiveError, Change
from knowledge.embedding import ModelError
from knowledge.model import Entry
from knowledge.refresh.lanes import Lane
from knowledge.refresh.visiting import Brought
from knowledge.store import Store, StoreError, Writer

#: So many statements, or articles, are embedded and kept together, or as many as there are after so many seconds.
STATEMENTS_AT_ONCE, ARTICLES_AT_ONCE, LONGEST_UNKEPT = 512, 48, 20.0
#: More are not taken while a batch is being kept.
MOST_STATEMENTS, MOST_VISITS = 1024, 256


@dataclass(slots=True)
class Batch:
    """What is kept together."""

    entries: list[tuple[Lane, Entry]] = field(default_factory=list)
    #: What is remembered when the entries are kept: visits that no single article carries, and profiles of outlets.
    afterwards: list[tuple[Lane, Brought]] = field(default_factory=list)
    statements: int = 0
    begun: float = 0.0

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to keep."""
        return not self.entries and not self.afterwards

    @property
    def has_room(self) -> bool:
        """Whether more may be taken."""
        return self.statements < MOST_STATEMENTS and len(self.afterwards) < MOST_VISITS

    @property
    def is_full(self) -> bool:
        """Whether it is worth keeping now, although more comes."""
        is_old = not self.is_empty and time.monotonic() - self.begun > LONGEST_UNKEPT
        is_much = self.statements >= STATEMENTS_AT_ONCE or len(self.entries) >= ARTICLES_AT_ONCE
        return is_old or is_much or not self.has_room

    def put(self, lane: Lane, entry: Entry) -> None:
        """Add an article."""
        self.entries.append((lane, entry))
        self.statements += len(entry.statements)
        self._added(lane)

    def remember(self, lane: Lane, brought: Brought) -> None:
        """Add what is remembered afterwards."""
        self.afterwards.append((lane, brought))
        self._added(lane)

    def _added(self, lane: Lane) -> None:
        lane.unkept += 1
        self.begun = self.begun or time.monotonic()


@dataclass(slots=True)
class Kept:
    """What became of a batch."""

    changes: list[tuple[Lane, Change]] = field(default_factory=list)
    #: Articles that broke on the way, with why.
    lost: list[tuple[Lane, str, str]] = field(default_factory=list)
    remembered: list[Lane] = field(default_factory=list)
    #: Why nothing more can be kept; "" when all went well.
    trouble: str = ""


def keep(batch: Batch, writer: Writer, store: Store) -> Kept:
    """Keep a batch. Raises StoreError or ModelError when the store cannot be written by these settings at all."""
    kept = Kept()
    try:
        kept.changes = _articles(batch, writer, kept)
        broken = {id(lane) for lane, _, _ in kept.lost}
        for lane, brought in batch.afterwards:
            writer.keep_profiles(brought.profiles)
            if brought.visit is not None and id(lane) not in broken:
                store.archive.remember_visit(brought.visit)
            kept.remembered.append(lane)
    except ArchiveError as error:
        kept.trouble = str(error)
    return kept


def _articles(batch: Batch, writer: Writer, kept: Kept) -> list[tuple[Lane, Change]]:
    try:
        changes = writer.keep([entry for _, entry in batch.entries])
        return [(lane, change) for (lane, _), change in zip(batch.entries, changes, strict=True)]
    except (ArchiveError, StoreError, ModelError):
        raise
    except Exception:  # one article breaks the batch: the others are kept without it
        alone: list[tuple[Lane, Change]] = []
        for lane, entry in batch.entries:
            try:
                alone.append((lane, writer.keep([entry])[0]))
            except (ArchiveError, StoreError, ModelError):
                raise
            except Exception as error:
                address = entry.article.url or entry.article.title
                kept.lost.append((lane, address, f"{address} could not be kept ({type(error).__name__}: {error})."))
        return alone
