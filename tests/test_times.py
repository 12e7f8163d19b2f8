"""What `knowledge.times` reads: a table of examples, properties for any text, and the misreadings that are known."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from knowledge.model import Period
from knowledge.times import read_times, reader, time_words, when_told

TABLE = Path(__file__).parent / "tables" / "times.tsv"


def rows() -> list[tuple[str, str, str, str]]:
    """The table's rows: the words, the publication date, what is read, what stays open."""
    lines = TABLE.read_text(encoding="utf-8").splitlines()
    return [tuple((line + "\t\t\t").split("\t")[:4]) for line in lines if line and not line.startswith("#")]  # type: ignore[misc]


def published(words: str) -> Period | None:
    """The publication date of a row: a day, a month or a year as ISO 8601 prints it."""
    return read_times(words)[0] if words else None


@pytest.mark.parametrize(("words", "day", "read", "still_open"), rows())
def test_table(words: str, day: str, read: str, still_open: str) -> None:
    got = read_times(words, published(day))
    assert "; ".join(("~" if period.basis == "relative" else "") + period.words for period in got) == read
    assert "; ".join(span.of(words) for span in time_words(words, published(day))) == still_open


#: A way that begins with another word wants its first letters in the reader's list.
@pytest.mark.parametrize("words", [*(words for words, *_ in rows()), "\u017faturday", "MONDAY", "Q1 2016, h2 2017"])
def test_a_time_is_looked_for_wherever_one_may_begin(words: str) -> None:
    wanted = [(found.span(), found.lastgroup) for found in reader._anywhere().finditer(words)]
    assert [(found.span(), found.lastgroup) for found in reader._wherever(words)] == wanted


def test_the_table_is_large_enough() -> None:
    assert len(rows()) >= 150


@pytest.mark.parametrize(
    ("words", "named"),
    [
        ("Jets struck on Thursday, 18 February 2021.", "Thursday, 18 February 2021"),
        ("since 24 February 2022, raids", "since 24 February 2022"),
        ("between 24 March 2019 and 8 October 2021", "between 24 March 2019 and 8 October 2021"),
        ("in early 2021.", "early 2021"),
        ("Killed on Aug. 4, 2020?", "Aug. 4, 2020"),
    ],
)
def test_the_span_holds_the_words(words: str, named: str) -> None:
    (period,) = read_times(words, published("2022-03-01"))
    assert period.span is not None
    assert period.span.of(words) == named


@pytest.mark.parametrize(
    ("words", "day", "read"),
    [
        pytest.param("two days after the 5 May 2021 raid", "2021-06-01", "2021-05-07", id="counted from another event"),
        pytest.param("In 2021 soldiers died on both sides", "2022-06-01", "2021", id="a year before a counted noun"),
    ],
)
@pytest.mark.xfail(strict=True, reason="known: the words alone do not tell, or the pattern is not read")
def test_known_failures(words: str, day: str, read: str) -> None:
    assert [period.words for period in read_times(words, published(day))] == [read]


TEXTS = st.one_of(
    st.text(max_size=300),
    st.lists(
        st.sampled_from(
            [
                "on",
                "in",
                "since",
                "from",
                "to",
                "between",
                "and",
                "until",
                "the",
                "last",
                "past",
                "few",
                "days",
                "week",
                "month",
                "year",
                "May",
                "March",
                "3",
                "5",
                "31",
                "2021",
                "1999",
                "yesterday",
                "Thursday",
                "January",
                "Feb.",
                ",",
                "-",
                "–",
                "ago",
                "two",
                "early",
                "late",
                "end",
                "of",
                "summer",
                "Ramadan",
                "18/02/2021",
                "2021-02-18",
                "Q1",
                "1980s",
                "decade",
                "twenty-four",
                "tenth",
                "10/31/16",
                "2021.2.18",
                "next",
                "this",
            ]
        ),
        max_size=14,
    ).map(" ".join),
)
DAYS = st.integers(0, 73_000).map(lambda days: datetime(1900, 1, 1, tzinfo=UTC) + timedelta(days=days))


