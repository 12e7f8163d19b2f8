"""Why two printed voices are told of as one origin, and when the pages show no reason."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

import pytest
from test_origins import found, report

from knowledge.model import Caveat, Claim, ContextCard, Finding
from knowledge.quantities import read_quantities
from knowledge.speakers import who_is
from retrieval.caveats.speakers import names_no_source
from retrieval.origins import origins_of
from retrieval.voices.counted_together import said_of_them
from retrieval.voices.quoted_for import number_quoted_for
from retrieval.voices.why_together import Report, has_counted_apart, tells_of_one, why_one
from retrieval.wording import told

CLAIM = "140 people were killed in the raid on Kalden"
COUNTED = "SOHR said 140 people were killed in the raid on Kalden."
QUOTED = "SOHR said jets circled over Kalden."


def _sort(own: Sequence[Finding], theirs: Sequence[Finding], everything: Sequence[Finding]) -> str | None:
    """By what one voice counts with another; None where the pages show no reason."""
    why = why_one(own, theirs, Report(_card(), everything), leads=True)
    return why.sort if why else None


def _card(*caveats: Caveat) -> ContextCard:
    claim = Claim(CLAIM, read_quantities(CLAIM))
    return ContextCard(claim, "found", (), (), caveats, (), datetime(2026, 11, 22, tzinfo=UTC), 2)


@pytest.mark.parametrize(
    ("own", "sort"),
    [
        ("The raid on Kalden killed 140 people.", "figure, quoted"),
        # Nothing is counted that could be another count.
        ("The raid on Kalden went on.", "beside"),
        # A number in common that counts the dead here and children there is no figure.
        ("The raid on Kalden killed 140 children.", "beside"),
        # Whoever quotes the monitor and counts otherwise does not have that count from it.
        ("The raid on Kalden killed 65 people.", "beside"),
    ],
)
def test_a_report_that_quotes_a_voice_has_its_figure_only_where_both_count_alike(own: str, sort: str) -> None:
    everything = found(report("Harbour Post", f"{own} {QUOTED}"), report("Hill Gazette", COUNTED))
    theirs = [finding for finding in everything if finding.outlet == "Hill Gazette"]
    assert _sort(everything[:1], theirs, everything) == sort


@pytest.mark.parametrize(
    ("own", "given"),
    [
        ("The raid on Kalden killed 90 people. SOHR said 90 people were killed.", 90.0),
        # A report rounds what it quotes further down.
        ("The raid on Kalden killed more than 90 people. SOHR said 96 people were killed.", 96.0),
        ("The raid on Kalden killed 40 people. SOHR said 96 people were killed.", None),
        # The wounded are no dead.
        ("The raid on Kalden killed 90 people. SOHR said 90 people were wounded.", None),
    ],
)
def test_a_report_quotes_a_voice_for_the_figure_that_it_gives_or_rounds(own: str, given: float | None) -> None:
    everything = found(report("Harbour Post", own), report("Hill Gazette", COUNTED))
    theirs = [finding for finding in everything if finding.outlet == "Hill Gazette"]
    why = why_one(everything[:1], theirs, Report(_card(), everything), leads=True)
    assert why is not None and (why.sort == "quoted") == (given is not None)
    # Of its own figure it is told that it names nobody for it.
    assert why.figure == given if given else why.sort == "beside"


def test_a_voice_that_is_quoted_for_something_else_vouches_for_no_figure_that_is_told_as_unsourced() -> None:
    own = f"The raid on Kalden killed 140 people. {QUOTED}"
    everything = found(report("Harbour Post", own), report("Hill Gazette", COUNTED))
    theirs = [finding for finding in everything if finding.outlet == "Hill Gazette"]
    unsourced = Caveat("NO_SPEAKER", "Harbour Post names no source for it.", tuple(everything[:1]))
    why = why_one(everything[:1], theirs, Report(_card(unsourced), everything), leads=True)
    assert why is not None and (why.sort, why.figure) == ("figure, unsourced", 140.0)
    # That it quotes the voice is to be seen on its page; whom it has the figure from is not.
    assert said_of_them(why, "SOHR", [("Harbour Post", everything[:1])]) == (
        "both give 140, and Harbour Post names nobody for it and quotes SOHR in the same report"
    )


@pytest.mark.parametrize(
    ("further", "sort"),
    [
        ("A raid on Kalden killed 140 people and wounded dozens.", "figure, unsourced"),
        # The further sentence is of another count, which may be whoever's.
        ("A raid on Kalden killed 60 people and wounded dozens.", None),
    ],
)
def test_a_figure_that_is_told_as_unsourced_is_so_where_the_report_gives_it_again(
    further: str, sort: str | None
) -> None:
    own = f"At least 140 people were killed in Kalden. {further} SANA said 75 people were wounded. {QUOTED}"
    everything = found(report("Harbour Post", own), report("Hill Gazette", COUNTED))
    ours = [f for f in everything if f.outlet == "Harbour Post" and "killed" in f.words]
    theirs = [finding for finding in everything if finding.outlet == "Hill Gazette"]
    assert [names_no_source(Report(_card(), everything), f) for f in ours] == [True, False]
    unsourced = Caveat("NO_SPEAKER", "Harbour Post names no source for it.", (ours[0],))
    why = why_one(ours, theirs, Report(_card(unsourced), everything), leads=True)
    assert (why.sort if why else None) == sort


@pytest.mark.parametrize(
    ("one", "other", "sort"),
    [
        # An outlet that speaks itself, and whom it quotes without a name.
        ("The raid on Kalden killed 140 people.", "A source said 95 people were killed in Kalden.", "outlet"),
        # Two whom it does not name may be two: that nothing tells them apart is all that can be said.
        ("Residents said 140 people were killed.", "Activists said 140 people were killed.", "unnamed"),
        ("Residents said 140 people were killed.", "Activists said 95 people were killed.", "unnamed"),
        ("Residents said 140 people were killed.", "Mayor Omar Reiss said 95 people were killed.", None),
        # Activists of a body with a name are known by it.
        ("Residents said 140 people were killed.", "Activists of the Kalden Relief Committee said 95 died.", None),
    ],
)
def test_an_outlet_counts_with_whom_it_quotes_without_a_name(one: str, other: str, sort: str | None) -> None:
    everything = found(report("Harbour Post", f"{one} {other}"))
    assert _sort(everything[:1], everything[1:], everything) == sort


def test_two_whom_an_outlet_does_not_name_are_told_to_be_named_by_nobody() -> None:
    everything = found(report("Harbour Post", "Residents said 140 people were killed. Activists said 95 were killed."))
    why = why_one(everything[:1], everything[1:], Report(_card(), everything), leads=False)
    assert why is not None
    assert said_of_them(why, "activists", [("residents", everything)]) == (
        "Harbour Post names neither of them, so that they may be one"
    )
    several = [("residents", everything), ("medics", everything)]
    assert said_of_them(why, "activists", several) == ("Harbour Post names none of them, so that they may be one")


@pytest.mark.parametrize(
    ("own", "sort"),
    [
        # Somebody is quoted in the report, though not the monitor.
        (
            "Rockets hit Kalden a day after 140 people were killed, the mayor said. Raids killed 140 people.",
            "own voice",
        ),
        # What it counts itself is another number.
        ("Rockets hit it a day after 95 people died, the mayor said. Raids killed 95 people.", None),
    ],
)
def test_an_outlet_gives_a_voices_figure_in_its_own_where_its_report_names_somebody_else(
    own: str, sort: str | None
) -> None:
    everything = found(report("Harbour Post", own), report("Hill Gazette", COUNTED))
    ours = [f for f in everything if f.outlet == "Harbour Post" and f.speaker.kind == "outlet_itself"]
    theirs = [finding for finding in everything if finding.outlet == "Hill Gazette"]
    assert ours
    why = why_one(ours, theirs, Report(_card(), everything), leads=True)
    assert (why.sort if why else None) == sort
    if why:
        said = said_of_them(why, "SOHR", [("Harbour Post", ours)])
        assert said == "both give 140"


@pytest.mark.parametrize(
    ("text", "given"),
    [
        ("Raids killed 17 people. (Agencies) SOHR said raids killed at least 17 people in a market of Kalden.", 17.0),
        ("Raids killed over 40 people in Kalden, according to the Observatory. It said 47 were killed.", 40.0),
        ("Raids killed 17 people in Kalden. SOHR said that 502 people were killed since April.", None),
        # It is somebody else who says so, in a sentence that only names the monitor.
        ("Raids killed 17 people. Near the office of SOHR 17 people were killed, the mayor said.", None),
        # The wounded are no dead.
        ("Raids killed 17 people in Kalden. SOHR said 17 people were wounded.", None),
    ],
)
def test_a_report_quotes_a_voice_for_a_figure_where_one_sentence_has_both(text: str, given: float | None) -> None:
    (own, *_) = found(report("Harbour Post", text))
    (quantity, *_) = [q for q in own.statement.quantities if q.unit]
    assert number_quoted_for(quantity, own, [who_is("SOHR")]) == given


def test_nobody_is_said_to_name_no_one_who_speaks_for_a_body_with_a_name() -> None:
    own = "Activists in the Kalden Relief Committee said 140 people were killed in the raid on Kalden."
    everything = found(report("Harbour Post", own), report("Hill Gazette", COUNTED))
    assert _sort(everything[:1], everything[1:], everything) is None


@pytest.mark.parametrize(
    ("one", "sort"),
    [("Syrian state television", "press"), ("The official Syrian news agency", "press"), ("TASS", None)],
)
def test_media_are_of_one_state_where_that_is_known(one: str, sort: str | None) -> None:
    everything = found(
        report("Harbour Post", f"{one} said 140 people were killed."),
        report("Hill Gazette", "SANA said 140 people were killed."),
    )
    assert (_sort(everything[:1], everything[1:], everything) == "press") == (sort == "press")


def test_a_voice_that_spoke_to_an_agency_is_why_the_agency_counts_with_it() -> None:
    everything = found(
        report("Harbour Post", "SANA reported that 140 people were killed."),
        report("Hill Gazette", "Hospital director Jonas Weil told SANA that 140 people were killed."),
    )
    assert _sort(everything[:1], everything[1:], everything) == "spoke"


@pytest.mark.parametrize(
    ("told_to", "sort"), [("a military source told SANA", "told"), ("a military source said", "figure")]
)
def test_who_told_an_agency_one_thing_of_a_report_told_it_the_next(told_to: str, sort: str) -> None:
    text = f"Jets hit sites near Kalden, {told_to}. About 140 people were killed, according to a military source."
    everything = found(
        report("Harbour Post", text), report("Hill Gazette", "SANA said 140 people were killed in the raid on Kalden.")
    )
    theirs = [finding for finding in everything if finding.outlet == "Hill Gazette"]
    own = [finding for finding in everything if finding.outlet == "Harbour Post" and finding.statement.quantities]
    assert _sort(own, theirs, everything) == sort


def test_a_doctor_has_counted_apart_from_the_monitor_of_another_report() -> None:
    everything = found(
        report("Harbour Post", "A doctor said 12 people were killed."),
        report("Hill Gazette", COUNTED),
    )
    assert has_counted_apart(everything[:1], everything[1:])
    # Activists count for a monitor, and an outlet's own words are nobody's count.
    for other in ("Activists said 12 people were killed.", "The raid killed 12 people."):
        assert not has_counted_apart(found(report("Harbour Post", other))[:1], everything[1:])
    # Whoever is named in one breath with witnesses may be the monitor.
    group = found(report("Harbour Post", "An opposition group and residents said 12 people were killed."))
    assert not has_counted_apart(group[:1], everything[1:])


@pytest.mark.parametrize(
    ("kind", "sentence", "tells"),
    [
        ("SINGLE_ORIGIN", told("{voices} count as one origin: {why}.", voices="", why=""), True),
        # That one report carries it says of no two voices that they are one.
        ("SINGLE_ORIGIN", told("One report carries this: {because}.", because="it quotes SOHR"), False),
        ("NO_SPEAKER", told("{voices} count as one origin: {why}.", voices="", why=""), False),
    ],
)
def test_only_a_caution_of_voices_tells_that_they_are_one(kind: str, sentence: str, tells: bool) -> None:
    assert tells_of_one(Caveat(kind, sentence, tuple(found(report("Harbour Post", COUNTED))))) == tells


@pytest.mark.parametrize(
    ("second", "origins"),
    [
        # Two with names who say it in the same words have said it each for themselves.
        ("Mayor Ada Finn said 140 people were killed by a truck bomb near the harbour of Kalden.", 2),
        # Who has no name has the sentence from there.
        ("Some 140 people were killed by a truck bomb near the harbour of Kalden, it is said.", 1),
    ],
)
def test_one_sentence_of_two_with_names_is_no_copy(second: str, origins: int) -> None:
    first = "SOHR said 140 people were killed by a truck bomb near the harbour of Kalden."
    assert len(origins_of(found(report("Harbour Post", first), report("Hill Gazette", second)))) == origins
