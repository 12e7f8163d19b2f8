"""How a figure was made decides what contradicts it, and whether it is the claim's: named, at the peak, excess."""

from __future__ import annotations

import pytest
from invented import counted, noted_card, said

from bot.card.first_line import answer
from bot.card.rendering import render_text
from knowledge.model import ContextCard
from knowledge.store import Store
from retrieval.claims.messages import read_whole
from retrieval.counts.measures import measure_claimed
from retrieval.word_tables import worded


@pytest.mark.parametrize(
    ("claim", "measure"),
    [
        ("Mill Watch could only put names to a dozen of the dead of Kalden", "named"),
        ("Rescuers identified 40 of the dead of the Kalden flood", "named"),
        ("Police say 30,000 marched in Kalden at the peak", "peak"),
        ("The strike peaked at 8,000 workers", "peak"),
        ("Veldia had 90,000 excess deaths in the heat wave", "excess deaths"),
        ("90,000 more people died in Veldia than usual", "excess deaths"),
        ("The fever will kill 5,000 people in Veldia", "projected"),
        ("The UN verified 300 civilian deaths in Kalden", "verified"),
        ("300 killings of civilians were documented in Kalden", "verified"),
        # Said of any count, or of something else.
        ("40 people confirmed dead in Kalden", ""),
        ("Two bombs went off at the same time in Kalden and killed 40 people", ""),
        ("In excess of 400 people died in Kalden", ""),
        ("The mayor could not put names to the 40 dead of Kalden", ""),
        ("300 deaths in Kalden have not been verified", ""),
        # It may be said of the other count.
        ("30,000 marched in Kalden at the peak, 90,000 people marched in all", ""),
    ],
)
def test_a_claim_says_how_its_figure_was_made(claim: str, measure: str) -> None:
    read = read_whole(claim)
    assert measure_claimed(read, read.quantities[0]) == measure


MARCH = {"event": "March in Kalden, 3 May 2019", "place": "Kalden"}
FLOOD = {"event": "Flood in Kalden, May 2019", "place": "Kalden"}
STORM: dict[str, object] = {"event": "Storm in Veldia, 2019", "place": "Veldia"}
PLAGUE = {"event": "Fever in Veldia, 2019", "place": "Veldia"}
PEAK = counted("Police: 30,000 marchers at the peak.", "Kalden police", 30_000, "marchers at peak", "named_official")
NAMED = counted("Mill Watch identified 12 of the dead of the flood.", "Mill Watch", 12, "people killed (identified)")
EXCESS = counted("The institute: 90,000 excess deaths of the fever.", "Hill Institute", 90_000, "excess deaths")


