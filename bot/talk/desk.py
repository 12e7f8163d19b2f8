"""What the conversation is answered from: the reporting, and what people asked us to keep."""

from __future__ import annotations

from dataclasses import dataclass

from bot.memory import Memory
from bot.quiet import keep_quiet
from bot.settings import Settings
from knowledge.store import Store


@dataclass(frozen=True, slots=True)
class Desk:
    """What the conversation is answered from."""

    store: Store
    #: None where nothing may be kept: in a terminal, in tests.
    memory: Memory | None = None
    #: The people who may look after the store from within Telegram: ADMIN_IDS.
    maintainers: frozenset[int] = frozenset()


def open_desk(settings: Settings) -> Desk:
    """A desk with the models loaded: the first person to ask should not wait for them."""
    keep_quiet()
    store = Store(settings.data, model=settings.embedding_model, stance=settings.stance_model, threads=1)
    _ = store.encoder, store.pairs
    return Desk(store, Memory(settings.data, retention_days=settings.retention_days), settings.admin_ids)
