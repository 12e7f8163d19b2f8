"""What an editor remarks on a note is for a reader who is shown what the remark is about."""

from __future__ import annotations

import pytest
from invented import counted, noted_card

from knowledge.model import ContextCard
from knowledge.store import Store

FIRST = counted("Barges moored by the quay: 900.", "Harbour Board", 900, "barges")
SECOND = counted("12 people were killed in the mill fire.", "Mill Institute", 12, "people killed")
CLAIM = "12 people were killed in the mill fire in Kalden"


def remarks(card: ContextCard) -> str:
    return " ".join(str(caveat.sentence) for caveat in card.caveats if caveat.kind == "EDITOR_REMARK")


def fire(*facts: dict[str, object], remark: str) -> dict[str, object]:
    return {"event": "Mill fire in Kalden", "place": "Kalden", "facts": list(facts), "remark": remark}


@pytest.mark.parametrize(
    ("remark", "is_shown"),
    [
        ("Harbour Post, Hill Post and the parks all repeated it.", False),
        ("Sailors are left out.", True),
        ("The board wrote, and Hill Post printed it on its front page.", False),
        ("Hill Post carried it out of the town.", True),
    ],
)
def test_that_others_repeated_it_is_remarked_where_it_is_shown(empty_store: Store, remark: str, is_shown: bool) -> None:
    card = noted_card(empty_store, CLAIM, fire(FIRST, SECOND, remark=remark))
    assert (remark in remarks(card)) is is_shown


@pytest.mark.parametrize(
    "remark",
    [
        "The board gave other figures to Hill Post.",
        "Sum computed here.",
        "Opposite bounds in one item.",
        "Each number was true as reported.",
    ],
)
def test_a_remark_that_points_to_nothing_on_the_card_is_none(empty_store: Store, remark: str) -> None:
    assert remark not in remarks(noted_card(empty_store, CLAIM, fire(SECOND, remark=remark)))


def test_that_figures_are_set_apart_is_remarked_where_two_are_shown(empty_store: Store) -> None:
    third = counted("At least 30 people were killed in the mill fire.", "Hill Watch", 30, "people killed")
    remark = "Opposite bounds in one item."
    assert remark in remarks(noted_card(empty_store, CLAIM, fire(SECOND, third, remark=remark)))


def test_a_remark_that_counts_the_dead_is_none_on_the_reporting(empty_store: Store) -> None:
    told = {**SECOND, "remark": "dozens of bodies, most of them burned"}
    assert "burned" not in remarks(noted_card(empty_store, CLAIM, fire(told, remark="Sailors are left out.")))


def test_that_others_repeated_it_is_remarked_below_the_figure_they_repeated(empty_store: Store) -> None:
    remark = "Harbour Post, Hill Post and the parks all repeated it."
    card = noted_card(empty_store, CLAIM, fire(SECOND, FIRST, remark=remark))
    assert remark in remarks(card)


@pytest.mark.parametrize("kind", ["monitor", "named_organisation"])
def test_what_is_set_beside_a_monitor_is_remarked_where_one_is_shown(empty_store: Store, kind: str) -> None:
    remark = "All of the fire, versus the halls that a monitor saw."
    counting = {**SECOND, "speaker": {"name": "Mill Institute", "kind": kind}}
    shown = remarks(noted_card(empty_store, CLAIM, fire(counting, remark=remark)))
    assert (remark in shown) is (kind == "monitor")
