"""Nothing is kept of a person but what they say yes to: the question, and the sentences when it cannot be kept."""

from __future__ import annotations

import logging
from datetime import UTC, date, datetime, timedelta

from bot.card.rendering import escape, shown
from bot.memory import CannotRemember, Memory
from bot.talk.buttons import Ref, Said, data_of
from bot.talk.desk import Desk
from bot.talk.turns import Button, Edit, Notice, Press, Reply, Say, Turn
from bot.words import Words
from knowledge.model import Period

log = logging.getLogger("whosays")

#: What stands behind the buttons of a question.
YES, NO = "y", "n"
#: Letters of a claim in a sentence about it; the whole stands above, in the message itself.
LONGEST_CLAIM = 200


def ask_whether(verb: str, ref: Ref, question: str, yes: str, words: Words, pressed: Press) -> tuple[Turn, ...]:
    """The question whether something may be kept, hung on the message whose claim it is about."""
    rows = (
        (Button(yes, data_of(verb, ref, YES)),),
        (Button(words.say("No, keep nothing"), data_of(verb, ref, NO)),),
    )
    return (Say(Reply(question, rows), to=pressed.asked.id if pressed.asked else None),)


def kept_in(pressed: Press, said: Said, desk: Desk, words: Words) -> Memory | tuple[Turn, ...]:
    """Where something may be kept for this press; or what is said: there is nowhere, others look on, or it is a no."""
    if desk.memory is None:
        return keeps_nothing(words)
    if pressed.chat.kind != "private":
        return only_in_private(words)
    return nothing_kept(words) if said.argument(1) == NO else desk.memory


def nothing_kept(words: Words) -> tuple[Turn, ...]:
    """The answer to a no."""
    return (Edit(Reply(words.say("Nothing was kept."))),)


def only_in_private(words: Words) -> tuple[Turn, ...]:
    """What is kept for a person is between them and the bot; a group need not see it."""
    return (
        Notice(
            words.say("This works in our private chat only: ask me there, and nobody else sees what you asked for."),
            is_box=True,
        ),
    )


def keeps_nothing(words: Words) -> tuple[Turn, ...]:
    """The answer of a bot that has nowhere to keep things."""
    return (Notice(words.say("This bot keeps nothing, so it cannot do that."), is_box=True),)


def could_not_keep(error: CannotRemember, words: Words) -> tuple[Turn, ...]:
    """The answer when the file cannot be written; the maintainers' log says why, and holds no claim."""
    log.error("%s", error)
    return (
        Notice(words.say("This could not be done just now, and nothing was changed. Please try again."), is_box=True),
    )


def quoted(claim: str, longest: int = LONGEST_CLAIM) -> str:
    """A claim in a sentence about it, as Telegram's HTML."""
    return f"“{escape(shown(' '.join(claim.split()), longest))}”"


def whole_day(day: date) -> Period:
    """A day as a stretch of time."""
    start = datetime(day.year, day.month, day.day, tzinfo=UTC)
    return Period(start, start + timedelta(days=1), "stated")
