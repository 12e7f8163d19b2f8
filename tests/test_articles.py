"""Pasted texts and pages: headline, body and readers' comments apart."""

from __future__ import annotations

import hashlib
import time
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.articles import UnreadableArticle, clean, day, decode, guess_language, read_page, read_pasted, read_table
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


SUNK = "Ferry sinks off Amber\n\nThe ferry sank off Amber on Monday, and 31 people died, the coast guard said."


@pytest.mark.parametrize(
    "heading",
    [
        "Comments",
        "COMMENTS",
        "Comments (12)",
        "12 comments",
        "1 comment",
        "Reader comments",
        "Readers' comments:",
        "Discussion",
    ],
)
def test_all_that_stands_under_a_heading_for_comments_is_comment(heading: str) -> None:
    under = "Two hundred died there.\n\nseadog77: Nobody reports it. I was there.\nIt was dark."
    article = read_pasted(f"{SUNK}\n\n{heading}\n\n{under}")
    body = SUNK.split("\n\n")[1]
    assert [(p.place_in_article, p.signed, p.span.of(article.text)) for p in article.parts[1:]] == [
        ("body", None, body),
        ("comment", None, "Two hundred died there."),
        ("comment", "seadog77", "Nobody reports it. I was there.\nIt was dark."),
    ]
    dated = read_pasted(f"{SUNK}\n\n{heading}\n\nJens Holm\n3 May 2021\nBy the way, two hundred died.")
    assert [p.place_in_article for p in dated.parts[1:]] == ["body", "comment"]
    alone = read_pasted(f"{SUNK}\n\n{heading}")
    assert [p.span.of(alone.text) for p in alone.parts[1:]] == [body]


@pytest.mark.parametrize(
    "above", ["12 comments", "Comments", "12 comments\n\nBy Mira Sand", "Comments (3)\n\n3 May 2021"]
)
def test_a_count_of_comments_over_a_report_does_not_end_it(above: str) -> None:
    headline, body = SUNK.split("\n\n")
    assert parts(read_pasted(f"{headline}\n\n{above}\n\n{body}"))[1:] == [("body", None, body)]
    # A standfirst is a sentence too.
    under = read_pasted(
        f"{headline}\n\nAt least thirty-one people have died off the cape.\n\n12 comments\n\nBy Mira Sand\n\n{body}"
    )
    assert all(p.place_in_article != "comment" for p in under.parts)


@pytest.mark.parametrize(
    ("byline", "author"),
    [
        ("By Staff and agencies", None),
        ("Staff and agencies", None),
        ("By Harbour Post staff and agencies", None),
        ("By agencies", None),
        ("By our staff", None),
        ("By Jonas Weil and agencies", "Jonas Weil"),
    ],
)
def test_a_byline_of_the_desk_is_no_statement_and_hides_no_wire(byline: str, author: str | None) -> None:
    headline, body = SUNK.split("\n\n")
    article = read_pasted(f"{headline}\n\n{byline}\n\nAMBER (Reuters) - {body}", outlet="Harbour Post")
    assert parts(article)[1:] == [("body", None, body)]
    assert (article.credit, article.author) == ("Reuters", author)


def test_the_outlet_is_given_or_known_by_its_address_or_unknown() -> None:
    assert read_pasted(SUNK, url="https://www.sana.sy/1").outlet == "SANA"
    assert read_pasted(SUNK, url="https://www.sana.sy/1", outlet="Mirror").outlet == "Mirror"
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
        ("the start of •\ufffdHarbour Shield. •\ufffdMany", "the start of Harbour Shield. Many"),
        ("a mayor said \ufffd\ufffd “so”", "a mayor said “so”"),
        ("Mevl•\ufffdt and \ufffdcole stay", "Mevl•\ufffdt and \ufffdcole stay"),
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
        ("Veldian jets strike Kalden again as Western media stays silent", "en"),
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


