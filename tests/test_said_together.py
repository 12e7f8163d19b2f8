"""Whom a sentence joins with the voice under which it is printed: a reader is told that they are not counted apart."""

from __future__ import annotations

import pytest
from test_origins import found, report
from test_why_together import _card

from bot.card.statements import statement_lines
from bot.words import ENGLISH
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
def test_whoever_speaks_with_a_voice_is_told_not_to_be_counted(text: str, joined: str) -> None:
    finding = next(f for f in found(report("Harbour Post", text)) if f.statement.quantities)
    assert said_together(finding.attribution, finding.article.text) == joined
    printed = statement_lines(_card(), finding, ENGLISH, with_speaker=True)
    lines = ["".join(run.text for run in line) for line in printed]
    told = f"Said together with “{joined}”, not counted as another origin."
    assert (told in lines) is bool(joined)
    assert any("not counted as another origin" in line for line in lines) is bool(joined)
