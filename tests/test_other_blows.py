"""Another day's dead, another side's, and those of another weapon are no other count of a claim's event."""

from __future__ import annotations

import pytest
from invented import dated_card, findings_in, said

from bot.card.rendering import render_text
from knowledge.articles import read_pasted
from knowledge.model import Claim
from knowledge.quantities import read_quantities
from knowledge.store import Store
from retrieval.claims.messages import read_claims
from retrieval.deeds.blows import camps_in, dealt_otherwise

CLAIM = "Army raids killed 20 people in Kalden"
TUESDAY = (
    "2026-03-10",
    "Raids on Kalden\n\nArmy raids killed 20 people in Kalden on Tuesday, the Border Monitor said.",
)


def beside(store: Store, claim: str, first: tuple[str, str], published: str, told: str) -> str | None:
    """How Mill Watch's figure, in a report of its own, stands to the claim that the first report tells."""
    headline = first[1].split("\n\n")[0]
    return said(dated_card(store, claim, first, (published, f"{headline}\n\n{told}"))).get("Mill Watch")


@pytest.mark.parametrize(
    "told",
    [
        "Army raids killed 12 people in Kalden on Wednesday, Mill Watch said.",
        "Army raids on Wednesday night killed 12 people in Kalden, Mill Watch said.",
    ],
)
def test_tomorrows_dead_are_no_rivals(empty_store: Store, told: str) -> None:
    assert beside(empty_store, CLAIM, TUESDAY, "2026-03-11", told) == "context"


@pytest.mark.parametrize(
    "told",
    [
        # The day on which somebody spoke, or on which the toll rose, is none of the raid.
        "Army raids killed 12 people in Kalden, Mill Watch said on Wednesday.",
        "On Wednesday Mill Watch said army raids killed 12 people in Kalden.",
        "The toll of the army raids rose on Wednesday to 25 people killed in Kalden, Mill Watch said.",
        # A night has two dates.
        "Army raids killed 12 people in Kalden early on Wednesday, Mill Watch said.",
        "Army raids late on Monday killed 12 people in Kalden, Mill Watch said.",
    ],
)
def test_who_counts_the_same_raid_is_a_rival(empty_store: Store, told: str) -> None:
    assert beside(empty_store, CLAIM, TUESDAY, "2026-03-11", told) == "differs"


SAID = "Army raids killed 12 people in Kalden, Mill Watch said on Wednesday."


@pytest.mark.parametrize(
    ("told", "relation"),
    [
        (f"{SAID} The raids were carried out on Wednesday morning, it added.", "context"),
        (f"{SAID} TARN (Mill Agency) The raids took place on Wednesday.", "context"),
        ("Army raids killed 12 people in Kalden, Mill Watch said. The raids happened on Wednesday.", "context"),
        # It is of the very day, or of its night.
        (f"{SAID} The raids were carried out on Tuesday.", "differs"),
        (f"{SAID} The raids took place early on Wednesday.", "differs"),
        # Another blow, or one that went on, or of two days; and a sentence that says nothing of when.
        (f"{SAID} The second raid was carried out on Wednesday.", "differs"),
        (f"{SAID} The shelling took place on Wednesday.", "differs"),
        (f"{SAID} The raids took place on Tuesday and Wednesday.", "differs"),
        (f"{SAID} The raids took place in the town. On Wednesday it was quiet.", "differs"),
        (
            "Army raids killed 12 people in Kalden after an attack, Mill Watch said. The attack took place on Sunday.",
            "differs",
        ),
    ],
)
def test_a_report_says_right_behind_its_count_when_the_raid_was(empty_store: Store, told: str, relation: str) -> None:
    assert beside(empty_store, CLAIM, TUESDAY, "2026-03-11", told) == relation


