"""The training run: batches, schedule, averaging of weights."""

from __future__ import annotations

import math
import random
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import torch
import torch.nn.functional as F
from tokenizers import Tokenizer
from torch import Tensor

from knowledge.pairs import Side, laid_out
from retrieval.denying.stance import signs
from training.attribution.network import Dropper
from training.stance.corpus import DISAGREES, TASKS, Pair
from training.stance.network import LEARNING, PairNetwork


@dataclass(frozen=True, slots=True)
class Recipe:
    """The settings of one run."""

    epochs: int = 3
    rate: float = 2e-4
    head_rate: float = 1e-3
    #: Each layer below the top learns this much slower than the one above it.
    layer_decay: float = 0.85
    weight_decay: float = 0.01
    warm_up: float = 0.06
    #: Word pieces in one batch.
    batch: int = 1536
    dropout: float = 0.1
    #: A wrong answer on a contradicting article counts so many times: there are ten times as many others.
    rare: float = 2.0
    #: The averaged weights remember this many steps.
    memory: int = 120
    seed: int = 7


@dataclass(frozen=True, slots=True)
class Example:
    """A pair as the network takes it."""

    sides: Side
    signs: np.ndarray
    task: int
    label: int
    weight: float


def examples(tokenizer: Tokenizer, pairs: Sequence[Pair], recipe: Recipe) -> list[Example]:
    """The pairs as pieces and signs."""
    found = []
    for pair, sides in zip(pairs, laid_out(tokenizer, [(p.claim, p.statement) for p in pairs]), strict=True):
        weight = recipe.rare if pair.source == "FNC-1" and pair.label == DISAGREES else 1.0
        sign = signs(pair.claim, pair.statement, pair.whole)
        found.append(Example(sides, sign, TASKS.index(pair.task), pair.label, weight))
    return found


def tensors(chosen: Sequence[Example]) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    """Pieces, texts, real places, signs."""
    length = max(len(example.sides.ids) for example in chosen)
    ids = np.zeros((len(chosen), length), dtype=np.int64)
    texts = np.zeros_like(ids)
    real = np.zeros((len(chosen), length), dtype=bool)
    for row, example in enumerate(chosen):
        ids[row, : len(example.sides.ids)] = example.sides.ids
        texts[row, : len(example.sides.ids)] = example.sides.texts
        real[row, : len(example.sides.ids)] = True
    sign = np.stack([example.signs for example in chosen])
    return torch.from_numpy(ids), torch.from_numpy(texts), torch.from_numpy(real), torch.from_numpy(sign)


def batches(read: Sequence[Example], recipe: Recipe, order: random.Random) -> list[list[Example]]:
    """One round over everything, pairs of like length together."""
    every = sorted(read, key=lambda example: len(example.sides.ids) + order.random() * 6)
    found: list[list[Example]] = [[]]
    for example in every:
        if found[-1] and len(example.sides.ids) * (len(found[-1]) + 1) > recipe.batch:
            found.append([])
        found[-1].append(example)
    order.shuffle(found)
    return found


def train(
    network: PairNetwork,
    read: Sequence[Example],
    recipe: Recipe,
    say: Callable[[str], None],
    keep: Callable[[dict[str, Tensor], int], None] = lambda weights, step: None,
) -> dict[str, Tensor]:
    """Learn; the running average of the weights comes back, and goes to `keep` every so often."""
    torch.manual_seed(recipe.seed)
    order = random.Random(recipe.seed)
    drop = Dropper(recipe.dropout, recipe.seed)
    for parameter in network.parameters():
        parameter.requires_grad_(False)
    groups: list[dict[str, object]] = []
    for depth, layer in enumerate(reversed(network.layers[-LEARNING:])):
        parameters = list(layer.parameters())
        for parameter in parameters:
            parameter.requires_grad_(True)
        groups.append({"params": parameters, "lr": recipe.rate * recipe.layer_decay**depth})
    head = [*network.stances.parameters(), *network.from_signs.parameters()]
    for parameter in head:
        parameter.requires_grad_(True)
    groups.append({"params": head, "lr": recipe.head_rate})
    optimiser = torch.optim.AdamW(groups, betas=(0.9, 0.98), weight_decay=recipe.weight_decay, fused=True)
    peaks = [group["lr"] for group in optimiser.param_groups]
    named = {name: p for name, p in network.named_parameters() if p.requires_grad}
    average = {name: p.detach().clone() for name, p in named.items()}
    # Hundreds of headlines speak of one story, which would be learned by heart: each is read in one round alone.
    news = [example for example in read if TASKS[example.task] == "news"]
    others = [example for example in read if TASKS[example.task] != "news"]
    order.shuffle(news)
    plan = [
        batch
        for round_ in range(recipe.epochs)
        for batch in batches(others + news[round_ :: recipe.epochs], recipe, order)
    ]
    begun, running = time.monotonic(), 0.0
    for step, chosen in enumerate(plan):
        done = step / len(plan)
        rising = done < recipe.warm_up
        left = (done - recipe.warm_up) / (1 - recipe.warm_up)
        share = done / recipe.warm_up if rising else 0.5 * (1 + math.cos(math.pi * left))
        for group, peak in zip(optimiser.param_groups, peaks, strict=True):
            group["lr"] = peak * max(share, 0.01)
        ids, texts, real, sign = tensors(chosen)
        with torch.autocast("cpu", torch.bfloat16):
            vectors = network.read(ids, texts, real, drop)
        scores = network.score(F.dropout(vectors.float(), recipe.dropout), sign)
        scores = scores[torch.arange(len(chosen)), torch.tensor([example.task for example in chosen])]
        each = F.cross_entropy(scores, torch.tensor([example.label for example in chosen]), reduction="none")
        loss = (each * torch.tensor([example.weight for example in chosen])).mean()
        optimiser.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_(list(named.values()), 1.0)
        optimiser.step()
        fade = max(1 / recipe.memory, 1 / (step + 1))
        with torch.no_grad():
            torch._foreach_lerp_(list(average.values()), list(named.values()), fade)
        running += loss.item()
        if step % 50 == 49:
            spent = (time.monotonic() - begun) / 60
            whole = spent / (step + 1) * len(plan)
            say(f"step {step + 1}/{len(plan)} loss {running / 50:.4f} {spent:.1f} min of about {whole:.0f}")
            running = 0.0
        if step % 200 == 199 or step + 1 == len(plan):
            keep(average, step + 1)
    return average


@torch.no_grad()
def scores_of(network: PairNetwork, read: Sequence[Example]) -> np.ndarray:
    """The three probabilities of each example, in its own task: (examples, 3)."""
    found = np.zeros((len(read), 3), dtype=np.float32)
    order = sorted(range(len(read)), key=lambda place: len(read[place].sides.ids))
    for start in range(0, len(order), 24):
        places = order[start : start + 24]
        ids, texts, real, sign = tensors([read[place] for place in places])
        with torch.autocast("cpu", torch.bfloat16):
            vectors = network.read(ids, texts, real, None)
        scores = network.score(vectors.float(), sign).softmax(-1).numpy()
        for row, place in enumerate(places):
            found[place] = scores[row, read[place].task]
    return found
