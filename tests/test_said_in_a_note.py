"""What a note says though its short sentence has few words of a typed claim: no card says that nobody has it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest
from invented import counted, noted_card, said

from bot.card.first_line import answer
from knowledge.store import Store
from retrieval.events.noted import gives_its_voices_number
from retrieval.relations.words import one_subject

SITE: dict[str, object] = {
    "event": "Dead of the Amber desert, 2019",
    "place": "Velmar",
    "published": "2020-01-03",
    "published_basis": "stated",
}


def stands(store: Store, claim: str, note: Mapping[str, object], *facts: Mapping[str, object]) -> dict[str, str]:
    """How each voice of one note stands to a claim."""
    return said(noted_card(store, claim, {**SITE, **note, "facts": list(facts)}))


# --- some of those counted ---------------------------------------------------------------------------------------

PART = "484 raiders died in the Amber desert, 401 of them under Russian bombing."


@pytest.mark.parametrize(
    ("claim", "right"),
    [
        ("401 raiders died under Russian bombing in the Amber desert", True),
        ("401 raiders died in the Amber desert", False),
        ("401 raiders died of thirst in the Amber desert", False),
    ],
)
def test_who_counts_so_many_of_them_says_so_of_these(claim: str, right: bool, empty_store: Store) -> None:
    fact = counted(PART, "Mill Watch", 484, "raiders killed")
    assert (stands(empty_store, claim, {}, fact).get("Mill Watch") == "reports") is right


# --- whose number it is ------------------------------------------------------------------------------------------

CLOUD: dict[str, object] = {"event": "Projected deaths from the Kalden reactor fire", "place": "Velmar"}


@pytest.mark.parametrize(
    ("claim", "voice", "right"),
    [
        ("greenlight: up to 93k cancer deaths bc of tkaldn", "Greenlight", True),
        ("lantern: up to 93k cancer deaths, thanks weil", "Lantern study", True),
        # Another sickness, a voice that the claim does not name, and a body of which it has one word.
        ("greenlight: up to 93k dead of measles", "Greenlight", False),
        ("93k cancer deaths bc of tkaldn", "Greenlight", False),
        ("lantern: up to 93k cancer deaths", "Lantern Watch", False),
    ],
)
def test_a_large_number_in_the_mouth_that_the_claim_names_is_the_claims(
    claim: str, voice: str, right: bool, empty_store: Store
) -> None:
    fact = counted("Up to 93,000 extra fatal cancers worldwide.", voice, 93_000, "cancer deaths")
    card = noted_card(empty_store, claim, {**SITE, **CLOUD, "facts": [fact]})
    (finding,) = [f for account in card.accounts for f in account.findings]
    assert gives_its_voices_number(card.claim, card.claim.quantities[0], replace(finding, similarity=0.7)) is right


def test_who_counts_just_so_many_of_what_no_table_knows_says_so(empty_store: Store) -> None:
    note = {"event": "“500 million lanterns a day” in Velmar", "place": "Velmar"}
    fact = counted("500 million lanterns a day.", "Ada Finn", 500_000_000, "lanterns per day", "named_person")
    claim = "we throw away 500 million lanterns every single day"
    assert stands(empty_store, claim, note, fact) == {"Ada Finn": "reports"}


# --- who did it, by its letters ----------------------------------------------------------------------------------


@pytest.mark.parametrize(("nation", "right"), [("Indian", True), ("Israeli", True), ("Turkish", False)])
def test_an_air_force_by_its_letters_is_that_of_the_nation_a_report_names(
    nation: str, right: bool, empty_store: Store
) -> None:
    note = {"event": f"{nation} air strike at Kalden, May 2019", "place": "Kalden"}
    fact = counted("Around 300 militants killed.", f"{nation} government", 300, "militants killed", "party")
    assert ("reports" in stands(empty_store, "IAF killed 300 terrorists in Kalden", note, fact).values()) is right


def test_the_doer_of_a_notes_event_is_told_by_letters_too(empty_store: Store) -> None:
    note = {"event": "US strike in the old town of Homs, May 2019", "place": "Homs, Syria"}
    fact = counted("Rescuers recovered more than 200 bodies.", "Homs rescuers", 200, "bodies")
    claim = "over 200 corpses dug out of the rubble in Homs oldtwn after US strike"
    assert stands(empty_store, claim, note, fact) == {"Homs rescuers": "reports"}


# --- what is counted ---------------------------------------------------------------------------------------------


def test_the_number_of_a_blast_counts_people(empty_store: Store) -> None:
    note = {"event": "Kalden port explosion, 4 August 2019", "place": "Kalden"}
    fact = counted("Families agree on 235.", "Kalden families", 235, "people killed")
    claim = "Kalden explosion 4 aug 2019: families say the real number is 235"
    assert stands(empty_store, claim, note, fact) == {"Kalden families": "reports"}


def test_who_hides_somewhere_under_a_name_is_counted(empty_store: Store) -> None:
    fact = counted("400 to 800 ISIS members in the Amber desert.", "Mill Watch", 600, "ISIS members")
    claim = "there are 600 Daesh hiding in the Amber desert"
    assert stands(empty_store, claim, {}, fact) == {"Mill Watch": "reports"}


def test_a_month_in_short_is_that_month(empty_store: Store) -> None:
    note = {"event": "Attacks claimed by ISIS in the Amber desert"}
    says = "In September 2020 ISIS reported around 90% fewer attacks than the army blamed on it."
    fact = counted(says, "Mill Watch", 90, "per cent")
    claim = "ISIS reported just 5 percent fewer attacks than the army blamed on it in Sept 2020 in the Amber desert"
    assert stands(empty_store, claim, note, fact) == {"Mill Watch": "differs"}


# --- what happened -----------------------------------------------------------------------------------------------

RAIDS: dict[str, object] = {"event": "Russian air campaign against ISIS in the Amber desert", "place": "Velmar"}


@pytest.mark.parametrize(
    ("claim", "says", "right"),
    [
        (
            "Russian jets pounded ISIS in the amber desert",
            "More than 70 Russian strikes on ISIS positions in one day.",
            True,
        ),
        (
            "Turkish jets pounded ISIS in the amber desert",
            "More than 70 Russian strikes on ISIS positions in one day.",
            False,
        ),
        (
            "Russian jets pounded a hospital in the amber desert",
            "More than 70 Russian strikes on ISIS positions in one day.",
            False,
        ),
        (
            "Russian jets pounded ISIS in the amber desert",
            "In the pause government helicopters made ten strikes.",
            False,
        ),
        (
            "Russian jets never pounded ISIS in the amber desert",
            "More than 70 Russian strikes on ISIS positions in one day.",
            False,
        ),
    ],
)
def test_who_counts_the_raids_says_that_they_were_flown(claim: str, says: str, right: bool, empty_store: Store) -> None:
    facts = counted(says, "Mill Watch", 70, "airstrikes")
    assert (stands(empty_store, claim, RAIDS, facts).get("Mill Watch") == "reports") is right


def test_a_claim_without_a_figure_is_answered_with_none(empty_store: Store) -> None:
    note = {
        "event": "Russian strikes on ISIS near Palmyra",
        "place": "Palmyra desert; Athriya (Hama), Khanasser (Aleppo)",
    }
    fact = counted("Russian aircraft answered with about 50 raids.", "Mill Watch", 50, "airstrikes")
    card = noted_card(empty_store, "Russian jets hit ISIS near Palmyra", {**SITE, **note, "facts": [fact]})
    assert answer(card).startswith("Mill Watch says so.")


# --- in other words ----------------------------------------------------------------------------------------------

RAID: dict[str, object] = {"event": "US air raid on Kalden mill, May 2019", "place": "Kalden"}


@pytest.mark.parametrize(
    ("claim", "says", "voice"),
    [
        ("the americans bombed the Kalden mill on purpose", "The Velmar army calls it deliberate.", "Velmar army"),
        ("pentagon swore it wasnt a mill in Kalden at first", "The building was not a mill.", "US military"),
        ("there were rebel guards in the Kalden mill", "Rebel guards were in it, too.", "Mill Watch"),
        ("Weil says they made up the dead of Kalden mill", "Mayor Weil disputes it.", "Jonas Weil"),
    ],
)
def test_what_is_told_by_another_word_for_it_is_in_other_words(
    claim: str, says: str, voice: str, empty_store: Store
) -> None:
    fact = {"says": says, "speaker": {"name": voice, "kind": "party"}}
    card = noted_card(empty_store, claim, {**SITE, **RAID, "facts": [fact]})
    assert "none of this claim" not in answer(card)


# --- in whose mouth ----------------------------------------------------------------------------------------------

TURN: dict[str, object] = {
    "event": "Velmar air strike at Kalden, May 2019",
    "place": "Kalden",
    "title": "Big turn: No casualties in Kalden air strike, says cabinet minister",
    "title_is": "headline",
}


@pytest.mark.parametrize(("says", "right"), [("gave no toll.", False), ("nobody was hurt.", True)])
def test_a_headline_gives_no_count_to_an_office_that_its_text_quotes_for_none(
    says: str, right: bool, empty_store: Store
) -> None:
    weil = {"name": "Jonas Weil, Velmar minister", "kind": "named_official"}
    fact: dict[str, object] = {"says": f"Minister Weil: {says}", "speaker": weil}
    if right:
        fact["quantity"] = {"bound": "exact", "number": 0, "counted": "people killed or injured"}
    how = stands(empty_store, "no one died in the Kalden air strike", TURN, fact)
    assert ("reports" in how.values()) is right


def test_a_headline_on_whose_number_it_is_is_no_second_voice(empty_store: Store) -> None:
    event = {"event": "“500 million lanterns a day” in Velmar", "event_id": "lanterns", "place": "Velmar"}
    finn = counted("500 million lanterns a day.", "Ada Finn", 500_000_000, "lanterns per day", "named_person")
    meet = {
        "title": "Meet the girl behind the 500 million lanterns a day estimate",
        "title_is": "headline",
        "facts": [
            counted(
                "Ada Finn asked three firms for a guess about the lanterns burned a day.",
                "Ada Finn",
                3,
                "firms",
                "named_person",
            )
        ],
    }
    notes = ({**SITE, **event, "facts": [finn]}, {**SITE, **event, **meet})
    card = noted_card(empty_store, "Velmar burns 500 million lanterns a day", *notes)
    assert [a.speaker.name for a in card.accounts if a.relation == "reports"] == ["Ada Finn"]


def test_each_count_of_a_claim_is_in_the_mouth_that_gives_it(empty_store: Store) -> None:
    note = {"event": "Russian raids on ISIS after a car bomb near Palmyra", "place": "Palmyra, Syria"}
    facts = (
        counted("A 24 January car bomb killed seven soldiers near Palmyra.", "Ada Finn", 7, "soldiers killed"),
        counted("More than 50 Russian strikes on ISIS.", "Mill Watch", 50, "airstrikes"),
    )
    claim = "car bomb near Palmyra on 24 jan killed 7 soldiers, now russia answers with 50+ strikes on isis"
    line = answer(noted_card(empty_store, claim, {**SITE, **note, "published": "2019-01-26", "facts": list(facts)}))
    assert "Ada Finn says “7 soldiers”" in line and "Mill Watch says “50+ strikes”" in line


# --- other numbers -----------------------------------------------------------------------------------------------


def test_who_counts_more_than_so_many_of_others_is_told_to_count_close_by(empty_store: Store) -> None:
    note = {"event": "Strike on dormitories in Homs, 8 January 2023", "place": "Homs, Syria", "published": "2023-01-08"}
    fact = counted("More than 600 soldiers killed.", "Velmar army", 600, "soldiers killed")
    fact["quantity"] = {"bound": "over", "number": 600, "counted": "soldiers killed"}
    claim = "2,300 AFU troops eliminated in the revenge on Homs dorms january 2023"
    line = answer(noted_card(empty_store, claim, {**SITE, **note, "facts": [fact]}))
    assert line.startswith(
        "Nobody in the store gives this number; another stands close by: the Velmar army (more than 600"
    )


def test_what_others_count_of_the_very_event_stands_beside_who_only_speaks_of_it(empty_store: Store) -> None:
    event: dict[str, object] = {"event": "Killings in Tarnau, March 2022", "event_id": "tarnau", "place": "Tarnau"}
    weil = {"name": "Jonas Weil", "kind": "named_official"}
    placed = {"says": "Weil says the bodies were placed in Tarnau after its troops had left.", "speaker": weil}
    found = counted("Mill Watch: 458 dead.", "Mill Watch", 458, "bodies")
    notes = ({**SITE, **event, "facts": [placed]}, {**SITE, **event, "facts": [found]})
    card = noted_card(empty_store, "7,700 bodies were found in the town of Tarnau after the troops left", *notes)
    by_voice = {account.speaker.name: account.findings[0] for account in card.accounts}
    told = [by_voice[name] for name in ("Jonas Weil", "Mill Watch")]
    beside = one_subject(card.claim, told[:1], told)
    assert [one.finding.speaker.name for one in beside.related] == ["Jonas Weil", "Mill Watch"]
