"""Who counts more over years stands beside a claim of fewer, and not against it."""

from __future__ import annotations

import pytest
from invented import dated_card, said

from knowledge.store import Store

CLAIM = "The war in Yemen has killed 30,000 civilians"
SAYS_SO = "The war in Yemen has killed 30,000 civilians, Mill Watch said."
OVER_YEARS = " between May 2015 and October 2019"


@pytest.mark.parametrize(
    ("claim", "says_so", "other", "relation"),
    [
        (CLAIM, SAYS_SO, f"The war in Yemen killed 90,000 civilians{OVER_YEARS}", "context"),
        (CLAIM, SAYS_SO, "The war in Yemen has killed 90,000 civilians", "differs"),
        # Fewer over a longer time do contradict.
        (CLAIM, SAYS_SO, f"The war in Yemen killed 9,000 civilians{OVER_YEARS}", "differs"),
        # Where the claim, or whoever says so, prints years as well, both count over years.
        (f"{CLAIM}{OVER_YEARS}", SAYS_SO, f"The war in Yemen killed 90,000 civilians{OVER_YEARS}", "differs"),
        (
            CLAIM,
            SAYS_SO.replace(", Mill", f"{OVER_YEARS}, Mill"),
            f"The war in Yemen killed 90,000 civilians{OVER_YEARS}",
            "differs",
        ),
    ],
)
def test_more_over_years_is_set_beside(empty_store: Store, claim: str, says_so: str, other: str, relation: str) -> None:
    card = dated_card(
        empty_store,
        claim,
        ("2021-03-10", f"Yemen\n\n{says_so}"),
        ("2021-03-10", f"War\n\n{other}, the Red Crescent said."),
    )
    assert said(card)["Red Crescent"] == relation
