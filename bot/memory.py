"""What people asked us to keep: whom to tell of news, what to ask for, how the bot should behave in a chat.

It is a file of its own, people.sqlite, beside the archive: a copy of the reporting holds nobody, and the lock of a long
refresh never keeps a button waiting. No name is stored, and a claim's text only where its sender asked for it. This is
the bot's one door to SQLAlchemy.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any, Literal

import sqlalchemy as sa
from pydantic import TypeAdapter

from bot import sealing
from bot.news import Known
from knowledge.model import Period

#: Counted up when the tables change shape; an older file says so instead of failing somewhere inside.
LAYOUT = 1
#: How long what people asked us to keep is kept, when nothing is set.
RETENTION_DAYS = 90
#: Claims that one person follows at once, and open requests of one person; more would be somebody else's tool.
MOST_FOLLOWS, MOST_REQUESTS = 20, 20
#: Seconds a button waits for another writer; a person has given up after that.
PATIENCE = 5

#: One tap under a card.
Opinion = Literal["helpful", "wrong match", "wrong caveat"]

_tables = sa.MetaData()
_choices = sa.Table(
    "choices",
    _tables,
    sa.Column("chat_id", sa.BigInteger, primary_key=True),
    sa.Column("body", sa.Text, nullable=False),
)
_sealed = sa.Table(
    "sealed",
    _tables,
    sa.Column("name", sa.String, primary_key=True),
    sa.Column("body", sa.LargeBinary, nullable=False),
    sa.Column("day", sa.String, nullable=False, index=True),
)
_follows = sa.Table(
    "follows",
    _tables,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("person_id", sa.BigInteger, nullable=False, index=True),
    sa.Column("claim", sa.Text, nullable=False),
    sa.Column("event", sa.Text, nullable=False),
    sa.Column("sent", sa.Text, nullable=False),
    sa.Column("known", sa.Text, nullable=False),
    # Of the store, when the person was last told or there was nothing to tell.
    sa.Column("revision", sa.Integer, nullable=False, index=True),
    sa.Column("day", sa.String, nullable=False, index=True),
    sa.UniqueConstraint("person_id", "claim", "event"),
)
_requests = sa.Table(
    "requests",
    _tables,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("claim", sa.Text, nullable=False, unique=True),
    sa.Column("first_day", sa.String, nullable=False),
    sa.Column("last_day", sa.String, nullable=False, index=True),
)
# Who asked, so that one person who asks twice is counted once and may take it back; never shown.
_askers = sa.Table(
    "askers",
    _tables,
    sa.Column("request_id", sa.ForeignKey("requests.id", ondelete="CASCADE"), primary_key=True),
    sa.Column("person_id", sa.BigInteger, primary_key=True, index=True),
)
_feedback = sa.Table(
    "feedback",
    _tables,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("opinion", sa.String, nullable=False),
    sa.Column("statements", sa.Text, nullable=False),
    sa.Column("caveats", sa.Text, nullable=False),
    sa.Column("day", sa.String, nullable=False, index=True),
)

_known_json = TypeAdapter(Known)
_sent_json: TypeAdapter[Period | None] = TypeAdapter(Period | None)


class CannotRemember(Exception):
    """What people asked us to keep cannot be read or written; the message says why and what mends it."""


class Enough(Exception):
    """Somebody already has as many as one person may; `most` says how many."""

    def __init__(self, most: int) -> None:
        super().__init__(f"{most} at most")
        self.most = most


@dataclass(frozen=True, slots=True)
class Choices:
    """How the bot behaves in one chat, as the person or the group's administrators chose."""

    #: The language of the interface; None follows the person's app.
    language: str | None = None
    card: Literal["short", "long"] = "long"
    #: In a group: a reaction when something is found, and no words.
    quiet: bool = False
    #: No news of followed claims from this hour up to that one, in the person's own time.
    quiet_hours: tuple[int, int] | None = None
    #: Minutes that the person's clock is ahead of UTC.
    ahead: int = 0


@dataclass(frozen=True, slots=True)
class Follow:
    """A claim that a person wants to hear news of."""

    id: int
    person_id: int
    claim: str
    #: Which of several events is meant, as its candidate is labelled; "" where the claim fits one.
    event: str
    #: When the post was written, where that was known.
    sent: Period | None
    known: Known
    #: The store's revision that the person has been told of.
    revision: int
    #: The day it was asked for.
    day: date


@dataclass(frozen=True, slots=True)
class Request:
    """A claim that nothing was found for and that people want reporting on: how many people, never who."""

    id: int
    claim: str
    people: int
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Feedback:
    """What somebody tapped under a card, and what stood on it: the same taps for the same card are counted together."""

    opinion: Opinion
    statements: tuple[str, ...]
    caveats: tuple[str, ...]
    times: int
    last: date


