"""A note's words that say little alone stand beside what they lean on: the fact before them, the report's headline."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from invented import counted, noted_card

from bot.card.rendering import render_text
from knowledge.model import Candidate, Entry, Finding, Speaker
from knowledge.notes import read_notes
from knowledge.store import Store
from retrieval.telling.leaning import (
    as_its_page_has_it,
    fact_before,
    held_against,
    leans_on_its_headline,
    place_apart,
    place_left,
    quoted_in,
)

RAIDS = "Velmar's jets flew 90 raids on the moor in 2019."


def noted(
    *says: str, title: str = "Raids on the moor in 2019", published: str | None = None, quote: str | None = None
) -> Finding:
    """The last fact of a note on the moor with these, and with what it quotes."""
    note = {
        "id": "N1",
        "kind": "report",
        "outlet": "Harbour Post",
        "title": title,
        "title_is": "headline",
        "url": "https://example.org/moor",
        "confidence": "high",
        "place": "the moor",
        "facts": [{"says": words, "speaker": None, **({"quote": quote} if quote else {})} for words in says],
        **({"published": published, "published_basis": "stated"} if published else {}),
    }
    (entry,) = read_notes(json.dumps(note))
    assert isinstance(entry, Entry)
    return Finding(entry.statements[-1], entry.article, 1.0, ())


@pytest.mark.parametrize(
    ("says", "before"),
    [
        ("They killed 40 fighters and wounded 12.", RAIDS),
        ("Twelve of them were children.", RAIDS),
        ("Forty fighters were killed by them.", RAIDS),
        # Whoever can be read alone leans on nothing.
        ("The raids killed 40 fighters.", ""),
        ("The mayor said they killed 40 fighters.", ""),
        ("Forty fighters died, twelve of them children.", ""),
    ],
)
def test_whom_a_note_speaks_of_the_fact_before_it_says(says: str, before: str) -> None:
    assert fact_before(noted(RAIDS, says)) == before


def test_the_first_fact_of_a_note_has_none_before_it() -> None:
    assert fact_before(noted("They killed 40 fighters.")) == ""


@pytest.mark.parametrize(
    ("says", "title", "published", "leans"),
    [
        ("They killed 40 fighters.", "Raids on the moor in 2019", None, True),
        ("Five people died elsewhere that month.", "Raids on the moor", "2019-05", True),
        # A day that is known, a year in the words, or a headline without one leaves nothing to look up there.
        ("They killed 40 fighters.", "Raids on the moor in 2019", "2020-01", False),
        ("They killed 40 fighters in 2019.", "Raids on the moor in 2019", None, False),
        ("They killed 40 fighters.", "Raids on the moor", None, False),
    ],
)
def test_of_which_day_or_place_a_note_is_its_headline_says(
    says: str, title: str, published: str | None, leans: bool
) -> None:
    assert leans_on_its_headline(noted(RAIDS, says, title=title, published=published)) is leans


@pytest.mark.parametrize(
    ("says", "quote", "is_shown"),
    [
        (
            "Most of the raiders are said to come from the old camp.",
            "Velmar willingly or unwillingly contributed",
            False,
        ),
        ("Velmar is blamed for the raids.", "The neighbours also claim", False),
        # What has a word of the note, or a number, backs it up, be it cut off; what is whole speaks for itself.
        ("Velmar contributed to the raids.", "Velmar willingly or unwillingly contributed", True),
        ("Velmar lost most of its jets.", "“Forty-one, or 41,” the pilots say", True),
        ("Visitors saw no bodies and no blood.", "no obvious signs of casualties", True),
        ("It may be otherwise.", "more, and then less", True),
        ("Velmar is blamed for the raids.", "neighbours claimed the sky", True),
    ],
)
def test_a_quotation_that_breaks_off_before_it_says_anything_is_not_shown(
    says: str, quote: str, is_shown: bool
) -> None:
    assert quoted_in(noted(says, quote=quote)) == (quote if is_shown else "")


@pytest.mark.parametrize(
    ("says", "place"),
    [
        ("Five people died elsewhere in Velmar that month.", "the moor"),
        ("Five people died in other parts of Velmar.", "the moor"),
        # Whoever names it leaves nothing open.
        ("Most of those fighting there came from the camp.", "the moor"),
        ("There were five men who had been there.", ""),
        ("Five people died elsewhere than on the moor.", ""),
        ("Five people died on the moor and elsewhere.", ""),
        ("Five people died in Velmar.", ""),
    ],
)
def test_elsewhere_is_other_than_the_place_of_the_note(says: str, place: str) -> None:
    assert place_left(noted(says)) == place


def test_the_label_says_of_what_the_report_is_and_not_where_it_was(empty_store: Store) -> None:
    fact = counted("Five civilians were killed elsewhere in Velmar in 2019.", "Mill Watch", 5, "civilians killed")
    event: dict[str, object] = {"event": "Raids in Velmar, 2019", "place": "the moor", "facts": [fact]}
    printed = render_text(noted_card(empty_store, "5 civilians were killed in Velmar in 2019", event))
    assert "Note (from a report on the moor): Five civilians were killed elsewhere in Velmar" in printed


RAIDERS: dict[str, object] = {
    "event": "Raids on Kalden in 2021",
    "place": "Kalden",
    "published": "2021-12-31",
    "published_basis": "stated",
}
RAIDED = counted("Rebels made 40 raids on Kalden in 2021.", "Law Watch", 40, "raids")
IN_THEM = counted("They killed 401 soldiers in Kalden in 2021.", "Law Watch", 401, "soldiers killed")


@pytest.mark.parametrize(
    ("facts", "told"),
    [
        ((RAIDED, IN_THEM), "Rebels made 40 raids on Kalden in 2021. They killed 401 soldiers in Kalden in 2021."),
        # Whoever else tells of them, and what can be read alone, stands by itself.
        ((RAIDED, {**IN_THEM, "speaker": {"name": "Mill Trust", "kind": "ngo"}}), ""),
        ((RAIDED, {**IN_THEM, "says": "Rebels killed 401 soldiers in Kalden in 2021."}), ""),
    ],
)
def test_what_is_told_of_the_claimed_raids_stands_behind_them_and_nowhere_again(
    empty_store: Store, facts: tuple[dict[str, object], ...], told: str
) -> None:
    card = noted_card(
        empty_store, "rebels made 40 raids on Kalden in 2021 and killed soldiers", {**RAIDERS, "facts": [*facts]}
    )
    text = render_text(card)
    assert "Law Watch says so" in text
    if told:
        assert text.count(f"Note: {told}") == 1
        assert text.count("401 soldiers") == text.count("40 raids on Kalden in 2021.") == 1
        assert "CLOSE BY" not in text
    else:
        assert "401 soldiers" in text.split("CLOSE BY")[1]


def test_what_leans_on_words_that_answer_nothing_has_them_before_it(empty_store: Store) -> None:
    notes = {**RAIDERS, "facts": [RAIDED, IN_THEM]}
    card = noted_card(empty_store, "401 soldiers were killed in Kalden in 2021", notes)
    assert "Note: Rebels made 40 raids on Kalden in 2021. They killed 401 soldiers in Kalden in 2021." in render_text(
        card
    )


@pytest.mark.parametrize(
    ("says", "told"),
    [
        ("Law Watch told Mill Radio that more than 500 rebels were killed by the same raids", True),
        # Nobody's number is put into another's mouth.
        ("Mill Watch told Mill Radio that more than 500 rebels were killed by the same raids", False),
        ("Law Watch told Mill Radio that more than 500 rebels were killed by those raids", True),
        # Of the same year is a time, and another number is no word of the page's own note.
        ("Law Watch told Mill Radio that more than 500 rebels were killed by raids of the same year", False),
        ("Law Watch told Mill Radio that more than 600 rebels were killed by the same raids", False),
    ],
)
def test_what_leans_on_another_note_is_told_as_its_pages_own_note_has_it(says: str, told: bool) -> None:
    page = "https://example.org/radio"
    own = read_notes(json.dumps(radio(page, "More than 900 raids on the moor in 2019.", KILLED)))[0]
    who = LAW if says.startswith("Law") else {"name": "Mill Watch", "kind": "ngo"}
    of = MORE if "500" in says else {**MORE, "number": 600}
    (beside,) = read_notes(
        json.dumps(
            {
                **radio("https://example.org/law", RAIDS),
                "rivals": [{"says": says, "url": page, "speaker": who, "quantity": of}],
            }
        )
    )
    assert isinstance(own, Entry) and isinstance(beside, Entry)
    rival = next(s for s in beside.statements if s.place_in_article == "rival")
    leaning = Finding(rival, beside.article, 0.7, ("meaning",))
    found = as_its_page_has_it(leaning, [Finding(one, own.article, 0.4, ()) for one in own.statements])
    assert (found.article.id == own.article.id, found.why) == (told, ("meaning",))
    assert found.words == ("More than 500 rebels were killed by them." if told else says)


LAW = {"name": "Law Watch", "kind": "ngo"}
MORE = {"bound": "over", "number": 500, "counted": "rebels killed"}
KILLED = "More than 500 rebels were killed by them."


def radio(page: str, *says: str) -> dict[str, object]:
    facts = [{"says": words, "speaker": LAW, **({"quantity": MORE} if words == KILLED else {})} for words in says]
    return {
        "id": page[-3:],
        "kind": "report",
        "outlet": "Mill Radio",
        "title": "Raids",
        "title_is": "description",
        "url": page,
        "confidence": "high",
        "facts": facts,
    }


def test_a_row_says_outside_which_place_elsewhere_is(empty_store: Store) -> None:
    away = counted("Five civilians were killed elsewhere in Velmar in 2019.", "Mill Watch", 5, "civilians killed")
    more = counted("Nine civilians were killed in Velmar in 2019.", "Hill Watch", 9, "civilians killed")
    note: dict[str, object] = {"event": "Raids in Velmar, 2019", "place": "the moor", "facts": [away, more]}
    printed = render_text(noted_card(empty_store, "5 civilians were killed in Velmar in 2019", note))
    assert "5, outside the moor" in printed and "9, " not in printed


IMAGES = "Satellite images show bodies in the street since 11 March."


@pytest.mark.parametrize(
    ("title", "against"),
    [
        ("Satellite images debunk Russian claims on Kalden's bodies", IMAGES),
        # Their own answer, and a headline that leaves it open.
        ("Russia refutes claims on Kalden's bodies with images", ""),
        ("Satellite images of Kalden's bodies and Russian claims", ""),
    ],
)
def test_what_its_very_report_holds_against_an_answer_stands_beside_it(title: str, against: str) -> None:
    answer = noted(IMAGES, "Russia says the bodies were placed after its troops left.", title=title)
    voice = replace(answer.attribution, speaker=Speaker("Russian officials", "named_official", "Russia"))
    assert held_against(replace(answer, heard=voice)) == against


CLASH: dict[str, object] = {
    "event": "Clash at the Amber mill, 7 February 2018",
    "place": "Velmar",
    "published": "2018-02-17",
    "published_basis": "stated",
    "facts": [
        counted("About 300 millers killed or injured.", "three sources", 300, "killed or injured", "unnamed"),
        counted("About 100 of them killed.", "a Velmar doctor", 100, "millers killed", "unnamed"),
    ],
}


def test_what_others_count_of_the_dead_in_the_very_note_stands_close_by(empty_store: Store) -> None:
    """And the fact before it, which is another's, is put into nobody's mouth."""
    card = noted_card(empty_store, "300 millers killed or injured in Velmar", CLASH)
    near = render_text(card).partition("CLOSE BY")[2]
    assert "Note: About 100 of them killed." in near and "About 300" not in near
    (doctors,) = [f for account in card.accounts if account.relation == "context" for f in account.findings]
    under = [replace(card, candidates=(Candidate("", where, "", (doctors,)),)) for where in ("Velmar", "the moor")]
    assert [place_apart(one, doctors) for one in under] == ["", "Velmar"]


@pytest.mark.parametrize(
    ("claim", "event", "is_told"),
    [
        ("4 million people in Velmar died of the plague", "Plague deaths in Velmar, 2020-2021", True),
        # A claim that names its year, and an event of one, leave nothing open.
        ("4 million people in Velmar died of the plague in 2021", "Plague deaths in Velmar, 2020-2021", False),
        ("4 million people in Velmar died of the plague", "Plague deaths in Velmar", False),
    ],
)
def test_the_years_that_only_its_event_names_stand_before_a_note(
    empty_store: Store, claim: str, event: str, is_told: bool
) -> None:
    facts = [counted("Four million people died of the plague.", "Mill Watch", 4_000_000, "people killed")]
    note: dict[str, object] = {"event": event, "place": "Velmar", "facts": facts}
    assert (f"Note (from a report on {event})" in render_text(noted_card(empty_store, claim, note))) is is_told
