"""Lower counts that contradict nobody: a first toll, those made sure of, a range, "several", many weeks."""

from __future__ import annotations

from dataclasses import replace

import pytest
from invented import card_for, counted, dated_card, findings_in, noted_card, said

from bot.card.rendering import render_text
from knowledge.model import Claim, Kind, Relation
from knowledge.quantities import read_quantities
from knowledge.store import Store
from retrieval.counts.raised import has_counted_more_since
from retrieval.counts.wider import of_more
from retrieval.relations.counts_of_a_part import seen_by_one
from retrieval.relations.first_counts import with_first_counts_called, with_first_counts_near
from retrieval.relations.no_rivals import adding_up, as_its_lead
from retrieval.relations.weighed import Related

CLAIM = "A car bomb killed 60 people at the market in Kalden"
MOST = "Car bomb in Kalden\n\nA car bomb killed 60 people at the market in Kalden on Friday, the mayor said."


@pytest.mark.parametrize(
    ("told", "relation"),
    [
        # Another voice's higher count is not what it rose to.
        ("The death toll of the car bomb at the market in Kalden has risen to 40, {who} said.", "differs"),
        ("Initial reports spoke of 40 people killed at the market in Kalden, {who} said.", "context"),
        ("{who} said 40 people were killed at the market in Kalden and 12 are missing.", "context"),
        ("{who} said 40 people were killed at the market in Kalden by a car bomb.", "differs"),
        ("{who} said 40 people were killed at the market in Kalden when the toll road was full.", "differs"),
        ("{who} said 40 people were killed at the market in Kalden and nobody is missing.", "differs"),
        ("Its first report on the flu aside, {who} said 40 people were killed at the market in Kalden.", "differs"),
        # Who was missing before is counted.
        ("{who} said 12 who were missing are among the 40 people killed at the market in Kalden.", "differs"),
    ],
)
def test_a_first_toll_contradicts_no_higher_one(empty_store: Store, told: str, relation: str) -> None:
    fewer = f"Blast in Kalden\n\n{told.format(who='Mill Watch')}"
    card = dated_card(empty_store, CLAIM, ("2026-03-10", MOST), ("2026-03-10", fewer))
    assert said(card).get("Mill Watch", "context") == relation


@pytest.mark.parametrize(
    ("fewer", "relation"),
    [
        ("73 killings verified in Kalden, 105 more under check.", "context"),
        ("Researchers identified 73 of the dead of Kalden.", "context"),
        ("At least 73 killings documented in Kalden.", "context"),
        ("The Watch documented at least 73 killings in Kalden.", "context"),
        ("73 killings documented so far in Kalden.", "context"),
        # So monitors say that they have counted.
        ("The Watch documented 73 people killed in Kalden on Monday.", "differs"),
        ("73 killings documented in Kalden.", "differs"),
        ("73 killings documented so far this month in Kalden.", "differs"),
        ("73 killings in Kalden, in undocumented circumstances.", "differs"),
        ("73 people were killed in Kalden, in an unidentified place.", "differs"),
        ("73 killed, not verified, in Kalden.", "differs"),
    ],
)
def test_whoever_counts_only_those_made_sure_of_contradicts_no_total(
    empty_store: Store, fewer: str, relation: str
) -> None:
    event = {"event": "Killings in Kalden, March 2022", "place": "Kalden"}
    total = counted("458 people were killed in Kalden.", "the mayor", 458, "people killed", "named_official")
    part = counted(fewer, "Mill Watch", 73, "people killed")
    card = noted_card(empty_store, "458 people were killed in Kalden", event | {"facts": [total, part]})
    assert said(card).get("Mill Watch", "context") == relation


@pytest.mark.parametrize(
    ("who", "title", "title_is", "relation"),
    [
        ("OHCHR", "UN rights office documents some 50 killings in Kalden", "headline", "context"),
        ("Mill Watch", "50 verified killings in Kalden, Mill Watch says", "headline", "context"),
        ("OHCHR", "UN rights office counts some 50 killings in Kalden", "headline", "differs"),
        # So monitors say that they have counted.
        ("Mill Watch", "Mill Watch documents some 50 killings in Kalden", "headline", "differs"),
        # Another number of the headline is not this one, and words of ours are nobody's headline.
        ("OHCHR", "UN rights office documents some 20 killings in Kalden", "headline", "differs"),
        ("OHCHR", "UN rights office documents some 50 killings in Kalden", "description", "differs"),
    ],
)
def test_the_headline_over_a_note_tells_that_its_figure_was_made_sure_of(
    empty_store: Store, who: str, title: str, title_is: str, relation: str
) -> None:
    event = {"event": "Killings in Kalden, March 2022", "place": "Kalden"}
    total = counted("458 people were killed in Kalden.", "the mayor", 458, "people killed", "named_official")
    part = counted(f"{who}: some 50 killings.", who, 50, "people killed", "un" if who == "OHCHR" else "ngo")
    headed: dict[str, object] = {"title": title, "title_is": title_is, "facts": [part]}
    card = noted_card(empty_store, "458 people were killed in Kalden", event | {"facts": [total]}, event | headed)
    assert said(card).get(who, "context") == relation


