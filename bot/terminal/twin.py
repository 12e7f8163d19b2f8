"""The twin of a Telegram chat: lines that somebody types become messages and presses, and turns become lines.

The same ears, manners and answers as in Telegram (conversation.py, manners.py), with buttons by number. What else
happens there is told in lines that begin with "/": a forward, an edit, a reply, another chat, another person.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from bot.talk import chores, inline
from bot.talk.commands import is_meant
from bot.talk.turns import ELSEWHERE, Arrival, Button, Chat, Forwarded, Message, Person, Reply
from bot.terminal.pane import Mistyped
from bot.terminal.wire import Wire
from bot.words import LANGUAGES, is_spoken, words_in
from knowledge.model import Period

#: Who writes here, and where; any number does, nothing is sent anywhere.
ME, GROUP = 1, -2
#: Where a message stands that was sent through the bot.
ANYWHERE = Chat(0, "inline")
#: What the bot is called here, and its name where it is a word of its own.
NAME = "whosays"
_MENTION = re.compile(rf"(?<!\S)@{NAME}\b", re.IGNORECASE)
#: Where somebody can write; any other word is a person.
PLACES = ("group", "member", "private")
HELP = f"""\
A line is a message to the bot; a number presses the button with that number.
A line that ends in \\ goes on in the next.
/as group           what you write is said in a group; /as member: in one that you do not administer; /as private
/as omar            somebody else writes and presses; /as me: you again
/reply 2 text       a reply to message 2 (in a group: /reply 2 /context)
/mark 2 "words" text          the same, with those words of message 2 marked
/edit 1 text        message 1 is changed, and the answer to it
/forward 2021-04-20 text      a message that was first posted on that day;
/forward 2021-04-20 from "Harbour News" text      in that channel
/photo text         a picture with that caption; /sticker: a message without words
/inline text        @{NAME} and the text, typed in some other chat; a number chooses a result, /more turns the page
/buttons 2          the buttons of message 2, to be pressed again
/lang ru            the language of your app (en, ru, ar, es, …)
/block              you block the bot; in a group it is put out
/restart            the bot is started anew: what it kept in mind is gone, buttons still work
/keys, /quit        this list; the end (or Ctrl-D)
Everything else that begins with / is a command of the bot: /help, /settings, /following, …"""
#: What a line of the terminal's own begins with, after "/".
LINES = (
    "as", "reply", "mark", "edit", "forward", "photo", "sticker", "inline", "more", "buttons", "lang", "block",
    "restart", "keys",
)  # fmt: skip
_OWN = re.compile(rf"/({'|'.join(LINES)})(?:\s+(.*))?", re.DOTALL)


@dataclass(slots=True)
class Twin:
    """The chats of the people at this terminal with the bot; what comes of a line is put on the pane."""

    wire: Wire
    person: Person
    #: Where that person writes.
    chat: Chat
    #: Who administers the group, by number.
    in_charge: set[int]
    #: What has been typed after the bot's name in some other chat.
    query: inline.Typed
    #: The bot has been brought into the group.
    is_in_group: bool

    def __init__(self, wire: Wire, language: str = "en") -> None:
        """At first there is one person, in private, whose app speaks this language."""
        self.wire = wire
        self.person = wire.people["me"] = Person(ME, language)
        self.chat = Chat(ME, "private")
        self.in_charge, self.is_in_group = {ME}, False
        self.query = inline.typed("")
        self._tell_if_unspoken(language)

    def take(self, line: str) -> None:
        """One line that somebody typed. Raises Mistyped when it cannot be followed."""
        line = line.strip()
        if not line:
            return
        if line.isdecimal() and len(line) < (4 if self.wire.pane.offered else 3):
            self._number(int(line))
            return
        own = _OWN.fullmatch(line)
        if own is None:
            self._say(line)
            return
        getattr(self, f"_{own[1]}")(own[2] or "")

    # what a line that begins with "/" does

    def _as(self, who: str) -> None:
        if who in PLACES:
            self._go(who)
        elif re.fullmatch(r"[^\W\d_]{2,32}", who):
            self.person = self.wire.people.setdefault(who, Person(100 + len(self.wire.people), self.person.language))
            if self.chat.kind == "private":
                self._to(Chat(self.person.id, "private"))
            self.wire.pane.tell(f"You are {'yourself' if who == 'me' else who} now, {self._where()}.")
        else:
            raise Mistyped("/as takes group, member or private; or a name, for somebody else: /as omar; or me.")

    def _go(self, place: str) -> None:
        if place == "private":
            self._to(Chat(self.person.id, "private"))
        else:
            self._to(Chat(GROUP, "group"))
            (self.in_charge.add if place == "group" else self.in_charge.discard)(self.person.id)
        self.wire.pane.tell(f"You write {self._where()} now.")
        if self.chat.kind == "group" and not self.is_in_group:
            self.is_in_group = True
            self.wire.arrive(Arrival(self._speaker(), self.chat))

    def _to(self, chat: Chat) -> None:
        self.chat = chat
        self.wire.pane.clear()

    def _where(self) -> str:
        if self.chat.kind == "private":
            return "in private"
        return "in a group" if self.person.id in self.in_charge else "in a group that you do not administer"

    def _reply(self, rest: str) -> None:
        said = _read(r"(\d+)\s+(.+)", rest, "/reply 2 text")
        other = self.wire.pane.message(said[1])
        if other.chat != self.chat:
            raise Mistyped(
                f"Message {other.id} stands in another chat; only marked words of it come along: "
                f'/mark {other.id} "words of it" text'
            )
        self._say(said[2], replies_to=other)

    def _mark(self, rest: str) -> None:
        said = _read(r"(\d+)\s+[\"“](.+?)[\"”]\s+(.+)", rest, '/mark 2 "words of it" text')
        other = self.wire.pane.message(said[1])
        if said[2] not in other.text:
            raise Mistyped(f"Message {other.id} holds no such words; mark them as they stand there.")
        if other.chat != self.chat:
            # From another chat Telegram brings what is marked, when it was written, and where it was first posted.
            other = Message(Person(0), self.chat, ELSEWHERE, said[2], sent=other.sent, forwarded=other.forwarded)
        self._say(said[3], replies_to=other, marked=said[2])

    def _edit(self, rest: str) -> None:
        said = _read(r"(\d+)\s+(.+)", rest, "/edit 1 text")
        before = self.wire.pane.message(said[1])
        if before.person.id != self.person.id or before.chat == ANYWHERE:
            raise Mistyped(f"Message {before.id} is not yours to change; you can change what you wrote yourself.")
        if before.forwarded is not None:
            raise Mistyped(f"Message {before.id} is a forward; in Telegram nobody can change one.")
        self.wire.hear(_as_telegram_tells(replace(before, text=said[2], is_edit=True)))

    def _forward(self, rest: str) -> None:
        said = re.fullmatch(r"(\d{4}-\d\d-\d\d)\s+(?:from\s+\"([^\"]+)\"\s+)?(.+)", rest, re.DOTALL)
        try:
            day = datetime.fromisoformat(said[1]).replace(tzinfo=UTC) if said else None
        except ValueError:
            day = None
        if said is None or day is None:
            raise Mistyped(
                '/forward takes a day and the words: /forward 2021-04-20 text, or … from "Harbour News" text.'
            )
        self._say(said[3], sent=Period.at(day), forwarded=Forwarded(said[2]))

    def _photo(self, caption: str) -> None:
        self._say(caption)

    def _sticker(self, rest: str) -> None:
        self._say("")

    def _inline(self, rest: str) -> None:
        self.query = inline.typed(rest)
        self.wire.pane.clear()
        self._page("")

    def _more(self, rest: str) -> None:
        if not self.wire.pane.following:
            raise Mistyped("There is no further page of results.")
        self._page(self.wire.pane.following)

    def _page(self, offset: str) -> None:
        offer = inline.on_query(self.query, self.wire.desk, now=self.wire.clock())
        results, following = inline.page_of(offer.results, offset)
        above = Button(words_in(self.query.language).say(inline.ASK_IN_PRIVATE), start=offer.start)
        self.wire.pane.offer(results, above, following)

    def _buttons(self, rest: str) -> None:
        under = self.wire.pane.message(_read(r"(\d+)", rest, "/buttons 2")[1])
        if not self.wire.pane.under.get(under.id):
            raise Mistyped(f"No buttons hang under message {under.id}.")
        if under.chat not in (self.chat, ANYWHERE):
            raise Mistyped(f"Message {under.id} stands in another chat; /as takes you there.")
        self.wire.pane.clear()
        self.wire.pane.hang(under.id)

    def _lang(self, code: str) -> None:
        if not re.fullmatch(r"[A-Za-z]{2,3}([-_]\w+)?", code):
            raise Mistyped(f"/lang takes the code of a language: {', '.join(LANGUAGES)}.")
        self.person = replace(self.person, language=code)
        self.wire.people.update(
            {name: self.person for name, one in self.wire.people.items() if one.id == self.person.id}
        )
        self.wire.pane.tell(f"Your app speaks {code} now.")
        self._tell_if_unspoken(code)

    def _tell_if_unspoken(self, code: str) -> None:
        if not is_spoken(code):
            known = ", ".join(f"{spoken} ({name})" for spoken, name in LANGUAGES.items())
            self.wire.pane.tell(
                f"The bot has no words in “{code}”: it speaks English unless /settings say otherwise; it knows {known}."
            )

    def _block(self, rest: str) -> None:
        chores.gone(self.chat.id, self.wire.desk, now=self.wire.clock())
        if self.chat.kind == "group":
            self.is_in_group = False
            self.wire.pane.tell("The bot is put out of the group; what was chosen there is forgotten.")
            self._go("private")
        else:
            self.wire.pane.tell("You block the bot: what it kept for this chat is gone. Writing to it unblocks it.")

    def _restart(self, rest: str) -> None:
        self.wire.restart()
        self.wire.pane.tell("The bot is started anew.")

    def _keys(self, rest: str) -> None:
        self.wire.pane.tell(HELP)

    # what is said and pressed

    def _say(
        self,
        text: str,
        *,
        replies_to: Message | None = None,
        marked: str | None = None,
        sent: Period | None = None,
        forwarded: Forwarded | None = None,
    ) -> None:
        if replies_to is None and forwarded is None and self.wire.pane.awaited is not None:
            replies_to = self.wire.pane.messages.get(self.wire.pane.awaited)
        self.wire.pane.awaited = None
        message = Message(
            self._speaker(),
            self.chat,
            self.wire.pane.next(),
            text,
            sent or Period.at(self.wire.clock()),
            forwarded,
            marked=marked,
            replies_to=replies_to,
        )
        self.wire.hear(_as_telegram_tells(message))

    def _speaker(self) -> Person:
        return replace(self.person, is_admin=self.chat.kind == "private" or self.person.id in self.in_charge)

    def _number(self, number: int) -> None:
        chosen = self.wire.pane.choose(number)
        if isinstance(chosen, inline.Result):
            self.wire.pane.clear()
            self.wire.pane.tell("You send it, through the bot:")
            sent = Message(self.person, ANYWHERE, self.wire.pane.next(), "")
            self.wire.pane.put(Reply(chosen.html, chosen.rows), sent)
            return
        button, under = chosen
        if button.url:
            self.wire.pane.tell(f"This opens {button.url}")
        elif button.start is not None:
            if self.chat.kind != "private":
                self._go("private")
            self._say(f"/start {button.start}")
        elif button.data is not None:
            self.wire.press(self._speaker(), button.data, under)


def _as_telegram_tells(message: Message) -> Message:
    """A typed message without the bot's name, and whether it is meant for the bot."""
    private = message.chat.kind == "private"
    is_mention = not private and bool(_MENTION.search(message.text))
    text = _MENTION.sub("", message.text).strip() if is_mention else message.text
    to_the_bot = message.replies_to is not None and message.replies_to.is_own
    meant = is_meant(text, NAME)
    return replace(
        message,
        text=text,
        is_mention=is_mention,
        is_addressed=private or (meant if meant is not None else is_mention or to_the_bot),
        is_wordless=not text.strip() and not is_mention,
    )


def _read(pattern: str, rest: str, example: str) -> re.Match[str]:
    found = re.fullmatch(pattern, rest.strip(), re.DOTALL)
    if found is None:
        raise Mistyped(f"Say it like this: {example}")
    return found
