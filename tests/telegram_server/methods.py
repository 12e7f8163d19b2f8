"""The methods of the Bot API that speak: sending, editing, answering, and asking who is there."""

from __future__ import annotations

import itertools
import time
from collections.abc import Callable, Mapping
from typing import Any

from . import rules
from .entities import CAPTION_UNITS, MESSAGE_UNITS
from .faults import RateLimits
from .heard import Message
from .inline import check_answer
from .keyboards import check_button_url, check_markup
from .refusals import NOT_MODIFIED, Json, bad_request
from .world import Chat, World, describe_member

Files = Mapping[str, tuple[str, bytes]]

# What an edit can change; two messages alike in these are the same message to Telegram.
_CONTENT = ("text", "entities", "caption", "caption_entities", "reply_markup")


class Methods:
    """Carries calls out upon the world. Not thread-safe by itself: hold the world's lock."""

    def __init__(self, world: World) -> None:
        """Speak for the world's bot."""
        self.world = world
        self.limits: RateLimits | None = None
        #: What the bot says of itself, by field and language: {"description": {"": "…"}}.
        self.profile: dict[str, dict[str, str]] = {}
        self.commands: dict[tuple[str, str], list[Json]] = {}
        self._files = itertools.count(1)
        names = [name.removeprefix("on_") for name in dir(self) if name.startswith("on_")]
        self._methods: dict[str, Callable[[Json, Files], Any]] = {n.lower(): getattr(self, f"on_{n}") for n in names}

    def find(self, method: str) -> Callable[[Json, Files], Any] | None:
        """Find a method by its name, upper and lower case alike, as Telegram does."""
        return self._methods.get(method.lower())

    # --- the bot itself

    def on_getMe(self, params: Json, files: Files) -> Json:
        return self.world.bot

    def on_logOut(self, params: Json, files: Files) -> bool:
        return True

    def on_close(self, params: Json, files: Files) -> bool:
        return True

    def on_setMyCommands(self, params: Json, files: Files) -> bool:
        scope = params.get("scope")
        if isinstance(scope, dict) and str(scope.get("type", "")).startswith("chat"):
            # A chat of the bot's own: nobody has a menu who has never pressed Start.
            self.world.find_chat(scope.get("chat_id"))
        self.commands[_scope(params)] = rules.check_commands(params.get("commands"))
        return True

    def on_deleteMyCommands(self, params: Json, files: Files) -> bool:
        self.commands.pop(_scope(params), None)
        return True

    def on_getMyCommands(self, params: Json, files: Files) -> list[Json]:
        return self.commands.get(_scope(params), [])

    def on_setMyName(self, params: Json, files: Files) -> bool:
        return self._describe("name", params, 64)

    def on_setMyDescription(self, params: Json, files: Files) -> bool:
        return self._describe("description", params, 512)

    def on_setMyShortDescription(self, params: Json, files: Files) -> bool:
        return self._describe("short_description", params, 120)

    def on_getMyName(self, params: Json, files: Files) -> Json:
        return self._described("name", params)

    def on_getMyDescription(self, params: Json, files: Files) -> Json:
        return self._described("description", params)

    def on_getMyShortDescription(self, params: Json, files: Files) -> Json:
        return self._described("short_description", params)

    def _describe(self, field: str, params: Json, limit: int) -> bool:
        value = rules.check_length(params.get(field), limit, f"BOT_{field.upper()}_TOO_LONG")
        self.profile.setdefault(field, {})[rules.check_language(params.get("language_code"))] = value
        return True

    def _described(self, field: str, params: Json) -> Json:
        return {field: self.profile.get(field, {}).get(rules.check_language(params.get("language_code")), "")}

    # --- sending

    def on_sendMessage(self, params: Json, files: Files) -> Json:
        text, entities = rules.read_text(params, "text")
        preview = rules.read_preview(params)
        return self._send(params, _some(text=text, entities=entities, link_preview_options=preview))

    def on_sendPhoto(self, params: Json, files: Files) -> Json:
        photo = params.get("photo")
        name = str(photo).removeprefix("attach://") if photo else "photo"
        if name in files:
            width, height = rules.check_photo(files[name][1])
            size = len(files[name][1])
        elif isinstance(photo, str) and photo and not photo.startswith("attach://"):
            # An address or a file id: taken on trust, as nothing here may fetch it.
            width, height, size = 1280, 720, 50_000
        else:
            raise bad_request("there is no photo in the request")
        number = next(self._files)
        sizes = [
            {"file_id": f"photo-{number}", "file_unique_id": f"p{number}", "width": width, "height": height}
            | {"file_size": size}
        ]
        caption, entities = rules.read_text(params, "caption", CAPTION_UNITS)
        return self._send(params, _some(photo=sizes, caption=caption, caption_entities=entities))

    def on_sendChatAction(self, params: Json, files: Files) -> bool:
        rules.check_action(params.get("action"))
        chat = self.world.open_chat(params.get("chat_id"))
        chat.actions.append(params["action"])
        return True

    def _send(self, params: Json, content: Json) -> Json:
        markup = check_markup(params.get("reply_markup"))
        chat = self.world.open_chat(params.get("chat_id"))
        content |= _some(reply_to_message=self._replied(chat, params))
        if self.limits:
            self.limits.check(chat.id, self.world.clock())
        if markup and "inline_keyboard" in markup:
            content["reply_markup"] = markup
        message = self.world.new_message(chat, self.world.bot, content)
        chat.sent.append(Message(dict(message)))
        chat.changed.notify_all()
        return message

    def _replied(self, chat: Chat, params: Json) -> Json | None:
        reply = params.get("reply_parameters")
        if reply is None and "reply_to_message_id" in params:
            reply = {"message_id": params["reply_to_message_id"]}
            reply["allow_sending_without_reply"] = params.get("allow_sending_without_reply", False)
        if reply is None:
            return None
        if not isinstance(reply, dict) or not isinstance(reply.get("message_id"), int):
            raise bad_request("can't parse reply parameters JSON object")
        if "chat_id" in reply:
            chat = self.world.open_chat(reply["chat_id"])
        replied = chat.messages.get(reply["message_id"])
        if replied is None:
            if reply.get("allow_sending_without_reply"):
                return None
            raise bad_request("message to be replied not found")
        quote = reply.get("quote")
        if quote and str(quote) not in Message(replied).text:
            raise bad_request("QUOTE_TEXT_INVALID")
        return {name: value for name, value in replied.items() if name != "reply_to_message"}

    # --- changing what was said

    def on_editMessageText(self, params: Json, files: Files) -> Json | bool:
        text, entities = rules.read_text(params, "text", MESSAGE_UNITS)
        preview = rules.read_preview(params)
        return self._edit(params, "text", _some(text=text, entities=entities, link_preview_options=preview))

    def on_editMessageCaption(self, params: Json, files: Files) -> Json | bool:
        caption, entities = rules.read_text(params, "caption", CAPTION_UNITS)
        return self._edit(params, "photo", _some(caption=caption, caption_entities=entities))

    def on_editMessageReplyMarkup(self, params: Json, files: Files) -> Json | bool:
        return self._edit(params, None, {})

    def _edit(self, params: Json, needs: str | None, content: Json) -> Json | bool:
        markup = check_markup(params.get("reply_markup"), inline_only=True)
        inline_id = params.get("inline_message_id")
        chat: Chat | None = None
        if inline_id:
            message = self.world.inline_messages.get(str(inline_id))
            if message is None:
                raise bad_request("MESSAGE_ID_INVALID")
        else:
            number = rules.required_int(params, "message_id", "message identifier is not specified")
            chat = self.world.open_chat(params.get("chat_id"))
            message = chat.messages.get(number)
            if message is None:
                raise bad_request("message to edit not found")
            if chat.type != "channel" and message.get("from", {}).get("id") != self.world.bot["id"]:
                raise bad_request("message can't be edited")
        if needs and needs not in message:
            raise bad_request(f"there is no {'text' if needs == 'text' else 'caption'} in the message to edit")
        kept = {n: v for n, v in message.items() if n != "reply_markup" and (needs is None or n not in _CONTENT)}
        new = kept | content | _some(reply_markup=markup)
        if all(new.get(name) == message.get(name) for name in _CONTENT):
            raise bad_request(NOT_MODIFIED)
        new["edit_date"] = int(time.time())
        if chat is None:
            self.world.inline_messages[str(inline_id)] = new
            self.world.inline_edits[str(inline_id)].append(Message(new))
            self.world.inline_changed.notify_all()
            return True
        chat.messages[new["message_id"]] = new
        chat.edits.append(Message(new))
        chat.changed.notify_all()
        return new

    def on_deleteMessage(self, params: Json, files: Files) -> bool:
        number = rules.required_int(params, "message_id", "message identifier is not specified")
        chat = self.world.open_chat(params.get("chat_id"))
        if chat.messages.pop(number, None) is None:
            raise bad_request("message to delete not found")
        chat.deleted.append(number)
        chat.changed.notify_all()
        return True

    def on_setMessageReaction(self, params: Json, files: Files) -> bool:
        reactions = rules.check_reactions(params.get("reaction"))
        chat = self.world.open_chat(params.get("chat_id"))
        number = rules.required_int(params, "message_id", "message identifier is not specified")
        if number not in chat.messages:
            raise bad_request("message to react not found")
        chat.reactions[number] = [reaction["emoji"] for reaction in reactions]
        chat.changed.notify_all()
        return True

    # --- answering

    def on_answerCallbackQuery(self, params: Json, files: Files) -> bool:
        text = rules.check_length(params.get("text"), 200, "MESSAGE_TOO_LONG")
        if params.get("url"):
            check_button_url(params["url"])
        answer = {"text": text, "show_alert": params.get("show_alert") is True, "url": params.get("url")}
        self.world.answer_query("callback", params.get("callback_query_id"), answer)
        return True

    def on_answerInlineQuery(self, params: Json, files: Files) -> bool:
        self.world.answer_query("inline", params.get("inline_query_id"), check_answer(params))
        return True

    # --- who is there

    def on_getChat(self, params: Json, files: Files) -> Json:
        chat = self.world.find_chat(params.get("chat_id"))
        gifts = dict.fromkeys(
            ("unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription", "gifts_from_channels"), False
        )
        return chat.json | {"accent_color_id": 0, "max_reaction_count": 11, "accepted_gift_types": gifts}

    def on_getChatMember(self, params: Json, files: Files) -> Json:
        chat = self.world.open_chat(params.get("chat_id"))
        user_id = rules.required_int(params, "user_id", "invalid user_id specified")
        if user_id == self.world.bot["id"]:
            return describe_member(self.world.bot, chat.standing)
        if user_id not in self.world.users:
            raise bad_request("PARTICIPANT_ID_INVALID")
        return describe_member(self.world.users[user_id], chat.members.get(user_id, "left"))

    def on_getChatAdministrators(self, params: Json, files: Files) -> list[Json]:
        chat = self.world.open_chat(params.get("chat_id"))
        if chat.type == "private":
            raise bad_request("there are no administrators in the private chat")
        ranks = [(user, rank) for user, rank in chat.members.items() if rank != "member"]
        return [describe_member(self.world.users[user], rank) for user, rank in ranks]

    def on_getChatMemberCount(self, params: Json, files: Files) -> int:
        return len(self.world.open_chat(params.get("chat_id")).members) + 1

    def on_leaveChat(self, params: Json, files: Files) -> bool:
        chat = self.world.open_chat(params.get("chat_id"))
        if chat.type == "private":
            raise bad_request("chat member status can't be changed in private chats")
        chat.standing = "left"
        chat.changed.notify_all()
        return True


def _some(**fields: Any) -> Json:
    return {name: value for name, value in fields.items() if value not in (None, [], {})}


def _scope(params: Json) -> tuple[str, str]:
    scope = params.get("scope") or {"type": "default"}
    if not isinstance(scope, dict) or "type" not in scope:
        raise bad_request("can't parse BotCommandScope: expected an Object")
    return str(sorted(scope.items())), rules.check_language(params.get("language_code"))
