"""The one outgoing request, against a real site on this machine: what it follows, what it refuses, and its manners."""

from __future__ import annotations

import gzip
import ssl
import threading
import time
import zlib
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path
from typing import Any

import pytest
import trustme
from website import Answer, Http2Site, WebSite

from bot.settings import SettingError, read_settings
from knowledge.fetch import LARGEST_PAGE, Fetcher, FetchError, Refused

HTML = {"Content-Type": "text/html; charset=utf-8"}
TODAY = datetime(2024, 3, 2, 9, 0, tzinfo=UTC)


@pytest.fixture
def site() -> Iterator[WebSite]:
    with WebSite() as site:
        yield site


def quick(**chosen: Any) -> Fetcher:
    """A fetcher that may visit this machine and does not wait for long."""
    return Fetcher(
        **{
            "allowed_hosts": {"127.0.0.1"},
            "gap": 0.0,
            "timeout": 2.0,
            "longest": 2.0,
            "first_wait": 0.001,
            "today": lambda: TODAY,
            **chosen,
        }
    )


@pytest.fixture
def fetcher() -> Iterator[Fetcher]:
    with quick() as fetcher:
        yield fetcher


def bodies_of(site: WebSite, path: str, fetcher: Fetcher) -> bytes:
    return fetcher.fetch(site.url(path)).body


# --- a page, and what has changed of it ---------------------------------------------------------------------------


def test_a_page_comes_whole_with_a_visit_to_be_kept(site: WebSite, fetcher: Fetcher) -> None:
    site.page("/a", "<p>12 barns burned.</p>", etag='"1"', last_modified="Sat, 02 Mar 2024 08:00:00 GMT")
    page = fetcher.fetch(site.url("/a"))
    assert (page.url, page.charset, page.body) == (site.url("/a"), "utf-8", b"<p>12 barns burned.</p>")
    assert page.visit.url == site.url("/a")
    assert (page.visit.fetched_at, page.visit.etag) == (TODAY, '"1"')
    assert page.visit.last_modified == "Sat, 02 Mar 2024 08:00:00 GMT"
    assert page.moved_to is None


@pytest.mark.parametrize("validator", [{"etag": 'W/"7"'}, {"last_modified": "Sat, 02 Mar 2024 08:00:00 GMT"}])
def test_an_unchanged_page_is_not_sent_again(site: WebSite, fetcher: Fetcher, validator: dict[str, str]) -> None:
    site.page("/a", "old", **validator)
    last = fetcher.fetch(site.url("/a")).visit
    assert fetcher.fetch(site.url("/a"), last=last) is None
    assert len(site.asked("/a")) == 2
    site.page("/a", "new", **{name: f"{value}x" for name, value in validator.items()})
    changed = fetcher.fetch(site.url("/a"), last=last)
    assert changed is not None and changed.body == b"new"


def test_a_site_without_validators_is_compared_by_its_bytes(site: WebSite, fetcher: Fetcher) -> None:
    site.page("/a", "old")
    last = fetcher.fetch(site.url("/a")).visit
    assert fetcher.fetch(site.url("/a"), last=last) is None
    site.page("/a", "new")
    assert fetcher.fetch(site.url("/a"), last=last) is not None


@pytest.mark.parametrize("etag", ['"\xe9"', '"a\x01b"', "", " ", '"' + "a" * 5000 + '"'])
def test_a_validator_of_odd_letters_does_no_harm(etag: str, site: WebSite, fetcher: Fetcher) -> None:
    site.page("/a", "old", etag=etag, last_modified="gestern")
    last = fetcher.fetch(site.url("/a")).visit
    assert fetcher.fetch(site.url("/a"), last=last) is None
    site.page("/a", "new", etag='"2"')
    assert fetcher.fetch(site.url("/a"), last=last) is not None


def test_a_304_that_nobody_asked_for_is_said(site: WebSite, fetcher: Fetcher) -> None:
    site.answers("/a", Answer(304))
    with pytest.raises(FetchError, match="answered 304"):
        fetcher.fetch(site.url("/a"))


# --- redirects ----------------------------------------------------------------------------------------------------


def test_a_page_that_moved_for_good_says_where_to(site: WebSite, fetcher: Fetcher) -> None:
    site.redirect("/old", "/new", status=301)
    site.redirect("/new", "/today?x=1", status=302)
    site.page("/today?x=1", "here")
    page = fetcher.fetch(site.url("/old"))
    # What follows a redirect for the day is not for good.
    assert (page.url, page.moved_to) == (site.url("/today?x=1"), site.url("/new"))
    assert page.visit.url == site.url("/old")


def test_a_loop_and_a_long_way_are_refused(site: WebSite, fetcher: Fetcher) -> None:
    site.redirect("/a", "/b")
    site.redirect("/b", "/a")
    with pytest.raises(Refused, match="redirects more than 5 times"):
        fetcher.fetch(site.url("/a"))


