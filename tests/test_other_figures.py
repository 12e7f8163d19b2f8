"""Whose other figure stands against a claim: which reports are of its event, and what a figure counts there."""

from __future__ import annotations

from dataclasses import replace

import pytest
from invented import counted, dated_card, findings_in, noted_card, said

from bot.card.rendering import render_text
from knowledge.articles import day
from knowledge.model import ContextCard, Finding
from knowledge.quantities import read_quantities
from knowledge.store import Store
from retrieval.claims.messages import read_claims
from retrieval.counts.campaigns import counts_a_war
from retrieval.counts.raised import OF_ONE_OF_SEVERAL
from retrieval.counts.rivals import _aside
from retrieval.relations.counts_of_a_part import of_one_place_in_each_report
from retrieval.relations.headed import in_the_words_of_the_text
from retrieval.relations.weighed import Related, Weighed, because


def in_the_ledger(card: ContextCard) -> set[tuple[str, float]]:
    return {(figure.speaker.name, figure.quantity.value) for tally in card.tallies for figure in tally.figures}


# --- whose number it is ------------------------------------------------------------------------------------------

CIVILIANS = "29 civilians were killed on the Kalden road on 10 March 2026"
REBELS = (
    "29 rebels die on Kalden road\n\nAt least 29 rebels were killed in clashes on the Kalden road on 10 March, the "
    "Border Monitor said."
)


def test_the_number_of_other_people_is_the_claims_event(empty_store: Store) -> None:
    nine = "Shells fall on Kalden\n\nNine civilians were killed on the Kalden road on 10 March, Mill Watch said."
    card = dated_card(empty_store, CIVILIANS, ("2026-03-10", REBELS), ("2026-03-12", "Nine die\n\n" + nine[23:]))
    assert said(card)["Border Monitor"] == "context"
    assert "UNIT_DIFFERS" in {caveat.kind for caveat in card.caveats}


def test_who_counts_the_claimed_people_there_stays_beside_the_number_of_others(empty_store: Store) -> None:
    nine = "Kalden road fighting\n\nNine civilians were killed on the Kalden road on 10 March, Mill Watch said."
    card = dated_card(empty_store, CIVILIANS, ("2026-03-10", REBELS), ("2026-03-10", nine))
    assert said(card) == {"Border Monitor": "context", "Mill Watch": "differs"}


def test_who_reports_the_claim_is_not_pushed_aside_by_the_number_of_others(empty_store: Store) -> None:
    told = "Road to Kalden\n\n29 civilians were killed on the Kalden road on 10 March, Mill Watch said."
    card = dated_card(empty_store, CIVILIANS, ("2026-03-10", REBELS), ("2026-03-10", told))
    assert said(card)["Mill Watch"] == "reports"


def test_the_number_of_others_on_another_day_or_road_is_nobodys_slip(empty_store: Store) -> None:
    card = dated_card(
        empty_store,
        CIVILIANS,
        ("2026-03-20", REBELS.replace("10 March", "20 March")),
        ("2026-03-10", REBELS.replace("Kalden", "Tarnow")),
    )
    assert "differs" not in said(card).values() and "reports" not in said(card).values()


@pytest.mark.parametrize(
    ("published", "told", "speaker", "relation"),
    [
        (None, "The army denied that 29 civilians had been killed on the Kalden road.", "army", "denies"),
        (
            "2026-03-16",
            "The army denied on Monday that 29 civilians had been killed on the Kalden road.",
            "army",
            "denies",
        ),
        (
            "2026-03-10",
            "29 civilians died when shells hit two buses near Kalden, Mill Watch said.",
            "Mill Watch",
            "reports",
        ),
        (None, "Mill Watch said 29 civilians were killed in Kalden.", "Mill Watch", "reports"),
    ],
)
def test_the_number_of_others_silences_nobody(
    empty_store: Store, published: str | None, told: str, speaker: str, relation: str
) -> None:
    card = dated_card(empty_store, CIVILIANS, ("2026-03-10", REBELS), (published, told))
    assert said(card)[speaker] == relation


def test_who_names_no_doer_silences_no_denial(empty_store: Store) -> None:
    told = "Strike on market\n\nAn air strike on Kalden market killed 12 people on 10 March, the Border Monitor said."
    denied = "The army denied killing 12 people in the air strike on Kalden market."
    claim = "The army killed 12 people in an air strike on Kalden market"
    assert said(dated_card(empty_store, claim, ("2026-03-10", told), (None, denied)))["army"] == "denies"


