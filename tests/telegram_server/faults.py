"""What goes wrong on the way to Telegram, on order: refusals, broken servers, cut lines, slow answers, rate limits."""

from __future__ import annotations

import math
from collections import defaultdict, deque
from dataclasses import dataclass
from typing import Literal

from .refusals import Json, Refusal

Kind = Literal["refuse", "cut", "lose", "slow"]


@dataclass(frozen=True, slots=True)
class Fault:
    """One call's misfortune.

    "cut" hangs up before the call is carried out, "lose" after it (the message is there, its answer is not),
    "slow" answers properly but late.
    """

    kind: Kind
    refusal: Refusal | None = None
    seconds: float = 0.0


class Faults:
    """The misfortunes waiting for the next calls; ``"*"`` waits for a call of any method but getUpdates."""

    def __init__(self) -> None:
        """Begin with none."""
        self._waiting: dict[str, deque[Fault]] = defaultdict(deque)

    def add(self, method: str, fault: Fault, times: int) -> None:
        """Let the next calls of a method meet a fault."""
        self._waiting[method.lower()].extend([fault] * times)

    def take(self, method: str) -> Fault | None:
        """Give the fault that this call meets, once."""
        names = [method.lower()] if method.lower() == "getupdates" else [method.lower(), "*"]
        for name in names:
            if self._waiting.get(name):
                return self._waiting[name].popleft()
        return None


@dataclass
class RateLimits:
    """Telegram's published limits: about one message a second in a chat, twenty a minute in a group, thirty a second.

    A private chat forgives short bursts, so ``burst`` messages may come within ``burst`` seconds.
    """

    per_second: int = 30
    group_per_minute: int = 20
    burst: int = 3

    def __post_init__(self) -> None:
        """Start with nothing sent."""
        self._all: deque[float] = deque()
        self._chats: dict[int, deque[float]] = defaultdict(deque)

    def check(self, chat_id: int, now: float) -> None:
        """Count a message, or refuse it with the seconds to wait."""
        size, span = (self.group_per_minute, 60.0) if chat_id < 0 else (self.burst, float(self.burst))
        waits = [_wait(self._all, self.per_second, 1.0, now), _wait(self._chats[chat_id], size, span, now)]
        if max(waits) > 0:
            raise too_many_requests(math.ceil(max(waits)))
        self._all.append(now)
        self._chats[chat_id].append(now)


def _wait(sent: deque[float], size: int, span: float, now: float) -> float:
    while sent and sent[0] <= now - span:
        sent.popleft()
    return 0.0 if len(sent) < size else sent[0] + span - now


def too_many_requests(seconds: int) -> Refusal:
    """Refuse for now: the bot must wait this many seconds."""
    parameters: Json = {"retry_after": seconds}
    return Refusal(429, f"retry after {seconds}", parameters)