def test_headers_of_one_site_do_not_go_to_another(fetcher: Fetcher) -> None:
    with WebSite() as one, WebSite(host="localhost") as other, quick(allowed_hosts=("127.0.0.1", "localhost")) as guest:
        one.redirect("/a", other.url("/b"))
        other.page("/b", "here")
        guest.fetch(one.url("/a"), headers={"X-Key": "s3cret"})
        assert one.asked("/a")[0].headers["x-key"] == "s3cret"
        assert "x-key" not in other.asked("/b")[0].headers


def test_headers_for_https_do_not_go_to_http(authority: trustme.CA) -> None:
    with (
        WebSite(host="post.example", tls=secured(authority, "post.example")) as one,
        WebSite(host="post.example") as other,
        at_home(trust=trusting(authority)) as fetcher,
    ):
        one.redirect("/a", other.url("/b"))
        other.page("/b", "here")
        fetcher.fetch(one.url("/a"), headers={"X-Key": "s3cret"})
        assert "x-key" in one.asked("/a")[0].headers and "x-key" not in other.asked("/b")[0].headers


# --- where it may not go ------------------------------------------------------------------------------------------

ELSEWHERE = [
    "ftp://post.example/a",
    "file:///etc/passwd",
    "javascript:alert(1)",
    "//post.example/a",
    "/a",
    "https:///a",
]


@pytest.mark.parametrize("url", ELSEWHERE)
def test_only_web_addresses_are_asked(url: str, fetcher: Fetcher) -> None:
    with pytest.raises(Refused, match="not a web address"):
        fetcher.fetch(url)


@pytest.mark.parametrize("url", ["https://[::1", "http://post.example:port/", "http://a\u0000b.example/"])
def test_what_is_no_address_is_said(url: str, fetcher: Fetcher) -> None:
    with pytest.raises(Refused, match="is not an address"):
        fetcher.fetch(url)


def test_a_password_in_an_address_is_neither_used_nor_shown(site: WebSite, fetcher: Fetcher) -> None:
    with pytest.raises(Refused) as refused:
        fetcher.fetch(site.url("/a").replace("://", "://anna:s3cret@"))
    assert "s3cret" not in str(refused.value)
    assert not site.requests


PRIVATE = [
    "127.0.0.1",
    "localhost",
    "localhost.",
    "127.1",
    "2130706433",
    "0x7f.1",
    "0.0.0.0",
    "[::1]",
    "[::ffff:127.0.0.1]",
    "10.0.0.1",
    "192.168.1.1",
    "169.254.169.254",
    "[fd00:ec2::254]",
    "100.100.100.200",
    "168.63.129.16",
    "192.0.0.192",
    "[fe80::1]",
    "[64:ff9b::7f00:1]",
    "[fec0::1]",
    "[::127.0.0.1]",
    "[::169.254.169.254]",
    "[::ffff:0:127.0.0.1]",
]


@pytest.mark.parametrize("host", PRIVATE)
def test_private_addresses_are_refused_however_they_are_written(host: str, site: WebSite) -> None:
    port = site.url("/").rsplit(":", 1)[1]
    with quick(allowed_hosts=()) as fetcher, pytest.raises(FetchError, match=r"private network|cannot be found"):
        fetcher.fetch(f"http://{host}:{port}")
    assert not site.requests


@pytest.mark.parametrize("to", ["http://localhost:{port}/desk", "http://169.254.169.254/latest/meta-data/", "//[::1]/"])
@pytest.mark.parametrize("heed_robots", [True, False])
def test_no_redirect_leads_inside(to: str, heed_robots: bool, site: WebSite, fetcher: Fetcher) -> None:
    site.redirect("/a", to.format(port=site.url("/").rsplit(":", 1)[1].strip("/")))
    site.page("/desk", "secret")
    with pytest.raises(Refused, match=f"^{site.url('/a')} redirects to http.* lies on a private network"):
        fetcher.fetch(site.url("/a"), heed_robots=heed_robots)
    assert not site.asked("/desk")


@pytest.mark.parametrize("to", ["file:///etc/passwd", "http://[bad", "https://", "http://a:99999/", "http://\xe9\x80"])
def test_no_redirect_leads_out_of_the_web(to: str, site: WebSite, fetcher: Fetcher) -> None:
    site.redirect("/a", to)
    site.redirect("/robots.txt", to)
    for heed_robots in (True, False):
        with pytest.raises(FetchError):
            fetcher.fetch(site.url("/a"), heed_robots=heed_robots)


def test_a_name_of_several_addresses_is_refused_when_one_of_them_is_inside() -> None:
    with quick(resolve=lambda host: ("93.184.216.34", "10.0.0.1")) as fetcher, pytest.raises(Refused, match="private"):
        fetcher.fetch("http://post.example/a")


def test_a_name_that_changes_its_address_after_the_check_is_not_followed(site: WebSite) -> None:
    """DNS rebinding: the address that was checked is the one that is connected to, so there is no second look-up."""
    asked: list[str] = []

    def rebinding(host: str) -> tuple[str, ...]:
        asked.append(host)
        # Documentation addresses are not public; this one is, and nobody answers for it here.
        return ("93.184.216.34",) if len(asked) == 1 else ("127.0.0.1",)

    site.page("/desk", "secret")
    port = site.url("/").rsplit(":", 1)[1].strip("/")
    with quick(resolve=rebinding, allowed_hosts=()) as fetcher, pytest.raises(BaseException) as refused:
        fetcher.fetch(f"http://rebinding.example:{port}/desk", heed_robots=False)
    # The first connection went to the public address (which the tests' own guard forbids) and to no other.
    assert "93.184.216.34" in str(refused.value)
    assert asked == ["rebinding.example"]
    with quick(resolve=rebinding, allowed_hosts=()) as fetcher, pytest.raises(Refused, match="private network"):
        fetcher.fetch(f"http://rebinding.example:{port}/desk", heed_robots=False)
    assert not site.requests