# --- which reports are of the event ------------------------------------------------------------------------------

RAID = "Air strike on Homs market kills 12 people"
TWELVE = (
    "Air strike on Homs market kills 12\n\nAn air strike on a market in Homs killed 12 people on 10 March, the Border "
    "Monitor said. Traders said the market was full when two jets came in from the coast and bombed it."
)
NINE = (
    "Nine die as jets bomb crowded market\n\nAn air strike on a crowded market in the city killed nine people on 10 "
    "March, Mill Watch said. Traders in Homs said two jets came in from the coast."
)


FIRE = "Nine die in mill fire\n\nA fire in a Homs mill killed nine people on 10 March, Mill Watch said."


def test_a_report_of_the_day_that_is_told_alike_is_of_the_event(empty_store: Store) -> None:
    card = dated_card(empty_store, RAID, ("2026-03-10", TWELVE), ("2026-03-10", NINE))
    assert {"Border Monitor": "reports", "Mill Watch": "differs"}.items() <= said(card).items()


@pytest.mark.parametrize(
    "other",
    [
        ("2026-03-14", NINE.replace("10 March", "14 March")),
        ("2026-03-10", NINE.replace("Homs", "Aleppo").replace("the city", "Aleppo")),
        ("2026-03-10", FIRE),
    ],
    ids=["another day", "another town", "another blow"],
)
def test_what_another_report_tells_of_is_not(empty_store: Store, other: tuple[str, str]) -> None:
    card = dated_card(empty_store, RAID, ("2026-03-10", TWELVE), other)
    assert said(card)["Border Monitor"] == "reports" and said(card).get("Mill Watch") != "differs"


def test_who_says_it_is_no_part_of_what_happened(empty_store: Store) -> None:
    hospital = "Hospital hit in Kalden\n\nA raid on the Kalden hospital killed ten people on 10 March, Mill Watch said."
    clinic = "Raid on Kalden\n\nA raid on the Kalden hospital on 10 March killed 13 people, the Border Monitor said."
    for claim in (
        "13 dead after raid on the Kalden hospital",
        "13 dead after raid on the Kalden hospital, says the Border Monitor",
    ):
        card = dated_card(empty_store, claim, ("2026-03-10", clinic), ("2026-03-10", hospital))
        assert said(card) == {"Border Monitor": "reports", "Mill Watch": "differs"}


# --- what a figure counts ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "of_a_war"),
    [
        ("The worst attack since the war began killed 40 people", False),
        ("40 people died in the first report of deaths since the start of the operation", False),
        ("By far the deadliest strike in the two-year-old civil war killed 213", False),
        ("The deadliest month since the war began saw 5,000 killed", True),
        ("Ariha is the deadliest town in the war, where strikes have killed 300", True),
        ("In the bloodiest chapter of the war, 300 people were killed", True),
        ("The heaviest strikes of the four-month campaign, with 300 killed", True),
        ("In the worst of the 10-month offensive 300 people were killed", True),
        ("In the worst fighting since the war began 300 people were killed", True),
        ("The deadliest single strike since the war began killed 55", False),
        ("In the first three years of the five-year war 300,000 were killed", True),
        ("300,000 have been killed since the war began, the highest toll in decades", True),
        ("The largest group counts 300,000 dead since the war began", True),
        ("Activists say air strikes in support of the ground operation have killed hundreds of civilians", True),
        ("Air strikes on Kalden have killed 12 civilians, the mayor said", False),
        ("An air strike in support of the operation killed 12 civilians", False),
    ],
)
def test_what_an_attack_is_called_in_its_war_is_no_stretch_of_time(words: str, of_a_war: bool) -> None:
    assert counts_a_war(words) is of_a_war


def test_a_count_that_a_report_leads_with_may_be_told_again_further_down(empty_store: Store) -> None:
    many = "Gas kills 1,300 in Kalden\n\nGas killed 1,300 people in Kalden on 10 March, the opposition said."
    few = (
        "Gas kills 200 in Kalden\n\nGas killed 200 people in Kalden on 10 March, activists said. The streets were "
        "empty. Shops were shut. Nobody spoke. Doctors came from the coast. Mill Watch said 200 people were killed."
    )
    card = dated_card(empty_store, "Gas killed 1,300 people in Kalden", ("2026-03-10", many), ("2026-03-10", few))
    assert said(card)["Mill Watch"] == "differs"


# --- the ledger --------------------------------------------------------------------------------------------------


