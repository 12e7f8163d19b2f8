"""The other side of the screen: people who write, forward, press, type the bot's name, and wait for an answer."""

from __future__ import annotations

import time
from datetime import datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlsplit

from patience import SOON

from .heard import InlineAnswer, Message, PressAnswer
from .inline import read_content
from .keyboards import is_start_parameter, read_start_link
from .refusals import Json
from .waiting import wait_for_item, wait_for_nothing, wait_for_query
from .world import Chat, Query, describe_member
from .writing import split_text, take_photo, tell_origin, write_words

if TYPE_CHECKING:
    from .groups import Group
    from .server import TelegramServer


class Press:
    """A pressed button, waiting for the little clock on it to go away."""

    def __init__(self, server: TelegramServer, button: Json, query: Query | None) -> None:
        """Hold the button, and the query if the press reached the bot."""
        self.button = button
        self._server = server
        self._query = query

    def answer(self, timeout: float = SOON) -> PressAnswer:
        """Wait for the bot's answer; raises AssertionError when none comes."""
        assert self._query is not None, f"pressing {self.button['text']!r} tells the bot nothing"
        answer = wait_for_query(self._server, self._query, timeout)
        return PressAnswer(answer["text"], answer["show_alert"], answer["url"])


class Person:
    """Somebody with the app. All methods are synchronous and may be called from any thread.

    A person writes to the bot in private unless a chat is given, or `in_group` was.
    """

    def __init__(
        self, server: TelegramServer, id: int, name: str, username: str | None = None, language: str = "en"
    ) -> None:
        """Make a person known to Telegram, though not yet to the bot."""
        self.server = server
        self.id = id
        self.json: Json = {"id": id, "is_bot": False, "first_name": name, "language_code": language}
        if username:
            self.json["username"] = username
        with server.world.lock:
            self.private = server.world.add_user(self.json)
        self.chat: Chat = self.private
        self._places: dict[tuple[str, int], int] = {}
        self._last_heard: dict[int, Message] = {}
        self._inline: list[Query] = []

    def in_group(self, group: Group) -> Person:
        """Join a group and give the same person, now speaking there."""
        with self.server.world.lock:
            group.chat.members.setdefault(self.id, "member")
        there = object.__new__(Person)
        there.__dict__.update(self.__dict__)
        there.chat = group.chat
        return there

    # --- speaking

    def says(self, text: str, chat: Group | None = None, reply_to: Message | None = None) -> Message:
        """Write a message; the app splits what is longer than 4,096 units, and the first part is given back."""
        where = chat.chat if chat else self.chat
        parts = [self._send(where, write_words(part, "text"), reply_to) for part in split_text(text)]
        return parts[0]

    def forwards(
        self,
        text: str,
        from_channel: str | None = None,
        from_person: Person | None = None,
        from_hidden: str | None = None,
        date: datetime | None = None,
        caption_of_photo: bool = False,
    ) -> Message:
        """Forward somebody's message: a channel's (by title), a person's, or that of one who hides behind a name."""
        origin = tell_origin(from_channel, from_person.json if from_person else None, from_hidden, date)
        content = write_words(text, "caption") | take_photo() if caption_of_photo else write_words(text, "text")
        return self._send(self.chat, {"forward_origin": origin} | content, None)

    def sends_photo(self, caption: str = "") -> Message:
        """Send a picture with words under it."""
        return self._send(self.chat, take_photo() | (write_words(caption, "caption") if caption else {}), None)

    def sends(self, content: Json) -> Message:
        """Send anything else: a sticker, a voice note, a place; ``content`` is the message's own field."""
        return self._send(self.chat, content, None)

    def edits(self, message: Message, text: str) -> Message:
        """Change a message of one's own."""
        with self.server.world.lock:
            chat = self.server.world.chats[message.chat_id]
            name = "caption" if message.has_photo else "text"
            kept = {
                n: v for n, v in chat.messages[message.id].items() if n not in {name, "entities", "caption_entities"}
            }
            edited = kept | write_words(text, name) | {"edit_date": int(time.time())}
            chat.messages[message.id] = edited
            self._deliver(chat, "edited_message", edited)
            return Message(edited)

    def _send(self, chat: Chat, content: Json, reply_to: Message | None) -> Message:
        with self.server.world.lock:
            if chat.type == "private" and chat.standing in {"unknown", "seen"}:
                chat.standing = "member"
            if reply_to:
                replied = chat.messages[reply_to.id]
                content = {"reply_to_message": {n: v for n, v in replied.items() if n != "reply_to_message"}} | content
            message = self.server.world.new_message(chat, self.json, content)
            self._deliver(chat, "message", message)
            return Message(message)

    def _deliver(self, chat: Chat, kind: str, message: Json) -> None:
        if chat.type != "private":
            if chat.standing not in {"member", "administrator"}:
                return
            if self.server.privacy_mode and chat.standing == "member" and not self._is_for_bot(message):
                return
        elif chat.standing == "kicked":
            return
        self._is_seen()
        self.server.world.updates.push(kind, message)

    def _is_seen(self) -> None:
        if self.private.standing == "unknown":
            self.private.standing = "seen"

    def _is_for_bot(self, message: Json) -> bool:
        """Tell what privacy mode lets through: commands, mentions of the bot, answers to the bot."""
        name, view = f"@{self.server.username}".lower(), Message(message)
        commands = [c.lower() for c in view.marked("bot_command")]
        mentions = [m.lower() for m in view.marked("mention")]
        replied = message.get("reply_to_message", {}).get("from", {}).get("id")
        return (
            any("@" not in c or c.endswith(name) for c in commands)
            or name in mentions
            or replied == self.server.world.bot["id"]
        )

    # --- pressing

    def presses(self, button: str, message: Message | None = None) -> Press:
        """Press a button by its words or its data: under the message given, else the last one heard with buttons.

        A message given may be an older sight of it: what counts is what stands there now.
        """
        world = self.server.world
        with world.lock:
            shown = message or self._last_with_keyboard()
            inline_id = shown.json.get("inline_message_id")
            now = world.inline_messages[inline_id] if inline_id else world.chats[shown.chat_id].messages[shown.id]
            found = Message(now).button(button)
            if "url" in found:
                self.opens(found["url"])
            for switch in ("switch_inline_query_current_chat", "switch_inline_query"):
                if switch in found:
                    self.types_inline(str(found[switch]))
            if "callback_data" not in found:
                return Press(self.server, found, None)
            query = world.new_query("callback")
            body: Json = {"id": query.id, "from": self.json, "chat_instance": "-5005", "data": found["callback_data"]}
            body |= {"inline_message_id": inline_id} if inline_id else {"message": self._as_it_is(now)}
            self._is_seen()
            world.updates.push("callback_query", body)
            return Press(self.server, found, query)

    def _as_it_is(self, message: Json) -> Json:
        """The message with the one it answers as that stands now: edited since, or gone.

        A Bot API server looks the replied message up when it tells of the answer
        (https://github.com/tdlib/telegram-bot-api, JsonMessage in Client.cpp).
        """
        replied = message.get("reply_to_message")
        if replied is None:
            return message
        rest = {name: value for name, value in message.items() if name != "reply_to_message"}
        now = self.server.world.chats[message["chat"]["id"]].messages.get(replied["message_id"])
        if now is None:
            return rest
        return rest | {"reply_to_message": {name: value for name, value in now.items() if name != "reply_to_message"}}

    def _last_with_keyboard(self) -> Message:
        last = self._last_heard.get(self.chat.id)
        assert last is not None, "nothing with buttons was heard yet"
        return last

    def opens(self, url: str) -> Message | None:
        """Tap an address: a deep link to the bot starts it with the payload, any other leaves the app."""
        link = read_start_link(url)
        if link is None or link[0].lower() != self.server.username.lower():
            return None
        assert is_start_parameter(link[1]), f"the app ignores the payload of {url}"
        group = parse_qs(urlsplit(url).query).get("startgroup")
        assert not group, "a link that adds the bot to a group: use Group.adds_bot"
        return self._send(self.private, write_words(f"/start {link[1]}", "text"), None)

    # --- inline mode

    def types_inline(self, query: str, offset: str = "") -> None:
        """Type the bot's name and some words in any chat; the app sends 256 characters at most."""
        with self.server.world.lock:
            asked = self.server.world.new_query("inline")
            self._inline.append(asked)
            self._is_seen()
            kind = "private" if self.chat is self.private else self.chat.type  # private: with somebody else
            body = {"id": asked.id, "from": self.json, "query": query[:256], "offset": offset, "chat_type": kind}
            self.server.world.updates.push("inline_query", body)

    def inline_results(self, timeout: float = SOON) -> InlineAnswer:
        """Wait for the answer to what was typed last."""
        assert self._inline, "nothing was typed yet"
        answer = wait_for_query(self.server, self._inline[-1], timeout)
        return InlineAnswer(query_id=self._inline[-1].id, **answer)

    def chooses(self, result: Json, query: str = "") -> Message:
        """Send one of the results; only one with a keyboard can be edited later, so only that has an identifier.

        In a group with the bot the bot also sees the message, marked as sent by way of itself.
        """
        world = self.server.world
        with world.lock:
            content: Json = {"via_bot": world.bot, "from": self.json}
            if "input_message_content" in result:
                text, entities = read_content(result["input_message_content"])
                content |= {"text": text, "entities": entities}
            body: Json = {"result_id": result["id"], "from": self.json, "query": query[:256]}
            if result.get("reply_markup"):
                content["reply_markup"] = result["reply_markup"]
                body["inline_message_id"] = world.new_inline_message(content)
            if self.server.inline_feedback:
                world.updates.push("chosen_inline_result", body)
            if self.chat is not self.private:
                self._deliver(self.chat, "message", world.new_message(self.chat, self.json, content))
            identifier = {n: body[n] for n in ("inline_message_id",) if n in body}
            return Message(content | identifier)

    def sees_inline_edit(self, message: Message, timeout: float = SOON) -> Message:
        """Wait for the next change of a message sent by way of the bot."""
        inline_id = str(message.json["inline_message_id"])
        edits, changed = self.server.world.inline_edits[inline_id], self.server.world.inline_changed
        return self._next("inline", hash(inline_id), edits, changed, timeout)

    # --- the door

    def blocks_bot(self) -> None:
        """Stop the bot: it hears of it, and may not write any more."""
        self._stands("kicked")

    def unblocks_bot(self) -> None:
        """Let the bot write again."""
        self._stands("member")

    def _stands(self, standing: Any) -> None:
        with self.server.world.lock:
            old, self.private.standing = self.private.standing, standing
            self.server.world.updates.push("my_chat_member", standing_change(self.server, self.private, self.json, old))

    # --- hearing

    def hears(self, timeout: float = SOON, chat: Group | None = None) -> Message:
        """Wait for the next message of the bot that was not heard yet; raises AssertionError when none comes."""
        where = chat.chat if chat else self.chat
        heard: Message = self._next("sent", where.id, where.sent, where.changed, timeout)
        if heard.keyboard:
            self._last_heard[where.id] = heard
        return heard

    def sees_edit(self, timeout: float = SOON) -> Message:
        """Wait for the next change of a message of the bot, and see it as it stands then."""
        edit: Message = self._next("edits", self.chat.id, self.chat.edits, self.chat.changed, timeout)
        if edit.keyboard:
            self._last_heard[self.chat.id] = edit
        return edit

    def hears_nothing(self, seconds: float) -> None:
        """Wait, and raise AssertionError if the bot says anything meanwhile."""
        wait_for_nothing(self.hears, seconds)

    def _next(self, kind: str, key: int, items: list[Message], changed: Any, timeout: float) -> Message:
        place = self._places.get((kind, key), 0)
        item = wait_for_item(self.server, items, place, changed, timeout, f"{self.json['first_name']} ({kind})")
        self._places[kind, key] = place + 1
        return item


def standing_change(server: TelegramServer, chat: Chat, by: Json, old: str) -> Json:
    """Describe how the bot's place in a chat changed, as a my_chat_member update does."""
    bot = server.world.bot
    changed = {"old_chat_member": describe_member(bot, old), "new_chat_member": describe_member(bot, chat.standing)}
    return {"chat": chat.json, "from": by, "date": int(time.time())} | changed
