"""Marks of quotation stand round what a report prints, and never round the words of a note on it."""

from __future__ import annotations

import pytest
from invented import counted, noted_card

from knowledge.model import ContextCard
from knowledge.store import Store

CLAIM = "90 people were killed in the mill fire in Kalden"


def cautions(card: ContextCard) -> str:
    return "\n".join(str(caveat.sentence) for caveat in card.caveats)


def fire(*facts: dict[str, object]) -> dict[str, object]:
    return {"event": "Mill fire in Kalden", "place": "Kalden", "facts": list(facts)}


@pytest.mark.parametrize(
    ("quote", "printed"), [(None, "from 42 (Mill Watch)"), ("42 dead men", "from “42 dead men” (Mill Watch)")]
)
def test_a_caution_marks_the_words_of_a_report_alone(empty_store: Store, quote: str | None, printed: str) -> None:
    few = counted("42 people were killed in the mill fire.", "Mill Watch", 42, "people killed", "monitor")
    many = counted("90 people were killed in the mill fire.", "Hill Institute", 90, "people killed")
    card = noted_card(empty_store, CLAIM, fire(few | ({"quote": quote} if quote else {}), many))
    assert printed in cautions(card)
    assert "to 90 (Hill Institute)" in cautions(card)