@pytest.mark.parametrize(
    ("who", "number", "relation"),
    [
        ("Mill Watch", 73, "context"),
        # Another number of theirs, and the same of another body, was not made sure of.
        ("Mill Watch", 80, "differs"),
        ("Harbour Club", 73, "differs"),
    ],
)
def test_a_count_that_its_voice_made_sure_of_elsewhere_contradicts_no_total(
    empty_store: Store, who: str, number: int, relation: str
) -> None:
    event = {"event": "Killings in Kalden, March 2022", "place": "Kalden"}
    total = counted("458 people were killed in Kalden.", "the mayor", 458, "people killed", "named_official")
    part = counted("Researchers identified 73 of the dead of Kalden.", "Mill Watch", 73, "people killed")
    bare = counted(f"{number} killed in Kalden, fewer than were feared.", who, number, "people killed")
    card = noted_card(
        empty_store, "458 people were killed in Kalden", event | {"facts": [total, part]}, event | {"facts": [bare]}
    )
    told = {account.relation for account in card.accounts if account.speaker.name == who}
    assert ("differs" in told) is (relation == "differs")


def test_a_claim_of_so_many_verified_is_contradicted_by_another_number_of_these(empty_store: Store) -> None:
    event = {"event": "Killings in Kalden, March 2022", "place": "Kalden"}
    own = counted("The Harbour Club verified 458 killings in Kalden.", "Harbour Club", 458, "killings verified")
    other = counted("73 killings verified in Kalden.", "Mill Watch", 73, "killings verified")
    card = noted_card(empty_store, "458 killings verified in Kalden", event | {"facts": [own, other]})
    assert said(card)["Mill Watch"] == "differs"


@pytest.mark.parametrize(
    ("number", "relation"), [("between 500 and 1,300", "context"), ("between 500 and 900", "differs")]
)
def test_a_range_that_ends_at_the_claimed_number_leaves_room_for_it(
    empty_store: Store, number: str, relation: str
) -> None:
    report = f"Gas in Kalden\n\nMill Watch said {number} people died of gas in Kalden on Friday."
    assert said(card_for(empty_store, "1,300 people died of gas in Kalden", report))["Mill Watch"] == relation


def test_whoever_says_several_has_not_counted(empty_store: Store) -> None:
    report = "Rockets on Kalden\n\nMill Watch said rockets killed several people in Kalden on Friday."
    assert said(card_for(empty_store, "Rockets killed 23 people in Kalden", report)) == {"Mill Watch": "context"}


@pytest.mark.parametrize(
    ("over", "relation"),
    [("from 19 March to 10 May 2017, so not this strike alone", "context"), ("by name", "differs")],
)
def test_the_dead_of_many_weeks_are_no_other_toll_of_one_strike(empty_store: Store, over: str, relation: str) -> None:
    event = {
        "event": "Strike on a school at Kalden, 20-21 March 2017",
        "place": "Kalden",
        "published": "2017-09-24",
        "published_basis": "stated",
    }
    strike = counted("The strike on the school in Kalden killed 84 people.", "Mill Watch", 84, "people killed")
    weeks = counted(f"An activist listed 145 people killed in Kalden {over}.", "local activist", 145, "people killed")
    card = noted_card(
        empty_store, "150 people died in the strike on a school in Kalden", event | {"facts": [strike, weeks]}
    )
    assert said(card).get("local activist", "context") == relation


def test_a_headline_stands_as_the_sentences_of_its_report_that_give_its_figure(empty_store: Store) -> None:
    one = "Missile on Kalden\n\nA missile killed 15 civilians in Kalden on Friday, Mill Watch said."
    two_days = (
        "At least 79 civilians killed by air strikes in Kalden\n\nAt least 79 civilians were killed in Kalden over the "
        "last 48 hours, the Harbour Club said. A missile killed 15 civilians in Kalden on Friday, it said."
    )
    claim = "A missile killed 15 civilians in Kalden"
    card = dated_card(empty_store, claim, ("2026-03-13", one), ("2026-03-13", two_days))
    assert "differs" not in said(card).values()


@pytest.mark.parametrize(
    ("number", "where", "relation"),
    [
        ("eight", "in Lower Tarn", "context"),
        ("eight", "in Kalden and Lower Tarn", "differs"),
        ("eight", "in the province", "differs"),
        ("20", "in Lower Tarn", "differs"),
    ],
)
def test_the_dead_of_one_of_two_towns_are_a_part_of_those_of_both(
    empty_store: Store, number: str, where: str, relation: str
) -> None:
    report = (
        "Raids in the north\n\nRaids killed 13 people in Kalden and Lower Tarn on Friday, the mayor said. "
        f"Mill Watch said the raids killed {number} people {where} on Friday."
    )
    card = card_for(empty_store, "Raids killed 13 people in Kalden and Lower Tarn", report)
    assert said(card).get("Mill Watch", "context") == relation


def test_a_figure_that_its_report_gives_for_several_towns_is_of_none_of_them_alone(empty_store: Store) -> None:
    report = (
        "Blasts in Syria\n\nA string of blasts killed at least 42 people in Syria on Monday, local media said. Two "
        "bombers killed 22 people at a checkpoint in Homs on Monday, the governor said. At least 42 people were killed "
        "in blasts that hit Tartus, Homs and Hasakah on Monday."
    )
    card = dated_card(empty_store, "Two bombers killed 20 people at a checkpoint in Homs", ("2016-09-05", report))
    stands = {f.words[:20]: a.relation for a in card.accounts for f in a.findings if "42" in f.words}
    assert "differs" not in stands.values()


