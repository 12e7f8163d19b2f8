"""Which side headlines and articles take, read back from pairs."""

from __future__ import annotations

import numpy as np

from training.stance.corpus import AGREES, DISAGREES, NEITHER, Pair
from training.stance.sides import AGAINST, FOR, OPEN, Sides

TOLD = "A shark swims in the subway of Kalden."
DENIED = "The shark of Kalden is a hoax, and the picture is fake."
HELD = "A shark may swim in the subway of Kalden."


def pair(headline: str, article: str, label: int) -> Pair:
    return Pair("news", "FNC-1", headline, article, label, "shark", article)


PAIRS = (
    pair("Shark in subway", TOLD, AGREES),
    pair("Shark in subway", DENIED, DISAGREES),
    pair("Shark in subway is a hoax", DENIED, AGREES),
    pair("Shark in subway is a hoax", TOLD, DISAGREES),
    pair("Shark in subway?", TOLD, NEITHER),
    pair("Shark in subway?", HELD, NEITHER),
    pair("Shark in subway", HELD, NEITHER),
)


def test_sides_are_read_back_from_who_agrees_with_whom() -> None:
    sides = Sides(PAIRS)
    assert sides.headlines.tolist() == [FOR, FOR, AGAINST, AGAINST, OPEN, OPEN, FOR]
    assert sides.articles.tolist() == [FOR, AGAINST, AGAINST, FOR, FOR, OPEN, OPEN]


def test_a_story_is_turned_when_what_was_learned_of_all_finds_that_likelier() -> None:
    sides = Sides(PAIRS)
    seen = np.ones(len(PAIRS), dtype=bool)
    sure = np.log(np.eye(3) * 0.94 + 0.02)
    kept = sides.turned((sure[sides.headlines], sure[sides.articles]), seen)
    assert (kept[0] == sides.headlines).all() and (kept[1] == sides.articles).all()
    opposite = np.array([AGAINST, FOR, OPEN])
    turned = sides.turned((sure[opposite[sides.headlines]], sure[opposite[sides.articles]]), seen)
    assert (turned[0] == opposite[sides.headlines]).all() and (turned[1] == opposite[sides.articles]).all()


def test_what_may_not_be_seen_turns_nothing() -> None:
    sides = Sides(PAIRS)
    opposite = np.log(np.eye(3) * 0.94 + 0.02)[np.array([AGAINST, FOR, OPEN])]
    told = opposite[sides.headlines], opposite[sides.articles]
    kept = sides.turned(told, np.zeros(len(PAIRS), dtype=bool))
    assert (kept[0] == sides.headlines).all()


def test_nobody_is_turned_who_takes_no_side() -> None:
    sides = Sides((pair("Shark?", HELD, NEITHER),))
    told = np.zeros((1, 3)), np.zeros((1, 3))
    assert [says.tolist() for says in sides.turned(told, np.ones(1, dtype=bool))] == [[OPEN], [OPEN]]
