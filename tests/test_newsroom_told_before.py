"""A toll right behind a newsroom's word, which "media" are said to report, is the newsroom's and not the outlet's."""

from __future__ import annotations

import pytest
from invented import dated_card, said

from knowledge.store import Store

LEAD = "The number of civilians killed by an army raid near Homs has risen to 20, media reported Saturday."
HEARD = "According to the Al Harbour media outlet the raid was on Velmar village west of Homs."
TOLL = "At least 20 civilians were killed, including four children."
CLAIM = "20 civilians killed by the army in Velmar west of Homs, April 2017"


@pytest.mark.parametrize(
    ("report", "who"),
    [
        (f"{LEAD} {HEARD} {TOLL}", "Al Harbour media outlet"),
        # A newsroom of the table goes by its name there.
        (f"{LEAD} {HEARD.replace('Al Harbour', 'Al Masdar')} {TOLL}", "Al-Masdar News"),
        # Media gave another number, or none is told to have given any.
        (f"{LEAD.replace('20', '14')} {HEARD} {TOLL}", "Post 0"),
        (f"{LEAD.replace(', media reported Saturday', '')} {HEARD} {TOLL}", "Post 0"),
        # What stands between may be anybody's, and whoever counts there has counted otherwise.
        (f"{LEAD} {HEARD} The army has denied it. {TOLL}", "Post 0"),
        (f"{LEAD} {HEARD[:-1]}, killing eight civilians. {TOLL}", "Post 0"),
        (f"{LEAD} Residents said the army bombed Velmar village west of Homs. {TOLL}", "Post 0"),
    ],
)
def test_the_mouth_is_the_newsroom_right_before(empty_store: Store, report: str, who: str) -> None:
    card = dated_card(empty_store, CLAIM, ("2017-04-08", f"Toll of a raid near Homs\n\n{report} The war goes on."))
    own = [account.speaker.name for account in card.accounts for finding in account.findings if finding.words == TOLL]
    assert own == [who]
    assert said(card).get(who) == "reports"
