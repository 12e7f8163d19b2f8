"""Claims without a number: which sentences say "hospital bombed in Aleppo", and which of several events is meant."""

from __future__ import annotations

import pytest
from invented import card_for, dated_card, findings_in, said

from bot.card.first_line import answer
from knowledge.store import Store
from retrieval.claims.messages import read_claims
from retrieval.deeds.told_blow import blow_told_by
from retrieval.events.several_such import with_several_such
from retrieval.relations import Related, Weighed, because
from retrieval.relations.weighed import IN_OTHER_WORDS
from retrieval.relations.what_they_answer import is_their_answer
from retrieval.telling.every_word import is_printed

BOMBED = "hospital bombed in Aleppo"
HEADLINE = "The news of the evening\n\n"


def says(store: Store, claim: str, report: str) -> bool:
    return "reports" in said(card_for(store, claim, HEADLINE + report)).values()


def tells(store: Store, claim: str, report: str) -> bool:
    """Whether a report says a claim, or is said to tell it in other words."""
    card = card_for(store, claim, HEADLINE + report)
    return any(account.relation == "reports" or account.in_other_words for account in card.accounts)


@pytest.mark.parametrize(
    ("claim", "report"),
    [
        # What warplanes hit was bombed, in whatever words.
        (BOMBED, "Air strikes hit the only clinic in Aleppo on Monday, medics said."),
        (BOMBED, "Four hospitals and a local blood bank in the battered city of Aleppo were hit by air raids."),
        (BOMBED, "Warplanes destroyed a maternity hospital in the east of Aleppo, the monitor said."),
        # A side by any of its names.
        ("ISIS beheaded a teacher in Palmyra", "Daesh decapitated a teacher in Palmyra, residents said."),
        (
            "Assad helicopters dropped chlorine on Saraqeb",
            "Regime helicopters released chlorine over Saraqeb, doctors said.",
        ),
        (
            "rebels shelled a school in Aleppo",
            "Terrorists fired mortars that hit a school in Aleppo, state media said.",
        ),
        # A depot by what it holds, a mosque's blast by what it was.
        ("arms depot exploded in Homs", "Rockets set off blasts in a weapons depot in Homs, the opposition said."),
        ("blast at a mosque in Idlib", "An explosion went off at a mosque in Idlib, the monitor said."),
    ],
)
def test_a_sentence_tells_a_short_claim_in_other_words(empty_store: Store, claim: str, report: str) -> None:
    assert tells(empty_store, claim, report)


@pytest.mark.parametrize(
    "report",
    [
        "Air strikes hit a clinic in Aleppo on Monday, medics said.",
        "A hospital in Aleppo was hit in an air raid on Monday, medics said.",
        "An air strike on a hospital in Aleppo killed a nurse on Monday, medics said.",
    ],
)
def test_what_a_blow_falls_on_was_struck(empty_store: Store, report: str) -> None:
    assert says(empty_store, BOMBED, report)


@pytest.mark.parametrize(
    ("claim", "report"),
    [
        # Its words stand there, each of something else.
        (
            BOMBED,
            "A boy hurt by a bomb on a crowded bus outside Aleppo on Saturday sits in a tent that is connected to a "
            "large field hospital.",
        ),
        # Who speaks was not hit.
        (BOMBED, "Barrel bombs fell on a quarter of Aleppo on Monday, the hospital said."),
        # Another site, another town, another sort of blow.
        (BOMBED, "Air strikes hit a school in Aleppo on Monday, medics said."),
        (BOMBED, "Air strikes hit a hospital in Homs on Monday, medics said."),
        (BOMBED, "Rebel mortars fell on a hospital in Aleppo on Monday, medics said."),
        # What was destroyed before it hit anybody.
        ("car bomb in Homs", "Soldiers defused a car bomb in Homs on Monday, state media said."),
        # A Syrian town is no Syrian government.
        ("Assad dropped gas on Saraqeb", "A gas was dropped on the Syrian town of Saraqeb, doctors said."),
        # Mourners are people, and people are no mourners.
        ("barrel bombs fell on mourners in Aleppo", "Barrel bombs fell on people in Aleppo, the monitor said."),
        # Since a war began is not of the town with which a report opens.
        (
            "rebels shot down a jet near Jayrud",
            "Jayrud was calm on Monday. Several jets have been shot down by rebels since the war began in 2011.",
        ),
    ],
)
def test_a_sentence_with_its_words_may_say_something_else(empty_store: Store, claim: str, report: str) -> None:
    assert not says(empty_store, claim, report)


