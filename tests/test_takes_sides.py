"""Of the outlets whose wording takes sides, that one is told of first whose wording does so most."""

from __future__ import annotations

import pytest
from invented import dated_card

from knowledge.store import Store

ONCE = "Clashes in Homs\n\nRegime troops killed 29 people in clashes in Homs on Sunday."
TWICE = "Clashes in Homs\n\nTakfiri thugs and troops killed 29 people in clashes in Homs on Sunday."


@pytest.mark.parametrize("reports", [(ONCE, TWICE), (TWICE, ONCE)])
def test_who_takes_sides_most_is_told_of_first(empty_store: Store, reports: tuple[str, str]) -> None:
    dated = [("2016-07-10", report) for report in reports]
    card = dated_card(empty_store, "29 people were killed in clashes in Homs", *dated)
    assert card.state == "found"
    told = [caveat.sentence for caveat in card.caveats if caveat.kind == "LOADED_WORDS"]
    assert ["Regime" in sentence for sentence in told] == [False, True]
