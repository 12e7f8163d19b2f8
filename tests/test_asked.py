"""Whoever asks how many is told everybody's figure, and that nobody contradicts anybody by giving one."""

from __future__ import annotations

import pytest
from invented import card_for, counted, dated_card, findings_in, noted_card

from bot.card.figures import told_in_figures
from bot.card.first_line import answer
from bot.card.rows import rows_of
from knowledge.model import ContextCard, Relation
from knowledge.store import Store
from retrieval.claims.messages import read_claims
from retrieval.nearby.asked import as_answers
from retrieval.relations import Related

RAID = "Raid on Kalden\n\nThe raid on Kalden killed 20 people, Mill Watch said. The mayor said 12 people died."


@pytest.mark.parametrize(
    ("message", "text", "counted"),
    [
        ("How many people died in the raid on Kalden?", "people died in the raid on Kalden", ("people", "killed")),
        ("how many were killed in the Kalden raid", "people were killed in the Kalden raid", ("people", "killed")),
        (
            "how many missiles did the army fire at Kalden?",
            "the army fired missiles at Kalden",
            ("missiles", "launched"),
        ),
        ("what is the death toll of the Kalden raid", "death toll of the Kalden raid", ("people", "killed")),
        (
            "does anyone know how many people died in the Kalden raid? every site says something else",
            "people died in the Kalden raid",
            ("people", "killed"),
        ),
        (
            "how many people died in the Kalden raid? the mayor says 40",
            "people died in the Kalden raid? the mayor says 40",
            ("people", "killed"),
        ),
        ("number of airstrikes on Kalden", "number of airstrikes on Kalden", ("airstrikes", "")),
        ("20 people died in the raid on Kalden", "20 people died in the raid on Kalden", None),
        (
            "why are the union and police counts at the Kalden marches always worlds apart?",
            "the union and police counts at the Kalden marches",
            ("demonstrators", ""),
        ),
        ("the death tolls of the Kalden raid dont match", "the death tolls of the Kalden raid", ("people", "killed")),
        (
            "why do the death tolls of the Kalden protest differ?",
            "the death tolls of the Kalden protest",
            ("people", "killed"),
        ),
        (
            "how come estimates of the dead in Kalden differ so much",
            "estimates of the dead in Kalden",
            ("people", "killed"),
        ),
        ("the union's numbers and the wages are far apart", "the union's numbers and the wages are far apart", None),
        ("two figures of saints stood apart in Kalden", "two figures of saints stood apart in Kalden", None),
        ("the twins of the dead king are different", "the twins of the dead king are different", None),
    ],
)
def test_what_a_question_asks_the_number_of(message: str, text: str, counted: tuple[str, str] | None) -> None:
    (claim,) = read_claims(message).claims
    assert claim.text == text
    assert (claim.asked and (claim.asked.unit, claim.asked.state)) == counted


@pytest.mark.parametrize(
    "question", ["How many people died in the raid on Kalden?", "how many were killed in the kalden raid"]
)
def test_everybody_s_figure_answers_a_question_for_a_number(empty_store: Store, question: str) -> None:
    card = card_for(empty_store, question, RAID)
    assert {account.speaker.name: account.relation for account in card.accounts} == {
        "mayor": "reports",
        "Mill Watch": "reports",
    }
    (tally,) = told_in_figures(card)
    assert len(rows_of(tally)) == 2
    assert "give figures from 12 to 20" in answer(card)


def test_the_one_figure_there_is_is_given(empty_store: Store) -> None:
    report = "Raid on Kalden\n\nThe raid on Kalden killed 20 people, Mill Watch said."
    assert answer(card_for(empty_store, "How many people died in the raid on Kalden?", report)).startswith(
        "Mill Watch gives “20 people”."
    )


MARCH = "March in Oslo\n\nThe union said 80,000 people marched in Oslo. The police said 22,000 people marched."


@pytest.mark.parametrize(
    "question",
    [
        "why are the union and police counts of the march in Oslo so far apart",
        "union and police numbers for the oslo march never agree",
        "how many people marched in Oslo",
    ],
)
def test_two_counters_set_against_each_other_are_told_with_their_counts(empty_store: Store, question: str) -> None:
    card = card_for(empty_store, question, MARCH)
    assert {account.speaker.name: account.relation for account in card.accounts} == {
        "union": "reports",
        "police": "reports",
    }