def test_the_checked_address_is_asked_under_the_name(site: WebSite) -> None:
    site.page("/a", "here")
    port = site.url("/").rsplit(":", 1)[1].strip("/")
    with quick(resolve=lambda host: ("127.0.0.1",), allowed_hosts={"Post.example."}) as fetcher:
        assert fetcher.fetch(f"http://post.example:{port}/a").url == f"http://post.example:{port}/a"
    assert site.asked("/a")[0].headers["host"] == f"post.example:{port}"


def test_a_second_address_is_tried_when_the_first_does_not_answer(site: WebSite) -> None:
    site.page("/a", "here")
    port = site.url("/").rsplit(":", 1)[1].strip("/")
    with quick(resolve=lambda host: ("127.0.0.2", "127.0.0.1"), allowed_hosts={"post.example"}) as fetcher:
        assert fetcher.fetch(f"http://post.example:{port}/a").body == b"here"


def test_no_proxy_of_the_environment_is_asked(site: WebSite, monkeypatch: pytest.MonkeyPatch) -> None:
    """A proxy would resolve the name itself, behind the guard's back."""
    with WebSite() as proxy:
        for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
            monkeypatch.setenv(name, proxy.url(""))
        site.page("/a", "here")
        with quick() as fetcher:
            assert fetcher.fetch(site.url("/a")).body == b"here"
        assert not proxy.requests


def test_a_host_that_is_not_found_is_said(fetcher: Fetcher) -> None:
    with pytest.raises(FetchError, match=r"'no-such-host\.invalid' cannot be found"):
        fetcher.fetch("http://no-such-host.invalid/")


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    """Whoever vouches for sites here."""
    return trustme.CA()


def secured(authority: trustme.CA, *names: str) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert(*names).configure_cert(context)
    return context


def trusting(authority: trustme.CA) -> ssl.SSLContext:
    context = ssl.create_default_context()
    authority.configure_trust(context)
    return context


def at_home(**chosen: Any) -> Fetcher:
    """A fetcher for which every name is this machine."""
    return quick(resolve=lambda host: ("127.0.0.1",), allowed_hosts={"post.example", "evil.example"}, **chosen)


def test_http_2_is_spoken_with_those_who_speak_it(authority: trustme.CA) -> None:
    """The certificate is checked against the name, though the connection goes to an address.

    Two may ask a site at once, each over a connection of its own, however many threads there are.
    """
    with (
        Http2Site(secured(authority, "post.example"), b"here") as site,
        at_home(trust=trusting(authority)) as fetcher,
        ThreadPoolExecutor(3) as pool,
    ):
        fetcher.fetch(f"https://post.example:{site.port}/0", heed_robots=False)
        urls = [f"https://post.example:{site.port}/{number}" for number in range(1, 7)]
        pages = list(pool.map(lambda url: fetcher.fetch(url, heed_robots=False), urls))
    assert {page.body for page in pages} == {b"here"}
    assert {asked[":authority"] for asked in site.asked} == {f"post.example:{site.port}"}
    assert site.connections == 2
    assert site.most_at_once == 1


def test_a_certificate_of_another_name_is_refused(authority: trustme.CA) -> None:
    with (
        WebSite(host="post.example", tls=secured(authority, "evil.example")) as site,
        at_home(trust=trusting(authority)) as fetcher,
    ):
        site.page("/a", "here")
        with pytest.raises(FetchError, match=r"certificate verify failed.*Hostname mismatch"):
            fetcher.fetch(site.url("/a"))
        evil = site.url("/a").replace("post.example", "evil.example")
        assert fetcher.fetch(evil).body == b"here"
        # The open line to evil.example, at the same address, is not taken for post.example.
        with pytest.raises(FetchError, match="Hostname mismatch"):
            fetcher.fetch(site.url("/b"))
        assert not site.asked("/b")


def test_a_certificate_that_nobody_vouches_for_is_refused(authority: trustme.CA) -> None:
    with WebSite(host="post.example", tls=secured(authority, "post.example")) as site, at_home() as fetcher:
        with pytest.raises(FetchError, match="certificate verify failed"):
            fetcher.fetch(site.url("/a"))
        assert not site.requests


