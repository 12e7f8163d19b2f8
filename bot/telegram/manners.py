"""What the bot keeps in mind while it runs, so that nothing is answered twice and no group is flooded.

Numbers of messages and times of answers; no words, nothing on disk. After a restart an edited message in private is
answered anew, and in a group one that was written before is left alone: it may have its answer.
"""

from __future__ import annotations

import asyncio
from collections import OrderedDict, deque
from datetime import datetime, timedelta
from typing import Literal

from bot.talk.asked import hangs_on
from bot.talk.turns import Message

#: Messages whose answers are remembered.
MOST_REMEMBERED = 20_000
#: Telegram takes twenty messages a minute in a group; two are left for what is not an answer.
MOST_A_MINUTE = 18
MINUTE = timedelta(minutes=1)
#: Groups whose pace is remembered.
MOST_GROUPS = 5_000
#: Seconds for which an edit waits for the answer to what stood there before.
PATIENCE = 15.0

#: "answer"; "change" the answer given; "again": it is answered already; "excuse": ask for a minute; "silent".
Leave = Literal["answer", "change", "again", "excuse", "silent"]


class Manners:
    """Whether a message is answered now, and which message was its answer. Used from one thread."""

    def __init__(self, since: datetime) -> None:
        """`since` is when the bot began: what was answered before is not remembered."""
        self._since = since
        #: The answer to each message; None while it is on its way.
        self._answers: OrderedDict[tuple[int, int], int | None] = OrderedDict()
        self._given: OrderedDict[int, deque[datetime]] = OrderedDict()
        self._excused: OrderedDict[int, datetime] = OrderedDict()

    def meet(self, message: Message, now: datetime) -> Leave:
        """What is due to a message. Of "answer" it takes note: afterwards say `answered` or `failed`."""
        is_group = message.chat.kind == "group"
        key = _key(message)
        if message.is_edit:
            if key in self._answers or self._key_of_edited(message) in self._answers:
                return "change"
            if is_group and not self._was_heard(message):
                return "silent"
        if is_group and not message.is_addressed:
            return "silent"
        if key in self._answers:
            # In private it is the same message, brought twice: each has its own key there.
            return "again" if is_group else "silent"
        if is_group and not self._has_room(message.chat.id, now):
            return "excuse" if self._may_excuse(message.chat.id, now) else "silent"
        self._answers[key] = None
        while len(self._answers) > MOST_REMEMBERED:
            self._answers.popitem(last=False)
        return "answer"

    def answered(self, message: Message, answer: int) -> None:
        """Note which message answers this one."""
        if _key(message) in self._answers:
            self._answers[_key(message)] = answer

    def failed(self, message: Message) -> None:
        """Note that a message got no answer after all, so that it may get one."""
        if self._answers.get(_key(message), 0) is None:
            del self._answers[_key(message)]

    async def answer_to(self, message: Message) -> int | None:
        """The message that answers an edited one; waits while it is on its way. None when none came."""
        key = _key(message) if _key(message) in self._answers else self._key_of_edited(message)
        for _ in range(int(PATIENCE / 0.05)):
            if key not in self._answers or self._answers[key] is not None:
                break
            await asyncio.sleep(0.05)
        return self._answers.get(key)

    def _was_heard(self, message: Message) -> bool:
        """Whether a message was written since the bot began, so that it would be known if it had an answer."""
        return message.sent is not None and message.sent.start >= self._since

    def _key_of_edited(self, message: Message) -> tuple[int, int]:
        return message.chat.id, message.id

    def _has_room(self, chat: int, now: datetime) -> bool:
        given = self._given.setdefault(chat, deque())
        self._given.move_to_end(chat)
        if len(self._given) > MOST_GROUPS:
            self._given.popitem(last=False)
        while given and given[0] <= now - MINUTE:
            given.popleft()
        if len(given) >= MOST_A_MINUTE:
            return False
        given.append(now)
        return True

    def _may_excuse(self, chat: int, now: datetime) -> bool:
        last = self._excused.pop(chat, None)
        may = last is None or now - last >= MINUTE
        self._excused[chat] = now if may or last is None else last
        if len(self._excused) > MOST_GROUPS:
            self._excused.popitem(last=False)
        return may


def _key(message: Message) -> tuple[int, int]:
    """In a group a message is answered once, whoever asks about it: by the one who wrote it or by a reply to it.

    In private each message is somebody's question, and a question about one that is answered already wants an answer.
    """
    return message.chat.id, hangs_on(message) if message.chat.kind == "group" else message.id
