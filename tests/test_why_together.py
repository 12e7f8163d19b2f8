"""Why two printed voices are told of as one origin, and when the pages show no reason."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

import pytest
from test_origins import found, report

from knowledge.model import Claim, ContextCard, Finding
from knowledge.quantities import read_quantities
from retrieval.why_together import Report, why_one

CLAIM = "140 people were killed in the raid on Kalden"
COUNTED = "SOHR said 140 people were killed in the raid on Kalden."
QUOTED = "SOHR said jets circled over Kalden."


def _sort(own: Sequence[Finding], theirs: Sequence[Finding], everything: Sequence[Finding]) -> str | None:
    """By what one voice counts with another; None where the pages show no reason."""
    claim = Claim(CLAIM, read_quantities(CLAIM))
    card = ContextCard(claim, "found", (), (), (), (), datetime(2026, 11, 22, tzinfo=UTC), 2)
    why = why_one(own, theirs, Report(card, everything), leads=True)
    return why.sort if why else None


@pytest.mark.parametrize(
    ("own", "sort"),
    [
        ("The raid on Kalden killed 140 people.", "quoted"),
        # Nothing is counted that could be another count.
        ("The raid on Kalden went on.", "quoted"),
        # A number in common that counts the dead here and children there is no figure.
        ("The raid on Kalden killed 140 children.", None),
        # Whoever quotes the monitor and counts otherwise does not have the count from it.
        ("The raid on Kalden killed 65 people.", None),
    ],
)
def test_a_report_that_quotes_a_voice_is_of_its_origin_where_both_count_alike(own: str, sort: str | None) -> None:
    everything = found(report("Harbour Post", f"{own} {QUOTED}"), report("Hill Gazette", COUNTED))
    theirs = [finding for finding in everything if finding.outlet == "Hill Gazette"]
    assert _sort(everything[:1], theirs, everything) == sort


@pytest.mark.parametrize(
    ("one", "other", "sort"),
    [
        ("Residents said 140 people were killed.", "Activists said 140 people were killed.", "outlet"),
        # What one report calls one voice is not two.
        ("The opposition said 140 people were killed.", "The opposition story says 140 people were killed.", None),
        # A body has a name, though who speaks for it has none.
        (
            "Residents said 140 people were killed.",
            "Activists in the Kalden Revolution General Commission said 140 people were killed.",
            None,
        ),
    ],
)
def test_an_outlet_names_nobody_where_none_has_a_name(one: str, other: str, sort: str | None) -> None:
    everything = found(report("Harbour Post", f"{one} {other}"))
    assert _sort(everything[:1], everything[1:], everything) == sort


@pytest.mark.parametrize(("one", "sort"), [("Syrian state television", "press"), ("TASS", None)])
def test_media_are_of_one_state_where_that_is_known(one: str, sort: str | None) -> None:
    everything = found(
        report("Harbour Post", f"{one} said 140 people were killed."),
        report("Hill Gazette", "SANA said 140 people were killed."),
    )
    assert _sort(everything[:1], everything[1:], everything) == sort
