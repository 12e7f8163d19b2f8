"""What the benchmark of whole cards lists as missed, by cause and by the claim's id."""

from __future__ import annotations

import pytest
from test_stories import NOW

from benchmarks.cards.__main__ import Asked, _missed
from benchmarks.cards.annotations import AnnotatedClaim, Kind
from benchmarks.cards.scoring import Outcome
from knowledge.model import Claim, ContextCard


@pytest.mark.parametrize(
    ("kind", "shown_as", "cause"),
    [
        ("place changed", "", "place changed, its event is not shown"),
        ("date changed", "", "date changed, its event is not shown"),
        ("unit changed", "differs", "unit changed, and said to differ"),
        ("place changed", "context", ""),
        ("unit changed", "context", ""),
    ],
)
def test_a_changed_claim_is_listed_where_its_event_is_not_shown_or_its_unit_differs(
    kind: Kind, shown_as: str, cause: str
) -> None:
    claim = AnnotatedClaim("K001", "40 dead", kind, ("1",), (), (), None, ())
    card = ContextCard(Claim("40 dead"), "found", (), (), (), (), as_of=NOW)
    asked = Asked(card.claim, (), {}, Outcome(claim, card, shown_as, (), (), (), (), ()))
    causes: dict[str, dict[str, list[str]]] = {"changed": {}, "event": {}}
    assert bool(list(_missed(asked, causes))) is bool(cause)
    assert causes["changed"] == ({cause: ["K001"]} if cause else {})
