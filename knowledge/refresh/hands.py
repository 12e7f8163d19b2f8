"""Threads that fetch and read; whoever stops does not wait for the slowest site."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable
from concurrent.futures import Future
from types import TracebackType
from typing import Any, Self, TypeVar

T = TypeVar("T")


class Hands:
    """A few threads that do what they are given, in its order. A context manager.

    At the end what is not begun is let go, and what is being done is not waited for: unlike those of the standard
    library's executor, these threads keep no program from ending.
    """

    def __init__(self, many: int) -> None:
        self._given: queue.SimpleQueue[tuple[Future[Any], Callable[[], Any]] | None] = queue.SimpleQueue()
        self._threads = [threading.Thread(target=self._work, daemon=True, name=f"hand {n}") for n in range(many)]

    def __enter__(self) -> Self:
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        while True:
            try:
                given = self._given.get_nowait()
            except queue.Empty:
                break
            if given is not None:
                given[0].cancel()
        for _ in self._threads:
            self._given.put(None)

    def give(self, what: Callable[[], T]) -> Future[T]:
        """Have this done; its result comes in the future."""
        future: Future[T] = Future()
        self._given.put((future, what))
        return future

    def _work(self) -> None:
        while (given := self._given.get()) is not None:
            future, what = given
            if not future.set_running_or_notify_cancel():
                continue
            try:
                future.set_result(what())
            except BaseException as error:
                future.set_exception(error)
