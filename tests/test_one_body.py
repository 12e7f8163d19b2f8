"""One body on a card goes by one name; two that count differently stay two."""

from __future__ import annotations

from dataclasses import replace

import pytest
from invented import card_for
from test_origins import found, report

from knowledge.model import Speaker
from knowledge.store import Store
from retrieval.claims.messages import read_claims
from retrieval.counts.parts import is_reportedly_a_part
from retrieval.origins import holds_office, in_one_name, with_outlets
from retrieval.origins.offices import spoken_for

#: The agency itself, in another paper, with a toll of twelve.
AGENCY = report("Daily Lantern", "SANA said 12 people were killed in Damascus.")


def names(*texts: str, beside_the_agency: bool = False) -> list[str]:
    """Who says what, by the name that the card has for each: one name a statement, in the order of the texts."""
    entries = [report(f"Harbour Post {n}", text) for n, text in enumerate(texts)]
    findings = found(*entries, *([AGENCY] if beside_the_agency else []))
    return [finding.speaker.name for finding in in_one_name(findings, findings)]


@pytest.mark.parametrize(
    ("told", "called"),
    [
        # The agency's figure, however the paper calls a state's press.
        ("Syrian state media gave a toll of 12 dead in Damascus.", "SANA"),
        ("Twelve people were killed in Damascus, Syrian state television said.", "SANA"),
        # A state's news agency is the one that the table has, whatever it says.
        ("Syria's state-run news agency said 20 people were killed in Damascus.", "SANA"),
        # Television with a figure of its own is no agency, nor is anybody's else.
        ("Syrian state television said 20 people were killed in Damascus.", "Syrian state television"),
        ("Turkish state television said 12 people were killed in Damascus.", "Turkish state television"),
        ("Norlandian state television said 12 people were killed in Kalden.", "Norlandian state television"),
        ("Residents said 12 people were killed in Damascus.", "residents"),
        # Bare "state media" are those of the one country that a report names, and is written from.
        ("State media said 12 people were killed in Damascus.", "SANA"),
        (
            "State media said 12 people were killed in Damascus. Iran's president spoke on Monday.",
            "state media",
        ),
        ("TEHRAN - State media said 12 people were killed in Damascus.", "state media"),
        ("State media said 12 people were killed in Damascus. Turkey's army hit it.", "state media"),
        # Nor where the report has the agency's name as well, whomever else it tells of.
        ("The official news agency said 12 people were killed in Damascus. SANA said Turkey's army hit it.", "SANA"),
        ("TEHRAN - State media said 12 people were killed in Damascus. SANA had no word of it.", "state media"),
        # An archive may have lost the apostrophe of whose they are.
        ("Syrias state media said 12 people were killed in Damascus. Turkey's army hit it.", "SANA"),
        ("Turkeys state media said 12 people were killed in Damascus. Turkey's army hit it.", "Turkeys state media"),
    ],
)
def test_a_states_press_is_its_agency_where_it_gives_the_agencys_figure(told: str, called: str) -> None:
    assert names(told, beside_the_agency=True)[0] == called


def test_two_descriptions_of_one_television_are_one_and_its_radio_is_another() -> None:
    assert names(
        "Syria's state TV said 20 people were killed in Damascus.",
        "Syrian state television said 31 people were killed in Damascus.",
        "Syrian state radio said 40 people were killed in Damascus.",
    ) == ["Syrian state television", "Syrian state television", "Syrian state radio"]


