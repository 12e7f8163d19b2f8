"""How a whole article stands to a headline, by what can be counted in it: which refuting words, where, and near what.

The network of `retrieval.denying.stance` reads sixty words of an article. Whether an article turns against what the
headline tells is often said elsewhere, and in words that are few and the same in every story ("hoax", "denied",
"rumour"). Those are counted here, by where they stand, and weighed by logistic regression
(``training/stance/headlines.py``).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from knowledge.sentences import split
from retrieval.denying.stance import SIGNS, TASKS, LearnedStance, count, is_negated, listed, signs
from retrieval.ranking import words_of
from retrieval.word_tables import any_of

Floats = NDArray[np.float32]

#: What the training has made of the signs.
WEIGHTS = Path(__file__).parent / "headlines.npz"
#: What turns an article against its story; a headline with such words, or with a negation, is itself turned.
TURNING = ("fabricated", "denying", "untrue", "rumour", "doubting")
#: The rows of ``stance.toml`` that are looked for in every sentence.
ROWS = (*TURNING, "correcting", "hedging", "affirming", "supposing", "saying", "unsourced")
#: The rows that are looked for, besides, where a headline and an article are asked what each says of the story.
TELLING = (
    *("storied", "satirical", "claiming", "reporting", "expecting", "truth"),
    *("debunked", "reversing", "exclaiming", "official", "witnessed"),
)
#: What the network's say weighs beside the count's: it is surer of itself than it may be.
OF_NETWORK = 1 / 3
#: Of the count's say, what the pair read as one weighs beside what headline and article say each.
OF_PAIR = 1 / 5
#: An article is read as far as this many sentences.
SENTENCES = 60
#: Of a sentence that stands beside one on the headline, so much counts as if it were on the headline itself.
BESIDE = 0.7
#: Each row in ten places; three signs of the headline, seven of what turns, twelve of what is shared and negated.
PLAIN = 10 * len(ROWS) + 3 + 7 + 12
#: Every sign three times (always; of a turned headline; of a hedged one), the network's signs, and whether it turns.
WIDTH = 3 * PLAIN + SIGNS + 1
#: Rows, and besides them negation, quotation marks, a question.
EVERY = len(ROWS) + len(TELLING) + 3
#: A headline's signs: EVERY and eight of its form. An article's: EVERY in nine places, and eight of what is shared.
OF_HEADLINE, OF_ARTICLE = EVERY + 8, 9 * EVERY + 8


@lru_cache(maxsize=64)
def _read(article: str) -> tuple[tuple[frozenset[str], ...], Floats]:
    """The sentences' words, and which of EVERY stands in which sentence (sentences, EVERY)."""
    sentences = [span.of(article) for span in split(article)][:SENTENCES] or [article]
    every = np.array([_every(sentence) for sentence in sentences], dtype=np.float32)
    return tuple(frozenset(words_of(sentence)) for sentence in sentences), every


def _every(text: str) -> list[bool]:
    rows = [count(row, text) > 0 for row in (*ROWS, *TELLING)]
    return [*rows, is_negated(text), any(mark in text for mark in '"“'), "?" in text]


@cache
def _turning_stems() -> frozenset[str]:
    return frozenset(stem for row in TURNING for words in listed(row) for stem in words_of(words))


def _nearness(headline: str, sentences: Sequence[frozenset[str]]) -> tuple[set[str], Floats, Floats]:
    """What a headline tells, the share of it that each sentence tells, and that share counting what stands beside."""
    wanted = set(words_of(headline))
    told = wanted - _turning_stems() or wanted or {""}
    shared = np.array([len(told & there) / len(told) for there in sentences], dtype=np.float32)
    near = shared.copy()
    near[1:] = np.maximum(near[1:], BESIDE * shared[:-1])
    near[:-1] = np.maximum(near[:-1], BESIDE * shared[1:])
    return told, shared, near


def counted(headline: str, telling: str, article: str) -> Floats:
    """What can be counted in a headline, the sentences of an article that speak most of it, and the article.

    What the headline tells is its words without those that refute. Each row is looked for in the headline, in the
    article's opening, at its end, anywhere, and near what the headline tells. Shape (WIDTH,).
    """
    words, every = _read(article)
    rows, negated = every[:, : len(ROWS)], every[:, -3]
    told, shared, near = _nearness(headline, words)
    mine = np.array([count(row, headline) > 0 for row in ROWS], dtype=np.float32)
    turned, hedged = bool(mine[: len(TURNING)].any()), bool(count("hedging", headline)) or "?" in headline
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


_STARTS = re.compile(
    rf"(?P<no>{any_of('stance', 'begins_with_no')})\b|(?P<report>{any_of('stance', 'begins_with_a_report')})s?\b"
    rf"|(?P<asks>{any_of('stance', 'begins_with_a_question')})\b",
    re.IGNORECASE,
)


