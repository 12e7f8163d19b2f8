"""What feeds and sitemaps list, read as publishers really write them."""

from __future__ import annotations

import contextlib
import gzip
import itertools
import json
import time
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from knowledge.feeds import Link, Listing, UnreadableFeed, read_feed

HERE = "https://post.example/news/feed.xml"


def rss(items: str, *, channel: str = "", root: str = '<rss version="2.0">', charset: str = "utf-8") -> bytes:
    end = root[1:].split()[0].rstrip(">")
    head = f'<?xml version="1.0" encoding="{charset}"?>{root}<channel><title>Harbour Post</title>{channel}'
    return f"{head}{items}</channel></{end}>".encode(charset)


def item(inside: str) -> str:
    return f"<item>{inside}</item>"


def only(listing: Listing) -> Link:
    (link,) = listing.links
    return link


def day_of(link: Link) -> str | None:
    return link.published.words if link.published else None


# --- the kinds of feed --------------------------------------------------------------------------------------------

RSS_2 = rss(
    item(
        "<title>Mill burns</title><link>https://post.example/mill</link><guid isPermaLink='false'>42</guid>"
        "<pubDate>Sat, 02 Mar 2024 09:00:00 GMT</pubDate><dc:creator>A. Reporter</dc:creator>"
        "<description>A summary is not kept.</description>"
        "<content:encoded><![CDATA[<p>Over 40 people were hurt.</p>]]></content:encoded>"
    ),
    root='<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" '
    'xmlns:content="http://purl.org/rss/1.0/modules/content/">',
    channel="<language>en-gb</language>",
)
RSS_091 = rss(item("<title>Mill burns</title><link>https://post.example/mill</link>"), root='<rss version="0.91">')
RSS_1 = b"""<?xml version="1.0"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
 xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel rdf:about="https://post.example/"><title>Harbour Post</title></channel>
<item rdf:about="https://post.example/mill"><title>Mill burns</title><link>https://post.example/mill</link>
<dc:date>2024-03-02T09:00:00Z</dc:date><dc:creator>A. Reporter</dc:creator></item></rdf:RDF>"""
ATOM = b"""<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">
<title>Harbour Post</title><entry><title type="html">Mill &lt;b&gt;burns&lt;/b&gt;</title>
<link rel="enclosure" href="https://post.example/mill.mp3"/><link href="https://post.example/mill"/>
<id>tag:post.example,2024:1</id><published>2024-03-02T09:00:00+01:00</published><updated>2024-03-03T10:00:00Z</updated>
<author><name>A. Reporter</name></author>
<content type="html">&lt;p&gt;Over 40 people were hurt.&lt;/p&gt;</content></entry></feed>"""


@pytest.mark.parametrize("feed", [RSS_2, RSS_091, RSS_1, ATOM], ids=["rss2", "rss091", "rss1", "atom"])
def test_every_kind_of_feed_lists_its_links(feed: bytes) -> None:
    listing = read_feed(feed, HERE)
    assert (listing.title, listing.remark) == ("Harbour Post", None)
    assert (only(listing).url, only(listing).title) == ("https://post.example/mill", "Mill burns")


def test_what_an_entry_says_of_itself_is_kept() -> None:
    link = only(read_feed(RSS_2, HERE))
    assert (day_of(link), link.author, link.language) == ("2024-03-02", "A. Reporter", "en")
    assert link.content == "<p>Over 40 people were hurt.</p>"
    link = only(read_feed(ATOM, HERE))
    assert (day_of(link), link.updated and link.updated.words) == ("2024-03-02", "2024-03-03")
    assert link.content == "<p>Over 40 people were hurt.</p>"
    assert (day_of(only(read_feed(RSS_1, HERE))), only(read_feed(RSS_1, HERE)).author) == ("2024-03-02", "A. Reporter")


def test_a_summary_is_no_report() -> None:
    assert only(read_feed(rss(item("<link>/a</link><description>In short.</description>")), HERE)).content is None


