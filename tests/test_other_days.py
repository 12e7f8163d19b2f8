"""A claim of a day, and a report of another one; a claim of a month, and a count of the year so far."""

from __future__ import annotations

import pytest
from invented import counted, dated_card, noted_card, said

from knowledge.store import Store

CLAIM = "29 people were killed in Kalden on 4 June 2019"


@pytest.mark.parametrize(
    ("published", "told", "right"),
    [
        ("2019-06-05", "29 people were killed in Kalden on 2 June, Mill Watch said.", False),
        ("2019-06-06", "29 people were killed in Kalden on 6 June, Mill Watch said.", False),
        # A night has two days.
        ("2019-06-05", "29 people were killed in Kalden on 3 June, Mill Watch said.", True),
        # When somebody spoke, or a report came out, is no day of the deed.
        ("2019-06-06", "29 people were killed in Kalden, Mill Watch said on 6 June.", True),
        ("2019-06-06", "29 people were killed in Kalden on Tuesday, Mill Watch said on Thursday.", True),
        ("2019-06-06", "29 people were killed in Kalden, Mill Watch said.", True),
    ],
)
def test_whoever_gives_another_day_has_not_said_so(empty_store: Store, published: str, told: str, right: bool) -> None:
    card = dated_card(empty_store, CLAIM, (published, f"Strike on Kalden\n\n{told}"))
    assert (said(card).get("Mill Watch") == "reports") == right


@pytest.mark.parametrize(
    ("claim", "differs"),
    [
        ("12 journalists were killed in Kalden in May 2019", True),
        ("12 journalists were killed in Kalden in 2019", False),
    ],
)
def test_a_count_of_the_year_so_far_is_of_no_month(empty_store: Store, claim: str, differs: bool) -> None:
    told = "12 journalists have been killed in Kalden so far this year, Mill Watch said."
    card = dated_card(empty_store, claim, ("2019-05-20", f"Journalists of Kalden\n\n{told}"))
    assert ("PERIOD_DIFFERS" in {caveat.kind for caveat in card.caveats}) == differs


@pytest.mark.parametrize(("published", "is_rival"), [("2020-07", False), ("2020-08", True), ("2020-09", True)])
def test_what_came_out_before_the_time_of_a_claim_is_no_count_of_it(
    empty_store: Store, published: str, is_rival: bool
) -> None:
    note: dict[str, object] = {
        "event": "Fighters killed in the Kalden desert",
        "place": "Kalden desert",
        "published": published,
        "published_basis": "inferred",
        "facts": [counted("256 fighters were killed in the Kalden desert.", "Mill Watch", 256, "fighters killed")],
    }
    card = noted_card(empty_store, "1,750 fighters were killed in the Kalden desert in August 2020", note)
    assert ("Mill Watch" in {a.speaker.name for a in card.accounts if a.relation == "differs"}) is is_rival


def test_what_is_announced_came_out_before_its_time(empty_store: Store) -> None:
    announced = ("2021-08-01", "March in Kalden\n\nPolice said 500 people will march in Kalden on 5 August.")
    card = dated_card(empty_store, "5,000 people will march in Kalden on 5 August 2021", announced)
    assert said(card)["police"] == "differs"


ON_THE_DAY = ("2016-09-24", "Raids\n\nAt least 25 civilians were killed in raids on Homs on Saturday, Mill Watch said.")


@pytest.mark.parametrize(
    ("told", "is_rival"),
    [
        (
            "At least 23 civilians have been killed in renewed airstrikes on Homs, the Border Monitor said Sunday.",
            False,
        ),
        ("Fresh government shelling of Homs has killed 23 civilians, the Border Monitor said on Sunday.", False),
        ("A deadly new air raid on Homs has killed 23 civilians, the Border Monitor said on Sunday.", False),
        ("In new Russian air strikes on Homs 23 civilians were killed, the Border Monitor said on Sunday.", False),
        # What is new is the toll, a call, a law; or a town is called so.
        ("In a new toll for the strikes on Homs 23 civilians were killed, the Border Monitor said Sunday.", True),
        ("In a new report on the raids on Homs 23 civilians were killed, the Border Monitor said Sunday.", True),
        (
            "In renewed calls after the attack on Homs 23 civilians killed were named, the Border Monitor said Sunday.",
            True,
        ),
        (
            "Despite a new law banning air strikes on Homs 23 civilians were killed, the Border Monitor said Sunday.",
            True,
        ),
        (
            "As in the New York attacks 23 civilians were killed in strikes on Homs, the Border Monitor said Sunday.",
            True,
        ),
        (
            "As in the New Delhi attacks 23 civilians were killed in strikes on Homs, the Border Monitor said Sunday.",
            True,
        ),
        # They may be the dead of the day before, or are said to be.
        ("At least 23 civilians have been killed in airstrikes on Homs, the Border Monitor said Sunday.", True),
        ("Renewed airstrikes on Homs on Saturday killed 23 civilians, the Border Monitor said Sunday.", True),
    ],
)
def test_renewed_raids_are_none_of_the_day_before(empty_store: Store, told: str, is_rival: bool) -> None:
    next_day = ("2016-09-25", f"Raids\n\n{told}")
    card = dated_card(empty_store, "90 civilians killed in Homs on 24 September 2016", ON_THE_DAY, next_day)
    assert said(card)["Mill Watch"] == "differs"
    assert (said(card).get("Border Monitor") == "differs") is is_rival


TUESDAY = (
    "2017-10-03",
    "Strike on wells\n\nAn air strike killed at least 18 civilians on Tuesday at the wells of Homs, Mill Watch said.",
)


@pytest.mark.parametrize(
    ("behind", "is_rival"),
    [
        ("According to residents on Monday the civilians were killed when jets hit the Tarn district.", False),
        ("According to residents on Monday all those people were killed when jets hit the Tarn district.", False),
        # Others were killed then, or somewhere else.
        ("According to residents on Monday the leaders were killed when jets hit the Tarn district.", True),
        ("On Monday all his sons were killed when jets hit the Tarn district.", True),
        ("According to residents on Monday the civilians were killed when jets hit Palmyra.", True),
        ("Residents said on Monday that those killed were queuing.", True),
        ("The victims had come to Homs on Monday to fetch water and wood.", True),
        ("According to residents on Tuesday the civilians were killed when jets hit the Tarn district.", True),
        ("Shops in the Tarn district were closed on Monday.", True),
    ],
)
def test_whom_somebody_told_of_the_day_before_are_no_dead_of_an_event(
    empty_store: Store, behind: str, is_rival: bool
) -> None:
    told = ("2017-10-03", f"Air strike in Homs\n\nAt least 45 civilians were killed in an air strike in Homs. {behind}")
    card = dated_card(empty_store, "81 civilians killed by an air strike on wells in Homs", TUESDAY, told)
    assert said(card)["Mill Watch"] == "differs"
    assert (said(card).get("Post 1") == "differs") is is_rival
