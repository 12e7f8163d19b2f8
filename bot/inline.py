"""What the bot offers while somebody types its name and a claim in any chat."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from bot.layout import answer as first_line
from bot.rendering import render_html_pages, shown
from bot.voices import name_of
from knowledge.model import Account, Candidate, ContextCard, Finding
from knowledge.store import Store
from retrieval.answers import answer
from retrieval.claims import BadMessage
from retrieval.origins import articles_of
from retrieval.wording import opening, verb

#: Shorter than this is somebody still typing.
SHORTEST = 3
#: What Telegram takes in one answer.
MOST_RESULTS = 50


@dataclass(frozen=True, slots=True)
class Result:
    """One line of the list under the message field: what it says, and the message it becomes."""

    id: str
    title: str
    description: str
    html: str


def on_query(query: str, store: Store, *, now: datetime, offset: str = "") -> tuple[tuple[Result, ...], str]:
    """The results for what has been typed so far, and the offset of the next page ("" when there is none).

    First the whole card, then each account that says so, then each that says otherwise.
    """
    if len(query.strip()) < SHORTEST:
        return (), ""
    try:
        cards = answer(query, store, now=now).cards
    except BadMessage:
        return (), ""
    results = [result for card in cards for result in _results(card)]
    start = int(offset) if offset.isdecimal() and len(offset) < 6 else 0
    shown_now = results[start : start + MOST_RESULTS]
    following = str(start + MOST_RESULTS) if start + MOST_RESULTS < len(results) else ""
    return tuple(shown_now), following


def _results(card: ContextCard) -> list[Result]:
    if card.state == "nothing_found":
        return [_result(card, "No reporting found", "This says nothing about whether it is true.", "whole")]
    titles = {"found": "Who says so, and who says otherwise", "ambiguous": "Several reports fit"}
    results = [_result(card, titles[card.state], first_line(card), "whole")]
    if card.state == "ambiguous":
        # Each of several events is offered as what it is, never as the answer.
        return results + [_candidate(card, candidate) for candidate in card.candidates]
    return results + [_account(card, account) for account in card.accounts if account.relation != "context"]


def _candidate(card: ContextCard, candidate: Candidate) -> Result:
    alone = replace(card, candidates=(candidate,), **_about(card, candidate.findings))
    return _result(alone, candidate.label, candidate.findings[0].words, candidate.label)


def _account(card: ContextCard, account: Account) -> Result:
    says = {"reports": ("says so", "say so"), "differs": ("says otherwise", "say otherwise")}
    name = name_of(account.speaker)
    title = f"{name} {verb([name], *says.get(account.relation, ('denies it', 'deny it')))}"
    alone = replace(card, **{**_about(card, account.findings), "accounts": (account,)})
    return _result(alone, opening(title), account.findings[0].words, account.relation + name)


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


def _result(card: ContextCard, title: str, description: str, part: str) -> Result:
    # The same words over the same store make the same result: Telegram caches by this.
    identity = hashlib.sha256(f"{card.claim.text}\x00{part}".encode("utf-8", "replace")).hexdigest()[:32]
    return Result(identity, shown(title, 60), shown(description, 120), render_html_pages(card)[0])
