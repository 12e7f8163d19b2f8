"""What Telegram shows of the bot: its menus of commands, by place and language, and what it says of itself."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from bot.words import Words, msgid

#: Where a menu is shown: in private chats, to everybody in groups, to their administrators, to the maintainers.
Place = Literal["private", "groups", "group administrators", "maintainers"]
PLACES: tuple[Place, ...] = ("private", "groups", "group administrators", "maintainers")
#: Telegram cuts nothing; it refuses what is longer.
LONGEST_DESCRIPTION, LONGEST_SHORT_DESCRIPTION = 512, 120

DESCRIPTION = msgid(
    "Paste or forward a claim, and I show who reported it, whom they quote, who says otherwise, and what to be careful "
    "about. I never say true or false.\n\nWhat you send is neither stored nor logged unless you ask for it."
)
SHORT_DESCRIPTION = msgid("Paste a claim. See who says so, who says otherwise, and what to be careful about.")


@dataclass(frozen=True, slots=True)
class Entry:
    """A command as a menu shows it, and the places whose menus have it."""

    command: str
    says: str
    places: tuple[Place, ...]


_ALL: tuple[Place, ...] = PLACES
_ALONE: tuple[Place, ...] = ("private", "maintainers")
_GROUPS: tuple[Place, ...] = ("groups", "group administrators")

#: Every menu, in its order.
MENU = (
    Entry("context", msgid("who says so: in reply to a message, or with a claim"), _GROUPS),
    Entry("help", msgid("what to send, and how to read the answer"), _ALL),
    Entry("sources", msgid("which reporting I look through"), _ALONE),
    Entry("following", msgid("the claims you follow"), _ALONE),
    Entry("unfollow", msgid("follow a claim no longer"), _ALONE),
    Entry("settings", msgid("language, length, quiet hours"), (*_ALONE, "group administrators")),
    Entry("privacy", msgid("what is kept, and for how long"), _ALONE),
    Entry("forgetme", msgid("forget everything I keep of you"), _ALONE),
    Entry("about", msgid("what the answers rest on"), _ALONE),
    Entry("stats", msgid("how much is held and what was asked"), ("maintainers",)),
    Entry("requests", msgid("what people want reporting on"), ("maintainers",)),
    Entry("refresh", msgid("bring the store up to date"), ("maintainers",)),
    Entry("add", msgid("keep one page, by its address"), ("maintainers",)),
)


def menu_of(place: Place, words: Words, known: Sequence[str]) -> Iterator[tuple[str, str]]:
    """The commands of a place's menu with what each is for; `known` are those the conversation has an answer to."""
    for entry in MENU:
        if place in entry.places and entry.command in known:
            yield entry.command, words.say(entry.says)