@pytest.mark.parametrize(
    ("claim", "event", "told"),
    [
        (CLAIM, TUESDAY[1], "Army raids killed 12 people in Kalden, Mill Watch said."),
        (
            "Floods killed 40 people in Kalden",
            "Floods in Kalden\n\nOn Tuesday floods swept Kalden killing, according to the latest toll, 40 people.",
            "Floods killed 12 people in Kalden, Mill Watch said.",
        ),
        (
            "A ferry sank off Kalden and 60 people drowned",
            "A ferry sinks\n\nA ferry sank off Kalden on Tuesday and 60 people drowned, the coastguard said.",
            "A ferry sank off Kalden and eight people drowned, Mill Watch said.",
        ),
    ],
)
def test_a_report_that_came_out_before_the_day_has_counted_none_of_its_dead(
    empty_store: Store, claim: str, event: str, told: str
) -> None:
    assert beside(empty_store, claim, ("2026-03-10", event), "2026-03-09", told) in ("context", None)


@pytest.mark.parametrize(
    ("event", "published"),
    [
        # Its own day is the event's, or the next.
        (TUESDAY[1], "2026-03-10"),
        (TUESDAY[1], "2026-03-11"),
        # Nobody names the day of the raid, but that on which somebody spoke, or its night.
        ("Raids on Kalden\n\nArmy raids killed 20 people in Kalden, the Border Monitor said on Tuesday.", "2026-03-09"),
        ("Raids on Kalden\n\nOn Tuesday the toll of army raids on Kalden rose to 20 people killed.", "2026-03-09"),
        ("Raids on Kalden\n\nArmy raids killed 20 people in Kalden at dawn on Tuesday.", "2026-03-09"),
    ],
)
def test_a_report_of_the_day_or_of_an_unnamed_one_has_counted_its_dead(
    empty_store: Store, event: str, published: str
) -> None:
    told = "Army raids killed 12 people in Kalden, Mill Watch said."
    assert beside(empty_store, CLAIM, ("2026-03-10", event), published, told) == "differs"


ROCKETS = (
    "2026-03-10",
    "Rockets hit Kalden\n\nRebel rockets killed 25 people in Kalden on Tuesday, the Border Monitor said.",
)
SHELLS = (
    "2026-03-10",
    "Shells hit Kalden\n\nArmy shells killed 25 people in Kalden on Tuesday, the Border Monitor said.",
)


@pytest.mark.parametrize(
    ("first", "told", "relation"),
    [
        (ROCKETS, "Twelve people were killed in army raids on Kalden after rebels fired rockets on Tuesday", "context"),
        (ROCKETS, "Twelve people died in Kalden on Tuesday in shelling by government forces", "context"),
        (
            ROCKETS,
            "Twelve people were killed by rebel rockets in Kalden on Tuesday after the army shelled Tarn",
            "differs",
        ),
        (ROCKETS, "Rockets killed 12 people in Kalden on Tuesday after army raids", "differs"),
        # The same of the other side.
        (SHELLS, "Twelve people died in Kalden on Tuesday in shelling by insurgents", "context"),
        (SHELLS, "Twelve people were killed by army shells in Kalden on Tuesday after rebels fired rockets", "differs"),
        # What a town was the scene of before has not killed those who die there now.
        (
            ROCKETS,
            "One woman died in an air strike on Kalden on Tuesday, scene of a rebel rocket attack that week",
            "context",
        ),
        # A name with "Army" in it is that of nobody's army.
        (ROCKETS, "Twelve people died in Kalden on Tuesday in rocket fire by the Free Army", "differs"),
    ],
)
def test_the_dead_of_the_other_side_are_no_rivals(
    empty_store: Store, first: tuple[str, str], told: str, relation: str
) -> None:
    claim = first[1].split("\n\n")[1].split(" on Tuesday")[0]
    # Who is of another side may not be shown at all.
    assert (beside(empty_store, claim, first, "2026-03-10", f"{told}, Mill Watch said.") or "context") == relation


def test_a_death_that_a_blow_avenged_is_no_count_of_it(empty_store: Store) -> None:
    told = "Mill Watch said the raids on Kalden on Tuesday were in revenge for five crewmen killed in a crash."
    assert beside(empty_store, CLAIM, TUESDAY, "2026-03-10", told) != "differs"


