"""Whom an army's allies are counted with: "25 soldiers and allied militia" are the claim's soldiers and militiamen."""

from __future__ import annotations

import pytest
from invented import counted, dated_card, noted_card

from knowledge.model import ContextCard
from knowledge.store import Store
from retrieval.nearby.why_near import why_near


def card_of(store: Store, claim: str, counted: str) -> ContextCard:
    """The card of a claim over two reports of one bombing in Kalden, the second of which counts these."""
    reports = [
        (
            "2019-05-03",
            f"Bomber kills {number}\n\nA bomber blew himself up at a post in Kalden on Friday and killed {number} "
            "and injured scores, the Border Monitor said.",
        )
        for number in ("25 soldiers and fighters", counted)
    ]
    return dated_card(store, claim, *reports)


@pytest.mark.parametrize(
    ("claim", "counted", "relation"),
    [
        ("Bomber kills 25 soldiers and militiamen in Kalden", "at least 25 soldiers and allied militia", "reports"),
        ("Bomber kills 25 soldiers and militiamen in Kalden", "25 soldiers and their local allies", "reports"),
        ("Bomber kills 25 soldiers and fighters in Kalden", "25 troops and militia", "reports"),
        # The soldiers alone, or others beside them, are not both.
        ("Bomber kills 25 soldiers and militiamen in Kalden", "25 soldiers", "context"),
        ("Bomber kills 25 soldiers and militiamen in Kalden", "25 soldiers and a cook", "context"),
        # An army's allies are not the rebels who fight it.
        ("Bomber kills 25 soldiers and rebels in Kalden", "25 soldiers and allied militia", "context"),
    ],
)
def test_soldiers_and_their_allies_are_counted_in_other_words(
    empty_store: Store, claim: str, counted: str, relation: str
) -> None:
    card = card_of(empty_store, claim, counted)
    stands = {
        account.relation
        for account in card.accounts
        for finding in account.findings
        if f"killed {counted} and injured" in finding.words
    }
    assert stands == {relation}


def test_whoever_claims_soldiers_alone_is_told_as_before(empty_store: Store) -> None:
    card = card_of(empty_store, "Bomber kills 25 soldiers in Kalden", "25 soldiers and allied militia")
    whys = [why_near(f) for a in card.accounts for f in a.findings if "allied militia and injured" in f.words]
    assert whys == [""]
    assert card.accounts[0].relation == "reports"


def test_troops_and_allies_are_the_fighters_and_allies_of_a_note(empty_store: Store) -> None:
    """And the soldiers whom one ambush of that year killed, in the same note, are a part of them."""
    year = "Raiders killed 814 government fighters and allies during 2018."
    ambush = "The December bus ambush killed some 40 soldiers and wounded six people."
    note: dict[str, object] = {
        "published": "2019-01-14",
        "published_basis": "stated",
        "event": "Raider attacks in Kalden",
        "facts": [
            counted(year, "Mill Watch", 814, "government fighters killed"),
            counted(ambush, "Harbour Watch", 40, "soldiers killed"),
        ],
    }
    card = noted_card(empty_store, "814 government troops and allies killed by raiders in 2018", note)
    stands = {f.words: (account.relation, why_near(f)) for account in card.accounts for f in account.findings}
    assert stands == {year: ("reports", ""), ambush: ("context", "counts only a part")}
