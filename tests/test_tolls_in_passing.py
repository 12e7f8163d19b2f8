"""A toll without a town is of the town that its report has just told of, whatever stands in the headline."""

from __future__ import annotations

import pytest
from invented import dated_card

from knowledge.store import Store

CLAIM = "Air raid on a school in Homs killed 22 children"
TOLD = (
    "2026-03-08",
    "School hit\n\nAn air raid on a school in Homs killed 22 children on Sunday, the Border Rescue said.",
)
HIT = "The day before, an air raid hit a school in Homs."
GAVE = "The Border Monitor gave a toll of 36 dead among them 15 children."


@pytest.mark.parametrize(
    ("passage", "is_told"),
    [
        (f"{HIT} {GAVE}", True),
        (f"{HIT} Velmar denied any involvement in the raid. {GAVE}", True),
        # Another town stands between, or in the same sentence; or the sentence is of something else.
        (f"{HIT} A rocket hit a mill in Raqqa. {GAVE}", False),
        (f"{HIT[:-1]} and a mill in Raqqa. {GAVE}", False),
        (f"{HIT} {GAVE.replace('The Border Monitor', 'Meanwhile the Border Monitor')}", False),
        # Nothing was hit there.
        (f"The day before, the minister was in Homs. {GAVE}", False),
        # Nobody gives the toll of what was just told.
        (f"{HIT} The Border Monitor said 36 people were killed among them 15 children.", False),
    ],
)
def test_a_toll_is_of_the_town_told_of_right_before(empty_store: Store, passage: str, is_told: bool) -> None:
    report = f"Rockets on Aleppo school\n\nRockets on a school in Aleppo killed 3 people on Monday. {passage}"
    card = dated_card(empty_store, CLAIM, TOLD, ("2026-03-09", report))
    against = [f.words for a in card.accounts if a.relation == "differs" for f in a.findings]
    assert any("15 children" in words for words in against) == is_told


@pytest.mark.parametrize(
    ("words", "relation"),
    [
        # Of 22 people some were children, whoever says how many.
        ("at least 22 people were killed, seven of them children", "differs"),
        ("22 people, most of them children, were killed", None),
        ("22 people were killed, 22 of them children", "reports"),
        ("22 children were killed", "reports"),
    ],
)
def test_the_number_of_all_says_nothing_of_as_many_children(
    empty_store: Store, words: str, relation: str | None
) -> None:
    report = (
        f"22 killed in air raid on Homs school\n\nThe Border Monitor said {words} in an air raid on a school in Homs."
    )
    card = dated_card(empty_store, CLAIM, TOLD, ("2026-03-08", report))
    stands = {
        a.relation for a in card.accounts if any("air raid on" in f.words for f in a.findings if f.outlet == "Post 1")
    }
    assert stands - {"context"} == ({relation} if relation else set())


def test_the_toll_before_its_part_is_in_the_table_of_each_who_gives_it(empty_store: Store) -> None:
    report = (
        "School hit\n\nThe White Helmets and the Syrian Observatory for Human Rights have reported that 35 people were "
        "killed in an air raid on a school in Homs on Sunday. Among the dead were 22 children. It rained."
    )
    card = dated_card(empty_store, CLAIM, ("2026-03-09", report))
    rows = {(f.speaker.name, f.quantity.value) for t in card.tallies if t.unit == "people" for f in t.figures}
    assert {("White Helmets", 35), ("SOHR", 35)} <= rows
