"""The chart: who says how many, by date; drawn only where two can be set side by side, and right to the pixel."""

from __future__ import annotations

import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from PIL import Image

from bot.card.charts import Chart, Mark, Panel, chart_of, draw, has_chart, in_words
from bot.card.drawing import CLAIMED, FAINT, INK, MARGIN, MARK, PAPER, WIDTH, paint
from bot.words import LANGUAGES, words_in
from knowledge.articles import day, read_pasted
from knowledge.model import Account, Bound, Claim, ContextCard, Finding, Quantity, Span
from knowledge.quantities import read_quantities
from knowledge.statements import read_statements
from knowledge.store import Store
from retrieval.answers import answer
from retrieval.ledger import ledger_of, with_first_counts

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
FIRE = Claim("30 people killed in the Kalden mill fire", read_quantities("30 people killed in the Kalden mill fire"))


def found(outlet: str, text: str, published: str = "2024-03-05") -> list[Finding]:
    """Everything one invented report says."""
    url = f"https://{outlet.lower().replace(' ', '')}.example/1"
    article = read_pasted(text, url=url, outlet=outlet, title="The Kalden mill", published=day(published))
    return [Finding(s, article, 0.7, ()) for s in read_statements(article)]


def card(*reports: list[Finding], claim: Claim = FIRE) -> ContextCard:
    findings = [finding for report in reports for finding in report]
    accounts = tuple(Account(f.speaker, "reports", (f,)) for f in findings)
    tallies = ledger_of(claim, accounts, findings)
    return ContextCard(claim, "found", accounts, (), (), (), NOW, len(findings), tallies)


THREE = card(
    found("Harbour Post", "Mill Watch said over 30 people were killed.", "2024-03-06"),
    found("Daily Lantern", "The fire brigade said 20 to 25 people were killed.", "2024-03-05"),
    found("Kalden Mirror", "The army said up to 12 people were killed.", ""),
)


def test_one_figure_is_no_chart() -> None:
    alone = card(found("Harbour Post", "Mill Watch said 30 people were killed."))
    assert draw(alone) is None and not has_chart(alone)
    assert draw(card()) is None


def test_a_chart_is_ordered_by_date_and_ends_with_what_has_none() -> None:
    chart = chart_of(THREE)
    assert chart is not None
    (panel,) = chart.panels
    assert [mark.when for mark in panel.marks] == ["5 March 2024", "6 March 2024", "undated"]
    assert [mark.said for mark in panel.marks] == ["20 to 25", "over 30", "up to 12"]
    assert [mark.who for mark in panel.marks] == ["fire brigade", "Mill Watch", "army"]
    assert panel.marks[1].small_print == "in Harbour Post"
    assert panel.claimed == (30, "claim: 30") and panel.scale == "Scale from 0"


def test_a_chart_has_apart_what_the_range_of_the_table_leaves_out() -> None:
    first = found("Harbour Post", "Mill Watch said 22 people were killed.", "2024-03-05")
    later = found("Daily Lantern", "Mill Watch said 44 people were killed.", "2024-03-07")
    other = found("Hill Gazette", "Red Crescent said 48 people were killed.", "2024-03-07")
    told = card(first, later, other)
    told = replace(told, tallies=with_first_counts(told.tallies, [*first, *later]))
    chart = chart_of(told)
    assert chart is not None
    assert [(mark.said, mark.apart) for mark in chart.panels[0].marks] == [
        ("44", ""),
        ("48", ""),
        ("22", "Earlier counts"),
    ]
    assert "\nEarlier counts\n• 22: Mill Watch, 5 March 2024, raised since, in Harbour Post\n" in in_words(chart)
    assert paint(chart) != paint(replace(chart, panels=(replace(chart.panels[0], marks=chart.panels[0].marks[:2]),)))


def test_the_caption_says_everything_that_the_picture_shows() -> None:
    picture = draw(THREE)
    assert picture is not None
    for part in (
        "Who says how many\n“30 people killed in the Kalden mill fire”",
        "claim: 30",
        "• over 30: Mill Watch, 6 March 2024, in Harbour Post",
        "• up to 12: army, undated, in Kalden Mirror",
    ):
        assert part in picture.caption


