"""What the bot does about what it hears. Each function returns turns; sending.py and the terminal carry them out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from bot.card.rendering import escape
from bot.memory import Choices
from bot.talk import feedback, follows, groups, inline, replies, requests
from bot.talk.asked import Asked, asked_in, behind, command_in
from bot.talk.buttons import Ref, Said, TooLong, said_by
from bot.talk.choosing import on_choice
from bot.talk.commands import COMMANDS, CONTEXT, is_for_once
from bot.talk.desk import Desk
from bot.talk.refining import Unclear, added_to, said_to
from bot.talk.replies import Here
from bot.talk.turns import Arrival, Message, Move, Person, Press, React, Reply, Say, Turn
from bot.words import Words, msgid, words_in

ONLY_TEXT = msgid("I read words: paste a claim as text, or send a picture or a video with the claim as its caption.")
OUR_FAULT = msgid(
    "Something went wrong on our side and your message was not answered. Please send it again in a minute."
)
NO_SUCH_COMMAND = msgid("I know no command /{command}. /help says what I can do; a claim is sent as it is.")
NOT_BY_AN_EDIT = msgid("I do not carry out a command that was changed afterwards. Please send it as a new message.")
LINK_IS_OLD = msgid("What this link led to is no longer kept. Please send the claim again.")

#: What is pressed, and who answers it; the views of a card are answered below.
Pressed = Callable[[Press, Said, Desk, Words, datetime], tuple[Turn, ...]]
VERBS: dict[str, Pressed] = {
    "f": follows.on_follow,
    "u": follows.on_unfollow,
    "r": requests.on_request,
    "b": feedback.on_feedback,
    "k": on_choice,
}
#: A start parameter that asks nothing: somebody came from a button.
FROM_A_BUTTON = ("inline", "group", "help")


def hear(message: Message, desk: Desk, *, now: datetime) -> tuple[Turn, ...]:
    """What the bot does about a message, new or edited."""
    choices = _choices(message.chat.id, desk)
    words = words_for(message.person, choices)
    here = Here(desk, words, now, message.chat.kind, choices.card == "short")
    if message.chat.kind == "group":
        return groups.in_group(message, here, quiet=choices.quiet)
    command, rest = command_in(message.text)
    if command == "start" and rest and rest not in FROM_A_BUTTON:
        asked = asked_in(message, desk, now)
        return (replies.answer_to(asked, here),) if asked else (Say(Reply(escape(words.say(LINK_IS_OLD)))),)
    if command is not None and command != CONTEXT:
        if is_for_once(command, message, desk):
            return (Say(Reply(escape(words.say(NOT_BY_AN_EDIT)))),)
        turns = COMMANDS[command](message, desk, words, now) if command in COMMANDS else None
        return turns if turns is not None else (_no_such(command, words),)
    if message.is_wordless:
        return (Say(Reply(escape(words.say(ONLY_TEXT)))),)
    try:
        asked = added_to(message, desk, now) or asked_in(message, desk, now)
    except Unclear as unclear:
        return (Say(Reply(escape(said_to(unclear, words)))),)
    if asked is None:
        how = words.say(groups.HOW_TO_ASK, example=f"/context {groups.EXAMPLE}")
        return (Say(Reply(escape(how))),)
    return (replies.answer_to(asked, here),)


def press(pressed: Press, desk: Desk, *, now: datetime) -> tuple[Turn, ...]:
    """What the bot does about a pressed button."""
    choices = _choices(pressed.chat.id, desk)
    words = words_for(pressed.person, choices)
    said = said_by(pressed.data)
    if said.verb in VERBS:
        return VERBS[said.verb](pressed, said, desk, words, now)
    asked, ref = behind(pressed, said, desk, now), said.ref
    if asked is None or ref is None:
        return replies.gone(words)
    if pressed.chat.kind != "private":
        # The card is everybody's there: whoever presses does not change its language for the others.
        asked = replace(asked, language=ref.language)
        words = words_in(choices.language or ref.language or _typed_in(asked, pressed) or pressed.person.language)
    try:
        return _about_a_card(said, asked, ref, Here(desk, words, now, pressed.chat.kind, choices.card == "short"))
    except TooLong:
        # None of our buttons carries a claim that leaves its neighbours no room: somebody has made this one up.
        return replies.gone(words)


def arrive(arrival: Arrival, desk: Desk, *, now: datetime) -> tuple[Turn, ...]:
    """What the bot says when it is brought into a group."""
    return groups.arrive(arrival, words_for(arrival.person, _choices(arrival.chat.id, desk)))


def move(moved: Move, desk: Desk, *, now: datetime) -> tuple[Turn, ...]:
    """A group has another number: what was chosen for it moves along."""
    if desk.memory is not None:
        desk.memory.moved(moved.old, moved.new)
    return ()


def again(message: Message, desk: Desk, *, now: datetime) -> tuple[Turn, ...]:
    """What the bot does when a message that is answered already is asked about again: it shows that it has heard."""
    return () if _choices(message.chat.id, desk).quiet else (React(groups.ANSWERED),)


def excuse(message: Message, desk: Desk, *, now: datetime) -> tuple[Turn, ...]:
    """What the bot says when more is asked in a group than Telegram lets it answer."""
    choices = _choices(message.chat.id, desk)
    sentence = words_for(message.person, choices).say(groups.PATIENCE)
    return () if choices.quiet else (Say(Reply(escape(sentence))),)


def words_for(person: Person, choices: Choices) -> Words:
    """The interface in the language chosen here, else in that of the person's app."""
    return words_in(choices.language or person.language)


def _about_a_card(said: Said, asked: Asked, ref: Ref, here: Here) -> tuple[Turn, ...]:
    match said.verb:
        case "v":
            return replies.view(said, asked, ref, here)
        case "l":
            return replies.claims_again(asked, here)
        case "g":
            return replies.figures(asked, ref, here)
        case "x":
            return replies.doubt(asked, ref, here)
        case "p":
            return replies.ask_for_more(asked, ref, here)
        case "y":
            return replies.similar(asked, ref, here)
        case "h":
            return replies.how_it_works(asked, ref, here)
    return replies.gone(here.words)


def _typed_in(asked: Asked, pressed: Press) -> str:
    """The language in which the claim under an inline message was typed, as inline.py words it."""
    return inline.typed(asked.text).language if pressed.chat.kind == "inline" else ""


def _no_such(command: str, words: Words) -> Turn:
    return Say(Reply(escape(words.say(NO_SUCH_COMMAND, command=command))))


def _choices(chat: int, desk: Desk) -> Choices:
    return desk.memory.choices_of(chat) if desk.memory is not None else Choices()
