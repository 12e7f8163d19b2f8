"""Pages as they come over the line: whose they are, what is their report, and what is refused with a sentence."""

from __future__ import annotations

import io
import json
import re
import time

import pytest

from knowledge.articles import UnreadableArticle, own_address, plain_address, read_article, read_pasted
from knowledge.model import Article
from knowledge.statements import read_statements

HERE = "https://post.example/sport/ferry"
FIRST = "The ferry sank off Amber on Monday morning, and at least 12 people died, the coast guard said in a statement."
SECOND = "The owner, Cape Lines, did not answer questions about its ships. The minister will speak on Tuesday at noon."
THIRD = "Jonas Weil, a fisherman, said that he saw no lights on the water when he went out shortly before the storm."
BODY = f"<p>{FIRST}</p><p>{SECOND}</p><p>{THIRD}</p>"
REPORT = f"{FIRST}\n\n{SECOND}\n\n{THIRD}"


def page(body: str = BODY, *, head: str = "", over: str = "", under: str = "", top: str = "", lang: str = "en") -> str:
    """A news page: what stands in its head, over and under its report, and beside it."""
    return (
        f'<!doctype html><html lang="{lang}"><head><title>Ferry sinks off Amber | Harbour Post</title>{head}</head>'
        f'<body><header>{top}<nav><a href="/">Home</a><a href="/sport">Sport</a></nav></header>'
        f"<article><h1>Ferry sinks off Amber</h1>{over}{body}</article>{under}</body></html>"
    )


TITLE = "Ferry sinks off Amber"


def ld(words: str) -> str:
    return f'<script type="application/ld+json">{words}</script>'


def news(**fields: object) -> dict[str, object]:
    return {"@type": "NewsArticle", "headline": TITLE, **fields}


def described(*things: dict[str, object]) -> str:
    """What JSON-LD says of a page: of one thing, or of a list of them."""
    return ld(json.dumps(things[0] if len(things) == 1 else things))


def app(head: str) -> str:
    """A page whose report only a script would show."""
    return f"<html><head><title>{TITLE}</title>{head}</head><body><div id=app>Loading</div></body></html>"


def read(html: str | bytes, url: str = HERE, *, content_type: str = "text/html") -> Article:
    return read_article(html.encode() if isinstance(html, str) else html, url, content_type=content_type)


def told(article: Article, place: str) -> str:
    return "\n\n".join(p.span.of(article.text) for p in article.parts if p.place_in_article == place)


# --- what is the report --------------------------------------------------------------------------------------------

LAYOUTS: dict[str, str] = {
    "plain": page(),
    "line breaks": page(re.sub("</?p>", "<br><br>", BODY)),
    "divisions": page(BODY.replace("<p>", "<div>").replace("</p>", "</div>")),
    "unclosed paragraphs": page(BODY.replace("</p>", "")),
    "a table for a layout": f"<html><head><title>Ferry sinks off Amber</title></head><body><table><tr><td><font size=5>"
    f"Ferry sinks off Amber</font></td></tr><tr><td>{BODY}</td></tr></table></body></html>",
    "no heading": f"<html><head><title>Ferry sinks off Amber</title></head><body><div>{BODY}</div></body></html>",
    "a site's name as a heading": page(top='<h1><a href="/">Harbour Post</a></h1>'),
    "marked words": page(BODY.replace("12 people", "<b>12</b> people").replace("Cape", '<a href="/x">Cape</a>&nbsp;')),
    "entities": page(BODY.replace("Amber", "&#65;mber").replace(" and ", "&#32;and ")),
    "hidden signs": page(BODY.replace("ferry", "fer\u200bry").replace("12", "&#x202e;12")),
    "hidden words": page(f'{BODY}<p style="display:none">Hidden words that only machines see: 400 people died.</p>'),
    "a script": page(f'{BODY}<script>var x = "400 people died";</script><noscript>Enable JavaScript.</noscript>'),
    "two hundred boxes": page("<div>" * 200 + BODY + "</div>" * 200),
    "an XML declaration": f'<?xml version="1.0" encoding="UTF-8"?>{page()}',
    "a paragraph printed twice": page(f"{BODY}<blockquote>{FIRST}</blockquote>"),
    "report in an aside": "<html><head><title>Ferry sinks off Amber</title></head><body><div class=cookie><p>We use "
    "cookies to make this site work for you, and our partners use them to show you advertisements.</p></div>"
    f"<aside><h1>Ferry sinks off Amber</h1>{BODY}<p>Another paragraph.</p></aside></body></html>",
    "metadata alone": app(described(news(articleBody=REPORT))),
    "markup in the metadata": app(described(news(articleBody=BODY))),
}


