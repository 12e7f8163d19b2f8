"""What the words that say a claim leave out of it, their report may tell in its next sentences, which are shown."""

from __future__ import annotations

import pytest
from invented import dated_card

from bot.card.rendering import render_text
from knowledge.store import Store

DAY = "2021-04-02"
CLAIM = "Raid on a cotton mill in Marrow near Homs kills ten"
TOLD = "More than ten people were killed in an air raid near Homs on Friday, the Border Monitor said."
ON_THE_MILL = "The jets hit a cotton mill in the village of Marrow."
END = "The wounded were taken to Homs. The hospital there asked for blood."


@pytest.mark.parametrize(
    ("behind", "is_shown"),
    [
        (f"{ON_THE_MILL} {END}", True),
        (f"The wounded were taken to Homs. {ON_THE_MILL} {END}", True),
        # Further down it may be of any raid, and what another raid hit is of that.
        (f"{END} {END} {ON_THE_MILL} {END}", False),
        (f"Another raid hit a cotton mill in Marrow. {END}", False),
        (f"In 2019 a raid hit a cotton mill in Marrow. {END}", False),
        (f"Meanwhile rebels shelled Homs. {ON_THE_MILL} {END}", False),
        # One word of the two is told by chance.
        (f"The price of cotton fell. {END}", False),
        (END, False),
    ],
)
def test_what_the_toll_leaves_out_is_shown_where_the_next_sentences_tell_it(
    empty_store: Store, behind: str, is_shown: bool
) -> None:
    text = render_text(dated_card(empty_store, CLAIM, (DAY, f"Raid near Homs\n\n{TOLD} {behind}")))
    assert "Border Monitor says so" in text
    assert ("Further on: “" in text) is is_shown
    assert (f"Further on: “{ON_THE_MILL}”" in text) is is_shown


def test_what_somebody_else_on_the_card_tells_is_not_shown_again(empty_store: Store) -> None:
    other = "SOHR said more than ten people were killed when jets hit a cotton mill in Marrow near Homs on Friday."
    card = dated_card(
        empty_store,
        CLAIM,
        (DAY, f"Raid near Homs\n\n{TOLD} {ON_THE_MILL} {END}"),
        (DAY, f"Raid near Homs\n\n{other}"),
    )
    assert "Further on" not in render_text(card)


def test_whoever_says_otherwise_is_shown_with_nothing_further_on(empty_store: Store) -> None:
    told = TOLD.replace("More than ten", "Forty")
    card = dated_card(empty_store, CLAIM, (DAY, f"Raid near Homs\n\n{told} {ON_THE_MILL} {END}"))
    assert "Further on" not in render_text(card)
