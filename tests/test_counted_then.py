"""What notes count of the very thing, over the very year, of the same side's deeds, stands nearest to a claim."""

from __future__ import annotations

import pytest
from invented import counted, noted_card

from bot.card.first_line import answer
from bot.card.rendering import render_text
from knowledge.store import Store

OVER = {"bound": "over", "number": 342, "counted": "attacks"}
#: Its own words have neither side.
RAIDS: dict[str, object] = {
    "event": "ISIS attacks in SDF-held areas",
    "facts": [counted("Over 342 armed attacks in 2021.", "Mill Watch", 342, "attacks") | {"quantity": OVER}],
}
#: Nearer by its words, and counts no attacks.
DESERT: dict[str, object] = {
    "title": "ISIS in 2021 | ISIS kills 62 in areas of the SDF",
    "title_is": "headline",
    "event": "Yearly report on ISIS",
    "facts": [
        counted("ISIS holds nearly 4,000 square kilometres of desert.", "Hill Watch", 4_000, "square kilometres")
    ],
}


@pytest.mark.parametrize(
    ("claim", "line"),
    [
        ("ISIS carried out 4,500 attacks in the SDF areas in 2021 alone", "Mill Watch (over 342 armed attacks)"),
        ("ISIS carried out 200 attacks in SDF areas in 2021", "Mill Watch (over 342 armed attacks)"),
        # Another year, another side's attacks, another side's areas.
        ("ISIS carried out 4,500 attacks in the SDF areas in 2019", ""),
        ("The SDF carried out 4,500 attacks on ISIS areas in 2021", ""),
        ("ISIS carried out 4,500 attacks in the Hezbollah areas in 2021", ""),
    ],
)
def test_another_number_of_the_very_thing_and_year_is_told(empty_store: Store, claim: str, line: str) -> None:
    card = noted_card(empty_store, claim, RAIDS, DESERT)
    told = "Nobody in the store gives this number; another stands close by: "
    assert answer(card).startswith(told + line) if line else told not in answer(card)
    assert not line or "square kilometres" not in render_text(card)