@pytest.mark.parametrize("html", LAYOUTS.values(), ids=LAYOUTS.keys())
def test_the_report_is_found_however_the_page_is_built(html: str) -> None:
    article = read(html)
    assert article.title == "Ferry sinks off Amber"
    assert told(article, "body").replace("\n\nAnother paragraph.", "") == REPORT
    assert told(article, "headline") == "Ferry sinks off Amber"


@pytest.mark.parametrize("wrapped", ["<li>{}</li>", "<li><span tabindex=0>{}</span></li>"])
def test_what_stands_in_a_list_is_told_without_its_dash(wrapped: str) -> None:
    items = "".join(wrapped.format(words) for words in ("12 people died aboard, he said.", "31 people were saved."))
    assert (
        "\n\n12 people died aboard, he said.\n\n31 people" in read(page(f"{BODY}<ul>{items}</ul><p>{FIRST}</p>")).text
    )


@pytest.mark.parametrize("around", ["{}", "<div>{}</div>"])
def test_a_list_in_a_bare_page_is_read_where_it_stands_in_the_report(around: str) -> None:
    menu = "<ul><li><a href=/>All that is new today</a><li>News of the ferries and of the weather</ul>"
    items = "<ul><li>31 people were <b>saved</b>, he said.<li><p>Nine were children.</ul>"
    readers = "<ol><li>seadog: two hundred died there, I was on the shore.</ol>"
    report = f"<h1>Ferry</h1><p>{FIRST}</p>{items}<p>{THIRD}</p>"
    bare = f"<html><body>{menu}{around.format(report + readers)}</body></html>"
    assert told(read(bare), "body").split("\n\n") == [
        FIRST,
        "31 people were saved, he said.",
        "Nine were children.",
        THIRD,
    ]


def test_a_paragraph_with_marked_words_in_a_layout_table_is_not_cut() -> None:
    marked = "The ferry <i>Holm</i> sank off Amber, and at least <b>12</b> people died, the <i>coast guard</i> said."
    table = (
        f"<table><tr><td><a href=/>Home</a></td><td><h1>Ferry</h1><p>{marked}<p>{SECOND}<p>{THIRD}</td></tr></table>"
    )
    assert "at least 12 people died, the coast guard said." in read(f"<html><body>{table}</body></html>").text


def test_a_live_page_is_read_from_its_metadata_where_a_script_would_show_it() -> None:
    died = "At least 31 people have died, the coast guard said on Monday evening."
    entries = [
        {"@type": "BlogPosting", "headline": "Toll rises", "datePublished": "2021-05-03T10:00Z", "articleBody": died},
        {"@type": "BlogPosting", "articleBody": "<p>The minister said that the line would be closed.</p>"},
    ]
    live: dict[str, object] = {"@type": "LiveBlogPosting", "headline": "Ferry sinks: live", "liveBlogUpdate": entries}
    article = read(app(described(live)))
    assert told(article, "body") == (
        "Toll rises\n\nAt least 31 people have died, the coast guard said on Monday evening.\n\n"
        "The minister said that the line would be closed."
    )


COMMENTED = {
    "a list": '<section id="comments" class="comments-area"><h2>2 comments</h2><ol class="comment-list">'
    "<li class=comment><b class=fn>seadog</b><p>Two hundred died there, I was on the shore and saw it.</p></li>"
    "<li class=comment><p>Nobody reports that, they all look away as always here.</p></li></ol></section>",
    "details": "<details class=CommentBox><summary>seadog</summary>"
    "<p>Two hundred died there, I was on the shore and saw it all, believe me.</p></details>",
    "a thread of another site": "<div id=disqus_thread><div class=post-message>"
    "<p>Two hundred died there, I was on the shore and saw it all.</p></div></div>",
}


