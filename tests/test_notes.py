"""Notes: what the validator tells a person, what a note becomes, and that the starter pack lost nothing."""

from __future__ import annotations

import importlib.util
import json
import os
import re
import time
from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.model import Bound, Entry, Kind, OutletProfile, Quantity, Span, Speaker
from knowledge.notes import (
    LONGEST_LINE,
    STARTER,
    BadNote,
    check_notes,
    content_hash,
    parse_notes,
    read_note,
    read_notes,
    remark_on_fact,
    remark_on_note,
    voice_in_note,
)
from knowledge.notes.figures import find_number, of_other_outcomes
from knowledge.notes.schema import FactNote, ProfileNote, QuantityNote, ReportNote, SpeakerNote, json_schema
from knowledge.quantities import read_quantities

REPOSITORY = Path(__file__).parent.parent
SOURCE = "WHOSAYS_STARTER_SOURCE"


def note(**fields: Any) -> dict[str, Any]:
    """A right note about an invented page; name a field to change it, give it ... to leave it out."""
    written: dict[str, Any] = {
        "id": "M1",
        "kind": "report",
        "outlet": "Harbour Post",
        "title": "Over 40 hurt as mill burns",
        "url": "https://example.org/mill",
        "confidence": "high",
        "facts": [fact()],
    }
    return {name: value for name, value in (written | fields).items() if value is not ...}


def fact(**fields: Any) -> dict[str, Any]:
    """A right fact in the same manner."""
    written: dict[str, Any] = {"says": "More than 40 people were hurt.", "speaker": speaker()}
    return {name: value for name, value in (written | fields).items() if value is not ...}


def speaker(**fields: Any) -> dict[str, Any]:
    """A right speaker in the same manner."""
    written = {"name": "Fire brigade", "kind": "named_official"}
    return {name: value for name, value in (written | fields).items() if value is not ...}


def quantity(**fields: Any) -> dict[str, Any]:
    """A right quantity in the same manner."""
    written = {"bound": "over", "number": 40, "counted": "people injured"}
    return {name: value for name, value in (written | fields).items() if value is not ...}


def lines(*notes: object) -> str:
    """Notes as a file holds them."""
    return "".join(f"{json.dumps(written)}\n" for written in notes)


def no_figures(text: str) -> tuple[Quantity, ...]:
    """A reader that finds nothing."""
    return ()


def as_written(words: str, kind: Kind) -> Speaker:
    """A speaker table that knows nobody."""
    return Speaker(words, kind)


def digits(text: str) -> tuple[Quantity, ...]:
    """A reader that takes every run of digits for an exact count of things."""
    return tuple(
        Quantity(int(found[0]), int(found[0]), "exact", "things", Span(*found.span()), unit="things", state="seen")
        for found in re.finditer(r"\d+", text)
    )


def read_one(**fields: Any) -> Entry:
    """The one report of a file that holds it."""
    (read,) = read_notes(lines(note(**fields)), no_figures, as_written)
    assert isinstance(read, Entry)
    return read


