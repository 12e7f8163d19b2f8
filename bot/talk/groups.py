"""How the bot behaves among many: silent until it is asked, then short, and once."""

from __future__ import annotations

from dataclasses import replace

from bot.card.rendering import escape
from bot.talk import replies
from bot.talk.asked import asked_in, command_in, holds_a_claim
from bot.talk.commands import COMMANDS, CONTEXT, IN_GROUPS
from bot.talk.refining import Unclear, added_to, said_to
from bot.talk.replies import Here
from bot.talk.turns import Arrival, Message, React, Reply, Say, Turn
from bot.words import Words, msgid

#: Reporting is found; the message has been answered. Neither says what anybody thinks of the claim.
FOUND, ANSWERED = "👀", "👌"
HOW_TO_ASK = msgid("Reply to a message with /context, or write /context and the claim, for example: {example}")
NOTHING_TO_READ = msgid("There are no words in that message that I could look up.")
PATIENCE = msgid(
    "That is a lot at once: Telegram lets me answer 20 times a minute in a group. Please ask again in a minute."
)
INTRODUCTION = msgid(
    "I look up who reported a claim, whom they quote, who says otherwise, and what to be careful about. "
    "I never say true or false.\n\n"
    "I am silent until I am asked: reply to a message with /context, mention me with a claim, or reply to me.\n\n"
    "All I need is to be allowed to write here. I need not be an administrator, and need not read other messages. "
    "Administrators can make me quieter with /settings."
)
EXAMPLE = "100 airstrikes"


def in_group(message: Message, here: Here, *, quiet: bool) -> tuple[Turn, ...]:
    """What the bot does about a message in a group."""
    desk, words, now = here.desk, here.words, here.now
    command, rest = command_in(message.text)
    if not message.is_addressed:
        return ()
    if command is not None and command in IN_GROUPS:
        return COMMANDS[command](message, desk, words, now) or ()
    if command == "start":
        # With something behind it Telegram says it for whoever adds the bot by a link, and is told on arrival.
        return () if rest else _introduced(words)
    if command is not None and command != CONTEXT:
        # Another bot's, or for the private chat.
        return ()
    try:
        asked = added_to(message, desk, now) or asked_in(message, desk, now)
    except Unclear as unclear:
        is_for_us = command is not None or message.is_mention
        return (Say(Reply(escape(said_to(unclear, words)))),) if is_for_us and not quiet else ()
    if asked is None:
        return () if quiet else _nothing_asked(message, words)
    if quiet:
        return (React(FOUND, to=asked.hangs_on),) if replies.is_found(asked, here) else ()
    if not holds_a_claim(asked.text, asked.sent) and command is None and not message.is_mention:
        # Somebody thanks the bot, or talks about it.
        return ()
    return (replies.answer_to(replace(asked, language=words.language), here),)


def arrive(arrival: Arrival, words: Words) -> tuple[Turn, ...]:
    """What the bot says when it is brought into a group: what it does there, and what it needs."""
    return _introduced(words) if arrival.chat.kind == "group" else ()


def _introduced(words: Words) -> tuple[Turn, ...]:
    return (Say(Reply(escape(words.say(INTRODUCTION)))),)


def _nothing_asked(message: Message, words: Words) -> tuple[Turn, ...]:
    if message.is_wordless:
        # A sticker or a picture in reply to the bot, which asks nothing.
        return ()
    if message.replies_to is not None and not message.replies_to.is_own:
        return (Say(Reply(escape(words.say(NOTHING_TO_READ)))),)
    return (Say(Reply(escape(words.say(HOW_TO_ASK, example=f"/context {EXAMPLE}")))),)
