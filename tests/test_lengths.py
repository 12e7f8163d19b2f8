"""Counts over other lengths of time than the claim's, and places from which nobody was reported hurt."""

from __future__ import annotations

import pytest
from invented import dated_card, findings_in, said

from knowledge.store import Store
from retrieval.counts.periods import days_counted, is_more_over_longer

CLAIM = "45 rebels were killed in infighting in Kalden in two days"
FIRST = (
    "Infighting in Kalden kills 45\n\n"
    "Mill Watch said infighting in Kalden has killed 45 rebels over the past two days. "
)


@pytest.mark.parametrize(
    ("told", "relation"),
    [
        ("The Border Monitor said a month of infighting in Kalden has killed 300 rebels.", "context"),
        ("The Border Monitor said three weeks of infighting in Kalden have killed 300 rebels.", "context"),
        # more in as short a time, or in one that nobody gives, do
        ("The Border Monitor said infighting in Kalden killed 83 rebels in two days.", "differs"),
        ("The Border Monitor said infighting in Kalden has killed 90 rebels.", "differs"),
    ],
)
def test_more_over_a_longer_time_contradict_nobody(empty_store: Store, told: str, relation: str) -> None:
    card = dated_card(empty_store, CLAIM, ("2026-03-10", FIRST + told))
    assert said(card)["Border Monitor"] == relation


@pytest.mark.parametrize(
    ("more", "fewer", "expected"),
    [(30.0, 2.0, True), (53.0, None, True), (7.0, 5.0, False), (2.0, None, False), (None, 2.0, False)],
)
def test_a_week_is_much_longer_than_a_day(more: float | None, fewer: float | None, expected: bool) -> None:
    assert is_more_over_longer(more, fewer) is expected


@pytest.mark.parametrize(
    ("words", "days"),
    [
        ("105 people were killed in an air strike in March.", None),
        ("105 people were killed in the air strike on old Kalden in March.", None),
        ("105 people were killed in raids on Kalden in March.", 30.0),
    ],
)
def test_the_month_of_one_blow_is_when_it_was(words: str, days: float | None) -> None:
    finding = findings_in(f"Kalden\n\n{words}")[-1]
    assert [days_counted(finding, quantity) for quantity in finding.statement.quantities] == [days]


def test_a_count_over_another_time_is_no_row_of_the_table(empty_store: Store) -> None:
    card = dated_card(
        empty_store,
        "Rockets on Kalden killed ten people on 20 November 2016",
        ("2016-11-20", "Rockets on Kalden\n\nThe Border Monitor said rockets on Kalden killed 10 people on Sunday."),
        ("2016-11-20", "Rockets on Kalden\n\nThe mayor said rockets on Kalden killed 12 people on Sunday."),
        (
            "2016-11-21",
            "Kalden\n\nOver 500 people were killed in Kalden in one week of raids, the army said.",
        ),
    )
    assert [figure.quantity.value for tally in card.tallies for figure in tally.figures] == [10, 12]


RAIDS = "Four people were killed in the raids on Kalden and Velmar"
FOUR = "Raids on Kalden and Velmar\n\nMill Watch said the raids on Kalden killed four people. "


@pytest.mark.parametrize(
    ("told", "others"),
    [
        ("No casualties were reported in the raids on Velmar.", {}),
        # whoever says in their own name that nobody was killed, or reported hurt, says otherwise
        ("The army said no people were killed.", {"army": "differs"}),
        ("The army said no casualties were reported in the raids on Kalden and Velmar.", {"army": "differs"}),
        ("Mayor Jonas Weil said no casualties were reported.", {"Jonas Weil": "differs"}),
    ],
)
def test_where_an_outlet_heard_of_no_casualties_nobody_counts(
    empty_store: Store, told: str, others: dict[str, str]
) -> None:
    card = dated_card(empty_store, RAIDS, ("2026-03-10", FOUR + told))
    against = {voice: relation for voice, relation in said(card).items() if relation in ("differs", "denies")}
    assert against == others


@pytest.mark.parametrize(
    ("headed", "told", "relation"),
    [
        ("Two days of shelling have killed 38 civilians in Kalden", "Shelling killed three civilians", "context"),
        ("Two days of shelling have killed 38 civilians in Kalden", "Shelling killed 60 civilians", "differs"),
        (
            "Two days of shelling have killed 38 civilians in Kalden",
            "Two days of shelling killed 20 civilians",
            "differs",
        ),
        ("Shelling has killed 38 civilians in Kalden", "Shelling killed 20 civilians", "differs"),
    ],
)
def test_fewer_of_one_morning_contradict_no_count_of_two_days(
    empty_store: Store, headed: str, told: str, relation: str
) -> None:
    card = dated_card(
        empty_store,
        "Shelling killed 38 civilians in Kalden",
        ("2026-03-10", f"Shelling of Kalden\n\n{headed}, Mill Watch said."),
        ("2026-03-10", f"In Kalden\n\n{told} in Kalden, the Border Monitor said."),
    )
    assert {said(card).get("Border Monitor", "context")} == {relation}
