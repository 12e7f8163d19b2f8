"""What the counted signs of an article are worth: logistic regressions, and what they make of unseen stories.

python -m training.stance.headlines --bench FOLDER        (six minutes of one free core)
"""

from __future__ import annotations

import argparse
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray

from retrieval.telling.headlines import (
    OF_ARTICLE,
    OF_HEADLINE,
    WEIGHTS,
    WIDTH,
    Floats,
    counted,
    joined,
    mixed,
    of_article,
    of_headline,
    shares_of,
)
from training.stance.corpus import AGREES, DISAGREES, NEITHER, Pair, articles, is_aside
from training.stance.sides import AGAINST, FOR, OPEN, Labels, Sides

#: A regression's weights and its bias.
Fit = tuple[Floats, Floats]

#: The mixture that the network was taught (`corpus.pairs`, `train.Recipe.rare`), as weights instead of a draw.
WEIGHED = {AGREES: 0.98, DISAGREES: 2.0, NEITHER: 0.40}
#: How a headline and an article are weighed by the side they take.
BY_SIDE = {FOR: 1.0, AGAINST: 2.0, OPEN: 0.5}
#: How much is paid for large weights, by what is read: tried across folds (.3 to 10, .3 to 3, and .3 to 60 thousand).
OF_PAIRS, OF_HEADLINES, OF_ARTICLES = 1_000.0, 300.0, 30_000.0
#: So many times is learned what tells the sides apart; between, each story is turned the likelier way.
TURNS = 4
#: The stories are dealt three times into five folds.
FOLDS, DEALS = 5, ("a", "b", "c")
#: The issue's words are "precision before recall". So of all bars for what disagrees, by which F1 across the folds (the
#: mean of the deals) falls no more than this below the best, the one with the highest precision is taken.
MAY_COST = 0.01
BARS = np.arange(0, 0.6, 0.025)


@dataclass(frozen=True, slots=True)
class Signs:
    """What is counted of each pair, of its headline and of its article."""

    pair: Floats
    headline: Floats
    article: Floats


@dataclass(frozen=True, slots=True)
class Learned:
    """The three regressions."""

    pair: Fit
    headline: Fit
    article: Fit

    def scores(self, signs: Signs, rows: NDArray[np.bool_]) -> Floats:
        """Logarithms of what is given to agrees, disagrees, neither."""
        sides = joined(_told(signs.headline[rows], self.headline), _told(signs.article[rows], self.article))
        found: Floats = mixed(shares_of(_told(signs.pair[rows], self.pair)), sides)
        return found


def fitted(signs: Floats, labels: Labels, weights: Floats, penalty: float, steps: int = 80) -> Fit:
    """Weights (signs, 3) and bias (3,) for signs as they are counted."""
    mean, spread = signs.mean(0), signs.std(0)
    spread[spread < 1e-6] = 1.0
    x, gold, weigh = torch.from_numpy((signs - mean) / spread), torch.from_numpy(labels), torch.from_numpy(weights)
    learned = torch.zeros((signs.shape[1], 3), dtype=torch.float32, requires_grad=True)
    shift = torch.zeros(3, dtype=torch.float32, requires_grad=True)
    solver = torch.optim.LBFGS([learned, shift], max_iter=steps, history_size=15, line_search_fn="strong_wolfe")

    def loss() -> torch.Tensor:
        solver.zero_grad()
        wrong = torch.nn.functional.cross_entropy(x @ learned + shift, gold, reduction="none")
        whole = (weigh * wrong).sum() + 0.5 * penalty * (learned**2).sum()
        whole = whole / len(gold)
        whole.backward()  # type: ignore[no-untyped-call]
        return whole

    solver.step(loss)  # type: ignore[no-untyped-call]
    slopes: Floats = learned.detach().numpy() / spread[:, None]
    bias: Floats = shift.detach().numpy() - mean @ slopes
    return slopes, bias


def _told(signs: Floats, fit: Fit) -> Floats:
    weights, bias = fit
    scores: Floats = signs @ weights + bias
    return scores


def learn(signs: Signs, labels: Labels, sides: Sides, seen: NDArray[np.bool_]) -> Learned:
    """All three regressions, of the pairs that may be seen."""
    weighed = np.vectorize(WEIGHED.get)(labels[seen]).astype(np.float32)
    pair = fitted(signs.pair[seen], labels[seen], weighed, OF_PAIRS)
    headlines, texts = sides.headlines, sides.articles
    for turn in range(TURNS):
        by_headline = (np.vectorize(BY_SIDE.get)(headlines[seen]) * sides.weights[seen]).astype(np.float32)
        by_article = np.vectorize(BY_SIDE.get)(texts[seen]).astype(np.float32)
        # To tell which way a story is turned half the steps will do.
        steps = 80 if turn + 1 == TURNS else 40
        headline = fitted(signs.headline[seen], headlines[seen], by_headline, OF_HEADLINES, steps)
        article = fitted(signs.article[seen], texts[seen], by_article, OF_ARTICLES, steps)
        if turn + 1 < TURNS:
            told = shares_of(_told(signs.headline, headline)), shares_of(_told(signs.article, article))
            headlines, texts = sides.turned(told, seen)
    return Learned(pair, headline, article)


