"""Another cause, storm, site or town, or another doer: nobody's word for a claim, and no other count of it."""

from __future__ import annotations

import pytest
from invented import card_for, findings_in, said

from knowledge.model import Claim
from knowledge.places import read_places
from knowledge.quantities import read_quantities
from knowledge.store import Store
from retrieval.counts.causes import another_cause, causes_in
from retrieval.deeds.doers import unnamed_doer
from retrieval.events.one_blow import tells_its_blow
from retrieval.events.untold_towns import goes_on_about_another_town, told_of_another_town


def claimed(text: str) -> Claim:
    """A claim with its figures and places, as it is typed."""
    return Claim(text, read_quantities(text), where=read_places(text))


BLAST = "Twin car bombs at a mill in Kalden\n\nTwin car bomb explosions killed 34 people in Kalden, Mill Watch said."


@pytest.mark.parametrize(
    ("claim", "report", "is_apart"),
    [
        ("An earthquake killed 34 people in Kalden", BLAST, True),
        ("Cholera killed 34 people in Kalden", BLAST, True),
        ("34 people starved to death in Kalden", BLAST, True),
        ("An air strike killed 34 people in Kalden", BLAST, True),
        # The same cause in other words, one that may be the same, and none at all.
        ("A bombing killed 34 people in Kalden", BLAST, False),
        ("An explosion killed 34 people in Kalden", BLAST, False),
        ("An attack killed 34 people in Kalden", BLAST, False),
        ("34 people were killed in Kalden", BLAST, False),
        # What the report begins with is read as well as the sentence.
        (
            "An air strike killed 34 people in Kalden",
            "Jets bomb Kalden\n\nJets struck a mill. A blast killed 34 people in Kalden, Mill Watch said.",
            False,
        ),
        (
            "A quake killed 34 people in Kalden",
            "Kalden mourns\n\nMill Watch said 34 people were killed in Kalden.",
            False,
        ),
        ("SARS killed 34 people in Kalden", "Covid\n\nCovid killed 34 people in Kalden, Mill Watch said.", True),
        (
            "An epidemic killed 34 people in Kalden",
            "Covid\n\nCovid killed 34 people in Kalden, Mill Watch said.",
            False,
        ),
        # A warplane that crashed dropped nothing.
        (
            "A warplane crashed in Kalden and killed 34",
            "Raid\n\nAir strikes killed 34 people in Kalden, Mill Watch said.",
            True,
        ),
    ],
)
def test_who_died_of_something_else_is_not_counted(claim: str, report: str, *, is_apart: bool) -> None:
    assert bool(another_cause(claimed(claim), findings_in(report)[-1])) is is_apart


def test_a_quake_is_not_told_by_a_bomb(empty_store: Store) -> None:
    assert said(card_for(empty_store, "An earthquake killed 34 people in Kalden", BLAST)).get("Mill Watch") != "reports"


def test_a_bomb_is_told_by_a_bomb(empty_store: Store) -> None:
    assert said(card_for(empty_store, "Car bombs killed 34 people in Kalden", BLAST))["Mill Watch"] == "reports"


STORM = "Hurricane Ada\n\nHurricane Ada killed 64 people on the coast, Mill Watch said."


def test_another_storms_dead_are_not_the_claims(empty_store: Store) -> None:
    assert said(card_for(empty_store, "Hurricane Odo killed 64 people", STORM)).get("Mill Watch") != "reports"


def test_a_storms_dead_are_told_by_its_name(empty_store: Store) -> None:
    assert said(card_for(empty_store, "Hurricane Ada killed 64 people", STORM))["Mill Watch"] == "reports"


@pytest.mark.parametrize(
    ("claim", "tells"),
    [
        ("A bomber killed 16 people outside a bakery in Homs", False),
        ("A car bomb killed 16 people in Homs", False),
        ("Car bombs killed 16 police officers in Homs", False),
        ("Army raids killed 16 people in Homs", True),
        ("The army killed 16 fighters in Homs", True),
    ],
)
def test_a_town_alone_is_no_event(claim: str, *, tells: bool) -> None:
    (finding,) = findings_in("Army in Homs\n\nArmy air raids killed 75 fighters in Homs on Sunday, Mill Watch said.")[
        1:
    ]
    assert tells_its_blow(claimed(claim), finding) is tells