# One row each: a note that is wrong in one way, the field that must be named, words that the sentence must hold.
WRONG: list[tuple[str, dict[str, Any], str, str]] = [
    ("no id", note(id=...), "id", "is missing"),
    ("id with a space", note(id="M 1"), "id", 'such as "R001"'),
    ("id with a dot", note(id="M1.2"), "id", "letters, digits"),
    ("id too long", note(id="M" * 41), "id", "1 to 40"),
    ("no kind", note(kind=...), "kind", "is missing"),
    ("unknown kind of note", note(kind="rumour"), "kind", '"report"'),
    ("kind is a list", note(kind=[]), "kind", "is a list"),
    ("no outlet", note(outlet=...), "outlet", "is missing (Who published the page)"),
    ("empty outlet", note(outlet=""), "outlet", "is empty"),
    ("blank outlet", note(outlet="   "), "outlet", "is empty"),
    ("number for outlet", note(outlet=7), "outlet", "is the number 7; it must be a text in double quotes"),
    ("null for outlet", note(outlet=None), "outlet", "is null"),
    ("true for outlet", note(outlet=True), "outlet", "is true or false"),
    ("no title", note(title=...), "title", "is missing"),
    ("title misspelt", note(title=..., titel="A fire"), "titel", 'did you mean "title"?'),
    ("title in capitals", note(title=..., Title="A fire"), "Title", 'did you mean "title"?'),
    ("title ends with a space", note(title="A fire "), "title", "begins or ends with a space"),
    ("title on two lines", note(title="A fire\nat the mill"), "title", "U+000A"),
    ("title with a line separator", note(title="A fire\u2028at the mill"), "title", "U+2028"),
    ("title of 601 characters", note(title="a" * 601), "title", "601 characters long; at most 600"),
    ("unknown sort of title", note(title_is="headlines"), "title_is", 'did you mean "headline"?'),
    ("unknown field", note(colour="red"), "colour", "is not a field of a note; the fields here are id, "),
    ("another word for a field", note(note="hm"), "note", 'did you mean "remark"?'),
    ("date under another name", note(date="2024"), "date", 'did you mean "published"?'),
    ("no url", note(url=...), "url", "is missing"),
    ("javascript", note(url="javascript:alert(1)"), "url", "http:// or https://"),
    ("data address", note(url="data:text/html,hi"), "url", "http:// or https://"),
    ("a file", note(url="file:///etc/hosts"), "url", "http:// or https://"),
    ("no scheme", note(url="example.org/mill"), "url", "http:// or https://"),
    ("no host", note(url="https:///mill"), "url", "http:// or https://"),
    ("half an IPv6 host", note(url="https://[::1/mill"), "url", "cannot be read"),
    ("space in the address", note(url="https://example.org/a b"), "url", "without spaces"),
    ("tag in the address", note(url="https://example.org/<b>"), "url", "< or >"),
    ("user in the address", note(url="https://bank.example@evil.example/"), "url", "user name"),
    ("address of 3,000 characters", note(url="https://example.org/" + "a" * 3000), "url", "at most 2,000"),
    ("copy without scheme", note(seen_in="example.org"), "seen_in", "http:// or https://"),
    ("no confidence", note(confidence=...), "confidence", "how sure we are".capitalize()),
    ("unknown confidence", note(confidence="hihg"), "confidence", 'did you mean "high"?'),
    ("date in words", note(published="2 March 2024", published_basis="stated"), "published", '"2021-02-18"'),
    ("date the other way", note(published="02-03-2024", published_basis="stated"), "published", '"2021-02-18"'),
    (
        "no such day",
        note(published="2023-02-29", published_basis="stated"),
        "published",
        "no 2023-02-29 in the calendar",
    ),
    ("no such month", note(published="2023-13", published_basis="stated"), "published", "in the calendar"),
    ("year 0", note(published="0000", published_basis="stated"), "published", "in the calendar"),
    ("year 9999", note(published="9999", published_basis="stated"), "published", "from 1800 to 2199"),
    ("Arabic digits in a date", note(published="٢٠٢٤", published_basis="stated"), "published", '"2021-02-18"'),
    ("date is a number", note(published=2024, published_basis="stated"), "published", "is the number 2024"),
    ("date without basis", note(published="2024"), "", "write both or neither"),
    ("basis without date", note(published_basis="stated"), "", "write both or neither"),
    ("unknown basis", note(published="2024", published_basis="relative"), "published_basis", '"stated" or "inferred"'),
    ("event id with capitals", note(event_id="Mill Fire"), "event_id", '"mill-fire-2024"'),
    ("language in words", note(language="Arabic"), "language", '"ar"'),
    ("no facts", note(facts=...), "facts", "is missing"),
    ("facts empty", note(facts=[]), "facts", "write at least one"),
    ("facts is one object", note(facts=fact()), "facts", "is an object; it must be a list in [ ]"),
    ("fact is a text", note(facts=["burnt"]), "facts[1]", "must be an object in { }"),
    ("fact says nothing", note(facts=[fact(says=...)]), "facts[1].says", "is missing"),
    ("second fact without speaker", note(facts=[fact(), fact(speaker=...)]), "facts[2].speaker", "null when the page"),
    ("speaker is a text", note(facts=[fact(speaker="Mayor")]), "facts[1].speaker", "must be an object in { }"),
    ("speaker without name", note(facts=[fact(speaker=speaker(name=...))]), "facts[1].speaker.name", "is missing"),
    ("unknown kind", note(facts=[fact(speaker=speaker(kind="offical"))]), "facts[1].speaker.kind", '"named_official"'),
    ("via is a text", note(facts=[fact(speaker=speaker(via="AFP"))]), "facts[1].speaker.via", "a list in [ ]"),
    ("empty via", note(facts=[fact(speaker=speaker(via=["AFP", ""]))]), "facts[1].speaker.via[2]", "is empty"),
    ("unknown bound", note(facts=[fact(quantity=quantity(bound="more"))]), "facts[1].quantity.bound", '"over"'),
    ("no bound", note(facts=[fact(quantity=quantity(bound=...))]), "facts[1].quantity.bound", "is missing"),
    (
        "number in quotes",
        note(facts=[fact(quantity=quantity(number="40"))]),
        "facts[1].quantity.number",
        "without quot",
    ),
    ("number is true", note(facts=[fact(quantity=quantity(number=True))]), "facts[1].quantity.number", "true or false"),
    ("number below 0", note(facts=[fact(quantity=quantity(number=-1))]), "facts[1].quantity.number", "from 0 to"),
    (
        "number beyond reason",
        note(facts=[fact(quantity=quantity(number=10**400))]),
        "facts[1].quantity.number",
        "to 1,0",
    ),
    (
        "value for number",
        note(facts=[fact(quantity=quantity(number=..., value=4))]),
        "facts[1].quantity.value",
        '"number"',
    ),
    (
        "unit for counted",
        note(facts=[fact(quantity=quantity(counted=..., unit="x"))]),
        "facts[1].quantity.unit",
        "counted",
    ),
    (
        "range upside down",
        note(facts=[fact(quantity=quantity(bound="range", to=3))]),
        "facts[1].quantity",
        "40 down to 3",
    ),
    (
        "range with one end",
        note(facts=[fact(quantity=quantity(bound="range"))]),
        "facts[1].quantity",
        "write both ends",
    ),
    ("two ends, no range", note(facts=[fact(quantity=quantity(to=50))]), "facts[1].quantity", 'not to "over"'),
    (
        "13 words quoted",
        note(facts=[fact(quote="a " * 12 + "a")]),
        "facts[1].quote",
        "has 13 words; a note quotes at most 12",
    ),
    ("hedges is a text", note(facts=[fact(hedges="reportedly")]), "facts[1].hedges", "a list in [ ]"),
    ("hedge is a number", note(facts=[fact(hedges=[1])]), "facts[1].hedges[1]", "is the number 1"),
    ("NUL in a text", note(facts=[fact(says="40\x00 hurt")]), "facts[1].says", "U+0000 at position 3"),
    ("direction turned", note(facts=[fact(says="40 \u202etruh")]), "facts[1].says", "U+202E"),
    ("half a character", note(facts=[fact(says="40 \ud800 hurt")]), "facts[1].says", "lone surrogate"),
    ("rival without url", note(rivals=[fact()]), "rivals[1].url", "is missing"),
    ("rival under its old name", note(counter_claims=[]), "counter_claims", 'did you mean "rivals"?'),
    ("dated fact in a report", note(facts=[fact(dated="2024")]), "facts[1].dated", "is not a field of a note"),
    ("profile fact without url", note(kind="profile"), "facts[1].url", "is missing"),
    (
        "profile with a date",
        note(kind="profile", published="2024", facts=[fact(url="https://a.org/")]),
        "published",
        "not",
    ),
]


