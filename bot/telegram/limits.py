"""How much one person may ask, what has been heard before, and what is no longer wanted. Pure values and a clock."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from typing import Generic, Literal, TypeVar

from bot.words import msgid

#: Told once, when somebody asks faster than one person may; then silence until they may again.
SLOWLY = msgid("That is a lot at once. I answer {n} messages a minute to one person; please go on in a minute.")
#: So many buttons for each message one person may send: a card is asked for once and looked at from many sides.
PRESSES_A_MESSAGE = 3
#: Told to whoever presses faster than that; the buttons work again a little later.
PRESSES = msgid("That is a lot at once. I answer {n} buttons a minute to one person; please go on in a minute.")
#: Told when more people wait than can be answered in good time.
BUSY = msgid("Many people are asking just now. I am busy; please try again in a minute.")
#: Stands above the empty list of whoever types the bot's name then.
BUSY_INLINE = msgid("I am busy just now; please try again in a minute")
#: Told when an answer took longer than one may take.
TOO_LONG = msgid("This took me too long, so I stopped. Please try a shorter text, or try again in a minute.")
#: Told to those who still wait when the bot is stopped.
STOPPING = msgid("I am being restarted and did not get to your message. Please send it again in a minute.")

#: People and groups whose allowance is remembered; whoever was silent longest is forgotten first.
MOST_REMEMBERED = 10_000

Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")

#: "go": answer; "tell": say once that it is too much; "silent": said already.
Leave = Literal["go", "tell", "silent"]


@dataclass(slots=True)
class Bucket:
    """Tokens that are spent one a message and drip back; `told` once the person has been asked to slow down."""

    tokens: float
    since: float
    told: bool = False


class Allowance:
    """So many messages, or buttons, a minute for each person or chat, the first of them at once (a token bucket)."""

    def __init__(self, a_minute: int, at_once: int, *, clock: Callable[[], float]) -> None:
        self.a_minute = a_minute
        self.at_once = at_once
        self._clock = clock
        self._buckets: OrderedDict[int, Bucket] = OrderedDict()

    def ask(self, whose: int) -> Leave:
        """Spend one token of this person: whether to answer, to say that it is too much, or to keep silent."""
        now = self._clock()
        bucket = self._buckets.pop(whose, None) or Bucket(float(self.at_once), now)
        self._buckets[whose] = bucket
        if len(self._buckets) > MOST_REMEMBERED:
            self._buckets.popitem(last=False)
        bucket.tokens = min(float(self.at_once), bucket.tokens + (now - bucket.since) * self.a_minute / 60)
        bucket.since = now
        if bucket.tokens >= 1:
            bucket.tokens -= 1
            bucket.told = False
            return "go"
        if bucket.told:
            return "silent"
        bucket.told = True
        return "tell"


class Heard:
    """The numbers of the updates heard last: what Telegram sends again after a broken line is not answered again."""

    def __init__(self, most: int = 10_000) -> None:
        self._most = most
        self._numbers: OrderedDict[int, None] = OrderedDict()

    def again(self, number: int) -> bool:
        """Whether this update was heard before; from now on it was."""
        if number in self._numbers:
            return True
        self._numbers[number] = None
        if len(self._numbers) > self._most:
            self._numbers.popitem(last=False)
        return False


class Newest:
    """What each person typed last: whoever types on no longer wants the answer to what stood there before."""

    def __init__(self, most: int = MOST_REMEMBERED) -> None:
        self._most = most
        self._last: OrderedDict[int, str] = OrderedDict()

    def types(self, person: int, query: str) -> None:
        """A person has typed; `query` is the number Telegram gave it."""
        self._last.pop(person, None)
        self._last[person] = query
        if len(self._last) > self._most:
            self._last.popitem(last=False)

    def is_newest(self, person: int, query: str) -> bool:
        """Whether nothing was typed since; somebody forgotten counts as still wanting it."""
        return self._last.get(person, query) == query


class Recent(Generic[Key, Value]):
    """Answers of the last minutes, so many at most, in this process's memory and nowhere else."""

    def __init__(self, most: int, seconds: float, *, clock: Callable[[], float]) -> None:
        self._most = most
        self._seconds = seconds
        self._clock = clock
        self._kept: OrderedDict[Key, tuple[float, Value]] = OrderedDict()
        self.hits = 0
        self.misses = 0

    def __len__(self) -> int:
        return len(self._kept)

    def get(self, key: Key) -> Value | None:
        """What was kept under this key; None when nothing was, or it is too old."""
        self.forget_the_old()
        found = self._kept.get(key)
        if found is None:
            self.misses += 1
            return None
        self.hits += 1
        self._kept.move_to_end(key)
        return found[1]

    def keep(self, key: Key, value: Value) -> None:
        """Keep a value for the next minutes; the one asked for longest ago makes room."""
        self._kept[key] = (self._clock(), value)
        self._kept.move_to_end(key)
        if len(self._kept) > self._most:
            self._kept.popitem(last=False)

    def forget_the_old(self) -> None:
        """Let go of what is too old, asked for or not."""
        end = self._clock() - self._seconds
        for key in [key for key, (kept, _) in self._kept.items() if kept < end]:
            del self._kept[key]
