"""The learned model: it is asked last, doubts what is turned round, and never says that anybody denies anything."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.settings import read_settings
from knowledge.articles import read_pasted
from knowledge.model import Finding
from knowledge.pairs import PairReader
from knowledge.statements import read_statements
from knowledge.store import Store
from retrieval.claims.messages import read_claims
from retrieval.denying.stance import Leaning, LearnedStance, most_telling, signs, stance_of
from retrieval.relations import weigh


@pytest.fixture(scope="module")
def stance(models: Path) -> LearnedStance:
    """The real model, made ready once."""
    return LearnedStance(PairReader.load(models / "pairs"))


def test_a_leaning_is_shares_of_one(stance: LearnedStance) -> None:
    leanings = stance([("The mill burned down", "The mill in Kalden burned down on Monday."), ("A", "B")])
    assert len(leanings) == 2
    for leaning in leanings:
        assert leaning.agrees + leaning.disagrees + leaning.neither == pytest.approx(1, abs=1e-4)


def test_nothing_asked_is_nothing_read(stance: LearnedStance) -> None:
    assert stance([]) == []


def test_the_opposite_leans_away_from_what_is_said(stance: LearnedStance) -> None:
    claim = "The men are standing outside the mill"
    same, opposite = stance(
        [(claim, "The men are standing outside an old mill."), (claim, "The men are sitting inside the mill.")]
    )
    assert opposite.disagrees > same.disagrees
    assert same.agrees > opposite.agrees


def test_company_changes_no_leaning(stance: LearnedStance) -> None:
    pair = ("The mill burned down", "The mill in Kalden burned down on Monday.")
    longer = ("The army shelled the market", "Traders in Kalden said that the army had shelled the market again. " * 4)
    (alone,), (beside, _) = stance([pair]), stance([pair, longer])
    assert alone.disagrees == pytest.approx(beside.disagrees, abs=1e-3)


def related_with(leaning: Leaning, statement: str) -> list[tuple[str, str]]:
    """How a statement that seems to report a claim is related when the model leans so."""
    (claim,) = read_claims("The bridge at Tarn collapsed").claims
    article = read_pasted(f"A report\n\n{statement}", url="https://example.org/1", outlet="Harbour Post")
    told = [Finding(s, article, 0.75, ()) for s in read_statements(article) if s.place_in_article == "body"]
    weighed = weigh(claim, told, lambda pairs: [leaning] * len(pairs))
    return [(r.relation, r.finding.why[-1] if r.finding.why else "") for r in weighed.related]


@pytest.mark.parametrize(
    ("disagrees", "relation"), [(0.99, "differs"), (0.8, "context"), (0.3, "reports"), (0.0, "reports")]
)
def test_the_model_doubts_and_never_denies(disagrees: float, relation: str) -> None:
    leaning = Leaning(1 - disagrees, disagrees, 0.0)
    found = related_with(leaning, "The old bridge at Tarn collapsed on Monday, the engineers said.")
    assert [decided for decided, _ in found] in ([relation], [] if relation == "context" else [relation])


def test_what_words_have_decided_is_not_read_again() -> None:
    agreeing = Leaning(1.0, 0.0, 0.0)
    (found,) = related_with(agreeing, "The bridge at Tarn did not collapse, the engineers said.")
    assert found[0] == "denies"


def test_signs_see_the_whole_article() -> None:
    claim, told = "A shark was seen in the subway", "A shark was seen in the subway, a post said."
    alone, whole = signs(claim, told), signs(claim, told, told + " The picture of the shark in the subway is a hoax.")
    assert (alone != whole).any()


def test_of_an_article_the_sentences_on_the_claim_are_read() -> None:
    sentences = ["The council met.", "Roses were planted.", "The bridge at Tarn collapsed, a hoax said.", "Rain fell."]
    assert "bridge at Tarn" in most_telling("The bridge at Tarn collapsed", sentences, words=12)
    assert "Roses" not in most_telling("The bridge at Tarn collapsed", sentences, words=12)


def test_none_is_a_choice(tmp_path: Path) -> None:
    nowhere = tmp_path / ".env"
    assert read_settings({"STANCE_MODEL": "none"}, nowhere).stance_model == "none"
    assert read_settings({"WHOSAYS_DATA": "x"}, nowhere).stance_model == "learned"
    assert stance_of(Store(tmp_path / "store", stance="none")) is None
