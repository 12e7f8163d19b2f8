"""Where nothing says the claim, a count that stands near is not alone: the other voices of its event are heard."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from invented import counted, noted_card, said

from knowledge.store import Store
from retrieval.answers import answer

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)

CLAIM = "old soviet guns took down 98 of the missiles mill shot at syria in april 2018"
ARMY = counted(
    "Mill: 71 of 103 cruise missiles shot down in Syria in April 2018", "Mill", 71, "missiles intercepted", "party"
)
HOLM = counted("Holm: no weapon or aircraft was successfully engaged.", "Holm", 0, "missiles intercepted", "party")


def note(*facts: dict[str, object], **fields: object) -> dict[str, object]:
    """What was counted there."""
    return {
        "title": "Who shot down what",
        "event": "Strikes in Syria, 14 April 2018",
        "event_id": "strikes-2018",
        "place": "Damascus and Homs areas",
        "published": "2018-04-14",
        "published_basis": "stated",
        "facts": list(facts),
        **fields,
    }


@pytest.mark.parametrize(
    ("notes", "heard"),
    [
        pytest.param([note(ARMY, HOLM)], True, id="the other side"),
        pytest.param([note(ARMY), note(HOLM)], True, id="in another note of the event"),
        pytest.param([note(ARMY), note(HOLM, event_id="another")], False, id="of another event"),
        pytest.param([note(ARMY, counted("Bread went up.", "Holm", 0, "loaves sold"))], False, id="of another thing"),
    ],
)
def test_whoever_else_counts_the_thing_in_that_event_is_heard(
    empty_store: Store, notes: list[dict[str, object]], heard: bool
) -> None:
    stands = said(noted_card(empty_store, CLAIM, *notes))
    assert stands["Mill"] == "context"
    assert ("Holm" in stands) is heard


def test_taken_down_is_shot_down(empty_store: Store) -> None:
    assert (
        said(noted_card(empty_store, "98 missiles taken down in Syria in April 2018", note(ARMY)))["Mill"] == "differs"
    )


KILLINGS = "Killings of Rohingya, 3 May - 2 June 1994"
MINISTRY = counted("Ministry: 400 dead, called extremists.", "Ministry", 400, "people killed", "party")
KILLED = counted("Aid Post: at least 6,700 killed by violence.", "Aid Post", 6_700, "people killed")


def killings(*facts: dict[str, object], **fields: object) -> dict[str, object]:
    """What was counted of those killings."""
    own = {
        "title": "Rohingya flee",
        "event": KILLINGS,
        "event_id": "rohingya",
        "place": "Velmar",
        "published": "1994-06-20",
    }
    return note(*facts, **{**own, **fields})


@pytest.mark.parametrize(
    ("claim", "elsewhere", "relation"),
    [
        pytest.param("10,000 Rohingya killed", [], "differs", id="named by nothing but those people"),
        pytest.param("10000 rohingya were killed", [], "differs", id="typed small"),
        pytest.param(
            "10,000 Rohingya killed",
            [note(counted("Ten Rohingya killed on a bridge.", "Post", 10, "people killed"), event_id="bridge")],
            None,
            id="met with in another event, too",
        ),
        pytest.param("10,000 Yazidis killed", [], None, id="another people"),
    ],
)
def test_a_people_is_the_name_of_the_one_event_that_is_called_after_it(
    empty_store: Store, claim: str, elsewhere: list[dict[str, object]], relation: str | None
) -> None:
    stands = said(noted_card(empty_store, claim, killings(MINISTRY), killings(KILLED), *elsewhere))
    assert stands.get("ministry") == relation


def test_beside_a_voices_wider_count_stands_its_count_of_the_thing(starter: Store) -> None:
    (card,) = answer("24,000 Rohingya were killed by the Myanmar army", starter, now=NOW).cards
    told = {f.words for account in card.accounts for f in account.findings if account.speaker.name == "MSF"}
    assert {words.split(",")[0] for words in told} >= {"MSF: at least 9", "MSF: at least 6"}


@pytest.mark.parametrize("claim", ["Rohingya killed 6,700 in Myanmar", "Rohingya insurgents killed 6,700 in Myanmar"])
def test_who_suffers_it_in_a_notes_event_has_not_done_it(starter: Store, claim: str) -> None:
    (card,) = answer(claim, starter, now=NOW).cards
    assert set(said(card).values()) == {"context"}
