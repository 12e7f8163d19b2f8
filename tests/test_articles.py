"""Pasted texts and pages: headline, body and readers' comments apart."""

from __future__ import annotations

import hashlib
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.articles import UnreadableArticle, clean, day, decode, guess_language, read_page, read_pasted
from knowledge.model import Article

REPORT = """Army takes hill near Palmyra

The army took the hill on Monday, a military source told SANA.

Residents said the road was still closed.
"""
COMMENTED = (
    REPORT
    + """
Jens Holm

I have been there. It is a small hill.

And it is dry.

Rhodium 10

So what?! Hills are taken every day.

Jens Holm

You have not seen it.

comment image

Nobody signed this one.
"""
)
HEADED = """The talks failed

The talks failed on Friday, the envoy said.

The first round

Delegates met for two hours on Monday and agreed on nothing.

The second round

Delegates met again on Tuesday, and left early.
"""
PAGE = """<!doctype html><html lang="en"><head><title>Army takes hill near Palmyra | Example</title>
<meta property="og:title" content="Army takes hill near Palmyra">
<meta property="article:published_time" content="2021-02-18T10:00:00Z">
<meta name="author" content="Karin Lund"></head><body><nav><a href="/">Home</a> <a href="/s">Sport</a></nav>
<article><h1>Army takes hill near Palmyra</h1>
<p>The army took a hill near the city on Thursday after a fight that lasted for most of the morning,
a military source said.</p>
<p>At least nine soldiers were wounded, according to the Syrian Observatory for Human Rights,
which has a network of sources in the country.</p>
<p>The road between the two towns has been closed since the weekend,
and residents said that no aid had come through so far.</p>
</article><footer>Copyright Example. All rights reserved. 1,234 donors gave $5,678 this month.</footer></body></html>"""


def parts(article: Article) -> list[tuple[str, str | None, str]]:
    return [(p.place_in_article, p.signed, p.span.of(article.text)) for p in article.parts]


def test_a_first_line_without_a_stop_is_the_headline() -> None:
    article = read_pasted(REPORT)
    assert [place for place, _, _ in parts(article)] == ["headline", "body"]
    assert article.title == "Army takes hill near Palmyra"
    assert article.title_is_headline


@pytest.mark.parametrize(
    "words",
    [
        "The army took the hill on Monday.\n\nIt left on Tuesday.",
        "One line only",
        "“It is over.”\n\nHe left.",
        "He said:\n\nIt is over.",
    ],
)
def test_a_text_without_a_headline_has_none(words: str) -> None:
    article = read_pasted(words)
    assert [place for place, _, _ in parts(article)] == ["body"]
    assert not article.title_is_headline


def test_a_given_title_is_kept_and_not_printed_twice() -> None:
    again = read_pasted(REPORT, title="Army takes hill  near Palmyra")
    assert parts(again) == parts(read_pasted(REPORT))
    other = read_pasted("The army took the hill.", title="Hill taken")
    assert parts(other) == [("headline", None, "Hill taken"), ("body", None, "The army took the hill.")]


def test_readers_are_held_apart() -> None:
    found = parts(read_pasted(COMMENTED))
    assert [(place, signed) for place, signed, _ in found] == [
        ("headline", None),
        ("body", None),
        ("comment", "Jens Holm"),
        ("comment", "Rhodium 10"),
        ("comment", "Jens Holm"),
        ("comment", None),
    ]
    assert found[1][2].endswith("still closed.")
    assert found[2][2] == "I have been there. It is a small hill.\n\nAnd it is dry."


@pytest.mark.parametrize(
    "words",
    [
        HEADED,
        REPORT,
        "A\n\nHoms\n\nTen people died there on Monday.\n\nAleppo\n\nNobody was hurt there on Tuesday.",
        "Title\n\nBy Karin Lund\n\nThe army left on Monday.",
        "Title\n\nKarin Lund\n\nThe army left on Monday, she was told.",
        "",
    ],
)
def test_sub_headings_are_no_readers(words: str) -> None:
    if words:
        assert all(place != "comment" for place, _, _ in parts(read_pasted(words)))


@pytest.mark.parametrize(
    ("tail", "signed"),
    [
        ("2 Comments\n\nJens Holm\n\nI was there myself.", ["Jens Holm"]),
        ("Jens Holm says:\n\nI was there.\n\nAnna says:\n\nMe too.", ["Jens Holm", "Anna"]),
        ("Jens Holm\n\nI was there.\n\nReply\n\nAnna B\n\nMe too, twice.\n\nReply", ["Jens Holm", "Anna B"]),
        ("user_77\n\nI was there.\n\nAnna\n\nMe too, twice.\n\nuser_77\n\nNo.", ["user_77", "Anna", "user_77"]),
        ("Jens Holm 3 hours ago\n\nI was there.", ["Jens Holm"]),
    ],
)
def test_readers_show_themselves_in_several_ways(tail: str, signed: list[str]) -> None:
    article = read_pasted(REPORT + "\n" + tail)
    assert [p.signed for p in article.parts if p.place_in_article == "comment"] == signed
    assert article.parts[1].span.of(article.text).endswith("still closed.")


def test_the_outlet_is_given_or_known_by_its_address_or_unknown() -> None:
    assert read_pasted(REPORT, url="https://www.sana.sy/1").outlet == "SANA"
    assert read_pasted(REPORT, url="https://www.sana.sy/1", outlet="Mirror").outlet == "Mirror"
    assert read_pasted(REPORT, url="https://news.example.org/1").outlet == "news.example.org"
    assert read_pasted(REPORT).outlet == "unknown outlet"


