"""A note has somebody reject another's findings: whose figure is denied by that, and whose is not."""

from __future__ import annotations

import pytest
from invented import counted, noted_card, said

from knowledge.model import ContextCard
from knowledge.store import Store
from retrieval.relations.gainsaid import is_against_it
from retrieval.relations.rejected import rejects_findings

CLAIM = "4,700 people died of fever in Velmar"
FOUND = counted("Mill Institute: 4,700 fever deaths in Velmar.", "Mill Institute", 4700, "people killed")
OFFICIAL = counted(
    "Velmar's official fever toll is 480.", "Velmar health ministry", 480, "people killed", "named_official"
)


def told(says: str, speaker: str = "Velmar health ministry", kind: str = "named_official") -> dict[str, object]:
    return {"says": says, "speaker": {"name": speaker, "kind": kind}}


def fever(*facts: dict[str, object]) -> dict[str, object]:
    return {"event": "Fever deaths in Velmar, 2021", "event_id": "velmar-fever", "facts": list(facts)}


@pytest.mark.parametrize("words", ["Velmar rejects the findings.", "The ministry disputes the figures as inflated."])
def test_whoever_rejects_the_findings_denies_the_figure_of_the_one_other_voice(empty_store: Store, words: str) -> None:
    card = noted_card(empty_store, CLAIM, fever(FOUND, OFFICIAL, told(words)))
    relations = {(account.speaker.name, account.relation) for account in card.accounts}
    assert ("Mill Institute", "reports") in relations
    assert "denies" in {relation for _, relation in relations}


@pytest.mark.parametrize(
    "facts",
    [
        pytest.param((told("Velmar rejects the aid offer."),), id="an offer"),
        pytest.param((told("Velmar has not rejected the findings."),), id="not rejected"),
        pytest.param((told("Velmar may dispute the findings."),), id="not yet"),
        pytest.param((told("Velmar rejects the findings of the border panel."),), id="other findings"),
        pytest.param((told("Mill Institute rejects the figures.", "Mill Institute", "ngo"),), id="whose figure it is"),
        pytest.param((told("Officials reject the findings.", "officials", "unnamed"),), id="nobody by name"),
        pytest.param(
            (
                counted("Harbour Watch: 900 fever deaths in Velmar.", "Harbour Watch", 900, "people killed"),
                told("Velmar rejects the findings."),
            ),
            id="two others count",
        ),
    ],
)
def test_where_it_is_open_what_is_rejected_nobody_denies(empty_store: Store, facts: tuple[dict[str, object]]) -> None:
    card = noted_card(empty_store, CLAIM, fever(FOUND, OFFICIAL, *facts))
    assert "denies" not in said(card).values()


def test_a_rejection_in_one_note_is_none_of_what_another_note_tells(empty_store: Store) -> None:
    other = fever(
        counted("Harbour Watch: 900 fever deaths in Velmar.", "Harbour Watch", 900, "people killed"),
        told("Velmar rejects the findings."),
    )
    card = noted_card(empty_store, CLAIM, fever(FOUND), other)
    assert "denies" not in said(card).values()


def against(card: ContextCard) -> list[str]:
    return [f.words for account in card.accounts for f in account.findings if is_against_it(f)]


@pytest.mark.parametrize("words", ["Velmar rejects the findings.", "The ministry disputed the toll as inflated."])
def test_whoever_rejects_what_was_found_answers_no_claim_of_another_figure(empty_store: Store, words: str) -> None:
    card = noted_card(empty_store, "9,000 people died of fever in Velmar", fever(FOUND, OFFICIAL, told(words)))
    assert said(card)["Mill Institute"] == "differs"
    assert not against(card)


def test_whoever_calls_it_staged_is_against_any_figure_of_it(empty_store: Store) -> None:
    staged = told("Velmar calls the pictures of the bodies staged.")
    assert against(noted_card(empty_store, "9,000 people died of fever in Velmar", fever(FOUND, staged)))


def test_whoever_rejects_what_two_have_found_doubts_it_where_one_has_found_what_is_claimed(empty_store: Store) -> None:
    other = counted("Harbour Watch: 900 fever deaths in Velmar.", "Harbour Watch", 900, "people killed")
    assert against(noted_card(empty_store, CLAIM, fever(FOUND, other, told("Velmar rejects the findings."))))


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Velmar rejects the findings.", True),
        ("The ministry dismissed the death toll as propaganda", True),
        ("Velmar rejects the findings of the border panel.", False),
        ("Velmar rejects the findings, and the panel stands by them.", False),
        ("The court is expected to reject the report.", False),
        ("Nobody disputes the figures.", False),
        ("Velmar rejects the plan.", False),
    ],
)
def test_only_a_plain_rejection_is_one(words: str, expected: bool) -> None:
    assert rejects_findings(words) is expected


@pytest.mark.parametrize(
    ("claim", "is_of_it"),
    [
        ("2,900 people died after Hurricane Amber in Velmar", True),
        ("64 people died after Hurricane Amber in Velmar", False),
        ("4,645 people died after Hurricane Amber in Velmar", False),
    ],
)
def test_whoever_disputes_the_number_of_a_note_answers_no_claim_of_another_one(
    empty_store: Store, claim: str, is_of_it: bool
) -> None:
    named = {"event": "Deaths after Hurricane Amber in Velmar, 2017", "event_id": "amber-2017", "place": "Velmar"}
    later = counted("Weather office: 2,900 deaths.", "Velmar weather office", 2900, "people killed")
    first = counted("Velmar first counted 64 deaths.", "Velmar government", 64, "people killed", "party")
    survey = counted("A survey finds 4,645 deaths.", "Harbour College", 4645, "people killed")
    card = noted_card(
        empty_store,
        claim,
        named | {"facts": [later, told("Minister Weil disputes it without evidence.", "Jonas Weil")]},
        named | {"facts": [first]},
        named | {"facts": [survey]},
    )
    near = [f for account in card.accounts for f in account.findings]
    assert any(is_against_it(f) for f in near) is is_of_it
