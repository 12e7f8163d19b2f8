"""What Telegram tells the bot, as turns of a conversation. Nothing is sent from here."""

from __future__ import annotations

from dataclasses import replace

import telegram
from telegram.constants import ChatMemberStatus, ChatType, MessageEntityType
from telegram.error import TelegramError
from telegram.ext import filters

from bot.talk.asked import command_in
from bot.talk.buttons import said_by
from bot.talk.commands import FOR_ADMINISTRATORS, is_meant
from bot.talk.turns import ELSEWHERE, Arrival, Chat, Forwarded, Kind, Message, Move, Person, Press
from bot.telegram.sending import start_link
from knowledge.model import Period

#: Those who may change how the bot behaves in a group.
IN_CHARGE = (ChatMemberStatus.OWNER, ChatMemberStatus.ADMINISTRATOR)
AWAY = (ChatMemberStatus.LEFT, ChatMemberStatus.BANNED)


def message_in(update: telegram.Update) -> Message | None:
    """The message in an update, new or edited; None when it holds none, or nothing that anybody said."""
    heard = update.message or update.edited_message
    if heard is None or _is_own(heard.via_bot, heard) or _is_service(heard):
        return None
    message = message_of(heard, is_edit=update.edited_message is not None)
    # Of an album one picture has the words; a place that moves is edited every few seconds.
    return None if message.is_wordless and (heard.media_group_id or message.is_edit) else message


def message_of(heard: telegram.Message, *, is_edit: bool = False) -> Message:
    """A message as Telegram gives it, in our words."""
    text, is_mention = _without_our_name(heard)
    kind = _kind(heard.chat)
    return Message(
        person=_speaker(heard),
        chat=Chat(heard.chat.id, kind),
        id=heard.message_id,
        text=text,
        sent=Period.at(heard.forward_origin.date if heard.forward_origin else heard.date),
        forwarded=_forwarded(heard.forward_origin),
        marked=heard.quote.text if heard.quote else None,
        is_own=_is_own(heard.from_user, heard),
        carries=_carried(heard) if _is_own(heard.from_user, heard) else "",
        replies_to=message_of(heard.reply_to_message) if heard.reply_to_message else _from_elsewhere(heard),
        is_addressed=kind == "private" or _is_addressed(heard, is_mention=is_mention),
        is_mention=is_mention,
        is_edit=is_edit,
        is_wordless=not text.strip() and not is_mention,
    )


def press_in(query: telegram.CallbackQuery) -> Press:
    """A pressed button, with the message that the card under it answers."""
    under = query.message
    asked = under.reply_to_message if isinstance(under, telegram.Message) else None
    kind = _kind(under.chat) if under else "inline"
    return Press(
        person=replace(person_of(query.from_user), is_admin=kind == "private"),
        chat=Chat(under.chat.id if under else 0, kind),
        data=query.data or "",
        asked=message_of(asked) if asked else None,
    )


def arrival_in(update: telegram.Update) -> Arrival | None:
    """Somebody has brought the bot into a group; None for any other change of its place in a chat."""
    change = update.my_chat_member
    if change is None or change.chat.type not in (ChatType.GROUP, ChatType.SUPERGROUP):
        return None
    if change.old_chat_member.status not in AWAY or change.new_chat_member.status in AWAY:
        return None
    return Arrival(person_of(change.from_user), Chat(change.chat.id, "group"))


def departure_in(update: telegram.Update) -> int | None:
    """The chat in which the bot may speak no more: it was blocked, or put out of a group; None for any other change."""
    change = update.my_chat_member
    return change.chat.id if change is not None and change.new_chat_member.status in AWAY else None


def move_in(update: telegram.Update) -> Move | None:
    """A group has become a supergroup; None for anything else. Telegram says it in both, and once is enough."""
    heard = update.message
    return Move(heard.chat.id, heard.migrate_to_chat_id) if heard and heard.migrate_to_chat_id else None


async def with_rank(message: Message, bot: telegram.Bot) -> Message:
    """The message, and whether its sender is in charge of the group, where that matters."""
    command, _ = command_in(message.text)
    if message.chat.kind != "group" or command not in FOR_ADMINISTRATORS or message.person.is_admin:
        return message
    return replace(message, person=await _ranked(message.person, message.chat, bot))


async def press_with_rank(pressed: Press, bot: telegram.Bot) -> Press:
    """The press, and whether whoever pressed is in charge of the group, where that matters."""
    if pressed.chat.kind != "group" or said_by(pressed.data).verb != "k":
        return pressed
    return replace(pressed, person=await _ranked(pressed.person, pressed.chat, bot))