def test_an_article_is_known_by_its_address_or_else_by_its_words() -> None:
    url = "https://example.org/1"
    assert read_pasted(REPORT, url=url).id == hashlib.sha256(url.encode()).hexdigest()[:12]
    assert read_pasted(REPORT).id == read_pasted(REPORT).id != read_pasted(REPORT + "More words.").id
    assert read_pasted(REPORT, url=url).content_hash != read_pasted(REPORT + "More words.", url=url).content_hash


@pytest.mark.parametrize(
    ("body", "credit"),
    [
        ("DAMASCUS (Reuters) - The army left.", "Reuters"),
        ("BEIRUT — AFP — The army left.", "AFP"),
        ("The army left on Monday. - REUTERS", "Reuters"),
        ("The army left on Monday. - Reuters", "Reuters"),
        ("The army left on Monday. (AFP)", "AFP"),
        ("Reuters reported that the army left.", None),
        ("The army left.", None),
    ],
)
def test_a_credited_wire_is_kept(body: str, credit: str | None) -> None:
    assert read_pasted(body, title="Army leaves").credit == credit


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("", "no words"),
        (" \n\t ", "no words"),
        ("🙂🙂", "no words"),
        ("\u200b\u202e", "no words"),
        ("abc\x00def", "binary"),
        ("a" * 2_000_001, "2,000,001"),
    ],
)
def test_what_cannot_be_read_is_answered_by_one_sentence(words: str, sentence: str) -> None:
    with pytest.raises(UnreadableArticle, match=sentence) as caught:
        read_pasted(words)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"plain", "plain"),
        ("ناس".encode(), "ناس"),
        ("\ufeffmarked".encode(), "marked"),
        ("wide".encode("utf-16"), "wide"),
        ("naïve “quote”".encode("cp1252"), "naïve “quote”"),
    ],
)
def test_bytes_become_words(data: bytes, words: str) -> None:
    assert decode(data) == words


@pytest.mark.parametrize(
    "data",
    [
        b"\x89PNG\r\n\x1a\n\x00\x00",
        b"\x7fELF\x00",
        b"\xff\xfe\x00",
        bytes(range(128, 256)) * 9,
        b"\x01\x02\x03\x04\xff" * 40,
    ],
)
def test_bytes_that_are_no_words_are_refused(data: bytes) -> None:
    with pytest.raises(UnreadableArticle):
        decode(data)


@pytest.mark.parametrize(
    ("words", "cleaned"),
    [
        ("air\u200bstrikes", "airstrikes"),
        ("\u202eevil\u202c", "evil"),
        ("\u2066x\u2069", "x"),
        ("a\u200db", "ab"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("क्\u200dष", "क्\u200dष"),
        ("👩\u200d🚒", "👩\u200d🚒"),
        ("lone\ud800surrogate", "lonesurrogate"),
        ("a\r\nb\rc", "a\nb\nc"),
        ("bell\x07", "bell"),
        ("tab\tstays", "tab\tstays"),
    ],
)
def test_what_nobody_sees_is_taken_out(words: str, cleaned: str) -> None:
    assert clean(words) == cleaned


@pytest.mark.parametrize(
    ("date", "words"),
    [
        ("2021-02-18", "2021-02-18"),
        ("2021-02", "2021-02"),
        ("2021", "2021"),
        ("2021-02-30", None),
        ("soon", None),
        ("", None),
        (None, None),
        ("9999", None),
    ],
)
def test_a_date_is_no_more_exact_than_it_is_printed(date: str | None, words: str | None) -> None:
    period = day(date)
    assert (period.words if period else None) == words


@pytest.mark.parametrize(
    ("words", "language"),
    [
        ("The army said that it was in the town on Monday.", "en"),
        ("Армия заявила, что город взят.", "ru"),
        ("Армія заявила, що її місто взято.", "uk"),
        ("قال الجيش إن المدينة هادئة", "ar"),
        ("军队说城市很安静", "zh"),
        ("L'armée a dit que la ville est dans les mains des soldats et que le pont est fermé.", "fr"),
        ("El ejército dijo que la ciudad está en manos de los soldados y que el puente se cerró por la noche.", "es"),
        ("Palmyra", "en"),
    ],
)
def test_the_language_is_guessed_from_the_commonest_words(words: str, language: str) -> None:
    assert guess_language(words) == language


def test_a_page_gives_its_words_and_what_it_says_about_itself() -> None:
    article = read_page(PAGE.encode(), "https://example.org/hill")
    assert [place for place, _, _ in parts(article)][:2] == ["headline", "body"]
    assert article.title == "Army takes hill near Palmyra"
    assert article.published is not None
    assert article.published.words == "2021-02-18"
    assert article.author == "Karin Lund"
    assert article.language == "en"
    assert "nine soldiers" in article.text
    assert "donors" not in article.text
    assert "Sport" not in article.text


@pytest.mark.parametrize(
    "html",
    [b"", b"   ", b"<html></html>", b"\x00\x01", b"<html><body><script>x()</script></body></html>", b"%PDF-1.7 \x00"],
)
def test_a_page_without_words_is_refused(html: bytes) -> None:
    with pytest.raises(UnreadableArticle):
        read_page(html, "https://example.org/x")


@given(st.text(max_size=400))
@settings(max_examples=300, deadline=None)
def test_any_text_is_read_or_refused(words: str) -> None:
    try:
        article = read_pasted(words)
    except UnreadableArticle:
        return
    article.text.encode()
    spans = [p.span for p in article.parts]
    assert spans == sorted(spans)
    assert all(a.end <= b.start for a, b in pairwise(spans))
    assert all(s.of(article.text).strip() for s in spans)


@given(st.binary(max_size=300))
@settings(max_examples=300, deadline=None)
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    try:
        assert isinstance(decode(data), str)
    except UnreadableArticle:
        return
