"""The one outgoing request: what it follows, what it refuses, and that every refusal is a sentence."""

from __future__ import annotations

from collections.abc import Callable

import httpx
import pytest
import tenacity

from knowledge.fetch import LARGEST_PAGE, FetchError, Page, fetch

Answer = Callable[[httpx.Request], httpx.Response]


def public(host: str) -> tuple[str, ...]:
    return ("127.0.0.1",) if host.endswith("inside.example") else ("93.184.216.34",)


def get(url: str, answer: Answer, **more: frozenset[str]) -> Page:
    transport = httpx.MockTransport(answer)
    return fetch(url, resolve=public, transport=transport, wait=tenacity.wait_none(), **more)


def test_a_page_comes_whole() -> None:
    page = get("https://post.example/a", lambda _: httpx.Response(200, html="<p>12 barns burned.</p>"))
    assert (page.url, page.content_type) == ("https://post.example/a", "text/html; charset=utf-8")
    assert b"12 barns" in page.body


def test_redirects_are_followed_and_the_last_address_is_kept() -> None:
    def answer(request: httpx.Request) -> httpx.Response:
        if request.url.path == "/a":
            return httpx.Response(301, headers={"Location": "/b"})
        return httpx.Response(200, html="here")

    assert get("https://post.example/a", answer).url == "https://post.example/b"


def test_a_busy_server_is_asked_again() -> None:
    answers = iter([503, 429, 200])
    assert get("https://post.example/a", lambda _: httpx.Response(next(answers), html="here")).body == b"here"


REFUSED: list[tuple[str, Answer, str]] = [
    ("ftp://post.example/a", lambda _: httpx.Response(200), "not a web address"),
    ("javascript:alert(1)", lambda _: httpx.Response(200), "not a web address"),
    ("https://[::1", lambda _: httpx.Response(200), "not an address"),
    ("http://inside.example/", lambda _: httpx.Response(200), "private network"),
    (
        "https://post.example/",
        lambda _: httpx.Response(302, headers={"Location": "http://inside.example/admin"}),
        "private network",
    ),
    ("https://post.example/", lambda _: httpx.Response(302, headers={"Location": "/"}), "redirects more than"),
    ("https://post.example/", lambda _: httpx.Response(302), "answered 302"),
    ("https://post.example/", lambda _: httpx.Response(304), "answered 304"),
    ("https://post.example/", lambda _: httpx.Response(404), "answered 404"),
    ("https://post.example/", lambda _: httpx.Response(503), "answered 503"),
    ("https://post.example/", lambda _: httpx.Response(200, headers={"Content-Type": "image/png"}), "image/png"),
    ("https://post.example/", lambda _: httpx.Response(200, html="a" * (LARGEST_PAGE + 1)), "larger than"),
]


@pytest.mark.parametrize(("url", "answer", "sentence"), REFUSED)
def test_what_is_refused_is_said(url: str, answer: Answer, sentence: str) -> None:
    with pytest.raises(FetchError, match=sentence):
        get(url, answer)


def test_a_cut_line_is_said() -> None:
    def cut(request: httpx.Request) -> httpx.Response:
        raise httpx.ReadError("cut", request=request)

    with pytest.raises(FetchError, match="ReadError"):
        get("https://post.example/", cut)


def test_a_named_host_may_lie_inside() -> None:
    answer = lambda _: httpx.Response(200, html="here")  # noqa: E731
    assert get("http://inside.example/", answer, allowed_hosts=frozenset({"inside.example"})).body == b"here"
