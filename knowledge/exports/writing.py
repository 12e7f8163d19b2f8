"""A store as lines of JSON: all of it, for another store; or its claims as schema.org words them, for other tools."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO

from knowledge.archive import LAYOUT, Carried
from knowledge.exports.lines import (
    FORMAT,
    ExportError,
    carried_as_json,
    is_export,
    profile_as_json,
    put,
    refresh_as_json,
    visit_as_json,
)
from knowledge.exports.schema_org import claim_of
from knowledge.model import Visit
from knowledge.overwriting import why_not_over
from knowledge.store import Store

#: Facts that hold in the store they were written down in, and in no other.
_OWN_FACTS = ("layout", "words counted")


def export(
    store: Store, to: Path, *, vectors: bool = True, advanced: Callable[[int], object] = lambda articles: None
) -> int:
    """Write everything that a store holds to one file, an article a line, as it is at this moment; how many articles.

    The file appears whole or not at all, and its last line says how many there are, so that a file that was cut off
    is known. Raises ExportError when it cannot be written.
    """

    def write(file: IO[str]) -> int:
        count = 0

        def take(carried: Iterator[Carried], visits: tuple[Visit, ...], facts: dict[str, str]) -> None:
            nonlocal count
            told = {name: value for name, value in facts.items() if name not in _OWN_FACTS}
            put(file, {"whosays": FORMAT, "layout": LAYOUT, "facts": told})
            for profile in store.archive.profiles():
                put(file, profile_as_json(profile))
            for one in carried:
                put(file, carried_as_json(one, vectors=vectors))
                count += 1
                advanced(1)
            for visit in visits:
                put(file, visit_as_json(visit))
            for line in reversed(store.archive.refreshes()):
                put(file, refresh_as_json(line))
            put(file, {"end": {"articles": count}})

        store.archive.carry(take)
        return count

    return _written(store, to, write)


def export_claims(store: Store, to: Path, *, advanced: Callable[[int], object] = lambda articles: None) -> int:
    """Write every statement as a schema.org Claim with where it appears, one JSON-LD object a line; how many.

    There is no rating of ours among them, since none exists; a third party's is a ClaimReview in that party's words.
    Readers' comments and what an outlet says of its own report are no claims. This form leaves out what schema.org has
    no words for, and is not taken in again.
    """

    def write(file: IO[str]) -> int:
        count = 0
        with store.archive.at_one_moment():
            for article in store.archive.articles():
                for statement in store.archive.statements_of(article.id):
                    if statement.is_reporting:
                        put(file, claim_of(statement, article))
                        count += 1
                advanced(1)
        return count

    return _written(store, to, write)


def _written(store: Store, to: Path, write: Callable[[IO[str]], int]) -> int:
    if why := why_not_over(store.folder, to, is_export, "export"):
        raise ExportError(why)
    try:
        with tempfile.NamedTemporaryFile(
            "w", encoding="utf-8", newline="\n", dir=to.resolve().parent, prefix=f".{to.name}.", delete=False
        ) as file:
            aside = Path(file.name)
            try:
                count = write(file)
                file.flush()
                os.fsync(file.fileno())
            except BaseException:
                aside.unlink(missing_ok=True)
                raise
        aside.replace(to)
    except OSError as error:
        raise ExportError(f"{to} could not be written: {error.strerror or error}. Nothing was changed.") from error
    return count
