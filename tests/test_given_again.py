"""Lower counts that only give again what has been raised since, and parts of the claimed; and who is neither."""

from __future__ import annotations

from dataclasses import replace

import pytest
from invented import dated_card, findings_in

from knowledge.model import ContextCard
from knowledge.quantities import read_quantities
from knowledge.store import Store
from retrieval.ledger import was_given_at_first
from retrieval.nearby.why_near import why_near
from retrieval.relations.first_counts import with_first_counts_called, with_first_counts_near
from retrieval.relations.weighed import Related

CLAIM = "Air strikes killed 53 people in Kalden"
LATER = "Raid on Kalden\n\nAir strikes killed 53 people in Kalden on Sunday 8 March 2026, Mill Watch said."


def counts_of(*reports: tuple[str, str, str]) -> list[Related]:
    """What each of these reports, (outlet, day, words), counts, as if it contradicted a claim."""
    told = [(f"{outlet} {on} {words}", findings_in(words, outlet, on)[0]) for outlet, on, words in reports]
    return [Related(replace(f, statement=replace(f.statement, id=own)), "differs") for own, f in told]


def against(card: ContextCard, number: str) -> list[str]:
    """Who is set against the claim in words that have this number."""
    told = (a for a in card.accounts if a.relation == "differs")
    return [a.speaker.name for a in told if any(number in f.words for f in a.findings)]


@pytest.mark.parametrize(
    ("paper", "is_against"),
    [
        ("Air strikes killed 34 people in Kalden on Sunday.", False),
        # Another number is the paper's own.
        ("Air strikes killed 36 people in Kalden on Sunday.", True),
    ],
)
def test_a_paper_has_the_toll_that_a_voice_gives_higher_the_day_after(
    empty_store: Store, paper: str, is_against: bool
) -> None:
    first = "Raid on Kalden\n\nAir strikes killed 34 people in Kalden on Sunday, Mill Watch said."
    card = dated_card(
        empty_store, CLAIM, ("2026-03-09", LATER), ("2026-03-08", first), ("2026-03-08", f"Raid on Kalden\n\n{paper}")
    )
    assert bool([who for n in ("34", "36") for who in against(card, n) if who.startswith("Post")]) == is_against


@pytest.mark.parametrize(
    ("headline", "is_against"),
    [("Toll of raid on Kalden rises", False), ("The raid on Kalden", True), ("Tolls on Kalden bridge", True)],
)
def test_of_two_counts_by_one_voice_on_one_day_that_one_is_later_whose_headline_says_that_the_toll_rose(
    empty_store: Store, headline: str, is_against: bool
) -> None:
    first = "Raid on Kalden\n\nAir strikes killed 34 people in Kalden on Sunday, Mill Watch said."
    card = dated_card(
        empty_store,
        CLAIM,
        ("2026-03-08", f"{headline}\n\nAir strikes killed 53 people in Kalden on Sunday, Mill Watch said."),
        ("2026-03-08", first),
    )
    assert bool(against(card, "34")) == is_against


@pytest.mark.parametrize(("number", "is_against"), [("at least 34", False), ("30", True), ("at least 40", True)])
def test_activists_at_the_head_of_a_report_hold_what_its_monitor_does(
    empty_store: Store, number: str, is_against: bool
) -> None:
    first = (
        f"Raid on Kalden\n\nAir strikes killed {number} people in Kalden on Sunday, opposition activists said.\n\n"
        "Mill Watch said at least 34 people were killed in Kalden on Sunday."
    )
    card = dated_card(empty_store, CLAIM, ("2026-03-09", LATER), ("2026-03-08", first))
    assert any("activists" in who for who in against(card, number.split()[-1])) == is_against


@pytest.mark.parametrize(
    ("words", "is_first"),
    [
        ("City officials first estimated around 300 dead in Kalden.", True),
        ("City officials estimated around 300 dead in Kalden.", False),
        ("City officials first met, then estimated around 300 dead in Kalden.", False),
    ],
)
def test_an_estimate_is_a_first_one_where_it_is_called_so(words: str, is_first: bool) -> None:
    (finding,) = findings_in(words)
    (dead,) = finding.statement.quantities
    assert was_given_at_first(finding, dead) == is_first


