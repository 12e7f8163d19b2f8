"""The list of sources that a maintainer writes: where reporting comes from, and how often each is looked at.

The form is TOML; `knowledge/sources.example.toml` shows every key, `docs/maintaining.md` explains them.
"""

from __future__ import annotations

import difflib
import re
import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any, Literal, get_args
from urllib.parse import urlsplit

#: What a source is.
SourceKind = Literal["feed", "sitemap", "page", "folder", "claimreview", "factcheck"]

KINDS: tuple[str, ...] = get_args(SourceKind)
EXAMPLE = Path(__file__).parent / "sources.example.toml"

#: What holds for a source that does not say.
EVERY = timedelta(hours=1)
DEPTH = 50
SHORTEST, LONGEST = timedelta(minutes=5), timedelta(days=366)
DEEPEST = 100_000


@dataclass(frozen=True, slots=True)
class Source:
    """One place that reporting comes from, and how it is to be read."""

    name: str
    kind: SourceKind
    #: A web address; of a folder its full path; of a search for fact-checks the publisher's site, or "" for all.
    where: str
    #: Who publishes what is found there; None where the pages themselves say it.
    outlet: str | None = None
    #: The language of the pages as a code; None where it is read from each page.
    language: str | None = None
    #: The agency whose text all of these pages carry; None where each page says it.
    credit: str | None = None
    #: How long after one visit the next is due.
    every: timedelta = EVERY
    #: How many pages (files, reviews) at most are taken at one visit, newest first.
    depth: int = DEPTH
    #: The words that fact-checks are searched by; None for another kind.
    query: str | None = None


class BadSources(ValueError):
    """The list of sources cannot be used; `mistakes` names each source, key and what is allowed, one a line."""

    def __init__(self, mistakes: tuple[str, ...]) -> None:
        super().__init__("\n".join(mistakes))
        self.mistakes = mistakes


class _Mistake(Exception):
    """What is wrong with one value, as words behind the key."""


def read_sources(text: str, *, here: Path) -> tuple[Source, ...]:
    """The sources in a list, in its order; `here` is the folder that a relative folder path starts from.

    Raises BadSources with every mistake in the list at once. A folder need not be there yet: that is found out, and
    said, when it is visited.

    >>> read_sources('''[[source]]
    ... name = "Harbour Post"
    ... kind = "feed"
    ... where = "https://post.example/rss.xml"
    ... every = "2 hours"
    ... ''', here=Path("."))[0].every
    datetime.timedelta(seconds=7200)
    """
    try:
        written = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise BadSources((f"The list is not TOML: {error}.",)) from error
    mistakes = [
        f"{key}: is not a key of the list; sources are written as [[source]]." for key in written if key != "source"
    ]
    rows = written.get("source", [])
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise BadSources((*mistakes, "source: write each source under a line [[source]], with two brackets."))
    if not rows and not mistakes:
        mistakes.append("There is no source in the list; write one under a line [[source]].")
    sources: list[Source] = []
    names: dict[str, int] = {}
    places: dict[tuple[str | None, ...], int] = {}
    for number, row in enumerate(rows, start=1):
        found, wrong = _source(row, here)
        name = row.get("name")
        is_named = isinstance(name, str) and name.strip() and name.isprintable()
        if is_named and (first := names.setdefault(" ".join(name.split()).casefold(), number)) != number:
            wrong.append(f"name: is the name of source {first} too; each source has a name of its own")
        if found is not None:
            place = (found.kind, found.where, found.query, found.language if found.kind == "factcheck" else None)
            if (first := places.setdefault(place, number)) != number:
                wrong.append(f"where: is what source {first} reads already")
            sources.append(found)
        label = f'source {number} ("{name[:60]}")' if is_named else f"source {number}"
        mistakes += [f"{label}, {sentence}{'' if sentence.endswith('?') else '.'}" for sentence in wrong]
    if mistakes:
        raise BadSources(tuple(mistakes))
    return tuple(sources)


# --- one source ---------------------------------------------------------------------------------------------------


def _source(row: dict[str, Any], here: Path) -> tuple[Source | None, list[str]]:
    """The source in a row, or what is wrong with it."""
    wrong: list[str] = []
    read: dict[str, Any] = {}
    kind = row.get("kind")
    for key, value in row.items():
        if key not in _READERS:
            wrong.append(_unknown(key))
        elif kind in KINDS and (why := _no_use(key, kind)):
            wrong.append(f"{key}: {why}; take it away")
        else:
            try:
                read[key] = _READERS[key](value)
            except _Mistake as mistake:
                wrong.append(f"{key}: {mistake}")
    for key in ("name", "kind"):
        if key not in row:
            wrong.append(f"{key}: is missing; {_NEEDED[key]}")
    if "kind" in read:
        try:
            read["where"] = _where(read["kind"], row.get("where"), here)
        except _Mistake as mistake:
            wrong.append(f"where: {mistake}")
        if kind == "factcheck" and "query" not in row and "where" not in row:
            wrong.append('query: is missing; write the words to search by, or the publisher\'s site as "where"')
    return (None, wrong) if wrong else (Source(**read), [])