def relations_of(card: ContextCard, speaker: str) -> set[str]:
    return {account.relation for account in card.accounts if account.speaker.name == speaker}


def test_an_earlier_toll_of_one_speaker_contradicts_nobody_and_stands_in_the_ledger(empty_store: Store) -> None:
    first, second = TWELVE.replace("12", "7"), TWELVE.replace("market kills", "bazaar kills")
    card = dated_card(empty_store, RAID, ("2026-03-10", first), ("2026-03-11", second))
    assert "differs" not in said(card).values()
    assert {("Border Monitor", 7), ("Border Monitor", 12)} <= in_the_ledger(card)


@pytest.mark.parametrize(("published", "raised"), [("2026-03", False), ("2026-03-10", True)])
def test_a_page_of_a_month_is_no_earlier_than_a_day_in_it(empty_store: Store, published: str, raised: bool) -> None:
    first, second = TWELVE.replace("12", "7"), TWELVE.replace("market kills", "bazaar kills")
    card = dated_card(empty_store, RAID, (published, first), ("2026-03-11", second))
    assert ("raised since" in render_text(card)) is raised


def test_a_toll_that_one_speaker_raised_is_another_figure_of_theirs(empty_store: Store) -> None:
    first, second = TWELVE, TWELVE.replace("12", "17").replace("market kills", "bazaar kills")
    card = dated_card(empty_store, RAID, ("2026-03-10", first), ("2026-03-11", second))
    assert relations_of(card, "Border Monitor") == {"reports", "differs"}
    assert {("Border Monitor", 12), ("Border Monitor", 17)} <= in_the_ledger(card)


@pytest.mark.parametrize(
    ("goes_on", "relations"),
    [
        ("The Border Monitor later said that 19 people were killed.", {"reports", "differs"}),
        ("The Border Monitor subsequently put the dead at 19 people killed.", {"reports", "differs"}),
        # Two counts by one voice in one report are else of two things.
        ("The Border Monitor said that 19 people were killed.", {"reports", "context"}),
        ("The Border Monitor later said that another 19 people were killed in a mill.", {"reports", "context"}),
    ],
)
def test_who_went_on_counting_gives_another_figure(empty_store: Store, goes_on: str, relations: set[str]) -> None:
    card = dated_card(empty_store, RAID, ("2026-03-10", f"{TWELVE} {goes_on}"))
    assert relations_of(card, "Border Monitor") == relations


@pytest.mark.parametrize(("known", "relation"), [("by names", "context"), ("in its hospitals", "differs")])
def test_who_is_known_by_name_is_part_of_the_total(empty_store: Store, known: str, relation: str) -> None:
    named = NINE.replace("killed nine people", f"killed nine people {known}")
    named += " Mill Watch put the toll at 15 people killed."
    card = dated_card(empty_store, RAID, ("2026-03-10", TWELVE), ("2026-03-10", named))
    nine = {
        account.relation
        for account in card.accounts
        for f in account.findings
        if any(q.value == 9 for q in f.statement.quantities) and f.speaker.name == "Mill Watch"
    }
    assert nine == {relation}


@pytest.mark.parametrize(("whom", "relation"), [("civilians", "differs"), ("people", "context")])
def test_civilians_are_all_the_dead_where_every_note_of_the_number_counts_them(
    empty_store: Store, whom: str, relation: str
) -> None:
    event = {"event": "Raid on the school in Kalden, 10 March 2024", "place": "Kalden"}
    told = counted(f"At the school in Kalden 150 {whom} were killed.", "Mill Watch", 150, f"{whom} killed")
    fewer = counted("At the school in Kalden 40 civilians were killed.", "Red Shield", 40, "civilians killed")
    claim = "Raid on the school in Kalden killed 150"
    assert said(noted_card(empty_store, claim, event | {"facts": [told, fewer]}))["Red Shield"] == relation


@pytest.mark.parametrize(
    ("own", "relation"),
    [
        ("more than 1,250", "context"),
        ("over 1,240", "context"),
        # Whoever says "at least" has counted, and a fifth more is another count.
        ("at least 1,250", "differs"),
        ("over 1,000", "differs"),
    ],
)
def test_one_speakers_round_figure_is_not_contradicted_by_their_closer_one(
    empty_store: Store, own: str, relation: str
) -> None:
    def report(figure: str, who: str = "the Border Monitor") -> str:
        return f"Air strikes on Homs\n\nJets carried out {figure} air strikes on Homs in March 2026, {who} said."

    claim = f"{own.split()[-1]} air strikes on Homs in March 2026"
    card = dated_card(empty_store, claim, ("2026-04-01", report(own)), ("2026-04-02", report("more than 1,260")))
    assert {a.relation for a in card.accounts if a.speaker.name == "Border Monitor"} == {"reports", relation}
    other = ("2026-04-02", report("more than 1,290", "Mill Watch"))
    assert said(dated_card(empty_store, claim, ("2026-04-01", report(own)), other))["Mill Watch"] == "differs"


