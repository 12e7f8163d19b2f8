"""The archive's door: what may be asked of it and put into it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np
import sqlalchemy as sa

from knowledge.archive import tables
from knowledge.archive.bodies import (
    article_from,
    article_json,
    profile_from,
    profile_json,
    statement_from,
    statement_json,
)
from knowledge.archive.carrying import Carried, everything, take_in
from knowledge.archive.checking import Fault, derive_anew, faults_in
from knowledge.archive.database import Database, count_up, fact_in, set_fact
from knowledge.archive.history import Edit, Version, history
from knowledge.archive.keeping import Change, bytes_of, change_of, keep_changed, keep_new, remove, versions_of
from knowledge.archive.settling import add_addresses, add_second_address, addresses_of, settle
from knowledge.archive.visits import RefreshLine, every_visit, log_refreshes, refreshes, remember_visits, visit_of
from knowledge.archive.words import Words, count_words, counting, saying
from knowledge.model import Article, Entry, OutletProfile, Quantity, Statement, Visit

_article_body = sa.text("SELECT body FROM articles WHERE id = :id")
# A page is known by its own address before it is known by another's, and a report before a note about it.
_article_by_any_name = sa.text(
    "SELECT body FROM (SELECT body, id <> :name AS rank, is_note FROM articles WHERE id = :name OR url = :name"
    " UNION ALL SELECT body, 2, is_note FROM articles"
    " WHERE id = (SELECT article_id FROM addresses WHERE url = :name)) ORDER BY rank, is_note LIMIT 1"
)
# Written out once: what a card asks is asked some fifteen times, and putting a query together takes longer than
# answering it.
_statements_by_id = sa.text("SELECT id, article_id, body FROM statements WHERE id IN :ids").bindparams(
    sa.bindparam("ids", expanding=True)
)
_statements_by_article = sa.text("SELECT id, article_id, body FROM statements WHERE article_id IN :ids").bindparams(
    sa.bindparam("ids", expanding=True)
)
_articles_by_id = sa.text("SELECT id, body FROM articles WHERE id IN :ids").bindparams(
    sa.bindparam("ids", expanding=True)
)
_vectors_by_id = sa.text("SELECT id, vector FROM statements WHERE id IN :ids").bindparams(
    sa.bindparam("ids", expanding=True)
)


@dataclass(frozen=True, slots=True)
class Stored:
    """A statement as it lies in the archive, with its article."""

    statement: Statement
    article: Article


@dataclass(frozen=True, slots=True)
class Counts:
    """How much a store holds."""

    articles: int
    notes: int
    statements: int
    figures: int
    profiles: int
    outlets: int


class Archive:
    """The articles that are kept, and what was read in them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._database = Database(folder)
        self._words = Words()

    # what the store knows about itself

    def fact(self, name: str) -> str | None:
        """What the store remembers about itself under `name` ("model", "revision"); None when nothing."""
        with self._database.reading() as connection:
            return fact_in(connection, name)

    def remember(self, name: str, value: str) -> None:
        """Have the store remember `value` under `name`."""
        with self._database.writing() as connection:
            set_fact(connection, name, value)

    @property
    def revision(self) -> int:
        """Counted up with every change of articles; an index of another revision is owed."""
        return int(self.fact("revision") or 0)

    def counts(self) -> Counts:
        """How much the store holds."""
        with self._database.reading() as connection:

            def how_many(what: sa.Select[Any]) -> int:
                return int(connection.execute(what).scalar() or 0)

            count = sa.func.count()
            return Counts(
                articles=how_many(sa.select(count).select_from(tables.articles).where(~tables.articles.c.is_note)),
                notes=how_many(sa.select(count).select_from(tables.articles).where(tables.articles.c.is_note)),
                statements=how_many(sa.select(count).select_from(tables.statements)),
                figures=how_many(sa.select(count).select_from(tables.figures)),
                profiles=how_many(sa.select(count).select_from(tables.profiles)),
                outlets=how_many(sa.select(sa.func.count(tables.articles.c.outlet.distinct()))),
            )

    # writing

    def change_of(self, article: Article, statements: Sequence[Statement], *, addresses: Sequence[str] = ()) -> Change:
        """What adding this article would do: nothing when the store holds the same words, read the same way."""
        with self._database.reading() as connection:
            settled = settle(connection, Entry(article, tuple(statements), None, tuple(addresses)))
            return "unchanged" if settled.told else change_of(connection, settled.entry)

    def add(
        self,
        article: Article,
        statements: Sequence[Statement],
        vectors: np.ndarray,
        *,
        visit: Visit | None = None,
        addresses: Sequence[str] = (),
        at: datetime | None = None,
    ) -> Change:
        """Keep an article with its statements, their vectors (one row each), its visit and addresses: all or nothing.

        The same article again changes nothing; a changed one, or one that is read better now, replaces its statements,
        and words that were edited are kept as its history, dated `at`: the moment of the visit, or else now. The same
        words by the same outlet at another address are no second article: the address is kept with the first.
        """
        seen = at or (visit.fetched_at if visit else datetime.now(UTC))
        with self._database.writing() as connection:
            if visit is not None:
                remember_visits(connection, [visit])
            settled = settle(connection, Entry(article, tuple(statements), visit, tuple(addresses)))
            entry = settled.entry
            if settled.told:
                add_second_address(connection, entry)
                return "unchanged"
            change = change_of(connection, entry)
            if change == "new":
                keep_new(connection, [(entry, vectors)])
            elif change == "changed":
                keep_changed(connection, entry, vectors, seen)
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

    # reading

    def at_one_moment(self) -> AbstractContextManager[object]:
        """All that this thread reads inside is of one moment: no article of after beside a statement of before."""
        return self._database.at_one_moment()

    def article(self, identity: str) -> Article | None:
        """The article with this id or address, or one of its other addresses; None when there is none."""
        with self._database.reading() as connection:
            found = connection.execute(_article_by_any_name, {"name": identity}).scalar()
        return article_json.validate_json(found) if found else None

    def addresses_of(self, article_id: str) -> tuple[str, ...]:
        """The other addresses an article is known by, in order."""
        with self._database.reading() as connection:
            return addresses_of(connection, article_id)

    def versions_of(self, article_id: str) -> tuple[Version, ...]:
        """What an edited article said before, whole, oldest first; nothing for one that was never edited."""
        with self._database.reading() as connection:
            return versions_of(connection, article_id)

    def history_of(self, article_id: str) -> tuple[Edit, ...]:
        """What changed in an article since it was first kept, oldest first: statement by statement, verbatim."""
        with self._database.reading() as connection:
            versions = versions_of(connection, article_id)
            body = connection.execute(_article_body, {"id": article_id}).scalar() if versions else None
        return history(versions, Version(article_from(body), self.statements_of(article_id))) if body else ()

    def visit_of(self, url: str) -> Visit | None:
        """What this address answered when it was last asked; None when it never was."""
        with self._database.reading() as connection:
            return visit_of(connection, url)

    def remember_visit(self, *visits: Visit) -> None:
        """Have these answers stand in the place of older ones."""
        with self._database.writing() as connection:
            remember_visits(connection, visits)

    def log_refresh(self, *lines: RefreshLine) -> None:
        """Write down what reading these sources brought."""
        with self._database.writing() as connection:
            log_refreshes(connection, lines)

    def refreshes(self, limit: int | None = None, *, source: str | None = None) -> tuple[RefreshLine, ...]:
        """What the last readings brought, of one source or of all, the latest first."""
        with self._database.reading() as connection:
            return refreshes(connection, limit, source)

    def articles(self) -> Iterator[Article]:
        """Every article, in the order of ids."""
        with self._database.reading() as connection:
            for body in connection.execute(sa.select(tables.articles.c.body).order_by(tables.articles.c.id)).scalars():
                yield article_json.validate_json(body)

    def article_ids(self) -> tuple[str, ...]:
        """The ids of every article, in their order."""
        with self._database.reading() as connection:
            return tuple(connection.execute(sa.select(tables.articles.c.id).order_by(tables.articles.c.id)).scalars())

    def statements_of(self, article_id: str) -> tuple[Statement, ...]:
        """An article's statements, in the order of its text."""
        with self._database.reading() as connection:
            bodies = connection.execute(
                sa.select(tables.statements.c.body)
                .where(tables.statements.c.article_id == article_id)
                .order_by(tables.statements.c.row)
            ).scalars()
            return tuple(statement_json.validate_json(body) for body in bodies)

    def stored(self, ids: Sequence[str]) -> dict[str, Stored]:
        """The statements with these ids, each with its article; ids that are gone are left out."""
        if not ids:
            return {}
        with self._database.reading() as connection:
            rows = connection.execute(_statements_by_id, {"ids": ids}).all()
            bodies = connection.execute(_articles_by_id, {"ids": list({row.article_id for row in rows})}).all()
        articles = {row.id: article_from(row.body) for row in bodies}
        return {
            row.id: Stored(statement_from(row.body), articles[row.article_id])
            for row in rows
            if row.article_id in articles
        }

    def stored_of(self, articles: Sequence[Article]) -> dict[str, Stored]:
        """Every statement of these articles."""
        by_id = {article.id: article for article in articles}
        with self._database.reading() as connection:
            rows = connection.execute(_statements_by_article, {"ids": list(by_id)}).all()
        return {row.id: Stored(statement_from(row.body), by_id[row.article_id]) for row in rows}

    def vectors(self) -> Iterator[tuple[str, np.ndarray]]:
        """Every statement's id and vector, for building an index."""
        with self._database.reading() as connection:
            for row in connection.execute(
                sa.select(tables.statements.c.id, tables.statements.c.vector).order_by(tables.statements.c.row)
            ):
                yield row.id, np.frombuffer(row.vector, dtype=np.float32)

    def vectors_of(self, ids: Sequence[str]) -> dict[str, np.ndarray]:
        """The vectors of these statements."""
        with self._database.reading() as connection:
            rows = connection.execute(_vectors_by_id, {"ids": ids}).all()
        return {row.id: np.frombuffer(row.vector, dtype=np.float32) for row in rows}

    def saying(self, words: Sequence[str], limit: int) -> tuple[tuple[str, float], ...]:
        """Statements that use these words, best first: (id, BM25 score, higher is better). Rare words weigh more."""
        with self._database.reading() as connection:
            return saying(connection, words, limit)

    def rarity(self, stems: Sequence[str]) -> dict[str, float]:
        """How rare each of these stemmed words is in the store: 0 for one that stands in every statement."""
        with self._database.reading() as connection:
            return self._words.rarity(connection, stems)

    def count_words(self) -> None:
        """Count in how many statements each word stands; until then, every question counts for itself."""
        with self._database.writing() as connection:
            count_words(connection)

    def occurrences(self, stems: Collection[str]) -> dict[str, int]:
        """In how many statements each of these stemmed words stands; those that stand in none are left out."""
        with self._database.reading() as connection:
            return self._words.occurrences(connection, stems)

    def counting(self, quantity: Quantity, limit: int) -> tuple[str, ...]:
        """Statements that count the same thing in figures near this one, nearest first."""
        with self._database.reading() as connection:
            return counting(connection, quantity, limit)

    def profile_of(self, outlet: str) -> OutletProfile | None:
        """What is documented about this outlet or claimant; None when nothing is."""
        with self._database.reading() as connection:
            found = connection.execute(
                sa.select(tables.profiles.c.body).where(sa.func.lower(tables.profiles.c.outlet) == outlet.lower())
            ).scalar()
        return profile_from(found) if found else None

    def profiles(self) -> tuple[OutletProfile, ...]:
        """Everything documented about outlets, in the order of ids."""
        with self._database.reading() as connection:
            bodies = connection.execute(sa.select(tables.profiles.c.body).order_by(tables.profiles.c.id)).scalars()
            return tuple(profile_from(body) for body in bodies)

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
