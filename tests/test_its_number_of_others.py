"""Who has a claim's number close by, and counts others by it, gives this figure and counts these; else is compared."""

from __future__ import annotations

import pytest
from invented import dated_card

from bot.card.rendering import render_text
from knowledge.store import Store

REPORT = "Blast in Kalden\n\n{} were killed in the blast in a tunnel under Kalden on Thursday, the Border Monitor said."


@pytest.mark.parametrize(
    ("claim", "told", "line"),
    [
        (
            "Tunnel blast kills 38 rebels in Kalden",
            "38 members of government forces",
            "Nobody in the store says just this; Border Monitor gives this figure, but counts “38 members of "
            "government forces”.",
        ),
    ],
)
def test_the_first_line_tells_whom_the_number_counts(empty_store: Store, claim: str, told: str, line: str) -> None:
    text = render_text(dated_card(empty_store, claim, ("2016-07-22", REPORT.format(told))))
    assert line in text
    assert f"Not the claim: counts “{told}”, where the claim counts “38 rebels”" in text
    assert "compare" not in text