def test_a_json_feed() -> None:
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Harbour Post",
        "language": "en-GB",
        "items": [
            {
                "id": "1",
                "url": "/mill",
                "title": "Mill burns",
                "date_published": "2024-03-02T23:00:00-05:00",
                "authors": [{"name": "A. Reporter"}],
                "content_text": "1 < 2",
            },
            {"id": "https://post.example/two", "content_html": "<p>Two</p>"},
            {"id": "no address"},
            "no item",
        ],
    }
    listing = read_feed(json.dumps(feed).encode(), HERE)
    first, second = listing.links
    assert (first.url, first.title, day_of(first), first.author, first.language) == (
        "https://post.example/mill",
        "Mill burns",
        "2024-03-02",
        "A. Reporter",
        "en",
    )
    assert (first.content, second.url, second.content) == ("<p>1 &lt; 2</p>", "https://post.example/two", "<p>Two</p>")


# --- whose story it is --------------------------------------------------------------------------------------------


def test_the_source_of_an_entry_on_its_own_site_is_a_credit() -> None:
    own = item(
        "<link>https://www.post.example/mill</link><source url='https://agency.example/rss'>Coast Agency</source>"
    )
    link = only(read_feed(rss(own), HERE))
    assert (link.credit, link.outlet) == ("Coast Agency", None)


def test_the_source_of_an_entry_that_leads_elsewhere_is_its_outlet() -> None:
    other = item(
        "<link>https://courier.example/mill</link><source url='https://courier.example/rss'>Coast Courier</source>"
    )
    link = only(read_feed(rss(other), HERE))
    assert (link.outlet, link.credit) == ("Coast Courier", None)


def test_a_feed_that_names_itself_credits_nobody() -> None:
    own = item("<link>https://post.example/mill</link><source url='https://post.example/rss'>Harbour Post</source>")
    assert only(read_feed(rss(own), HERE)).credit is None


# --- dates --------------------------------------------------------------------------------------------------------

DATES = [
    ("Sat, 02 Mar 2024 09:00:00 GMT", "2024-03-02"),
    ("Mon, 02 Mar 2024 09:00:00 GMT", "2024-03-02"),  # it was a Saturday
    ("02 Mar 2024 23:59:00 -0800", "2024-03-02"),  # the outlet's day, not ours
    ("Sat, 2 Mar 24 09:00:00 EST", "2024-03-02"),
    ("  Sat,  02 Mar 2024\n09:00:00 +0000 ", "2024-03-02"),
    ("2024-03-02", "2024-03-02"),
    ("2024-03-02T09:00:00.123Z", "2024-03-02"),
    ("2024-03-02 09:00:00", "2024-03-02"),
    ("2024-03", "2024-03"),
    ("2024", "2024"),
    ("", None),
    ("yesterday", None),
    ("03/02/2024", None),  # March or February: not guessed
    ("Sat, 32 Mar 2024 09:00:00 GMT", None),
    ("0000-00-00T00:00:00Z", None),
    ("Thu, 01 Jan 1", None),
    ("1709370000", None),
]


@pytest.mark.parametrize(("printed", "day"), DATES)
def test_dates_are_read_as_printed_or_not_at_all(printed: str, day: str | None) -> None:
    assert day_of(only(read_feed(rss(item(f"<link>/a</link><pubDate>{printed}</pubDate>")), HERE))) == day


def test_the_date_of_a_change_is_not_that_of_publication() -> None:
    feed = ATOM.replace(b"<published>2024-03-02T09:00:00+01:00</published>", b"")
    link = only(read_feed(feed, HERE))
    assert link.published is None and link.updated is not None


# --- addresses ----------------------------------------------------------------------------------------------------