@pytest.mark.parametrize(("wrong", "field", "says"), [row[1:] for row in WRONG], ids=[row[0] for row in WRONG])
def test_an_error_names_line_field_and_what_is_allowed(wrong: dict[str, Any], field: str, says: str) -> None:
    errors = check_notes(lines(note(id="FIRST"), wrong))
    assert [(error.line, error.field) for error in errors] == [(2, field)]
    assert says in errors[0].problem
    assert str(errors[0]).startswith(f"line 2, {field}: " if field else "line 2: ")
    for jargon in ("Input should", "valid string", "extra_forbidden", "pydantic", "Field required", "tuple"):
        assert jargon not in errors[0].problem


# What is no note at all: the text of a file, the line to be named, words that the sentence must hold.
NO_NOTES = [
    ("empty", "", 1, "no note here"),
    ("only blank lines", "\n \r\n\t\n", 1, "no note here"),
    ("only a byte order mark", "\ufeff", 1, "no note here"),
    ("plain words", "The mill burnt.", 1, "is not JSON: at character 1 a value is missing"),
    ("a list", "[]", 1, "is a list, not an object"),
    ("a number", "12", 1, "is the number 12, not an object"),
    ("null", "null", 1, "is null, not an object"),
    ("single quotes", "{'id': 1}", 1, "double quotes"),
    ("one bracket short", '{"id": "M1"', 1, "a comma or a closing bracket is missing"),
    ("two on a line", '{"id": "M1"} {"id": "M2"}', 1, "something follows the object"),
    ("a tab in a text", '{"id": "\t"}', 1, "control character"),
    ("a field twice", '{"id": "M1", "id": "M2"}', 1, 'the field "id" twice'),
    ("NaN", '{"id": NaN}', 1, "NaN, which is not a number"),
    ("a NUL byte", lines(note()) + "\0", 2, "NUL byte"),
    ("bytes that are no UTF-8", lines(note()) + b'{"id": "\xff"}'.decode("utf-8", "surrogateescape"), 2, "not UTF-8"),
    ("a lone surrogate", '{"id": "\ud800"}', 1, "not UTF-8"),
    ("half a character in a field name", lines(note(**{"outl\ud800et": 1})), 1, "lone surrogate"),
    ("a very deep list", "[" * 50_000, 1, "nested too deeply"),
    ("a very long number", '{"id": ' + "1" * 10_000 + "}", 1, "thousands of digits"),
    ("a line of 10 MB", lines(note()) + lines(note(id="M2", remark="a" * 10_000_000)), 2, f"at most {LONGEST_LINE:,}"),
    ("10 MB of brackets", "{" * 10_000_000, 1, f"at most {LONGEST_LINE:,}"),
]


@pytest.mark.parametrize(("text", "line", "says"), [row[1:] for row in NO_NOTES], ids=[row[0] for row in NO_NOTES])
def test_a_line_that_is_no_note_is_named(text: str, line: int, says: str) -> None:
    (error,) = check_notes(text)
    assert (error.line, error.field) == (line, "")
    assert says in error.problem
    assert len(error.problem) < 300


def test_an_id_may_stand_once_in_a_file() -> None:
    (error,) = check_notes(lines(note(), note(id="M2"), note()))
    assert (error.line, error.field, error.problem) == (3, "id", 'is "M1", as on line 1; give each note its own')


def test_all_errors_are_told_at_once() -> None:
    errors = check_notes(
        lines(note(url="x", outlet=1, facts=[fact(says=""), fact(colour=1)]), note(id="M2", title=...))
    )
    assert {(error.line, error.field) for error in errors} == {
        (1, "outlet"),
        (1, "url"),
        (1, "facts[1].says"),
        (1, "facts[2].colour"),
        (2, "title"),
    }


def test_byte_order_mark_and_windows_line_ends_do_no_harm() -> None:
    text = lines(note(), note(id="M2"))
    marked = "\ufeff" + text.replace("\n", "\r\n") + "\r\n"
    assert check_notes(marked) == ()
    assert read_notes(marked, no_figures) == read_notes(text, no_figures)


def test_line_numbers_count_blank_lines() -> None:
    (error,) = check_notes("\n\n" + lines(note(url="x")))
    assert error.line == 3


