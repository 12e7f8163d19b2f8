"""Where a request goes: an address as it was written, or as a redirect gives it, made one that may be asked."""

from __future__ import annotations

import re

import httpx

from knowledge.fetch.pages import Refused


def target(url: str) -> httpx.URL:
    """The address, as the net wants it. Raises Refused when it is none that may be asked."""
    try:
        found = httpx.URL(url.strip())
        host = found.host
    except (httpx.InvalidURL, ValueError, UnicodeError) as error:
        raise Refused(f"{shown(url)!r} is not an address.") from error
    if found.scheme not in ("http", "https") or not host:
        raise Refused(f"{shown(url)!r} is not a web address that starts with http:// or https://.")
    if found.userinfo:
        raise Refused(f"The address on {host} carries a user name; it was not fetched.")
    return found.copy_with(fragment=None)


def next_target(here: httpx.URL, location: str) -> httpx.URL:
    """Where a redirect leads. Raises Refused when that is no address."""
    try:
        return target(str(here.join(location)))
    except (httpx.InvalidURL, ValueError) as error:
        raise Refused(f"{here} redirects to {shown(location)!r}, which is not an address.") from error


def shown(url: str) -> str:
    """An address as a message prints it: of one line's length, without the user name or password it may carry.

    >>> shown("https://anna:secret@[post.example/a")
    'https://…@[post.example/a'
    """
    url = re.sub(r"(?<=//)[^/@]*@", "…@", url)
    return url if len(url) <= 200 else f"{url[:200]}…"


def site_of(url: httpx.URL) -> str:
    """Those who share a line: a host and a port."""
    return url.netloc.decode("ascii")


def origin_of(url: httpx.URL) -> tuple[str, str]:
    """Those who may see the same headers: what is for https goes to no http."""
    return url.scheme, site_of(url)
