"""The archive's door: what may be asked of it and put into it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import sqlalchemy as sa

from knowledge.archive import tables
from knowledge.archive.asking import Kept
from knowledge.archive.bodies import article_from, profile_json
from knowledge.archive.carrying import Carried, everything, take_in
from knowledge.archive.checking import Fault, derive_anew, faults_in
from knowledge.archive.database import count_up, set_fact
from knowledge.archive.keeping import Change, bytes_of, change_of, keep_changed, keep_new, make_one, remove
from knowledge.archive.settling import add_addresses, add_second_address, settle
from knowledge.archive.stories import story_of
from knowledge.archive.visits import RefreshLine, every_visit, log_refreshes, remember_visits
from knowledge.archive.words import count_words
from knowledge.model import Article, Entry, OutletProfile, Statement, Visit

_article_body = sa.text("SELECT body FROM articles WHERE id = :id")


class Archive(Kept):
    """The articles that are kept, for those who ask and for the one who writes."""

    def remember(self, name: str, value: str) -> None:
        """Have the store remember `value` under `name`."""
        with self._database.writing() as connection:
            set_fact(connection, name, value)

    def add(
        self,
        article: Article,
        statements: Sequence[Statement],
        vectors: np.ndarray,
        *,
        visit: Visit | None = None,
        addresses: Sequence[str] = (),
        is_only_review: bool = False,
        at: datetime | None = None,
    ) -> Change:
        """Keep an article with its statements, their vectors (one row each), its visit and addresses: all or nothing.

        The same article again changes nothing; a changed one, or one that is read better now, replaces its statements,
        and words that were edited are kept as its history, dated `at`: the moment of the visit, or else now. The same
        words by the same outlet at another address are no second article: the address is kept with the first. Two
        articles that an edit makes one story become one.
        """
        seen = at or (visit.fetched_at if visit else datetime.now(UTC))
        with self._database.writing() as connection:
            if visit is not None:
                remember_visits(connection, [visit])
            settled = settle(connection, Entry(article, tuple(statements), visit, tuple(addresses), is_only_review))
            entry = settled.entry
            if settled.told:
                add_second_address(connection, entry)
                return "unchanged"
            change = change_of(connection, entry)
            if change == "new":
                keep_new(connection, [(entry, vectors)])
            elif change == "changed":
                keep_changed(connection, entry, vectors, seen)
                make_one(connection, story_of(entry.article))
            else:
                add_addresses(connection, entry.article, entry.addresses)
                return change
            count_up(connection)
            return change

    def add_new(self, entries: Sequence[tuple[Entry, np.ndarray]]) -> None:
        """Keep many articles that the store does not hold yet, each with its vectors, all of them or none.

        Raises ArchiveError when one of them is there already.
        """
        with self._database.writing() as connection:
            keep_new(connection, entries)
            remember_visits(connection, [entry.visit for entry, _ in entries if entry.visit])
            count_up(connection)

    def revisit(self, entries: Sequence[Entry]) -> None:
        """Remember the visits and the addresses of articles that these visits did not change."""
        pages = [entry for entry in entries if entry.article.url and not entry.article.is_note]
        if not pages:
            return
        with self._database.writing() as connection:
            remember_visits(connection, [entry.visit for entry in pages if entry.visit])
            for page in pages:
                settled = settle(connection, page)
                if settled.told:
                    add_second_address(connection, settled.entry)
                else:
                    add_addresses(connection, settled.entry.article, page.addresses)

    def also_at(self, article_id: str, url: str) -> None:
        """Let an article be known by another address too."""
        with self._database.writing() as connection:
            article = connection.execute(_article_body, {"id": article_id}).scalar()
            if article is not None:
                add_addresses(connection, article_from(article), (url,))

    def add_profile(self, profile: OutletProfile) -> Change:
        """Keep what others document about an outlet."""
        body = profile_json.dump_json(profile).decode()
        with self._database.writing() as connection:
            before = connection.execute(
                sa.select(tables.profiles.c.body).where(tables.profiles.c.id == profile.id)
            ).scalar()
            if before == body:
                return "unchanged"
            connection.execute(tables.profiles.delete().where(tables.profiles.c.id == profile.id))
            connection.execute(tables.profiles.insert().values(id=profile.id, outlet=profile.outlet, body=body))
            return "new" if before is None else "changed"

    def remove(self, identity: str) -> bool:
        """Forget an article or a profile; whether there was one."""
        with self._database.writing() as connection:
            gone = remove(connection, identity)
            if gone:
                count_up(connection)
            profiles = connection.execute(tables.profiles.delete().where(tables.profiles.c.id == identity)).rowcount
            return gone or profiles > 0

    def replace_vectors(self, vectors: Iterable[tuple[str, np.ndarray]], model: str) -> None:
        """Put another model's vectors beside the statements, all of them in one transaction."""
        with self._database.writing() as connection:
            for identity, vector in vectors:
                connection.execute(
                    tables.statements.update().where(tables.statements.c.id == identity).values(vector=bytes_of(vector))
                )
            set_fact(connection, "model", model)
            count_up(connection)

    def remember_visit(self, *visits: Visit) -> None:
        """Have these answers stand in the place of older ones."""
        with self._database.writing() as connection:
            remember_visits(connection, visits)

    def log_refresh(self, *lines: RefreshLine) -> None:
        """Write down what reading these sources brought."""
        with self._database.writing() as connection:
            log_refreshes(connection, lines)

    def count_words(self) -> None:
        """Count in how many statements each word stands; until then, every question counts for itself."""
        with self._database.writing() as connection:
            count_words(connection)

    def carry(self, take: Callable[[Iterator[Carried], tuple[Visit, ...], dict[str, str]], None]) -> None:
        """Give `take` every article, every visit and every fact, as they are at one moment, to carry them elsewhere."""
        with self._database.at_one_moment() as connection:
            facts = connection.execute(sa.select(tables.facts).order_by(tables.facts.c.name)).all()
            visits = tuple(every_visit(connection))
            take(everything(connection), visits, {fact.name: fact.value for fact in facts})

    def take_in(self, carried: Sequence[tuple[Carried, np.ndarray]]) -> list[bool]:
        """Keep what was carried here, with its vectors, in one transaction; False for what is there already."""
        with self._database.writing() as connection:
            taken = take_in(connection, carried)
            if any(taken):
                count_up(connection)
            return taken

    def faults(self, advanced: Callable[[int], object] = lambda articles: None) -> tuple[Fault, ...]:
        """Everything that is wrong in the archive itself; `advanced` is told how many articles were looked at."""
        with self._database.reading() as connection:
            return tuple(faults_in(connection, advanced))

    def derive_anew(self) -> None:
        """Make the full text and the figures anew from the articles and statements."""
        with self._database.writing() as connection:
            derive_anew(connection)
            count_up(connection)

    def copy_to(self, file: Path, advanced: Callable[[int, int], object] = lambda done, total: None) -> None:
        """Write the archive as it is at this moment to another file; `advanced` is told the pages done, and of all."""
        self._database.copy_to(file, advanced)

    def limit_pages(self, pages: int) -> None:
        """Let the file grow to this many pages and no further: a store may be given a share of a disk."""
        self._database.limit_pages(pages)

    def close(self) -> None:
        """Let go of the file."""
        self._database.close()
