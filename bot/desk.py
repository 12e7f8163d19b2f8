"""What the conversation is answered from: the reporting, what people asked us to keep, and who looks after both."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bot.memory import Memory
from knowledge.store import Store


@dataclass(frozen=True, slots=True)
class Maintenance:
    """Who looks after the store from within Telegram, and what they may have done there."""

    #: The people whose numbers stand in ADMIN_IDS.
    people: frozenset[int] = frozenset()
    #: Refresh these sources, or all when none is named; one line for each. Raises when another refresh is running.
    refresh: Callable[[Sequence[str]], Sequence[str]] | None = None
    #: Fetch, read and keep one page; what became of it: "new", "changed", "unchanged", or why it was refused.
    add: Callable[[str], str] | None = None
    #: The last refreshes, one line each, the latest first.
    recent: Callable[[], Sequence[str]] | None = None


@dataclass(frozen=True, slots=True)
class Desk:
    """What the conversation is answered from."""

    store: Store
    #: None where nothing may be kept: in a terminal, in tests.
    memory: Memory | None = None
    maintenance: Maintenance = Maintenance()
