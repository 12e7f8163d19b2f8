"""One who works answers out: a process of its own with a desk of its own.

Python lets one thread of a process compute at a time, and most of a card is Python: a second thread would add little,
and the thread that talks with Telegram would wait for both (docs/measured.md). And a stuck process can be ended.
"""

from __future__ import annotations

import gc
import multiprocessing
import signal
import sys
import weakref
from collections.abc import Callable
from datetime import datetime
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from typing import Any, TypeVar

from bot.quiet import described
from bot.talk.desk import Desk

T = TypeVar("T")
#: Objects made and not yet let go before Python looks for cycles among them; by itself it looks after 700.
MADE_BEFORE_LOOKING = 50_000
#: So many rounds among what is new come before one among what is older, as Python has it.
ROUNDS = 10
#: Seconds for which one thread computes before another that waits has its turn; Python's own are ten times as long.
TURN = 0.0005


class TookTooLong(Exception):
    """An answer took longer than one may take; whoever worked on it was stopped."""


class Failed(Exception):
    """An answer could not be worked out; says which error and where, never what it was about."""


class Clerk:
    """One process with a desk. Its methods block; one thread at a time calls them."""

    def __init__(self, opening: Callable[[], Desk]) -> None:
        self._opening = opening
        self._process: BaseProcess | None = None
        self._line: Connection | None = None
        self._last_resort: weakref.finalize[[BaseProcess], Clerk] | None = None

    @property
    def is_seated(self) -> bool:
        """Whether the process is there and its desk open."""
        return self._line is not None

    def sit_down(self) -> None:
        """Start the process and wait until its desk is open. Raises what kept it from opening."""
        context = _beginning()
        self._line, theirs = context.Pipe()
        self._process = context.Process(target=_serve, args=(theirs, self._opening), name="clerk", daemon=True)
        self._process.start()
        theirs.close()
        self._last_resort = weakref.finalize(self, _end, self._process)
        try:
            trouble = self._line.recv()
        except (EOFError, OSError):
            self.leave()
            raise Failed("a process that answers ended before it began") from None
        if trouble is not None:
            self.leave()
            raise trouble

    def work_out(self, work: Callable[..., T], subject: Any, now: datetime, seconds: float) -> T:
        """`work(subject, desk, now=now)` in the process. Raises TookTooLong or Failed; the next one finds it well."""
        if self._line is None:
            self.sit_down()
        assert self._line is not None
        try:
            self._line.send((work, subject, now))
            if not self._line.poll(seconds):
                self.leave()
                raise TookTooLong
            done, found = self._line.recv()
        except (EOFError, OSError):
            why = self._how_it_ended()
            self.leave()
            raise Failed(f"a process that answers ended ({why}); another takes its place") from None
        if not done:
            raise Failed(found)
        answer: T = found
        return answer

    def _how_it_ended(self) -> str:
        if self._process is None:
            return "it was let go"
        self._process.join(1)
        return f"exit code {self._process.exitcode}"

    def end(self) -> None:
        """End the process, whatever it is doing. Any thread may call this; the one that waits for an answer goes on."""
        if self._last_resort is not None:
            self._last_resort()

    def leave(self) -> None:
        """Let go of the process, which ends."""
        if self._line is not None:
            self._line.close()
        if self._last_resort is not None:
            self._last_resort()
        self._line = self._process = self._last_resort = None


def _beginning() -> Any:
    """How a process begins. A plain fork would inherit the locks of threads it does not have.

    A server without threads that has read the code already forks one in a moment; where there is none, it is read anew.
    """
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["__main__", "bot.talk.conversation", "bot.talk.inline"])
    return context


def _end(process: BaseProcess) -> None:
    # It reads and holds nothing that a sudden end could spoil.
    process.kill()
    process.join()


def take_short_turns() -> None:
    """From now on no thread waits long for another: the model could not begin with a claim that is still being read."""
    sys.setswitchinterval(TURN)


def look_for_no_cycles() -> None:
    """From now on Python does not look for cycles by itself; see `look_for_cycles`."""
    gc.collect()
    gc.freeze()
    gc.disable()


def look_for_cycles() -> None:
    """Look for cycles where enough was made, between two answers: while one is worked out, somebody would wait for it.

    The nouns are frozen and hold none, so that nothing is found among 50,000 of them, which takes half a card.
    """
    young, older, oldest = gc.get_count()
    if young > MADE_BEFORE_LOOKING:
        gc.collect(2 if oldest > ROUNDS else 1 if older > ROUNDS else 0)


def _serve(line: Connection, opening: Callable[[], Desk]) -> None:
    """The process: one job after another, until the line is closed, which the bot's death does too."""
    # Whoever stops the whole group (Ctrl-C, a service manager) stops the bot, and it lets these finish.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    try:
        desk = opening()
    except Exception as error:
        line.send(error)
        return
    take_short_turns()
    look_for_no_cycles()
    line.send(None)
    while True:
        try:
            work, subject, now = line.recv()
        except (EOFError, OSError):
            return
        try:
            answer = True, work(subject, desk, now=now)
        except Exception as error:
            answer = False, described(error)
        line.send(answer)
        look_for_cycles()