@pytest.mark.parametrize("under", COMMENTED.values(), ids=COMMENTED.keys())
def test_readers_are_never_the_report(under: str) -> None:
    article = read(page(under=under))
    assert told(article, "body") == REPORT
    reporting = [s for s in read_statements(article) if s.place_in_article != "comment"]
    assert not [s for s in reporting if "wo hundred" in s.span.of(article.text)]


# --- when, by whom -------------------------------------------------------------------------------------------------


CAME_OUT = '<meta property="article:published_time" content="2021-05-03T10:00:00Z">'
CHANGED = '<meta property="article:modified_time" content="2021-05-04T10:00:00Z">'
ANOTHER = news(headline="Another", datePublished="2019-01-01")


@pytest.mark.parametrize(
    ("html", "published", "modified"),
    [
        (
            page(head=described(news(datePublished="2021-05-03T23:30:00-05:00", dateModified="2021-05-04"))),
            "2021-05-03",
            "2021-05-04",
        ),
        (page(head=CAME_OUT + CHANGED), "2021-05-03", "2021-05-04"),
        (page(head=CHANGED), None, "2021-05-04"),
        (page(head='<meta name="pubdate" content="20210503">'), "2021-05-03", None),
        (page(head='<meta itemprop="datePublished" content="2021/05/03">'), "2021-05-03", None),
        (page(over='<span itemprop="datePublished" content="2021-05-03">3 May</span>'), "2021-05-03", None),
        (page(over='<time datetime="2021-05-03T10:00">3 May</time>'), "2021-05-03", None),
        (page(over="<p>3 May 2021</p>"), "2021-05-03", None),
        (page(head='<meta name="date" content="soon">'), None, None),
        # A date that only stands on the page is nobody's word on when this came out.
        (page(under="<footer>© 2015-2024 Harbour Post</footer>"), None, None),
        (page(under="<div class=donate>Donate until <span class=date>2026-01-31</span></div>"), None, None),
        (page(under='<aside class=related><time datetime="2020-01-01">1 January</time></aside>'), None, None),
        (page(under='<div class=comments><time datetime="2020-01-01">1 January</time></div>'), None, None),
        (page(top="<div class=date>Thursday, November 26, 2026</div>"), None, None),
        (page(under='<script>var expires = "2021-01-31";</script>'), None, None),
        (page(head=described(ANOTHER, news(datePublished="2021-05-03"))), "2021-05-03", None),
        (page(head=described(ANOTHER, news(headline="A third", datePublished="2018-05-03"))), None, None),
    ],
)
def test_a_day_is_the_one_that_the_page_gives_its_report(
    html: str, published: str | None, modified: str | None
) -> None:
    article = read(html)
    assert (article.published.words if article.published else None) == published
    assert (article.modified.words if article.modified else None) == modified


@pytest.mark.parametrize(
    ("html", "author", "credit"),
    [
        (page(over="<p>By Jonas Weil, Reuters</p>"), "Jonas Weil", "Reuters"),
        (page(over="<p class=meta>By Jonas Weil, Reuters <time>3 May</time></p>"), "Jonas Weil", "Reuters"),
        (page(over='<div class=byline>By <a href="/x">Jonas Weil</a>, Reuters</div>'), "Jonas Weil", "Reuters"),
        (page(over="<p>By Harbour Post staff and agencies</p>"), None, None),
        (page(head='<meta name="author" content="AFP">'), "AFP", "AFP"),
        (page(head='<meta name="author" content="By &lt;a href=x&gt;Jonas Weil&lt;/a&gt;">'), "Jonas Weil", None),
        (page(head='<meta name="author" content="https://social.example/harbourpost">'), None, None),
        (
            page(
                head=described(
                    news(author=[{"@type": "Person", "name": {"name": "Jonas Weil"}}, {"name": "Mira Sand"}])
                )
            ),
            "Jonas Weil, Mira Sand",
            None,
        ),
        (page(BODY.replace("<p>The ferry", "<p>AMBER (AFP) — The ferry")), None, "AFP"),
        (page(BODY.replace("<p>The ferry", "<p>AMBER, May 3 <span>(Reuters)</span> - The ferry")), None, "Reuters"),
        (page(BODY + "<p>Source: SANA</p>"), None, "SANA"),
        (page(BODY + "<p>(With AFP)</p>"), None, "AFP"),
        (page(BODY + "<p>(With reporting by Reuters)</p>"), None, "Reuters"),
        (page(BODY + "<p>Agencies</p>"), None, None),
        (page(under="<span class=article-source>Source: AFP</span>"), None, "AFP"),
        (page(BODY.replace("the coast guard said", "Reuters said")), None, None),
    ],
)
def test_who_signed_and_whose_report_it_is(html: str, author: str | None, credit: str | None) -> None:
    article = read(html)
    assert (article.author, article.credit) == (author, credit)
    assert told(article, "body").startswith("The ferry sank off Amber")


