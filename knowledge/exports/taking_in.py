"""An export taken in by another store, or by its own again."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import TypeVar

import numpy as np

from knowledge.archive import Carried, hash_of
from knowledge.exports.lines import carried_in, checked, rest_of
from knowledge.model import Visit
from knowledge.store import Store, Writer, passage

#: Articles that are taken in together: a kill costs no more than these.
_AT_ONCE = 200
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class TakenIn:
    """What taking in an export did."""

    new: int
    #: Articles that were there, and stay as they were there.
    known: int
    profiles: int
    #: Articles that were left out, since their words are not those that were read on their page; each a sentence.
    altered: tuple[str, ...] = ()


def take_in(
    store: Store, writer: Writer, file: Path, advanced: Callable[[int], object] = lambda articles: None
) -> TakenIn:
    """Take in what `export` wrote: articles with their readings, history and addresses, profiles, visits, refreshes.

    The file is read to its end before anything is kept, so that one that is cut off or broken changes nothing. An
    article that the store holds already stays as it is there; one whose words, or whose former words, do not hash to
    what they hashed to when they were read is left out, and said. A visit is taken in only where what it brought is
    here, so that the next refresh asks whole for what is not. Vectors that are missing, or that another model made, are
    made anew. Raises ExportError with the line that cannot be read.
    """
    first, articles = checked(file)
    model = first["facts"].get("model")
    archive, encoder = store.archive, store.encoder
    ours = encoder.card.fingerprint
    is_empty = archive.revision == 0 and archive.counts().statements == 0
    if archive.fact("model") is None:
        archive.remember("model", ours)
    new = known = 0
    altered: list[str] = []
    brought = _Brought()

    def unaltered() -> Iterator[Carried]:
        for one in carried_in(file):
            if _is_altered(one):
                brought.note(one, is_here=False)
                altered.append(
                    f"{one.entry.article.url or one.entry.article.title} has other words than when it was read; "
                    "it was left out."
                )
                advanced(1)
            else:
                yield one

    for run in _runs(unaltered(), _AT_ONCE):
        rows = [one.vectors if one.vectors is not None and model == ours else None for one in run]
        passages = [
            passage(statement, one.entry.article)
            for one, row in zip(run, rows, strict=True)
            if row is None
            for statement in one.entry.statements
        ]
        made = encoder.encode(passages) if passages else np.zeros((0, encoder.card.dimension), np.float32)
        done = 0
        together: list[tuple[Carried, np.ndarray]] = []
        for one, row in zip(run, rows, strict=True):
            if row is None:
                row = made[done : done + len(one.entry.statements)]
                done += len(one.entry.statements)
            together.append((one, row))
        taken = archive.take_in(together)
        for one, is_new in zip(run, taken, strict=True):
            brought.note(one, is_here=is_new or _is_as_here(store, one))
        new += sum(taken)
        known += len(taken) - sum(taken)
        advanced(len(run))
    profiles, visits, lines = rest_of(file)
    writer.keep_profiles(profiles)
    archive.remember_visit(*(one for one in visits if brought.tells_of(one) and not _is_older(store, one)))
    if not archive.refreshes(1):
        archive.log_refresh(*lines)
    if is_empty and new == articles:
        for name, value in first["facts"].items():
            if name != "model":
                archive.remember(name, value)
    return TakenIn(new, known, len(profiles), tuple(altered))


@dataclass(slots=True)
class _Brought:
    """Which addresses of an export brought what the store holds now, and which brought something that it does not."""

    here: set[str] = field(default_factory=set)
    missing: set[str] = field(default_factory=set)

    def note(self, one: Carried, *, is_here: bool) -> None:
        article = one.entry.article
        # A file has no address in its article, whose id is made of it.
        names = (article.id, article.url, article.seen_in, *one.entry.addresses)
        (self.here if is_here else self.missing).update(filter(None, names))

    def tells_of(self, visit: Visit) -> bool:
        """Whether there is nothing that this address has to be asked for again as if it never was."""
        names = {visit.url, hashlib.sha256(visit.url.encode()).hexdigest()[:12]}
        if names & self.missing:
            return False
        # A listing, or a file of many articles, does not say which are its own.
        return not self.missing or bool(names & self.here)


def _is_as_here(store: Store, one: Carried) -> bool:
    """Whether an article is kept here in the words in which it was carried."""
    article = one.entry.article
    kept = store.archive.article(article.id) or (store.archive.article(article.url) if article.url else None)
    return kept is not None and kept.content_hash == article.content_hash


def _is_altered(one: Carried) -> bool:
    """Whether the words of an article, or of what it said before it was edited, are not those that were read.

    A note's hash is of the note as it was written, which an export does not hold.
    """
    articles = (one.entry.article, *(version.article for version in one.versions))
    return any(not article.is_note and article.content_hash != hash_of(article) for article in articles)


def _is_older(store: Store, visit: Visit) -> bool:
    ours = store.archive.visit_of(visit.url)
    return ours is not None and ours.fetched_at >= visit.fetched_at


def _runs(every: Iterator[T], at_once: int) -> Iterator[list[T]]:
    while run := list(islice(every, at_once)):
        yield run
