"""What the bot does about what it hears. Each function returns turns; sending.py and the terminal carry them out."""

from __future__ import annotations

import html
from dataclasses import dataclass
from datetime import datetime

from bot.buttons import Said, data_of, said_by
from bot.rendering import render_html_pages
from bot.turns import Button, Edit, Message, Notice, Press, Reply, Rows, Say, Turn
from bot.words import Words, words_in
from knowledge.store import Store
from retrieval.answers import answer
from retrieval.claims import BadMessage

WELCOME = (
    "I look up who reported a claim, whom they quote, who says otherwise, and what to be careful about. "
    "I never say true or false.\n\n"
    "Paste or forward a claim here, for example: <i>100 airstrikes</i>. "
    "In any other chat, type my name and then the claim.\n\n"
    "What you send is neither stored nor logged."
)
ONLY_TEXT = "I read words: paste a claim as text, or send a picture or a video with the claim as its caption."
OUR_FAULT = "Something went wrong on our side and your message was not answered. Please send it again in a minute."
GONE = "The message this belongs to is gone; send the claim again."


@dataclass(frozen=True, slots=True)
class Desk:
    """What the conversation is answered from."""

    store: Store


def hear(message: Message, desk: Desk, *, now: datetime) -> tuple[Turn, ...]:
    """What the bot does about a message."""
    words = words_in(message.person.language)
    if message.chat.kind == "group":
        return ()
    if message.is_wordless:
        return (Say(Reply(words.say(ONLY_TEXT))),)
    command = _command(message.text)
    if command in ("start", "help"):
        return (Say(Reply(words.say(WELCOME))),)
    return tuple(Say(reply) for reply in _cards(message, desk, words, now))


def press(pressed: Press, desk: Desk, *, now: datetime) -> tuple[Turn, ...]:
    """What the bot does about a pressed button."""
    words = words_in(pressed.person.language)
    said = said_by(pressed.data)
    reply = None
    if said.verb == "p" and pressed.asked is not None:
        reply = _page(pressed.asked, said, desk, words, now)
    if reply is None:
        return (Notice(words.say(GONE)),)
    return (Edit(reply),)


def _cards(message: Message, desk: Desk, words: Words, now: datetime) -> list[Reply]:
    """A card for each claim of a message, or one sentence that says why there is none."""
    try:
        found = answer(message.text, desk.store, now=now, sent=message.sent)
    except BadMessage as error:
        return [Reply(html.escape(str(error), quote=False))]
    replies = []
    for number, card in enumerate(found.cards):
        pages = render_html_pages(card)
        replies.append(Reply(pages[0], _paging(number, 0, len(pages))))
    if found.remark:
        replies.append(Reply(html.escape(found.remark, quote=False)))
    return replies


def _page(asked: Message, said: Said, desk: Desk, words: Words, now: datetime) -> Reply | None:
    """Another page of the card for a message; None when the button belongs to no card of it."""
    try:
        found = answer(asked.text, desk.store, now=now, sent=asked.sent)
    except BadMessage:
        return None
    number = said.number(0, -1)
    if not 0 <= number < len(found.cards):
        return None
    pages = render_html_pages(found.cards[number])
    wanted = min(max(said.number(1), 0), len(pages) - 1)
    return Reply(pages[wanted], _paging(number, wanted, len(pages)))


def _paging(claim: int, page: int, pages: int) -> Rows:
    buttons = []
    if page > 0:
        buttons.append(Button("‹ Back", data_of("p", claim, page - 1)))
    if page < pages - 1:
        buttons.append(Button(f"More ({page + 2}/{pages}) ›", data_of("p", claim, page + 1)))
    return (tuple(buttons),) if buttons else ()


def _command(text: str) -> str | None:
    """The command a message begins with: "/start" gives "start", "/help@whosays_bot" gives "help"."""
    first = text.split(maxsplit=1)[0] if text.strip() else ""
    return first[1:].partition("@")[0].lower() if first.startswith("/") else None