def test_reading_a_wrong_file_raises_with_every_error() -> None:
    text = lines(note(url="x"), note(id="M2", outlet=1))
    with pytest.raises(BadNote) as caught:
        read_notes(text)
    assert caught.value.errors == check_notes(text)
    assert str(caught.value).count("\n") == 1


@given(st.text())
def test_any_text_whatever_is_answered(text: str) -> None:
    for error in check_notes(text):
        assert error.line >= 1
        assert str(error).isprintable()


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)
FIELDS = sorted({*ReportNote.model_fields, *ProfileNote.model_fields})


@given(st.dictionaries(st.sampled_from(FIELDS), JSON), st.sampled_from(["report", "profile"]))
def test_any_value_in_any_field_is_answered_or_read(fields: dict[str, Any], kind: str) -> None:
    text = lines(note(**fields) | {"kind": kind})
    errors = check_notes(text)
    assert all(str(error).isprintable() for error in errors)
    if not errors:
        assert len(read_notes(text, no_figures)) == 1


@given(JSON)
def test_any_fact_is_answered_or_read(anything: Any) -> None:
    for facts in ([anything], [fact(speaker=anything)], [fact(quantity=anything)], [fact(hedges=anything)]):
        check_notes(lines(note(facts=facts)))


# Reading.


def test_every_line_of_the_text_is_a_statement_or_its_quotation() -> None:
    read = read_one(
        facts=[fact(quote="more than 40 of us"), fact(says="It began at night.", speaker=None)],
        rivals=[fact(says="12, not 40.", url="https://example.com/mill", speaker=speaker(name="Northland Mills"))],
    )
    text = read.article.text
    assert text.splitlines() == [
        "Over 40 hurt as mill burns",
        "More than 40 people were hurt.",
        "more than 40 of us",
        "It began at night.",
        "12, not 40.",
    ]
    assert [(s.id, s.ordinal, s.place_in_article, s.span.of(text)) for s in read.statements] == [
        ("M1.0", 0, "headline", "Over 40 hurt as mill burns"),
        ("M1.1", 1, "note", "More than 40 people were hurt."),
        ("M1.2", 2, "note", "It began at night."),
        ("M1.3", 3, "rival", "12, not 40."),
    ]
    assert read.statements[1].quote is not None
    assert read.statements[1].quote.of(text) == "more than 40 of us"
    assert [(p.place_in_article, p.span.of(text)) for p in read.article.parts] == [
        ("headline", "Over 40 hurt as mill burns"),
        ("note", "More than 40 people were hurt.\nmore than 40 of us"),
        ("note", "It began at night."),
        ("rival", "12, not 40."),
    ]


def test_a_rival_keeps_its_own_address_and_chain() -> None:
    chain = speaker(name="SOHR", kind="monitor", via=["Rudaw", "AFP"])
    rival = read_one(rivals=[fact(speaker=chain, url="https://example.com/a")]).statements[-1]
    assert rival.url == "https://example.com/a"
    assert rival.attributions[0].speaker == Speaker("SOHR", "monitor")
    assert rival.attributions[0].via == ("Rudaw", "AFP")


def test_a_rival_in_an_outlets_own_voice_is_that_outlets() -> None:
    other = {"says": "The mill stands.", "speaker": speaker(name="Ferry News", kind="outlet_itself")}
    rival = read_one(rivals=[other | {"url": "https://example.com/mill"}]).statements[-1]
    assert rival.attributions[0].speaker == Speaker("Ferry News", "named_organisation")


def test_without_a_speaker_the_outlet_speaks() -> None:
    statement = read_one(facts=[fact(speaker=None, hedges=["reportedly"])]).statements[1]
    (attribution,) = statement.attributions
    assert attribution.speaker == Speaker("Harbour Post", "outlet_itself")
    assert (attribution.cue, attribution.hedges, attribution.span) == ("", ("reportedly",), statement.span)


def test_a_readers_comment_never_stands_among_the_reporting() -> None:
    read = read_one(facts=[fact(speaker=speaker(name="Ann", kind="reader_comment"))])
    assert read.statements[1].place_in_article == "comment"
    assert (read.article.parts[1].place_in_article, read.article.parts[1].signed) == ("comment", "Ann")


@pytest.mark.parametrize("title_is", ["description", "rendering"])
def test_only_a_real_headline_is_a_statement(title_is: str) -> None:
    read = read_one(title_is=title_is)
    assert not read.article.title_is_headline
    assert [s.id for s in read.statements] == ["M1.1"]
    assert read.article.parts[0].place_in_article == "note"


def test_the_speaker_table_names_the_voices() -> None:
    def who_is(words: str, kind: Kind) -> Speaker:
        return Speaker(words.upper(), kind, side="town")

    (read,) = read_notes(lines(note(facts=[fact(), fact(speaker=None)])), no_figures, who_is)
    assert isinstance(read, Entry)
    named = [s.attributions[0].speaker for s in read.statements[1:]]
    assert named == [
        Speaker("FIRE BRIGADE", "named_official", "town"),
        # The outlet's own voice goes by the outlet's name, whatever the table calls it as a source.
        Speaker("Harbour Post", "outlet_itself"),
    ]
    assert read.article.remark == "M1.1, Fire brigade", "the words of the note are kept beside the table's name"


ROLES: list[Kind] = ["outlet_itself", "eyewitness", "document", "reader_comment"]


