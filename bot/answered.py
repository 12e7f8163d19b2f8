"""Which message is answered by which: numbers only, while the bot runs."""

from __future__ import annotations

import threading
from collections import OrderedDict

#: Messages whose answers are remembered; an older one that is edited counts as new.
MOST_REMEMBERED = 20_000


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
