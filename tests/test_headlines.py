"""How a whole article stands to a headline: what is counted in it, and the network's reading beside it."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from knowledge.pairs import PairReader
from retrieval.denying.stance import TASKS, LearnedStance, listed
from retrieval.telling.headlines import (
    OF_ARTICLE,
    OF_HEADLINE,
    OF_NETWORK,
    TELLING,
    WIDTH,
    ArticleStance,
    Floats,
    counted,
    joined,
    of_article,
    of_headline,
)

HEADLINE = "A shark swims in the flooded subway of Kalden"
STRAIGHT = (
    "A shark was seen swimming in the flooded subway of Kalden on Monday. Officials confirmed that it had come in with "
    "the tide. The station will stay closed until Friday. Divers are on their way."
)
DEBUNKED = (
    "The picture of a shark swimming in the flooded subway of Kalden is a hoax. The Harbour Post found the original, "
    "and it was photoshopped. The operator denied that any animal was seen. The claim is false."
)
GUARDED = (
    "A shark was reportedly seen in the flooded subway of Kalden, according to an unconfirmed report. A source said "
    "that it might have come in with the tide. The claim could not be verified. The operator declined to comment."
)


@pytest.fixture(scope="module")
def stance(models: Path) -> ArticleStance:
    """The real model, made ready once."""
    return ArticleStance(LearnedStance(PairReader.load(models / "pairs")))


def test_three_articles_on_one_headline(stance: ArticleStance) -> None:
    straight, debunked, guarded = stance.shares(
        [(HEADLINE, article) for article in (STRAIGHT, DEBUNKED, GUARDED)], (STRAIGHT, DEBUNKED, GUARDED)
    )
    agrees, disagrees, neither = range(3)
    assert straight[agrees] == max(straight[agrees], debunked[agrees], guarded[agrees])
    assert debunked[disagrees] == max(straight[disagrees], debunked[disagrees], guarded[disagrees])
    assert guarded[neither] == max(straight[neither], debunked[neither], guarded[neither])
    for shares in (straight, debunked, guarded):
        assert shares.sum() == pytest.approx(1, abs=1e-5)


def test_what_stands_at_the_end_counts_though_the_network_does_not_read_it(stance: ArticleStance, models: Path) -> None:
    turned = STRAIGHT + (
        " However, the picture is a hoax that fooled many. The operator denied it, and the claim is false."
    )
    telling = STRAIGHT.split(". ")[0]
    pairs, wholes = [(HEADLINE, telling)] * 2, (STRAIGHT, turned)
    alone = LearnedStance(PairReader.load(models / "pairs")).shares(pairs, wholes)[:, TASKS.index("news")]
    mixed = stance.shares(pairs, wholes)
    agrees, disagrees = 0, 1

    def turn(shares: Floats) -> float:
        return float(np.log(shares[1, disagrees] / shares[0, disagrees] * shares[0, agrees] / shares[1, agrees]))

    of_count = turn(mixed) - OF_NETWORK * turn(alone)
    assert turn(alone) > 0 and of_count > 0.4


def test_a_headline_that_is_itself_turned_agrees_with_what_debunks(stance: ArticleStance) -> None:
    turned = "Shark in the flooded subway of Kalden is a hoax"
    plain, denied = stance.shares([(HEADLINE, DEBUNKED), (turned, DEBUNKED)], (DEBUNKED, DEBUNKED))
    assert denied[0] > plain[0] and denied[1] < plain[1]


def test_nothing_asked_is_nothing_read(stance: ArticleStance) -> None:
    assert stance.shares([], []).shape == (0, 3)


@pytest.mark.parametrize(("headline", "article"), [("", ""), ("Hoax", "Hoax"), ("The and of", "..."), ("شارك", "？")])
def test_whatever_is_pasted_can_be_counted(headline: str, article: str) -> None:
    found = counted(headline, article, article)
    assert found.shape == (WIDTH,) and np.isfinite(found).all()
    mine, theirs = of_headline(headline), of_article(headline, article)
    assert mine.shape == (OF_HEADLINE,) and theirs.shape == (OF_ARTICLE,)
    assert np.isfinite(mine).all() and np.isfinite(theirs).all()


def test_where_a_word_stands_makes_a_difference() -> None:
    opening, end = "It was a hoax. " + STRAIGHT, STRAIGHT + " It was a hoax."
    assert (counted(HEADLINE, STRAIGHT, opening) != counted(HEADLINE, STRAIGHT, end)).any()


def test_two_on_one_side_agree_and_with_one_that_takes_none_nothing_is_said() -> None:
    for_it, against, neither = np.log(np.eye(3, dtype=np.float32) * 0.94 + 0.02)
    mine = np.array([for_it, against, for_it, against, neither, for_it], dtype=np.float32)
    theirs = np.array([for_it, against, against, for_it, for_it, neither], dtype=np.float32)
    found = joined(mine, theirs)
    assert found.argmax(1).tolist() == [0, 0, 1, 1, 2, 2]
    assert np.exp(found).sum(1) == pytest.approx(np.ones(6), abs=1e-5)


def test_how_a_headline_begins_is_seen() -> None:
    plain, turned, asked, reported = map(
        of_headline, ("Shark seen", "No, a shark was not seen", "Was a shark seen", "Report: shark seen")
    )
    assert len({tuple(found) for found in (plain, turned, asked, reported)}) == 4


def test_rows_hold_each_word_once() -> None:
    for row in (
        "fabricated",
        "denying",
        "untrue",
        "rumour",
        "doubting",
        "correcting",
        "supposing",
        "saying",
        "unsourced",
        *TELLING,
    ):
        assert len(set(listed(row))) == len(listed(row)), row
