"""A place or a date that somebody adds to a claim by replying to its card."""

from __future__ import annotations

import re

from bot.talk.turns import Message
from knowledge.places import read_places
from knowledge.times import read_times
from retrieval.claims import clean

#: Words that may stand around a place or a date: "in Homs province in late February 2021".
_AROUND = re.compile(
    r"(?:in|near|at|on|around|from|of|the|and|during|early|late|mid|city|town|village|district|province|region|"
    r"governorate|countryside|desert|north|south|east|west|northern|southern|eastern|western|central|it|was|is|"
    r"happened|this|place|date)",
    re.IGNORECASE,
)
#: More words than this are a claim of their own.
MOST_WORDS = 10


def added_to(message: Message) -> str | None:
    """The claim of the bot's card with the place or the date that a reply to the card adds; None for any other message.

    A card begins with its claim between “ and ”, in every language, so that nothing need be remembered of it.
    """
    card = message.replies_to
    if card is None or not card.is_own:
        return None
    claim = re.match(r"[\u200f\u2068]*“(.+?)”[\u2069]*(?:\n|,|$)", card.text, re.DOTALL)
    addition = clean(message.text).strip(" .,;!")
    if claim is None or not is_place_or_date(addition, message):
        return None
    text = claim[1].rstrip("… ").rstrip(".")
    known = re.match(r"(?:in|near|at|on|around|from|during)\b", addition, re.IGNORECASE)
    return f"{text} {addition}" if known else f"{text}, {addition}"


def is_place_or_date(text: str, message: Message | None = None) -> bool:
    """Whether a text names places and dates, and says nothing else.

    >>> [is_place_or_date(text) for text in ("Homs, February 2021", "in Homs", "Homs was bombed", "who says so?")]
    [True, True, False, False]
    """
    if not text or len(text.split()) > MOST_WORDS:
        return False
    written = message.sent if message else None
    # A bare name is read as a place where a word before it says so.
    led = text if _AROUND.match(text) else f"in {text}"
    offset = len(led) - len(text)
    spans = [place.span for place in read_places(led) if place.span]
    spans += [time.span for time in read_times(led, written) if time.span]
    if not spans:
        return False
    left = "".join(" " if any(s.start <= n < s.end for s in spans) else c for n, c in enumerate(led))[offset:]
    return all(_AROUND.fullmatch(word) for word in re.findall(r"\w+", left))
