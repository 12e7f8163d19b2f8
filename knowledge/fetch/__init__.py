"""The only outgoing request: a page, a feed or an answer of an interface, asked for politely and with a guard.

This room is the only door to httpx, httpcore, tenacity and protego.
"""

from knowledge.fetch.fetcher import LARGEST_LISTING, LARGEST_PAGE, LONGEST, MOST_REDIRECTS, Fetcher
from knowledge.fetch.pages import FetchError, Page, Refused

__all__ = [
    "LARGEST_LISTING",
    "LARGEST_PAGE",
    "LONGEST",
    "MOST_REDIRECTS",
    "FetchError",
    "Fetcher",
    "Page",
    "Refused",
]
