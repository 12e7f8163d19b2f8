"""The number ledger: who says how many, of what, as of when; no winner, no average, nothing that was not read."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.card.figures import row_of, table_of, told_in_figures
from bot.card.foremost import foremost, is_first_count
from bot.card.rendering import NotVerbatim, card_as_json, render_html, render_json, render_text
from bot.card.rows import rows_of
from knowledge.articles import day, read_pasted
from knowledge.model import (
    Account,
    Claim,
    ContextCard,
    Figure,
    Finding,
    NearMiss,
    Quantity,
    Relation,
    Span,
    Speaker,
    Tally,
)
from knowledge.notes import read_notes
from knowledge.quantities import comparable, read_quantities
from knowledge.statements import read_statements
from knowledge.store import Store
from retrieval.answers import answer
from retrieval.ledger import figures_in, ledger_of, with_first_counts, with_sides

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
FIRE = Claim("30 people killed in the Kalden mill fire", read_quantities("30 people killed in the Kalden mill fire"))


def found(outlet: str, text: str, published: str = "2024-03-05", title: str = "The Kalden mill") -> list[Finding]:
    """Everything one invented report says in its body."""
    url = f"https://{outlet.lower().replace(' ', '')}.example/1"
    article = read_pasted(text, url=url, outlet=outlet, title=title, published=day(published))
    return [Finding(s, article, 0.7, ()) for s in read_statements(article)]


def accounts(findings: list[Finding], relation: Relation = "reports") -> tuple[Account, ...]:
    return tuple(Account(f.speaker, relation, (f,)) for f in findings)


def ledger(*reports: list[Finding]) -> tuple[Tally, ...]:
    everything = [f for report in reports for f in report]
    return ledger_of(FIRE, accounts(everything), everything)


def told(tally: Tally) -> list[tuple[str, str]]:
    return [(figure.speaker.name, figure.words) for figure in tally.figures]


def card(tallies: tuple[Tally, ...], findings: list[Finding]) -> ContextCard:
    return ContextCard(FIRE, "found", accounts(findings), (), (), (), NOW, len(findings), tallies)


# --- one thing, and another ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("watch", "army", "things"),
    [
        ("30 people were killed", "41 people were killed", ["people killed"]),
        ("30 people were killed", "41 people were wounded", ["people killed", "people wounded"]),
        # One side's militants are another's people; that is one toll.
        ("26 people were killed", "200 militants were killed", ["people killed"]),
        # A part is not a rival of the whole.
        ("30 people were killed", "12 children were killed", ["children killed", "people killed"]),
        # Soldiers are not civilians, though both are people.
        ("30 civilians were killed", "12 soldiers were killed", ["civilians killed", "soldiers killed"]),
        ("100 airstrikes hit it", "40 sorties were flown", ["airstrikes", "sorties"]),
    ],
)
def test_what_is_one_counted_thing(watch: str, army: str, things: list[str]) -> None:
    tallies = ledger(
        found("Harbour Post", f"Mill Watch said {watch}."), found("Daily Lantern", f"The army said {army}.")
    )
    assert sorted(tally.counted for tally in tallies) == things


def test_a_total_and_its_breakdown_are_two_things() -> None:
    tallies = ledger(found("Harbour Post", "Mill Watch said 30 people were killed, among them 12 children."))
    assert [(t.counted, t.lowest, t.highest) for t in tallies] == [
        ("people killed", 30, 30),
        ("children killed", 12, 12),
    ]


@pytest.mark.parametrize(("published", "is_dated"), [("2024-02-20", False), ("2024-03-05", True), ("2024-03-06", True)])
def test_nobody_has_counted_the_dead_before_they_died(published: str, is_dated: bool) -> None:
    report = found("Harbour Post", "Mill Watch said 30 people were killed on 5 March 2024.", published)
    (tally,) = ledger(report)
    (figure,) = tally.figures
    assert figure.as_of == (day(published) if is_dated else None)


@pytest.mark.parametrize(
    ("words", "numbers"),
    [
        # Whoever was killed at a school as a student was a child of it.
        ("The bombs at a school killed 52 people among them 48 students", [30, 48]),
        # Where grown people learn, or no school is named, students are students; so are the wounded no dead.
        ("The bombs at a law school killed 52 people among them 48 students", [30]),
        ("The bombs at the university beside a school killed 52 people among them 48 students", [30]),
        ("The bombs killed 52 people among them 48 students", [30]),
        ("The bombs at a school killed 52 people and wounded 48 students", [30]),
        # One voice that gives both tells them apart.
        ("The bombs at a school killed 20 children and 48 students", [30, 20]),
    ],
)
def test_students_of_a_school_stand_among_the_children(words: str, numbers: list[int]) -> None:
    monitor = found("Harbour Post", "Mill Watch said 39 people were killed, among them 30 children.")
    children = next(t for t in ledger(monitor, found("Hill Gazette", f"{words}.")) if t.unit == "children")
    assert sorted(f.quantity.value for f in children.figures) == sorted(numbers)


def test_students_are_counted_apart_where_the_claim_counts_them() -> None:
    claim = Claim("48 students killed in Kalden", read_quantities("48 students killed in Kalden"))
    report = found("Hill Gazette", "The bombs at a school killed 52 people among them 48 students.")
    report += found("Harbour Post", "Mill Watch said 39 people were killed, among them 30 children.")
    first, *_ = ledger_of(claim, accounts(report), report)
    assert [f.quantity.value for f in first.figures] == [48]


def test_what_one_voice_tells_apart_in_one_report_stays_apart() -> None:
    tallies = ledger(
        found("Harbour Post", "Mill Watch said 30 people were killed, 18 civilians were killed among them.")
    )
    assert {t.counted for t in tallies} == {"people killed", "civilians killed"}


@pytest.mark.parametrize(
    ("words", "tolls"),
    [
        ("Mill Watch said nearly 75 rebels were killed, including 30 foreign fighters.", [75]),
        ("Mill Watch said 34 people were killed, 6 of them women or children.", [34]),
        ("Mill Watch said six people were among at least 22 people killed.", [22]),
        ("Mill Watch said cholera killed 40 people, including at least 12 people in the camp.", [40]),
        ("Mill Watch said 400 marchers were arrested, among them 12 marchers from Tarn.", [400]),
        # Somebody else, another town and another month are counted apart.
        ("Mill Watch said 30 people were killed in Tarn and 12 people killed in Kalden.", [12, 30]),
        (
            "Mill Watch said 30 people were killed, among them two of whom it had names; the mayor said 12 died.",
            [12, 30],
        ),
        ("Mill Watch said 12 people were killed on Monday, among the 40 people killed in raids this month.", [12, 40]),
    ],
)
def test_a_part_of_ones_own_total_is_no_other_toll(words: str, tolls: list[float]) -> None:
    figures = [f.quantity.value for one in found("Harbour Post", words) for f in figures_in(one) if f.quantity.state]
    assert sorted(figures) == tolls


def test_bodies_that_somebody_collected_are_not_all_the_dead() -> None:
    tallies = ledger(
        found("Harbour Post", "Mill Watch said 30 people were killed."),
        found("Daily Lantern", "A volunteer said 12 bodies were collected."),
    )
    assert [(t.counted, t.highest) for t in tallies] == [("people killed", 30), ("bodies", 12)]


@pytest.mark.parametrize(
    ("words", "tolls"),
    [
        ("Mill Watch said another 12 people were killed.", []),
        ("Mill Watch could not say whether the remaining six people killed were militiamen.", []),
        ("Mill Watch said 12 more people were killed.", []),
        ("Mill Watch said at least 1,400 more deaths were counted than before.", []),
        ("Mill Watch said more than 12 people were killed.", [12]),
        ("Mill Watch said 12 or more people were killed.", [12]),
        # What was added to nothing is a total.
        ("Mill Watch said 30 people were killed and another 12 people wounded.", [12, 30]),
        # The figure of an earlier day.
        ("Shells killed six people on Sunday just a day after air raids killed 35 people, Mill Watch said.", [6]),
        ("A day after the raid Mill Watch said 35 people were killed.", [35]),
        ("The death toll rose to 44 people killed, up from 31 people killed, Mill Watch said.", [44]),
        ("Mill Watch said 44 people were killed; an earlier toll of 31 people killed was wrong.", [44]),
    ],
)
def test_what_is_added_or_stood_before_is_no_toll_of_the_day(words: str, tolls: list[float]) -> None:
    figures = [figure for tally in ledger(found("Harbour Post", words)) for figure in tally.figures]
    assert sorted(figure.quantity.value for figure in figures) == tolls


@pytest.mark.parametrize(
    ("claim", "caption"),
    [
        ("30 people killed in the raid", "People killed: from 0 to 30"),
        # Nobody who counts the hurt is asked for the dead.
        ("30 people were hurt or killed in the raid", ""),
    ],
)
def test_where_nobody_was_hurt_nobody_was_killed(claim: str, caption: str) -> None:
    watch = found("Harbour Post", "Mill Watch said 30 people were killed.")
    everything = [*watch, *found("Lantern", "The army said there were no casualties.")]
    tallies = ledger_of(Claim(claim, read_quantities(claim)), accounts(everything), everything)
    assert next((lines_of(t)[0] for t in tallies if len(t.figures) > 1), "") == caption


def test_where_the_claims_own_count_is_one_row_who_counts_the_hurt_is_shown() -> None:
    says = "The army said there were no casualties. Mill Watch said 30 people were wounded."
    text = "no casualties in the raid"
    everything = [*found("Harbour Post", says), *found("Lantern", "The mayor said 50 people were wounded.")]
    claim = Claim(text, read_quantities(text))
    said = replace(card(ledger_of(claim, accounts(everything), everything), everything), claim=claim)
    assert "wounded" in {tally.state for tally in told_in_figures(said)}


def test_of_two_blows_a_day_apart_the_claimed_one_has_the_row() -> None:
    words = "Shells killed six people on Sunday just a day after raids on Kalden killed 35 people, Mill Watch said."
    everything = found("Harbour Post", words)
    for text, number in (("35 people killed in raids on Kalden", 35), ("6 people killed by shells", 6)):
        claim = Claim(text, read_quantities(text))
        figures = [f for tally in ledger_of(claim, accounts(everything), everything) for f in tally.figures]
        assert [figure.quantity.value for figure in figures] == [number]


def test_of_two_blows_of_one_day_the_claimed_one_has_the_row() -> None:
    words = "The shelling killed ten people in the town while raids on the mill of Kalden killed 82 people."
    everything = found("Harbour Post", words)
    for text, numbers in (
        ("15 people killed in raids on Kalden", [82]),
        ("15 people killed by shelling", [10]),
        # Of a claim that tells of neither nobody knows which is meant.
        ("15 people killed", [10, 82]),
    ):
        claim = Claim(text, read_quantities(text))
        figures = [f for tally in ledger_of(claim, accounts(everything), everything) for f in tally.figures]
        assert [figure.quantity.value for figure in figures] == numbers


def test_what_a_month_of_a_war_brought_is_no_row_beside_its_toll() -> None:
    war = found("Harbour Post", "Mill Watch said 20,758 people were killed in the war since 2015.")
    month = found("Lantern", "Mill Watch said 40 people were killed that month.")
    for text, number in (("20,758 people killed in the war in Kalden since 2015", 20_758), (FIRE.text, 40)):
        tallies = ledger_of(Claim(text, read_quantities(text)), accounts([*war, *month]), [*war, *month])
        assert [figure.quantity.value for tally in tallies for figure in tally.figures] == [number]


def noted(says: str, counted: str, number: float, speaker: str = "Harbour ministry") -> Finding:
    """A fact of an invented note."""
    note = {
        "id": "W9", "kind": "report", "outlet": "Harbour Post", "title": "Kalden", "url": "https://post.example/9",
        "confidence": "high",
        "facts": [{"says": says, "speaker": {"name": speaker, "kind": "named_official"},
                   "quantity": {"bound": "exact", "number": number, "counted": counted}}],
    }  # fmt: skip
    (entry,) = read_notes(json.dumps(note))
    statement = next(s for s in entry.statements if s.quantities)  # type: ignore[union-attr]
    return Finding(statement, entry.article, 0.7, ())  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("says", "counted"),
    [
        ("The ministry's count for Kalden, October 2014 to October 2017: 318.", "people killed"),
        ("The ministry's figure for the same campaign: 318.", "people killed"),
        ("The ministry counts 318 killed since the war began.", "people killed"),
        ("New data showed 318 more deaths than the first estimate.", "deaths above the first estimate"),
    ],
)
def test_a_notes_count_over_years_or_addition_is_nobodys_rival(says: str, counted: str) -> None:
    assert figures_in(noted(says, counted, 318)) == ()
    assert figures_in(noted("The ministry counted 318 dead in 2017.", "people killed", 318)) != ()


@pytest.mark.parametrize(("ours", "theirs"), [("Indian", "Chinese"), ("Chinese", "Indian")])
def test_one_sides_dead_are_no_other_count_of_anothers(ours: str, theirs: str) -> None:
    (finding,) = with_sides([noted(f"20 {ours} soldiers killed.", "soldiers killed", 20)])
    (quantity,) = finding.statement.quantities
    assert quantity.counted == f"{ours} soldiers killed"
    (claimed,) = read_quantities(f"4 {theirs} soldiers killed")
    assert comparable(claimed, quantity) == "different"


def test_what_was_launched_does_not_answer_what_was_intercepted() -> None:
    findings = [
        *found("Harbour Post", "The army said 105 missiles were launched."),
        *found("Daily Lantern", "Mill Watch said 110 missiles were launched."),
    ]
    tallies = ledger_of(FIRE, accounts(findings), findings)
    asked = replace(card(tallies, findings), claim=Claim("None of the missiles were intercepted"))
    assert told_in_figures(replace(asked, claim=Claim("105 were launched"))) == list(tallies) != []
    assert told_in_figures(asked) == []


@pytest.mark.parametrize(
    ("later", "rows"),
    [
        # The same paper's flat 30 is what is held against 36: a floor beside it is no second figure.
        ("30 people were killed", ["30 people were killed"]),
        # Another number is another figure, whatever its voice held open before.
        ("33 people were killed", ["at least 30 people were killed", "33 people were killed"]),
    ],
)
def test_a_row_has_the_number_as_its_voice_is_quoted_for_it(later: str, rows: list[str]) -> None:
    claim = replace(FIRE, text="36 people killed", quantities=read_quantities("36 people killed"))
    text = f"Mill Watch said at least 30 people were killed. Mill Watch said later that {later}."
    watch = [f for f in found("Harbour Post", text) if f.speaker.name == "Mill Watch"]
    army = [f for f in found("Daily Lantern", "The army said 36 people were killed.") if f.speaker.name == "army"]
    sides = (*accounts(army), Account(watch[0].speaker, "differs", tuple(watch)))
    tallies = ledger_of(claim, sides, [*watch, *army])
    (tally,) = told_in_figures(replace(card(tallies, watch), claim=claim, accounts=sides))
    assert told(tally) == [*(("Mill Watch", row) for row in rows), ("army", "36 people were killed")]


@pytest.mark.parametrize(
    ("claim", "is_told"),
    [
        # Whoever counts some of them and stands against the claim is no end of a range that leaves him out;
        ("75 people killed at Kalden", True),
        # of a claim of others his is another count.
        ("75 soldiers killed at Kalden", False),
    ],
)
def test_the_table_has_everybody_who_stands_against_the_claim(claim: str, is_told: bool) -> None:
    claimed = replace(FIRE, text=claim, quantities=read_quantities(claim))
    findings = [
        *found("Harbour Post", "The army said 12 people were killed at Kalden."),
        *found("Daily Lantern", "Mill Watch said 20 people were killed at Kalden."),
        *found("Mill Voice", "The mayor said 22 volunteers were killed at Kalden."),
    ]
    against = tuple(Account(f.speaker, "differs", (f,)) for f in findings)
    tallies = ledger_of(claimed, against, findings)
    told_of = told_in_figures(replace(card(tallies, findings), claim=claimed, accounts=against))
    assert [f.quantity.value for f in told_of[0].figures if f.speaker.name == "mayor"] == ([22] if is_told else [])


@pytest.mark.parametrize(
    ("claim", "tables"),
    [
        # Who is told of the dead need not read who counts the wounded,
        ("41 people killed at Kalden", ["killed"]),
        # but who is told of both, or of no number, reads both,
        ("41 people killed and 60 wounded at Kalden", ["killed", "wounded"]),
        ("Explosion at Kalden", ["killed", "wounded"]),
        # and who is told of something that nobody counts reads what they do count.
        ("41 people displaced at Kalden", ["killed", "wounded"]),
    ],
)
def test_a_table_counts_what_the_claim_counts(claim: str, tables: list[str]) -> None:
    findings = [
        *found("Harbour Post", "The army said 41 people were killed and 60 people were wounded at Kalden."),
        *found("Daily Lantern", "Mill Watch said 55 people were killed and 80 people were wounded at Kalden."),
    ]
    tallies = ledger_of(FIRE, accounts(findings), findings)
    asked = replace(card(tallies, findings), claim=Claim(claim, read_quantities(claim)))
    assert [tally.state for tally in told_in_figures(asked)] == tables


def test_nobody_is_zero_fighter() -> None:
    findings = [
        *found("Harbour Post", "The army said not one fighter was killed."),
        *found("Daily Lantern", "Mill Watch said 12 fighters were killed."),
    ]
    (tally,) = ledger_of(FIRE, accounts(findings), findings)
    printed = "".join(run.text for line in table_of(tally, wide=True) for run in line)
    assert "0 fighter" not in printed and "no fighter" in printed


# --- who says so --------------------------------------------------------------------------------------------------


def test_a_toll_that_rose_is_listed_by_date() -> None:
    (tally,) = ledger(
        found("Hill Gazette", "Mill Watch said 41 people were killed.", "2024-03-07"),
        found("Harbour Post", "Mill Watch said 12 people were killed.", "2024-03-05"),
        found("Daily Lantern", "Mill Watch said 30 people were killed.", ""),
    )
    assert [(f.quantity.value, f.as_of.words if f.as_of else None) for f in tally.figures] == [
        (12, "2024-03-05"),
        (41, "2024-03-07"),
        (30, None),
    ]
    assert (tally.lowest, tally.highest) == (12, 41)


def test_whom_a_speaker_cites_stands_beside_the_figure() -> None:
    note = {
        "id": "W1", "kind": "report", "outlet": "Harbour Post", "title": "Kalden", "url": "https://post.example/1",
        "confidence": "high",
        "facts": [{"says": "A Red Crescent report still said 30, citing Amnesty International's figure.",
                   "speaker": {"name": "Red Crescent", "kind": "ngo"},
                   "quantity": {"bound": "exact", "number": 30, "counted": "people killed"}}],
    }  # fmt: skip
    (entry,) = read_notes(json.dumps(note))
    statement = next(s for s in entry.statements if s.quantities)  # type: ignore[union-attr]
    (figure,) = figures_in(Finding(statement, entry.article, 0.7, ()))  # type: ignore[union-attr]
    assert figure.speaker.name == "Red Crescent"
    assert figure.cites is not None and figure.cites.name == "Amnesty International"


def test_a_headlines_figure_is_in_the_name_that_the_text_gives_it() -> None:
    report = found(
        "Harbour Post", "Mill Watch said 30 people were killed in the fire.", title="30 people killed in mill fire"
    )
    (tally,) = ledger_of(FIRE, accounts(report[:1]), report)
    assert {f.speaker.name for f in tally.figures} == {"Mill Watch"}


@pytest.mark.parametrize(
    "words",
    [
        "The ministry denied that 41 people were killed.",
        "Mill Watch could not verify that 41 people were killed.",
        "More than 41,000 people have been killed since the war began, Mill Watch said.",
        "The five-year war has killed 41,000 people, Mill Watch said.",
    ],
)
def test_what_nobody_says_of_this_event_is_not_entered(words: str) -> None:
    assert ledger(found("Daily Lantern", words)) == ()


def test_only_who_reports_or_differs_is_entered() -> None:
    report = found("Harbour Post", "Mill Watch said 30 people were killed.")
    assert ledger_of(FIRE, accounts(report, "context"), report) == ()
    assert ledger_of(FIRE, accounts(report, "differs"), report)


def test_dozens_reach_from_nowhere_to_nowhere_unless_nobody_says_more() -> None:
    vague = found("Harbour Post", "Mill Watch said dozens of people were killed.")
    (both,) = ledger(vague, found("Daily Lantern", "The Red Crescent said 41 people were killed."))
    assert (both.lowest, both.highest) == (41, 41)


# --- nothing that was not read ------------------------------------------------------------------------------------


SAID = ["30 people were killed", "12 children died", "over 100 airstrikes hit it", "dozens wounded", "nobody came"]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(SAID), min_size=1, max_size=4))
def test_every_figure_is_a_slice_of_its_article(said: list[str]) -> None:
    report = found("Harbour Post", " ".join(f"Mill Watch said {words}." for words in said))
    for tally in ledger(report):
        for figure in tally.figures:
            span, text = figure.quantity.span, figure.finding.article.text
            assert 0 <= span.start < span.end <= len(text) and figure.words == text[span.start : span.end]
            assert tally.lowest <= figure.quantity.value <= tally.highest or figure.quantity.bound == "vague"
    everything = card_as_json(card(ledger(report), report))
    for row in (row for tally in everything["figures"] for row in tally["rows"]):
        assert report[0].article.text[row["start"] : row["end"]] == row["text"]


def test_a_figure_without_its_words_is_never_printed() -> None:
    report = found("Harbour Post", "Mill Watch said 30 people were killed.")
    (finding,) = [f for f in report if f.statement.quantities]
    made_up = Quantity(99, 99, "exact", "people", Span(0, 9999), "people", "killed")
    wrong = card((Tally("people", "killed", (Figure(made_up, finding.attribution, finding),)),), [finding])
    for render in (render_text, render_html, card_as_json):
        with pytest.raises(NotVerbatim):
            render(wrong)


# --- on the card --------------------------------------------------------------------------------------------------


def three_papers() -> list[Finding]:
    return [
        *found("Harbour Post", "Mill Watch said at least 30 people were killed.", "2024-03-05"),
        *found("Daily Lantern", "At least 30 people were killed, according to Mill Watch.", "2024-03-05"),
        *found("Hill Gazette", "The Red Crescent said 41 people were killed.", "2024-03-06"),
    ]


def test_the_table_stands_in_columns_each_voice_once() -> None:
    report = three_papers()
    lines = render_text(card(ledger(report), report)).splitlines()
    at = lines.index("WHO SAYS HOW MANY")
    assert lines[at + 1 : at + 4] == [
        "  People killed: from at least 30 to 41",
        "    at least 30  Mill Watch    5 March 2024  in Daily Lantern, Harbour Post",
        "    41           Red Crescent  6 March 2024  in Hill Gazette",
    ]


@pytest.mark.parametrize(
    ("most", "caption"),
    [
        ("41", "People killed: from at least 30 to 41"),
        ("over 41", "People killed: from at least 30 to over 41"),
        ("at least 41", "People killed: from at least 30 to at least 41"),
        # More than 41 is no 41, and "at least 41" may be.
        ("over 41 people were killed, and the mayor said 41", "People killed: from at least 30 to over 41"),
        ("at least 41 people were killed, and the mayor said 41", "People killed: from at least 30 to 41"),
        # That leaves no room above.
        ("nearly 41", "People killed: from at least 30 to 41"),
        ("up to 41", "People killed: from at least 30 to 41"),
    ],
)
def test_a_range_keeps_the_words_that_leave_it_open(most: str, caption: str) -> None:
    low = found("Harbour Post", "Mill Watch said at least 30 people were killed.")
    (tally,) = ledger(low, found("Hill Gazette", f"The Red Crescent said {most} people were killed."))
    assert "".join(run.text for run in table_of(tally, wide=True)[0]) == caption


@pytest.mark.parametrize(
    ("admitted", "alleged", "caption", "rows"),
    [
        # What is admitted, or confirmed, is less than what is alleged.
        (
            ("The army has admitted 30 deaths.", "people killed"),
            ("Locals say 90 died, it is alleged.", "people alleged killed"),
            "People killed: counts of different kinds",
            ["30 admitted", "90 people alleged"],
        ),
        (
            ("480 fever deaths were registered.", "people killed"),
            ("The union counts 4,700 excess deaths.", "excess deaths"),
            "People killed: counts of different kinds",
            ["480 registered", "4,700 excess deaths"],
        ),
        # Of one kind, both.
        (
            ("The army has confirmed 30 deaths.", "people killed"),
            ("The town has confirmed 90 deaths.", "people killed"),
            "People killed: from 30 to 90",
            ["30", "90"],
        ),
        # A floor says nothing of a smaller count, nor an estimate of a flat one.
        (
            ("The army says 30 died.", "people killed"),
            ("The town has a list of 90, each identified by name.", "people killed"),
            "People killed: from 30 to 90",
            ["30", "90"],
        ),
        (
            ("The army says 30 died.", "people killed"),
            ("The town estimates 90 deaths.", "people killed"),
            "People killed: from 30 to 90",
            ["30", "90"],
        ),
    ],
)
def test_what_is_admitted_and_what_is_alleged_are_ends_of_no_one_range(
    admitted: tuple[str, str], alleged: tuple[str, str], caption: str, rows: list[str]
) -> None:
    numbers = [int("".join(filter(str.isdigit, row))) for row in rows]
    one = noted(*admitted, numbers[0], "the army")
    other = noted(*alleged, numbers[1], "Kalden town")
    (tally,) = ledger_of(FIRE, accounts([one, other]))
    heading, *lines = ["".join(run.text for run in line).strip() for line in table_of(tally, wide=True)]
    assert (heading, sorted(line.split("  ")[0] for line in lines)) == (caption, sorted(rows))


@pytest.mark.parametrize(
    ("words", "is_first"),
    [
        ("The mayor first spoke of nearly 500 people killed.", True),
        ("The mayor at first put the toll at 500 people killed.", True),
        ("The mayor said initially that 500 people were killed.", True),
        ("First statement: 500 people killed.", True),
        ("First statement: no people killed.", True),
        ("Statement of the mayor: no people killed.", False),
        ("The mayor's first-day count was 500 people killed.", True),
        ("Initial reports said 500 people were killed.", False),
        ("The mayor said 500 people were killed.", False),
        ("The raid initially hit a mill; the mayor said 500 people were killed.", False),
        ("The first bomb killed 500 people, the mayor said.", False),
        ("It was the first statement of the mayor. He said 500 people were killed.", False),
    ],
)
def test_what_was_said_at_first_is_not_of_the_day_that_looks_back(words: str, is_first: bool) -> None:
    (figure,) = (f for tally in ledger(found("Harbour Post", words)) for f in tally.figures)
    assert (figure.at_first, figure.as_of is None) == (is_first, is_first)


@pytest.mark.parametrize(("speaker", "is_dated"), [("Harbour Post", True), ("Harbour ministry", False)])
def test_a_first_count_of_the_page_itself_is_of_its_day(speaker: str, is_dated: bool) -> None:
    one = noted("First-day toll: 19 people killed.", "people killed", 19, speaker)
    voice = replace(one.attribution, speaker=Speaker(speaker, "outlet_itself" if is_dated else "named_official"))
    one = replace(one, article=replace(one.article, published=day("2024-03-05")), heard=voice)
    one = replace(one, statement=replace(one.statement, attributions=(voice,)))
    (figure,) = (f for tally in ledger([one]) for f in tally.figures)
    assert figure.at_first and (figure.as_of is not None) is is_dated


@pytest.mark.parametrize(
    ("words", "counted"),
    [
        ("Mill Watch said the fire killed 22 people, seven of them children.", (7, "children", "killed")),
        ("Mill Watch said cholera killed 40 people, three of them medics who treated others.", (3, "medics", "killed")),
        ("Mill Watch said 30 people were wounded, 12 of whom were students.", (12, "students", "wounded")),
        ("Mill Watch said the fire killed 22 people, seven of them women and children.", None),
        ("Mill Watch said 22 people were killed, two of them by snipers.", None),
        ("Mill Watch said 22 people were wounded, two of them critically.", None),
    ],
)
def test_a_part_is_counted_by_who_they_are(words: str, counted: tuple[int, str, str] | None) -> None:
    figures = [
        (f.quantity.value, f.quantity.unit, f.quantity.state) for one in found("Post", words) for f in figures_in(one)
    ]
    assert [figure for figure in figures if figure[1] != "people"] == ([counted] if counted else [])


@pytest.mark.parametrize(
    ("behind", "highest"),
    [
        ("Mill Watch said at least 170 people were wounded.", 170),
        ("Mill Watch said at least 170 people were wounded in a separate fire.", 140),
        ("Mill Watch said at least 170 people were wounded in Raqqa.", 140),
        ("Mill Watch said at least 170 people were wounded on 2 March 2024.", 140),
        ("Mill Watch said it had no names. At least 170 people were wounded, it said.", 140),
        ("Mill Watch said at least 170 people were arrested.", 140),
    ],
)
def test_the_sentence_behind_a_lead_counts_who_else_was_hurt(behind: str, highest: int) -> None:
    first = "Mill Watch said 31 people were killed in the Kalden mill on 5 March 2024."
    report = found("Harbour Post", f"{first} {behind}")
    other = found("Daily Lantern", "The mayor said 44 people were killed and 140 wounded in the Kalden mill.")
    lead = [f for f in report if "31 people" in f.words]
    tallies = ledger_of(FIRE, accounts([*lead, *other]), [*report, *other])
    assert [tally.highest for tally in tallies if tally.state == "wounded"] == [highest]


def test_a_count_that_its_voice_raised_is_no_end_of_the_range() -> None:
    first = found("Harbour Post", "Mill Watch said 22 people were killed.", "2024-03-05")
    later = found("Daily Lantern", "Mill Watch said 44 people were killed.", "2024-03-07")
    other = found("Hill Gazette", "Red Crescent said 48 people were killed.", "2024-03-07")
    (tally,) = with_first_counts(ledger(first, later, other), [*first, *later])
    assert (tally.lowest, tally.highest) == (44, 48)
    lines = ["".join(run.text for run in line).split() for line in table_of(tally, wide=True)]
    assert [line[0] for line in lines if "since" in line] == ["22"]
    # Nobody else's smaller count is thereby raised.
    (tally,) = with_first_counts(ledger(first, later, other), [*later, *other])
    assert (tally.lowest, tally.highest) == (22, 48)


def test_a_raised_count_is_raised_in_whoever_carries_it() -> None:
    first = found("Harbour Post", "Mill Watch said 22 people were killed.", "2024-03-05")
    later = found("Daily Lantern", "Mill Watch said 44 people were killed.", "2024-03-07")
    # A monitor without its name, and an outlet in whose report the number is somebody's.
    nameless = found("Hill Gazette", "The fire killed 22 people. A monitor said 22 people were killed.", "2024-03-05")
    (tally,) = with_first_counts(ledger(first, later, nameless), [*first, *later])
    assert {figure.finding.outlet for figure in tally.figures if figure.raised} == {"Harbour Post", "Hill Gazette"}
    assert [figure.quantity.value for figure in tally.holding] == [44]
    # The mayor watches nobody, and an outlet that quotes none has counted itself.
    mayor = found("Mirror", "The mayor said 22 people were killed.", "2024-03-05")
    own = found("Valley Times", "The fire killed 22 people.", "2024-03-05")
    (tally,) = with_first_counts(ledger(first, later, mayor, own), [*first, *later])
    assert {figure.finding.outlet for figure in tally.figures if figure.raised} == {"Harbour Post"}


def lines_of(tally: Tally) -> list[str]:
    """The table as it is printed, each line without what is small in it."""
    return ["".join(run.text for run in line).strip().split("  ")[0] for line in table_of(tally, wide=True)]


@pytest.mark.parametrize("wide", [True, False])
def test_what_a_range_leaves_out_stands_apart_from_what_it_covers(wide: bool) -> None:
    first = found("Harbour Post", "Mill Watch said 22 people were killed.", "2024-03-05")
    later = found("Daily Lantern", "Mill Watch said 44 people were killed.", "2024-03-07")
    other = found("Hill Gazette", "Red Crescent said 48 people were killed.", "2024-03-07")
    mayor = found("Mirror", "The mayor first spoke of nearly 500 people killed.", "2024-03-07")
    (tally,) = with_first_counts(ledger(first, later, other, mayor), [*first, *later])
    caption, *lines = ["".join(run.text for run in line) for line in table_of(tally, wide=wide)]
    at = [line.strip() for line in lines].index("Earlier counts")
    assert caption == "People killed: from 44 to 48"
    assert [("44" in line, "48" in line) for line in lines[:at]] == [(True, False), (False, True)]
    assert ["22" in line or "500" in line for line in lines[at + 1 :]] == [True, True]
    assert ["raised since" in line for line in lines] == ["22" in line for line in lines]


@pytest.mark.parametrize(
    ("mayor", "caption", "apart"),
    [
        # Whoever counts one group may have left others out.
        ("8 civilians were killed", "People killed: from 28 to 31", ["8 civilians"]),
        # More civilians than somebody counts people are a rival; whoever counts all of them is one, too.
        ("29 civilians were killed", "People killed: from 28 to 31", []),
        ("8 people were killed", "People killed: from 8 to 31", []),
        # Nor do more civilians than anybody counts people make fewer civilians a count of all.
        (
            "8 civilians were killed. The bishop said 40 civilians were killed",
            "People killed: from 28 to 40",
            ["8 civilians"],
        ),
    ],
)
def test_a_count_of_one_group_is_no_end_of_a_range_of_people(mayor: str, caption: str, apart: list[str]) -> None:
    watch = found("Harbour Post", "Mill Watch said 28 people were killed.")
    army = found("Lantern", "The army said 31 people were killed.")
    (tally,) = ledger(watch, army, found("Mirror", f"The mayor said {mayor}."))
    first, *lines = lines_of(tally)
    assert first == caption
    assert (lines[lines.index("Counts of one group") + 1 :] if "Counts of one group" in lines else []) == apart


def test_where_all_the_dead_are_told_as_civilians_fewer_are_another_count_of_them() -> None:
    reports = [
        found("Harbour Post", "Mill Watch said 56 civilians were killed."),
        found("Lantern", "The agency said at least 85 people were killed."),
        found("Mirror", "The mayor said 160 civilians were killed."),
    ]
    (tally,) = ledger(*reports)
    caption, *lines = lines_of(tally)
    assert caption == "People killed: from 56 to 160" and "Counts of one group" not in lines


def test_what_was_counted_in_another_town_is_no_table_of_the_claim() -> None:
    reports = [
        found("Harbour Post", "Mill Watch said 30 people were killed in Tarn."),
        found("Lantern", "The mayor said 41 people were killed in Tarn."),
    ]
    everything = [finding for report in reports for finding in report]
    said = card(ledger(*reports), everything)
    near = NearMiss("Kalden", "Tarn", is_of_time=False, figure=None, findings=tuple(everything))
    elsewhere = replace(said, accounts=accounts(everything, "context"), near_misses=(near,))
    assert told_in_figures(said) and not told_in_figures(elsewhere)


def test_where_all_count_one_group_their_range_is_of_it() -> None:
    watch = found("Harbour Post", "Mill Watch said 28 civilians were killed.")
    (tally,) = ledger(watch, found("Mirror", "The mayor said 8 civilians were killed."))
    assert lines_of(tally) == ["Civilians killed: from 8 to 28", "8", "28"]


def test_one_sides_fighters_are_no_group_among_the_others_militants() -> None:
    watch = found("Harbour Post", "Mill Watch said 26 Red Column members were killed.")
    (tally,) = ledger(watch, found("Mirror", "The army said 200 militants were killed."))
    caption, *lines = lines_of(tally)
    assert caption.endswith(": from 26 to 200") and "Counts of one group" not in lines


def test_one_place_stands_apart_from_the_whole() -> None:
    whole = found("Harbour Post", "Mill Watch said 40 people were killed.")
    place = [
        replace(f, why=("one place of several",)) for f in found("Lantern", "Mill Watch said 20 people were killed.")
    ]
    rival = found("Hill Gazette", "Red Crescent said 48 people were killed.")
    (tally,) = ledger(whole, place, rival)
    assert lines_of(tally) == ["People killed: from 40 to 48", "40", "48", "In one place of several", "20"]
    # Alone it is all there is.
    (tally,) = ledger(place)
    assert lines_of(tally) == ["People killed", "20"]


def test_first_counts_that_are_all_there_is_have_no_heading() -> None:
    mayor = found("Mirror", "The mayor first spoke of nearly 500 people killed.", "2024-03-07")
    army = found("Lantern", "The army at first put the toll at 300 people killed.", "2024-03-07")
    (tally,) = ledger(mayor, army)
    assert lines_of(tally) == ["People killed: from 300 to 500", "300", "nearly 500"]


@pytest.mark.parametrize(
    ("low", "high", "is_raised"),
    [
        ("2024-03-05", "2024-03-07", True),
        ("2024-03-05", "2024-03-05", True),
        # Nobody raises on Monday what he says on Tuesday, and of what has no day nobody knows.
        ("2024-03-08", "2024-03-07", False),
        ("", "2024-03-07", False),
        ("2024-03-05", "", False),
    ],
)
def test_a_count_is_raised_only_where_the_days_allow_it(low: str, high: str, is_raised: bool) -> None:
    first = found("Harbour Post", "Mill Watch said at least 22 people were killed.", low)
    later = found("Daily Lantern", "Mill Watch said 31 people were killed.", high)
    first = [replace(f, why=("a first count, at least 22, then 31",)) for f in first]
    (tally,) = with_first_counts(ledger(first, later), [])
    assert [f.raised for f in tally.figures if f.quantity.value == 22] == [is_raised]
    assert (tally.lowest, tally.highest) == (31 if is_raised else 22, 31)


@pytest.mark.parametrize(
    ("days", "when"),
    [
        (("2024-03-05", "2024-03-05"), "5 March 2024"),
        (("2024-03-05", "2024-03-06"), "5–6 March 2024"),
        (("2024-03-31", "2024-04-02"), "31 March 2024 – 2 April 2024"),
        (("2024-03-05", ""), "5 March 2024"),
        (("", ""), "undated"),
        # A month is no end of some days.
        (("2024-03", "2024-03-20"), "March 2024"),
    ],
)
def test_a_row_is_of_all_the_days_of_its_reports(days: tuple[str, str], when: str) -> None:
    said = "Mill Watch said 30 people were killed."
    one, other = found("Harbour Post", said, days[0]), found("Daily Lantern", said, days[1])
    (tally,) = ledger(one, other)
    assert [row_of(row, tally)[2].text for row in rows_of(tally)] == [when]


@pytest.mark.parametrize(
    ("words", "row"),
    [
        ("Perhaps five people were killed, Mill Watch said.", "perhaps 5"),
        ("Mill Watch said maybe 5 people were killed.", "perhaps 5"),
        ("Mill Watch said possibly more than 50 people were killed.", "perhaps over 50"),
        # The doubt is of something else.
        ("Mill Watch said that 5 people were killed, perhaps by a mine.", "5"),
        ("Perhaps the worst raid of all killed 5 people, Mill Watch said.", "5"),
    ],
)
def test_a_number_that_its_voice_leaves_open_is_no_flat_one(words: str, row: str) -> None:
    (tally,) = ledger(found("Harbour Post", words))
    assert lines_of(tally)[1:] == [row]


def test_what_a_page_calls_its_first_count_nobody_has_raised() -> None:
    post = found("Harbour Post", "Mill Watch's first-day count was 19 people killed.", "2024-03-05")
    later = found("Daily Lantern", "Red Crescent said 42 people were killed.", "2024-03-09")
    (tally,) = with_first_counts(ledger(post, later), [*post, *later])
    assert lines_of(tally) == ["People killed", "42", "Earlier counts", "19"]
    assert "raised since" not in "".join(run.text for line in table_of(tally, wide=True) for run in line)


def test_those_who_give_one_number_on_one_page_share_a_row() -> None:
    report = found(
        "Harbour Post", "Mill Watch said 30 people were killed. The Red Crescent said 30 people were killed."
    )
    other = found("Daily Lantern", "The mayor said 30 people were killed.")
    rival = found("Harbour Post", "The army said 41 people were killed.")
    (tally,) = ledger(report, other, rival)
    lines = ["".join(run.text for run in line).split("  ") for line in table_of(tally, wide=True)[1:]]
    assert sorted([part.strip() for part in line if part.strip()][:2] for line in lines) == [
        ["30", "Mill Watch and Red Crescent"],
        ["30", "mayor"],
        ["41", "army"],
    ]


def test_nameless_people_who_told_an_agency_have_no_row_beside_its_number() -> None:
    told = "Medical sources told SANA that 30 people were killed."
    agency = found("Daily Lantern", "SANA said 30 people were killed.")
    assert rows(found("Harbour Post", told), agency) == [("exact 30", "SANA")]
    # Its own page prints the number in its own voice, and in theirs.
    own = found("SANA", "Thirty people were killed. Medical sources told SANA that 30 people were killed.")
    assert len(rows(own)) == 1
    # Another number is theirs, and so is one that no agency has given.
    other = found("Daily Lantern", "SANA said 31 people were killed.")
    assert ("exact 30", "medical sources") in rows(found("Harbour Post", told), other)
    witnesses = "Medical sources said 30 people were killed."
    assert ("exact 30", "medical sources") in rows(found("Harbour Post", witnesses), agency)


def test_a_phone_gets_short_lines_instead_of_columns() -> None:
    report = three_papers()
    html = render_html(card(ledger(report), report))
    assert "• <b>at least 30</b>: Mill Watch, 5 March 2024, in Daily Lantern, Harbour Post\n" in html
    assert "  " not in html.split("<b>Who says so</b>")[0]


@pytest.mark.parametrize("perhaps", ["may have been killed", "might have been killed", "are feared killed"])
def test_how_sure_a_count_is_is_no_part_of_what_is_counted(perhaps: str) -> None:
    report = [*three_papers(), *found("Kalden Mirror", f"The mayor said as many as 40 people {perhaps}.")]
    (row,) = [line for line in render_text(card(ledger(report), report)).splitlines() if "mayor  " in line]
    assert row.strip().startswith("up to 40  ")


def test_a_table_without_room_keeps_what_holds_and_the_ends_of_its_range() -> None:
    first = found("Harbour Post", "Mill Watch said 12 people were killed.", "2024-03-05")
    later = found("Kalden Mirror", "Mill Watch said 40 people were killed.", "2024-03-06")
    said_again = found("Daily Lantern", "Forty people were killed.", "2024-03-06")
    own = found("Hill Gazette", "Twenty-six people were killed.", "2024-03-07")
    others = [
        found(who, f"The {who} said {n} people were killed.", f"2024-03-{d:02}")
        for who, n, d in (("mayor", 22, 6), ("army", 24, 8), ("Red Crescent", 28, 9), ("Border Rescue", 30, 10))
    ]
    reports = [first, later, said_again, own, *others]
    (tally,) = with_first_counts(ledger(*reports), [*first, *later])
    every = rows_of(tally)

    def seen(most: int) -> list[float]:
        return [row[0].quantity.value for row in foremost(every, most)]

    assert seen(8) == [12, 22, 40, 40, 26, 24, 28, 30]
    assert seen(7) == [22, 40, 40, 26, 24, 28, 30]
    assert seen(6) == [22, 40, 26, 24, 28, 30]
    assert seen(5) == [22, 40, 24, 28, 30]
    assert seen(3) == [22, 40, 30]


def test_a_table_without_room_keeps_whoever_gave_the_claimed_number() -> None:
    first = found("Harbour Post", "Mill Watch said 12 people were killed.", "2024-03-05")
    later = found("Kalden Mirror", "Mill Watch said 40 people were killed.", "2024-03-06")
    own = found("Daily Lantern", "Twelve people were killed.", "2024-03-05")
    others = [found(who, f"The {who} said {n} people were killed.") for who, n in (("mayor", 22), ("army", 24))]
    (tally,) = with_first_counts(ledger(first, later, own, *others), [*first, *later])
    claimed = read_quantities("12 people killed")

    def seen(most: int) -> list[tuple[str, float]]:
        rows = foremost(rows_of(tally), most, claimed)
        return [(row[0].finding.outlet, row[0].quantity.value) for row in rows]

    assert seen(2) == [("Harbour Post", 12), ("Kalden Mirror", 40)]
    # What an outlet says itself, and a voice with a name has said, is no second row of it.
    assert ("Daily Lantern", 12) not in seen(4)


def test_what_two_outlets_say_themselves_makes_room_once() -> None:
    reports = [found("Post", "Forty people were killed."), found("Lantern", "Forty people were killed.")]
    other = found("Hill Gazette", "The mayor said 12 people were killed.")
    (tally,) = ledger(*reports, other)
    assert [row[0].quantity.value for row in foremost(rows_of(tally), 2)] == [12, 40]


def test_a_voice_with_a_name_is_seen_before_one_without() -> None:
    reports = [
        found("Post", "Mill Watch said 12 people were killed.", "2024-03-05"),
        found("Lantern", "Activists said 20 people were killed.", "2024-03-06"),
        found("Hill Gazette", "Mill Rescue said 30 people were killed.", "2024-03-05"),
        # Its middle is somebody else's number, and its end nobody's.
        found("Mirror", "Residents said 20 to 40 people were killed.", "2024-03-05"),
    ]
    (tally,) = ledger(*reports)
    assert [row[0].quantity.value for row in foremost(rows_of(tally), 3)] == [12, 30, 30]


def test_one_figure_is_no_table() -> None:
    report = found("Harbour Post", "Mill Watch said 30 people were killed.")
    printed = card(ledger(report), report)
    assert "WHO SAYS HOW MANY" not in render_text(printed)
    (whole,) = json.loads(render_json([printed]))
    assert [tally["counted"] for tally in whole["figures"]] == ["people killed"]


# --- nothing twice ------------------------------------------------------------------------------------------------


def rows(*reports: list[Finding]) -> list[tuple[str, str]]:
    """The rows that are printed for the dead: how many, and who says so."""
    (tally,) = (tally for tally in ledger(*reports) if tally.state == "killed")
    return [(row[0].quantity.bound + f" {row[0].quantity.value:g}", row[0].speaker.name) for row in rows_of(tally)]


@pytest.mark.parametrize("bound", ["at least", "over", "nearly", "about"])
def test_one_page_that_bounds_a_number_and_repeats_it_bare_has_it_bounded(bound: str) -> None:
    post = found(
        "Harbour Post", f"Mill Watch said {bound} 42 people were killed. Mill Watch said 42 people were killed."
    )
    assert rows(post) == [(f"{bound} 42", "Mill Watch")]
    # The sentence that is nearer to the claim is the one that a card quotes.
    nearer = [replace(f, similarity=0.8) if f.words.startswith("Mill Watch said 42") else f for f in post]
    assert rows(nearer) == [("exact 42", "Mill Watch")]
    # A paper that has it bare as well is no page of that.
    other = found("Daily Lantern", "Mill Watch said 42 people were killed.")
    assert rows(post, other) == [("exact 42", "Mill Watch")]


def test_a_page_is_one_page_whatever_days_its_sentences_name() -> None:
    post = found(
        "Harbour Post",
        "Mill Watch said at least 42 people were killed on 4 March 2024. Mill Watch said 42 people were killed. "
        "Mill Watch said 50 people were killed on 5 March 2024.",
    )
    assert rows(post) == [("at least 42", "Mill Watch"), ("exact 50", "Mill Watch")]


def test_another_days_bound_is_another_word() -> None:
    later = found("Daily Lantern", "Mill Watch said at least 42 people were killed.", "2024-03-07")
    assert rows(found("Harbour Post", "Mill Watch said 42 people were killed."), later) == [
        ("exact 42", "Mill Watch"),
        ("at least 42", "Mill Watch"),
    ]


def test_dozens_of_a_voice_that_counts_add_no_row() -> None:
    post = "Mill Watch said dozens of people were killed. The mayor said 31 people were killed."
    assert rows(found("Harbour Post", post)) == [("vague 24", "Mill Watch"), ("exact 31", "mayor")]
    assert rows(found("Harbour Post", f"{post} Mill Watch said 30 people were killed.")) == [
        ("exact 30", "Mill Watch"),
        ("exact 31", "mayor"),
    ]


def test_whoever_prints_only_dozens_has_not_printed_the_number() -> None:
    number = found("Harbour Post", "Mill Watch said 30 people were killed.")
    dozens = found("Daily Lantern", "Mill Watch said dozens of people were killed.", "2024-03-06")
    (tally,) = ledger(number, dozens)
    assert [[figure.finding.outlet for figure in row] for row in rows_of(tally)] == [["Harbour Post"]]


def test_a_number_is_not_an_outlets_own_that_its_report_has_from_somebody() -> None:
    post = "In all, 44 people were killed. Doctors in the town said 44 people were killed."
    assert rows(found("Harbour Post", post)) == [("exact 44", "doctors in the town")]
    other = found("Daily Lantern", "Doctors in the town said 44 people were killed.")
    assert len(rows(found("Harbour Post", "In all, 44 people were killed."), other)) == 2
    # Nor where it makes "at least 44" of it: that is its source's flat 44.
    room = found("Harbour Post", post.replace("In all, 44", "At least 44"))
    assert rows(room) == [("exact 44", "doctors in the town")]


def test_two_sorts_that_are_counted_side_by_side_are_no_range_with_anybody_elses() -> None:
    both = found("Harbour Post", "The Mill army said 120 rebel fighters and 60 foreign mercenaries were killed.")
    other = found("Daily Lantern", "The Mill army said 80 militants were killed.")
    assert [[f.quantity.value for f in tally.figures] for tally in ledger(both, other)] == [[120], [60], [80]]
    # Who counts them in two sentences may have counted the dead again.
    again = found("Harbour Post", "The Mill army said 60 mercenaries were killed.")
    assert [[f.quantity.value for f in tally.figures] for tally in ledger(again, other)] == [[60, 80]]


def test_a_voice_that_gives_one_number_for_two_words_has_one_row() -> None:
    post = "A raid killed six people, the Mill army said. The Mill army said six civilians were killed."
    other = found("Daily Lantern", "Mill Watch said nine people were killed.")
    assert len(ledger(found("Harbour Post", post), other)) == 1
    # Two numbers of one voice are told apart by it.
    apart = found("Harbour Post", post.replace("six civilians", "four civilians"))
    assert len(ledger(apart, other)) == 2


def test_fewer_civilians_are_a_part_where_a_report_tells_civilians_among_its_dead() -> None:
    apart = found("Harbour Post", "Six civilians were among at least 22 people killed, Mill Watch said.")
    town = found("Daily Lantern", "A town council said eight civilians were killed.")
    assert rows_in(ledger(apart, town), "people") == [22]
    # Where nobody tells them apart, they may be all there were.
    whole = found("Harbour Post", "At least 22 people were killed, Mill Watch said.")
    assert rows_in(ledger(whole, town), "people") == [8, 22]


def rows_in(tallies: tuple[Tally, ...], unit: str) -> list[float]:
    return sorted(f.quantity.value for t in tallies if (t.unit, t.state) == (unit, "killed") for f in t.figures)


@pytest.mark.parametrize(
    ("says", "counted_since", "earlier"),
    [
        ("The council still says 30 people were killed, citing the Red Crescent's earlier figure.", 42, ["30"]),
        # Nobody calls it an earlier one; or whoever is cited has not counted more.
        ("The council says 30 people were killed, citing the Red Crescent.", 42, []),
        ("The council still says 30 people were killed, citing the Red Crescent's earlier figure.", 25, []),
    ],
)
def test_an_earlier_figure_that_somebody_cites_stands_with_the_earlier(
    says: str, counted_since: int, earlier: list[str]
) -> None:
    crescent = Speaker("Red Crescent", "ngo")
    old = noted(says, "people killed", 30, "Kalden council")
    new = noted(f"{counted_since} people were killed.", "people killed", counted_since, "Red Crescent")
    old, new = (replace(one, article=replace(one.article, published=day("2024-03-05"))) for one in (old, new))
    (tally,) = ledger([old, new])
    figures = tuple(
        replace(f, as_of=day("2024-03-05"), cites=crescent if f.finding.statement.id == old.statement.id else None)
        for f in tally.figures
    )
    (tally,) = with_first_counts([replace(tally, figures=figures)], [])
    assert [f"{f.quantity.value:g}" for f in tally.figures if f.raised] == earlier


def test_at_least_and_over_one_number_of_one_paper_on_one_day_are_one_row() -> None:
    over, at_least = "Over 100 people were killed.", "At least 100 people were killed."
    assert rows(found("Harbour Post", over), found("Harbour Post", at_least)) == [("at least 100", "Harbour Post")]
    # Another day, another paper, and a number that is not reached are other words.
    assert len(rows(found("Harbour Post", over), found("Harbour Post", at_least, "2024-03-09"))) == 2
    assert len(rows(found("Harbour Post", over), found("Daily Lantern", at_least))) == 2
    assert len(rows(found("Harbour Post", "Nearly 100 people were killed."), found("Harbour Post", at_least))) == 2


@pytest.mark.parametrize(("later", "is_old"), [("2024-03-06", True), ("2024-03-05", False)])
def test_a_state_s_television_is_overtaken_by_what_its_agency_counts_on_a_later_day(later: str, is_old: bool) -> None:
    television = found("Harbour Post", "Syrian state television said 31 people were killed in the fire.")
    agency = found("Hill Gazette", "SANA said 44 people were killed in the fire.", later)
    monitor = found("Daily Lantern", "SOHR said 48 people were killed in the fire.", later)
    (tally,) = with_first_counts(ledger(television, agency, monitor), [])
    assert [figure.quantity.value for figure in tally.figures if figure.at_first] == ([31] if is_old else [])


@pytest.mark.parametrize(
    ("other", "many"),
    [
        ("5 people were killed", "5"),
        ("5 Norlandian soldiers were killed", "5 soldiers"),
        ("5 were killed", "5 soldiers"),
    ],
)
def test_a_row_has_the_noun_of_all_its_papers(other: str, many: str) -> None:
    post = found("Harbour Post", "Mill Watch said 5 soldiers were killed. The mayor said 6 people were killed.")
    lantern = found("Daily Lantern", f"Mill Watch said {other}.")
    (tally,) = (tally for tally in ledger(post, lantern) if tally.state == "killed")
    assert many in [row_of(row, tally)[0].text for row in rows_of(tally)]


@pytest.mark.parametrize(
    ("printed", "many"),
    [
        ("Mill Watch said nearly 75 rebel were killed.", "nearly 75 rebels"),
        ("Mill Watch counted 75 civilian dead.", "75 civilians"),
        ("Mill Watch said one rebel was killed.", "1 rebel"),
    ],
)
def test_many_are_told_of_in_the_plural(printed: str, many: str) -> None:
    post = found("Harbour Post", f"{printed} The mayor said 6 people were killed.")
    (tally,) = (tally for tally in ledger(post) if tally.state == "killed")
    assert many in [row_of(row, tally)[0].text for row in rows_of(tally)]


def test_a_report_that_calls_its_number_an_early_one_once_has_it_so_throughout() -> None:
    """Of one report's "rises to 70" in the headline and "70" below it, the one is no later count than the other."""
    one, another = (
        ledger(found(outlet, "Mill Watch said 70 people were killed in Kalden."))[0].figures[0]
        for outlet in ("Harbour Post", "Hill Post")
    )
    early = replace(one, at_first=True)
    assert is_first_count([early, one]) and not is_first_count([one])
    assert not is_first_count([early, another])


