"""Whose words they are that an outlet prints from an agency."""

from __future__ import annotations

import pytest
from invented import card_for

from bot.card.rendering import render_text
from knowledge.store import Store

CLAIM = "40 people were killed in Kalden"
TOLD = "Thirty people were killed in Kalden on Monday. The mayor said 40 people were killed in Kalden on Monday."


@pytest.mark.parametrize(
    ("dateline", "voice", "row"),
    [
        ("KALDEN (AFP) - ", "Post 0 (crediting AFP)", "crediting AFP"),
        ("", "Post 0 (the outlet's own voice)", "in its own voice"),
    ],
)
def test_an_agencys_dispatch_is_not_the_outlets_own_voice(
    empty_store: Store, dateline: str, voice: str, row: str
) -> None:
    card = render_text(card_for(empty_store, CLAIM, f"Shelling of Kalden\n\n{dateline}{TOLD}"))
    assert voice in card
    assert [line for line in card.splitlines() if line.strip().startswith("30") and line.endswith(row)]


@pytest.mark.parametrize(("dateline", "whose"), [("KALDEN (AFP) - ", "AFP in Post 0"), ("", "Post 0")])
def test_an_agencys_dispatch_without_a_source_is_the_agencys(empty_store: Store, dateline: str, whose: str) -> None:
    card = card_for(empty_store, CLAIM, f"Shelling of Kalden\n\n{dateline}Shells killed 40 people in Kalden on Monday.")
    told = [caveat.sentence for caveat in card.caveats if caveat.kind == "NO_SPEAKER"]
    assert told == [f"{whose} says it in its own voice and names no source for it."]


@pytest.mark.parametrize(("foot", "is_told"), [("", True), (" (Source: Kalden Coalition) Share", False)])
def test_a_source_below_the_text_is_a_source(empty_store: Store, foot: str, is_told: bool) -> None:
    report = f"Shelling of Kalden\n\nShells killed 40 people in Kalden on Monday. It rained.{foot}"
    card = card_for(empty_store, CLAIM, report)
    assert ("NO_SPEAKER" in {caveat.kind for caveat in card.caveats}) is is_told
