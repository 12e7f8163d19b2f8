"""Where nothing says the claim, a count that stands near is not alone: the other voices of its event are heard."""

from __future__ import annotations

import pytest
from invented import counted, noted_card, said

from knowledge.store import Store

CLAIM = "old soviet guns took down 98 of the missiles mill shot at syria in april 2018"
ARMY = counted(
    "Mill: 71 of 103 cruise missiles shot down in Syria in April 2018", "Mill", 71, "missiles intercepted", "party"
)
HOLM = counted("Holm: no weapon or aircraft was successfully engaged.", "Holm", 0, "missiles intercepted", "party")


def note(*facts: dict[str, object], **fields: object) -> dict[str, object]:
    """What was counted there."""
    return {
        "title": "Who shot down what",
        "event": "Strikes in Syria, 14 April 2018",
        "event_id": "strikes-2018",
        "place": "Damascus and Homs areas",
        "published": "2018-04-14",
        "published_basis": "stated",
        "facts": list(facts),
        **fields,
    }


@pytest.mark.parametrize(
    ("notes", "heard"),
    [
        pytest.param([note(ARMY, HOLM)], True, id="the other side"),
        pytest.param([note(ARMY), note(HOLM)], True, id="in another note of the event"),
        pytest.param([note(ARMY), note(HOLM, event_id="another")], False, id="of another event"),
        pytest.param([note(ARMY, counted("Bread went up.", "Holm", 0, "loaves sold"))], False, id="of another thing"),
    ],
)
def test_whoever_else_counts_the_thing_in_that_event_is_heard(
    empty_store: Store, notes: list[dict[str, object]], heard: bool
) -> None:
    stands = said(noted_card(empty_store, CLAIM, *notes))
    assert stands["Mill"] == "context"
    assert ("Holm" in stands) is heard


def test_taken_down_is_shot_down(empty_store: Store) -> None:
    assert (
        said(noted_card(empty_store, "98 missiles taken down in Syria in April 2018", note(ARMY)))["Mill"] == "differs"
    )
