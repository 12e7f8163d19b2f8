"""The list of sources: what may be written in it, and that every mistake is said at once."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from knowledge.sources import EXAMPLE, BadSources, Source, read_sources

HERE = Path("/desk")


def mistakes_in(text: str) -> tuple[str, ...]:
    with pytest.raises(BadSources) as bad:
        read_sources(text, here=HERE)
    return bad.value.mistakes


def row(**keys: str) -> str:
    """A source as it is written, each value as TOML."""
    written = {"name": '"Harbour Post"', "kind": '"feed"', "where": '"https://post.example/rss"', **keys}
    return "[[source]]\n" + "\n".join(f"{key} = {value}" for key, value in written.items() if value) + "\n"


def test_the_example_that_ships_can_be_read_and_shows_every_kind_and_key() -> None:
    sources = read_sources(EXAMPLE.read_text(encoding="utf-8"), here=HERE)
    assert {source.kind for source in sources} == {"feed", "sitemap", "page", "folder", "claimreview", "factcheck"}
    for key in Source.__dataclass_fields__:
        assert f"\n{key} = " in EXAMPLE.read_text(encoding="utf-8"), key
        assert f"#   {key} " in EXAMPLE.read_text(encoding="utf-8"), key


def test_a_source_with_everything_in_it() -> None:
    (source,) = read_sources(
        row(outlet='"Harbour Post"', language='"en"', credit='"AFP"', every='"90 minutes"', depth="7"), here=HERE
    )
    assert source == Source(
        "Harbour Post",
        "feed",
        "https://post.example/rss",
        outlet="Harbour Post",
        language="en",
        credit="AFP",
        every=timedelta(minutes=90),
        depth=7,
    )


def test_what_is_left_out_has_a_sensible_value() -> None:
    (source,) = read_sources(row(), here=HERE)
    assert (source.outlet, source.language, source.credit, source.query) == (None, None, None, None)
    assert (source.every, source.depth) == (timedelta(hours=1), 50)


@pytest.mark.parametrize(
    ("written", "every"),
    [
        ("5 minutes", timedelta(minutes=5)),
        ("1 hour", timedelta(hours=1)),
        ("2 days", timedelta(days=2)),
        ("1 week", timedelta(weeks=1)),
    ],
)
def test_how_often(written: str, every: timedelta) -> None:
    assert read_sources(row(every=f'"{written}"'), here=HERE)[0].every == every


def test_a_folder_starts_from_where_the_list_is() -> None:
    near, far = read_sources(
        row(name='"a"', kind='"folder"', where='"archive/2024"') + row(name='"b"', kind='"folder"', where='"/srv/x"'),
        here=HERE,
    )
    assert (near.where, far.where) == ("/desk/archive/2024", "/srv/x")


def test_a_search_needs_words_or_a_publisher() -> None:
    by_words, by_site = read_sources(
        row(name='"a"', kind='"factcheck"', where="", query='"airstrikes"')
        + row(name='"b"', kind='"factcheck"', where='"Checks.example"'),
        here=HERE,
    )
    assert (by_words.query, by_words.where) == ("airstrikes", "")
    assert (by_site.query, by_site.where) == (None, "checks.example")


MISTAKES = [
    (row(url='"https://post.example/rss"'), 'url: is not a key of a source; did you mean "where"?'),
    (row(evry='"1 hour"'), 'evry: is not a key of a source; did you mean "every"?'),
    (row(zzz="1"), "zzz: is not a key of a source; the keys are name, kind, where, "),
    (row(api_key='"s3cret"'), "api_key: secrets do not belong into this list; "),
    (row(name=""), "name: is missing; write what you call this source"),
    (row(name='" "'), "name: is empty; "),
    (row(name="7"), "name: is 7; it must be words in quotation marks."),
    (row(name='"a\\nb\\u202e"'), "name: must be one printable line of 200 characters at most."),
    (row(kind=""), "kind: is missing; write one of feed, sitemap, page, folder, claimreview, factcheck."),
    (row(kind='"rss"'), 'kind: is "rss"; did you mean "feed"?'),
    (row(kind='"Sitemaps"'), 'kind: is "Sitemaps"; did you mean "sitemap"?'),
    (row(kind='"telegram"'), 'kind: is "telegram"; it must be one of feed, '),
    (row(where=""), 'where: is missing; write the address, such as where = "https://post.example/rss.xml".'),
    (row(where='"post.example/rss"'), 'where: is "post.example/rss"; it must be a full web address'),
    (row(where='"ftp://post.example/rss"'), 'where: is "ftp://post.example/rss"; it must be a full web address'),
    (row(where='"https://[::1"'), "it must be a full web address"),
    (row(where='["https://post.example/rss"]'), "where: is a list; it must be words in quotation marks."),
    (row(where='"https://anna:s3cret@post.example/rss"'), "where: carries a user name or a password"),
    (row(kind='"folder"'), "a folder is a path on this machine, not an address."),
    (row(kind='"factcheck"'), "for a search it is the publisher's site, such as"),
    (row(kind='"factcheck"', where=""), "query: is missing; write the words to search by"),
    (row(query='"airstrikes"'), 'query: belongs to kind "factcheck" alone; take it away.'),
    (row(kind='"page"', depth="3"), "depth: a single page has none; take it away."),
    *(
        (
            row(kind=f'"{kind}"', where=where, **{key: '"AFP"'}),
            f"{key}: each fact-check names its own reviewer; take it away.",
        )
        for key in ("outlet", "credit")
        for kind, where in (("claimreview", '"https://checks.example/feed"'), ("factcheck", '"checks.example"'))
    ),
    (row(kind='"claimreview"', language='"en"'), "language: each fact-check names its own; take it away."),
    (row(language='"English"'), 'language: is "English"; it must be a language code'),
    (row(every="30"), 'every: is 30; it must be a number and a unit, such as "30 minutes"'),
    (row(every='"hourly"'), 'every: is "hourly"; it must be a number and a unit'),
    (row(every='"1 minute"'), 'every: is "1 minute"; it must be from 5 minutes to 366 days.'),
    (row(every='"99 weeks"'), "it must be from 5 minutes to 366 days."),
    (row(depth="0"), "depth: is 0; it must be a whole number from 1 to 100,000."),
    (row(depth="true"), "depth: is true; it must be a whole number"),
    (row(depth='"many"'), 'depth: is "many"; it must be a whole number'),
    (row(depth="2.5"), "depth: is 2.5; it must be a whole number"),
]


@pytest.mark.parametrize(("text", "sentence"), MISTAKES)
def test_each_mistake_is_a_sentence_with_the_source_and_the_key(text: str, sentence: str) -> None:
    (mistake,) = mistakes_in(text)
    assert mistake.startswith("source 1") and sentence in mistake
    assert mistake.endswith((".", "?"))
    assert "s3cret" not in mistake


def test_every_mistake_is_said_at_once() -> None:
    text = row(kind='"rss"', every='"often"') + row(name='"Coast Courier"', where='"x"', credits='"AFP"')
    assert [mistake.split(":")[0] for mistake in mistakes_in(text)] == [
        'source 1 ("Harbour Post"), kind',
        'source 1 ("Harbour Post"), every',
        'source 2 ("Coast Courier"), credits',
        'source 2 ("Coast Courier"), where',
    ]


def test_two_sources_of_one_name_or_one_place_are_told() -> None:
    (mistake,) = mistakes_in(row() + row(name='"harbour  post"', where='"https://post.example/other"'))
    assert 'source 2 ("harbour  post"), name: is the name of source 1 too' in mistake
    (mistake,) = mistakes_in(row() + row(name='"Other"'))
    assert 'source 2 ("Other"), where: is what source 1 reads already' in mistake


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "There is no source in the list"),
        ("# nothing\n", "There is no source in the list"),
        ("[source]\nname = 'a'", "write each source under a line [[source]], with two brackets"),
        ("source = 3", "write each source under a line [[source]], with two brackets"),
        ("name = 'a'\n" + row(), "name: is not a key of the list"),
        ("[[sources]]\nname = 'a'", "sources: is not a key of the list; sources are written as [[source]]."),
        ("[[source]]\nname = Harbour", "The list is not TOML"),
    ],
)
def test_what_is_wrong_with_the_whole_list_is_said(text: str, sentence: str) -> None:
    assert sentence in mistakes_in(text)[0]
