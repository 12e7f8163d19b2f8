"""The ranking that the bot uses, over a benchmark's documents."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from benchmarks.libraries import Library
from benchmarks.peers import bm25
from retrieval.claims.posts import question_in
from retrieval.ranking import Wanted, likeness, shared_of, words_of
from retrieval.search import NEAREST, WORDIEST, rarest
from retrieval.spelling import respelled


@dataclass(frozen=True, slots=True)
class Sign:
    """What speaks for one candidate: likeness, cosine, the rarity it shares, the numbers it does not print."""

    identity: str
    likeness: float
    meaning: float
    shared: float
    unprinted: int


class Ours:
    """The candidates that the bot's legs by meaning and by words would bring, judged by its own functions."""

    def __init__(self, library: Library) -> None:
        self.library = library
        self.words = bm25([" ".join(stems) for stems in library.stems])
        self._stems = [frozenset(stems) for stems in library.stems]

    def signs(self, post: str) -> list[Sign]:
        """The candidates, best first; copies of one wording as like as the best of them, in the collection's order."""
        c = self.library
        text = respelled(question_in(post), c.occurrences, c.vectors.encoder.knows)
        stems = words_of(text)
        rarity = c.rarity(stems)
        meaning = c.rows @ c.vectors.of([text])[0]
        asked = " ".join(words_of(" ".join(rarest(text, rarity))))
        near = {int(place) for place in np.argsort(-meaning)[:NEAREST]} | set(self.words(asked, WORDIEST))
        wanted = Wanted.of(text, rarity)
        near_ones = [c.documents[place] for place in near]
        titles = [d.title for d in near_ones]
        shares = wanted.found_in_each([d.words for d in near_ones], titles, range(len(titles)))
        found = {}
        for place, d, share in zip(near, near_ones, shares.tolist(), strict=True):
            cosine = float(meaning[place])
            like = likeness(cosine, share)
            found[d.identity] = Sign(d.identity, like, cosine, *shared_of(stems, self._stems[place], rarity))
        best: dict[str, float] = {}
        for identity, sign in found.items():
            best[c.first[identity]] = max(sign.likeness, best.get(c.first[identity], 0.0))
        return sorted(found.values(), key=lambda sign: (-best[c.first[sign.identity]], c.places[sign.identity]))

    def __call__(self, post: str) -> list[str]:
        """The candidates, best first."""
        return [sign.identity for sign in self.signs(post)]
