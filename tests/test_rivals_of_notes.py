"""Which figures of notes and reports are rivals of a claim: of its event, its day, its people, and of no more."""

from __future__ import annotations

import pytest
from invented import NOW, card_for, counted, dated_card, noted_card, said

from bot.card.rendering import render_text
from knowledge.model import ContextCard
from knowledge.store import Store
from retrieval.answers import answer


def values(card: ContextCard) -> set[float]:
    """Every figure in the table of who says how many."""
    return {figure.quantity.value for tally in card.tallies for figure in tally.figures}


FLOOD_IN_MAY: dict[str, object] = {
    "event": "Deaths in Hurricane Ada, Jamaica, 2017",
    "place": "Jamaica",
    "published": "2018-05-29",
    "published_basis": "stated",
    "facts": [
        counted(
            "The ministry certified 64 deaths in the hurricane.",
            "Health ministry",
            64,
            "people killed",
            "named_official",
        )
    ],
}
FLOOD_IN_AUTUMN: dict[str, object] = {
    "event": "Deaths in Hurricane Ada, Jamaica, 2017",
    "place": "Jamaica",
    "published": "2018-09-15",
    "published_basis": "stated",
    "facts": [counted("Mill University: 2,900 deaths in the hurricane.", "Mill University", 2900, "people killed")],
}


def test_notes_that_name_one_event_with_its_year_are_held_against_each_other(empty_store: Store) -> None:
    card = noted_card(empty_store, "64 people died in Hurricane Ada", FLOOD_IN_MAY, FLOOD_IN_AUTUMN)
    assert said(card)["Mill University"] == "differs"


def test_notes_of_an_event_without_a_date_are_not(empty_store: Store) -> None:
    notes = [{**note, "event": "Storms in Jamaica"} for note in (FLOOD_IN_MAY, FLOOD_IN_AUTUMN)]
    card = noted_card(empty_store, "64 people died in a hurricane in Jamaica", *notes)
    assert said(card).get("Mill University") != "differs"


