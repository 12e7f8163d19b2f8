"""Updates on their way to the bot: kept in order, confirmed by offset, fetched or pushed."""

from __future__ import annotations

import itertools
from collections import deque
from collections.abc import Callable, Iterable

from .refusals import Json
from .rules import UNASKED_KINDS


class Updates:
    """The queue between people and the bot. Not thread-safe by itself: hold the world's lock."""

    def __init__(self) -> None:
        """Start empty, with the kinds of update Telegram sends unasked."""
        self.allowed = UNASKED_KINDS
        #: Told of each new update; returns True if it took it away (a webhook does).
        self.listener: Callable[[Json], bool] = lambda _: False
        #: How many were ever queued, and how many were never wanted by the bot.
        self.sent = 0
        self.unwanted = 0
        self._ids = itertools.count(700_000_001)
        self._waiting: deque[Json] = deque()

    def __len__(self) -> int:
        """Count the updates not yet confirmed."""
        return len(self._waiting)

    def push(self, kind: str, body: Json) -> Json | None:
        """Queue one update, unless the bot did not ask for its kind; give it back as queued."""
        if kind not in self.allowed:
            self.unwanted += 1
            return None
        update: Json = {"update_id": next(self._ids), kind: body}
        self.sent += 1
        if not self.listener(update):
            self._waiting.append(update)
        return update

    def confirm(self, offset: int) -> None:
        """Forget what the bot has: everything before ``offset``, or all but the last ``-offset``."""
        while self._waiting and (
            self._waiting[0]["update_id"] < offset if offset >= 0 else len(self._waiting) > -offset
        ):
            self._waiting.popleft()

    def peek(self, limit: int) -> list[Json]:
        """Give the oldest updates without forgetting them."""
        return list(itertools.islice(self._waiting, limit))

    def clear(self) -> list[Json]:
        """Forget all, and give what was forgotten."""
        left = list(self._waiting)
        self._waiting.clear()
        return left

    def put_back(self, updates: Iterable[Json]) -> None:
        """Queue again what a webhook could not deliver."""
        self._waiting.extend(sorted(updates, key=lambda update: int(update["update_id"])))
