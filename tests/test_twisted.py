"""Leads of reports with one thing changed: whom they count, where, whose it was. Nobody has said any of these.

Each report says the first claim beside it; the second is that claim with another people, side, town or war in it.
"""

from __future__ import annotations

import pytest
from invented import card_for, dated_card, said

from knowledge.store import Store

HEADLINE = "The news of the evening\n\n"
#: A claim that the report says, one that nobody says, and the report.
TWISTED = {
    "children for soldiers": (
        "25 soldiers killed in Homs",
        "25 children killed in Homs",
        "A bomber killed at least 25 army soldiers in Homs on Monday, a monitor said.",
    ),
    "children for fighters of two sides": (
        "70 fighters killed in Homs",
        "70 children killed in Homs",
        "At least 70 regime and rebel fighters were killed in a day of battle in Homs, a monitor said.",
    ),
    "women for police": (
        "Nine policemen killed in Homs",
        "Nine women killed in Homs",
        "Nine policemen were killed in Homs on Monday, a monitor said.",
    ),
    "the rebels of two sides": (
        "88 fighters killed in Homs",
        "88 rebels killed in Homs",
        "At least 88 rebel and regime forces were killed in two days of clashes in Homs, a monitor said.",
    ),
    "people for one sort of several": (
        "Ten children killed in Homs",
        "Ten people killed in Homs",
        "Ten children and five women were killed in air strikes in Homs, a monitor said.",
    ),
    "fighters for people in a blast": (
        "45 people killed in Homs",
        "45 fighters killed in Homs",
        "A car bomb in a market in Homs killed 45 people on Tuesday, the governor said.",
    ),
    "another armed group": (
        "12 ISIS militants killed near Tabqa",
        "12 Hezbollah militants killed near Tabqa",
        "Twelve ISIS militants were killed near Tabqa on Monday, a monitor said.",
    ),
    "another land's border": (
        "Car bomb kills 17 in Azaz near Turkish border",
        "Car bomb kills 17 in Azaz near Russian border",
        "A car bomb killed 17 people in Azaz near the Turkish border on Monday, a monitor said.",
    ),
    "who owned up to it": (
        "ISIS claims responsibility for bombing in Homs, 20 dead",
        "Hezbollah claims responsibility for bombing in Homs, 20 dead",
        "Bombers struck Homs on Saturday and left 20 people dead, a monitor said, in an attack claimed by ISIS. "
        "Hezbollah fights beside the army there.",
    ),
    "the city for another town of its province": (
        "16 people killed in Hasakah",
        "16 people killed in Qamishli",
        "A bomb killed 16 people in the mostly Kurdish city of Hasakah on Tuesday, a monitor said.",
    ),
    "a war's dead for a town's": (
        "280,000 people killed in the Syrian war",
        "280,000 people killed in Manbij",
        "Ten people died in Manbij on Monday, a monitor said. The war has killed more than 280,000 people since it "
        "started in 2011.",
    ),
}


@pytest.mark.parametrize(("claim", "report"), [(one, report) for one, _, report in TWISTED.values()], ids=TWISTED)
def test_what_a_report_says_is_said(empty_store: Store, claim: str, report: str) -> None:
    assert "reports" in said(card_for(empty_store, claim, HEADLINE + report)).values()


@pytest.mark.parametrize(("claim", "report"), [(other, report) for _, other, report in TWISTED.values()], ids=TWISTED)
def test_with_one_thing_changed_nobody_says_it(empty_store: Store, claim: str, report: str) -> None:
    assert "reports" not in said(card_for(empty_store, claim, HEADLINE + report)).values()


@pytest.mark.parametrize("counted", ["18 SDF fighters", "18 of its own allies", "18 partner forces"])
def test_a_group_is_one_by_its_letters_and_by_its_name(empty_store: Store, counted: str) -> None:
    report = (
        "Strike kills 18\n\nA strike by the US-led coalition killed 18 members of the Syrian Democratic Forces south "
        "of Tabqa, the Pentagon said."
    )
    card = card_for(empty_store, f"Coalition strike kills {counted} near Tabqa", report)
    assert "reports" in said(card).values()


def test_they_are_no_soldiers_of_the_land_they_are_called_after(empty_store: Store) -> None:
    report = (
        "Strike kills 18\n\nA US strike killed 18 members of the Syrian Democratic Forces near Tabqa, a monitor said."
    )
    card = card_for(empty_store, "US strike kills 18 Syrian soldiers near Tabqa", report)
    assert "reports" not in said(card).values()


def test_whoever_denies_the_very_strikes_answers_who_lays_them_to_nobody(empty_store: Store) -> None:
    report = (
        "Strikes kill 17\n\nAir strikes killed 17 people in a market in Ashara on Monday, a monitor said. The Russian "
        "defence ministry denied its warplanes carried out air strikes on the market."
    )
    card = dated_card(empty_store, "Air raid kills 17 in the market of Ashara", ("2016-06-07", report))
    assert {a.speaker.name for a in card.accounts if a.relation in ("context", "denies")} == {"Russian military"}


def test_whoever_has_them_strike_just_that_stands_beside_their_denial(empty_store: Store) -> None:
    report = (
        "Raid on a school kills 22\n\nAn air raid hit a school in Homs on Monday and killed 22 children, a monitor "
        "said. The National Council said Russian warplanes targeted children in their school. Russia denied any "
        "involvement in the raid."
    )
    card = dated_card(empty_store, "Air raid on a school in Homs kills 22 children", ("2016-10-26", report))
    assert {"National Council", "Russian government"} <= {
        a.speaker.name for a in card.accounts if a.relation == "context"
    }


def test_whoever_counts_the_dead_need_not_tell_who_claimed_it(empty_store: Store) -> None:
    report = "Blast in Homs\n\nA bomb killed 44 people in Homs on Tuesday, a monitor said."
    assert "reports" in said(card_for(empty_store, "44 killed in Homs bombing claimed by ISIS", report)).values()
