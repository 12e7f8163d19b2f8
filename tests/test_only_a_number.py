"""A rival of a note that is nothing but another number is printed with that reason, where it stands near a claim."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from invented import counted, noted_card

from bot.card.why_not import why_not
from bot.words import ENGLISH
from knowledge.model import Account, Entry, Finding
from knowledge.notes import read_notes
from knowledge.store import Store

WHY = "Not the claim: gives another number"
CLAIM = "Syria 23 march 2023: 3.5 million in the streets against the pension reform (Mill Union)"


@pytest.mark.parametrize(
    ("rival", "is_told"),
    [
        ("1.089 million (police count)", True),
        ("1.089 million", True),
        # It may be the claim's.
        ("3.5 million (police count)", False),
        # What else it says may be of what it counts.
        ("1.089 million on the eve", False),
    ],
)
def test_a_bare_number_beside_a_march_is_another_one(empty_store: Store, rival: str, is_told: bool) -> None:
    speaker = {"name": "police", "kind": "named_official", "via": ["Harbour Post"]}
    note: dict[str, object] = {
        "event": "Pension protests, 23 March 2023",
        "place": "Syria",
        "facts": [counted("Mill Union: 3.5 million nationwide.", "Mill Union", 3_500_000, "demonstrators")],
        "rivals": [{"says": rival, "speaker": speaker, "url": "https://example.org/police"}],
    }
    page = {"outlet": "Post 0", "title": "A page", "title_is": "description", "url": "https://example.org/0"}
    (noted,) = read_notes(json.dumps({"id": "N0", "kind": "report", "confidence": "high", **page, **note}))
    assert isinstance(noted, Entry)
    card = noted_card(empty_store, CLAIM, note)
    near = Finding(noted.statements[-1], noted.article, 0.6, ())
    card = replace(card, accounts=(*card.accounts, Account(near.speaker, "context", (near,))))
    assert (why_not(card, near, ENGLISH) == WHY) is is_told