#: No wire, no byline and no day is printed.
NOBODY = (None, None, None)
AT_LENGTH = " ".join(["They left."] * 20)
#: The text under a headline; its body, captions ("|" before each) and sub-headline ("#"), wire, byline, printed day.
STANDS_AROUND: list[tuple[str, list[str], str | None, str | None, str | None]] = [
    # datelines
    ("BEIRUT (Reuters) - The army left.", ["The army left."], "Reuters", None, None),
    ("BEIRUT, May 3 (Reuters) - The army left.", ["The army left."], "Reuters", None, None),
    ("BEIRUT, Lebanon (AP) — The army left.", ["The army left."], "Associated Press", None, None),
    ("(AFP) - The army left.", ["The army left."], "AFP", None, None),
    ("BEIRUT — AFP — The army left.", ["The army left."], "AFP", None, None),
    ("Aleppo, SANA – Terrorists fired.", ["Terrorists fired."], "SANA", None, None),
    ("MOSCOW, August 12. /TASS/. The army left.", ["The army left."], "TASS", None, None),
    ("BEIRUT — The army left.", ["The army left."], None, None, None),
    ("(Harbour Post and Agencies) The army left.", ["The army left."], None, None, None),
    ("The army told SANA - which denied it - that it left.", ["="], None, None, None),
    ("Reuters reported that the army left.", ["="], None, None, None),
    ("The Observatory - a monitor - said so.", ["="], None, None, None),
    ("Assad — who rules — left.", ["="], None, None, None),
    # bylines
    ("By Jane Roe\n\nThe army left.", ["The army left."], None, "Jane Roe", None),
    (
        "By Jane Roe and Karin Lund, Harbour Post\n\nThe army left.",
        ["The army left."],
        None,
        "Jane Roe and Karin Lund",
        None,
    ),
    ("BY Jane Roe | Reuters\n\nThe army left.", ["The army left."], "Reuters", "Jane Roe", None),
    ("By Monday the army had left.", ["="], None, None, None),
    ("By Monday\n\nThe army had left, he said.", ["The army had left, he said."], None, "Monday", None),
    # printed days and hours
    ("Updated 3:14 pm\n\nThe army left.", ["The army left."], None, None, None),
    ("Last updated at Jul 01, 2016\n\nThe army left.", ["The army left."], None, None, "2016-07-01"),
    ("Published: 3 May 2021 14:20 GMT\n\nThe army left.", ["The army left."], None, None, "2021-05-03"),
    ("Monday, May 3, 2021 - The army left.", ["The army left."], None, None, "2021-05-03"),
    ("3 August 2015 A plane crashed.", ["A plane crashed."], None, None, "2015-08-03"),
    ("24-02-2015\n\nA plane crashed.", ["A plane crashed."], None, None, "2015-02-24"),
    ("3 August 2015 was a bad day.", ["="], None, None, None),
    ("On 3 August 2015 a plane crashed.", ["="], None, None, None),
    ("Update: The toll rose.", ["="], None, None, None),
    ("14.05 GMT The army said it left.", ["="], None, None, None),
    # the headline again, and whose report it is
    ("Hill taken near Homs AFP Friday 2 May 2014 The army took it.", ["The army took it."], "AFP", None, "2014-05-02"),
    ("Hill taken near Homs. The army took it.", ["The army took it."], None, None, None),
    ("Hill taken near Homs was lost again on Friday.", ["="], None, None, None),
    # what a page printed on lines of its own, run into the first sentence
    ("Print Tweet Views 729 A bridge fell in Kalden.", ["A bridge fell in Kalden."], None, None, None),
    ("Share Facebook Twitter Email Kalden lost a bridge.", ["Kalden lost a bridge."], None, None, None),
    ("1,204 views The bridge fell.", ["The bridge fell."], None, None, None),
    ("Share\nTweet\nPrint Email\n\nThe bridge fell.", ["The bridge fell."], None, None, None),
    ("Hill taken near Homs AFP Eleven men fell.", ["Eleven men fell."], "AFP", None, None),
    ("Hill taken near Homs AFP Syrian troops fell.", ["Syrian troops fell."], "AFP", None, None),
    ("AFP At least ten men fell.", ["At least ten men fell."], "AFP", None, None),
    ("NNA - Ten men fell in Kalden.", ["Ten men fell in Kalden."], "National News Agency", None, None),
    ("Regional NNA - Ten men fell.", ["Ten men fell."], "National News Agency", None, None),
    ("Hill taken near Homs NGO Ten men fell.", ["Ten men fell."], None, None, None),
    (
        "Ten villages lost in a week Reuters Monday 3 May 2021 sixty-two men fell.",
        ["#Ten villages lost in a week", "sixty-two men fell."],
        "Reuters",
        None,
        "2021-05-03",
    ),
    (
        "Ten villages lost in a week AFP Monday 3 May 2021 Print Tweet Army units fell back.",
        ["#Ten villages lost in a week", "Army units fell back."],
        "AFP",
        None,
        "2021-05-03",
    ),
    (
        "Ten men lost in Kalden Ada Finn Updated 12:30 GMT Share Tweet Email Print At least ten men fell.",
        ["#Ten men lost in Kalden Ada Finn Updated 12:30 GMT", "At least ten men fell."],
        *NOBODY,
    ),
    ("NGO AFP Monday 3 May 2021 The army took it.", ["The army took it."], "AFP", None, "2021-05-03"),
    (
        "Print Tweet Related Kalden votes 9 lost at Velmar Hill taken near Homs -The army took it.",
        ["The army took it."],
        None,
        None,
        None,
    ),
    (
        "Print Tweet Related Kalden votes 9 lost at Velmar At least ten men were killed.",
        ["At least ten men were killed."],
        None,
        None,
        None,
    ),
    (
        "Hill taken near Homs AFP Print Tweet Views 7 Related Kalden votes Hill taken near Homs -The army took it.",
        ["The army took it."],
        "AFP",
        None,
        None,
    ),
    ("World | Kalden | 03-05-2021 14:20 A bridge fell.", ["A bridge fell."], None, None, None),
    ("BEIRUT A bridge fell.", ["A bridge fell."], None, None, None),
    (
        "BEIRUT Lebanese troops left. All Lebanese troops are back.",
        ["Lebanese troops left. All Lebanese troops are back."],
        *NOBODY,
    ),
    ("KALDEN Nearly ten bridges fell. Kalden has twelve.", ["Nearly ten bridges fell. Kalden has twelve."], *NOBODY),
    ("BEIRUT Air raids hit it. The air raids went on.", ["Air raids hit it. The air raids went on."], *NOBODY),
    ("Beirut- Rebels left.", ["Rebels left."], None, None, None),
    ("by Ada Finn At least ten men fell.", ["At least ten men fell."], None, "Ada Finn", None),
    ("Video More than ten men fell.", ["More than ten men fell."], None, None, None),
    ("AA Photo A bridge fell.", ["A bridge fell."], None, None, None),
    (
        "Print Tweet Views 37 Related Kalden votes 9 lost at Velmar Speaker Ports shut Monitor A blast in a quarter of "
        "the old town killed at least ten people the governor said.",
        ["A blast in a quarter of the old town killed at least ten people the governor said."],
        *NOBODY,
    ),
    (
        "Print Tweet Views 37 Related Kalden votes UN demands probe into school fire Syrian rebels launched a raid on "
        "two ports a monitor said.",
        ["Syrian rebels launched a raid on two ports a monitor said."],
        *NOBODY,
    ),
    (
        "Ten fall in Kalden AFP Friday 2 May 2014 10 sailors among 18 lost as ferry hits Velmar pier NGO Six new "
        "hopefuls announced in Kalden mayoral race Suicide bombers "
        "blew up two lorries in the old town on Friday the mayor said.",
        ["#Ten fall in Kalden", "Suicide bombers blew up two lorries in the old town on Friday the mayor said."],
        "AFP",
        None,
        "2014-05-02",
    ),
    # and where nobody knows whether it did
    (
        f"Print Tweet Related Kalden votes Former Syrian rebels launched a raid. {AT_LENGTH}",
        [f"Related Kalden votes Former Syrian rebels launched a raid. {AT_LENGTH}"],
        *NOBODY,
    ),
    (
        f"Print Tweet Related 9 lost at Velmar A bridge too far Army units fell back. {AT_LENGTH}",
        [f"Related 9 lost at Velmar A bridge too far Army units fell back. {AT_LENGTH}"],
        *NOBODY,
    ),
    (
        f"Print Tweet Related Kalden votes 9 lost at Velmar Army units fell back. {AT_LENGTH}",
        [f"Related Kalden votes 9 lost at Velmar Army units fell back. {AT_LENGTH}"],
        *NOBODY,
    ),
    (
        f"Print Tweet Related At least ten killed at Velmar Army units were hit. {AT_LENGTH}",
        [f"Related At least ten killed at Velmar Army units were hit. {AT_LENGTH}"],
        *NOBODY,
    ),
    ("Print Media fell in Kalden.", ["="], None, None, None),
    ("Share prices fell in Kalden.", ["="], None, None, None),
    ("Views differ on the bridge.", ["="], None, None, None),
    ("Facebook Twitter Telegram users left.", ["="], None, None, None),
    ("Email The Mayor", ["="], None, None, None),
    ("Hill taken near Homs. AFP Photographer Ada Finn was there.", ["AFP Photographer Ada Finn was there."], *NOBODY),
    ("Hill taken near Homs. AP Television said so.", ["AP Television said so."], None, None, None),
    ("Hill taken near Homs. SANA Damascus reported it.", ["SANA Damascus reported it."], None, None, None),
    ("Hill taken near Homs. AFP Islamic State fell.", ["AFP Islamic State fell."], None, None, None),
    ("AFP Syrian troops fell.", ["="], None, None, None),
    ("The mayor told Reuters Monday 3 May 2021 that he left.", ["="], None, None, None),
    ("The mayor left after a talk with Reuters Monday 3 May 2021 The bridge fell.", ["="], None, None, None),
    ("Monday 3 May 2021 was a bad day.", ["="], None, None, None),
    ("On 03-05-2021 14:20 The bridge fell.", ["="], None, None, None),
    ("NATO A spokesman said so.", ["="], None, None, None),
    ("MUMBAI Indians won in Kalden.", ["="], None, None, None),
    ("MUMBAI Indians won in Kalden. All Indians won.", ["="], None, None, None),
    ("MUMBAI Indian restaurants were shut in Kalden.", ["="], None, None, None),
    ("MUMBAI (AFP) Indians won in Kalden.", ["Indians won in Kalden."], "AFP", None, None),
    ("MUMBAI — Indians won in Kalden.", ["Indians won in Kalden."], None, None, None),
    ("KALDEN Dam workers left.", ["="], None, None, None),
    ("LONDON Underground workers left.", ["="], None, None, None),
    ("LONDON Commuters left. London Commuters is a club of commuters left behind.", ["="], None, None, None),
    ("Kalden- Velmar trains stop.", ["="], None, None, None),
    ("Moscow- Kyiv talks failed.", ["="], None, None, None),
    ("By Christmas Eve the army had left.", ["="], None, None, None),
    ("By Ada Finn Square the army had left.", ["="], None, None, None),
    ("Video footage showed it.", ["="], None, None, None),
    ("Video Games are sold in Kalden.", ["="], None, None, None),
    # a dateline further down
    (
        "Ten men fell. MOSCOW (Reuters) - The army said so.",
        ["Ten men fell.", "The army said so."],
        "Reuters",
        None,
        None,
    ),
    ("Ten men fell. (AFP) - The army said so.", ["Ten men fell.", "The army said so."], "AFP", None, None),
    ("Ten men fell in Kalden (AFP) - The Post said.", ["="], None, None, None),
    ("Ten men fell. (AP) photographers left.", ["="], None, None, None),
    (
        "Ten men fell. AP Photo Velmar votes MOSCOW, May 3 (Reuters) “They fell.”",
        ["Ten men fell. AP Photo Velmar votes", "“They fell.”"],
        "Reuters",
        None,
        None,
    ),
    (
        "Ten men fell.\n\nKALDEN (AFP) The army left Kalden.",
        ["Ten men fell.", "The army left Kalden."],
        "AFP",
        None,
        None,
    ),
    ("Ten men fell. The OSCE (AFP) The army left.", ["="], None, None, None),
    ("Ten men fell. The bank MOSCOW (AFP) was shut.", ["="], None, None, None),
    # tags
    (
        "A bridge fell. Tags Kalden bridge Fenn River At least ten men died. It was old.",
        ["A bridge fell.", "At least ten men died. It was old."],
        *NOBODY,
    ),
    (
        "Norland has accused Velmar. Tags Velmar raids Kalden Norland has accused Velmar of raids.",
        ["Norland has accused Velmar.", "Norland has accused Velmar of raids."],
        *NOBODY,
    ),
    ("A bridge fell. Tags Kalden bridge Fenn River flood.", ["A bridge fell."], None, None, None),
    ("A bridge fell. Tags Kalden Army units left Velmar.", ["="], None, None, None),
    ("A clinic closed. Tags Kalden Hepatitis A Patients were moved. Hepatitis A is rare.", ["="], None, None, None),
    ("A court sat. Tags Kalden The Hague Officers were tried.", ["="], None, None, None),
    ("A judge left. Tags Kalden The Velmar Post A court sat down on it.", ["="], None, None, None),
    ("A car won. Tags Kalden Formula One Drivers said so.", ["="], None, None, None),
    ("A car won. Tags Kalden Velmar Drivers sat in it.", ["="], None, None, None),
    ("A car won. Tags are sold at the door.", ["="], None, None, None),
    ("A car won. Tags Kalden police sold were false.", ["="], None, None, None),
    # another report's headline under the credit of its picture
    (
        "Ten men fell. AP Photo Velmar Votes in Spring Despite Storm KALDEN (AFP) The army left Kalden.",
        ["Ten men fell.", "The army left Kalden."],
        "AFP",
        None,
        None,
    ),
    (
        "Ten men fell. Reuters said Velmar voted in spring KALDEN (AFP) The army left Kalden.",
        ["Ten men fell. Reuters said Velmar voted in spring", "The army left Kalden."],
        "AFP",
        None,
        None,
    ),
    # other reports' headlines with no label, behind the day; and a sentence there
    (
        "AFP Monday 3 May 2021 Velmar votes in spring despite storm Norland shuts its ports Head of Fenn River board "
        "leaves Some 120 men were killed.",
        ["Some 120 men were killed."],
        "AFP",
        None,
        "2021-05-03",
    ),
    (
        "AFP Monday 3 May 2021 Velmar police who shut its ports in spring despite a storm said in Kalden that Some 120 "
        "men were killed.",
        [
            "Velmar police who shut its ports in spring despite a storm said in Kalden that Some 120 men were killed.",
        ],
        "AFP",
        None,
        "2021-05-03",
    ),
    (
        "AFP Monday 3 May 2021 Kalden police said Some 120 men were killed.",
        ["Kalden police said Some 120 men were killed."],
        "AFP",
        None,
        "2021-05-03",
    ),
    (
        "UPDATED Hill taken near Homs AFP Monday 3 May 2021 The army took it.",
        ["The army took it."],
        "AFP",
        None,
        "2021-05-03",
    ),
    # what somebody posted, shown among the sentences
    (
        "A bridge fell. Kalden lost its bridge httpst.co1aB pic.twitter.com2xY Ada Finn (adafinn) May 3 2021 Old.",
        ["A bridge fell.", "Old."],
        *NOBODY,
    ),
    (
        "A bridge fell.\n\nKalden lost its bridge — Ada Finn (@adafinn) May 3, 2021\n\nIt was old.",
        ["A bridge fell.", "It was old."],
        *NOBODY,
    ),
    (
        "A bridge fell. It was built by Ada Finn (Harbour) May 3 2021 it was shut.",
        ["="],
        *NOBODY,
    ),
    ("A bridge fell. The mayor wrote on pic.twitter.com1 that it was old.", ["="], *NOBODY),
    # a film shown among the sentences, by its title
    (
        "A bridge fell. Old bridge falls into the Fenn 35 lost - YouTube The mayor said that it was old.",
        ["A bridge fell.", "The mayor said that it was old."],
        *NOBODY,
    ),
    ("A bridge fell. Old bridge falls into the Fenn - YouTube", ["A bridge fell."], *NOBODY),
    ("A bridge fell. They shut three sites - YouTube among them - for a day.", ["="], *NOBODY),
    ("A bridge fell. Ten were lost the mayor said Old bridge falls - YouTube It was shut.", ["="], *NOBODY),
    # other reports' headlines under a report
    (
        "A bridge fell. Source AFP Related News Ten killed in Velmar Category News Votes. Follow us on the Fenn.",
        ["A bridge fell."],
        "AFP",
        None,
        None,
    ),
    (
        "A bridge fell. Source Harbour Post and agencies Related News Ten killed in Velmar. Follow.",
        ["A bridge fell."],
        *NOBODY,
    ),
    ("A bridge fell. Source code in Related News was lost. It was old.", ["="], *NOBODY),
    # captions
    ("Photo: A street in Homs.\n\nThe war goes on.", ["|A street in Homs.", "The war goes on."], None, None, None),
    ("Photo: AFP/Getty Images\n\nThe war goes on.", ["The war goes on."], None, None, None),
    ("Photo: AFP/Getty Images\n\nReuters\n\nThe war goes on.", ["The war goes on."], None, None, None),
    (
        "The war goes on.\n\nA boy walks past rubble in Homs. [Jane Roe/Reuters]\n\nIt may end.",
        ["The war goes on.", "|A boy walks past rubble in Homs.", "It may end."],
        None,
        None,
        None,
    ),
    (
        "A rescuer is seen in Homs after a raid. The raid killed 12. Nobody knew.",
        ["|A rescuer is seen in Homs after a raid.", "The raid killed 12. Nobody knew."],
        None,
        None,
        None,
    ),
    ("The raid killed 12 (AFP reported).\n\nNobody knew.", ["="], None, None, None),
    ("The photo shows a street, he said. Nobody knew.", ["="], None, None, None),
    # A sentence that says who told it is no caption, and an agency's sign behind its name is no credit.
    ("The ministry told the news agency (SANA) Holm had fallen. Nobody knew.", ["="], None, None, None),
    ("According to state media (TASS) Holm lost nine tanks. Nobody knew.", ["="], None, None, None),
    ("The minister told the bureau on Monday (Reuters) Holm had fallen.", ["="], None, None, None),
    ("Tanks are seen in Holm, the army said. Nobody knew.", ["="], None, None, None),
    ("The army denied using the (file photo) Tochka missile.", ["="], None, None, None),
    (
        "A burnt bus in Holm on a quiet road (Reuters) The army left.",
        ["|A burnt bus in Holm on a quiet road", "The army left."],
        None,
        None,
        None,
    ),
    ("The attack was seen as the worst in years. Nobody knew.", ["="], None, None, None),
    # under the report
    ("The army left. (Reporting by Jane Roe; Editing by Karin Lund)", ["The army left."], None, None, None),
    ("The army left.\n\nRead more: Ten villages burned", ["The army left."], None, None, None),
    ("The army left.\n\nAdvertisement\n\nIt came back.", ["The army left.", "It came back."], None, None, None),
    ("The army left. (Source: Reuters)", ["The army left."], "Reuters", None, None),
    ("The army left.\n\nAll rights reserved.", ["The army left."], None, None, None),
    ("The army left. Reporting by Reuters suggested that it lost.", ["="], None, None, None),
    ("The army left. Sources close to it said so", ["="], None, None, None),
    (
        "The army left on Monday. " * 12 + "Jane/Karin",
        ["The army left on Monday. " * 11 + "The army left on Monday."],
        None,
        None,
        None,
    ),
    ("The army left on Monday. " * 12 + "It is over", ["="], None, None, None),
    ("The army left. Jane Roe", ["="], None, None, None),
    # a page that is furniture alone
    ("Source: Reuters", ["="], None, None, None),
    ("Reuters", ["="], None, None, None),
]


