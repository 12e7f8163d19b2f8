"""A figure that was given and taken back: who says so, and that it was taken back, stand together."""

from __future__ import annotations

import pytest
from invented import card_for, said

from bot.card.first_line import answer
from bot.card.rendering import render_html, render_text
from knowledge.store import Store

CLAIM = "20 people were killed in the raid on Kalden"
TAKEN_BACK = "The store holds this figure only as one that was taken back"


@pytest.mark.parametrize(
    ("report", "line"),
    [
        ("The raid on Kalden killed 20 people, Mill Watch said. It later withdrew the figure.", f"{TAKEN_BACK}."),
        ("Mill Watch retracted its report that 20 people were killed in the raid on Kalden.", f"{TAKEN_BACK}."),
        ("The army corrected its figure for the raid on Kalden from 20 killed to 12 killed.", f"{TAKEN_BACK}; Post 0"),
        (
            "Mill Watch had said 20 people were killed in the raid on Kalden, but corrected the toll to 12 on Friday.",
            f"{TAKEN_BACK}; Mill Watch says otherwise.",
        ),
        (
            'Mill Watch first said the raid on Kalden killed 20 people, then only "a significant number".',
            "The store holds this figure only as one that Mill Watch gave at first.",
        ),
        (
            "The raid on Kalden killed 20 people, Mill Watch said, but later only several were taken to hospital.",
            "Mill Watch says so.",
        ),
        # Who stayed, or what else was hit, is no other toll.
        ("The raid on Kalden killed 20 people, Mill Watch said, then only a few houses stood.", "Mill Watch says so"),
        # Whoever leaves a council takes back no figure, and the second of two figures holds.
        (
            "The raid on Kalden killed 20 people, Mill Watch said. The mayor withdrew from the council.",
            "Mill Watch says",
        ),
        ("The mayor revised the toll of the raid on Kalden from 12 killed to 20 killed.", "The mayor says so."),
        # Nor does whoever takes a town back, or disowns a group.
        ("Rebels took back Kalden in a raid that killed 20 people, Mill Watch said.", "Mill Watch says so"),
        ("In Kalden, taken back from rebels, 20 people were killed in a raid, Mill Watch said.", "Mill Watch says so"),
        ("The raid on Kalden killed 20 people, Mill Watch said. Rebels took it back on Friday.", "Mill Watch says so"),
        (
            "The Tarn Front, disowned by its founder, killed 20 people in a raid on Kalden, police said.",
            "The police say",
        ),
        # What stands behind the number of an earlier toll is another one.
        (
            "An earlier toll put the dead at 12, but Mill Watch said 20 people were killed in the raid on Kalden.",
            "Mill Watch says so",
        ),
        (
            "The earlier toll of 12 was too low, the mayor said, and 20 people were killed in the raid on Kalden.",
            "The mayor says so",
        ),
    ],
)
def test_the_first_line_says_that_the_figure_was_taken_back(empty_store: Store, report: str, line: str) -> None:
    assert answer(card_for(empty_store, CLAIM, report)).startswith(line)


def test_the_sentence_that_takes_it_back_stands_right_behind_it(empty_store: Store) -> None:
    card = card_for(
        empty_store,
        CLAIM,
        "The raid on Kalden killed 20 people, Mill Watch said. It later withdrew the figure. It rained.",
    )
    after = "And right after it: “It later withdrew the figure.”"
    assert after in render_text(card)
    assert "“It later withdrew the figure.”" in render_html(card)
    assert "It rained" not in render_text(card)


def test_somebody_else_who_stands_by_the_figure_reports_it(empty_store: Store) -> None:
    card = card_for(
        empty_store,
        CLAIM,
        "The raid on Kalden killed 20 people, Mill Watch said. It later withdrew the figure.",
        "The mayor said 20 people were killed in the raid on Kalden.",
    )
    assert said(card)["mayor"] == "reports"
    assert answer(card).startswith("The mayor says so")
