"""Who did it: a figure is said for a claim that names a doer only where somebody tells that doer."""

from __future__ import annotations

import json

import pytest
from invented import NOW, said

from knowledge.model import Entry
from knowledge.notes import read_notes
from knowledge.store import Store
from retrieval.answers import answer

EVENT = "Killings in the mill at Tarnau, May 2024"
FORTY = {
    "says": "40 people were killed in the mill.",
    "speaker": {"name": "Mill Watch", "kind": "ngo"},
    "quantity": {"bound": "exact", "number": 40, "counted": "people killed"},
}


def note(number: int, *facts: object) -> str:
    """A line of notes on the killings in the mill."""
    about = {"outlet": f"Post {number}", "title": "The mill", "event": EVENT, "place": "Tarnau", "confidence": "high"}
    return json.dumps({
        "id": f"N{number}", "kind": "report", "url": f"https://example.org/{number}", **about, "facts": facts
    })  # fmt: skip


@pytest.mark.parametrize(
    ("claim", "right"),
    [
        ("Ukraine killed 458 people in Bucha", False),
        ("458 people were killed in Bucha by Ukrainian forces", False),
        ("Russia killed 458 people in Bucha", True),
        ("458 people were killed in Bucha", True),
        ("Russia killed 441 civilians in Kyiv, Chernihiv and Sumy oblasts", True),
        ("Russia killed 49 people in Douma", False),
        ("Assad killed 49 people in Douma", True),
        ("The Taliban killed 42 people in the Kunduz hospital", False),
        ("A US strike killed 42 people in the Kunduz hospital", True),
        ("Iran killed 105 civilians in Mosul", False),
        ("A US strike killed 105 civilians in Mosul", True),
        ("Islamic Jihad killed 471 people at al-Ahli hospital", False),
        ("Israel killed 471 people at al-Ahli hospital", True),
        ("Israel injured 100 US troops at Ain al-Asad", False),
        ("Iran injured 100 US troops at Ain al-Asad", True),
        ("The US killed 327 militants in the White Desert", False),
        ("Russian and Syrian forces killed 327 militants in the White Desert", True),
        ("Hurricane Maria killed 4,645 people in Puerto Rico", True),
    ],
)
def test_a_doer_is_told_by_the_reports_of_the_event(claim: str, right: bool, starter: Store) -> None:
    (card,) = answer(claim, starter, now=NOW).cards
    assert ("reports" in said(card).values()) == right
    assert ("DOER_DIFFERS" in {caveat.kind for caveat in card.caveats}) == (not right)


@pytest.mark.parametrize(
    ("second", "claim", "right"),
    [
        ("A Turkish strike hit the mill.", "Turkey killed 40 people in the mill at Tarnau", True),
        ("A Turkish strike hit the mill.", "Russia killed 40 people in the mill at Tarnau", False),
        ("The Turkish army did it, Mill Watch said.", "Russia killed 40 people in the mill at Tarnau", False),
        ("Nobody knows who struck the mill.", "Russia killed 40 people in the mill at Tarnau", False),
        ("Russia calls the pictures staged.", "Russia killed 40 people in the mill at Tarnau", True),
        ("The mill lies in Russia.", "Russia killed 40 people in the mill at Tarnau", False),
    ],
)
def test_another_note_of_the_event_tells_who_did_it(empty_store: Store, second: str, claim: str, right: bool) -> None:
    lines = f"{note(1, FORTY)}\n{note(2, {'says': second, 'speaker': None})}"
    with empty_store.writing() as writer:
        writer.keep([entry for entry in read_notes(lines) if isinstance(entry, Entry)])
        writer.pay_index()
    (card,) = answer(claim, empty_store, now=NOW).cards
    assert ("reports" in said(card).values()) == right