@pytest.mark.parametrize(
    "report",
    [
        "Nurses began a strike at a hospital in Aleppo on Monday, the union said.",
        "Doctors on strike left a hospital in Aleppo on Monday, the union said.",
    ],
)
def test_a_strike_of_workers_tells_of_no_blow(empty_store: Store, report: str) -> None:
    assert not tells(empty_store, BOMBED, report)


def test_a_man_does_not_say_that_he_was_killed(empty_store: Store) -> None:
    report = "Karl Vane killed in Tarn\n\nThe bridge will stand, Karl Vane said in March."
    card = card_for(empty_store, "Karl Vane killed", report)
    assert not any(account.relation == "reports" and account.speaker.name == "Karl Vane" for account in card.accounts)


@pytest.mark.parametrize(
    ("word", "words", "told"),
    [
        ("bombed", "an air raid", True),
        ("bombed", "mortar shells fell", False),
        ("attacked", "a missile hit it", True),
        ("airstrike", "warplanes", True),
        ("opened", "an air raid", None),
    ],
)
def test_a_blow_is_told_by_words_for_it(word: str, words: str, told: bool | None) -> None:
    blow = blow_told_by(word)
    assert (blow and blow.search(words) is not None) is told


SPRING = ("2016-03-07", HEADLINE + "Warplanes hit a hospital in Aleppo on Sunday, 6 March 2016, rescuers said.")
AUTUMN = ("2016-10-10", HEADLINE + "Air strikes hit a hospital in Aleppo on Sunday, 9 October 2016, medics said.")
RETOLD = ("2016-03-08", HEADLINE + "Aleppo mourned on Tuesday after an air strike on its hospital, the mayor said.")


def test_several_such_events_are_offered(empty_store: Store) -> None:
    card = dated_card(empty_store, BOMBED, SPRING, AUTUMN)
    assert card.state == "ambiguous"
    assert [candidate.when for candidate in card.candidates] == ["9 October 2016", "6 March 2016"] or {
        candidate.when for candidate in card.candidates
    } == {"6 March 2016", "9 October 2016"}
    assert "perhaps of different events" in answer(card)


def test_a_claim_of_no_place_may_be_of_several_days(empty_store: Store) -> None:
    reports = [
        ("2014-07-19", f"{HEADLINE}Nusra Front gunmen kidnapped a priest in Homs, residents said."),
        ("2015-10-29", f"{HEADLINE}Nusra Front gunmen kidnapped a priest in Idlib, residents said."),
    ]
    assert dated_card(empty_store, "priest kidnapped by Nusra", *reports).state == "ambiguous"


def test_what_is_said_of_one_day_and_told_of_another_in_other_words_is_both_offered(empty_store: Store) -> None:
    reports = [
        ("2014-10-29", f"{HEADLINE}Islamic State gunmen attacked a gas field in Homs on Monday, residents said."),
        (
            "2014-07-18",
            f"{HEADLINE}The raid on a base came after ISIS killed 270 guards during an assault on a gas field in Homs.",
        ),
    ]
    card = dated_card(empty_store, "islamic state attacks gas field in homs", *reports)
    assert (card.state, len(card.candidates)) == ("ambiguous", 2)


