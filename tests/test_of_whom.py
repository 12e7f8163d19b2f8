"""Who did it to whom: the number of another deed, or of other people, is nobody's word for a claim."""

from __future__ import annotations

import pytest
from invented import card_for, counted, dated_card, noted_card, said

from knowledge.model import Claim
from knowledge.store import Store
from retrieval.claims.capitals import in_capitals
from retrieval.deeds.blows import camps_in
from retrieval.deeds.doers import doers_in, sides_claimed
from retrieval.deeds.whose import of_anothers
from retrieval.nearby.why_near import why_near


@pytest.mark.parametrize(
    ("claim", "report", "right"),
    [
        # Whoever is counted by another people, side or group.
        ("Raids killed 100 Russians in Homs", "Raids killed 100 ISIS fighters in Homs.", False),
        ("Raids killed 100 ISIS fighters in Homs", "Raids killed 100 ISIS fighters in Homs.", True),
        ("Raids killed 40 ISIS fighters in Homs", "Raids on ISIS in Homs killed 40 fighters.", True),
        ("40 Russian mercenaries killed in Homs", "Russian raids killed 40 fighters in Homs.", False),
        # Whoever did it was not hurt by it.
        ("Kurdish fighters killed 30 in Homs", "Blasts killed 30 Kurdish fighters in Homs.", False),
        ("Blasts killed 30 Kurdish fighters in Homs", "Blasts killed 30 Kurdish fighters in Homs.", True),
        (
            "Mill Guard kills six children in Homs",
            "Two Mill Guard workers and six children killed in Homs raid.",
            False,
        ),
        ("50 ISIS fighters were killed in Homs", "ISIS killed 50 people in an attack on Homs.", False),
        ("40 American soldiers killed in Homs", "US jets strike Syrian army posts, kill 40 soldiers in Homs.", False),
        ("The army ambushed a bus and killed 37 in Homs", "37 pro-government fighters killed on a Homs bus.", False),
        ("Rebels killed 37 in Homs", "37 pro-government fighters killed in Homs.", True),
        ("Kurds killed 44 in Homs", "A blast in the market of Homs killed 44 people.", False),
        ("21 US-backed rebels killed in Homs", "21 ISIS fighters were killed in Homs.", False),
        # Whoever is backed by them is not of them, and has not been hit by their backers.
        ("US strike killed 18 fighters in Homs", "A US strike killed 18 US-backed fighters in Homs.", True),
    ],
)
def test_whose_people_are_counted(empty_store: Store, claim: str, report: str, right: bool) -> None:
    card = card_for(empty_store, claim, f"Deaths in Homs\n{report}")
    assert ("reports" in said(card).values()) is right


@pytest.mark.parametrize(
    ("claim", "report", "right"),
    [
        # Whose the place is.
        ("Bombs kill 12 civilians in army-held Homs", "Bombs killed 12 civilians in rebel-held Homs.", False),
        ("Bombs kill 12 civilians in rebel-held Homs", "Bombs killed 12 civilians in rebel-held Homs.", True),
        ("Bombs kill 12 civilians in rebel-held Homs", "Bombs killed 12 civilians in Homs.", True),
        (
            "Rockets kill 12 civilians in army-held Homs",
            "Rockets from a rebel-held hill killed 12 civilians in Homs.",
            True,
        ),
        (
            "Bomb on buses from rebel-held towns kills 43 in Homs",
            "A bomb on buses from army-held towns killed 43 people in Homs.",
            False,
        ),
        (
            "Rebel siege of Homs threatens 300,000 civilians",
            "A government siege of Homs threatens 300,000 civilians.",
            False,
        ),
        # Who backs them.
        ("US-backed rebels killed 12 civilians in Homs", "Turkish-backed rebels killed 12 civilians in Homs.", False),
        ("US-backed rebels killed 12 civilians in Homs", "US-backed rebels killed 12 civilians in Homs.", True),
        # Who took it, and from whom.
        ("IS ousts US-backed Kurdish fighters from Homs", "US-backed Kurdish fighters oust IS from Homs.", False),
        ("Kurdish fighters oust IS from Homs", "Kurdish fighters oust IS from Homs.", True),
        (
            "The Syrian army wrested 90 percent of Homs from the SDF",
            "The SDF wrested 90 percent of Homs from ISIS.",
            False,
        ),
        # Whoever is counted does it, or suffers it.
        ("20 rebels killed civilians in Homs", "A raid killed 20 rebels in Homs.", False),
        ("20 rebels who held a mill were killed in Homs", "20 rebels who held a mill were killed in Homs.", True),
        ("Soldiers' ambush on ISIS bus kills 37 in Homs", "37 soldiers were killed on a bus in Homs.", False),
        ("Amber Army lost 10 people in Homs", "A raid by the Amber Army killed 10 people in Homs.", False),
        ("Nine rebels killed in shelling of Homs", "Nine people were killed as rebels shelled Homs.", False),
        (
            "Raids kill 120 IS fighters and 60 foreign fighters in Homs",
            "Over 60 army fighters were killed in Homs raids.",
            False,
        ),
        # A word that somebody only calls them by has marks around it.
        ("Police attack terrorists in Homs station", 'Two "terrorists" attacked the police in a Homs station.', False),
    ],
)
def test_those_of_a_claim_do_not_change_places(empty_store: Store, claim: str, report: str, right: bool) -> None:
    card = card_for(empty_store, claim, f"News from Homs\n{report}")
    assert ("reports" in said(card).values()) is right


