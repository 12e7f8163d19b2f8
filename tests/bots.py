"""A bot of the test's own, run beside it, and the odd ways in which it may answer."""

from __future__ import annotations

import asyncio
import os
import socket
import sys
import threading
from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

from patience import SOON, wait_until
from telegram_server import TelegramServer

from bot.settings import Settings, read_settings
from bot.talk import inline
from bot.talk.desk import Desk
from bot.talk.turns import Button, Edit, Message, Notice, Press, Reply, Say, Turn
from bot.telegram.answering import Ways
from bot.telegram.application import Bot
from knowledge.store import Store


def hear(message: Message, desk: Desk, *, now: datetime) -> tuple[Turn, ...]:
    """Says what it hears; "wait" until it is let go, "die" ends the process, "fail" is a mistake of ours.

    "button v:0" has a button with these words behind it.
    """
    match message.text.split():
        case ["button", data]:
            return (Say(Reply(f"heard: {message.text}", ((Button("Press", data),),))),)
        case ["wait"]:
            _until_let_go(desk)
        case ["die"]:
            os._exit(3)
        case ["fail", *_]:
            raise ValueError(f"cannot read {message.text!r}")
    return (Say(Reply(f"heard: {message.text}")),)


def press(pressed: Press, desk: Desk, *, now: datetime) -> tuple[Turn, ...]:
    """Says what was pressed; "n" in a notice, "w" when it is let go."""
    match pressed.data.split(":"):
        case ["n", *_]:
            return (Notice(f"pressed: <{pressed.data}>"),)
        case ["w", *_]:
            _until_let_go(desk)
        case ["b", _, opinion]:
            return press_of_feedback(opinion, desk)
    return (Edit(Reply(f"pressed: {pressed.data}")),)


def press_of_feedback(opinion: str, desk: Desk) -> tuple[Turn, ...]:
    """Keeps an opinion in the folder, where that can be written: fails, refuses, then keeps."""
    tried = desk.store.folder / f"tried-{opinion}"
    count = len(tried.read_text()) if tried.exists() else 0
    tried.write_text("x" * (count + 1))
    if count == 0:
        raise OSError("the disk is full")
    return (Notice("not kept", is_box=True),) if count == 1 else (Notice("kept", is_kept=True),)


def type_(typed: inline.Typed, desk: Desk, *, now: datetime) -> inline.Offer:
    """Offers what was typed; a hundred and twenty of them for "many"; "wait …" when it is let go."""
    if typed.text.startswith("wait"):
        _until_let_go(desk)
    many = 120 if typed.text == "many" else 1
    results = [inline.Result(f"r{n}", f"{typed.text} {n}", "as typed", f"said: {typed.text}", ()) for n in range(many)]
    return inline.Offer(tuple(results), inline.FROM_INLINE)


def _until_let_go(desk: Desk) -> None:
    """Wait in the clerk's process; who is never let go ends with it, or after a test's patience."""
    wait_until((desk.store.folder / "let go").exists)


def let_go(folder: Path) -> None:
    """Whoever waits, waits no longer; nor does anybody who would begin."""
    (folder / "let go").touch()


def hold_again(folder: Path) -> None:
    """Whoever begins to wait from now on waits."""
    (folder / "let go").unlink()


#: Ways that need no model, so that a bot is there in a second.
ODD = Ways(hear=hear, press=press, type=type_)


def bare_desk(folder: Path) -> Desk:
    """A desk whose models are never asked for."""
    return Desk(Store(folder))


def settings_for(server: TelegramServer, folder: Path, **environment: str) -> Settings:
    """The settings of a bot that talks to this server."""
    chosen = {
        "WHOSAYS_DATA": str(folder),
        "TELEGRAM_TOKEN": server.token,
        "TELEGRAM_BASE_URL": server.base_url,
        **environment,
    }
    return read_settings(chosen, env_file=Path("/nowhere/.env"))


class Running:
    """A bot that runs in a thread of the test."""

    def __init__(self, bot: Bot) -> None:
        self.bot = bot
        self.trouble: BaseException | None = None
        self._loop: asyncio.AbstractEventLoop | None = None
        self._stop: asyncio.Event | None = None
        self._thread = threading.Thread(target=lambda: asyncio.run(self._run()), daemon=True)

    async def _run(self) -> None:
        self._loop, self._stop = asyncio.get_running_loop(), asyncio.Event()
        try:
            await self.bot.run(self._stop)
        except BaseException as error:
            self.trouble = error

    def begins(self, server: TelegramServer) -> None:
        """Start, and wait until it listens."""
        before = server.world.listened
        self._thread.start()
        wait_until(lambda: server.world.listened > before or not self._thread.is_alive())
        assert self._thread.is_alive(), f"the bot does not listen: {self.trouble!r}"

    def does(self, what: Callable[[], Coroutine[Any, Any, None]]) -> None:
        """Something that it otherwise does by itself, now."""
        assert self._loop is not None
        asyncio.run_coroutine_threadsafe(what(), self._loop).result(SOON)

    def is_at_work_on(self, many: int) -> None:
        """Wait until a clerk is at work, and so many have been heard and not yet answered."""
        wait_until(lambda: self.bot.clerks.at_work > 0 and self.bot.backlog.in_flight == many)

    def has_counted(self, what: str) -> None:
        """Wait until its metrics say so: somebody hears an answer before that is counted."""
        wait_until(lambda: what in self.bot.metrics.text().decode())

    def is_told_to_stop(self) -> None:
        """What SIGTERM does."""
        assert self._loop is not None and self._stop is not None
        if not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._stop.set)

    def has_stopped(self) -> None:
        """Wait until it has ended."""
        self._thread.join(SOON)
        assert not self._thread.is_alive(), "the bot does not stop"


@contextmanager
def running_bot(
    server: TelegramServer,
    folder: Path,
    ways: Ways = ODD,
    opening: Callable[[], Desk] | None = None,
    **environment: str,
) -> Iterator[Running]:
    """A bot, from its start to its end; one clerk unless told otherwise."""
    settings = settings_for(server, folder, **{"CLERKS": "1", **environment})
    store = Store(folder)
    running = Running(Bot(settings, store, opening=opening or partial(bare_desk, folder), ways=ways))
    try:
        running.begins(server)
        yield running
    finally:
        running.is_told_to_stop()
        running.has_stopped()
        store.close()


@contextmanager
def kept_port() -> Iterator[int]:
    """A port on which whoever names it may listen, and which the system gives to nobody else meanwhile (Linux)."""
    with socket.socket() as one:
        one.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
        if sys.platform != "linux":
            one.close()
        yield port
