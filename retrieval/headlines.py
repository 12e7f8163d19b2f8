"""How a whole article stands to a headline, by what can be counted in it: which refuting words, where, and near what.

The network of `retrieval.stance` reads sixty words of an article. Whether an article turns against what the headline
tells is often said elsewhere, and in words that are few and the same in every story ("hoax", "denied", "rumour"). Those
are counted here, by where they stand, and weighed by logistic regression (``training/stance/headlines.py``).
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from knowledge.sentences import split
from retrieval.ranking import words_of
from retrieval.stance import SIGNS, TASKS, LearnedStance, count, is_negated, listed, signs

Floats = NDArray[np.float32]

#: What the training has made of the signs.
WEIGHTS = Path(__file__).parent / "headlines.npz"
#: What turns an article against its story; a headline with such words, or with a negation, is itself turned.
TURNING = ("fabricated", "denying", "untrue", "rumour", "doubting")
#: The rows of ``stance.toml`` that are looked for in every sentence.
ROWS = (*TURNING, "correcting", "hedging", "affirming", "supposing", "saying", "unsourced")
#: What the network's say weighs beside the count's: it is surer of itself than it may be.
OF_NETWORK = 1 / 3
#: An article is read as far as this many sentences.
SENTENCES = 60
#: Of a sentence that stands beside one on the headline, so much counts as if it were on the headline itself.
BESIDE = 0.7
#: Each row in ten places; three signs of the headline, seven of what turns, twelve of what is shared and negated.
PLAIN = 10 * len(ROWS) + 3 + 7 + 12
#: Every sign three times (always; of a turned headline; of a hedged one), the network's signs, and whether it turns.
WIDTH = 3 * PLAIN + SIGNS + 1


@lru_cache(maxsize=64)
def _read(article: str) -> tuple[tuple[frozenset[str], ...], Floats, Floats]:
    """The sentences' words, which rows stand in which sentence (sentences, rows), and which sentences negate."""
    sentences = [span.of(article) for span in split(article)][:SENTENCES] or [article]
    rows = np.array([[count(row, sentence) > 0 for row in ROWS] for sentence in sentences], dtype=np.float32)
    negated = np.array([is_negated(sentence) for sentence in sentences], dtype=np.float32)
    return tuple(frozenset(words_of(sentence)) for sentence in sentences), rows, negated


@cache
def _turning_stems() -> frozenset[str]:
    return frozenset(stem for row in TURNING for words in listed(row) for stem in words_of(words))


def counted(headline: str, telling: str, article: str) -> Floats:
    """What can be counted in a headline, the sentences of an article that speak most of it, and the article.

    What the headline tells is its words without those that refute. Each row is looked for in the headline, in the
    article's opening, at its end, anywhere, and near what the headline tells. Shape (WIDTH,).
    """
    words, rows, negated = _read(article)
    wanted = set(words_of(headline))
    told = wanted - _turning_stems() or wanted or {""}
    mine = np.array([count(row, headline) > 0 for row in ROWS], dtype=np.float32)
    turned, hedged = bool(mine[: len(TURNING)].any()), bool(count("hedging", headline)) or "?" in headline
    shared = np.array([len(told & there) / len(told) for there in words], dtype=np.float32)
    near = shared.copy()
    near[1:] = np.maximum(near[1:], BESIDE * shared[:-1])
    near[:-1] = np.maximum(near[:-1], BESIDE * shared[1:])
    length = len(words)
    nearest = np.argsort(-shared, kind="stable")[:3]
    turning = rows[:, : len(TURNING)].max(1)
    plain = np.concatenate(
        [
            mine,
            [is_negated(headline), "?" in headline, sum(map(headline.count, "'\"‘")) > 1],
            rows[0],
            rows[:3].max(0),
            rows[-3:].max(0),
            np.minimum(rows.sum(0), 6) / 6,
            4 * rows.mean(0),
            (rows * near[:, None]).max(0),
            np.minimum((rows * shared[:, None]).sum(0), 3) / 3,
            rows[nearest[0]],
            rows[nearest].mean(0),
            [
                turning[0],
                turning[:3].mean(),
                turning[nearest].mean(),
                (turning * near).max(),
                turning.mean(),
                turning.any(),
                (turning * np.exp(-np.arange(length) / 3)).sum() / 3,
            ],
            [
                shared.max(),
                shared[0],
                shared[:3].max(),
                shared[nearest].mean(),
                shared.mean(),
                np.log1p(length) / 4,
                nearest[0] / length,
                negated[0],
                negated[nearest[0]],
                (negated * near).max(),
                negated.mean(),
                len(told & set().union(*words)) / len(told),
            ],
        ]
    )
    against = turned or is_negated(headline)
    network = signs(headline, telling, article)
    return np.concatenate([plain, plain * against, plain * hedged, network, [against]]).astype(np.float32)


class ArticleStance:
    """The network's reading of sixty words and the count over the whole article, weighed together.

    Nothing is tuned to a class: both were taught the same mixture of pairs, and the likeliest class is what is said.
    """

    def __init__(self, stance: LearnedStance, weights: Path = WEIGHTS) -> None:
        self._stance = stance
        with np.load(weights) as kept:
            self._weights, self._bias = kept["weights"].astype(np.float32), kept["bias"].astype(np.float32)

    def shares(self, pairs: Sequence[tuple[str, str]], wholes: Sequence[str]) -> Floats:
        """What is given to agrees, disagrees, neither: (pairs, 3).

        A pair is a headline and `most_telling` of its article; `wholes` are the articles.
        """
        network = self._stance.shares(pairs, wholes)[:, TASKS.index("news")]
        sign = [counted(headline, telling, whole) for (headline, telling), whole in zip(pairs, wholes, strict=True)]
        scores = np.array(sign, dtype=np.float32).reshape(-1, WIDTH) @ self._weights + self._bias
        scores -= np.logaddexp.reduce(scores, axis=1, keepdims=True)
        mixed = OF_NETWORK * np.log(network + 1e-9) + (1 - OF_NETWORK) * scores
        raised = np.exp(mixed - mixed.max(1, keepdims=True))
        shares: Floats = raised / raised.sum(1, keepdims=True)
        return shares
