"""The server: what it has at each address, how it answers, and what it was asked."""

from __future__ import annotations

import gzip
import html as html_words
import ssl
import threading
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any, Self
from urllib.parse import urlsplit


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer, with its habits."""

    status: int = 200
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)
    #: Seconds before the first byte of the answer.
    after: float = 0.0
    #: Seconds between one byte and the next, for a body (and a head) that drips.
    drips: float = 0.0
    #: Whether the head drips too.
    head_drips: bool = False
    #: How many bytes of the body are sent before the line is cut; None for all.
    cut_at: int | None = None
    #: Whether the answer says how long it is.
    tells_length: bool = True


@dataclass(frozen=True, slots=True)
class Asked:
    """One request as it came."""

    path: str
    #: Seconds on the monotonic clock at which it began and at which its answer was sent.
    began: float
    ended: float
    #: Names in small letters.
    headers: Mapping[str, str]


class WebSite:
    """A site on loopback. A context manager; answers in threads; knows what it was asked.

    With `tls`, it speaks HTTPS.

    `host` is the name that `url` prints: "127.0.0.1" (the rule), "localhost", or one that a test's resolver knows.
    """

    def __init__(self, *, host: str = "127.0.0.1", tls: ssl.SSLContext | None = None) -> None:
        self.host = host
        self._scheme = "http" if tls is None else "https"
        self._answers: dict[str, list[Answer]] = {}
        self._asked: list[Asked] = []
        self._running = 0
        self._most_at_once = 0
        self._lock = threading.Lock()
        self._server = _Server(("127.0.0.1", 0), _Handler)
        self._server.site = self
        self._server.tls = tls
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.01,), daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Shut the site: whoever asks now is refused the connection."""
        self._server.shutdown()
        self._server.server_close()

    # --- what it has ----------------------------------------------------------------------------------------------

    def page(
        self,
        path: str,
        html: str | bytes = "",
        *,
        content_type: str = "text/html; charset=utf-8",
        etag: str | None = None,
        last_modified: str | None = None,
    ) -> None:
        """Put (or change) a page, a feed, or anything else that is answered with 200."""
        headers = {"Content-Type": content_type}
        if etag is not None:
            headers["ETag"] = etag
        if last_modified is not None:
            headers["Last-Modified"] = last_modified
        self.answers(path, Answer(200, html.encode() if isinstance(html, str) else html, headers))

    def article(
        self,
        path: str,
        title: str,
        paragraphs: Iterable[str],
        *,
        published: str | None = None,
        author: str | None = None,
        etag: str | None = None,
        last_modified: str | None = None,
    ) -> None:
        """Put a report the way a newspaper's site prints it: a menu, a headline, a byline, paragraphs, a footer."""
        body = "\n".join(f"<p>{html_words.escape(paragraph)}</p>" for paragraph in paragraphs)
        dated = f'<meta property="article:published_time" content="{published}">' if published else ""
        signed = f'<meta name="author" content="{html_words.escape(author)}">' if author else ""
        page = (
            f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{html_words.escape(title)}</title>'
            f'<link rel="canonical" href="{self.url(path)}">{dated}{signed}</head><body>'
            '<nav><a href="/">Home</a> <a href="/harbour">Harbour</a> <a href="/weather">Weather</a></nav>'
            f"<main><article><h1>{html_words.escape(title)}</h1>\n{body}\n</article></main>"
            "<footer><p>Read our other pages.</p></footer></body></html>"
        )
        self.page(path, page, etag=etag, last_modified=last_modified)

    def rss(
        self,
        path: str,
        items: Sequence[tuple[str, str, str]],
        *,
        title: str = "Harbour Post",
        etag: str | None = None,
        last_modified: str | None = None,
    ) -> None:
        """Put an RSS 2.0 feed of (path or address, title, pubDate) in that order; an empty pubDate is left out."""
        rows = "".join(
            f"<item><title>{html_words.escape(name)}</title><link>{html_words.escape(self._full(link))}</link>"
            + (f"<pubDate>{date}</pubDate>" if date else "")
            + "</item>"
            for link, name, date in items
        )
        feed = (
            f'<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>{title}</title>{rows}'
            "</channel></rss>"
        )
        self.page(path, feed, content_type="application/rss+xml", etag=etag, last_modified=last_modified)

    def sitemap(self, path: str, links: Sequence[tuple[str, str]], *, etag: str | None = None) -> None:
        """Put a sitemap of (path or address, lastmod) rows; an empty lastmod is left out."""
        rows = "".join(
            f"<url><loc>{html_words.escape(self._full(link))}</loc>"
            + (f"<lastmod>{date}</lastmod>" if date else "")
            + "</url>"
            for link, date in links
        )
        body = (
            '<?xml version="1.0" encoding="UTF-8"?>'
            f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{rows}</urlset>'
        )
        self.page(path, body, content_type="application/xml", etag=etag)

    def redirect(self, path: str, to: str, *, status: int = 302) -> None:
        """Send whoever asks on to another path or address."""
        self.answers(path, Answer(status, headers={"Location": to}))

    def packed(self, path: str, body: bytes, *, packing: str = "gzip", content_type: str = "text/html") -> None:
        """Put a page whose bytes are packed already, and say so."""
        self.answers(path, Answer(200, body, {"Content-Type": content_type, "Content-Encoding": packing}))

    def bomb(self, path: str, *, megabytes: int = 64) -> None:
        """Put a page of a few kilobytes that unpacks to many megabytes."""
        self.packed(path, gzip.compress(bytes(megabytes << 20), 9))

    def robots(self, text: str, *, status: int = 200) -> None:
        """Put the site's robots.txt."""
        self.answers("/robots.txt", Answer(status, text.encode(), {"Content-Type": "text/plain"}))

    def answers(self, path: str, *answers: Answer) -> None:
        """What a path answers first, second, …, and from then on; 404 when there is nothing."""
        with self._lock:
            self._answers[path] = list(answers)

    def forget(self, path: str) -> None:
        """Take a page away: 404."""
        self.answers(path)

    # --- what it was asked ----------------------------------------------------------------------------------------

    def url(self, path: str = "/") -> str:
        """The full address of a path."""
        return f"{self._scheme}://{self.host}:{self._server.server_address[1]}{path}"

    @property
    def requests(self) -> tuple[Asked, ...]:
        """Everything that was asked, in the order in which it was answered."""
        with self._lock:
            return tuple(self._asked)

    def asked(self, path: str) -> tuple[Asked, ...]:
        """What was asked of one path."""
        return tuple(asked for asked in self.requests if asked.path == path)

    @property
    def most_at_once(self) -> int:
        """The most requests that were in work at one moment."""
        return self._most_at_once

    def _full(self, link: str) -> str:
        return link if "://" in link else self.url(link)

    def _answer(self, path: str) -> Answer:
        with self._lock:
            answers = self._answers.get(path) or self._answers.get(urlsplit(path).path)
            if not answers:
                return Answer(404, b"There is no such page.", {"Content-Type": "text/plain"})
            return answers.pop(0) if len(answers) > 1 else answers[0]

    def _begin(self) -> None:
        with self._lock:
            self._running += 1
            self._most_at_once = max(self._most_at_once, self._running)

    def _end(self, asked: Asked) -> None:
        with self._lock:
            self._running -= 1
            self._asked.append(asked)


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False
    request_queue_size = 128
    site: WebSite
    tls: ssl.SSLContext | None

    def finish_request(self, request: Any, client_address: Any) -> None:
        """Shake hands in the thread of this visitor, so that the next one need not wait."""
        if self.tls is not None:
            request = self.tls.wrap_socket(request, server_side=True)
        super().finish_request(request, client_address)

    def handle_error(self, request: object, client_address: object) -> None:
        """A visitor that hangs up is nothing to print."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    # Without it the second half of an answer waits 40 ms for the receipt of the first.
    disable_nagle_algorithm = True
    server: _Server

    def log_message(self, format: str, *args: object) -> None:
        """Nothing: the test asks the site."""

    def do_GET(self) -> None:
        began = time.monotonic()
        site = self.server.site
        site._begin()
        headers = {name.lower(): value for name, value in self.headers.items()}
        asked = Asked(self.path, began, began, headers)
        is_told = False
        try:
            answer = _unless_had(site._answer(self.path), headers)
            time.sleep(answer.after)
            if not answer.drips:
                # Whoever reads the answer may look at once what the site was asked.
                site._end(replace(asked, ended=time.monotonic()))
                is_told = True
            self._send(answer)
        except OSError:
            self.close_connection = True
        finally:
            if not is_told:
                site._end(replace(asked, ended=time.monotonic()))

    def _send(self, answer: Answer) -> None:
        head = [f"HTTP/1.1 {answer.status} So"]
        head += [f"{name}: {value}" for name, value in answer.headers.items()]
        has_body = answer.status not in (204, 304)
        if has_body and answer.tells_length:
            head.append(f"Content-Length: {len(answer.body)}")
        elif has_body:
            head.append("Connection: close")
            self.close_connection = True
        start = "\r\n".join([*head, "", ""]).encode("latin-1")
        self._write(start, answer.drips if answer.head_drips else 0.0)
        if has_body:
            self._write(answer.body if answer.cut_at is None else answer.body[: answer.cut_at], answer.drips)
        if answer.cut_at is not None:
            self.close_connection = True

    def _write(self, data: bytes, drips: float) -> None:
        if not drips:
            self.wfile.write(data)
            return
        for byte in data:
            self.wfile.write(bytes([byte]))
            self.wfile.flush()
            time.sleep(drips)


def _unless_had(answer: Answer, headers: Mapping[str, str]) -> Answer:
    """The answer, or 304 for whoever has it already (RFC 9110, 13.2.2: an ETag goes before a date)."""
    if answer.status != 200:
        return answer
    etag, date = answer.headers.get("ETag"), answer.headers.get("Last-Modified")
    if etag is not None and "if-none-match" in headers:
        has_it = etag in headers["if-none-match"].split(", ")
    else:
        has_it = date is not None and headers.get("if-modified-since") == date
    return replace(answer, status=304, body=b"") if has_it else answer