def test_at_least_so_many_and_the_civilians_stand_in_the_ledger(empty_store: Store) -> None:
    least = NINE.replace("Nine die", "At least ten die").replace("nine", "at least ten")
    civilians = (
        TWELVE.replace("12 people", "eight civilians")
        .replace("kills 12", "kills civilians")
        .replace("Border Monitor", "Red Shield")
    )
    card = dated_card(empty_store, RAID, ("2026-03-10", TWELVE), ("2026-03-10", least), ("2026-03-10", civilians))
    assert "differs" not in said(card).values()
    assert {("Mill Watch", 10), ("Red Shield", 8)} <= in_the_ledger(card)


def test_what_a_report_tells_further_down_of_others_does_not(empty_store: Store) -> None:
    more = TWELVE + " Shops were shut. Nobody spoke. Four civilians were killed in Homs by a mine, Mill Watch said."
    card = dated_card(empty_store, RAID, ("2026-03-10", more))
    assert ("Mill Watch", 4) not in in_the_ledger(card)


# --- who denies a figure -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("claim", "told", "denying"),
    [
        ("12 people were killed by the army in Kalden", "The army has never denied killing 12 people in Kalden.", ""),
        ("12 people were killed by the army in Kalden", "The army could not deny killing 12 people in Kalden.", ""),
        (
            "The army killed 12 people in an air strike on Kalden market",
            "The army did not deny that an air strike on Kalden market killed 12 people.",
            "",
        ),
        ("12 people were killed by the army in Kalden", "The army denied that the 12 killed were civilians.", ""),
        ("12 people were killed by rebels in Kalden", "The rebels denied that the 12 killed were civilians.", ""),
        ("12 civilians were killed in Kalden", "The army denied that the 12 killed in Kalden were civilians.", "army"),
        ("12 people were killed in Kalden", "The army denied that the 12 people were killed in Kalden.", "army"),
        (
            RAID,
            "The army, quoting a report by SOHR, said 12 people were killed in an air strike on Homs market and "
            "called it a lie.",
            "Syrian army",
        ),
    ],
)
def test_a_denial_is_of_what_it_denies_and_of_whoever_denies_it(
    empty_store: Store, claim: str, told: str, denying: str
) -> None:
    card = dated_card(empty_store, claim, ("2026-03-10", told))
    assert {who for who, relation in said(card).items() if relation == "denies"} == ({denying} if denying else set())


# --- of which day, and of what -----------------------------------------------------------------------------------

MAYOR = "A raid on Ariha killed 20 people on 10 March, Mayor Ada Finn said."
ARIHA = "20 people were killed in a raid on Ariha"


@pytest.mark.parametrize(
    ("beneath", "relation"),
    [
        ("The mayor said on 7 March that a raid was likely. Shops were shut.", "differs"),
        ("The town had been encircled on 8 March. Shops were shut.", "differs"),
        ("The raid killed nine people on 7 March, Mill Watch said.", "context"),
    ],
)
def test_a_headline_is_of_the_day_for_which_its_report_counts(empty_store: Store, beneath: str, relation: str) -> None:
    told = f"Nine killed in raid on Ariha: Mill Watch\n\n{beneath}"
    card = dated_card(empty_store, ARIHA, ("2026-03-11", MAYOR), ("2026-03-11", told))
    nine = {a.relation for a in card.accounts for f in a.findings for q in f.statement.quantities if q.value == 9}
    assert nine == {relation}


def test_a_strike_called_the_worst_of_its_war_is_a_single_one(empty_store: Store) -> None:
    told = "A raid on Ariha, the worst in the three-year-old war, killed 55 people, Mill Watch said."
    card = dated_card(empty_store, ARIHA, ("2026-03-10", MAYOR), ("2026-03-10", told))
    assert said(card)["Mill Watch"] == "differs"