@pytest.mark.parametrize(("body", "kept", "wire", "author", "printed"), STANDS_AROUND, ids=lambda row: str(row)[:50])
def test_what_stands_around_a_report_is_not_its_reporting(
    body: str, kept: list[str], wire: str | None, author: str | None, printed: str | None
) -> None:
    article = read_pasted(body, title="Hill taken near Homs")
    marks = {"caption": "|", "headline": "#"}
    found = [f"{marks.get(p.place_in_article, '')}{p.span.of(article.text)}" for p in article.parts[1:]]
    assert found == ([body.strip()] if kept == ["="] else kept)
    assert (article.credit, article.author) == (wire, author)
    assert (article.published.words if article.published else None) == printed


def test_a_day_that_is_given_outweighs_the_printed_one() -> None:
    assert read_pasted("3 August 2015 A plane crashed.", published=day("2015-08-04")).published == day("2015-08-04")


@pytest.mark.parametrize(
    ("dates", "words"),
    [
        (("4/13/2017", "4/5/2017"), ["2017-04-13", "2017-04-05"]),
        (("13/4/2017", "5/4/2017"), ["2017-04-13", "2017-04-05"]),
        (("4/5/2017", "4/6/2017"), [None, None]),
        (("2017-04-05", "4/13/2017"), ["2017-04-05", "2017-04-13"]),
        (("soon", ""), [None, None]),
    ],
)
def test_the_dates_of_a_table_are_read_when_their_order_shows(dates: tuple[str, str], words: list[str | None]) -> None:
    table = "title,text,date\n" + "".join(f"Hill taken,The army took hill {n}.,{d}\n" for n, d in enumerate(dates))
    assert [a.published.words if a.published else None for a in read_table(table.encode())] == words


