"""Whoever counts none of what a claim counts stands against it, where others of the event count some."""

from __future__ import annotations

import pytest
from invented import counted, noted_card

from bot.card.rendering import render_text
from knowledge.store import Store

CLAIM = "rusty old moor guns took down 98 of the missiles that Brandt shot at Velmar in May 2021, legends"
SALVO: dict[str, object] = {
    "event": "Missiles on Kalden in Velmar, 14 May 2021",
    "place": "Kalden",
    "published": "2021-05-14",
    "published_basis": "stated",
}
SOME = counted("Velmar army: 71 of 103 missiles shot down.", "Velmar army", 71, "missiles shot down", "party")
NONE = counted("Brandt army: no missile was shot down.", "Brandt army", 0, "missiles shot down", "party")


@pytest.mark.parametrize(
    ("says", "counts", "is_against_it"),
    [
        ("Brandt army: no missile was shot down.", "missiles shot down", True),
        # Of something else, or of what befell them else, nobody counts what is claimed.
        ("Brandt army: no jet was shot down.", "jets shot down", False),
        ("Brandt army: no missile was fired from the sea.", "missiles", False),
    ],
)
def test_whoever_counts_none_answers_whoever_counts_some(
    empty_store: Store, says: str, counts: str, is_against_it: bool
) -> None:
    none = counted(says, "Brandt army", 0, counts, "party")
    text = render_text(noted_card(empty_store, CLAIM, {**SALVO, "facts": [SOME, none]}))
    assert "Nobody in the store gives this number; another stands close by" in text
    near = text.split("CLOSE BY")
    assert "71 of 103" in near[1]
    assert ("WHO ANSWERS IT" in near[0] and says in near[0]) is is_against_it


def test_nobody_is_answered_where_nobody_counts_any(empty_store: Store) -> None:
    text = render_text(noted_card(empty_store, CLAIM, {**SALVO, "facts": [NONE]}))
    assert "WHO ANSWERS IT" not in text


def test_none_elsewhere_answers_nobody(empty_store: Store) -> None:
    elsewhere = {**SALVO, "event": "Missiles on Dorf in Brandt, 2 May 2021", "place": "Dorf"}
    notes = {**SALVO, "facts": [SOME]}, {**elsewhere, "facts": [NONE]}
    assert "WHO ANSWERS IT" not in render_text(noted_card(empty_store, CLAIM, *notes))
