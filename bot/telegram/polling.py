"""Long polling: Telegram is asked what people wrote, and told what was taken.

python-telegram-bot's own loop, stopped in the middle of a batch, takes half of it without saying so, after which that
half is answered twice; it sleeps through a stop when the line is dead, and goes deaf without a word when the token is
withdrawn. Its `get_updates` reads all updates of a batch or none, and logs what people wrote when it cannot read one;
so they are asked for as Telegram writes them, and each is read by itself.
"""

from __future__ import annotations

import asyncio
import logging
import time
import warnings
from collections.abc import Sequence
from typing import Any

from telegram import Bot
from telegram.error import Conflict, EndPointNotFound, InvalidToken, RetryAfter, TelegramError, TimedOut
from telegram.warnings import PTBUserWarning

from bot.quiet import described
from bot.telegram.metrics import Metrics
from bot.telegram.pacing import seconds_of
from bot.telegram.taking import Backlog, read_update

log = logging.getLogger("whosays")

#: Seconds that Telegram keeps a question open while nobody writes.
OPEN = 30
#: Seconds beyond those after which the line is taken for dead.
MARGIN = 5
#: Seconds between two questions after the line was broken: the first, and the longest.
FIRST_PAUSE, LONGEST_PAUSE = 1.0, 30.0


class Polling:
    """Asks again and again until it is stopped."""

    def __init__(self, bot: Bot, backlog: Backlog, metrics: Metrics, heard: Sequence[str]) -> None:
        """`heard` are the kinds of update that are asked for."""
        self._bot = bot
        self._backlog = backlog
        self._metrics = metrics
        self._heard = list(heard)
        self._offset: int | None = None
        self.task: asyncio.Task[None]
        #: Since when Telegram has not answered, on the monotonic clock; None while it does.
        self.deaf_since: float | None = None

    async def begin(self) -> None:
        """Begin; `task` ends by itself only when Telegram no longer knows the token."""
        # That there is a method which also reads the answer is known; see above.
        warnings.filterwarnings("ignore", "Please use 'Bot.getUpdates'", PTBUserWarning)
        # While Telegram sends updates somewhere it answers no questions.
        await self._bot.delete_webhook()
        self.task = asyncio.create_task(self._ask_on())

    async def end(self) -> None:
        """Ask no more, and tell Telegram what was taken: it is not sent again."""
        self.task.cancel()
        await asyncio.gather(self.task, return_exceptions=True)
        if self._offset is not None:
            try:
                await self._updates(limit=1, timeout=0)
            except TelegramError as error:
                log.warning("Telegram could not be told what was taken (%s)", type(error).__name__)

    async def _ask_on(self) -> None:
        pause = 0.0
        while True:
            await asyncio.sleep(pause)
            await self._backlog.room()
            try:
                updates = await self._updates(timeout=OPEN)
            except InvalidToken:
                raise
            except TimedOut:
                # Nobody wrote, and the line was slow to say so.
                continue
            except RetryAfter as error:
                pause = seconds_of(error)
                continue
            except TelegramError as error:
                pause = self._cannot_hear(error, pause)
                continue
            except Exception as error:
                log.error("%s", described(error))
                pause = self._cannot_hear(error, pause)
                continue
            pause, self.deaf_since = 0.0, None
            for number, sent in updates:
                read = read_update(sent, self._bot, self._metrics)
                if read is not None:
                    self._backlog.put_nowait(read)
                self._offset = number + 1

    async def _updates(self, *, timeout: int, limit: int | None = None) -> list[tuple[int, dict[str, Any]]]:
        """The updates from the offset on, as Telegram writes them, each with its number."""
        asked = {"offset": self._offset, "timeout": timeout, "limit": limit, "allowed_updates": self._heard}
        wanted = {name: value for name, value in asked.items() if value is not None}
        try:
            found: Any = await self._bot.do_api_request("getUpdates", wanted, read_timeout=timeout + MARGIN)
        except EndPointNotFound as error:
            # There always is this method: what Telegram does not know is the token.
            raise InvalidToken from error
        return [(sent["update_id"], sent) for sent in found]

    def _cannot_hear(self, error: Exception, pause: float) -> float:
        self._metrics.errors.labels(type(error).__name__).inc()
        why = "another bot asks with this token" if isinstance(error, Conflict) else type(error).__name__
        log.warning("Telegram does not say what people wrote (%s); asking again", why)
        self.deaf_since = self.deaf_since or time.monotonic()
        return min(LONGEST_PAUSE, 2 * pause) if pause else FIRST_PAUSE
