"""Which event a claim with a figure is of, whoever prints its figure; and whose figures are rivals of it."""

from __future__ import annotations

from functools import partial

import pytest
from invented import findings_in

from knowledge.model import Finding, Relation
from retrieval.claims.messages import read_claims
from retrieval.counts.rivals import aside
from retrieval.events import Event
from retrieval.events.homes import (
    counts_as_many,
    days_of_a_small_toll,
    is_alike_by_chance,
    joined,
    names_its_day,
    of_its_very_day,
)
from retrieval.events.topics import told_in
from retrieval.relations import Weighed, weigh
from retrieval.search import ARTICLES_READ_WHOLE, to_read_whole

BAKERY = (
    "Motorcycle bomber kills 16 outside bakery in Homs\n\nA motorcycle bomber killed at least 16 people outside a "
    "bakery in Homs on Tuesday, the Harbour Monitor said. The interior ministry gave a toll of 12 dead.\n\n"
    "In January another attack on the city killed 70 people. Fourteen of the dead were bakers, the Harbour Monitor "
    "said. The conflict has killed more than 280,000 people."
)
BAKERY_NEXT_DAY = (
    "Toll of Homs bakery bombing rises\n\nThe death toll from a motorcycle bomb outside a bakery in Homs rose to 19, "
    "the Red Crescent said on Wednesday."
)
SHRINE = (
    "Bomber kills 61 at shrine in Palmyra\n\nA bomber killed 61 people at a shrine in Palmyra on Friday, "
    "the Harbour Monitor said."
)


found = partial(findings_in, similarity=0.6)


def weighed(claim: str, *reports: list[Finding]) -> Weighed:
    (read,) = read_claims(claim).claims
    return weigh(read, [finding for report in reports for finding in report])


def figures(card: Weighed, relation: Relation) -> set[tuple[str, float]]:
    """Who gives which count of the dead, in this relation."""
    return {
        (r.finding.speaker.name, max(q.value for q in r.finding.statement.quantities))
        for r in card.related
        if r.relation == relation
    }


def test_a_claim_is_of_the_event_it_tells_though_another_has_its_figure() -> None:
    card = weighed(
        "Motorcycle bomber kills 61 outside bakery in Homs",
        found(BAKERY),
        found(SHRINE, "Levant Daily", "2019-03-08"),
    )
    assert card.state == "found"
    assert figures(card, "differs") == {("Harbour Monitor", 16), ("interior ministry", 12)}
    assert not figures(card, "reports")


def test_reports_of_the_day_after_give_their_toll_beside_the_first() -> None:
    card = weighed(
        "Motorcycle bomb kills 16 outside a bakery in Homs",
        found(BAKERY),
        found(BAKERY_NEXT_DAY, "Levant Daily", "2019-05-15"),
    )
    assert ("Harbour Monitor", 16) in figures(card, "reports")
    assert ("Red Crescent", 19) in {(name.removeprefix("the "), n) for name, n in figures(card, "differs")}


def test_a_report_that_tells_all_of_the_claim_tells_more_than_one_that_tells_its_town() -> None:
    (claim,) = read_claims("Motorcycle bomber kills 61 outside bakery in Homs").claims
    bakery, shrine = found(BAKERY)[1], found(SHRINE)[1]
    assert told_in(claim, claim.quantities[0], bakery) == 1.0
    assert told_in(claim, claim.quantities[0], shrine) < 0.5


def test_one_deed_told_in_two_words_is_one() -> None:
    (claim,) = read_claims("Jets kill 19 in Homs market").claims
    report = found("Air strikes kill dozens in Homs\n\nAir strikes on a market in Homs killed 23 people on Monday.")[1]
    assert told_in(claim, claim.quantities[0], report) == 1.0


