"""Taking turns: a pause between two requests to one site, few at once, and none while it asks to be left alone."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from queue import LifoQueue


class Resting(Exception):
    """The site has asked to be left alone for longer than anybody here waits; `seconds` says how long."""

    def __init__(self, seconds: float) -> None:
        super().__init__(seconds)
        self.seconds = seconds


@dataclass(slots=True)
class _Line:
    """Those who wait for one site."""

    #: The free seats, the last left on top.
    seats: LifoQueue[int]
    lock: threading.Lock = field(default_factory=threading.Lock)
    #: When the next request may start, and until when none may, on the clock.
    next_at: float = 0.0
    rests_until: float = 0.0


class Turns:
    """Whose turn it is to ask which site. Used by many threads.

    `patience` is the longest that anybody waits for a site that asked to be left alone, in seconds.
    """

    def __init__(
        self,
        *,
        at_once: int,
        at_once_per_site: int,
        patience: float,
        clock: Callable[[], float],
        sleep: Callable[[float], None],
    ) -> None:
        self._at_once = threading.BoundedSemaphore(at_once)
        self._per_site = at_once_per_site
        self._patience = patience
        self._clock = clock
        self._sleep = sleep
        self._lines: dict[str, _Line] = {}
        self._lock = threading.Lock()

    @contextmanager
    def turn(self, site: str, gap: float) -> Iterator[int]:
        """One request to a site, at least `gap` seconds after the start of the one before. Raises Resting.

        Gives the seat at that site, from 0 to `at_once_per_site` - 1: nobody else has it until the turn is over.
        """
        line = self._line(site)
        seat = line.seats.get()
        try:
            with line.lock:
                now = self._clock()
                if line.rests_until - now > self._patience:
                    raise Resting(line.rests_until - now)
                start = max(now, line.next_at, line.rests_until)
                line.next_at = start + gap
            if start > now:
                self._sleep(start - now)
            with self._at_once:
                yield seat
        finally:
            line.seats.put(seat)

    def rest(self, site: str, seconds: float) -> None:
        """Nobody asks this site for so many seconds from now."""
        line = self._line(site)
        with line.lock:
            line.rests_until = max(line.rests_until, self._clock() + seconds)

    def _line(self, site: str) -> _Line:
        with self._lock:
            if site not in self._lines:
                self._lines[site] = _Line(LifoQueue())
                for seat in reversed(range(self._per_site)):
                    self._lines[site].seats.put(seat)
            return self._lines[site]
