"""Whom a sentence joins with the voice under which it is printed: both stand in the row of their number."""

from __future__ import annotations

import pytest
from test_origins import found, report

from bot.card.figures import row_of
from knowledge.model import Figure, Tally
from retrieval.said_together import said_together


@pytest.mark.parametrize(
    ("text", "joined"),
    [
        ("Four people were killed in Kalden on Monday, the Observatory and a medical source said.", "a medical source"),
        ("Four people were killed in Kalden on Monday, SOHR and activists said.", "activists"),
        ("Four people were killed in Kalden on Monday, SANA and Kurdish media reported.", "Kurdish media"),
        ("Four people were killed in Kalden on Monday, SOHR said.", ""),
        # A name that goes on.
        ("Four people were killed in Kalden on Monday, the Ministry of Health and Social Affairs said.", ""),
        # What else one has done.
        ("SOHR counted the dead of Kalden and later said that four people were killed.", ""),
        ("SOHR and activists met in Kalden. Four people were killed there, SOHR said.", ""),
        # Neither of two without a name is put before the other.
        ("Four people were killed in Kalden, a medical source and witnesses said.", ""),
    ],
)
def test_whoever_speaks_with_a_voice_stands_in_its_row(text: str, joined: str) -> None:
    finding = next(f for f in found(report("Harbour Post", text)) if f.statement.quantities)
    assert said_together(finding.attribution, finding.article.text) == joined
    figure = Figure(finding.statement.quantities[0], finding.attribution, finding)
    alone = found(report("Hill Post", "Four people were killed in Kalden on Monday, SOHR said."))[-1]
    name = row_of([figure], Tally("people", "killed", (figure,)))[1].text
    assert name.endswith(f" and “{joined}”") is bool(joined)
    # Where one of a row's papers has the voice alone, it stands alone.
    both = [figure, Figure(alone.statement.quantities[0], alone.attribution, alone)]
    assert "“" not in row_of(both, Tally("people", "killed", tuple(both)))[1].text