@pytest.mark.parametrize(
    ("first", "second", "called"),
    [
        # What a country says is its ministry's, where that gives the figure in the same report.
        (
            "Russia said six people were killed.",
            "The Russian defence ministry said six people died.",
            "Russian military",
        ),
        ("Russia said dozens were killed.", "The Russian defence ministry said 40 people died.", "Russian military"),
        # A person, an ambassador or a senator speaks for himself.
        (
            "Israel said six people were killed.",
            "The Israeli ambassador said six people were killed.",
            "Israeli government",
        ),
        (
            "Ukraine said six people were killed.",
            "The Ukrainian ambassador said six people died.",
            "Ukrainian government",
        ),
        ("Russia said six people were killed.", "A Russian senator said six people died.", "Russian government"),
        # Another figure, another state's army, or a palace that speaks for itself.
        ("Russia said six people were killed.", "The Russian defence ministry said nine died.", "Russian government"),
        ("Russia said six people were killed.", "The Turkish military said six people died.", "Russian government"),
        (
            "The Kremlin said six people were killed.",
            "The Russian military said six people died.",
            "Russian government",
        ),
    ],
)
def test_a_country_speaks_for_the_ministry_that_gives_its_figure(first: str, second: str, called: str) -> None:
    assert names(f"{first} {second}")[0] == called


def test_a_ministry_in_another_report_lends_a_country_no_name() -> None:
    told = names("Russia said six people were killed.", "The Russian defence ministry said six people died.")
    assert told == ["Russian government", "Russian military"]


@pytest.mark.parametrize(
    ("paper", "beside", "called"),
    [
        # A note calls the paper by its name; the body stands beside it with its figure.
        ("Turkish army report", "The Turkish military said 40 people died.", "Turkish military"),
        ("Turkish army report", "The Turkish military said 41 people died.", "Turkish army report"),
        ("Turkish army report", "The Russian military said 40 people died.", "Turkish army report"),
        ("report on the Turkish army", "The Turkish military said 40 people died.", "report on the Turkish army"),
        ("Kalden court papers", "The Kalden court said 40 people died.", "Kalden court papers"),
    ],
)
def test_a_paper_is_the_word_of_the_body_whose_it_is(paper: str, beside: str, called: str) -> None:
    told, other = found(report("Harbour Post", "Anton Verik said 40 people died."), report("Hill Gazette", beside))
    voice = replace(told.attribution, speaker=Speaker(paper, "document"))
    told = replace(told, heard=voice, statement=replace(told.statement, attributions=(voice,)))
    assert in_one_name([told, other], [])[0].speaker.name == called


def test_the_order_of_what_was_found_makes_no_name() -> None:
    texts = [
        "Syria's state TV said 20 people were killed in Damascus.",
        "Syrian state television said 31 people were killed in Damascus.",
    ]
    assert set(names(*texts)) == set(names(*reversed(texts)))


@pytest.mark.parametrize(
    ("told", "called"),
    [
        ("SORH said nine people died. The Syrian Observatory for Human Rights counts them.", "SOHR"),
        ("UNHRC said nine people died. The UN refugee agency, UNHCR, counts them.", "UNHCR"),
        # Nobody is named whose initials these may be; other letters; letters that are another body's.
        ("SORH said nine people died. The Border Monitor counts them.", "SORH"),
        ("SOHK said nine people died. The Syrian Observatory for Human Rights counts them.", "SOHK"),
        ("SNHR said nine people died. The Syrian Observatory for Human Rights counts them.", "SNHR"),
    ],
)
def test_initials_in_the_wrong_order_are_the_bodys_that_the_report_names(told: str, called: str) -> None:
    assert names(told)[0] == called


@pytest.mark.parametrize(
    ("stored", "printed"),
    [
        ("jordantimes", "Jordan Times"),
        ("SANA", "SANA"),
        # A service with a name of its own keeps it, and so does whoever no table knows.
        ("RT Arabic", "RT Arabic"),
        ("harbourpost", "harbourpost"),
    ],
)
def test_an_outlet_goes_by_its_own_name(stored: str, printed: str) -> None:
    finding = found(report("Harbour Post", "Ten people drowned."))[0]
    voice = replace(finding.attribution, speaker=replace(finding.speaker, name=stored))
    statement = replace(finding.statement, attributions=(voice,))
    stored_so = replace(finding, article=replace(finding.article, outlet=stored), statement=statement)
    named = with_outlets([stored_so])[0]
    assert (named.outlet, named.speaker.name) == (printed, printed)


