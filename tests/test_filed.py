"""Under which heading of a card a line stands: nothing twice, nothing under two headings, nothing of another event."""

from __future__ import annotations

import pytest
from invented import counted, dated_card, noted_card, said

from bot.card.rendering import render_text
from knowledge.store import Store

ROOM = "Not the claim: neither gives its number nor rules it out"
AT_FIRST = "Not the claim: an early count; others count more"
PAGE = "https://example.org/mill-watch"
MONTH: dict[str, object] = {
    "title": "Raids on Velmar in May 2021",
    "event": "Raids on Velmar in May 2021",
    "event_id": "velmar-may-2021",
    "place": "Velmar",
    "published": "2021-05-31",
    "published_basis": "stated",
}
NONE_KILLED: dict[str, object] = {
    **MONTH,
    "facts": [counted("No civilian was killed in the raids.", "Mill Watch", 0, "civilians killed")],
}


@pytest.mark.parametrize(
    ("short", "shown"),
    [
        pytest.param("57 killed, 25 wounded, five civilians killed", False, id="the page's own five"),
        pytest.param("57 killed, 25 wounded, seven civilians killed", True, id="another number than the page has"),
    ],
)
def test_what_a_note_tells_of_a_page_in_short_is_not_told_again(empty_store: Store, short: str, shown: bool) -> None:
    five = {
        **MONTH,
        "url": PAGE,
        "facts": [counted("Five civilians were killed.", "Mill Watch", 5, "civilians killed")],
    }
    none = {
        **NONE_KILLED,
        "rivals": [{"says": short, "speaker": {"name": "Mill Watch", "kind": "ngo"}, "url": PAGE}],
    }
    printed = render_text(
        noted_card(empty_store, "not one civilian was killed in raids on Velmar in May 2021", five, none)
    )
    told = printed.partition("WHO GIVES ANOTHER FIGURE")[2]
    assert "Five civilians were killed." in told
    assert (short in told) is shown


def raids(*reports: tuple[str, str]) -> list[tuple[str | None, str]]:
    return [(day, f"Raid on Kalden market\n\n{words}") for day, words in reports]


@pytest.mark.parametrize(("claimed", "why"), [("90", ROOM), ("122", ROOM), ("123", AT_FIRST), ("4,400", AT_FIRST)])
def test_a_first_count_leaves_no_room_for_far_more_than_others_found(
    empty_store: Store, claimed: str, why: str
) -> None:
    held = "On 10 March a raid on Kalden market killed 61 people, Mill Watch said."
    doctor = "A doctor said 22 people were killed in the raid on Kalden market and the toll was likely to rise."
    reports = raids(("2026-03-10", held), ("2026-03-10", f"A raid hit Kalden on 10 March. {doctor}"))
    printed = render_text(
        dated_card(empty_store, f"Raid on Kalden market kills {claimed} people on 10 March 2026", *reports)
    )
    assert [one for one in (ROOM, AT_FIRST) if one in printed] == [why]


@pytest.mark.parametrize(
    ("first", "why"),
    [
        # Who says that more will be found leaves room for more, whoever else holds the number.
        ("A doctor said 22 people were killed in the raid on Kalden market and the toll was likely to rise.", ROOM),
        ("A doctor said initial reports spoke of 22 people killed in the raid on Kalden market.", AT_FIRST),
        ("A doctor said 22 people were killed in the raid on Kalden market.", ""),
    ],
)
def test_a_count_that_is_left_open_is_no_first_one_for_that(empty_store: Store, first: str, why: str) -> None:
    held = "On 10 March a raid on Kalden market killed 61 people, Mill Watch said."
    reports = raids(("2026-03-10", held), ("2026-03-10", f"A raid hit Kalden on 10 March. {first}"))
    printed = render_text(dated_card(empty_store, "Raid on Kalden market kills 90 people on 10 March 2026", *reports))
    assert [one for one in (ROOM, AT_FIRST) if one in printed] == ([why] if why else [])


@pytest.mark.parametrize(
    ("claim", "words", "is_rival"),
    [
        # A total with another side's dead in it is none of one side's; one that lists nobody else's is.
        ("140 SDF guards died at the prison in Velmar", "332 dead: 246 of ISIS, 79 guards, seven civilians.", False),
        ("140 civilians died at the prison in Velmar", "332 dead: 246 fighters, 79 guards, seven civilians.", False),
        ("140 people died at the prison in Velmar", "332 dead: 246 of ISIS, 79 guards, seven civilians.", True),
        ("140 SDF guards died at the prison in Velmar", "332 dead in a week.", True),
        # What does not come to the total is no list of it.
        ("140 SDF guards died at the prison in Velmar", "332 dead: 6 of ISIS among them.", True),
    ],
)
def test_a_total_that_lists_others_dead_is_no_rival(empty_store: Store, claim: str, words: str, is_rival: bool) -> None:
    killed = claim.replace("died", "were killed")
    facts = [
        counted(killed, "Harbour Institute", 140, "people killed"),
        counted(words, "Mill Watch", 332, "people killed"),
    ]
    note: dict[str, object] = {
        "title": "Prison",
        "event": "The prison at Velmar in 2022",
        "place": "Velmar",
        "facts": facts,
    }
    card = noted_card(empty_store, claim, note)
    assert (said(card).get("Mill Watch") == "differs") is is_rival