def test_another_raid_answers_nothing(empty_store: Store) -> None:
    card = card_for(empty_store, "How many people died in the raid on Tarn?", RAID)
    assert not card.tallies


def test_an_outlet_that_prints_the_number_of_a_voice_it_names_is_named_with_it_and_is_no_origin(
    empty_store: Store,
) -> None:
    card = dated_card(
        empty_store,
        "40 people were killed in the air raid on Kalden",
        ("2026-03-10", "Air raid on Kalden\n\nSOHR said 12 people were killed in the air raid on Kalden on Tuesday."),
        (
            "2026-03-10",
            "Air raid on Kalden kills 12 people\n\nTwelve people were killed in the air raid on Kalden on Tuesday. "
            "The Syrian Observatory for Human Rights has a network of sources.",
        ),
    )
    assert "SOHR and Post 1 say otherwise. (1 origin in 2 reports)" in answer(card)


def test_some_of_those_counted_are_no_other_count(empty_store: Store) -> None:
    report = "Raid on Kalden\n\nThe raid on Kalden killed 17 people, two of them rescuers, Mill Watch said."
    card = card_for(empty_store, "17 people were killed in the raid on Kalden", report)
    assert [{figure.quantity.value for figure in tally.figures} for tally in card.tallies] == [{17}, {2}]


def test_whoever_counts_none_is_not_given_another_s_figure(empty_store: Store) -> None:
    report = (
        "Raid on Kalden\n\nThe raid on Kalden killed 300 militants, the army said. "
        "There were no casualties in the raid on Kalden, the mayor said."
    )
    card = card_for(empty_store, "How many militants were killed in the raid on Kalden?", report)
    assert "the mayor give figures from 0 to 300" in answer(card) or "the army give figures from 0 to 300" in answer(
        card
    )


def test_dead_attackers_are_none_of_those_who_died_in_their_attack(empty_store: Store) -> None:
    report = f"{RAID} The army killed 40 attackers in the raid on Kalden, an officer said."
    card = card_for(empty_store, "How many people died in the raid on Kalden?", report)
    assert "give figures from 12 to 20" in answer(card)


def test_a_side_s_militants_are_all_who_died_in_the_town(empty_store: Store) -> None:
    card = card_for(
        empty_store,
        "how many died in the russian strikes near palmyra",
        "Strikes near Palmyra\n\nRussian strikes near Palmyra killed 200 militants, the Russian military said. "
        "SOHR said the Russian strikes near Palmyra killed 26 militants.",
        "Russian strikes in Syria\n\nRussian strikes in Syria killed 434 people, SOHR said.",
    )
    assert "give figures from 26 to 200" in answer(card)


def test_nobody_hurt_is_said_by_whoever_says_so_of_the_same_people(empty_store: Store) -> None:
    report = "Raid on Kalden\n\nThere were no US casualties in the raid on Kalden, the mayor said."
    assert answer(card_for(empty_store, "no americans were harmed in the raid on Kalden", report)).startswith(
        "The mayor says so"
    )
    line = answer(card_for(empty_store, "no casualties in the raid on Kalden", report))
    assert "otherwise" not in line


@pytest.mark.parametrize(
    "question", ["how many people died in the Kalden fire", "How many people died in the earthquake in Kalden?"]
)
def test_a_question_of_another_event_is_not_answered_by_this_one(empty_store: Store, question: str) -> None:
    assert "give" not in answer(card_for(empty_store, question, RAID))


def test_whoever_counts_more_than_somebody_s_at_least_answers_as_well(empty_store: Store) -> None:
    first = "The raid on Kalden killed at least 20 people, the mayor said."
    raid = f"Raid on Kalden\n\n{first} Mill Watch said the raid on Kalden killed 32 people."
    card = card_for(empty_store, "How many people died in the raid on Kalden?", raid)
    told = {account.speaker.name: account.relation for account in card.accounts}
    assert told == {"mayor": "reports", "Mill Watch": "reports"}