def test_the_settings_name_the_hosts_of_ones_own_and_keep_the_keys_to_themselves(tmp_path: Path) -> None:
    nowhere = tmp_path / ".env"
    chosen = {"FETCH_ALLOWED_HOSTS": "news.internal.example,10.0.0.7  other", "FACTCHECK_API_KEY": "s3cret"}
    settings = read_settings({**chosen, "TELEGRAM_TOKEN": "1:s3cret"}, nowhere)
    assert settings.fetch_allowed_hosts == {"news.internal.example", "10.0.0.7", "other"}
    assert settings.factcheck_api_key == "s3cret" and "s3cret" not in repr(settings)
    assert read_settings({"WHOSAYS_DATA": "x"}, nowhere).fetch_allowed_hosts == frozenset()
    with pytest.raises(SettingError, match="FETCH_CONTACT"):
        read_settings({"FETCH_CONTACT": "a\r\nX-Other: b"}, nowhere)
    for host in ("https://news.example", "10.0.0.0/8", "*", "127.0.0.2:8801", "[::1]:80"):
        with pytest.raises(SettingError, match=r"FETCH_ALLOWED_HOSTS holds .* write host names alone"):
            read_settings({"FETCH_ALLOWED_HOSTS": host}, nowhere)


# --- what is no page ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410, 418, 451, 501])
def test_a_refusal_of_the_site_is_said_once(status: int, site: WebSite, fetcher: Fetcher) -> None:
    site.answers("/a", Answer(status, b"no"))
    with pytest.raises(FetchError, match=f"/a answered {status}") as failed:
        fetcher.fetch(site.url("/a"))
    assert failed.value.status == status
    assert failed.value.is_gone == (status in (404, 410))
    assert len(site.asked("/a")) == 1


def test_a_redirect_to_nowhere_is_said(site: WebSite, fetcher: Fetcher) -> None:
    site.answers("/a", Answer(302))
    with pytest.raises(FetchError, match="answered 302"):
        fetcher.fetch(site.url("/a"))


@pytest.mark.parametrize("kind", ["image/png", "video/mp4", "application/zip", "application/javascript", "font/woff2"])
def test_what_holds_no_words_is_refused_unread(kind: str, site: WebSite, fetcher: Fetcher) -> None:
    site.page("/a", b"\x89PNG", content_type=kind)
    with pytest.raises(Refused, match=f"is {kind}, not a page with text"):
        fetcher.fetch(site.url("/a"))


READABLE = [
    ("text/html", b"<p>a</p>"),
    ("application/xhtml+xml; charset=iso-8859-1", b"<p>a</p>"),
    ("APPLICATION/RSS+XML", b"<rss/>"),
    ("application/atom+xml", b"<feed/>"),
    ("application/xml", b"<urlset/>"),
    ("application/feed+json", b"{}"),
    ("application/ld+json", b"{}"),
    ("application/pdf", b"%PDF-1.7"),
    ("application/gzip", gzip.compress(b"<urlset/>", mtime=0)),
    ("text/plain", b"a"),
    ("", b"<p>no kind</p>"),
    ("application/octet-stream", b"<rss/>"),
    ("application/octet-stream", b"  \n%PDF-1.4"),
    ("image/svg+xml", b"<svg/>"),
]


@pytest.mark.parametrize(("kind", "body"), READABLE)
def test_what_holds_words_is_read(kind: str, body: bytes, site: WebSite, fetcher: Fetcher) -> None:
    site.answers("/a", Answer(200, body, {"Content-Type": kind} if kind else {}))
    assert fetcher.fetch(site.url("/a")).body == body


def test_an_unnamed_kind_of_bytes_is_refused(site: WebSite, fetcher: Fetcher) -> None:
    site.answers("/a", Answer(200, b"\x7fELF\x02\x01\x01\x00\x00", {"Content-Type": "application/octet-stream"}))
    with pytest.raises(Refused, match="does not say what it is"):
        fetcher.fetch(site.url("/a"))


# --- too much -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("tells_length", [True, False])
def test_a_page_too_large_is_not_read(tells_length: bool, site: WebSite, fetcher: Fetcher) -> None:
    site.answers("/a", Answer(200, bytes(LARGEST_PAGE + 1), HTML, tells_length=tells_length))
    with pytest.raises(Refused, match="is larger than 8 MB"):
        fetcher.fetch(site.url("/a"))
    site.answers("/a", Answer(200, b"a" * LARGEST_PAGE, HTML, tells_length=tells_length))
    assert len(bodies_of(site, "/a", fetcher)) == LARGEST_PAGE


def test_what_is_packed_is_unpacked(site: WebSite, fetcher: Fetcher) -> None:
    words = b"<p>12 barns burned.</p>" * 10_000
    bare = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    for packing, body in (
        ("gzip", gzip.compress(words)),
        ("x-gzip", gzip.compress(words)),
        ("gzip", gzip.compress(words[:1000]) + gzip.compress(words[1000:])),
        ("deflate", zlib.compress(words)),
        ("deflate", bare.compress(words) + bare.flush()),
        ("identity", words),
    ):
        site.packed("/a", body, packing=packing)
        assert bodies_of(site, "/a", fetcher) == words, packing
    assert site.asked("/a")[0].headers["accept-encoding"] == "gzip, deflate"


def test_a_small_answer_does_not_become_a_large_memory(site: WebSite, fetcher: Fetcher) -> None:
    import tracemalloc

    site.bomb("/a", megabytes=64)
    tracemalloc.start()
    with pytest.raises(Refused, match="is larger than 8 MB"):
        fetcher.fetch(site.url("/a"))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 4 * LARGEST_PAGE


