"""The tables of the archive, and how an older store comes by them."""

from __future__ import annotations

import sqlalchemy as sa

#: Counted up when the tables change shape; an older store is brought up to it, a newer one says so.
LAYOUT = 1

metadata = sa.MetaData()
facts = sa.Table("store", metadata, sa.Column("name", sa.String, primary_key=True), sa.Column("value", sa.String))
articles = sa.Table(
    "articles",
    metadata,
    sa.Column("id", sa.String, primary_key=True),
    sa.Column("url", sa.String, index=True),
    sa.Column("outlet", sa.String, index=True),
    sa.Column("is_note", sa.Boolean, nullable=False),
    sa.Column("content_hash", sa.String, nullable=False),
    sa.Column("body", sa.Text, nullable=False),
)
statements = sa.Table(
    "statements",
    metadata,
    sa.Column("row", sa.Integer, primary_key=True),
    sa.Column("id", sa.String, unique=True, nullable=False),
    sa.Column("article_id", sa.ForeignKey("articles.id", ondelete="CASCADE"), index=True, nullable=False),
    sa.Column("place_in_article", sa.String, nullable=False),
    sa.Column("body", sa.Text, nullable=False),
    sa.Column("vector", sa.LargeBinary, nullable=False),
)
figures = sa.Table(
    "figures",
    metadata,
    sa.Column("statement_row", sa.ForeignKey("statements.row", ondelete="CASCADE"), index=True, nullable=False),
    sa.Column("unit", sa.String, nullable=False),
    sa.Column("state", sa.String, nullable=False),
    sa.Column("low", sa.Float),
    sa.Column("high", sa.Float),
    sa.Column("value", sa.Float, nullable=False),
    # The row stands in the index, so that a figure is found without reading the table.
    sa.Index("figures_by_unit", "unit", "value", "statement_row"),
)
# In how many statements each stemmed word stands: counted anew when the index is, since the full text would have to
# read every place of a word to tell.
word_counts = sa.Table(
    "word_counts",
    metadata,
    sa.Column("stem", sa.String, primary_key=True),
    sa.Column("statements", sa.Integer, nullable=False),
    sqlite_with_rowid=False,
)
profiles = sa.Table(
    "profiles",
    metadata,
    sa.Column("id", sa.String, primary_key=True),
    sa.Column("outlet", sa.String, index=True),
    sa.Column("body", sa.Text, nullable=False),
)


def create(connection: sa.Connection) -> None:
    """Make the metadata that are not there yet."""
    metadata.create_all(connection)
    connection.execute(
        sa.text(
            "CREATE VIRTUAL TABLE IF NOT EXISTS words USING fts5(said, about,"
            " tokenize = 'porter unicode61 remove_diacritics 2')"
        )
    )
    connection.execute(sa.text("CREATE VIRTUAL TABLE IF NOT EXISTS words_known USING fts5vocab(words, 'row')"))
