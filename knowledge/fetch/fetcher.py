"""A page, asked for the way a good guest asks: by the house rules, not too often, and only for what has changed."""

from __future__ import annotations

import hashlib
import ssl
import threading
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import TracebackType
from typing import Self, overload

import httpx
import tenacity

from knowledge.fetch.addresses import Deadline, Guard, GuardedTransport, Resolver, addresses_of
from knowledge.fetch.headers import UNSAID, conditions, kind_of, looks_like_words, may_hold_words, seconds_to_wait
from knowledge.fetch.pages import FetchError, Page, Passing, Refused
from knowledge.fetch.politeness import Resting, Turns
from knowledge.fetch.robots import LARGEST, ROBOT, Rules, good_for, read_robots, rules_of
from knowledge.fetch.targets import next_target, origin_of, shown, site_of, target
from knowledge.fetch.wishes import Wishes
from knowledge.model import Visit
from knowledge.packing import PACKINGS, Damaged, TooMuch, unpacked

#: A page larger than this, unpacked, is not an article; a sitemap may have 50 MB (sitemaps.org).
LARGEST_PAGE = 8_000_000
LARGEST_LISTING = 52_428_800
MOST_REDIRECTS = 5
#: A page that drips is not waited for longer than this, in seconds.
LONGEST = 60.0
#: The longest that a site may make us wait, by Retry-After or Crawl-delay, in seconds.
LONGEST_REST = 120.0
TRIES = 3

_AGENT = f"{ROBOT} (a reader of attributed reporting"
_ACCEPT = (
    "text/html, application/xhtml+xml, application/rss+xml, application/atom+xml, application/xml;q=0.9, */*;q=0.5"
)
_BUSY = (408, 425, 429, 500, 502, 503, 504)


@dataclass(frozen=True, slots=True)
class _Answer:
    status: int
    headers: httpx.Headers
    body: bytes = b""


