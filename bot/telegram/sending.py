"""The one place that sends: turns of the conversation become calls to Telegram."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import telegram
from telegram import (
    CallbackQuery,
    ForceReply,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InlineQuery,
    InlineQueryResultArticle,
    InlineQueryResultsButton,
    InputTextMessageContent,
    Message,
    ReplyParameters,
)
from telegram.constants import ChatType
from telegram.error import BadRequest, ChatMigrated, Forbidden

from bot.card.rendering import escape
from bot.talk.inline import ASK_IN_PRIVATE, FROM_INLINE, Offer, page_of
from bot.talk.turns import Button, Edit, Notice, React, Reply, Rows, Say, Turn
from bot.words import Words

#: Telegram keeps an inline answer this long for everybody who types the same.
KEPT_BY_TELEGRAM = timedelta(seconds=60)
#: What Telegram says of a press or a typed query that nobody waits for any more.
TOO_OLD = "query is too old"
#: What it says of a message that is no longer there, or that nobody may change any more.
NOT_THERE = ("message to edit not found", "message can't be edited", "message_id_invalid")
#: What it says where the bot is in a group, or a topic, and may not write; nobody there wants to hear of it.
MAY_NOT_WRITE = ("not enough rights", "have no rights", "chat_write_forbidden", "topic_closed")
#: What it says when it is out of a chat for good: blocked, put out, or the account or the group is no more.
GONE = ("blocked by the user", "bot was kicked", "is not a member", "user is deactivated", "group chat was deleted")
#: What it says where reactions, or this one, are not allowed.
NO_REACTION = ("reaction_invalid", "message to react not found", "reactions_too_many", *MAY_NOT_WRITE)


async def answer_message(message: Message, turns: Sequence[Turn], *, change: int | None = None) -> int | None:
    """Carry out the turns that answer a message; the number of the answer, 0 for a reaction, None where there is none.

    `change` is the number of an earlier answer, which becomes the new one.
    """
    answer: int | None = None
    for turn in turns:
        if isinstance(turn, Say):
            bot, chat = message.get_bot(), turn.chat or message.chat_id
            if change is not None and await _changed(bot, chat, change, turn.reply):
                answer, change = change, None
                continue
            sent = await say(bot, chat, turn.reply, to=turn.to or message.message_id, topic=_topic(message))
            answer = answer or sent.message_id
        elif isinstance(turn, React):
            await _react(message, turn.to or message.message_id, turn.emoji)
            answer = answer or 0
    return answer


async def answer_press(query: CallbackQuery, turns: Sequence[Turn]) -> None:
    """Carry out the turns that answer a pressed button; the button's clock stops in any case.

    Pressed while the bot was down, or behind a long line, the button is carried out all the same; what can be shown no
    longer above the chat is said in it, where nobody else reads along.
    """
    notice = next((turn for turn in turns if isinstance(turn, Notice)), None)
    under = query.message
    is_private = under is not None and under.chat.type == ChatType.PRIVATE
    if not await stop_the_clock(query, notice) and notice is not None and is_private:
        turns = (*turns, Say(Reply(escape(notice.text))))
    for turn in turns:
        if isinstance(turn, Edit):
            await _edit(query, turn.reply)
        elif isinstance(turn, Say) and under is not None:
            topic = _topic(under) if isinstance(under, Message) else None
            await say(query.get_bot(), turn.chat or under.chat.id, turn.reply, to=turn.to, topic=topic)


async def stop_the_clock(query: CallbackQuery, notice: Notice | None = None) -> bool:
    """Stop a button's clock, with a notice where there is one; False where the press is too old to be answered."""
    try:
        await query.answer(notice.text[:200] if notice else None, show_alert=notice.is_box if notice else None)
    except BadRequest as error:
        if TOO_OLD not in str(error).lower():
            raise
        return False
    return True


async def say(
    bot: telegram.Bot, chat: int, reply: Reply, *, to: int | None = None, topic: int | None = None
) -> Message:
    """Send one message; it hangs on the one it answers, if that is still there, and stays in its topic."""
    where: dict[str, Any] = {
        "reply_parameters": ReplyParameters(to, allow_sending_without_reply=True) if to is not None else None,
        "message_thread_id": topic,
        "reply_markup": ForceReply(input_field_placeholder=reply.asks_for) if reply.asks_for else keyboard(
            reply.rows, bot.username
        ),
    }  # fmt: skip
    try:
        if reply.picture is not None:
            return await bot.send_photo(chat, reply.picture.png, caption=reply.html, **where)
        return await bot.send_message(chat, _linked(reply, bot.username), **where)
    except ChatMigrated as moved:
        return await say(bot, moved.new_chat_id, reply, to=to)
    except BadRequest as error:
        if any(words in str(error).lower() for words in MAY_NOT_WRITE):
            raise Forbidden(str(error)) from error
        raise


