"""From a list of sources to a store that is up to date, over a real web site; what goes wrong is said and skipped."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import threading
import time
import zlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from patience import SOON, wait_until
from typer.testing import CliRunner
from website import Answer, WebSite

from bot.card.rendering import check_verbatim
from bot.cli import app
from knowledge.archive import database
from knowledge.feeds import Link
from knowledge.fetch import Fetcher
from knowledge.model import Period, Visit
from knowledge.refresh import Outcome, Progress, Search, SourceOutcome, due_at, flow, next_due, refresh
from knowledge.refresh.schedule import is_due, newest
from knowledge.sources import Source
from knowledge.statements import read_statements
from knowledge.store import Store, StoreError
from knowledge.tagger import TaggedSpan
from retrieval.answers import answer

NOW = datetime(2024, 3, 2, 12, tzinfo=UTC)
TOLL = ("At least 12 people were killed near Homs on Monday, the mayor said.", "Nobody else was hurt, Jonas Weil said.")


@pytest.fixture
def site() -> Iterator[WebSite]:
    with WebSite() as site:
        yield site


@pytest.fixture
def bring(empty_store: Store) -> Callable[..., Outcome]:
    """Refresh the store; hours after noon of a Saturday."""

    def brought(*sources: Source, hours: float = 0, **how: Any) -> Outcome:
        now = NOW + timedelta(hours=hours)
        with Fetcher(allowed_hosts=["127.0.0.1"], gap=0, first_wait=0.01, today=lambda: now) as fetcher:
            return refresh(sources, empty_store, fetcher, now=now, **how)

    return brought


def a_feed(site: WebSite, many: int = 3, **how: Any) -> Source:
    """A feed of reports, put on the site."""
    for number in range(many):
        site.article(f"/{number}", f"Strikes near Homs, report {number}", [*TOLL, f"This was report {number}."])
    site.rss("/rss.xml", [(f"/{number}", "", "") for number in range(many)], **how)
    return Source("Harbour Post", "feed", site.url("/rss.xml"), outlet="Harbour Post")


def counts(one: SourceOutcome) -> tuple[int, int, int, int, int]:
    return one.new, one.changed, one.unchanged, one.refused, one.failed


def told(outcome: Outcome) -> tuple[int, int, int, int, int]:
    """New, changed, unchanged, refused, failed, of a refresh of one source."""
    return counts(outcome.sources[0])


# --- what is read -------------------------------------------------------------------------------------------------


def test_a_feed_is_read_and_found(site: WebSite, empty_store: Store, bring: Callable[..., Outcome]) -> None:
    outcome = bring(a_feed(site))
    assert told(outcome) == (3, 0, 0, 0, 0)
    assert outcome.all_well and outcome.is_published and not empty_store.owed()
    article = empty_store.archive.article(site.url("/0"))
    assert article is not None and (article.outlet, article.title) == ("Harbour Post", "Strikes near Homs, report 0")
    (card,) = answer("12 people were killed near Homs", empty_store, now=NOW).cards
    assert card.accounts[0].findings[0].article.outlet == "Harbour Post"


def test_what_has_not_changed_is_not_asked_again(site: WebSite, bring: Callable[..., Outcome]) -> None:
    source = a_feed(site, etag='"1"')
    bring(source)
    before = len(site.requests)
    outcome = bring(source, hours=2)
    assert told(outcome) == (0, 0, 0, 0, 0) and not outcome.is_published
    assert "not changed" in outcome.sources[0].remark
    assert [asked.path for asked in site.requests[before:] if asked.path != "/robots.txt"] == ["/rss.xml"]


def test_only_the_new_page_of_a_changed_feed_is_asked(site: WebSite, bring: Callable[..., Outcome]) -> None:
    bring(a_feed(site))
    site.article("/new", "A mill burns", ["Twelve barns burned on Monday, the mayor said."])
    site.rss("/rss.xml", [(path, "", "") for path in ("/new", "/0", "/1", "/2")])
    before = len(site.requests)
    source = Source("Harbour Post", "feed", site.url("/rss.xml"))
    assert told(bring(source, hours=2)) == (1, 0, 3, 0, 0)
    asked = {one.path for one in site.requests[before:]}
    assert "/new" in asked and not asked & {"/0", "/1", "/2"}


def test_an_edited_page_is_noticed_although_its_feed_is_silent(
    site: WebSite, empty_store: Store, bring: Callable[..., Outcome]
) -> None:
    source = a_feed(site, etag='"1"')
    bring(source)
    site.article("/0", "Strikes near Homs, report 0", [TOLL[0].replace("12", "15"), TOLL[1], "This was report 0."])
    assert told(bring(source, hours=2)) == (0, 0, 0, 0, 0)
    assert told(bring(source, hours=26)) == (0, 1, 2, 0, 0)
    article = empty_store.archive.article(site.url("/0"))
    assert article is not None
    (edit,) = empty_store.archive.history_of(article.id)
    assert [(moved.before, moved.after) for moved in edit.moved] == [
        ("At least 12 people were killed", "At least 15 people were killed")
    ]
    assert not empty_store.owed()


def test_a_correction_that_its_feed_tells_of_is_read_at_once(site: WebSite, bring: Callable[..., Outcome]) -> None:
    def lists(updated: str) -> None:
        entry = f'<entry><title>Strikes</title><link href="{site.url("/0")}"/><updated>{updated}</updated></entry>'
        feed = f'<feed xmlns="http://www.w3.org/2005/Atom"><title>Post</title>{entry}</feed>'
        site.page("/atom.xml", feed, content_type="application/atom+xml")

    source = Source("Post", "feed", site.url("/atom.xml"))
    site.article("/0", "Strikes near Homs", TOLL)
    lists("2024-03-02T11:00:00Z")
    assert told(bring(source)) == (1, 0, 0, 0, 0)
    site.article("/0", "Strikes near Homs", [TOLL[0].replace("12", "15"), TOLL[1]])
    lists("2024-03-02T13:30:00+01:00")
    assert told(bring(source, hours=1)) == (0, 1, 0, 0, 0)
    lists("2024-03-02T12:30:00Z")
    assert told(bring(source, hours=2)) == (0, 0, 1, 0, 0) and len(site.asked("/0")) == 2


def test_a_feed_that_carries_whole_reports_is_read_itself(
    site: WebSite, empty_store: Store, bring: Callable[..., Outcome]
) -> None:
    def carries(toll: int) -> None:
        words = f"At least {toll} people were killed near Homs, the mayor said. " + "The market was closed. " * 50
        item = f"<title>Toll</title><link>{site.url('/toll')}</link><content:encoded><![CDATA[<p>{words}</p>]]>"
        feed = (
            '<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>'
            f"<item>{item}</content:encoded></item></channel></rss>"
        )
        site.page("/whole.xml", feed, content_type="application/rss+xml")

    source = Source("Post", "feed", site.url("/whole.xml"))
    carries(12)
    assert told(bring(source)) == (1, 0, 0, 0, 0) and not site.asked("/toll")
    assert told(bring(source, hours=8)) == (0, 0, 1, 0, 0)
    carries(15)
    assert told(bring(source, hours=10)) == (0, 1, 0, 0, 0) and not site.asked("/toll")
    article = empty_store.archive.article(site.url("/toll"))
    assert article is not None and len(empty_store.archive.history_of(article.id)) == 1


def an_index(site: WebSite, rows: str) -> None:
    """An index of sitemaps, which has not changed for whoever asks for changes."""
    index = f'<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{rows}</sitemapindex>'
    site.page("/map.xml", index, content_type="application/xml", etag='"1"')


def test_a_new_page_is_read_although_the_index_of_sitemaps_has_not_changed(
    site: WebSite, bring: Callable[..., Outcome]
) -> None:
    for number in range(4):
        site.article(f"/{number}", f"Report {number}", [*TOLL, f"This was report {number}."])
    an_index(site, "".join(f"<sitemap><loc>{site.url(f'/map-{one}.xml')}</loc></sitemap>" for one in (1, 2, 3)))
    for number, day in ((1, "2024-02-05"), (2, "2024-02-04"), (3, "2024-02-03")):
        site.sitemap(f"/map-{number}.xml", [(f"/{number}", day)], etag='"1"')
    source = Source("Coast Courier", "sitemap", site.url("/map.xml"), depth=2)
    assert told(bring(source)) == (2, 0, 0, 0, 0)
    unchanged = bring(source, hours=2)
    assert told(unchanged) == (0, 0, 0, 0, 0) and "not changed" in unchanged.sources[0].remark
    site.sitemap("/map-2.xml", [("/2", "2024-02-04"), ("/0", "2024-03-02")], etag='"2"')
    assert told(bring(source, hours=4)) == (1, 0, 1, 0, 0)
    # The depth was reached before the third, and stays where it was.
    assert not site.asked("/map-3.xml") and not site.asked("/3")


def test_the_newest_pages_of_a_sitemap_index_are_taken(site: WebSite, bring: Callable[..., Outcome]) -> None:
    for number in range(6):
        site.article(f"/{number}", f"Report {number}", TOLL)
    site.sitemap("/map-1.xml", [("/0", "2024-02-01"), ("/1", "2024-02-05"), ("/2", "2024-02-03")])
    site.sitemap("/map-2.xml", [("/3", "2024-03-01"), ("/4", "2024-03-02"), ("/5", "2024-02-28")])
    rows = "".join(
        f"<sitemap><loc>{site.url(path)}</loc><lastmod>{day}</lastmod></sitemap>"
        for path, day in (("/map-1.xml", "2024-02-05"), ("/map-2.xml", "2024-03-02"))
    )
    an_index(site, rows)
    source = Source("Coast Courier", "sitemap", site.url("/map.xml"), depth=2)
    bring(source)
    assert site.asked("/4") and site.asked("/3") and not site.asked("/5") and not site.asked("/map-1.xml")


def test_a_single_page_is_looked_at_every_time(site: WebSite, bring: Callable[..., Outcome]) -> None:
    site.article("/daily", "Daily figures", TOLL, etag='"1"')
    source = Source("Ministry", "page", site.url("/daily"))
    assert told(bring(source)) == (1, 0, 0, 0, 0)
    assert told(bring(source, hours=2)) == (0, 0, 1, 0, 0)
    site.article("/daily", "Daily figures", [TOLL[0].replace("12", "20"), TOLL[1]], etag='"2"')
    assert told(bring(source, hours=4)) == (0, 1, 0, 0, 0)


def test_a_folder_of_files(tmp_path: Path, empty_store: Store, bring: Callable[..., Outcome]) -> None:
    folder = tmp_path / "files"
    (folder / "deep").mkdir(parents=True)
    (folder / "a.txt").write_text("Mill burns\n\nTwelve barns burned, the mayor said on Monday.\n")
    (folder / "deep" / "b.html").write_text(f"<html><body><h1>Tolls</h1><p>{TOLL[0]}</p><p>{TOLL[1]}</p></body></html>")
    (folder / "rows.csv").write_text('title,text\nOne,"Nine people were hurt, police said."\nTwo,"Ten were hurt."\n')
    (folder / "broken.pdf").write_bytes(b"%PDF-1.4 nothing")
    (folder / ".hidden.txt").write_text("Not ours\n\nNobody reads this.")
    (folder / "picture.png").write_bytes(b"\x89PNG")
    source = Source("Archive", "folder", str(folder))
    outcome = bring(source)
    assert told(outcome) == (4, 0, 0, 1, 0) and "broken.pdf" in outcome.sources[0].reasons[0].sentence
    assert told(bring(source, hours=2)) == (0, 0, 4, 0, 0)
    (folder / "a.txt").write_text("Mill burns\n\nThirteen barns burned, the mayor said on Monday.\n")
    assert told(bring(source, hours=4)) == (0, 1, 3, 0, 0)
    assert empty_store.archive.counts().articles == 4
    # The name of a file is nobody's name.
    assert {one.outlet for one in empty_store.archive.articles()} == {"unknown outlet"}


def test_fact_checks_are_kept_as_their_saying(site: WebSite, empty_store: Store, bring: Callable[..., Outcome]) -> None:
    review = {
        "@type": "ClaimReview",
        "claimReviewed": "Twelve barns burned",
        "url": "/check",
        "author": {"name": "Coast Checks"},
        "reviewRating": {"alternateName": "Unproven"},
    }
    site.page("/reviews.json", json.dumps([review]), content_type="application/json")
    source = Source("Coast Checks", "claimreview", site.url("/reviews.json"))
    assert told(bring(source)) == (1, 0, 0, 0, 0)
    assert told(bring(source, hours=2)) == (0, 0, 0, 0, 0)
    note = empty_store.archive.article(site.url("/check"))
    assert note is not None and "Coast Checks rated it “Unproven”" in note.text and note.is_note
    # The same markup in a page of a feed stands beside the page's own report.
    script = f"<script type='application/ld+json'>{json.dumps({**review, 'url': '/told'})}</script>"
    page = f"<html><head><title>Barns</title>{script}</head><body><article><h1>Barns</h1><p>{TOLL[0]}</p><p>{TOLL[1]}"
    site.page("/told", f"{page}</p></article></body></html>")
    assert told(bring(Source("Page", "page", site.url("/told")))) == (2, 0, 0, 0, 0)


def test_the_fact_check_tools_api_is_searched(site: WebSite, bring: Callable[..., Outcome]) -> None:
    claim = {
        "text": "Twelve barns burned",
        "claimReview": [
            {"publisher": {"name": "Coast Checks"}, "url": "https://checks.example/12", "textualRating": "Unproven"}
        ],
    }
    site.page("/claims", json.dumps({"claims": [claim]}), content_type="application/json")
    source = Source("Checks", "factcheck", "", query="barns")
    found = bring(source, search=Search("the-key", site.url("/claims")))
    assert told(found) == (1, 0, 0, 0, 0)
    assert site.requests[-1].headers["x-goog-api-key"] == "the-key"
    unasked = bring(source, anyway=True)
    assert told(unasked)[4] == 1 and "FACTCHECK_API_KEY is not set" in unasked.sources[0].reasons[0].sentence


def test_one_story_at_two_addresses_is_one_article(
    site: WebSite, empty_store: Store, bring: Callable[..., Outcome]
) -> None:
    site.article("/a", "Strikes near Homs", TOLL)
    site.article("/b", "Strikes near Homs", TOLL)
    site.rss("/rss.xml", [("/a", "", ""), ("/b", "", "")])
    assert told(bring(Source("Post", "feed", site.url("/rss.xml")))) == (1, 0, 1, 0, 0)
    first, second = (empty_store.archive.article(site.url(path)) for path in ("/a", "/b"))
    assert first == second and first is not None


def test_the_starter_pack_stays(site: WebSite, starter_folder: Path, tmp_path: Path) -> None:
    folder = tmp_path / "own"
    shutil.copytree(starter_folder, folder, symlinks=True)
    store = Store(folder)
    before = store.archive.counts()
    with Fetcher(allowed_hosts=["127.0.0.1"], gap=0) as fetcher:
        refresh([a_feed(site)], store, fetcher, now=NOW)
    after = store.archive.counts()
    assert (after.notes, after.profiles, after.articles) == (before.notes, before.profiles, before.articles + 3)
    assert store.archive.article("R001") is not None and not store.owed()
    store.close()


# --- when ---------------------------------------------------------------------------------------------------------


def test_a_source_that_is_not_due_is_left_alone(site: WebSite, bring: Callable[..., Outcome]) -> None:
    source = replace(a_feed(site), every=timedelta(hours=3))
    bring(source)
    asked = len(site.requests)
    (left,) = bring(source, hours=2).sources
    assert left.not_due_before is not None and len(site.requests) == asked
    assert bring(source, hours=2, anyway=True).sources[0].not_due_before is None
    # cron is early now and then by a second.
    (read,) = bring(source, hours=4.999).sources
    assert read.not_due_before is None


def test_due_at_is_a_sum() -> None:
    source = Source("Post", "feed", "https://post.example/rss", every=timedelta(hours=1))
    assert due_at(source, None) is None
    assert due_at(source, NOW) == NOW + timedelta(minutes=55)


def test_a_source_that_failed_is_due_at_once_or_after_a_pause_that_grows() -> None:
    source = Source("Post", "feed", "https://post.example/rss", every=timedelta(minutes=40))
    assert due_at(source, NOW, 1) == NOW
    minutes = [due_at(source, NOW, failures, is_patient=True) for failures in (1, 2, 3, 4, 99)]
    assert minutes == [NOW + timedelta(minutes=so_many) for so_many in (5, 10, 20, 36, 36)]


def test_a_source_that_failed_is_asked_again_at_the_next_refresh(
    site: WebSite, empty_store: Store, bring: Callable[..., Outcome]
) -> None:
    source = replace(a_feed(site), every=timedelta(days=7))
    feed = site.rss
    site.answers("/rss.xml", Answer(500))
    assert not bring(source).all_well
    assert not bring(source, hours=0.5).all_well
    assert next_due([source], empty_store, NOW) == NOW + timedelta(minutes=40)
    assert bring(source, hours=0.6, is_patient=True).sources[0].not_due_before is not None
    feed("/rss.xml", [("/0", "", "")])
    assert told(bring(source, hours=1)) == (1, 0, 0, 0, 0)
    assert bring(source, hours=2).sources[0].not_due_before is not None


def day(month: int, dom: int) -> Period:
    start = datetime(2024, month, dom, tzinfo=UTC)
    return Period(start, start + timedelta(days=1), "stated")


@pytest.mark.parametrize(
    ("published", "updated", "visited_hours_ago", "is_asked"),
    [
        (None, None, None, True),
        (None, None, 5, False),
        (None, None, 23, False),
        (None, None, 24, True),
        # A report of yesterday is asked again today, one of last month next month.
        (day(3, 1), None, 10, False),
        (day(3, 1), None, 20, True),
        (day(2, 20), None, 24 * 4, False),
        (day(2, 20), None, 24 * 6, True),
        (day(1, 1), None, 24 * 29, False),
        (day(1, 1), None, 24 * 31, True),
        # Its listing says that it changed on a day that was not over.
        (day(1, 1), day(3, 2), 7, True),
        (day(1, 1), day(3, 2), 5, False),
        (day(1, 1), day(2, 27), 7, False),
    ],
)
def test_a_page_is_asked_again_when_it_may_have_changed(
    published: Period | None, updated: Period | None, visited_hours_ago: int | None, is_asked: bool
) -> None:
    visit = None if visited_hours_ago is None else Visit("u", NOW - timedelta(hours=visited_hours_ago))
    assert is_due(Link("u", published=published, updated=updated), visit, NOW) is is_asked


def test_the_newest_are_taken_and_the_undated_last() -> None:
    links = [Link("undated"), Link("old", published=day(1, 1)), Link("new", published=day(1, 1), updated=day(3, 1))]
    assert [link.url for link in newest(links, 2, None)] == ["new", "old"]
    assert [link.url for link in newest(links, 9, datetime(2024, 2, 1, tzinfo=UTC))] == ["new", "undated"]


def test_since_leaves_out_what_is_older_and_does_not_forget_it(site: WebSite, bring: Callable[..., Outcome]) -> None:
    for path, dated in (("/old", "2024-01-05"), ("/new", "2024-03-01"), ("/undated", None)):
        site.article(path, f"Report {path}", [*TOLL, path], published=dated)
    date = "Fri, 05 Jan 2024 09:00:00 GMT"
    site.rss("/rss.xml", [("/old", "", date), ("/new", "", ""), ("/undated", "", "")], etag='"1"')
    source = Source("Post", "feed", site.url("/rss.xml"))
    assert told(bring(source, since=datetime(2024, 2, 1, tzinfo=UTC)))[0] == 2
    assert not site.asked("/old")
    assert told(bring(source, hours=2)) == (1, 0, 2, 0, 0)


def test_a_dry_run_says_what_would_be_read_and_writes_nothing(
    site: WebSite, empty_store: Store, bring: Callable[..., Outcome]
) -> None:
    source = a_feed(site)
    outcome = bring(source, dry_run=True)
    assert outcome.is_dry_run and told(outcome)[0] == 3
    assert not site.asked("/0") and empty_store.archive.counts().articles == 0
    assert told(bring(source)) == (3, 0, 0, 0, 0)
    (again,) = bring(source, hours=30, dry_run=True).sources
    assert (again.new, again.asked_again) == (0, 3)


# --- what goes wrong ----------------------------------------------------------------------------------------------


def test_one_bad_page_never_stops_the_rest(site: WebSite, bring: Callable[..., Outcome]) -> None:
    source = a_feed(site, 8)
    site.forget("/1")
    site.answers("/2", Answer(500))
    site.page("/3", "<html><body></body></html>")
    site.page("/4", b"\x00\x01\x02", content_type="image/png")
    site.answers("/5", Answer(200, b"x" * 999, {"Content-Type": "text/html"}, cut_at=10))
    outcome = bring(source)
    assert told(outcome) == (3, 0, 0, 3, 2) and not outcome.all_well
    failed = [reason for reason in outcome.sources[0].reasons if not reason.is_lasting]
    assert {reason.address for reason in failed} == {site.url("/2"), site.url("/5")}
    assert all(reason.address in reason.sentence for reason in outcome.sources[0].reasons)
    # What failed is asked again the next time, although the feed is what it was; what was refused is not.
    site.article("/2", "Late", [*TOLL, "It came late."])
    site.article("/5", "Later", [*TOLL, "It came later."])
    assert told(bring(source, hours=2)) == (2, 0, 6, 0, 0)


def test_a_reader_that_breaks_on_a_page_costs_that_page(
    site: WebSite, bring: Callable[..., Outcome], monkeypatch: pytest.MonkeyPatch
) -> None:
    def breaks(article: Any, tagger: Any) -> Any:
        if article.title.endswith("report 1"):
            raise RecursionError("too deep")
        return read_statements(article, tagger)

    monkeypatch.setattr("knowledge.refresh.visiting.read_statements", breaks)
    outcome = bring(a_feed(site))
    assert told(outcome) == (2, 0, 0, 0, 1)
    assert "RecursionError: too deep" in outcome.sources[0].reasons[0].sentence


@pytest.mark.parametrize(
    ("feed", "said"),
    [
        (Answer(404), "answered 404"),
        (Answer(500), "answered 500"),
        (Answer(200, b"<html><body>Welcome</body></html>", {"Content-Type": "text/html"}), "not a feed"),
        (Answer(200, b"", {"Content-Type": "text/xml"}), "empty"),
    ],
)
def test_a_source_that_is_gone_or_broken_is_said_and_loses_nothing(
    site: WebSite, empty_store: Store, bring: Callable[..., Outcome], feed: Answer, said: str
) -> None:
    source = a_feed(site)
    bring(source)
    site.answers("/rss.xml", feed)
    other = Source("Other", "page", site.url("/0"))
    outcome = bring(source, other, hours=30)
    assert counts(outcome.sources[0]) == (0, 0, 0, 0, 1) and said in outcome.sources[0].reasons[0].sentence
    assert counts(outcome.sources[1]) == (0, 0, 1, 0, 0)
    assert empty_store.archive.counts().articles == 3


def test_one_broken_sitemap_of_many_does_not_cost_the_others(site: WebSite, bring: Callable[..., Outcome]) -> None:
    site.article("/0", "Report", TOLL)
    site.sitemap("/good.xml", [("/0", "")])
    rows = "".join(f"<sitemap><loc>{site.url(path)}</loc></sitemap>" for path in ("/gone.xml", "/good.xml"))
    an_index(site, rows)
    outcome = bring(Source("Coast Courier", "sitemap", site.url("/map.xml")))
    assert told(outcome) == (1, 0, 0, 0, 1) and "/gone.xml answered 404" in outcome.sources[0].reasons[0].sentence


def test_a_folder_that_is_gone_is_said_and_nothing_of_it_is_lost(
    tmp_path: Path, site: WebSite, empty_store: Store, bring: Callable[..., Outcome]
) -> None:
    folder = tmp_path / "files"
    folder.mkdir()
    (folder / "a.txt").write_text("Mill burns\n\nTwelve barns burned, the mayor said on Monday.\n")
    source, feed = Source("Archive", "folder", str(folder)), a_feed(site)
    bring(source, feed)
    shutil.rmtree(folder)
    a_feed(site, 4)
    outcome = bring(source, feed, hours=2)
    assert [counts(one) for one in outcome.sources] == [(0, 0, 0, 0, 1), (1, 0, 3, 0, 0)]
    assert outcome.sources[0].reasons[0].sentence == f"There is no folder {folder}."
    assert empty_store.archive.counts().articles == 5 and not empty_store.owed()
    # A disk that is there again is read on as if nothing had been.
    folder.mkdir()
    (folder / "a.txt").write_text("Mill burns\n\nThirteen barns burned, the mayor said on Monday.\n")
    assert told(bring(source, hours=2.1)) == (0, 1, 0, 0, 0)


def test_a_feed_that_has_moved_is_read_and_said(site: WebSite, bring: Callable[..., Outcome]) -> None:
    a_feed(site)
    site.redirect("/old.xml", "/rss.xml", status=301)
    outcome = bring(Source("Post", "feed", site.url("/old.xml")))
    assert told(outcome)[0] == 3 and f"moved for good to {site.url('/rss.xml')}" in outcome.sources[0].remark


def test_a_feed_that_breaks_off_is_read_as_far_as_it_goes(site: WebSite, bring: Callable[..., Outcome]) -> None:
    a_feed(site)
    whole = site._answer("/rss.xml").body
    site.page("/rss.xml", whole[: whole.rindex(b"<item>") + 9], content_type="application/rss+xml")
    outcome = bring(Source("Post", "feed", site.url("/rss.xml")))
    assert told(outcome)[0] == 2 and "broken" in outcome.sources[0].remark


def test_a_page_that_is_emptied_or_taken_down_has_said_what_it_said(
    site: WebSite, empty_store: Store, bring: Callable[..., Outcome]
) -> None:
    source = a_feed(site)
    bring(source)
    site.page("/0", "<html><body><p>Sorry.</p></body></html>")
    site.forget("/1")
    (outcome,) = bring(source, hours=30).sources
    assert counts(outcome) == (0, 0, 1, 2, 0)
    assert all("What was kept of it stays" in reason.sentence for reason in outcome.reasons)
    assert (
        empty_store.archive.counts().articles == 3
        and len(empty_store.index.nearest(empty_store.encoder.encode_question("people killed"), 50))
        == empty_store.archive.counts().statements
    )


def test_a_site_that_does_not_answer_is_left_alone_after_a_while(site: WebSite, bring: Callable[..., Outcome]) -> None:
    source = a_feed(site, 40)
    for number in range(40):
        site.answers(f"/{number}", Answer(503))
    outcome = bring(source)
    assert told(outcome)[0] == 0
    assert any("more are left for next time" in reason.sentence for reason in outcome.sources[0].reasons)
    assert sum(bool(site.asked(f"/{number}")) for number in range(40)) < 20


def test_a_full_disk_is_said_and_the_next_refresh_goes_on(
    site: WebSite, empty_store: Store, bring: Callable[..., Outcome], monkeypatch: pytest.MonkeyPatch
) -> None:
    from knowledge.refresh import keeping

    monkeypatch.setattr(keeping, "STATEMENTS_AT_ONCE", 8)
    source = a_feed(site, 20)
    archive = empty_store.archive
    with sqlite3.connect(archive.folder / "archive.sqlite") as raw:
        pages = raw.execute("PRAGMA page_count").fetchone()[0]
    archive.limit_pages(pages + 8)
    outcome = bring(source)
    assert "is full or fails" in outcome.trouble and not outcome.all_well
    assert archive.counts().articles < 20
    archive.limit_pages(1_000_000)
    assert sum(told(bring(source, hours=0.1))[:3:2]) == 20
    assert archive.counts().articles == 20 and not empty_store.owed()


def test_a_locked_archive_is_said(
    site: WebSite, empty_store: Store, bring: Callable[..., Outcome], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "PATIENCE", 0.2)
    empty_store.archive.limit_pages(1_000_000)
    other = sqlite3.connect(empty_store.folder / "archive.sqlite", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    outcome = bring(a_feed(site))
    assert "busy with another writer" in outcome.trouble and not outcome.all_well
    other.execute("ROLLBACK")
    other.close()
    assert told(bring(a_feed(site), hours=0.1)) == (3, 0, 0, 0, 0)


def test_an_index_that_cannot_be_written_stays_owed(
    site: WebSite, empty_store: Store, bring: Callable[..., Outcome]
) -> None:
    # A file lies where the folder belongs.
    (empty_store.folder / "index").write_text("")
    outcome = bring(a_feed(site))
    assert told(outcome)[0] == 3 and "the index is owed" in outcome.trouble
    (empty_store.folder / "index").unlink()
    again = bring(a_feed(site), hours=2)
    assert again.is_published and again.all_well and not empty_store.owed()


def test_a_second_writer_is_refused_and_told_who_writes(
    site: WebSite, empty_store: Store, bring: Callable[..., Outcome]
) -> None:
    with (
        Store(empty_store.folder).writing("refreshing its sources"),
        pytest.raises(StoreError, match=r"Somebody else is writing .* \(process \d+, refreshing its sources since"),
    ):
        bring(a_feed(site))
    assert told(bring(a_feed(site))) == (3, 0, 0, 0, 0)
    assert not (empty_store.folder / "writer.txt").exists()


def test_whoever_is_stopped_keeps_what_is_in_hand(
    site: WebSite, empty_store: Store, bring: Callable[..., Outcome], monkeypatch: pytest.MonkeyPatch
) -> None:
    source = a_feed(site, 48)
    stop = threading.Event()

    def told_of(progress: Progress) -> None:
        if progress.done > 9:
            stop.set()

    outcome = bring(source, told=told_of, stopped=stop.is_set)
    assert outcome.is_stopped and 0 < told(outcome)[0] < 48
    assert empty_store.archive.counts().articles == told(outcome)[0] and not empty_store.owed()
    assert told(bring(source, hours=0.1))[0] == 48 - told(outcome)[0]


# --- pages without end --------------------------------------------------------------------------------------------


def endless_pdf() -> bytes:
    """A PDF of a few kilobytes that takes many minutes to read: one page, set letter by letter, again and again."""
    text = zlib.compress(b"BT /F1 12 Tf 72 720 Td " + b"(a) Tj 1 0 Td " * 300_000 + b"ET", 9)
    objects = (
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [%s] /Count 300 >>" % (b"3 0 R " * 300),
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R"
        b" /Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> >>",
        b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(text), text),
    )
    body = b"%PDF-1.4\n"
    places = []
    for number, one in enumerate(objects, 1):
        places.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, one)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    end = b"xref\n0 5\n0000000000 65535 f \n%strailer\n<< /Size 5 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n"
    return body + end % (table, len(body))


def test_a_pdf_without_end_is_left_and_the_refresh_goes_on(
    site: WebSite, bring: Callable[..., Outcome], monkeypatch: pytest.MonkeyPatch
) -> None:
    bring(a_feed(site))
    # From here on, whatever a reader imports is there.
    monkeypatch.setattr(flow, "LONGEST_READING", 3.0)
    site.article("/new", "A mill burns", ["Twelve barns burned on Monday, the mayor said."])
    pdfs = [f"/{number}.pdf" for number in range(flow.READING)]
    for path in pdfs:
        site.page(path, endless_pdf(), content_type="application/pdf")
    site.rss("/rss.xml", [(path, "", "") for path in (*pdfs, "/new")])
    # Another test's hands may still wait for a site that never answers.
    others = set(threading.enumerate())
    outcome = bring(Source("Harbour Post", "feed", site.url("/rss.xml")), hours=2)
    assert told(outcome) == (1, 0, 0, 0, flow.READING) and outcome.is_published
    sentence = f"{site.url('/0.pdf')} took longer than 3 seconds to read; it was left."
    assert sentence in {reason.sentence for reason in outcome.sources[0].reasons}
    # Nor does anybody go on reading them.
    wait_until(lambda: not any(thread.name.startswith("hand ") for thread in set(threading.enumerate()) - others))


def test_a_reader_that_swallows_the_first_word_to_stop_is_told_again() -> None:
    from knowledge.refresh.readings import Reading, TakesTooLong

    reading, swallowed, over = Reading(threading.Semaphore(1), 0.0), threading.Event(), threading.Event()

    def read() -> None:
        with contextlib.suppress(TakesTooLong), reading:
            while not swallowed.is_set():
                try:
                    while True:
                        time.sleep(0.01)
                except TakesTooLong:
                    swallowed.set()
            while True:
                time.sleep(0.01)
        over.set()

    threading.Thread(target=read, daemon=True).start()
    while not swallowed.is_set():
        reading.give_up_if_late(lambda: None)
    assert over.wait(SOON)


class Stuck:
    """A tagger that never comes back from one report."""

    def __init__(self) -> None:
        self.is_over = threading.Event()
        self.is_reading = False

    def tag(self, paragraphs: Sequence[str], worth_reading: object = None) -> list[tuple[TaggedSpan, ...]]:
        """Nothing, of all reports but one."""
        if any("report 1" in paragraph for paragraph in paragraphs):
            self.is_reading = True
            self.is_over.wait(SOON)
            self.is_reading = False
        return [() for _ in paragraphs]


def test_a_reader_that_heeds_nothing_is_not_waited_for(
    site: WebSite, bring: Callable[..., Outcome], monkeypatch: pytest.MonkeyPatch
) -> None:
    site.article("/before", "A mill burns", ["Twelve barns burned on Monday, the mayor said."])
    bring(Source("Mill Post", "page", site.url("/before")))
    # From here on, whatever a reader imports is there.
    monkeypatch.setattr(flow, "LONGEST_READING", 3.0)
    source, stuck = a_feed(site, 6), Stuck()

    def opened() -> Stuck:
        # All wait for the model, and none is given up for it.
        time.sleep(3.5)
        return stuck

    outcome = bring(source, tagger=opened)
    assert told(outcome) == (5, 0, 0, 0, 1) and outcome.is_published
    assert "/1 took longer than 3 seconds to read" in outcome.sources[0].reasons[0].sentence
    assert stuck.is_reading
    stuck.is_over.set()
    assert told(bring(source, hours=0.1)) == (1, 0, 5, 0, 0)


# --- readers meanwhile --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("is_the_same_store", [True, False], ids=["in the bot's own job", "in another process's store"])
def test_readers_are_answered_consistently_while_others_write(
    site: WebSite,
    empty_store: Store,
    bring: Callable[..., Outcome],
    monkeypatch: pytest.MonkeyPatch,
    is_the_same_store: bool,
) -> None:
    from knowledge.refresh import keeping

    monkeypatch.setattr(keeping, "STATEMENTS_AT_ONCE", 8)
    source = a_feed(site, 8)
    bring(source)
    reader = empty_store if is_the_same_store else Store(empty_store.folder, stance="none")
    answered: list[int] = []
    wrong: list[BaseException] = []
    done = threading.Event()

    def asks() -> None:
        try:
            while not done.is_set():
                (card,) = answer("12 people were killed near Homs", reader, now=NOW).cards
                check_verbatim(card)
                answered.append(len(card.accounts))
        except BaseException as error:
            wrong.append(error)

    threads = [threading.Thread(target=asks) for _ in range(2)]
    for thread in threads:
        thread.start()
    for round_ in range(1, 4):
        for number in range(8):
            filler = ["A line of no weight stands here."] * (number % 3 + round_)
            site.article(f"/{number}", f"Strikes near Homs, report {number}", [*filler, *TOLL, f"Report {number}."])
        site.article(f"/new-{round_}", f"Fresh toll {round_}", [f"Exactly {700 + round_} people were killed in Idlib."])
        listed = [*range(8), *(f"new-{one}" for one in range(1, round_ + 1))]
        site.rss("/rss.xml", [(f"/{one}", "", "") for one in listed])
        assert bring(source, hours=30 * round_).is_published
        # The very next question sees the new generation.
        nearest = reader.index.nearest(reader.encoder.encode_question(f"Fresh toll {round_}"), 3)
        fresh = empty_store.archive.article(site.url(f"/new-{round_}"))
        assert fresh is not None and nearest[0][0].startswith(fresh.id)
    done.set()
    for thread in threads:
        thread.join()
    assert not wrong, wrong
    assert answered and min(answered) >= 1


def test_many_sources_take_their_turns(site: WebSite, bring: Callable[..., Outcome]) -> None:
    for number in range(12):
        site.article(f"/{number}", f"Report {number}", [*TOLL, f"This was report {number}."])
    sources: Sequence[Source] = []
    for one in range(4):
        site.rss(f"/{one}.xml", [(f"/{number}", "", "") for number in range(one * 2, one * 2 + 6)])
        sources = [*sources, Source(f"Feed {one}", "feed", site.url(f"/{one}.xml"))]
    outcome = bring(*sources)
    assert sum(one.new for one in outcome.sources) == 12
    assert sum(one.unchanged for one in outcome.sources) == 12
    assert all(len(site.asked(f"/{number}")) == 1 for number in range(12))
    assert flow.HANDS_FOR_ONE < flow.HANDS < flow.IN_WORK


# --- the terminal -------------------------------------------------------------------------------------------------


@pytest.fixture
def maintainer(
    site: WebSite, empty_store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Callable[..., tuple[int, str, str]]:
    """Says `whosays kb …`; answers with the exit status, what was printed, and what was said beside it."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("WHOSAYS_DATA", str(empty_store.folder))
    monkeypatch.setenv("FETCH_ALLOWED_HOSTS", "127.0.0.1")
    monkeypatch.setenv("ATTRIBUTION_MODEL", "none")

    def says(*words: str) -> tuple[int, str, str]:
        said = CliRunner().invoke(app, ["kb", *words])
        return said.exit_code, said.stdout, said.stderr

    return says


