"""The server as a test sees it: started, watched, broken on purpose, stopped."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Callable
from types import TracebackType
from typing import Self

from patience import SOON
from tornado.httpserver import HTTPServer
from tornado.testing import bind_unused_port

from .calls import Call
from .faults import Fault, Faults, RateLimits, too_many_requests
from .methods import Methods
from .refusals import Json, Refusal
from .wire import Wire
from .world import World

#: Well formed and nobody's.
TOKEN = "700000001:" + "test-token-of-no-bot-at-all-0123456"
BOT_USERNAME = "whosays_test_bot"


class TelegramServer:
    """A Bot API server on this machine, strict where Telegram is strict; use it as a context manager.

    Its methods may be called from any thread. A bot's ``base_url`` is `base_url`; its token is `token`.
    """

    def __init__(
        self,
        token: str = TOKEN,
        username: str = BOT_USERNAME,
        privacy_mode: bool = False,
        inline_feedback: bool = True,
        callback_seconds: float = 15.0,
        inline_seconds: float = 10.0,
    ) -> None:
        """Set up one bot.

        With ``privacy_mode`` the bot hears in groups only what is meant for it. Without it (the default here, not
        BotFather's) it hears everything, so its silence is its own. ``inline_feedback`` reports chosen results.
        """
        self.token = token
        self.username = username
        self.privacy_mode = privacy_mode
        self.inline_feedback = inline_feedback
        bot: Json = {
            "id": int(token.split(":")[0]),
            "is_bot": True,
            "first_name": "whosays",
            "username": username,
            "can_join_groups": True,
            "can_read_all_group_messages": not privacy_mode,
            "supports_inline_queries": True,
            "can_connect_to_business": False,
            "has_main_web_app": False,
        }
        self.world = World(bot, callback_seconds, inline_seconds)
        self.methods = Methods(self.world)
        self.faults = Faults()
        #: Every call but getUpdates, and getUpdates, in the order in which they arrived.
        self.calls: list[Call] = []
        self.polls: list[Call] = []
        self.port = 0
        self._called = threading.Condition(self.world.lock)
        self._loop: asyncio.AbstractEventLoop | None = None
        self._stopping: asyncio.Event | None = None
        self._ready = threading.Event()
        self._thread = threading.Thread(target=lambda: asyncio.run(self._serve()), name="telegram", daemon=True)

    # --- its life

    def __enter__(self) -> Self:
        """Start serving."""
        self._thread.start()
        if not self._ready.wait(SOON):
            raise RuntimeError("the Telegram server did not start")
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, tb: TracebackType | None) -> None:
        """Stop serving; open polls are dropped."""
        if self._loop and self._stopping:
            self._loop.call_soon_threadsafe(self._stopping.set)
        self._thread.join(SOON)

    async def _serve(self) -> None:
        self._loop, self._stopping = asyncio.get_running_loop(), asyncio.Event()
        wire = Wire(self.world, self.methods, self.faults, self.token, self._record)
        socket, self.port = bind_unused_port()
        http = HTTPServer(wire.application(), max_buffer_size=60 * 2**20)
        http.add_socket(socket)
        self._ready.set()
        await self._stopping.wait()
        http.stop()
        wire.close()
        await http.close_all_connections()

    @property
    def base_url(self) -> str:
        """What a bot puts before its token."""
        return f"http://127.0.0.1:{self.port}/bot"

    @property
    def base_file_url(self) -> str:
        """What a bot puts before its token when it fetches a file; nothing is kept there."""
        return f"http://127.0.0.1:{self.port}/file/bot"

    # --- watching

    def _record(self, call: Call) -> None:
        (self.polls if call.method.lower() == "getupdates" else self.calls).append(call)
        self._called.notify_all()

    def mark(self) -> int:
        """Give a place in `calls` from which to wait on."""
        with self.world.lock:
            return len(self.calls)

    def wait_for(self, wanted: Callable[[Call], bool], timeout: float = SOON, since: int = 0) -> Call:
        """Wait for the first call (but getUpdates) that is wanted, those already made included.

        Each call is looked at once. Raises AssertionError with the last calls when none comes in time.
        """
        end = time.monotonic() + timeout
        with self.world.lock:
            while True:
                while since < len(self.calls):
                    call = self.calls[since]
                    since += 1
                    if wanted(call):
                        return call
                if not self._called.wait(max(end - time.monotonic(), 0)) and time.monotonic() >= end:
                    raise AssertionError(f"no such call within {timeout} s; {self.last_words()}")

    def wait_until_polled(self, timeout: float = SOON) -> None:
        """Wait for the bot to ask for updates by polling, or to have set a webhook."""
        with self.world.lock:
            if not self.world.listening.wait_for(lambda: self.world.listened, timeout):
                raise AssertionError(f"the bot did not ask for updates within {timeout} s; {self.last_words()}")

    def calls_of(self, method: str) -> list[Call]:
        """Give the calls of one method so far."""
        with self.world.lock:
            return [call for call in self.calls if call.method.lower() == method.lower()]

    @property
    def refused(self) -> list[Call]:
        """The calls that Telegram would not carry out, injected faults included; a clean run has none."""
        with self.world.lock:
            return [call for call in self.calls if not call.ok]

    def last_words(self) -> str:
        """Show the last calls, for the message of a failed test."""
        with self.world.lock:
            return "last calls: " + ("; ".join(map(str, self.calls[-5:])) or "none")

    def delivers(self, kind: str, body: Json) -> Json | None:
        """Send the bot any update at all, even one no person could cause; None if it did not ask for such."""
        with self.world.lock:
            return self.world.updates.push(kind, body)

    # --- breaking

    def refuses(self, method: str, code: int, reason: str = "", times: int = 1) -> None:
        """Let the next calls of a method ("*" for any) meet a 5xx or any other refusal."""
        self._fault(method, Fault("refuse", Refusal(code, reason)), times)

    def floods(self, method: str, seconds: int, times: int = 1) -> None:
        """Let the next calls meet "429 Too Many Requests" and the seconds to wait."""
        self._fault(method, Fault("refuse", too_many_requests(seconds)), times)

    def cuts(self, method: str, times: int = 1) -> None:
        """Hang up on the next calls before they are carried out."""
        self._fault(method, Fault("cut"), times)

    def loses_answer(self, method: str, times: int = 1) -> None:
        """Carry the next calls out and hang up instead of answering: the message is there, the bot cannot know."""
        self._fault(method, Fault("lose"), times)

    def slows(self, method: str, seconds: float, times: int = 1) -> None:
        """Answer the next calls late."""
        self._fault(method, Fault("slow", seconds=seconds), times)

    def _fault(self, method: str, fault: Fault, times: int) -> None:
        with self.world.lock:
            self.faults.add(method, fault, times)

    def enforces_limits(self, limits: RateLimits | None) -> None:
        """Hold the bot to Telegram's rates of sending, or (None) stop doing so."""
        with self.world.lock:
            self.methods.limits = limits

    def ages_queries(self) -> None:
        """Make every open query too old to be answered."""
        with self.world.lock:
            for query in self.world.queries.values():
                query.asked = float("-inf")