@pytest.mark.parametrize("kind", ROLES)
def test_the_speaker_table_never_changes_what_a_voice_is_in_this_report(kind: Kind) -> None:
    def who_is(words: str, kind: Kind) -> Speaker:
        return Speaker(words, "party", side="town")

    (read,) = read_notes(lines(note(facts=[fact(speaker=speaker(kind=kind))])), no_figures, who_is)
    assert isinstance(read, Entry)
    assert read.statements[1].attributions[0].speaker.kind == kind


@pytest.mark.parametrize(
    ("day", "start", "end", "words"),
    [
        ("2024-02-29", (2024, 2, 29), (2024, 3, 1), "2024-02-29"),
        ("2021-12-31", (2021, 12, 31), (2022, 1, 1), "2021-12-31"),
        ("2021-02", (2021, 2, 1), (2021, 3, 1), "2021-02"),
        ("2021-12", (2021, 12, 1), (2022, 1, 1), "2021-12"),
        ("2021", (2021, 1, 1), (2022, 1, 1), "2021"),
    ],
)
def test_a_date_is_as_exact_as_it_is_written(
    day: str, start: tuple[int, int, int], end: tuple[int, int, int], words: str
) -> None:
    published = read_one(published=day, published_basis="inferred").article.published
    assert published is not None
    assert (published.start, published.end) == (datetime(*start, tzinfo=UTC), datetime(*end, tzinfo=UTC))
    assert (published.words, published.basis) == (words, "inferred")


BOUNDS: list[tuple[Bound, dict[str, Any], float | None, float | None]] = [
    ("exact", {}, 40, 40),
    ("over", {}, 40, None),
    ("at least", {}, 40, None),
    ("nearly", {}, 36, 40),
    ("about", {}, 36, 44),
    ("up to", {}, None, 40),
    ("under", {}, None, 40),
    ("range", {"to": 60}, 40, 60),
    ("vague", {}, 40, None),
    ("vague", {"to": 99}, 40, 99),
]


@pytest.mark.parametrize(("bound", "more", "low", "high"), BOUNDS)
def test_a_recorded_figure_keeps_its_bound(bound: Bound, more: dict[str, Any], low: float, high: float) -> None:
    (figure,) = read_one(facts=[fact(quantity=quantity(bound=bound, **more))]).statements[1].quantities
    assert (figure.low, figure.high, figure.bound, figure.counted) == (low, high, bound, "people injured")
    assert figure.value == (69.5 if more == {"to": 99} else 50 if more else 40)


@pytest.mark.parametrize(
    "words", ["40", "over 40", "at least 40", "nearly 40", "about 40", "up to 40", "fewer than 40", "about 1.2 million"]
)
def test_a_recorded_figure_has_the_interval_that_the_reader_gives(words: str) -> None:
    (reading,) = read_quantities(f"The brigade counted {words} people.")
    written = quantity(bound=reading.bound, number=1_200_000 if "million" in words else 40)
    (figure,) = read_one(facts=[fact(says="See the table.", quantity=written)]).statements[1].quantities
    assert (figure.low, figure.high) == (reading.low, reading.high)


def test_every_bound_is_tried() -> None:
    assert {row[0] for row in BOUNDS} == set(get_args(Bound))


def test_a_figure_stands_where_its_number_is_printed() -> None:
    read = read_one(
        facts=[fact(quantity=quantity()), fact(says="Dozens were hurt.", quantity=quantity(bound="vague", number=24))]
    )
    printed, unprinted = (statement.quantities[0].span.of(read.article.text) for statement in read.statements[1:])
    assert (printed, unprinted) == ("40", "Dozens were hurt.")


def test_a_reading_lends_its_place_but_never_its_bound_or_what_is_counted() -> None:
    (read,) = read_notes(lines(note(facts=[fact(says="Of 12, over 40 hurt.", quantity=quantity())])), digits)
    assert isinstance(read, Entry)
    (figure,) = read.statements[1].quantities
    assert (figure.bound, figure.low, figure.high, figure.counted) == ("over", 40, None, "people injured")
    assert (figure.unit, figure.state, figure.span.of(read.article.text)) == ("people", "wounded", "40")


def test_headlines_and_rivals_are_read_and_facts_are_not() -> None:
    (read,) = read_notes(
        lines(note(facts=[fact()], rivals=[fact(says="12 hurt.", url="https://example.com/a")])), digits
    )
    assert isinstance(read, Entry)
    found = {s.id: [q.span.of(read.article.text) for q in s.quantities] for s in read.statements}
    assert found == {"M1.0": ["40"], "M1.1": [], "M1.2": ["12"]}


def test_figures_in_a_foreign_headline_are_left_alone() -> None:
    (read,) = read_notes(lines(note(title="Over 306.000 drept", language="no")), digits)
    assert isinstance(read, Entry)
    assert read.statements[0].quantities == ()


