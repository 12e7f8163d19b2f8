"""A note that has the very number of a typed claim: when that shows which event is meant, and when it may be chance."""

from __future__ import annotations

import pytest
from invented import card_for, counted, noted_card, said

from knowledge.store import Store

ROAD = "Pilgrims on the northern road, 2018"


def noted(store: Store, claim: str, says: str, number: int, of: str, event: str = ROAD) -> str:
    """How one count of a note on this event stands to a claim."""
    note: dict[str, object] = {"event": event, "place": "Velmar", "facts": [counted(says, "Velmar Watch", number, of)]}
    return said(noted_card(store, claim, note)).get("Velmar Watch", "nothing")


@pytest.mark.parametrize(
    ("claim", "says", "number", "of"),
    [
        (
            "only 275 pilgrims died on the northern road, busy liars up there",
            "275 pilgrims died.",
            275,
            "pilgrims killed",
        ),
        (
            "275 pilgrims died on the northern road, the Watch says so not me",
            "275 pilgrims died.",
            275,
            "pilgrims killed",
        ),
        # What somebody draws from a number denies nothing of it.
        (
            "275 pilgrims died on the northern road so no they dont only walk in the south",
            "275 pilgrims died.",
            275,
            "pilgrims killed",
        ),
        (
            "275 pilgrims died on the northern road and not a single one was buried",
            "275 pilgrims died.",
            275,
            "pilgrims killed",
        ),
    ],
)
def test_a_number_nobody_arrives_at_twice_shows_the_event(
    claim: str, says: str, number: int, of: str, empty_store: Store
) -> None:
    assert noted(empty_store, claim, says, number, of) == "reports"


@pytest.mark.parametrize(
    ("claim", "says", "number", "of", "event"),
    [
        pytest.param(
            "Earthquake kills 163 in Velmar, pray for them",
            "163 people died.",
            163,
            "people killed",
            "Flood in Velmar",
            id="another disaster",
        ),
        pytest.param(
            "163 protesters arrested in tarn, shame",
            "163 protesters were arrested.",
            163,
            "protesters arrested",
            "Protest in Kalden",
            id="another town",
        ),
        pytest.param(
            "1,275 raids on the coast in march, busy elsewhere",
            "1,275 raids on the desert in March.",
            1275,
            "airstrikes",
            "Air campaign in the Velmar desert",
            id="another land",
        ),
        pytest.param(
            "300 pilgrims died on the eastern river, busy liars up there",
            "300 pilgrims died.",
            300,
            "pilgrims killed",
            ROAD,
            id="a round number",
        ),
        pytest.param(
            "275 pilgrims died on the northern road with Ada Finn, liars",
            "275 pilgrims died.",
            275,
            "pilgrims killed",
            "Pilgrims lost at sea, 2018",
            id="somebody who is not in it",
        ),
        pytest.param(
            "275 pilgrims did not die on the northern road, busy liars",
            "275 pilgrims died.",
            275,
            "pilgrims killed",
            ROAD,
            id="said not to be so",
        ),
    ],
)
def test_a_number_alone_may_be_chance(
    claim: str, says: str, number: int, of: str, event: str, empty_store: Store
) -> None:
    assert noted(empty_store, claim, says, number, of, event) != "reports"


def test_a_town_and_a_month_show_whose_number_it_is(empty_store: Store) -> None:
    note: dict[str, object] = {
        "event": "Raids near Kalden",
        "place": "Kalden",
        "published": "2018-06-09",
        "published_basis": "stated",
        "facts": [counted("13 places of those who left Kalden destroyed.", "Velmar army", 13, "positions", "party")],
    }
    claim = "Velmar hit 13 positions of men that walked out of Kalden, june 2018"
    assert said(noted_card(empty_store, claim, note)).get("Velmar army") == "reports"


def test_a_days_raids_contradict_no_months(empty_store: Store) -> None:
    told = (
        "Velmar carries out ten air strikes on the Old Desert\n\nVelmar carried out ten air strikes on the Old Desert "
        "on 3 March 2018, Mill Watch said. There were 275 air strikes on the Old Desert in March 2018, the Harbour "
        "Monitor said."
    )
    card = card_for(empty_store, "Only 275 air strikes on the Old Desert in March 2018", told)
    assert said(card)["Harbour Monitor"] == "reports" and said(card).get("Mill Watch") != "differs"


@pytest.mark.parametrize("behind", ["or so were not killed", "so far not killed on the northern road"])
def test_what_says_that_it_was_not_so_is_no_conclusion(behind: str, empty_store: Store) -> None:
    assert noted(empty_store, f"275 pilgrims {behind}", "275 pilgrims died.", 275, "pilgrims killed") != "reports"
