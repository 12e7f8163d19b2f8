"""A claim that is a voice and its figure finds the report in which that voice gives it, and no other."""

from __future__ import annotations

import pytest
from invented import card_for, counted, noted_card, said

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


@pytest.mark.parametrize(
    ("claim", "told", "stands"),
    [
        ("Jonas Weil: 250 dead", "The mayor, Jonas Weil, said on Sunday that 250 people had died.", "reports"),
        ("Jonas Weil: 250 dead", "The mayor, Jonas Weil, denied on Sunday that 250 people had died.", "denies"),
        ("Russian military: 250 dead", "The Russian military denied that 250 people had died in the raid.", "denies"),
        ("SOHR: 250 dead in Homs", "SOHR dismissed reports that 250 people had died in Homs.", "denies"),
    ],
)
def test_whoever_denies_a_figure_has_not_given_it(empty_store: Store, claim: str, told: str, stands: str) -> None:
    assert set(said(card_for(empty_store, claim, f"Raid on the mill\n\n{told}")).values()) == {stands}


@pytest.mark.parametrize(
    ("claim", "told"),
    [
        # What another denies, what its speaker calls untrue, and what the claim itself negates.
        ("Mill Watch: 250", "Police denied 250 people had died, Mill Watch said."),
        ("Mill Watch: 250", "Mill Watch said it was not true that 250 people had died."),
        ("Mill Watch: 250", "Mill Watch said it could not verify that 250 people had died."),
        ("Jonas Weil: 250", "Jonas Weil said reports of 250 dead were wrong."),
        ("Jonas Weil: not 250", "The mayor, Jonas Weil, said on Sunday that 250 people had died."),
    ],
)
def test_nobody_gives_a_figure_that_is_negated(empty_store: Store, claim: str, told: str) -> None:
    assert "reports" not in said(card_for(empty_store, claim, f"Raid on the mill\n\n{told}")).values()
