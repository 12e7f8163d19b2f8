"""Groups, supergroups and channels, and the bot's coming and going there."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from patience import SOON

from .entities import find_entities
from .heard import Message
from .people import Person, standing_change
from .refusals import Json
from .waiting import wait_for_item, wait_for_nothing
from .world import Chat, ChatType, Standing

if TYPE_CHECKING:
    from .server import TelegramServer

_ids = itertools.count(1)


class Group:
    """A chat of many. The bot is not in it until somebody `adds_bot`."""

    def __init__(
        self, server: TelegramServer, title: str, kind: ChatType = "supergroup", username: str | None = None
    ) -> None:
        """Found a group; ids look as Telegram's do: negative, and with -100 in front but for a basic group."""
        number = next(_ids)
        self.server = server
        profile: Json = {"title": title} | ({"username": username} if username else {})
        chat_id = -4_000_000_000 - number if kind == "group" else -1_001_000_000_000 - number
        with server.world.lock:
            self.chat: Chat = server.world.add_chat(chat_id, kind, profile)
        self._heard = 0

    @property
    def id(self) -> int:
        """The chat's number."""
        return self.chat.id

    def adds_bot(self, by: Person, administrator: bool = False) -> None:
        """Invite the bot; the one who invites is the owner if the group has none."""
        with self.server.world.lock:
            if "creator" not in self.chat.members.values():
                self.chat.members[by.id] = "creator"
            channel = self.chat.type == "channel"
            self._change(by, "administrator" if administrator or channel else "member")
            if not channel:
                bot = self.server.world.bot
                joined = self.server.world.new_message(self.chat, by.json, {"new_chat_members": [bot]})
                self.server.world.updates.push("message", joined)

    def kicks_bot(self, by: Person) -> None:
        """Throw the bot out: it hears of it, and may not write any more."""
        with self.server.world.lock:
            self._change(by, "kicked")

    def _change(self, by: Person, standing: Standing) -> None:
        old, self.chat.standing = self.chat.standing, standing
        change = standing_change(self.server, self.chat, by.json, old)
        self.server.world.updates.push("my_chat_member", change)

    def becomes_supergroup(self, by: Person) -> Group:
        """Turn a basic group into a supergroup: another chat id, and the old one is refused with the new."""
        with self.server.world.lock:
            new = Group(self.server, str(self.chat.profile["title"]))
            new.chat.members, new.chat.standing = self.chat.members, self.chat.standing
            self.chat.upgraded_to = new.id
            world = self.server.world
            world.updates.push("message", world.new_message(self.chat, by.json, {"migrate_to_chat_id": new.id}))
            world.updates.push("message", world.new_message(new.chat, by.json, {"migrate_from_chat_id": self.id}))
            return new

    def posts(self, text: str) -> Message:
        """Post in a channel."""
        assert self.chat.type == "channel"
        with self.server.world.lock:
            message = self.server.world.new_message(self.chat, None, {"text": text, "entities": find_entities(text)})
            if self.chat.standing == "administrator":
                self.server.world.updates.push("channel_post", message)
            return Message(message)

    def hears(self, timeout: float = SOON) -> Message:
        """Wait for the next message of the bot in this chat; raises AssertionError when none comes."""
        title = str(self.chat.profile["title"])
        message = wait_for_item(self.server, self.chat.sent, self._heard, self.chat.changed, timeout, title)
        self._heard += 1
        return message

    def hears_nothing(self, seconds: float) -> None:
        """Wait, and raise AssertionError if the bot says anything meanwhile."""
        wait_for_nothing(self.hears, seconds)
