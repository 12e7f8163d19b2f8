"""Everybody and everything the server knows: the bot, people, chats, messages, open queries."""

from __future__ import annotations

import itertools
import secrets
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal

from .heard import Message
from .refusals import QUERY_TOO_OLD, Json, Refusal, bad_request
from .updates import Updates

ChatType = Literal["private", "group", "supergroup", "channel"]

#: How the bot stands to a chat. "unknown": never met; "seen": met elsewhere; "kicked" is "blocked" in a private chat.
Standing = Literal["unknown", "seen", "member", "administrator", "left", "kicked"]


@dataclass(slots=True)
class Chat:
    """One conversation, and all that was said in it."""

    id: int
    type: ChatType
    profile: Json
    changed: threading.Condition
    numbers: itertools.count[int]
    standing: Standing = "unknown"
    #: user id -> "creator", "administrator" or "member"
    members: dict[int, str] = field(default_factory=dict)
    messages: dict[int, Json] = field(default_factory=dict)
    #: What the bot said and changed, each as it stood at that moment; a listener keeps its own place in the lists.
    sent: list[Message] = field(default_factory=list)
    edits: list[Message] = field(default_factory=list)
    deleted: list[int] = field(default_factory=list)
    actions: list[str] = field(default_factory=list)
    reactions: dict[int, list[str]] = field(default_factory=dict)
    upgraded_to: int | None = None

    @property
    def json(self) -> Json:
        """The chat as messages carry it."""
        return {"id": self.id, "type": self.type, **self.profile}


@dataclass(slots=True)
class Query:
    """A pressed button or a typed inline query, waiting for its one answer."""

    id: str
    kind: Literal["callback", "inline"]
    asked: float
    changed: threading.Condition
    answer: Json | None = None