@pytest.mark.parametrize("packing", ["br", "zstd", "compress", "gzip, br"])
def test_a_packing_that_nobody_asked_for_is_refused(packing: str, site: WebSite, fetcher: Fetcher) -> None:
    site.packed("/a", b"\x1b\xff\xff", packing=packing)
    with pytest.raises(Refused, match=f"is packed as {packing}"):
        fetcher.fetch(site.url("/a"))


@pytest.mark.parametrize("body", [b"no gzip at all", gzip.compress(b"12 barns" * 999, mtime=0)[:-12]])
def test_a_damaged_packing_is_said(body: bytes, site: WebSite, fetcher: Fetcher) -> None:
    site.packed("/a", body)
    with pytest.raises(FetchError, match="came damaged"):
        fetcher.fetch(site.url("/a"))


# --- slow and broken ----------------------------------------------------------------------------------------------


def test_a_site_that_does_not_answer_is_given_up(site: WebSite) -> None:
    site.answers("/a", Answer(200, b"late", HTML, after=0.5))
    with quick(timeout=0.05) as fetcher, pytest.raises(FetchError, match="took too long to answer"):
        fetcher.fetch(site.url("/a"), heed_robots=False)


@pytest.mark.parametrize("head_drips", [True, False])
def test_a_page_that_drips_is_given_up(head_drips: bool, site: WebSite) -> None:
    """Each byte comes in time; only all of them together do not: half a minute."""
    site.answers("/a", Answer(200, b"a" * 3000, HTML, drips=0.01, head_drips=head_drips))
    began = time.monotonic()
    with quick(longest=0.1) as fetcher, pytest.raises(FetchError, match="took too long to answer"):
        fetcher.fetch(site.url("/a"), heed_robots=False)
    assert time.monotonic() - began < 20


def test_a_line_that_is_cut_is_tried_again_and_then_said(site: WebSite, fetcher: Fetcher) -> None:
    cut = Answer(200, b"a" * 5000, HTML, cut_at=100)
    site.answers("/a", cut, cut, Answer(200, b"whole", HTML))
    assert bodies_of(site, "/a", fetcher) == b"whole"
    site.answers("/a", cut)
    with pytest.raises(FetchError, match="could not be fetched"):
        fetcher.fetch(site.url("/a"))


def test_a_site_that_is_down_is_said(fetcher: Fetcher) -> None:
    with WebSite() as site:
        url = site.url("/a")
    with pytest.raises(FetchError, match=r"could not be (fetched|read)"):
        fetcher.fetch(url)


@pytest.mark.parametrize("status", [429, 500, 502, 503, 504])
def test_a_busy_site_is_asked_again(status: int, site: WebSite, fetcher: Fetcher) -> None:
    site.answers("/a", Answer(status), Answer(status), Answer(200, b"here", HTML))
    assert bodies_of(site, "/a", fetcher) == b"here"
    site.answers("/a", Answer(status))
    with pytest.raises(FetchError, match=f"answered {status}"):
        fetcher.fetch(site.url("/a"))
    assert len(site.asked("/a")) == 6


# --- manners ------------------------------------------------------------------------------------------------------


