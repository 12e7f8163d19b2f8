"""A place or a date that somebody adds to a claim by replying to its card, to the question for one, or to the claim."""

from __future__ import annotations

import re
from datetime import datetime

from bot.card.rendering import CLAIM_SHOWN
from bot.talk.asked import Asked, carried, claims_in, command_in, held_by
from bot.talk.desk import Desk
from bot.talk.turns import Message
from bot.talk.whereabouts import is_place_or_date
from bot.words import Words, msgid
from retrieval.claims.messages import clean

WHICH_CLAIM = msgid("Which claim is this about? Reply with the place or the date to the card of one claim.")
ONLY_ITS_BEGINNING = msgid(
    "That card shows only the beginning of the claim. Press “{doubt}” under it, then “{add}”, and reply there."
)
#: The claim that a message of the bot begins with: on a line of its own, or in a sentence.
_ALONE = re.compile(r"[\u200f\u2068]*“(.+?)”[\u2069]*(?:\n|$)", re.DOTALL)
_BEFORE_A_COMMA = re.compile(r"[\u200f\u2068]*“(.+?)”[\u2069]*,", re.DOTALL)


class Unclear(ValueError):
    """A place or a date was added to something that is not one claim; the text says what would be, in English."""


def added_to(message: Message, desk: Desk, now: datetime) -> Asked | None:
    """What is asked by a reply that adds a place or a date to a claim; None for any other message.

    A card begins with its claim between “ and ”, in every language, so that nothing need be remembered of it. The day
    on which it was written, and a claim too long to be shown, are read from what the card or the question carries.
    Raises Unclear when the reply is to a message that is about no claim, or about several.
    """
    other = message.replies_to
    addition = clean(command_in(message.text)[1]).strip(" .,;!")
    if other is None or not is_place_or_date(addition, message.sent):
        return None
    if other.is_own:
        held = held_by(other, desk)
        text = _claim_on(other, held)
        sent, forwarded = held.sent, held.forwarded
    else:
        text = message.marked or command_in(other.text)[1]
        sent, forwarded = other.sent, other.forwarded
        several = claims_in(Asked(text, sent))
        if several > 1:
            raise Unclear(WHICH_CLAIM)
        if not several:
            return None
    whole = with_addition(text, addition)
    tail = carried(whole, desk, now, sent=sent or message.sent, is_forward=forwarded is not None)
    return Asked(whole, sent or message.sent, forwarded, message.id, tail)


def said_to(unclear: Unclear, words: Words) -> str:
    """What to do instead, in the reader's language."""
    if str(unclear) == ONLY_ITS_BEGINNING:
        doubt, add = words.say("Not what I meant"), words.say("Add a place or a date")
        return words.say(ONLY_ITS_BEGINNING, doubt=doubt, add=add)
    return words.say(WHICH_CLAIM)


def with_addition(claim: str, addition: str) -> str:
    """The claim and what is added to it: behind it, or before it where only its beginning would be shown.

    >>> with_addition("100 airstrikes", "in Homs"), with_addition("100 airstrikes.", "Homs, 2021")
    ('100 airstrikes in Homs', '100 airstrikes, Homs, 2021')
    """
    text = claim.strip().rstrip(".")
    known = re.match(r"(?:in|near|at|on|around|from|during)\b", addition, re.IGNORECASE)
    whole = f"{text} {addition}" if known else f"{text}, {addition}"
    return whole if len(whole) <= CLAIM_SHOWN else f"{addition[0].upper()}{addition[1:]}: {text}"


def _claim_on(card: Message, held: Asked) -> str:
    """The claim that a message of the bot is about: as it is shown, or as it is carried where only a part is shown."""
    # A claim may quote somebody itself: it ends with its line, or before a comma where it ends with none.
    shown = _ALONE.match(card.text) or _BEFORE_A_COMMA.match(card.text)
    if shown is None:
        raise Unclear(WHICH_CLAIM)
    if not shown[1].endswith("…"):
        return shown[1]
    if not held.text:
        raise Unclear(ONLY_ITS_BEGINNING)
    return held.text
