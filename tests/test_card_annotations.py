"""The claims and pairs annotated over FA-KES are in order: whole, without copied text, and of rows that exist."""

from __future__ import annotations

import os
import re
from collections import Counter
from pathlib import Path

import pytest

from benchmarks.cards.annotations import KINDS, AnnotatedClaim, other_names, read_claims, read_pairs
from benchmarks.cards.library import data_of, unit_ids

CLAIMS, PAIRS = read_claims(), read_pairs()


@pytest.fixture(scope="module")
def rows() -> set[str]:
    bench = os.environ.get("WHOSAYS_BENCH")
    if not bench or not (Path(bench) / "fa_kes").is_dir():
        pytest.skip("FA-KES is not here: set WHOSAYS_BENCH to the folder that holds the outside data.")
    return set(unit_ids(data_of(Path(bench))))


def test_every_annotated_row_exists(rows: set[str]) -> None:
    named = {row for claim in CLAIMS for row in claim.articles} | {row for pair in PAIRS for row in (pair.a, pair.b)}
    assert named <= rows, f"not in the file: {sorted(named - rows)}"


def test_half_of_the_claims_are_changed() -> None:
    assert len({claim.id for claim in CLAIMS}) == len(CLAIMS) == 200
    kinds = Counter(claim.kind for claim in CLAIMS)
    assert set(kinds) == set(KINDS)
    assert kinds["true to the report"] == 100


def test_pairs_are_of_two_reports_and_of_both_sorts() -> None:
    assert len({frozenset((pair.a, pair.b)) for pair in PAIRS}) == len(PAIRS) >= 150
    assert all(pair.a != pair.b and pair.because for pair in PAIRS)
    same = sum(pair.same_origin for pair in PAIRS) / len(PAIRS)
    assert 0.4 <= same <= 0.6


@pytest.mark.parametrize("claim", CLAIMS, ids=lambda claim: claim.id)
def test_a_claim_has_reports_when_it_is_true_to_them_and_rivals_of_its_own_event(claim: AnnotatedClaim) -> None:
    assert claim.articles
    assert bool(claim.reports) == (claim.kind == "true to the report")
    assert all(rival.unit_id in claim.articles for rival in claim.rivals)
    assert not {(said.speaker, said.figure) for said in claim.reports} & {(r.speaker, r.figure) for r in claim.rivals}
    assert claim.origins is None or 1 <= claim.origins <= len(claim.articles) + len(claim.rivals)


@pytest.mark.parametrize("claim", [c for c in CLAIMS if c.kind == "number changed"], ids=lambda claim: claim.id)
def test_a_changed_number_is_nobodys(claim: AnnotatedClaim) -> None:
    undated = re.sub(r"\d+ (?=January|February|April|June|July|August|September|October|November)", "", claim.claim)
    claimed = {int(number.replace(",", "")) for number in re.findall(r"\b\d[\d,]*\b", undated)}
    assert claim.rivals
    assert not claimed & {rival.figure for rival in claim.rivals}


def test_a_voice_goes_by_other_names_only_when_it_is_annotated() -> None:
    annotated = {said.speaker.lower() for claim in CLAIMS for said in (*claim.reports, *claim.rivals)}
    annotated |= {name.lower() for claim in CLAIMS for name in claim.denied_by}
    assert set(other_names()) <= annotated
