"""UCDP beside the annotated claims: its figures are read from the bench folder, and whoever it names is looked for."""

from __future__ import annotations

import gzip
from pathlib import Path

from test_stories import NOW

from benchmarks.cards.annotations import AnnotatedClaim, Said
from benchmarks.cards.scoring import Outcome
from benchmarks.cards.ucdp import GED, Recorded, figures_held, read_events, rivals_held, sources_shown
from knowledge.articles import read_pasted
from knowledge.model import Account, Claim, ContextCard, Finding
from knowledge.statements import read_statements

#: A table in the columns of UCDP, of events that never were.
TABLE = """id,source_original,low,best,high
7.0,"SOHR, Amnesty // medical sources",30.0,40.0,55.0
8.0,,5,5,5
"""
CLAIM = AnnotatedClaim(
    "K1", "40 killed", "true to the report", ("1",), (Said("SOHR", 40), Said("SANA", 20)), (Said("MSF", 55),), 1, (), 7
)


def events(tmp_path: Path) -> dict[int, Recorded]:
    (tmp_path / GED).parent.mkdir()
    (tmp_path / GED).write_bytes(gzip.compress(TABLE.encode()))
    return read_events(tmp_path)


def test_an_event_has_its_figures_and_whoever_said_so(tmp_path: Path) -> None:
    read = events(tmp_path)
    assert read[7] == Recorded(30, 40, 55, frozenset({"SOHR", "Amnesty International", "medical sources"}))
    assert read[8].said_by == frozenset()


def test_without_the_table_there_are_no_events(tmp_path: Path) -> None:
    assert read_events(tmp_path) == {}


def test_figures_lie_within_what_is_recorded_or_not(tmp_path: Path) -> None:
    read = events(tmp_path)
    assert sorted(figures_held([CLAIM], read)) == [False, True]
    assert rivals_held([CLAIM], read) == [True]


def test_whom_it_names_is_looked_for_among_those_who_speak_on_the_card(tmp_path: Path) -> None:
    text = "Raid kills 40\n\nThe Syrian Observatory for Human Rights said 40 people were killed in Palmyra."
    article = read_pasted(text, url="https://example.org/1", outlet="Harbour Post")
    (body,) = (s for s in read_statements(article) if s.place_in_article == "body")
    said = Finding(body, article, 1.0, ())
    card = ContextCard(Claim("40 killed"), "found", (Account(said.speaker, "reports", (said,)),), (), (), (), as_of=NOW)
    outcome = Outcome(CLAIM, card, "reports", (), (), (), (), ())
    assert sources_shown([outcome], events(tmp_path)) == [False, True, False]
