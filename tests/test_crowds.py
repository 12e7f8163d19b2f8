"""A bare figure of a typed claim counts the crowd that the claim tells of elsewhere, and nothing else."""

from __future__ import annotations

import pytest
from invented import card_for, counted, findings_in, noted_card, said

from bot.card.rendering import render_text
from knowledge.model import Claim
from knowledge.store import Store
from retrieval.claims.capitals import in_capitals
from retrieval.claims.crowds import figures_claimed, with_what_became_of_them
from retrieval.claims.messages import read_whole

MARCH: dict[str, object] = {
    "event": "March against the pension law in Tallinn, 3 May 2023",
    "place": "Tallinn, Estonia",
    "published": "2023-05-03",
    "published_basis": "stated",
    "facts": [
        counted("Unions: 80,000 marched.", "Dockers Union", 80_000, "demonstrators"),
        counted("Police: 22,000 marched.", "Tallinn police", 22_000, "demonstrators", "named_official"),
    ],
}
INAUGURATION: dict[str, object] = {
    "event": "Crowd at the Weil inauguration, 20 January 2019",
    "place": "Tallinn, Estonia",
    "published": "2019-01-23",
    "published_basis": "stated",
    "facts": [
        counted("About 160,000 people came.", "Crowd Watch", 160_000, "people"),
        counted("It looked like a million and a half people.", "Jonas Weil", 1_500_000, "people", "named_official"),
    ],
}


@pytest.mark.parametrize(
    ("claim", "crowd"),
    [
        ("kalden march: union says 80,000, police 22,000", [80_000, 22_000]),
        ("Protest in Kalden: 22,000, police say", [22_000]),
        ("CGT 3.5m, cops 1.1m at the pension march", [3_500_000, 1_100_000]),
        ("weils crowd was only 80k, not 1.5 million", [80_000, 1_500_000]),
        ("kalden cops only counted 128k", [128_000]),
        ("million man march was only 400,000", [400_000]),
        ("the funeral procession was 7 million", [7_000_000]),
        ("pension protest 3.5 million in the streets", [3_500_000]),
        ("kalden 2 million march real?", [2_000_000]),
        # What is counted is told, or is no crowd.
        ("the march cost 80,000", []),
        ("march of 5,000 ants", []),
        ("bitcoin rally hits 100,000", []),
        ("Dow rally: 40,000", []),
        ("rally organisers fined 5,000", []),
        ("the petition for the march has 40,000", []),
        ("the march was 900 m long", []),
        ("police counted 4,000 votes", []),
        ("protesters blocked 2,000 roads, police 1,200", []),
        ("12 shot at the march, police say 1,200", []),
        # It may be the month; and whoever says a number has counted anything.
        ("in march: 12,000", []),
        ("March 2019: 1.2 million", []),
        ("674 raids in March, the observatory says 12,000", []),
        ("police say 1,100", []),
        ("the vigil was at 1900", []),
    ],
)
def test_which_bare_figures_count_a_crowd(claim: str, crowd: list[float]) -> None:
    assert [q.value for q in figures_claimed(claim) if q.unit in ("demonstrators", "people") and not q.state] == crowd


@pytest.mark.parametrize(
    ("claim", "relations"),
    [
        ("tallinn march: union says 80,000", {"Dockers Union": "reports", "Tallinn police": "differs"}),
        ("tallinn police only counted 22k", {"Dockers Union": "differs", "Tallinn police": "reports"}),
        ("the march in tallinn cost 80,000", None),
        ("tallinn stocks rally to 22,000", None),
        ("40,000 attended weil's inauguration", {"Crowd Watch": "differs", "Jonas Weil": "differs"}),
        ("weils crowd was 1.5 million", {"Crowd Watch": "differs", "Jonas Weil": "reports"}),
        # A name that opens the claim is one, too, where the reports call him so.
        ("weil's inauguration crowd was 40,000", {"Crowd Watch": "differs", "Jonas Weil": "differs"}),
        # Of another's inauguration nobody here has counted anybody.
        ("40,000 attended drenner's inauguration", None),
        ("drenner's inauguration crowd was 40,000", None),
        ("today's inauguration crowd was 40,000", None),
    ],
)
def test_who_counted_a_crowd(empty_store: Store, claim: str, relations: dict[str, str] | None) -> None:
    stands = said(noted_card(empty_store, claim, MARCH, INAUGURATION))
    assert {name: relation for name, relation in stands.items() if relation != "context"} == (relations or {})


