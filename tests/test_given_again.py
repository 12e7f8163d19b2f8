"""Lower counts that only give again what has been raised since, and parts of what the claim counts; and who is neither."""

from __future__ import annotations

import pytest
from invented import counted, dated_card, noted_card, said

from knowledge.model import ContextCard
from knowledge.store import Store

CLAIM = "Air strikes killed 53 people in Kalden"
LATER = "Raid on Kalden\n\nAir strikes killed 53 people in Kalden on Sunday 8 March 2026, Mill Watch said."


def against(card: ContextCard, number: str) -> list[str]:
    """Who is set against the claim in words that have this number."""
    told = (a for a in card.accounts if a.relation == "differs")
    return [a.speaker.name for a in told if any(number in f.words for f in a.findings)]


@pytest.mark.parametrize(
    ("paper", "is_against"),
    [
        ("Air strikes killed 34 people in Kalden on Sunday.", False),
        # Another number is the paper's own.
        ("Air strikes killed 36 people in Kalden on Sunday.", True),
    ],
)
def test_a_paper_has_the_toll_that_a_voice_gives_higher_the_day_after(
    empty_store: Store, paper: str, is_against: bool
) -> None:
    first = "Raid on Kalden\n\nAir strikes killed 34 people in Kalden on Sunday, Mill Watch said."
    card = dated_card(
        empty_store, CLAIM, ("2026-03-09", LATER), ("2026-03-08", first), ("2026-03-08", f"Raid on Kalden\n\n{paper}")
    )
    assert bool([who for n in ("34", "36") for who in against(card, n) if who.startswith("Post")]) == is_against


@pytest.mark.parametrize(("number", "is_against"), [("at least 34", False), ("30", True), ("at least 40", True)])
def test_activists_at_the_head_of_a_report_hold_what_its_monitor_does(
    empty_store: Store, number: str, is_against: bool
) -> None:
    first = (
        f"Raid on Kalden\n\nAir strikes killed {number} people in Kalden on Sunday, opposition activists said.\n\n"
        "Mill Watch said at least 34 people were killed in Kalden on Sunday."
    )
    card = dated_card(empty_store, CLAIM, ("2026-03-09", LATER), ("2026-03-08", first))
    assert any("activists" in who for who in against(card, number.split()[-1])) == is_against


@pytest.mark.parametrize(
    ("fewer", "relation"),
    [
        ("City officials first estimated around 300 dead.", "context"),
        ("City officials estimated around 300 dead.", "differs"),
        ("Hospital lists count 300 people killed, because they were not updated.", "context"),
        ("Hospital lists count 300 people killed, and were updated.", "differs"),
    ],
)
def test_what_was_estimated_at_first_or_never_kept_up_contradicts_no_higher_count(
    empty_store: Store, fewer: str, relation: str
) -> None:
    event = {"event": "Strike on the theatre of Kalden, 16 March 2022", "place": "Kalden"}
    most = counted("600 people were killed in the theatre of Kalden.", "Mill Watch", 600, "people killed")
    part = counted(fewer, "the city of Kalden", 300, "people killed", "named_official")
    card = noted_card(empty_store, "600 people were killed in the theatre of Kalden", event | {"facts": [most, part]})
    assert said(card).get("the city of Kalden", "context") == relation


@pytest.mark.parametrize(
    ("other", "is_against"),
    [
        ("Another strike hit a village in the east, killing seven people.", False),
        # With no other place that makes up the twelve, the agency has counted for itself.
        ("Another strike hit a village in the east, killing nine people.", True),
    ],
)
def test_what_an_agency_counts_in_one_town_is_part_of_what_its_report_counts_in_all(
    empty_store: Store, other: str, is_against: bool
) -> None:
    report = (
        "Raids in the north\n\nAir strikes killed 12 people in the north of Veldia on Sunday.\n\n"
        f"According to the Harbour Agency, the air strikes hit the town of Tarn, killing five people.\n\n{other}"
    )
    card = dated_card(empty_store, "Air strikes killed 12 people in the north of Veldia", ("2026-03-08", report))
    assert bool(against(card, "five")) == is_against


@pytest.mark.parametrize(("later", "is_against"), [("2026-03-10", False), ("2026-03-08", True)])
def test_a_paper_that_counts_more_the_day_after_drops_what_it_told(
    empty_store: Store, later: str, is_against: bool
) -> None:
    claim = "A bomb wounded 32 people at a wedding in Kalden"
    told = [
        ("Bomb in Kalden\n\nA bomb at a wedding in Kalden wounded 25 people on Monday.", "2026-03-09"),
        ("Bomb in Kalden\n\nA bomb at a wedding in Kalden wounded 90 people on Monday.", later),
    ]
    card = dated_card(empty_store, claim, *((on, text) for text, on in told))
    assert bool(against(card, "25")) == is_against
