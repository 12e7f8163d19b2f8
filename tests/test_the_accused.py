"""What whoever is said to have done it says of it in the same report: it stands close by, under their name."""

from __future__ import annotations

import pytest
from invented import counted, dated_card, noted_card, said

from knowledge.store import Store
from retrieval.relations.accused import is_their_answer

CLAIM = "Belgian jets kill six in Palmyra"
REPORT = "Belgian jets kill six in Palmyra\n\nBelgian jets killed six people in Palmyra on Tuesday, Mill Watch said. {}"


@pytest.mark.parametrize(
    ("answer", "who"),
    [
        (
            "Belgian defence ministry spokeswoman Mira Sand denied that the air force was there at the time.",
            "Mira Sand",
        ),
        ("The Belgian army said that the raid was a mistake.", "Belgian army"),
        ("The Belgian army said that it regretted the raid.", "Belgian army"),
        # Whoever else speaks has not been accused.
        ("The Norwegian army said that the raid was a mistake.", None),
        ("A former Belgian minister, Mira Sand, said that the raid was a mistake.", None),
        # What they say of something else is no answer.
        ("The Belgian army said that it would send more jets.", None),
        ("The Belgian army said that a raid on Raqqa two weeks ago was a mistake.", None),
    ],
)
def test_the_accused_stand_close_by(empty_store: Store, answer: str, who: str | None) -> None:
    card = dated_card(empty_store, CLAIM, ("2016-10-19", REPORT.format(answer)))
    told = said(card)
    assert told["Mill Watch"] == "reports"
    answering = [
        account.speaker.name
        for account in card.accounts
        for f in account.findings
        if account.relation == "context" and any(why.startswith("said to have done it") for why in f.why)
    ]
    assert answering == ([who] if who else [])


def raid(*facts: dict[str, object]) -> dict[str, object]:
    """A note of a raid, with whoever counts its dead, and what else is told of it."""
    dead = counted("40 people were killed.", "Mill Watch", 40, "people killed")
    return {"event": "US strike on a mill at Homs, 16 March 2017", "place": "Homs, Syria", "facts": [dead, *facts]}


@pytest.mark.parametrize(
    ("speaker", "says", "heard"),
    [
        ("US military", "It aimed at a meeting of gunmen.", True),
        ("Pentagon", "The building was no mill.", True),
        ("Russian military", "It aimed at a meeting of gunmen.", False),
        ("Harbour Watch", "It aimed at a meeting of gunmen.", False),
    ],
)
def test_what_a_note_has_the_accused_say_of_it_stands_close_by(
    empty_store: Store, speaker: str, says: str, heard: bool
) -> None:
    answer: dict[str, object] = {"says": says, "speaker": {"name": speaker, "kind": "party"}}
    card = noted_card(empty_store, "US planes killed 40 people in Homs in March 2017", raid(answer))
    near = [f for account in card.accounts for f in account.findings if account.relation == "context"]
    assert any(is_their_answer(f) and f.words == says for f in near) is heard
