"""Which side each headline and each article takes of its story, read back from how the pairs were labelled.

FNC-1's pairs look as if headlines and articles had been labelled one by one: for a rumour, against it, or only
observing, as in Emergent, from which they come (Ferreira and Vlachos, NAACL 2016). Two on one side "agree", two on two
sides "disagree", and with one that observes all "discuss": of the 13,427 training pairs none is otherwise. So what each
says can be read back, but for which of a story's two sides is the one against it; that is settled by refuting words,
and then by what is learned.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from retrieval.denying.stance import count
from training.stance.corpus import DISAGREES, NEITHER, Pair

Floats = NDArray[np.floating[Any]]
Labels = NDArray[np.int64]
FOR, AGAINST, OPEN = 0, 1, 2


class Sides:
    """What the headline and the article of each pair say, and which of them hang together."""

    def __init__(self, pairs: Sequence[Pair]) -> None:
        labels = np.array([pair.label for pair in pairs])
        heads, texts = [f"headline {pair.claim}" for pair in pairs], [f"article {pair.whole}" for pair in pairs]
        taking = {
            name for names in (heads, texts) for name, label in zip(names, labels, strict=True) if label != NEITHER
        }
        camps, side = _camps(heads, texts, labels)
        against = {camp: _which_refutes(names, side) for camp, names in camps.items()}
        number = {camp: place for place, camp in enumerate(camps)}
        camp_of = {name: camp for camp, names in camps.items() for name in names}
        says = {name: int(side[name] == against[camp]) for name, camp in camp_of.items()}
        self.headlines = np.array([says[name] if name in taking else OPEN for name in heads])
        self.articles = np.array([says[name] if name in taking else OPEN for name in texts])
        #: The number of the camp; -1 for what takes no side.
        self._camps = tuple(
            np.array([number[camp_of[n]] if n in camp_of else -1 for n in names]) for names in (heads, texts)
        )
        self._once = tuple(_once(names) for names in (heads, texts))
        #: A headline that stands in many pairs weighs as the root of their number.
        self.weights = np.sqrt(self._once[0]) / np.sqrt(self._once[0]).mean()

    def turned(self, told: tuple[Floats, Floats], seen: NDArray[np.bool_]) -> tuple[Labels, Labels]:
        """The sides once more, each story turned the way that is likelier by what was learned of all.

        `told` are the logarithms of what was given to for, against, neither: of headlines and of articles.
        """
        gain = np.zeros(1 + max(int(camps.max(initial=0)) for camps in self._camps))
        for camps, says, scores, once in zip(
            self._camps, (self.headlines, self.articles), told, self._once, strict=True
        ):
            rows = np.flatnonzero(seen & (camps >= 0))
            other = (scores[rows, 1 - says[rows]] - scores[rows, says[rows]]) * once[rows]
            gain += np.bincount(camps[rows], weights=other, minlength=len(gain))
        turn = gain > 0
        headlines, articles = (
            np.where((camps >= 0) & turn[camps], 1 - says, says)
            for camps, says in zip(self._camps, (self.headlines, self.articles), strict=True)
        )
        return headlines, articles


def _camps(heads: Sequence[str], texts: Sequence[str], labels: Labels) -> tuple[dict[str, list[str]], dict[str, int]]:
    """What hangs together by pairs that agree or disagree, and on which of its camp's two sides each name stands."""
    leader: dict[str, tuple[str, int]] = {}

    def lead(name: str) -> tuple[str, int]:
        other, turned = leader.setdefault(name, (name, 0))
        if other == name:
            return name, 0
        first, further = lead(other)
        leader[name] = first, turned ^ further
        return leader[name]

    for head, text, label in zip(heads, texts, labels, strict=True):
        if label != NEITHER:
            (one, mine), (other, theirs) = lead(head), lead(text)
            if one != other:
                leader[one] = other, mine ^ theirs ^ int(label == DISAGREES)
    camps: dict[str, list[str]] = defaultdict(list)
    for name in list(leader):
        camps[lead(name)[0]].append(name)
    return dict(camps), {name: lead(name)[1] for name in leader}


def _which_refutes(names: Sequence[str], side: dict[str, int]) -> int:
    """The side with more refuting words; where there is only one side, it is taken to be for the story."""
    refuting: dict[int, list[float]] = {0: [], 1: []}
    for name in names:
        found = count("refuting", name)
        refuting[side[name]].append(min(found, 1) if name.startswith("headline") else min(found, 3) / 3)
    if not refuting[0] or not refuting[1]:
        return 0 if refuting[1] else 1
    return int(np.mean(refuting[1]) >= np.mean(refuting[0]))


def _once(names: Sequence[str]) -> Floats:
    """One part of the number of pairs that each name stands in."""
    often = Counter(names)
    return np.array([1 / often[name] for name in names])
