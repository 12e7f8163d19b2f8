"""What a source lists: the pages and files that are to be visited now, and those that need no visit."""

from __future__ import annotations

import hashlib
import html
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from knowledge.feeds import Link, UnreadableFeed, read_feed
from knowledge.fetch import LARGEST_LISTING, Fetcher, FetchError
from knowledge.model import Entry, Visit
from knowledge.refresh.schedule import is_due, is_listing_asked_whole, newest
from knowledge.reviews import FACTCHECK_API, find_reviews, read_review, read_reviews
from knowledge.sources import Source

#: What files are read, by their endings.
READABLE = (".html", ".htm", ".xhtml", ".txt", ".pdf", ".csv", ".jsonl")
#: A sitemap index may name thousands of sitemaps; no more are read at one visit.
MOST_LISTINGS = 200


#: A feed's entry with fewer words than this is a beginning, and the rest is on its page.
WHOLE = 150

_TAG = re.compile(r"<[^<>]{0,2000}>")


class SourceGone(Exception):
    """The source is not where the list says; the message is a sentence."""


@dataclass(frozen=True, slots=True)
class Task:
    """One page or file to be visited, with what it answered last."""

    source: Source
    #: The address; of a file "file:" and its path.
    address: str
    link: Link
    last: Visit | None = None
    file: Path | None = None


@dataclass(frozen=True, slots=True)
class Listed:
    """What a source lists."""

    tasks: tuple[Task, ...] = ()
    #: How many pages are listed that were visited and are not due.
    unchanged: int = 0
    #: Fact-checks come whole, with nothing more to visit.
    entries: tuple[Entry, ...] = ()
    #: The listings' own visits: remembered once everything they list was looked at.
    visits: tuple[Visit, ...] = ()
    remark: str = ""
    #: Listings among others that could not be read, each with why.
    broken: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Search:
    """How the Fact Check Tools API is asked."""

    key: str | None = None
    api: str = FACTCHECK_API


def list_source(
    source: Source,
    fetcher: Fetcher,
    last_visit: Callable[[str], Visit | None],
    now: datetime,
    *,
    since: datetime | None = None,
    search: Search | None = None,
) -> Listed:
    """What there is to visit in a source now. Raises SourceGone, FetchError, UnreadableFeed or UnreadableReviews."""
    match source.kind:
        case "feed" | "sitemap":
            return _listing(source, fetcher, last_visit, now, since)
        case "page":
            return Listed((Task(source, source.where, Link(source.where), last_visit(source.where)),))
        case "folder":
            return _folder(source, last_visit, since)
        case "claimreview":
            return _reviews(source, fetcher, last_visit, since)
        case "factcheck":
            return _search(source, fetcher, since, search or Search())


def _listing(
    source: Source,
    fetcher: Fetcher,
    last_visit: Callable[[str], Visit | None],
    now: datetime,
    since: datetime | None,
) -> Listed:
    waiting, visits, links, remarks = [source.where], list[Visit](), dict[str, Link](), list[str]()
    broken: list[tuple[str, str]] = []
    read = left = 0
    while waiting and read < MOST_LISTINGS and len(links) < source.depth:
        address = waiting.pop(0)
        last = last_visit(address)
        asked_whole = is_listing_asked_whole(last, now) or since is not None
        read += 1
        try:
            page = fetcher.fetch(address, last=None if asked_whole else last, largest=LARGEST_LISTING)
            if page is None:
                # What it lists stood before what has not been asked yet: there the depth was reached last time.
                waiting = [one for one in waiting if last_visit(one) is not None]
                left += 1
                continue
            listing = read_feed(page.body, page.url, content_type=page.content_type)
        except (FetchError, UnreadableFeed) as error:
            if address == source.where:
                raise
            # One sitemap of many is broken: the others are read.
            broken.append((address, str(error)))
            continue
        if page.moved_to is not None:
            remarks.append(f"{address} has moved for good to {page.moved_to}; change it in the list.")
        if not listing.more:
            # An index is asked whole each time: what changed stands in the sitemaps that it names.
            visits.append(page.visit)
        waiting += listing.more
        for link in listing.links:
            links.setdefault(link.url, link)
        if listing.remark:
            remarks.append(listing.remark)
    if left and not links and not broken:
        remarks.append("It has not changed since it was last looked at.")
    tasks, unchanged = list[Task](), 0
    for link in newest(links.values(), source.depth, since):
        last = last_visit(link.url)
        if is_whole(link) and last is not None:
            is_asked = last.content_hash != hashlib.sha256(in_a_page(link)).hexdigest()
        else:
            is_asked = is_due(link, last, now)
        if is_asked:
            tasks.append(Task(source, link.url, link, last))
        else:
            unchanged += 1
    return Listed(tuple(tasks), unchanged, visits=tuple(visits), remark=" ".join(remarks), broken=tuple(broken))