def test_where_the_caption_is_full_places_and_outlets_are_told_shorter() -> None:
    """Telegram counts UTF-16: a letter beyond the first plane is two."""
    mark = Mark(Quantity(1, 1, "exact", "", Span(0, 1)), "1", "Mill Watch", "in " + "\U0001f3ed" * 90, "6 March 2024")
    panel = Panel("People", (mark,) * 8, "", None, False, "Scale from 0")
    told = in_words(Chart("“c”", "t", (panel,), "foot"))
    assert told.count("in \U0001f3ed") == 8 and told.endswith("Scale from 0") and "…" in told
    assert len(told.encode("utf-16-le")) // 2 <= 1024
    endless = replace(mark, who="Mill Watch " * 30)
    cut = in_words(Chart("“c”", "t", (replace(panel, marks=(endless,) * 8),), "foot"))
    assert len(cut.encode("utf-16-le")) // 2 <= 1024 and cut.endswith("\n…")


def test_a_claim_that_counts_something_else_draws_no_line() -> None:
    chart = chart_of(replace(THREE, claim=Claim("Mill burnt for 3 days", read_quantities("Mill burnt for 3 days"))))
    assert chart is None or chart.panels[0].claimed is None


def test_the_number_of_all_the_dead_stands_over_no_count_of_children() -> None:
    told = card(
        found("Harbour Post", "Mill Watch said 30 people were killed, among them 12 children."),
        found("Daily Lantern", "The army said 41 people were killed, among them 9 children."),
    )
    chart = chart_of(told)
    assert chart is not None
    assert [(panel.title, panel.claimed) for panel in chart.panels] == [
        ("People killed", (30, "claim: 30")),
        ("Children killed", None),
    ]
    children = Claim("12 children killed in the Kalden mill fire", read_quantities("12 children killed"))
    asked = chart_of(replace(told, claim=children))
    assert asked is not None
    assert {panel.title: panel.claimed for panel in asked.panels}["Children killed"] == (12, "claim: 12")


def test_marks_of_one_day_stand_together_before_those_of_more_days() -> None:
    chart = chart_of(
        card(
            found("Harbour Post", "Mill Watch said 30 people were killed.", "2024-03-05"),
            found("Daily Lantern", "Mill Watch said 30 people were killed.", "2024-03-06"),
            found("Hill Gazette", "The army said 41 people were killed.", "2024-03-05"),
        )
    )
    assert chart is not None
    assert [mark.when for mark in chart.panels[0].marks] == ["5 March 2024", "5–6 March 2024"]


def test_many_marks_are_limited_and_counted() -> None:
    people = [f"Mira Sand{letter}" for letter in "abcdefghijk"]
    said = [f"{person} said {30 + n} people were killed." for n, person in enumerate(people)]
    many = card(*[found(f"Post {n}", words) for n, words in enumerate(said)])
    chart = chart_of(many)
    assert chart is not None
    panel = chart.panels[0]
    assert len(panel.marks) == 8 and panel.left_out == "3 more figures in the card"
    assert "3 more figures in the card" in in_words(chart)


def test_numbers_far_apart_are_drawn_on_steps_of_ten_and_it_is_said() -> None:
    chart = chart_of(
        card(
            found("Harbour Post", "Mill Watch said 4,000 people were killed."),
            found("Daily Lantern", "The army said 12 people were killed."),
        )
    )
    assert chart is not None and chart.panels[0].is_logarithmic
    assert "ten times the last" in in_words(chart)


# --- to the pixel -------------------------------------------------------------------------------------------------


def one(bound: Bound, low: float | None, high: float | None, *, claimed: float = 100) -> Chart:
    """A chart with one mark, labelled far from it."""
    mark = Mark(Quantity(low, high, bound, "people", Span(0, 1)), "x", "Mill Watch", "in Harbour Post", "6 March 2024")
    return Chart("“c”", "t", (Panel("People", (mark,), "", (claimed, "claim"), False, "Scale from 0"),), "foot")


def pixels(chart: Chart) -> NDArray[np.int_]:
    return np.asarray(Image.open(BytesIO(paint(chart))).convert("RGB"), dtype=int)


def columns_of(picture: NDArray[np.int_], colour: str) -> tuple[int, int]:
    """From which to which column a colour reaches, in the rows where marks are drawn (letters are narrower)."""
    wanted = np.array([int(colour[i : i + 2], 16) for i in (1, 3, 5)])
    near = (np.abs(picture - wanted).sum(axis=2) < 12).any(axis=0)
    hit = np.flatnonzero(near)
    return int(hit[0]), int(hit[-1])


def place(number: float, most: float) -> float:
    """Where a number stands on a scale that reaches to `most` and an arrow's room beyond."""
    return MARGIN + (WIDTH - 2 * MARGIN) * number / (most * (1 + 1.5 * 0.13))


