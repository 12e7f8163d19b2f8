"""What the counted signs of an article are worth: logistic regression, and what it makes of stories it has not seen.

python -m training.stance.headlines --bench FOLDER        (two minutes of one core)
"""

from __future__ import annotations

import argparse
import hashlib
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray

from retrieval.headlines import WEIGHTS, WIDTH, counted
from training.stance.corpus import AGREES, DISAGREES, NEITHER, Pair, articles, is_aside

Floats = NDArray[np.float64]

#: The mixture that the network was taught (`corpus.pairs`, `train.Recipe.rare`), as weights instead of a draw.
WEIGHED = {AGREES: 0.98, DISAGREES: 2.0, NEITHER: 0.40}
#: How much is paid for large weights; .0003 to .01 for its inverse were tried across folds.
PENALTY = 1000.0
#: The stories are dealt three times into five folds.
FOLDS, DEALS = 5, ("a", "b", "c")


def fitted(signs: Floats, labels: NDArray[np.int64]) -> tuple[Floats, Floats]:
    """Weights (WIDTH, 3) and bias (3,) for signs as they are counted."""
    mean, spread = signs.mean(0), signs.std(0)
    spread[spread == 0] = 1.0
    x, gold = torch.from_numpy((signs - mean) / spread), torch.from_numpy(labels)
    weigh = torch.tensor([WEIGHED[int(label)] for label in labels], dtype=torch.float64)
    weights = torch.zeros((signs.shape[1], 3), dtype=torch.float64, requires_grad=True)
    bias = torch.zeros(3, dtype=torch.float64, requires_grad=True)
    solver = torch.optim.LBFGS([weights, bias], max_iter=300, history_size=20, line_search_fn="strong_wolfe")

    def loss() -> torch.Tensor:
        solver.zero_grad()
        wrong = torch.nn.functional.cross_entropy(x @ weights + bias, gold, reduction="none")
        whole = (weigh * wrong).sum() + 0.5 * PENALTY * (weights**2).sum()
        whole = whole / len(gold)
        whole.backward()  # type: ignore[no-untyped-call]
        return whole

    solver.step(loss)  # type: ignore[no-untyped-call]
    learned: Floats = weights.detach().numpy() / spread[:, None]
    shift: Floats = bias.detach().numpy() - mean @ learned
    return learned, shift


def report(name: str, scores: Floats, labels: NDArray[np.int64]) -> None:
    """Print F1 of each class and their mean, and the precision and recall of what contradicts."""
    said = scores.argmax(1)
    hits = [int(((said == c) & (labels == c)).sum()) for c in (AGREES, DISAGREES, NEITHER)]
    f1 = [2 * hits[c] / max(1, int((said == c).sum() + (labels == c).sum())) for c in (AGREES, DISAGREES, NEITHER)]
    precision = hits[DISAGREES] / max(1, int((said == DISAGREES).sum()))
    recall = hits[DISAGREES] / max(1, int((labels == DISAGREES).sum()))
    every = " ".join(f"{one:.3f}" for one in f1)
    print(f"{name:<34}{len(labels):>7} mean {np.mean(f1):.3f}  F1 {every}  disagree {precision:.3f} {recall:.3f}")


def across(signs: Floats, labels: NDArray[np.int64], pairs: Sequence[Pair]) -> Floats:
    """The scores of each pair by fits that have not seen its story; the mean of all deals."""
    scores = np.zeros((len(pairs), 3))
    for deal in DEALS:
        fold = np.array([int(hashlib.sha256((deal + p.group).encode()).hexdigest(), 16) % FOLDS for p in pairs])
        for own in range(FOLDS):
            weights, bias = fitted(signs[fold != own], labels[fold != own])
            told = signs[fold == own] @ weights + bias
            scores[fold == own] += (told - np.logaddexp.reduce(told, axis=1, keepdims=True)) / len(DEALS)
    return scores


def main() -> None:
    """Count the signs of FNC-1's training articles, say how they do on unseen stories, and write the weights."""
    arguments = argparse.ArgumentParser(prog="python -m training.stance.headlines", description=main.__doc__)
    arguments.add_argument("--bench", type=Path, required=True, help="the folder that holds the public data")
    arguments.add_argument("--out", type=Path, default=WEIGHTS, help="where to write the weights")
    given = arguments.parse_args()
    folder = given.bench / "fnc1_arc" / "fnc1"
    pairs = articles(folder / "train_stances.csv", folder / "train_bodies.csv", "news", "FNC-1")
    pairs.sort(key=lambda pair: pair.whole)
    signs = np.array([counted(p.claim, p.statement, p.whole) for p in pairs], dtype=np.float64).reshape(-1, WIDTH)
    labels = np.array([pair.label for pair in pairs])
    report("across folds, by story", across(signs, labels, pairs), labels)
    aside = np.array([is_aside(pair) for pair in pairs])
    weights, bias = fitted(signs[~aside], labels[~aside])
    report("stories kept aside", signs[aside] @ weights + bias, labels[aside])
    np.savez_compressed(given.out, allow_pickle=False, weights=weights.astype(np.float32), bias=bias.astype(np.float32))
    print(f"wrote {given.out}: {given.out.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
