"""What one page or file brings, and whose word is believed: the page's, its listing's, a stranger's."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from test_pages import LINES, pdf
from typer.testing import CliRunner
from website import Answer, WebSite

from bot.cli import app
from knowledge.articles import UnreadableArticle, leads_home
from knowledge.contents import read_contents
from knowledge.fetch import Fetcher
from knowledge.model import Article
from knowledge.refresh import SourceOutcome, refresh
from knowledge.sources import Source
from knowledge.store import Store

NOW = datetime(2024, 3, 2, 12, tzinfo=UTC)
TOLL = ("At least 12 people were killed near Homs on Monday, the mayor said.", "Nobody else was hurt, Jonas Weil said.")
ARABIC = (
    "قال رئيس البلدية إن اثني عشر شخصا على الأقل قتلوا قرب حمص يوم الاثنين.",
    "وقال يوناس فايل إن أحدا غيرهم لم يصب في السوق.",
)
BLOG, CHECKS = "https://blog.example/barns", "https://checks.example/12-barns"


@pytest.fixture
def site() -> Iterator[WebSite]:
    with WebSite() as site:
        yield site


@pytest.fixture
def bring(empty_store: Store) -> Callable[..., SourceOutcome]:
    """Read one source into the store, hours after noon of a Saturday."""

    def brought(source: Source, hours: float = 0) -> SourceOutcome:
        now = NOW + timedelta(hours=hours)
        with Fetcher(allowed_hosts=["127.0.0.1", "localhost"], gap=0, first_wait=0.01, today=lambda: now) as fetcher:
            return refresh([source], empty_store, fetcher, now=now).sources[0]

    return brought


def counts(one: SourceOutcome) -> tuple[int, int, int, int, int]:
    """New, changed, unchanged, refused, failed."""
    return one.new, one.changed, one.unchanged, one.refused, one.failed


def said(one: SourceOutcome) -> str:
    return "\n".join(reason.sentence for reason in one.reasons)


def kept(store: Store, address: str) -> Article:
    article = store.archive.article(address)
    assert article is not None
    return article


# --- fact-checks in a page ----------------------------------------------------------------------------------------


def rated(url: str, rating: str = "True", reviewer: str = "Coast Checks") -> dict[str, Any]:
    return {
        "@type": "ClaimReview",
        "claimReviewed": "Twelve barns burned",
        "url": url,
        "author": {"name": reviewer},
        "reviewRating": {"alternateName": rating},
    }


def a_page(*reviews: dict[str, Any], canonical: str = "", words: tuple[str, ...] = TOLL) -> str:
    scripts = "".join(f"<script type='application/ld+json'>{json.dumps(one)}</script>" for one in reviews)
    own = f'<link rel="canonical" href="{canonical}">' if canonical else ""
    body = "".join(f"<p>{line}</p>" for line in words)
    head = f"<head><title>Barns</title>{own}{scripts}</head>"
    return f"<html>{head}<body><article><h1>Barns</h1>{body}</article></body></html>"


@pytest.mark.parametrize(
    ("review", "is_kept"),
    [
        (rated(BLOG), True),
        (rated("https://www.blog.example/other"), True),
        (rated("/barns"), True),
        # Whoever writes a page may put any words into the mouth of a fact-checker.
        (rated(CHECKS), False),
        (rated("https://blog.example.checks.example/a"), False),
        (rated("https://notblog.example/a"), False),
        (rated("https://blog.example:99999/a"), False),
        (rated(BLOG, reviewer="Reuters"), False),
    ],
)
def test_only_the_fact_checks_of_a_page_s_own_site_are_believed(review: dict[str, Any], is_kept: bool) -> None:
    contents = read_contents(a_page(review).encode(), BLOG)
    assert contents.article is not None
    assert bool(contents.fact_checks) is is_kept and bool(contents.disbelieved) is not is_kept
    if not is_kept:
        assert contents.disbelieved.startswith(f"{BLOG} carries a fact-check under the name of ")


def test_who_signs_a_fact_check_did_not_sign_the_report_beside_it() -> None:
    article = read_contents(a_page(rated(BLOG, reviewer="Reuters")).encode(), BLOG).article
    assert article is not None and (article.author, article.credit) == (None, None)


def test_a_page_in_a_stranger_s_feed_is_told_of_as_that() -> None:
    contents = read_contents(a_page(rated(BLOG)).encode(), BLOG, told_at="https://feed.example/rss")
    assert (
        not contents.fact_checks
        and "the feed https://feed.example/rss, which is not of that site" in contents.disbelieved
    )


def test_a_page_with_nothing_but_others_fact_checks_is_no_report() -> None:
    with pytest.raises(UnreadableArticle):
        read_contents(a_page(rated(CHECKS), words=()).encode(), BLOG)
    assert read_contents(a_page(rated(BLOG), words=()).encode(), BLOG).article is None


def test_a_stranger_s_page_changes_no_fact_check(
    site: WebSite, empty_store: Store, bring: Callable[..., SourceOutcome]
) -> None:
    site.page("/reviews.json", json.dumps([rated(CHECKS, "Unproven")]), content_type="application/json")
    assert counts(bring(Source("Coast Checks", "claimreview", site.url("/reviews.json")))) == (1, 0, 0, 0, 0)
    site.page("/blog", a_page(rated(CHECKS, "True")))
    outcome = bring(Source("Blog", "page", site.url("/blog")))
    assert counts(outcome) == (1, 0, 0, 1, 0)
    assert "Coast Checks (checks.example)" in said(outcome) and "name their own page or feed" in said(outcome)
    assert "rated it “Unproven”" in kept(empty_store, CHECKS).text


def test_a_feed_that_carries_somebody_else_s_page_rates_nothing(
    site: WebSite, empty_store: Store, bring: Callable[..., SourceOutcome]
) -> None:
    words = "<p>At least 12 people were killed near Homs, the mayor said.</p>" + "<p>The market was closed.</p>" * 50
    script = f"<script type='application/ld+json'>{json.dumps(rated(CHECKS))}</script>"
    item = f"<title>Barns</title><link>{CHECKS}</link><content:encoded><![CDATA[{words}{script}]]></content:encoded>"
    feed = f'<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><item>{item}'
    site.page("/rss.xml", f"{feed}</item></channel></rss>", content_type="application/rss+xml")
    bring(Source("Blog", "feed", site.url("/rss.xml")))
    assert not any(one.is_note for one in empty_store.archive.articles())


def test_the_fact_checks_in_a_saved_page_are_kept_with_it(
    tmp_path: Path, empty_store: Store, bring: Callable[..., SourceOutcome]
) -> None:
    (tmp_path / "files").mkdir()
    (tmp_path / "files" / "own.html").write_text(a_page(rated(CHECKS, "Unproven"), canonical=CHECKS))
    (tmp_path / "files" / "other.html").write_text(
        a_page(rated("https://checks.example/13"), canonical=BLOG, words=("Another page says that 9 people died.",))
    )
    source = Source("Archive", "folder", str(tmp_path / "files"))
    assert counts(bring(source)) == (3, 0, 0, 1, 0)
    assert counts(bring(source, hours=2)) == (0, 0, 2, 0, 0)
    ratings = [one.text for one in empty_store.archive.articles() if one.is_note]
    assert len(ratings) == 1 and "Coast Checks rated it “Unproven”" in ratings[0]


@pytest.fixture
def add(empty_store: Store, monkeypatch: pytest.MonkeyPatch) -> Callable[..., tuple[int, str]]:
    """Says `whosays kb add …`; answers with the exit status and what was said."""
    monkeypatch.setenv("WHOSAYS_DATA", str(empty_store.folder))
    monkeypatch.setenv("FETCH_ALLOWED_HOSTS", "127.0.0.1")
    monkeypatch.setenv("ATTRIBUTION_MODEL", "none")

    def added(*words: str) -> tuple[int, str]:
        ran = CliRunner().invoke(app, ["kb", "add", *words])
        return ran.exit_code, " ".join(ran.stderr.split())

    return added


def test_whoever_adds_a_page_adds_its_fact_checks(
    site: WebSite, tmp_path: Path, empty_store: Store, add: Callable[..., tuple[int, str]]
) -> None:
    site.page("/check", a_page(rated(site.url("/check"), "Unproven"), rated(CHECKS)))
    status, told = add(site.url("/check"))
    assert status == 0 and "2 new" in told and "under the name of Coast Checks (checks.example)" in told
    (tmp_path / "saved.html").write_text(a_page(rated(CHECKS, "Unproven"), words=("Some 9 people died in Homs.",)))
    status, told = add(str(tmp_path / "saved.html"), "--url", CHECKS)
    assert status == 0 and "2 new" in told
    ratings = {one.url for one in empty_store.archive.articles() if one.is_note}
    assert ratings == {site.url("/check"), CHECKS}


# --- pages that are closed, and pages that are gone ----------------------------------------------------------------


@pytest.mark.parametrize("status", [401, 402, 403, 451])
def test_a_closed_page_does_not_keep_its_source_failing(
    status: int, site: WebSite, bring: Callable[..., SourceOutcome]
) -> None:
    site.article("/open", "Strikes near Homs", TOLL)
    site.answers("/closed", Answer(status))
    site.rss("/rss.xml", [("/open", "", ""), ("/closed", "", "")])
    source = Source("Post", "feed", site.url("/rss.xml"))
    outcome = bring(source)
    assert counts(outcome) == (1, 0, 0, 1, 0) and f"answered {status}" in said(outcome)
    site.rss("/rss.xml", [("/closed", "", ""), ("/open", "", "")])
    assert counts(bring(source, hours=2)) == (0, 0, 2, 0, 0) and len(site.asked("/closed")) == 1
    # It may have been opened since; a listing that is closed is a failure.
    assert counts(bring(source, hours=30)) == (0, 0, 1, 1, 0)
    site.answers("/rss.xml", Answer(status))
    assert counts(bring(source, hours=40)) == (0, 0, 0, 0, 1)


def test_a_report_whose_address_leads_to_the_front_page_is_gone(
    site: WebSite, empty_store: Store, bring: Callable[..., SourceOutcome], add: Callable[..., tuple[int, str]]
) -> None:
    site.article("/", "Harbour Post", ["The front page says that 40 people died in the storm.", *TOLL])
    site.article("/new", "Strikes near Homs", TOLL)
    site.redirect("/dead", "/", status=301)
    site.redirect("/moved", "/new", status=301)
    site.rss("/rss.xml", [("/dead", "", ""), ("/moved", "", "")])
    outcome = bring(Source("Post", "feed", site.url("/rss.xml")))
    assert counts(outcome) == (1, 0, 0, 1, 0)
    assert f"{site.url('/dead')} leads to the front page of its site" in said(outcome)
    status, told = add(site.url("/dead"))
    assert status == 2 and "so its report is gone" in told
    assert [one.title for one in empty_store.archive.articles()] == ["Strikes near Homs"]
    # Whoever lists a front page wants it.
    assert counts(bring(Source("Front", "page", site.url("/")))) == (1, 0, 0, 0, 0)


@pytest.mark.parametrize(
    ("asked", "found", "is_gone"),
    [
        ("https://post.example/a/7", "https://post.example/", True),
        ("https://post.example/a/7", "https://www.post.example/en/", True),
        ("https://post.example/?p=7", "https://post.example/index.html", True),
        ("https://post.example/", "https://www.post.example/?utm_source=rss", False),
        ("https://post.example/a/7", "https://post.example/?p=7", False),
        ("https://post.example/a/7", "https://post.example/a/7/", False),
    ],
)
def test_a_front_page_is_one_however_it_is_written(asked: str, found: str, is_gone: bool) -> None:
    assert leads_home(asked, found) is is_gone


# --- the page's word and its listing's -----------------------------------------------------------------------------


def a_news_sitemap(site: WebSite, link: str, name: str, language: str) -> Source:
    row = (
        f"<url><loc>{link}</loc><news:news><news:publication><news:name>{name}</news:name><news:language>{language}"
        "</news:language></news:publication><news:title>Strikes</news:title></news:news></url>"
    )
    spaces = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"'
    site.page("/news.xml", f"<urlset {spaces}>{row}</urlset>", content_type="application/xml")
    return Source("Listed", "sitemap", site.url("/news.xml"))


@pytest.mark.parametrize(
    ("head", "words", "outlet", "language"),
    [
        # What the page leaves unsaid its listing says.
        ("<html><head><title>Strikes | Coast Courier (en)</title>", TOLL, "Coast Courier (en)", "de"),
        ('<html lang="nl"><head><meta property="og:site_name" content="Harbour Post">', TOLL, "Harbour Post", "nl"),
        # Its very letters say otherwise.
        ("<html><head>", ARABIC, "Coast Courier (en)", "ar"),
    ],
)
def test_a_page_s_word_outweighs_its_listing_s(
    head: str,
    words: tuple[str, ...],
    outlet: str,
    language: str,
    site: WebSite,
    empty_store: Store,
    bring: Callable[..., SourceOutcome],
) -> None:
    body = "".join(f"<p>{line}</p>" for line in words)
    site.page("/0", f"{head}</head><body><article><h1>Strikes</h1>{body}</article></body></html>")
    bring(a_news_sitemap(site, site.url("/0"), "Coast Courier (en)", "de"))
    article = kept(empty_store, site.url("/0"))
    assert (article.title, article.outlet, article.language) == ("Strikes", outlet, language)


@pytest.mark.parametrize("content_type", ["text/html", "text/plain", "application/pdf"])
def test_no_listing_renames_an_outlet_that_is_known_by_its_address(content_type: str) -> None:
    def outlet_at(url: str, name: str) -> str:
        data = {"text/html": a_page().encode(), "text/plain": TOLL[0].encode()}.get(content_type, pdf(LINES))
        article = read_contents(data, url, content_type=content_type, listed_outlet=name).article
        assert article is not None
        return article.outlet

    assert outlet_at("https://www.reuters.com/world/1", "Reuters News Agency (en)") == "Reuters"
    # Nor does it lend a site the name of another outlet.
    assert outlet_at(BLOG, "Reuters") == "blog.example"
    assert outlet_at(BLOG, "Barn Blog") == "Barn Blog"


# --- folders ------------------------------------------------------------------------------------------------------


def a_note(name: str, **other: Any) -> dict[str, Any]:
    return {
        "id": name,
        "kind": "report",
        "outlet": "Harbour Post",
        "title": f"Mill burns ({name})",
        "url": f"https://harbour.example/{name}",
        "confidence": "high",
        "facts": [{"says": "Two barns burnt.", "speaker": None}],
        **other,
    }


def test_a_document_and_notes_in_a_folder(
    tmp_path: Path, empty_store: Store, bring: Callable[..., SourceOutcome]
) -> None:
    (tmp_path / "files").mkdir()
    (tmp_path / "files" / "ferry.pdf").write_bytes(pdf(LINES))
    (tmp_path / "files" / "notes.jsonl").write_text("\n".join(json.dumps(a_note(name)) for name in ("N1", "N2")))
    assert counts(bring(Source("Archive", "folder", str(tmp_path / "files")))) == (3, 0, 0, 0, 0)
    titles = {(one.title, one.outlet) for one in empty_store.archive.articles()}
    assert titles == {
        ("Ferry sinks off Amber", "unknown outlet"),
        ("Mill burns (N1)", "Harbour Post"),
        ("Mill burns (N2)", "Harbour Post"),
    }


NOTES = [json.dumps(a_note("N1")), '{"id": "N2"', json.dumps(a_note("N3", urll="x")), json.dumps(a_note("N1"))]


def test_a_broken_line_among_notes_costs_itself_alone(
    tmp_path: Path, empty_store: Store, bring: Callable[..., SourceOutcome]
) -> None:
    file = tmp_path / "files" / "notes.jsonl"
    file.parent.mkdir()
    file.write_text("\n".join([*NOTES, json.dumps(a_note("N5"))]))
    source = Source("Archive", "folder", str(file.parent))
    outcome = bring(source)
    assert counts(outcome) == (2, 0, 0, 3, 0)
    for sentence in (
        f"{file}: line 2: is not JSON",
        f'{file}: line 3, urll: is not a field of a note; did you mean "url"?',
        f'{file}: line 4, id: is "N1", as on line 1',
    ):
        assert sentence in said(outcome)
    assert {one.id for one in empty_store.archive.articles()} == {"N1", "N5"}
    assert counts(bring(source, hours=2)) == (0, 0, 1, 0, 0)
    file.write_text("\n".join([NOTES[0], json.dumps(a_note("N2")), json.dumps(a_note("N5"))]))
    assert counts(bring(source, hours=4)) == (1, 0, 2, 0, 0)
    file.write_text("\n".join(NOTES[1:3]))
    assert counts(bring(source, hours=6)) == (0, 0, 0, 1, 0)


def test_a_broken_line_is_told_to_whoever_adds_and_stops_whoever_loads(
    tmp_path: Path, empty_store: Store, add: Callable[..., tuple[int, str]]
) -> None:
    file = tmp_path / "notes.jsonl"
    file.write_text("\n".join(NOTES))
    # A pack is loaded whole or not at all.
    ran = CliRunner().invoke(app, ["kb", "load", str(file)])
    assert ran.exit_code == 2 and "line 2" in ran.stderr and empty_store.archive.counts().notes == 0
    status, told = add(str(file))
    assert status == 2 and "line 2" in told and "line 3" in told and "1 new" in told


def test_what_the_list_says_of_a_folder_holds_for_its_tables(
    tmp_path: Path, empty_store: Store, bring: Callable[..., SourceOutcome]
) -> None:
    (tmp_path / "files").mkdir()
    (tmp_path / "files" / "rows.csv").write_text(
        'title,text,source\nOne,"Nine people were hurt, police said.",Other\nTwo,"Ten were hurt, Jonas Weil said.",\n'
    )
    bring(Source("Archive", "folder", str(tmp_path / "files"), outlet="Harbour Post", language="sv", credit="AFP"))
    rows = {(one.outlet, one.language, one.credit) for one in empty_store.archive.articles()}
    assert rows == {("Harbour Post", "sv", "AFP")}


def test_a_table_without_texts_does_not_keep_its_folder_failing(
    tmp_path: Path, bring: Callable[..., SourceOutcome]
) -> None:
    (tmp_path / "files").mkdir()
    (tmp_path / "files" / "rows.csv").write_text("a,b\n1,2\n")
    source = Source("Archive", "folder", str(tmp_path / "files"))
    assert counts(bring(source)) == (0, 0, 0, 1, 0)
    assert counts(bring(source, hours=2)) == (0, 0, 1, 0, 0)