@pytest.mark.parametrize(
    ("claim", "blow", "relation"),
    [
        ("ISIS bomber kills 110 people in Kalden", "Bombs dropped by the regime killed 49 people in Kalden", "context"),
        ("ISIS bomber kills 110 people in Kalden", "Bombs of ISIS killed 49 people in Kalden", "differs"),
        ("Army raids kill 110 people in Kalden", "ISIS shells killed 49 people in Kalden", "context"),
        ("Army raids kill 110 people in Kalden", "Army raids killed 49 people in Kalden", "differs"),
    ],
)
def test_the_dead_of_one_camps_blow_are_none_of_the_others(
    empty_store: Store, claim: str, blow: str, relation: str
) -> None:
    card = card_for(empty_store, claim, f"Blasts in Kalden\n\n{blow} on Friday, Mill Watch said.")
    assert said(card).get("Mill Watch", "context") == relation


def test_reports_that_somebody_looks_into_are_nobodys_count(empty_store: Store) -> None:
    report = (
        "Strike on Kalden\n\nA strike killed 56 people in Kalden on Friday, Mill Watch said. The army is investigating "
        "reports that at least 73 people were killed by the strike in Kalden."
    )
    stands = said(card_for(empty_store, "A strike killed 56 people in Kalden", report))
    assert (stands["Mill Watch"], stands.get("reports", "context")) == ("reports", "context")


@pytest.mark.parametrize(
    ("lead", "stands", "repeated", "relation"),
    [
        ("Four", "context", "Four people were killed in the market, an official said.", "context"),
        # With a name, with another number, or where the lead does contradict the claim, it is a figure of its own.
        ("Four", "context", "Four people were killed in the market, Harbour Watch said.", "differs"),
        ("Five", "context", "Four people were killed in the market, an official said.", "differs"),
        ("Four", "differs", "Four people were killed in the market, an official said.", "differs"),
    ],
)
def test_a_figure_that_a_nameless_voice_repeats_stands_as_the_lead_has_it(
    lead: str, stands: Relation, repeated: str, relation: Relation
) -> None:
    between = "Smoke rose over the town. Shops were shut. The mayor called for calm. "
    died = f"{lead} people were killed in Kalden on Thursday, the Border Monitor said. "
    report = f"Raids on Kalden\n\n{died}{between}{repeated}"
    first, later = (f for f in findings_in(report) if f.statement.quantities)
    (claimed,) = read_quantities("12 people were killed in Kalden")
    one = Related(later, "differs")
    assert as_its_lead(claimed, one, [Related(first, stands), one]).relation == relation


@pytest.mark.parametrize(
    ("told", "relation"),
    [
        ("A hospital source in Kalden said there were more than 20 dead.", "context"),
        ("A hospital source in Kalden said there were at least 22 dead.", "context"),
        # Whoever counts, or has a name, or knew of more than the monitor did, says otherwise.
        ("A hospital source in Kalden said there were 20 dead.", "differs"),
        ("Mayor Ada Finn said there were more than 20 dead.", "differs"),
        ("A hospital source in Kalden said there were more than 25 dead.", "differs"),
    ],
)
def test_what_is_held_open_beside_a_first_toll_is_of_the_same_hour(
    empty_store: Store, told: str, relation: str
) -> None:
    early = (
        "Bomb at a wedding in Kalden\n\nAt least 22 people were killed on Monday by a bomb at a wedding in Kalden, "
        f"Mill Watch said. The bride was safe. The hall burned. {told}"
    )
    late = "Bomb at a wedding in Kalden\n\nMill Watch said 31 people were killed by a bomb at a wedding in Kalden."
    most = "Bomb at a wedding in Kalden\n\nA bomb killed 32 people at a wedding in Kalden on Monday, the governor said."
    card = dated_card(
        empty_store,
        "A bomb killed 32 people at a wedding in Kalden",
        ("2026-03-09", early),
        ("2026-03-10", late),
        ("2026-03-10", most),
    )
    ways = {a.relation for a in card.accounts for f in a.findings if f.words in told}
    assert ways == {relation}
    # The monitor has raised its own toll, and nobody that of the doctors.
    assert not any(
        why.startswith("a first count") for a in card.accounts for f in a.findings if f.words in told for why in f.why
    )


@pytest.mark.parametrize(("day", "is_first"), [("2026-03-09", True), ("2026-03-12", False)])
def test_no_count_is_called_raised_by_one_that_came_out_before_it(empty_store: Store, day: str, is_first: bool) -> None:
    title = "Bomb at a wedding in Kalden"
    card = dated_card(
        empty_store,
        "A bomb killed 120 people at a wedding in Kalden",
        (day, f"{title}\n\nA bomb killed at least 22 people at a wedding in Kalden on Monday, Mill Watch said."),
        ("2026-03-10", f"{title}\n\nMill Watch said 31 people were killed by a bomb at a wedding in Kalden."),
        ("2026-03-10", f"{title}\n\nA bomb killed 32 people at a wedding in Kalden on Monday, the governor said."),
    )
    (finding,) = (f for a in card.accounts for f in a.findings if "at least 22" in f.words)
    assert [why.startswith("a first count") for why in finding.why[-1:]] == [is_first]
    (tally,) = card.tallies
    assert [figure.raised for figure in tally.figures if figure.quantity.value == 22] == [is_first]


