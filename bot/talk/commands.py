"""The commands, and who answers each. What the menus say of them stands in menus.py."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from bot.talk import choosing, follows, introductions, maintainers, privacy
from bot.talk.asked import ASKS
from bot.talk.desk import Desk
from bot.talk.turns import Message, Turn
from bot.words import Words

#: What a command does; None where it is not for this person, so that it is as if there were no such command.
Handler = Callable[[Message, Desk, Words, datetime], tuple[Turn, ...] | None]

#: The command that is answered with a card.
CONTEXT = ASKS
COMMANDS: dict[str, Handler] = {
    "start": introductions.start,
    "help": introductions.help_,
    "about": introductions.about,
    "sources": introductions.sources,
    "privacy": privacy.privacy,
    "forgetme": privacy.forget_me,
    "settings": choosing.settings,
    "following": follows.following,
    "unfollow": follows.following,
    "stats": maintainers.stats,
    "requests": maintainers.requests,
    "refresh": maintainers.refresh,
    "add": maintainers.add,
}
#: Those that are answered in a group; the others are for the private chat.
IN_GROUPS = frozenset({"help", "about", "sources", "privacy", "forgetme", "settings"})
#: Those of them that are ours when the bot's name does not stand behind them: what the menus of groups offer. Many bots
#: know the others.
OURS_WITHOUT_NAME = frozenset({CONTEXT, "help", "settings"})
#: Those that do something else, or the same at great length, when they are carried out again.
ONCE = frozenset({"unfollow", "refresh", "add"})
#: Those for which it matters who administers the group.
FOR_ADMINISTRATORS = frozenset({"settings", "forgetme"})


def is_meant(text: str, username: str) -> bool | None:
    """Whether the command that a group's message begins with is meant for the bot of this name; None without one.

    >>> is_meant("/context 100 airstrikes", "whosays"), is_meant("/context@other_bot", "whosays"), is_meant("hm", "x")
    (True, False, None)
    """
    if not text.startswith("/"):
        return None
    command, at, name = text.split(maxsplit=1)[0][1:].partition("@")
    return name.lower() == username.lower() if at else command.lower() in OURS_WITHOUT_NAME


def is_for_once(command: str, message: Message, desk: Desk) -> bool:
    """Whether a message that was changed is a command that an edit must not carry out again."""
    if not message.is_edit or command not in ONCE:
        return False
    return COMMANDS[command] is follows.following or maintainers.is_maintainer(message, desk)
