"""Asking for reporting: by consent a claim that nothing was found for is put on the maintainers' list."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

import numpy as np

from bot.memory import CannotRemember, Enough, Memory, Request
from bot.talk import consent
from bot.talk.asked import card_behind
from bot.talk.buttons import Said, data_of
from bot.talk.desk import Desk
from bot.talk.replies import gone
from bot.talk.turns import Button, Edit, Press, Reply, Turn
from bot.words import Words

#: From this likeness of meaning on, two requests stand together on the list.
SIMILAR = 0.75

#: Texts into unit vectors, one row each.
Encode = Callable[[Sequence[str]], np.ndarray]


@dataclass(frozen=True, slots=True)
class Wanted:
    """Requests that ask for much the same: the one that most people made, and those like it."""

    request: Request
    similar: tuple[Request, ...]
    #: How many people asked for any of them, each counted once.
    people: int

    @property
    def first(self) -> date:
        """The day on which the first of them was made."""
        return min(one.first for one in (self.request, *self.similar))

    @property
    def last(self) -> date:
        """The day on which somebody last asked for one of them."""
        return max(one.last for one in (self.request, *self.similar))


def on_request(pressed: Press, said: Said, desk: Desk, words: Words, now: datetime) -> tuple[Turn, ...]:
    """Verb r: "r:<claim>" asks for consent, "r:<claim>:y" puts the claim on the list."""
    memory = consent.kept_in(pressed, said, desk, words)
    if isinstance(memory, tuple):
        return memory
    ref, card = said.ref, card_behind(pressed, said, desk, now)
    if ref is None or card is None:
        return gone(words)
    claim, days = card.claim.text, memory.retention.days
    if said.argument(1) != consent.YES:
        question = words.count(
            "Shall I ask the people who maintain this bot for reporting on {claim}?\n\n"
            "They would see the text of the claim and how many people ask for it, not who. I would keep the text, and "
            "your number in Telegram so that you are counted once. Both are removed when they are done with it, after "
            "{n} day at the latest, or at once when you send /forgetme.",
            "Shall I ask the people who maintain this bot for reporting on {claim}?\n\n"
            "They would see the text of the claim and how many people ask for it, not who. I would keep the text, and "
            "your number in Telegram so that you are counted once. Both are removed when they are done with it, after "
            "{n} days at the latest, or at once when you send /forgetme.",
            days,
            claim=consent.quoted(claim),
        )
        return consent.ask_whether("r", ref, question, words.say("Yes, ask them"), words, pressed)
    try:
        memory.request(pressed.person.id, claim, now)
    except Enough as enough:
        return (Edit(Reply(_enough(enough, words))),)
    except CannotRemember as error:
        return consent.could_not_keep(error, words)
    kept = words.count(
        "It is on the list, thank you. Shall I tell you when there is reporting? Then I keep the text of the claim and "
        "your number in Telegram for {n} day to find you again; /forgetme removes both.",
        "It is on the list, thank you. Shall I tell you when there is reporting? Then I keep the text of the claim and "
        "your number in Telegram for {n} days to find you again; /forgetme removes both.",
        days,
    )
    button = Button(words.say("Tell me when there is reporting"), data_of("f", ref, consent.YES))
    return (Edit(Reply(kept, ((button,),))),)


def wanted(memory: Memory, encode: Encode) -> tuple[Wanted, ...]:
    """What people want reporting on, similar claims together, what most people want first."""
    requests = memory.requests()
    groups = alike(requests, encode([request.claim for request in requests])) if requests else ()
    listed = [Wanted(group[0], group[1:], memory.people_asking([one.id for one in group])) for group in groups]
    return tuple(sorted(listed, key=lambda one: (-one.people, -one.last.toordinal(), one.request.id)))


def alike(requests: Sequence[Request], vectors: np.ndarray) -> tuple[tuple[Request, ...], ...]:
    """Requests in groups of one meaning: each joins the first group whose foremost request is like it.

    `vectors` are unit vectors, a row for each request; what most people want comes first and leads its group.
    """
    groups: list[list[int]] = []
    for n in range(len(requests)):
        near = next((group for group in groups if float(vectors[group[0]] @ vectors[n]) >= SIMILAR), None)
        if near is None:
            groups.append([n])
        else:
            near.append(n)
    return tuple(tuple(requests[n] for n in group) for group in groups)


def _enough(enough: Enough, words: Words) -> str:
    return words.count(
        "You have asked for reporting on {n} claim, which is as much as one person can ask for at once. "
        "It ends when the maintainers are done with it; /forgetme takes it back.",
        "You have asked for reporting on {n} claims, which is as much as one person can ask for at once. "
        "They end when the maintainers are done with them; /forgetme takes them all back.",
        enough.most,
    )
