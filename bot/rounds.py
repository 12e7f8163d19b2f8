"""What the bot does by itself: it tells followers what is new, and lets go of what has been kept long enough.

Where the settings ask for it, it also brings the store up to date. All of it waits in one line with the people who ask.
"""

from __future__ import annotations

import asyncio
import logging
import threading
import time
from collections.abc import Callable, Coroutine
from contextlib import suppress
from typing import Any

from telegram import Bot
from telegram.error import BadRequest, ChatMigrated, Forbidden, TelegramError

from bot import chores, errands, follows
from bot.clerks import Clerks, Stopping
from bot.metrics import Metrics
from bot.quiet import described
from bot.sending import say
from bot.turns import Errand, Reply
from bot.words import Words, words_in

log = logging.getLogger("whosays")

#: Seconds between two looks at who has not been told yet: somebody's quiet hours have ended.
QUARTER = 900.0
DAY = 86_400.0


class Rounds:
    """What is done beside answering, each in a task of its own that ends with the bot."""

    def __init__(self, clerks: Clerks, bot: Bot, metrics: Metrics, *, refresh_every: float | None = None) -> None:
        """`refresh_every` is the seconds from the end of one refresh to the beginning of the next."""
        self._clerks = clerks
        self._bot = bot
        self._metrics = metrics
        self._refresh_every = refresh_every
        self._telling = asyncio.Lock()
        self._tasks: set[asyncio.Task[None]] = set()

    def begin(self, first: Callable[[], Coroutine[Any, Any, None]]) -> None:
        """Begin to walk the rounds; `first` is done once."""
        self._start(first())
        self._start(self._every(QUARTER, self.tell_followers))
        self._start(self._every(DAY, self._let_go))
        if self._refresh_every is not None:
            self._start(self._every(self._refresh_every, self._refresh))

    async def end(self) -> None:
        """End them; a refresh that is running goes on by itself and ends well."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def run_errand(self, errand: Errand, words: Words, tell: Callable[[Reply], Coroutine[Any, Any, object]]) -> None:
        """Carry out what a maintainer asked for, beside everything else, and tell how it ended."""

        async def run() -> None:
            reply = await _beside(errand, words)
            try:
                await tell(reply)
            except TelegramError as error:
                log.error("could not tell how an errand ended: %s", type(error).__name__)
            await self.tell_followers()

        self._start(run())

    async def tell_followers(self) -> None:
        """Tell everybody who follows a claim what is new about it since they were last told."""
        async with self._telling:
            for follow_ids in await self._clerks.work_out(follows.behind_the_store, None):
                for telling in await self._clerks.work_out(follows.tell, follow_ids):
                    await self._tell(telling)

    async def _tell(self, telling: follows.Telling) -> None:
        chat = telling.say.chat
        assert chat is not None
        try:
            await say(self._bot, chat, telling.say.reply)
        except Forbidden:
            await self._clerks.work_out(chores.gone, chat)
        except ChatMigrated:
            # The group's own message says so too, and moves what was chosen; the next round tells it there.
            pass
        except BadRequest as error:
            # "Chat not found": the account is deleted. What is refused for another reason is refused the next time too.
            is_gone = "not found" in str(error).lower()
            log.error("could not tell a follower: %s", "no such chat" if is_gone else type(error).__name__)
            await self._clerks.work_out(chores.gone if is_gone else chores.remember, chat if is_gone else telling)
        except TelegramError as error:
            log.error("could not tell a follower: %s", type(error).__name__)
        else:
            await self._clerks.work_out(chores.remember, telling)
            self._metrics.told.inc()

    async def _let_go(self) -> None:
        await self._clerks.work_out(chores.purge, None)

    async def _refresh(self) -> None:
        await _beside(Errand("refresh", ()), words_in("en"))
        self._metrics.refreshed.set(time.time())
        await self.tell_followers()

    async def _every(self, seconds: float, doing: Callable[[], Coroutine[Any, Any, None]]) -> None:
        while True:
            try:
                await doing()
            except Stopping:
                return
            except Exception as error:
                log.error("%s", described(error))
                self._metrics.errors.labels(type(error).__name__).inc()
            await asyncio.sleep(seconds)

    def _start(self, doing: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(doing)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)


async def _beside(errand: Errand, words: Words) -> Reply:
    """Carry out an errand in a thread that the bot's end does not wait for: a refresh may take hours."""
    loop = asyncio.get_running_loop()
    ended: asyncio.Future[Reply] = loop.create_future()

    def tell(reply: Reply | None, error: Exception | None) -> None:
        if ended.done():
            return
        if reply is not None:
            ended.set_result(reply)
        else:
            ended.set_exception(error or RuntimeError("an errand ended without a word"))

    def run() -> None:
        reply, error = None, None
        try:
            reply = errands.carry_out(errand, words)
        except Exception as trouble:
            error = trouble
        # The bot has ended meanwhile: there is nobody to tell.
        with suppress(RuntimeError):
            loop.call_soon_threadsafe(tell, reply, error)

    threading.Thread(target=run, name="errand", daemon=True).start()
    return await ended
