"""Waiting for the bot: every wait ends, and one that ends badly shows what the bot did instead."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from .refusals import Json

if TYPE_CHECKING:
    from .heard import Message
    from .server import TelegramServer
    from .world import Query

Item = TypeVar("Item")


def wait_for_item(
    server: TelegramServer, items: list[Item], place: int, changed: threading.Condition, timeout: float, who: str
) -> Item:
    """Wait until a growing list reaches past ``place`` and give the item there; raises AssertionError in the end."""
    end = time.monotonic() + timeout
    with server.world.lock:
        while len(items) <= place:
            left = end - time.monotonic()
            if left <= 0:
                raise AssertionError(f"{who} got nothing within {timeout} s; {server.last_words()}")
            changed.wait(left)
        return items[place]


def wait_for_nothing(hears: Callable[[float], Message], seconds: float) -> None:
    """Wait whether anything is heard for so long; raises AssertionError with its words where it is."""
    try:
        said = hears(seconds)
    except AssertionError:
        return
    raise AssertionError(f"the bot said: {said.text[:200]!r}")


def wait_for_query(server: TelegramServer, query: Query, timeout: float) -> Json:
    """Wait for the answer to a query; raises AssertionError in the end."""
    end = time.monotonic() + timeout
    with server.world.lock:
        while query.answer is None:
            left = end - time.monotonic()
            if left <= 0:
                raise AssertionError(f"no answer to the {query.kind} query within {timeout} s; {server.last_words()}")
            query.changed.wait(left)
        return query.answer
