"""Who has the gas come from a store that was hit: the other account of a gas attack, beside its denials."""

from __future__ import annotations

import pytest
from invented import dated_card

from knowledge.store import Store
from retrieval.relations.what_they_answer import is_their_answer, tells_how_else

CLAIM = "Gas attack on Homs kills 58 people"
STORED = "Russia said the gas was part of a rebel stockpile that had been hit on the ground."


@pytest.mark.parametrize(
    ("claim", "said", "is_told"),
    [
        (CLAIM, STORED, True),
        (CLAIM, "Russia said that chlorine leaked from a rebel depot struck by Syrian bombs.", True),
        # The same rule, whoever speaks and whose store it was.
        (CLAIM, "The United States said the gas was part of a government stockpile that had been hit.", True),
        (
            CLAIM,
            f"{STORED} The capital was calm.".replace("Russia said", "Moscow defended its Damascus ally, saying"),
            True,
        ),
        # Nobody was struck with what only lay there; who denies it, or is on no side, has it come from nowhere.
        (CLAIM, "Russia said the rebels had a stockpile of chlorine.", False),
        (CLAIM, "Russia said the gas was no part of a stockpile that had been hit.", False),
        (CLAIM, "Russia denied that the gas was part of a stockpile that had been hit.", False),
        (CLAIM, "The baker said the gas was part of a rebel stockpile that had been hit.", False),
        # Another weapon; and a strike on a gas store.
        (CLAIM.replace("Gas attack", "Barrel bombs"), STORED, False),
        ("Strike on a gas depot in Homs kills 58 people", STORED, False),
        # In Tarn there was another.
        (CLAIM, STORED.replace("the gas", "the gas in Tarn on Friday, where 90 were killed,"), False),
    ],
)
def test_who_has_the_gas_come_from_a_store_that_was_hit(
    empty_store: Store, claim: str, said: str, is_told: bool
) -> None:
    blow = claim.replace("kills", "killed")
    report = f"{claim}\n\n{blow} on Sunday, Mill Watch said. {said}"
    card = dated_card(empty_store, claim, ("2026-03-08", report))
    found = [(a.relation, f) for a in card.accounts for f in a.findings if tells_how_else(f)]
    assert bool(found) == is_told
    # It denies nothing.
    assert all(relation == "context" and is_their_answer(f) for relation, f in found)
