"""What cannot be so where a claim is, as reports print it: in the first person, by a surname, before a change."""

from __future__ import annotations

import pytest
from invented import card_for, dated_card, said

from knowledge.store import Store

LEFT = "Mayor Ada Holt has resigned"
DEAD = "The actor Lio Marsh is dead"
RESIGNED = "Mayor Ada Holt has resigned, the Tarn council said."
STAYS = "Mayor Ada Holt remains in office, her spokesman said."


def relations(store: Store, claim: str, report: str) -> set[str]:
    return set(said(card_for(store, claim, f"The news of the evening\n\n{report}")).values())


@pytest.mark.parametrize(
    ("claim", "report"),
    [
        (DEAD, "“I am alive and well,” Lio Marsh said."),
        (DEAD, "Lio Marsh's agent said he is alive and well."),
        (LEFT, "Mayor Ada Holt opened the fair. Holt will stay in office, the council said."),
        (LEFT, "“I'm staying,” Mayor Ada Holt told the Tarn Post."),
        ("Actress Vera Monk is expecting a baby", "“I'm not expecting a baby,” Vera Monk wrote."),
    ],
)
def test_whoever_is_meant_is_known_by_the_report(empty_store: Store, claim: str, report: str) -> None:
    assert relations(empty_store, claim, report) & {"differs", "denies"}


@pytest.mark.parametrize(
    ("claim", "report"),
    [
        (DEAD, "“I am alive and well,” a friend of Lio Marsh said."),
        (DEAD, "Lio Marsh's agent said his dog is alive and well."),
        # Two of one surname: it is open who stays.
        (LEFT, "Mayor Ada Holt met her cousin Ann Holt. Holt will stay in office, the council said."),
        (LEFT, "“I'm staying,” Otto Reed told Mayor Ada Holt."),
        ("Actress Vera Monk is expecting a baby", "“I'm not expecting a baby boy,” Vera Monk wrote."),
    ],
)
def test_whoever_else_may_be_meant_excludes_nothing(empty_store: Store, claim: str, report: str) -> None:
    assert not relations(empty_store, claim, report) & {"differs", "denies"}


def test_what_was_still_so_before_the_change_excludes_nothing(empty_store: Store) -> None:
    card = dated_card(empty_store, LEFT, ("2026-05-20", f"Tarn\n\n{RESIGNED}"), ("2026-03-02", f"Tarn\n\n{STAYS}"))
    assert said(card) == {"Tarn council": "reports", "her spokesman": "context"}


def test_what_is_still_so_when_others_report_a_change_is_set_against_it(empty_store: Store) -> None:
    card = dated_card(empty_store, LEFT, ("2026-05-20", f"Tarn\n\n{RESIGNED}"), ("2026-05-21", f"Tarn\n\n{STAYS}"))
    assert said(card) == {"Tarn council": "reports", "her spokesman": "differs"}


def test_a_minister_who_was_dismissed_denies_nothing(empty_store: Store) -> None:
    told = "The finance minister Rolf Egg keeps his job, the premier said."
    assert relations(empty_store, "The finance minister Rolf Egg was dismissed", told) == {"differs"}


def test_what_was_so_long_before_the_claim_excludes_nothing(empty_store: Store) -> None:
    card = dated_card(empty_store, LEFT, ("2012-03-02", f"Tarn\n\n{STAYS}"))
    assert "differs" not in said(card).values()


def test_an_undated_report_does_not_make_what_came_before_a_contradiction(empty_store: Store) -> None:
    older = ("2026-03-02", f"Tarn\n\n{STAYS}")
    later = ("2026-05-20", f"Tarn\n\n{RESIGNED}")
    assert said(dated_card(empty_store, LEFT, later, older))["her spokesman"] == "context"
