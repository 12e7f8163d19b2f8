"""Where statements begin and end, and what each carries."""

from __future__ import annotations

import re
import time
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.articles import read_pasted
from knowledge.model import Span
from knowledge.quotations import read_quotations
from knowledge.statements import read_statements, split

TABLE = Path(__file__).parent / "tables" / "statements.txt"
SEED = """Over 100 Airstrikes Hit Desert In Three Days: Reports

According to pro-opposition sources, over 100 airstrikes hit three provinces.

Pro-government sources also claim that militias conducted raids.

The cells somehow prefer other targets.

Jens Holm

The army said it was attacked as well.

Rhodium 10

Hundreds of trucks cross the road every day.

Jens Holm

I have noticed it.
"""


def rows() -> list[object]:
    found: list[object] = []
    for line in TABLE.read_text("utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        failure = re.match(r"!\[(.+?)\] ", line)
        line = line[failure.end() :] if failure else line
        tongue = re.match(r"@([a-z]{2}) ", line)
        language = tongue[1] if tongue else "de" if "Oktober" in line else "en"
        words = (
            (line[tongue.end() :] if tongue else line).replace("\\n", "\n").replace("\\r", "\r").replace("\\t", "\t")
        )
        marks = [pytest.mark.xfail(strict=True, reason=failure[1])] if failure else []
        pieces = tuple(piece.strip() for piece in words.split("⏐") if piece.strip())
        found.append(pytest.param(words.replace("⏐", ""), language, pieces, marks=marks, id=line[:60]))
    return found


@pytest.mark.parametrize(("words", "language", "pieces"), rows())
def test_a_text_is_cut_where_its_sentences_end(words: str, language: str, pieces: tuple[str, ...]) -> None:
    assert tuple(span.of(words) for span in split(words, language)) == pieces


def test_no_statement_begins_inside_a_word() -> None:
    """A page that prints the first letter as a picture has lost it: "he Ministry"."""
    words = "The army left. he Ministry of Ports said ten ferries sank."
    assert [span.of(words) for span in split(words)] == ["The army left.", "Ministry of Ports said ten ferries sank."]
    headline = "“They Left.” he Said."
    assert [span.of(headline) for span in split(headline)] == ["“They Left.”", "he Said."]
    day = "he Friday told Hill Radio that it was a mistake."
    assert [span.of(day) for span in split(day)] == [day]


TEXTS = st.one_of(
    st.text(max_size=300),
    st.text(alphabet=" .!?…\"“”«»'’,:;-\n\tabAB1。؟（）", max_size=300),
    st.lists(
        st.sampled_from(["Gen.", "U.S.", "“We", "left.”", "he said.", "\n\n", "The", "3.5", "...", "No.", "- x"])
    ).map(" ".join),
)


@given(TEXTS)
@settings(max_examples=300, deadline=None)
def test_splitting_loses_nothing_and_overlaps_nothing(words: str) -> None:
    spans = split(words)
    assert spans == split(words)
    assert all(a.end <= b.start for a, b in pairwise(spans))
    assert all(span.of(words) and span.of(words) == span.of(words).strip() for span in spans)
    assert "".join("".join(span.of(words).split()) for span in spans) == "".join(words.split())


@pytest.mark.parametrize(
    ("words", "quoted"),
    [
        ("Troops in 'Ain Issa said Raba' al-Adawiya was calm.", []),
        ("He said 'the army left Raba' al-Adawiya' and went.", ["'the army left Raba' al-Adawiya'"]),
        ("He said the 'army didn' know' it.", ["'army didn' know'"]),
        ("The 'ten died' but he went.", ["'ten died'"]),
    ],
)
def test_a_letter_of_arabic_and_one_left_out_are_no_marks(words: str, quoted: list[str]) -> None:
    assert [span.of(words) for span in read_quotations(words)] == quoted


@given(TEXTS)
@settings(max_examples=200, deadline=None)
def test_quotations_never_overlap(words: str) -> None:
    spans = read_quotations(words)
    assert all(a.end <= b.start for a, b in pairwise(spans))
    assert all(0 <= span.start < span.end <= len(words) for span in spans)


@pytest.mark.parametrize(
    "unit", ["a", ". ", '"', '" a', "“a. ", "A.", "'a ", "\n", "- x\n", "He left. ", "«", "a ", "(", "...", "Gen. "]
)
def test_a_hundred_thousand_characters_are_split_in_no_time(unit: str) -> None:
    words = unit * (100_000 // len(unit))
    began = time.process_time()
    split(words)
    assert time.process_time() - began < 5


def test_a_short_quotation_is_never_cut() -> None:
    quotation = "“" + "We waited. " * 40 + "Nobody came,” he said."
    assert len(split(quotation)) == 1


def test_a_long_quotation_is_cut() -> None:
    quotation = "“" + "We waited for an hour. " * 40 + "Nobody came,” he said."
    assert len(split(quotation)) > 1


def test_every_statement_has_a_voice_and_its_own_words() -> None:
    article = read_pasted(SEED, url="https://southfront.org/x")
    statements = read_statements(article)
    assert [s.id for s in statements] == [f"{article.id}.{i}" for i in range(len(statements))]
    for statement in statements:
        assert statement.attributions
        assert statement.span.of(article.text).strip() == statement.span.of(article.text)
        for quantity in statement.quantities:
            assert quantity.span.within(statement.span)
        for attribution in statement.attributions:
            assert attribution.span.of(article.text)
            if attribution.cue_span:
                assert attribution.cue_span.of(article.text) == attribution.cue


def test_the_voices_of_a_pasted_report() -> None:
    article = read_pasted(SEED, url="https://southfront.org/x")
    voices = [
        (s.place_in_article, a.speaker.name, a.speaker.kind, a.hedges)
        for s in read_statements(article)
        for a in s.attributions
    ]
    assert voices == [
        ("headline", "reports", "unnamed", ()),
        ("body", "pro-opposition sources", "unnamed_partisan", ()),
        ("body", "pro-government sources", "unnamed_partisan", ("claim",)),
        ("body", "SouthFront", "outlet_itself", ()),
        ("comment", "Jens Holm", "reader_comment", ()),
        ("comment", "Rhodium 10", "reader_comment", ()),
        ("comment", "Jens Holm", "reader_comment", ()),
    ]


def test_a_post_with_its_signature_below_is_its_writers() -> None:
    text = (
        "The bridge was hit at dawn.\n\nFour of our soldiers fell. Work goes on.\n\n"
        "— Ministry of Defence (@norland_mod) 9 March 2026\n\nThe bridge is shut."
    )
    article = read_pasted(text, outlet="Harbour Post", title="The day in Kalden")
    body = [s for s in read_statements(article) if s.place_in_article == "body"]
    assert [(s.span.of(article.text), s.attributions[0].speaker.name) for s in body] == [
        ("The bridge was hit at dawn.", "Harbour Post"),
        ("Four of our soldiers fell.", "Ministry of Defence"),
        ("Work goes on.", "Ministry of Defence"),
        ("The bridge is shut.", "Harbour Post"),
    ]


def test_a_figure_stands_in_the_article_where_it_was_read() -> None:
    article = read_pasted(SEED, url="https://southfront.org/x")
    figures = [q.span.of(article.text) for s in read_statements(article) for q in s.quantities]
    assert any("100" in words for words in figures)


@given(TEXTS)
@settings(max_examples=60, deadline=None)
def test_reading_twice_gives_the_same(words: str) -> None:
    words = f"{words} The army left.".replace("\x00", "")
    article = read_pasted(words)
    assert read_statements(article) == read_statements(article)
    assert all(Span(0, len(article.text)).start <= s.span.start for s in read_statements(article))


def test_every_reading_stands_inside_its_statement() -> None:
    article = read_pasted(
        "Over 40 hurt in Homs on 3 May 2021\n\nThe mayor said on 4 May 2021 that 12 barns burned in Palmyra.\n\n"
        "Nobody was hurt in Aleppo on 5 May 2021.",
        outlet="Harbour Post",
    )
    statements = read_statements(article)
    assert [s.when.span.of(article.text) for s in statements if s.when and s.when.span] == [
        "3 May 2021",
        "4 May 2021",
        "5 May 2021",
    ]
    for statement in statements:
        readings = [q.span for q in statement.quantities] + [p.span for p in statement.where if p.span]
        assert readings and all(span.within(statement.span) for span in readings)