def test_a_school_is_no_hospital_though_both_are_buildings() -> None:
    (claim,) = read_claims("Raid on a hospital kills 19 in Homs").claims
    report = found("Raid on school in Homs\n\nA raid on a school in Homs killed 23 people on Monday.")[1]
    assert told_in(claim, claim.quantities[0], report) < 1.0


@pytest.mark.parametrize(
    ("statement", "why"),
    [
        ("Sixteen people were killed, the Harbour Monitor said.", ""),
        ("In January another attack killed 70 people, the Harbour Monitor said.", "of another day"),
        ("The last attack on April 3 killed seven people, the Harbour Monitor said.", "of another day"),
        ("The Harbour Monitor said 14 of the dead were bakers.", "of a part"),
        (
            "More than 280,000 people have been killed and half the country has fled, the Harbour Monitor said.",
            "of the war",
        ),
        ("The civil war has killed more than 1,200 people, the Harbour Monitor said.", "of the war"),
        ("More than 900 people have been killed since the conflict broke out.", "of the war"),
        ("Seven people were killed there by a mine.", "told as what happened before"),
    ],
)
def test_what_is_no_count_of_the_event_a_report_is_about(statement: str, why: str) -> None:
    (claim,) = read_claims("Bomber kills 20 people in Homs").claims
    before = "\n\n".join(
        ("Bomber strikes bakery in Homs", "It was noon.", "People ran.", "Sirens rang.", "Night fell.")
    )
    assert aside(claim.quantities[0], found(f"{before}\n\n{statement}")[-1]) == why


@pytest.mark.parametrize(
    ("begins", "why"), [("Among the dead were seven people", "of a part"), ("In Homs bombs killed seven people", "")]
)
def test_some_who_were_among_the_dead_are_a_part_whatever_else_is_told_of_them(begins: str, why: str) -> None:
    (claim,) = read_claims("Bomber kills 20 people in Homs").claims
    told = found(f"Bomber strikes bakery in Homs\n\n{begins} as they queued in Homs, the Harbour Monitor said.")[-1]
    assert aside(claim.quantities[0], told, tells_the_claim=True) == why


def test_a_claim_of_a_day_is_not_set_against_the_next_days_dead() -> None:
    raid = "Raid on Homs kills {n}\n\nA raid on Homs killed {n} people on {day}, the {voice} said."
    card = weighed(
        "Raid on Homs kills 30 on 14 May 2019",
        found(raid.format(n=21, day="Tuesday", voice="Harbour Monitor")),
        found(raid.format(n=8, day="Wednesday", voice="Red Crescent"), "Levant Daily", "2019-05-15"),
    )
    assert figures(card, "differs") == {("Harbour Monitor", 21)}


def test_a_toll_without_a_group_is_of_the_group_that_the_report_names_with_it() -> None:
    card = weighed(
        "Strike on Palmyra market kills 56 civilians",
        found(
            "Strike on Palmyra market kills 85 civilians\n\nA strike hit a market in Palmyra on Tuesday. "
            "The Red Crescent put the toll at 85."
        ),
        found(
            "Palmyra market hit\n\nA strike on a market in Palmyra killed 56 civilians on Tuesday, the Harbour Monitor "
            "said.",
            "Levant Daily",
        ),
    )
    assert ("Red Crescent", 85) in {(name.removeprefix("the "), n) for name, n in figures(card, "differs")}


def test_guests_are_counted_and_the_wedding_is_told() -> None:
    (claim,) = read_claims("Bomber kills 120 wedding guests in Homs").claims
    wedding = found("Bomber strikes in Homs\n\nA bomber killed 32 people at a wedding in Homs on Tuesday.")[1]
    bakery = found("Bomber strikes in Homs\n\nA bomber killed 32 people at a bakery in Homs on Tuesday.")[1]
    assert told_in(claim, claim.quantities[0], wedding) > told_in(claim, claim.quantities[0], bakery)


