"""How fast the bot may speak, and what it does when Telegram or the line says no.

Telegram asks for about thirty messages a second in all, one a second in a chat and twenty a minute in a group
(https://core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this), and says with "429 Too Many Requests"
how long to wait. python-telegram-bot's own limiter makes every chat wait when one is told to; here only that one waits,
until several are told so at once, which means that the bot as a whole was too fast.
"""

from __future__ import annotations

import asyncio
import logging
import time
import warnings
from collections import OrderedDict, deque
from collections.abc import Callable, Coroutine
from datetime import timedelta
from typing import Any

from telegram.error import BadRequest, NetworkError, RetryAfter, TelegramError
from telegram.ext import BaseRateLimiter

log = logging.getLogger("whosays")

#: Messages a second in all chats together.
IN_ALL = 30
#: Messages in a group, and the seconds in which they may be sent.
IN_A_GROUP, GROUP_SECONDS = 20, 60.0
#: Messages in a private chat that may come at once; then one a second.
AT_ONCE = 3
#: Seconds by which two messages may come closer together on their way.
MARGIN = 0.05
#: A call is tried so often when Telegram is broken or says wait.
TRIES = 5
#: Who is told to wait longer than this is not answered: nobody waits for an answer so long.
LONGEST_WAIT = 300.0
#: So many chats told to wait at once mean that all are.
MEANS_ALL = 3
#: Chats whose pace is remembered.
MOST_CHATS = 2000
#: Calls that may be made twice without anybody seeing it.
REPEATABLE = ("get", "set", "answer", "edit", "delete", "sendChatAction")

Result = bool | dict[str, Any] | list[dict[str, Any]]


class Pace:
    """So many in so many seconds, whichever stretch of time is looked at; whoever comes first goes first.

    A leaking bucket, which is what libraries have, lets twice as many pass in its first second.
    """

    def __init__(self, many: int, seconds: float) -> None:
        self._seconds = seconds + MARGIN
        self._last: deque[float] = deque(maxlen=many)

    def wait(self, now: float) -> float:
        """Take the next place, and tell how many seconds it is away."""
        place = now
        if len(self._last) == self._last.maxlen:
            place = max(now, self._last[0] + self._seconds)
        self._last.append(place)
        return place - now


class Pacing(BaseRateLimiter[int]):
    """Holds each call back until it may be made, and makes it again where that is safe."""

    __slots__ = ("_all", "_all_rest", "_chats", "_noted", "_rests")

    def __init__(self, in_all: float = IN_ALL, noted: Callable[[str], object] = lambda what: None) -> None:
        """`noted` is told "flood" for each wait Telegram asked for, and "again" for each call made again."""
        self._all = Pace(max(1, int(in_all)), max(1.0, 1 / in_all))
        self._chats: OrderedDict[int | str, Pace] = OrderedDict()
        self._rests: dict[int | str, float] = {}
        self._all_rest = 0.0
        self._noted = noted

    async def initialize(self) -> None:
        """Nothing is needed."""

    async def shutdown(self) -> None:
        """Nothing is held."""

    async def process_request(
        self,
        callback: Callable[..., Coroutine[Any, Any, Result]],
        args: Any,
        kwargs: dict[str, Any],
        endpoint: str,
        data: dict[str, Any],
        rate_limit_args: int | None,
    ) -> Result:
        """Make the call when it may be made. Raises what Telegram says, once waiting and trying again is of no use."""
        chat = data.get("chat_id")
        for attempt in range(1, TRIES + 1):
            if chat is not None and _is_speech(endpoint):
                for pace in (self._pace_of(chat), self._all):
                    await asyncio.sleep(pace.wait(time.monotonic()))
            await self._rest(chat)
            try:
                return await callback(*args, **kwargs)
            except RetryAfter as error:
                seconds = seconds_of(error)
                if attempt == TRIES or seconds > LONGEST_WAIT or endpoint == "sendChatAction":
                    raise
                self._noted("flood")
                self._send_to_rest(chat, seconds)
            except BadRequest:
                raise
            except NetworkError as error:
                if attempt == TRIES or not (endpoint.startswith(REPEATABLE) or was_not_done(error)):
                    raise
                self._noted("again")
                await asyncio.sleep(0.25 * 2**attempt)
        raise AssertionError("the last try returns or raises")

    def _pace_of(self, chat: int | str) -> Pace:
        found = self._chats.pop(chat, None)
        if found is None:
            is_group = isinstance(chat, str) or chat < 0
            found = Pace(IN_A_GROUP, GROUP_SECONDS) if is_group else Pace(AT_ONCE, float(AT_ONCE))
        self._chats[chat] = found
        if len(self._chats) > MOST_CHATS:
            self._chats.popitem(last=False)
        return found

    async def _rest(self, chat: int | str | None) -> None:
        while True:
            ends = max(self._all_rest, self._rests.get(chat, 0.0) if chat is not None else 0.0)
            left = ends - time.monotonic()
            if left <= 0:
                return
            await asyncio.sleep(left)

    def _send_to_rest(self, chat: int | str | None, seconds: float) -> None:
        now = time.monotonic()
        self._rests = {one: ends for one, ends in self._rests.items() if ends > now}
        # A tenth of a second more: clocks differ.
        ends = now + seconds + 0.1
        if chat is not None:
            self._rests[chat] = max(ends, self._rests.get(chat, 0.0))
        if chat is None or len(self._rests) >= MEANS_ALL:
            self._all_rest = max(self._all_rest, ends)


def was_not_done(error: NetworkError) -> bool:
    """Whether Telegram surely did not do what it was asked: no line came about, or it answered that it is broken.

    Where the line broke before the answer came, nobody can know.
    """
    cause = error.__cause__
    if cause is None or isinstance(cause, TelegramError):
        return True
    return type(cause).__name__ in ("ConnectError", "ConnectTimeout", "PoolTimeout")


def _is_speech(endpoint: str) -> bool:
    return endpoint.startswith(("send", "edit")) and endpoint != "sendChatAction"


def seconds_of(error: RetryAfter) -> float:
    """How long Telegram asks to wait."""
    with warnings.catch_warnings():
        # That the number will be a timedelta in a later version is provided for.
        warnings.simplefilter("ignore", DeprecationWarning)
        asked = error.retry_after
    return asked.total_seconds() if isinstance(asked, timedelta) else float(asked)
