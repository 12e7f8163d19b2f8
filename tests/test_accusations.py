"""Claims that something was staged, or that lay a deed to a side: who says so, and who only stands near."""

from __future__ import annotations

import json

import pytest
from invented import NOW, card_for, said

from bot.card.rendering import render_text
from knowledge.model import Entry
from knowledge.notes import read_notes
from knowledge.store import Store
from retrieval.answers import answer


def relation(store: Store, claim: str, fact: str, event: str) -> str:
    """How one line of a note on this event, in the Velmar ministry's voice, stands to a claim."""
    told = {"says": fact, "speaker": {"name": "Velmar ministry", "kind": "named_official"}}
    note = {
        "id": "N1", "kind": "report", "url": "https://example.org/1", "outlet": "Harbour Post", "title": "A day in May",
        "event": event, "place": "Tarnau", "confidence": "high", "facts": [told],
    }  # fmt: skip
    with store.writing() as writer:
        writer.keep([entry for entry in read_notes(json.dumps(note)) if isinstance(entry, Entry)])
        writer.pay_index()
    (card,) = answer(claim, store, now=NOW).cards
    return next(iter(said(card).values()), "nothing")


GAS, SARIN, MILL = "Gas attack on Tarnau", "Sarin attack on Tarnau", "Massacre in the mill of Tarnau"


@pytest.mark.parametrize(
    ("claim", "fact", "event"),
    [
        ("The Tarnau massacre was staged", "The ministry calls the scenes staged.", MILL),
        ("The gas attack on Tarnau was staged", "The ministry calls the attack staged.", GAS),
        ("The gas attack on Tarnau was staged", "The ministry calls the attack staged.", "Chemical attack on Tarnau"),
        ("The Tarnau mill video was staged", "The ministry calls the mill video staged.", MILL),
        ("Iran gassed Tarnau", "The panel found that the Iranian air force did it.", GAS),
        ("Russia gassed Tarnau", "The panel found that the Russian army was responsible.", GAS),
        ("Russia bombed the Tarnau mill", "Two Russian strikes hit the Tarnau mill.", MILL),
        ("iran gassed tarnau", "The panel found that the Iranian air force did it.", GAS),
        (
            "The Iranian air force used sarin in the attack on Tarnau",
            "The panel found that the Iranian air force did it.",
            SARIN,
        ),
        ("Iran was behind the gas attack on Tarnau", "The panel found that the Iranian army was responsible.", GAS),
        ("Tarnau was gassed by Iran", "The panel found that the Iranian army was responsible.", GAS),
        ("Syrian rebels gassed Tarnau", "The panel found that the Syrian rebels were responsible.", GAS),
    ],
)
def test_who_says_just_that_says_so(claim: str, fact: str, event: str, empty_store: Store) -> None:
    assert relation(empty_store, claim, fact, event) == "reports"


