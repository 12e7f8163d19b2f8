"""A feed or a sitemap becomes a listing: the addresses it names, with what it says of each.

This room is the only door to feedparser.
"""

from knowledge.feeds.listing import Link, Listing, UnreadableFeed
from knowledge.feeds.reader import read_feed

__all__ = ["Link", "Listing", "UnreadableFeed", "read_feed"]