def test_what_the_caller_knows_outweighs_what_the_page_says() -> None:
    html = page(head='<meta property="og:site_name" content="Harbour Post">', lang="fr").encode()
    told_by = read_article(html, HERE, outlet="Cape Times", language="en", credit="AFP")
    assert (told_by.outlet, told_by.language, told_by.credit) == ("Cape Times", "en", "AFP")
    assert read_article(html, HERE, credit="Amber Press Agency").credit == "Amber Press Agency"
    # An outlet that credits itself credits nobody.
    assert read_article(html, HERE, outlet="Reuters", credit="Reuters").credit is None


@pytest.mark.parametrize(
    ("head", "url", "outlet"),
    [
        ('<meta property="og:site_name" content="Harbour Post">', HERE, "Harbour Post"),
        ("", HERE, "post.example"),
        ('<meta property="og:site_name" content="sana">', "https://www.sana.sy/?p=1", "SANA"),
        # A site of another address is not the outlet whose name it bears.
        ('<meta property="og:site_name" content="Reuters">', HERE, "post.example"),
        ('<link rel=canonical href="https://www.reuters.com/world/1">', HERE, "post.example"),
    ],
)
def test_an_outlet_is_known_by_its_address_before_its_own_word(head: str, url: str, outlet: str) -> None:
    assert read(page(head=head), url).outlet == outlet


# --- what an outlet says of its own report -------------------------------------------------------------------------

CORRECTIONS = [
    "Correction: An earlier version of this story said that 120 people died.",
    "CORRECTION (May 4): The ferry had three decks, not four.",
    "Correction, May 4, 2021: The ferry had three decks.",
    "Clarification: The owner is Cape Lines of Holm.",
    "Editor’s note: An earlier version of this article misstated the number of dead.",
    "This story has been corrected to show that 12 people died, not 120.",
    "This article was amended on 4 May 2021 to remove a wrong figure.",
    "An earlier version of this report gave the toll as 120.",
    "Update: This story has been updated to include the owner's answer.",
    "(Corrects number of dead in paragraph 1)",
    "UPDATE 2: Adds quotes, corrects spelling of Amber",
    "The headline of this story was changed after it came out.".replace("The headline of", "In an earlier version of"),
    "Korrektur: Das Schiff hatte drei Decks.",
    "Исправление: на судне было три палубы.",
]
REPORTING = [
    "Update: The toll has risen to 31, the coast guard said on Tuesday evening.",
    "The minister corrected the toll on Tuesday: 31 people died.",
    "An earlier attempt to reach the ferry had failed, he said.",
    "This report was read out in court on Tuesday.",
    "The correction of the map took a year, the office said.",
    "Editor’s note: Mira Sand teaches at Holm.",
]


@pytest.mark.parametrize("words", CORRECTIONS)
def test_a_correction_is_kept_and_is_no_reporting(words: str) -> None:
    for article in (
        read(page(f"{BODY}<p class=note><em>{words}</em></p>")),
        read(page(f"<p>{words}</p>{BODY}")),
        read(page(under=f'<div class="article-note"><p>{words}</p></div>'))
        if words[0] != "("
        else read(page(BODY + words)),
        read_pasted(f"Ferry sinks off Amber\n\n{REPORT}\n\n{words}"),
    ):
        assert told(article, "correction") == words
        assert told(article, "body") == REPORT
        [statement] = [s for s in read_statements(article) if words[:20] in s.span.of(article.text)][:1]
        assert statement.place_in_article == "correction"


