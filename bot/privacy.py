"""What is kept of people, said exactly, and removed at a word."""

from __future__ import annotations

from datetime import datetime

from bot.desk import Desk
from bot.turns import Message, Turn
from bot.words import Words


def privacy(message: Message, desk: Desk, words: Words, now: datetime) -> tuple[Turn, ...]:
    """/privacy: what is kept, for how long, and how it is removed."""
    raise NotImplementedError


def forget_me(message: Message, desk: Desk, words: Words, now: datetime) -> tuple[Turn, ...]:
    """/forgetme: removes everything of the person, in a group everything of the group for an administrator."""
    raise NotImplementedError