def report(name: str, scores: Floats, labels: Labels) -> None:
    """Print F1 of each class and their mean, and the precision and recall of what contradicts."""
    said = scores.argmax(1)
    hits = [int(((said == c) & (labels == c)).sum()) for c in (AGREES, DISAGREES, NEITHER)]
    f1 = [2 * hits[c] / max(1, int((said == c).sum() + (labels == c).sum())) for c in (AGREES, DISAGREES, NEITHER)]
    precision = hits[DISAGREES] / max(1, int((said == DISAGREES).sum()))
    recall = hits[DISAGREES] / max(1, int((labels == DISAGREES).sum()))
    every = " ".join(f"{one:.3f}" for one in f1)
    print(f"{name:<34}{len(labels):>7} mean {np.mean(f1):.3f}  F1 {every}  disagree {precision:.3f} {recall:.3f}")


def across(signs: Signs, labels: Labels, sides: Sides, pairs: Sequence[Pair]) -> list[Floats]:
    """For each deal, the scores of each pair by fits that have not seen its story."""
    deals = []
    for deal in DEALS:
        scores = np.zeros((len(pairs), 3), dtype=np.float32)
        fold = np.array([int(hashlib.sha256((deal + p.group).encode()).hexdigest(), 16) % FOLDS for p in pairs])
        for own in range(FOLDS):
            scores[fold == own] = learn(signs, labels, sides, fold != own).scores(signs, fold == own)
        report(f"across folds, by story, deal {deal}", scores, labels)
        deals.append(scores)
    return deals


def barred(scores: Floats, bar: float) -> Floats:
    """Scores of which what disagrees has to be likelier by the bar."""
    return scores - np.array([0, bar, 0], dtype=np.float32)


def bar_of(deals: Sequence[Floats], labels: Labels) -> float:
    """The bar for what disagrees, by the rule at MAY_COST."""
    told = []
    for bar in BARS:
        each = []
        for scores in deals:
            said = barred(scores, bar).argmax(1) == DISAGREES
            hits = int((said & (labels == DISAGREES)).sum())
            each.append((2 * hits / (said.sum() + (labels == DISAGREES).sum()), hits / max(1, said.sum())))
        told.append(np.mean(each, axis=0))
        print(f"bar {bar:.3f}: disagree F1 {told[-1][0]:.3f}, precision {told[-1][1]:.3f}")
    f1, precision = np.array(told).T
    allowed = np.flatnonzero(f1 >= f1.max() - MAY_COST)
    return float(BARS[allowed[precision[allowed].argmax()]])


def main() -> None:
    """Count the signs of FNC-1's training articles, say how they do on unseen stories, and write the weights."""
    arguments = argparse.ArgumentParser(prog="python -m training.stance.headlines", description=main.__doc__)
    arguments.add_argument("--bench", type=Path, required=True, help="the folder that holds the public data")
    arguments.add_argument("--out", type=Path, default=WEIGHTS, help="where to write the weights")
    given = arguments.parse_args()
    folder = given.bench / "fnc1_arc" / "fnc1"
    pairs = articles(folder / "train_stances.csv", folder / "train_bodies.csv", "news", "FNC-1")
    pairs.sort(key=lambda pair: pair.whole)
    signs = Signs(
        np.array([counted(p.claim, p.statement, p.whole) for p in pairs], dtype=np.float32).reshape(-1, WIDTH),
        np.array([of_headline(p.claim) for p in pairs], dtype=np.float32).reshape(-1, OF_HEADLINE),
        np.array([of_article(p.claim, p.whole) for p in pairs], dtype=np.float32).reshape(-1, OF_ARTICLE),
    )
    labels, sides = np.array([pair.label for pair in pairs]), Sides(pairs)
    deals = across(signs, labels, sides, pairs)
    bar = bar_of(deals, labels)
    for deal, scores in zip(DEALS, deals, strict=True):
        report(f"deal {deal}, the bar at {bar:.3f}", barred(scores, bar), labels)
    report("mean of the deals, with the bar", barred(np.mean(deals, axis=0), bar), labels)
    aside = np.array([is_aside(pair) for pair in pairs])
    learned = learn(signs, labels, sides, ~aside)
    report("stories kept aside, the count alone", barred(learned.scores(signs, aside), bar), labels[aside])
    kept: dict[str, Floats] = {"bar": np.array(bar, dtype=np.float32)}
    for name in ("pair", "headline", "article"):
        kept[name], kept[f"{name}_bias"] = getattr(learned, name)
    np.savez_compressed(given.out, allow_pickle=False, **kept)
    print(f"wrote {given.out}: {given.out.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