def test_a_correction_at_the_end_of_a_line_of_reporting_is_apart_from_it() -> None:
    article = read_pasted(f"Ferry sinks off Amber\n\n{FIRST} Correction: An earlier version gave the toll as 120.")
    assert told(article, "body") == FIRST
    assert told(article, "correction") == "Correction: An earlier version gave the toll as 120."


def test_a_correction_that_only_the_metadata_holds_is_kept() -> None:
    words = {"@type": "CorrectionComment", "text": "An earlier version said 120 people died."}
    article = read(page(head=described(news(correction=words))))
    assert told(article, "correction") == "An earlier version said 120 people died."


@pytest.mark.parametrize("words", REPORTING)
def test_reporting_that_speaks_of_corrections_stays_reporting(words: str) -> None:
    assert told(read(page(f"{BODY}<p>{words}</p>")), "body").endswith(words)


def test_another_story_s_correction_is_not_this_one_s() -> None:
    teaser = (
        "<aside class=related><a href=/c><p>Correction: an earlier version of this article was wrong</p></a></aside>"
    )
    assert told(read(page(under=teaser)), "correction") == ""


# --- whose address -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("url", "canonical", "own"),
    [
        (HERE, None, HERE),
        (f"{HERE}?utm_source=x&fbclid=y#top", None, HERE),
        (f"{HERE}?utm_source=x", "/sport/ferry", HERE),
        ("https://post.example/amp/ferry", HERE, HERE),
        ("https://m.post.example/sport/ferry", HERE, HERE),
        ("https://amp.post.example/sport/ferry", HERE, HERE),
        (f"{HERE}/amp", HERE, HERE),
        ("https://post.example/?p=77", HERE, HERE),
        ("http://post.example/sport/ferry/", HERE, HERE),
        # not believed
        (HERE, "https://post.example/", HERE),
        (HERE, "https://post.example", HERE),
        (HERE, "https://post.example/sport", HERE),
        (HERE, "https://evil.example/x", HERE),
        ("https://post.example/story?id=7", "https://post.example/story", "https://post.example/story?id=7"),
        (HERE, "javascript:void(0)", HERE),
        (HERE, "http://[", HERE),
        (HERE, "", HERE),
        ("http://127.0.0.1:8000/a", "http://127.0.0.1:9000/b", "http://127.0.0.1:8000/a"),
        ("http://127.0.0.1:8000/amp/a", "http://127.0.0.1:8000/a", "http://127.0.0.1:8000/a"),
    ],
)
def test_a_page_is_known_by_its_own_address_where_that_is_believable(url: str, canonical: str | None, own: str) -> None:
    assert own_address(url, canonical) == own


def test_a_copy_says_where_it_was_read() -> None:
    html = page(head=f'<link rel="canonical" href="{HERE}">')
    copy, itself = read(html, "https://post.example/amp/ferry"), read(html, f"{HERE}/?utm_source=x")
    assert (copy.url, copy.seen_in) == (HERE, "https://post.example/amp/ferry")
    assert (itself.url, itself.seen_in, itself.id) == (HERE, None, copy.id)


def test_a_page_in_a_file_is_known_by_the_address_it_gives_itself() -> None:
    assert read(page(head=f'<link rel="canonical" href="{HERE}">'), "ferry.html").url == HERE
    assert read(page(), "ferry.html").url is None
    assert read(page(head='<link rel="canonical" href="https://post.example/">'), "ferry.html").url is None


