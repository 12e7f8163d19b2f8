"""Whoever gave the claimed count and has raised it since said so once, and the first line says when."""

from __future__ import annotations

from dataclasses import replace

import pytest
from invented import counted, dated_card, noted_card

from bot.card.first_line import answer
from bot.card.rendering import render_text
from bot.words import Words
from knowledge.store import Store

CLAIM = "218 people were killed in the blast in Kalden"


def note(published: str, *facts: dict[str, object]) -> dict[str, object]:
    return {
        "event": "Blast in Kalden, 4 August 2020",
        "published": published,
        "published_basis": "stated",
        "facts": list(facts),
    }


def dead(
    number: int, who: str = "Law Watch", says: str = "{n} people were killed in the blast in Kalden."
) -> dict[str, object]:
    return counted(says.format(n=number), who, number, "people killed")


RAISED = dead(235, says="Law Watch now agrees on {n}.")


def test_what_a_voice_has_raised_since_it_said_once(empty_store: Store) -> None:
    card = noted_card(empty_store, CLAIM, note("2021-08-01", dead(218)), note("2023-08-01", RAISED))
    assert answer(card).startswith("Law Watch said so by 1 August 2021 and has since given 235. (")
    assert answer(card, Words("es")).startswith("A más tardar el 1 de agosto de 2021 lo había dicho Law Watch, ")


def test_what_was_raised_by_another_measure_was_said_once(empty_store: Store) -> None:
    certified = dead(64, "Velmar government", "Official certified toll of the blast in Kalden: {n}.")
    excess = counted("Official toll raised to 2,975.", "Velmar government", 2975, "excess deaths")
    claim = "64 people were killed in the blast in Kalden"
    card = noted_card(empty_store, claim, note("2021-08-01", certified), note("2023-08-01", excess))
    assert answer(card).startswith("The Velmar government said so by 1 August 2021 and has since given 2,975. (")


def test_of_a_month_it_is_said_in_which(empty_store: Store) -> None:
    card = noted_card(empty_store, CLAIM, note("2021-08", dead(218)), note("2023-08", RAISED))
    assert answer(card).startswith("Law Watch said so by August 2021 and has since given 235. (")


def test_who_still_says_so_is_named_first(empty_store: Store) -> None:
    card = noted_card(
        empty_store, CLAIM, note("2021-08-01", dead(218), dead(218, "Mill Survey")), note("2023-08-01", RAISED)
    )
    assert answer(card).startswith("Mill Survey says so; Law Watch said so by 1 August 2021 and has since given 235. (")


def test_the_later_of_two_counts_is_what_its_voice_says(empty_store: Store) -> None:
    card = noted_card(
        empty_store, CLAIM.replace("218", "235"), note("2021-08-01", dead(218)), note("2023-08-01", RAISED)
    )
    assert "said so" not in answer(card)
    assert answer(card).startswith("Law Watch says so")


def test_a_lower_count_that_came_later_replaces_nothing(empty_store: Store) -> None:
    card = noted_card(empty_store, CLAIM, note("2021-08-01", dead(218)), note("2023-08-01", dead(190)))
    assert answer(card).startswith("Law Watch says so")
    assert "since" not in answer(card)


def test_a_count_of_something_else_replaces_nothing(empty_store: Store) -> None:
    children = counted("235 children were killed in the blast in Kalden.", "Law Watch", 235, "children killed")
    card = noted_card(empty_store, CLAIM, note("2021-08-01", dead(218)), note("2023-08-01", children))
    assert answer(card).startswith("Law Watch says so")
    assert "since" not in answer(card)


def test_a_voice_that_gives_a_third_figure_has_said_several(empty_store: Store) -> None:
    card = noted_card(empty_store, CLAIM, note("2021-08-01", dead(218)), note("2023-08-01", RAISED))
    said, otherwise = card.accounts
    other = replace(otherwise.findings[0], statement=replace(otherwise.findings[0].statement, id="elsewhere"))
    both = replace(otherwise, findings=(*otherwise.findings, other))
    line = answer(replace(card, accounts=(said, both)))
    assert line.startswith("Law Watch says so in Post 0, but gives 235 in Post 1.")


def test_a_toll_that_rose_in_reports_is_said_with_its_day(empty_store: Store) -> None:
    told = "The coast guard said {} people were killed in the ferry accident off Port Amber."
    card = dated_card(
        empty_store,
        "42 people were killed in the ferry accident off Port Amber",
        *(
            (day, f"Ferry accident off Port Amber\n\n{told.format(n)}")
            for day, n in (("2024-04-01", 42), ("2024-04-03", 49))
        ),
    )
    assert answer(card).startswith(
        "The coast guard said so by 1 April 2024 and has since given “49 people were killed”."
    )


def test_of_another_days_count_a_rise_is_told_that_the_card_shows(empty_store: Store) -> None:
    told = "At least {n} people were killed in a raid on Ariha on Tuesday, SOHR said{later}."
    card = dated_card(
        empty_store,
        "Raid on Ariha kills 58 people in April 2016",
        ("2017-04-04", f"Raid on Ariha\n\n{told.format(n=58, later='')}"),
        ("2017-04-05", f"Raid on Ariha\n\n{told.format(n=86, later=' on Wednesday, updating its toll')}"),
    )
    line = "SOHR gives “At least 58 people were killed” for 4 April 2017, not April 2016"
    assert f"{line}; SOHR has since given “At least 86 people were killed”" in answer(card)
    assert "others count more" not in render_text(card)
    # A count that stands nowhere on the card is not told.
    unsaid = replace(card, caveats=tuple(caveat for caveat in card.caveats if caveat.kind != "REVISED"))
    assert line in answer(unsaid) and "86" not in answer(unsaid)


@pytest.mark.parametrize(
    ("says", "line"),
    [
        ("The council first spoke of {n} dead in the blast in Kalden.", "The Kalden council said so at first; "),
        ("The council speaks of {n} dead in the blast in Kalden.", "The Kalden council says so; "),
    ],
)
def test_a_count_that_was_given_at_first_was_said_at_first(empty_store: Store, says: str, line: str) -> None:
    card = noted_card(empty_store, CLAIM, note("2021-08-01", dead(218, "Kalden council", says), dead(190, "Law Watch")))
    assert answer(card).startswith(line)


@pytest.mark.parametrize(("published", "is_raised"), [("2023-08-01", True), (None, False)])
def test_of_two_counts_only_one_that_came_out_later_has_raised_the_other(
    empty_store: Store, published: str | None, is_raised: bool
) -> None:
    first = counted("Law Watch put the toll of the blast in Kalden above 218.", "Law Watch", 218, "people killed")
    first["quantity"] = {"bound": "over", "number": 218, "counted": "people killed"}
    undated: dict[str, object] = {"event": "Blast in Kalden, 4 August 2020", "facts": [RAISED]}
    later = note(published, RAISED) if published else undated
    card = noted_card(empty_store, "150 people were killed in the blast in Kalden", note("2021-08-01", first), later)
    assert ("raised since" in render_text(card)) is is_raised