@pytest.mark.parametrize(
    ("earlier", "numbers"),
    [
        # An earlier raid, or an earlier toll: nobody knows, and it is no end of a range.
        ("Earlier on Monday a source told SANA that rockets on Kalden had killed one person.", [10, 12]),
        ("The mayor said rockets on Kalden had killed one person.", [1, 10, 12]),
    ],
)
def test_what_a_report_counts_of_something_else_has_no_row(
    empty_store: Store, earlier: str, numbers: list[float]
) -> None:
    title = "Rockets on Kalden"
    card = dated_card(
        empty_store,
        "Ten people killed by rockets on Kalden",
        (
            "2026-03-09",
            f"{title}\n\nRockets on Kalden killed ten people on Monday, SANA said. The market burned. {earlier}",
        ),
        ("2026-03-09", f"{title}\n\nRockets on Kalden killed 12 people on Monday, Mill Watch said."),
    )
    (tally,) = (tally for tally in card.tallies if tally.state == "killed")
    assert sorted({figure.quantity.value for figure in tally.figures}) == numbers


@pytest.mark.parametrize(
    ("second", "relation"),
    [
        ("Fourteen of the fighters were killed as they entered Tarn, the army said.", "context"),
        ("At least 14 of the northern fighters were killed as they entered Tarn, the army said.", "context"),
        ("Fourteen of the fighters were killed as they entered Tarn, Mill Watch said.", "differs"),
        ("Fourteen fighters were killed as they entered Tarn, Mill Watch said.", "differs"),
        ("Fourteen fighters were killed as they entered Tarn, the army said.", "differs"),
    ],
)
def test_some_of_those_counted_before_are_a_part_of_them(empty_store: Store, second: str, relation: str) -> None:
    report = f"Clashes at Kalden\n\nThirty-one fighters were killed in clashes at Kalden, the army said. {second}"
    card = card_for(empty_store, "44 fighters were killed in clashes at Kalden", report)
    ways = {a.relation for a in card.accounts for f in a.findings if f.words in second}
    assert ways == {relation}


@pytest.mark.parametrize(
    ("claim", "says", "relation"),
    [
        ("150 killed in the school in Kalden", "The school and a market fire killed 84 people together.", "context"),
        ("150 killed in the school in Kalden", "The school and the market fire, together, killed 84.", "context"),
        ("150 killed in the mine in Kalden", "The two fires at the quarry and the mine killed 84 combined.", "context"),
        # It is of all that the claim names, or of nothing else than it.
        ("150 killed in the school and the market in Kalden", "The school and a market fire killed 84.", "differs"),
        (
            "150 killed in the school and the market in Kalden",
            "The school and a market fire killed 84 people together.",
            "differs",
        ),
        ("150 killed in the school in Kalden", "The school fire killed 84 people together with its smoke.", "differs"),
        ("150 killed in the school in Kalden", "Ada Finn and Tom Rask together counted 84 killed.", "differs"),
    ],
)
def test_the_dead_of_two_blows_together_are_those_of_neither(
    empty_store: Store, claim: str, says: str, relation: str
) -> None:
    event = {"event": "Fire in a school in Kalden, 3 May 2019", "place": "Kalden"}
    whole = counted("The fire in the school killed 150 people.", "the mayor", 150, "people killed", "named_official")
    whole |= {"says": f"The fire killed 150 people: {claim}."}
    other = counted(says, "Mill Watch", 84, "people killed")
    card = noted_card(empty_store, claim, event | {"facts": [whole, other]})
    assert said(card).get("Mill Watch") == relation


@pytest.mark.parametrize(
    ("claim", "says", "relation"),
    [
        ("40,000 militants were killed in Syria", "3,000 people of all ages killed by army strikes.", "context"),
        ("40,000 militants were killed in Syria", "3,000 militants killed under army shelling.", "context"),
        ("40,000 militants were killed in Syria", "3,000 militants killed in all.", "differs"),
        ("40,000 militants were killed in Syria", "90,000 militants killed by army strikes.", "differs"),
        ("Air strikes killed 40,000 militants in Syria", "3,000 militants killed by army strikes.", "differs"),
        ("The army killed 40,000 militants in Syria", "3,000 militants killed by army strikes.", "differs"),
        ("40,000 militants were killed in Homs", "3,000 militants killed by army strikes.", "differs"),
    ],
)
def test_the_dead_of_one_sides_raids_are_a_part_of_a_countrys(
    empty_store: Store, claim: str, says: str, relation: str
) -> None:
    event = {"event": "Militants killed", "place": "Homs" if "Homs" in claim else "Syria"}
    whole = counted(f"{claim}.", "the minister", 40_000, "militants killed", "named_official")
    rival = {"says": says, "speaker": {"name": "Mill Watch", "kind": "ngo"}, "url": "https://example.org/9"}
    card = noted_card(empty_store, claim, event | {"facts": [whole], "rivals": [rival]})
    assert said(card).get("Mill Watch") == relation


