"""Where a report names a town only for who speaks, who fired, or in a longer name, its deed was in another."""

from __future__ import annotations

import pytest
from invented import card_for, dated_card, findings_in, said

from knowledge.store import Store
from retrieval.events import where_of


@pytest.mark.parametrize(
    ("words", "towns"),
    [
        ("A source at Damascus Police Command said shells on Harasta killed two people.", ["Harasta"]),
        ("The Aleppo Health Directorate said shells on Nubl killed two people.", ["Nubl"]),
        # Of no other town does the office speak.
        ("A source at Damascus Police Command said shells killed two people.", ["Damascus"]),
        # Whoever was hit in a town was hit there, whoever else has a seat in it.
        ("Police in Damascus said shells on Damascus and Harasta killed two people.", ["Damascus", "Harasta"]),
    ],
)
def test_where_an_office_has_its_seat_nothing_need_have_happened(words: str, towns: list[str]) -> None:
    (finding,) = [f for f in findings_in(f"Shells\n\n{words}") if f.statement.quantities]
    assert sorted({place.name for place in where_of(finding) if place.province}) == towns


@pytest.mark.parametrize(
    ("words", "places"),
    [
        ("Groups positioned in the Eastern Ghouta fired shells on Harasta and killed two people.", ["Harasta"]),
        ("Rockets fired from Homs killed two people in Harasta.", ["Harasta"]),
        ("Shells killed two people of a unit positioned in Harasta.", ["Harasta"]),
    ],
)
def test_where_a_blow_came_from_it_did_not_fall(words: str, places: list[str]) -> None:
    (finding,) = [f for f in findings_in(f"Shells\n\n{words}") if f.statement.quantities]
    assert [place.name for place in where_of(finding)] == places


SIX = (
    "2016-11-18",
    "Shells\n\nSix people were killed in attacks with shells in Damascus, Aleppo and Idlib, Mill Watch said.",
)
TWO = (
    "2016-11-20",
    "Attacks in provinces\n\nTwo people were killed in attacks with shells on Harasta. A source at Damascus Police"
    " Command told the paper that the shells hit houses in Harasta claiming the lives of two persons.",
)


@pytest.mark.parametrize("reports", [(SIX, TWO), (TWO,)])
def test_who_counts_in_a_suburb_says_nothing_otherwise_of_the_city(
    empty_store: Store, reports: tuple[tuple[str, str], ...]
) -> None:
    card = dated_card(empty_store, "Attacks with shells killed six people in Damascus", *reports)
    assert "differs" not in said(card).values()


@pytest.mark.parametrize(
    ("where", "stands"),
    [
        ("Damascus Countryside", None),
        # A village that no table knows may be called like a town.
        ("the village of Damascus Gate", "differs"),
    ],
)
def test_a_province_that_is_called_after_a_town_is_no_village_of_its_name(
    empty_store: Store, where: str, stands: str | None
) -> None:
    claim = "Attacks with shells killed six people in Damascus"
    report = f"Shells in {where}\n\nAttacks with shells killed two people in {where}, Mill Watch said."
    assert said(card_for(empty_store, claim, report)).get("Mill Watch") == stands
