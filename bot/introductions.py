"""What the bot says about itself: /start, /help, /about, /sources."""

from __future__ import annotations

from datetime import datetime

from bot.desk import Desk
from bot.turns import Message, Turn
from bot.words import Words


def start(message: Message, desk: Desk, words: Words, now: datetime) -> tuple[Turn, ...]:
    """/start: what the bot does and what to send it."""
    raise NotImplementedError


def help_(message: Message, desk: Desk, words: Words, now: datetime) -> tuple[Turn, ...]:
    """/help: how a claim is asked, how a card is read, which commands there are."""
    raise NotImplementedError


def about(message: Message, desk: Desk, words: Words, now: datetime) -> tuple[Turn, ...]:
    """/about: what the answers rest on and what they never say."""
    raise NotImplementedError


def sources(message: Message, desk: Desk, words: Words, now: datetime) -> tuple[Turn, ...]:
    """/sources: which outlets the store holds, how many reports of each, and how new they are."""
    raise NotImplementedError
