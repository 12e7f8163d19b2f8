"""How updates are taken: each once, so many at a time, and none that cannot be answered in good time."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable
from typing import Any

from telegram import Bot, Update
from telegram.ext import BaseUpdateProcessor

from bot.quiet import described
from bot.telegram.limits import Heard
from bot.telegram.metrics import Metrics

log = logging.getLogger("whosays")


def read_update(sent: dict[str, Any], bot: Bot, metrics: Metrics) -> Update | None:
    """An update as Telegram writes it, read; None for one that this version of the library cannot read.

    Such a one is counted and left out: asked for again it would come again, and hold up all that came after it.
    """
    try:
        return Update.de_json(sent, bot)
    except Exception as error:
        log.error("an update is left out that cannot be read: %s", described(error))
        metrics.errors.labels(type(error).__name__).inc()
        return None


class Taking(BaseUpdateProcessor):
    """Lets many updates be answered side by side, each once, and knows which are not answered yet."""

    def __init__(self, metrics: Metrics, most: int) -> None:
        super().__init__(most)
        self._heard = Heard()
        self._metrics = metrics
        self.tasks: set[asyncio.Task[Any]] = set()

    async def initialize(self) -> None:
        """Nothing is needed."""

    async def shutdown(self) -> None:
        """Nothing is held."""

    async def do_process_update(self, update: object, coroutine: Awaitable[Any]) -> None:
        """Answer an update, unless it has been heard before."""
        if isinstance(update, Update):
            kind = _kind(update)
            self._metrics.updates.labels(kind).inc()
            if self._heard.again(update.update_id):
                self._metrics.answers.labels(kind, "repeated").inc()
                getattr(coroutine, "close", lambda: None)()
                return
        task = asyncio.current_task()
        assert task is not None
        self.tasks.add(task)
        try:
            await coroutine
        finally:
            self.tasks.discard(task)


class Backlog(asyncio.Queue[object]):
    """Updates that were taken and are not answered yet; when there are too many, the rest stays at Telegram."""

    def __init__(self, most: int) -> None:
        super().__init__()
        self._most = most
        self._room = asyncio.Event()
        self._room.set()
        self.in_flight = 0

    @property
    def is_full(self) -> bool:
        """Whether no more is taken for now."""
        return self.in_flight >= self._most

    async def room(self) -> None:
        """Wait until there is room."""
        while self.is_full:
            self._room.clear()
            await self._room.wait()

    def put_nowait(self, item: object) -> None:
        """Take an update."""
        super().put_nowait(item)
        self.in_flight += 1

    def task_done(self) -> None:
        """One has been answered."""
        super().task_done()
        self.in_flight -= 1
        self._room.set()


def _kind(update: Update) -> str:
    if update.inline_query:
        return "inline"
    return "button" if update.callback_query else "message" if update.effective_message else "other"
