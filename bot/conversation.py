"""What the bot does about what it hears. Each function returns turns; sending.py and the terminal carry them out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from bot import feedback, follows, requests
from bot.asked import Asked, asked_in, behind, card_for, carried, command_in
from bot.buttons import Said, said_by
from bot.cards import after_press, answer_to, list_of_claims
from bot.choosing import on_choice
from bot.commands import COMMANDS, CONTEXT
from bot.desk import Desk
from bot.groups import in_group
from bot.introductions import start
from bot.refining import added_to
from bot.rendering import escape
from bot.turns import Edit, Message, Notice, Press, Reply, Say, Turn
from bot.words import Words, msgid, words_in

ONLY_TEXT = msgid("I read words: paste a claim as text, or send a picture or a video with the claim as its caption.")
OUR_FAULT = msgid("Something went wrong on our side and your message was not answered. Please send it again in a minute.")
GONE = msgid("The message this belongs to is gone; send the claim again.")
