"""What is kept of people, said exactly, and removed at a word."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from bot.memory import CannotRemember, Removed
from bot.talk import consent
from bot.talk.desk import Desk
from bot.talk.turns import Message, Reply, Say, Turn
from bot.words import Words


def privacy(message: Message, desk: Desk, words: Words, now: datetime) -> tuple[Turn, ...]:
    """/privacy: what is kept, for how long, and how it is removed."""
    return (Say(Reply("\n\n".join(_kept(desk, words)))),)


def forget_me(message: Message, desk: Desk, words: Words, now: datetime) -> tuple[Turn, ...]:
    """/forgetme: removes everything of the person, and in a group, for an administrator, everything of the group."""
    if desk.memory is None:
        return (Say(Reply(words.say("This bot keeps nothing, so there is nothing to forget."))),)
    in_a_group = message.chat.kind == "group"
    try:
        own = desk.memory.forget(message.person.id) if message.person.id else Removed()
        group = desk.memory.forget(message.chat.id) if in_a_group and message.person.is_admin else Removed()
    except CannotRemember as error:
        consent.could_not_keep(error, words)
        said = words.say("This could not be done just now, and nothing was changed. Please try again.")
        return (Say(Reply(said)),)
    if in_a_group:
        # How much somebody followed is nobody's business here.
        said = words.say("What I kept of you is removed.")
        if message.person.is_admin:
            said += " " + words.say("The settings of this group are removed as well.")
        return (Say(Reply(said)),)
    if not (own.anything or group.anything):
        return (Say(Reply(words.say("I kept nothing of you, so nothing was removed."))),)
    removed = "\n".join(f"• {line}" for line in _removed(own, words))
    end = words.say("Nothing else was kept of you. The messages in this chat are yours to delete.")
    return (Say(Reply(f"{words.say('Removed:')}\n{removed}\n\n{end}")),)


def _removed(removed: Removed, words: Words) -> Iterator[str]:
    if removed.follows:
        yield words.count("{n} claim you followed", "{n} claims you followed", removed.follows)
    if removed.requests:
        yield words.count("{n} request for reporting", "{n} requests for reporting", removed.requests)
    if removed.choices:
        yield words.say("your settings")


def _kept(desk: Desk, words: Words) -> Iterator[str]:
    yield f"<b>{words.say('What you ask')}</b>\n" + words.say(
        "The claims you send, forward or type are neither stored nor logged. They are looked up and forgotten when the "
        "answer is sent. Telegram keeps the messages of this chat itself, as it does with every chat."
    )
    if desk.memory is None:
        yield words.say("This bot keeps nothing of anybody.")
        return
    days = desk.memory.retention.days
    for_days = words.count("for {n} day at the most", "for {n} days at the most", days)
    yield f"<b>{words.say('What I keep when you ask me to')}</b>\n" + "\n".join(
        f"• {line}"
        for line in (
            words.say(
                "A claim you follow, {days}: its text, when it was written and whether it was forwarded, your number "
                "in Telegram, your language, and what you have seen of it (names of origins, figures, numbers of "
                "reports).",
                days=for_days,
            ),
            words.say(
                "A claim you want reporting on, {days}: its text, and your number so that you are counted once. "
                "The maintainers see the text and how many people ask.",
                days=for_days,
            ),
            words.say("Your settings, until you remove them or block me: under this chat's number."),
        )
    )
    yield f"<b>{words.say('What I keep without knowing whose it is')}</b>\n" + "\n".join(
        f"• {line}"
        for line in (
            words.say(
                "A long claim behind a button, {days}: encrypted, and the key stands in the button alone. Without your "
                "message nobody can read it, and neither can I. Delete the message, and it is lost.",
                days=for_days,
            ),
            words.say(
                "A long claim typed after my name in another chat: the same, for a week at the most, and {days} once "
                "somebody presses a button under it.",
                days=for_days,
            ),
            words.say(
                "What you tap under a card (helpful, wrong match, wrong caveat), {days}: the numbers of the statements "
                "on it and the day; neither you nor the claim.",
                days=for_days,
            ),
        )
    )
    yield f"<b>{words.say('What I never keep')}</b>\n" + words.say(
        "Your name, your user name, your phone number, who else is in a group, what is said there."
    )
    yield words.say("/forgetme removes everything that is kept of you, at once, and says what it was.")