def test_what_tells_the_claim_itself_is_no_aside_wherever_it_stands() -> None:
    before = "\n\n".join(("Chlorine used again", "It was noon.", "People ran.", "Sirens rang.", "Night fell."))
    report = found(f"{before}\n\nSeparately, 12 people were killed by jets in Palmyra on Tuesday.")
    card = weighed("Jets kill 15 people in Palmyra", report)
    assert {n for _, n in figures(card, "differs")} == {12}


def test_a_report_of_the_event_is_read_whole_though_none_of_its_sentences_is_near() -> None:
    (claim,) = read_claims("Motorcycle bomber kills 61 outside bakery in Homs").claims
    nearer = [found(f"Road {n} reopens\n\nRoad {n} reopens.", f"Outlet {n}")[0] for n in range(ARTICLES_READ_WHOLE)]
    chosen = to_read_whole(claim, [*nearer, found(SHRINE, "Levant Daily")[0], found(BAKERY)[0]])
    assert [article.title for article in chosen[ARTICLES_READ_WHOLE:]] == [found(BAKERY)[0].article.title]


BUSES = (
    "Bomb on buses in Homs kills 126\n\nA bomb on buses in Homs killed 126 people on Tuesday, the Harbour Monitor said."
)


def test_what_a_later_report_recalls_is_no_second_event() -> None:
    later = found(
        "Talks resume in Palmyra\n\nTalks resumed in Palmyra on Sunday. The hall was full. Envoys spoke at length. "
        "Nobody signed. The bomb on buses in Homs killed 126 people.",
        "Levant Daily",
        "2019-05-20",
    )
    card = weighed("Bomb on buses in Homs killed 126", found(BUSES), later)
    assert card.state == "found" and {r.finding.outlet for r in card.related if r.relation == "reports"} == {
        "Harbour Post"
    }


def test_reports_of_one_day_that_tell_the_claim_are_of_one_event() -> None:
    other = found(
        "Evacuees die\n\nThe Red Crescent said 126 people died on Wednesday when a bomb tore buses in Homs.",
        "Levant Daily",
        "2019-05-15",
    )
    card = weighed("Bomb on buses in Homs killed 126", found(BUSES), other)
    assert card.state == "found" and {r.finding.outlet for r in card.related} == {"Harbour Post", "Levant Daily"}


def test_a_count_of_quite_another_size_further_down_is_of_something_else() -> None:
    card = weighed(
        "Bomb in Homs kills six",
        found(
            "Bomb in Homs kills six\n\nA bomb in Homs killed six people on Tuesday, the Harbour Monitor said. "
            "Glass lay in the street. Shops closed. Sirens rang. The Red Crescent said it had buried 120 people."
        ),
    )
    assert figures(card, "reports") == {("Harbour Monitor", 6)} and not figures(card, "differs")


MARKET = (
    "Air strikes kill 61 civilians at market in Homs\n\nAir strikes killed 61 civilians at a market in Homs on Monday, "
    "the Harbour Monitor said."
)


def test_civilians_who_are_all_the_dead_are_no_part_of_them() -> None:
    fewer = found(
        "Raids on Homs\n\nAir strikes on the market in Homs killed 29 civilians on Monday, Ada Finn said.",
        "Levant Daily",
    )
    toll = found(
        "Toll at Homs market\n\nThe air strikes on the market in Homs killed 61 people, the Red Crescent said.",
        "Lantern",
    )
    claim = "61 people killed in air strikes on market in Homs"
    assert ("Ada Finn", 29) in figures(weighed(claim, found(MARKET), toll, fewer), "differs")
    # Where nobody says that all of them were civilians, some of them may have been.
    assert ("Ada Finn", 29) not in figures(weighed(claim, toll, fewer), "differs")


