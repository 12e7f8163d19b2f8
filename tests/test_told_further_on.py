"""What the words that say a claim leave out of it, their report may tell in its next sentences, which are shown."""

from __future__ import annotations

import pytest
from invented import dated_card

from bot.card.rendering import render_text
from knowledge.store import Store

DAY = "2021-04-02"
CLAIM = "Raid on a cotton mill in Marrow near Homs kills ten"
TOLD = "More than ten people were killed in an air raid near Homs on Friday, the Border Monitor said."
ON_THE_MILL = "The jets hit a cotton mill in the village of Marrow."
END = "The wounded were taken to Homs. The hospital there asked for blood."


@pytest.mark.parametrize(
    ("behind", "is_shown"),
    [
        (f"{ON_THE_MILL} {END}", True),
        (f"The wounded were taken to Homs. {ON_THE_MILL} {END}", True),
        # A page's tags, and its offers of other pages, are no sentence of its report.
        (f"Tags Homs Marrow cotton mill The jets hit the mill in the morning. {END}", False),
        # What is to be had there since is nothing of the raid.
        (f"There are few sacks today because the cotton mill in Marrow is shut, a grocer said. {END}", False),
        # Further down it may be of any raid, and what another raid hit is of that.
        (f"{END} {END} {ON_THE_MILL} {END}", False),
        (f"Another raid hit a cotton mill in Marrow. {END}", False),
        (f"In 2019 a raid hit a cotton mill in Marrow. {END}", False),
        (f"Meanwhile rebels shelled Homs. {ON_THE_MILL} {END}", False),
        # One word of the two is told by chance.
        (f"The price of cotton fell. {END}", False),
        (END, False),
    ],
)
def test_what_the_toll_leaves_out_is_shown_where_the_next_sentences_tell_it(
    empty_store: Store, behind: str, is_shown: bool
) -> None:
    text = render_text(dated_card(empty_store, CLAIM, (DAY, f"Raid near Homs\n\n{TOLD} {behind}")))
    assert "Border Monitor says so" in text
    assert ("Further on: “" in text) is is_shown
    assert (f"Further on: “{ON_THE_MILL}”" in text) is is_shown


@pytest.mark.parametrize(
    ("report", "shown"),
    [
        (f"{ON_THE_MILL} {TOLD} {END}", f"Just before: “{ON_THE_MILL}”"),
        (
            f"{TOLD} {END} According to the Border Monitor the raid hit a cotton mill in Marrow near Homs.",
            "Further on: “According to",
        ),
        # What stands before another sentence may be of another raid.
        (f"{ON_THE_MILL} {END} {TOLD}", ""),
    ],
)
def test_what_stands_close_by_is_shown_with_the_toll_it_is_of(empty_store: Store, report: str, shown: str) -> None:
    """Not a second time as what is not the claim."""
    text = render_text(dated_card(empty_store, CLAIM, (DAY, f"Raid near Homs\n\n{report}")))
    assert "Border Monitor says so" in text
    assert shown in text and ("Just before" in text or "Further on" in text) is bool(shown)
    assert not shown or text.count("Marrow") == text.partition("\n")[0].count("Marrow") + 1


def test_what_somebody_else_on_the_card_tells_is_not_shown_again(empty_store: Store) -> None:
    other = "SOHR said more than ten people were killed when jets hit a cotton mill near Homs on Friday."
    card = dated_card(
        empty_store,
        CLAIM.replace(" in Marrow", ""),
        (DAY, f"Raid near Homs\n\n{TOLD} {ON_THE_MILL} {END}"),
        (DAY, f"Raid near Homs\n\n{other}"),
    )
    assert "Further on" not in render_text(card)