LINKS = [
    ("/mill", "https://post.example/mill"),
    ("mill", "https://post.example/news/mill"),
    ("//cdn.example/mill", "https://cdn.example/mill"),
    ("?id=3&amp;x=1", "https://post.example/news/feed.xml?id=3&x=1"),
    ("\n https://post.example/mill \n", "https://post.example/mill"),
    ("<![CDATA[https://post.example/a?b=1&c=2]]>", "https://post.example/a?b=1&c=2"),
    ("https://post.example/Straße", "https://post.example/Straße"),
]


@pytest.mark.parametrize(("link", "url"), LINKS)
def test_links_are_made_whole(link: str, url: str) -> None:
    assert only(read_feed(rss(item(f"<title>a</title><link>{link}</link>")), HERE)).url == url


def test_xml_base_holds() -> None:
    feed = ATOM.replace(b'xml:lang="en"', b'xml:base="https://other.example/x/"').replace(
        b'<link href="https://post.example/mill"/>', b'<link href="mill"/>'
    )
    assert only(read_feed(feed, HERE)).url == "https://other.example/x/mill"


def test_a_permanent_guid_stands_for_a_missing_link() -> None:
    listing = read_feed(
        rss(item("<guid>https://post.example/a</guid>") + item("<guid isPermaLink='false'>7</guid>")), HERE
    )
    assert [link.url for link in listing.links] == ["https://post.example/a"]


@pytest.mark.parametrize(
    "link", ["javascript:alert(1)", "mailto:desk@post.example", "file:///etc/passwd", "http://[bad"]
)
def test_what_is_no_page_is_left_out(link: str) -> None:
    assert read_feed(rss(item(f"<title>a</title><link>{link}</link>")), HERE).links == ()


def test_each_address_stands_once_and_the_first_entry_counts() -> None:
    listing = read_feed(
        rss("".join(item(f"<title>{n}</title><link>/{n % 2}</link><guid>same</guid>") for n in range(4))), HERE
    )
    assert [(link.url[-1], link.title) for link in listing.links] == [("0", "0"), ("1", "1")]


# --- words --------------------------------------------------------------------------------------------------------

TITLES = [
    ("Fire &amp; flood", "Fire & flood"),
    ("Fire &amp;amp; flood", "Fire & flood"),
    ("<![CDATA[Fire & <i>flood</i>]]>", "Fire & flood"),
    ("12 barns &#8211; &amp;#8220;gone&amp;#8221;", "12 barns – “gone”"),
    ("More than 5 &lt; 6", "More than 5 < 6"),
    ("Two\n  lines", "Two lines"),
    ("", ""),
]


@pytest.mark.parametrize(("written", "title"), TITLES)
def test_titles_are_plain_words(written: str, title: str) -> None:
    assert only(read_feed(rss(item(f"<title>{written}</title><link>/a</link>")), HERE)).title == title


CHARSETS = [
    (rss(item("<title>Überfall in Żnin</title><link>/a</link>"), charset="iso-8859-2"), ""),
    (rss(item("<title>Überfall in Żnin</title><link>/a</link>"), charset="utf-16"), ""),
    (rss(item("<title>Überfall in Żnin</title><link>/a</link>")), "application/rss+xml; charset=utf-8"),
    # Says nothing, or the wrong thing, in the file; the server knows.
    (
        rss(item("<title>Überfall in Żnin</title><link>/a</link>"), charset="windows-1250").partition(b"?>")[2],
        "text/xml; charset=windows-1250",
    ),
    # Says UTF-8 to the server and is: the head of the file is wrong.
    (rss(item("<title>Überfall in Żnin</title><link>/a</link>")).replace(b"utf-8", b"us-ascii"), "application/xml"),
    (b"\xef\xbb\xbf" + rss(item("<title>Überfall in Żnin</title><link>/a</link>")), "text/html"),
]


@pytest.mark.parametrize(("feed", "content_type"), CHARSETS)
def test_charsets_survive(feed: bytes, content_type: str) -> None:
    assert only(read_feed(feed, HERE, content_type=content_type)).title == "Überfall in Żnin"


# --- broken and hostile -------------------------------------------------------------------------------------------


