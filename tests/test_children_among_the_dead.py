"""Who counts so many dead has counted no so many children, where others of the event died beside them."""

from __future__ import annotations

import pytest
from invented import dated_card, said

from knowledge.store import Store

DAY = "2016-10-26"
CLAIM = "Air raid on a school in Homs kills 22 children in October 2016"
OTHERS = "An air raid on a school in Homs on Wednesday killed 22 people, the Border Monitor said."


@pytest.mark.parametrize(
    ("first", "relation"),
    [
        ("An air raid on a school in Homs on Wednesday killed 22 children and six teachers, UNICEF said.", "context"),
        # Nobody died beside them, as far as anybody says.
        ("An air raid on a school in Homs on Wednesday killed 22 children, UNICEF said.", "reports"),
    ],
)
def test_so_many_dead_are_not_so_many_children(empty_store: Store, first: str, relation: str) -> None:
    card = dated_card(empty_store, CLAIM, (DAY, f"Raid on a school\n\n{first}"), (DAY, f"Raid in Homs\n\n{OTHERS}"))
    assert said(card) == {"UNICEF": "reports", "Border Monitor": relation}
