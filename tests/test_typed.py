"""Claims as people type them: in round figures, in small letters, with an opinion tacked on."""

from __future__ import annotations

import pytest
from invented import NOW, card_for, said

from knowledge.quantities import read_quantities
from knowledge.store import Store
from retrieval.answers import answer
from retrieval.claims.messages import read_claims
from retrieval.claims.two_voices import of_two_voices
from retrieval.ranking import fits
from retrieval.spelling import plain_forms

RAID = "Raid on Kalden\nTwo jets bombed the town of Kalden on 3 May 2024. The mayor said 45 people were killed."
HOSPITAL = "Strike on a hospital\nA strike on the hospital of Tarn killed 471 people, the health ministry said."
WAR = (
    "Yemen war: a new toll\nThe war in Yemen has killed at least 377,209 people, the United Nations said on Tuesday. "
    "A monitor put the toll of the war at 612,000 people killed."
)
MARCH = (
    "March in Oslo\nTwo million people marched in Oslo against the pension law, the organisers said. "
    "The police said 338,000 people marched."
)

CLASH = (
    "Clash on the Tarn pass\nTen Russian soldiers were killed in the clash on the Tarn pass, the Russian army said. "
    "Forty Ukrainian soldiers were killed in the clash, the Ukrainian army said."
)
RING = "Raid on Tarn\nThe raid on Tarn killed 30 ISIS fighters, the governor said."
MINE = "Fire in the mine of Tarn\nA fire killed 30 miners in the mine of Tarn, the owner said."
MILL = "Lowmarket\nThe building in Lowmarket was not a school, the mayor said."
DESERT = (
    "A month of raids\nVeldian jets executed over 640 airstrikes on the Syrian desert, Desert Watch said. "
    "Desert Watch said they flew 40 sorties a day."
)

SIEGE = (
    "The toll of the campaign for Raqqa\nThe campaign to take Raqqa killed 180 civilians, the mayor said. "
    "A monitor counted 1,600 civilians killed in the campaign."
)
SCHOOL = (
    "Strike on a school in Raqqa\nA strike on a school in Raqqa killed 84 civilians, the mill union said. "
    "Fighters were also at the school, the union said."
)


@pytest.mark.parametrize(
    ("claim", "printed", "fitting"),
    [
        ("dozens of people killed", "45 people killed", True),
        ("dozens of people killed", "40 to 50 people killed", True),
        ("dozens of people killed", "300 people killed", False),
        ("hundreds of people killed", "90 people killed", False),
        ("350,000 people killed", "at least 350,209 people killed", True),
        ("650,000 people killed", "654,965 people killed", True),
        ("400 fighters killed", "401 fighters killed", True),
        ("30 people killed", "26 people killed", False),
        ("651,000 people killed", "654,965 people killed", False),
        ("200 people killed", "fewer than 200 people killed", False),
        ("nobody was killed", "no casualties", True),
        ("no casualties", "nobody was killed", False),
    ],
)
def test_round_figures(claim: str, printed: str, fitting: bool) -> None:
    (mine,), (theirs,) = read_quantities(claim), read_quantities(printed)
    assert fits(mine, theirs) is fitting


@pytest.mark.parametrize(
    ("claim", "reports", "relations"),
    [
        ("dozens killed in Kalden", (RAID,), {"mayor": "reports"}),
        ("45 dead in the raid on kalden, thanks for nothing", (RAID,), {"mayor": "reports"}),
        ("strike on a school in Tarn killed 40", (HOSPITAL,), None),
        ("strike on the hospital of Tarn killed 40", (HOSPITAL,), {"health ministry": "differs"}),
        ("380,000 dead in Yemen war", (WAR,), {"a monitor": "differs"}),
        ("600,000 dead in Yemen war", (WAR,), {"United Nations": "differs", "a monitor": "differs"}),
        ("two jets bombed kalden and didnt kill 45 people", (RAID,), None),
        ("the mayor swore it wasnt a school in Lowmarket", (MILL,), {"mayor": "reports"}),
        ("the mayor swore it was a school in Lowmarket", (MILL,), {"mayor": "denies"}),
        ("Veldia hit the Badia 640 times in one month", (DESERT,), {"Desert Watch": "reports"}),
        ("Veldia carried out 640 strikes on the Badia in one month", (DESERT,), {"Desert Watch": "reports"}),
        ("the prices in the Badia hit 640 times the old level", (DESERT,), None),
        ("Russia lost 10 men in the clash on the Tarn pass", (CLASH,), {"Russian military": "reports"}),
        ("Russia lost 20 men in the clash on the Tarn pass", (CLASH,), {"Russian military": "differs"}),
        ("ISIS lost 30 men in the raid on Tarn", (RING,), {"governor": "reports"}),
        ("Russia lost 30 men in the raid on Tarn", (RING,), None),
        ("30 men were lost in the raid on Tarn", (MINE,), None),
        ("the mine of Tarn lost 30 men in a fire", (RING,), None),
        ("just 180 civs died in the 4 month battle for Raqqa", (SIEGE,), {"mayor": "reports", "a monitor": "differs"}),
        ("180 civilians died in a two week battle for Raqqa", (SIEGE,), {"mayor": "reports"}),
        ("180 civilians died in the fight for Raqqa", (SIEGE, SCHOOL), {"mayor": "reports"}),
        ("2 million people marched in Oslo", (MARCH,), {"organisers": "reports", "police": "differs"}),
    ],
)
def test_what_is_typed_is_found(
    empty_store: Store, claim: str, reports: tuple[str, ...], relations: dict[str, str] | None
) -> None:
    found = {name: relation for name, relation in said(card_for(empty_store, claim, *reports)).items()}
    assert (
        not set(found.values()) & {"reports", "differs", "denies"} if relations is None else found | relations == found
    )