@pytest.mark.parametrize(
    ("claim", "report", "why"),
    [
        (
            "IS captured a base in Homs from Hezbollah",
            "IS captured a base in Homs from the army.",
            "taken from army, the claim taken from Hezbollah",
        ),
        (
            "The council has accused the army of using gas in Homs",
            "The council has accused rebels of using gas in Homs.",
            "laid to rebels, the claim laid to army",
        ),
        ("The council blames rebels for gas in Homs", "The council blames rebels for gas in Homs.", ""),
        ("Russia accuses rebels of using gas in Homs", "Rebels are accused by Russia of using gas in Homs.", ""),
    ],
)
def test_whose_it_was_and_to_whom_it_is_laid(empty_store: Store, claim: str, report: str, why: str) -> None:
    card = card_for(empty_store, claim, f"News from Homs\n{report}")
    found = [f for account in card.accounts for f in account.findings]
    assert {of_anothers(claim, f) for f in found if f.words in report} == {why}


@pytest.mark.parametrize(
    ("claim", "report", "right"),
    [
        # Of two who are said to have done it, both are told.
        ("Russia killed 16 civilians in coalition strikes near Raqqa", "Coalition raids killed 16 civilians.", False),
        ("Coalition strikes killed 16 civilians near Raqqa", "Coalition raids killed 16 civilians.", True),
        # A neighbour, or whoever carries the news, has done nothing.
        ("Turkey killed 44 in Raqqa bombing", "A bombing near the Turkish border killed 44 people in Raqqa.", False),
        ("Turkey killed 44 in Raqqa bombing", "A bombing killed 44 people in Raqqa. Turkish jets hit the city.", True),
        # Whoever was sent by one side was not by another.
        ("ISIS suicide bomber kills 25 in Raqqa", "A suicide bomber from the Nusra Front killed 25 people.", False),
        ("american raids kill 18 in Raqqa", "Russian raids killed 18 people.", False),
        # What a state's army counts of its enemies, it has killed.
        ("The US killed 60 ISIS fighters in Raqqa", "60 ISIS fighters were killed, the Russian army said.", False),
        ("Russia killed 60 ISIS fighters in Raqqa", "60 ISIS fighters were killed, the Russian army said.", True),
        # The side that is struck, and the land where it was, have not done it.
        ("The Syrian army killed 50 in Raqqa attack", "ISIS killed 50 people in a central Syria attack.", False),
        ("ISIS killed 50 in Raqqa attack", "ISIS killed 50 people in a central Syria attack.", True),
    ],
)
def test_who_did_it_is_told(empty_store: Store, claim: str, report: str, right: bool) -> None:
    card = card_for(empty_store, claim, f"Deaths in Raqqa\n{report} All of them died in Raqqa.")
    assert ("reports" in said(card).values()) is right


@pytest.mark.parametrize(
    ("claim", "report", "right"),
    [
        ("The army crucified nine men in Aleppo", "ISIS crucified nine men in Aleppo.", False),
        ("Rebels crucified nine men in Aleppo", "A jihadist group has crucified nine men in Aleppo.", True),
        ("The army crucified nine men in Aleppo", "A jihadist group has crucified nine men in Aleppo.", False),
        (
            "Rebels killed 1,300 in Ghouta chemical attack",
            "1,300 people were killed in a gas attack on Ghouta. Mill Watch accused the Syrian army of launching the "
            "chemical attack.",
            False,
        ),
        (
            "The army killed 1,300 in Ghouta chemical attack",
            "1,300 people were killed in a gas attack on Ghouta. Mill Watch accused the Syrian army of launching the "
            "chemical attack.",
            True,
        ),
    ],
)
def test_the_deed_of_one_camp_is_not_the_others(empty_store: Store, claim: str, report: str, right: bool) -> None:
    card = card_for(empty_store, claim, f"Deaths\n{report}")
    assert ("reports" in said(card).values()) is right


