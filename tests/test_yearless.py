"""A claim names a day and no year: it is of the year in which the reports have that day."""

from __future__ import annotations

import pytest
from invented import dated_card, said

from knowledge.model import ContextCard
from knowledge.store import Store

SPRING = (
    "2019-06-17",
    "Half a million march in Kalden\n\nHalf a million people marched in Kalden on Sunday, the Loom Union said. "
    "Police counted 90,000 people.",
)
SUMMER = (
    "2019-08-19",
    "Kalden marches again\n\n700,000 people marched in Kalden on Sunday, the Mill Front said. "
    "The town hall counted 120,000 people.",
)
FLOOD = (
    "2017-03-04",
    "Flood in Velmar\n\nA flood in Velmar killed 40 people on 3 March, the rescue service said.",
)
FIRE = (
    "2021-03-04",
    "Fire in Velmar\n\nA fire in a mill in Velmar killed 40 people on 3 March, the fire brigade said.",
)
RAIDS = (
    "2021-05-20",
    "Raids on Tarn\n\nThe army flew 60 air strikes on Tarn in May, the Harbour Monitor said.",
)


def reporting(card: ContextCard) -> set[str]:
    return {name for name, relation in said(card).items() if relation == "reports"}


@pytest.mark.parametrize(
    ("claim", "reports", "names"),
    [
        ("700,000 people marched in Kalden on 18 August", [SPRING, SUMMER], {"Mill Front"}),
        ("500,000 people marched in Kalden on June 16", [SPRING, SUMMER], {"Loom Union"}),
        # The figure is of the other day.
        ("700,000 people marched in Kalden on 16 June", [SPRING, SUMMER], set()),
        ("500,000 people marched in Kalden on 18 August", [SPRING, SUMMER], set()),
        # Neither has this day.
        ("700,000 people marched in Kalden on 2 January", [SPRING, SUMMER], set()),
        ("a flood in Velmar killed 40 people on 3 March", [FLOOD], {"rescue service"}),
        ("a flood in Velmar killed 40 people on 9 July", [FLOOD], set()),
        ("60 air strikes on Tarn in May", [RAIDS], {"Harbour Monitor"}),
        ("60 air strikes on Tarn in February", [RAIDS], set()),
        # How long was counted is no day.
        ("60 air strikes on Tarn since 1 May", [RAIDS], {"Harbour Monitor"}),
    ],
)
def test_a_day_is_of_the_year_that_the_reports_have(
    empty_store: Store, claim: str, reports: list[tuple[str, str]], names: set[str]
) -> None:
    assert reporting(dated_card(empty_store, claim, *reports)) == names


def test_of_two_years_with_that_day_both_are_shown(empty_store: Store) -> None:
    card = dated_card(empty_store, "40 people were killed in Velmar on 3 March", FLOOD, FIRE)
    shown = {f.outlet for candidate in card.candidates for f in candidate.findings}
    assert shown | {f.outlet for a in card.accounts for f in a.findings} == {"Post 0", "Post 1"}
