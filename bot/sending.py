"""The one place that sends: turns of the conversation become calls to Telegram."""

from __future__ import annotations

from collections.abc import Sequence

import telegram
from telegram import CallbackQuery, InlineKeyboardButton, InlineKeyboardMarkup, Message, ReplyParameters
from telegram.error import BadRequest

from bot.turns import Edit, Notice, React, Reply, Rows, Say, Turn


async def answer_message(message: Message, turns: Sequence[Turn]) -> None:
    """Carry out the turns that answer a message."""
    for turn in turns:
        if isinstance(turn, Say):
            await say(message.get_bot(), turn.chat or message.chat_id, turn.reply, to=turn.to or message.message_id)
        elif isinstance(turn, React):
            await message.set_reaction(turn.emoji)


async def answer_press(query: CallbackQuery, turns: Sequence[Turn]) -> None:
    """Carry out the turns that answer a pressed button; the button's clock stops in any case."""
    notice = next((turn for turn in turns if isinstance(turn, Notice)), None)
    await query.answer(notice.text if notice else None, show_alert=notice.is_box if notice else None)
    for turn in turns:
        if isinstance(turn, Edit):
            await _edit(query, turn.reply)
        elif isinstance(turn, Say) and query.message is not None:
            await say(query.get_bot(), turn.chat or query.message.chat.id, turn.reply, to=turn.to)


async def say(bot: telegram.Bot, chat: int, reply: Reply, *, to: int | None = None) -> Message:
    """Send one message; it hangs on the one it answers, if that is still there."""
    hanging = ReplyParameters(to, allow_sending_without_reply=True) if to is not None else None
    if reply.picture is not None:
        return await bot.send_photo(
            chat, reply.picture.png, caption=reply.html, reply_markup=keyboard(reply.rows), reply_parameters=hanging
        )
    return await bot.send_message(chat, reply.html, reply_markup=keyboard(reply.rows), reply_parameters=hanging)


async def _edit(query: CallbackQuery, reply: Reply) -> None:
    try:
        await query.edit_message_text(reply.html, reply_markup=keyboard(reply.rows))
    except BadRequest as error:
        # Pressed twice: the page is already turned.
        if "message is not modified" not in str(error).lower():
            raise


def keyboard(rows: Rows) -> InlineKeyboardMarkup | None:
    """Buttons in rows, as Telegram takes them."""
    if not rows:
        return None
    return InlineKeyboardMarkup(
        [
            [InlineKeyboardButton(b.text, callback_data=b.data, url=b.url, switch_inline_query=b.inline) for b in row]
            for row in rows
        ]
    )
