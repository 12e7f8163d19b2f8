"""The events among which a reader is to choose, each offered once."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from invented import dated_card, findings_in, said

from knowledge.model import ContextCard
from knowledge.store import Store
from retrieval.answers import answer
from retrieval.events import Event
from retrieval.events.offered import each_once
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


def test_what_a_report_recalls_is_not_offered_under_its_own_day(empty_store: Store) -> None:
    card = dated_card(
        empty_store,
        "Air strikes killed 18 people in Kalden",
        ("2017-04-08", "Raids\n\nAir strikes killed 18 people in Kalden on 8 April, the monitor said."),
        ("2016-07-12", "A market hit\n\nJets hit a market, and the air strikes killed 18 people in Kalden on 12 July."),
        (
            "2015-06-12",
            "Kalden hit again\n\nAir strikes killed 21 people in Kalden on 12 June, the monitor said.\n\n"
            "Air strikes killed 20 people in Kalden on 31 May, the monitor said.",
        ),
    )
    near = next(own for own in card.candidates if "2015" in own.label)
    assert [finding.statement.quantities[0].value for finding in near.findings] == [21]


def test_beside_who_counts_in_the_town_alone_nobody_says_so_who_counts_in_two(empty_store: Store) -> None:
    alone = "Rockets\n\nRockets killed eight people in Homs on Tuesday, the Border Monitor said."
    both = "Rockets\n\nRockets killed eight people in Homs and Aleppo on Tuesday, Mill Watch said."
    card = dated_card(
        empty_store, "Rockets killed eight people in Homs in March 2026", ("2026-03-10", alone), ("2026-03-10", both)
    )
    assert said(card) == {"Border Monitor": "reports", "Mill Watch": "context"}


def test_the_one_event_that_is_left_is_no_choice(starter: Store) -> None:
    """Another event came near by its figure alone; who counts in the prison's is held against the claim."""
    (card,) = answer("Ghwayran prison: 500 killed", starter, now=NOW).cards
    assert card.state == "found"
    assert said(card)["SOHR"] == "differs"


def test_a_headline_counts_whom_its_note_counts(starter: Store) -> None:
    """“Over 100 dead” heads “123 dead: 77 ISIS, 39 Kurdish forces”: neither is another count of one side’s dead."""
    (card,) = answer("SDF lost 140 men in Ghwayran prison", starter, now=NOW).cards
    assert "differs" not in said(card).values()