@pytest.mark.parametrize(
    ("url", "plain"),
    [
        ("HTTPS://Post.Example:443/a?b=1#c", "https://post.example/a?b=1"),
        ("https://post.example", "https://post.example/"),
        ("https://post.example/a?q=x+y&z", "https://post.example/a?q=x+y&z"),
        ("https://post.example/новости/паром", "https://post.example/%D0%BD%D0%BE%D0%B2%D0%BE%D1%81%D1%82%D0%B8/%D0%BF%D0%B0%D1%80%D0%BE%D0%BC"),
        ("https://post.example/a%20b", "https://post.example/a%20b"),
        ("http://[::1]:8000/a", "http://[::1]:8000/a"),
        ("https://post.example:99999/a", "https://post.example:99999/a"),
    ],
)  # fmt: skip
def test_an_address_is_written_one_way(url: str, plain: str) -> None:
    assert plain_address(url) == plain_address(plain_address(url)) == plain


# --- letters -------------------------------------------------------------------------------------------------------

RUSSIAN = "Паром затонул в понедельник утром, погибли не менее 12 человек, сообщила береговая охрана в заявлении."
ARABIC = "قال خفر السواحل إن العبارة غرقت صباح الاثنين وإن اثني عشر شخصا على الأقل لقوا حتفهم في الحادث."
FRENCH = "Le ferry a sombré lundi matin, et au moins 12 personnes sont mortes, ont déclaré les garde-côtes d’Amber."


def foreign(words: str, charset: str | None = None) -> str:
    meta = f'<meta http-equiv="Content-Type" content="text/html; charset={charset}">' if charset else ""
    body = f"<article><p>{words}</p><p>{words[5:]}</p></article>"
    return f"<html><head>{meta}<title>x</title></head><body>{body}</body></html>"


@pytest.mark.parametrize(
    ("words", "encoding", "header", "meta"),
    [
        (RUSSIAN, "cp1251", "windows-1251", None),
        (RUSSIAN, "cp1251", None, "windows-1251"),
        (RUSSIAN, "cp1251", None, None),
        (RUSSIAN, "cp1251", "utf-8", "utf-8"),
        (RUSSIAN, "cp1251", "ISO-8859-1", None),
        (RUSSIAN, "koi8-r", None, "koi8-r"),
        (RUSSIAN, "utf-8", "windows-1251", "windows-1251"),
        (ARABIC, "cp1256", None, "windows-1256"),
        (ARABIC, "cp1256", None, None),
        (ARABIC, "utf-8", "iso-8859-1", None),
        (FRENCH, "cp1252", "ISO-8859-1", None),
        (FRENCH, "cp1252", None, None),
        (FRENCH, "cp1252", "utf-8", None),
        (FRENCH, "utf-16", None, None),
        (FRENCH, "utf-16-le", None, None),
        (FRENCH, "utf-8-sig", "windows-1251", None),
        (FRENCH, "utf-8", "x-nonsense", "x-nonsense"),
    ],
)
def test_letters_are_read_in_the_encoding_they_are_in(
    words: str, encoding: str, header: str | None, meta: str | None
) -> None:
    data = foreign(words, meta).encode(encoding)
    article = read(data, content_type=f"text/html; charset={header}" if header else "text/html")
    assert words in article.text


@pytest.mark.parametrize(
    ("html", "language"),
    [
        (page(lang="fr"), "fr"),
        (page(lang="en-GB"), "en"),
        (page(head='<meta property="og:locale" content="de_DE">', lang=""), "de"),
        (page(lang=""), "en"),
        # A template says "en" of every page; its letters say otherwise.
        (page(f"<p>{RUSSIAN}</p><p>{RUSSIAN[5:]}</p>"), "ru"),
        (page(f"<p>{ARABIC}</p><p>{ARABIC[4:]}</p>"), "ar"),
        (page(lang="ar"), "en"),
        (page(lang="sv"), "sv"),
        (page(f"<p>{RUSSIAN}</p><p>{RUSSIAN[5:]}</p>", lang="bg"), "bg"),
    ],
)
def test_a_language_is_the_declared_one_unless_the_letters_are_of_another(html: str, language: str) -> None:
    assert read(html).language == language


def test_a_letter_cut_in_two_and_a_stray_nothing_cost_no_article() -> None:
    data = page(f"{BODY}<p>{RUSSIAN}</p>").encode().replace("охрана".encode(), "охран".encode() + b"\xd0")
    assert FIRST in read(data.replace(b"Amber on", b"Amber\x00 on")).text