def is_whole(link: Link) -> bool:
    """Whether the feed itself carries the report, so that its page need not be asked."""
    return link.content is not None and len(_TAG.sub(" ", link.content).split()) >= WHOLE


def in_a_page(link: Link) -> bytes:
    """A report that a feed carries whole, as the page that it would be."""
    title = html.escape(link.title)
    return (
        f"<html><head><title>{title}</title></head><body><article><h1>{title}</h1>{link.content}</article></body></html>"
    ).encode("utf-8", "replace")


def _folder(source: Source, last_visit: Callable[[str], Visit | None], since: datetime | None) -> Listed:
    folder = Path(source.where)
    if not folder.is_dir():
        raise SourceGone(f"There is no folder {folder}.")
    tasks, unchanged = list[Task](), 0
    for file, changed in sorted(_files(folder), key=lambda found: (-found[1].timestamp(), found[0]))[: source.depth]:
        if since is not None and changed < since:
            continue
        address = f"file:{file}"
        last = last_visit(address)
        if last is not None and last.last_modified == changed.isoformat():
            unchanged += 1
        else:
            tasks.append(Task(source, address, Link(address), last, file))
    return Listed(tuple(tasks), unchanged)


def _files(folder: Path) -> Iterator[tuple[Path, datetime]]:
    for file in folder.rglob("*"):
        is_hidden = any(part.startswith(".") for part in file.relative_to(folder).parts)
        if file.suffix.lower() in READABLE and not is_hidden and file.is_file():
            yield file, changed_at(file)


def changed_at(file: Path) -> datetime:
    """When the file was last written."""
    return datetime.fromtimestamp(file.stat().st_mtime, UTC)


def _reviews(
    source: Source,
    fetcher: Fetcher,
    last_visit: Callable[[str], Visit | None],
    since: datetime | None,
) -> Listed:
    last = last_visit(source.where)
    page = fetcher.fetch(source.where, last=None if since else last, largest=LARGEST_LISTING)
    if page is None:
        return Listed(remark="It has not changed since it was last looked at.")
    reviews = read_reviews(page.body, page.url)
    by_address = {number: Link(str(number), published=review.published) for number, review in enumerate(reviews)}
    wanted = [reviews[int(link.url)] for link in newest(by_address.values(), source.depth, since)]
    return Listed(entries=tuple(read_review(review) for review in wanted), visits=(page.visit,))


def _search(source: Source, fetcher: Fetcher, since: datetime | None, search: Search) -> Listed:
    if not search.key:
        raise SourceGone("FACTCHECK_API_KEY is not set, so the Fact Check Tools API was not asked.")
    found = find_reviews(
        fetcher,
        key=search.key,
        query=source.query,
        publisher=source.where or None,
        language=source.language,
        most=source.depth,
        api=search.api,
    )
    wanted = (one for one in found if since is None or one.published is None or one.published.end > since)
    return Listed(entries=tuple(read_review(review) for review in wanted))


def visited_again(last: Visit, now: datetime) -> Visit:
    """The last visit, as one that found nothing changed now."""
    return replace(last, fetched_at=now)
