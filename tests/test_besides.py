"""Whoever says so and gives another figure is told with that figure, and with where each of the two stands."""

from __future__ import annotations

from dataclasses import replace

import pytest
from invented import counted, noted_card

from bot.card.besides import other_figure_of
from bot.card.first_line import answer
from bot.words import ENGLISH, Words
from knowledge.store import Store

CLAIM = "15 people were killed in the blast in Kalden in May 2021"


def note(outlet: str, *numbers: int) -> dict[str, object]:
    """What Law Watch counted of the blast, as an outlet has it on the last of the month."""
    says = "Law Watch: {} people were killed in the blast in Kalden that month."
    return {
        "event": "Blast in Kalden, May 2021",
        "place": "Kalden",
        "published": "2021-05-31",
        "published_basis": "stated",
        "outlet": outlet,
        "facts": [counted(says.format(n), "Law Watch", n, "people killed", "monitor") for n in numbers],
    }


@pytest.mark.parametrize(
    ("notes", "line"),
    [
        (
            [note("Post", 15), note("Law Watch", 9)],
            "Law Watch says so in Post, but gives 9 on its own page.",
        ),
        ([note("Law Watch", 15), note("Post", 9)], "Law Watch says so, but gives 9 in Post."),
        # In one outlet both stand beside one another; of three counts none is the other one.
        ([note("Post", 15), note("Post", 9)], "Law Watch says so and gives 9 too."),
        (
            [note("Post", 15), note("Mill", 15), note("Hill", 9)],
            "Law Watch says so and gives 9 too.",
        ),
        ([note("Post", 15), note("Law Watch", 9), note("Hill", 7)], "Law Watch says so and gives other figures too."),
        ([note("Post", 15)], "Law Watch says so."),
    ],
)
def test_the_other_figure_is_told(empty_store: Store, notes: list[dict[str, object]], line: str) -> None:
    assert answer(noted_card(empty_store, CLAIM, *notes)).startswith(line)


def test_whoever_says_so_beside_them_gives_no_other_figure(empty_store: Store) -> None:
    trust = counted("Mill Trust: 15 people were killed in the blast in Kalden.", "Mill Trust", 15, "people killed")
    line = answer(noted_card(empty_store, CLAIM, note("Post", 15), note("Post", 9), {**note("Hill"), "facts": [trust]}))
    assert line.startswith("Law Watch and Mill Trust say so, and Law Watch gives 9 too.")


@pytest.mark.parametrize("language", ["ru", "es", "ar"])
def test_every_language_has_the_figure_and_where(empty_store: Store, language: str) -> None:
    line = answer(noted_card(empty_store, CLAIM, note("Post", 15), note("Law Watch", 9)), Words(language))
    assert "9" in line and "Post" in line


def test_whose_word_for_it_is_only_shared_has_the_other_figure_told_without_a_place(empty_store: Store) -> None:
    """Who "gave the same toll" says so in no report of their own."""
    trust = counted("Mill Trust: 15 people were killed in the blast in Kalden.", "Mill Trust", 15, "people killed")
    card = noted_card(empty_store, CLAIM, note("Post", 9), {**note("Hill"), "facts": [trust]})
    other = other_figure_of(card, "Law Watch", ENGLISH)
    assert other is not None and (other.figure, other.printed_in) == ("9", "")


@pytest.mark.parametrize(
    ("why", "line"),
    [
        # Room for more is no reason to leave out that the one voice is heard with two figures.
        ("other figure: 9 against 15", "Law Watch says so and gives 9 too."),
        # A first count that was raised since is told as that, and as nothing else.
        ("a first count, 9, then 15", "Law Watch says so. "),
    ],
)
def test_a_figure_that_leaves_room_is_told_of_its_voice(
    empty_store: Store, monkeypatch: pytest.MonkeyPatch, why: str, line: str
) -> None:
    card = noted_card(empty_store, CLAIM, note("Post", 15), note("Post", 9))
    told = [replace(a, findings=tuple(replace(f, why=(why,)) for f in a.findings)) for a in card.accounts]
    monkeypatch.setattr(
        "bot.card.first_line.by_gainsaying",
        lambda _, accounts: {None: [], "room left": [a for a in accounts if a.relation == "differs"]},
    )
    assert answer(replace(card, accounts=tuple(told))).startswith(line)