def a_list(folder: Path, *sources: Source) -> Path:
    file = folder / "sources.toml"
    file.write_text(
        "".join(f'[[source]]\nname = "{one.name}"\nkind = "{one.kind}"\nwhere = "{one.where}"\n' for one in sources)
    )
    return file


def test_a_refresh_in_the_terminal(
    site: WebSite, empty_store: Store, maintainer: Callable[..., tuple[int, str, str]]
) -> None:
    status, _, said = maintainer("refresh")
    assert status == 2 and "There is no list of sources" in said and "--example" in said
    a_list(empty_store.folder, Source("Daily", "page", site.url("/daily")), Source("Gone", "page", site.url("/gone")))
    site.article("/daily", "Daily figures", TOLL)
    status, printed, _ = maintainer("refresh", "--dry-run")
    assert status == 0 and printed.startswith("Daily: 1 to be read, 0 to be asked again, 0 not due\n")
    status, printed, _ = maintainer("refresh")
    assert status == 0
    first, second, reason = printed.splitlines()
    assert first == "Daily: 1 new, 0 changed, 0 unchanged, 0 refused, 0 failed"
    assert second == "Gone: 0 new, 0 changed, 0 unchanged, 1 refused, 0 failed"
    assert reason == f"    refused: {site.url('/gone')} answered 404."
    status, printed, _ = maintainer("refresh")
    assert status == 0 and printed.count("not due before") == 2
    site.answers("/daily", Answer(500))
    status, printed, _ = maintainer("refresh", "daily", "--json")
    told_all = json.loads(printed)
    assert status == 1 and not told_all["all_well"] and [one["failed"] for one in told_all["sources"]] == [1]
    status, printed, _ = maintainer("refresh", "daily", "Daily")
    assert printed.count("Daily: ") == 1
    status, _, said = maintainer("refresh", "Dayly")
    assert status == 2 and "did you mean 'Daily'?" in said
    status, _, said = maintainer("refresh", "--since", "soon")
    assert status == 2 and "2024-03-02" in said
    with empty_store.writing("adding articles"):
        status, _, said = maintainer("refresh", "--all")
    assert status == 2 and "Somebody else is writing" in said and "adding articles" in said
    site.forget("/daily")
    status, printed, _ = maintainer("refresh", "Daily")
    assert "answered 404. What was kept of it stays, and cards go on citing it." in printed
    status, printed, _ = maintainer("show", site.url("/daily"))
    assert "its page was gone, or closed, when it was asked on " in printed
    site.answers("/daily", Answer(500))
    status, printed, _ = maintainer("refresh", "daily")
    status, printed, _ = maintainer("sources")
    assert status == 0 and printed.count("due ") == 2 and "answered 500" in printed
    status, printed, _ = maintainer("sources", "--example")
    assert status == 0 and "[[source]]" in printed