@pytest.mark.parametrize(
    ("claim", "fact", "event"),
    [
        ("The gas attack on Tarnau was staged", "Attack staged by the Mill Guard.", GAS),
        ("The gas attack on Tarnau was staged", "Attack staged by the Mill Guard on a convoy of the army.", GAS),
        ("The gas attack on Tarnau was staged", "The ministry calls the clinic video staged.", GAS),
        ("The Tarnau massacre was staged", "The ministry does not call the scenes staged.", MILL),
        ("The Tarnau massacre was staged", "The ministry denies that the scenes were staged.", MILL),
        ("The Tarnau massacre was staged", "The scenes may have been staged.", MILL),
        ("The Tarnau massacre was staged by the Mill Guard", "The ministry calls the scenes staged.", MILL),
        ("The Tarnau massacre was not staged", "The ministry calls the scenes staged.", MILL),
        ("The Tarnau protest was staged by students", "The ministry calls the scenes staged.", MILL),
        ("Iran gassed Tarnau", "The panel found that the Russian army did it.", GAS),
        ("Iran gassed Tarnau", "The ministry denies that the Iranian army did it.", GAS),
        ("Iran gassed Tarnau", "Nobody knows whether the Iranian army did it.", GAS),
        ("Iran gassed Tarnau", "The Iranian army was not responsible.", GAS),
        ("Iran shelled Tarnau", "The panel found that the Iranian army did it.", GAS),
        ("Russia bombed the Tarnau mill", "Two Russian strikes hit the Tarnau bridge.", MILL),
        ("Russia bombed the Tarnau mill", "A Turkish strike hit the Tarnau mill of a Russian firm.", MILL),
        ("Russia shelled the Tarnau mill", "Two Russian strikes hit the Tarnau mill.", MILL),
        ("Russia bombed the Tarnau mill", "Workers of the Tarnau mill fled a Russian air strike on the port.", MILL),
        ("Russia bombed the Tarnau mill", "The Tarnau mill was untouched by the Russian air strikes.", MILL),
        ("Russia bombed the Tarnau mill", "A Russian air strike missed the Tarnau mill.", MILL),
        ("Russia bombed the Tarnau mill", "A Russian attack on the Tarnau mill was foiled.", MILL),
        ("Russia bombed the Tarnau mill", "A Russian air strike killed the owner of the Tarnau mill.", MILL),
        ("Russia bombed the Tarnau mill", "A Russian air strike hit a depot next to the Tarnau mill.", MILL),
        ("Russia bombed the Tarnau mill", "A Russian cyber attack hit the Tarnau mill.", MILL),
        ("Russia bombed the Tarnau mill", "Russian jets were to bomb the Tarnau mill, the mayor warned.", MILL),
        ("Russia bombed the Tarnau mill", "Russian jets were ordered to bomb the Tarnau mill.", MILL),
        ("Russia bombed the Tarnau mill", "Russia has threatened to bomb the Tarnau mill.", MILL),
        ("The Tarnau massacre was staged", "The scenes were no fake.", MILL),
        ("Russia staged the Tarnau massacre", "Russia called the massacre staged.", MILL),
        ("Russia gassed Tarnau", "The panel found that Russia was responsible for keeping the town supplied.", GAS),
        ("Syrian rebels gassed Tarnau", "The panel found that the Syrian army was responsible.", GAS),
        ("The Syrian army gassed Tarnau", "The panel found that the Syrian rebels were responsible.", GAS),
        ("Iran used chlorine in Tarnau", "The panel found that the Iranian air force did it.", SARIN),
        ("Iran used barrel bombs in Tarnau", "The panel found that the Iranian air force did it.", GAS),
        ("Iran was behind the fire in the mill of Tarnau", "The panel found that the Iranian army did it.", MILL),
    ],
)
def test_who_says_another_thing_only_stands_near(claim: str, fact: str, event: str, empty_store: Store) -> None:
    assert relation(empty_store, claim, fact, event) in ("context", "nothing")


@pytest.mark.parametrize(
    "told",
    [
        "A forged statement from the army denied that it had shelled the Tarnau mill.",
        "A fake letter in the army's name denied shelling the Tarnau mill.",
        "A doctored video of the army denied that it had shelled the Tarnau mill.",
        "In a fabricated press release the army denied shelling the Tarnau mill.",
        "A bogus statement said the army did not shell the Tarnau mill.",
    ],
)
def test_what_is_forged_denies_nothing(told: str, empty_store: Store) -> None:
    card = card_for(empty_store, "The army shelled the Tarnau mill", f"The mill of Tarnau\n\n{told}")
    assert "denies" not in said(card).values() and "reports" not in said(card).values()


def test_who_calls_a_statement_forged_still_denies(empty_store: Store) -> None:
    told = "The army denied that it had shelled the Tarnau mill and called a statement that said so a fake."
    card = card_for(empty_store, "The army shelled the Tarnau mill", f"The mill of Tarnau\n\n{told}")
    assert said(card)["army"] == "denies"


def test_a_forged_statement_denies_no_figure(empty_store: Store) -> None:
    told = "A forged statement from the army denied that 40 people were killed in the Tarnau mill."
    card = card_for(empty_store, "40 people were killed in the Tarnau mill", f"The mill of Tarnau\n\n{told}")
    assert "denies" not in said(card).values() and "reports" not in said(card).values()


@pytest.mark.parametrize(
    "claim", ["The Mill Guard staged the Tarnau massacre", "The Tarnau massacre was staged by students"]
)
def test_who_calls_it_staged_by_nobody_stands_near_with_the_reason(claim: str, empty_store: Store) -> None:
    assert relation(empty_store, claim, "The ministry calls the scenes staged.", MILL) == "context"
    (card,) = answer(claim, empty_store, now=NOW).cards
    assert "Not the claim: does not say who staged it" in render_text(card)
