"""What stands on the screen of the twin: numbered messages, the buttons that can be pressed, results to choose from."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from bot.talk import inline
from bot.talk.buttons import said_by
from bot.talk.turns import Button, Message, Reply, Rows
from bot.terminal.plain import seen


class Mistyped(Exception):
    """A line of the terminal's own that cannot be followed; the message says what would be right."""


@dataclass(slots=True)
class Pane:
    """The messages of every chat, by number, and what a number chooses now."""

    pictures: Path
    show: Callable[[str], None]
    tell: Callable[[str], None]
    messages: dict[int, Message] = field(default_factory=dict)
    #: The buttons under each message of the bot.
    under: dict[int, Rows] = field(default_factory=dict)
    #: The buttons that can be pressed now, each with the message it hangs under.
    buttons: list[tuple[Button, int]] = field(default_factory=list)
    #: What is offered for words typed after the bot's name, and where the next page of it begins ("" for none).
    offered: tuple[inline.Result, ...] = ()
    following: str = ""
    #: The button above what is offered.
    above: Button | None = None
    #: The bot's message that wants a reply.
    awaited: int | None = None
    last: int = 0

    def next(self) -> int:
        """The number of a new message."""
        self.last += 1
        return self.last

    def clear(self) -> None:
        """Nothing can be chosen any more; another chat is on the screen."""
        self.buttons, self.offered, self.following, self.above, self.awaited = [], (), "", None, None

    def message(self, number: str) -> Message:
        """The message that somebody names. Raises Mistyped when there is none."""
        if int(number) not in self.messages:
            raise Mistyped(f"There is no message {number}.")
        return self.messages[int(number)]

    def asked_by(self, number: int) -> Message | None:
        """What a message of the bot answers, as it stands now: it may have been edited since."""
        asked = self.messages[number].replies_to
        return self.messages.get(asked.id, asked) if asked else None

    def put(self, reply: Reply, message: Message, *, is_change: bool = False) -> None:
        """A message of the bot, new or changed, is kept and printed with its buttons."""
        number = message.id
        self.messages[number] = replace(message, text=seen(reply.html), carries=_carried(reply))
        self.under[number] = reply.rows
        self.tell(f"— message {number}{', changed' if is_change else ''}")
        if reply.picture is not None:
            self.pictures.mkdir(parents=True, exist_ok=True)
            file = self.pictures / f"chart-{number}.png"
            file.write_bytes(reply.picture.png)
            self.tell(f"(a picture: {file})")
        self.show(reply.html + "\n")
        self.hang(number)
        if reply.asks_for is not None:
            self.awaited = number
            self.tell(f"(your next line is the reply: {reply.asks_for})")

    def hang(self, number: int) -> None:
        """Number the buttons under a message, so that they can be pressed."""
        for row in self.under.get(number, ()):
            shown = []
            for button in row:
                self.buttons.append((button, number))
                shown.append(f"[{len(self.buttons)}] {button.text}{' ↗' if button.url or button.start else ''}")
            self.tell("   ".join(shown))

    def offer(self, results: Sequence[inline.Result], above: Button, following: str) -> None:
        """Print a page of results, numbered on from the pages before, and the button that stands above them."""
        if not self.offered:
            self.tell(f"[0] {above.text} ↗" if results else f"No results.\n[0] {above.text} ↗")
        for number, result in enumerate(results, len(self.offered) + 1):
            self.show(f"[{number}] {result.title}\n    {result.description}\n")
        self.offered, self.above, self.following = (*self.offered, *results), above, following
        if following:
            self.tell("There are more: /more shows the next page.")

    def choose(self, number: int) -> inline.Result | tuple[Button, int]:
        """The result, or the button and the message it hangs under, that a number chooses. Raises Mistyped."""
        if number == 0 and self.above is not None:
            return self.above, 0
        if self.offered and 1 <= number <= len(self.offered):
            return self.offered[number - 1]
        if not self.offered and 1 <= number <= len(self.buttons):
            return self.buttons[number - 1]
        raise Mistyped(f"There is no {'result' if self.offered else 'button'} {number}.")


def _carried(reply: Reply) -> str:
    """What a reply to this message brings along of the claim it is about."""
    buttons = [button for row in reply.rows for button in row]
    behind = (button.data for button in buttons if button.data and said_by(button.data).ref)
    started = (button.start for button in buttons if button.start)
    return reply.start or next(behind, next(started, ""))
