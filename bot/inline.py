"""What the bot offers while somebody types its name and a claim in any chat.

What is chosen is seen by everybody in that chat, so that it is worded in the language that was typed, not in the typist's.
"""

from __future__ import annotations

import base64
import hashlib
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from bot.buttons import TooLong, data_of
from bot.desk import Desk
from bot.layout import answer as first_line
from bot.rendering import render_html_pages, shown
from bot.turns import Button, Rows
from bot.voices import name_of
from bot.words import Words, msgid, words_in
from knowledge.articles import guess_language
from knowledge.model import Account, Candidate, ContextCard, Finding
from retrieval.answers import answer
from retrieval.claims import BadMessage
from retrieval.origins import articles_of
from retrieval.wording import opening, verb

#: Shorter than this is somebody still typing.
SHORTEST = 3
#: What Telegram takes in one answer.
MOST_RESULTS = 50
#: What Telegram carries behind the button above the results, and behind "t.me/…?start=".
MOST_START = 64
#: Begins the start parameter that holds a claim.
CLAIM_FOLLOWS = "c_"
#: A start parameter that says only where somebody comes from.
FROM_INLINE = "inline"

ASK_IN_PRIVATE = msgid("Ask in the private chat")
NO_REPORTING = msgid("No reporting found")
SAYS_NOTHING = msgid("This says nothing about whether it is true.")
WHO_SAYS_SO = msgid("Who says so, and who says otherwise")
SEVERAL_FIT = msgid("Several reports fit")


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


def typed(query: str) -> Typed:
    """What has been typed, so that the same words are the same query.

    >>> typed("  100   airstrikes ")
    Typed(text='100 airstrikes', language='en')
    """
    text = unicodedata.normalize("NFC", " ".join(query.split()))
    return Typed(text, guess_language(text))


def start_of(text: str) -> str:
    """The start parameter that brings a claim into the private chat; one without it, where it is too long to travel.

    >>> start_of("100 airstrikes"), start_of("A claim that is far longer than an address may be")
    ('c_MTAwIGFpcnN0cmlrZXM', 'inline')
    """
    payload = CLAIM_FOLLOWS + base64.urlsafe_b64encode(text.encode("utf-8", "replace")).rstrip(b"=").decode()
    return payload if text and len(payload) <= MOST_START else FROM_INLINE


def claim_in(start: str) -> str | None:
    """The claim that a start parameter brings; None when it brings none.

    >>> claim_in("c_MTAwIGFpcnN0cmlrZXM"), claim_in("inline"), claim_in("c_*")
    ('100 airstrikes', None, None)
    """
    if not start.startswith(CLAIM_FOLLOWS):
        return None
    coded = start.removeprefix(CLAIM_FOLLOWS)
    try:
        return base64.b64decode(coded + "=" * (-len(coded) % 4), altchars=b"-_", validate=True).decode() or None
    except ValueError:
        return None


def on_query(query: Typed, desk: Desk, *, now: datetime) -> tuple[Result, ...]:
    """Every result for what has been typed: first the whole card, then each account that says so, then each rival."""
    if query.is_too_short:
        return ()
    try:
        cards = answer(query.text, desk.store, now=now).cards
    except BadMessage:
        return ()
    words = words_in(query.language)
    offered: list[Result] = []
    for number, card in enumerate(cards):
        rows = _keyboard(query.text, number, card, desk, words, now)
        offered += [replace(result, rows=rows) for result in _results(card, number, words)]
    return tuple(offered)


def page_of(results: Sequence[Result], offset: str) -> tuple[Sequence[Result], str]:
    """The results from an offset on, as many as Telegram takes, and the offset of the next page ("" for none)."""
    start = int(offset) if offset.isascii() and offset.isdecimal() and len(offset) < 6 else 0
    following = start + MOST_RESULTS
    return results[start:following], str(following) if following < len(results) else ""


def _keyboard(text: str, number: int, card: ContextCard, desk: Desk, words: Words, now: datetime) -> Rows:
    """A button, so that the message can be changed later: Telegram gives the bot no handle on one without."""
    if len(render_html_pages(card)) > 1:
        try:
            return ((Button(words.say("More"), data_of("p", number, 1, text)),),)
        except TooLong:
            pass
    return ((Button(words.say(ASK_IN_PRIVATE), data_of("n", number)),),)


def _results(card: ContextCard, number: int, words: Words) -> list[Result]:
    make = _maker(card, number)
    if card.state == "nothing_found":
        return [make(card, words.say(NO_REPORTING), words.say(SAYS_NOTHING), "whole")]
    title = WHO_SAYS_SO if card.state == "found" else SEVERAL_FIT
    results = [make(card, words.say(title), first_line(card), "whole")]
    if card.state == "ambiguous":
        # Each of several events is offered as what it is, never as the answer.
        return results + [_candidate(make, card, candidate) for candidate in card.candidates]
    return results + [_account(make, card, account) for account in card.accounts if account.relation != "context"]


Maker = Callable[[ContextCard, str, str, str], Result]


def _candidate(make: Maker, card: ContextCard, candidate: Candidate) -> Result:
    alone = replace(card, candidates=(candidate,), **_about(card, candidate.findings))
    return make(alone, candidate.label, candidate.findings[0].words, candidate.label)


def _account(make: Maker, card: ContextCard, account: Account) -> Result:
    says = {"reports": ("says so", "say so"), "differs": ("says otherwise", "say otherwise")}
    name = name_of(account.speaker)
    title = f"{name} {verb([name], *says.get(account.relation, ('denies it', 'deny it')))}"
    alone = replace(card, **{**_about(card, account.findings), "accounts": (account,)})
    return make(alone, opening(title), account.findings[0].words, account.relation + name)


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
        "articles": len(articles_of([f for origin in origins for f in origin.findings])),
    }


def _maker(card: ContextCard, number: int) -> Maker:
    count = 0

    def make(part: ContextCard, title: str, description: str, what: str) -> Result:
        nonlocal count
        count += 1
        # The same words over the same store make the same result: Telegram keeps answers by this.
        said = f"{card.claim.text}\x00{number}\x00{count}\x00{what}"
        identity = hashlib.sha256(said.encode("utf-8", "replace")).hexdigest()[:32]
        return Result(identity, shown(title, 60), shown(description, 120), render_html_pages(part)[0], ())

    return make