@pytest.mark.parametrize(
    "told",
    [
        "At least 20 people, Mayor Ada Finn said, were killed in a raid on Ariha.",
        "Ariha mourned the 20 people who were killed in a raid on Tuesday, Mayor Ada Finn said.",
    ],
)
def test_the_dead_whose_death_is_told_further_on_are_the_claimed_ones(empty_store: Store, told: str) -> None:
    card = dated_card(empty_store, ARIHA, ("2026-03-10", told))
    assert said(card)["Ada Finn"] == "reports"
    assert "UNIT_DIFFERS" not in {caveat.kind for caveat in card.caveats}


# --- who the dead are --------------------------------------------------------------------------------------------

HARBOUR = (
    "Blast in Tarn harbour\n\nA blast in the harbour of Tarn killed 218 people, Mill Watch said. "
    "The mayor said that 235 people were killed."
)
PALMYRA = (
    "Russia says its raid on Palmyra killed 200 militants\n\nA Russian airstrike killed 200 militants near Palmyra, "
    "Syria, the Russian military said."
)
RAQQA = (
    "Coalition strikes killed 1,600 in Raqqa\n\nUS-led coalition strikes killed 1,600 civilians in Raqqa, Syria, Mill "
    "Watch said. The US military put it at 180 civilians killed."
)


@pytest.mark.parametrize(
    ("claim", "report", "relations"),
    [
        ("A blast in Tarn killed 218 people", HARBOUR, {"reports", "differs"}),
        # Who counts so many people is told to count them, and stands close by.
        ("A blast in Tarn killed 218 marines", HARBOUR, set()),
        ("A blast in Tarn killed 241 marines", HARBOUR, set()),
        ("A blast at the navy base in Tarn killed 241 marines", HARBOUR.replace("harbour", "navy base"), {"differs"}),
        ("200 Russians were killed in Palmyra", PALMYRA, set()),
        ("200 fighters were killed in Palmyra", PALMYRA, {"reports"}),
        ("1,600 Americans were killed in Raqqa", RAQQA, set()),
        ("1,600 Syrians were killed in Raqqa", RAQQA, {"reports", "differs"}),
        ("218 Americans were killed by a blast in Tarn", HARBOUR, set()),
        ("Israel killed 218 people in Tarn harbour", HARBOUR, set()),
        ("Russia killed 200 fighters in Palmyra", PALMYRA, {"reports"}),
        ("A blast in the harbour of Tripoli killed 218 people", HARBOUR.replace("Tarn", "Beirut"), set()),
        (
            "A blast in the harbour of Tripoli killed 218 people",
            HARBOUR.replace("Tarn", "Tripoli"),
            {"reports", "differs"},
        ),
        ("Hundreds of Rohingya were killed", PALMYRA, set()),
        (
            "13 Americans were killed in a blast in Kabul",
            "Blast in Kabul\n\nA blast in Kabul killed 13 marines and sailors, the US military said.",
            {"reports"},
        ),
    ],
)
def test_nobody_says_it_of_people_whom_the_report_does_not_name(
    empty_store: Store, claim: str, report: str, relations: set[str]
) -> None:
    card = dated_card(empty_store, claim, (None, report))
    assert {account.relation for account in card.accounts} - {"context"} == relations


# --- a count over a year ------------------------------------------------------------------------------------------

OF_2020 = (
    "Raids in the Kalden hills: 2020 in review\n\nRaiders from the hills killed 432 guards, Mill Watch said.\n\n"
    "Most of the raids were small."
)
OF_2021 = OF_2020.replace("2020", "2021").replace("432", "400")


def test_who_counts_over_the_claims_year_says_otherwise(empty_store: Store) -> None:
    card = dated_card(
        empty_store, "Raiders killed only 90 guards in the hills in 2020", (None, OF_2020), (None, OF_2021)
    )
    assert said(card) == {"Mill Watch": "differs"}
    assert in_the_ledger(card) == {("Mill Watch", 432)}


def test_the_very_number_of_another_year_is_not_the_claims(empty_store: Store) -> None:
    card = dated_card(empty_store, "Raiders killed 400 guards in the hills in 2020", (None, OF_2020), (None, OF_2021))
    assert said(card) == {"Mill Watch": "differs"}


def test_a_year_that_is_read_of_another_report_is_no_rival(empty_store: Store) -> None:
    two = "Raids in the hills\n\nRaiders made 188 raids in the hills in 2021, Mill Watch said.\n\n"
    early = "In early 2022 raiders made 20 raids in the hills, Border Monitor said."
    card = dated_card(empty_store, "Raiders made 188 raids in the hills in 2021", (None, two + early))
    assert said(card).get("Mill Watch") == "reports"
    assert said(card).get("Border Monitor") in (None, "context")


