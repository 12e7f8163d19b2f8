"""One source on its way: what it lists, what is being asked, and what came of it."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterator
from concurrent.futures import Future
from dataclasses import dataclass, field
from datetime import UTC, datetime

from knowledge.model import Entry, Visit
from knowledge.refresh.listing import Listed, Task
from knowledge.refresh.outcome import Reason, SourceOutcome
from knowledge.refresh.visiting import Brought
from knowledge.sources import Source

#: After so many failures in a row a source is left alone until the next time.
MOST_FAILURES = 5


@dataclass(slots=True, eq=False)
class Lane:
    """One source on its way. Its pages are taken in the order of the listing: of two with one story the first stays."""

    source: Source
    started: datetime
    listing: Future[Listed] | None = None
    waiting: deque[Task] = field(default_factory=deque)
    asked: deque[Future[Brought]] = field(default_factory=deque)
    #: What came last, and is drawn entry by entry.
    drawn: Brought | None = None
    entries: Iterator[Entry] = field(default_factory=lambda: iter(()))
    #: How many entries and visits wait to be kept.
    unkept: int = 0
    #: The listing's own visits, remembered in the end.
    visits: tuple[Visit, ...] = ()
    listed: int = 0
    looked_at: int = 0
    failures: int = 0
    counts: Counter[str] = field(default_factory=Counter)
    reasons: list[Reason] = field(default_factory=list)
    remark: str = ""
    is_complete: bool = True
    is_closed: bool = False

    @property
    def head(self) -> Future[Listed] | Future[Brought] | None:
        """What is to be taken next; None while something is drawn."""
        if self.drawn is not None:
            return None
        return self.listing or (self.asked[0] if self.asked else None)

    @property
    def is_through(self) -> bool:
        """Whether everything was looked at and kept."""
        return not (self.listing or self.waiting or self.asked or self.drawn or self.unkept)

    def lists(self, listed: Listed, *, is_whole: bool) -> None:
        """Take what the source lists; what is not the whole of it is gone through again next time."""
        self.waiting.extend(listed.tasks)
        self.counts["unchanged"] += listed.unchanged
        self.remark = listed.remark
        self.listed = len(listed.tasks)
        self.visits = listed.visits if is_whole else ()
        for address, why in listed.broken:
            self.fail(address, why)

    def refuse(self, address: str, why: str) -> None:
        """Count a page that is left out for good."""
        self.reasons.append(Reason(address, why, is_lasting=True))
        self.counts["refused"] += 1

    def fail(self, address: str, why: str) -> None:
        """Count what could not be had or kept this time."""
        self.reasons.append(Reason(address, why, is_lasting=False))
        self.counts["failed"] += 1
        self.is_complete = False

    def give_up(self) -> None:
        """Leave the rest for the next time, when the site has failed too often in a row."""
        if self.failures >= MOST_FAILURES and self.waiting:
            why = f"{self.failures} pages in a row could not be had; {len(self.waiting):,} more are left for next time."
            self.reasons.append(Reason(self.source.where, why, is_lasting=False))
            self.waiting.clear()

    def outcome(self) -> SourceOutcome:
        """What it brought so far."""
        return SourceOutcome(
            source=self.source.name,
            started=self.started,
            ended=datetime.now(UTC),
            new=self.counts["new"],
            changed=self.counts["changed"],
            unchanged=self.counts["unchanged"],
            refused=self.counts["refused"],
            failed=self.counts["failed"],
            asked_again=self.counts["asked again"],
            reasons=tuple(self.reasons),
            remark=self.remark,
            is_complete=self.is_complete and self.is_through,
        )