@pytest.mark.parametrize(
    ("number", "why", "relation"),
    [
        (218, "because they were not updated", "context"),
        (218, "and were updated", "differs"),
        # Lists that have more than the claim contradict it, however old they are.
        (150, "because they were not updated", "differs"),
    ],
)
def test_lists_that_were_not_kept_up_contradict_no_higher_count(number: int, why: str, relation: str) -> None:
    (claimed,) = read_quantities(f"{number} people killed")
    lists, *_ = with_first_counts_near(
        claimed,
        counts_of(
            ("Harbour Post", "2026-03-10", f"The harbour lists say 190 people were killed in Kalden, {why}."),
            ("Hill Post", "2026-03-10", "Mill Watch said 235 people were killed in Kalden."),
        ),
    )
    assert lists.relation == relation
    assert why_near(lists.finding) == ""


@pytest.mark.parametrize(
    ("other", "is_against"),
    [
        ("Another strike hit a village in the east, killing seven people.", False),
        # With no other place that makes up the twelve, the agency has counted for itself.
        ("Another strike hit a village in the east, killing nine people.", True),
    ],
)
def test_what_an_agency_counts_in_one_town_is_part_of_what_its_report_counts_in_all(
    empty_store: Store, other: str, is_against: bool
) -> None:
    report = (
        "Raids in the north\n\nAir strikes killed 12 people in the north of Veldia on Sunday.\n\n"
        f"According to the Harbour Agency, the air strikes hit the town of Tarn, killing five people.\n\n{other}"
    )
    card = dated_card(empty_store, "Air strikes killed 12 people in the north of Veldia", ("2026-03-08", report))
    assert bool(against(card, "five")) == is_against


@pytest.mark.parametrize(
    ("outlet", "later", "relation"),
    [
        ("Harbour Post", "2026-03-10", "context"),
        # On one day, nothing tells which came first; and a state's agency counts for itself.
        ("Harbour Post", "2026-03-09", "differs"),
        ("SANA", "2026-03-10", "differs"),
    ],
)
def test_a_paper_that_counts_more_the_day_after_drops_what_it_told(outlet: str, later: str, relation: str) -> None:
    (claimed,) = read_quantities("32 people wounded")
    first, *_ = with_first_counts_called(
        claimed,
        counts_of(
            (outlet, "2026-03-09", "A bomb wounded 25 people in Kalden."),
            (outlet, later, "A bomb wounded 90 people in Kalden."),
        ),
    )
    assert first.relation == relation


FIRST = "A bombing in Kalden killed at least 18 people"
SAME = "The Border Monitor reported the same toll in the bombing in Kalden."
RAISED = (
    "2026-03-08",
    "Toll\n\nThe Border Monitor said in a new toll that 39 people were killed in a bombing in Kalden on Sunday.",
)


@pytest.mark.parametrize(
    ("next_one", "later", "is_against"),
    [
        # Whoever gave the same toll has raised it: it was an early one for both.
        (SAME, (), False),
        # Another sentence tells of another toll.
        (f"Eight were wounded. {SAME}", (), True),
        ("The Border Monitor reported the bombing in Kalden.", (), True),
        # The agency holds to it on the day after.
        (SAME, (("2026-03-09", f"Toll\n\n{FIRST}, Velmar News said."),), True),
    ],
)
def test_a_first_toll_that_two_voices_share_was_early_for_both_where_one_has_raised_it(
    empty_store: Store, next_one: str, later: tuple[tuple[str, str], ...], is_against: bool
) -> None:
    first = f"Bombing\n\n{FIRST} on Sunday, Velmar News said. {next_one} It rained."
    card = dated_card(empty_store, "A bombing in Kalden killed 90 people", ("2026-03-08", first), RAISED, *later)
    assert bool(against(card, "18")) == is_against


def test_who_gave_the_same_toll_stands_in_the_table_with_it(empty_store: Store) -> None:
    first = f"Bombing\n\n{FIRST} on Sunday, Velmar News said. {SAME} It rained."
    card = dated_card(empty_store, "A bombing in Kalden killed 39 people", ("2026-03-08", first), RAISED)
    rows = {(f.speaker.name, f.quantity.value, f.at_first or f.raised) for t in card.tallies for f in t.figures}
    assert {("Velmar News", 18, True), ("Border Monitor", 18, True), ("Border Monitor", 39, False)} <= rows
