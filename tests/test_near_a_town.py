"""A town that a report names only as what its deed was near is not told as where it was."""

from __future__ import annotations

import pytest
from invented import card_for, dated_card, said

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


@pytest.mark.parametrize(
    ("claim", "where", "is_told"),
    [
        ("in the old quarter of Palmyra", "in the village of al-Ovel northeast of Palmyra", False),
        ("in the eastern quarter of Palmyra", "in the town of Ovel, near Palmyra", False),
        ("in the old quarter of Palmyra", "in rural Palmyra", False),
        ("in the old city of Palmyra", "in Palmyra's countryside", False),
        # Whoever names the town beside it has told of it, and a claim of the town may be of its villages.
        ("in the old quarter of Palmyra", "in the village quarter of Palmyra", True),
        ("in the old quarter of Palmyra", "in Palmyra, near the village of Ovel", True),
        ("in the old quarter of Palmyra", "in the market of Palmyra", True),
        ("in Palmyra", "in the village of Ovel northeast of Palmyra", True),
        ("near Palmyra", "in the village of Ovel northeast of Palmyra", True),
    ],
)
def test_a_village_near_a_town_is_no_quarter_of_it(claim: str, where: str, is_told: bool, empty_store: Store) -> None:
    report = ("2015-07-22", f"Missile kills 18\n\nA missile killed 18 civilians {where}, Mill Watch said.")
    card = dated_card(empty_store, f"A missile killed 18 civilians {claim} in July 2015", report)
    assert (said(card).get("Mill Watch") == "reports") is is_told


@pytest.mark.parametrize(
    ("village", "is_told"),
    [
        ("in Hassadjek, a village in Aleppo province", True),
        # Another village of the province may have seen another raid that day.
        ("in Velmar, a village in Aleppo province", False),
    ],
)
def test_a_village_is_known_by_its_name_in_other_letters(village: str, is_told: bool, empty_store: Store) -> None:
    first = (
        "2016-10-19",
        "Harbour Post: Raid on Hassajik\n\n“Six people were killed in the bombing that destroyed two homes” in the "
        "village of Hassajik in Aleppo province on Tuesday, the Border Monitor said.",
    )
    second = (
        "2016-10-19",
        f"Six killed in airstrike by F-16 jets\n\nAt least six people were killed in an airstrike {village}, the Tarn "
        "Clinic said, adding that two F-16 jets were in the area.",
    )
    card = dated_card(empty_store, "F-16s kill 26 people in Hassajik near Aleppo", first, second)
    assert said(card)["Border Monitor"] == "differs"
    assert (said(card).get("Tarn Clinic") == "differs") is is_told
