"""The clerks behind one line of people: who is next, who has waited too long, and what becomes of a stuck answer.

Whoever takes too long is stopped and replaced, so that one stuck answer holds up nobody else.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections import deque
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Literal, TypeVar

from bot.quiet import described
from bot.talk.desk import Desk
from bot.telegram.clerk import Clerk

log = logging.getLogger("whosays")

T = TypeVar("T")
#: Somebody who watches a list under their thumb, or a button, goes first; a message may wait a little.
Haste = Literal["urgent", "ordinary"]
#: So many urgent answers in a row, while messages wait; then one of those.
URGENT_IN_A_ROW = 3
#: Seconds until a process that could not open its desk tries again.
BEFORE_TRYING_AGAIN = 2.0


class Busy(Exception):
    """More wait than can be answered in good time."""


class Superseded(Exception):
    """Nobody wants the answer any more."""


class Stopping(Exception):
    """The bot is being stopped and did not get to this."""


@dataclass(eq=False, slots=True)
class Job:
    """Something to be worked out: what, about what, and whether it is still wanted."""

    work: Callable[..., Any]
    subject: Any
    done: asyncio.Future[Any]
    wanted: Callable[[], bool]
    since: float = field(default_factory=time.monotonic)


class Clerks:
    """So many clerks, and a line of at most so many jobs before them. Lives in one event loop."""

    def __init__(
        self,
        opening: Callable[[], Desk],
        *,
        count: int,
        seconds: float,
        most_waiting: int,
        waited: Callable[[float], object] = lambda seconds: None,
    ) -> None:
        """`opening` is called in each process to open its desk; an answer may take so many seconds.

        `waited` is told how long each job stood in the line.
        """
        self.seconds = seconds
        self.most_waiting = most_waiting
        self.at_work = 0
        self._waited = waited
        self._clerks = [Clerk(opening) for _ in range(count)]
        self._lines: dict[Haste, deque[Job]] = {"urgent": deque(), "ordinary": deque()}
        self._urgent_in_a_row = 0
        self._news = asyncio.Condition()
        self._tasks: list[asyncio.Task[None]] = []
        self._is_closing = False
        self._threads = ThreadPoolExecutor(count, thread_name_prefix="clerk")

    @property
    def count(self) -> int:
        """How many clerks there are."""
        return len(self._clerks)

    @property
    def waiting(self) -> int:
        """How many jobs wait in the line."""
        return sum(map(len, self._lines.values()))

    async def start(self) -> None:
        """Open the desks. Raises whatever kept one from opening."""
        loop = asyncio.get_running_loop()
        opened = await asyncio.gather(
            *(loop.run_in_executor(self._threads, clerk.sit_down) for clerk in self._clerks), return_exceptions=True
        )
        trouble = next((one for one in opened if isinstance(one, BaseException)), None)
        if trouble is not None:
            raise trouble
        self._tasks = [asyncio.create_task(self._keep_busy(clerk)) for clerk in self._clerks]

    async def work_out(
        self,
        work: Callable[..., T],
        subject: Any,
        *,
        haste: Haste = "ordinary",
        wanted: Callable[[], bool] = lambda: True,
    ) -> T:
        """`work(subject, desk, now=now)`, in one of the processes, after those who came first.

        Raises Busy at once when the line is full, Superseded when it is no longer wanted once its turn has come,
        TookTooLong, Stopping, and Failed for whatever `work` raises.
        """
        if self._is_closing:
            raise Stopping
        if len(self._lines[haste]) >= self.most_waiting:
            raise Busy
        job = Job(work, subject, asyncio.get_running_loop().create_future(), wanted)
        async with self._news:
            self._lines[haste].append(job)
            self._news.notify()
        found: T = await job.done
        return found

    def send_away(self) -> int:
        """Take nothing more, and let those who still wait go with Stopping; how many they were."""
        self._is_closing = True
        waiting = [job for line in self._lines.values() for job in line]
        for line in self._lines.values():
            line.clear()
        for job in waiting:
            _fail(job, Stopping())
        return len(waiting)

    async def close(self) -> None:
        """End the processes; what they still work on is given up."""
        self.send_away()
        for task in self._tasks:
            task.cancel()
        for clerk in self._clerks:
            clerk.end()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        self._threads.shutdown(cancel_futures=True)
        for clerk in self._clerks:
            clerk.leave()

    async def _keep_busy(self, clerk: Clerk) -> None:
        loop = asyncio.get_running_loop()
        while True:
            if not clerk.is_seated:
                # Opening a desk takes a while; whoever waits is better served by the others meanwhile.
                try:
                    await loop.run_in_executor(self._threads, clerk.sit_down)
                except Exception as error:
                    log.error("a process that answers did not begin: %s", described(error))
                    await asyncio.sleep(BEFORE_TRYING_AGAIN)
                    continue
            async with self._news:
                while not self.waiting:
                    await self._news.wait()
                job = self._next()
            if job.done.done():
                continue
            if not job.wanted():
                _fail(job, Superseded())
                continue
            self._waited(time.monotonic() - job.since)
            self.at_work += 1
            try:
                found = await loop.run_in_executor(
                    self._threads, clerk.work_out, job.work, job.subject, datetime.now(UTC), self.seconds
                )
            except asyncio.CancelledError:
                _fail(job, Stopping())
                raise
            except Exception as error:
                _fail(job, error)
            else:
                if not job.done.done():
                    job.done.set_result(found)
            finally:
                self.at_work -= 1

    def _next(self) -> Job:
        urgent, ordinary = self._lines["urgent"], self._lines["ordinary"]
        if urgent and (self._urgent_in_a_row < URGENT_IN_A_ROW or not ordinary):
            self._urgent_in_a_row += 1
            return urgent.popleft()
        self._urgent_in_a_row = 0
        return ordinary.popleft()


def _fail(job: Job, error: Exception) -> None:
    if not job.done.done():
        job.done.set_exception(error)