@pytest.mark.parametrize(
    ("told", "official"),
    [
        ("Kalden governor Anton Verik said ten people drowned.", True),
        ("Former Kalden governor Anton Verik said ten people drowned.", False),
        ("Rowing club president Anton Verik said ten people drowned.", False),
        ("Harbour engineer Anton Verik said ten people drowned.", False),
        ("Kalden defence ministry spokeswoman Mira Sand said ten people drowned.", True),
        ("Former Kalden defence ministry spokeswoman Mira Sand said ten people drowned.", False),
        ("Rowing club spokeswoman Mira Sand said ten people drowned.", False),
        ("The governor said ten people drowned.", False),
    ],
)
def test_whoever_is_introduced_with_a_public_office_holds_it(told: str, official: bool) -> None:
    assert holds_office(found(report("Harbour Post", told))[0]) is official


@pytest.mark.parametrize(
    ("told", "is_one"),
    [
        ("Kalden governor Anton Verik said ten people drowned.", True),
        ("Deputy Kalden governor Anton Verik said ten people drowned.", False),
        ("Former Kalden governor Anton Verik said ten people drowned.", False),
        ("Velmar governor Anton Verik said ten people drowned.", False),
    ],
)
def test_an_office_in_another_report_is_whoever_is_introduced_with_it(told: str, is_one: bool) -> None:
    named, office = found(
        report("Harbour Post", told), report("Hill Gazette", "The Kalden governor said ten people drowned.")
    )
    assert spoken_for(named, office, []) is is_one


@pytest.mark.parametrize(
    ("aside", "rival", "reported", "is_part"),
    [
        # A named voice has it as a part of what it says.
        (
            "The Border Monitor said 15 civilians were killed in a district.",
            "",
            "15 civilians were reportedly killed.",
            True,
        ),
        # Nobody has; somebody says it of the whole; the number is another; somebody said it who may know.
        ("", "", "15 civilians were reportedly killed.", False),
        (
            "The Border Monitor said 15 civilians were killed in a district.",
            "Mill Watch said 15 civilians were killed.",
            "15 civilians were reportedly killed.",
            False,
        ),
        ("The Border Monitor said 15 civilians were killed.", "", "16 civilians were reportedly killed.", False),
        ("Residents said 15 civilians were killed.", "", "15 civilians were reportedly killed.", False),
        ("The Border Monitor said 15 civilians were killed.", "", "A doctor said 15 civilians were killed.", False),
        ("The Border Monitor said 15 civilians were killed.", "", "15 civilians were killed.", False),
    ],
)
def test_what_was_reportedly_a_part_is_no_rival_of_the_whole(
    aside: str, rival: str, reported: str, is_part: bool
) -> None:
    (claim,) = read_claims("21 civilians were killed in raids on Kalden").claims
    findings = [found(report(f"Post {n}", text)) if text else [] for n, text in enumerate((aside, rival, reported))]
    assert is_reportedly_a_part(claim, findings[2][0], findings[0], [*findings[1], *findings[2]]) is is_part


@pytest.mark.parametrize(
    ("next_sentence", "called"),
    [
        ("The KDF official told reporters that two more were hurt.", "KDF official"),
        # Another is no more than another, and a doctor is no official.
        ("A KDF official told reporters that two more were hurt.", "official from the forces"),
        ("The KDF doctor told reporters that two more were hurt.", "official from the forces"),
    ],
)
def test_an_official_is_called_as_the_report_goes_on_about_him(next_sentence: str, called: str) -> None:
    text = f"A raid killed 3 fighters in Homs, an official from the forces said. The camp is theirs. {next_sentence}"
    assert called in names(text)[0]


@pytest.mark.parametrize(
    ("told", "called"),
    [
        ("Strikes killed 34 civilians in Homs, a monitor said.", "SOHR"),
        ("Strikes killed 29 civilians in Homs, a monitor said.", "monitor"),
        # Its own report may know others.
        (
            "Strikes killed 34 civilians in Homs, a monitor said. The lists of Airwars and the Syrian Network for "
            "Human Rights are empty.",
            "monitor",
        ),
        # Another's deed, another weapon, another town.
        ("Russian strikes killed 34 civilians in Homs, a monitor said.", "monitor"),
        ("A car bomb killed 34 civilians in Homs, a monitor said.", "monitor"),
        ("Strikes killed 34 civilians in Aleppo, a monitor said.", "monitor"),
    ],
)
def test_a_monitor_is_the_one_that_gives_its_figure(told: str, called: str) -> None:
    named = "US-led coalition air strikes killed 34 civilians in Homs, the Syrian Observatory for Human Rights said."
    assert called in names(told, named)[0]