def person_of(user: telegram.User | None) -> Person:
    """Who speaks, by number and language alone; 0 where Telegram does not say (a channel's own post)."""
    return Person(user.id, user.language_code or "en") if user else Person(0)


def _speaker(heard: telegram.Message) -> Person:
    """Who wrote a message. Whoever writes as the group itself is one of its administrators; a channel is itself."""
    person = person_of(heard.from_user)
    if heard.chat.type == ChatType.PRIVATE:
        return replace(person, is_admin=True)
    if heard.sender_chat is None:
        return person
    return replace(person, id=heard.sender_chat.id, is_admin=heard.sender_chat.id == heard.chat.id)


async def _ranked(person: Person, chat: Chat, bot: telegram.Bot) -> Person:
    try:
        member = await bot.get_chat_member(chat.id, person.id)
    except TelegramError:
        # Whom Telegram does not know is in charge of nothing.
        return person
    return replace(person, is_admin=member.status in IN_CHARGE)


def _kind(chat: telegram.Chat) -> Kind:
    return "private" if chat.type == ChatType.PRIVATE else "group"


def _forwarded(origin: telegram.MessageOrigin | None) -> Forwarded | None:
    """Where a message was first posted, when that was in public; people are not named."""
    if isinstance(origin, telegram.MessageOriginChannel):
        name = origin.chat.username
        return Forwarded(origin.chat.title, f"https://t.me/{name}/{origin.message_id}" if name else None)
    if isinstance(origin, telegram.MessageOriginChat):
        return Forwarded(origin.sender_chat.title)
    return Forwarded() if origin is not None else None


def _from_elsewhere(heard: telegram.Message) -> Message | None:
    """What a reply brings along from a message of another chat: the words marked there, when, and where it was."""
    other, quote = heard.external_reply, heard.quote
    if other is None or quote is None:
        return None
    chat = Chat(heard.chat.id, _kind(heard.chat))
    forwarded, sent = _forwarded(other.origin), Period.at(other.origin.date)
    return Message(Person(0), chat, ELSEWHERE, quote.text, sent=sent, forwarded=forwarded)


def _is_own(user: telegram.User | None, heard: telegram.Message) -> bool:
    return user is not None and user.id == heard.get_bot().id


def _carried(own: telegram.Message) -> str:
    """What a message of the bot carries of the claim it is about: in a link of its words, or behind a button."""
    buttons = [button for row in own.reply_markup.inline_keyboard for button in row] if own.reply_markup else []
    behind = [str(button.callback_data) for button in buttons if button.callback_data]
    ours = start_link(own.get_bot().username, "")
    links = [entity.url for entity in own.entities if entity.url] + [button.url for button in buttons if button.url]
    started = [url.removeprefix(ours) for url in links if url.startswith(ours)]
    return next((data for data in behind if said_by(data).ref), next(iter(started), ""))


def _is_service(heard: telegram.Message) -> bool:
    """Whether nobody said anything: somebody came, a picture of the group was changed, a topic was opened."""
    return bool(filters.StatusUpdate.ALL.check_update(telegram.Update(0, message=heard)))


def _is_addressed(heard: telegram.Message, *, is_mention: bool) -> bool:
    """Whether a message in a group is meant for the bot: a command, its name, or a reply to it.

    A post that Telegram itself carries over from the group's channel is not, nor what another bot says.
    """
    if heard.is_automatic_forward or (heard.from_user and heard.from_user.is_bot and heard.sender_chat is None):
        return False
    meant = is_meant(heard.text or "", heard.get_bot().username)
    if meant is not None:
        return meant
    replied = heard.reply_to_message
    return is_mention or (replied is not None and _is_own(replied.from_user, heard))


def _without_our_name(heard: telegram.Message) -> tuple[str, bool]:
    """A message's words without the bot's name, and whether it stood there."""
    words = heard.text or heard.caption or ""
    if heard.chat.type == ChatType.PRIVATE or not words:
        return words, False
    bot = heard.get_bot()
    units = words.encode("utf-16-le")
    is_mention = False
    for entity in sorted(heard.entities or heard.caption_entities, key=lambda one: one.offset, reverse=True):
        start, end = 2 * entity.offset, 2 * (entity.offset + entity.length)
        named = units[start:end].decode("utf-16-le", "replace")
        ours = entity.type == MessageEntityType.MENTION and named.lower() == f"@{bot.username}".lower()
        ours |= entity.type == MessageEntityType.TEXT_MENTION and entity.user is not None and entity.user.id == bot.id
        if ours:
            is_mention = True
            units = units[:start] + units[end:]
    return (units.decode("utf-16-le", "replace").strip() if is_mention else words), is_mention