def test_a_broken_feed_is_read_as_far_as_it_goes_and_said() -> None:
    whole = rss("".join(item(f"<title>a & b</title><link>/{n}</link>") for n in range(3)))
    listing = read_feed(whole[: whole.index(b"/2</link>") + 4], HERE)
    assert [link.title for link in listing.links][:2] == ["a & b", "a & b"]
    assert listing.remark is not None and f"The feed at {HERE} is broken in line 1 (" in listing.remark


#: What broke readers of feeds in public, by their issues; each stands in the first of two entries, which both come.
BREAKING = {
    "C code in a section": "<content:encoded><![CDATA[ <!h<!h<!h< ]]></content:encoded>",
    "half a declaration": "<description><![CDATA[ <!/ a <![if !IE]> x <!DOCTYPE a [ <!b ]]></description>",
    "half a place": "<georss:point>1</georss:point><georss:polygon>1 x</georss:polygon>",
    "entities of HTML": "<description>The Clown&rsquo;s &euro; &uacute;</description>",
    "a bare ampersand": "<description>Fire & flood</description>",
    "control characters": "<description>a \x0c b \x00 c</description>",
    "an escaped section": "<description>&lt;![CDATA[some]]&gt;</description>",
    "a prefix nobody declared": "<media:thumbnail url='a'/>",
    "references to no character": "<description>&#xDE09; &#0; &#x110000; &#99999999;</description>",
    "a link to comments": "<comments>/comments</comments><wfw:commentRss>/c</wfw:commentRss>",
    "a link of another sort": "<atom:link href='/x' rel='replies'/>",
    "an enclosure": "<enclosure url='/a.mp3' type='audio/mpeg' length='x'/>",
    "an empty element": "<pubDate/><guid/><author/><category/>",
}


@pytest.mark.parametrize("kind", BREAKING)
def test_what_broke_others_breaks_no_entry(kind: str) -> None:
    space = "".join(f' xmlns:{name}="https://{name}.example/"' for name in ("wfw", "atom"))
    root = (
        '<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" '
        f'xmlns:georss="http://www.georss.org/georss"{space}>'
    )
    first = item(f"<title>One</title><link>/1</link>{BREAKING[kind]}")
    listing = read_feed(rss(first + item("<title>Two</title><link>/2</link>"), root=root), HERE)
    assert [(link.url[-2:], link.title) for link in listing.links] == [("/1", "One"), ("/2", "Two")]


def test_an_empty_feed_before_the_feed_does_not_hide_it() -> None:
    assert only(read_feed(b"<feed/>" + ATOM[ATOM.index(b"<feed") :], HERE)).title == "Mill burns"


def test_a_server_that_prints_its_warnings_first() -> None:
    assert only(read_feed(b"<br />\n<b>Warning</b>: x on line <b>1</b>\n" + RSS_2, HERE)).title == "Mill burns"


def test_who_collects_headlines_puts_the_outlet_behind_each() -> None:
    other = (
        "<title>Mill burns - Coast Courier</title><link>https://collector.example/articles/x</link>"
        "<source url='https://courier.example'>Coast Courier</source>"
    )
    link = only(read_feed(rss(item(other)), HERE))
    assert (link.title, link.outlet) == ("Mill burns", "Coast Courier")


def test_space_before_the_feed_does_not_matter() -> None:
    assert only(read_feed(b"\n\n  " + RSS_2, HERE)).url == "https://post.example/mill"


def test_an_empty_feed_is_a_feed() -> None:
    assert read_feed(rss(""), HERE).links == ()


def laughs() -> str:
    """Ten entities, each of ten of the one before."""
    rows = (f'<!ENTITY {name} "{f"&{last};" * 10}">' for last, name in itertools.pairwise("abcdefghij"))
    return f'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "haha">{"".join(rows)}]>'


