"""What the clerks do between answers: they note who has been told, and let go of what is kept no longer."""

from __future__ import annotations

from datetime import datetime

from bot.talk.desk import Desk
from bot.talk.follows import Telling


def remember(telling: Telling, desk: Desk, *, now: datetime) -> None:
    """Somebody has been told what is new."""
    if desk.memory is not None:
        desk.memory.told(telling.follow_id, telling.known, telling.revision)


def gone(chat: int, desk: Desk, *, now: datetime) -> None:
    """The bot was blocked or put out: what was kept for this chat is forgotten."""
    if desk.memory is not None:
        desk.memory.gone(chat)


def purge(subject: None, desk: Desk, *, now: datetime) -> None:
    """Let go of what has been kept for as long as the settings allow."""
    if desk.memory is not None:
        desk.memory.purge(now)
