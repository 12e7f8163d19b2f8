"""One visit: a page or a file becomes entries, or a reason why it does not."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal

from knowledge.articles import UNKNOWN_OUTLET, UnreadableArticle, decode, leads_home, read_table
from knowledge.attributions import Tags
from knowledge.contents import Contents, read_contents
from knowledge.fetch import Fetcher, FetchError, Page, Refused
from knowledge.model import Entry, OutletProfile, Visit
from knowledge.notes import BadNote, read_sound_notes
from knowledge.refresh.listing import Task, changed_at, in_a_page, is_whole, visited_again
from knowledge.speakers import domain_of, who_is
from knowledge.statements import read_statements

#: A file larger than this is no report; a table or a pack of notes may be.
LARGEST_FILE, LARGEST_TABLE = 8_000_000, 200_000_000


@dataclass(frozen=True, slots=True)
class Brought:
    """What one visit brought."""

    task: Task
    state: Literal["read", "unchanged", "refused", "failed"]
    #: Read as they are asked for, where one file holds many.
    entries: Iterable[Entry] = ()
    profiles: tuple[OutletProfile, ...] = ()
    #: What is remembered of the address; None where it is to be asked again as if never asked.
    visit: Visit | None = None
    why: str = ""
    #: What of it was left out for good, each with its reason: a broken line among notes, somebody else's fact-check.
    left_out: tuple[str, ...] = ()


def visit(
    task: Task,
    fetcher: Fetcher,
    tagger: Callable[[], Tags | None],
    now: datetime,
    since: datetime | None,
    reading: AbstractContextManager[object],
) -> Brought:
    """Fetch (or open) and read what a task names. Never raises: whatever goes wrong is said in what it brought.

    `reading` is entered for as long as a page is read: so few are read at a time, however many are fetched.
    """
    try:
        if task.file is not None:
            with reading:
                return _file(task, tagger(), now)
        fetched = _fetched(task, fetcher, now)
        if isinstance(fetched, Brought):
            return fetched
        with reading:
            return _page(task, fetched, tagger(), since)
    except Exception as error:  # one article that breaks a reader must not stop the rest
        return Brought(task, "failed", why=f"{_shown(task)} could not be read ({type(error).__name__}: {error}).")


def _fetched(task: Task, fetcher: Fetcher, now: datetime) -> Page | Brought:
    if is_whole(task.link):
        body = in_a_page(task.link)
        seen = Visit(task.address, now, content_hash=hashlib.sha256(body).hexdigest())
        return Page(task.address, "text/html; charset=utf-8", body, seen)
    try:
        page = fetcher.fetch(task.address, last=task.last)
    except FetchError as error:
        if isinstance(error, Refused) or error.is_gone or error.is_closed:
            # What is kept stays: a page that is taken down has said what it said.
            return Brought(task, "refused", visit=Visit(task.address, now), why=str(error))
        return Brought(task, "failed", why=str(error))
    if page is None:
        assert task.last is not None
        return Brought(task, "unchanged", visit=visited_again(task.last, now))
    if leads_home(task.address, page.url):
        why = f"{task.address} leads to the front page of its site ({page.url}), so its report is gone."
        return Brought(task, "refused", visit=Visit(task.address, now), why=why)
    return page


def _page(task: Task, page: Page, tagger: Tags | None, since: datetime | None) -> Brought:
    source, link = task.source, task.link
    try:
        contents = read_contents(
            page.body,
            page.url,
            content_type=page.content_type,
            outlet=source.outlet,
            language=source.language,
            credit=source.credit,
            listed_outlet=link.outlet,
            listed_language=link.language,
            # A feed that carries whole pages may say anything of anybody's address.
            told_at=source.where if is_whole(link) else None,
        )
    except UnreadableArticle as error:
        return Brought(task, "refused", visit=page.visit, why=str(error))
    article = contents.article
    if article is not None:
        if since is not None and article.published is not None and article.published.end <= since:
            return Brought(task, "unchanged")
        # What the page says of itself goes before what its listing says of it.
        article = replace(
            article,
            published=article.published or link.published,
            credit=article.credit or link.credit,
            author=article.author or link.author,
        )
    return _held(task, replace(contents, article=article), tagger, page.visit, task.address, page.url)


def _held(task: Task, contents: Contents, tagger: Tags | None, seen: Visit, *addresses: str) -> Brought:
    """A page or file as it is brought: its report first, then the fact-checks in it."""
    article, reviews = contents.article, contents.fact_checks
    entries = reviews
    if article is not None:
        others = tuple(dict.fromkeys(one for one in addresses if one != article.url))
        whole = Entry(article, read_statements(article, tagger), None if reviews else seen, others)
        entries = (whole, *reviews)
    left_out = (contents.disbelieved,) if contents.disbelieved else ()
    return Brought(task, "read", entries, visit=seen if reviews else None, left_out=left_out)


def _file(task: Task, tagger: Tags | None, now: datetime) -> Brought:
    file = task.file
    assert file is not None
    ending = file.suffix.lower()
    many = ending in (".csv", ".jsonl")
    try:
        changed = changed_at(file).isoformat()
        size = file.stat().st_size
        if size > (LARGEST_TABLE if many else LARGEST_FILE):
            why = f"{file} has {size / 1e6:,.0f} MB, which is too much for one {'table' if many else 'report'}."
            return Brought(task, "refused", visit=Visit(task.address, now, last_modified=changed), why=why)
        data = file.read_bytes()
    except OSError as error:
        return Brought(task, "failed", why=f"{file}: {error.strerror or error}.")
    seen = Visit(task.address, now, last_modified=changed, content_hash=hashlib.sha256(data).hexdigest())
    if task.last is not None and task.last.content_hash == seen.content_hash:
        return Brought(task, "unchanged", visit=seen)
    try:
        if ending == ".jsonl":
            return _notes(task, data, seen)
        source = task.source
        if ending == ".csv":
            rows = read_table(data, outlet=source.outlet, language=source.language, credit=source.credit)
            return Brought(task, "read", (Entry(one, read_statements(one, tagger)) for one in rows), visit=seen)
        contents = read_contents(
            data,
            file.name,
            content_type="text/plain" if ending == ".txt" else "",
            outlet=source.outlet,
            language=source.language,
            credit=source.credit,
        )
    except (UnreadableArticle, BadNote) as error:
        return Brought(task, "refused", visit=seen, why=f"{file}: {error}")
    article = contents.article
    if article is not None:
        if article.url is None or not article.url.startswith("http"):
            # A file that is edited stays one article, as a page does.
            article = replace(article, url=None, id=hashlib.sha256(task.address.encode()).hexdigest()[:12])
        if article.outlet == domain_of(file.name):
            article = replace(article, outlet=UNKNOWN_OUTLET)
    return _held(task, replace(contents, article=article), tagger, seen)


def _notes(task: Task, data: bytes, seen: Visit) -> Brought:
    """The notes of a file that are in order. Raises BadNote when none is."""
    noted, errors = read_sound_notes(decode(data), who_is=who_is)
    if errors and not noted:
        raise BadNote(errors)
    entries = tuple(one for one in noted if isinstance(one, Entry))
    profiles = tuple(one for one in noted if not isinstance(one, Entry))
    return Brought(task, "read", entries, profiles, seen, left_out=tuple(f"{task.file}: {one}." for one in errors))


def _shown(task: Task) -> str:
    return str(task.file) if task.file is not None else task.address