@pytest.mark.parametrize(
    ("claim", "about", "own", "other", "relation"),
    [
        ("30,000 marched in Kalden at the peak", MARCH, PEAK, ("Organisers: 90,000.", 90_000, "marchers"), "context"),
        # Fewer came in all than were there at once: both cannot be right.
        ("30,000 marched in Kalden at the peak", MARCH, PEAK, ("Organisers: 9,000.", 9_000, "marchers"), "differs"),
        (
            "30,000 marched in Kalden at the peak",
            MARCH,
            PEAK,
            ("Organisers: 90,000 at the peak.", 90_000, "marchers at peak"),
            "differs",
        ),
        # Whoever says nothing of a peak is contradicted by whoever counts all.
        ("30,000 marched in Kalden", MARCH, PEAK, ("Organisers: 90,000.", 90_000, "marchers"), "differs"),
        (
            "Mill Watch could only put names to a dozen dead of the flood in Kalden",
            FLOOD,
            NAMED,
            ("The town: about 300 died.", 300, "people killed"),
            "context",
        ),
        (
            "Mill Watch could only put names to a dozen dead of the flood in Kalden",
            FLOOD,
            NAMED,
            ("The town: 5 died.", 5, "people killed"),
            "differs",
        ),
        (
            "The fever in Veldia caused 90,000 excess deaths",
            PLAGUE,
            EXCESS,
            ("Official toll of the fever: 8,000 deaths.", 8_000, "registered deaths"),
            "context",
        ),
        (
            "The fever in Veldia caused 90,000 excess deaths",
            PLAGUE,
            EXCESS,
            ("Another study: 40,000 excess deaths.", 40_000, "excess deaths"),
            "differs",
        ),
        (
            "The fever in Veldia caused 90,000 excess deaths",
            PLAGUE,
            EXCESS,
            ("Weil projects 400,000 deaths of the fever.", 400_000, "projected deaths"),
            "differs",
        ),
        (
            "The fever in Veldia killed 90,000 people",
            PLAGUE,
            EXCESS,
            ("Official toll of the fever: 8,000 deaths.", 8_000, "registered deaths"),
            "differs",
        ),
    ],
)
def test_a_count_that_was_made_otherwise_contradicts_nobody(
    empty_store: Store,
    claim: str,
    about: dict[str, object],
    own: dict[str, object],
    other: tuple[str, int, str],
    relation: str,
) -> None:
    says, number, of = other
    card = noted_card(empty_store, claim, about | {"facts": [own, counted(says, "Weil", number, of)]})
    assert said(card).get("Weil") == relation
    # It stays in the table, and is told not to be of one measure.
    assert f"{number:,}" in render_text(card).split("WHO SAYS SO")[0]
    assert relation == "differs" or "Not one measure: " in " ".join(caveat.sentence for caveat in card.caveats)


@pytest.mark.parametrize(
    ("claim", "own", "line"),
    [
        ("The fever in Veldia killed 90,000 people", EXCESS, "gives this figure, but counts 90,000 excess deaths"),
        ("90,000 people died of the fever in Veldia", EXCESS, "gives this figure, but counts 90,000 excess deaths"),
        ("90,000 more people died in Veldia of the fever than usual", EXCESS, "says so"),
        ("The fever in Veldia caused 90,000 excess deaths", EXCESS, "says so"),
        (
            "The fever in Veldia killed 90,000 people",
            counted("The institute: 90,000 people died of the fever.", "Hill Institute", 90_000, "deaths"),
            "says so",
        ),
        # The dead who were verified are dead.
        (
            "The fever in Veldia killed 90,000 people",
            counted("The institute verified 90,000 deaths of the fever.", "Hill Institute", 90_000, "verified deaths"),
            "says so",
        ),
    ],
)
def test_who_counts_what_the_claim_does_not_say_only_gives_its_figure(
    empty_store: Store, claim: str, own: dict[str, object], line: str
) -> None:
    card = noted_card(empty_store, claim, PLAGUE | {"facts": [own]})
    assert answer(card).startswith(f"Hill Institute {line}")
    if "else" in line:
        assert "is a count of excess deaths; the claim does not say so" in render_text(card)


