"""In what somebody on just the thing of a claim has other words than it: what it rules out, and whom it leaves out."""

from __future__ import annotations

import pytest
from invented import findings_in

from knowledge.model import Claim
from retrieval.telling.worded_apart import Apart, worded_apart

MILL = "it was flour that blew up the mill in Kalden, not the Velmar shell"
MINERS = "the miners in Kalden came straight from the old shaft"


@pytest.mark.parametrize(
    ("claim", "told", "apart"),
    [
        (
            MILL,
            "The blast is blamed on flour set off by one shell.",
            Apart("The blast is blamed on flour set off by one shell", "not the Velmar shell"),
        ),
        # Who rules it out as the claim does has no other word for it.
        (MILL, "The blast is blamed on flour and not on a shell.", None),
        (MILL, "No shell fell on the mill; flour blew up.", None),
        (MILL, "The blast is blamed on flour.", None),
        (MILL.replace(", not the Velmar shell", ""), "The blast is blamed on flour set off by one shell.", None),
        (MINERS, "Most of the miners there are from the old shaft.", Apart("Most of the miners there")),
        (MINERS, "The miners there are from the old shaft.", None),
        # Whom these are some of is nobody the claim tells of.
        (MINERS, "At dusk some of the lamps were out, and the miners came from the old shaft.", None),
        ("most of the miners in Kalden came from the old shaft", "Some of the miners are from the old shaft.", None),
    ],
)
def test_what_is_worded_otherwise_is_shown(claim: str, told: str, apart: Apart | None) -> None:
    (finding,) = findings_in(told)
    assert worded_apart(Claim(claim), finding) == apart
