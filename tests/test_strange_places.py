"""A place that a claim names and no table knows: nobody says the claim whose report does not name it."""

from __future__ import annotations

import pytest
from invented import card_for, said

from knowledge.model import Claim
from knowledge.store import Store
from retrieval.claims.messages import read_claims
from retrieval.events.strange_places import names_it_somehow, with_strange_places

#: What neither the reports nor the language know in the cases below.
STRANGE = frozenset(("kalden", "velmar", "tarnholm", "kaldenburg", "marwick", "hongkongers", "thermobaric"))


def named(text: str) -> list[str]:
    (claim,) = read_claims(text).claims
    known = {place.name for place in claim.where}
    return [p.name for p in with_strange_places(claim, STRANGE.__contains__).where if p.name not in known]


@pytest.mark.parametrize(
    ("claim", "names"),
    [
        ("flood in kalden kills 300", ["Kalden"]),
        ("Flood in Kalden kills 300", ["Kalden"]),
        ("Flood In Kalden Kills 300", ["Kalden"]),
        ("earthquake near the Kalden valley kills 300", ["Kalden"]),
        ("strike on tarnholm hospital kills 42", ["Tarnholm"]),
        ("Tarnholm hospital strike kills 42", ["Tarnholm"]),
        ("velmar market blast killed 12", ["Velmar"]),
        ("12,000 marched in Velmar's old town", ["Velmar"]),
        ("explosion at Al-Marwick port killed 218", ["Al-Marwick"]),
        ("300 people drowned in kalden, Ukraine", ["Kalden"]),
        # The town is known, and what lies in it is told as the report pleases.
        ("300 people drowned in kalden near Homs", []),
        ("strike on hospital kills 42", []),
        ("Strike On Hospital Kills 42", []),
        ("200 killed in Easter bombings", []),
        ("64 people died in Hurricane Velmar", []),
        ("300 people were killed in May", []),
        ("42 killed in Russian raids", []),
        ("hongkongers marched against the bill", []),
        ("thermobaric strike kills 600", []),
        ("FLOOD IN KALDEN KILLS 300", []),
    ],
)
def test_which_words_name_a_place_that_no_table_knows(claim: str, names: list[str]) -> None:
    assert named(claim) == names


def test_whoever_says_it_is_no_place() -> None:
    claim = Claim("300 people drowned, according to sources in the Border Monitor")
    assert with_strange_places(claim, STRANGE.__contains__).where == ()


@pytest.mark.parametrize(
    ("name", "text", "is_named"),
    [
        ("Kalden", "Floods hit Kalden on Friday", True),
        ("Kalden", "Floods hit al-Kaldin on Friday", True),
        ("Velmaar", "A raid on Velmar killed ten", True),
        ("Old Kalden", "A raid on Kalden killed ten", True),
        ("Kalden Prison", "A raid on Velmar Prison killed ten", False),
        ("Kalden", "A raid on Tarnholm killed ten", False),
        ("Kalden", "The kalends were a day of the month", False),
    ],
)
def test_a_report_may_spell_it_otherwise(name: str, text: str, is_named: bool) -> None:
    assert names_it_somehow(name, text) is is_named


FLOOD = "Flood\n\nThe Tarnholm council said 300 people were killed in the flood in Tarnholm."


@pytest.mark.parametrize(
    ("claim", "relation"),
    [
        ("flood in tarnholm kills 300", "reports"),
        ("flood in tarnhollm kills 300", "reports"),
        ("flood kills 300", "reports"),
        ("flood in kalden kills 300", "context"),
        ("Flood in Kalden kills 300", "context"),
        ("kalden flood kills 300", "context"),
    ],
)
def test_a_flood_of_another_town_is_not_said(empty_store: Store, claim: str, relation: str) -> None:
    assert set(said(card_for(empty_store, claim, FLOOD)).values()) <= {relation}
