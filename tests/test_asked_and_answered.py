"""Of a pasted question with its answer only what is asked is the claim; so it is of a check of a claim."""

from __future__ import annotations

import pytest

from retrieval.claims.messages import read_claims


@pytest.mark.parametrize(
    ("message", "claims"),
    [
        ("Q: Is it true that 40 died in Kalden? A: No, the mayor says that two died.", ["40 died in Kalden"]),
        ("Q: Did the army bomb Kalden?\nA: The army bombed Tarn.\n\nIt killed 12 there.", ["the army bombed Kalden"]),
        ("Question: Did the army bomb Kalden?\nAnswer: Yes. Ten people died.", ["the army bombed Kalden"]),
        ("Question - did the army bomb Kalden? Answer - no, says the mayor.", ["the army bombed Kalden"]),
        ("q: did the army bomb kalden? a: no idea", ["the army bombed kalden"]),
        ("Fact check: Did the army bomb Kalden? Answer: False", ["the army bombed Kalden"]),
        ("Fact check: 40 people died in Kalden. Answer: Mostly false", ["40 people died in Kalden"]),
        ("Claim: 40 people died in Kalden. Fact check: the ministry counts 12.", ["40 people died in Kalden"]),
        ("Claim: 40 people died in Kalden\nReality: 12 died, says the ministry", ["40 people died in Kalden"]),
        ("Myth: 40 people died in Kalden. Fact: 170.", ["40 people died in Kalden"]),
        ("40 people died in Kalden. Rating: Mostly false", ["40 people died in Kalden"]),
        (
            "Q1: Did the army bomb Kalden?\nA1: No.\nQ2: Did 12 die in Tarn?\nA2: Yes, twelve.",
            ["the army bombed Kalden", "12 died in Tarn"],
        ),
        ("Is it true that the army bombed Kalden? No, it was a rocket.", ["the army bombed Kalden"]),
        # How many is answered by a number; with more words than that, what is asked is looked up.
        ("Q: How many people died in Kalden? A: 2,975.", ["2,975 people died in Kalden"]),
        ("Q: How many people died in Kalden? A: 2,975, says the mayor.", ["people died in Kalden"]),
        # Where nothing is asked that can be looked up, it is what is said.
        ("Q: What happened in Kalden? A: 40 people were killed.", ["40 people were killed"]),
        ("Did you know? Fact: 40 people died in Kalden", ["40 people died in Kalden"]),
        ("Is it true? No, 40 people died in Kalden.", ["40 people died in Kalden"]),
        (
            "Did the army bomb Kalden? The mayor says 40 people died.",
            ["the army bombed Kalden", "The mayor says 40 people died"],
        ),
        # What names nothing has no claim in it, and what stands behind it is one.
        ("What next? No, 10 soldiers were killed in Kalden.", ["What next", "10 soldiers were killed in Kalden"]),
        (
            "Was it the army? No. 40 people were killed in Kalden.",
            ["it was the army", "40 people were killed in Kalden"],
        ),
        ("No civilians were killed in Kalden", ["No civilians were killed in Kalden"]),
        ("Did the army bomb Kalden? No civilians were killed.", ["the army bombed Kalden", "No civilians were killed"]),
        ("Fact check: No, the army did not bomb Kalden", ["the army did not bomb Kalden"]),
    ],
)
def test_what_is_asked_is_the_claim_and_its_answer_is_none(message: str, claims: list[str]) -> None:
    assert [claim.text for claim in read_claims(message).claims] == claims