def march(day: str, date: str, number: int) -> dict[str, object]:
    """A note of a march in Tallinn."""
    return {
        "event": f"Tallinn march, {day}",
        "place": "Tallinn",
        "published": date,
        "published_basis": "stated",
        "facts": [
            counted(f"Organisers: {number:,} marched.", f"Organisers of {day}", number, "marchers"),
            counted(f"Police: {number // 4:,} marched.", f"Police of {day}", number // 4, "marchers"),
        ],
    }


@pytest.mark.parametrize(("day", "other"), [("16 June", "18 August"), ("18 August", "16 June")])
def test_a_day_named_without_its_year_is_that_day_of_whatever_year(empty_store: Store, day: str, other: str) -> None:
    june, august = march("16 June 2019", "2019-06-17", 200_000), march("18 August 2019", "2019-08-18", 170_000)
    number = 200_000 if day == "16 June" else 170_000
    stands = said(noted_card(empty_store, f"{number:,} people marched in Tallinn on {day}", june, august))
    assert stands[f"organisers of {day} 2019"] == "reports"
    assert stands[f"police of {day} 2019"] == "differs"
    assert not {name for name, relation in stands.items() if other in name and relation != "context"}


CLASH: dict[str, object] = {
    "event": "Clash at Ladakh, 15 June 2020",
    "place": "Ladakh",
    "facts": [
        counted("20 Indian soldiers killed.", "Indian Army", 20, "soldiers killed", "party"),
        counted("China names four dead.", "Chinese authorities", 4, "soldiers killed", "named_official"),
    ],
}


@pytest.mark.parametrize("claim", ["20 Indian soldiers died at Ladakh", "India lost 20 soldiers at Ladakh"])
def test_the_dead_of_the_one_nation_are_none_of_the_others(empty_store: Store, claim: str) -> None:
    card = noted_card(empty_store, claim, CLASH)
    assert values(card) == {20}


def test_whoever_lost_so_many_counts_its_own(empty_store: Store) -> None:
    card = noted_card(empty_store, "China lost 30 soldiers at Ladakh", CLASH)
    assert said(card)["Chinese government"] == "differs"
    assert said(card).get("Indian military") != "differs"


AMBUSH = "Bus ambushed near Homs\n\nAn ambush of a bus near Homs killed 28 civilians, the ministry said. "


@pytest.mark.parametrize(
    ("claim", "other", "relation"),
    [
        ("28 civilians died in the ambush of a bus near Homs", "Mill Watch said 40 attackers were killed.", "context"),
        ("28 people died in the ambush of a bus near Homs", "Mill Watch said 40 people were killed.", "differs"),
    ],
)
def test_those_who_attacked_are_not_among_the_dead_of_the_attack(
    empty_store: Store, claim: str, other: str, relation: str
) -> None:
    assert said(card_for(empty_store, claim, AMBUSH + other)).get("Mill Watch", "context") == relation


@pytest.mark.parametrize(
    ("claim", "told", "relation"),
    [
        ("73 civilians were killed in Bucha", "Mill Watch: 440 civilians killed in three oblasts.", "context"),
        ("73 civilians were killed in Bucha", "Mill Watch: 440 civilians killed.", "differs"),
        ("73 civilians were killed in Bucha", "Mill Watch: 440 civilians killed, with hundreds hurt.", "differs"),
        ("73 civilians were killed in Bucha", "Mill Watch: 440 civilians dead of all causes.", "context"),
        ("73 civilians were killed in Bucha", "The next day, Mill Watch: 440 civilians killed.", "context"),
        ("73 civilians were killed in Ukraine", "Mill Watch: 440 civilians killed worldwide.", "context"),
    ],
)
def test_what_counts_more_than_the_event_is_no_rival(empty_store: Store, claim: str, told: str, relation: str) -> None:
    note: dict[str, object] = {
        "event": f"{claim}, March 2022",
        "place": claim.rsplit(" in ", 1)[1],
        "facts": [
            counted("The mayor: 73 civilians killed.", "Mayor", 73, "civilians killed", "named_official"),
            counted(told, "Mill Watch", 440, "civilians killed"),
        ],
    }
    assert said(noted_card(empty_store, claim, note)).get("Mill Watch", "context") == relation


@pytest.mark.parametrize(
    ("claim", "relation"),
    [
        ("india's real death toll of the fever is 73,000", "context"),
        ("the real death toll of the fever is 73,000", "differs"),
    ],
)
def test_the_worlds_dead_are_no_count_of_a_nations(empty_store: Store, claim: str, relation: str) -> None:
    note: dict[str, object] = {
        "event": "Deaths of the fever in India, 2022",
        "place": "India",
        "facts": [
            counted("The mayor: 73,000 people died of the fever.", "Mayor", 73000, "people killed", "named_official"),
            counted("Mill Watch: global estimate 240,000.", "Mill Watch", 240000, "people killed"),
        ],
    }
    assert said(noted_card(empty_store, claim, note)).get("Mill Watch", "context") == relation


def test_a_figure_in_quotation_marks_is_shown_without_half_of_them(empty_store: Store) -> None:
    dozens = {"bound": "vague", "number": 36, "to": 108, "counted": "people killed or wounded"}
    note: dict[str, object] = {
        "event": "Clash near Homs, 7 February 2018",
        "place": "Homs, Syria",
        "facts": [
            counted("About 300 people were killed or wounded.", "Mill Watch", 300, "people killed or wounded"),
            {
                "says": 'The ministry said "several dozen" people from two countries were killed or wounded.',
                "speaker": {"name": "Mill Ministry", "kind": "named_official"},
                "quantity": dozens,
            },
        ],
    }
    card = noted_card(empty_store, "300 people were killed or wounded in the clash near Homs", note)
    assert "several dozen  Mill Ministry" in " ".join(render_text(card).split("\n"))


def test_a_sentence_of_a_note_that_names_its_place_is_of_no_more(empty_store: Store) -> None:
    note: dict[str, object] = {
        "event": "Raids in January 2022",
        "place": "Ithriyah (Hama), Resafa (Raqqa), Idlib",
        "facts": [counted("A car bomb killed seven soldiers near Palmyra.", "Mill Watch", 7, "soldiers killed")],
    }
    card = noted_card(empty_store, "a car bomb killed 7 soldiers near Palmyra", note)
    assert said(card) == {"Mill Watch": "reports"}
    assert "PLACE_DIFFERS" not in {caveat.kind for caveat in card.caveats}


MARCHES: dict[str, object] = {
    "event": "March against the mill tax in Spain, 3 May 2023",
    "place": "Spain",
    "facts": [
        counted("Mill union: 900,000 nationwide.", "Mill union", 900000, "demonstrators", "ngo"),
        counted("Mill union: 300,000 in Madrid.", "Mill union in Madrid", 300000, "demonstrators", "ngo"),
        counted("Ministry: 200,000 nationwide.", "Mill Ministry", 200000, "demonstrators", "named_official"),
        counted("Ministry: 40,000 in Madrid.", "Mill Ministry in Madrid", 40000, "demonstrators", "named_official"),
    ],
}


@pytest.mark.parametrize(
    ("claim", "differing"),
    [
        ("900,000 people marched against the mill tax in Spain", {"Mill Ministry"}),
        ("900,000 people marched against the mill tax", {"Mill Ministry"}),
        ("300,000 people marched against the mill tax in Madrid", {"Mill Ministry in Madrid"}),
        ("500,000 people marched against the mill tax in Madrid", {"Mill union in Madrid", "Mill Ministry in Madrid"}),
    ],
)
def test_one_town_of_a_country_is_counted_apart(empty_store: Store, claim: str, differing: set[str]) -> None:
    stands = said(noted_card(empty_store, claim, MARCHES))
    assert {voice for voice, relation in stands.items() if relation == "differs"} == differing


def soldiers(**claimed: object) -> dict[str, object]:
    """A note of an ambush near Homs in which Mill Watch counts a government's fighters."""
    return {
        "event": "Ambush near Homs, 30 December 2020",
        "place": "Homs, Syria",
        "facts": [
            counted(
                "Mill Watch: 37 soldiers and pro-government fighters dead.",
                "Mill Watch",
                37,
                "pro-government fighters killed",
            ),
            counted("The army: 20 soldiers killed.", "The army", 20, "soldiers killed", "party")
            if claimed
            else counted("The ministry: eight wounded.", "The ministry", 8, "people wounded", "named_official"),
        ],
    }


@pytest.mark.parametrize(
    ("claim", "relation"),
    [
        ("37 soldiers were killed in the ambush near Homs", "reports"),
        ("50 soldiers were killed in the ambush near Homs", "differs"),
        ("50 Syrian soldiers were killed in the ambush near Homs", "differs"),
        ("50 Russian soldiers were killed in the ambush near Homs", None),
        ("50 rebels were killed in the ambush near Homs", None),
    ],
)
def test_a_governments_fighters_are_counted_among_its_soldiers(
    empty_store: Store, claim: str, relation: str | None
) -> None:
    stands = said(noted_card(empty_store, claim, soldiers())).get("Mill Watch")
    assert (None if stands == "context" else stands) == relation


def test_who_is_counted_among_soldiers_keeps_the_words_of_the_report(empty_store: Store) -> None:
    card = noted_card(empty_store, "50 Syrian soldiers were killed in the ambush near Homs", soldiers())
    counted_as = {q.counted for a in card.accounts for f in a.findings for q in f.statement.quantities if q.value == 37}
    rows = {
        figure.quantity.counted for tally in card.tallies for figure in tally.figures if figure.quantity.value == 37
    }
    assert counted_as == rows == {"pro-government fighters killed"}


def test_not_where_the_report_counts_its_soldiers_apart(empty_store: Store) -> None:
    card = noted_card(empty_store, "20 soldiers were killed in the ambush near Homs", soldiers(apart=True))
    assert said(card).get("Mill Watch", "context") == "context"


def test_a_headline_repeats_the_toll_that_its_text_gives_in_a_name(empty_store: Store) -> None:
    base: dict[str, object] = {"event": "Attack on Homs prison, January 2022", "place": "Homs, Syria"}
    early = {
        **base,
        "title": "Over 100 dead in attack on Homs prison",
        "title_is": "headline",
        "published": "2022-01-24",
        "published_basis": "stated",
        "facts": [counted("Mill Watch: 123 dead.", "Mill Watch", 123, "people killed")],
    }
    late = {
        **base,
        "published": "2022-01-30",
        "published_basis": "stated",
        "facts": [counted("Mill Watch: 332 dead.", "Mill Watch", 332, "people killed")],
    }
    card = noted_card(empty_store, "332 people were killed in the attack on Homs prison", early, late)
    assert not [account for account in card.accounts if account.relation == "differs"]


CAMPAIGN: dict[str, object] = {
    "event": "Russian claims of militants killed in Syria",
    "place": "Syria",
    "facts": [
        counted(
            "The ministry: 133,000 militants killed.",
            "Russian Ministry of Defence",
            133000,
            "militants killed",
            "party",
        )
    ],
}


def test_a_claim_of_a_whole_country_is_held_against_what_is_counted_in_it(empty_store: Store) -> None:
    card = noted_card(empty_store, "Russia has killed 50,000 militants in Syria", CAMPAIGN)
    assert said(card) == {"Russian military": "differs"}


@pytest.mark.parametrize(
    "changed",
    [
        {"place": "Raqqa, Syria"},
        {"event": "Russian strike on militants in Syria, 3 May 2017"},
        {"event": "Russian claims of militants killed in Syria in 2016"},
        {"place": "Syria and Iraq"},
    ],
)
def test_and_not_against_a_count_of_one_town_or_day(empty_store: Store, changed: dict[str, object]) -> None:
    card = noted_card(empty_store, "Russia has killed 50,000 militants in Syria", {**CAMPAIGN, **changed})
    assert not [account for account in card.accounts if account.relation == "differs"]


RAIDS = "Raids on Kalden\n\nRaids on Kalden killed 19 civilians on Thursday, Mill Watch said. "


@pytest.mark.parametrize(
    ("told", "number", "is_counted"),
    [
        ("The other four civilians were killed by rockets on the market of Kalden, Mill Watch said.", 4, False),
        ("A video of the raids on Kalden showed at least 12 bodies.", 12, False),
        ("Hill Watch said four civilians were killed in the raids on Kalden.", 4, True),
    ],
)
def test_some_of_the_dead_are_no_other_count_of_them(
    empty_store: Store, told: str, number: int, is_counted: bool
) -> None:
    card = card_for(empty_store, "30 civilians were killed in raids on Kalden", RAIDS + told)
    differing = {
        q.value
        for account in card.accounts
        if account.relation == "differs"
        for finding in account.findings
        for q in finding.statement.quantities
    }
    assert (number in differing) == is_counted
    assert 19 in differing


def test_what_a_report_began_with_elsewhere_is_not_of_the_claim_where_it_is_told_again(empty_store: Store) -> None:
    card = dated_card(
        empty_store,
        "Shells killed 10 people at a school in Aleppo on 3 May 2016",
        (
            "2016-05-03",
            "Shells hit school in Aleppo\n\nShells killed 11 people at a school in Aleppo, Mill Watch said.",
        ),
        (
            "2016-05-03",
            "Raids and shells in Aleppo\n\nAir raids killed at least four people in Aleppo on Monday, Mill Watch said. "
            "It was the worst day of the week. The market was hit twice. The school in Aleppo is closed. "
            "Four people were killed, he said, adding that 21 others were wounded by shells at the school.",
        ),
    )
    assert 11 in values(card)
    assert 4 not in values(card)


def test_a_figure_told_of_another_blow_is_nobodys_word_where_two_others_tell_the_claim(empty_store: Store) -> None:
    card = card_for(
        empty_store,
        "20 fighters killed by a mine in a tunnel under the citadel of Kalden",
        "Mine kills 13 in Kalden\n\nA mine in a tunnel under the citadel of Kalden killed 13 fighters on 3 May 2014, "
        "Mill Watch said.",
        "Mine kills 40 in Kalden\n\nA mine in a tunnel under the citadel of Kalden killed 40 fighters on 9 July 2014, "
        "Mill Watch said.",
        "Helicopters over Kalden\n\nHelicopters hit a convoy in Kalden, killing 20 fighters, Hill Watch said.",
    )
    assert not [account for account in card.accounts if account.relation == "reports"]


def answered(event: str, facts: list[dict[str, object]], *rivals: dict[str, object]) -> dict[str, object]:
    """A note of an event in Tallinn with what it sets against its report."""
    day = {"published": "2024-06-02", "published_basis": "stated", "place": "Tallinn"}
    return {**day, "event": event, "facts": facts, "rivals": list(rivals)}


def rival(says: str) -> dict[str, object]:
    """What another page has somebody say instead."""
    return {"says": says, "speaker": {"name": "Harbour Guard", "kind": "party"}, "url": "https://harbour.example/1"}


@pytest.mark.parametrize(
    ("claim", "event", "fact", "instead"),
    [
        (
            "12 of 40 drones were shot down over Tallinn",
            "Drone attack on Tallinn, 1 June 2024",
            counted("The army: 12 of 40 drones shot down.", "army", 12, "drones shot down", "party"),
            "50 drones launched, most of them shot down over Tallinn",
        ),
        (
            "30 people drowned in the Tallinn flood",
            "Flood in Tallinn, 1 June 2024",
            counted("The mayor: 30 people drowned in the flood.", "mayor", 30, "people killed", "named_official"),
            "400 people were rescued from the Tallinn flood",
        ),
    ],
)
def test_what_a_note_sets_beside_its_report_stands_close_by_and_denies_nothing(
    empty_store: Store, claim: str, event: str, fact: dict[str, object], instead: str
) -> None:
    card = noted_card(empty_store, claim, answered(event, [fact], rival(instead)))
    assert said(card)["Harbour Guard"] == "context"
    assert instead in render_text(card)


def test_another_voices_number_of_another_year_stands_close_by(starter: Store) -> None:
    (card,) = answer("there are still 7000 ISIS members in iraq and syria", starter, now=NOW).cards
    assert said(card)["United Nations"] == "context"
    assert "10,000 in early 2021" in render_text(card)


def test_where_a_note_tells_nothing_of_the_claim_its_rivals_do_not_come(empty_store: Store) -> None:
    fact = counted("Police: 90 people wounded at the march.", "police", 90, "people wounded", "named_official")
    note = answered("March in Tallinn, 1 June 2024", [fact], rival("200 people were arrested at the Tallinn march"))
    assert "Harbour Guard" not in said(noted_card(empty_store, "2,000 people marched in Tallinn in 2019", note))


SIEGE = {"event_id": "siege-2024", "event": "Siege of Tallinn, June 2024", "place": "Tallinn"}
FLOODED = {"event_id": "flood-2024", "event": "Flood in Tallinn, 1 June 2024", "place": "Tallinn"}


@pytest.mark.parametrize(
    ("claim", "event", "says", "shown"),
    [
        ("50 people were killed in Tallinn", SIEGE, "The Amber Guard calls the scenes staged.", True),
        ("50 people were killed in Tallinn", SIEGE, "The Amber Guard denies it.", True),
        ("50 people were killed in the Tallinn flood", FLOODED, "The toll is inflated, the mayor's rival wrote.", True),
        ("50 people were killed in the Tallinn flood", FLOODED, "The share of children is unusually high.", True),
        # Nothing is said against it, or only asked; a staged play and another's denial are something else.
        ("50 people were killed in Tallinn", SIEGE, "The Amber Guard holds two bridges.", False),
        ("50 people were killed in Tallinn", SIEGE, "Were the scenes staged?", False),
        ("50 people were killed in Tallinn", SIEGE, "A play about it was staged in Velmar.", False),
        # A note of another event says nothing of this one.
        ("50 people were killed in Tallinn", {**SIEGE, "event_id": "x"}, "The Amber Guard calls it staged.", False),
    ],
)
def test_what_anybody_says_against_an_event_stands_close_by_however_few_words_it_shares(
    empty_store: Store, claim: str, event: dict[str, str], says: str, shown: bool
) -> None:
    own = FLOODED if "flood" in claim else SIEGE
    count: dict[str, object] = {
        **own,
        "facts": [counted("Mill Watch: 50 people killed.", "Mill Watch", 50, "people killed")],
    }
    other: dict[str, object] = {**event, "facts": [{"says": says, "speaker": {"name": "Amber Guard", "kind": "party"}}]}
    card = noted_card(empty_store, claim, count, other)
    assert said(card)["Mill Watch"] == "reports"
    assert ((said(card).get("Amber Guard") == "context") and says in render_text(card)) is shown
