"""Telegram: builds everything once, runs it, and stops it so that whoever was heard is answered."""

from __future__ import annotations

import asyncio
import logging
import secrets
import signal
import time
from collections.abc import Callable
from functools import partial
from typing import Any
from urllib.parse import urlsplit

from telegram import LinkPreviewOptions, Update
from telegram.constants import ParseMode
from telegram.error import InvalidToken, NetworkError
from telegram.ext import (
    Application,
    ApplicationBuilder,
    CallbackQueryHandler,
    ChatMemberHandler,
    Defaults,
    InlineQueryHandler,
    MessageHandler,
    filters,
)

from bot.memory import CannotRemember, Choices, Memory
from bot.quiet import keep_quiet
from bot.settings import SettingError, Settings
from bot.talk.desk import Desk, open_desk
from bot.telegram.answering import Answering, Ways
from bot.telegram.clerks import Clerks
from bot.telegram.introducing import introduce
from bot.telegram.metrics import Metrics
from bot.telegram.pacing import Pacing
from bot.telegram.polling import Polling
from bot.telegram.rounds import Rounds
from bot.telegram.serving import Listener
from bot.telegram.taking import Backlog, Taking, read_update
from knowledge.store import Store

log = logging.getLogger("whosays")

#: The updates the bot asks Telegram for; it hears of no others.
HEARD = [
    Update.MESSAGE,
    Update.EDITED_MESSAGE,
    Update.CALLBACK_QUERY,
    Update.INLINE_QUERY,
    Update.MY_CHAT_MEMBER,
]
#: Updates beyond those that may wait for an answer: those that need none, and those who are told that it is busy.
BESIDE = 500
#: Seconds in which those who still wait when the time to stop has come are told so.
LAST_WORDS = 5.0
#: Connections to Telegram at once, and the seconds a call waits for one: thirty messages a second need no more.
LINES, LINE_PATIENCE = 24, 60.0
#: Seconds for which Telegram may not answer before the bot calls itself unwell.
DEAF = 60
#: The store's state is looked at once in so many seconds, however many ask.
LOOKED_AT_EVERY = 0.5

App = Application[Any, Any, Any, Any, Any, Any]