def test_the_day_printed_above_a_report_outweighs_a_column() -> None:
    [article] = read_table(b"title,text,date\nHill taken,3 August 2015 The army took it.,2015-09-01\n")
    assert article.published == day("2015-08-03")


@pytest.mark.parametrize(
    "piece",
    [
        "By A B and C ",
        "AP, ",
        "Photo: A ",
        "Aa, ",
        "Source: A",
        "\nAFP/Jane",
        "1 May 2015 ",
        "Tags A ",
        ". Tags A b",
        "Print Tweet ",
        "AFP Monday 3 May 2021 ",
        "KALDEN ",
        "Related A was ",
        ". AP Photo A ",
        "https://a.b Ada Finn (adafinn) ",
        ". Source AFP Related ",
    ],
)
def test_a_hundred_thousand_characters_around_a_report_are_read_in_no_time(piece: str) -> None:
    began = time.process_time()
    read_pasted(piece * (100_000 // len(piece)), title="Hill taken near Homs")
    assert time.process_time() - began < 5


def test_the_hours_of_a_live_page_are_no_reporting() -> None:
    article = read_pasted(
        "LIVE\n\nJets strike Holm\n\n12:31\n\nThe army said 40 died.\n\n12:45 Officials denied it.\n\n2h ago\n\nSummary"
    )
    assert [(part.place_in_article, part.span.of(article.text)) for part in article.parts] == [
        ("headline", "Jets strike Holm"),
        ("body", "The army said 40 died."),
        ("body", "Officials denied it."),
    ]


@pytest.mark.parametrize(
    ("line", "caption"),
    [
        ("Smoke rises over Holm, March 3, 2021. REUTERS/Jonas Weil", "Smoke rises over Holm, March 3, 2021."),
        ("Rescuers in Holm. Photograph: Jonas Weil/Reuters", "Rescuers in Holm."),
        ("Image caption: Smoke over Holm", "Smoke over Holm"),
    ],
)
def test_the_credit_behind_a_caption_makes_it_one(line: str, caption: str) -> None:
    article = read_pasted(f"Jets hit town\n\n{line}\n\nThe army said 40 died.")
    parts = [(part.place_in_article, part.span.of(article.text)) for part in article.parts]
    assert parts == [("headline", "Jets hit town"), ("caption", caption), ("body", "The army said 40 died.")]


def test_a_signed_day_above_a_report_dates_it() -> None:
    article = read_pasted(
        "Jets hit town\n\nJonas Weil, 3 May 2021\n\nHOLM (Reuters) - The army said 40 died on Monday."
    )
    assert article.published is not None and article.published.words == "2021-05-03"
    assert (article.author, article.credit) == ("Jonas Weil", "Reuters")
    assert article.parts[-1].span.of(article.text).startswith("The army")


def test_words_read_off_a_picture_have_no_headline_in_the_middle_of_a_sentence() -> None:
    article = read_pasted("The army said on Monday that\n40 people had died in the town of\nHolm. A monitor said 52.")
    assert [part.place_in_article for part in article.parts] == ["body"]