class Hands:
    """A clock that moves only when somebody sleeps, and remembers for how long they did."""

    def __init__(self) -> None:
        self.now = 1000.0
        self.slept: list[float] = []
        self._lock = threading.Lock()

    def clock(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        with self._lock:
            self.slept.append(seconds)
            self.now += seconds


@pytest.mark.parametrize("form", ["seconds", "date"])
def test_a_site_is_left_alone_for_as_long_as_it_asks(form: str, site: WebSite) -> None:
    later = "30" if form == "seconds" else format_datetime(TODAY.replace(second=30), usegmt=True)
    site.answers("/a", Answer(429, headers={"Retry-After": later}), Answer(200, b"here", HTML))
    hands = Hands()
    with quick(clock=hands.clock, sleep=hands.sleep) as fetcher:
        assert fetcher.fetch(site.url("/a")).body == b"here"
    assert sum(hands.slept) == pytest.approx(30, abs=0.5)


def test_nobody_waits_for_hours(site: WebSite) -> None:
    site.answers("/a", Answer(503, headers={"Retry-After": "7200"}))
    site.page("/b", "here")
    hands = Hands()
    with quick(clock=hands.clock, sleep=hands.sleep) as fetcher:
        for path in ("/a", "/b"):
            with pytest.raises(FetchError, match="asks to be left alone for 7200 seconds more"):
                fetcher.fetch(site.url(path), heed_robots=False)
    # The second page of the site was not even asked for.
    assert (len(site.asked("/a")), len(site.asked("/b"))) == (1, 0)
    assert sum(hands.slept) < 1


def test_a_retry_after_that_means_nothing_is_not_obeyed(site: WebSite) -> None:
    for later in ("soon", "-5", "1e9", "Sat, 99 Foo 2024", "", "٣"):
        site.answers(
            "/a", Answer(503, headers={"Retry-After": later.encode().decode("latin-1")}), Answer(200, b"here", HTML)
        )
        hands = Hands()
        with quick(clock=hands.clock, sleep=hands.sleep) as fetcher:
            assert fetcher.fetch(site.url("/a"), heed_robots=False).body == b"here"
        assert sum(hands.slept) < 1


def test_between_two_requests_to_a_site_there_is_a_pause(site: WebSite) -> None:
    for number in range(5):
        site.page(f"/{number}", "here")
    with quick(gap=0.05) as fetcher, ThreadPoolExecutor(5) as pool:
        list(pool.map(lambda n: fetcher.fetch(site.url(f"/{n}")), range(5)))
    began = [asked.began for asked in site.requests]
    # Six requests, robots.txt among them; a thread of the site may wake a little late.
    assert len(began) == 6 and max(began) - min(began) > 0.2


def test_a_site_is_asked_by_few_at_once_and_others_meanwhile() -> None:
    with WebSite() as one, WebSite() as other, quick(at_once=8, at_once_per_site=2) as fetcher:
        slow = Answer(200, b"here", HTML, after=0.05)
        for site in (one, other):
            for number in range(6):
                site.answers(f"/{number}", slow)
        pages = [site.url(f"/{number}") for number in range(6) for site in (one, other)]
        with ThreadPoolExecutor(12) as pool:
            list(pool.map(lambda url: fetcher.fetch(url, heed_robots=False), pages))
        assert one.most_at_once <= 2 and other.most_at_once <= 2
        assert any(a.began < b.ended and b.began < a.ended for a in one.requests for b in other.requests)


def test_all_together_are_few_at_once() -> None:
    with WebSite() as one, WebSite() as other, quick(at_once=1) as fetcher:
        for site in (one, other):
            site.answers("/a", Answer(200, b"here", HTML, after=0.05))
        with ThreadPoolExecutor(2) as pool:
            list(pool.map(lambda site: fetcher.fetch(site.url("/a"), heed_robots=False), (one, other)))
        (first,), (second,) = one.asked("/a"), other.asked("/a")
        assert max(first.began, second.began) >= min(first.ended, second.ended)


# --- robots.txt ---------------------------------------------------------------------------------------------------


def test_robots_txt_is_asked_once_and_obeyed(site: WebSite, fetcher: Fetcher) -> None:
    site.robots("User-agent: *\nDisallow: /desk/\nAllow: /desk/open\n\nUser-agent: other\nDisallow: /")
    site.page("/a", "here")
    site.page("/desk/open", "here")
    site.page("/desk/a", "secret")
    assert bodies_of(site, "/a", fetcher) == b"here"
    assert bodies_of(site, "/desk/open", fetcher) == b"here"
    with pytest.raises(Refused, match=r"robots\.txt of 127\.0\.0\.1 asks not to fetch .*/desk/a"):
        fetcher.fetch(site.url("/desk/a"))
    assert len(site.asked("/robots.txt")) == 1 and not site.asked("/desk/a")


def test_robots_txt_may_speak_to_us_by_name(site: WebSite, fetcher: Fetcher) -> None:
    site.robots("User-agent: whosays\nDisallow: /\n\nUser-agent: *\nDisallow:")
    with pytest.raises(Refused, match="asks not to fetch"):
        fetcher.fetch(site.url("/a"))
    assert site.requests[0].headers["user-agent"].startswith("whosays")


def test_a_redirect_is_held_against_robots_txt_too(fetcher: Fetcher) -> None:
    with WebSite() as one, WebSite() as other:
        one.redirect("/a", other.url("/desk/a"))
        other.robots("User-agent: *\nDisallow: /desk/")
        other.page("/desk/a", "secret")
        with pytest.raises(Refused, match="asks not to fetch"):
            fetcher.fetch(one.url("/a"))
        assert not other.asked("/desk/a")


def test_a_person_who_names_one_page_is_no_robot(site: WebSite, fetcher: Fetcher) -> None:
    site.robots("User-agent: *\nDisallow: /")
    site.page("/a", "here")
    assert fetcher.fetch(site.url("/a"), heed_robots=False).body == b"here"
    assert not site.asked("/robots.txt")


def test_a_site_is_told_who_asks_and_where_to_complain(site: WebSite) -> None:
    site.page("/a", "here")
    with quick(contact="desk@post.example") as fetcher:
        fetcher.fetch(site.url("/a"))
    agents = {asked.headers["user-agent"] for asked in site.requests}
    assert agents == {"whosays (a reader of attributed reporting; desk@post.example)"}


@pytest.mark.parametrize("status", [401, 403, 404, 410])
def test_a_site_without_a_robots_txt_allows_everything(status: int, site: WebSite, fetcher: Fetcher) -> None:
    site.robots("User-agent: *\nDisallow: /", status=status)
    site.page("/a", "here")
    assert bodies_of(site, "/a", fetcher) == b"here"


@pytest.mark.parametrize("status", [429, 500, 503])
def test_a_site_whose_robots_txt_cannot_be_had_is_left_alone(status: int, site: WebSite) -> None:
    site.robots("", status=status)
    site.page("/a", "here")
    hands = Hands()
    with quick(clock=hands.clock, sleep=hands.sleep) as fetcher:
        for _ in range(2):
            with pytest.raises(FetchError, match=f"robots.txt answered {status}"):
                fetcher.fetch(site.url("/a"))
        assert len(site.asked("/robots.txt")) == 3 and not site.asked("/a")
        # It is not asked again for every page, and not held against the site all day.
        hands.now += 3600
        site.robots("User-agent: *\nDisallow:")
        assert fetcher.fetch(site.url("/a")).body == b"here"


def test_robots_txt_is_asked_again_after_a_day(site: WebSite) -> None:
    site.robots("User-agent: *\nDisallow:")
    site.page("/a", "here")
    hands = Hands()
    with quick(clock=hands.clock, sleep=hands.sleep) as fetcher:
        fetcher.fetch(site.url("/a"))
        hands.now += 23 * 3600
        fetcher.fetch(site.url("/a"))
        assert len(site.asked("/robots.txt")) == 1
        hands.now += 2 * 3600
        site.robots("User-agent: *\nDisallow: /")
        with pytest.raises(Refused, match="asks not to fetch"):
            fetcher.fetch(site.url("/a"))


def test_robots_txt_may_be_elsewhere_and_be_odd(fetcher: Fetcher) -> None:
    with WebSite() as one, WebSite() as other:
        one.redirect("/robots.txt", other.url("/rules"), status=301)
        other.page(
            "/rules", b"\xef\xbb\xbfUSER-AGENT: *\r\nDISALLOW: /desk*/a$ # ours\r\n\xff\xfe", content_type="image/x"
        )
        one.page("/desk1/a", "secret")
        one.page("/desk1/a2", "here")
        with pytest.raises(Refused):
            fetcher.fetch(one.url("/desk1/a"))
        assert bodies_of(one, "/desk1/a2", fetcher) == b"here"


def test_a_robots_txt_without_end_is_read_in_part(site: WebSite, fetcher: Fetcher) -> None:
    site.robots("User-agent: *\nDisallow: /desk\n" + "# so\n" * 300_000 + "Disallow: /\n")
    site.page("/a", "here")
    assert bodies_of(site, "/a", fetcher) == b"here"
    with pytest.raises(Refused):
        fetcher.fetch(site.url("/desk"))


@pytest.mark.parametrize("asks", ["Crawl-delay: 7", "Request-rate: 1/7s"])
def test_the_pause_that_robots_txt_asks_for_is_kept(asks: str, site: WebSite) -> None:
    site.robots(f"User-agent: *\n{asks}\nDisallow: /desk")
    site.page("/a", "here")
    hands = Hands()
    with quick(clock=hands.clock, sleep=hands.sleep) as fetcher:
        for _ in range(3):
            fetcher.fetch(site.url("/a"))
    assert sum(hands.slept) == pytest.approx(14)


def test_a_pause_of_a_day_is_cut_to_two_minutes(site: WebSite) -> None:
    site.robots("User-agent: *\nCrawl-delay: 86400")
    site.page("/a", "here")
    hands = Hands()
    with quick(clock=hands.clock, sleep=hands.sleep) as fetcher:
        for _ in range(2):
            fetcher.fetch(site.url("/a"))
    assert sum(hands.slept) == pytest.approx(120)


def test_many_threads_ask_for_robots_txt_once(site: WebSite) -> None:
    site.answers(
        "/robots.txt", Answer(200, b"User-agent: *\nDisallow: /desk", {"Content-Type": "text/plain"}, after=0.05)
    )
    site.page("/a", "here")
    with quick() as fetcher, ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda _: fetcher.fetch(site.url("/a")), range(8)))
    assert len(site.asked("/robots.txt")) == 1
    assert len(site.asked("/a")) == 8


