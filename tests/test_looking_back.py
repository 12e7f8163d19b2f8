"""A report of another day that comes to speak of the claim's event: by its day and its town it is of it, too."""

from __future__ import annotations

import pytest
from invented import dated_card, said

from knowledge.store import Store

CLAIM = "Amber Guard jets kill 62 soldiers at Palmyra air base"
#: It came out on the day after, and only its first sentence says so.
TOLD = (
    "2016-09-18",
    "Mill Watch says 62 soldiers killed in Guard strikes\n\nAmber Guard jets killed more than 60 soldiers at Palmyra "
    'air base on Saturday, Mill Watch said. "Sixty-two soldiers were killed in these strikes," Mill Watch said.',
)
LATER = "Raid on Raqqa kills 20 villagers\n\nA raid on Raqqa killed 20 villagers on Thursday, the mayor said. {}"


@pytest.mark.parametrize(
    ("recalled", "relation"),
    [
        ("On September 17 Amber Guard jets struck the army near Palmyra, leaving 62 soldiers dead.", "reports"),
        ("On September 17 Amber Guard jets struck the army near Palmyra, leaving over 90 soldiers dead.", "differs"),
        # Another day, another town, other people, or little of what is claimed: another blow.
        ("On September 2 Amber Guard jets struck the army near Palmyra, leaving over 90 soldiers dead.", None),
        ("On September 17 Amber Guard jets struck the army near Raqqa, leaving over 90 soldiers dead.", None),
        ("On September 17 Amber Guard jets struck a market near Palmyra, leaving over 90 villagers dead.", None),
        ("On September 17 a mine near Palmyra left over 90 soldiers dead.", None),
        ("In September Amber Guard jets struck the army near Palmyra, leaving over 90 soldiers dead.", None),
    ],
)
def test_a_report_looks_back_on_just_this_event(empty_store: Store, recalled: str, relation: str | None) -> None:
    card = dated_card(empty_store, CLAIM, TOLD, ("2016-12-09", LATER.format(recalled)))
    told = said(card)
    assert told["Mill Watch"] == "reports"
    assert (told["Post 1"] if told.get("Post 1") != "context" and "Post 1" in told else None) == relation


def test_what_else_such_a_report_tells_is_of_its_own_day(empty_store: Store) -> None:
    claim, (day, told) = CLAIM.replace("Amber Guard", "US-led"), TOLD
    recalled = "On September 17 US-led jets struck the army near Palmyra, leaving over 90 soldiers dead."
    beside = '"50 civilians were killed by US-led jets at Palmyra," the miller said.'
    later = ("2016-12-09", LATER.format(f"{beside} {recalled}"))
    card = dated_card(empty_store, claim, (day, told.replace("Amber Guard", "US-led")), later)
    assert said(card)["Post 1"] == "differs"
    assert all("50 civilians" not in f.words for account in card.accounts for f in account.findings)
