"""The twin of a Telegram chat: lines that somebody types become messages and presses, and turns become lines.

The same ears and the same answers as in Telegram (conversation.py), with buttons by number. What else happens there is
told in lines that begin with "/": a forward, an edit, a reply, another chat.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.talk import conversation, errands, inline
from bot.talk.desk import Desk
from bot.talk.follows import tell_followers
from bot.talk.turns import (
    Arrival,
    Button,
    Chat,
    Edit,
    Errand,
    Forwarded,
    Message,
    Notice,
    Person,
    Press,
    React,
    Reply,
    Rows,
    Say,
    Turn,
)
from bot.telegram.manners import Manners
from bot.terminal.plain import seen
from bot.words import words_in
from knowledge.model import Period

#: Who writes here, and where; any number does, nothing is sent anywhere.
ME, PRIVATE, GROUP = 1, 1, -2
#: What the bot is called here, in a group.
NAME = "@whosays"
HELP = f"""\
A line is a message to the bot; a number presses the button with that number.
A line that ends in \\ goes on in the next.
/as group           what you write is said in a group; /as member: in one that you do not administer; /as private
/reply 2 text       a reply to message 2 (in a group: /reply 2 /context)
/edit 1 text        message 1 is changed
/forward 2021-04-20 text      a message that was first posted on that day;
/forward 2021-04-20 from "Harbour News" text      in that channel
/sticker            a message without words
/inline text        {NAME} and the text, typed in some other chat; a number chooses a result
/lang ru            the language of your app (en, ru, ar, es, …)
/keys, /quit        this list; the end (or Ctrl-D)
Everything else that begins with / is a command of the bot: /help, /settings, /following, …"""


class Mistyped(Exception):
    """A line of the terminal's own that cannot be followed; the message says what would be right."""


