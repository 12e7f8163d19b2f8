"""Train the tagger and write what ships: `python -m training.attribution --bench FOLDER`."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

import torch
from safetensors.numpy import load_file
from tokenizers import Tokenizer

from knowledge.tagger_export import WEIGHTS, base_folder
from training.attribution.corpus import Document, documents, held_out
from training.attribution.masked import remember_words
from training.attribution.network import Network
from training.attribution.shrink import write
from training.attribution.train import Recipe, emissions_of, figures, train

#: What is kept aside of PolNeAR train, by articles, to see how the run went.
ASIDE = 0.04


def main() -> None:
    """Read PolNeAR train, learn, print the figures of the articles kept aside, write the weights."""
    arguments = argparse.ArgumentParser(prog="python -m training.attribution", description=main.__doc__)
    arguments.add_argument("--bench", type=Path, required=True, help="the folder that holds polnear/train.jsonl")
    arguments.add_argument("--out", type=Path, default=WEIGHTS, help="where to write the weights")
    arguments.add_argument("--threads", type=int, default=1, help="more than one is faster and rounds differently")
    arguments.add_argument("--epochs", type=float, default=Recipe().epochs)
    arguments.add_argument("--word-rounds", type=float, default=Recipe().word_rounds)
    given = arguments.parse_args()
    torch.set_num_threads(given.threads)
    recipe = Recipe(epochs=given.epochs, word_rounds=given.word_rounds)
    source = base_folder()
    tokenizer = Tokenizer.from_file(str(source / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    read, aside = held_out(documents(tokenizer, given.bench / "polnear" / "train.jsonl"), ASIDE)
    print(f"{len(read)} annotations to learn from, {len(aside)} kept aside; {asdict(recipe)}", flush=True)
    network = Network()
    network.load_base(source / "model.safetensors")
    remember_words(network, read, recipe, lambda line: print(line, flush=True))
    average = train(network, read, recipe, lambda line: print(line, flush=True))
    network.load_state_dict(average, strict=False)
    report(network, aside)
    write(network, load_file(str(source / "model.safetensors")), given.out)
    print(f"wrote {given.out}: {given.out.stat().st_size / 1e6:.2f} MB")


def report(network: Network, aside: Sequence[Document]) -> None:
    """Print the figures on the articles kept aside."""
    for role, row in figures(network, aside, emissions_of(network, aside)).items():
        print(f"kept aside, {role}: " + " ".join(f"{x:.3f}" for x in row), "(overlap P R F1, exact P R F1)")


if __name__ == "__main__":
    main()
