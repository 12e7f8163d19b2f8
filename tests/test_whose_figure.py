"""A figure is of whoever stands for it: not of whoever calls it wrong, passes it on, or looks back on another year."""

from __future__ import annotations

import pytest
from invented import card_for, said

from knowledge.model import ContextCard
from knowledge.store import Store


def printed(card: ContextCard) -> set[tuple[float, str]]:
    """Each figure of the card's tables, and whose it is."""
    return {(figure.quantity.value, figure.speaker.name) for tally in card.tallies for figure in tally.figures}


@pytest.mark.parametrize(
    ("claim", "text", "figures", "relation"),
    [
        (
            "20 people were killed in Velmar",
            "The interior ministry said 20 people were killed in Velmar. "
            "Mayor Ada Finn said two teachers had been killed. She said earlier reports of 20 dead were wrong.",
            {(20, "interior ministry"), (2, "Ada Finn")},
            "context",
        ),
        (
            "30 people were killed in Velmar",
            "The interior ministry said 30 people were killed in Velmar. "
            "Ada Finn, the mayor, said reports that 30 people were killed in Velmar were wrong.",
            {(30, "interior ministry")},
            "denies",
        ),
        (
            "27 people drowned in Velmar",
            "The interior ministry said 27 people drowned in Velmar. "
            "Ada Finn rejected reports that 45 people had drowned in Velmar.",
            {(27, "interior ministry")},
            "context",
        ),
        (
            "27 people drowned in Velmar",
            "Ada Finn said 27 people drowned in Velmar. She later withdrew the figure.",
            set(),
            "context",
        ),
        (
            "20 people were killed in Velmar",
            "Police in Velmar were asked about the 20 people killed there. "
            "It is not true, Ada Finn said, that 20 people were killed in Velmar.",
            {(20, "Post 0")},
            "context",
        ),
        (
            "30 people were killed in the fire in Velmar",
            "The interior ministry said 12 people were killed in the fire in Velmar. Ada Finn said a figure of 30 "
            "people killed in the fire in Velmar that circulated on Telegram could not be independently verified.",
            {(12, "interior ministry")},
            "context",
        ),
        (
            "20 people were killed in the fire in Velmar",
            "The interior ministry said 20 people were killed in the fire in Velmar. "
            "Ada Finn said an unverified figure of 30 people killed in the fire in Velmar was on every phone.",
            {(20, "interior ministry")},
            "context",
        ),
        (
            "30 people were killed in the fire in Velmar",
            "The interior ministry said 12 people were killed in the fire in Velmar. "
            "Ada Finn said a toll of 30 people killed in the fire in Velmar was circulating on Telegram.",
            {(12, "interior ministry")},
            "context",
        ),
        (
            "30 people were killed in the fire in Velmar",
            "Ada Finn confirmed the toll of 30 people killed in the fire in Velmar that circulated on Telegram.",
            {(30, "Ada Finn")},
            "reports",
        ),
        (
            "30 people were killed in the fire in Velmar",
            "Ada Finn said 30 people were killed in the fire in Velmar, and that a video that circulated was old.",
            {(30, "Ada Finn")},
            "reports",
        ),
    ],
)
def test_a_figure_is_nobodys_own_who_calls_it_wrong(
    claim: str, text: str, figures: set[tuple[float, str]], relation: str, empty_store: Store
) -> None:
    card = card_for(empty_store, claim, f"What happened in Velmar\n\n{text}")
    assert {pair for pair in printed(card) if pair[0] != 2} == {pair for pair in figures if pair[0] != 2}
    assert {a.relation for a in card.accounts if a.speaker.name == "Ada Finn"} == {relation}