@pytest.mark.parametrize(
    ("statement", "why"),
    [
        ("Rockets fired at the market in Homs killed 9 civilians on Monday, Ada Finn said.", "by other means"),
        ("In the market in Homs and Hama 40 civilians were killed on Monday, Ada Finn said.", "of several places"),
        ("At the market in Homs 40 civilians were killed on Monday, Ada Finn said.", ""),
    ],
)
def test_whose_dead_are_none_of_the_event(statement: str, why: str) -> None:
    other = found(f"News of Monday\n\n{statement}", "Levant Daily")
    card = weighed("Air strikes kill 61 civilians at market in Homs", found(MARKET), other)
    relations = {(r.relation, r.finding.why[-1:]) for r in card.related if r.finding.article.outlet == "Levant Daily"}
    assert ("differs" in {relation for relation, _ in relations}) == (not why)
    assert not why or ("context", (why,)) in relations


@pytest.mark.parametrize(
    ("claimed", "published", "told", "by_chance"),
    [
        ("three", "2021-05-07", "Rockets killed three people in Kalden on Friday, a doctor said.", True),
        # Of its day, or of the school as well, or so many that chance does not make them alike.
        ("three", "2021-05-03", "Rockets killed three people in Kalden on Monday, a doctor said.", False),
        (
            "three",
            "2021-05-07",
            "Rockets on the mill school beside the harbour church of Kalden killed three people, a doctor said.",
            False,
        ),
        ("30", "2021-05-07", "Rockets killed 30 people in Kalden on Friday, a doctor said.", False),
    ],
)
def test_a_small_number_of_another_day_is_alike_by_chance(
    claimed: str, published: str, told: str, by_chance: bool
) -> None:
    (claim,) = read_claims(
        f"Rockets on the mill school beside the harbour church of Kalden killed {claimed} people"
    ).claims
    school = findings_in(f"News\n\n{claim.text} on Monday, the mayor said.", published="2021-05-03")[-1]
    days = days_of_a_small_toll(claim, claim.quantities[0], Event((school,)))
    other = findings_in(f"News\n\n{told}", published=published)[-1]
    assert is_alike_by_chance(claim, claim.quantities[0], other, days) == by_chance


@pytest.mark.parametrize(
    ("published", "told", "is_one"),
    [
        ("2021-05-03", "A car bomb in the east of Syria killed 29 people on Monday, the Border Monitor said.", True),
        # Not so many, of another day, or so few that chance makes them alike.
        ("2021-05-03", "A car bomb in the east of Syria killed 27 people on Monday, the Border Monitor said.", False),
        ("2021-05-09", "A car bomb in the east of Syria killed 29 people on Sunday, the Border Monitor said.", False),
        ("2021-05-03", "A car bomb in the east of Syria killed six people on Monday, the Border Monitor said.", False),
    ],
)
def test_as_many_dead_of_one_day_are_of_one_event(published: str, told: str, is_one: bool) -> None:
    home = Event(
        tuple(
            findings_in(f"News\n\n{words}", published="2021-05-03")[-1]
            for words in (
                "A car bomb in Kalden killed 29 people on Monday, the mayor said.",
                "A car bomb in Kalden killed six people on Monday, a doctor said.",
            )
        )
    )
    assert counts_as_many(home, findings_in(f"News\n\n{told}", published=published)[-1]) == is_one


@pytest.mark.parametrize(
    ("claimed", "told", "why"),
    [
        ("fighters", "field commanders", "of a part"),
        ("commanders", "field commanders", ""),
        ("fighters", "fighters and commanders", ""),
    ],
)
def test_commanders_are_some_of_the_fighters(claimed: str, told: str, why: str) -> None:
    (claim,) = read_claims(f"Air strikes kill 30 {claimed} in Homs").claims
    (counting,) = found(f"Air strikes killed seven {told} in Homs, the Harbour Monitor said.")
    assert aside(claim.quantities[0], counting) == why


