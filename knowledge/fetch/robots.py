"""What a site's robots.txt asks of us (RFC 9309)."""

from __future__ import annotations

from dataclasses import dataclass

from protego import Protego

#: Our name, as a robots.txt would address us.
ROBOT = "whosays"
#: A robots.txt is read to this length and no further (RFC 9309, 2.5, asks for at least 500 KiB).
LARGEST = 512 * 1024
#: How long a robots.txt is believed, and how long one is that could not be had, in seconds (RFC 9309, 2.4).
GOOD_FOR = 24 * 3600
BAD_FOR = 600


@dataclass(frozen=True, slots=True)
class Rules:
    """What one site allows."""

    _read: Protego | None
    #: Why nothing may be fetched for now, as a sentence; None when the rules say what may.
    closed: str | None = None
    #: What the file says; None where there is none.
    text: str | None = None

    def allow(self, url: str) -> bool:
        """Whether we may fetch this address."""
        if self.closed is not None:
            return False
        return self._read is None or self._read.can_fetch(url, ROBOT)

    @property
    def gap(self) -> float:
        """The seconds that the site wants between two requests; 0 when it does not say."""
        if self._read is None:
            return 0.0
        rate = self._read.request_rate(ROBOT)
        return max(self._read.crawl_delay(ROBOT) or 0.0, rate.seconds / rate.requests if rate and rate.requests else 0)


def rules_of(text: str | None, closed: str | None = None) -> Rules:
    """The rules in the text of a robots.txt; a site without one allows everything, one that is closed nothing."""
    return Rules(Protego.parse(text) if text is not None else None, closed, text)


def read_robots(status: int, body: bytes) -> Rules:
    """The rules in an answer for /robots.txt.

    RFC 9309: "unavailable" (4xx) allows everything, "unreachable" (5xx) nothing. 429 only says that we come too often.

    >>> rules = read_robots(200, b"User-agent: *\\nDisallow: /desk/")
    >>> rules.allow("https://post.example/desk/a"), rules.allow("https://post.example/a")
    (False, True)
    >>> read_robots(401, b"").allow("https://post.example/a"), read_robots(503, b"").allow("https://post.example/a")
    (True, False)
    """
    if 200 <= status < 300:
        return rules_of(body[:LARGEST].decode("utf-8-sig", errors="replace"))
    if status >= 500 or status == 429:
        return rules_of(None, closed=f"its robots.txt answered {status}")
    return rules_of(None)


def good_for(rules: Rules) -> float:
    """The seconds for which rules are believed."""
    return GOOD_FOR if rules.closed is None else BAD_FOR
