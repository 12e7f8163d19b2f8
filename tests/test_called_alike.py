"""Raids that were flown are raids: whoever prints the claim's number and word says so, and no other number does."""

from __future__ import annotations

import pytest
from invented import card_for, counted, noted_card, said

from knowledge.store import Store

RAIDS: dict[str, object] = {
    "event": "Air campaign over the Kalden steppe, January 2022",
    "place": "Kalden",
    "published": "2022-02-01",
    "published_basis": "stated",
    "facts": [counted("More than 674 raids on the Kalden steppe in January.", "Steppe Watch", 674, "airstrikes")],
}


@pytest.mark.parametrize(
    ("claim", "relation"),
    [
        ("Steppe Watch says 674 raids hit the Kalden steppe in January", "reports"),
        ("674 airstrikes hit the Kalden steppe in January", "reports"),
        # Raids may have been driven, so that another number of them contradicts nobody.
        ("Steppe Watch says 300 raids hit the Kalden steppe in January", "context"),
        ("674 sorties over the Kalden steppe in January", "context"),
    ],
)
def test_raids_that_a_note_counts_among_the_airstrikes(empty_store: Store, claim: str, relation: str) -> None:
    assert said(noted_card(empty_store, claim, RAIDS)).get("Steppe Watch", "context") == relation


@pytest.mark.parametrize(
    ("report", "reporting"),
    [
        ("Velmarian jets flew 674 raids on the Kalden steppe in January, Steppe Watch said.", True),
        # Nobody has called them raids.
        ("Velmarian jets flew 674 airstrikes on the Kalden steppe in January, Steppe Watch said.", False),
    ],
)
def test_a_report_that_calls_its_strikes_raids(empty_store: Store, report: str, reporting: bool) -> None:
    card = card_for(empty_store, "674 raids on the Kalden steppe in January", f"A month over the steppe\n{report}")
    assert (said(card).get("Steppe Watch") == "reports") is reporting
