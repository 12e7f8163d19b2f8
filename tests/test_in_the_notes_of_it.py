"""What an editor's notes of an event have somebody say stands on its card, however few words of the claim it has."""

from __future__ import annotations

import pytest
from invented import counted, noted_card, said

from bot.card.first_line import answer
from bot.card.rendering import render_text
from knowledge.store import Store

WAR: dict[str, object] = {"event": "Total deaths in the Syrian war", "event_id": "war", "place": "Syria"}
RAIDS: dict[str, object] = {"event": "Raids on the desert, April 2021", "event_id": "raids", "place": "Syrian desert"}
MARCH: dict[str, object] = {"event": "March in Kalden, 20 June 2019", "event_id": "march", "place": "Kalden"}


def _told(says: str, speaker: str, kind: str = "ngo") -> dict[str, object]:
    return {"says": says, "speaker": {"name": speaker, "kind": kind}}


def test_whoever_counts_the_deaths_of_a_war_counts_no_single_death(empty_store: Store) -> None:
    facts = [
        counted("OHCHR counts 306,887 dead civilians.", "OHCHR", 306_887, "civilians killed", "un"),
        counted("Mill Watch counts 231,495 civilian deaths.", "Mill Watch", 231_495, "civilians killed"),
    ]
    card = noted_card(empty_store, "231,495 civilians killed in the Syrian war", {**WAR, "facts": facts})
    assert said(card) == {"Mill Watch": "reports", "OHCHR": "differs"}


@pytest.mark.parametrize(
    ("first", "second", "both"),
    [
        ("Headline: more than 1,250", "Body: more than 1,380", True),
        ("Body: more than 1,250", "Headline: more than 1,380", True),
        # Two counts of one text are of two things.
        ("Body: more than 1,250", "Body: more than 1,380", False),
        ("More than 1,250", "More than 1,380", False),
    ],
)
def test_what_a_page_counts_in_its_headline_and_in_its_text_is_one_thing(
    empty_store: Store, first: str, second: str, both: bool
) -> None:
    facts = [
        counted(f"{first} Russian strikes in April 2021.", "SOHR", 1_250, "airstrikes", "monitor"),
        counted(f"{second} Russian strikes in the same month.", "SOHR", 1_380, "airstrikes", "monitor"),
    ]
    card = noted_card(
        empty_store, "1,250 Russian strikes on the Syrian desert in April 2021", {**RAIDS, "facts": facts}
    )
    assert answer(card).startswith("SOHR says so")
    assert ("1,380" in answer(card)) is both


@pytest.mark.parametrize(
    ("speaker", "says", "is_shown"),
    [
        ("Ann Reed", "Reed later admitted that some of her figures were wrong.", True),
        ("Ann Reed", "Reed later admitted that the march was long.", False),
        # It takes back nobody's count but their own.
        ("Dan Moor", "Moor admitted that some of his figures were wrong.", False),
    ],
)
def test_whoever_owns_that_their_figures_were_wrong_is_heard(
    empty_store: Store, speaker: str, says: str, is_shown: bool
) -> None:
    facts = [
        counted("Mill Watch: 16,000 marched.", "Mill Watch", 16_000, "marchers"),
        counted("Reed: 72,000 marched.", "Ann Reed", 72_000, "marchers", "named_person"),
        _told(says, speaker, "named_person"),
    ]
    card = noted_card(empty_store, "16,000 marched in Kalden in June 2019", {**MARCH, "facts": facts})
    assert (says in render_text(card)) is is_shown


@pytest.mark.parametrize(
    ("doer", "says", "heading"),
    [
        ("Assad", "The panel concluded that the Syrian air force did it.", "WHO LAYS IT TO THE SAME SIDE"),
        (
            "Assad",
            'The panel said it was "confident" the Syrian air force was responsible.',
            "WHO LAYS IT TO THE SAME SIDE",
        ),
        ("Turkey", "The panel concluded that the Turkish air force did it.", "WHO LAYS IT TO THE SAME SIDE"),
        ("Assad", "The panel could not say whether the Syrian air force did it.", ""),
    ],
)
def test_whoever_judged_who_did_it_is_heard(empty_store: Store, doer: str, says: str, heading: str) -> None:
    note: dict[str, object] = {"event": "Gas attack on Douma, 7 April 2018", "event_id": "gas", "place": "Douma"}
    facts = [
        counted("Medics: 45 dead.", "medics", 45, "people killed", "eyewitness"),
        _told(says, "Hill Panel", "un"),
    ]
    card = noted_card(empty_store, f"{doer} gassed its own people in Douma, 70 dead", {**note, "facts": facts})
    before, found, _ = render_text(card).partition(says)
    assert bool(found) is bool(heading)
    assert not heading or [line for line in before.splitlines() if line.isupper() and line[0] != " "][-1] == heading
