"""Threads that fetch and read; whoever stops does not wait for the slowest site."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable
from concurrent.futures import Future, InvalidStateError
from contextlib import suppress
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
        self._many = many
        self._hired = 0

    def __enter__(self) -> Self:
        for _ in range(self._many):
            self._hire()
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
        for _ in range(self._hired):
            self._given.put(None)

    def give(self, what: Callable[[], T]) -> Future[T]:
        """Have this done; its result comes in the future."""
        future: Future[T] = Future()
        self._given.put((future, what))
        return future

    def replace(self, future: Future[T], result: T) -> None:
        """Wait no longer for a hand that is stuck with this: that is its result, and another hand takes its place."""
        with suppress(InvalidStateError):
            future.set_result(result)
        self._hire()

    def _hire(self) -> None:
        self._hired += 1
        threading.Thread(target=self._work, daemon=True, name=f"hand {self._hired}").start()

    def _work(self) -> None:
        while (given := self._given.get()) is not None:
            future, what = given
            if not future.set_running_or_notify_cancel():
                continue
            # Whoever was not waited for comes too late with it.
            with suppress(InvalidStateError):
                try:
                    result = what()
                except BaseException as error:
                    future.set_exception(error)
                else:
                    future.set_result(result)
