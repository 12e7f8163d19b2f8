"""The commands: who answers each, what the menu says of it, and where it stands in a menu."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from bot import choosing, follows, introductions, maintainers, privacy
from bot.desk import Desk
from bot.turns import Kind, Message, Turn
from bot.words import Words, msgid

#: What a command does; None where it is not for this person, so that it is as if there were no such command.
Handler = Callable[[Message, Desk, Words, datetime], tuple[Turn, ...] | None]


@dataclass(frozen=True, slots=True)
class Command:
    """A command, what the menu says of it, and the kinds of chat in whose menus it stands."""

    answer: Handler
    says: str
    menus: tuple[Kind, ...] = ("private",)
    #: For those alone who look after the store.
    is_for_maintainers: bool = False


#: In the order of the menu. /context is answered with a card (conversation.py).
COMMANDS: dict[str, Command] = {
    "start": Command(introductions.start, msgid("what this bot is for"), ()),
    "help": Command(introductions.help_, msgid("how to ask, and how to read a card"), ("private", "group")),
    "following": Command(follows.following, msgid("the claims you follow")),
    "unfollow": Command(follows.following, msgid("stop following a claim")),
    "settings": Command(choosing.settings, msgid("language, length of the card, quiet"), ("private", "group")),
    "sources": Command(introductions.sources, msgid("which reporting the answers come from")),
    "about": Command(introductions.about, msgid("what the answers rest on")),
    "privacy": Command(privacy.privacy, msgid("what is kept of you")),
    "forgetme": Command(privacy.forget_me, msgid("remove what is kept of you")),
    "stats": Command(maintainers.stats, msgid("how the store is"), is_for_maintainers=True),
    "requests": Command(maintainers.requests, msgid("what people want reporting on"), is_for_maintainers=True),
    "refresh": Command(maintainers.refresh, msgid("fetch what is new"), is_for_maintainers=True),
    "add": Command(maintainers.add, msgid("fetch one page"), is_for_maintainers=True),
}
#: The command that asks in a group, in reply to a message or with the claim behind it.
CONTEXT = "context"
CONTEXT_SAYS = msgid("who says so? In reply to a message, or with a claim")
