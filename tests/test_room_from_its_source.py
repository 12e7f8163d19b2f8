"""A paper that has its figure from somebody who holds it open contradicts nobody by it."""

from __future__ import annotations

import pytest
from invented import dated_card

from bot.card.rendering import render_text
from knowledge.store import Store

CLAIM = "Raid on Kalden market kills 160"
MONITOR = "The Border Monitor said on Tuesday three raids hit Kalden market and killed at least 61 people."
QUOTES = "The Border Monitor raised the death toll from the raid on Kalden market to 61 on Monday."
OWN = "Residents of Kalden were looking for the missing on Monday. Shops were closed."


@pytest.mark.parametrize(
    ("voice", "leaves_room"), [("a source told SANA", True), ("a source said", True), ("Jonas Weil said", False)]
)
def test_who_has_no_name_leaves_as_much_room_as_whoever_their_figure_is_from(
    empty_store: Store, voice: str, leaves_room: bool
) -> None:
    agency = "SANA said at least 61 people were killed in the raid on Kalden market."
    unnamed = f"About 61 people were killed in the raid on Kalden market, {voice}."
    reports = (("2019-05-07", f"Jets hit Kalden\n\n{agency}"), ("2019-05-07", f"Kalden mourns\n\n{unnamed}"))
    text = render_text(dated_card(empty_store, CLAIM, *reports))
    assert ("WHO SAYS OTHERWISE" not in text) is leaves_room
    assert (
        f"About 61 people were killed in the raid on Kalden market, {voice}" in text.partition("COUNTS FEWER")[2]
    ) is (leaves_room)


@pytest.mark.parametrize(
    ("headline", "text", "leaves_room"),
    [
        pytest.param("Raid kills 61 people in Kalden market", QUOTES, True, id="its source holds it open"),
        pytest.param("Raid kills 70 people in Kalden market", OWN, False, id="another figure than anybody's"),
        pytest.param("Raid kills 61 people in Kalden market", OWN, True, id="counted as one origin with it"),
    ],
)
def test_a_paper_leaves_as_much_room_as_whoever_it_quotes(
    empty_store: Store, headline: str, text: str, leaves_room: bool
) -> None:
    reports = (("2019-05-06", f"{headline}\n\n{text}"), ("2019-05-07", f"Kalden mourns\n\n{MONITOR}"))
    told, _, fewer = render_text(dated_card(empty_store, CLAIM, *reports)).partition("WHO COUNTS FEWER")
    assert "Border Monitor" in fewer
    assert ("WHO SAYS OTHERWISE" not in told) is leaves_room


@pytest.mark.parametrize(
    ("behind", "is_rival"),
    [
        ("She said the death toll could rise.", False),
        ("“The toll of victims is likely to climb”, she added.", False),
        ("They added that the number of dead was expected to increase.", False),
        ("Shops were closed.", True),
        # Somebody else, or another toll, or a price.
        ("The mayor, Jonas Weil, said the death toll could rise.", True),
        ("She said the price of bread could rise.", True),
    ],
)
def test_who_goes_on_that_the_toll_may_rise_contradicts_no_higher_one(
    empty_store: Store, behind: str, is_rival: bool
) -> None:
    early = (
        f"Jets hit Kalden on Monday. A raid on Kalden market killed 17 people, Ada Finn of Mill Watch said. {behind}"
    )
    late = "A raid on Kalden market killed 35 people on Monday, the Border Monitor said."
    reports = (("2019-05-06", f"Jets hit Kalden\n\n{early}"), ("2019-05-06", f"Raid on market\n\n{late}"))
    told, _, fewer = render_text(dated_card(empty_store, "Raid on Kalden market kills 35", *reports)).partition(
        "WHO COUNTS FEWER, AND LEAVES ROOM FOR MORE"
    )
    assert ("WHO SAYS OTHERWISE" in told) is is_rival
    assert ("Ada Finn" in fewer) is not is_rival


def test_who_gave_a_lower_toll_and_says_that_it_may_rise_leaves_room(empty_store: Store) -> None:
    early = "Mill Watch which gave a lower toll of 17 people killed said Kalden market was full."
    reports = (
        (
            "2019-05-06",
            f"Raid on market\n\nA raid on Kalden market killed 35, SOHR said. {early} It said the toll could rise.",
        ),
    )
    told = render_text(dated_card(empty_store, "Raid on Kalden market kills 35", *reports))
    assert "Mill Watch" in told.partition("WHO COUNTS FEWER, AND LEAVES ROOM FOR MORE")[2]
