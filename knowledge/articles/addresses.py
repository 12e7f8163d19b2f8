"""The address a page is known by: without what was hung on it to follow its readers, and its own word when sane."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files
from urllib.parse import parse_qsl, quote, urlencode, urljoin, urlsplit, urlunsplit

from knowledge.speakers import domain_of, outlet_of


@cache
def _table() -> dict[str, list[str]]:
    table = tomllib.loads((files(__package__) / "pages.toml").read_text("utf-8"))
    return {name: row["words"] for name, row in table.items()}


@cache
def _hung_on() -> re.Pattern[str]:
    return re.compile("|".join(_table()["followers"]), re.IGNORECASE)


def plain_address(url: str) -> str:
    """The address without its fragment, and without what tells a site where its reader came from.

    >>> plain_address("https://Post.example:443/a?utm_source=x&id=7#top")
    'https://post.example/a?id=7'
    """
    try:
        parts = urlsplit(url.strip())
        port = parts.port
    except ValueError:
        return url
    if not parts.hostname:
        return url
    host = parts.hostname.lower().rstrip(".")
    if ":" in host:
        host = f"[{host}]"
    if port and port != {"http": 80, "https": 443}.get(parts.scheme):
        host = f"{host}:{port}"
    query = parts.query
    if query:
        kept = [
            (name, value) for name, value in parse_qsl(query, keep_blank_values=True) if not _hung_on().fullmatch(name)
        ]
        # What was written in another way than we would write it stays as it was.
        query = query if len(kept) == len(parse_qsl(query, keep_blank_values=True)) else urlencode(kept)
    # Letters that an address may not hold are written as every browser sends them.
    path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._")
    return urlunsplit((parts.scheme.lower(), host, path, query, ""))


def own_address(url: str, canonical: str | None) -> str:
    """The address that a page is known by: the one it gives itself, when that is believable, or where it was found.

    Not believed: another site's; a front page or section that this page lies under; the same page without the query
    that tells it from others.

    >>> own_address("https://post.example/amp/ferry", "https://post.example/ferry")
    'https://post.example/ferry'
    >>> own_address("https://post.example/sport/ferry", "https://post.example/")
    'https://post.example/sport/ferry'
    """
    here = plain_address(url)
    if not canonical:
        return here
    try:
        there = plain_address(urljoin(url, canonical.strip()))
    except ValueError:
        return here
    if not re.match(r"https?://[^/\s]+/", there) or not is_same_site(here, there):
        return here
    mine, its = urlsplit(here), urlsplit(there)
    my_path, its_path = mine.path.rstrip("/"), its.path.rstrip("/")
    if not its_path and not its.query:
        return here if my_path or mine.query else there
    if (
        my_path != its_path
        and my_path.startswith(f"{its_path}/")
        and not re.match(r"/(?:amp|print|mobile|page)\b", my_path[len(its_path) :])
    ):
        return here
    if mine.query and not its.query and its_path == my_path and not _tells_nothing(mine.query):
        return here
    return there


def leads_home(asked: str, found: str) -> bool:
    """Whether whoever asked for a page was sent to a front page: so sites answer for reports that are gone.

    >>> [leads_home("https://post.example/a/7", url) for url in ("https://post.example/?m=1", "https://post.example/en/")]
    [True, True]
    >>> leads_home("https://post.example/", "https://www.post.example/"), leads_home("https://p.example/a", "https://p.example/b")
    (False, False)
    """
    return _is_front(found) and not _is_front(asked)


_FRONT = re.compile(r"/?(?:[a-z]{2}(?:-[a-z]{2})?/?)?(?:(?:index|home|default)(?:\.\w{1,5})?/?)?", re.IGNORECASE)


def _is_front(url: str) -> bool:
    parts = urlsplit(plain_address(url))
    # "/?p=123" is a report's address, "/?m=1" the front page for telephones.
    return _FRONT.fullmatch(parts.path) is not None and (not parts.query or _tells_nothing(parts.query))


def is_the_same_page(url: str, other: str) -> bool:
    """Whether two addresses differ only in what sites answer alike: the scheme, "www.", a last slash.

    >>> is_the_same_page("http://www.post.example/a/", "https://post.example/a")
    True
    """
    return _bare(url) == _bare(other)


def _bare(url: str) -> tuple[str, str, str]:
    parts = urlsplit(plain_address(url))
    return parts.netloc.removeprefix("www."), parts.path.rstrip("/"), parts.query


def is_same_site(url: str, other: str) -> bool:
    """Whether two addresses are of one site: the same host, one below the other, or hosts that one outlet has.

    >>> [is_same_site("https://www.post.example/a", url) for url in ("https://m.post.example/b", "https://other.example")]
    [True, False]
    """
    try:
        return _is_same_site(url, other)
    except ValueError:  # "https://post.example:99999/"
        return False


def _is_same_site(url: str, other: str) -> bool:
    here, there = domain_of(url) or (urlsplit(url).hostname or ""), domain_of(other) or (urlsplit(other).hostname or "")
    if not here or not there:
        return False
    if here == there or here.endswith(f".{there}") or there.endswith(f".{here}"):
        return urlsplit(url).port == urlsplit(other).port or not (urlsplit(url).port or urlsplit(other).port)
    row, its = outlet_of(url), outlet_of(other)
    return row is not None and row == its


def _tells_nothing(query: str) -> bool:
    return all(name.lower() in _table()["views"] for name, _ in parse_qsl(query, keep_blank_values=True))
