"""The tables of people.sqlite. No name stands in any of them; a claim's text in two, where its sender asked for it."""

from __future__ import annotations

import sqlalchemy as sa

#: Counted up when the tables change shape; an older whosays says so instead of failing somewhere inside.
LAYOUT = 2

every = sa.MetaData()
choices = sa.Table(
    "choices",
    every,
    sa.Column("chat_id", sa.BigInteger, primary_key=True),
    sa.Column("body", sa.Text, nullable=False),
)


def _of_noise(name: str) -> sa.Table:
    """Claims as noise, each under the name that its ticket gives it (sealing.py)."""
    return sa.Table(
        name,
        every,
        sa.Column("name", sa.String, primary_key=True),
        sa.Column("body", sa.LargeBinary, nullable=False),
        sa.Column("day", sa.String, nullable=False, index=True),
    )


sealed = _of_noise("sealed")
# What was offered while somebody typed; most is never sent. What is moves to `sealed` when a button is first pressed.
offered = _of_noise("offered")
follows = sa.Table(
    "follows",
    every,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("person_id", sa.BigInteger, nullable=False, index=True),
    sa.Column("claim", sa.Text, nullable=False),
    sa.Column("event", sa.Text, nullable=False),
    sa.Column("sent", sa.Text, nullable=False),
    sa.Column("is_forward", sa.Boolean, nullable=False, server_default=sa.false()),
    sa.Column("language", sa.String, nullable=False),
    sa.Column("known", sa.Text, nullable=False),
    # Of the store, when the person was last told or there was nothing to tell.
    sa.Column("revision", sa.Integer, nullable=False, index=True),
    sa.Column("day", sa.String, nullable=False, index=True),
    sa.UniqueConstraint("person_id", "claim", "event"),
)
requests = sa.Table(
    "requests",
    every,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("claim", sa.Text, nullable=False, unique=True),
    sa.Column("first_day", sa.String, nullable=False),
    sa.Column("last_day", sa.String, nullable=False),
)
# Who asked, so that one person who asks twice is counted once and may take it back; never shown.
askers = sa.Table(
    "askers",
    every,
    sa.Column("request_id", sa.ForeignKey("requests.id", ondelete="CASCADE"), primary_key=True),
    sa.Column("person_id", sa.BigInteger, primary_key=True, index=True),
    sa.Column("day", sa.String, nullable=False, index=True),
)
feedback = sa.Table(
    "feedback",
    every,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("opinion", sa.String, nullable=False),
    sa.Column("statements", sa.Text, nullable=False),
    sa.Column("caveats", sa.Text, nullable=False),
    sa.Column("day", sa.String, nullable=False, index=True),
)