@pytest.mark.parametrize(("who", "is_shown"), [("SOHR", True), ("the Border Monitor", False)])
def test_the_village_is_shown_of_each_voice(empty_store: Store, who: str, is_shown: bool) -> None:
    other = f"More than ten people were killed when jets hit a cotton mill in Marrow near Homs on Friday, {who} said."
    card = dated_card(
        empty_store,
        CLAIM,
        (DAY, f"Raid near Homs\n\n{TOLD} {ON_THE_MILL} {END}"),
        (DAY, f"Raid near Homs\n\n{other}"),
    )
    assert (f"Further on: “{ON_THE_MILL}”" in render_text(card)) is is_shown


@pytest.mark.parametrize(
    ("behind", "is_shown"),
    [
        # One more of those dead is of the same blow, and one more village is not.
        ("A woman as well as another child were killed when jets hit a cotton mill in Marrow.", True),
        ("A child was killed when jets hit a bridge and another village, Marrow.", False),
        # No sentence, but what a page is filed under.
        ("Tags Homs raid Marrow cotton mill jets.", False),
    ],
)
def test_what_is_told_of_the_same_blow_is_shown_where_it_is_a_sentence(
    empty_store: Store, behind: str, is_shown: bool
) -> None:
    text = render_text(dated_card(empty_store, CLAIM, (DAY, f"Raid near Homs\n\n{TOLD} {behind} {END}")))
    assert (f"Further on: “{behind}”" in text) is is_shown
    assert ("Further on" in text) is is_shown


@pytest.mark.parametrize(
    ("headline", "is_shown"),
    [
        ("Raid on Marrow near Homs kills more than ten", True),
        # Of the whole day, it is of no count under it.
        ("Marrow and Velmar in ruins", False),
        ("Raid near Homs kills more than ten", False),
    ],
)
def test_a_headline_with_the_count_is_shown_for_the_village_that_its_text_leaves_out(
    empty_store: Store, headline: str, is_shown: bool
) -> None:
    text = render_text(dated_card(empty_store, CLAIM, (DAY, f"{headline}\n\n{TOLD} {ON_THE_MILL} {END}")))
    assert (f"“{headline}”" in text) is is_shown
    assert (f"Further on: “{ON_THE_MILL}”" in text) is not is_shown


@pytest.mark.parametrize(
    ("headline", "is_shown"), [("Barrel bombs kill 20 in Aleppo", True), ("Barrels in Aleppo", False)]
)
def test_of_a_claim_with_a_wrong_town_the_right_one_is_shown(empty_store: Store, headline: str, is_shown: bool) -> None:
    told = (
        "Helicopters on Monday dropped barrel bombs on a district of Aleppo city, killing at least 20 people, an NGO "
        "said. The Border Monitor said 20 people were killed in the attacks on the Velmar neighbourhood."
    )
    card = dated_card(
        empty_store, "Barrel bombs kill 20 in Daraa city, 16 June 2014", ("2014-06-16", f"{headline}\n\n{told}")
    )
    text = render_text(card)
    assert "in Aleppo, not Daraa" in text
    assert (f"“{headline}”" in text) is is_shown


def test_whoever_says_otherwise_is_shown_with_nothing_further_on(empty_store: Store) -> None:
    told = TOLD.replace("More than ten", "Forty")
    card = dated_card(empty_store, CLAIM, (DAY, f"Raid near Homs\n\n{told} {ON_THE_MILL} {END}"))
    assert "Further on" not in render_text(card)


def test_what_says_otherwise_is_not_shown_as_the_rest_of_who_says_so(empty_store: Store) -> None:
    claim = "Raid on a cotton mill in Marrow near Homs kills four"
    told = "Omar Aziz, head of the clinic, said four people were killed in an air raid near Homs on Friday."
    against = "The Border Monitor said three people were killed in the raid on a cotton mill in Marrow near Homs."
    text = render_text(dated_card(empty_store, claim, (DAY, f"Raid near Homs\n\n{told} {against} {END}")))
    assert "say otherwise" in text or "says otherwise" in text
    assert text.count(against) == 1 and f"Further on: “{against}”" not in text


LEAD = "At least 12 people were killed in an air raid near Homs on Friday, a monitoring group said."
NAMED = "The jets came at dawn, the Syrian Observatory for Human Rights said."
HELD = "12 people were killed in an air raid near Homs on 2 April 2021"


