"""What the bot offers while somebody types its name and a claim in any chat."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from datetime import datetime

from bot.layout import answer as first_line
from bot.rendering import render_html_pages, shown
from knowledge.model import Account, ContextCard
from knowledge.store import Store
from retrieval.answers import answer
from retrieval.claims import BadMessage

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
    for account in card.accounts:
        if account.relation == "context" and card.state == "found":
            continue
        results.append(_account(card, account))
    return results


def _account(card: ContextCard, account: Account) -> Result:
    says = {"reports": "says so", "differs": "says otherwise", "denies": "denies it", "context": "comes near"}
    name = account.speaker.name or "An unnamed source"
    kept = tuple(c for c in card.caveats if any(f in account.findings for f in c.findings))
    origins = tuple(o for o in card.origins if any(f in account.findings for f in o.findings))
    alone = replace(
        card,
        state="found",
        accounts=(account,),
        caveats=kept,
        candidates=(),
        origins=origins[:1],
        articles=len({f.url for f in account.findings}) if origins else 0,
    )
    return _result(alone, f"{name} {says[account.relation]}", account.findings[0].words, account.relation + name)


def _result(card: ContextCard, title: str, description: str, part: str) -> Result:
    # The same words over the same store make the same result: Telegram caches by this.
    identity = hashlib.sha256(f"{card.claim.text}\x00{part}".encode("utf-8", "replace")).hexdigest()[:32]
    return Result(identity, shown(title, 60), shown(description, 120), render_html_pages(card)[0])
