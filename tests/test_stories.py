"""Stories: a claim, what had been reported, and the card that came of it.

A folder a story: `claim.txt`, beside it `notes.jsonl`, `article-1.txt`, … or `starter` (the whole starter pack), and
`card.txt`, the card as the terminal prints it. `pytest --rewrite-cards` writes the cards anew; read them before you
commit them, aloud.
"""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.card.rendering import card_as_json, render_text
from knowledge.articles import day, read_pasted
from knowledge.model import ContextCard, Entry, OutletProfile
from knowledge.notes import read_notes
from knowledge.statements import read_statements
from knowledge.store import Store
from retrieval.answers import Answer, answer
from retrieval.cards import ask
from retrieval.claims.messages import read_claims

STORIES = sorted(path.parent for path in (Path(__file__).parent / "stories").glob("*/claim.txt"))
NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)


@pytest.fixture(params=STORIES, ids=lambda path: path.name)
def story(request: pytest.FixtureRequest) -> Path:
    path: Path = request.param
    return path


@pytest.fixture
def told(story: Path, request: pytest.FixtureRequest) -> Answer:
    if (story / "starter").exists():
        store: Store = request.getfixturevalue("starter")
    else:
        store = request.getfixturevalue("empty_store")
        with store.writing() as writer:
            writer.keep(entries(story))
            writer.pay_index()
    return answer((story / "claim.txt").read_text(encoding="utf-8").strip(), store, now=NOW)


def entries(story: Path) -> list[Entry]:
    found = []
    for file in sorted(story.glob("article-*.txt")):
        head, _, text = file.read_text(encoding="utf-8").partition("\n\n")
        fields = dict(line.split(": ", 1) for line in head.splitlines())
        article = read_pasted(
            text, url=fields["url"], outlet=fields["outlet"], published=day(fields.get("published", ""))
        )
        found.append(Entry(article, read_statements(article)))
    if (story / "notes.jsonl").exists():
        for noted in read_notes((story / "notes.jsonl").read_text(encoding="utf-8")):
            assert not isinstance(noted, OutletProfile)
            found.append(noted)
    return found


def test_the_card_is_the_expected_one(story: Path, told: Answer, request: pytest.FixtureRequest) -> None:
    printed = "\n".join(render_text(card) for card in told.cards)
    golden = story / "card.txt"
    if request.config.getoption("--rewrite-cards"):
        golden.write_text(printed, encoding="utf-8")
    assert printed == golden.read_text(encoding="utf-8")


def test_every_printed_line_is_a_slice_with_outlet_date_and_address(told: Answer) -> None:
    for card in told.cards:
        for account in card_as_json(card)["accounts"]:
            for statement in account["statements"]:
                assert statement["text"] and statement["end"] > statement["start"]
                assert statement["article"]["outlet"]
                assert statement["article"]["url"] is None or statement["article"]["url"].startswith("http")


def test_comments_never_report(told: Answer) -> None:
    for card in told.cards:
        assert not [
            f for account in card.accounts for f in account.findings if f.statement.place_in_article == "comment"
        ]


def card_of(slug: str, store: Store) -> ContextCard:
    claim = (Path(__file__).parent / "stories" / slug / "claim.txt").read_text(encoding="utf-8").strip()
    return answer(claim, store, now=NOW).cards[0]


def relations(card: ContextCard) -> dict[str, str]:
    return {account.speaker.name: account.relation for account in reversed(card.accounts)}


def test_six_reports_fit_one_hundred_airstrikes(starter: Store) -> None:
    card = card_of("one-hundred-airstrikes", starter)
    assert card.state == "ambiguous" and len(card.candidates) >= 6
    labels = [candidate.label for candidate in card.candidates]
    assert any("undated" in label for label in labels) and any("18 February 2021" in label for label in labels)
    assert {"AMBIGUOUS_EVENT", "BOUND_DROPPED", "UNNAMED_SOURCE", "OUTLET_PROFILE"} <= {c.kind for c in card.caveats}
    unnamed = next(c for c in card.caveats if c.kind == "UNNAMED_SOURCE")
    assert "SouthFront" in unnamed.sentence and "pro-opposition sources" in unnamed.sentence


def test_a_day_of_a_week_is_no_rival_of_the_week(starter: Store) -> None:
    """One report counts over 100 strikes "in a single week" and 25 "on 7 April": nobody says otherwise."""
    (claim,) = read_claims("100 airstrikes").claims
    whole = ask(claim, starter, now=NOW)
    number = next(n for n, c in enumerate(whole.candidates) if c.findings[0].outlet.startswith("NSI"))
    week = ask(claim, starter, now=NOW, candidate=number)
    assert [account.relation for account in week.accounts if account.relation != "context"] == ["reports"]


def test_russia_and_the_monitor_stand_side_by_side(starter: Store) -> None:
    card = card_of("two-hundred-in-palmyra", starter)
    assert card.state == "found"
    assert relations(card)["Russian military"] == "reports"
    assert relations(card)["SOHR"] == "differs"
    assert {"FIGURES_DIFFER", "PARTY_TO_EVENTS"} <= {c.kind for c in card.caveats}


def test_the_unsourced_sentence_against_the_counts(starter: Store) -> None:
    card = card_of("only-government-forces", starter)
    assert relations(card)["SouthFront"] == "reports"
    differs = [
        f.words for a in card.accounts if a.relation == "differs" and a.speaker.name == "SOHR" for f in a.findings
    ]
    assert any("SDF areas" in words for words in differs)
    assert "NO_SPEAKER" in {c.kind for c in card.caveats}


@pytest.mark.parametrize("slug", ["a-swimming-pool", "same-figure-other-country", "comments-are-not-reporting"])
def test_never_an_irrelevant_match(slug: str, starter: Store) -> None:
    card = card_of(slug, starter)
    assert card.state == "nothing_found" and card.accounts == () and card.candidates == ()
    assert [c.kind for c in card.caveats] == ["NOTHING_FOUND"]