@pytest.mark.parametrize(
    ("told", "relation"),
    [
        ("After the attack on Kalden on Tuesday 700 people including 47 wounded had crossed the river", "context"),
        ("The attack on Kalden on Tuesday left 47 people wounded including 12 children", "differs"),
    ],
)
def test_the_wounded_among_those_who_fled_are_not_all_the_wounded(empty_store: Store, told: str, relation: str) -> None:
    first = ("2026-03-10", "Attack on Kalden\n\nAn attack on Kalden wounded 18 people on Tuesday, the mayor said.")
    claim = "18 people were wounded in an attack on Kalden"
    assert beside(empty_store, claim, first, "2026-03-10", f"{told}, Mill Watch said.") == relation


def test_a_headline_that_rounds_its_text_is_no_voice_of_its_own(empty_store: Store) -> None:
    text = "Raids on Kalden on Tuesday killed 123 people in the town, Mill Watch said."
    rounded = said(dated_card(empty_store, CLAIM, TUESDAY, ("2026-03-10", f"Raids on Kalden kill over 100\n\n{text}")))
    assert rounded["Mill Watch"] == "differs" and "Post 1" not in rounded


def test_a_headline_with_another_number_than_its_text_stays(empty_store: Store) -> None:
    text = "Raids on Kalden on Tuesday killed 123 people in the town, Mill Watch said."
    card = dated_card(empty_store, CLAIM, TUESDAY, ("2026-03-10", f"Raids on Kalden kill 200\n\n{text}"))
    assert said(card)["Post 1"] == "differs"


@pytest.mark.parametrize(("told", "relation"), [("Dozens of people were killed", "context"), ("Six died", "differs")])
def test_dozens_are_not_set_against_twenty_two(empty_store: Store, told: str, relation: str) -> None:
    first = (TUESDAY[0], TUESDAY[1].replace("20", "22"))
    told = f"{told} in army raids on Kalden on Tuesday, Mill Watch said."
    assert beside(empty_store, CLAIM.replace("20", "22"), first, "2026-03-10", told) == relation


def test_no_sentence_runs_across_the_credit_of_a_picture() -> None:
    text = (
        "Men walk past a house in the town of Tarn on Monday (AFP photo) Army raids killed 20 people in Kalden on "
        "Tuesday the Border Monitor said. " + "The town has been held by rebels since the spring of last year. " * 8
    )
    article = read_pasted(f"Raids on Kalden\n\n{text}", url="https://example.org/1", outlet="Post")
    parts = [(p.place_in_article, p.span.of(article.text)[:30]) for p in article.parts]
    assert ("caption", "Men walk past a house in the t") in parts
    assert ("body", "Army raids killed 20 people in") in parts


def test_an_agency_in_brackets_behind_its_name_is_no_credit() -> None:
    text = "The town's mayor told the Anadolu Agency (AA) Monday that 20 people had been killed. " * 8
    article = read_pasted(f"Raids on Kalden\n\n{text}", url="https://example.org/1", outlet="Post")
    assert [p.place_in_article for p in article.parts] == ["headline", "body"]


@pytest.mark.parametrize(
    ("told", "relation"),
    [
        ("Fighting between militiamen and rebels left at least 11 people dead in Kalden on Tuesday", "context"),
        ("A strike, and clashes between militiamen and rebels, killed 11 people in Kalden on Tuesday", "differs"),
        ("A strike by jets fighting rebels killed 11 people in Kalden on Tuesday", "differs"),
    ],
)
def test_a_battles_dead_are_none_of_a_strikes(empty_store: Store, told: str, relation: str) -> None:
    strike = (
        "2026-03-10",
        "Strike on Kalden\n\nA strike killed 20 people in Kalden on Tuesday, the Border Monitor said.",
    )
    claim = "Strike killed 20 people in Kalden"
    assert beside(empty_store, claim, strike, "2026-03-10", f"{told}, Mill Watch said.") == relation