def means_gone(error: Forbidden) -> bool:
    """Whether a refusal means that a chat is closed to the bot, not only that it may not write there just now.

    >>> means_gone(Forbidden("Forbidden: bot was blocked by the user")), means_gone(Forbidden("CHAT_WRITE_FORBIDDEN"))
    (True, False)
    """
    return any(words in str(error).lower() for words in GONE)


async def _edit(query: CallbackQuery, reply: Reply) -> None:
    try:
        await query.edit_message_text(reply.html, reply_markup=_inline_keyboard(reply, query.get_bot()))
    except BadRequest as error:
        # Pressed twice: the page is already turned.
        if "message is not modified" not in str(error).lower():
            raise


async def _changed(bot: telegram.Bot, chat: int, number: int, reply: Reply) -> bool:
    """Change an earlier answer; False where it is gone, so that there has to be a new one."""
    try:
        await bot.edit_message_text(
            reply.html, chat_id=chat, message_id=number, reply_markup=_inline_keyboard(reply, bot)
        )
    except BadRequest as error:
        said = str(error).lower()
        if any(words in said for words in NOT_THERE):
            return False
        if "message is not modified" not in said:
            raise
    return True


async def take_reaction_back(message: Message, number: int) -> None:
    """Leave no reaction under a message of the same chat."""
    await _react(message, number, None)


async def _react(message: Message, number: int, emoji: str | None) -> None:
    try:
        await message.get_bot().set_message_reaction(message.chat_id, number, emoji)
    except BadRequest as error:
        # Where reactions are not allowed the bot is quieter still.
        if not any(words in str(error).lower() for words in NO_REACTION):
            raise


def _linked(reply: Reply, username: str) -> str:
    """The message with its first line as a link into the private chat, where it is one."""
    if reply.start is None:
        return reply.html
    first, newline, rest = reply.html.partition("\n")
    return f'<a href="{start_link(username, reply.start)}">{first}</a>{newline}{rest}'


def start_link(username: str, parameter: str) -> str:
    """The address that opens the private chat with the bot of this name, and says this to it."""
    return f"https://t.me/{username}?start={parameter}"


def _topic(message: Message) -> int | None:
    return message.message_thread_id if message.is_topic_message else None


def _inline_keyboard(reply: Reply, bot: telegram.Bot) -> InlineKeyboardMarkup | None:
    return keyboard(reply.rows, bot.username)


def keyboard(rows: Rows, username: str = "") -> InlineKeyboardMarkup | None:
    """Buttons in rows, as Telegram takes them; `username` is the bot's, for links that open it."""
    if not rows:
        return None
    return InlineKeyboardMarkup([[_button(button, username) for button in row] for row in rows])


def _button(button: Button, username: str) -> InlineKeyboardButton:
    url = start_link(username, button.start) if button.start else button.url
    return InlineKeyboardButton(button.text, callback_data=button.data, url=url)


async def offer(query: InlineQuery, offered: Offer, words: Words) -> None:
    """Answer what somebody types in any chat; the button above the results opens the private chat."""
    results, following = page_of(offered.results, query.offset)
    articles = [
        InlineQueryResultArticle(
            id=result.id,
            title=result.title,
            description=result.description,
            input_message_content=InputTextMessageContent(result.html),
            reply_markup=keyboard(result.rows, query.get_bot().username),
        )
        for result in results
    ]
    button = InlineQueryResultsButton(words.say(ASK_IN_PRIVATE), start_parameter=offered.start)
    # An empty offset would be sent as "[]", and the app would ask for that page for ever.
    await _answer_typed(query, articles, button, kept=KEPT_BY_TELEGRAM, next_offset=following or None)


async def put_off(query: InlineQuery, sentence: str) -> None:
    """Answer what somebody types with nothing but a sentence above the empty list, which nobody keeps."""
    await _answer_typed(query, [], InlineQueryResultsButton(sentence, start_parameter=FROM_INLINE), kept=timedelta(0))


async def _answer_typed(
    query: InlineQuery,
    articles: Sequence[InlineQueryResultArticle],
    button: InlineQueryResultsButton,
    *,
    kept: timedelta,
    next_offset: str | None = None,
) -> None:
    try:
        # What is offered depends on the words alone, so that everybody who types them may be shown the same.
        await query.answer(articles, cache_time=kept, is_personal=False, next_offset=next_offset, button=button)
    except BadRequest as error:
        # Whoever types on has made this query stale; the next one is on its way.
        if TOO_OLD not in str(error).lower():
            raise