@pytest.mark.parametrize(
    ("claim", "report"),
    [
        ("they bombed kalden and everyone looked away", RAID),
        ("the army denies it hit al-sharqi hospital", HOSPITAL.replace("of Tarn", "called al-Sharqi in Tarn")),
        ("al sharqi hospital was bombed", HOSPITAL.replace("of Tarn", "called al-Sharqi in Tarn")),
        ("The army denies bombing al-Sharqi hospital", HOSPITAL.replace("of Tarn", "called al-Sharqi in Tarn")),
        # Somebody else is said to have died there, and by another hand: close by, and no more.
        ("US killed 100 fighters at Manbij", "Shelling\nRebels shelled Manbij and killed 100 soldiers, the army said."),
        ("Iran's missile attack killed 80", "Iranian missile attack on Tarn\nNobody was killed, the mayor said."),
    ],
)
def test_a_name_that_is_typed_small_is_that_name(empty_store: Store, claim: str, report: str) -> None:
    card = card_for(empty_store, claim, report)
    assert card.state == "found"
    assert {account.relation for account in card.accounts} == {"context"}


@pytest.mark.parametrize(
    ("message", "claims"),
    [
        ("Russia used 100 airstrikes, SOHR is lying", ["Russia used 100 airstrikes"]),
        ("20 people died and the government should resign", ["20 people died"]),
        ("The government should resign, 20 people died", []),
        ("SOHR is lying", []),
        ("In Syria", []),
        ("Strikes in Homs", ["Strikes in Homs"]),
    ],
)
def test_an_opinion_tacked_on_is_left_out(message: str, claims: list[str]) -> None:
    assert [claim.text for claim in read_claims(message).claims] == claims


def test_a_state_that_struck_is_not_where_it_was() -> None:
    assert [place.name for place in read_claims("42 killed in US bombing of Kunduz").claims[0].where] == ["Kunduz"]
    assert [place.name for place in read_claims("20 people killed in US").claims[0].where] == ["United States"]


def test_two_states_that_struck_are_not_where_it_was() -> None:
    assert not read_claims("Russia and Syria killed 32 militants").claims[0].where
    assert [place.name for place in read_claims("Russia and Syria bombed Palmyra").claims[0].where] == ["Palmyra"]
    assert "Iraq" in [place.name for place in read_claims("Floods in Iraq and Syria killed 32").claims[0].where]


def test_a_common_word_that_is_typed_small_is_no_town() -> None:
    assert not read_claims("300 killed in the drama theatre").claims[0].where


@pytest.mark.parametrize(
    ("claim", "report"),
    [
        ("Israel denies bombing al-Sharqi", HOSPITAL.replace("of Tarn", "called al-Gharbi in Tarn")),
        ("al sharqi hospital was bombed", HOSPITAL.replace("of Tarn", "called al-Gharbi in Tarn")),
        ("Israel's missile attack killed 80", "Raid on Kalden\nA raid killed more than 80 soldiers, the army said."),
        ("Russia and Syria killed 32 militants", "Raid\nUkraine killed 32 militants in Tarn, the mayor said."),
    ],
)
def test_another_event_is_not_close_by(empty_store: Store, claim: str, report: str) -> None:
    assert card_for(empty_store, claim, report).state == "nothing_found"


def test_an_ending_makes_no_slip() -> None:
    assert "gas" in plain_forms("gassed")
    assert plain_forms("killled") == ("killled",)


@pytest.mark.parametrize(
    "sentence",
    [
        "He said 40 people were killed and she said 12",
        "8 of its men were killed in Homs and Reuters says 9",
        "40 people were killed according to the monitor, 12 according to the same monitor",
        "The army said 40 people were killed and the latter said 12",
    ],
)
def test_who_is_only_pointed_at_makes_no_second_claim(sentence: str) -> None:
    assert of_two_voices(sentence) is None


def test_a_figure_that_a_message_says_is_wrong_is_said_for_it_by_nobody(starter: Store) -> None:
    (card,) = answer("37 soldiers died on the bus, not 28 civilians. SANA lies as always", starter, now=NOW).cards
    assert said(card)["SOHR"] == "reports"
    assert said(card)["SANA"] != "reports"


def test_the_same_voices_shelters_contradict_no_bases(starter: Store) -> None:
    typed = "Russian aerospace forces destroyed 13 terrorist bases in Homs and Deir ez-Zor in one day"
    (card,) = answer(typed, starter, now=NOW).cards
    assert "differs" not in said(card).values()


def test_like_so_many_is_a_round_number(starter: Store) -> None:
    (card,) = answer("guys the UN says like 300k civilians died in syria in ten years 😢", starter, now=NOW).cards
    assert said(card)["OHCHR"] == "reports"
