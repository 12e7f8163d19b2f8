"""Whatever stands in an article, the card is well formed, fits, and quotes it to the letter."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from invented import card_for, dated_card
from telegram_server.html import parse_html

from bot.card.rendering import (
    NotVerbatim,
    card_as_json,
    render_html,
    render_json,
    render_page,
    render_text,
)
from bot.card.statements import says_no_more
from bot.card.voices import KINDS, name_of
from knowledge.model import (
    Account,
    Article,
    Attribution,
    Caveat,
    Claim,
    ContextCard,
    Finding,
    Kind,
    Origin,
    Part,
    Quantity,
    Span,
    Speaker,
    State,
    Statement,
)
from knowledge.store import Store

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)

#: Everything people and pages can put into a text, the unseen and the unpaired included.
anything = st.text(
    alphabet=st.one_of(st.characters(), st.sampled_from("<>&\"'*_[]()~`\\\u202e\u200f\u0000\n🎈")), max_size=300
)
words = anything.filter(lambda text: bool(text.strip()))
addresses = st.one_of(st.none(), st.just("https://example.org/a?b=c&d=<e>"), st.just("javascript:alert(1)"), anything)


@st.composite
def findings(draw: st.DrawFn) -> Finding:
    before, said, after = draw(anything), draw(words), draw(anything)
    text = before + said + after
    span = Span(len(before), len(before) + len(said))
    speaker = Speaker(draw(anything), draw(st.sampled_from(sorted(KINDS))))
    place = draw(st.sampled_from(["headline", "body", "note", "rival"]))
    figure = Quantity(100, None, "over", "airstrikes", span, "airstrikes")
    statement = Statement(
        id=draw(st.text(min_size=1, max_size=8)),
        article_id="a",
        ordinal=0,
        span=span,
        place_in_article=place,  # type: ignore[arg-type]
        attributions=draw(st.sampled_from([(), (Attribution(speaker, "", (), span),)])),
        quantities=draw(st.sampled_from([(), (figure,)])),
        quote=draw(st.sampled_from([None, span])),
    )
    article = Article(
        id="a",
        url=draw(addresses),
        outlet=draw(anything),
        title=draw(anything),
        published=None,
        language="en",
        text=text,
        parts=(Part("body", Span(0, len(text))),),
        content_hash="h",
    )
    return Finding(statement, article, 0.7, ("meaning",))


@st.composite
def cards(draw: st.DrawFn) -> ContextCard:
    accounts = tuple(
        Account(draw(st.builds(Speaker, anything, st.sampled_from(sorted(KINDS)))), relation, tuple(group))
        for relation in ("reports", "differs", "denies", "context")
        for group in draw(st.lists(st.lists(findings(), min_size=1, max_size=3), max_size=3))
    )
    everything = tuple(finding for account in accounts for finding in account.findings)
    claim = Claim(draw(words), (Quantity(100, 100, "exact", "airstrikes", Span(0, 1), "airstrikes"),))
    caveats = tuple(
        Caveat("UNDATED", draw(anything), everything[:2], url=draw(addresses)) for _ in range(draw(st.integers(0, 5)))
    )
    origins = (Origin(draw(anything), draw(anything), everything),) if everything else ()
    state: State = "found" if any(a.relation != "context" for a in accounts) else "nothing_found"
    return ContextCard(claim, state, accounts, origins, caveats, (), NOW, len(everything))


@settings(max_examples=150, deadline=None)
@given(cards())
def test_any_card_is_html_that_can_be_read(card: ContextCard) -> None:
    assert parse_html(render_html(card))[0].strip()


@settings(max_examples=100, deadline=None)
@given(cards())
def test_any_card_is_text_and_json(card: ContextCard) -> None:
    assert render_text(card).endswith("\n")
    (found,) = json.loads(render_json([card]).encode("utf-8", "replace"))
    assert set(found) == {"claim", "state", "as_of", "accounts", "origins", "figures", "caveats", "candidates"}
    for account, printed in zip(card.accounts, found["accounts"], strict=True):
        for finding, statement in zip(account.findings, printed["statements"], strict=True):
            assert finding.article.text[statement["start"] : statement["end"]] == finding.words


def finding_of(text: str, **changes: object) -> Finding:
    span = Span(0, len(text))
    article = Article("a", "https://example.org/a", "Post", "T", None, "en", text, (Part("body", span),), "h")
    statement = replace(Statement("a.0", "a", 0, span, "body"), **changes)  # type: ignore[arg-type]
    return Finding(statement, article, 0.7, ())


def card_of(*found: Finding) -> ContextCard:
    accounts = tuple(Account(Speaker(f"Speaker {n}", "monitor"), "reports", (f,)) for n, f in enumerate(found))
    return ContextCard(Claim("100 airstrikes"), "found", accounts, (), (), (), NOW)


@pytest.mark.parametrize("span", [Span(0, 99), Span(3, 3), Span(-4, 2), Span(5, 2)])
def test_a_line_that_is_no_slice_is_never_printed(span: Span) -> None:
    card = card_of(finding_of("short", span=span))
    for render in (render_text, render_html, card_as_json):
        with pytest.raises(NotVerbatim):
            render(card)


def test_only_web_addresses_become_links() -> None:
    html = render_html(card_of(replace(finding_of("x"), article=replace(finding_of("x").article, url="javascript:1"))))
    assert "<a " not in html


def test_a_page_for_a_browser_is_whole() -> None:
    page = render_page([card_of(finding_of("<script>alert(1)</script>"))])
    assert page.startswith("<!doctype html>") and "<script>" not in page and "&lt;script&gt;" in page


@pytest.mark.parametrize(
    ("kind", "note", "quoted", "is_said"),
    [
        ("ngo", "Mill Watch now agrees on 235.", "now agree on a more precise number: 235", True),
        ("ngo", "Mill Watch researchers identified 12 of the dead.", "identified 12 of the dead", True),
        ("monitor", "Mill Watch counted 26 rebels dead.", "26 rebels were killed", True),
        ("named_official", "Mill Watch teams recovered over 200 bodies.", "reported recovering over 200 bodies", True),
        # A name, a place, a bound, a number or whom is more than the quotation has.
        ("ngo", "Mill Watch and the Hill Society now agree on 235.", "now agree on a more precise number: 235", False),
        ("monitor", "Mill Watch counted 26 rebels dead in Kalden.", "26 rebels were killed", False),
        ("monitor", "Mill Watch counted at least 26 rebels dead.", "26 rebels were killed", False),
        ("monitor", "Mill Watch counted 26 rebels and 3 children dead.", "26 rebels were killed", False),
        ("monitor", "Mill Watch counted 26 ISIS fighters dead.", "26 militants were killed", False),
        ("ngo", "Mill Watch counted no rebels dead.", "26 rebels were killed", False),
        # Who did it is told by the note alone.
        ("party", "Mill Watch shelled the town.", "shelled the town", False),
        ("named_official", "Mill Watch killed 40 rebels.", "killed 40 rebels", False),
    ],
)
def test_a_note_is_printed_for_what_its_quotation_leaves_out(kind: Kind, note: str, quoted: str, is_said: bool) -> None:
    assert says_no_more(note, quoted, Speaker("Mill Watch", kind)) is is_said


def test_a_quotation_and_a_note_are_never_mixed_up() -> None:
    quoted = render_text(card_of(finding_of("Over 100 airstrikes hit Homs.")))
    noted = render_text(card_of(finding_of("Over 100 airstrikes hit Homs.", place_in_article="note")))
    assert "“Over 100 airstrikes hit Homs.”" in quoted and "Note:" not in quoted
    assert "Note: Over 100 airstrikes hit Homs." in noted and "“Over 100" not in noted
    kinds = [
        card_as_json(card_of(finding_of("x", place_in_article=place)))["accounts"][0]["statements"][0]["kind"]
        for place in ("headline", "body", "note", "rival")
    ]
    assert kinds == ["quote", "quote", "note", "note"]


def test_a_page_without_address_says_so() -> None:
    bare = finding_of("Over 100 airstrikes.")
    assert "no address given" in render_text(card_of(replace(bare, article=replace(bare.article, url=None))))


def test_a_dateline_makes_no_second_sentence(empty_store: Store) -> None:
    told = "Thirteen miners were killed when a gallery of the Kalden mine fell in on Wednesday, the Mining Board said."
    reports = (
        ("2026-03-11", f"Mine falls in\n\n{told}"),
        ("2026-03-12", f"Thirteen dead\n\nKALDEN (Mill Agency) {told}"),
    )
    printed = render_text(dated_card(empty_store, "13 miners killed in Kalden mine", *reports))
    assert printed.count("Thirteen miners were killed") == 1 and "KALDEN" not in printed
    assert ">, 11 March 2026" in printed and ">, 12 March 2026" in printed


def test_what_bounds_a_figure_is_no_dateline(empty_store: Store) -> None:
    told = "40 miners were killed when a gallery of the Kalden mine fell in on Wednesday, the Mining Board said."
    reports = ("2026-03-11", f"Mine falls in\n\nMore than {told}"), ("2026-03-12", f"Mine falls in again\n\n{told}")
    printed = render_text(dated_card(empty_store, "40 miners killed in Kalden mine", *reports))
    assert f"“More than {told}”" in printed and f"“{told}”" in printed


def test_a_voice_of_blanks_has_no_name() -> None:
    assert name_of(Speaker("\r", "unnamed")) == "an unnamed source"


def test_two_pages_of_one_outlet_without_address_are_one_line() -> None:
    told = "Thirteen miners were killed when a gallery of the Kalden mine fell in on Wednesday."
    first, second = finding_of(told), finding_of(f"KALDEN {told}", id="b.0", article_id="b")
    pages = [replace(f, article=replace(f.article, id=f.statement.article_id, url=None)) for f in (first, second)]
    account = Account(Speaker("Border Monitor", "monitor"), "reports", tuple(pages))
    assert render_text(replace(card_of(), accounts=(account,))).count("— Post,") == 1


@pytest.mark.parametrize(
    ("whose", "heading"),
    [("World Health Organization", "Who says so"), ("Border Monitor", "WHO SAYS SO")],
)
def test_over_words_of_the_who_no_heading_reads_like_its_name(empty_store: Store, whose: str, heading: str) -> None:
    report = f"Fever in Kalden\n\nThe {whose} said 40 people died of the fever in Kalden."
    lines = render_text(card_for(empty_store, "40 people died of the fever in Kalden", report)).splitlines()
    assert heading in lines
