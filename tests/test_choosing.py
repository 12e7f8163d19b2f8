"""Which of several events a claim is plainly of, and which counts of one report are parts of another."""

from __future__ import annotations

import pytest
from invented import card_for, dated_card, said

from knowledge.store import Store

BOMB = (
    "Car bomb kills 12 in Homs market\n\nA car bomb killed 12 people at a crowded market in Homs{day}, {who} "
    "said. The explosion hit the market in the centre of Homs during the busy morning hours."
)
CLAIM = "Car bomb kills 12 people at market in Homs"


def test_what_two_reports_tell_of_one_weekday_happened_once(empty_store: Store) -> None:
    first = BOMB.format(day=" on Friday", who="police")
    card = dated_card(
        empty_store, CLAIM, ("2026-03-06", first), ("2026-03-10", first.replace("police", "the Border Monitor"))
    )
    assert card.state == "found"


@pytest.mark.parametrize(
    ("first", "later"),
    [
        ({"day": " on 1 March"}, {"day": " on Friday"}),
        ({"day": " on Friday"}, {"day": " on Monday"}),
    ],
    ids=["a date and a weekday three weeks on", "two weekdays"],
)
def test_two_blows_told_alike_are_two(empty_store: Store, first: dict[str, str], later: dict[str, str]) -> None:
    texts = [BOMB.format(who="police", **words) for words in (first, later)]
    card = dated_card(empty_store, CLAIM, ("2026-03-01", texts[0]), ("2026-03-20", texts[1]))
    assert card.state == "ambiguous"


def test_another_voices_counts_do_not_make_up_a_toll(empty_store: Store) -> None:
    card = card_for(
        empty_store,
        "Five people were killed in the blast at Homs market",
        "Blast hits Homs market\n\nFive people were killed in the blast at Homs market on Sunday, police said. The "
        "Homs hospital said four people were killed in the blast. One person was killed by a beam, a witness said.",
    )
    assert said(card)["Homs hospital"] == "differs"


def test_a_few_claimed_are_no_war_s_dead(empty_store: Store) -> None:
    claim = "No civilians were killed in the strike on Kalden market"
    none = f"Army speaks on Kalden\n\n{claim} on Sunday, the northern army said."
    many = f"Monitor counts 120 dead in Kalden\n\n{claim} on Sunday, the Border Monitor said.".replace(
        "No civilians", "At least 120 civilians"
    )
    card = dated_card(empty_store, claim, ("2026-03-02", none), ("2026-03-02", many))
    assert said(card)["Border Monitor"] == "differs"


def test_the_event_that_a_claim_tells_whole_is_meant_whoever_prints_its_figure(empty_store: Store) -> None:
    mosque = "Bomber kills 61 in Homs\n\nA bomber killed 61 people outside a mosque in Homs on Friday, police said."
    bakery = (
        "Bomber kills 16 in Homs\n\nA bomber killed 16 people outside a bakery in Homs on Tuesday, the Border Monitor "
        "said."
    )
    claim = "Bomber kills 61 outside a bakery in Homs"
    card = dated_card(empty_store, claim, ("2026-03-06", mosque), ("2026-06-02", bakery))
    assert said(card)["Border Monitor"] == "differs"