def test_a_report_may_count_whoever_marched_as_people(empty_store: Store) -> None:
    report = "A day in Kalden\n\nThe Drenner march in Kalden had at least 47,000, more than the fair, the mayor said."
    claim = "drenner march in kalden had at least 47,000, more than the fair"
    assert said(card_for(empty_store, claim, report)) == {"mayor": "reports"}


def test_a_name_that_owns_something_has_its_capital_from_the_reports() -> None:
    claim = in_capitals(Claim("a crowd at weil's inauguration"), findings_in("A day\nThe crowd greeted Jonas Weil."))
    assert claim.text == "a crowd at Weil's inauguration"


@pytest.mark.parametrize(
    ("claim", "is_of_the_dead"),
    [
        ("9,000 will die of the Kalden cloud", True),
        ("9,000 people could still die of the Kalden cloud", True),
        ("up to 9,000 are expected to die of the Kalden flu", True),
        # Who did not die is counted where the dead are.
        ("9,000 people did not die in the Kalden flood", True),
        ("9,000 people did not vote in Kalden", False),
        # Cows are no people, and whoever marches lives.
        ("9,000 cows will die of the Kalden flu", False),
        ("9,000 will march in Kalden", False),
    ],
)
def test_whoever_will_die_is_counted_among_the_dead(claim: str, is_of_the_dead: bool) -> None:
    (figure,) = figures_claimed(claim)
    assert ((figure.unit, figure.state) == ("people", "killed")) is is_of_the_dead


@pytest.mark.parametrize(
    ("claim", "dead"),
    [
        ("kalden blast dead 218?", [218]),
        ("kalden ferry killed: at least 218", [218]),
        # What stands behind it is counted, and a year is none.
        ("killed 218 sheep in kalden", []),
        ("kalden ferry, found dead 12 days later", []),
        ("shot dead 2019 in kalden", []),
    ],
)
def test_a_figure_behind_the_dead_counts_them(claim: str, dead: list[float]) -> None:
    assert [q.value for q in figures_claimed(claim) if (q.unit, q.state) == ("people", "killed")] == dead


@pytest.mark.parametrize(
    ("claim", "units"),
    [
        ("15 killed, 11 of them children", ["people", "children"]),
        ("15 killed (11 of whom were kids)", ["people", "children"]),
        ("40 arrested, 12 of them journalists, in Kalden", ["people", "journalists"]),
        # Whom no table knows, and where they were.
        ("15 killed, 11 of them zorbs", ["people", "people"]),
        ("15 killed, 11 of them in Kalden", ["people", "people"]),
    ],
)
def test_some_of_them_are_who_they_are_said_to_be(claim: str, units: list[str]) -> None:
    assert [q.unit for q in figures_claimed(claim)] == units


