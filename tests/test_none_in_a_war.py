"""A side that is claimed to have killed none in a war: who counts some over years says otherwise, and nobody else."""

from __future__ import annotations

from dataclasses import replace

import pytest
from invented import counted, findings_in, noted_card, said

from bot.card.first_line import answer
from bot.card.nearby import comes_closest
from bot.card.rendering import render_text
from bot.words import ENGLISH
from knowledge.model import Account
from knowledge.store import Store

BOMBS = "Russian bombs have not killed a single civilian in Syria"
HARM: dict[str, object] = {"event": "Russian air campaign 2015-2021, harm", "place": "Syria"}


def watched(says: str, number: int, of: str = "civilians killed", **more: object) -> dict[str, object]:
    """One fact of Mill Watch."""
    fact = counted(says, "Mill Watch", number, of)
    return fact | {"quantity": {"bound": "exact", "number": number, "counted": of, **more}}


YEARS = watched("Civilians killed by Russian strikes, September 2015 to April 2021: 866.", 866)


@pytest.mark.parametrize(
    "claim",
    [BOMBS, "Russia has not killed any civilians in Syria", "Russia killed no civilians in Syria"],
)
def test_who_counts_some_over_the_war_says_otherwise(empty_store: Store, claim: str) -> None:
    card = noted_card(empty_store, claim, HARM | {"facts": [YEARS]})
    assert said(card) == {"Mill Watch": "differs"}
    assert "Mill Watch says otherwise" in answer(card)


@pytest.mark.parametrize(
    ("claim", "fact"),
    [
        # Of others, by others, by two together, alleged, at most, or of other dead than the claim's.
        (BOMBS, watched("Fighters killed by Russian strikes, 2015 to 2021: 866.", 866, "fighters killed")),
        (BOMBS, watched("Civilians killed by Turkish strikes, 2015 to 2021: 866.", 866)),
        (BOMBS, watched("Civilians killed by Russian and Syrian strikes, 2015 to 2021: 866.", 866)),
        (
            BOMBS,
            watched("Alleged killed by Russian strikes, 2015 to 2021: 866.", 866, "civilians alleged killed"),
        ),
        (BOMBS, watched("Up to 866 civilians killed by Russian strikes, 2015 to 2021.", 866, bound="up to")),
        ("Russia killed no Turkish civilians in Syria", YEARS),
        ("Russia has not killed a single civilian in Syria with gas", YEARS),
        ("Russia killed no civilians in Syria on Monday", YEARS),
        ("Few doubt that Russia has not killed a single civilian in Syria", YEARS),
    ],
)
def test_nobody_else_says_otherwise(empty_store: Store, claim: str, fact: dict[str, object]) -> None:
    card = noted_card(empty_store, claim, HARM | {"facts": [fact]})
    assert said(card).get("Mill Watch") not in ("differs", "denies")


@pytest.mark.parametrize("claim", ["Russia killed no civilians in Syria", "No civilian was killed by Russia in Syria"])
def test_who_owns_to_none_has_not_said_that_there_were_none(empty_store: Store, claim: str) -> None:
    owning = watched("Russia has accepted responsibility for no civilian death.", 0, "civilian deaths admitted")
    assert said(noted_card(empty_store, claim, HARM | {"facts": [owning]})).get("Mill Watch") != "reports"


def test_none_in_a_month_is_not_none_in_the_war(empty_store: Store) -> None:
    month = watched("No civilian was killed by Russian fire that month.", 0)
    card = noted_card(empty_store, "Russia killed no civilians in Syria", HARM | {"facts": [month, YEARS]})
    assert said(card) == {"Mill Watch": "differs"}
    assert "Not the claim: counts over another time" in render_text(card)


def test_strikes_that_were_flown_come_no_closer_to_a_claim_that_none_was_killed(empty_store: Store) -> None:
    title = "Over 100 Russian bombs hit ISIS in Syria in a single week"
    (strikes,) = findings_in(f"{title}\n\nNothing more is known of these bombs.", similarity=0.65)[:1]
    near = (Account(strikes.speaker, "context", (strikes,)),)
    card = replace(noted_card(empty_store, BOMBS, HARM | {"facts": [YEARS]}), accounts=near)
    assert comes_closest(card, ENGLISH) == []


@pytest.mark.parametrize(
    ("says", "of", "is_shown"),
    [
        ("Russia has accepted responsibility for no civilian death.", "civilian deaths admitted", True),
        # Another's stand, and another's dead, are no word of the claim's side.
        ("Turkey has accepted responsibility for no civilian death.", "civilian deaths admitted", False),
        ("Russia has accepted responsibility for no fighter's death.", "fighter deaths admitted", False),
    ],
)
def test_beside_who_counts_some_stands_that_the_side_has_owned_to_none(
    empty_store: Store, says: str, of: str, is_shown: bool
) -> None:
    card = noted_card(empty_store, BOMBS, HARM | {"facts": [YEARS, watched(says, 0, of)]})
    printed = render_text(card)
    assert "Mill Watch says otherwise" in printed
    assert (says in printed.partition("CLOSE BY")[2]) is is_shown
