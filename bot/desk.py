"""What the conversation is answered from: the reporting, and what people asked us to keep."""

from __future__ import annotations

from dataclasses import dataclass

from bot.memory import Memory
from knowledge.store import Store


@dataclass(frozen=True, slots=True)
class Desk:
    """What the conversation is answered from."""

    store: Store
    #: None where nothing may be kept: in a terminal, in tests.
    memory: Memory | None = None
    #: The people who may look after the store from within Telegram: ADMIN_IDS.
    maintainers: frozenset[int] = frozenset()
