"""The events among which a reader is to choose, each offered once."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from invented import findings_in

from knowledge.model import ContextCard
from knowledge.store import Store
from retrieval.answers import answer
from retrieval.events import Event
from retrieval.offered import each_once
from retrieval.relations import Weighed

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)


def outlets(card: ContextCard) -> list[set[str]]:
    return [{finding.outlet for finding in candidate.findings} for candidate in card.candidates]


@pytest.mark.parametrize(
    ("message", "together"),
    [
        # One note has what fits the claim, and the other what comes near it, of one operation.
        ("300 killed", {"The Syrian Observer", "Al-Masdar News"}),
        # Two papers print one dispatch, with another area.
        ("more than 130 strikes", {"Millichronicle", "Business Recorder"}),
        ("21 militants killed in strike", {"Millichronicle", "Business Recorder"}),
    ],
)
def test_notes_of_one_event_are_one_choice(starter: Store, message: str, together: set[str]) -> None:
    (card,) = answer(message, starter, now=NOW).cards
    assert len(card.candidates) > 1
    assert [own & together for own in outlets(card) if own & together] == [together]


def test_a_label_stands_once_and_nothing_of_it_is_lost() -> None:
    raids = [
        findings_in(f"Raid\n\nA raid killed {n} people in Kalden.", f"Post {n}", similarity=n / 100) for n in (50, 40)
    ]
    other = findings_in("Fire\n\nA fire killed 45 people in Homs.", "Post", "2020-01-01", similarity=0.45)
    events = tuple(Event(tuple(findings)) for findings in (*raids, other))
    offered = each_once(Weighed("ambiguous", (), events), [f for event in events for f in event.findings])
    labels = [event.as_candidate().label for event in offered.events]
    assert len(labels) == len(set(labels)) == 2 < len(events)
    assert {f for event in offered.events for f in event.findings} == {f for event in events for f in event.findings}