@pytest.mark.parametrize(
    ("bound", "low", "high", "left", "right"),
    [
        # An arrow to the right of 60, to the left of 60; a bar from 40 to 80.
        ("over", 60, None, 60, 60 + 15.5),
        ("at least", 60, None, 60, 60 + 15.5),
        ("up to", None, 60, 60 - 15.5, 60),
        ("under", None, 60, 60 - 15.5, 60),
        ("range", 40, 80, 40, 80),
        ("exact", 60, 60, 60, 60),
    ],
)
def test_a_mark_reaches_as_far_as_its_words(
    bound: Bound, low: float | None, high: float | None, left: float, right: float
) -> None:
    drawn = pixels(one(bound, low, high))
    letters = 40  # the label, "x", and half a dot
    first, last = columns_of(drawn, MARK)
    beginning, end = place(left, 100), place(right, 100)
    # The label stands beside the mark, on either side.
    assert beginning - letters - 16 <= first <= beginning + letters
    assert end - letters <= last <= end + letters + 16
    line, _ = columns_of(drawn[400:], CLAIMED)
    assert abs(line - place(100, 100)) < 4


def test_the_picture_fits_a_phone_and_has_its_own_ground() -> None:
    picture = draw(THREE)
    assert picture is not None
    image = Image.open(BytesIO(picture.png))
    # Nothing of a dark app shines through.
    assert image.convert("RGBA").getchannel("A").getextrema() == (255, 255)
    assert image.width == WIDTH and image.height < 2 * WIDTH
    assert "#{:02x}{:02x}{:02x}".format(*image.convert("RGB").getpixel((2, 2))) == PAPER  # type: ignore[misc]


def contrast(one: str, other: str) -> float:
    """The contrast of two colours as WCAG 2 counts it."""

    def light(colour: str) -> float:
        parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        red, green, blue = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    a, b = sorted((light(one), light(other)))
    return (b + 0.05) / (a + 0.05)


@pytest.mark.parametrize("colour", [INK, FAINT, MARK, CLAIMED])
def test_every_letter_stands_out_from_the_paper(colour: str) -> None:
    assert contrast(colour, PAPER) >= 4.5


@settings(max_examples=12, deadline=None)
@given(
    names=st.lists(st.text(max_size=120), min_size=1, max_size=3),
    numbers=st.lists(st.floats(0, 1e12), min_size=1, max_size=3),
    bound=st.sampled_from(["exact", "over", "up to", "range", "about", "vague", "nearly"]),
)
@example(names=["\n"], numbers=[0.0], bound="exact")
def test_whatever_is_printed_can_be_drawn(names: Sequence[str], numbers: Sequence[float], bound: Bound) -> None:
    marks = tuple(
        Mark(Quantity(n, None if bound == "over" else n * 2, bound, "", Span(0, 1)), name or "x", name, name, name)
        for name, n in zip(names, numbers, strict=False)
    )
    panel = Panel("$x_1$ people", marks, "", None, False, "scale")
    chart = Chart("“$\\frac{1}{2}$ 中文 🙂 عربي”", "t", (panel,), "foot")
    assert paint(chart).startswith(b"\x89PNG")
    assert len(in_words(chart).encode("utf-16-le", "replace")) // 2 <= 1024


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_chart_is_drawn_in_every_language(language: str, starter: Store) -> None:
    asked = answer("500 killed at Al-Ahli hospital in Gaza", starter, now=NOW).cards[0]
    picture = draw(asked, words_in(language))
    assert picture is not None and len(picture.caption) <= 1024
    assert "US government" in picture.caption


def test_of_several_events_each_figure_is_drawn_with_its_place(starter: Store) -> None:
    asked = answer("100 airstrikes", starter, now=NOW).cards[0]
    chart = chart_of(asked)
    assert chart is not None and chart.title == "Reports that fit, or come near"
    assert all(mark.small_print for mark in chart.panels[0].marks)
    assert len(chart.panels[0].marks) == len(asked.candidates) and not chart.panels[0].left_out
    # Whoever reads the caption does not take three numbers of one voice for rivals either.
    told = in_words(chart)
    assert all(f"{mark.when}, {mark.small_print}" in told for mark in chart.panels[0].marks)


def test_many_can_draw_at_once(starter: Store) -> None:
    with ThreadPoolExecutor(4) as pool:
        drawn = list(pool.map(lambda _: draw(THREE), range(4)))
    assert len({picture.png for picture in drawn if picture}) == 1


def test_a_chart_is_drawn_while_a_person_waits() -> None:
    draw(THREE)
    begun = time.process_time()
    draw(THREE)
    # 0.1 s on one core; this machine may be busy.
    assert time.process_time() - begun < 3
