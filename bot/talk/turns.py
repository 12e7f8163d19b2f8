"""The turns of a conversation: what a person says or presses, and what the bot does about it.

The same turns are taken in Telegram (arriving.py reads them, sending.py carries them out) and in a terminal.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from knowledge.model import Period

#: Where people talk: with the bot alone, in a group, or anywhere through the bot's name (inline).
Kind = Literal["private", "group", "inline"]


#: The number of a message that stands in another chat, where the bot cannot hang an answer on it.
ELSEWHERE = 0


@dataclass(frozen=True, slots=True)
class Person:
    """Who speaks, by number; the bot never learns a name. The language is the one their app is set to."""

    id: int
    language: str = "en"
    #: Whether they may change how the bot behaves in this chat: in private always, in a group its administrators.
    is_admin: bool = False


@dataclass(frozen=True, slots=True)
class Chat:
    """Where something is said."""

    id: int
    kind: Kind


@dataclass(frozen=True, slots=True)
class Forwarded:
    """Where a forwarded message was first posted: a channel or a group by its title; a person is never named."""

    title: str | None = None
    #: A public one's page for that very post.
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Message:
    """What a person wrote, forwarded, or put under a picture."""

    person: Person
    chat: Chat
    #: The message's number in its chat; an answer hangs on it.
    id: int
    #: Without the bot's own name where it is mentioned.
    text: str
    #: When it was written; for a forward, when its original was.
    sent: Period | None = None
    forwarded: Forwarded | None = None
    #: The words of the replied message that the person has marked, where they have.
    marked: str | None = None
    #: The bot has written it.
    is_own: bool = False
    #: What a message of the bot carries of the claim it is about: behind a button, or behind its first line.
    carries: str = ""
    #: The message this one replies to, where it was one.
    replies_to: Message | None = None
    #: Whether it is meant for the bot: every message in private; in a group a command, a mention, or a reply to it.
    is_addressed: bool = True
    #: The bot's name stands in it.
    is_mention: bool = False
    #: Somebody has changed a message that was answered before.
    is_edit: bool = False
    #: A sticker, a voice message, a picture without words.
    is_wordless: bool = False


@dataclass(frozen=True, slots=True)
class Arrival:
    """Somebody has brought the bot into a group."""

    person: Person
    chat: Chat


@dataclass(frozen=True, slots=True)
class Move:
    """A group has become a supergroup, and has another number since."""

    old: int
    new: int


@dataclass(frozen=True, slots=True)
class Press:
    """A button pressed under a message of the bot."""

    person: Person
    chat: Chat
    data: str
    #: The message that the bot's message answers; None under an inline message, or when it was deleted.
    asked: Message | None = None


@dataclass(frozen=True, slots=True)
class Button:
    """A button under a message: what it says, and what the bot hears when it is pressed (64 bytes at most).

    Or, instead of `data`: a page it opens; or what it says to the bot in private ("/start" and 64 letters, digits,
    "-" and "_" at most).
    """

    text: str
    data: str | None = None
    url: str | None = None
    start: str | None = None


Rows = tuple[tuple[Button, ...], ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture as PNG, and what it shows in words."""

    png: bytes
    caption: str


@dataclass(frozen=True, slots=True)
class Reply:
    """One message in Telegram's HTML, with its buttons in rows; with a picture, the words are its caption."""

    html: str
    rows: Rows = ()
    picture: Picture | None = None
    #: Instead of buttons: the person is asked to reply, and this stands greyed in the field where they write.
    asks_for: str | None = None
    #: The first line is a link that says this to the bot in private; a reply to the message brings it along.
    start: str | None = None


@dataclass(frozen=True, slots=True)
class Say:
    """A new message that hangs on the one it answers; to another chat where one is named."""

    reply: Reply
    chat: int | None = None
    #: Which message it answers, where that is not the one just heard.
    to: int | None = None


@dataclass(frozen=True, slots=True)
class Edit:
    """The bot's message under which a button was pressed, or the answer to an edited message, becomes this."""

    reply: Reply


@dataclass(frozen=True, slots=True)
class Notice:
    """A short line that appears and goes (200 letters at most), or a box that wants to be closed."""

    text: str
    is_box: bool = False
    #: An opinion was kept: tapped again it says nothing new.
    is_kept: bool = False


@dataclass(frozen=True, slots=True)
class React:
    """A reaction under a message, and no words."""

    emoji: str
    #: Which message, where that is not the one just heard.
    to: int | None = None


@dataclass(frozen=True, slots=True)
class Errand:
    """Work that takes long: it is begun, and its outcome is told in the same chat when it is done (errands.py)."""

    name: Literal["refresh", "add"]
    #: The sources to refresh, none for all; or the address of the page to add.
    arguments: tuple[str, ...] = ()


Turn = Say | Edit | Notice | React | Errand
