"""The file people.sqlite: who reads it, who writes it, and the sentence for each way in which it may fail."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import sqlalchemy as sa

from bot.memory import tables
from bot.memory.nouns import CannotRemember

#: Seconds a button waits for another writer; a person has given up after that.
PATIENCE = 5


class Database:
    """One SQLite file that nobody else may read, with a connection for each who asks."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self._pages: int | None = None
        self._engine = sa.create_engine(f"sqlite:///{file}", connect_args={"timeout": PATIENCE})
        sa.event.listen(self._engine, "connect", self._prepare_connection)
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
            # Only whoever runs the bot reads it; what SQLite puts beside it is as private as the file itself.
            file.touch(mode=0o600)
        except OSError as error:
            raise CannotRemember(_why(error, file)) from error
        with self.writing() as connection:
            found = int(connection.exec_driver_sql("PRAGMA user_version").scalar() or 0)
            if found > tables.LAYOUT:
                raise CannotRemember(
                    f"{file} has layout {found}, this whosays reads layout {tables.LAYOUT}; install a newer whosays."
                )
            tables.every.create_all(connection)
            if found == 1:
                # Layout 1 did not say whether what is followed had been forwarded.
                added = "ALTER TABLE follows ADD COLUMN is_forward BOOLEAN NOT NULL DEFAULT 0"
                connection.exec_driver_sql(added)
            connection.exec_driver_sql(f"PRAGMA user_version = {tables.LAYOUT}")

    @contextmanager
    def reading(self) -> Iterator[sa.Connection]:
        """A connection to ask of. Raises CannotRemember."""
        try:
            with self._engine.connect() as connection:
                yield connection
        except sa.exc.DatabaseError as error:
            raise CannotRemember(_why(error, self.file)) from error

    @contextmanager
    def writing(self, *, erasing: bool = False) -> Iterator[sa.Connection]:
        """One short transaction; when `erasing`, what it deleted leaves the log beside the file as well.

        Raises CannotRemember.
        """
        try:
            with self._engine.begin() as connection:
                # The write lock is taken at the start: a reader that turns writer halfway is refused by SQLite.
                connection.exec_driver_sql("BEGIN IMMEDIATE")
                yield connection
            if erasing:
                with self._engine.connect() as connection:
                    connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        except sa.exc.DatabaseError as error:
            raise CannotRemember(_why(error, self.file)) from error

    def limit_pages(self, pages: int) -> None:
        """Let the file grow to this many pages and no further: the bot may be given a share of a disk."""
        self._pages = pages
        self._engine.dispose()

    def close(self) -> None:
        """Let go of the file."""
        self._engine.dispose()

    def _prepare_connection(self, connection: sqlite3.Connection, _record: object) -> None:
        # SQLAlchemy would open the transaction itself; IMMEDIATE is ours to say.
        connection.isolation_level = None
        # What is deleted is overwritten, so that nobody finds it in the file.
        for pragma in ("journal_mode=WAL", "synchronous=NORMAL", "foreign_keys=ON", "secure_delete=ON"):
            connection.execute(f"PRAGMA {pragma}")
        connection.execute("PRAGMA temp_store=MEMORY")
        if self._pages is not None:
            connection.execute(f"PRAGMA max_page_count={self._pages}")


def _why(error: Exception, file: Path) -> str:
    reason = str(getattr(error, "orig", error)).lower()
    if isinstance(error, FileExistsError | NotADirectoryError):
        return f"{file.parent} is a file, or lies in one; name a folder with WHOSAYS_DATA."
    if "full" in reason or "no space" in reason or "disk i/o" in reason:
        return f"The disk that holds {file} is full or fails; nothing was changed. Make room and try again."
    if "readonly" in reason or "permission" in reason or "unable to open" in reason:
        return f"{file} cannot be written; give its folder write permission or name another with WHOSAYS_DATA."
    if "not a database" in reason or "malformed" in reason:
        return f"{file} is not readable as a database; restore a backup, or delete it to begin with nothing kept."
    if "locked" in reason or "busy" in reason:
        return f"{file} is busy with another writer; try again when it has finished."
    return f"{file} could not be used: {json.dumps(reason)}."