@pytest.mark.parametrize(
    ("question", "says", "relation"),
    [
        (
            "How many civilians did Velmar kill in April 2021?",
            "killed 8,666 from October 2015 to April 2021",
            "context",
        ),
        ("How many civilians did Velmar kill in April 2021?", "killed 8,666 between 2015 and 2021", "context"),
        ("How many civilians did Velmar kill in April 2021?", "killed five in April 2021", "reports"),
        # The dead of one blow, or month, are none of a year's toll; a blow that is asked for is of a day of its year.
        ("How many civilians did Velmar kill in 2020?", "killed 37 in a raid on a bus", "context"),
        ("How many civilians did Velmar kill in 2020?", "killed 135 in October 2020", "context"),
        ("How many civilians did Velmar kill in 2020?", "killed 819 in 2020", "reports"),
        ("How many civilians did Velmar kill in 2020?", "killed 819", "reports"),
        ("How many civilians did the raid on the bus kill in 2020?", "killed 37 in a raid on a bus", "reports"),
        ("How many civilians did Velmar kill?", "killed 37 in a raid on a bus", "reports"),
    ],
)
def test_what_is_asked_of_a_time_is_answered_by_counts_over_it(question: str, says: str, relation: Relation) -> None:
    (claim,) = read_claims(question).claims
    verb, number, *rest = says.split()
    words = " ".join([verb, number, "civilians", *rest])
    finding = findings_in(f"Velmar\n\nVelmar {words}, Mill Watch said.", published="2021-05-14")[-1]
    assert [one.relation for one in as_answers(claim, [Related(finding, "reports")])] == [relation]


def test_a_year_of_a_war_is_asked_of_none_of_its_blows() -> None:
    (claim,) = read_claims("How many people died in the Syrian war in 2020?").claims
    war = findings_in("Mill Watch said 507,567 people were killed in the war in Syria.", published="2021-05-14")[-1]
    assert [one.relation for one in as_answers(claim, [Related(war, "reports")])] == ["context"]


WAR = "How many people has the war in Syria killed?"


def asked_of_syria(store: Store, question: str, *says: str) -> ContextCard:
    return dated_card(store, question, *(("2016-11-03", f"Toll in Syria {n}\n\n{one}") for n, one in enumerate(says)))


def test_when_a_war_s_toll_was_counted_is_no_stretch_of_it(empty_store: Store) -> None:
    says = (
        "The war in Syria has killed 400,000 people, the mayor said.",
        "Today the war in Syria has killed 480,000 people, Mill Watch said.",
        "In February 2016, the war in Syria had already killed 500,000 people, the Hill Centre said.",
        "The war in Syria killed 4,000 people in March 2016, the bishop said.",
    )
    card = asked_of_syria(empty_store, WAR, *says)
    assert "give figures from 400,000 to 500,000." in answer(card)
    assert "bishop" not in answer(card)


@pytest.mark.parametrize("verb", ["died", "were killed"])
def test_of_a_month_of_a_country_everybody_who_counts_that_month_answers(empty_store: Store, verb: str) -> None:
    says = "{} people were killed in Syria in October 2016, {} said."
    card = asked_of_syria(
        empty_store,
        f"How many people {verb} in Syria in October 2016?",
        says.format(400, "Mill Watch"),
        says.format(250, "the mayor"),
        "40 people were killed in Homs in October 2016, the bishop said.",
    )
    assert "give figures from 250 to 400." in answer(card)
    assert "bishop" not in answer(card)


def test_of_a_year_a_month_s_count_is_not_given_in_the_year_s_name(empty_store: Store) -> None:
    card = asked_of_syria(
        empty_store,
        "How many people were killed in Syria in 2015?",
        "6,800 people were killed in Syria in 2015, Mill Watch said.",
        "Forty people were killed in Syria in April 2015, the mayor said.",
    )
    assert answer(card).startswith("Mill Watch gives “6,800 people were killed”.")


def test_a_count_of_civilians_is_no_end_of_the_range_of_all_the_dead(empty_store: Store) -> None:
    facts = [
        counted("The council: 4,000 people died in the flood.", "Kalden council", 4_000, "people killed"),
        counted("Mill Watch: 6,000 people died in the flood.", "Mill Watch", 6_000, "people killed"),
        counted("Mill Watch: 3,000 civilians died in the flood.", "Mill Watch", 3_000, "civilians killed"),
        counted("The bishop: 2,000 civilians died in the flood.", "Hill Trust", 2_000, "civilians killed"),
    ]
    note: dict[str, object] = {"event": "Flood in Kalden, May 2019", "place": "Kalden", "facts": facts}
    line = answer(noted_card(empty_store, "How many people died in the flood in Kalden?", note))
    assert line.startswith("The Kalden council and Mill Watch give figures from 4,000 to 6,000.")
