"""A page that documents a side is given where it bears on the event: one on a war says little in another."""

from __future__ import annotations

import pytest
from invented import findings_in

from knowledge.model import Claim
from retrieval.caveats.links import bears_on

IN_SYRIA = "https://watch.example/report/no-russian-air-strikes-in-syria"


@pytest.mark.parametrize(
    ("url", "voice", "told", "bears"),
    [
        (IN_SYRIA, "Russian military", "Russian rockets killed 600 soldiers in Kramatorsk, Ukraine.", False),
        (IN_SYRIA, "Russian military", "A raid killed 20 people in Raqqa.", True),
        (IN_SYRIA, "Russian military", "Syrian and Russian jets killed 20 people.", True),
        # Of an event that is nowhere, nothing is sure.
        (IN_SYRIA, "Russian military", "Jets killed 20 people at the mill.", True),
        # What a page says of the voice itself holds everywhere.
        ("https://watch.example/wiki/russian-army", "Russian military", "A raid killed 20 in Kharkiv, Ukraine.", True),
        ("https://watch.example/wiki/harbour-guard", "Harbour Guard", "A raid killed 20 in Kharkiv, Ukraine.", True),
    ],
)
def test_a_page_is_of_the_country_of_the_event(url: str, voice: str, told: str, bears: bool) -> None:
    findings = findings_in(told)
    assert findings and bears_on(url, voice, Claim("20 people were killed"), findings) is bears
