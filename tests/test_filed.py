"""Under which heading of a card a line stands: nothing twice, nothing under two headings, nothing of another event."""

from __future__ import annotations

import pytest
from invented import counted, dated_card, noted_card, said

from bot.card.rendering import render_text
from knowledge.store import Store

ROOM = "Not the claim: leaves room for the claim's number"
AT_FIRST = "Not the claim: a first count; others count more"
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
    number = 5 if "five" in short else 7
    five = {**MONTH, "url": PAGE, "facts": [counted("Five civilians were killed.", "Mill Watch", 5, "civilians killed")]}
    none = {
        **NONE_KILLED,
        "rivals": [{**counted(short, "Mill Watch", number, "civilians killed"), "url": PAGE}],
    }
    printed = render_text(noted_card(empty_store, "not one civilian was killed in raids on Velmar in May 2021", five, none))
    told = printed.partition("WHO SAYS OTHERWISE")[2]
    assert "Five civilians were killed." in told
    assert (short in told) is shown


def raids(*reports: tuple[str, str]) -> list[tuple[str | None, str]]:
    return [(day, f"Raid on Kalden market\n\n{words}") for day, words in reports]


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
    note = {"title": "Prison", "event": "The prison at Velmar in 2022", "place": "Velmar", "facts": facts}
    card = noted_card(empty_store, claim, note)
    assert (said(card).get("Mill Watch") == "differs") is is_rival
