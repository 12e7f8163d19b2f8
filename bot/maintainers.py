"""What the people in ADMIN_IDS may ask and do in Telegram; nobody else is told that there is such a thing."""

from __future__ import annotations

from datetime import datetime

from bot.desk import Desk
from bot.turns import Message, Turn
from bot.words import Words


def stats(message: Message, desk: Desk, words: Words, now: datetime) -> tuple[Turn, ...] | None:
    """/stats: how much is held, how new it is, what people asked and tapped. None for whoever is no maintainer."""
    raise NotImplementedError


def requests(message: Message, desk: Desk, words: Words, now: datetime) -> tuple[Turn, ...] | None:
    """/requests: what people want reporting on, with counts, never with names. None for whoever is no maintainer."""
    raise NotImplementedError


def refresh(message: Message, desk: Desk, words: Words, now: datetime) -> tuple[Turn, ...] | None:
    """/refresh [SOURCE…]: brings the store up to date, one line a source. None for whoever is no maintainer."""
    raise NotImplementedError


def add(message: Message, desk: Desk, words: Words, now: datetime) -> tuple[Turn, ...] | None:
    """/add ADDRESS: fetches, reads and keeps one page. None for whoever is no maintainer."""
    raise NotImplementedError