def test_the_regimes_helicopters_are_not_anothers() -> None:
    (finding,) = findings_in("Raids\n\nRegime helicopters killed 75 people in Homs on Sunday, Mill Watch said.")[1:]
    assert not tells_its_blow(claimed("Russian air strikes killed 16 people in Homs"), finding)
    assert tells_its_blow(claimed("Air strikes killed 16 people in Homs"), finding)


@pytest.mark.parametrize(
    ("claim", "report", "doer"),
    [
        ("Rebels executed 20 people", "ISIS militants executed 20 people in Tarn", "rebels"),
        ("Rebels executed 20 people", "Rebel fighters executed 20 people in Tarn", ""),
        ("Rebels gassed 20 people", "The army gassed 20 people in rebel-held Tarn", "rebels"),
        ("Rebels gassed 20 people", "Insurgents gassed 20 people in rebel-held Tarn", ""),
    ],
)
def test_rebels_are_nobody_whom_a_report_names_otherwise(claim: str, report: str, doer: str) -> None:
    assert unnamed_doer(claim, report) == doer


CREW = "A helicopter falls\n\nA transport helicopter was lost over Idlib. The ministry said all five on board had died."


@pytest.mark.parametrize(
    ("claim", "report", "is_apart"),
    [
        ("Five died when a helicopter was lost over Latakia", CREW, True),
        ("Five died when a helicopter was lost over Idlib", CREW, False),
        # One town of a province is not another; a province is any of its towns.
        ("43 killed in Darayya", "Shelling\n\nShells killed 43 people in Jayrud, Mill Watch said.", True),
        ("43 killed in Jayrud", "Shelling\n\nShells killed 43 people in Jayrud, Mill Watch said.", False),
        ("43 killed near Darayya", "Shelling\n\nShells killed 43 people in Jayrud, Mill Watch said.", False),
        # A quarter of Aleppo is called like a town near Mosul.
        ("Rockets killed three in Mosul", "Rockets hit Aleppo\n\nRockets killed three in Hamdaniyeh.", True),
        ("Rockets killed three in Mosul", "Rockets hit Mosul\n\nRockets killed three in Hamdaniyeh.", False),
        # Nobody says where it was.
        ("43 killed in Jayrud", "Shelling\n\nShells killed 43 people, Mill Watch said.", False),
    ],
)
def test_a_statement_is_of_the_town_that_its_report_has_told(claim: str, report: str, *, is_apart: bool) -> None:
    assert bool(told_of_another_town(claimed(claim), findings_in(report)[-1])) is is_apart


ROUND_UP = (
    "Raids\n\nThe air force struck Palmyra. About 70 fighters were killed, the army said. {}Seven fighters were killed."
)


@pytest.mark.parametrize(
    ("before", "says", "town"),
    [
        ("It hit sites in Idlib, too. ", "70 fighters killed in Palmyra", "Idlib"),
        ("It hit sites in Palmyra, too. ", "70 fighters killed in Palmyra", ""),
        ("", "70 fighters killed in Palmyra", ""),
        # What the report has of the claim's own figure is not there to be set beside it, or is that very figure.
        ("It hit sites in Idlib, too. ", "90 fighters killed in Palmyra", ""),
        ("It hit sites in Idlib, too. ", "seven fighters killed in Palmyra", ""),
    ],
)
def test_a_round_up_goes_on_from_town_to_town(before: str, says: str, town: str) -> None:
    report = findings_in(ROUND_UP.format(before))
    why = goes_on_about_another_town(claimed(says), report[-1], report)
    assert why == (f'goes on about "{town}"' if town else "")


@pytest.mark.parametrize(
    ("claim", "is_a_storm"),
    [
        # Whoever storms a base is no weather.
        ("Nusra storms a base in Kalden, 34 killed", False),
        ("Mob storms embassy, 34 people killed", False),
        ("Winter storms killed 34 people", True),
        ("Storms kill 34 people in Kalden", True),
        ("34 people killed by storms in Kalden", True),
    ],
)
def test_whoever_storms_a_base_is_no_storm(claim: str, *, is_a_storm: bool) -> None:
    assert ("storm" in causes_in(claim).told) is is_a_storm