@pytest.mark.parametrize(
    ("claim", "report", "right"),
    [
        # Who did it: in the sentence, under its headline, or where the report tells the number again.
        (
            "The Syrian army killed 5 in Homs rocket attack",
            "Deaths\nRocket attacks killed 5 people in Homs, in a bombardment by the terrorist group Jaysh al-Islam.",
            False,
        ),
        (
            "Turkey killed 17 in Homs",
            "17 dead as Al-Qaeda attacks Homs\nFighting in Homs killed 17 people. Residents fled to Turkey.",
            False,
        ),
        (
            "ISIS suicide bomber kills 25 at army outpost in Homs",
            "25 killed in blast at army outpost\nA suicide bomber from the Nusra Front blew himself up in Homs, "
            "killing at least 25 soldiers, Mill Watch said. ISIS has attacked other towns.",
            False,
        ),
        (
            "Nusra suicide bomber kills 25 at army outpost in Homs",
            "25 killed in blast at army outpost\nA suicide bomber from the Nusra Front blew himself up in Homs, "
            "killing at least 25 soldiers, Mill Watch said. ISIS has attacked other towns.",
            True,
        ),
        # In a headline's capitals a name runs on, and one group of rebels is not another.
        (
            "The Syrian army killed 5 in chemical attack in Homs",
            "5 Killed in Jaysh al-Islam Chemical Attack in Homs\nIt was on Thursday, Mill Watch said.",
            False,
        ),
        (
            "Kurdish fighters killed 5 in chemical attack in Homs",
            "Gas in Homs\nFive people were killed in a chemical attack by Jaysh al-Islam terrorists in Homs.",
            False,
        ),
        # Only states fly, and nobody shells a place of their own.
        (
            "Rebels drop gas on Homs killing four",
            "Gas kills four in Homs\nA helicopter dropped gas on Homs, killing four people.",
            False,
        ),
        (
            "Eleven killed in Syrian army shelling of Homs",
            "Eleven killed in army-held part of Homs\nShelling of Homs left 11 people dead, Mill Watch said.",
            False,
        ),
        (
            "Eleven killed in rebel shelling of Homs",
            "Eleven killed in army-held part of Homs\nShelling of Homs left 11 people dead, Mill Watch said.",
            True,
        ),
        # Of whom: "17 captured" are those of whom 21 were killed.
        (
            "21 rebels were killed and 17 captured in Homs",
            "Battle in Homs\n14 ISIS fighters were killed and 17 captured in Homs.",
            False,
        ),
        (
            "50 ISIS fighters killed near Homs",
            "Deaths near Homs\nISIS said that it killed at least 50 opposition fighters near Homs.",
            False,
        ),
        ("Four soldiers killed by car bomb in Homs", "Car bomb in Homs\nA car bomb killed four people in Homs.", False),
        ("Four soldiers killed by car bomb in Homs", "Car bomb hits soldiers in Homs\nIt killed four people.", True),
        ("Four US soldiers killed by ISIS in Homs", "Four SAA soldiers killed by ISIS in Homs\nIt was Monday.", False),
        (
            "20 Russian soldiers and 8 civilians killed by ISIS in Homs",
            "ISIS kills 20 Syrian soldiers, 8 civilians in Homs\nEight civilians were killed in Homs, Mill Watch said.",
            False,
        ),
        # By what a state is called: its capital; "left dead"; a place that somebody holds was hit by others.
        ("Baghdad kills 16 people in Homs", "Raids in Homs\nTurkish jets killed 16 people in Homs.", False),
        (
            "Kurdish forces left 35 dead in Homs",
            "ISIS attacks near Homs\nThey left 35 dead in Homs, in areas held by Kurdish forces.",
            False,
        ),
        ("Kurdish forces left 35 dead in Homs", "Deaths in Homs\nKurdish forces left 35 dead in Homs.", True),
        # Of two who did it together, both are told.
        (
            "Assad regime and Israeli airstrikes killed 26 in Homs",
            "26 killed in Homs\nRussian & Assad Regime Airstrikes on Homs killed 26 people.",
            False,
        ),
        (
            "Assad regime and Russian airstrikes killed 26 in Homs",
            "26 killed in Homs\nRussian & Assad Regime Airstrikes on Homs killed 26 people.",
            True,
        ),
        # No army sends a suicide bomber, and under a headline of another number it is the next sentence that tells.
        (
            "The Syrian army kills 20 at a wedding in Homs",
            "Suicide attack on wedding in Homs kills 22\nHospitals spoke of more than 20 dead in Homs.",
            False,
        ),
        (
            "56 civilians killed in ISIS strikes in Homs",
            "ISIS bomb kills 44 in Raqqa\nIt was on Monday. US jets bombed Homs in July. 56 civilians were killed in "
            "strikes on Homs, Mill Watch said.",
            False,
        ),
        # By whom, where a report has no word of them.
        ("Peacekeepers killed 40 in Homs", "Ambush in Homs\nArmy units killed 40 militants in Homs.", False),
        ("Peacekeepers killed 40 in Homs", "Ambush in Homs\nPeacekeepers killed 40 militants in Homs.", True),
        # Of a trade or lot that it has no word of; whoever speaks is none of the dead.
        ("Barrel bombs kill 11 students in Homs", "Raids on Homs\nBarrel bombs killed 11 people in Homs.", False),
        ("Barrel bombs kill 11 students in Homs", "Raid on a school\nBombs killed 11 in Homs, all students.", True),
        ("12 prisoners killed in Homs raids", "Raids on Homs\nRaids on Homs killed 12 people.", False),
        ("12 medics killed in Homs raids", "Raids on Homs\nRaids on Homs killed 12 people, medics there said.", False),
        ("12 medics killed in Homs raids", "Raid on a clinic\nRaids on Homs killed 12, all of them medics.", True),
        ("60 settlers killed in Homs raids", "Raids on Homs\nRaids on Homs killed 60 fighters.", False),
        ("625 peacekeepers killed by ISIS in Homs", "Deaths in Homs\nISIS killed 625 soldiers in Homs.", False),
        # Where many of them were children, they were no fighters; of a people they are told where they are counted.
        (
            "Bomb attack in Homs kills 126 rebels",
            "Blast in Homs\n68 children were among the 126 people killed in a bomb attack in Homs, Mill Watch said. "
            "Rebels guarded them.",
            False,
        ),
        (
            "Army raids on Homs kill 31 Americans",
            "Raids on Homs\nArmy raids on Homs killed 31 people. It was Friday. They fled. Others spoke. The US and "
            "Russia want talks.",
            False,
        ),
        (
            "100 French contractors killed in Homs",
            "300 Russian contractors killed or injured in Homs\nAbout 100 contractors were killed in Homs.",
            False,
        ),
        (
            "The army killed 175 Kurdish fighters in Homs",
            "Deaths in Homs\nThe army advanced against ISIS in Homs, which ended in the killing of 175 militants.",
            False,
        ),
        # A date is no number of dead.
        (
            "At least 860 army fighters killed by ISIS in Homs from 10 November",
            "Deaths in Homs\nAt least 860 army fighters killed 10 Nov 2017 - 31 March 2020 in Homs by ISIS.",
            True,
        ),
    ],
)
def test_the_roles_that_a_report_tells_are_the_claims(empty_store: Store, claim: str, report: str, right: bool) -> None:
    assert ("reports" in said(card_for(empty_store, claim, report)).values()) is right


