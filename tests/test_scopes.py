"""Of which area and over which time a figure is: one table makes no range of two of these, and its rows tell them."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from bot.card.figures import table_of
from bot.card.reach import how_many_told
from bot.words import ENGLISH
from knowledge.articles import day, read_pasted
from knowledge.model import Account, Claim, Figure, Finding, Tally
from knowledge.notes import read_notes
from knowledge.quantities import read_quantities
from knowledge.statements import read_statements
from retrieval.counts.scopes import are_of_one_length, area_of, is_named, time_of
from retrieval.ledger import ledger_of

CLAIM = Claim("30 people killed by the raiders", read_quantities("30 people killed by the raiders"))


def note(number: int, *says: str, place: str = "Velmar", title: str = "Raids", speaker: str = "") -> Finding:
    """The fact of an invented note that has the number, behind those that stand before it."""
    facts = [{"says": words, "speaker": {"name": "Velmar ministry", "kind": "named_official"}} for words in says[:-1]]
    last = {
        "says": says[-1], "speaker": {"name": speaker or f"Ministry {number}", "kind": "named_official"},
        "quantity": {"bound": "exact", "number": number, "counted": "people killed"},
    }  # fmt: skip
    key = f"{number}{speaker[:1]}"
    told = {
        "id": f"W{key}", "kind": "report", "outlet": f"Post {number}", "title": title, "title_is": "headline",
        "url": f"https://post.example/{key}", "confidence": "high", "place": place, "facts": [*facts, last],
    }  # fmt: skip
    (entry,) = read_notes(json.dumps(told))
    statement = next(s for s in entry.statements if s.quantities and s.place_in_article == "note")  # type: ignore[union-attr]
    return Finding(statement, entry.article, 0.7, ())  # type: ignore[union-attr]


def report(outlet: str, text: str) -> Finding:
    """The one sentence of an invented report."""
    article = read_pasted(text, url=f"https://{outlet.lower()}.example/1", outlet=outlet, published=day("2024-03-05"))
    return next(Finding(s, article, 0.7, ()) for s in read_statements(article) if s.quantities)


def figure_of(finding: Finding) -> Figure:
    """The figure that a finding gives of people, as its speaker gives it."""
    quantity = next(q for q in finding.statement.quantities if q.value == 40)
    return Figure(quantity, finding.attribution, finding)


def table(*findings: Finding) -> tuple[Tally, list[str]]:
    """The one table of what these count, and its lines without what is small in them."""
    tally, *_ = ledger_of(CLAIM, tuple(Account(f.speaker, "reports", (f,)) for f in findings))
    lines = ["".join(run.text for run in line).strip().split("  ")[0] for line in table_of(tally, wide=True)]
    return tally, lines


@pytest.mark.parametrize(
    ("says", "area"),
    [
        (("Raiders killed 40 people in central Velmar.",), "central Velmar"),
        (("40 people drowned in all land it holds.",), "in all land it holds"),
        (("The toll in the worst hit areas: 40 people killed.",), "in the worst hit areas"),
        # A report on more than that counts in one country of it.
        (("Fever killed 40 people in Tunisia because of the well.",), "Tunisia"),
        (("At least 40 people died in Kalden alone.",), "Kalden alone"),
        # Elsewhere than where is not in the words: beside them a row would say nothing.
        (("40 people were killed elsewhere in Velmar that month.",), ""),
        (("Raids across three provinces killed 40 people.",), "three provinces"),
        # Whom they killed, and where, the fact before it tells.
        (("Raiders made 90 attacks in northern Velmar.", "They killed 40 people."), "northern Velmar"),
        (("Raiders made 90 attacks in northern Velmar.", "The ministry counts 40 dead."), ""),
        # Where it was is no area.
        (("A raid on a mill in Velmar killed 40 people.",), ""),
        (("40 people were killed in the raid.",), ""),
    ],
)
def test_a_note_tells_of_which_area_it_counts(says: tuple[str, ...], area: str) -> None:
    finding = note(40, *says)
    assert area_of(figure_of(finding)) == area


def test_the_town_of_a_note_has_its_name() -> None:
    finding = note(40, "Doctors believe that 40 people died in the town.", place="Kalden")
    assert area_of(figure_of(finding)) == "Kalden"
    # Of which of two it speaks, nobody knows.
    finding = note(40, "Doctors believe that 40 people died in the town.", place="Kalden, Tarn")
    assert area_of(figure_of(finding)) == "the town"


@pytest.mark.parametrize(
    ("text", "area"),
    [
        ("Raids killed 40 people in two parts of the province, the mayor said.", "two parts of the province"),
        ("Raids on two parts of town killed 40 people, the mayor said.", "two parts"),
        ("Jets hit the rebel-held towns, killing 40 people, the mayor said.", "rebel-held towns"),
        ("The mayor said that raids killed 40 people in Kalden alone.", "Kalden alone"),
        # A report has its blow lie in the north of a country, and counts that blow.
        ("A raid in northern Velmar killed 40 people, the mayor said.", ""),
        ("The mayor said that raids killed 40 people in the town.", ""),
    ],
)
def test_where_a_report_has_a_blow_lie_is_no_area(text: str, area: str) -> None:
    finding = report("Lantern", text)
    assert area_of(figure_of(finding)) == area


@pytest.mark.parametrize(
    ("says", "title", "time"),
    [
        ("40 people were killed in six months.", "Raids", "in six months"),
        ("40 people were killed in the four-month campaign.", "Raids", "in the four-month campaign"),
        ("The ministry counts 40 dead.", "40 killed in first month of raids", "in first month"),
        ("The ministry counts 40 dead.", "90 killed in first month of raids", ""),
        ("The raids killed 985 people and 40 farmers through October.", "Raids", "through October"),
        (
            "The ministry's count for Velmar, October 2014 - October 2017: 40 dead.",
            "Raids",
            "October 2014 - October 2017",
        ),
        ("40 people were killed on Monday.", "Raids", ""),
        ("Raids over the weekend killed 40 people.", "Raids", ""),
        ("The ministry counts 40 dead.", "Raids", ""),
    ],
)
def test_a_note_tells_over_which_time_it_counts(says: str, title: str, time: str) -> None:
    finding = note(40, says, title=title)
    assert time_of(figure_of(finding)) == time


def test_a_crowd_is_counted_over_no_time() -> None:
    finding = report("Lantern", "Organisers said that 40 people came in the last two days.")
    assert finding.statement.quantities[0].period and time_of(figure_of(finding)) == ""


def test_what_a_report_tells_since_when_is_as_often_something_else() -> None:
    finding = report("Lantern", "It was the first raid since the market of May, and killed 40 people since Monday.")
    assert finding.statement.quantities[-1].period and time_of(figure_of(finding)) == ""


ALL, CENTRAL = "Raiders killed 90 people in 2020.", "Raiders killed 40 people in central Velmar in 2020."


@pytest.mark.parametrize(
    ("here", "there", "caption", "rows"),
    [
        # A part of a country, beside what is not said to be of it.
        (ALL, CENTRAL, "People killed: counts of different areas", ["90", "40, central Velmar"]),
        # Two areas, each by its name.
        (
            "90 people drowned in all land it holds.",
            "40 people drowned in Kalden alone.",
            "People killed: counts of different areas",
            ["90, in all land it holds", "40, Kalden alone"],
        ),
        ("90 people died elsewhere in Velmar.", "40 died.", "People killed: from 40 to 90", ["90", "40"]),
        # What all are of is not told.
        (ALL.replace("in", "in central Velmar in"), CENTRAL, "People killed: from 40 to 90", ["90", "40"]),
        ("90 people died in three provinces.", "40 died in 3 provinces.", "People killed: from 40 to 90", None),
        # Of all the country may be whoever does not say so.
        ("90 people died nationwide.", "40 people died.", "People killed: from 40 to 90", ["90", "40"]),
        ("90 people died.", "40 people died.", "People killed: from 40 to 90", ["90", "40"]),
    ],
)
def test_a_table_makes_no_range_of_two_areas(here: str, there: str, caption: str, rows: list[str] | None) -> None:
    _, (heading, *lines) = table(note(90, here), note(40, there))
    assert heading == caption
    assert rows is None or sorted(lines) == sorted(rows)


def test_a_report_of_just_that_area_needs_not_say_so() -> None:
    _, lines = table(note(90, "90 people were killed.", place="Central Velmar"), note(40, CENTRAL))
    assert lines[0] == "People killed: from 40 to 90"


@pytest.mark.parametrize(
    ("here", "there", "caption"),
    [
        ("Raids killed 90 people in six months.", "Raids killed 40 people in two days.", "counts over different times"),
        ("Raids killed 90 people in six months.", "Raids killed 40 people over the last six months.", "from 40 to 90"),
        ("Raids killed 90 people in two days.", "Raids killed 40 people on Monday.", "counts over different times"),
        # As long, and of another year.
        ("Raids killed 90 people in 2020.", "Raids killed 40 people in 2021.", "counts over different times"),
        # Whoever does not say may have counted as long.
        ("Raids killed 90 people in six months.", "Raids killed 40 people.", "from 40 to 90"),
    ],
)
def test_a_table_makes_no_range_of_two_times(here: str, there: str, caption: str) -> None:
    _, lines = table(note(90, here), note(40, there))
    assert lines[0] == f"People killed: {caption}"


def test_a_row_tells_its_time_where_another_is_of_none_or_another() -> None:
    long, short = note(90, "Raids killed 90 people in six months."), note(40, "Raids killed 40 people.")
    assert sorted(table(long, short)[1][1:]) == ["40", "90, in six months"]
    as_long = note(40, "Raids killed 40 people over the last six months.")
    assert sorted(table(long, as_long)[1][1:]) == ["40", "90"]
    # "In the same month" is of a month that was told.
    pointing = note(40, "Raids killed 40 people in the same month.")
    assert sorted(table(note(90, "Raids killed 90 people in one month."), pointing)[1][1:]) == ["40", "90"]
    # Two who give one number are no two counts.
    again = note(90, "Raids killed 90 people.", speaker="Harbour Watch")
    assert table(long, again)[1][1:] == ["90"]


def test_papers_that_do_not_all_say_it_do_not_say_it_together() -> None:
    alone = report("Lantern", "Hill Watch said that raids killed 90 people in Kalden alone.")
    bare = report("Mirror", "Hill Watch said that raids killed 90 people.")
    other = report("Gazette", "The mayor said that raids killed 40 people.")
    assert "90, Kalden alone" in table(alone, other)[1]
    assert "90" in table(alone, bare, other)[1]


def test_one_town_is_no_end_of_a_range_with_several() -> None:
    towns = report("Lantern", "Hill Watch said that raids killed 90 people in two towns.")
    town = report("Mirror", "The mayor said that a raid on a hill town killed 40 people.")
    assert table(towns, town)[1][0] == "People killed: counts of different areas"
    somewhere = report("Gazette", "The mayor said that raids killed 40 people.")
    assert table(towns, somewhere)[1][0] == "People killed: from 40 to 90"


def test_a_count_of_one_place_of_several_tells_which() -> None:
    place = replace(note(40, "Raids killed 40 people.", place="Kalden, Velmar"), why=("one place of several",))
    rival = note(90, "Raids killed 90 people.")
    assert table(place, rival)[1] == ["People killed", "90", "In one place of several", "40, Kalden"]


def test_what_one_report_has_of_a_single_road_is_of_it_in_the_next() -> None:
    road = replace(
        report("Lantern", "Hill Watch said that raids on the Tarn road killed 40 people."),
        why=("of one of several places",),
    )
    bare = report("Mirror", "Hill Watch gave a toll of 40 people killed.")
    rival = report("Gazette", "The mayor said that raids killed 90 people.")
    accounts = (
        *(Account(f.speaker, "differs", (f,)) for f in (bare, rival)),
        Account(road.speaker, "context", (road,)),
    )
    (tally,) = ledger_of(CLAIM, accounts)
    assert {figure.quantity.value: figure.of_one_place for figure in tally.figures} == {40: True, 90: False}


@pytest.mark.parametrize(
    ("here", "there", "told"),
    [
        (ALL, CENTRAL, "A, B give figures of different areas, from 40 to 90"),
        (
            "Raids killed 90 people in six months.",
            "Raids killed 40 people in two days.",
            "A, B give figures over different times, from 40 to 90",
        ),
        ("Raids killed 90 people.", "Raids killed 40 people.", "A, B give figures from 40 to 90"),
    ],
)
def test_whoever_asks_for_a_number_is_told_that_there_is_no_one_range(here: str, there: str, told: str) -> None:
    tally, _ = table(note(90, here), note(40, there))
    assert how_many_told(tally, ["A", "B"], ENGLISH).replace(" and ", ", ") == told


@pytest.mark.parametrize(
    ("one", "other", "is_one"),
    [
        ("two provinces", "five provinces", False),
        ("three provinces", "3 provinces", True),
        ("rebel-held towns", "government-held cities", False),
        ("nationwide", "in the whole country", True),
        ("in the whole country", "in all land it holds", False),
    ],
)
def test_which_areas_are_one(one: str, other: str, is_one: bool) -> None:
    assert is_named(one, other) is is_one


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("in May 2019", "in May 2020"),
        ("between May and July", "between July and September"),
        ("from 1 to 7 May", "from 8 to 14 May"),
        ("on Tuesday", "on Wednesday"),
    ],
)
def test_which_times_are_not_one(one: str, other: str) -> None:
    assert not are_of_one_length(one, other) and are_of_one_length(one, one)