@pytest.mark.parametrize(
    ("said_by_her", "is_hers"),
    [
        ("Ada Finn said she is seeking clarity on reports suggesting that the army killed 30 people", False),
        ("Ada Finn said the council was aware of the allegations that 30 people were killed", False),
        ("Ada Finn was shocked by claims that 30 people were killed", False),
        # Whoever looks into a killing has said that people were killed, and so has whoever goes on to say it.
        ("Ada Finn said the council was investigating a raid that killed 30 people", True),
        ("Ada Finn said the council looked into the reports and that 30 people were killed", True),
        ("Ada Finn told reporters that 30 people were killed", True),
    ],
)
def test_whoever_only_looks_into_reports_gives_no_figure_of_theirs(
    said_by_her: str, empty_store: Store, *, is_hers: bool
) -> None:
    card = card_for(empty_store, "30 people were killed in Velmar", f"What happened\n\n{said_by_her} in Velmar.")
    assert (said(card).get("Ada Finn") == "reports") is is_hers


@pytest.mark.parametrize(
    ("text", "whose"),
    [
        ("30 people were killed in Velmar while a Post correspondent reported the sound of shelling.", "Post 0"),
        ("A bombing claimed by the Red Front killed at least 30 people in Velmar on Monday.", "Post 0"),
        ("Amber Radio reported 30 people killed in Velmar citing the coast guard.", "coast guard"),
        ("Ada Finn responded to the claim by Harbour Watch that 30 people were killed in Velmar.", "Harbour Watch"),
    ],
)
def test_a_figure_is_whose_words_hold_it(text: str, whose: str, empty_store: Store) -> None:
    """Nobody is given a figure that stands outside what they are said to have said; a chain's end has it."""
    card = card_for(empty_store, "30 people were killed in Velmar", text)
    assert said(card) == {whose: "reports"}


def test_the_dead_of_an_earlier_year_are_not_of_the_event_that_a_report_is_about(empty_store: Store) -> None:
    card = card_for(
        empty_store,
        "30 people were killed in the landslide at Torrin",
        "Landslide at Torrin\n\nThe interior ministry said 30 people were killed in the landslide at Torrin. "
        "Mayor Ulf Brand said 30 people were killed in the 1987 landslide at Torrin.",
    )
    assert said(card) == {"interior ministry": "reports", "Ulf Brand": "context"}
    assert printed(card) == {(30, "interior ministry")}


@pytest.mark.parametrize(
    ("told", "voice"),
    [
        ("International leaders condemned the attacks on Kalden which killed at least 58 people.", "Post 0"),
        ("Mira Sand said the army bears responsibility for a gas attack on Kalden that killed 58 people.", "Post 0"),
        ("The Red Front claimed responsibility for the attack on Kalden that killed 58 people.", "Post 0"),
        ("The Red Front claims the bomb attack that hit Kalden on Monday killing at least 58 people.", "Post 0"),
        ("The Red Front also claimed a bomb attack on Kalden that killed 58 people.", "Post 0"),
        ("The Red Front claimed to have killed 58 people in an attack on Kalden.", "Red Front"),
        ("The Red Front claimed that its attack on Kalden killed 58 people.", "Red Front"),
        ("The Red Front claimed the killing of 58 people in an attack on Kalden.", "Red Front"),
        ("The minister vowed to punish whoever ordered the attack on Kalden that has left 58 people dead.", "Post 0"),
        ("International leaders condemned the attack on Kalden that left 58 people dead.", "Post 0"),
        ("Mill Today published the names of all 58 people killed in the attack on Kalden.", "Post 0"),
        ("The minister threatened that an attack on Kalden would kill 58 people.", "minister"),
        # A monitor's word for it is its count.
        ("The Border Monitor condemned the attack on Kalden which killed at least 58 people.", "Border Monitor"),
        ("The mayor said an attack on Kalden that killed 58 people was the worst of the year.", "mayor"),
    ],
)
def test_whoever_only_condemns_a_deed_has_not_counted_its_dead(empty_store: Store, told: str, voice: str) -> None:
    card = card_for(empty_store, "58 people killed in an attack on Kalden", f"Attack on Kalden\n\n{told}")
    assert [account.speaker.name for account in card.accounts if account.relation == "reports"] == [voice]
