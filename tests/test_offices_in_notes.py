"""Whoever has an office in one fact of a note has it in all that the note has them say."""

from __future__ import annotations

import pytest
from invented import counted, noted_card

from bot.card.rendering import render_text
from knowledge.store import Store


@pytest.mark.parametrize(
    ("remark", "shown"),
    [
        ("lead investigator", "US military, Brig. Gen. Matt Isler, lead investigator ("),
        # What is no office is nothing that somebody is.
        ("as the page has it", "US military, Brig. Gen. Matt Isler ("),
    ],
)
def test_an_office_in_one_fact_is_told_with_another(empty_store: Store, remark: str, shown: str) -> None:
    first = counted("At least 105 civilians died.", "Brig. Gen. Matt Isler", 105, "civilians killed", "party")
    second = counted(
        "36 more civilians are unaccounted for.", "Brig. Gen. Matt Isler", 36, "civilians missing", "party"
    )
    first["speaker"] = {"name": "Brig. Gen. Matt Isler", "kind": "party", "remark": remark}
    note: dict[str, object] = {"event": "Strike on Kalden", "place": "Kalden", "facts": [first, second]}
    assert shown in render_text(noted_card(empty_store, "36 civilians are missing after the strike on Kalden", note))