def test_an_outlet_that_is_shown_to_count_has_a_row_where_whom_it_quotes_is_not_shown() -> None:
    own, quoted = found(
        "Harbour Post",
        "The fire killed at least 44 people. Later Mill Watch said 44 people were killed in the fire.",
    )[-2:]
    (other,) = found("Hill Post", "Border Watch said 48 people were killed in the fire.")[-1:]
    figures = tuple(Figure(f.statement.quantities[0], f.attribution, f) for f in (own, quoted, other))
    shown = card((Tally("people", "killed", figures),), [own, other])

    def voices(*findings: Finding) -> list[str]:
        (tally,) = told_in_figures(replace(shown, accounts=accounts([*findings], "differs")))
        return [row[0].speaker.name for row in rows_of(tally)]

    assert voices(own, other) == ["Harbour Post", "Border Watch"]
    # Where the one it quotes is shown, the number is theirs.
    assert voices(own, quoted, other) == ["Mill Watch", "Border Watch"]


@pytest.mark.parametrize(
    ("says", "bound"),
    [
        # What only the editor's record has is nobody's word.
        ("Mill Watch: 400,000 marchers.", "exact"),
        ("Mill Watch: about 400,000 marchers.", "about"),
        ("Mill Watch: 400,000 marchers, or about 400,000.", "about"),
    ],
)
def test_a_number_is_no_rounder_than_the_words_of_its_note(says: str, bound: str) -> None:
    finding = noted(says, "marchers", 400_000, "Mill Watch")
    (quantity,) = finding.statement.quantities
    statement = replace(finding.statement, quantities=(replace(quantity, bound="about"),))
    (figure,) = figures_in(replace(finding, statement=statement))
    assert figure.quantity.bound == bound


@pytest.mark.parametrize("claim", ["400 bodies found in Bucha", "458 bodies found in Bucha"])
def test_whoever_says_so_or_otherwise_has_a_row(starter: Store, claim: str) -> None:
    (told,) = answer(claim, starter, now=datetime(2026, 11, 22, 9, tzinfo=UTC)).cards
    numbers = [
        (figure.speaker.name, figure.quantity.value) for tally in told_in_figures(told) for figure in tally.figures
    ]
    assert ("Bucha authorities", 458) in numbers
