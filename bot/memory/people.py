"""What people asked us to keep: whom to tell of news, what to ask for, how the bot should behave in a chat.

It is a file of its own, people.sqlite, beside the archive: a copy of the reporting holds nobody, and the lock of a long
refresh never keeps a button waiting. No name is stored, and a claim's text only where its sender asked for it.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import asdict, replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from pydantic import TypeAdapter

from bot import sealing
from bot.memory.database import Database
from bot.memory.nouns import CannotRemember, Choices, Enough, Feedback, Follow, Opinion, Removed, Request
from bot.memory.tables import askers as _askers
from bot.memory.tables import choices as _choices
from bot.memory.tables import feedback as _feedback
from bot.memory.tables import follows as _follows
from bot.memory.tables import offered as _offered
from bot.memory.tables import requests as _requests
from bot.memory.tables import sealed as _sealed
from bot.talk.news import Known
from knowledge.model import Period

#: How long what people asked us to keep is kept, when nothing is set.
RETENTION_DAYS = 90
#: How long a claim behind buttons that were offered inline is kept when nobody presses one: most are never sent.
OFFERED_DAYS = 7
#: Claims that one person follows at once, and open requests of one person; more would be somebody else's tool.
MOST_FOLLOWS, MOST_REQUESTS = 20, 20

_known_json = TypeAdapter(Known)
_sent_json: TypeAdapter[Period | None] = TypeAdapter(Period | None)


class Memory:
    """What people asked us to keep, in one folder. Any thread may ask; every write is short."""

    def __init__(self, folder: Path, *, retention_days: int = RETENTION_DAYS) -> None:
        self.retention = timedelta(days=retention_days)
        self._database = Database(folder / "people.sqlite")

    # how the bot behaves

    def choices_of(self, chat_id: int) -> Choices:
        """What was chosen in this chat; what holds for everybody where nothing was."""
        with self._database.reading() as connection:
            body = connection.execute(sa.select(_choices.c.body).where(_choices.c.chat_id == chat_id)).scalar()
        return _choices_from(body) if body else Choices()

    def choose(self, chat_id: int, **changes: Any) -> Choices:
        """Change what was chosen in this chat: `choose(7, card="short")`."""
        with self._database.writing() as connection:
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
        return self._sealed_in(_sealed, text, now)

    def offer(self, text: str, now: datetime) -> str:
        """As `seal`, for buttons that may never be sent: kept for a week, and on only once somebody presses one."""
        return self._sealed_in(_offered, text, now)

    def unseal(self, ticket: str) -> str | None:
        """The text behind a ticket; None when there is none, or it is kept no longer."""
        name = sealing.name_behind(ticket)
        if name is None:
            return None
        with self._database.reading() as connection:
            body = connection.execute(sa.select(_sealed.c.body).where(_sealed.c.name == name)).scalar()
        if body is None:
            body = self._sent(name)
        return sealing.unseal(sealing.Sealed(name, body), ticket) if body is not None else None

    def _sealed_in(self, table: sa.Table, text: str, now: datetime) -> str:
        ticket = sealing.new_ticket()
        sealed = sealing.seal(text, ticket)
        with self._database.writing() as connection:
            connection.execute(table.insert().values(name=sealed.name, body=sealed.body, day=_day(now)))
        return ticket

    def _sent(self, name: str) -> bytes | None:
        """What was offered under this name: somebody asks for it, so it was sent, and is kept like any sealed claim."""
        mine = _offered.c.name == name
        with self._database.reading() as connection:
            body: bytes | None = connection.execute(sa.select(_offered.c.body).where(mine)).scalar()
        if body is not None:
            with suppress(CannotRemember), self._database.writing() as connection:
                columns = ("name", "body", "day")
                rows = sa.select(*(_offered.c[column] for column in columns)).where(mine)
                connection.execute(_sealed.insert().prefix_with("OR IGNORE").from_select(columns, rows))
                connection.execute(_offered.delete().where(mine))
        return body

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
        is_forward: bool = False,
        event: str = "",
        language: str = "en",
    ) -> Follow:
        """Keep a claim for somebody who wants to hear news of it; asked for again, it is kept from today on.

        Raises Enough when the person follows as many as one person may.
        """
        row = {
            "person_id": person_id,
            "claim": claim,
            "event": event,
            "sent": _sent_json.dump_json(sent).decode(),
            "is_forward": is_forward,
            "language": language,
            "known": _known_as_json(known),
            "revision": revision,
            "day": _day(now),
        }
        mine = _follows.c.person_id == person_id
        with self._database.writing() as connection:
            connection.execute(_follows.delete().where(mine, _follows.c.claim == claim, _follows.c.event == event))
            if _count(connection, _follows, mine) >= MOST_FOLLOWS:
                raise Enough(MOST_FOLLOWS)
            key = connection.execute(_follows.insert().values(row)).inserted_primary_key
        return _follow_from({**row, "id": key[0] if key else 0})

    def unfollow(self, person_id: int, follow_id: int) -> bool:
        """Stop one follow of a person; whether it was theirs."""
        theirs = (_follows.c.id == follow_id) & (_follows.c.person_id == person_id)
        with self._database.writing(erasing=True) as connection:
            return connection.execute(_follows.delete().where(theirs)).rowcount > 0

    def following(self, person_id: int) -> tuple[Follow, ...]:
        """What a person follows, the newest last."""
        return tuple(sorted(self._follows_where(_follows.c.person_id == person_id), key=lambda one: one.id))

    def follows_behind(self, revision: int) -> tuple[Follow, ...]:
        """The follows whose people have not been told of this revision of the store, the same claims side by side."""
        return self._follows_where(_follows.c.revision != revision)

    def follows_in(self, follow_ids: Sequence[int]) -> tuple[Follow, ...]:
        """The follows with these numbers that are still wanted."""
        return self._follows_where(_follows.c.id.in_(follow_ids))

    def told(self, follow_id: int, known: Known, revision: int) -> None:
        """Remember that somebody has been told, or that there was nothing to tell, as of this revision of the store."""
        change = _follows.update().where(_follows.c.id == follow_id)
        with self._database.writing() as connection:
            connection.execute(change.values(known=_known_as_json(known), revision=revision))

    # requests

    def request(self, person_id: int, claim: str, now: datetime) -> None:
        """Keep a claim that somebody wants reporting on; the same words of several people are one request.

        Raises Enough when the person has asked for as many as one person may.
        """
        words = " ".join(claim.split())
        with self._database.writing() as connection:
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
                connection.execute(_askers.insert().values(request_id=found, person_id=person_id, day=_day(now)))
            connection.execute(_requests.update().where(_requests.c.id == found).values(last_day=_day(now)))

    def requests(self) -> tuple[Request, ...]:
        """What people want reporting on, what most people want first."""
        people = sa.func.count(_askers.c.person_id).label("people")
        asked = sa.select(_requests, people).join(_askers, isouter=True).group_by(_requests.c.id)
        with self._database.reading() as connection:
            rows = connection.execute(asked.order_by(people.desc(), _requests.c.last_day.desc(), _requests.c.id)).all()
        return tuple(
            Request(row.id, row.claim, row.people, date.fromisoformat(row.first_day), date.fromisoformat(row.last_day))
            for row in rows
        )

    def people_asking(self, request_ids: Sequence[int]) -> int:
        """How many people asked for any of these, each counted once."""
        people = sa.select(sa.func.count(_askers.c.person_id.distinct())).where(_askers.c.request_id.in_(request_ids))
        with self._database.reading() as connection:
            return int(connection.execute(people).scalar_one())

    def done(self, request_id: int) -> bool:
        """Strike a request off the list, and forget who asked; whether there was one."""
        with self._database.writing(erasing=True) as connection:
            return connection.execute(_requests.delete().where(_requests.c.id == request_id)).rowcount > 0

    # feedback

    def feedback(self, opinion: Opinion, statements: Sequence[str], caveats: Sequence[str], now: datetime) -> None:
        """Keep what somebody tapped under a card, and what stood on it; neither the person nor the claim."""
        row = {"opinion": opinion, "statements": json.dumps(list(statements)), "caveats": json.dumps(list(caveats))}
        with self._database.writing() as connection:
            connection.execute(_feedback.insert().values(**row, day=_day(now)))

    def feedback_given(self) -> tuple[Feedback, ...]:
        """What people tapped, the same taps under the same statements counted together, the latest first."""
        columns = (_feedback.c.opinion, _feedback.c.statements, _feedback.c.caveats)
        last = sa.func.max(_feedback.c.day).label("last")
        counted = sa.select(*columns, sa.func.count().label("times"), last).group_by(*columns)
        with self._database.reading() as connection:
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
        with self._database.writing(erasing=True) as connection:
            follows = connection.execute(_follows.delete().where(_follows.c.person_id == person_id)).rowcount
            requests = connection.execute(_askers.delete().where(_askers.c.person_id == person_id)).rowcount
            _strike_unasked(connection)
            choices = connection.execute(_choices.delete().where(_choices.c.chat_id == person_id)).rowcount
        return Removed(follows=follows, requests=requests, choices=choices)

    def gone(self, chat_id: int) -> Removed:
        """A person has blocked the bot, an account is deleted, a group was left: nothing of them is kept."""
        return self.forget(chat_id)

    def moved(self, before: int, after: int) -> None:
        """A group has become a supergroup under another number; what was chosen in it moves along."""
        with self._database.writing() as connection:
            chat = _choices.c.chat_id
            if _count(connection, _choices, chat == before):
                connection.execute(_choices.delete().where(chat == after))
                connection.execute(_choices.update().where(chat == before).values(chat_id=after))

    def purge(self, now: datetime) -> Removed:
        """Remove what has been kept for longer than the settings allow; what that was. Run it once a day."""
        with self._database.writing(erasing=True) as connection:

            def purged(column: sa.Column[Any], kept: timedelta = self.retention) -> int:
                return connection.execute(column.table.delete().where(column < _day(now - kept))).rowcount

            removed = Removed(
                follows=purged(_follows.c.day),
                requests=purged(_askers.c.day),
                sealed=purged(_sealed.c.day) + purged(_offered.c.day, min(self.retention, timedelta(OFFERED_DAYS))),
                feedback=purged(_feedback.c.day),
            )
            _strike_unasked(connection)
            return removed

    def counts(self) -> Removed:
        """How much is kept, in numbers."""
        with self._database.reading() as connection:
            return Removed(
                follows=_count(connection, _follows),
                requests=_count(connection, _requests),
                choices=_count(connection, _choices),
                sealed=_count(connection, _sealed) + _count(connection, _offered),
                feedback=_count(connection, _feedback),
            )

    def limit_pages(self, pages: int) -> None:
        """Let the file grow to this many pages and no further: the bot may be given a share of a disk."""
        self._database.limit_pages(pages)

    def close(self) -> None:
        """Let go of the file."""
        self._database.close()

    def _follows_where(self, condition: sa.ColumnElement[bool]) -> tuple[Follow, ...]:
        chosen = sa.select(_follows).where(condition).order_by(_follows.c.claim, _follows.c.event, _follows.c.id)
        with self._database.reading() as connection:
            return tuple(_follow_from(dict(row)) for row in connection.execute(chosen).mappings())


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


def _strike_unasked(connection: sa.Connection) -> None:
    """Remove the requests that nobody asks for any longer; what others asked for as well stays theirs."""
    asked = sa.exists().where(_askers.c.request_id == _requests.c.id)
    connection.execute(_requests.delete().where(~asked))


def _count(connection: sa.Connection, table: sa.Table, *conditions: sa.ColumnElement[bool]) -> int:
    return int(connection.execute(sa.select(sa.func.count()).select_from(table).where(*conditions)).scalar_one())


def _day(now: datetime) -> str:
    # A day is as exact as anything kept here: an hour would tell when somebody was awake.
    return now.date().isoformat()
