"""Cards from a store that holds a few invented reports and nothing else."""

from __future__ import annotations

import json
from datetime import UTC, datetime

from knowledge.articles import day, read_pasted
from knowledge.model import ContextCard, Entry, Finding
from knowledge.notes import read_notes
from knowledge.statements import read_statements
from knowledge.store import Store
from retrieval.answers import answer

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)


def card_for(store: Store, claim: str, *reports: str) -> ContextCard:
    """The card for a claim when each of these texts is a report of its own outlet."""
    return dated_card(store, claim, *((None, text) for text in reports))


def dated_card(store: Store, claim: str, *reports: tuple[str | None, str]) -> ContextCard:
    """The same of (day, text), where a day is known."""
    entries = []
    for number, (published, text) in enumerate(reports):
        article = read_pasted(
            text,
            url=f"https://example.org/{number}",
            outlet=f"Post {number}",
            published=day(published) if published else None,
        )
        entries.append(Entry(article, read_statements(article)))
    with store.writing() as writer:
        writer.keep(entries)
        writer.pay_index()
    (card,) = answer(claim, store, now=NOW).cards
    return card


def findings_in(
    text: str, outlet: str = "Harbour Post", published: str = "2019-05-14", *, similarity: float = 1.0
) -> list[Finding]:
    """Each statement of a report, as if it had been found."""
    site = f"https://{outlet.replace(' ', '').lower()}.example/"
    article = read_pasted(text, url=site, outlet=outlet, published=day(published))
    return [Finding(statement, article, similarity, ()) for statement in read_statements(article)]


def said(card: ContextCard) -> dict[str, str]:
    """Each speaker's relation; who reports is never overwritten by who stands near."""
    return {account.speaker.name: account.relation for account in reversed(card.accounts)}


def noted_card(store: Store, claim: str, *notes: dict[str, object]) -> ContextCard:
    """The card when the store holds these maintainers' notes, each with the fields that say nothing here."""
    lines = [
        json.dumps(
            {
                "id": f"N{number}",
                "kind": "report",
                "outlet": f"Post {number}",
                "title": "A page",
                "title_is": "description",
                "url": f"https://example.org/{number}",
                "confidence": "high",
                **note,
            }
        )
        for number, note in enumerate(notes)
    ]
    with store.writing() as writer:
        writer.keep([noted for noted in read_notes("\n".join(lines)) if isinstance(noted, Entry)])
        writer.pay_index()
    (card,) = answer(claim, store, now=NOW).cards
    return card


def counted(says: str, speaker: str, number: int, of: str, kind: str = "ngo") -> dict[str, object]:
    """One fact of a note: who counts how many of what."""
    return {
        "says": says,
        "speaker": {"name": speaker, "kind": kind},
        "quantity": {"bound": "exact", "number": number, "counted": of},
    }
