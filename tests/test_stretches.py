"""A claim says over how long it counts, "in two days", and reports give its number over other lengths of time."""

from __future__ import annotations

import pytest
from invented import card_for, counted, dated_card, noted_card, said

from bot.card.rendering import render_text
from knowledge.quantities import read_quantities
from knowledge.store import Store
from retrieval.counts.periods import days_in, is_of_another_length

CLAIM = "The Amber Guard made 130 raids on the Old Desert in two days"


@pytest.mark.parametrize(
    ("claimed", "printed", "other"),
    [
        ("130 raids in two days", "130 raids in 24 hours", True),
        ("130 raids in two days", "130 raids over the past week", True),
        ("130 raids in two days", "130 raids since the start of April", True),
        ("130 raids in two days", "130 raids in April", True),
        ("130 raids in two days", "130 raids in 48 hours", False),
        ("130 raids in a day", "130 raids in 24 hours", False),
        # who tells no length has told no other; a day, or the month of a death, is when it was
        ("130 raids in two days", "130 raids", False),
        ("130 raids in two days", "130 raids on Monday", False),
        ("130 people killed in two days", "130 people killed in April", False),
        # nor has a claim that names no length one that may be another
        ("130 raids on Monday", "130 raids in 48 hours", False),
        ("130 raids", "130 raids in 48 hours", False),
    ],
)
def test_which_count_is_over_another_length_than_the_claims(claimed: str, printed: str, other: bool) -> None:
    (own,), (theirs,) = read_quantities(claimed), read_quantities(printed)
    assert is_of_another_length(own, theirs) is other


def test_from_a_date_of_one_year_to_one_of_another_is_no_day() -> None:
    assert days_in("10 Nov 2017 - 31 March 2020") == 873
    assert days_in("from nov 2017 till march 2020") == 882


@pytest.mark.parametrize("length", ["in two days", "in 48 hours", "over the past two days"])
def test_the_event_counted_over_the_claims_length_is_meant(empty_store: Store, length: str) -> None:
    card = card_for(
        empty_store,
        CLAIM,
        f"Raids on the Old Desert\n\nThe Amber Guard made 130 raids on the Old Desert {length}, Mill Watch said.",
        "Guard raids\n\nThe Amber Guard made 130 raids on the Old Desert over the past week, the Border Monitor said.",
    )
    assert said(card)["Mill Watch"] == "reports"
    assert said(card).get("Border Monitor") != "reports"


YEARS = (
    "The Gate War\n\nThe Amber Guard killed {n} civilians in Kalden between May 2015 and October 2019, the army said."
)


def test_a_voices_count_over_years_is_one_wherever_it_is_carried(empty_store: Store) -> None:
    card = dated_card(
        empty_store,
        "The Amber Guard killed 180 civilians in Kalden",
        ("2020-04-25", "Kalden\n\nThe Amber Guard killed 180 civilians in Kalden, Mill Watch said."),
        ("2020-04-25", "Kalden dead\n\nThe Amber Guard killed 318 civilians in Kalden, the Border Monitor said."),
        ("2020-04-25", YEARS.format(n=318).replace("the army", "the Border Monitor")),
        ("2020-04-25", "Kalden toll\n\nThe Amber Guard killed 240 civilians in Kalden, the Red Crescent said."),
    )
    assert said(card)["Border Monitor"] == "context"
    # another voice, and another number of the very voice, do contradict
    assert said(card)["Red Crescent"] == "differs"


@pytest.mark.parametrize(
    ("claim", "relation"),
    [
        ("Rockets on Kalden killed ten people on 20 November 2016", "context"),
        ("Rockets on Kalden killed ten people", "differs"),
    ],
)
def test_a_weeks_dead_contradict_nobody_who_counts_a_days(empty_store: Store, claim: str, relation: str) -> None:
    card = dated_card(
        empty_store,
        claim,
        ("2016-11-20", "Rockets on Kalden\n\nRockets on Kalden killed ten people, Mill Watch said."),
        ("2016-11-20", "Kalden\n\nRockets on Kalden killed 40 people in one week, the Border Monitor said."),
    )
    assert said(card)["Border Monitor"] == relation


def test_the_very_number_over_another_length_is_shown_close_by_with_its_length(empty_store: Store) -> None:
    notes: list[dict[str, object]] = [
        {
            "event": f"Raids on Kalden, {month} 2021",
            "place": "Kalden",
            "facts": [counted(f"130 raids on Kalden {length}.", "Mill Watch", 130, "raids", "monitor")],
        }
        for month, length in (("March", "in 48 hours"), ("May", "in 24 hours"))
    ]
    card = noted_card(empty_store, "130 raids on Kalden in two days", *notes)
    assert [(one.relation, f.words) for one in card.accounts for f in one.findings] == [
        ("reports", "130 raids on Kalden in 48 hours."),
        ("context", "130 raids on Kalden in 24 hours."),
    ]
    assert "130 raids on Kalden in 24 hours.\n  Not the claim: counts over another time" in render_text(card)
