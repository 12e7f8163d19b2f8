"""What the bot says in a private chat. Each function returns values; one place sends (application.py)."""

from __future__ import annotations

import html
from dataclasses import dataclass
from datetime import datetime

from bot.rendering import render_html_pages
from knowledge.model import Period
from knowledge.store import Store
from retrieval.answers import answer
from retrieval.claims import HINT, BadMessage

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
class Button:
    """A button under a message: what it says, and what the bot hears when it is pressed (64 bytes at most)."""

    text: str
    data: str


@dataclass(frozen=True, slots=True)
class Reply:
    """One message in Telegram's HTML, with its buttons in one row."""

    html: str
    buttons: tuple[Button, ...] = ()


def on_claim(message: str, store: Store, *, now: datetime, sent: Period | None = None) -> tuple[Reply, ...]:
    """The answer to a message: a card for each claim in it, or one sentence that says why there is none."""
    try:
        found = answer(message, store, now=now, sent=sent)
    except BadMessage as error:
        return (Reply(html.escape(str(error), quote=False)),)
    replies = [
        Reply(pages[0], _paging(number, 0, len(pages)))
        for number, card in enumerate(found.cards)
        if (pages := render_html_pages(card))
    ]
    if found.remark:
        replies.append(Reply(html.escape(found.remark, quote=False)))
    return tuple(replies)


def on_page(message: str, data: str, store: Store, *, now: datetime, sent: Period | None = None) -> Reply | None:
    """Another page of the card for a message; None when the button belongs to no card of it."""
    try:
        _, claim, page = data.split(":")
        number, wanted = int(claim), int(page)
        found = answer(message, store, now=now, sent=sent)
    except (ValueError, BadMessage):
        return None
    if not 0 <= number < len(found.cards):
        return None
    pages = render_html_pages(found.cards[number])
    wanted = min(max(wanted, 0), len(pages) - 1)
    return Reply(pages[wanted], _paging(number, wanted, len(pages)))


def _paging(claim: int, page: int, pages: int) -> tuple[Button, ...]:
    buttons = []
    if page > 0:
        buttons.append(Button("‹ Back", f"p:{claim}:{page - 1}"))
    if page < pages - 1:
        buttons.append(Button(f"More ({page + 2}/{pages}) ›", f"p:{claim}:{page + 1}"))
    return tuple(buttons)


__all__ = ["GONE", "HINT", "ONLY_TEXT", "OUR_FAULT", "WELCOME", "Button", "Reply", "on_claim", "on_page"]
