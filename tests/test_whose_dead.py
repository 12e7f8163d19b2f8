"""Figures that are no rivals: the dead of another nation, and what was counted in all the country, or in two."""

from __future__ import annotations

import pytest
from invented import card_for, counted, findings_in, noted_card, said

from bot.card.first_line import answer
from knowledge.quantities import read_quantities
from knowledge.store import Store
from retrieval.counts.figures import prints

INDIANS = "20 Indian soldiers were killed in the clash in Kalden"
INDIA_SAYS = "The Indian army said 20 Indian soldiers were killed in the clash in Kalden."


@pytest.mark.parametrize(
    ("other", "relation"),
    [
        ("China said four of its soldiers were killed in the clash in Kalden.", None),
        ("China said four Chinese soldiers were killed in the clash in Kalden.", None),
        ("China said 40 Indian soldiers were killed in the clash in Kalden.", "differs"),
        ("China said it had killed 40 Indian soldiers in the clash in Kalden and lost four.", "differs"),
        ("China said 12 soldiers were killed in the clash in Kalden.", "differs"),
    ],
)
def test_the_dead_of_one_side_are_no_other_count_of_the_other_sides(
    empty_store: Store, other: str, relation: str | None
) -> None:
    stands = said(card_for(empty_store, INDIANS, f"Clash in Kalden\n\n{INDIA_SAYS} {other}"))
    assert stands["Indian military"] == "reports"
    assert stands.get("Chinese government", "context") == (relation or "context")


@pytest.mark.parametrize("claim", ["20 Indian soldiers", "20 Chinese soldiers"])
def test_the_rule_is_the_same_whichever_side_speaks(empty_store: Store, claim: str) -> None:
    one, other = ("Indian", "Chinese") if "Indian" in claim else ("Chinese", "Indian")
    card = card_for(
        empty_store,
        f"{claim} were killed in the clash in Kalden",
        f"The {one} army said 20 {one} soldiers were killed in the clash in Kalden.",
        f"The {other} army said four of its soldiers were killed in the clash in Kalden.",
    )
    assert [account.relation for account in card.accounts if account.relation != "context"] == ["reports"]


def test_its_own_soldiers_are_those_of_the_nation_that_admits_their_death(empty_store: Store) -> None:
    china = "China said four of its soldiers were killed in the clash in Kalden."
    claim = "china finally admits four of its soldiers died in the clash in kalden"
    stands = said(card_for(empty_store, claim, f"Clash in Kalden\n\n{INDIA_SAYS} {china}"))
    assert (stands["Chinese government"], stands.get("Indian military", "context")) == ("reports", "context")


STORM = (
    "Storm in France\n\nThe storm killed 200 people in France, 130 in Paris, Mill Watch said. "
    "The ministry said the storm killed 150 people in France, 80 in Paris."
)


def test_a_claim_of_a_town_is_held_against_what_was_counted_in_the_town(empty_store: Store) -> None:
    card = card_for(empty_store, "The storm killed 130 people in Paris", STORM)
    figures = {figure.quantity.value for tally in card.tallies for figure in tally.figures}
    assert figures == {130, 80}
    assert said(card)["ministry"] == "differs"


def test_a_claim_of_the_country_is_held_against_what_was_counted_in_the_country(empty_store: Store) -> None:
    card = card_for(empty_store, "The storm killed 200 people in France", STORM)
    assert {figure.quantity.value for tally in card.tallies for figure in tally.figures} == {200, 150}


def test_areas_of_a_town_are_no_dead(empty_store: Store) -> None:
    report = "Storm in France\n\nThe storm killed 40 people in two areas in Paris, Mill Watch said."
    assert said(card_for(empty_store, "The storm killed 130 people in Paris", report)) == {"Mill Watch": "differs"}


def test_a_count_of_two_countries_is_said_to_be_of_more_than_the_one(empty_store: Store) -> None:
    report = "The UN said 10,000 fighters are left in Iraq and Syria."
    line = answer(card_for(empty_store, "10,000 fighters are left in Syria", report))
    assert line.startswith("The United Nations gives this figure, but for more than this place.")


@pytest.mark.parametrize(
    ("claim", "sentence"),
    [
        ("15 Lebanese civilians killed in Kalden", "Israel admitted that its strike on Kalden killed 15 civilians."),
        ("12 Ukrainian soldiers killed in Kalden", "Russia admitted its raid on Kalden had killed 12 soldiers."),
    ],
)
def test_whoever_admits_a_blow_of_its_own_counts_whom_it_struck(empty_store: Store, claim: str, sentence: str) -> None:
    assert list(said(card_for(empty_store, claim, f"News of Kalden\n\n{sentence}")).values()) == ["reports"]