@settings(max_examples=300, deadline=None)
@given(TEXTS, st.none() | DAYS, st.integers(1, 400))
@example("in the last 999 years", datetime(1901, 1, 1, tzinfo=UTC), 1)
@example("\x00\ud800 on Thursday", None, 1)
def test_any_text(text: str, day: datetime | None, length: int) -> None:
    report = Period(day, day + timedelta(days=length), "stated") if day else None
    got = read_times(text, report)
    assert got == read_times(text, report)
    for period in got:
        assert period.span is not None
        assert 0 <= period.span.start < period.span.end <= len(text)
        assert period.span.of(text).strip() == period.span.of(text) != ""
        assert period.start < period.end
        assert period.start.tzinfo is period.end.tzinfo is UTC
        assert period.basis in ("stated", "relative")
        if report is None:
            assert period.basis == "stated"
    for span in time_words(text, report):
        assert span.of(text)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("Early on Monday the army said that a soldier had been killed on Sunday", "2021-02-21"),
        ("The army said on Monday that a soldier had been killed on Sunday", "2021-02-21"),
        ("Activists on Monday reported a raid on 18 February", "2021-02-18"),
        ("A raid on Sunday killed ten, a monitor said on Monday", "2021-02-21"),
        ("A raid killed ten, a monitor said on Monday", "2021-02-22"),
        ("On Sunday a bomb killed ten, and the army said on Monday that it would answer", "2021-02-21"),
        ("A monitor said on Monday that raids since Thursday had killed ten", "2021-02-22"),
        ("A monitor said on Monday that more than 200,000 had died since 2011", "2021-02-22"),
        ("On Monday and on Sunday ten died", "2021-02-22"),
        ("The clash on Monday, the army said, was worse than the one on Sunday", "2021-02-22"),
        ("Nine died on Monday, police said; on Sunday the toll had been two", "2021-02-22"),
        ("There have been heavy raids in recent weeks including strikes that killed 23 last month", "2021-01"),
        ("Raids have killed 200 in recent weeks, including 23 last month", "2021-01-25/2021-02-22"),
        (
            "There have been raids in recent weeks, including many since a truce ended last month",
            "2021-01-25/2021-02-22",
        ),
        (
            "There were heavy raids in recent weeks, including one last month that killed 23, it said on 22 February",
            "2021-01",
        ),
        ("Air strikes in recent weeks, including one on Sunday, have killed 40", "2021-01-25/2021-02-22"),
        ("Raids in recent weeks, including on a market on Sunday, killed 300 people", "2021-01-25/2021-02-22"),
        ("Raids in recent weeks, including two on Sunday, have closed schools", "2021-01-25/2021-02-22"),
        ("In 2019, including in January, 12 were killed", "2019"),
        ("There were raids in 2019, including one that killed 12 in January", "2019"),
        # a dateline tells when a report was written
        ("BUJUMBURA, February 22 (Corvid) - Gunmen killed 20 in a bus on Sunday, officials said", "2021-02-21"),
        ("KALDEN, 22 Feb 2021 (Reuters) — A bus fell on Sunday", "2021-02-21"),
        ("KALDEN, February 22 (Corvid) - A bus fell into the sea", "2021-02-22"),
    ],
)
def test_a_sentence_tells_of_the_day_of_the_deed_and_not_of_the_day_of_speech(words: str, told: str) -> None:
    report = Period(datetime(2021, 2, 22, tzinfo=UTC), datetime(2021, 2, 23, tzinfo=UTC), "stated")
    found = when_told(words, report)
    assert found is not None
    assert found.words == told


#: How news prints one day in full, and the words before it.
PRINTED = ("{0:%Y-%m-%d}", "{0.day} {0:%B} {0.year}", "{0:%B} {0.day}, {0.year}", "{0:%b}. {0.day}, {0.year}",
           "{0.day}th of {0:%B} {0.year}", "{0:%A}, {0.day} {0:%B} {0.year}", "{0.year}/{0.month}/{0.day}")  # fmt: skip
LEADS = ("Jets struck on ", "", "(", "Nine died, ", "“")
TAILS = (".", "", " in Homs", ") it ended", ", officials said", "”")


@settings(max_examples=200, deadline=None)
@given(DAYS, st.sampled_from(PRINTED), st.sampled_from(LEADS), st.sampled_from(TAILS))
def test_a_day_printed_in_full_is_that_day_and_its_span_is_what_was_printed(
    day: datetime, form: str, lead: str, tail: str
) -> None:
    printed = form.format(day)
    text = f"{lead}{printed}{tail}"
    (period,) = read_times(text)
    assert (period.start, period.end, period.basis) == (day, day + timedelta(days=1), "stated")
    assert period.span is not None
    assert period.span.of(text) == printed


@settings(max_examples=100, deadline=None)
@given(TEXTS, DAYS)
def test_what_is_stated_does_not_depend_on_the_publication_date(text: str, day: datetime) -> None:
    dated = {
        period
        for period in read_times(text, Period(day, day + timedelta(days=1), "stated"))
        if period.basis == "stated"
    }
    assert {(period.start, period.end) for period in dated} <= {(p.start, p.end) for p in read_times(text)}


@pytest.mark.parametrize(
    "piece", ["a", "on 3 ", "in May ", "2021-", "from 3 to ", "1 ", " ", "the last ", "January, ", "2021 and "]
)
def test_time_grows_with_length_only(piece: str) -> None:
    text = (piece * 100_000)[:100_000]
    begun = time.process_time()
    read_times(text, published("2021-02-22"))
    assert time.process_time() - begun < 8
