"""The only outgoing request: one page, fetched with a deadline, a size limit and a guard on where it leads.

This is the only door to httpx and tenacity.
"""

from __future__ import annotations

import ipaddress
import socket
import time
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

import httpx
import tenacity

#: A page larger than this is not an article.
LARGEST_PAGE = 8_000_000
MOST_REDIRECTS = 5
#: A page that drips is not waited for longer than this, in seconds.
LONGEST_WAIT = 60
_accepted = ("text/", "application/xhtml+xml", "application/xml", "application/json", "application/x-ndjson")


class FetchError(Exception):
    """A page could not be fetched; the message says which and why."""


class _Passing(FetchError):
    """A failure that a second try may mend: the server is busy, the line was cut."""


@dataclass(frozen=True, slots=True)
class Page:
    """A page as it came: where it was in the end, what it says it is, and its bytes."""

    url: str
    content_type: str
    body: bytes


def addresses_of(host: str) -> tuple[str, ...]:
    """The network addresses a host name stands for. Raises FetchError when it stands for none."""
    try:
        return tuple({str(info[4][0]) for info in socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)})
    except (OSError, UnicodeError) as error:
        raise FetchError(f"The host {host!r} cannot be found.") from error


def fetch(
    url: str,
    *,
    allowed_hosts: frozenset[str] = frozenset(),
    resolve: Callable[[str], tuple[str, ...]] = addresses_of,
    transport: httpx.BaseTransport | None = None,
    wait: tenacity.wait.wait_base | None = None,
) -> Page:
    """One page. Raises FetchError for anything but a readable page on a public address.

    `allowed_hosts` names hosts that may lie on a private network (a site of one's own).
    """
    retrying = tenacity.Retrying(
        retry=tenacity.retry_if_exception_type(_Passing),
        stop=tenacity.stop_after_attempt(3),
        wait=wait or tenacity.wait_exponential_jitter(initial=1, max=8),
        reraise=True,
    )
    headers = {"User-Agent": "whosays (a reader of attributed reporting)", "Accept": "text/html, */*;q=0.5"}
    with httpx.Client(
        transport=transport, headers=headers, timeout=20, follow_redirects=False, trust_env=False
    ) as client:
        here = url
        for _ in range(MOST_REDIRECTS + 1):
            _guard(here, allowed_hosts, resolve)
            page_or_next = retrying(_get, client, here)
            if isinstance(page_or_next, Page):
                return page_or_next
            here = urljoin(here, page_or_next)
    raise FetchError(f"{url} redirects more than {MOST_REDIRECTS} times.")


def _get(client: httpx.Client, url: str) -> Page | str:
    deadline = time.monotonic() + LONGEST_WAIT
    try:
        with client.stream("GET", url) as response:
            if response.has_redirect_location:
                return response.headers["Location"]
            if response.status_code in (429, 500, 502, 503, 504):
                raise _Passing(f"{url} answered {response.status_code}.")
            if response.status_code != 200:
                raise FetchError(f"{url} answered {response.status_code}.")
            content_type = response.headers.get("Content-Type", "text/html")
            if not content_type.lower().startswith(_accepted):
                raise FetchError(f"{url} is {content_type.split(';')[0]}, not a page with text.")
            body = bytearray()
            for chunk in response.iter_bytes():
                body += chunk
                if time.monotonic() > deadline:
                    raise FetchError(f"{url} takes longer than {LONGEST_WAIT} seconds; it was not read.")
                if len(body) > LARGEST_PAGE:
                    raise FetchError(f"{url} is larger than {LARGEST_PAGE // 1_000_000} MB; it was not read.")
            return Page(url, content_type, bytes(body))
    except httpx.TransportError as error:
        raise _Passing(f"{url} could not be fetched: {type(error).__name__}.") from error
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        raise FetchError(f"{url} could not be fetched: {type(error).__name__}.") from error


def _guard(url: str, allowed_hosts: frozenset[str], resolve: Callable[[str], tuple[str, ...]]) -> None:
    try:
        parts = urlsplit(url)
        host = parts.hostname
    except ValueError as error:
        raise FetchError(f"{url!r} is not an address.") from error
    if parts.scheme not in ("http", "https") or not host:
        raise FetchError(f"{url!r} is not a web address that starts with http:// or https://.")
    if host in allowed_hosts:
        return
    for address in resolve(host):
        # A page that leads to this machine, or to its neighbours, is not reporting.
        if not _is_public(address.partition("%")[0]):
            raise FetchError(f"{host} lies on a private network; it was not fetched.")


def _is_public(address: str) -> bool:
    """Whether an address lies on the open net; one that wraps another is judged by what it wraps.

    >>> [_is_public(a) for a in ("93.184.216.34", "127.0.0.1", "224.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::")]
    [True, False, False, False, False]
    """
    found = ipaddress.ip_address(address)
    if isinstance(found, ipaddress.IPv6Address):
        inside = found.ipv4_mapped or found.sixtofour or (found.teredo[1] if found.teredo else None)
        if found in ipaddress.ip_network("64:ff9b::/96"):
            inside = ipaddress.IPv4Address(int(found) & 0xFFFFFFFF)
        if inside is not None:
            return _is_public(str(inside))
    return found.is_global and not found.is_multicast
