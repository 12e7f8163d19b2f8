"""What stands near a claim that nobody says shares its event or its subject, and not only a town, a side or a voice."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from invented import card_for, said

from bot.card.first_line import answer as first_line
from knowledge.model import ContextCard
from knowledge.store import Store
from retrieval.answers import answer

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)


def card_of(store: Store, claim: str) -> ContextCard:
    (card,) = answer(claim, store, now=NOW).cards
    return card


@pytest.mark.parametrize(
    "claim",
    [
        # A town of a list of provinces, and a raid.
        "hospital bombed in Aleppo",
        "Russia bombed a hospital in Aleppo",
        # A town and a side, which a hundred events have.
        "Mosul was liberated from ISIS",
        "ISIS beheaded people in Raqqa",
        # A side of two words, and a body of two, are one name.
        "Islamic State beheaded a journalist",
        "the Islamic State is defeated",
        "the Islamic State shot down MH17",
        "Amnesty International says Ukraine used civilians as shields",
        # A city of two words.
        "Hong Kong police used tear gas",
        # Nothing of these is told at all.
        "russia captured chasiv yar",
        "a bus was hit by a rocket in Idlib, 10 dead",
        "the White Helmets were nominated for the Nobel prize",
        "Taliban captured Kunduz",
        "Israel bombed Beirut yesterday",
    ],
)
def test_what_shares_neither_event_nor_subject_is_not_near(starter: Store, claim: str) -> None:
    assert card_of(starter, claim).state == "nothing_found"


@pytest.mark.parametrize(
    ("claim", "event"),
    [
        ("Beirut explosion caused by ammonium nitrate", "Beirut port explosion, 4 August 2020"),
        ("Hezbollah stored missiles at Beirut port", "Beirut port explosion, 4 August 2020"),
        ("hospital bombed in Gaza", "Blast at al-Ahli Arab hospital, Gaza, 17 October 2023"),
        ("Kunduz hospital was bombed by the US", "US strike on the MSF hospital in Kunduz, 3 October 2015"),
        ("White Helmets fake rescue videos", "Chemical attack on Douma, 7 April 2018"),
        ("Kakhovka dam blown up by Russia", "Flood deaths after the Kakhovka dam collapse, June 2023"),
        ("prison break in Hasakah", "ISIS attack on Ghwayran/al-Sina'a prison, Hasakah, January 2022"),
        (
            "iran hit Ein al-Asad and the pentagon kept changing the story about who was hurt",
            "Iranian missile attack on Ain al-Asad, 8 January 2020",
        ),
        ("India shot down a Pakistani F-16 after Balakot", "Indian air strike at Balakot, 26 February 2019"),
    ],
)
def test_what_is_of_the_event_is_near(starter: Store, claim: str, event: str) -> None:
    found = [finding for account in card_of(starter, claim).accounts for finding in account.findings]
    assert {finding.article.event for finding in found} == {event}


@pytest.mark.parametrize(
    "claim",
    [
        "Israel did not bomb al-Ahli hospital",
        "israel didnt bomb al-ahli hospital",
        "al-Ahli hospital was not bombed by Israel",
        "it wasn't Israel that bombed al-Ahli hospital",
    ],
)
def test_who_clears_whom_a_claim_clears_does_not_doubt_it(starter: Store, claim: str) -> None:
    card = card_of(starter, claim)
    line = first_line(card)
    assert "US government tells of it in other words" in line and "doubt" not in line
    against = [f.words for account in card.accounts for f in account.findings if "against it" in " ".join(f.why)]
    assert against == ["Gaza blames an Israeli strike."]


@pytest.mark.parametrize(
    ("claim", "relations"),
    [
        ("four soldiers died in the Galwan clash", {"Chinese government": "reports", "Indian military": "context"}),
        # Who doubts the number of the same army's dead stands beside it.
        ("China lost only 4 soldiers in Galwan", {"Indian military": "context", "ANI": "context"}),
        ("20 soldiers died in the Galwan clash", {"Indian military": "reports", "Chinese government": "context"}),
        ("4 Indian soldiers died in the Galwan clash", {"Indian military": "differs", "Chinese government": "context"}),
        # Whoever asks how many is told both.
        ("how many soldiers died in Galwan?", {"Indian military": "reports", "Chinese government": "reports"}),
    ],
)
def test_of_a_clash_one_armys_dead_do_not_contradict_the_others(
    starter: Store, claim: str, relations: dict[str, str]
) -> None:
    told = said(card_of(starter, claim))
    assert {name: told[name] for name in relations} == relations


@pytest.mark.parametrize(
    ("report", "relation"),
    [
        ("Jets bombed a hospital treating civilians in Kalden, the mayor said.", "reports"),
        ("Wounded survivors were taken for treatment at a Kalden hospital, the mayor said.", "context"),
        ("A boy hurt as a bus was bombed in Kalden lies in a tent connected to a hospital, the mayor said.", "context"),
        ("A hospital in Kalden was bombed on Friday, the mayor said.", "reports"),
        ("A hospital was bombed in Kalden; its wounded were taken to another hospital, the mayor said.", "reports"),
    ],
)
def test_where_the_wounded_were_treated_was_not_bombed(empty_store: Store, report: str, relation: str) -> None:
    card = card_for(empty_store, "hospital bombed in Kalden", f"Convoy bombed in Kalden\n\n{report}")
    assert said(card).get("mayor", "context") == relation
    assert not any(account.in_other_words for account in card.accounts)