NUMBERS: list[tuple[str, float, str | None]] = [
    ("Running total: 1,353 soldiers.", 1353, "1,353"),
    ("In 1353 men died.", 1353, "1353"),
    ("About 12,400 of them", 400, None),
    ("3.5 tonnes", 5, None),
    ("3.5 tonnes", 3.5, "3.5"),
    ("Su-24 jets", 24, None),
    ("Twelve men, 12 women", 12, "Twelve"),
    ("twenty-one boats", 21, "twenty-one"),
    ("thirty boats", 30, "thirty"),
    ("WHO: 4.7 million deaths", 4_700_000, "4.7 million"),
    ("two million marched", 2_000_000, "two million"),
    ("It cost 23m dollars.", 23_000_000, "23m"),
    ("Nobody was hurt.", 0, "Nobody"),
    ("No civilian died.", 0, "No"),
    ("near 75% of spending", 0.75, "75%"),
    ("60 were hurt, then 61.", 61, "61"),
    ("someone", 1, None),
    ("", 3, None),
]


@pytest.mark.parametrize(("words", "number", "printed"), NUMBERS)
def test_where_a_number_is_printed(words: str, number: float, printed: str | None) -> None:
    found = find_number(words, number)
    assert (found.of(words) if found else None) == printed


RANGES = [
    ("5,000 to 7,000 members", 5000, 7000, "5,000 to 7,000"),
    ("between 20 and 30", 20, 30, "20 and 30"),
    ("Edward: 1.12 to 1.84 million.", 1_120_000, 1_840_000, "1.12 to 1.84 million"),
    ("170-390 million a day", 170_000_000, 390_000_000, "170-390 million"),
    ("30 of 20", 20, 30, "30 of 20"),
]


@pytest.mark.parametrize(("says", "low", "high", "printed"), RANGES)
def test_where_a_range_is_printed(says: str, low: float, high: float, printed: str) -> None:
    read = read_one(facts=[fact(says=says, quantity=quantity(bound="range", number=low, to=high))])
    assert read.statements[1].quantities[0].span.of(read.article.text) == printed


def test_no_remark_is_lost_and_each_is_read_back_by_itself() -> None:
    read = read_one(
        outlet_remark="a mirror",
        language="ar",
        title_is="rendering",
        remark="Two tolls on one page.",
        facts=[fact(remark="sum computed here", speaker=speaker(remark="citing detainees"))],
        rivals=[fact(remark="of a later day", url="https://example.com/a")],
    )
    assert (read.article.remark or "").splitlines() == [
        "Two tolls on one page.",
        "Harbour Post: a mirror",
        "The page is in another language (ar).",
        "The headline is given here translated or respelled.",
        "M1.1, Fire brigade: citing detainees",
        "M1.1: sum computed here",
        "M1.2: of a later day",
    ]
    assert remark_on_note(read.article) == "Two tolls on one page."
    assert [remark_on_fact(read.article, one) for one in read.statements] == ["sum computed here", "of a later day"]
    assert [voice_in_note(read.article, one) for one in read.statements] == ["Fire brigade", ""]
    plain = read_one(outlet_remark="a mirror", facts=[fact()]).article
    assert remark_on_note(plain) == "", "what is said of the outlet is no remark on the note"


def test_the_hash_is_of_what_the_note_says() -> None:
    plain, spaced = (parse_notes(json.dumps(note(), separators=s) + "\n")[0] for s in ((",", ":"), (" , ", " : ")))
    (spelt_out,) = parse_notes(lines(note(author=None, title_is="headline", rivals=[])))
    (other,) = parse_notes(lines(note(confidence="low")))
    assert content_hash(plain) == content_hash(spaced) == content_hash(spelt_out) != content_hash(other)
    assert re.fullmatch("[0-9a-f]{64}", content_hash(plain))


def test_a_profile_keeps_who_says_what_and_where() -> None:
    written = note(
        kind="profile",
        type="daily",
        reliability="two corrections",
        facts=[
            fact(
                says="It printed 2 corrections.",
                url="https://example.org/council",
                dated="2022-11",
                quote="two corrections",
                hedges=["it seems"],
                quantity=quantity(bound="exact", number=2, counted="corrections"),
                speaker=speaker(name="Press Council", kind="named_organisation", via=["Post"]),
            )
        ],
    )
    (profile,) = read_notes(lines(written), no_figures, as_written)
    assert isinstance(profile, OutletProfile)
    (said,) = profile.facts
    assert (said.says, said.speaker, said.url, said.dated, said.quote, said.hedges) == (
        "It printed 2 corrections.",
        Speaker("Press Council", "named_organisation"),
        "https://example.org/council",
        "2022-11",
        "two corrections",
        ("it seems",),
    )
    assert said.quantities[0].span.of(said.says) == "2"
    assert profile.descriptions == (("type", "daily"), ("reliability", "two corrections"))
    assert profile.remark == "M1.1, Press Council: via Post"


# The form, and what the documents say of it.


def test_the_schema_can_be_printed_and_forbids_what_it_does_not_know() -> None:
    schema = json.loads(json.dumps(json_schema()))
    forms = schema["$defs"]
    assert {"ReportNote", "ProfileNote", "FactNote", "RivalNote", "SpeakerNote", "QuantityNote"} <= set(forms)
    for name, form in forms.items():
        assert form["additionalProperties"] is False, name
        for field, described in form["properties"].items():
            assert field == "kind" or described.get("description"), f"{name}.{field}"


def test_the_guide_explains_every_field_kind_and_bound() -> None:
    guide = (REPOSITORY / "docs" / "notes.md").read_text("utf-8")
    rows = set(re.findall(r"^\| `([^`]+)` \|", guide, re.MULTILINE))
    for form in (ReportNote, ProfileNote, FactNote, SpeakerNote, QuantityNote):
        assert set(form.model_fields) <= rows, form.__name__
    assert {*get_args(Kind), *get_args(Bound)} <= rows