@pytest.mark.parametrize(
    ("when", "is_rival"),
    [
        # Of another night than the 120 of the past day, which the claim mistakes for civilians.
        ("on Thursday night", False),
        ("on Saturday morning", True),
        ("", True),
    ],
)
def test_the_dead_of_another_night_are_no_rival_of_a_days(empty_store: Store, when: str, is_rival: bool) -> None:
    text = (
        "Army strikes kill 120 ISIS fighters\n\nSome 120 ISIS fighters were killed in a series of army raids over the "
        "past 24 hours around Kalden, the defence ministry said on Saturday. The Border Monitor said army raids "
        f"{when} killed 14 people, three children among them, near Kalden."
    )
    card = dated_card(empty_store, "Army raids kill 120 civilians around Kalden in a day", ("2017-10-07", text))
    assert (said(card).get("Border Monitor") == "differs") is is_rival


@pytest.mark.parametrize(
    ("claim", "stands"),
    [
        # The bombers are no counted ones; whoever is counted is.
        ("Suicide bombers kill 55 near the shrine at Kalden, 11 June 2016", "differs"),
        ("55 suicide bombers die near the shrine at Kalden, 11 June 2016", None),
    ],
)
def test_whoever_kills_is_not_the_counted(empty_store: Store, claim: str, stands: str | None) -> None:
    text = (
        "Attack at Kalden shrine\n\nAt least 20 people, 13 civilians among them, were killed in a suicide attack near "
        "the shrine at Kalden on 11 June, the Border Monitor said."
    )
    card = dated_card(empty_store, claim, ("2016-06-12", text))
    relation = said(card).get("Border Monitor")
    assert relation == stands if stands else relation != "differs"


@pytest.mark.parametrize("claim", ["moscow says 200 dead at Palmyra", "the Border Monitor says 26 dead at Palmyra"])
def test_two_sides_of_an_event_are_held_against_each_other_whichever_is_asked_about(
    empty_store: Store, claim: str
) -> None:
    event = {"event": "Strikes at Palmyra, 19 April 2021", "event_id": "palmyra-2021", "place": "Palmyra"}
    moscow = {**counted("200 militants killed at Palmyra.", "Russian military", 200, "militants killed", "party")}
    monitor = counted("26 ISIS members killed at Palmyra.", "Border Monitor", 26, "ISIS members killed", "monitor")
    told = said(noted_card(empty_store, claim, {**event, "facts": [moscow, monitor]}))
    assert sorted(told.values()) == ["differs", "reports"]


ROCKETS = "On 10 March rockets on the market of Kalden killed 40 people, the Border Monitor said."


@pytest.mark.parametrize(
    ("sentence", "shown"),
    [
        # Another blow, in a report that tells nothing of this one; and what else is counted of this one.
        ("Army jets raided a village near Kalden, killing 12 people, Mill Watch said.", False),
        ("Mill Watch said 12 children were among the dead of the rockets on the market of Kalden.", True),
    ],
)
def test_another_blow_does_not_stand_close_by(empty_store: Store, sentence: str, shown: bool) -> None:
    reports = [("2026-03-10", f"Rockets on Kalden\n\n{ROCKETS}"), ("2026-03-10", f"Kalden\n\n{sentence}")]
    card = dated_card(empty_store, "Rockets on the market of Kalden kill 40 people on 10 March 2026", *reports)
    assert (sentence in render_text(card)) is shown


@pytest.mark.parametrize(
    ("told", "shown"),
    [
        ("At least 15 people were killed in the market while six others were killed at the mill", False),
        ("At least 15 people were killed in the market while nine others were killed at the mill", True),
    ],
)
def test_what_adds_up_to_the_number_is_not_another_count(empty_store: Store, told: str, shown: bool) -> None:
    lead = "Raids on Kalden killed at least 21 people on 10 March, Mill Watch said."
    text = f"Raids on Kalden\n\n{lead} {told}, Mill Watch said."
    card = dated_card(empty_store, "Raids on Kalden kill 21 people on 10 March 2026", ("2026-03-10", text))
    assert (told in render_text(card)) is shown


@pytest.mark.parametrize(
    ("claimed", "event_id", "n"),
    [
        (" in 2021", "velmar-2021", 2),
        # What is filed elsewhere is of something else; of a claim without a time nobody knows which year is meant.
        (" in 2021", "velmar-2021-2", 1),
        ("", "velmar-2021", 1),
    ],
)
def test_what_a_note_counts_in_few_words_is_of_what_it_is_filed_with(
    empty_store: Store, claimed: str, event_id: str, n: int
) -> None:
    whole = counted(
        "484 Front fighters died in 2021, 401 of them under Russian bombing.", "Mill Watch", 484, "fighters killed"
    )
    short = counted("They killed 401 fighters and wounded 331.", "Mill Watch", 401, "fighters killed")
    year: dict[str, object] = {"event": "Mill Watch year total 2021", "place": "Syria"}
    notes = (
        {**year, "title": "The Front killed 625 people in Syria in 2021", "event_id": "velmar-2021", "facts": [whole]},
        {**year, "title": "434 dead in 13,000 raids in 2021", "event_id": event_id, "facts": [short]},
    )
    card = noted_card(empty_store, f"401 fighters dead under Russian bombing{claimed}, says the watch", *notes)
    told = [f.article.id for account in card.accounts if account.relation == "reports" for f in account.findings]
    assert len(set(told)) == n
