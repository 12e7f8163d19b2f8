"""A name that opens a claim, over it or owning what follows, says whose event it is, where the report calls it so."""

from __future__ import annotations

import pytest
from invented import counted, noted_card, said

from knowledge.store import Store

CLASH: dict[str, object] = {
    "event": "Clash in the Harrowdale valley near Mill Hospital, 6 May 2024",
    "place": "Harrowdale valley",
    "published": "2024-05-07",
    "published_basis": "stated",
    "facts": [counted("20 soldiers killed.", "Border Watch", 20, "soldiers killed")],
}


@pytest.mark.parametrize(
    ("claim", "otherwise"),
    [
        ("Harrowdale: 45 soldiers killed", True),
        ("harrowdale: 45 soldiers killed", True),
        ("Harrowdale's clash killed 45 soldiers", True),
        # Another valley, a word that every report has, and one that is no name by itself.
        ("Brindale: 45 soldiers killed", False),
        ("Monday: 45 soldiers killed", False),
        ("Clash: 45 soldiers killed", False),
        ("Police: 45 soldiers killed", False),
        ("Hospital: 45 soldiers killed", False),
    ],
)
def test_who_counts_otherwise(empty_store: Store, claim: str, otherwise: bool) -> None:
    assert ("differs" in said(noted_card(empty_store, claim, CLASH)).values()) is otherwise