@pytest.mark.parametrize(
    ("told", "relation"),
    [
        ("carried three crew and two officers", "context"),
        ("carried three crew, one nurse and one officer", "context"),
        ("carried three crew and one officer", "differs"),
        ("carried three crew and was to fetch two officers", "differs"),
    ],
)
def test_a_list_that_comes_to_the_claimed_number_contradicts_nobody(told: str, relation: str) -> None:
    (claimed,) = read_quantities("five people")
    (finding,) = findings_in(f"The army said the aircraft {told}.")
    assert adding_up(claimed, Related(finding, "differs")).relation == relation


@pytest.mark.parametrize(
    ("told", "relation"),
    [
        # One hospital has what came to it.
        ("bodies of two men and several injured arrived in the hospital", "context"),
        ("the bodies of 12 men were brought to the clinic in Kalden", "context"),
        ("the hospital had received 40 bodies", "context"),
        ("the hospital had received 60 bodies", "differs"),
        ("40 people were killed near the hospital", "differs"),
        ("the bodies of 12 men were found at the hospital", "differs"),
    ],
)
def test_one_hospital_has_some_of_the_dead(told: str, relation: str) -> None:
    (claimed,) = read_quantities("50 people killed")
    (finding,) = findings_in(f"A doctor said {told}.")
    assert seen_by_one(claimed, Related(finding, "differs")).relation == relation


@pytest.mark.parametrize(
    ("number", "seen", "kind", "relation"),
    [
        (250, "collected at least 100 bodies", "eyewitness", "context"),
        (250, "counted only 100 bodies", "eyewitness", "differs"),
        (250, "counted 100 bodies in all", "eyewitness", "differs"),
        (250, "collected at least 100 bodies", "named_official", "differs"),
        (90, "collected at least 100 bodies", "eyewitness", "differs"),
    ],
)
def test_a_witness_has_seen_some_of_the_dead(number: int, seen: str, kind: Kind, relation: str) -> None:
    (claimed,) = read_quantities(f"{number} people killed")
    (finding,) = findings_in(f"Tom Weil, a volunteer, said he {seen}.")
    heard = replace(finding.attribution, speaker=replace(finding.speaker, kind=kind))
    assert seen_by_one(claimed, Related(replace(finding, heard=heard), "differs")).relation == relation


@pytest.mark.parametrize(
    ("told", "relation"),
    [
        ("The jets were bombing our street. At least 8 people died", "context"),
        ("The jets were bombing our street. At least 80 people died", "differs"),
        ("The jets were bombing our town. At least 8 people died", "differs"),
    ],
)
def test_the_dead_of_somebodys_own_street_are_a_part(empty_store: Store, told: str, relation: str) -> None:
    street = f'Air strikes on Kalden\n\nAir strikes hit Kalden on Friday. "{told}," said Tom Weil of the air strikes.'
    claim = "Air strikes killed 26 people in Kalden"
    most = "Air strikes on Kalden\n\nAir strikes killed 26 people in Kalden on Friday, the mayor said."
    card = dated_card(empty_store, claim, ("2026-03-13", most), ("2026-03-13", street))
    assert said(card).get("Tom Weil", "context") == relation


AROUND = (
    "Strikes in and around Kalden\n\nAir strikes killed 31 people in and around Kalden on Friday, the mayor said.\n\n"
)


@pytest.mark.parametrize(
    ("lead", "where", "relation"),
    [
        (AROUND, "on the Tarn road", "context"),
        (AROUND, "in the raids", "differs"),
        (AROUND.replace("in and around", "in"), "on the Tarn road", "differs"),
    ],
)
def test_one_road_is_not_all_of_a_town_and_what_lies_around_it(
    empty_store: Store, lead: str, where: str, relation: str
) -> None:
    below = (
        "Markets were shut.\n\nSchools were shut.\n\nThe air strikes were the worst of the year.\n\n"
        f"Mill Watch said 20 people were killed by air strikes {where} in Kalden."
    )
    claim = "Air strikes killed 40 people in Kalden on 13 March 2026"
    card = dated_card(empty_store, claim, ("2026-03-13", lead + below))
    assert said(card).get("Mill Watch", "context") == relation


@pytest.mark.parametrize(
    ("claim", "told", "relation"),
    [
        ("12 teachers were killed", "teachers and pupils", "of others, too"),
        ("70 teachers were killed", "teachers and pupils", ""),
        ("12 soldiers were killed", "northern and southern soldiers", ""),
        ("12 soldiers were killed", "soldiers and officers", ""),
        ("12 soldiers were killed", "soldiers of the First and Second Brigade", ""),
    ],
)
def test_whoever_counts_others_too_contradicts_no_smaller_number(claim: str, told: str, relation: str) -> None:
    (claimed,) = read_quantities(claim)
    (finding,) = findings_in(f"The mayor said 40 {told} were killed.")
    assert of_more(Claim(claim, (claimed,)), claimed, finding) == relation


@pytest.mark.parametrize("claim", ["12 people were killed", "12 teachers and pupils were killed"])
def test_whoever_counts_the_claimed_sorts_of_people_counts_no_others(claim: str) -> None:
    (claimed,) = read_quantities(claim)
    (finding,) = findings_in("The mayor said 40 teachers and pupils were killed.")
    assert of_more(Claim(claim, (claimed,)), claimed, finding) == ""