def _no_use(key: str, kind: str) -> str:
    """Why a key means nothing for a kind of source; "" where it means something."""
    if key == "query" and kind != "factcheck":
        return 'belongs to kind "factcheck" alone'
    if key == "depth" and kind == "page":
        return "a single page has none"
    if key in ("outlet", "credit") and kind in ("claimreview", "factcheck"):
        return "each fact-check names its own reviewer"
    if key == "language" and kind == "claimreview":
        return "each fact-check names its own"
    return ""


_NEEDED = {
    "name": 'write what you call this source, such as name = "Harbour Post"',
    "kind": f"write one of {', '.join(KINDS)}",
}


def _unknown(key: str) -> str:
    meant = _OTHER_NAMES.get(key) or next(iter(difflib.get_close_matches(key, _READERS, 1)), None)
    if key.lower() in ("key", "api_key", "token", "password"):
        return f"{key}: secrets do not belong into this list; the key of the search goes into FACTCHECK_API_KEY"
    ask = f'did you mean "{meant}"?' if meant else f"the keys are {', '.join(_READERS)}"
    return f"{key}: is not a key of a source; {ask}"


_OTHER_NAMES = {
    "url": "where",
    "address": "where",
    "link": "where",
    "path": "where",
    "folder": "where",
    "type": "kind",
    "lang": "language",
    "interval": "every",
    "how_often": "every",
    "schedule": "every",
    "limit": "depth",
    "max": "depth",
    "publisher": "outlet",
    "wire": "credit",
    "agency": "credit",
    "search": "query",
    "id": "name",
    "title": "name",
}


def _words(value: Any) -> str:
    if not isinstance(value, str):
        raise _Mistake(f"is {_printed(value)}; it must be words in quotation marks")
    words = " ".join(value.split())
    if not words:
        raise _Mistake("is empty; take it away, or write something")
    if len(words) > 200 or any(not character.isprintable() for character in words):
        raise _Mistake("must be one printable line of 200 characters at most")
    return words


def _kind(value: Any) -> str:
    words = _words(value)
    if words not in KINDS:
        close = difflib.get_close_matches(words.lower(), KINDS, 1)
        meant = {"rss": "feed", "atom": "feed", "url": "page", "site": "sitemap", "directory": "folder"}
        guess = meant.get(words.lower()) or (close[0] if close else None)
        ask = f'did you mean "{guess}"?' if guess else f"it must be one of {', '.join(KINDS)}"
        raise _Mistake(f'is "{words}"; {ask}')
    return words


def _language(value: Any) -> str:
    words = _words(value)
    if not re.fullmatch(r"[a-z]{2,3}", words):
        raise _Mistake(f'is "{words}"; it must be a language code of two or three small letters, such as "ar"')
    return words


_UNITS = {"minute": 60, "hour": 3600, "day": 86400, "week": 604800}


def _every(value: Any) -> timedelta:
    allowed = 'must be a number and a unit, such as "30 minutes", "2 hours" or "1 day"'
    words = _words(value) if isinstance(value, str) else ""
    match = re.fullmatch(r"(\d{1,6}) ?(minute|hour|day|week)s?", words)
    if match is None:
        raise _Mistake(f"is {_printed(value)}; it {allowed}")
    every = timedelta(seconds=int(match[1]) * _UNITS[match[2]])
    if not SHORTEST <= every <= LONGEST:
        raise _Mistake(f'is "{words}"; it must be from 5 minutes to 366 days')
    return every


def _depth(value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not 1 <= value <= DEEPEST:
        raise _Mistake(f"is {_printed(value)}; it must be a whole number from 1 to {DEEPEST:,}")
    return value


def _where(kind: str, value: Any, here: Path) -> str:
    if kind == "factcheck":
        return _site(_words(value)) if value is not None else ""
    if value is None:
        example = '"archive/2024"' if kind == "folder" else '"https://post.example/rss.xml"'
        raise _Mistake(
            f"is missing; write the {'folder' if kind == 'folder' else 'address'}, such as where = {example}"
        )
    words = _words(value)
    if kind == "folder":
        if "://" in words:
            raise _Mistake(f'is "{words}"; a folder is a path on this machine, not an address')
        return str((here / Path(words).expanduser()).absolute())
    return _address(words)


def _address(words: str) -> str:
    allowed = "it must be a full web address that begins with http:// or https://"
    try:
        parts = urlsplit(words)
        host = parts.hostname
    except ValueError:
        raise _Mistake(f'is "{words}"; {allowed}') from None
    if parts.scheme not in ("http", "https") or not host or " " in words:
        raise _Mistake(f'is "{words}"; {allowed}')
    if "@" in parts.netloc:
        raise _Mistake("carries a user name or a password; secrets do not belong into this list")
    return words


def _site(words: str) -> str:
    if not re.fullmatch(r"[\w-]+(\.[\w-]+)+", words):
        raise _Mistake(f'is "{words}"; for a search it is the publisher\'s site, such as "checks.example"')
    return words.lower()


def _printed(value: Any) -> str:
    if isinstance(value, str):
        return f'"{value[:60]}"'
    return "a table" if isinstance(value, dict) else "a list" if isinstance(value, list) else str(value).lower()


_READERS: dict[str, Callable[[Any], Any]] = {
    "name": _words,
    "kind": _kind,
    "where": lambda value: value,
    "outlet": _words,
    "language": _language,
    "credit": _words,
    "every": _every,
    "depth": _depth,
    "query": _words,
}
