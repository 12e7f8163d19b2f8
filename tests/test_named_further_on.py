"""Words that a card prints under a name, and that call it "local media", are followed by those that name it."""

from __future__ import annotations

import pytest
from invented import dated_card

from bot.card.rendering import render_text
from knowledge.store import Store

NAMED = "According to the Al Harbour broadcaster the clashes are still underway."


@pytest.mark.parametrize(
    ("lead", "named"),
    [
        ("Over 100 militants were killed in clashes near Damascus according to local media.", True),
        # "Media reports" may be anybody's.
        ("Over 100 militants were killed in clashes near Damascus according to media reports.", False),
        # A monitor is known by what it is called, and a name in the words shown needs no other.
        ("Over 100 militants were killed in clashes near Damascus according to a monitoring group.", False),
        ("Over 100 militants were killed in clashes near Damascus according to the Al Harbour broadcaster.", False),
    ],
)
def test_the_sentence_that_names_them_stands_below(empty_store: Store, lead: str, named: bool) -> None:
    report = (
        "2017-04-28",
        f"Clashes near Damascus leave 100 dead\n\n{lead} {NAMED} The fighting goes on. It is Friday.",
    )
    card = dated_card(empty_store, "Over 100 militants killed in clashes near Damascus on 28 April 2017", report)
    assert (f"Further on: “{NAMED}”" in render_text(card)) is named
