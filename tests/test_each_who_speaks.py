"""Two bodies to whom the editor of a note gives one fact: each says so, and one's interval is no word against it."""

from __future__ import annotations

import pytest
from invented import counted, noted_card, said

from bot.card.first_line import answer
from knowledge.store import Store

FEVER: dict[str, object] = {"event": "Fever in Veldia, 2019", "place": "Veldia"}


@pytest.mark.parametrize(
    ("speaker", "line"),
    [
        ("UNICEF / WHO", "UNICEF and the World Health Organization say so."),
        ("UNICEF / WHO, Hill Journal", "UNICEF and the World Health Organization say so."),
        # It may be the same office by another name,
        ("UNICEF / Veldia fever office", "UNICEF says so; the World Health Organization gives 60,000 to 120,000."),
        # or somebody who is spoken of.
        ("UNICEF / blamed on WHO", "UNICEF says so; the World Health Organization gives 60,000 to 120,000."),
    ],
)
def test_both_of_two_for_whom_a_note_has_one_place_say_so(empty_store: Store, speaker: str, line: str) -> None:
    survey = counted("Veldia Fever Survey: 90,000 deaths of the fever.", speaker, 90_000, "deaths", "un")
    around = counted("Interval for the fever: 60,000 to 120,000 deaths.", "WHO", 1, "deaths", "un")
    around["quantity"] = {"bound": "range", "number": 60_000, "to": 120_000, "counted": "deaths"}
    card = noted_card(
        empty_store, "The fever in Veldia killed 90,000", FEVER | {"facts": [survey]}, FEVER | {"facts": [around]}
    )
    assert answer(card).startswith(line)


def test_two_for_whom_a_note_has_one_place_both_say_otherwise(empty_store: Store) -> None:
    survey = counted("Veldia Fever Survey: 90,000 deaths of the fever.", "UNICEF / WHO", 90_000, "deaths", "un")
    card = noted_card(empty_store, "The fever in Veldia killed 4,000", FEVER | {"facts": [survey]})
    assert said(card) == {"UNICEF": "differs", "World Health Organization": "differs"}
