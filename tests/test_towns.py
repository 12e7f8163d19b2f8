"""What a report counts in one town beside its count of the whole: only a part that is plainly a part."""

from __future__ import annotations

import pytest
from invented import card_for, dated_card, said

from knowledge.store import Store


def test_each_march_is_held_against_its_own_count_in_the_town(empty_store: Store) -> None:
    card = dated_card(
        empty_store,
        "800,000 people marched in Paris",
        ("2023-03-10", "March\n\nThe CGT union said 3.5 million people marched nationwide, 800,000 in Paris."),
        (
            "2023-03-10",
            "March\n\nThe interior ministry said 1.1 million people marched across France, 119,000 in Paris.",
        ),
    )
    stands = said(card)
    assert (stands["CGT"], stands["interior ministry"]) == ("reports", "differs")
    assert {f.quantity.value for tally in card.tallies for f in tally.figures} == {800_000, 119_000}


@pytest.mark.parametrize(
    ("claim", "sentence"),
    [
        ("300 people arrested in Paris", "Police said they arrested 300 people and released 40 in Paris."),
        ("300 people arrested in Paris", "Police said 300 people were arrested, releasing 40 in Paris."),
        (
            "300 people arrested in Paris",
            "Police said that of 300 people arrested on Monday, 40 in Paris hospitals fled.",
        ),
        (
            "300 people arrested in Paris",
            "Police said that of 300 people arrested on Monday, 40 were in Paris hospitals.",
        ),
        ("60 homes destroyed in Homs", "Police said shelling destroyed 60 homes and damaged 15 in Homs."),
        ("200 people killed in Kabul", "Police said a blast killed 200 people and destroyed 30 in Kabul's market."),
        ("500 soldiers sent to Baghdad", "Police said 500 soldiers were sent to join 100 in Baghdad."),
        ("50 people killed in Homs", "Police said 50 people were killed in a blast at 6 in Homs."),
        ("60 people killed in Aleppo", "Police said 60 people were killed when a rocket hit School No. 7 in Aleppo."),
        ("120 people killed in Aleppo", "Police said 120 people were killed on the night of the 12 in Aleppo."),
    ],
)
def test_a_number_that_counts_something_else_leaves_the_true_one(empty_store: Store, claim: str, sentence: str) -> None:
    assert said(card_for(empty_store, claim, f"News\n\n{sentence}"))["police"] == "reports"


@pytest.mark.parametrize(
    ("goes_on", "is_meant"),
    [
        ("The strike hit the village of Velmar in northern Homs.", True),
        ("The dead were taken to a hospital in Homs by a driver who had seen nothing.", True),
        ("Trade goes on in northern Homs.", False),
    ],
)
def test_a_raid_on_a_village_is_in_the_town_that_its_report_names_next(
    empty_store: Store, goes_on: str, is_meant: bool
) -> None:
    card = dated_card(
        empty_store,
        "Air raid on Velmar in Homs kills 19",
        ("2019-10-05", f"Raid\n\nAn air raid killed 19 people in a village in Syria, Mill Watch said. {goes_on}"),
        ("2019-08-19", "Raid\n\nAn air raid in Homs killed about 20 people, Harbour Watch said."),
    )
    assert (said(card).get("Mill Watch") == "reports") == is_meant
