"""The README shows what the program prints."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from benchmarks.read_aloud import SEED, drawn
from bot.card.rendering import render_text
from knowledge.model import Period
from knowledge.store import Store
from retrieval.answers import answer

README = Path(__file__).parent.parent / "README.md"
CARD = re.compile(r"(<!-- card: (?P<claim>.+?) -->\n```\n)(?P<card>.*?)(```\n<!-- end of card -->)", re.DOTALL)


def test_the_cards_in_the_readme_are_the_programs_own(starter: Store, request: pytest.FixtureRequest) -> None:
    now = datetime.now(UTC)
    # As the terminal asks: what is typed is taken to be written now.
    sent = Period(now, now + timedelta(microseconds=1), "stated")

    def printed(claim: str) -> str:
        return render_text(answer(claim, starter, now=now, sent=sent).cards[0])

    text = README.read_text(encoding="utf-8")
    if request.config.getoption("--rewrite-cards"):
        text = CARD.sub(lambda found: found[1] + printed(found["claim"]) + found[4], text)
        README.write_text(text, encoding="utf-8")
    shown = {found["claim"]: found["card"] for found in CARD.finditer(text)}
    assert len(shown) == 5
    assert shown == {claim: printed(claim) for claim in shown}


def test_three_of_its_cards_are_of_the_thirty_that_were_read_aloud() -> None:
    typed, _ = drawn(SEED)
    claims = [found["claim"] for found in CARD.finditer(README.read_text(encoding="utf-8"))]
    assert len({*claims} & {*typed}) >= 3
    assert claims[0] == "100 airstrikes"


def test_the_two_commands_stand_above_the_card() -> None:
    text = README.read_text(encoding="utf-8")
    assert text.index("make demo") < text.index("make test") < text.index("<!-- card:")


def test_every_page_that_is_linked_is_there() -> None:
    for page in [README, *sorted((README.parent / "docs").glob("*.md"))]:
        for target in re.findall(r"\]\((?!https?://|#)([^)#]+)", page.read_text(encoding="utf-8")):
            assert (page.parent / target).exists(), f"{page.name} links to {target}"