def test_what_is_told_besides_is_not_of_the_event() -> None:
    (claim,) = read_claims("Air strikes kill 61 civilians at market in Homs").claims
    body = "Glass lay in the street. Shops closed. Sirens rang. Rain fell."
    besides = found(f"News\n\n{body} Six civilians were also killed by mines, Ada Finn said.")[-1]
    told = found(f"News\n\n{body} Six civilians were killed by mines, Ada Finn said.")[-1]
    assert aside(claim.quantities[0], besides) and not aside(claim.quantities[0], told)


def test_a_count_far_from_all_that_reports_lead_with_is_of_something_else() -> None:
    report = (
        "Air strike kills 6 in Homs\n\nAn air strike on a bakery in Homs killed 6 people, the Red Crescent said. "
        "Glass lay in the street. Shops closed. Sirens rang. "
        "Mines killed 900 people, Ada Finn said."
    )
    card = weighed("Air strike on bakery in Homs kills 26 people", found(report))
    assert figures(card, "differs") == {("Red Crescent", 6)}


def test_a_report_may_lead_with_the_figure_and_name_the_place_further_down() -> None:
    report = (
        "13 civilians killed in raids\n\nThirteen civilians were killed in government raids in the north on Monday, "
        "Ada Finn said. Raids went on for hours. Planes circled. "
        + "The old road was closed, and rain fell on the hills. " * 10
        + "Government raids struck the village of Taduf, where eight civilians were killed."
    )
    card = weighed("Government raids kill 13 civilians in Taduf", found(report))
    assert ("Ada Finn", 13) in figures(card, "reports")


def test_a_headline_whose_figure_its_text_does_not_print_is_no_echo() -> None:
    report = (
        "Toll of Homs bakery bomb rises to 70\n\nA bomb at a bakery in Homs killed 20 people, the Red Crescent said."
    )
    card = weighed("Bomb at bakery in Homs kills 126", found(report))
    assert {70, 20} <= {n for _, n in figures(card, "differs")}


@pytest.mark.parametrize(
    ("claim", "words"),
    [
        ("Gas attack on Homs kills 20", "A chlorine attack on Homs killed 20 people."),
        ("Bomber kills 20 in Homs", "A suicide blast in Homs killed 20 people."),
        ("Shells kill 20 in Zahraa", "Mortars killed 20 people in the al-Zahra quarter."),
    ],
)
def test_a_claim_is_told_by_other_words_for_its_means_and_other_spellings_of_its_names(claim: str, words: str) -> None:
    (read,) = read_claims(claim).claims
    assert told_in(read, read.quantities[0], found(f"News of Monday\n\n{words}")[1]) == 1.0


GAS = "Gas attack on Palmyra kills 58\n\nA gas attack on Palmyra killed 58 people on Tuesday, the Harbour Monitor said."


def test_a_report_of_the_day_may_name_the_town_further_down() -> None:
    toll = (
        "86 dead in suspected attack: new toll\n\nThe toll of a suspected chemical attack on a rebel-held town has "
        "risen to 86, the Red Crescent said. "
        + "Doctors spoke of foam and of pupils that did not widen. " * 12
        + "Rebels vowed revenge for the attack on {town}."
    )
    claim = "Gas attack on Palmyra leaves 58 dead"
    named = found(toll.format(town="Palmyra"), "Levant Daily", "2019-05-15")
    other = found(toll.format(town="Aleppo"), "Levant Daily", "2019-05-15")
    assert 86 in {n for _, n in figures(weighed(claim, found(GAS), named), "differs")}
    assert 86 not in {n for _, n in figures(weighed(claim, found(GAS), other), "differs")}


@pytest.mark.parametrize(("town", "is_named"), [("Palmyra", True), ("Aleppo", False)])
def test_a_statement_with_the_day_is_of_the_town_that_its_headline_names(town: str, is_named: bool) -> None:
    (claim,) = read_claims("Gas attack on Palmyra kills 58").claims
    later = f"Doctors on gas in {town}\n\nA gas attack in the north of Syria on Tuesday killed 60 people, doctors said."
    *_, told = found(later, "Levant Daily", "2019-05-16")
    assert names_its_day(claim, Event(tuple(found(GAS)[1:])), told, ()) == is_named


