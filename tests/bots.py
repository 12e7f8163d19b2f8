"""A bot of the test's own, run beside it, and the odd ways in which it may answer."""

from __future__ import annotations

import asyncio
import os
import socket
import threading
import time
from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

from telegram_server import TelegramServer

from bot.settings import Settings, read_settings
from bot.talk import inline
from bot.talk.desk import Desk
from bot.talk.turns import Button, Edit, Message, Notice, Press, Reply, Say, Turn
from bot.telegram.answering import Ways
from bot.telegram.application import Bot
from knowledge.store import Store


def hear(message: Message, desk: Desk, *, now: datetime) -> tuple[Turn, ...]:
    """Says what it hears; "sleep 2" takes that long, "die" ends the process, "fail" is a mistake of ours.

    "button v:0" has a button with these words behind it.
    """
    match message.text.split():
        case ["button", data]:
            return (Say(Reply(f"heard: {message.text}", ((Button("Press", data),),))),)
        case ["sleep", seconds]:
            time.sleep(float(seconds))
        case ["die"]:
            os._exit(3)
        case ["fail", *_]:
            raise ValueError(f"cannot read {message.text!r}")
    return (Say(Reply(f"heard: {message.text}")),)


def press(pressed: Press, desk: Desk, *, now: datetime) -> tuple[Turn, ...]:
    """Says what was pressed; "n" in a notice, "s:2" after so many seconds, "fail" is a mistake of ours."""
    match pressed.data.split(":"):
        case ["n", *_]:
            return (Notice(f"pressed: <{pressed.data}>"),)
        case ["s", seconds]:
            time.sleep(float(seconds))
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
    """Offers what was typed; a hundred and twenty of them for "many"; "slow" takes a while."""
    if typed.text.startswith("slow"):
        time.sleep(0.6)
    many = 120 if typed.text == "many" else 1
    results = [inline.Result(f"r{n}", f"{typed.text} {n}", "as typed", f"said: {typed.text}", ()) for n in range(many)]
    return inline.Offer(tuple(results), inline.FROM_INLINE)


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
        end = time.monotonic() + 40
        while server.world.listened == before:
            assert self._thread.is_alive() and time.monotonic() < end, f"the bot does not listen: {self.trouble!r}"
            time.sleep(0.05)

    def does(self, what: Callable[[], Coroutine[Any, Any, None]]) -> None:
        """Something that it otherwise does by itself, now."""
        assert self._loop is not None
        asyncio.run_coroutine_threadsafe(what(), self._loop).result(30)

    def is_told_to_stop(self) -> None:
        """What SIGTERM does."""
        assert self._loop is not None and self._stop is not None
        if not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._stop.set)

    def has_stopped(self, seconds: float = 20) -> None:
        """Wait until it has ended."""
        self._thread.join(seconds)
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


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
        return port