@lru_cache(maxsize=4096)
def of_headline(headline: str) -> Floats:
    """What shows whether a headline is for its story, against it, or holds it at arm's length. Shape (OF_HEADLINE,)."""
    start = _STARTS.match(headline)
    begins = start.lastgroup if start else ""
    form = [
        *(begins == group for group in ("no", "report", "asks")),
        sum(map(headline.count, "'\"‘“")) > 1,
        ":" in headline,
        "!" in headline,
        "…" in headline or "..." in headline,
        len(headline.split()) / 10,
    ]
    return np.array([*_every(headline), *form], dtype=np.float32)


def of_article(headline: str, article: str) -> Floats:
    """What shows whether an article is for its story, against it, or holds it at arm's length. Shape (OF_ARTICLE,).

    The story is what the headline tells without the words that refute it.
    """
    words, every = _read(article)
    told, shared, near = _nearness(headline, words)
    nearest = np.argsort(-shared, kind="stable")[:3]
    return np.concatenate(
        [
            every[0],
            every[:3].max(0),
            every[-3:].max(0),
            np.minimum(every.sum(0), 6) / 6,
            4 * every.mean(0),
            (every * near[:, None]).max(0),
            np.minimum((every * shared[:, None]).sum(0), 3) / 3,
            every[nearest[0]],
            every[nearest].mean(0),
            [
                shared.max(),
                shared[0],
                shared[:3].max(),
                shared[nearest].mean(),
                shared.mean(),
                np.log1p(len(words)) / 4,
                nearest[0] / len(words),
                len(told & set().union(*words)) / len(told),
            ],
        ]
    ).astype(np.float32)


def shares_of(scores: Floats) -> Floats:
    """Scores as logarithms of shares that add up to one."""
    shares: Floats = scores - np.logaddexp.reduce(scores, axis=1, keepdims=True)
    return shares


def joined(headlines: Floats, articles: Floats) -> Floats:
    """From what headline and article say each (for, against, neither), how they stand to one another.

    Both on one side agree, on two sides disagree; where one of them takes no side, neither. Logarithms of shares.
    """
    mine, theirs = np.exp(shares_of(headlines)), np.exp(shares_of(articles))
    agree = mine[:, 0] * theirs[:, 0] + mine[:, 1] * theirs[:, 1]
    disagree = mine[:, 0] * theirs[:, 1] + mine[:, 1] * theirs[:, 0]
    found: Floats = np.log(np.clip(np.stack([agree, disagree, 1 - agree - disagree], axis=1), 1e-9, 1))
    return shares_of(found)


class ArticleStance:
    """The network's reading of sixty words and two counts over the whole article, weighed together.

    One count reads headline and article as a pair; the other asks of each alone which side it takes, as those were
    asked who labelled them. What disagrees must be likelier than the rest by a bar: precision goes before recall.
    """

    def __init__(self, stance: LearnedStance, weights: Path = WEIGHTS) -> None:
        self._stance = stance
        with np.load(weights) as kept:
            self._kept: dict[str, Floats] = {name: kept[name].astype(np.float32) for name in kept.files}

    def shares(self, pairs: Sequence[tuple[str, str]], wholes: Sequence[str]) -> Floats:
        """What is given to agrees, disagrees, neither: (pairs, 3).

        A pair is a headline and `most_telling` of its article; `wholes` are the articles.
        """
        network = self._stance.shares(pairs, wholes)[:, TASKS.index("news")]
        told = list(zip(pairs, wholes, strict=True))
        pair = self._scores("pair", WIDTH, [counted(headline, telling, whole) for (headline, telling), whole in told])
        mine = self._scores("headline", OF_HEADLINE, [of_headline(headline) for (headline, _), _ in told])
        theirs = self._scores("article", OF_ARTICLE, [of_article(headline, whole) for (headline, _), whole in told])
        count = mixed(shares_of(pair), joined(mine, theirs))
        scores = OF_NETWORK * np.log(network + 1e-9) + (1 - OF_NETWORK) * count
        scores[:, 1] -= self._kept["bar"]
        shares: Floats = np.exp(shares_of(scores))
        return shares

    def _scores(self, name: str, width: int, signs: Sequence[Floats]) -> Floats:
        rows = np.array(signs, dtype=np.float32).reshape(-1, width)
        scores: Floats = rows @ self._kept[name] + self._kept[f"{name}_bias"]
        return scores


def mixed(pair: Floats, sides: Floats) -> Floats:
    """The two counts together, as logarithms of shares."""
    return shares_of(OF_PAIR * pair + (1 - OF_PAIR) * sides)