class Bot:
    """A bot with all its parts, before it runs."""

    def __init__(self, settings: Settings, store: Store, *, opening: Callable[[], Desk], ways: Ways = Ways()) -> None:  # noqa: B008
        """`store` tells how the reporting stands; the clerks open their own."""
        self.settings = settings
        self.metrics = Metrics()
        self._store = store
        #: Opened when it is first asked.
        self._memory: Memory | None = None
        self._looked: tuple[float, tuple[int, str, int]] | None = None
        self._is_stopping = False
        self.polling: Polling | None = None
        pace = settings.pace
        self.clerks = Clerks(
            opening,
            count=pace.clerks,
            seconds=pace.answer_seconds,
            most_waiting=pace.most_waiting,
            waited=self.metrics.waited.observe,
        )
        self.backlog = Backlog(2 * pace.most_waiting + BESIDE)
        self.taking = Taking(self.metrics, 2 * pace.most_waiting + BESIDE)
        self.app = self._build()
        self.rounds = Rounds(self.clerks, self.app.bot, self.metrics, refresh_every=settings.refresh_every)
        self.answering = Answering(
            self.clerks,
            self.rounds,
            self.version,
            self.metrics,
            pace,
            ways,
            choices=self.choices,
            maintainers=settings.admin_ids,
        )
        self._hear()
        self.listener = self._listener()
        self.metrics.watch(self.metrics.waiting, lambda: self.clerks.waiting)
        self.metrics.watch(self.metrics.at_work, lambda: self.clerks.at_work)
        self.metrics.watch(self.metrics.in_flight, lambda: self.backlog.in_flight)
        self.metrics.watch(self.metrics.revision, lambda: self.version()[0])
        self.metrics.watch(self.metrics.statements, lambda: self.version()[2])

    def version(self) -> tuple[int, str, int]:
        """The store's state: the archive's revision, the index's generation, and the statements in it."""
        now = time.monotonic()
        if self._looked is None or now - self._looked[0] > LOOKED_AT_EVERY:
            generation = self._store.index.generation
            folder, statements = (generation.folder, generation.statements) if generation else ("", 0)
            self._looked = now, (self._store.archive.revision, folder, statements)
        return self._looked[1]

    def choices(self, chat: int) -> Choices:
        """What was chosen in a chat; where that cannot be read just now, what holds where nothing was."""
        try:
            if self._memory is None:
                self._memory = Memory(self.settings.data, retention_days=self.settings.retention_days)
            return self._memory.choices_of(chat)
        except CannotRemember:
            return Choices()

    def health(self) -> tuple[bool, dict[str, Any]]:
        """Whether people are answered, and the numbers behind it."""
        said: dict[str, Any] = {
            "stopping": self._is_stopping,
            "waiting": self.clerks.waiting,
            "at_work": self.clerks.at_work,
            "clerks": self.clerks.count,
        }
        try:
            revision, generation, statements = self.version()
        except Exception as error:
            return False, {**said, "store": type(error).__name__}
        said["store"] = {"revision": revision, "generation": generation, "statements": statements}
        deaf = self.polling.deaf_since if self.polling is not None else None
        said["deaf_seconds"] = round(time.monotonic() - deaf) if deaf is not None else 0
        return not self._is_stopping and statements > 0 and said["deaf_seconds"] < DEAF, said

    async def run(self, stop: asyncio.Event) -> None:
        """Answer until `stop` is set; those who were heard are answered first."""
        self._say_how_the_store_is()
        try:
            await asyncio.gather(self.clerks.start(), self.app.initialize())
            await self.app.start()
            await self._listen()
            self.rounds.begin(partial(introduce, self.app.bot, self.settings))
            log.info("answering as @%s", self.app.bot.username)
            await self._until(stop)
            await self._finish()
        finally:
            await self.rounds.end()
            await self.clerks.close()
            if self.listener is not None:
                await self.listener.close()
            if self._memory is not None:
                self._memory.close()
            if self.app.running:
                await self.app.stop()
            await self.app.shutdown()

    def _build(self) -> App:
        settings = self.settings
        defaults = Defaults(parse_mode=ParseMode.HTML, link_preview_options=LinkPreviewOptions(is_disabled=True))
        builder = (
            ApplicationBuilder()
            .token(settings.require_token())
            .defaults(defaults)
            .rate_limiter(Pacing(settings.pace.sent_a_second, lambda why: self.metrics.calls.labels(why).inc()))
            .concurrent_updates(self.taking)
            .update_queue(self.backlog)
            # Every call looks through all lines that are open, so they are few; whoever finds none free waits.
            .connection_pool_size(LINES)
            .pool_timeout(LINE_PATIENCE)
            .updater(None)
        )
        if settings.telegram_base_url:
            builder = builder.base_url(settings.telegram_base_url)
        return builder.build()

    def _hear(self) -> None:
        app, answering = self.app, self.answering
        said = filters.ChatType.PRIVATE | filters.ChatType.GROUPS
        app.add_handlers(
            [
                MessageHandler(
                    said & (filters.UpdateType.MESSAGE | filters.UpdateType.EDITED_MESSAGE), answering.on_message
                ),
                ChatMemberHandler(answering.on_place, ChatMemberHandler.MY_CHAT_MEMBER),
                CallbackQueryHandler(answering.on_button),
                InlineQueryHandler(answering.on_inline),
            ]
        )
        app.add_error_handler(answering.on_error)

    def _listener(self) -> Listener | None:
        serving = self.settings.serving
        if serving.webhook_url is not None:
            return Listener(serving.webhook_address, serving.webhook_port, health=self.health, metrics=self.metrics)
        if serving.metrics_port is not None:
            return Listener(serving.metrics_address, serving.metrics_port, health=self.health, metrics=self.metrics)
        return None

    async def _listen(self) -> None:
        serving, url = self.settings.serving, self.settings.serving.webhook_url
        secret = serving.webhook_secret or secrets.token_urlsafe(32)
        if self.listener is not None:
            try:
                path = (urlsplit(url).path or "/") if url else None
                self.listener.open(webhook=path, secret=secret, take=self._take)
            except OSError as error:
                where = f"{self.listener.address}:{self.listener.port}"
                why = f"Nothing can be served on {where} ({error.strerror}); choose another port."
                raise SettingError(why) from None
        if url:
            await self.app.bot.set_webhook(url, allowed_updates=HEARD, secret_token=secret)
            return
        self.polling = Polling(self.app.bot, self.backlog, self.metrics, HEARD)
        await self.polling.begin()

    async def _until(self, stop: asyncio.Event) -> None:
        """Wait until the bot is stopped. Raises InvalidToken when it may ask no more."""
        stopped = asyncio.create_task(stop.wait())
        asking = [self.polling.task] if self.polling is not None else []
        await asyncio.wait([stopped, *asking], return_when=asyncio.FIRST_COMPLETED)
        stopped.cancel()
        for task in asking:
            if task.done():
                await task

    async def _take(self, update: dict[str, Any]) -> bool:
        if self._is_stopping or self.backlog.is_full:
            return False
        read = read_update(update, self.app.bot, self.metrics)
        if read is not None:
            self.backlog.put_nowait(read)
        return True

    async def _finish(self) -> None:
        """Hear nobody any more, and answer those who were heard, as long as there is time."""
        self._is_stopping = True
        begun = time.monotonic()
        log.info("stopping; %d still to answer", self.backlog.in_flight)
        if self.polling is not None:
            await self.polling.end()
        if not await self._answered(self.settings.serving.stop_seconds - (time.monotonic() - begun)):
            sent_away = self.clerks.send_away()
            log.warning("no time left for %d; they are asked to write again", sent_away)
            if not await self._answered(LAST_WORDS):
                log.warning("%d were not answered", self.backlog.in_flight)
                for task in list(self.taking.tasks):
                    task.cancel()

    async def _answered(self, seconds: float) -> bool:
        try:
            await asyncio.wait_for(self.backlog.join(), max(seconds, 0.01))
        except TimeoutError:
            return False
        return True

    def _say_how_the_store_is(self) -> None:
        statements = self.version()[2]
        if statements == 0:
            log.warning(
                "the store in %s is empty: nothing will be found (`whosays kb load starter`)", self.settings.data
            )
        else:
            log.info("%d statements in the store", statements)


def run(settings: Settings, store: Store) -> None:
    """Answer until stopped; what is in flight is answered first."""
    keep_quiet(settings.require_token())
    try:
        asyncio.run(_run(Bot(settings, store, opening=partial(open_desk, settings))))
    except InvalidToken:
        # The error repeats the token; ours does not.
        raise SettingError(
            "Telegram refuses the token in TELEGRAM_TOKEN; ask @BotFather for it (send /token)."
        ) from None
    except NetworkError as error:
        raise SettingError(f"Telegram cannot be reached ({type(error).__name__}); try again later.") from None
    finally:
        store.close()


async def _run(bot: Bot) -> None:
    stop, loop = asyncio.Event(), asyncio.get_running_loop()

    def stopped() -> None:
        # Whoever asks twice does not want to wait.
        for one in (signal.SIGINT, signal.SIGTERM):
            loop.remove_signal_handler(one)
        stop.set()

    for one in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(one, stopped)
    await bot.run(stop)