class World:
    """The state behind the server. Every method expects ``lock`` to be held."""

    def __init__(self, bot: Json, callback_seconds: float, inline_seconds: float) -> None:
        """Start with a bot and nobody to talk to."""
        self.lock = threading.RLock()
        self.bot = bot
        self.updates = Updates()
        self.users: dict[int, Json] = {}
        self.chats: dict[int, Chat] = {}
        self.usernames: dict[str, int] = {}
        self.queries: dict[str, Query] = {}
        #: Messages sent by way of inline mode, by inline_message_id, and who waits for their edits.
        self.inline_messages: dict[str, Json] = {}
        self.inline_edits: dict[str, list[Message]] = {}
        self.inline_changed = threading.Condition(self.lock)
        self.answer_seconds = {"callback": callback_seconds, "inline": inline_seconds}
        #: How often the bot began to wait for updates, one way or the other.
        self.listened = 0
        self.listening = threading.Condition(self.lock)
        self.clock: Callable[[], float] = time.monotonic
        self._numbers = itertools.count(1)
        self._query_ids = itertools.count(4_000_000_000_000_001)

    def add_user(self, user: Json) -> Chat:
        """Register a person and the private chat in which nothing was said yet."""
        if user["id"] in self.users:
            raise ValueError(f"there is already a person {user['id']}")
        self.users[user["id"]] = user
        profile: Json = {name: user[name] for name in ("first_name", "last_name", "username") if name in user}
        return self.add_chat(user["id"], "private", profile)

    def add_chat(self, chat_id: int, kind: ChatType, profile: Json) -> Chat:
        """Register a chat; private chats and small groups share one numbering, as on Telegram."""
        if chat_id in self.chats:
            raise ValueError(f"there is already a chat {chat_id}")
        numbers = self._numbers if kind in {"private", "group"} else itertools.count(1)
        chat = Chat(chat_id, kind, profile, threading.Condition(self.lock), numbers)
        self.chats[chat_id] = chat
        if "username" in profile:
            self.usernames[str(profile["username"]).lower()] = chat_id
        return chat

    def new_message(self, chat: Chat, sender: Json | None, content: Json) -> Json:
        """Number and date a message and keep it; ``content`` is everything else."""
        number = next(chat.numbers)
        message: Json = {"message_id": number, "date": int(time.time()), "chat": chat.json}
        if chat.type == "channel":
            message["sender_chat"] = chat.json
        elif sender is not None:
            message["from"] = sender
        message |= content
        chat.messages[number] = message
        return message

    def find_chat(self, chat_id: object) -> Chat:
        """Find the chat a call speaks of; a username counts only for channels and public groups."""
        if chat_id in (None, ""):
            raise bad_request("chat_id is empty")
        if isinstance(chat_id, str) and chat_id.startswith("@"):
            found = self.chats.get(self.usernames.get(chat_id[1:].lower(), 0))
            chat = None if found is None or found.type == "private" else found
        else:
            chat = self.chats.get(chat_id) if isinstance(chat_id, int) and not isinstance(chat_id, bool) else None
        if chat is None or chat.standing == "unknown":
            raise bad_request("chat not found")
        return chat

    def open_chat(self, chat_id: object) -> Chat:
        """Find a chat the bot may speak in; raises `Refusal` where it was blocked, kicked or never invited."""
        chat = self.find_chat(chat_id)
        kind = f"{chat.type} chat"
        if chat.upgraded_to is not None:
            parameters = {"migrate_to_chat_id": chat.upgraded_to}
            raise Refusal(400, "group chat was upgraded to a supergroup chat", parameters)
        if chat.type == "private":
            if chat.standing == "kicked":
                raise Refusal(403, "bot was blocked by the user")
            if chat.standing == "seen":
                raise Refusal(403, "bot can't initiate conversation with a user")
        elif chat.standing == "kicked":
            raise Refusal(403, f"bot was kicked from the {kind}")
        elif chat.standing == "left":
            raise Refusal(403, f"bot is not a member of the {kind}")
        elif chat.type == "channel" and chat.standing != "administrator":
            raise bad_request("need administrator rights in the channel chat")
        return chat

    def begin_listening(self) -> None:
        """Note that updates will now reach the bot."""
        self.listened += 1
        self.listening.notify_all()

    def new_query(self, kind: Literal["callback", "inline"]) -> Query:
        """Open a query that wants an answer soon."""
        query = Query(str(next(self._query_ids)), kind, self.clock(), threading.Condition(self.lock))
        self.queries[query.id] = query
        return query

    def answer_query(self, kind: str, query_id: object, answer: Json) -> None:
        """Take the one answer a query may have, in time; raises `Refusal`."""
        query = self.queries.get(str(query_id))
        if query is None or query.kind != kind or query.answer is not None:
            raise bad_request(QUERY_TOO_OLD)
        if self.clock() - query.asked > self.answer_seconds[kind]:
            raise bad_request(QUERY_TOO_OLD)
        query.answer = answer
        query.changed.notify_all()

    def new_inline_message(self, content: Json) -> str:
        """Keep a message that somebody sent by way of the bot; only its identifier is known to the bot."""
        inline_id = secrets.token_urlsafe(20)
        self.inline_messages[inline_id] = content
        self.inline_edits[inline_id] = []
        return inline_id


_RIGHTS = (
    "can_be_edited is_anonymous can_manage_chat can_delete_messages can_manage_video_chats can_restrict_members "
    "can_promote_members can_change_info can_invite_users can_post_stories can_edit_stories can_delete_stories "
    "can_send_welcome_messages"
)


def describe_member(user: Json, status: str) -> Json:
    """Describe somebody's place in a chat; one who was never there counts as having left."""
    status = {"unknown": "left", "seen": "left"}.get(status, status)
    member: Json = {"user": user, "status": status}
    if status == "creator":
        member["is_anonymous"] = False
    if status == "administrator":
        member |= dict.fromkeys(_RIGHTS.split(), False)
    if status == "kicked":
        member["until_date"] = 0
    return member