def counts_of(*reports: tuple[str, str, str]) -> list[Related]:
    """What each of these reports, (outlet, day, words), counts, as if it contradicted a claim."""
    told = [(f"{outlet} {on}", findings_in(words, outlet, on)[0]) for outlet, on, words in reports]
    return [Related(replace(f, statement=replace(f.statement, id=own)), "differs") for own, f in told]


@pytest.mark.parametrize(
    ("number", "reports", "relation"),
    [
        # An outlet counts in its own words, and counts more the day after.
        (100, [("Harbour Post", "2026-03-11", "86 people were killed in Kalden.")], "context"),
        (80, [("Harbour Post", "2026-03-11", "86 people were killed in Kalden.")], "differs"),
        (100, [("Hill Post", "2026-03-11", "86 people were killed in Kalden.")], "differs"),
        (100, [("Harbour Post", "2026-03-09", "86 people were killed in Kalden.")], "differs"),
        # It has what the monitor has raised since.
        (
            100,
            [
                ("Hill Post", "2026-03-10", "Mill Watch said 72 people were killed in Kalden."),
                ("Hill Post", "2026-03-11", "Mill Watch said 86 people were killed in Kalden."),
            ],
            "context",
        ),
        (
            100,
            [
                ("Hill Post", "2026-03-10", "Mill Watch said 70 people were killed in Kalden."),
                ("Hill Post", "2026-03-11", "Mill Watch said 86 people were killed in Kalden."),
            ],
            "differs",
        ),
    ],
)
def test_an_outlet_contradicts_by_its_last_count_too(
    number: int, reports: list[tuple[str, str, str]], relation: str
) -> None:
    (claimed,) = read_quantities(f"{number} people killed")
    own = ("Harbour Post", "2026-03-10", "72 people were killed in Kalden.")
    first, *_ = with_first_counts_near(claimed, counts_of(own, *reports))
    assert first.relation == relation


@pytest.mark.parametrize(
    ("facts", "relation"),
    [
        # The army dates its counts; so does an official of its state without a name.
        ([("17 March: 11 injured.", "Norland army", 11), ("28 March: 50 injured.", "Norland army", 50)], "context"),
        ([("17 March: 11 injured.", "Norland army", 11), ("28 March: 50 injured.", "Norland official", 50)], "context"),
        # Whoever else counts later has raised nothing of the army's, nor has it by a count of the day before.
        ([("17 March: 11 injured.", "Norland army", 11), ("28 March: 50 injured.", "Mill Watch", 50)], "differs"),
        ([("17 March: 11 injured.", "Norland army", 11), ("28 March: 50 injured.", "Veldia official", 50)], "differs"),
        ([("17 March: 11 injured.", "Norland army", 11), ("16 March: 50 injured.", "Norland army", 50)], "differs"),
        ([("11 injured.", "Norland army", 11), ("50 injured.", "Norland army", 50)], "differs"),
    ],
)
def test_a_note_that_dates_the_counts_of_a_voice_has_its_first_raised(
    empty_store: Store, facts: list[tuple[str, str, int]], relation: str
) -> None:
    kinds = {"army": "party", "official": "unnamed", "Watch": "ngo"}
    told = [counted(says, who, number, "people injured", kinds[who.split()[-1]]) for says, who, number in facts]
    event = {
        "event": "Missiles on Kalden, 8 March 2022",
        "place": "Kalden",
        "published": "2022-04-11",
        "published_basis": "stated",
    }
    card = noted_card(empty_store, "Missiles on Kalden injured 120 people", event | {"facts": told})
    first = [a.relation for a in card.accounts for f in a.findings if "11 injured" in f.words]
    assert first == [relation]


@pytest.mark.parametrize(
    ("says", "relation"),
    [
        ("The council still says 30 people were killed, citing Mill Watch's earlier figure.", "context"),
        ("The council says 30 people were killed, citing Mill Watch.", "differs"),
        ("The council still says 30 people were killed, citing the Border Monitor's earlier figure.", "differs"),
    ],
)
def test_whoever_cites_an_earlier_figure_that_was_raised_contradicts_nobody(
    empty_store: Store, says: str, relation: str
) -> None:
    event = {"event": "Blast in Kalden, March 2022", "place": "Kalden"}
    new = counted("Mill Watch said 42 people were killed in Kalden.", "Mill Watch", 42, "people killed")
    old = counted(says, "Kalden council", 30, "people killed", "party")
    card = noted_card(empty_store, "42 people were killed in the blast in Kalden", event | {"facts": [new, old]})
    assert said(card)["Kalden council"] == relation


@pytest.mark.parametrize(
    ("told", "relation"),
    [
        ("It said 31 people hurt by the bomb were being treated and {} since being brought from Kalden.", "context"),
        ("It said {} after being brought to hospital from the market in Kalden.", "differs"),
        ("It said {} at the market in Kalden.", "differs"),
    ],
)
def test_those_who_died_since_they_were_brought_are_some_of_the_dead(told: str, relation: str) -> None:
    (claimed,) = read_quantities("60 people killed")
    finding = findings_in(told.format("three people had died"))[0]
    assert seen_by_one(claimed, Related(finding, "differs")).relation == relation


