"""What the bot offers while somebody types its name and a claim in any chat.

What is chosen is seen by everybody in that chat, so it is worded in the language that was typed, not the typist's own.
"""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from bot.card.blocks import label_of
from bot.card.first_line import answer as first_line
from bot.card.keyboards import under_card
from bot.card.rendering import shown
from bot.card.views import whole
from bot.card.voices import name_of, several
from bot.talk.asked import Asked, carried, link_from_anywhere, with_day
from bot.talk.buttons import TICKET, Ref
from bot.talk.desk import Desk
from bot.talk.turns import Button, Rows
from bot.words import Words, msgid, words_in
from knowledge.articles import guess_language
from knowledge.model import Account, Candidate, ContextCard, Finding, Period
from retrieval.answers import answer
from retrieval.claims.messages import BadMessage
from retrieval.origins import count_reports
from retrieval.wording import opening

#: Shorter than this is somebody still typing.
SHORTEST = 3
#: What Telegram takes in one answer.
MOST_RESULTS = 50
#: A start parameter that says only where somebody comes from.
FROM_INLINE = "inline"

ASK_IN_PRIVATE = msgid("Ask in the private chat")
NO_REPORTING = msgid("No reporting found")
SAYS_NOTHING = msgid("This says nothing about whether it is true.")
WHO_SAYS_SO = msgid("Who says so, and who says otherwise")
SEVERAL_FIT = msgid("Several reports fit")
SAYS = {
    "reports": (msgid("{who} says so"), msgid("{who} say so")),
    "differs": (msgid("{who} says otherwise"), msgid("{who} say otherwise")),
}
DENIES = msgid("{who} denies it"), msgid("{who} deny it")


@dataclass(frozen=True, slots=True)
class Typed:
    """What has been typed so far, its spaces set right, and the language it looks like."""

    text: str
    language: str = "en"

    @property
    def is_too_short(self) -> bool:
        """Whether somebody is still typing."""
        return len(self.text) < SHORTEST


@dataclass(frozen=True, slots=True)
class Result:
    """One line of the list under the message field: what it says, and the message it becomes."""

    id: str
    title: str
    description: str
    html: str
    rows: Rows


@dataclass(frozen=True, slots=True)
class Offer:
    """Everything that is offered for what has been typed, and what the button above it brings into the private chat."""

    results: tuple[Result, ...]
    start: str


NOTHING = Offer((), FROM_INLINE)


def typed(query: str) -> Typed:
    """What has been typed, so that the same words are the same query.

    >>> typed("  100   airstrikes ")
    Typed(text='100 airstrikes', language='en')
    """
    text = unicodedata.normalize("NFC", " ".join(query.split()))
    return Typed(text, guess_language(text))


def on_query(query: Typed, desk: Desk, *, now: datetime) -> Offer:
    """Every result for what has been typed: first the whole card, then each account that says so, then each rival."""
    if query.is_too_short:
        return NOTHING
    sent = Period.at(now)
    try:
        found = answer(query.text, desk.store, now=now, sent=sent)
    except BadMessage:
        return NOTHING
    words = words_in(query.language)
    tail = _carried(query.text, sent, desk, now)
    start = link_from_anywhere(Asked(query.text, sent, tail=tail), desk, now)
    offered: list[Result] = []
    for number, card in enumerate(found.cards):
        ref = Ref(None if found.is_whole else number, tail=tail) if tail else None
        rows = _keyboard(card, ref, start, words)
        offered += [replace(result, rows=rows) for result in _results(card, number, words)]
    return Offer(tuple(offered), start or FROM_INLINE)


def page_of(results: Sequence[Result], offset: str) -> tuple[Sequence[Result], str]:
    """The results from an offset on, as many as Telegram takes, and the offset of the next page ("" for none)."""
    start = int(offset) if offset.isascii() and offset.isdecimal() and len(offset) < 6 else 0
    following = start + MOST_RESULTS
    return results[start:following], str(following) if following < len(results) else ""


def _carried(text: str, sent: Period, desk: Desk, now: datetime) -> str | None:
    """What the buttons carry. A long claim is sealed for a while only: most of what is typed is never sent."""
    short = carried(text, replace(desk, memory=None), now, sent=sent)
    if short is not None or desk.memory is None:
        return short
    return TICKET + desk.memory.offer(with_day(text, sent), now)


def _keyboard(card: ContextCard, ref: Ref | None, start: str | None, words: Words) -> Rows:
    """A button at least, so that the message can be changed later: Telegram gives no handle on one without."""
    under = under_card(card, ref, words, keeps=False, anywhere=True, link=start)
    return under or ((Button(words.say(ASK_IN_PRIVATE), start=FROM_INLINE),),)


def _results(card: ContextCard, number: int, words: Words) -> list[Result]:
    make = _maker(card, number, words)
    if card.state == "nothing_found":
        return [make(card, words.say(NO_REPORTING), words.say(SAYS_NOTHING), "whole")]
    title = WHO_SAYS_SO if card.state == "found" else SEVERAL_FIT
    results = [make(card, words.say(title), first_line(card, words), "whole")]
    if card.state == "ambiguous":
        # Each of several events is offered as what it is, never as the answer.
        return results + [_candidate(make, card, candidate, words) for candidate in card.candidates]
    said = [account for account in card.accounts if account.relation != "context"]
    return results + [_account(make, card, account, words) for account in said]


Maker = Callable[[ContextCard, str, str, str], Result]


def _candidate(make: Maker, card: ContextCard, candidate: Candidate, words: Words) -> Result:
    alone = replace(card, candidates=(candidate,), **_about(card, candidate.findings))
    return make(alone, label_of(candidate, words), candidate.findings[0].words, candidate.label)


def _account(make: Maker, card: ContextCard, account: Account, words: Words) -> Result:
    one, many = SAYS.get(account.relation, DENIES)
    name = name_of(account.speaker, words)
    title = words.count(one, many, several([name]), who=name)
    alone = replace(card, **{**_about(card, account.findings), "accounts": (account,)})
    return make(alone, opening(title), account.findings[0].words, account.relation + account.speaker.name)


def _about(card: ContextCard, findings: Sequence[Finding]) -> dict[str, Any]:
    """What of a card concerns these findings alone."""
    ids = {f.statement.id for f in findings}

    def kept(group: Sequence[Finding]) -> tuple[Finding, ...]:
        return tuple(f for f in group if f.statement.id in ids)

    origins = tuple(replace(o, findings=kept(o.findings)) for o in card.origins if kept(o.findings))
    return {
        "accounts": tuple(replace(a, findings=kept(a.findings)) for a in card.accounts if kept(a.findings)),
        "caveats": tuple(c for c in card.caveats if kept(c.findings)),
        "origins": origins,
        "articles": count_reports([f for origin in origins for f in origin.findings]),
    }


def _maker(card: ContextCard, number: int, words: Words) -> Maker:
    count = 0

    def make(part: ContextCard, title: str, description: str, what: str) -> Result:
        nonlocal count
        count += 1
        # The same words over the same store make the same result: Telegram keeps answers by this.
        said = f"{card.claim.text}\x00{number}\x00{count}\x00{what}"
        identity = hashlib.sha256(said.encode("utf-8", "replace")).hexdigest()[:32]
        return Result(identity, shown(title, 60), shown(description, 120), whole(part, words), ())

    return make