@pytest.mark.parametrize("kind", ["rss", "sitemap"])
def test_a_billion_laughs_are_not_laughed(kind: str) -> None:
    if kind == "rss":
        body = laughs() + "<rss version='2.0'><channel><item><title>&j;</title><link>/a</link></item></channel></rss>"
    else:
        body = laughs() + "<urlset><url><loc>https://post.example/a</loc><title>&j;</title></url></urlset>"
    try:
        listing = read_feed(body.encode(), HERE)
    except UnreadableFeed:
        return
    assert sum(len(link.title) for link in listing.links) < 1000


@pytest.mark.parametrize("kind", ["rss", "sitemap"])
def test_no_feed_reads_a_file_of_this_machine(kind: str, tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("s3cret")
    head = f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file://{secret}"><!ENTITY % p SYSTEM "file://{secret}">]>'
    if kind == "rss":
        body = head + "<rss version='2.0'><channel><item><title>&e;</title><link>/a</link></item></channel></rss>"
    else:
        body = head + "<urlset><url><loc>https://post.example/&e;</loc></url><url><loc>/b</loc></url></urlset>"
    assert "s3cret" not in repr(read_feed(body.encode(), HERE))


def test_bytes_are_never_taken_for_a_file_or_an_address() -> None:
    """The parser beneath opens what it takes for a path or an address."""
    for body in (b"/etc/passwd", b"etc/passwd", b"feed://post.example/", b"README.md"):
        with pytest.raises(UnreadableFeed):
            read_feed(body, HERE)


NO_FEEDS = [
    (b"", "is empty"),
    (b"  \n", "is empty"),
    (b"hello", "is no feed and no sitemap"),
    (b"\x89PNG\r\n\x1a\n\x00", "is no feed and no sitemap"),
    (b"{", "cannot be read"),
    (b"[" * 100_000, "is no feed"),
    (b'{"a":' * 100_000, "cannot be read"),
    (b'{"items": []}', "no JSON Feed"),
    (gzip.compress(RSS_2)[:-20], "damaged"),
    (b"<!doctype html><html><p>a</p>", 'is a web page, not a feed, and names none; use kind = "page"'),
    (
        b"<html><head><link rel='alternate' type='application/rss+xml' href='/rss?a=1&amp;b=2'></head>",
        "it names https://post.example/rss?a=1&b=2 as its feed",
    ),
]


@pytest.mark.parametrize(("body", "sentence"), NO_FEEDS)
def test_what_is_no_feed_is_said(body: bytes, sentence: str) -> None:
    with pytest.raises(UnreadableFeed) as unreadable:
        read_feed(body, HERE)
    assert sentence in str(unreadable.value)
    assert str(unreadable.value).endswith(".")


# --- sitemaps -----------------------------------------------------------------------------------------------------

NS = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
NEWS = f"""<?xml version="1.0" encoding="UTF-8"?><urlset {NS} xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"
 xmlns:image="http://www.google.com/schemas/sitemap-image/1.1">
<url><loc> https://post.example/mill?a=1&amp;b=2 </loc><lastmod>2024-03-03T10:00:00+02:00</lastmod>
<image:image><image:loc>https://post.example/mill.jpg</image:loc><image:title>A picture</image:title></image:image>
<news:news><news:publication><news:name>Harbour Post</news:name><news:language>en</news:language></news:publication>
<news:publication_date>2024-03-02</news:publication_date><news:title>Mill &amp; barns burn</news:title>
</news:news></url>
<url><loc>/relative</loc></url><url><loc>/relative</loc></url><url><lastmod>2024</lastmod></url></urlset>""".encode()


@pytest.mark.parametrize("packed", [False, True])
def test_a_news_sitemap(packed: bool) -> None:
    first, second = read_feed(gzip.compress(NEWS) if packed else NEWS, HERE).links
    assert (first.url, first.title, first.outlet) == (
        "https://post.example/mill?a=1&b=2",
        "Mill & barns burn",
        "Harbour Post",
    )
    assert (day_of(first), first.updated and first.updated.words, first.language) == ("2024-03-02", "2024-03-03", "en")
    assert (second.url, second.published, second.title) == ("https://post.example/relative", None, "")


def test_an_index_names_its_sitemaps_newest_first() -> None:
    index = f"""<sitemapindex {NS}><sitemap><loc>/old.xml</loc><lastmod>2023-01-01</lastmod></sitemap>
    <sitemap><loc>/undated.xml</loc></sitemap><sitemap><loc>/new.xml.gz</loc><lastmod>2024-03-01</lastmod></sitemap>
    </sitemapindex>"""
    listing = read_feed(index.encode(), HERE)
    assert listing.links == ()
    assert [url.rsplit("/", 1)[1] for url in listing.more] == ["new.xml.gz", "old.xml", "undated.xml"]


def test_a_sitemap_without_its_namespace_or_cut_off_is_read_too() -> None:
    body = b"<urlset><url><loc>https://post.example/a</loc></url><url><loc>https://post.example/b?x=1&y=2</loc></url><url><lo"
    assert [link.url for link in read_feed(body, HERE).links] == [
        "https://post.example/a",
        "https://post.example/b?x=1&y=2",
    ]


def test_a_sitemap_of_plain_lines() -> None:
    body = b"https://post.example/a\r\n\r\nnot an address\nhttps://post.example/b\nhttps://post.example/a\n"
    assert [link.url[-1] for link in read_feed(body, "https://post.example/sitemap.txt").links] == ["a", "b"]


def test_a_packed_sitemap_does_not_become_a_large_memory() -> None:
    with pytest.raises(UnreadableFeed, match="is larger than 50 MB"):
        read_feed(gzip.compress(b"<urlset>" + bytes(60 << 20)), HERE)


def test_fifty_thousand_addresses_are_read_in_a_moment() -> None:
    rows = "".join(
        f"<url><loc>https://post.example/{n}</loc><lastmod>2024-03-02</lastmod></url>" for n in range(50_000)
    )
    began = time.process_time()
    assert len(read_feed(f"<urlset {NS}>{rows}</urlset>".encode(), HERE).links) == 50_000
    assert time.process_time() - began < 10


@pytest.mark.parametrize(
    "body",
    [b"<!---->" * 500 + b"x", b"<rss><channel><item>" + b"<" * 50_000, b"<rss><channel>" + b"<item><title>" * 5_000],
    ids=["comments", "brackets", "nested"],
)
def test_a_hostile_feed_costs_no_time(body: bytes) -> None:
    began = time.process_time()
    with contextlib.suppress(UnreadableFeed):
        read_feed(body, HERE)
    assert time.process_time() - began < 5


def test_a_feed_too_large_is_not_read() -> None:
    with pytest.raises(UnreadableFeed, match="larger than 16 MB"):
        read_feed(rss("") + bytes(17 << 20), HERE)


# --- anything at all ----------------------------------------------------------------------------------------------

WHOLE = (RSS_2, RSS_1, ATOM, NEWS, b'{"version": "https://jsonfeed.org/version/1", "items": [{"url": "/a"}]}')


@settings(max_examples=150, deadline=None)
@example(NEWS, 241, 0, b"[")
@given(st.sampled_from(WHOLE), st.integers(0, 1500), st.integers(0, 40), st.binary(max_size=12))
def test_a_feed_that_was_damaged_anywhere_is_read_or_refused(whole: bytes, at: int, lost: int, put: bytes) -> None:
    try:
        listing = read_feed(whole[:at] + put + whole[at + lost :], HERE)
    except UnreadableFeed as error:
        assert str(error).endswith(".")
    else:
        assert all(link.url.startswith(("http://", "https://")) for link in listing.links)


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=200))
def test_bytes_are_read_or_refused(body: bytes) -> None:
    try:
        read_feed(body, HERE, content_type="text/xml; charset=utf-16")
    except UnreadableFeed as error:
        assert str(error).endswith(".")