@pytest.mark.parametrize(
    ("claim", "relation"),
    [
        ("Russian air strikes killed 20 people in Kalden", "context"),
        # Whoever names no state, or tells of no raid, may mean either.
        ("Russian bombing killed 20 people in Kalden", "differs"),
    ],
)
def test_what_rebels_shelled_is_none_of_a_states_raids(claim: str, relation: str) -> None:
    (finding,) = findings_in("Mill Watch said 12 people were killed in shelling by insurgents in Kalden.")
    asked = Claim(claim, read_quantities(claim))
    told = dealt_otherwise(asked, finding)
    assert ("context" if told == "by the other side" else "differs") == relation


@pytest.mark.parametrize(
    ("claim", "told", "is_apart"),
    [
        ("Air strikes killed 20 people in Kalden", "12 people were killed in bombardment by insurgents", True),
        ("Air strikes killed 20 people in Kalden", "12 people were killed in air strikes on insurgents", False),
        # A raid may be called by any of its names, and nobody says who flew it, or who shelled.
        ("Air strikes killed 20 people in Kalden", "12 people were killed in bombardment", False),
        ("Air strikes killed 20 people in Kalden", "12 people were killed in a bombardment, insurgents said", False),
        ("20 people were killed in Kalden", "12 people were killed in shelling by insurgents", False),
        ("Air strikes and rebel shelling killed 20 people in Kalden", "12 people were killed by rebel shelling", False),
    ],
)
def test_whom_insurgents_shelled_no_air_raid_killed(claim: str, told: str, is_apart: bool) -> None:
    (finding,) = findings_in(f"Mill Watch said {told} in Kalden.")
    assert bool(dealt_otherwise(Claim(claim, read_quantities(claim)), finding)) == is_apart


@pytest.mark.parametrize(
    ("claim", "is_apart"),
    [
        ("Rockets killed 20 people in Kalden", True),
        # Who names no weapon may mean them.
        ("Gunmen killed 20 people in Kalden", False),
        ("20 people killed as gunmen dispersed a rally in Kalden", False),
    ],
)
def test_whom_gunmen_killed_as_they_dispersed_a_crowd_no_rocket_killed(claim: str, is_apart: bool) -> None:
    (finding,) = findings_in("Mill Watch said gunmen killed 12 people in Kalden while dispersing the protesters.")
    assert bool(dealt_otherwise(Claim(claim, read_quantities(claim)), finding)) == is_apart


@pytest.mark.parametrize(
    ("claim", "relation"),
    [
        ("Terrorists killed 20 people in Kalden", "context"),
        ("20 people killed in Kalden", "differs"),
        # Who was killed has killed nobody.
        ("20 people and some rebels killed in Kalden", "differs"),
    ],
)
def test_whom_a_government_killed_the_other_side_did_not(claim: str, relation: str) -> None:
    (finding,) = findings_in("Mill Watch said 12 people were killed in air strikes by the government in Kalden.")
    told = dealt_otherwise(Claim(claim, read_quantities(claim)), finding)
    assert ("context" if told == "by the other side" else "differs") == relation


@pytest.mark.parametrize(
    ("claim", "told", "says_so"),
    [
        ("Rebels killed 20 people in Kalden", "Army raids on Kalden killed 20 people", False),
        (
            "Rebels killed 20 people in Kalden",
            "20 people were killed in Kalden in army raids after rebels fired",
            False,
        ),
        ("The army killed 20 people in Kalden", "Rebel rockets killed 20 people in Kalden", False),
        # Who fights against a government has no warplanes.
        ("Rebels killed 20 people in Kalden", "Air strikes killed 20 people in Kalden", False),
        ("Rebels killed 20 people in Kalden", "Rebel drones killed 20 people in Kalden", True),
        ("Rebels killed 20 people in Kalden", "Rebel shells killed 20 people in Kalden after air strikes", True),
        # Whose the town is has dealt no blow on it.
        ("Rebel town bombing kills 20 people in Kalden", "The bombing killed 20 people in Kalden", True),
        # Who died in raids did not fall from the sky.
        ("A helicopter was downed in Kalden, 20 people killed", "Air strikes killed 20 people in Kalden", False),
        (
            "A helicopter was downed in Kalden, 20 people killed",
            "20 people were killed when a helicopter was shot down over Kalden",
            True,
        ),
    ],
)
def test_who_has_the_other_side_do_it_has_not_said_the_claim(
    empty_store: Store, claim: str, told: str, says_so: bool
) -> None:
    report = f"Deaths in Kalden\n\n{told} on Tuesday, Mill Watch said."
    heard = said(dated_card(empty_store, claim, ("2026-03-10", report)))
    assert (heard.get("Mill Watch") == "reports") == says_so