@pytest.mark.parametrize(
    ("claim", "sentence"),
    [
        ("20 people killed in Homs", "Raids killed 20 people in Homs while fighting went on in three provinces"),
        ("20 people killed in Homs", "The group, active in several countries, killed 20 people in Homs"),
        (
            "20 people killed in France attack",
            "An attack killed 20 people in France and Belgium raised its alert level",
        ),
    ],
)
def test_another_place_in_the_sentence_does_not_widen_the_count(empty_store: Store, claim: str, sentence: str) -> None:
    line = answer(card_for(empty_store, claim, f"News\n\n{sentence}, Mill Watch said."))
    assert line.startswith("Mill Watch says so.")


COUNTED_WIDELY = "At least 441 people were killed in three provinces, Mill Watch said."


def test_a_count_of_several_provinces_is_nobodys_word_for_one_town(empty_store: Store) -> None:
    report = f"Killings near Paris\n\nThe mayor said 419 people were killed in Paris in the flood. {COUNTED_WIDELY}"
    stands = said(card_for(empty_store, "Over 400 people were killed in Paris in the flood", report))
    assert stands["mayor"] == "reports"
    assert stands.get("Mill Watch", "context") == "context"


def test_a_count_of_a_town_and_all_around_it_is_nobodys_other_count_of_a_market_in_it(empty_store: Store) -> None:
    market = "Raid on Homs\n\nThe mayor said 20 people were killed in a raid on a market in Homs."
    wider = "At least 39 people were killed in Homs and the surrounding province in the raids, Mill Watch said."
    stands = said(card_for(empty_store, "20 people killed in raid on a market in Homs", f"{market} {wider}"))
    assert stands["mayor"] == "reports"
    assert stands.get("Mill Watch", "context") == "context"


@pytest.mark.parametrize(
    ("claim", "told", "gives_it"),
    [
        ("22 aid workers were killed", "around 20 people, including a driver, were killed", False),
        # The very number may be said of all who died, and a round one of the claim's own.
        ("20 aid workers were killed", "around 20 people, including a driver, were killed", True),
        ("22 aid workers were killed", "around 20 aid workers were killed", True),
    ],
)
def test_around_so_many_people_are_no_word_for_a_number_of_some_of_them(claim: str, told: str, gives_it: bool) -> None:
    (finding,) = findings_in(f"Mill Watch said {told} in Kalden.")
    assert prints(read_quantities(claim)[0], finding) == gives_it


AMBUSHED = counted("37 killed in the ambush of a bus.", "Mill Watch", 37, "people killed")


@pytest.mark.parametrize(
    ("claim", "relation"),
    [("37 killed in bus ambush in Syria", "context"), ("40 attackers killed in bus ambush in Syria", "reports")],
)
def test_the_dead_of_those_who_attacked_are_not_those_of_the_attack(
    empty_store: Store, claim: str, relation: str
) -> None:
    attackers = counted("The army killed 40 attackers.", "Harbour Watch", 40, "attackers killed")
    note: dict[str, object] = {"event": "Ambush of a bus, 3 May 2019", "place": "Syria", "facts": [AMBUSHED, attackers]}
    assert said(noted_card(empty_store, claim, note)).get("Harbour Watch", "context") == relation


RAIDERS = "Russian jets killed just 15 ISIS fighters in the Kalden desert in 2021"
THEIR_FIRE: dict[str, object] = counted("Jets killed 401 ISIS members.", "Mill Watch", 401, "ISIS members killed")


@pytest.mark.parametrize(
    ("says", "number", "of", "relation"),
    [
        # Whom the fighters killed are not the fighters.
        ("ISIS killed 625 people.", 625, "people killed by ISIS", "context"),
        # Everybody's dead, of whom the same voice counts these apart.
        ("434 dead in all these raids.", 434, "people killed", "context"),
        # Of all causes.
        ("484 ISIS members died, 401 of them under Russian bombing.", 484, "ISIS members killed", "context"),
        ("484 ISIS members died under Russian bombing.", 484, "ISIS members killed", "differs"),
        ("Over 500 militants died under Russian bombing.", 500, "militants killed", "differs"),
    ],
)
def test_a_claim_of_one_sides_dead_by_another_is_held_against_just_these(
    empty_store: Store, says: str, number: int, of: str, relation: str
) -> None:
    other = counted(says, "Harbour Watch" if relation == "differs" else "Mill Watch", number, of)
    note: dict[str, object] = {
        "event": "Russian jets over the Kalden desert, 2021", "place": "Syria", "facts": [THEIR_FIRE, other],
    }  # fmt: skip
    card = noted_card(empty_store, RAIDERS, note)
    stands = {f.words: a.relation for a in card.accounts for f in a.findings}
    assert stands["Jets killed 401 ISIS members."] == "differs"
    assert stands.get(says, "context") == relation
    figures = {figure.quantity.value for tally in card.tallies for figure in tally.figures}
    assert (number in figures) == (relation == "differs")
