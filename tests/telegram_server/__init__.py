"""Telegram, small and on this machine: a strict Bot API server, and the people who write to its bot.

>>> with TelegramServer() as server:
...     reader = Person(server, 11, "Rosa")
...     message = reader.says("/start")
...     message.text, message.entities[0]["type"], len(server.world.updates)
('/start', 'bot_command', 1)

A bot is started with ``base_url=server.base_url`` and ``token=server.token``; then ``reader.says("100 airstrikes")``
and ``reader.hears()``. Whatever Telegram would refuse is refused here in Telegram's words, and `TelegramServer.refused`
lists it. Where Telegram's own sentence is not publicly known, the words are ours and the status is Telegram's.

Not here: Markdown, media other than photos, file downloads, forum topics, payments, games, stickers, business chats,
and Telegram's caching of inline answers (each typed query reaches the bot).
"""

from __future__ import annotations

from .calls import Call, check_with_aiogram
from .faults import RateLimits
from .groups import Group
from .heard import InlineAnswer, Message, PressAnswer
from .people import Person, Press
from .server import BOT_USERNAME, TOKEN, TelegramServer

__all__ = [
    "BOT_USERNAME",
    "TOKEN",
    "Call",
    "Group",
    "InlineAnswer",
    "Message",
    "Person",
    "Press",
    "PressAnswer",
    "RateLimits",
    "TelegramServer",
    "check_with_aiogram",
]