def test_whose_town_it_is_has_dealt_no_blow_on_it() -> None:
    assert camps_in("Rebel bombing kills 20 people in Kalden")
    assert not camps_in("Rebel town bombing kills 20 people in Kalden")


def test_a_toll_that_names_nobody_is_of_the_blow_that_its_report_leads_with(empty_store: Store) -> None:
    report = (
        "Raids on Kalden\n\nArmy raids killed 20 people in Kalden on Tuesday, Mill Watch said. "
        "The Border Monitor put the toll in Kalden at 29 people killed."
    )
    assert (
        said(dated_card(empty_store, "Rebels killed 29 people in Kalden", ("2026-03-10", report))).get("Border Monitor")
        != "reports"
    )
    assert (
        said(dated_card(empty_store, "The army killed 29 people in Kalden", ("2026-03-10", report))).get(
            "Border Monitor"
        )
        == "reports"
    )


def test_what_comes_near_a_claim_of_several_events_was_done_with_no_other_weapon(empty_store: Store) -> None:
    card = dated_card(
        empty_store,
        "Shells killed thirty people in Kalden",
        ("2024-03-05", "Shells on Kalden\n\nShells killed thirty people in Kalden on Tuesday, the army said."),
        ("2024-06-08", "Shelling of Kalden\n\nShells killed thirty people in Kalden on Saturday, the mayor said."),
        (
            "2024-09-01",
            "Kalden\n\nBarrel bombs from planes killed 31 people in Kalden on Sunday, Mill Watch said.",
        ),
        ("2024-10-01", "Shells on Kalden\n\nShells killed 32 people in Kalden on Tuesday, Mill Watch said."),
    )
    printed = render_text(card)
    assert card.state == "ambiguous"
    assert "killed 32 people" in printed and "Barrel bombs" not in printed


@pytest.mark.parametrize(
    ("words", "deals_it"),
    [
        ("An insurgent group has launched a rocket attack on Kalden", True),
        ("The rebel barrage killed ten people in Kalden", True),
        ("An insurgent group has launched a newspaper in Kalden", False),
    ],
)
def test_a_band_of_a_camp_deals_its_blows(words: str, deals_it: bool) -> None:
    army = camps_in("army raids")
    assert bool(camps_in(words)) == deals_it and camps_in(words) != army


def test_what_one_side_did_while_the_other_struck_is_its_own_blow() -> None:
    (told, *_) = findings_in("Rebel shells killed 10 people in Kalden while army raids went on, Mill Watch said.")
    (claim,) = read_claims("Army raids killed 20 people in Kalden").claims
    assert dealt_otherwise(claim, told)


@pytest.mark.parametrize(("published", "relation"), [("2026-03-07", "context"), ("2026-03-09", "differs")])
def test_who_reports_a_raid_without_its_day_reports_one_of_the_last_days(
    empty_store: Store, published: str, relation: str
) -> None:
    told = "Army raids killed 12 people in Kalden, Mill Watch said."
    undated = ("2026-03-10", "Raids on Kalden\n\nArmy raids killed 20 people in Kalden, the Border Monitor said.")
    assert (beside(empty_store, CLAIM, undated, published, told) or "context") == relation


@pytest.mark.parametrize(
    ("claim", "is_apart"),
    [
        # What the claim's blow answered is not what killed.
        ("45 people were killed in strikes after mortars hit Kalden", False),
        ("45 people were killed in air raids after mortars hit Kalden", False),
        # Where nothing else did, that was it.
        ("45 people were killed after mortars hit Kalden", True),
        ("45 people were killed by mortars in Kalden", True),
    ],
)
def test_what_a_claims_blow_answered_did_not_kill(claim: str, is_apart: bool) -> None:
    (finding,) = findings_in("Mill Watch said 45 people were killed in air strikes after rebels fired mortars.")
    assert bool(dealt_otherwise(Claim(claim, read_quantities(claim)), finding)) == is_apart


