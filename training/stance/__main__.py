"""Train the stance model and write what ships: `python -m training.stance --bench FOLDER`."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

import numpy as np
import torch
from safetensors.numpy import load_file
from tokenizers import Tokenizer

from knowledge.pairs import WEIGHTS
from knowledge.tagger_export import base_folder
from training.stance.corpus import Pair, counted, is_aside, pairs
from training.stance.network import PairNetwork
from training.stance.shrink import write
from training.stance.train import Recipe, examples, scores_of, train


def main() -> None:
    """Read the public pairs, learn, print the figures of the claims kept aside, write the weights."""
    arguments = argparse.ArgumentParser(prog="python -m training.stance", description=main.__doc__)
    arguments.add_argument("--bench", type=Path, required=True, help="the folder that holds the public data")
    arguments.add_argument("--out", type=Path, default=WEIGHTS, help="where to write the weights")
    arguments.add_argument("--threads", type=int, default=1, help="more than one is faster and rounds differently")
    arguments.add_argument("--epochs", type=int, default=Recipe().epochs)
    given = arguments.parse_args()
    torch.set_num_threads(given.threads)
    recipe = Recipe(epochs=given.epochs)
    found = pairs(given.bench, recipe.seed)
    print(f"{counted(found)}\n{asdict(recipe)}", flush=True)
    source = base_folder()
    tokenizer = Tokenizer.from_file(str(source / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    aside = [pair for pair in found if is_aside(pair)]
    read = [pair for pair in found if not is_aside(pair)]
    torch.manual_seed(recipe.seed)
    network = PairNetwork()
    network.load_base(source / "model.safetensors")
    network.mark_texts()
    base = load_file(str(source / "model.safetensors"))

    def keep(average: dict[str, torch.Tensor], step: int) -> None:
        learning = {name: p.detach().clone() for name, p in network.named_parameters() if p.requires_grad}
        network.load_state_dict(average, strict=False)
        write(network, base, given.out)
        network.load_state_dict(learning, strict=False)
        print(f"kept step {step}", flush=True)

    average = train(network, examples(tokenizer, read, recipe), recipe, lambda line: print(line, flush=True), keep)
    network.load_state_dict(average, strict=False)
    report(aside, scores_of(network, examples(tokenizer, aside, recipe)))
    write(network, base, given.out)
    print(f"wrote {given.out}: {given.out.stat().st_size / 1e6:.2f} MB")


def report(aside: Sequence[Pair], scores: np.ndarray) -> None:
    """Print how often each source's claims kept aside are answered right, and F1 of what disagrees."""
    for source in dict.fromkeys(pair.source for pair in aside):
        rows = [row for row, pair in enumerate(aside) if pair.source == source]
        gold = np.array([aside[row].label for row in rows])
        said = scores[rows].argmax(1)
        f1 = [2 * ((said == c) & (gold == c)).sum() / max(1, (said == c).sum() + (gold == c).sum()) for c in range(3)]
        print(f"{source:<16} {len(rows):>5} right {(said == gold).mean():.3f}  F1 " + " ".join(f"{x:.3f}" for x in f1))


if __name__ == "__main__":
    main()
