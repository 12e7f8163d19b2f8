"""Whose army a report means by "the army", told only where one state's alone can be meant."""

from __future__ import annotations

import pytest

from knowledge.articles import day, read_pasted
from knowledge.model import Finding
from knowledge.statements import read_statements
from retrieval.origins import in_one_name


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("A raid on Homs killed 58 civilians, SOHR said. The army denied any involvement in the raid.", "Syrian army"),
        (
            "Shells hit Kilis. In a statement the army said that four soldiers had been killed in Kilis.",
            "Turkish military",
        ),
        # Where the words before name one state's army, it is that one, wherever it fights.
        (
            "The Turkish military fights near Homs. In a statement the army said that four men were killed in Homs.",
            "Turkish military",
        ),
        # Another state takes part in the words before, and either may be meant.
        ("Israeli jets hit a depot in Homs and fled. The army said that four soldiers were killed in Homs.", ""),
        # A country whose army is in no table; an army that is nobody's in particular.
        ("A raid on Lyon killed 58 civilians. The army denied any involvement in the raid on Lyon.", ""),
        ("Nobody knows who came to Homs. An army said that four soldiers were killed in Homs.", ""),
    ],
)
def test_the_army_is_that_of_the_report_s_state(text: str, meant: str) -> None:
    article = read_pasted(
        text, title="A raid", outlet="Harbour Post", url="https://post.example/1", published=day("2016-07-02")
    )
    findings = [Finding(statement, article, 1.0, ()) for statement in read_statements(article)]
    named = {finding.speaker.name for finding in in_one_name(findings, findings)}
    armies = {"Syrian army", "Turkish military", "Israeli military", "Free Syrian Army"}
    assert named & armies == ({meant} if meant else set()), named