RAIDS = "45 people were killed in air strikes on Kalden after rebels fired mortars at Tarn, Mill Watch said."
MORE = (
    "Air strikes killed at least 70 people in Kalden on Thursday after rebels fired mortars at Tarn, Mill Watch said."
)


@pytest.mark.parametrize(
    ("claim", "rows"),
    [
        # All who say so count people: their counts stand in one table, and none contradicts a count of civilians.
        ("45 civilians were killed in strikes on Kalden after mortars hit Tarn", [45, 70]),
    ],
)
def test_where_all_count_people_their_counts_are_in_the_table(
    empty_store: Store, claim: str, rows: list[float]
) -> None:
    card = dated_card(
        empty_store,
        claim,
        ("2015-02-05", f"Raids on Kalden\n\n{RAIDS}"),
        ("2015-02-06", f"Raids on Kalden kill more\n\n{MORE}"),
    )
    assert sorted(figure.quantity.value for tally in card.tallies for figure in tally.figures) == rows
    assert "differs" not in said(card).values()


def test_a_number_that_its_voice_gives_of_another_blow_is_no_other_count(empty_store: Store) -> None:
    offensive = (
        "2016-09-20",
        "Army repels rebel offensive near Kalden\n\nAt least 40 people were killed in a rebel offensive near Kalden on "
        "Tuesday, the Border Monitor said. Those killed overnight included 12 people, mostly aid workers, who died in "
        "a raid on a convoy in Kalden, Tarn Watch said.",
    )
    convoy = (
        "2016-09-20",
        "Aid convoy hit near Kalden\n\nThe air raids that hit an aid convoy near Kalden killed around 20 people, Mill "
        "Watch said on Tuesday. “Around twenty civilians and one member of staff were killed near Kalden as they were "
        "unloading trucks”, Mill Watch said.",
    )
    card = dated_card(empty_store, "40 people were killed in a rebel offensive near Kalden", offensive, convoy)
    assert said(card)["Border Monitor"] == "reports"
    assert not [a.speaker.name for a in card.accounts if a.relation == "differs"]


def test_a_headline_is_of_the_day_that_its_report_names(empty_store: Store) -> None:
    first = (
        "2016-06-20",
        "23 ISIS terrorists killed in Turkey, US-led coalition strikes in Syria\n\nAt least 23 ISIS militants have "
        "been killed by Turkish artillery fire and US airstrikes in northern Syria, the Border Monitor said on Monday. "
        "The coalition struck on Sunday.",
    )
    later = (
        "2016-06-24",
        "Turkey, coalition kill 20 Daesh terrorists in northern Syria\n\nAt least 20 members of the Daesh terrorist "
        "group were killed Thursday in northern Syria during a military operation by the Turkish Armed Forces and the "
        "U.S.-led coalition, the Turkish military announced Friday.",
    )
    claim = "23 ISIS militants were killed in strikes by Turkey and the coalition"
    card = dated_card(empty_store, claim, first, later)
    assert said(card)["Border Monitor"] == "reports"
    assert not [a.speaker.name for a in card.accounts if a.relation == "differs"]


def test_of_its_own_blow_the_dead_of_a_night_are_a_count(empty_store: Store) -> None:
    convoy = (
        "2016-09-20",
        "Aid convoy hit near Kalden\n\nTwenty people were killed in a raid on an aid convoy near Kalden on Tuesday, "
        "the Border Monitor said.",
    )
    night = (
        "2016-09-20",
        "Raids on Kalden\n\nRaids hit Kalden overnight. Those killed overnight included 12 people who died on a raid "
        "on an aid convoy near Kalden, Tarn Watch said.",
    )
    card = dated_card(empty_store, "20 people were killed in a raid on an aid convoy near Kalden", convoy, night)
    assert said(card)["Tarn Watch"] == "differs"
