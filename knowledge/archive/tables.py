"""The tables of the archive, and how an older store comes by them."""

from __future__ import annotations

from functools import cache

import sqlalchemy as sa
from sqlalchemy.dialects import sqlite

from knowledge.archive.bodies import article_json
from knowledge.archive.stories import story_of

#: Counted up when the tables change shape; an older store is brought up to it, a newer one says so.
LAYOUT = 3

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
    # The outlet and the words as they are compared; of two addresses that share them, one is kept as an article.
    sa.Column("story", sa.String, index=True),
)
# The other addresses under which a page is known: where it led from, its second address, its page for telephones.
addresses = sa.Table(
    "addresses",
    metadata,
    sa.Column("url", sa.String, primary_key=True),
    sa.Column("article_id", sa.ForeignKey("articles.id", ondelete="CASCADE"), index=True, nullable=False),
)
# What an edited article said before, whole, so that its words can be quoted.
versions = sa.Table(
    "versions",
    metadata,
    sa.Column("article_id", sa.ForeignKey("articles.id", ondelete="CASCADE"), primary_key=True),
    sa.Column("number", sa.Integer, primary_key=True),
    sa.Column("until", sa.String, nullable=False),
    sa.Column("story", sa.String, index=True),
    sa.Column("body", sa.Text, nullable=False),
    sa.Column("statements", sa.Text, nullable=False),
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
    # The day its report came out, as "2021-02-18": what was counted on a day is told in whatever words.
    sa.Column("day", sa.String),
    # The row stands in the index, so that a figure is found without reading the table.
    sa.Index("figures_by_unit", "unit", "value", "statement_row"),
    sa.Index("figures_by_day", "unit", "state", "day", "value", "statement_row"),
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
visits = sa.Table(
    "visits",
    metadata,
    sa.Column("url", sa.String, primary_key=True),
    sa.Column("fetched_at", sa.String, nullable=False),
    sa.Column("etag", sa.String),
    sa.Column("last_modified", sa.String),
    sa.Column("content_hash", sa.String),
)
refreshes = sa.Table(
    "refreshes",
    metadata,
    sa.Column("number", sa.Integer, primary_key=True),
    sa.Column("source", sa.String, index=True, nullable=False),
    sa.Column("started", sa.String, nullable=False),
    sa.Column("ended", sa.String, nullable=False),
    sa.Column("new", sa.Integer, nullable=False),
    sa.Column("changed", sa.Integer, nullable=False),
    sa.Column("unchanged", sa.Integer, nullable=False),
    sa.Column("refused", sa.Integer, nullable=False),
    sa.Column("failed", sa.Integer, nullable=False),
    sa.Column("why", sa.String, nullable=False),
)


# Read out of the article as it is kept: the day of a moment in UTC is its first ten characters.
_days_of_figures = sa.text(
    "UPDATE figures SET day = (SELECT CASE WHEN json_valid(articles.body)"
    " THEN substr(json_extract(articles.body, '$.published.start'), 1, 10) END FROM statements"
    " JOIN articles ON articles.id = statements.article_id WHERE statements.row = figures.statement_row)"
)


def layout_in(connection: sa.Connection) -> int | None:
    """The layout that a file says it has; None for one that has no tables yet, or did not get to say."""
    if not sa.inspect(connection).has_table(facts.name):
        return None
    found = connection.execute(sa.select(facts.c.value).where(facts.c.name == "layout")).scalar()
    return int(found) if found and found.isdigit() else None


def _lacks(known: sa.Inspector, table: sa.Table, column: str) -> bool:
    """Whether a table of an older layout is there, without this column."""
    return known.has_table(table.name) and column not in {each["name"] for each in known.get_columns(table.name)}


@cache
def _in_an_empty_file() -> tuple[str, ...]:
    """All that an empty file lacks, in SQL."""
    made: list[str] = []
    dialect = sqlite.dialect()
    engine = sa.create_mock_engine("sqlite://", lambda ddl, *_, **__: made.append(str(ddl.compile(dialect=dialect))))
    metadata.create_all(engine, checkfirst=False)
    return tuple(made)


def prepare(connection: sa.Connection) -> None:
    """Make the tables that are not there yet, and give those of an older layout what they lack."""
    known = sa.inspect(connection)
    if _lacks(known, figures, "day"):
        connection.execute(sa.text("ALTER TABLE figures ADD COLUMN day VARCHAR"))
        connection.execute(_days_of_figures)
        connection.execute(sa.text("CREATE INDEX figures_by_day ON figures (unit, state, day, value, statement_row)"))
    if _lacks(known, articles, "story"):
        connection.execute(sa.text("ALTER TABLE articles ADD COLUMN story VARCHAR"))
        connection.execute(sa.text("CREATE INDEX ix_articles_story ON articles (story)"))
        rows = connection.execute(sa.select(articles.c.id, articles.c.body)).all()
        for row in rows:
            told = story_of(article_json.validate_json(row.body))
            connection.execute(articles.update().where(articles.c.id == row.id).values(story=told))
    if known.get_table_names():
        metadata.create_all(connection)
    else:
        # To ask of each table whether it is there, and to word it anew, takes longer than to make it.
        for made in _in_an_empty_file():
            connection.exec_driver_sql(made)
    connection.execute(
        sa.text(
            "CREATE VIRTUAL TABLE IF NOT EXISTS words USING fts5(said, about,"
            " tokenize = 'porter unicode61 remove_diacritics 2')"
        )
    )
    connection.execute(sa.text("CREATE VIRTUAL TABLE IF NOT EXISTS words_known USING fts5vocab(words, 'row')"))
    connection.execute(facts.delete().where(facts.c.name == "layout"))
    connection.execute(facts.insert().values(name="layout", value=str(LAYOUT)))
