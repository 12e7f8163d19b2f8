"""Whatever stands in an article, a claim or a channel's title: every view is a message that Telegram takes."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from telegram_server.entities import utf16_length
from telegram_server.html import parse_html
from telegram_server.keyboards import check_markup
from test_rendering import NOW, anything, card_of, cards, finding_of, findings

from bot.card import keyboards, views
from bot.card.charts import chart_of, in_words
from bot.card.layout import HEADINGS, Section
from bot.card.lines import Run
from bot.card.nearby import RATINGS
from bot.card.pages import GLANCE, Part, at_a_glance, in_pages
from bot.card.rendering import NotVerbatim, escape
from bot.talk.asked import Asked
from bot.talk.buttons import MOST_BYTES, Ref
from bot.talk.turns import Forwarded, Rows
from bot.telegram.sending import keyboard
from bot.words import LANGUAGES, Words
from knowledge.model import RATED, Account, Attribution, Candidate, ContextCard, Period, Span, Speaker

DAY = Period(datetime(2021, 4, 20, tzinfo=UTC), datetime(2021, 4, 21, tzinfo=UTC), "stated")
languages = st.sampled_from(sorted(LANGUAGES)).map(Words)


@st.composite
def several_events(draw: st.DrawFn) -> ContextCard:
    card = draw(cards())
    groups = draw(st.lists(st.lists(findings(), min_size=1, max_size=3), min_size=1, max_size=12))
    events = tuple(Candidate(draw(anything), draw(anything), draw(anything), tuple(group)) for group in groups)
    return replace(card, state="ambiguous", candidates=events)


def takes(html: str, most: int = 4096) -> None:
    text, entities = parse_html(html)
    assert 0 < utf16_length(text.strip()) <= most
    assert len(entities) <= 100


def takes_buttons(rows: Rows) -> None:
    markup = keyboard(rows, "whosays_bot")
    if markup is not None:
        check_markup(markup.to_dict())


@settings(max_examples=120, deadline=None)
@given(st.one_of(cards(), several_events()), languages, st.lists(anything, max_size=2))
def test_any_view_of_any_card_is_a_message_that_telegram_takes(
    card: ContextCard, words: Words, evidence: list[str]
) -> None:
    told = views.evidence(DAY, Forwarded(*evidence[:1]), words, NOW)
    takes(views.whole(card, words, evidence=told))
    takes(views.short(card, words, evidence=told))
    for view in (views.accounts, views.otherwise, views.caveats, views.sources):
        for page in view(card, words):
            takes(page)
    takes(views.similar(card, [f for account in card.accounts for f in account.findings][:5], words))
    takes(views.claims([card] * 5, "one & two", words, evidence=told))
    chart = chart_of(card, words)
    if chart is not None:
        takes(escape(in_words(chart, words)), 1024)


@settings(max_examples=60, deadline=None)
@given(st.one_of(cards(), several_events()), languages, st.sampled_from(["", "a1b2c3"]), st.booleans())
def test_any_keyboard_is_one_that_telegram_takes(card: ContextCard, words: Words, event: str, anywhere: bool) -> None:
    longest = Ref(None, event, "~" + "A" * 24)
    link = "t_" + "A" * 24
    takes_buttons(keyboards.under_card(card, longest, words, keeps=True, several=True, anywhere=anywhere, link=link))
    takes_buttons(keyboards.under_short(card, longest, link, words))
    takes_buttons(keyboards.under_view("a", 3, 9, longest, words, keeps=True))
    takes_buttons(keyboards.under_doubt(longest, words, whole=True, keeps=True, anywhere=anywhere))
    takes_buttons(keyboards.under_claims([card] * 5, Asked("x"), words))


def test_no_button_says_more_than_telegram_carries() -> None:
    ref = Ref(None, "a1b2c3", "=" + "я" * 23)
    rows = keyboards.under_view("a", 97, 99, ref, Words(), keeps=True)
    assert max(len((button.data or "").encode()) for row in rows for button in row) <= MOST_BYTES


def test_at_a_glance_every_part_is_begun_before_any_is_told_whole() -> None:
    def part(heading: str, size: int) -> Part:
        blocks = tuple(((Run(f"{heading} {n} " + "word " * 50),),) for n in range(size))
        return Part(Section(heading, blocks), 3, "Accounts")

    told = at_a_glance("Head", [part("So", 20), part("Otherwise", 20), part("Careful", 2)], Words())
    assert len(told) <= GLANCE + 200
    for begun in ("So 0", "Otherwise 0", "Careful 0", "Careful 1"):
        assert begun in told
    assert "more under “Accounts”" in told and "<blockquote expandable>" in told


def test_no_message_has_more_marked_words_than_telegram_keeps() -> None:
    names = tuple(((Run(f"N{n}", "strong"), Run(" says so")),) for n in range(150))
    told = at_a_glance("<b>Head</b>", [Part(Section("So", names), 120)], Words())
    assert 50 < len(parse_html(told)[1]) <= 100 and "more" in told
    pages = in_pages("Head", "Again", [Section("So", names)], Words(), limit=4096)
    assert len(pages) > 1 and all(len(parse_html(page)[1]) <= 100 for page in pages)


def test_pages_hold_everything_in_order_once() -> None:
    blocks = tuple(((Run(f"[{n}] " + "word " * 60),),) for n in range(40))
    pages = in_pages("Head", "Again", [Section("A", blocks[:25]), Section("B", blocks[25:])], Words())
    assert len(pages) > 2 and pages[0].startswith("Head") and all(page.startswith("Again") for page in pages[1:])
    told = "".join(pages)
    assert [told.count(f"[{n}]") for n in range(40)] == [1] * 40
    assert told.index("[24]") < told.index("[25]") and "next page" not in pages[-1]


def test_a_long_side_is_cut_between_accounts_and_says_how_many_are_left() -> None:
    card = card_of(*[finding_of(f"Statement {n}. " + "word " * 60) for n in range(30)])
    pages = views.accounts(card, Words())
    assert len(pages) > 1
    shown = [page.count("<b>Speaker") for page in pages]
    assert sum(shown) == 30
    for number, page in enumerate(pages[:-1]):
        assert f"{sum(shown[number + 1 :])} more on the next page" in page
    assert "next page" not in pages[-1]


def test_one_account_too_long_for_a_message_is_shortened_and_says_so() -> None:
    assert "too long for a message" in "".join(views.accounts(card_of(finding_of("word " * 3000)), Words()))


def test_ratings_stand_on_every_card_and_what_is_only_near_where_there_is_nothing_else() -> None:
    said, near = finding_of("Over 100 airstrikes hit Homs."), finding_of("The army denied the strikes on Homs.")
    rating = replace(
        finding_of("Coast Checks rated it unproven."),
        heard=Attribution(Speaker("Coast Checks", "named_organisation"), RATED, (), Span(0, 5)),
    )
    rating = replace(rating, article=replace(rating.article, is_note=True))
    card = card_of(said)
    beside = (Account(rating.speaker, "context", (rating,)), Account(near.speaker, "context", (near,)))
    full = replace(card, accounts=(*card.accounts, *beside))
    alone = replace(card, accounts=beside)
    for view in (views.whole, views.short):
        assert "Coast Checks" in view(full, Words()) and near.words not in view(full, Words())
        assert "Coast Checks" in view(alone, Words()) and near.words in view(alone, Words())
    (page,) = views.accounts(full, Words())
    headings = [heading for heading in (RATINGS, HEADINGS["reports"], HEADINGS["context"]) if f"<b>{heading}" in page]
    assert len(headings) == 3


def test_an_evidence_line_names_a_public_channel_and_no_person() -> None:
    words = Words()
    (line,) = views.evidence(DAY, Forwarded("A & B", "https://t.me/ab/1"), words, NOW)
    assert parse_html(line)[0].startswith("Forwarded from A & B, where it was posted on 20 April 2021. It is not new")
    assert "https://t.me/ab/1" in line
    assert views.evidence(DAY, None, words, NOW) == []
    (line,) = views.evidence(DAY, Forwarded(), words, datetime(2021, 4, 25, tzinfo=UTC))
    assert parse_html(line)[0] == "The forwarded message was written on 20 April 2021."


@pytest.mark.parametrize("view", [views.whole, views.short, views.accounts, views.sources])
def test_what_is_no_slice_of_its_article_is_never_shown(view: object) -> None:
    card = card_of(finding_of("short", span=Span(0, 99)))
    with pytest.raises(NotVerbatim):
        view(card, Words())  # type: ignore[operator]