def test_a_fall_from_year_to_year_is_no_toll_that_moved(empty_store: Store) -> None:
    told = "A quieter year\n\nRaiders killed 625 guards in 2021, down from 988 in 2020, Mill Watch said."
    card = dated_card(empty_store, "Raiders killed 625 guards in 2021", (None, told))
    assert "REVISED" not in {caveat.kind for caveat in card.caveats}


def test_the_toll_of_the_sentence_before_is_of_its_town(empty_store: Store) -> None:
    lead = "Helicopter shot down\n\nA Veldian helicopter was shot down, killing all five on board, the army said.\n\n"
    between = "\n\n".join(
        f"The crew had carried flour to the hill villages for the {n}th time that spring." for n in range(4, 26)
    )
    below = (
        "\n\nRocket fire in Raqqa on Monday killed four people, the mayor said. Mill Watch put the toll at six dead."
    )
    claim = "Five people died when a Veldian helicopter was shot down"
    card = dated_card(empty_store, claim, ("2026-03-10", lead + between + below))
    assert said(card)["army"] == "reports" and "differs" not in said(card).values()


# --- first counts ------------------------------------------------------------------------------------------------

NINETY = "A raid on Kalden market killed 90 people on 10 March 2026"


MARKET = "A raid on Kalden market killed"


@pytest.mark.parametrize(
    ("first", "later", "relation"),
    [
        ("at least 22 people on 10 March, the Border Monitor said.", "61 people on 10 March", "context"),
        ("22 people on 10 March, the Border Monitor said.", "61 people on 10 March", "context"),
        ("at least 22 people on 10 March, Mill Watch said.", "61 people on 10 March", "differs"),
        ("at least 22 people on 10 March, the Border Monitor said.", "scores of people on 10 March", "differs"),
        (
            "at least 22 people on 10 March, the Border Monitor said.",
            "61 people in strikes on two villages on 10 March",
            "differs",
        ),
        (
            "22 people on 10 March and the toll was expected to rise, Mill Watch said.",
            "61 people on 10 March",
            "context",
        ),
    ],
)
def test_a_voice_contradicts_by_its_last_count(empty_store: Store, first: str, later: str, relation: str) -> None:
    last = f"{MARKET} {later}, the Border Monitor said."
    card = dated_card(empty_store, NINETY, ("2026-03-10", f"{MARKET} {first}"), ("2026-03-11", last))
    found = {q.value: a.relation for a in card.accounts for f in a.findings for q in f.statement.quantities if q.unit}
    assert found[22.0] == relation


FLOOD = "A flood in Kalden killed"
SINCE, OTHERS = "An earlier count, raised since", "An early count; others count more"


@pytest.mark.parametrize(
    ("later", "reach", "marked"),
    [
        # One village is no end of what is counted in two, and stands in the table as what it is.
        ("61 people in two villages, the mayor said.", "", True),
        # Of one voice's count of it all, or another's of several, the smaller figure is an end.
        ("61 people in two villages, Mill Watch said.", ": from 22 to 61", False),
        ("61 people, Mill Watch said.", ": from 22 to 61", False),
    ],
)
def test_one_place_of_several_is_no_end_of_a_range(empty_store: Store, later: str, reach: str, marked: bool) -> None:
    first = "Flood in Kalden\n\nOn 10 March, a flood in Kalden killed 22 people, the mayor said."
    told = f"Flood in Kalden\n\nOn 10 March, a flood in Kalden killed {later}"
    card = dated_card(empty_store, f"{FLOOD} 90 people on 10 March 2026", ("2026-03-11", first), ("2026-03-12", told))
    lines = [line.strip() for line in render_text(card).splitlines()]
    assert f"People killed{reach}" in lines
    (row,) = (at for at, line in enumerate(lines) if line.startswith("22 "))
    assert (lines[row - 1] == "In one place of several") is marked


