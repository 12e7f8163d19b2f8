"""What Telegram tells the bot, as turns of a conversation. Nothing is sent from here."""

from __future__ import annotations

from datetime import timedelta

import telegram
from telegram.constants import ChatType

from bot.turns import Chat, Kind, Message, Person, Press
from knowledge.model import Period


def message_in(update: telegram.Update) -> Message | None:
    """The message in an update, new or edited; None when it holds none."""
    heard = update.message or update.edited_message
    if heard is None:
        return None
    return message_of(heard, is_edit=update.edited_message is not None)


def message_of(heard: telegram.Message, *, is_edit: bool = False) -> Message:
    """A message as Telegram gives it, in our words."""
    text = heard.text or heard.caption or ""
    return Message(
        person=person_of(heard.from_user),
        chat=Chat(heard.chat.id, _kind(heard.chat)),
        id=heard.message_id,
        text=text,
        sent=_sent(heard),
        is_forward=heard.forward_origin is not None,
        replies_to=message_of(heard.reply_to_message) if heard.reply_to_message else None,
        is_edit=is_edit,
        is_wordless=not text,
    )


def press_in(query: telegram.CallbackQuery) -> Press:
    """A pressed button, with the message that the card under it answers."""
    under = query.message if isinstance(query.message, telegram.Message) else None
    asked = under.reply_to_message if under else None
    return Press(
        person=person_of(query.from_user),
        chat=Chat(under.chat.id, _kind(under.chat)) if under else Chat(0, "inline"),
        data=query.data or "",
        asked=message_of(asked) if asked else None,
    )


def person_of(user: telegram.User | None) -> Person:
    """Who speaks, by number and language alone; 0 where Telegram does not say (a channel's own post)."""
    return Person(user.id, user.language_code or "en") if user else Person(0)


def _kind(chat: telegram.Chat) -> Kind:
    return "private" if chat.type == ChatType.PRIVATE else "group"


def _sent(heard: telegram.Message) -> Period:
    """The moment a message was written; for a forward, the moment its original was."""
    written = heard.forward_origin.date if heard.forward_origin else heard.date
    return Period(written, written + timedelta(microseconds=1), "stated")
