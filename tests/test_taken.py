"""A claim that a town was taken, and sentences that have something in it or by it taken."""

from __future__ import annotations

import pytest
from invented import card_for, said

from knowledge.store import Store
from retrieval.deeds.taken import takes_what_lies_by

HEADLINE = "The news of the evening\n\n"


@pytest.mark.parametrize(
    "claim, words",
    [
        ("Rebels captured Homs", "Rebels captured three villages south of Homs on Saturday."),
        ("Rebels captured Homs", "Rebels captured a crossroads in eastern Homs."),
        ("Rebels captured Homs", "Rebels seized two checkpoints near Homs."),
        ("Rebels captured Homs", "Rebels seized three villages in the Homs countryside."),
        ("The army took control of Homs", "The army took control of the old market in Homs."),
        # In a part of it, or far from it, somebody or something else is taken.
        ("Rebels captured Homs", "Rebels advanced in the eastern side of Homs and captured a street."),
        ("Rebels captured Homs", "They killed a pilot whom they captured 60 km from Homs."),
        ("Rebels captured Homs", "Rebels captured three villages near a road linking Aleppo with the capital Homs."),
        ("Homs fell to rebels", "Rebels captured a hill near Homs."),
    ],
)
def test_what_lies_in_a_town_or_by_it_is_not_the_town(claim: str, words: str) -> None:
    assert takes_what_lies_by(claim, words)


@pytest.mark.parametrize(
    "claim, words",
    [
        ("Rebels captured Homs", "Rebels captured Homs on Saturday, and two villages near Homs."),
        ("Rebels captured Homs", "Rebels captured the city of Homs."),
        ("Rebels captured Homs", "In Homs rebels captured the city and its markets."),
        ("Rebels captured Homs", "Rebels captured the town."),
        ("Rebels captured Homs", "Many were killed after Homs fell to rebels, who seized its market."),
        ("Homs fell to rebels", "The capture of Homs by rebels, who seized its market, took a day."),
        # Who takes something by it in the claim, too, or takes nobody's town.
        ("Rebels captured Homs airport", "Rebels captured the airport near Homs."),
        ("Rebels captured ten soldiers in Homs", "Rebels captured ten soldiers near Homs."),
    ],
)
def test_the_town_itself_may_be_taken(claim: str, words: str) -> None:
    assert not takes_what_lies_by(claim, words)


def test_whoever_tells_of_villages_by_a_town_does_not_say_that_it_was_taken(empty_store: Store) -> None:
    card = card_for(empty_store, "Rebels captured Homs", HEADLINE + "Rebels captured three villages south of Homs.")
    assert "reports" not in said(card).values()


def test_whoever_tells_of_the_town_says_that_it_was_taken(empty_store: Store) -> None:
    card = card_for(empty_store, "Rebels captured Homs", HEADLINE + "Rebels captured the city of Homs on Saturday.")
    assert "reports" in said(card).values()
