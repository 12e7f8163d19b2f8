"""Claims as a chat writes them: with asides, several figures, and small letters; the event is found all the same."""

from __future__ import annotations

from invented import NOW, dated_card, said

from bot.card.rendering import render_text
from knowledge.articles import day
from knowledge.store import Store
from retrieval.cards import ask
from retrieval.claims import read_claims

TUNNEL = (
    "Guard kills 23 raiders in push for Homs\n\nThe Border Guard killed 23 raiders and liberated three neighborhoods "
    "of Homs on Friday. The guards also found a tunnel."
)
CONVOY = (
    "At least 126 dead in blast at convoy\n\nAt least 126 people, 68 children among them, were killed when a bomb tore "
    "through buses from Ravel and Sand outside Homs, the Border Monitor said."
)


def test_what_is_told_besides_hides_no_other_count(empty_store: Store) -> None:
    claim = "Border Guard killed 46 raiders in Homs on 3 March 2026 and freed 3 neighbourhoods, a tunnel found as well"
    card = dated_card(empty_store, claim, ("2026-03-06", TUNNEL.replace("on Friday", "on 3 March")))
    assert set(said(card).values()) == {"differs"}


def test_a_claim_is_about_its_dead_and_not_about_some_of_them_or_the_villages(empty_store: Store) -> None:
    claim = "they blew up the buses from Ravel and Sand outside Homs, more than 1200 dead including dozens of kids"
    card = dated_card(empty_store, claim, ("2026-03-06", CONVOY))
    assert said(card)["Border Monitor"] == "differs"


def test_of_a_question_the_days_own_toll_is_the_answer_and_not_one_that_is_recalled(empty_store: Store) -> None:
    report = (
        "Rockets hit Homs\n\nThirteen civilians were killed on Friday by rockets on the Mill and Castle quarters of "
        "Homs. A source at the governorate said that nine people were killed and 28 others injured when rockets hit "
        "the Castle quarter of Homs. A police source said that rockets on the Mill quarter of Homs killed four "
        "civilians and injured 12."
    )
    claim = "13 civilians were killed and 40 were injured by rockets in Homs on 1 May 2026"
    assert "differs" not in said(dated_card(empty_store, claim, ("2026-05-02", report))).values()
