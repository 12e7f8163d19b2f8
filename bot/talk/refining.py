"""A place or a date that somebody adds to a claim by replying to its card, to the question for one, or to the claim."""

from __future__ import annotations

import re
from datetime import datetime

from bot.card.rendering import CLAIM_SHOWN
from bot.talk.asked import Asked, carried, claims_in, command_in, held_by
from bot.talk.desk import Desk
from bot.talk.turns import Message
from bot.words import Words, msgid
from knowledge.model import Period
from knowledge.places import read_places
from knowledge.times import read_times
from retrieval.claims import clean

WHICH_CLAIM = msgid("Which claim is this about? Reply with the place or the date to the card of one claim.")
ONLY_ITS_BEGINNING = msgid(
    "That card shows only the beginning of the claim. Press “{doubt}” under it, then “{add}”, and reply there."
)
#: Words that may stand around a place or a date: "in Homs province in late February 2021".
_AROUND = re.compile(
    r"(?:in|near|at|on|around|from|of|the|and|during|early|late|mid|city|town|village|district|province|region|"
    r"governorate|countryside|desert|north|south|east|west|northern|southern|eastern|western|central|it|was|is|"
    r"happened|this|place|date)",
    re.IGNORECASE,
)
#: More words than this are a claim of their own.
MOST_WORDS = 10


class Unclear(ValueError):
    """A place or a date was added to something that is not one claim; the text says what would be, in English."""


def added_to(message: Message, desk: Desk, now: datetime) -> Asked | None:
    """What is asked by a reply that adds a place or a date to a claim; None for any other message.

    A card begins with its claim between “ and ”, in every language, so that nothing need be remembered of it. The day
    of a forwarded post, and a claim too long to be shown, are read from what the card or the question carries. Raises
    Unclear when the reply is to a message that is about no claim, or about several.
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
    tail = carried(whole, desk, now, sent=sent, is_forward=forwarded is not None)
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


def is_place_or_date(text: str, written: Period | None = None) -> bool:
    """Whether a text names places and dates, and says nothing else; `written` is when, for "yesterday".

    >>> [is_place_or_date(text) for text in ("Homs, February 2021", "in Homs", "Homs was bombed", "who says so?")]
    [True, True, False, False]
    """
    if not text or len(text.split()) > MOST_WORDS:
        return False
    # A bare name is read as a place where a word before it says so.
    led = text if _AROUND.match(text) else f"in {text}"
    offset = len(led) - len(text)
    spans = [place.span for place in read_places(led) if place.span]
    spans += [time.span for time in read_times(led, written) if time.span]
    if not spans:
        return False
    left = "".join(" " if any(s.start <= n < s.end for s in spans) else c for n, c in enumerate(led))[offset:]
    return all(_AROUND.fullmatch(word) for word in re.findall(r"\w+", left))


def _claim_on(card: Message, held: Asked) -> str:
    """The claim that a message of the bot is about: as it is shown, or as it is carried where only a part is shown."""
    shown = re.match(r"[\u200f\u2068]*“(.+?)”[\u2069]*(?:\n|,|$)", card.text, re.DOTALL)
    if shown is None:
        raise Unclear(WHICH_CLAIM)
    if not shown[1].endswith("…"):
        return shown[1]
    if not held.text:
        raise Unclear(ONLY_ITS_BEGINNING)
    return held.text
