"""What a reader thinks of a card, in one tap and without the reader."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime

from bot.memory import CannotRemember, Opinion
from bot.talk import consent
from bot.talk.asked import card_behind
from bot.talk.buttons import Ref, Said, data_of
from bot.talk.desk import Desk
from bot.talk.replies import gone
from bot.talk.turns import Button, Notice, Press, Reply, Rows, Say, Turn
from bot.words import Words
from knowledge.model import ContextCard

#: What stands behind each button.
OPINIONS: Mapping[str, Opinion] = {"h": "helpful", "m": "wrong match", "c": "wrong caveat"}
#: Statements of one card that a tap is kept with.
MOST_STATEMENTS = 20


def on_feedback(pressed: Press, said: Said, desk: Desk, words: Words, now: datetime) -> tuple[Turn, ...]:
    """Verb b: "b:<claim>" offers three buttons, "b:<claim>:<h, m or c>" keeps the tap."""
    if desk.memory is None:
        return consent.keeps_nothing(words)
    ref, opinion = said.ref, OPINIONS.get(said.argument(1))
    card = card_behind(pressed, said, desk, now)
    if ref is None or card is None:
        return gone(words)
    if opinion is None:
        to = pressed.asked.id if pressed.asked else None
        return (Say(Reply(words.say("What do you think of this card?"), opinions(ref, words)), to=to),)
    try:
        desk.memory.feedback(opinion, _statements(card), _caveats(card), now)
    except CannotRemember as error:
        return consent.could_not_keep(error, words)
    return (Notice(words.say("Thank you. This is kept without you and without the claim."), is_kept=True),)


def opinions(ref: Ref, words: Words) -> Rows:
    """The three buttons, in a row of their own."""
    return (
        (
            Button(words.say("Helpful"), data_of("b", ref, "h")),
            Button(words.say("Wrong match"), data_of("b", ref, "m")),
            Button(words.say("Wrong caveat"), data_of("b", ref, "c")),
        ),
    )


def _statements(card: ContextCard) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_told(card)))[:MOST_STATEMENTS]


def _told(card: ContextCard) -> Iterator[str]:
    for account in card.accounts:
        yield from (finding.statement.id for finding in account.findings)
    for candidate in card.candidates:
        yield from (finding.statement.id for finding in candidate.findings)


def _caveats(card: ContextCard) -> tuple[str, ...]:
    return tuple(dict.fromkeys(caveat.kind for caveat in card.caveats))
