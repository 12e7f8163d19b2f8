"""Which claim a button belongs to."""

from __future__ import annotations

from datetime import datetime

from bot.buttons import Said
from bot.desk import Desk
from bot.turns import Press
from knowledge.model import ContextCard
from retrieval.answers import answer
from retrieval.claims import BadMessage


def card_behind(pressed: Press, said: Said, desk: Desk, now: datetime) -> ContextCard | None:
    """The card that a button "f:<claim>[:<ticket>]" belongs to; None when its message is gone.

    The claim is the one of that number in the message that the card answers, or in the text behind the ticket.
    """
    ticket = said.arguments[1] if len(said.arguments) > 1 else ""
    text = desk.memory.unseal(ticket) if ticket and desk.memory is not None else None
    sent = None
    if text is None and pressed.asked is not None:
        text, sent = pressed.asked.text, pressed.asked.sent
    if text is None:
        return None
    try:
        cards = answer(text, desk.store, now=now, sent=sent).cards
    except BadMessage:
        return None
    number = said.number(0, -1)
    return cards[number] if 0 <= number < len(cards) else None
