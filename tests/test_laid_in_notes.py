"""Claims of who did it, in notes: who blames that side says so, and who lays it to any answers that it was staged."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from invented import said

from bot.card.layout import HEADINGS, under_headings
from bot.words import ENGLISH
from knowledge.store import Store
from retrieval.answers import answer

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)


def headed(store: Store, claim: str) -> dict[str, str]:
    """Under which heading each voice of the card for this claim stands first."""
    (card,) = answer(claim, store, now=NOW).cards
    told = [group for relation in HEADINGS for group in under_headings(card, relation, ENGLISH)]
    return {account.speaker.name: heading for heading, accounts in reversed(told) for account in accounts}


@pytest.mark.parametrize(
    ("claim", "answering"),
    [
        ("Bucha was staged", "satellite imagery"),
        ("the Bucha massacre was staged by Ukraine", "satellite imagery"),
        ("the Douma chemical attack was staged", "OPCW"),
        ("the White Helmets staged the Douma attack", "OPCW"),
    ],
)
def test_who_lays_it_to_a_side_answers_that_it_was_staged(starter: Store, claim: str, answering: str) -> None:
    assert headed(starter, claim)[answering] == "Who answers it, or doubts it"


def test_nobody_answers_that_it_was_not_staged(starter: Store) -> None:
    assert "Who answers it, or doubts it" not in headed(starter, "the Bucha killings were not staged").values()


@pytest.mark.parametrize(
    ("claim", "relation"),
    [
        ("the Douma chemical attack was staged", "reports"),
        ("the attack in Douma was staged by the White Helmets", "reports"),
        ("the Douma chemical attack was staged by Russia", "context"),
    ],
)
def test_an_attack_that_rescuers_staged_is_a_fake(starter: Store, claim: str, relation: str) -> None:
    (card,) = answer(claim, starter, now=NOW).cards
    assert said(card)["Russian government"] == relation


@pytest.mark.parametrize(
    ("claim", "relation"),
    [
        ("Israel bombed al-Ahli hospital", "reports"),
        ("the gaza hospital was bombed by israel", "reports"),
        # A strike may be from the air, though another voice in the note speaks of a rocket.
        ("Israeli airstrike hit al-Ahli hospital in Gaza", "reports"),
        ("Israel bombed a school in Gaza", "context"),
        ("Iran bombed al-Ahli hospital", "context"),
    ],
)
def test_who_blames_a_side_for_a_blow_says_that_it_struck_there(starter: Store, claim: str, relation: str) -> None:
    (card,) = answer(claim, starter, now=NOW).cards
    assert said(card).get("Gaza officials", "context") == relation
    if relation == "reports":
        assert headed(starter, claim)["Israeli government"] == "Who answers it, or doubts it"