def test_a_name_server_that_does_not_answer_is_not_waited_for(site: WebSite) -> None:
    never = threading.Event()

    def silent(host: str) -> tuple[str, ...]:
        never.wait(30)
        return ("127.0.0.1",)

    began = time.monotonic()
    with (
        quick(resolve=silent, allowed_hosts={"post.example"}, timeout=9.0, longest=0.2) as fetcher,
        pytest.raises(FetchError, match=r"The host 'post\.example' could not be found in time\."),
    ):
        fetcher.fetch("http://post.example/a", heed_robots=False)
    # Three tries of a fifth of a second each; one alone, waited for, takes half a minute.
    assert time.monotonic() - began < 20 and not site.requests
    never.set()


# --- what sites ask for holds for the next fetcher too ------------------------------------------------------------


def later(file: Path, *, minutes: float, **chosen: Any) -> Fetcher:
    """A fetcher of another process, so many minutes after nine."""
    return quick(remembered_in=file, today=lambda: TODAY + timedelta(minutes=minutes), **chosen)


def test_a_site_that_asked_to_be_left_alone_is_not_asked_by_the_next_process(site: WebSite, tmp_path: Path) -> None:
    site.answers("/a", Answer(429, headers={"Retry-After": "3600"}), Answer(200, b"here", HTML))
    file = tmp_path / "sites.json"
    with later(file, minutes=0) as fetcher, pytest.raises(FetchError, match="left alone for 3600 seconds more"):
        fetcher.fetch(site.url("/a"))
    before = len(site.requests)
    with later(file, minutes=6) as fetcher, pytest.raises(FetchError, match="left alone for 3240 seconds more"):
        fetcher.fetch(site.url("/a"))
    assert len(site.requests) == before
    with later(file, minutes=61) as fetcher:
        assert fetcher.fetch(site.url("/a")).body == b"here"