@pytest.mark.parametrize(
    ("claimed", "first", "day", "later", "marked"),
    [
        # What the claim says may be the earlier count of a voice, or fewer than either.
        (22, "22 people, the Border Monitor said.", 12, "61 people, the Border Monitor said.", SINCE),
        (12, "22 people, the Border Monitor said.", 12, "61 people, the Border Monitor said.", SINCE),
        (22, "22 people, the Border Monitor said.", 12, "61 people, Mill Watch said.", ""),
        # What is counted later is no first one of a higher one before it.
        (22, "22 people, the Border Monitor said.", 10, "61 people, the Border Monitor said.", ""),
        # Of two on one day the higher is the later, where one is said to have been raised.
        (90, "22 people, the Border Monitor said.", 11, "61 people, the Border Monitor said.", ""),
        (12, "22 people, the Border Monitor said.", 11, "61 people in a new toll, the Border Monitor said.", SINCE),
        (22, "22 people and the toll was likely to rise, the mayor said.", 12, "61 people, Mill Watch said.", OTHERS),
        (
            22,
            "22 people, the mayor said.",
            12,
            "61 people in two villages, the mayor said.",
            "Counts one place of several",
        ),
    ],
)
def test_a_count_that_its_voice_has_raised_is_called_a_first_one(
    empty_store: Store, claimed: int, first: str, day: int, later: str, marked: str
) -> None:
    reports = [(11, first), (day, later)]
    card = dated_card(
        empty_store,
        f"{FLOOD} {claimed} people on 10 March 2026",
        *(
            (f"2026-03-{day}", f"Flood in Kalden\n\nOn 10 March, {FLOOD.lower()} {words}".replace("kalden", "Kalden"))
            for day, words in reports
        ),
    )
    lines = render_text(card).splitlines()
    beneath = [lines[n + 1].strip() for n, line in enumerate(lines) if line.startswith("  “") and "killed 22 " in line]
    assert [line.startswith("—") or line for line in beneath] == [marked or True]


@pytest.mark.parametrize(
    ("words", "number", "why"),
    [
        ("Six people were killed besides the ten killed on the bus, the mayor said.", 10, "of a part"),
        ("Ten people were killed on the bus, the mayor said.", 10, ""),
        ("Ten people besides the driver were killed, the mayor said.", 10, "of a part"),
        ("Ten people were killed besides a bus being burnt, the mayor said.", 10, ""),
        ("Six people were killed in Kalden, 35 killed in total, the mayor said.", 6, "of a part"),
        ("Six people were killed in Kalden, 35 killed in Tarn, the mayor said.", 6, ""),
        ("Of those killed six people were killed in their beds, the mayor said.", 6, "of a part"),
        ("Of those in the mill six people were killed, the mayor said.", 6, ""),
        ("The mayor said that of those killed six people were killed in their beds.", 6, "of a part"),
        ("The mayor said six people were killed, more than among the dead of May.", 6, ""),
        ("The mayor said the bishop was among the dead and six people were killed.", 6, ""),
        ("The mayor said 60 people were killed and said of those killed six were children.", 60, ""),
        ("Six of the people killed were children, the mayor said.", 6, "of a part"),
        ("Six of the 21 killed were children, the mayor said.", 6, "of a part"),
        ("Six of the miners of Kalden were killed, the mayor said.", 6, ""),
        ("Six soldiers of the brigade killed in Kalden were buried, the mayor said.", 6, ""),
        ("Seven days of army raids killed 75 people, the mayor said.", 75, "over several days"),
        ("Seven days of floods killed 75 people, the mayor said.", 75, ""),
        ("Three weeks of cholera killed 75 people, the mayor said.", 75, ""),
        ("Seven days after the floods 75 people were killed, the mayor said.", 75, ""),
        ("Related news: 75 people were killed in Tarn, the mayor said.", 75, "of another report"),
        ("In related strikes 75 people were killed in Tarn, the mayor said.", 75, ""),
        ("In the most read speech of the year 75 people were killed, the mayor said.", 75, ""),
    ],
)
def test_what_a_sentence_counts_beside_the_claim_is_no_rival(words: str, number: int, why: str) -> None:
    claimed = next(q for q in read_quantities("50 people were killed"))
    findings = [f for f in findings_in(words) if any(q.value == number for q in f.statement.quantities)]
    reasons = {
        _aside(claimed, q, f, leads=True, tells=False)
        for f in findings
        for q in f.statement.quantities
        if q.value == number
    }
    assert reasons == {why}


@pytest.mark.parametrize(
    ("told", "is_another"),
    [
        ("killing 32 people and wounding dozens", True),
        ("killing 20 people and wounding 32 people", False),
    ],
)
def test_the_dead_are_told_from_the_wounded(empty_store: Store, told: str, *, is_another: bool) -> None:
    report = f"Bomber strikes wedding\n\nA bomber struck a wedding in Kalden on Tuesday {told}, Mill Watch said."
    card = dated_card(empty_store, "Wedding bomb in Kalden wounds 32 people", ("2026-03-10", report))
    differing = [caveat.sentence for caveat in card.caveats if caveat.kind == "UNIT_DIFFERS"]
    assert bool(differing) is is_another
    assert all("wounds 32 people" in sentence and "killing 32 people" in sentence for sentence in differing)