# --- what is no article --------------------------------------------------------------------------------------------

NO_ARTICLE: dict[str, tuple[str | bytes, str]] = {
    "consent": (
        "<html><body><h1>We value your privacy</h1><p>We and our 842 partners store and access information on a "
        "device, such as cookies. You can accept or manage your choices by clicking below.</p></body></html>",
        "asks for consent",
    ),
    "subscribers": (
        page(f"<p>{FIRST}</p><p>Subscribe to continue reading. Already a subscriber? Log in.</p>"),
        "to subscribers only",
    ),
    "declared for subscribers": (
        page(f"<p>{FIRST}</p>", head=described(news(isAccessibleForFree="False"))),
        "to subscribers only",
    ),
    "robots": (
        "<html><head><title>Just a moment...</title></head><body><p>Checking your browser before accessing "
        "post.example. Enable JavaScript and cookies to continue</p></body></html>",
        "a person's browser",
    ),
    "missing": (
        "<html><head><title>Page not found</title></head><body><h1>404</h1><p>The page you are looking for does not "
        "exist. Try the search or the front page instead.</p></body></html>",
        "no such page",
    ),
    "emptied": (page(""), "no text that reads like an article"),
    "frames": ("<html><frameset><frame src=a></frameset></html>", "no text that reads like an article"),
    "empty": ("  ", "is empty"),
    "JSON": ('{"a": 1}', "no text that reads like an article"),
    "a picture": (b"\x89PNG\r\n\x1a\n" + bytes(100), "a file for another program"),
    "an archive": (b"PK\x03\x04" + bytes(range(256)) * 9, "a file for another program"),
    "noise": (bytes(range(256)) * 9, "a file for another program|encoding that whosays does not know|no text"),
    "too much": (b"<p>" + b"a" * 8_000_001, "too much"),
    "boxes without end": ("<html><body>" + "<div>" * 5000 + BODY, "no text that reads like an article"),
}


@pytest.mark.parametrize(("data", "sentence"), NO_ARTICLE.values(), ids=NO_ARTICLE.keys())
def test_what_is_no_article_is_refused_with_one_sentence(data: str | bytes, sentence: str) -> None:
    with pytest.raises(UnreadableArticle, match=sentence) as caught:
        read(data)
    assert "\n" not in str(caught.value) and HERE in str(caught.value)


def test_a_long_report_that_ends_in_an_offer_is_kept() -> None:
    many = BODY * 2 + f"<p>{THIRD.replace('Weil', 'Holm')}</p><p>{SECOND.replace('Cape', 'Holm')}</p>" * 2
    assert (
        FIRST in read(page(f"{many}<p>{SECOND.replace('owner', 'crew')}</p><p>Already a subscriber? Log in.</p>")).text
    )


@pytest.mark.parametrize(
    "broken",
    ["{,}", '{"@type":"NewsArticle","headline":"x",,}', "[" * 3000 + "]" * 3000, "<!-- {} -->", "null", "7", '"x"'],
)
def test_broken_metadata_costs_nothing(broken: str) -> None:
    article = read(page(head=ld(broken)))
    assert article.title == "Ferry sinks off Amber" and told(article, "body") == REPORT


def test_a_page_of_four_thousand_paragraphs_is_read_in_no_time() -> None:
    began = time.process_time()
    read(page("".join(f"<p>The ferry number {n} sank off Amber on Monday, the guard said.</p>" for n in range(4000))))
    assert time.process_time() - began < 20


# --- documents -----------------------------------------------------------------------------------------------------