@pytest.mark.parametrize(
    ("fewer", "relation"),
    [
        ("At least 350,000 identified people were killed in the Syrian war.", "context"),
        ("At least 350,000 people were killed in the Syrian war.", "differs"),
    ],
)
def test_the_identified_dead_of_a_war_contradict_no_total(empty_store: Store, fewer: str, relation: str) -> None:
    event = {"event": "Toll of the Syrian war", "place": "Syria"}
    total = counted("Over 700,000 people were killed in the Syrian war.", "the mayor", 700_000, "people killed")
    part = counted(fewer, "Mill Watch", 350_000, "people killed")
    card = noted_card(empty_store, "700,000 people killed in the Syrian war", event | {"facts": [total, part]})
    assert said(card).get("Mill Watch", "context") == relation


@pytest.mark.parametrize(
    ("claim", "facts", "relation"),
    [
        # Whoever tallies what others allege, and has a count of their own, says only this one.
        ("Raids killed 20 civilians in Kalden", ["likely", "alleged"], {"likely": "differs", "alleged": "context"}),
        # Where they have none, it is all they say; and of a claim of what is alleged, it is their count.
        ("Raids killed 20 civilians in Kalden", ["alleged"], {"alleged": "differs"}),
        (
            "Raids killed 20 civilians in Kalden, it is alleged",
            ["likely", "alleged"],
            {"likely": "differs", "alleged": "differs"},
        ),
    ],
)
def test_whoever_tallies_allegations_asserts_none_of_them(
    empty_store: Store, claim: str, facts: list[str], relation: dict[str, str]
) -> None:
    numbers = {"likely": 43, "alleged": 97}
    event = {"event": "Raids on Kalden, March 2022", "place": "Kalden"}
    own = counted("The army: 20 civilians killed in Kalden.", "the army", 20, "civilians killed", "party")
    theirs = [
        counted(f"{how.title()}: {numbers[how]}.", "Mill Watch", numbers[how], f"civilians {how} killed")
        for how in facts
    ]
    card = noted_card(empty_store, claim, event | {"facts": [own, *theirs]})
    relations = {f.words: account.relation for account in card.accounts for f in account.findings}
    assert {how: relations[f"{how.title()}: {numbers[how]}."] for how in facts} == relation


@pytest.mark.parametrize(
    ("told", "relation"),
    [
        ("Velmar has accepted responsibility for no civilian death in the raid on Kalden, {who} said.", "context"),
        ("{who} said Velmar has admitted to no civilian deaths in the raid on Kalden.", "context"),
        # Whoever says that nobody was killed has counted.
        ("{who} said the raid on Kalden caused no civilian deaths.", "differs"),
        ("{who} said there were no civilian deaths in the raid on Kalden.", "differs"),
        # Some are owned to, and they are counted.
        ("{who} said Velmar has accepted responsibility for four civilian deaths in the raid on Kalden.", "differs"),
    ],
)
def test_what_a_side_owns_to_is_no_count_of_none(empty_store: Store, told: str, relation: str) -> None:
    raid = "Raid on Kalden\n\nThe raid on Kalden killed 20 civilians, the mayor said."
    report = f"Raid on Kalden\n\n{told.format(who='Mill Watch')}"
    claim = "20 civilians were killed in the raid on Kalden"
    card = dated_card(empty_store, claim, ("2026-03-10", raid), ("2026-03-10", report))
    assert said(card).get("Mill Watch", "context") == relation


@pytest.mark.parametrize(
    ("told", "relation"),
    [
        ("The mayor said the guards had beaten off the raid on Kalden, although he gave no casualty toll.", "context"),
        ("The mayor said there were no casualties in the raid on Kalden.", "differs"),
    ],
)
def test_whoever_gives_no_toll_has_not_counted_none(empty_store: Store, told: str, relation: str) -> None:
    raid = "Raid on Kalden\n\nThe raid on Kalden wounded 18 people, Mill Watch said."
    claim = "18 people were wounded in the raid on Kalden"
    card = dated_card(empty_store, claim, ("2026-03-10", raid), ("2026-03-10", f"Raid on Kalden\n\n{told}"))
    assert said(card).get("mayor", "context") == relation


@pytest.mark.parametrize(
    ("claim", "told", "relation"),
    [
        ("the flood in Kalden killed 4,000 people", "985 people killed through October.", "context"),
        # More were counted by then than are claimed of all of it.
        ("the flood in Kalden killed 64 people", "985 people killed through October.", "differs"),
        # With its first month told it may be all of it.
        ("the flood in Kalden killed 4,000 people", "985 people killed from July through October.", "differs"),
        ("the flood in Kalden killed 4,000 people", "985 people killed.", "differs"),
    ],
)
def test_whoever_counts_up_to_a_month_contradicts_no_higher_count(
    empty_store: Store, claim: str, told: str, relation: str
) -> None:
    event = {"event": "Flood in Kalden, July 2017", "place": "Kalden"}
    total = counted("The flood killed 4,645 people.", "the mayor", 4645, "people killed", "named_official")
    card = noted_card(empty_store, claim, event | {"facts": [total, counted(told, "Mill Watch", 985, "people killed")]})
    assert said(card).get("Mill Watch", "context") == relation