@pytest.mark.parametrize(
    ("claim", "read"),
    [
        ("none of its missiles were intercepted", [(0, "missiles", "shot down")]),
        ("not one of the missiles was shot down in Kalden", [(0, "missiles", "shot down")]),
        ("none of the 105 missiles were intercepted", [(0, "missiles", "shot down")]),
        ("none of the missiles were downed in Kalden", [(0, "missiles", "shot down")]),
        (
            "none of its missiles were intercepted, 71 say rebels",
            [(0, "missiles", "shot down"), (71, "missiles", "shot down")],
        ),
        # Its soldiers are not all, nor are those who had died; and whatever else they did, there were missiles.
        ("none of its soldiers were killed", []),
        ("none of the 18 soldiers were killed", []),
        ("none of the dead were soldiers", []),
        ("none of the 18 killed were soldiers", [(18, "people", "killed")]),
        ("none of its missiles carried gas", []),
        ("none of the schools in Kalden reopened", []),
        ("none of this is true: 40 people were killed", [(40, "people", "killed")]),
    ],
)
def test_none_of_some_things_counts_none_of_them(claim: str, read: list[tuple[float, str, str]]) -> None:
    assert [(q.value, q.unit, q.state) for q in figures_claimed(claim)] == read


NUMBER = "kalden blast: families say the real number is 235"
TOLL = "Death toll in Kalden blast: real number is 235"


@pytest.mark.parametrize(
    ("text", "report", "state"),
    [
        (NUMBER, "Blast in Kalden\n\n235 were killed in the blast.", "killed"),
        (TOLL, "Blast in Kalden\n\n235 were killed in the blast.", "killed"),
        ("blast in kalden: the number is 235", "Blast in Kalden\n\n235 were killed in the blast.", "killed"),
        ("homs blast: the real number is 235", "Blast in Homs\n\n235 were killed in the blast.", "killed"),
        # The claim says of whom, or nobody's dead are whom reports count as hurt.
        (NUMBER, "Blast in Kalden\n\n235 were injured in the blast.", ""),
        (TOLL, "Blast in Kalden\n\n235 were injured in the blast.", "killed"),
        (NUMBER, "Blast in Kalden\n\nThe blast injured 235 people and killed 12.", ""),
        # The claim itself speaks of the hurt.
        ("Death toll and injured in Kalden blast: real number is 235", "Blast in Mill Hill\n\n235 were killed.", ""),
        # As many were killed as hurt, or nobody counts so many.
        (NUMBER, "Blast in Kalden\n\n235 were killed in the blast, and 235 people injured.", ""),
        (NUMBER, "Blast in Kalden\n\n238 were killed in the blast.", ""),
        # So many died of another blast.
        (NUMBER, "Blast in Mill Hill\n\n235 were killed in the blast.", ""),
        ("blast in kalden: the number is 235", "Blast in Mill Hill\n\n235 were killed in the blast.", ""),
        ("homs blast: the real number is 235", "Blast in Palmyra\n\n235 were killed in the blast.", ""),
    ],
)
def test_what_is_only_called_a_number_is_of_the_dead_of_whom_reports_of_it_give_it(
    text: str, report: str, state: str
) -> None:
    claim = with_what_became_of_them(read_whole(text), findings_in(report))
    assert [q.state for q in claim.quantities if q.value == 235] == [state]


@pytest.mark.parametrize("says", ["wounded 235 people", "wounded 235 people and killed 12"])
@pytest.mark.parametrize("text", [NUMBER, TOLL, "Kalden blast: the real number is 235"])
def test_whoever_counts_the_hurt_has_said_no_toll(empty_store: Store, text: str, says: str) -> None:
    card = card_for(empty_store, text, f"Blast in Kalden\n\nThe blast in Kalden {says}, the mayor said.")
    assert said(card).get("mayor") != "reports"


def test_whoever_claims_the_real_number_is_told_everybodys(empty_store: Store) -> None:
    facts = [
        counted("The families now count 235.", "Kalden Families Union", 235, "people killed"),
        counted("218 were killed, the Club counts.", "Harbour Club", 218, "people killed"),
    ]
    note: dict[str, object] = {"event": "Blast in Kalden, 4 August 2020", "place": "Kalden", "facts": facts}
    card = noted_card(empty_store, "Kalden blast 4 August 2020: families say the real number is 235", note)
    assert said(card) == {"Kalden Families Union": "reports", "Harbour Club": "differs"}
    assert "People killed: from 218 to 235" in render_text(card)
