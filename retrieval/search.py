"""Three legs over the store: what is near in meaning, what uses the same words, what counts the same thing."""

from __future__ import annotations

import numpy as np

from knowledge.archive import Stored
from knowledge.model import Claim, Finding
from knowledge.store import Store
from retrieval.ranking import Legs, plain_words, rank, words_of

#: How many statements each leg may bring. Ranking the 200 nearest loses next to nothing against ranking all.
NEAREST, WORDIEST, COUNTING = 120, 60, 80
#: Articles whose every statement is looked at: a rival figure stands beside the figure, in other words.
ARTICLES_READ_WHOLE = 12


def find(claim: Claim, store: Store) -> tuple[Finding, ...]:
    """The statements that bear on the claim, best first, each with the reasons why it was found."""
    archive = store.archive
    question = store.encoder.encode_question(claim.text)
    nearest = store.index.nearest(question, NEAREST)
    rarity = archive.rarity(words_of(claim.text))
    wordiest = archive.saying(plain_words(claim.text), WORDIEST)
    counting = {identity for quantity in claim.quantities for identity in archive.counting(quantity, COUNTING)}
    legs = Legs(
        meaning=dict(nearest),
        words=dict(wordiest),
        figures=frozenset(counting),
    )
    stored = archive.stored([*legs.meaning, *(set(legs.words) | counting).difference(legs.meaning)])
    first = rank(claim, stored, _likeness(stored, question, store), rarity, legs)
    read_whole = list({finding.article.id: finding.article for finding in first}.values())[:ARTICLES_READ_WHOLE]
    beside = {identity: one for identity, one in archive.stored_of(read_whole).items() if identity not in stored}
    if not beside:
        return first
    more = rank(claim, beside, _likeness(beside, question, store), rarity, legs)
    return tuple(sorted((*first, *more), key=lambda f: (-f.similarity, f.statement.id)))


def _likeness(stored: dict[str, Stored], question: np.ndarray, store: Store) -> dict[str, float]:
    """Similarity to the question of each statement, whichever leg brought it: 1 the same, 0 unrelated."""
    return {
        identity: min(1.0, max(0.0, float(vector @ question)))
        for identity, vector in store.archive.vectors_of(list(stored)).items()
    }