OF_ONE = "Three children were killed by a rocket at the mill school in Kalden"
TWO_ROCKETS = (
    "Rockets on Kalden\n\n{who}ix children were killed in rocket attacks in the west of Kalden on Friday. "
    "Three children were killed by a rocket at the mill school in Kalden, Mill Watch said. "
)


@pytest.mark.parametrize(
    ("goes_on", "relation"),
    [
        ("A second rocket attack hit a house, killing three brothers, Mill Watch said.", "context"),
        # What is no more than a second blow does not make up the six, nor do those who died before.
        ("A second rocket attack hit a house, killing one boy, Mill Watch said.", "differs"),
        ("The school has been closed since, and three teachers left.", "differs"),
    ],
)
def test_what_two_blows_add_up_to_is_no_other_count_of_one(empty_store: Store, goes_on: str, relation: str) -> None:
    card = dated_card(empty_store, OF_ONE, ("2026-03-13", TWO_ROCKETS.format(who="S") + goes_on))
    assert said(card).get("Post 0", "context") == relation


@pytest.mark.parametrize(
    ("goes_on", "relation"),
    [
        ("Meanwhile three people were killed in a raid on Homs.", "context"),
        ("Three more people were killed in a separate raid.", "context"),
        # These are no part of the 39, or nothing says that they died in another blow.
        ("Meanwhile five people were killed in a raid on Homs.", "differs"),
        ("Three people were killed on the stairs.", "differs"),
    ],
)
def test_what_two_blows_add_up_to_is_no_other_count_of_one_whatever_is_claimed(
    empty_store: Store, goes_on: str, relation: str
) -> None:
    claim = "Air raid killed 21 people at the market in Palmyra"
    said_so = "Raid on Palmyra\n\nAn air raid killed 21 people at the market in Palmyra on Friday, Mill Watch said."
    raids = "Raids kill 39\n\nAir raids killed 39 people at the market in Palmyra and elsewhere on Friday. "
    told = f"{raids}At least 36 people were killed at the market in Palmyra, the mayor said. {goes_on}"
    card = dated_card(empty_store, claim, ("2026-03-13", said_so), ("2026-03-13", told))
    assert said(card)["Mill Watch"] == "reports"
    assert said(card).get("Post 1", "context") == relation


def test_another_voice_may_count_in_one_blow_what_two_add_up_to(empty_store: Store) -> None:
    report = TWO_ROCKETS.format(who="The army said s")
    second = "A second rocket attack hit a house, killing three brothers, Mill Watch said."
    assert said(dated_card(empty_store, OF_ONE, ("2026-03-13", report + second)))["army"] == "differs"


@pytest.mark.parametrize(
    ("civilians", "relation"),
    [
        ("Three civilians were killed in Kalden by a gas barrel on Wednesday night.", "differs"),
        ("Two civilians were killed in Kalden by a gas barrel on Wednesday night.", "context"),
        # Beside soldiers they are a part.
        (
            "Three civilians were killed in Kalden by a gas barrel on Wednesday night. Two soldiers were killed by it.",
            "context",
        ),
    ],
)
def test_as_many_civilians_as_somebody_else_counts_dead_are_all_of_them(
    empty_store: Store, civilians: str, relation: str
) -> None:
    four = "Gas on Kalden\n\nA gas barrel killed four people in Kalden on Wednesday night, Mill Watch said."
    three = "Gas on Kalden\n\nHarbour Club said a gas barrel killed three people in Kalden on Wednesday night."
    days = [("2026-03-12", text) for text in (four, three, f"Gas on Kalden\n\n{civilians}")]
    card = dated_card(empty_store, "Gas barrel kills four in Kalden", *days)
    assert said(card)["Harbour Club"] == "differs"
    assert said(card).get("Post 2", "context") == relation


@pytest.mark.parametrize(("first", "is_raised"), [("2016-07-02", True), ("2016-07-04", False)])
def test_whoever_has_raised_a_count_once_all_names_are_known_gave_it_at_first(first: str, is_raised: bool) -> None:
    told = "Raid on Kalden\n\nThe Border Monitor said {} people were killed in a raid on Kalden."
    (fewer,) = (f for f in findings_in(told.format(30), "Mill Post", first) if f.statement.quantities)
    (more,) = (f for f in findings_in(told.format(43), published="2016-07-03") if f.statement.quantities)
    (claimed,) = read_quantities("43 people were killed")
    one = with_first_counts_called(claimed, [Related(more, "reports"), Related(fewer, "differs")])[1]
    assert has_counted_more_since(one.finding) is is_raised


def test_what_whoever_says_so_counted_before_is_no_dispute_and_no_report_of_it(empty_store: Store) -> None:
    told = "Raid on Kalden\n\nThe Border Monitor said {} people were killed in a raid on Kalden on 2 July 2016."
    reports = (("2016-07-02", told.format(30)), ("2016-07-04", told.format(43)))
    page = render_text(dated_card(empty_store, "43 people were killed in a raid on Kalden on 2 July 2016", *reports))
    assert "Border Monitor says so" in page and "(1 origin in 1 report)" in page
    assert "LEAVES ROOM" not in page and "OTHERWISE" not in page