def pdf(*pages: list[str], about: str = "") -> bytes:
    """A PDF of these pages, a list of printed lines each, as the specification spells one (ISO 32000)."""
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", b"", b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"]
    kids: list[bytes] = []
    for lines in pages:
        printed = b" ".join(b"(" + re.sub(rb"([\\()])", rb"\\\1", line.encode("cp1252")) + b") Tj T*" for line in lines)
        stream = b"BT /F1 11 Tf 14 TL 72 760 Td " + printed + b" ET"
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream))
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R "
            b"/Resources << /Font << /F1 3 0 R >> >> >>" % len(objects)
        )
        kids.append(b"%d 0 R" % len(objects))
    objects[1] = b"<< /Type /Pages /Count %d /Kids [%s] >>" % (len(kids), b" ".join(kids))
    objects.append(f"<< {about} >>".encode())
    out, places = b"%PDF-1.4\n", []
    for number, one in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, one)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    return out + (
        b"xref\n0 %d\n0000000000 65535 f \n%strailer << /Size %d /Root 1 0 R /Info %d 0 R >>\nstartxref\n%d\n%%%%EOF"
        % (size, table, size, len(objects), len(out))
    )


LINES = [
    "Ferry sinks off Amber",
    "The ferry sank off Amber on Monday morning, and at least 12 peo-",
    "ple died, the coast guard said in a statement.",
    "The owner, Cape Lines, did not answer questions about its ships, and",
    "the minister will speak on Tuesday at noon.",
]
AS_READ = (
    "The ferry sank off Amber on Monday morning, and at least 12 people died, the coast guard said in a statement.\n\n"
    "The owner, Cape Lines, did not answer questions about its ships, and the minister will speak on Tuesday at noon."
)
PDF = "https://post.example/report.pdf"


def test_a_document_is_read_as_paragraphs() -> None:
    about = "/Title (Ferry sinks off Amber) /Author (Jonas Weil) /CreationDate (D:20210503120000Z)"
    article = read(pdf(LINES, about=about), PDF, content_type="application/pdf")
    assert (article.title, article.author, article.url) == ("Ferry sinks off Amber", "Jonas Weil", PDF)
    assert told(article, "body") == AS_READ
    # When a file was made is not when its words came out.
    assert article.published is None and article.modified is not None and article.modified.words == "2021-05-03"


@pytest.mark.parametrize("title", ["Microsoft Word - ferry.docx", "untitled", "report.pdf", ""])
def test_a_title_that_is_a_file_s_name_is_none(title: str) -> None:
    assert read(pdf(LINES, about=f"/Title ({title})"), PDF).title == "Ferry sinks off Amber"


def test_what_every_page_of_a_document_repeats_is_no_reporting() -> None:
    head = "Harbour Post, 3 May 2021"
    pages = [
        [head, *LINES[:3], "1"],
        [head, *LINES[3:], "2"],
        [head, "Nobody else was hurt, he said.", "It was dark.", "3"],
    ]
    article = read(pdf(*pages), PDF)
    assert told(article, "body") == f"{AS_READ}\n\nNobody else was hurt, he said.\n\nIt was dark."


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (pdf([""]), "holds pictures of pages and no text"),
        (pdf(["1"], ["2"]), "holds pictures of pages and no text"),
        (pdf(LINES)[:200], "is damaged"),
        (b"%PDF-1.7 \x00", "is damaged"),
    ],
)
def test_a_document_without_words_is_refused_with_one_sentence(data: bytes, sentence: str) -> None:
    with pytest.raises(UnreadableArticle, match=sentence):
        read(data, PDF)


@pytest.mark.parametrize(("password", "reads"), [("secret", False), ("", True)])
def test_a_locked_document_is_said(password: str, reads: bool) -> None:
    import pypdf

    writer = pypdf.PdfWriter(clone_from=io.BytesIO(pdf(LINES)))
    writer.encrypt(password, "owner", algorithm="RC4-128")
    written = io.BytesIO()
    writer.write(written)
    if reads:
        assert told(read(written.getvalue(), PDF), "body") == AS_READ
    else:
        with pytest.raises(UnreadableArticle, match="locked with a password"):
            read(written.getvalue(), PDF)


def test_a_page_in_the_place_of_a_document_is_read_as_a_page() -> None:
    assert told(read(page(), PDF, content_type="application/pdf"), "body") == REPORT


def test_a_plain_text_is_read_as_one() -> None:
    article = read(f"Ferry sinks off Amber\n\n{FIRST}", content_type="text/plain; charset=utf-8")
    assert (article.title, told(article, "body"), article.url) == ("Ferry sinks off Amber", FIRST, HERE)
