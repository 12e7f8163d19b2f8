"""A report that never has the name which the card gives a voice: the card says by which words it goes there."""

from __future__ import annotations

import pytest
from invented import dated_card

from bot.card.charts import chart_of
from bot.card.figures import row_of, told_in_figures
from bot.card.rendering import render_text
from bot.card.rows import rows_as_printed
from knowledge.store import Store

CLAIM = "44 people were killed in the Kalden bombing"


def lines_for(store: Store, *reports: str) -> str:
    return render_text(dated_card(store, CLAIM, *((f"2024-03-0{5 + n}", text) for n, text in enumerate(reports))))


def test_state_media_that_a_report_does_not_name_go_by_its_words(empty_store: Store) -> None:
    printed = lines_for(
        empty_store,
        "Bombing in Kalden\n\nThe Kalden bombing in Syria killed 44 people, SANA said.",
        "Bombing in Kalden\n\nSyrian state media gave a toll of 44 people killed in the Kalden bombing.",
    )
    assert printed.count("The report says “Syrian state media”, and does not name SANA.") == 1


@pytest.mark.parametrize(
    "told",
    [
        # A report that has the name further up or down may say it shorter.
        "Syrian state media gave a toll of 44 people killed in the Kalden bombing. SANA showed a burning mill.",
        # The name itself, in full.
        "The Syrian Arab News Agency gave a toll of 44 people killed in the Kalden bombing.",
    ],
)
def test_a_report_that_names_the_voice_needs_no_such_line(told: str, empty_store: Store) -> None:
    first = "Bombing in Kalden\n\nThe Kalden bombing in Syria killed 44 people, SANA said."
    assert "does not name" not in lines_for(empty_store, first, f"Bombing in Kalden\n\n{told}")


def test_a_newsroom_may_go_by_another_of_its_names(empty_store: Store) -> None:
    told = (
        "A Turkish broadcaster said 44 people were killed in the Kalden bombing. It was the first, Haberturk reported."
    )
    assert "does not name" not in lines_for(empty_store, f"Bombing in Kalden\n\n{told}")


NAMED = "Bombing in Kalden\n\nThe Kalden bombing in Syria killed 44 people, SANA said."
#: What it says itself it has from them.
UNNAMED = (
    "Bombing in Kalden\n\nThe Kalden bombing in Syria killed at least 44 people.\n\n"
    "Syrian state media gave a toll of 44 people killed in the Kalden bombing."
)
OTHERWISE = "Bombing in Kalden\n\nThe Kalden bombing in Syria killed 48 people, the Mill Watch monitor said."


def test_a_row_has_the_name_that_its_report_prints(empty_store: Store) -> None:
    card = dated_card(empty_store, CLAIM, ("2024-03-05", NAMED), ("2024-03-06", UNNAMED), ("2024-03-06", OTHERWISE))
    (tally,) = told_in_figures(card)
    rows = [tuple(cell.text for cell in row_of(row, tally)) for row in rows_as_printed(tally)]
    assert ("44", "SANA", "5 March 2024", "in Post 0") in [(many.split()[0], *rest) for many, *rest in rows]
    assert ("44", "“Syrian state media”", "6 March 2024", "in Post 1") in [(m.split()[0], *rest) for m, *rest in rows]
    chart = chart_of(card)
    assert chart is not None
    assert {mark.who for panel in chart.panels for mark in panel.marks} >= {"SANA", "“Syrian state media”"}


def test_two_names_of_one_voice_are_no_table_and_no_second_origin(empty_store: Store) -> None:
    card = dated_card(empty_store, CLAIM, ("2024-03-05", NAMED), ("2024-03-06", UNNAMED))
    assert told_in_figures(card) == []
    assert len(card.origins) == 1


@pytest.mark.parametrize(("told", "printed"), [("Tell Kaldn", 1), ("el-Kaldin", 0), ("Kalden", 0)])
def test_a_village_by_another_name_is_told_to_be_called_so(told: str, printed: int, empty_store: Store) -> None:
    report = f"Floods in the north\n\nFloods near {told} killed 30 people on Monday, the Mill Watch monitor said."
    card = dated_card(empty_store, "Floods in Kalden killed 30 people", ("2024-03-05", report))
    line = f"The report says “{told}”, and does not name Kalden."
    assert render_text(card).count(line) == printed


TELEVISION = (
    "Bombing in Kalden kills 44 people\n\nThe Kalden bombing in Syria killed 44 people, Syrian state television said."
)


def test_a_states_television_is_not_counted_under_its_agency_unseen(empty_store: Store) -> None:
    printed = lines_for(empty_store, NAMED, TELEVISION)
    assert "The report says “Syrian state television”, and does not name SANA." in printed
    assert "more like this" not in printed
    assert "only the text names its source, unnamed “Syrian state television”" in printed


def test_a_newsroom_that_is_named_only_further_on_is_told_to_be(empty_store: Store) -> None:
    report = (
        "Clash in Kalden\n\nOver 100 people were killed in the Kalden bombing, according to local media. "
        "According to the Amber broadcaster a bridge is closed."
    )
    printed = lines_for(empty_store, report)
    assert "The report says “local media” here, and names Amber broadcaster only further on." in printed
