"""How the bot behaves in a chat: its language, how long a card is, when it is quiet."""

from __future__ import annotations

from datetime import datetime

from bot.buttons import Said
from bot.desk import Desk
from bot.turns import Message, Press, Turn
from bot.words import Words


def settings(message: Message, desk: Desk, words: Words, now: datetime) -> tuple[Turn, ...]:
    """/settings: what is chosen here, with buttons that change it; in a group for its administrators alone."""
    raise NotImplementedError


def on_choice(pressed: Press, said: Said, desk: Desk, words: Words, now: datetime) -> tuple[Turn, ...]:
    """Verb k: "k" opens the settings, "k:card:short" and the like change one in place."""
    raise NotImplementedError
