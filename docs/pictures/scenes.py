"""What stands in the pictures of the guide: scenes, played through the real conversation in its own words."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from bot.talk import conversation, inline
from bot.talk.desk import Desk
from bot.talk.turns import Chat, Edit, Forwarded, Message, Notice, Person, Picture, Press, Reply, Rows, Say
from bot.terminal.plain import seen
from knowledge.model import Period

#: The day on which the scenes are played.
NOW = datetime(2026, 11, 26, 9, tzinfo=UTC)
PALMYRA = "Russia killed 200 militants in Palmyra"


@dataclass(frozen=True, slots=True)
class Bubble:
    """One message on the screen, the person's or the bot's."""

    html: str
    is_bot: bool = True
    rows: Rows = ()
    #: Above the words: where it comes from.
    above: str = ""
    picture: Picture | None = None


@dataclass(frozen=True, slots=True)
class Scene:
    """One picture: its file, and how to play it."""

    name: str
    play: Callable[[Desk], tuple[Bubble, ...]]


def words_of(bubbles: tuple[Bubble, ...]) -> str:
    """Everything that can be read in a picture."""
    return "\n\n".join("\n".join(_lines(bubble)) for bubble in bubbles)


def _lines(bubble: Bubble) -> Iterator[str]:
    if bubble.above:
        yield bubble.above
    yield seen(bubble.html)
    for row in bubble.rows:
        yield " ".join(f"[{button.text}]" for button in row)


def _asked(text: str, *, language: str = "en", group: bool = False, **more: object) -> Message:
    chat = Chat(-2, "group") if group else Chat(1, "private")
    sent = Period(NOW, NOW + timedelta(microseconds=1), "stated")
    person = Person(1, language, is_admin=True)
    message = Message(person, chat, 1, text, sent)
    for name, value in more.items():
        object.__setattr__(message, name, value)
    return message


def _answered(message: Message, desk: Desk) -> tuple[Bubble, ...]:
    turns = conversation.hear(message, desk, now=NOW)
    return tuple(_bubble(turn.reply) for turn in turns if isinstance(turn, Say))


def _pressed(message: Message, bubble: Bubble, button: str, desk: Desk) -> tuple[Bubble, ...]:
    """What stands there after a button that begins with these words is pressed."""
    data = next(b.data for row in bubble.rows for b in row if b.text.startswith(button) and b.data)
    pressed = Press(message.person, message.chat, data, message)
    turns = conversation.press(pressed, desk, now=NOW)
    assert not [turn for turn in turns if isinstance(turn, Notice)], turns
    return tuple(_bubble(turn.reply) for turn in turns if isinstance(turn, Say | Edit))


def _bubble(reply: Reply) -> Bubble:
    return Bubble(reply.html, rows=reply.rows, picture=reply.picture)


def _card(claim: str, language: str = "en") -> Callable[[Desk], tuple[Bubble, ...]]:
    def play(desk: Desk) -> tuple[Bubble, ...]:
        return (Bubble(claim, is_bot=False), *_answered(_asked(claim, language=language), desk))

    return play


def _after(claim: str, *buttons: str) -> Callable[[Desk], tuple[Bubble, ...]]:
    def play(desk: Desk) -> tuple[Bubble, ...]:
        asked = _asked(claim)
        told = _answered(asked, desk)
        for button in buttons:
            told = _pressed(asked, told[-1], button, desk)
        return told

    return play


def _forwarded(desk: Desk) -> tuple[Bubble, ...]:
    day = datetime(2021, 4, 20, 8, tzinfo=UTC)
    asked = _asked(
        PALMYRA,
        sent=Period(day, day + timedelta(microseconds=1), "stated"),
        forwarded=Forwarded("Harbour News", "https://t.me/harbour_news/1"),
    )
    return (Bubble(PALMYRA, is_bot=False, above="Forwarded from Harbour News"), *_answered(asked, desk))


def _in_a_group(desk: Desk) -> tuple[Bubble, ...]:
    claim = _asked("100 airstrikes", group=True, is_addressed=False)
    asked = _asked("/context", group=True, replies_to=claim, id=2)
    return (
        Bubble("100 airstrikes", is_bot=False, above="Mira"),
        Bubble("/context", is_bot=False, above="Jonas, in reply to Mira"),
        *_answered(asked, desk),
    )


def _inline(desk: Desk) -> tuple[Bubble, ...]:
    offer = inline.on_query(inline.typed(PALMYRA), desk, now=NOW)
    lines = [f"<b>{inline_escape(r.title)}</b>\n{inline_escape(r.description)}" for r in offer.results[:4]]
    return (*(Bubble(line) for line in lines), Bubble(f"@whosays {PALMYRA}", is_bot=False))


def inline_escape(text: str) -> str:
    """Plain words as HTML."""
    return text.replace("&", "&amp;").replace("<", "&lt;")


SCENES = (
    Scene("card", _card(PALMYRA)),
    Scene("figures", _after(PALMYRA, "Figures")),
    Scene("events", _after("100 airstrikes", "Figures")),
    Scene("group", _in_a_group),
    Scene("forward", _forwarded),
    Scene("nothing", _card("Over 130 airstrikes hit Hodeidah in Yemen")),
    Scene("inline", _inline),
    Scene("follow", _after(PALMYRA, "Follow")),
    Scene("settings", _card("/settings")),
    Scene("arabic", _card(PALMYRA, "ar")),
)