@pytest.mark.parametrize(
    ("told", "relation"),
    [
        ("Jets attacked a crowded market in Ariha, killing 11 people", "context"),
        ("Jets attacked a crowded market in Ariha, killing 11 fighters", "differs"),
        ("Jets attacked Ariha, killing 11 people", "differs"),
    ],
)
def test_a_markets_dead_are_none_of_a_battles(empty_store: Store, told: str, relation: str) -> None:
    battle = "At least 70 fighters were killed in a battle at Ariha, the Border Monitor said."
    other = f"Battle rages at Ariha\n\nFighters were killed at Ariha on Tuesday. {told}, Mill Watch said."
    reports = (("2026-03-10", f"Battle at Ariha\n\n{battle}"), ("2026-03-10", other))
    card = dated_card(empty_store, "At least 70 fighters killed at Ariha", *reports)
    assert said(card) == {"Border Monitor": "reports", "Mill Watch": relation}


@pytest.mark.parametrize(
    ("claimed", "told", "relation"),
    [
        ("Fewer than 30", "12 people were", "context"),
        ("Fewer than 30", "Nobody was", "context"),
        ("Fewer than 30", "30 people were", "differs"),
        ("At most 30", "Four people were", "context"),
        ("At most 30", "90 people were", "differs"),
        # "Up to 300" is said of a number near it.
        ("Up to 300", "Four people were", "differs"),
        ("As many as 300", "Four people were", "differs"),
    ],
)
def test_whoever_claims_so_many_at_most_is_gainsaid_by_whoever_counts_more(
    empty_store: Store, claimed: str, told: str, relation: str
) -> None:
    words = f"Raid hits Kalden\n\n{told} killed in the raid on Kalden on Friday, Mill Watch said."
    claim = f"{claimed} people were killed in the raid on Kalden on 1 May 2026"
    card = dated_card(empty_store, claim, ("2026-05-02", words))
    assert said(card) == {"Mill Watch": relation}
    assert "leaves room" not in render_text(card)


@pytest.mark.parametrize(
    ("voice", "given", "relation"),
    [
        ("SOHR", "2016-06-03", "context"),
        # Another day's count of that voice, or another voice's, is one of its own.
        ("SOHR", "2016-06-04", "differs"),
        ("White Helmets", "2016-06-03", "differs"),
    ],
)
def test_a_voices_count_of_one_place_is_that_in_each_report(voice: str, given: str, relation: str) -> None:
    (claimed,) = read_claims("Raids on Aleppo and the Castello road kill 31 civilians").claims[0].quantities

    def told(words: str, published: str) -> Finding:
        (found,) = findings_in(f"Raids\n\n{words}", "Harbour Post")[-1:]
        return replace(found, article=replace(found.article, id=words, published=day(published)))

    near = because(
        told("SOHR reported strikes on the road, giving a toll of eight dead civilians.", given), OF_ONE_OF_SEVERAL
    )
    lower = told(f"{voice} gave a lower toll of eight civilians killed.", "2016-06-03")
    related = of_one_place_in_each_report(claimed, [Related(near, "context"), Related(lower, "differs")])
    assert [one.relation for one in related] == ["context", relation]


@pytest.mark.parametrize(
    ("text", "voice"),
    [
        (
            "Some 120 fighters were killed on the road near Kalden, a source in the ministry said.",
            "a source in the ministry",
        ),
        # The outlet says so itself, or has something else from the source.
        ("Some 120 fighters were killed on the road near Kalden.", "Harbour Post"),
        ("Twelve fighters were killed on the road near Kalden, a source in the ministry said.", "Harbour Post"),
    ],
)
def test_a_headline_near_by_gives_way_to_whom_its_text_has_the_count_from(text: str, voice: str) -> None:
    found = findings_in(f"Raids kill 120 fighters near Kalden\n\n{text}", "Harbour Post")
    near = Related(because(found[0], "of fighters, the claim of civilians"), "context")
    (told,) = in_the_words_of_the_text(Weighed("found", (near,), ()), found).related
    assert told.finding.speaker.name == voice and told.finding.why[-1:] == near.finding.why[-1:]
    # Two who are told of in one sentence stay two.
    twice = Weighed("found", (near, replace(near, relation="denies"), replace(near, relation="differs")), ())
    assert len(in_the_words_of_the_text(twice, found).related) == 3
