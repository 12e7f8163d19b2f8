"""Why two printed voices are told of as one origin, and when the pages show no reason."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from test_origins import found, report

from knowledge.model import Claim, ContextCard, Finding
from knowledge.quantities import read_quantities
from retrieval.why_together import Report, Why, why_one

CLAIM = "140 people were killed in the raid on Kalden"


def _why(own: str, theirs: str, *beside: str) -> Why | None:
    """Why the first voice counts with the second, told by another outlet; `beside` stands in the report of the first."""
    everything: list[Finding] = list(
        found(report("Harbour Post", " ".join((own, *beside))), report("Hill Gazette", theirs))
    )
    one = [f for f in everything if f.outlet == "Harbour Post"][:1]
    other = [f for f in everything if f.outlet == "Hill Gazette"]
    claim = Claim(CLAIM, read_quantities(CLAIM))
    card = ContextCard(claim, "found", (), (), (), (), datetime(2026, 11, 22, tzinfo=UTC), 2)
    return why_one(one, other, Report(card, everything), leads=True)


QUOTED = "SOHR said jets circled over Kalden."


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
def test_a_report_that_quotes_a_voice_is_of_its_origin_where_it_does_not_count_apart(
    own: str, sort: str | None
) -> None:
    why = _why(own, "SOHR said 140 people were killed in the raid on Kalden.", QUOTED)
    assert (why.sort if why else None) == sort


def _of_one_outlet(one: str, other: str) -> Why | None:
    everything = found(report("Harbour Post", f"{one} {other}"))
    card = ContextCard(
        Claim(CLAIM, read_quantities(CLAIM)), "found", (), (), (), (), datetime(2026, 11, 22, tzinfo=UTC), 1
    )
    return why_one(everything[:1], everything[1:], Report(card, everything), leads=True)


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
def test_an_outlet_that_names_nobody_is_told_of_where_it_names_nobody(one: str, other: str, sort: str | None) -> None:
    why = _of_one_outlet(one, other)
    assert (why.sort if why else None) == sort
