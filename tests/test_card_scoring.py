"""What the scoring of cards counts as shown: a rival with its figure and its voice, not a number in passing."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from benchmarks.cards.annotations import AnnotatedClaim, Kind, Said
from benchmarks.cards.scoring import Outcome, Sight, central, judge, one_origin
from knowledge.articles import read_pasted
from knowledge.model import Article, Entry, Statement
from knowledge.statements import read_statements
from knowledge.store import Store
from retrieval.cards import ask
from retrieval.claims.messages import read_claims
from retrieval.search import find

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)

SOHR = (
    "Raid on Palmyra kills 40\n\n"
    "An air raid on the market of Palmyra killed 40 people on 3 May 2021, the Syrian Observatory for Human Rights said."
)
SANA = "Market of Palmyra hit\n\nThe air raid on the market of Palmyra killed 12 people on 3 May 2021, SANA said."


def read(report: str, outlet: str) -> tuple[Article, tuple[Statement, ...]]:
    article = read_pasted(report, url=f"https://example.org/{outlet}", outlet=outlet)
    return article, read_statements(article)


def outcome_of(store: Store, text: str, kind: Kind, *rivals: Said, denied_by: tuple[str, ...] = ()) -> Outcome:
    reports = {"1": read(SOHR, "Harbour Post"), "2": read(SANA, "Hill Gazette")}
    with store.writing() as writer:
        writer.keep([Entry(article, statements) for article, statements in reports.values()])
        writer.pay_index()
    (asked,) = read_claims(text).claims
    brought = frozenset(finding.statement.id for finding in find(asked, store))
    sights = {row: Sight((article,), statements, brought) for row, (article, statements) in reports.items()}
    annotated = AnnotatedClaim("K000", text, kind, ("1", "2"), (), rivals, 2, denied_by)
    return judge(annotated, asked, ask(asked, store, now=NOW), sights)


def test_a_rival_is_shown_by_its_figure_and_its_voice_together(empty_store: Store) -> None:
    outcome = outcome_of(
        empty_store,
        "Air raid on the market of Palmyra killed 40 people on 3 May 2021",
        "true to the report",
        Said("SANA", 12, "2"),
        Said("SOHR", 12, "2"),
        Said("SANA", 700, "2"),
    )
    assert outcome.shown_as == "reports"
    reasons = [why for _, why in outcome.rivals]
    assert reasons == ["", "under another name: SANA", "the figure was not read in its report"]
    assert len(outcome.origins) == 2
    assert outcome.false_denials == ()


def test_rivals_of_a_claim_about_another_place_are_not_asked_for(empty_store: Store) -> None:
    outcome = outcome_of(empty_store, "Air raid on a market in Homs kills 40", "place changed", Said("SANA", 12, "2"))
    assert outcome.rivals == ()


@pytest.mark.parametrize(
    ("other", "one"),
    [
        ("Raid kills 40\n\nThe Syrian Observatory for Human Rights said 40 people were killed in Palmyra.", True),
        ("Raid kills 40\n\nThe raid on Palmyra killed 40 people, the interior ministry said.", False),
    ],
)
def test_two_reports_are_of_one_origin_when_one_voice_gives_their_figure(other: str, one: bool) -> None:
    a = central(*read(SOHR, "Harbour Post"), figure=40)
    b = central(*read(other, "Hill Gazette"), figure=40)
    assert one_origin(a, b) is one
