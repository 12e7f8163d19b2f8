"""A note of what a typed claim is about stands close by, though its short sentences have hardly a word of the claim."""

from __future__ import annotations

import pytest
from invented import counted, noted_card, said

from knowledge.model import ContextCard
from knowledge.store import Store

MINISTER = {"name": "Jonas Weil", "kind": "named_official"}
STORM: dict[str, object] = {
    "event": "Deaths after Hurricane Amber in Velmar, 2017",
    "place": "Velmar",
    "facts": [
        counted("Weather office: 2,975 deaths.", "Velmar weather office", 2975, "deaths"),
        {"says": "Minister Weil disputes it.", "speaker": MINISTER},
    ],
}
MARCH: dict[str, object] = {
    "event": "March against the Amber Coast mine, 4 May 2019",
    "place": "Port Amber",
    "facts": [
        counted("Miners' union: 3.5 million.", "Miners' union", 3_500_000, "marchers"),
        {"says": "The union later admitted some of its figures were wrong.", "speaker": {"name": "Miners' union"}},
        {"says": "The mayor calls Harbour Watch biased.", "speaker": {"name": "mayor of Port Amber"}},
    ],
}
SIEGE: dict[str, object] = {
    "event": "Civilian deaths in the siege of Raqqa, June-October 2017",
    "place": "Raqqa, Syria",
    "published": "2019-04-25",
    "published_basis": "stated",
    "facts": [counted("Harbour Watch: 1,600 civilians killed.", "Harbour Watch", 1600, "civilians killed")],
}
WATCHED: dict[str, object] = {
    "event": "Deaths in the Amber Coast mine, 2019",
    "facts": [{"says": "The rights body counts no deaths.", "speaker": {"name": "Coast Human Rights Watch"}}],
}
CLASH: dict[str, object] = {
    "event": "Clash with hired fighters at Khasham, 7 February 2018",
    "place": "Khasham, Deir ez-Zor",
    "published": "2018-02-17",
    "published_basis": "stated",
    "facts": [counted("More than 80 killed.", "Harbour Watch", 80, "people killed")],
}


def near(store: Store, claim: str, note: dict[str, object]) -> bool:
    """Whether this note, the only one there is, stands close by."""
    card = noted_card(store, claim, {**note, "facts": facts_of(note)})
    assert not says_anything(card)
    return bool(card.accounts)


def facts_of(note: dict[str, object]) -> list[dict[str, object]]:
    facts = note["facts"]
    assert isinstance(facts, list)
    return [{**fact, "speaker": {"kind": "ngo", **fact["speaker"]}} for fact in facts]


def test_whom_a_claim_names_stands_beside_what_others_say_of_the_event(empty_store: Store) -> None:
    note = {**STORM, "facts": facts_of(STORM), "event_id": "amber"}
    claim = "Weil says 3,000 people did not die in Hurricane Amber in Velmar"
    card = noted_card(empty_store, claim, note)
    assert {"Jonas Weil", "Velmar weather office"} <= {account.speaker.name for account in card.accounts}


def says_anything(card: ContextCard) -> bool:
    return any(account.relation in ("denies", "differs") for account in card.accounts)


@pytest.mark.parametrize(
    ("claim", "note"),
    [
        pytest.param("weil says 3000 didnt die in hurricane amber", STORM, id="all that it names"),
        pytest.param("Weil says the Greens made up the Amber toll to make him look bad", STORM, id="its voice"),
        pytest.param("union admits numbers were wrong mine march", MARCH, id="like it"),
        pytest.param("mayor says harbour watch is biased", MARCH, id="like it, and not of its event"),
        pytest.param("coast mine march 3.5 million in the streets", MARCH, id="a large figure and its event"),
        pytest.param("raqqa was flattened by bombs in 2017 and nobody paid", SIEGE, id="its year and town"),
        pytest.param("hired guns smoked at Conoco in February 2018", CLASH, id="its month, and a place near by"),
    ],
)
def test_a_note_is_close_by_what(claim: str, note: dict[str, object], empty_store: Store) -> None:
    assert near(empty_store, claim, note)


@pytest.mark.parametrize(
    ("claim", "note"),
    [
        pytest.param("weil says taxes will fall next year", STORM, id="its voice, of something else"),
        pytest.param("a hurricane is coming to the islands", STORM, id="a word in common"),
        pytest.param("union says the ferry fares were wrong", MARCH, id="words in common, and no event"),
        pytest.param("3.5 million bees died in the valley", MARCH, id="a large figure alone"),
        pytest.param("Amber Watch goes on sale in Velmar", WATCHED, id="one word of a body's name"),
        pytest.param("raqqa was flattened by bombs in 2013 and nobody paid", SIEGE, id="another year"),
        pytest.param("homs was flattened by bombs in 2017 and nobody paid", SIEGE, id="another town"),
        pytest.param("hired guns smoked at Conoco in May 2018", CLASH, id="another month"),
        pytest.param("hired guns smoked at Palmyra in February 2018", CLASH, id="another town, far off"),
    ],
)
def test_a_note_is_not_close_by(claim: str, note: dict[str, object], empty_store: Store) -> None:
    assert not near(empty_store, claim, note)


@pytest.mark.parametrize(
    ("claim", "is_held_against_it"),
    [
        ("400 people died in the clash at Khasham in february 2018, the rest is a fairy tale", True),
        ("400 people died in the clash at Khasham, february 2018, the rest is a fairy tale", True),
        # Another month, no month, another town, and hardly a word of it.
        ("400 people died in the clash at Khasham in march 2018, the rest is a fairy tale", False),
        ("400 people died in the clash at Khasham, the rest is a fairy tale of hired newspapers", False),
        ("400 people died in the clash at Palmyra in february 2018, the rest is a fairy tale", False),
        ("400 people of the Weil cooperative bakery drowned under a ferry at Khasham in february 2018", False),
    ],
)
def test_a_note_of_the_claims_town_and_month_is_of_its_event(
    empty_store: Store, claim: str, is_held_against_it: bool
) -> None:
    """What a claim says besides need not stand in the few words of a note."""
    card = noted_card(empty_store, claim, {**CLASH, "facts": facts_of(CLASH)})
    assert ([account.relation for account in card.accounts] == ["differs"]) is is_held_against_it


PARADE = {
    "event": "Crowd at the harbour parade, 20 January 2017",
    "event_id": "parade-2017",
    "place": "Washington DC",
    "published": "2017-01",
    "published_basis": "stated",
}


@pytest.mark.parametrize(
    ("claim", "is_near"),
    [
        ("Reed said largest audience ever to watch a parade, PERIOD", True),
        # Of something else she may have said anything.
        ("Reed said the budget is balanced", False),
    ],
)
def test_whom_a_claim_has_say_it_is_near_where_they_speak_of_its_event(
    claim: str, is_near: bool, empty_store: Store
) -> None:
    admits: dict[str, object] = {
        "says": "Reed later admitted that her audience figures were wrong.",
        "speaker": {"name": "Ann Reed", "kind": "named_official"},
    }
    card = noted_card(empty_store, claim, {**PARADE, "facts": [admits]})
    assert (said(card) == {"Ann Reed": "context"}) is is_near