@dataclass(slots=True)
class Twin:
    """A chat between one person and the bot; what comes of a line is printed by `tell` and `show`."""

    desk: Desk
    pictures: Path
    show: Callable[[str], None]
    tell: Callable[[str], None]
    clock: Callable[[], datetime] = lambda: datetime.now(UTC)
    person: Person = field(default_factory=lambda: Person(ME, is_admin=True))
    chat: Chat = field(default_factory=lambda: Chat(PRIVATE, "private"))
    manners: Manners = field(default_factory=lambda: Manners(datetime.min.replace(tzinfo=UTC)))
    messages: dict[int, Message] = field(default_factory=dict)
    #: The buttons that can be pressed now, each with the message it hangs under.
    buttons: list[tuple[Button, int]] = field(default_factory=list)
    offered: Sequence[inline.Result] = ()
    #: The bot's message that wants a reply.
    awaited: int | None = None
    last: int = 0

    def take(self, line: str) -> None:
        """One line that somebody typed. Raises Mistyped when it cannot be followed."""
        if not line.strip():
            return
        if line.strip().isdecimal() and len(line.strip()) < 3:
            self._number(int(line))
            return
        own = re.match(r"/(as|reply|edit|forward|sticker|inline|lang|keys)\b *(.*)", line, re.DOTALL)
        if own is None:
            self._say(line)
            return
        getattr(self, f"_{own[1]}")(own[2])

    # what a line that begins with "/" does

    def _as(self, where: str) -> None:
        if where not in ("group", "member", "private"):
            raise Mistyped("/as takes group, member or private.")
        known = self.chat.kind
        self.chat = Chat(PRIVATE, "private") if where == "private" else Chat(GROUP, "group")
        self.person = replace(self.person, is_admin=where != "member")
        self.buttons, self.offered, self.awaited = [], (), None
        self.tell(f"You write in {'private' if where == 'private' else 'a group'} now.")
        if self.chat.kind == "group" and known != "group":
            self._carry_out(conversation.arrive(Arrival(self.person, self.chat), self.desk, now=self.clock()), None)

    def _reply(self, rest: str) -> None:
        number, text = self._numbered(rest, "/reply 2 text")
        self._say(text, replies_to=self.messages[number])

    def _edit(self, rest: str) -> None:
        number, text = self._numbered(rest, "/edit 1 text")
        before = self.messages[number]
        if before.is_own:
            raise Mistyped(f"Message {number} is the bot's; you can change your own.")
        self._hear(replace(before, text=text, is_edit=True))

    def _forward(self, rest: str) -> None:
        read = re.match(r"(\d{4}-\d\d-\d\d)\s+(?:from\s+\"([^\"]+)\"\s+)?(.+)", rest, re.DOTALL)
        try:
            day = datetime.fromisoformat(read[1]).replace(tzinfo=UTC) if read else None
        except ValueError:
            day = None
        if read is None or day is None:
            raise Mistyped(
                '/forward takes a day and the words: /forward 2021-04-20 text, or … from "Harbour News" text.'
            )
        moment = Period(day, day + timedelta(microseconds=1), "stated")
        self._say(read[3], sent=moment, forwarded=Forwarded(read[2]))

    def _sticker(self, rest: str) -> None:
        self._say("", is_wordless=True)

    def _inline(self, rest: str) -> None:
        offer = inline.on_query(inline.typed(rest), self.desk, now=self.clock())
        self.offered, self.buttons = offer.results, []
        if not offer.results:
            self.tell("No results.")
        for number, result in enumerate(offer.results, 1):
            self.show(f"[{number}] {result.title}\n    {result.description}\n")

    def _lang(self, code: str) -> None:
        if not re.fullmatch(r"[A-Za-z]{2,3}([-_]\w+)?", code.strip()):
            raise Mistyped("/lang takes the code of a language: en, ru, ar, es.")
        self.person = replace(self.person, language=code.strip())
        self.tell(f"Your app speaks {code.strip()} now.")

    def _keys(self, rest: str) -> None:
        self.tell(HELP)

    # what is said and pressed

    def _say(
        self,
        text: str,
        *,
        replies_to: Message | None = None,
        sent: Period | None = None,
        forwarded: Forwarded | None = None,
        is_wordless: bool = False,
    ) -> None:
        now = self.clock()
        if replies_to is None and self.awaited is not None:
            replies_to = self.messages.get(self.awaited)
        self.awaited = None
        is_mention = self.chat.kind == "group" and NAME in text
        words = text.replace(NAME, "").strip() if is_mention else text
        private = self.chat.kind == "private"
        to_the_bot = replies_to is not None and replies_to.is_own
        self._hear(
            Message(
                self.person,
                self.chat,
                self._next(),
                words,
                sent or Period(now, now + timedelta(microseconds=1), "stated"),
                forwarded,
                replies_to=replies_to,
                is_addressed=private or is_mention or to_the_bot or words.startswith("/"),
                is_mention=is_mention,
                is_wordless=is_wordless,
            )
        )

    def _hear(self, message: Message) -> None:
        self.messages[message.id] = replace(message, is_edit=False)
        match self.manners.meet(message, self.clock()):
            case "silent":
                self.tell(f"({message.id}: the bot is silent)")
                return
            case "again":
                turns = conversation.again(message, self.desk, now=self.clock())
            case "excuse":
                turns = conversation.excuse(message, self.desk, now=self.clock())
            case "answer" | "change":
                turns = conversation.hear(message, self.desk, now=self.clock())
        if not turns:
            self.tell(f"({message.id}: the bot is silent)")
        self._carry_out(turns, message)

    def _number(self, number: int) -> None:
        if self.offered:
            if not 1 <= number <= len(self.offered):
                raise Mistyped(f"There is no result {number}.")
            chosen, self.offered = self.offered[number - 1], ()
            here = self._next()
            self.messages[here] = Message(self.person, Chat(0, "inline"), here, seen(chosen.html))
            self.tell("You send it, through the bot:")
            self._print(Reply(chosen.html, chosen.rows), here)
            return
        if not 1 <= number <= len(self.buttons):
            raise Mistyped(f"There is no button {number}.")
        button, under = self.buttons[number - 1]
        if button.url:
            self.tell(f"This opens {button.url}")
        elif button.inline is not None:
            self._inline(button.inline)
        elif button.start is not None:
            if self.chat.kind != "private":
                self._as("private")
            self._say(f"/start {button.start}")
        elif button.data is not None:
            message = self.messages[under]
            pressed = Press(self.person, message.chat, button.data, message.replies_to)
            self._carry_out(conversation.press(pressed, self.desk, now=self.clock()), message, pressed_under=under)

    def _carry_out(self, turns: Iterable[Turn], heard: Message | None, *, pressed_under: int | None = None) -> None:
        said: list[int] = []
        for turn in turns:
            match turn:
                case Notice():
                    self.tell(f"(a note appears: {turn.text})")
                case React():
                    self.tell(f"(the bot puts {turn.emoji} under message {turn.to or (heard.id if heard else 0)})")
                    if heard is not None:
                        self.manners.answered(heard, 0)
                case Errand():
                    self._run(turn)
                case Say() | Edit():
                    if turn.reply.rows and not any(under in said for _, under in self.buttons):
                        # Until there are others, the buttons of the message before can be pressed.
                        self.buttons, self.offered = [], ()
                    is_change = isinstance(turn, Edit) and pressed_under is not None
                    number = pressed_under if is_change and pressed_under is not None else self._next()
                    self._keep(turn, number, heard, is_change=is_change)
                    said.append(number)
                    self._print(turn.reply, number, is_change=is_change)
        if said and heard is not None and pressed_under is None:
            self.manners.answered(heard, said[0])

    def _keep(self, turn: Say | Edit, number: int, heard: Message | None, *, is_change: bool) -> None:
        """Remember what the bot has said, and which message it hangs on."""
        text, carries = seen(turn.reply.html), _carried(turn.reply)
        if is_change:
            self.messages[number] = replace(self.messages[number], text=text, carries=carries)
            return
        asked, where = heard, self.chat
        if isinstance(turn, Say):
            asked = self.messages.get(turn.to, heard) if turn.to else heard
            where = Chat(turn.chat, "private") if turn.chat else where
        asked = asked.replies_to if asked is not None and asked.is_own else asked
        self.messages[number] = Message(Person(0), where, number, text, is_own=True, carries=carries, replies_to=asked)

    def _run(self, errand: Errand) -> None:
        """What takes long in Telegram is waited for here; after it, those who follow something hear the news."""
        self._carry_out((Say(errands.carry_out(errand, words_in(self.person.language))),), None)
        if self.desk.memory is not None:
            for telling in tell_followers(self.desk, self.clock()):
                self._carry_out((telling.say,), None)
                self.desk.memory.told(telling.follow_id, telling.known, telling.revision)

    def _print(self, reply: Reply, number: int, *, is_change: bool = False) -> None:
        self.tell(f"— message {number}{', changed' if is_change else ''}")
        if reply.picture is not None:
            self.pictures.mkdir(parents=True, exist_ok=True)
            file = self.pictures / f"chart-{number}.png"
            file.write_bytes(reply.picture.png)
            self.tell(f"(a picture: {file})")
        self.show(reply.html + "\n")
        self._offer(reply.rows, number)
        if reply.asks_for is not None:
            self.awaited = number
            self.tell(f"(your next line is the reply: {reply.asks_for})")

    def _offer(self, rows: Rows, under: int) -> None:
        for row in rows:
            shown = []
            for button in row:
                self.buttons.append((button, under))
                shown.append(f"[{len(self.buttons)}] {button.text}{' ↗' if button.url or button.start else ''}")
            self.tell("   ".join(shown))

    def _numbered(self, rest: str, example: str) -> tuple[int, str]:
        number, _, text = rest.partition(" ")
        if not number.isdecimal() or not text.strip():
            raise Mistyped(f"Say it like this: {example}")
        if int(number) not in self.messages:
            raise Mistyped(f"There is no message {number}.")
        return int(number), text

    def _next(self) -> int:
        self.last += 1
        return self.last


def _carried(reply: Reply) -> str:
    """What a reply to this message brings along of the claim it is about."""
    data = next((button.data for row in reply.rows for button in row if button.data), "")
    return reply.start or data
