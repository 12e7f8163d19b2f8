"""Whoever has a claim's figure for something else, in a range, or tells it in another word has not said just this."""

from __future__ import annotations

import pytest
from invented import card_for, counted, dated_card, noted_card

from bot.card.first_line import answer
from bot.card.layout import HEADINGS, under_headings
from bot.card.unsaid import unsaid
from bot.words import ENGLISH
from knowledge.model import ContextCard
from knowledge.store import Store

CLAIM = "218 people were killed in the blast in Kalden"
DAY = "2021-02-19"


def headed(card: ContextCard) -> dict[str, str]:
    """Under which heading each voice of a card stands."""
    told = [group for relation in HEADINGS for group in under_headings(card, relation, ENGLISH)]
    return {account.speaker.name: heading for heading, accounts in told for account in accounts}


def test_whoever_counts_something_else_does_not_say_so(empty_store: Store) -> None:
    card = noted_card(
        empty_store,
        "The fever in Veldia killed 90,000 people",
        {
            "event": "Fever in Veldia, 2019",
            "place": "Veldia",
            "facts": [
                counted("The institute: 90,000 excess deaths of the fever.", "Hill Institute", 90_000, "excess deaths"),
                counted("The ministry: 4,000 registered deaths.", "Mill Ministry", 4_000, "registered deaths"),
            ],
        },
    )
    assert headed(card)["Hill Institute"] == "Who gives this figure, but not for just this"
    assert "Who says so" not in headed(card).values()
    # That it is of excess deaths is said once.
    assert len([caveat for caveat in unsaid(card) if "excess deaths" in caveat.sentence]) == 1


def test_a_range_stands_under_its_own_heading_and_whoever_gives_it_is_counted_with_all_whom_the_line_names(
    empty_store: Store,
) -> None:
    card = dated_card(
        empty_store,
        CLAIM,
        (DAY, "The Border Monitor said 218 people were killed in the blast in Kalden."),
        (DAY, "The mayor said 207 to 229 people were killed in the blast in Kalden."),
    )
    assert headed(card)["Border Monitor"] == "Who says so"
    assert headed(card)["mayor"] == "Who gives a range with this figure in it"
    assert answer(card).endswith("; the mayor gives “207 to 229 people were killed”. (2 origins in 2 reports)")


def test_everybody_whom_the_line_names_is_counted_though_one_has_the_figure_for_something_else(
    empty_store: Store,
) -> None:
    facts = [
        counted("The institute: 90,000 excess deaths of the fever.", "Hill Institute", 90_000, "excess deaths"),
        counted("The ministry: 4,000 people killed by the fever.", "Mill Ministry", 4_000, "people killed"),
    ]
    note: dict[str, object] = {"event": "Fever in Veldia, 2019", "place": "Veldia", "facts": facts}
    card = noted_card(empty_store, "The fever in Veldia killed 90,000 people", note)
    line = answer(card)
    told = "Hill Institute gives this figure, but counts 90,000 excess deaths; the Mill Ministry says otherwise."
    assert told in line
    assert line.endswith("(2 origins in 1 report)")


@pytest.mark.parametrize("printed", ["218", "about 218", "at least 218"])
def test_whoever_gives_the_number_stands_among_those_who_say_so(empty_store: Store, printed: str) -> None:
    card = card_for(empty_store, CLAIM, f"The mayor said {printed} people were killed in the blast in Kalden.")
    assert headed(card) == {"mayor": "Who says so"} and "(1 origin in 1 report)" in answer(card)


@pytest.mark.parametrize(
    ("told", "line", "heading"),
    [
        ("crashed", "the mayor says “crashed”, not “shot down”", "Who says it in another word"),
        ("was shot down", "", "Who says so"),
        # Who has no word for it has said nothing else.
        ("burned", "", "Who says so"),
    ],
)
def test_whoever_has_another_word_for_it_does_not_say_so(
    empty_store: Store, told: str, line: str, heading: str
) -> None:
    card = dated_card(
        empty_store,
        "All 15 aboard a helicopter shot down over Kalden were killed",
        (DAY, "The Border Monitor said a helicopter was shot down over Kalden and all 15 people aboard were killed."),
        (DAY, f"The mayor said 15 people aboard were killed when a helicopter {told} near Kalden."),
    )
    assert answer(card).startswith("Border Monitor says so; " if line else "Border Monitor and the mayor say so")
    assert line in answer(card)
    assert headed(card)["mayor"] == heading
    # What the first line has said is no caution.
    assert not [caveat for caveat in unsaid(card) if "“crashed”" in caveat.sentence]


@pytest.mark.parametrize(
    ("told", "falls_short"),
    [
        # The sentence is about what followed, and has a word for the blow in passing.
        ("in revenge for the death of 15 people killed when their helicopter crashed near Kalden", False),
        ("in retaliation for 15 people killed when a helicopter crashed near Kalden", False),
        # About the blow itself, whatever that answered.
        ("and 15 people were killed when a helicopter crashed near Kalden", True),
        ("in revenge for the mill fire, and 15 people were killed when a helicopter crashed near Kalden", True),
    ],
)
def test_a_word_in_passing_disputes_nothing(empty_store: Store, told: str, falls_short: bool) -> None:
    card = dated_card(
        empty_store,
        "All 15 aboard a helicopter shot down over Kalden were killed",
        (DAY, "The Border Monitor said a helicopter was shot down over Kalden and all 15 people aboard were killed."),
        (DAY, f"The mayor said the village of Velmar was shelled {told}."),
    )
    assert ("not “shot down”" in answer(card)) is falls_short
