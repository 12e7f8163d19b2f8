"""Following a claim: by consent its text is kept, and a person hears only what is new about it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from bot.buttons import Said
from bot.desk import Desk
from bot.news import Known
from bot.turns import Message, Press, Say, Turn
from bot.words import Words


@dataclass(frozen=True, slots=True)
class Telling:
    """One message to one follower; once it is sent, `desk.memory.told(follow_id, known, revision)` remembers it."""

    follow_id: int
    say: Say
    known: Known
    revision: int


def on_follow(pressed: Press, said: Said, desk: Desk, words: Words, now: datetime) -> tuple[Turn, ...]:
    """Verb f: "f:<claim>[:<ticket>]" asks for consent, "f:<claim>:<ticket or ->:yes" follows."""
    raise NotImplementedError


def on_unfollow(pressed: Press, said: Said, desk: Desk, words: Words, now: datetime) -> tuple[Turn, ...]:
    """Verb u: "u:<number of the follow>" ends it."""
    raise NotImplementedError


def following(message: Message, desk: Desk, words: Words, now: datetime) -> tuple[Turn, ...]:
    """/following and /unfollow: what is followed, each with a button that ends it."""
    raise NotImplementedError


def tell_followers(desk: Desk, now: datetime) -> Iterator[Telling]:
    """What is to be told after a refresh, one follow after the other; who is in their quiet hours is left for later.

    Run it after each refresh and every quarter of an hour, in a thread: it asks the store once for each claim.
    """
    raise NotImplementedError
