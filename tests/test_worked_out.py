"""A figure that the editor of a note worked out is in nobody's mouth: it stands close by, called what it is."""

from __future__ import annotations

import pytest
from invented import counted, noted_card, said

from bot.card.rendering import render_text
from knowledge.store import Store

WHOLE = counted("The board counted 300 people at the harbour fair.", "Harbour Board", 300, "people")
CLAIM = "300 people came to the harbour fair in Kalden"


def fair(*facts: dict[str, object]) -> dict[str, object]:
    return {"event": "Harbour fair in Kalden", "place": "Kalden", "facts": list(facts)}


@pytest.mark.parametrize(
    ("says", "remark"),
    [
        ("Mira Sand counted people at the harbour fair on three quays: 720 people when added.", ""),
        ("Mira Sand's three quays at the harbour fair add up to 720 people.", ""),
        ("Mira Sand named quays for 400 and 320 people at the harbour fair.", "total computed here: 400 + 320"),
    ],
)
def test_a_sum_of_the_editors_contradicts_nobody(empty_store: Store, says: str, remark: str) -> None:
    summed = counted(says, "Mira Sand", 720, "people") | ({"remark": remark} if remark else {})
    card = noted_card(empty_store, CLAIM, fair(WHOLE, summed))
    assert said(card)["Mira Sand"] == "context"
    assert all(figure.quantity.value != 720 for tally in card.tallies for figure in tally.figures)
    printed = render_text(card)
    assert "Not the claim: a sum that the editor of this note worked out" in printed
    assert "computed here" not in printed


def test_a_sum_that_somebody_gives_is_theirs(empty_store: Store) -> None:
    given = counted("Mira Sand counted 720 people at the harbour fair.", "Mira Sand", 720, "people")
    card = noted_card(empty_store, CLAIM, fair(WHOLE, given))
    assert said(card)["Mira Sand"] == "differs"


def test_a_sum_shows_which_event_a_claim_is_of(empty_store: Store) -> None:
    summed = counted("Mira Sand's three quays at the harbour fair add up to 720 people.", "Mira Sand", 720, "people")
    card = noted_card(empty_store, "720 people were at a fair", fair(WHOLE, summed))
    assert said(card) == {"Harbour Board": "differs", "Mira Sand": "context"}
