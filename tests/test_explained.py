"""A voice says of its own figure that it is of all causes: it contradicts nobody with it, and what it says is shown."""

from __future__ import annotations

import pytest
from invented import counted, noted_card, said

from bot.card.rendering import render_text
from knowledge.store import Store

CLAIM = "Storm Ada killed 300 people in Velmar in 2021"
STORM: dict[str, object] = {
    "title": "Storm Ada in Velmar in 2021",
    "event": "Deaths in Storm Ada in Velmar in 2021",
    "event_id": "ada-2021",
    "place": "Velmar",
    "facts": [counted("Storm Ada killed 301 people.", "Mill Watch", 301, "people killed")],
    "rivals": [
        {**counted("Storm Ada killed 400 people.", "Mill Watch", 400, "people killed"), "url": "https://example.org/r"}
    ],
}


def explained(
    number: int = 400, of: str = "for all causes", speaker: str = "Mill Watch", event_id: str = "ada-2021"
) -> dict[str, object]:
    """Another note, in which somebody says what a figure is of."""
    says = f"301 died in the storm; {number} people killed is the count {of}."
    return {**STORM, "event_id": event_id, "facts": [counted(says, speaker, number, "people killed")], "rivals": []}


@pytest.mark.parametrize(
    ("note", "stands"),
    [
        pytest.param(explained(), "context", id="its own"),
        pytest.param(explained(of="for Velmar"), "differs", id="of something else"),
        pytest.param(explained(speaker="Harbour Watch"), "differs", id="another voice"),
        pytest.param(explained(410), "differs", id="another figure"),
        pytest.param(explained(event_id="ada-2022"), "differs", id="another event"),
    ],
)
def test_a_figure_that_its_own_voice_explains_contradicts_nobody(
    empty_store: Store, note: dict[str, object], stands: str
) -> None:
    card = noted_card(empty_store, CLAIM, STORM, note)
    relations = {
        account.relation
        for account in card.accounts
        for f in account.findings
        if f.words == "Storm Ada killed 400 people."
    }
    assert relations == {stands}


def test_the_explanation_is_shown(empty_store: Store) -> None:
    shown = render_text(noted_card(empty_store, CLAIM, STORM, explained()))
    assert "400 people killed is the count for all causes." in shown


@pytest.mark.parametrize(
    ("claim", "relation"),
    [
        ("Russia's air force killed 40 rebels in 2021", "reports"),
        ("the russian air force killed 61 rebels in 2021", "differs"),
        ("40 rebels killed at the Russian air force base in 2021", "context"),
        ("40 rebels killed at the Russian air force academy in 2021", "context"),
    ],
)
def test_a_sides_air_force_is_that_side_and_an_air_base_a_place(empty_store: Store, claim: str, relation: str) -> None:
    raids: dict[str, object] = {
        "title": "Russian raids in 2021",
        "event": "Russian raids in 2021",
        "facts": [counted("They killed 40 rebels.", "Mill Watch", 40, "rebels killed")],
    }
    assert said(noted_card(empty_store, claim, raids)).get("Mill Watch", "context") == relation


@pytest.mark.parametrize(
    ("number", "stands"),
    [
        # The explanation says again what contradicts the claim: it stands with it, and not on the other side.
        pytest.param(301, "differs", id="its voice's own other figure"),
        pytest.param(307, "context", id="no figure of its voice"),
    ],
)
def test_an_explanation_stands_with_the_figure_that_it_repeats(empty_store: Store, number: int, stands: str) -> None:
    says = f"{number} killed in the storm; 400 people killed is the count for all causes"
    told = {
        **STORM,
        "facts": [counted("Storm Ada wounded 900 people.", "Mill Watch", 900, "people wounded")],
        "rivals": [{"says": says, "speaker": {"name": "Mill Watch", "kind": "ngo"}, "url": "https://example.org/e"}],
    }
    card = noted_card(empty_store, "Storm Ada killed 15 people in Velmar in 2021", STORM, told)
    relations = {a.relation for a in card.accounts for f in a.findings if "all causes" in f.words}
    assert relations == {stands}
