"""A web site, small and on this machine: pages, feeds, redirects, and every bad habit of real servers.

>>> import urllib.request
>>> with WebSite() as site:
...     site.page("/a", html="<p>12 barns burned.</p>")
...     body = urllib.request.urlopen(site.url("/a")).read()
...     body, [asked.path for asked in site.asked("/a")]
(b'<p>12 barns burned.</p>', ['/a'])

A page that was given an `etag` or a `last_modified` answers 304 to whoever has it already. `site.answers` says what an
address answers first, then, and from then on; `Answer` has the habits: slow, dripping, cut off. Everything that was
asked is kept with its moment, so that a test can look whether a visitor was polite.
"""

from .http2 import Http2Site
from .server import Answer, Asked, WebSite

__all__ = ["Answer", "Asked", "Http2Site", "WebSite"]