def test_what_a_site_asks_for_holds_for_the_next_refresh(
    site: WebSite, empty_store: Store, maintainer: Callable[..., tuple[int, str, str]]
) -> None:
    a_list(empty_store.folder, Source("Daily", "page", site.url("/daily")))
    site.answers("/daily", Answer(429, headers={"Retry-After": "3600"}))
    for _ in range(3):
        status, printed, _ = maintainer("refresh")
        assert status == 1 and "127.0.0.1 asks to be left alone for" in printed
    assert len(site.asked("/daily")) == len(site.asked("/robots.txt")) == 1


def test_whoever_only_looks_makes_no_store(
    site: WebSite, maintainer: Callable[..., tuple[int, str, str]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    nowhere = tmp_path / "mistyped"
    nowhere.mkdir()
    monkeypatch.setenv("WHOSAYS_DATA", str(nowhere))
    file = a_list(nowhere, Source("Daily", "page", site.url("/daily")))
    for words in (("sources",), ("refresh", "--dry-run")):
        status, _, said = maintainer(*words)
        assert status == 0 and f"{nowhere} holds no store yet." in said
    status, _, said = maintainer("backup", str(tmp_path / "b"))
    assert status == 2 and f"There is no store in {nowhere}" in said
    assert list(nowhere.iterdir()) == [file]


def test_a_list_with_mistakes_is_not_used(empty_store: Store, maintainer: Callable[..., tuple[int, str, str]]) -> None:
    (empty_store.folder / "sources.toml").write_text('[[source]]\nname = "A"\nkind = "rss"\n')
    status, _, said = maintainer("refresh")
    assert status == 2 and 'did you mean "feed"?' in said


def watching(store: Store) -> subprocess.Popen[str]:
    """`whosays kb watch`, running."""
    return subprocess.Popen(
        [sys.executable, "-m", "bot.cli", "kb", "watch"],
        env={
            **os.environ,
            "WHOSAYS_DATA": str(store.folder),
            "FETCH_ALLOWED_HOSTS": "127.0.0.1",
            "ATTRIBUTION_MODEL": "none",
        },
        cwd=Path(__file__).parent.parent,
        stdout=subprocess.PIPE,
        text=True,
    )


def test_watching_ends_cleanly_on_sigterm(site: WebSite, empty_store: Store) -> None:
    a_list(empty_store.folder, Source("Daily", "page", site.url("/daily")))
    site.article("/daily", "Daily figures", TOLL)
    watch = watching(empty_store)
    assert watch.stdout is not None
    assert watch.stdout.readline().endswith("UTC\n")
    assert watch.stdout.readline() == "Daily: 1 new, 0 changed, 0 unchanged, 0 refused, 0 failed\n"
    watch.send_signal(signal.SIGTERM)
    assert watch.wait(SOON) == 0
    watch.stdout.close()
    assert empty_store.archive.counts().articles == 1 and not empty_store.owed()


def test_whoever_watches_waits_where_the_index_cannot_be_paid(site: WebSite, empty_store: Store) -> None:
    a_list(empty_store.folder, Source("Daily", "page", site.url("/daily")))
    site.article("/daily", "Daily figures", TOLL)
    shutil.rmtree(empty_store.folder / "index", ignore_errors=True)
    (empty_store.folder / "index").write_text("in the way")
    watch = watching(empty_store)
    assert watch.stdout is not None
    lines = [watch.stdout.readline() for _ in range(3)]
    assert "the index is owed" in lines[2]
    time.sleep(2)
    watch.send_signal(signal.SIGTERM)
    assert watch.wait(SOON) == 0
    assert watch.stdout.read() == ""
    watch.stdout.close()