@pytest.mark.parametrize(
    ("report", "is_shown"),
    [
        (f"{LEAD} {NAMED} {END}", True),
        # Whoever is named in what is shown is named once.
        (f"At least 12 people were killed in a raid near Homs on Friday, SOHR said. {NAMED} {END}", False),
        # What takes the number back, gives another one or is of another town is no word for it.
        (f"{LEAD} The Syrian Observatory for Human Rights denied that anybody was killed. {END}", False),
        (f"{LEAD} The Syrian Observatory for Human Rights said it could not confirm the toll. {END}", False),
        (f"{LEAD} The Syrian Observatory for Human Rights later said 22 people were killed. {END}", False),
        (f"{LEAD} In Aleppo, barrel bombs hit a mill, the Syrian Observatory for Human Rights said. {END}", False),
        # A name that stands for no speaker shows nobody's word.
        (
            f"{LEAD} The raid was condemned in London, where the Syrian Observatory for Human Rights has its seat.",
            False,
        ),
    ],
)
def test_the_sentence_that_names_a_monitoring_group_is_shown(empty_store: Store, report: str, is_shown: bool) -> None:
    text = render_text(dated_card(empty_store, HELD, (DAY, f"Raid near Homs\n\n{report} {END}")))
    assert (f"Further on: “{NAMED}”" in text) is is_shown


def test_a_monitoring_group_is_named_once_for_several_papers(empty_store: Store) -> None:
    reports = [(DAY, f"Raid near Homs\n\n{LEAD} {NAMED} {END}"), (DAY, f"Raid near Homs\n\n{LEAD} {NAMED} {END} {END}")]
    assert render_text(dated_card(empty_store, HELD, *reports)).count("Further on: ") == 1


def test_whom_another_paper_calls_by_the_noun_of_a_name_is_not_named_once_more(empty_store: Store) -> None:
    """A reader who is told that SOHR says so knows "the Observatory" for it; "a monitoring group" may be anybody's."""
    called = "At least 12 people were killed in an air raid near Homs on Friday, the Syrian Observatory said."
    reports = [(DAY, f"Raid near Homs\n\n{LEAD} {NAMED} {END}"), (DAY, f"Raid near Homs\n\n{called} {END}")]
    assert "Further on: " not in render_text(dated_card(empty_store, HELD, *reports))


@pytest.mark.parametrize(
    ("before", "told"),
    [
        ("The coast guard said 10 people were killed near Homs. It rained.", "The coast guard said 10 people"),
        # Nobody counts there.
        ("The coast guard sent a boat. It rained.", ""),
    ],
)
def test_beside_the_same_toll_stands_the_toll_that_it_is(empty_store: Store, before: str, told: str) -> None:
    same = "The Border Monitor gave the same death toll and said seven children were killed near Homs."
    card = dated_card(
        empty_store, "Seven children were killed near Homs", (DAY, f"Raid\n\nIt was noon. {before} {same}")
    )
    text = render_text(card)
    assert same in text
    assert f"Just before: “{told}" in text if told else "Just before" not in text


STATES = "The official SANA news agency said two men attacked the gate of the Velmar mill near Homs."
OWN = "The Syrian Observatory for Human Rights said at least 20 people were killed and 30 wounded in the blasts."
FEWER = "SANA gave a toll of at least 12 dead."