class Fetcher:
    """Fetches pages for one piece of work. A context manager; may be used from several threads.

    `allowed_hosts` names hosts that may lie on a private network (a site of one's own); `contact` is told to
    every site, an address at which its owner reaches whoever runs this. `gap` is the least time
    between the starts of two requests to one site, in seconds; `at_once` and `at_once_per_site` say how many run at
    a time. `longest` is the most seconds one answer may take, `first_wait` the pause before a second try. What sites
    ask for (to be left alone for an hour; their robots.txt) is kept in the file `remembered_in` for the next fetcher;
    without one it ends with this one. The clock (seconds), `sleep`, `today` and the resolver of host names are
    arguments for whoever wants to see the waiting.
    """

    def __init__(
        self,
        *,
        allowed_hosts: Iterable[str] = (),
        contact: str | None = None,
        gap: float = 1.0,
        at_once: int = 8,
        at_once_per_site: int = 2,
        longest: float = LONGEST,
        timeout: float = 20.0,
        first_wait: float = 1.0,
        remembered_in: Path | None = None,
        resolve: Resolver = addresses_of,
        trust: ssl.SSLContext | None = None,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
        today: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._gap = gap
        self._longest = longest
        self._today = today
        self._clock = clock
        self._deadline = Deadline()
        self._turns = Turns(
            at_once=at_once, at_once_per_site=at_once_per_site, patience=LONGEST_REST, clock=clock, sleep=sleep
        )
        self._wishes = Wishes(remembered_in)
        for site, rest in self._wishes.rests(today()).items():
            self._turns.rest(site, rest.total_seconds())
        guard = Guard(allowed_hosts, resolve)
        # One for each seat at a site: what two threads send over one connection of HTTP/2 at once can cross.
        self._clients = tuple(
            httpx.Client(
                transport=GuardedTransport(guard, self._deadline, trust=trust, kept=at_once),
                headers={
                    "User-Agent": _AGENT + (f"; {contact})" if contact else ")"),
                    "Accept": _ACCEPT,
                    "Accept-Encoding": PACKINGS,
                },
                timeout=httpx.Timeout(timeout, connect=min(timeout, 10.0)),
                follow_redirects=False,
                trust_env=False,
            )
            for _ in range(at_once_per_site)
        )
        self._retrying = tenacity.Retrying(
            retry=tenacity.retry_if_exception_type(Passing),
            stop=tenacity.stop_after_attempt(TRIES),
            wait=tenacity.wait_exponential_jitter(multiplier=first_wait, max=8 * first_wait, jitter=first_wait),
            sleep=sleep,
            reraise=True,
        )
        self._rules: dict[str, tuple[float, Rules]] = {}
        self._asking: dict[str, threading.Lock] = {}
        self._lock = threading.Lock()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the connections."""
        for client in self._clients:
            client.close()

    @overload
    def fetch(
        self,
        url: str,
        *,
        last: None = None,
        headers: Mapping[str, str] | None = None,
        heed_robots: bool = True,
        largest: int = LARGEST_PAGE,
    ) -> Page: ...

    @overload
    def fetch(
        self,
        url: str,
        *,
        last: Visit | None,
        headers: Mapping[str, str] | None = None,
        heed_robots: bool = True,
        largest: int = LARGEST_PAGE,
    ) -> Page | None: ...

    def fetch(
        self,
        url: str,
        *,
        last: Visit | None = None,
        headers: Mapping[str, str] | None = None,
        heed_robots: bool = True,
        largest: int = LARGEST_PAGE,
    ) -> Page | None:
        """The page at an address; None when it is what it was at the `last` visit (a 304, or the same bytes).

        `headers` go to the site that is asked, never on to another that it redirects to. `heed_robots` is off for a
        person who names one page, and for an interface with a key; it is on for whatever goes through a list.
        `largest` is the most bytes, unpacked. Raises FetchError with a sentence for anything but a readable page on a
        public address; Refused where trying again would not help.
        """
        first = here = target(url)
        home = origin_of(here)
        is_moved = True
        moved_to = None
        wanted = conditions(last)
        for _ in range(MOST_REDIRECTS + 1):
            own = {**wanted, **(headers or {})} if origin_of(here) == home else wanted
            try:
                answer = self._answer(here, own, heed_robots, largest)
            except Refused as error:
                if here == first:
                    raise
                raise Refused(f"{shown(url)} redirects to {shown(str(here))}. {error}") from error
            if "Location" not in answer.headers or not 300 <= answer.status < 400 or answer.status == 304:
                return self._page(url, here, answer, last, moved_to)
            is_moved = is_moved and answer.status in (301, 308)
            here = next_target(here, answer.headers["Location"])
            moved_to = str(here) if is_moved else moved_to
        raise Refused(f"{shown(url)} redirects more than {MOST_REDIRECTS} times.")

    def _answer(self, here: httpx.URL, headers: Mapping[str, str], heed_robots: bool, largest: int) -> _Answer:
        rules = self._robots(here) if heed_robots else None
        if rules is not None and rules.closed is not None:
            raise FetchError(rules.closed)
        if rules is not None and not rules.allow(str(here)):
            raise Refused(f"robots.txt of {here.host} asks not to fetch {here}.")
        return self._retrying(self._ask, here, headers, rules.gap if rules else 0.0, largest)

    def _page(
        self, asked: str, here: httpx.URL, answer: _Answer, last: Visit | None, moved_to: str | None
    ) -> Page | None:
        if answer.status == 304 and last is not None:
            return None
        if answer.status != 200:
            raise FetchError(f"{here} answered {answer.status}.", answer.status)
        seen = hashlib.sha256(answer.body).hexdigest()
        if last is not None and last.content_hash == seen:
            return None
        visit = Visit(
            url=asked,
            fetched_at=self._today(),
            etag=answer.headers.get("ETag"),
            last_modified=answer.headers.get("Last-Modified"),
            content_hash=seen,
        )
        content_type = answer.headers.get("Content-Type", "")
        return Page(str(here), content_type, answer.body, visit, moved_to)

    # --- one request ----------------------------------------------------------------------------------------------

    def _ask(
        self, url: httpx.URL, headers: Mapping[str, str], gap: float, largest: int, robots: bool = False
    ) -> _Answer:
        """One request in its turn. Raises Passing for what a second try may mend."""
        site = site_of(url)
        try:
            with (
                self._turns.turn(site, min(max(gap, self._gap), LONGEST_REST)) as seat,
                self._deadline.within(self._longest),
            ):
                return self._read(self._clients[seat], url, headers, largest, robots)
        except Resting as error:
            raise FetchError(
                f"{url.host} asks to be left alone for {error.seconds:.0f} seconds more; {url} was not fetched."
            ) from error
        except httpx.TimeoutException as error:
            raise Passing(f"{url} took too long to answer.") from error
        except httpx.TransportError as error:
            if "CERTIFICATE_VERIFY_FAILED" in str(error):
                raise Refused(f"{url.host} cannot show that it is {url.host}: {_cause(error)}.") from error
            raise Passing(f"{url} could not be fetched: {_cause(error)}.") from error
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            raise FetchError(f"{url} could not be fetched: {_cause(error)}.") from error

    def _read(
        self, client: httpx.Client, url: httpx.URL, headers: Mapping[str, str], largest: int, robots: bool
    ) -> _Answer:
        started = time.monotonic()
        with client.stream("GET", url, headers=dict(headers)) as response:
            status = response.status_code
            if status in _BUSY:
                self._rest(url, response.headers.get("Retry-After"))
                raise Passing(f"{url} answered {status}.", status)
            if status != 200:
                return _Answer(status, response.headers)
            content_type = response.headers.get("Content-Type", "")
            packing = response.headers.get("Content-Encoding", "").strip().lower().replace("x-gzip", "gzip")
            packing = "" if packing == "identity" else packing
            if packing not in ("", "gzip", "deflate"):
                raise Refused(f"{url} is packed as {packing}, which was not asked for; it was not read.")
            if not robots and not may_hold_words(content_type):
                raise Refused(f"{url} is {kind_of(content_type)}, not a page with text.")
            body = bytearray()
            try:
                for piece in unpacked(response.iter_raw(), packing, largest):
                    body += piece
                    if time.monotonic() - started > self._longest:
                        raise httpx.ReadTimeout("the time is up")
            except TooMuch as error:
                if not robots:
                    raise Refused(f"{url} is larger than {largest / 1_000_000:.3g} MB; it was not read.") from error
            except Damaged as error:
                raise Passing(f"{url} came damaged: it is not packed as it says, or was cut off.") from error
            if not robots and kind_of(content_type) in UNSAID and not looks_like_words(body):
                raise Refused(f"{url} does not say what it is, and does not look like a page with text.")
            return _Answer(status, response.headers, bytes(body))

    def _rest(self, url: httpx.URL, retry_after: str | None) -> None:
        """Keep away from the site for as long as it asks."""
        now = self._today()
        if seconds := seconds_to_wait(retry_after, now):
            self._turns.rest(site_of(url), seconds)
            self._wishes.rest(site_of(url), now + timedelta(seconds=seconds), now)

    # --- robots.txt -----------------------------------------------------------------------------------------------

    def _robots(self, url: httpx.URL) -> Rules:
        """The rules of the site, asked for once and then remembered for a day."""
        home = str(url.copy_with(raw_path=b"/robots.txt", fragment=None))
        with self._lock:
            asking = self._asking.setdefault(home, threading.Lock())
        with asking:
            good_until, rules = self._rules.get(home, (float("-inf"), None))
            if rules is None or self._clock() >= good_until:
                rules, seconds = self._wishes.rules(home, self._today()) or self._ask_robots(home)
                self._rules[home] = (self._clock() + seconds, rules)
            return rules

    def _ask_robots(self, home: str) -> tuple[Rules, float]:
        """The rules, and the seconds for which they hold."""
        here, is_told = httpx.URL(home), True
        # More redirects than anybody follows are as good as no robots.txt (RFC 9309, 2.3.1.2).
        rules = rules_of(None)
        try:
            for _ in range(MOST_REDIRECTS + 1):
                answer = self._retrying(self._ask, here, {}, 0.0, LARGEST, True)
                if "Location" not in answer.headers or not 300 <= answer.status < 400:
                    rules = read_robots(answer.status, answer.body)
                    break
                here = next_target(here, answer.headers["Location"])
        except Refused:
            raise
        except FetchError as error:
            # A site whose rules cannot be had for now is left alone for now (RFC 9309, 2.3.1.4).
            rules = rules_of(None, closed=f"{error} So nothing of {here.host} was fetched; later it may be.")
            # What the site said holds for the next fetcher too; a line that was cut may be mended by then.
            is_told = error.status is not None
        if is_told:
            self._wishes.obey(home, rules, self._today())
        return rules, good_for(rules)


def _cause(error: Exception) -> str:
    return str(error).strip().rstrip(".") or type(error).__name__
