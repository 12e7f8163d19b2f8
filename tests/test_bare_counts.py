"""A figure that somebody gives beside another's, and with nothing that it counts: "The police say 22,000"."""

from __future__ import annotations

import pytest
from invented import card_for, findings_in, said

from knowledge.store import Store


@pytest.mark.parametrize(
    ("words", "counted"),
    [
        ("The union said 80,000 people marched; the police say 22,000.", "demonstrators"),
        ("The union said 80,000 people marched. The police counted no more than 22,000.", "demonstrators"),
        ("The union said 80,000 people marched. The police, however, put the number at 22,000.", "demonstrators"),
        ("Police said 12 people were arrested. Rights groups put the figure at 60.", "people captured"),
        ("The growers said 300,000 tonnes were lost. The ministry said 210,000.", "tonnes"),
        ("The ministry said 45 percent had voted. Observers said it was 30.", "per cent"),
        ("The mayor said 12 people died. The church said there were 15.", "people killed"),
        # Of what else it may be, nobody knows.
        ("The minister said 12 people died. Asked how many villages were cut off, he said 15.", ""),
        ("The minister said 12 people died; the youngest, his mother said, was 23.", ""),
        ("The ministry said 12 people died and 40 were hurt. The opposition said 23.", ""),
        ("The minister said 400 officers had been sent. The union said 3.", ""),
        ("The mayor said 12 people died. In 2020 the council said 30.", ""),
        ("The mayor said 12 people died. The road is shut. The council said 30.", ""),
        ("The mayor said 12 people died. The army denied it was 30.", ""),
    ],
)
def test_a_bare_figure_counts_what_the_one_before_it_counts(words: str, counted: str) -> None:
    last = [q for finding in findings_in(words) for q in finding.statement.quantities][-1]
    assert f"{last.unit} {last.state}".strip() == counted


@pytest.mark.parametrize(
    ("words", "who"),
    [
        ("The union said 80,000 people marched in Kalden; the police say 22,000.", "police"),
        ("The union said 80,000 people marched in Kalden, while the police counted 22,000.", "police"),
        ("The union said 80,000 people marched in Kalden; the police, however, counted no more than 22,000.", "police"),
        ("The union said 80,000 people marched in Kalden.\n\nThe police counted 22,000.", "police"),
    ],
)
def test_the_second_voice_of_a_sentence_has_its_own_count(words: str, who: str, empty_store: Store) -> None:
    report = f"March in Kalden\n\n{words}"
    card = card_for(empty_store, "80,000 people marched in Kalden", report)
    assert said(card) == {"union": "reports", who: "differs"}


@pytest.mark.parametrize(
    "words",
    [
        "The union said 80,000 people marched in Kalden, and the police say many of them were children.",
        "The union said 80,000 people marched in Kalden, while the police deny that 22,000 did.",
        "The union said 80,000 people marched in Kalden, 22,000 of them dockers.",
    ],
)
def test_who_gives_no_count_of_the_same_says_nothing_otherwise(words: str, empty_store: Store) -> None:
    card = card_for(empty_store, "80,000 people marched in Kalden", f"March in Kalden\n\n{words}")
    assert "differs" not in said(card).values()


@pytest.mark.parametrize(
    "words",
    [
        "The ministry put the death toll at 29, down from 33.",
        "The ministry said the death toll had fallen to 29 from 33.",
        "The ministry, which earlier said 33 people had died, now says 29.",
    ],
)
def test_what_was_counted_before_is_no_count_beside_the_one_that_holds(words: str, empty_store: Store) -> None:
    report = f"Flood in Kalden\n\nA flood hit Kalden on Friday. {words}"
    assert said(card_for(empty_store, "33 people died in the Kalden flood", report))["ministry"] == "differs"