@pytest.mark.parametrize(
    ("report", "shown"),
    [
        # The state's agency counts otherwise, and tells where; the monitor says its number by name.
        (f"{STATES} {OWN} {FEWER}", OWN),
        (f"{STATES} {FEWER}", ""),
        # Nobody else's word for the mill.
        (f"Two men attacked the gate of the Velmar mill near Homs. {OWN} {FEWER}", "Two men attacked the gate"),
    ],
)
def test_what_somebody_else_on_the_card_says_bears_out_no_monitor(empty_store: Store, report: str, shown: str) -> None:
    lead = "Suicide bombers struck near Homs on Friday leaving at least 20 people dead, a monitor said."
    named = "At least 20 people were killed in suicide attacks on a mill near Homs on Friday, SOHR said."
    card = dated_card(
        empty_store,
        "20 dead in suicide bombings at the Velmar mill near Homs on 2 April 2021",
        (DAY, f"Attack near Homs\n\n{lead} {report} {END}"),
        (DAY, f"Bombs near Homs\n\n{named}"),
    )
    text = render_text(card)
    assert "SOHR says so" in text
    assert f"Further on: “{STATES}”" not in text
    assert (f"Further on: “{shown}" in text) is bool(shown)


def test_whoever_only_said_it_is_introduced(empty_store: Store) -> None:
    who = "The jets struck twice, local rescue official Omar Aziz said."
    report = f'Raid near Homs\n\nA raid hit Homs. {who} "Twenty people were killed near Homs," he said. It was late.'
    printed = render_text(dated_card(empty_store, "Twenty people killed in a raid near Homs", (DAY, report)))
    assert f"Just before: “{who}”" in printed


@pytest.mark.parametrize(
    ("behind", "is_shown"),
    [
        ("A doctor who received the wounded confirmed the death toll.", True),
        ("The toll could not be confirmed.", False),
        ("Nobody has confirmed it.", False),
    ],
)
def test_whoever_confirms_the_toll_without_a_name_is_told(behind: str, is_shown: bool, empty_store: Store) -> None:
    printed = render_text(dated_card(empty_store, CLAIM, (DAY, f"Raid near Homs\n\n{TOLD} {behind} {END}")))
    assert (f"And right after it: “{behind}”" in printed) is is_shown


@pytest.mark.parametrize(
    ("before", "is_shown"),
    [
        ("The Border Monitor said it was carried out by Russian jets.", True),
        ("Rebels blamed President Aziz and his allies.", True),
        ("The Border Monitor confirmed that Russian and army warplanes were behind the raid.", True),
        # Somebody else is blamed, and nobody.
        ("The Border Monitor asked whether Russian warplanes were behind the raid.", False),
        ("The Border Monitor said the warplanes were not Russian.", False),
        ("Rebels blamed the Syrian government.", False),
        ("The wounded were taken to Homs.", False),
    ],
)
def test_whoever_denies_it_is_shown_with_who_lays_it_to_them(before: str, is_shown: bool, empty_store: Store) -> None:
    told = "An air raid killed ten people near Homs on Friday, Mill Watch said."
    report = f"Raid near Homs\n\n{told} {before} Moscow denied any involvement in the raid. {END}"
    printed = render_text(dated_card(empty_store, "Air raid near Homs kills ten", (DAY, report)))
    assert "Moscow denied any involvement" in printed
    assert (f"Just before: “{before}”" in printed) is is_shown


@pytest.mark.parametrize(
    ("between", "is_shown"),
    [
        ("The wounded were taken to a clinic in the town that night, rescuers said.", True),
        # Of another town, or another blow, somebody else may have been accused.
        ("A raid hit Raqqa that night, rescuers said.", False),
        ("Another raid hit the clinic that night, rescuers said.", False),
    ],
)
def test_who_lays_it_to_them_further_up_is_shown(between: str, is_shown: bool, empty_store: Store) -> None:
    told = "An air raid killed ten people near Homs on Friday, Mill Watch said."
    laid = "Norwegian intelligence pointed to Russian responsibility, officials said."
    long = " ".join(f"The baker at number {n} said the windows of the bakery broke in the blast." for n in "abcd")
    report = f"Raid near Homs\n\n{told} {laid} {between} {long} Moscow denied any involvement in the raid. {END}"
    printed = render_text(dated_card(empty_store, "Air raid near Homs kills ten", (DAY, report)))
    assert "Moscow denied any involvement" in printed
    assert (f"Further up: “{laid}”" in printed) is is_shown