def test_who_looks_back_with_the_very_figure_is_of_the_event() -> None:
    later = "Ministers meet\n\nMinisters spoke of the gas attack in Palmyra that killed {n} people."
    attack = Event(tuple(found(GAS)[1:]))
    for killed, events in ((58, 1), (31, 2)):
        recalled = Event(tuple(found(later.format(n=killed), "Levant Daily", "2019-05-28")[1:]))
        assert len(joined([attack, recalled])) == len(joined([recalled, attack])) == events


def test_a_vague_number_settles_no_event() -> None:
    other = found(
        "Fighting in Homs\n\nRockets on Homs have killed scores of civilians, Ada Finn said.",
        "Levant Daily",
        "2019-08-14",
    )
    card = weighed("Rockets on Homs kill 44", other)
    assert not figures(card, "reports")


BUS = "Bus attack\n\nA bomb on a bus near Homs killed 37 soldiers on Monday, the Border Monitor said."
DECEMBER = "A bomb on a bus in December killed 40 soldiers, the Border Monitor said."
LOOKS_BACK = f"Bombs of the year\n\n{DECEMBER}"


@pytest.mark.parametrize(
    ("claim", "others", "left"),
    [
        ("30 Dec 2019 bus attack: 100 soldiers dead", (), 1),
        # A day alone has many a blow, of which the store may hold one; and what was hit has to be this.
        ("30 Dec 2019: 100 soldiers dead", (), 2),
        ("30 Dec 2019 mill attack: 100 soldiers dead", (), 2),
        # A reader is asked which of two buses of that day.
        ("30 Dec 2019 bus attack: 100 soldiers dead", (BUS.replace("Homs", "Idlib"),), 3),
    ],
)
def test_a_claim_of_a_day_and_a_bus_is_of_the_only_bus_of_that_day(
    claim: str, others: tuple[str, ...], left: int
) -> None:
    (read,) = read_claims(claim).claims
    events = [Event((findings_in(text, published="2019-12-31")[-1],)) for text in (BUS, *others)]
    events.append(Event((findings_in(LOOKS_BACK, published="2020-01-14")[-1],)))
    assert len(of_its_very_day(read, read.quantities[0], events)) == left


def test_nobody_is_asked_to_choose_between_a_bus_and_the_bus_of_its_month() -> None:
    card = weighed(
        "30 Dec 2019 bus attack: 100 soldiers dead",
        found(BUS, published="2019-12-31"),
        found(LOOKS_BACK, "Levant Daily", "2020-01-14"),
    )
    assert (card.state, figures(card, "differs")) == ("found", {("Border Monitor", 37)})


RAIDS = "Jets over Homs\n\nGovernment raids on Homs killed at least 45 people on Thursday, the Border Monitor said."


@pytest.mark.parametrize(
    ("published", "words", "is_set_to_it"),
    [
        # Whoever spoke on Friday counts the dead of Thursday, or may.
        ("2019-05-17", "Government raids on Homs killed at least 70 people, the Border Monitor said on Friday.", True),
        # Those who died on Friday did not die on Thursday, and neither did whoever was counted days later.
        ("2019-05-17", "Government raids on Homs killed at least 70 people on Friday, the Border Monitor said.", False),
        ("2019-05-20", "Government raids on Homs killed at least 70 people, the Border Monitor said on Monday.", False),
    ],
)
def test_the_day_on_which_somebody_spoke_is_not_the_day_of_the_dead(
    published: str, words: str, is_set_to_it: bool
) -> None:
    card = weighed(
        "Government raids on Homs killed 45 people on 16 May 2019",
        found(RAIDS, published="2019-05-16"),
        found(f"Toll in Homs\n\n{words}", "Levant Daily", published),
    )
    assert (("Border Monitor", 70) in figures(card, "differs")) == is_set_to_it
