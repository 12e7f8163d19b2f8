"""Pages being read: few at a time, and none for longer than is right."""

from __future__ import annotations

import ctypes
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from functools import partial
from types import TracebackType
from typing import Generic, TypeVar

from knowledge.refresh.hands import Hands

T = TypeVar("T")
U = TypeVar("U")

#: How often, in seconds, it is looked who reads for too long.
_LOOKS_UP = 0.5
#: How often, and how many seconds apart, a reader that was given up is asked to stop.
_ASKED, _AGAIN = 30, 1.0


class TakesTooLong(BaseException):
    """Raised in the thread of a reader that was given up; no reader takes it for a mistake in its page."""


class Reading:
    """One page's reading. A context manager, entered by the hand that reads for as long as it does."""

    def __init__(self, places: threading.Semaphore, longest: float | None) -> None:
        self._places = places
        self._longest = longest
        self._lock = threading.Lock()
        self._thread: int | None = None
        #: The thread of a reader that was given up, until it has left.
        self._late: int | None = None
        self._begun: float | None = None

    def __enter__(self) -> None:
        self._places.acquire()
        self._thread, self._begun = threading.get_ident(), time.monotonic()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with self._lock:
            self._late = None
            self._leave()

    def beside(self, what: Callable[[], U]) -> U:
        """Have something done that all pages wait for (a model is opened), and that counts for none of them."""
        self._begun = None
        try:
            return what()
        finally:
            self._begun = time.monotonic()

    def give_up_if_late(self, said: Callable[[], object]) -> None:
        """Give the page up if it has been read for too long, and let the next one have its place.

        `said` is done first: what comes of the page is settled before its reader is stopped.
        """
        with self._lock:
            thread, begun = self._thread, self._begun
            if self._longest is None or thread is None or begun is None or time.monotonic() - begun < self._longest:
                return
            said()
            self._leave()
            self._late = thread
        self._stop(_ASKED)

    def _stop(self, times: int) -> None:
        # A reader that is written in Python ends by this at its next step; one that is stuck beneath Python does not,
        # and is not waited for. Python swallows it where it meets a destructor or whoever watches its collector, so
        # that a reader that has not left is asked again.
        with self._lock:
            if self._late is None or not times:
                return
            ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(self._late), ctypes.py_object(TakesTooLong))
        again = threading.Timer(_AGAIN, self._stop, (times - 1,))
        again.daemon = True
        again.start()

    def _leave(self) -> None:
        if self._thread is not None:
            self._thread = None
            self._places.release()


@dataclass(frozen=True, slots=True)
class _Watched(Generic[T]):
    reading: Reading
    result: Future[T]
    instead: T


class Readings(Generic[T]):
    """The pages that are being read, at most `many` at a time; T is what a reading brings."""

    def __init__(self, many: int) -> None:
        self._places = threading.Semaphore(many)
        self._watched: list[_Watched[T]] = []
        self._looked_at = 0.0

    def one(self, longest: float | None) -> Reading:
        """A page to be read within so many seconds; None for one that may take its time."""
        return Reading(self._places, longest)

    def watch(self, reading: Reading, result: Future[T], instead: T) -> None:
        """Have `instead` come of it where the reading takes too long."""
        self._watched.append(_Watched(reading, result, instead))

    def look_up(self, hands: Hands) -> None:
        """Give up whatever has been read for too long, and put another hand in the place of its reader's."""
        if time.monotonic() - self._looked_at < _LOOKS_UP:
            return
        for one in self._watched:
            one.reading.give_up_if_late(partial(hands.replace, one.result, one.instead))
        self._watched = [one for one in self._watched if not one.result.done()]
        self._looked_at = time.monotonic()