@dataclass(frozen=True, slots=True)
class Removed:
    """What has been forgotten, in numbers."""

    follows: int = 0
    requests: int = 0
    choices: int = 0
    sealed: int = 0
    feedback: int = 0

    @property
    def anything(self) -> bool:
        """Whether there was something to forget."""
        return any(asdict(self).values())


class Memory:
    """What people asked us to keep, in one folder. Any thread may ask; every write is short."""

    def __init__(self, folder: Path, *, retention_days: int = RETENTION_DAYS) -> None:
        self.folder = folder
        self.retention = timedelta(days=retention_days)
        self._file = folder / "people.sqlite"
        self._pages: int | None = None
        self._engine = sa.create_engine(f"sqlite:///{self._file}", connect_args={"timeout": PATIENCE})
        sa.event.listen(self._engine, "connect", self._prepare_connection)
        try:
            folder.mkdir(parents=True, exist_ok=True)
            # Only whoever runs the bot reads it; what SQLite puts beside it is as private as the file itself.
            self._file.touch(mode=0o600)
        except OSError as error:
            raise CannotRemember(_why(error, self._file)) from error
        with self._writing() as connection:
            found = int(connection.exec_driver_sql("PRAGMA user_version").scalar() or 0)
            if found > LAYOUT:
                raise CannotRemember(
                    f"{self._file} has layout {found}, this whosays reads layout {LAYOUT}; install a newer whosays."
                )
            _tables.create_all(connection)
            connection.exec_driver_sql(f"PRAGMA user_version = {LAYOUT}")

    # how the bot behaves

    def choices_of(self, chat_id: int) -> Choices:
        """What was chosen in this chat; what holds for everybody where nothing was."""
        with self._reading() as connection:
            body = connection.execute(sa.select(_choices.c.body).where(_choices.c.chat_id == chat_id)).scalar()
        return _choices_from(body) if body else Choices()

    def choose(self, chat_id: int, **changes: Any) -> Choices:
        """Change what was chosen in this chat: `choose(7, card="short")`."""
        with self._writing() as connection:
            body = connection.execute(sa.select(_choices.c.body).where(_choices.c.chat_id == chat_id)).scalar()
            chosen = replace(_choices_from(body) if body else Choices(), **changes)
            connection.execute(_choices.delete().where(_choices.c.chat_id == chat_id))
            if chosen != Choices():
                connection.execute(_choices.insert().values(chat_id=chat_id, body=json.dumps(asdict(chosen))))
        return chosen

    # claims behind buttons

    def seal(self, text: str, now: datetime) -> str:
        """Put a claim's text away for a button; the ticket (22 letters) alone opens it, for as long as things are kept.

        The database holds noise: see sealing.py.
        """
        ticket = sealing.new_ticket()
        sealed = sealing.seal(text, ticket)
        with self._writing() as connection:
            connection.execute(_sealed.insert().values(name=sealed.name, body=sealed.body, day=_day(now)))
        return ticket

    def unseal(self, ticket: str) -> str | None:
        """The text behind a ticket; None when there is none, or it is kept no longer."""
        name = sealing.name_behind(ticket)
        if name is None:
            return None
        with self._reading() as connection:
            body = connection.execute(sa.select(_sealed.c.body).where(_sealed.c.name == name)).scalar()
        return sealing.unseal(sealing.Sealed(name, body), ticket) if body is not None else None

    # follows

    def follow(
        self,
        person_id: int,
        claim: str,
        known: Known,
        *,
        revision: int,
        now: datetime,
        sent: Period | None = None,
        event: str = "",
    ) -> Follow:
        """Keep a claim for somebody who wants to hear news of it; asked for again, it is kept from today on.

        Raises Enough when the person follows as many as one person may.
        """
        row = {
            "person_id": person_id,
            "claim": claim,
            "event": event,
            "sent": _sent_json.dump_json(sent).decode(),
            "known": _known_as_json(known),
            "revision": revision,
            "day": _day(now),
        }
        mine = _follows.c.person_id == person_id
        with self._writing() as connection:
            connection.execute(_follows.delete().where(mine, _follows.c.claim == claim, _follows.c.event == event))
            if _count(connection, _follows, mine) >= MOST_FOLLOWS:
                raise Enough(MOST_FOLLOWS)
            key = connection.execute(_follows.insert().values(row)).inserted_primary_key
        return _follow_from({**row, "id": key[0] if key else 0})

    def unfollow(self, person_id: int, follow_id: int) -> bool:
        """Stop one follow of a person; whether it was theirs."""
        theirs = (_follows.c.id == follow_id) & (_follows.c.person_id == person_id)
        with self._writing(erasing=True) as connection:
            return connection.execute(_follows.delete().where(theirs)).rowcount > 0

    def following(self, person_id: int) -> tuple[Follow, ...]:
        """What a person follows, the newest last."""
        return self._follows_where(_follows.c.person_id == person_id)

    def follows_behind(self, revision: int) -> tuple[Follow, ...]:
        """The follows whose people have not been told of this revision of the store, the same claims side by side."""
        return self._follows_where(_follows.c.revision != revision)

    def told(self, follow_id: int, known: Known, revision: int) -> None:
        """Remember that somebody has been told, or that there was nothing to tell, as of this revision of the store."""
        change = _follows.update().where(_follows.c.id == follow_id)
        with self._writing() as connection:
            connection.execute(change.values(known=_known_as_json(known), revision=revision))

    # requests

    def request(self, person_id: int, claim: str, now: datetime) -> None:
        """Keep a claim that somebody wants reporting on; the same words of several people are one request.

        Raises Enough when the person has asked for as many as one person may.
        """
        words = " ".join(claim.split())
        with self._writing() as connection:
            same = sa.func.lower(_requests.c.claim) == words.lower()
            found = connection.execute(sa.select(_requests.c.id).where(same)).scalar()
            asked = (_askers.c.request_id == found) & (_askers.c.person_id == person_id)
            known = found is not None and _count(connection, _askers, asked) > 0
            if not known and _count(connection, _askers, _askers.c.person_id == person_id) >= MOST_REQUESTS:
                raise Enough(MOST_REQUESTS)
            if found is None:
                new = _requests.insert().values(claim=words, first_day=_day(now), last_day=_day(now))
                key = connection.execute(new).inserted_primary_key
                found = key[0] if key else 0
            if not known:
                connection.execute(_askers.insert().values(request_id=found, person_id=person_id))
            connection.execute(_requests.update().where(_requests.c.id == found).values(last_day=_day(now)))

    def requests(self) -> tuple[Request, ...]:
        """What people want reporting on, what most people want first."""
        people = sa.func.count(_askers.c.person_id).label("people")
        asked = sa.select(_requests, people).join(_askers, isouter=True).group_by(_requests.c.id)
        with self._reading() as connection:
            rows = connection.execute(asked.order_by(people.desc(), _requests.c.last_day.desc(), _requests.c.id)).all()
        return tuple(
            Request(row.id, row.claim, row.people, date.fromisoformat(row.first_day), date.fromisoformat(row.last_day))
            for row in rows
        )

    def done(self, request_id: int) -> bool:
        """Strike a request off the list, and forget who asked; whether there was one."""
        with self._writing(erasing=True) as connection:
            return connection.execute(_requests.delete().where(_requests.c.id == request_id)).rowcount > 0

    # feedback

    def feedback(self, opinion: Opinion, statements: Sequence[str], caveats: Sequence[str], now: datetime) -> None:
        """Keep what somebody tapped under a card, and what stood on it; neither the person nor the claim."""
        row = {"opinion": opinion, "statements": json.dumps(list(statements)), "caveats": json.dumps(list(caveats))}
        with self._writing() as connection:
            connection.execute(_feedback.insert().values(**row, day=_day(now)))

    def feedback_given(self) -> tuple[Feedback, ...]:
        """What people tapped, the same taps under the same statements counted together, the latest first."""
        columns = (_feedback.c.opinion, _feedback.c.statements, _feedback.c.caveats)
        last = sa.func.max(_feedback.c.day).label("last")
        counted = sa.select(*columns, sa.func.count().label("times"), last).group_by(*columns)
        with self._reading() as connection:
            rows = connection.execute(counted.order_by(last.desc(), sa.text("times DESC"))).all()
        return tuple(
            Feedback(
                row.opinion,
                tuple(json.loads(row.statements)),
                tuple(json.loads(row.caveats)),
                row.times,
                date.fromisoformat(row.last),
            )
            for row in rows
        )

    # forgetting

    def forget(self, person_id: int) -> Removed:
        """Remove everything that is kept of a person or a group, so that its bytes are gone too; what that was."""
        with self._writing(erasing=True) as connection:
            follows = connection.execute(_follows.delete().where(_follows.c.person_id == person_id)).rowcount
            requests = connection.execute(_askers.delete().where(_askers.c.person_id == person_id)).rowcount
            # What others asked for as well stays theirs.
            unasked = ~sa.exists().where(_askers.c.request_id == _requests.c.id)
            connection.execute(_requests.delete().where(unasked))
            choices = connection.execute(_choices.delete().where(_choices.c.chat_id == person_id)).rowcount
        return Removed(follows=follows, requests=requests, choices=choices)

    def gone(self, chat_id: int) -> Removed:
        """A person has blocked the bot, an account is deleted, a group was left: nothing of them is kept."""
        return self.forget(chat_id)

    def moved(self, before: int, after: int) -> None:
        """A group has become a supergroup under another number; what was chosen in it moves along."""
        with self._writing() as connection:
            if _count(connection, _choices, _choices.c.chat_id == before):
                connection.execute(_choices.delete().where(_choices.c.chat_id == after))
            for column in (_choices.c.chat_id, _follows.c.person_id):
                connection.execute(column.table.update().where(column == before).values({column.name: after}))

    def purge(self, now: datetime) -> Removed:
        """Remove what has been kept for longer than the settings allow; what that was. Run it once a day."""
        last = _day(now - self.retention)
        with self._writing(erasing=True) as connection:

            def purged(column: sa.Column[Any]) -> int:
                return connection.execute(column.table.delete().where(column < last)).rowcount

            return Removed(
                follows=purged(_follows.c.day),
                requests=purged(_requests.c.last_day),
                sealed=purged(_sealed.c.day),
                feedback=purged(_feedback.c.day),
            )

    def counts(self) -> Removed:
        """How much is kept, in numbers."""
        with self._reading() as connection:
            return Removed(
                follows=_count(connection, _follows),
                requests=_count(connection, _requests),
                choices=_count(connection, _choices),
                sealed=_count(connection, _sealed),
                feedback=_count(connection, _feedback),
            )

    def limit_pages(self, pages: int) -> None:
        """Let the file grow to this many pages and no further: the bot may be given a share of a disk."""
        self._pages = pages
        self._engine.dispose()

    def close(self) -> None:
        """Let go of the file."""
        self._engine.dispose()

    def _follows_where(self, condition: sa.ColumnElement[bool]) -> tuple[Follow, ...]:
        chosen = sa.select(_follows).where(condition).order_by(_follows.c.claim, _follows.c.event, _follows.c.id)
        with self._reading() as connection:
            return tuple(_follow_from(dict(row)) for row in connection.execute(chosen).mappings())

    def _prepare_connection(self, connection: sqlite3.Connection, _record: object) -> None:
        # SQLAlchemy would open the transaction itself; IMMEDIATE is ours to say.
        connection.isolation_level = None
        # What is deleted is overwritten, so that nobody finds it in the file.
        for pragma in ("journal_mode=WAL", "synchronous=NORMAL", "foreign_keys=ON", "secure_delete=ON"):
            connection.execute(f"PRAGMA {pragma}")
        connection.execute("PRAGMA temp_store=MEMORY")
        if self._pages is not None:
            connection.execute(f"PRAGMA max_page_count={self._pages}")

    @contextmanager
    def _reading(self) -> Iterator[sa.Connection]:
        try:
            with self._engine.connect() as connection:
                yield connection
        except sa.exc.DatabaseError as error:
            raise CannotRemember(_why(error, self._file)) from error

    @contextmanager
    def _writing(self, *, erasing: bool = False) -> Iterator[sa.Connection]:
        """One short transaction; when `erasing`, what it deleted leaves the log beside the file as well."""
        try:
            with self._engine.begin() as connection:
                # The write lock is taken at the start: a reader that turns writer halfway is refused by SQLite.
                connection.exec_driver_sql("BEGIN IMMEDIATE")
                yield connection
            if erasing:
                with self._engine.connect() as connection:
                    connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        except sa.exc.DatabaseError as error:
            raise CannotRemember(_why(error, self._file)) from error


def _choices_from(body: str) -> Choices:
    read = json.loads(body)
    hours = read.get("quiet_hours")
    return Choices(**{**read, "quiet_hours": (hours[0], hours[1]) if hours else None})


def _follow_from(row: dict[str, Any]) -> Follow:
    read = {
        "sent": _sent_json.validate_json(row["sent"]),
        "known": _known_json.validate_json(row["known"]),
        "day": date.fromisoformat(row["day"]),
    }
    return Follow(**{**row, **read})


def _known_as_json(known: Known) -> str:
    return json.dumps({name: sorted(value) for name, value in asdict(known).items()})


def _count(connection: sa.Connection, table: sa.Table, *conditions: sa.ColumnElement[bool]) -> int:
    return int(connection.execute(sa.select(sa.func.count()).select_from(table).where(*conditions)).scalar_one())


def _day(now: datetime) -> str:
    # A day is as exact as anything kept here: an hour would tell when somebody was awake.
    return now.date().isoformat()


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
