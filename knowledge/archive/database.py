"""One SQLite file: who reads it, who writes it, and the sentence for each way in which it may fail."""

from __future__ import annotations

import json
import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from knowledge.archive import tables

FILE = "archive.sqlite"
#: How long whoever writes waits for another writer, in seconds.
PATIENCE = 30.0
#: Where a connection on which one moment is read keeps what it has read of it.
_KNOWN = "known of this moment"

_FACT = "SELECT value FROM store WHERE name = :name"


class ArchiveError(Exception):
    """The archive cannot be read or written; the message says why and what mends it."""


class Database:
    """The file of a store's archive, with a connection for each who asks."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._engine = sa.create_engine(f"sqlite:///{folder / FILE}", connect_args={"timeout": PATIENCE})
        self._pages: int | None = None
        self._moment = threading.local()
        sa.event.listen(self._engine, "connect", self._prepare_connection)
        try:
            folder.mkdir(parents=True, exist_ok=True)
            with self.reading() as connection:
                found = tables.layout_in(connection)
            if found is None or found < tables.LAYOUT:
                with self.writing() as connection:
                    tables.prepare(connection)
        except OSError as error:
            raise ArchiveError(_why(error, folder)) from error
        if found is not None and found > tables.LAYOUT:
            raise ArchiveError(
                f"The store in {folder} has layout {found}, this whosays reads up to layout {tables.LAYOUT}; "
                "install a newer whosays, or name another folder with WHOSAYS_DATA."
            )

    @contextmanager
    def reading(self) -> Iterator[sa.Connection]:
        """A connection to ask of. Raises ArchiveError for whatever the database answers wrong."""
        held: sa.Connection | None = getattr(self._moment, "connection", None)
        try:
            if held is not None:
                yield held
                return
            with self._engine.connect() as connection:
                yield connection
        except (sa.exc.DatabaseError, sqlite3.DatabaseError) as error:
            raise ArchiveError(_why(error, self.folder)) from error

    @contextmanager
    def at_one_moment(self) -> Iterator[sa.Connection]:
        """All that this thread reads inside, it reads as it stands now, whoever writes meanwhile."""
        held: sa.Connection | None = getattr(self._moment, "connection", None)
        if held is not None:
            yield held
            return
        with self.reading() as connection:
            # Without a transaction, each query would see what was written since the one before.
            connection.exec_driver_sql("BEGIN")
            self._moment.connection = connection
            connection.info[_KNOWN] = {}
            try:
                yield connection
            finally:
                self._moment.connection = None
                del connection.info[_KNOWN]
                connection.exec_driver_sql("ROLLBACK")

    @contextmanager
    def writing(self) -> Iterator[sa.Connection]:
        """A transaction: all that is written in it, or nothing. Raises ArchiveError."""
        try:
            with self._engine.begin() as connection:
                # The write lock is taken at the start: a reader that turns writer halfway is refused by SQLite.
                connection.exec_driver_sql("BEGIN IMMEDIATE")
                yield connection
        except (sa.exc.DatabaseError, sqlite3.DatabaseError) as error:
            raise ArchiveError(_why(error, self.folder)) from error

    def limit_pages(self, pages: int) -> None:
        """Let the file grow to this many pages and no further."""
        self._pages = pages
        self._engine.dispose()

    def copy_to(self, file: Path, advanced: Callable[[int, int], object]) -> None:
        """Write what is committed at this moment to another file, while others read and write (SQLite's online backup).

        Raises ArchiveError when it cannot be read, or the copy cannot be written.
        """
        try:
            with (
                closing(sqlite3.connect(self.folder / FILE)) as source,
                closing(sqlite3.connect(file)) as target,
            ):
                # Inside one transaction the copy is of one moment, and no writer makes it begin anew.
                source.execute("BEGIN")
                source.execute("SELECT count(*) FROM store").fetchone()
                source.backup(target, pages=4096, progress=lambda _, left, total: advanced(total - left, total))
        except sqlite3.Error as error:
            raise ArchiveError(_why(error, file.parent if "full" in str(error) else self.folder)) from error

    def close(self) -> None:
        """Let go of the file."""
        self._engine.dispose()

    def _prepare_connection(self, connection: Any, _record: object) -> None:
        # SQLAlchemy would open the transaction itself; IMMEDIATE is ours to say.
        connection.isolation_level = None
        patience = f"busy_timeout={round(PATIENCE * 1000)}"
        for pragma in ("journal_mode=WAL", "synchronous=NORMAL", "foreign_keys=ON", patience):
            connection.execute(f"PRAGMA {pragma}")
        if self._pages is not None:
            connection.execute(f"PRAGMA max_page_count={self._pages}")


def let_go_of(folder: Path) -> bool:
    """Bring everything into the archive's one file, so that it can be moved; False when somebody has it open.

    A file that is no database, or not there, is nobody's.
    """
    file = folder / FILE
    if not file.exists():
        return True
    try:
        with closing(sqlite3.connect(file, timeout=0)) as connection:
            # SQLite leaves the journal that readers share only when there is no other connection.
            connection.execute("PRAGMA journal_mode=DELETE").fetchone()
    except sqlite3.OperationalError as error:
        return "locked" not in str(error) and "busy" not in str(error)
    except sqlite3.DatabaseError:
        return True
    return True


def fact_in(connection: sa.Connection, name: str) -> str | None:
    """What the store remembers about itself under this name; None when nothing."""
    return next((value for (value,) in rows_in(connection, _FACT, name=name)), None)


def rows_in(connection: sa.Connection, question: str, **asked: object) -> list[Any]:
    """What a question written out in SQL brings, row by row.

    A card asks some fifteen; in a small store, SQLAlchemy's getting ready for the rows was a twentieth of the work.
    """
    driver = connection.connection.driver_connection
    if driver is None:
        raise sa.exc.InvalidRequestError("The store is closed.")
    return list(driver.execute(question, asked))


def set_fact(connection: sa.Connection, name: str, value: str) -> None:
    """Have the store remember this under this name."""
    connection.execute(tables.facts.delete().where(tables.facts.c.name == name))
    connection.execute(tables.facts.insert().values(name=name, value=value))


def revision_in(connection: sa.Connection) -> int:
    """How often the articles have changed; within one moment it is asked once."""
    known: dict[str, int] | None = connection.info.get(_KNOWN)
    if known is None:
        return int(fact_in(connection, "revision") or 0)
    if "revision" not in known:
        known["revision"] = int(fact_in(connection, "revision") or 0)
    return known["revision"]


def count_up(connection: sa.Connection) -> None:
    """The articles have changed."""
    set_fact(connection, "revision", str(revision_in(connection) + 1))


def _why(error: Exception, folder: Path) -> str:
    reason = str(getattr(error, "orig", error)).lower()
    if isinstance(error, FileExistsError | NotADirectoryError):
        return f"{folder} is a file, or lies in one; name a folder with WHOSAYS_DATA."
    if "full" in reason or "no space" in reason or "disk i/o" in reason:
        return f"The disk that holds {folder} is full or fails; nothing was changed. Make room and try again."
    if "readonly" in reason or "permission" in reason or "unable to open" in reason:
        return (
            f"The data folder {folder} cannot be written; give it write permission or name another with WHOSAYS_DATA."
        )
    if "not a database" in reason or "malformed" in reason:
        return f"The archive in {folder} is not readable as a database; restore a backup or name another WHOSAYS_DATA."
    if "locked" in reason or "busy" in reason:
        return f"The archive in {folder} is busy with another writer; try again when it has finished."
    return f"The archive in {folder} could not be used: {json.dumps(reason)}."
