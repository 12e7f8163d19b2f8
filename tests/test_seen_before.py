"""What was seen before somebody left was not put there after it: firing, and all that is like it and tells nothing."""

from __future__ import annotations

import pytest
from invented import noted_card, said

from knowledge.store import Store
from retrieval.relations.seen_before import was_there_before

CLAIM = "the rifles in the Kalden mill were planted after the army left"


@pytest.mark.parametrize(
    ("claim", "words", "turned"),
    [
        (CLAIM, "Drone pictures show rifles in the mill since 3 March, before the army's withdrawal.", True),
        (CLAIM, "Drone pictures show rifles in the mill since 3 May, before the army's withdrawal.", True),
        (
            "ballots were put into the boxes after the polls closed",
            "Ballots seen since noon, before polls closed.",
            True,
        ),
        ("dead fish were dumped after the plant closed", "Film shows dead fish since June, before its closure.", True),
        ("flags appeared after the rebels came", "Photos show flags since 2 March, before the rebels arrived.", True),
        # It says nothing of when, or of the same deed.
        (CLAIM, "Drone pictures show rifles in the mill since 3 March.", False),
        (CLAIM, "Drone pictures show rifles in the mill, before the army's withdrawal.", False),
        (CLAIM, "Drone pictures show rifles in the mill since 3 March, before the election.", False),
        (CLAIM, "Drone pictures show rifles in the mill since 3 March, after the army's withdrawal.", False),
        # Another thing; unsure; denied; what was done, and not what was seen.
        (CLAIM, "Drone pictures show lorries at the mill since 3 March, before the army's withdrawal.", False),
        (CLAIM, "Drone pictures may show rifles there since 3 March, before the army's withdrawal.", False),
        (CLAIM, "Drone pictures do not show rifles there since 3 March, before the army's withdrawal.", False),
        (CLAIM, "The rifles were bought since 3 March, before the army's withdrawal.", False),
        (
            "the rifles were sold after the army left",
            "Pictures show rifles since 3 March, before the army left.",
            False,
        ),
    ],
)
def test_an_order_turned_round(claim: str, words: str, turned: bool) -> None:
    assert was_there_before(claim, words) is turned


@pytest.mark.parametrize(("speaker", "stands"), [("satellite imagery", "differs"), ("Kalden officials", "reports")])
def test_who_shows_it_in_the_same_note_says_otherwise(empty_store: Store, speaker: str, stands: str) -> None:
    note: dict[str, object] = {
        "event": "Rifles found in Homs, March 2022",
        "place": "Homs",
        "facts": [
            {
                "says": "Kalden officials say the rifles in the mill in Homs were planted after the army left.",
                "speaker": {"name": "Kalden officials", "kind": "named_official"},
            },
            {
                "says": "Drone pictures show rifles in the mill in Homs since 3 March, before the army left.",
                "speaker": {"name": speaker, "kind": "document"},
            },
        ],
    }
    claim = "the rifles in the mill in Homs were planted after the army left"
    assert said(noted_card(empty_store, claim, note))[speaker] == stands