@pytest.mark.parametrize(
    ("claim", "right"),
    [
        ("Russia's foe shot down 71 missiles in Homs", True),
        ("The US shot down 71 missiles in Homs", False),
        ("71 missiles were shot down in Homs", True),
    ],
)
def test_whoever_fired_them_has_not_shot_them_down(empty_store: Store, claim: str, right: bool) -> None:
    fact = counted("71 of 103 missiles were shot down.", "Russian army", 71, "missiles shot down")
    note: dict[str, object] = {"event": "US strikes on Homs, 14 April 2018", "place": "Homs", "facts": [fact]}
    assert ("reports" in said(noted_card(empty_store, claim, note)).values()) is right


@pytest.mark.parametrize(
    ("words", "doers"),
    [
        ("US jets strike Syrian army positions, kill 62 soldiers", {"United States"}),
        ("The army ambushed an ISIS bus and killed 37", set()),
        ("After an attack Israeli jets hit Tarn", {"Israel"}),
        ("Ten died in a central Syria attack", set()),
        ("Ten died in a Syrian attack", {"Syria"}),
        ("Turkish-backed rebels killed ten", set()),
        ("The Saudi-led coalition killed ten", set()),
        ("ISIS crucified 9 men", {"ISIS"}),
        ("US raids on Syria killed 14 jihadists", {"United States"}),
        ("They fought with the Syrian army and executed 14", set()),
        ("Russian & Israeli jets killed ten", {"Israel", "Russia"}),
    ],
)
def test_whoever_is_struck_or_only_helps_has_not_done_it(words: str, doers: set[str]) -> None:
    assert doers_in(words) == doers


