"""What the voice that a claim quotes is found to say instead stands under a heading of its own."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from invented import findings_in

from bot.card.rendering import render_text
from knowledge.model import Account, Caveat, Claim, ContextCard, Finding, Relation
from knowledge.quantities import read_quantities

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)


def card(claim: str, finding: Finding, relation: Relation = "context") -> ContextCard:
    """A card by hand, with nothing on it but this."""
    account = Account(finding.speaker, relation, (finding,))
    read = Claim(claim, tuple(read_quantities(claim)))
    return ContextCard(read, "found", (account,), (), (), (), NOW, 1)


def told(sentence: str) -> Finding:
    return findings_in(f"Flood in Tarn\n\n{sentence}")[1]


@pytest.mark.parametrize(
    ("claim", "sentence", "own"),
    [
        ("SOHR says 900 people were killed in Tarn", "SOHR said 40 people were killed in Tarn.", True),
        # Another's word, the very figure, another count, or one of more than this is nobody's correction.
        ("SOHR says 900 people were killed in Tarn", "Hill Radio said 40 people were killed in Tarn.", False),
        ("SOHR says 900 people were killed in Tarn", "SOHR said 900 people were killed in Tarn.", False),
        ("SOHR says 900 people were killed in Tarn", "SOHR said 40 people were wounded in Tarn.", False),
        ("900 people were killed in Tarn", "SOHR said 40 people were killed in Tarn.", False),
    ],
)
def test_what_the_quoted_voice_says_instead_is_no_other_claim(claim: str, sentence: str, own: bool) -> None:
    printed = render_text(card(claim, told(sentence)))
    assert ("WHAT THE CLAIM'S OWN SOURCE SAYS" in printed) is own
    assert ("BUT NOT THIS CLAIM" in printed or "WHAT COMES CLOSEST" in printed) is not own


def test_beside_a_count_that_is_held_to_the_claim_it_has_no_heading() -> None:
    near = card("SOHR says 900 people were killed in Tarn", told("SOHR said 40 people were killed in Tarn."))
    other = told("Hill Radio said 900 people were killed in Tarn.")
    both = replace(near, accounts=(Account(other.speaker, "reports", (other,)), *near.accounts))
    assert "OWN SOURCE" not in render_text(both)


@pytest.mark.parametrize(
    ("sentence", "is_otherwise"),
    [
        ("Hill Radio said five people were killed in Tarn.", True),
        # Whoever leaves room for the claim's number, gives it, or counts something else, contradicts nobody.
        ("Hill Radio said at least five people were killed in Tarn.", False),
        ("Hill Radio said more than 80 people were killed in Tarn.", False),
        ("Hill Radio said five people were wounded in Tarn.", False),
    ],
)
@pytest.mark.parametrize("side", ["Belgium", "Norway"])
def test_beside_the_claims_figure_that_is_laid_to_nobody_stands_who_counts_otherwise(
    sentence: str, is_otherwise: bool, side: str
) -> None:
    giving, near = findings_in(f"Flood in Tarn\n\nThe mayor said 100 people were killed in Tarn. {sentence}")[1:]
    both = card(f"100 people were killed by {side} in Tarn", giving)
    laid_to_nobody = Caveat("DOER_DIFFERS", "Nobody says that it was them.", (giving,))
    both = replace(
        both, accounts=(*both.accounts, Account(near.speaker, "context", (near,))), caveats=(laid_to_nobody,)
    )
    assert ("WHO COUNTS OTHERWISE THERE" in render_text(both)) is is_otherwise
    # Without such a figure beside it, it is only close by.
    assert "WHO COUNTS OTHERWISE THERE" not in render_text(replace(both, caveats=()))