def test_the_examples_of_the_guide_are_right() -> None:
    guide = (REPOSITORY / "docs" / "notes.md").read_text("utf-8")
    examples = re.findall(r"```(json|jsonl)\n(.*?)```", guide, re.DOTALL)
    assert [sort for sort, _ in examples] == ["jsonl", "json", "json"]
    text = "".join(words if sort == "jsonl" else lines(json.loads(words)) for sort, words in examples)
    assert check_notes(text) == ()
    report = json.loads(examples[1][1])
    assert set(report) == set(ReportNote.model_fields), "the full example has every field of a report"


def test_the_errors_that_the_guide_shows_are_the_errors_one_gets() -> None:
    more_than = lines(note(facts=[fact(quantity=quantity(bound="more than"))]))
    assert str(check_notes(more_than)[0]).startswith(
        'line 1, facts[1].quantity.bound: is "more than"; it must be "exact", "over", "at least", '
    )
    misspelt = lines(note(title=..., titel="A fire"))
    assert str(check_notes(misspelt)[0]) == 'line 1, titel: is not a field of a note; did you mean "title"?'


# The starter pack.


@cache
def starter() -> tuple[ReportNote | ProfileNote, ...]:
    """Every note that ships."""
    return tuple(found for path in STARTER for found in parse_notes(path.read_text("utf-8")))


def test_the_starter_pack_is_right_and_checked_within_a_second() -> None:
    began = time.process_time()
    for path in STARTER:
        assert check_notes(path.read_text("utf-8")) == ()
    assert time.process_time() - began < 1


def test_the_starter_pack_is_whole() -> None:
    reports = [n for n in starter() if isinstance(n, ReportNote)]
    profiles = [n for n in starter() if isinstance(n, ProfileNote)]
    facts = [f for n in starter() for f in n.facts]
    figures = Counter(f.quantity.bound for f in facts if f.quantity)
    assert (len(reports), len(profiles)) == (155, 24)
    assert len({n.id for n in starter()}) == 179
    assert (sum(len(n.facts) for n in reports), sum(len(n.facts) for n in profiles)) == (365, 72)
    assert sum(len(n.rivals) for n in reports) == 40
    assert figures.total() == 297
    assert figures["exact"] == 146
    assert figures["over"] + figures["at least"] == 84
    assert figures["about"] + figures["nearly"] == 42
    assert figures["up to"] + figures["under"] == 6
    assert figures["range"] == 17
    assert figures["vague"] == 2
    assert sum(f.quote is not None for f in facts) == 87
    assert sum(f.speaker is None for f in facts) == 12
    assert sum(n.published is None for n in reports) == 36
    assert Counter(n.confidence for n in starter()) == {"high": 133, "medium": 41, "low": 5}
    assert sum(n.remark is not None for n in starter()) == 88
    assert len({n.event_id for n in reports}) == 44
    assert sum(n.author is not None for n in reports) == 11


def test_a_figure_of_the_starter_pack_is_over_only_when_its_note_says_so() -> None:
    for found in starter():
        for said in found.facts:
            if said.quantity and said.quantity.bound == "over":
                words = f"{said.says} {said.quote}".lower()
                assert re.search("more than|over|above", words), found.id


def test_the_starter_pack_reads_with_the_projects_own_tables() -> None:
    read = [found for path in STARTER for found in read_notes(path.read_text("utf-8"))]
    reports = {found.article.id: found for found in read if isinstance(found, Entry)}
    assert (len(reports), len(read)) == (155, 179)
    first = reports["R001"]
    assert [s.id for s in first.statements] == [f"R001.{i}" for i in range(11)]
    over_100 = first.statements[1].quantities[0]
    assert (over_100.low, over_100.high, over_100.unit) == (100, None, "airstrikes")
    assert over_100.span.of(first.article.text) == "More than 100 air strikes"
    assert first.statements[1].attributions[0].speaker.kind == "unnamed_partisan"
    assert {s.attributions[0].speaker.kind for s in first.statements[2:6]} == {"outlet_itself", "unnamed_partisan"}
    assert first.statements[6].place_in_article == "comment"
    assert {s.place_in_article for s in first.statements[7:]} == {"rival"}
    assert first.statements[7].attributions[0].speaker.name == "SOHR"
    assert first.statements[7].attributions[0].via == ("Rudaw",)


def test_every_printed_line_of_the_starter_pack_is_a_verbatim_slice() -> None:
    for found in starter():
        read = read_note(found, no_figures)
        if isinstance(read, OutletProfile):
            continue
        text = read.article.text
        told = [fact.says for fact in (*found.facts, *(found.rivals if isinstance(found, ReportNote) else ()))]
        assert [s.span.of(text) for s in read.statements if s.ordinal] == told
        for statement in read.statements:
            assert "\n" not in statement.span.of(text)
            for figure in statement.quantities:
                assert figure.span.within(statement.span)
            for attribution in statement.attributions:
                assert attribution.span.within(statement.span)
        assert sum(part.span.end - part.span.start for part in read.article.parts) + len(read.article.parts) - 1 == len(
            text
        )


