"""A claim that is a voice and its figure finds the report in which that voice gives it, and no other."""

from __future__ import annotations

import pytest
from invented import counted, noted_card, said

from knowledge.store import Store

RAID: dict[str, object] = {
    "event": "Raid on the mill at Homs, 26 February 2019",
    "place": "Homs, Syria",
    "published": "2019-03-01",
    "published_basis": "stated",
    "facts": [
        counted("More than 250 killed.", "Amir Velt", 250, "people killed", "named_official"),
        counted("At least 40 killed.", "Mill Watch", 40, "people killed"),
    ],
}
MARCH: dict[str, object] = {
    "event": "March in Tallinn, 3 May 2023",
    "place": "Tallinn, Estonia",
    "published": "2023-05-03",
    "published_basis": "stated",
    "facts": [counted("250 marched.", "Amir Velt", 250, "demonstrators", "named_official")],
}


@pytest.mark.parametrize(
    ("claim", "relation"),
    [
        ("Amir Velt: over 250", "reports"),
        ("Amir Velt says over 250 were killed", "reports"),
        # Another figure, another voice, another place, another year: that is more than the report has.
        ("Amir Velt: over 700", None),
        ("Mill Watch: over 250", None),
        ("Amir Velt: over 250 in Palmyra", None),
        ("Amir Velt said in 2021 that over 250 were killed", None),
    ],
)
def test_a_voice_and_its_figure(empty_store: Store, claim: str, relation: str | None) -> None:
    stands = said(noted_card(empty_store, claim, RAID)).get("Amir Velt")
    assert (None if stands == "context" else stands) == relation


def test_not_where_the_voice_gives_it_of_two_events(empty_store: Store) -> None:
    assert said(noted_card(empty_store, "Amir Velt: 250", RAID, MARCH)).get("Amir Velt", "context") == "context"
