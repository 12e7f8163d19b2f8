"""A report that never has the name which the card gives a voice: the card says by which words it goes there."""

from __future__ import annotations

import pytest
from invented import dated_card

from bot.card.rendering import render_text
from knowledge.store import Store

CLAIM = "44 people were killed in the Kalden bombing"


def lines_for(store: Store, *reports: str) -> str:
    return render_text(dated_card(store, CLAIM, *((f"2024-03-0{5 + n}", text) for n, text in enumerate(reports))))


def test_state_media_that_a_report_does_not_name_go_by_its_words(empty_store: Store) -> None:
    printed = lines_for(
        empty_store,
        "Bombing in Kalden\n\nThe Kalden bombing in Syria killed 44 people, SANA said.",
        "Bombing in Kalden\n\nSyrian state media gave a toll of 44 people killed in the Kalden bombing.",
    )
    assert printed.count("The report says “Syrian state media”, and does not name SANA.") == 1


@pytest.mark.parametrize(
    "told",
    [
        # A report that has the name further up or down may say it shorter.
        "Syrian state media gave a toll of 44 people killed in the Kalden bombing. SANA showed a burning mill.",
        # The name itself, in full.
        "The Syrian Arab News Agency gave a toll of 44 people killed in the Kalden bombing.",
    ],
)
def test_a_report_that_names_the_voice_needs_no_such_line(told: str, empty_store: Store) -> None:
    first = "Bombing in Kalden\n\nThe Kalden bombing in Syria killed 44 people, SANA said."
    assert "does not name" not in lines_for(empty_store, first, f"Bombing in Kalden\n\n{told}")