@pytest.mark.parametrize(
    ("words", "camps"),
    [
        ("A jihadist group in Syria has publicly executed and crucified nine men", {1}),
        ("Nine men crucified by the army", {0}),
        ("The army ambushed a bus", {0}),
        ("Ten rebels killed two days ago", set()),
    ],
)
def test_which_camp_did_it(words: str, camps: set[int]) -> None:
    assert camps_in(words) == camps


def test_a_people_that_did_it_is_known_in_small_letters() -> None:
    claim = in_capitals(Claim("40 dead in tarn, killed by americans"), ())
    assert sides_claimed(claim.text) == {"United States"}


@pytest.mark.parametrize("claim", ["russian wagner 200 dead in Homs after US strikes", "200 Russians dead in Homs"])
def test_whoever_counts_those_dead_and_not_who_killed_them_stands_near(empty_store: Store, claim: str) -> None:
    facts = [counted("Some 90 contractors were killed.", "a Russian doctor", 90, "contractors killed", "unnamed")]
    note: dict[str, object] = {"event": "Clash with Russian contractors at Homs", "place": "Homs", "facts": facts}
    card = noted_card(empty_store, claim, note)
    assert card.state == "found" and "reports" not in said(card).values()


def test_those_whose_killings_an_event_is_of_have_killed_nobody(empty_store: Store) -> None:
    facts = [counted("At least 6,700 people were killed by violence.", "Mill Watch", 6700, "people killed")]
    note: dict[str, object] = {"event": "Killings of Rohingya in Rakhine", "place": "Rakhine, Myanmar", "facts": facts}
    assert "reports" not in said(noted_card(empty_store, "Rohingya killed 6,700 soldiers in Myanmar", note)).values()


def test_where_the_number_is_of_others_told_in_the_claims_words_another_blow_contradicts_nobody(
    empty_store: Store,
) -> None:
    card = dated_card(
        empty_store,
        "22 rebels killed by bombs at army checkpoint in Homs",
        (
            "2016-01-26",
            "Bombs Kill 22 at Army Checkpoint in Homs\n\nAt least 22 people were killed in a double suicide bomb "
            "attack at an army checkpoint in the city of Homs on Tuesday, Mill Watch said.",
        ),
        (
            "2016-09-05",
            "Bombs go off in Homs\n\nIn Homs at least three people were killed in a car bomb near an army checkpoint "
            "at the entrance to the old quarter on Monday, Harbour Watch said.",
        ),
    )
    assert "differs" not in said(card).values()


def test_a_claim_turned_round_has_what_it_was_made_of_close_by(empty_store: Store) -> None:
    """And no other number beside it: whoever counts in other events says nothing of this one."""
    told = counted(
        "ISIS killed 819 government fighters and allies during 2020 and lost 507 members.",
        "Mill Watch",
        819,
        "pro-government fighters killed",
        "monitor",
    )
    other = counted("798 ISIS members killed since March 2019.", "Mill Watch", 798, "ISIS members killed", "monitor")
    here: dict[str, object] = {"event": "Losses in the desert in 2020", "place": "Syria", "facts": [told]}
    there: dict[str, object] = {"event": "Raids on the desert since 2019", "place": "Syria", "facts": [other]}
    claim = "government fighters and their allies killed 819 isis members during 2020"
    card = noted_card(empty_store, claim, here, there)
    near = [f for account in card.accounts if account.relation == "context" for f in account.findings]
    assert [why_near(f) for f in near if "819" in f.words] == ["the other side's deed"]
    assert all(account.relation == "context" for account in card.accounts)
    assert not any("798" in f.words for f in near)