def test_a_rest_of_years_is_a_slip_and_a_shorter_one_does_not_end_a_longer(site: WebSite, tmp_path: Path) -> None:
    day = 24 * 60
    site.answers("/a", Answer(429, headers={"Retry-After": "999999999"}), Answer(200, b"here", HTML))
    site.answers("/b", Answer(429, headers={"Retry-After": "60"}))
    file = tmp_path / "sites.json"
    hands = Hands()
    with later(file, minutes=0) as fetcher, later(file, minutes=0, clock=hands.clock, sleep=hands.sleep) as other:
        for one, path in ((fetcher, "/a"), (other, "/b")):
            with pytest.raises(FetchError):
                one.fetch(site.url(path), heed_robots=False)
    with later(file, minutes=6 * day) as fetcher, pytest.raises(FetchError, match="left alone"):
        fetcher.fetch(site.url("/a"))
    with later(file, minutes=8 * day) as fetcher:
        assert fetcher.fetch(site.url("/a")).body == b"here"


def test_robots_txt_is_asked_once_a_day_by_all_processes(site: WebSite, tmp_path: Path) -> None:
    site.robots("User-agent: *\nDisallow: /desk/")
    site.page("/a", "here")
    file = tmp_path / "sites.json"
    for hour in (0, 1, 23):
        with later(file, minutes=60 * hour) as fetcher:
            assert fetcher.fetch(site.url("/a")).body == b"here"
            with pytest.raises(Refused, match="asks not to fetch"):
                fetcher.fetch(site.url("/desk/a"))
    assert len(site.asked("/robots.txt")) == 1
    site.robots("User-agent: *\nDisallow: /")
    # A day counts from when it was read, however often it was looked up.
    with later(file, minutes=60 * 25) as fetcher, pytest.raises(Refused, match="asks not to fetch"):
        fetcher.fetch(site.url("/a"))
    assert len(site.asked("/robots.txt")) == 2


def test_a_site_without_robots_txt_is_not_asked_for_it_all_day_and_a_failing_one_after_ten_minutes(
    tmp_path: Path,
) -> None:
    file = tmp_path / "sites.json"
    with WebSite() as bare, WebSite() as failing:
        failing.answers("/robots.txt", Answer(501))
        for site in (bare, failing):
            site.page("/a", "here")
        for minutes in (0, 6, 11):
            with later(file, minutes=minutes) as fetcher:
                assert fetcher.fetch(bare.url("/a")).body == b"here"
                with pytest.raises(FetchError, match=r"robots\.txt answered 501"):
                    fetcher.fetch(failing.url("/a"))
        assert len(bare.asked("/robots.txt")) == 1 and len(failing.asked("/robots.txt")) == 2


def test_a_line_that_was_cut_is_not_held_against_a_site(tmp_path: Path) -> None:
    file = tmp_path / "sites.json"
    with WebSite() as site:
        site.page("/a", "here")
        site.answers("/robots.txt", *[Answer(200, b"User-agent: *", HTML, cut_at=3)] * 3, Answer(404))
        with later(file, minutes=0) as fetcher, pytest.raises(FetchError, match="later it may be"):
            fetcher.fetch(site.url("/a"))
        with later(file, minutes=1) as fetcher:
            assert fetcher.fetch(site.url("/a")).body == b"here"


@pytest.mark.parametrize("written", [b"", b"{", b"[]", b'{"rests": {"a": "soon"}}', b"\xff\xfe", None])
def test_what_was_remembered_may_be_broken_and_may_not_be_writable(
    written: bytes | None, site: WebSite, tmp_path: Path
) -> None:
    file = tmp_path / "sites.json"
    if written is None:
        file.mkdir()
    else:
        file.write_bytes(written)
    site.page("/a", "here")
    for _ in range(2):
        with later(file, minutes=0) as fetcher:
            assert fetcher.fetch(site.url("/a")).body == b"here"
    assert len(site.asked("/robots.txt")) == (2 if written is None else 1)


def test_what_many_threads_hear_is_all_remembered(tmp_path: Path) -> None:
    file = tmp_path / "sites.json"
    with WebSite() as one, WebSite() as other, WebSite() as third, later(file, minutes=0) as fetcher:
        sites = (one, other, third)
        for site in sites:
            site.page("/a", "here")
        with ThreadPoolExecutor(12) as pool:
            list(pool.map(lambda site: fetcher.fetch(site.url("/a")), sites * 4))
        with later(file, minutes=1) as fetcher:
            assert all(fetcher.fetch(site.url("/a")).body == b"here" for site in sites)
        assert [len(site.asked("/robots.txt")) for site in sites] == [1, 1, 1]
    assert [found.name for found in tmp_path.iterdir()] == ["sites.json"]
