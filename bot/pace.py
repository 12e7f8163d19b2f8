"""How fast a group is answered: no faster than Telegram takes messages."""

from __future__ import annotations

import threading
from collections import OrderedDict, deque
from datetime import datetime, timedelta

#: Telegram takes twenty messages a minute in a group; two are left for what is not an answer.
MOST_A_MINUTE = 18
MINUTE = timedelta(minutes=1)
#: Groups whose pace is remembered.
MOST_GROUPS = 5_000


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
