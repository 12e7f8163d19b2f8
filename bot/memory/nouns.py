"""What people ask us to keep, as values, and what may be wrong with keeping it."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date
from typing import Literal

from bot.talk.news import Known
from knowledge.model import Period

#: One tap under a card.
Opinion = Literal["helpful", "wrong match", "wrong caveat"]


class CannotRemember(Exception):
    """What people asked us to keep cannot be read or written; the message says why and what mends it."""


class Enough(Exception):
    """Somebody already has as many as one person may; `most` says how many."""

    def __init__(self, most: int) -> None:
        super().__init__(f"{most} at most")
        self.most = most


@dataclass(frozen=True, slots=True)
class Choices:
    """How the bot behaves in one chat, as the person or the group's administrators chose."""

    #: The language of the interface; None follows the person's app.
    language: str | None = None
    card: Literal["short", "long"] = "long"
    #: In a group: a reaction when something is found, and no words.
    quiet: bool = False
    #: No news of followed claims from this hour up to that one, in the person's own time.
    quiet_hours: tuple[int, int] | None = None
    #: Minutes that the person's clock is ahead of UTC.
    ahead: int = 0


@dataclass(frozen=True, slots=True)
class Follow:
    """A claim that a person wants to hear news of."""

    id: int
    person_id: int
    claim: str
    #: Which of several events is meant, as its candidate is labelled; "" where the claim fits one.
    event: str
    #: When the post was written, where that was known.
    sent: Period | None
    #: Whether it was forwarded; else the person wrote it.
    is_forward: bool
    #: The language in which it was asked for, and in which its news are told.
    language: str
    known: Known
    #: The store's revision that the person has been told of.
    revision: int
    #: The day it was asked for.
    day: date


@dataclass(frozen=True, slots=True)
class Request:
    """A claim that nothing was found for and that people want reporting on: how many people, never who."""

    id: int
    claim: str
    people: int
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Feedback:
    """What somebody tapped under a card, and what stood on it: the same taps for the same card are counted together."""

    opinion: Opinion
    statements: tuple[str, ...]
    caveats: tuple[str, ...]
    times: int
    last: date


@dataclass(frozen=True, slots=True)
class Removed:
    """What has been forgotten, in numbers."""

    follows: int = 0
    requests: int = 0
    choices: int = 0
    sealed: int = 0
    feedback: int = 0

    @property
    def anything(self) -> bool:
        """Whether there was something to forget."""
        return any(asdict(self).values())
