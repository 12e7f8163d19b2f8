"""What the conversation is answered from, and what it keeps in mind while it runs: numbers of messages, no words."""

from __future__ import annotations

import threading
from collections import OrderedDict, deque
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from knowledge.store import Store

if TYPE_CHECKING:
    from bot.memory import Memory

#: Messages whose answers are remembered; older ones are answered anew when they are edited.
MOST_REMEMBERED = 20_000
#: Telegram takes twenty messages a minute in a group; two are left for what is not an answer.
MOST_A_MINUTE = 18
MINUTE = timedelta(minutes=1)
#: Groups whose pace is remembered.
MOST_GROUPS = 5_000


class Answered:
    """Which message of the bot answers which message: numbers only, in RAM only, the last twenty thousand."""

    def __init__(self) -> None:
        self._answers: OrderedDict[tuple[int, int], int | None] = OrderedDict()
        self._lock = threading.Lock()

    def begin(self, chat: int, message: int) -> bool:
        """Note that a message is being answered; False when it is or was already."""
        with self._lock:
            if (chat, message) in self._answers:
                return False
            self._answers[chat, message] = None
            while len(self._answers) > MOST_REMEMBERED:
                self._answers.popitem(last=False)
            return True

    def end(self, chat: int, message: int, answer: int) -> None:
        """Note which message answers it."""
        with self._lock:
            if (chat, message) in self._answers:
                self._answers[chat, message] = answer

    def give_up(self, chat: int, message: int) -> None:
        """Note that a message got no answer after all, so that it may get one."""
        with self._lock:
            if self._answers.get((chat, message), 0) is None:
                del self._answers[chat, message]

    def is_known(self, chat: int, message: int) -> bool:
        """Whether a message is answered or being answered."""
        with self._lock:
            return (chat, message) in self._answers

    def answer_to(self, chat: int, message: int) -> int | None:
        """The number of the answer; None while it is on its way, or when there is none."""
        with self._lock:
            return self._answers.get((chat, message))


class Pace:
    """How fast a group is answered: no faster than Telegram takes messages."""

    def __init__(self) -> None:
        self._answers: OrderedDict[int, deque[datetime]] = OrderedDict()
        self._excused: OrderedDict[int, datetime] = OrderedDict()
        self._lock = threading.Lock()

    def may_answer(self, chat: int, now: datetime) -> bool:
        """Whether one more answer fits into this minute; where it does, it is counted."""
        with self._lock:
            given = self._answers.setdefault(chat, deque())
            self._answers.move_to_end(chat)
            while len(self._answers) > MOST_GROUPS:
                self._answers.popitem(last=False)
            while given and given[0] <= now - MINUTE:
                given.popleft()
            if len(given) >= MOST_A_MINUTE:
                return False
            given.append(now)
            return True

    def may_excuse(self, chat: int, now: datetime) -> bool:
        """Whether the sentence that asks for a minute's patience may be said: once a minute at most."""
        with self._lock:
            if now - self._excused.get(chat, datetime.min.replace(tzinfo=now.tzinfo)) < MINUTE:
                return False
            self._excused[chat] = now
            self._excused.move_to_end(chat)
            while len(self._excused) > MOST_GROUPS:
                self._excused.popitem(last=False)
            return True


@dataclass(frozen=True, slots=True)
class Desk:
    """What the conversation is answered from."""

    store: Store
    #: What people have asked the bot to remember; without it there is nothing to follow, to request, or to choose.
    memory: Memory | None = None
    answered: Answered = field(default_factory=Answered)
    pace: Pace = field(default_factory=Pace)
