"""Stands where Telegram stands: brings what is written and pressed to the conversation, and its turns onto the pane."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from bot.talk import chores, conversation, errands
from bot.talk.asked import hangs_on
from bot.talk.desk import Desk
from bot.talk.follows import tell_followers
from bot.talk.taps import ALREADY, Taps
from bot.talk.turns import Arrival, Chat, Edit, Errand, Message, Notice, Person, Press, React, Say, Turn
from bot.telegram.manners import Manners
from bot.terminal.pane import Pane
from bot.words import words_in


@dataclass(slots=True)
class Wire:
    """What Telegram and its bot do about one message or press, in one terminal and without waiting."""

    desk: Desk
    pane: Pane
    clock: Callable[[], datetime] = lambda: datetime.now(UTC)
    #: Everybody who has written here, by name.
    people: dict[str, Person] = field(default_factory=dict)
    manners: Manners = field(init=False)
    taps: Taps = field(init=False)

    def __post_init__(self) -> None:
        self.restart()

    def restart(self) -> None:
        """The bot is started anew: what it kept in mind is gone."""
        self.manners, self.taps = Manners(self.clock()), Taps()

    def arrive(self, arrival: Arrival) -> None:
        """The bot is brought into a group."""
        turns = conversation.arrive(arrival, self.desk, now=self.clock())
        self._carry_out(turns, arrival.chat, arrival.person, None)

    def hear(self, message: Message) -> None:
        """A message, new or edited."""
        self.pane.messages[message.id] = replace(message, is_edit=False)
        change: int | None = None
        due = self.manners.meet(message, self.clock())
        match due:
            case "silent":
                turns: tuple[Turn, ...] = ()
            case "again":
                turns = conversation.again(message, self.desk, now=self.clock())
            case "excuse":
                turns = conversation.excuse(message, self.desk, now=self.clock())
            case "answer" | "change":
                change = asyncio.run(self.manners.answer_to(message)) if due == "change" else None
                asked = replace(message, is_addressed=True)
                turns = conversation.hear(asked, self.desk, now=self.clock())
        answer = self._carry_out(turns, message.chat, message.person, message, change=change)
        if change == 0 and answer is None:
            # What a reaction said was found, the words that stand there now do not find.
            self.pane.tell(f"(the bot takes its reaction under message {hangs_on(message)} back)")
        elif not turns:
            self.pane.tell(f"({message.id}: the bot is silent)")
        if due in ("answer", "change") and answer is not None:
            self.manners.answered(message, answer)
        elif due == "answer":
            self.manners.failed(message)

    def press(self, person: Person, data: str, under: int) -> None:
        """Somebody presses a button under a message of the bot."""
        chat = self.pane.messages[under].chat
        tap = person.id, f"{chat.id} {under}", data
        if not self.taps.is_new(*tap):
            self.pane.tell(f"(a note appears: {words_in(person.language).say(ALREADY)})")
            return
        asked = self.pane.asked_by(under)
        pressed = Press(person, chat, data, asked)
        turns = conversation.press(pressed, self.desk, now=self.clock())
        if not any(isinstance(turn, Notice) and turn.is_kept for turn in turns):
            self.taps.was_not_kept(*tap)
        self._carry_out(turns, chat, person, asked, under=under)

    def _carry_out(
        self,
        turns: Iterable[Turn],
        chat: Chat,
        person: Person,
        heard: Message | None,
        *,
        change: int | None = None,
        under: int | None = None,
    ) -> int | None:
        """Print what the turns come to; the number of the answer, 0 for a reaction, None where there is none.

        `change` is the earlier answer, which becomes the new one; `under` the message whose button was pressed.
        """
        answer: int | None = None
        fresh = True
        for turn in turns:
            match turn:
                case Notice():
                    self.pane.tell(f"(a note appears: {turn.text})")
                case React():
                    self.pane.tell(f"(the bot puts {turn.emoji} under message {turn.to or (heard.id if heard else 0)})")
                    answer = answer or 0
                case Errand():
                    self._run(turn, chat, person)
                case Say() | Edit():
                    if turn.reply.rows and fresh:
                        # Until there are others, the buttons of the message before can be pressed.
                        self.pane.clear()
                        fresh = False
                    changed, change = (under if isinstance(turn, Edit) else change), None
                    answer = answer or self._put(turn, chat, heard, changed or None)
        return answer

    def _put(self, turn: Say | Edit, here: Chat, heard: Message | None, changed: int | None) -> int:
        if changed is not None:
            self.pane.put(turn.reply, self.pane.messages[changed], is_change=True)
            return changed
        asked, chat = heard, here
        if isinstance(turn, Say):
            asked = self.pane.messages.get(turn.to, heard) if turn.to else heard
            chat = Chat(turn.chat, "private") if turn.chat else chat
        if chat != here:
            reader = next((name for name, one in self.people.items() if one.id == chat.id), "me")
            self.pane.tell(f"(in private, to {reader}:)")
        self.pane.put(turn.reply, Message(Person(0), chat, self.pane.next(), "", is_own=True, replies_to=asked))
        return self.pane.last

    def _run(self, errand: Errand, chat: Chat, person: Person) -> None:
        """What takes long in Telegram is waited for here; after it, those who follow something hear the news."""
        self._carry_out((Say(errands.carry_out(errand, words_in(person.language))),), chat, person, None)
        for telling in tell_followers(self.desk, self.clock()):
            self._carry_out((telling.say,), chat, person, None)
            chores.remember(telling, self.desk, now=self.clock())