def test_no_table_is_read_again_for_the_next_claim(empty_store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    note: dict[str, object] = PLAGUE | {"facts": [EXCESS]}
    render_text(noted_card(empty_store, "The fever in Veldia killed 90,000 people", note))
    monkeypatch.setattr("tomllib.loads", None)
    assert render_text(noted_card(empty_store, "90,000 people died of the fever in Veldia", note))


def test_registered_deaths_are_counted_in_another_way_than_excess_ones(empty_store: Store) -> None:
    excess = counted("WHO: 4.7 million excess deaths in Velmar.", "WHO", 4_700_000, "excess deaths")
    official = counted(
        "Official plague toll for the same period: 481,000.", "Velmar government", 481_000, "registered plague deaths"
    )
    note: dict[str, object] = {"event": "Plague in Velmar", "place": "Velmar", "facts": [excess, official]}
    card = noted_card(empty_store, "Velmar had 4.7 million plague deaths in 2020-21 says WHO", note)
    assert "Not the claim: counted in another way" in render_text(card)


def storm(store: Store, claim: str, remark: str = "from the KU study") -> ContextCard:
    """A storm of which an institute and a governor, who has it from a university, count the excess deaths."""
    wide = {"bound": "range", "number": 20_000, "to": 160_000, "counted": "excess deaths"}
    own = counted("Hill Institute: 90,000 excess deaths of the storm.", "Hill Institute", 90_000, "excess deaths")
    around = counted("95% confidence interval for the storm: 20,000 to 160,000.", "Hill Institute", 1, "deaths")
    around["quantity"] = wide
    told = counted(
        "The governor: 60,000 died in the storm.", "Gov. Jonas Weil", 60_000, "excess deaths", "named_official"
    )
    told["speaker"] = {"name": "Gov. Jonas Weil", "kind": "named_official", "remark": remark}
    made = counted("Interval for the storm: 55,000 to 66,000.", "Kalden University", 1, "deaths", "named_organisation")
    made["quantity"] = {"bound": "range", "number": 55_000, "to": 66_000, "counted": "excess deaths"}
    return noted_card(store, claim, STORM | {"facts": [own, around, told, made]})


def test_whoever_counts_excess_deaths_too_says_otherwise(empty_store: Store) -> None:
    card = storm(empty_store, "The storm killed 90,000 people in Veldia")
    assert answer(card).startswith(
        "Hill Institute gives this figure, which is a count of excess deaths; Gov. Jonas Weil and Kalden University "
        "say otherwise."
    )


def test_the_interval_around_an_estimate_is_no_end_of_a_range_of_tolls(empty_store: Store) -> None:
    table = render_text(storm(empty_store, "The storm killed 90,000 people in Veldia")).split("WHO GIVES")[0]
    assert "Excess deaths: from 60,000 to 90,000" in table
    held, apart = table.split("Intervals around an estimate")
    assert "Kalden University" in apart and "Gov. Jonas Weil" in held


@pytest.mark.parametrize(
    ("says", "is_one"),
    [
        ("95% confidence interval of the Hill estimate: 20,000 to 60,000 excess deaths.", True),
        ("Uncertainty range 20,000 to 60,000 excess deaths.", True),
        ("Hill interval: 20,000 to 60,000 excess deaths.", True),
        ("Interval 20,000 to 60,000 excess deaths.", True),
        ("The Hill estimate (interval 20,000 to 60,000 excess deaths).", True),
        ("Floods at short intervals left 20,000 to 60,000 excess deaths.", False),
        ("In an interval of two days 20,000 to 60,000 excess deaths were counted.", False),
        ("Intervals between the floods were short, with 20,000 to 60,000 excess deaths.", False),
    ],
)
def test_an_interval_is_called_so_beside_its_figures(says: str, is_one: bool) -> None:
    assert (worded("ledger", "intervals").search(says) is not None) is is_one


def test_a_range_that_nobody_calls_an_interval_is_somebodys_toll(empty_store: Store) -> None:
    own = counted("Hill Institute: 90,000 excess deaths of the storm.", "Hill Institute", 90_000, "excess deaths")
    told = counted("Mill Institute: 20,000 to 70,000 died in the storm.", "Mill Institute", 1, "deaths")
    told["quantity"] = {"bound": "range", "number": 20_000, "to": 70_000, "counted": "excess deaths"}
    card = noted_card(empty_store, "The storm killed 90,000 people in Veldia", STORM | {"facts": [own, told]})
    assert "Excess deaths: from 20,000 to 90,000" in render_text(card)


@pytest.mark.parametrize(
    ("remark", "places"),
    [
        ("from the KU study", 2),
        ("citing a Kalden University survey", 2),
        ("from the KU campus", 3),
        ("from the HU study", 3),
    ],
)
def test_who_has_a_number_from_a_study_is_of_one_origin_with_its_maker(
    empty_store: Store, remark: str, places: int
) -> None:
    card = storm(empty_store, "The storm killed 90,000 people in Veldia", remark)
    assert f"({places} origins in 1 report)" in answer(card)
    is_told = "count as one origin: they give the number of one survey or study" in render_text(card)
    assert is_told == (places == 2)