def test_most_figures_of_the_starter_pack_stand_at_their_number() -> None:
    figures = [
        (figure, statement)
        for found in starter()
        if isinstance(found, ReportNote)
        for statement in read_note(found, no_figures).statements
        for figure in statement.quantities
    ]
    whole = [statement.id for figure, statement in figures if figure.span == statement.span]
    # Sums of two printed numbers, "several dozen", "hundreds", and "a million and a half".
    assert whole == ["R007.2", "R029.2", "R030.1", "R034.1", "R111.1", "R117.3", "R130.2", "R152.1"]
    assert len(figures) == 286


def test_every_fact_of_a_profile_says_when_it_was_said_or_read() -> None:
    facts = [fact for note in starter() if isinstance(note, ProfileNote) for fact in note.facts]
    assert all((fact.dated is None) != (fact.read is None) for fact in facts)
    assert any(fact.dated for fact in facts) and any(fact.read for fact in facts)


def test_the_day_in_an_address_is_when_it_was_said() -> None:
    when, day = _converter()._when, {"dated": "2022-03-03"}
    assert when({"url": "https://register.example/news/2022/03/03/owners-7", "statement": "Fined in 2021."}) == day
    assert when({"url": "https://register.example/20220303/owners", "statement": "Fined."}) == day
    assert when({"url": "https://register.example/2022/03/owners", "statement": "Fined."}) == {"dated": "2022-03"}
    # Written anew since, or of no day.
    assert "read" in when({"url": "https://register.example/2022/03/owners", "statement": "Sold in 2023."})
    assert "read" in when({"url": "https://register.example/owners-20221", "statement": "Sold."})


def _converter() -> Any:
    described = importlib.util.spec_from_file_location("make_starter", REPOSITORY / "benchmarks" / "make_starter.py")
    assert described is not None and described.loader is not None
    module = importlib.util.module_from_spec(described)
    described.loader.exec_module(module)
    return module


@pytest.mark.parametrize("table", ["SPEAKERS", "RIVAL_SPEAKERS", "OUTLETS", "LANGUAGES", "BASES", "PLAINLY"])
def test_no_two_rows_of_the_converter_say_the_same(table: str) -> None:
    rows = list(getattr(_converter(), table).values())
    assert len(set(rows)) == len(rows)


def _numbers_and_words(*texts: str) -> set[str]:
    return set(re.findall(r"[\w,.]*\w", " ".join(texts).lower()))


#: What a part may need to be a sentence of its own.
JOINERS = {"agrees", "by", "calls", "says"}


@pytest.mark.parametrize("split", _converter().SPLITS, ids=lambda split: f"{split['record']}, {split['says'][:20]}")
def test_the_parts_of_a_split_fact_say_nothing_that_it_does_not(split: dict[str, Any]) -> None:
    whole, parts = split["says"], [part["says"] for part in split["parts"]]
    assert _numbers_and_words(*parts) - JOINERS <= _numbers_and_words(
        whole, split["speaker"]["name"], split.get("these", "")
    )
    assert {w for w in _numbers_and_words(whole) if w[0].isdigit()} <= _numbers_and_words(*parts)
    (shipped,) = [found for found in starter() if found.id == split["record"]]
    assert isinstance(shipped, ReportNote)
    said = {fact.says: fact for fact in (*shipped.facts, *shipped.rivals)}
    assert split.get("these") in {None, *said}
    for part in split["parts"]:
        speaker = said[part["says"]].speaker
        assert (speaker and speaker.name) == part.get("speaker", {}).get("name")


#: By these a sentence holds back the figure that it tells.
HELD_BACK = {"unconfirmed", "unverified", "disputed", "doubted", "alleged", "reportedly", "disclaimer"}


@pytest.mark.parametrize("split", _converter().SPLITS, ids=lambda split: f"{split['record']}, {split['says'][:20]}")
def test_the_part_with_the_figure_keeps_what_holds_it_back(split: dict[str, Any]) -> None:
    held = _numbers_and_words(split["says"]) & HELD_BACK
    for part in split["parts"]:
        if "quantity" in part.get("holds", ()):
            assert held <= _numbers_and_words(part["says"])


@pytest.mark.parametrize(
    ("says", "unit", "others"),
    [
        ("105 weapons launched, none intercepted.", "missiles", [(0, "missiles", "shot down")]),
        ("57 guards killed, 25 people wounded.", "guards", [(25, "people", "wounded")]),
        ("110 missiles launched, 40 shot down.", "missiles", []),
    ],
)
def test_a_fact_counts_what_else_befell_whom_it_records(says: str, unit: str, others: list[object]) -> None:
    readings = read_quantities(says)
    told = of_other_outcomes(replace(readings[0], unit=unit), readings)
    assert [(q.value, q.unit, q.state) for q in told] == others


def test_nothing_of_the_records_was_lost() -> None:
    source = os.environ.get(SOURCE)
    if not source:
        pytest.skip(f"set {SOURCE} to the file of research records to hold the starter pack to them")
    records = [json.loads(line) for line in Path(source).read_text("utf-8").splitlines() if line]
    converter = _converter()
    shipped = [json.loads(line) for path in STARTER for line in path.read_text("utf-8").splitlines()]
    made = {written["id"]: converter.to_record(written) for written in shipped}
    assert len(records) == len(made) == 179
    for record in records:
        assert set(made[record["id"]]) == set(record), record["id"]
        for field, value in record.items():
            assert made[record["id"]][field] == value, f"{record['id']}, {field}"
    assert converter.write_starter(records) == tuple(path.read_text("utf-8") for path in STARTER)
