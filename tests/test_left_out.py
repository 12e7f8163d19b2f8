"""A count that leaves out what is claimed, as it says itself, is not offered as a count of it."""

from __future__ import annotations

import pytest
from invented import counted, findings_in, noted_card

from knowledge.model import Claim
from knowledge.store import Store
from retrieval.counts.left_out import leaves_out

CLAIM = "The guard lost 140 men in the Kalden mill"


@pytest.mark.parametrize(
    ("words", "left"),
    [
        ("300 raids since May (without the Kalden mill attack).", "the Kalden mill attack"),
        ("They counted 90 dead, not counting those killed in Kalden.", "those killed in Kalden"),
        ("Excluding the battle for Kalden, 90 died.", "the battle for Kalden"),
        # Nothing of the claim is left out, or nothing at all.
        ("300 raids since May, without the attack on Tarn.", ""),
        ("They fired without warning in Kalden, and 90 died.", ""),
        ("The Kalden attack went without the dead being named.", ""),
        ("It was over without the attackers reaching Kalden.", ""),
    ],
)
def test_a_count_says_what_it_leaves_out(words: str, left: str) -> None:
    findings = findings_in(f"Raids counted\n\n{words}")
    assert leaves_out(Claim(CLAIM), findings[-1]) == left


def test_what_is_claimed_without_something_leaves_that_out_itself() -> None:
    claim = Claim("90 died in Kalden not counting the attack on the Kalden mill")
    (*_, finding) = findings_in("Raids counted\n\n90 died, not counting the attack on the Kalden mill.")
    assert leaves_out(claim, finding) == ""


@pytest.mark.parametrize("without", ["", " (without the Kalden mill attack)"])
def test_what_leaves_it_out_is_not_offered_as_close_to_it(empty_store: Store, without: str) -> None:
    raids: dict[str, object] = {
        "event": "Raids on the guard of mills, December 2022",
        "place": "North-east Syria",
        "facts": [
            {"says": f"181 raids on guards of mills{without}.", "speaker": {"name": "Mill Watch", "kind": "ngo"}},
            counted("They left 135 dead.", "Mill Watch", 135, "people killed"),
            {"says": "The guard left the Kalden mill.", "speaker": {"name": "Mill Watch", "kind": "ngo"}},
        ],
    }
    card = noted_card(empty_store, CLAIM, raids)
    assert card.state == ("nothing_found" if without else "found")
