"""A town that a report names only as what its deed was near is not told as where it was."""

from __future__ import annotations

import pytest
from invented import card_for

from bot.card.rendering import render_text
from knowledge.store import Store

CLAIM = "Army ambush near Daraa kills 62 rebels in August 2013"


@pytest.mark.parametrize(
    ("where", "told"),
    [
        ("near the town of Palmyra", "near Palmyra, not in Daraa"),
        ("outside Palmyra", "near Palmyra, not in Daraa"),
        ("in the town of Palmyra", "in Palmyra, not Daraa"),
    ],
)
def test_what_was_near_a_town_is_told_as_near_it(empty_store: Store, where: str, told: str) -> None:
    report = (
        f"Ambush kills 62 rebels\n\nSixty-two rebels were killed in an army ambush {where} on 7 August 2013, SOHR said."
    )
    assert told in render_text(card_for(empty_store, CLAIM, report)).splitlines()[1]