@pytest.mark.parametrize(
    "who", ["an official from the health ministry", "an official in the mayor's office", "an official"]
)
def test_an_official_of_somebody_else_is_not_called_as_the_next_is(who: str) -> None:
    text = f"A raid killed 3 fighters in Homs, {who} said. The KDF official told reporters that two more were hurt."
    assert "KDF" not in names(text)[0]


COALITION = "The Syrian National Coalition said 65 people were killed in Raqqa."


def of_its_page(text: str, *others: str) -> list[str]:
    """Who says what, where the first report is the Coalition's own page."""
    entries = [report("Etilaf", text), *(report(f"Harbour Post {n}", other) for n, other in enumerate(others))]
    findings = with_outlets(found(*entries))
    return [finding.speaker.name for finding in in_one_name(findings, findings)]


def test_a_partys_own_page_is_the_party_where_it_speaks_by_its_name_as_well() -> None:
    own = "Over 130 people were killed in Raqqa."
    assert of_its_page(own, COALITION) == ["Syrian National Coalition"] * 2
    assert of_its_page(own, "The mayor said 65 people were killed in Raqqa.")[0] == "Etilaf"


@pytest.mark.parametrize(
    ("told", "called"),
    [
        ("Bombers killed at least one person in Damascus, the interior ministry said.", "Syrian government"),
        # Another number, and another ministry.
        ("Bombers killed at least nine people in Damascus, the interior ministry said.", "interior ministry"),
        ("Bombers killed at least one person in Damascus, the health ministry said.", "health ministry"),
    ],
)
def test_a_ministry_is_the_states_whose_another_report_calls_it(told: str, called: str) -> None:
    state = "The Syrian Interior Ministry said at least one person was killed in Damascus."
    assert names(told, state)[0] == called


@pytest.mark.parametrize(
    ("told", "called"),
    [
        (
            "Over 130 people were killed near Homs, UN Special Envoy for Syria Staffan de Mistura said.",
            "Staffan de Mistura",
        ),
        # Another number is another word.
        (
            "Over 150 people were killed near Homs, UN Special Envoy for Syria Staffan de Mistura said.",
            "United Nations",
        ),
        ("Over 130 people were killed near Homs, the mayor said.", "United Nations"),
    ],
)
def test_whoever_speaks_for_a_body_in_its_report_is_its_voice_there(told: str, called: str) -> None:
    assert names(f"Over 130 people were killed near Homs, according to the United Nations. {told}")[0] == called


CAUGHT = "At least ten fighters have been caught at the border"


@pytest.mark.parametrize(
    "other",
    [
        f"{CAUGHT}, Rep. Jonas D. Weil said.",
        f"{CAUGHT}, Republican Jonas Weil said.",
        f"{CAUGHT}, Weil said. Jonas Weil sits for Tarn.",
    ],
)
def test_somebody_has_one_name_whatever_papers_call_them(empty_store: Store, other: str) -> None:
    card = card_for(
        empty_store,
        "10 fighters caught at the border",
        f"News\n\n{CAUGHT}, Rep. Jonas Weil said.",
        f"Evening\n\n{other}",
    )
    assert {account.speaker.name for account in card.accounts} == {"Jonas Weil"}


def test_two_people_of_one_surname_stay_two(empty_store: Store) -> None:
    card = card_for(
        empty_store,
        "10 fighters caught at the border",
        f"News\n\n{CAUGHT}, Jonas Weil said.",
        f"Evening\n\n{CAUGHT}, Otto Weil said.",
        f"Night\n\n{CAUGHT}, Weil said.",
    )
    assert {account.speaker.name for account in card.accounts} == {"Jonas Weil", "Otto Weil", "Weil"}