@pytest.mark.parametrize(
    ("claim", "places"),
    [
        ("Moscow's planes hit a post in Idlib", ["Idlib"]),
        ("Ankara’s troops shelled Afrin", ["Afrin"]),
        ("Aleppo's hospital bombed", ["Aleppo"]),
        ("Moscow's police arrested ten", ["Moscow"]),
    ],
)
def test_a_capital_whose_forces_do_it_is_no_place(claim: str, places: list[str]) -> None:
    (read,) = read_claims(claim).claims
    assert [place.name for place in read.where] == places


@pytest.mark.parametrize(
    ("claim", "words", "printed"),
    [
        ("regime shelled al-Waer", "Regime forces shelled Alwaer on Monday.", True),
        ("a raid on Jayrud", "He was head of Jayruds medical centre.", True),
        ("a raid on Jayrud", "He was head of the medical centre.", False),
        ("a raid on Hama", "Hamas shelled a town.", False),
    ],
)
def test_a_town_is_named_without_the_marks_of_its_name(claim: str, words: str, *, printed: bool) -> None:
    (read,) = read_claims(claim).claims
    assert is_printed(read.where[0], read.text, words) is printed


@pytest.mark.parametrize(
    ("claim", "reports"),
    [
        (BOMBED, (SPRING, RETOLD)),
        (BOMBED, (SPRING,)),
        ("hospital bombed in Aleppo on 6 March 2016", (SPRING, AUTUMN)),
    ],
    ids=["told again within days", "one report", "the claim has a date"],
)
def test_one_event_is_not_asked_about(empty_store: Store, claim: str, reports: tuple[tuple[str, str], ...]) -> None:
    assert dated_card(empty_store, claim, *reports).state == "found"


@pytest.mark.parametrize(
    ("claim", "state"),
    [
        ("ISIS attacks in Syria", "found"),
        ("ISIS attacks government forces", "found"),
        ("priest kidnapped by ISIS", "ambiguous"),
        ("ISIS attacks the Golan", "ambiguous"),
    ],
)
def test_what_is_done_to_nobody_who_is_named_is_of_no_event(claim: str, state: str) -> None:
    (read,) = read_claims(claim).claims
    told = [
        findings_in(f"{HEADLINE}Gunmen of ISIS struck in the Golan, Syria, on {day}.", post, out)[1]
        for day, post, out in (("4 April 2017", "Post", "2017-04-05"), ("6 October 2017", "Lantern", "2017-10-08"))
    ]
    related = tuple(Related(finding, "reports") for finding in told)
    assert with_several_such(read, Weighed("found", related, ())).state == state


@pytest.mark.parametrize(
    ("behind", "state"),
    [("", "ambiguous"), (" the site of", "found"), (" the scene of", "found")],
)
def test_what_a_town_is_known_for_is_of_no_other_day(behind: str, state: str) -> None:
    (claim,) = read_claims("Gas attack on Tarn").claims
    told = [
        findings_in(f"{HEADLINE}A gas attack on Tarn killed dozens on Tuesday, 4 April 2017.", "Post", "2017-04-05")[1],
        findings_in(f"{HEADLINE}Raids hit Tarn on Friday,{behind} a gas attack.", "Lantern", "2017-10-08")[1],
    ]
    related = tuple(Related(because(finding, IN_OTHER_WORDS), "context") for finding in told)
    assert with_several_such(claim, Weighed("found", related, ())).state == state


@pytest.mark.parametrize(
    ("report", "answers"),
    [
        ("Russia has denied that its planes hit the aid convoy near Tarn.", True),
        ("Ukraine has denied that its planes hit the aid convoy near Tarn.", False),
        ("Russia denied that it had closed its border.", False),
    ],
)
def test_who_denies_a_deed_answers_who_has_them_own_up_to_it(empty_store: Store, report: str, answers: bool) -> None:
    card = card_for(empty_store, "Russia admits its planes hit the aid convoy", HEADLINE + report)
    assert "denies" not in said(card).values()
    assert any(is_their_answer(f) for account in card.accounts for f in account.findings) is answers
