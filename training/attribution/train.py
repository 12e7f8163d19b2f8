"""The training run: batches, schedule, loss, averaging of weights."""

from __future__ import annotations

import math
import random
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor

from knowledge.tagger import END, LINK, ROLES, START, Floats, Role, bucket, likeliest
from training.attribution.corpus import Document, Example
from training.attribution.network import NEVER, Dropper, Network

PAD, MASK = 0, 103


@dataclass(frozen=True, slots=True)
class Recipe:
    """The settings of one run."""

    epochs: float = 5
    rate: float = 3e-4
    head_rate: float = 1e-3
    #: Each layer below the top learns this much slower than the one above it.
    layer_decay: float = 0.9
    weight_decay: float = 0.01
    warm_up: float = 0.06
    #: Word pieces in one batch.
    batch: int = 1024
    dropout: float = 0.1
    #: How often a word is hidden from the network.
    hidden_words: float = 0.05
    link_weight: float = 0.3
    #: The averaged weights remember this many steps.
    memory: int = 300
    #: Rounds of guessing hidden words before the first tag is learned, and their rate at the top layer.
    word_rounds: float = 0
    word_rate: float = 3e-4
    seed: int = 7


@dataclass(slots=True)
class Batch:
    """Paragraphs side by side, and where their words stand."""

    ids: Tensor
    features: Tensor
    real: Tensor
    #: (paragraphs, words): the flat place of each word's first piece; longest paragraphs first.
    heads: Tensor
    tags: Tensor
    lengths: Tensor
    #: For each role its runs: first and last word (flat place of the first piece), paragraph, word number.
    runs: dict[Role, Tensor]
    cue_source: Tensor
    content_cue: Tensor
    examples: list[Example]


def batch_of(chosen: Sequence[Example]) -> Batch:
    """Examples as tensors, the longest first."""
    chosen = sorted(chosen, key=lambda each: -len(each.stretch.words))
    length = max(len(each.stretch.ids) for each in chosen) + 2
    most = len(chosen[0].stretch.words)
    ids = np.full((len(chosen), length), PAD)
    features = np.zeros((len(chosen), length), dtype=np.int64)
    real = np.zeros((len(chosen), length), dtype=bool)
    heads = np.zeros((len(chosen), most), dtype=np.int64)
    tags = np.zeros((len(chosen), most, len(ROLES)), dtype=np.int64)
    runs: dict[Role, list[tuple[int, int, int, int]]] = {role: [] for role in ROLES}
    owners: dict[Role, list[tuple[int, set[int], int]]] = {role: [] for role in ROLES}
    for row, each in enumerate(chosen):
        end = len(each.stretch.ids) + 1
        ids[row, 0], ids[row, end] = START, END
        ids[row, 1:end] = each.stretch.ids
        features[row, 1:end] = each.stretch.features
        real[row, : end + 1] = True
        flat = row * length + 1 + np.array(each.stretch.heads)
        heads[row, : len(flat)] = flat
        tags[row, : len(flat)] = np.array(each.tags).T
        for run in each.marked:
            runs[run.role].append((int(flat[run.first]), int(flat[run.last]), row, run.first))
            owners[run.role].append((row, set(run.attributions), run.first))
    return Batch(
        torch.from_numpy(ids),
        torch.from_numpy(features),
        torch.from_numpy(real),
        torch.from_numpy(heads),
        torch.from_numpy(tags),
        torch.tensor([len(each.stretch.words) for each in chosen]),
        {role: torch.tensor(found, dtype=torch.long).reshape(-1, 4) for role, found in runs.items()},
        _partner(owners["cue"], owners["source"]),
        _partner(owners["content"], owners["cue"]),
        chosen,
    )


def _partner(seekers: list[tuple[int, set[int], int]], sought: list[tuple[int, set[int], int]]) -> Tensor:
    """For each seeker the nearest of the sought that shares an attribution, counted from 1; 0 for nobody."""
    found = []
    for window, numbers, place in seekers:
        near = [
            (abs(place - there), index + 1)
            for index, (other, shared, there) in enumerate(sought)
            if other == window and numbers & shared
        ]
        found.append(min(near)[1] if near else 0)
    return torch.tensor(found, dtype=torch.long)


def link_scores(network: Network, vectors: Tensor, seekers: Tensor, sought: Tensor, which: int) -> Tensor:
    """(seekers, 1 + sought) scores, nobody first; runs of another paragraph are out of reach."""
    projected = network.links(vectors).view(-1, 4, 2, LINK)
    query = projected[seekers[:, 0], 2 * which, 0] + projected[seekers[:, 1], 2 * which, 1]
    key = projected[sought[:, 0], 2 * which + 1, 0] + projected[sought[:, 1], 2 * which + 1, 1]
    apart = torch.from_numpy(bucket((sought[None, :, 3] - seekers[:, None, 3]).numpy()))
    scores = query @ key.T * LINK**-0.5 + network.distance[which][apart]
    scores = torch.where(seekers[:, None, 2] == sought[None, :, 2], scores, NEVER)
    return torch.cat([network.nobody[which].expand(len(seekers), 1), scores], 1)


def loss_of(network: Network, batch: Batch, recipe: Recipe, drop: Dropper | None) -> Tensor:
    """Tags and links together, a word."""
    ids = batch.ids
    if drop and recipe.hidden_words:
        hide = (torch.rand(ids.shape) < recipe.hidden_words) & batch.real & (ids != START) & (ids != END)
        ids = torch.where(hide, MASK, ids)
    with torch.autocast("cpu", torch.bfloat16, enabled=drop is not None):
        vectors = network.encode(ids, batch.features, batch.real, drop)
    vectors = vectors.float().reshape(-1, vectors.shape[-1])
    words = vectors[batch.heads]
    if drop:
        words = F.dropout(words, recipe.dropout)
    emissions = network.tags(words).view(*batch.heads.shape, len(ROLES), 3)
    count = int(batch.lengths.sum())
    loss = -network.likelihood(emissions, batch.tags, batch.lengths) / count
    for which, (seekers, sought, target) in enumerate(
        (("cue", "source", batch.cue_source), ("content", "cue", batch.content_cue))
    ):
        if len(target) and recipe.link_weight:
            scores = link_scores(network, vectors, batch.runs[seekers], batch.runs[sought], which)  # type: ignore[index]
            loss = loss + recipe.link_weight * F.cross_entropy(scores, target, reduction="sum") / count
    return loss


def rounds_of(
    read: Sequence[Document], recipe: Recipe, order: random.Random, rounds: float
) -> list[list[list[Example]]]:
    """The batches of so many rounds, the last one cut short when it is not a whole one.

    Each round reads each article once. Where several people have annotated it, each has a turn: sixteen articles with
    six annotators would else be read as often as ninety-five.
    """
    articles: dict[str, list[Document]] = {}
    for each in read:
        articles.setdefault(each.id, []).append(each)
    turns = [[of_one[number % len(of_one)] for of_one in articles.values()] for number in range(math.ceil(rounds))]
    found = [batches_of(turn, recipe, order) for turn in turns]
    if found and rounds % 1:
        found[-1] = found[-1][: int(len(found[-1]) * (rounds % 1))]
    return found


def batches_of(read: Sequence[Document], recipe: Recipe, order: random.Random) -> list[list[Example]]:
    """One round's batches: paragraphs of like length together, batches shuffled."""
    every = [example for each in read for example in each.examples]
    order.shuffle(every)
    every.sort(key=lambda example: len(example.stretch.ids) + order.uniform(0, 12))
    batches: list[list[Example]] = [[]]
    for example in every:
        longest = max(len(other.stretch.ids) for other in [*batches[-1], example]) + 2
        if batches[-1] and longest * (len(batches[-1]) + 1) > recipe.batch:
            batches.append([])
        batches[-1].append(example)
    order.shuffle(batches)
    return batches


def layer_groups(network: Network, recipe: Recipe, top: float) -> list[dict[str, object]]:
    """The encoder's parameters with their rates: the lower the layer, the slower; word vectors stay as published."""
    groups: list[dict[str, object]] = []
    for frozen in (network.words, network.places, network.kinds):
        frozen.weight.requires_grad_(False)
    for depth, layer in enumerate(network.layers):
        rate = top * recipe.layer_decay ** (len(network.layers) - 1 - depth)
        matrices = [p for p in layer.parameters() if p.ndim == 2]
        others = [p for p in layer.parameters() if p.ndim == 1]
        groups += [
            {"params": matrices, "lr": rate, "weight_decay": recipe.weight_decay},
            {"params": others, "lr": rate, "weight_decay": 0.0},
        ]
    bottom = top * recipe.layer_decay ** len(network.layers)
    groups.append({"params": list(network.norm.parameters()), "lr": bottom, "weight_decay": 0.0})
    return groups


def groups_of(network: Network, recipe: Recipe) -> list[dict[str, object]]:
    """All that is learned with the tags, with its rates."""
    groups = layer_groups(network, recipe, recipe.rate)
    head = [network.features.weight, *network.tags.parameters(), *network.links.parameters()]
    head += [network.transitions, network.begin, network.nobody, network.distance]
    groups.append({"params": head, "lr": recipe.head_rate, "weight_decay": 0.0})
    return groups


def train(
    network: Network,
    read: Sequence[Document],
    recipe: Recipe,
    say: Callable[[str], None],
    keep: Callable[[dict[str, Tensor], int], None] = lambda weights, step: None,
) -> dict[str, Tensor]:
    """Learn for `recipe.epochs`; the averaged weights come back, and go to `keep` every so often.

    What comes back is the mean of three running averages, at a half, three quarters and the end of the run: each is
    as good as the others on articles kept aside, and their mean is a little better than any.
    """
    torch.manual_seed(recipe.seed)
    order = random.Random(recipe.seed)
    drop = Dropper(recipe.dropout, recipe.seed)
    groups = groups_of(network, recipe)
    optimiser = torch.optim.AdamW(groups, betas=(0.9, 0.98), fused=True)
    peaks = [group["lr"] for group in optimiser.param_groups]
    learned = [p for group in optimiser.param_groups for p in group["params"]]
    named = {name: p for name, p in network.named_parameters() if p.requires_grad}
    average = {name: p.detach().clone() for name, p in named.items()}
    plan = [
        (number, batch) for number, each in enumerate(rounds_of(read, recipe, order, recipe.epochs)) for batch in each
    ]
    halts = [len(plan) // 2, len(plan) * 3 // 4, len(plan)]
    kept = {name: torch.zeros_like(p) for name, p in average.items()}
    begun, running = time.monotonic(), 0.0
    for step, (number, chosen) in enumerate(plan):
        done = step / len(plan)
        if done < recipe.warm_up:
            share = done / recipe.warm_up
        else:
            share = 0.5 * (1 + math.cos(math.pi * (done - recipe.warm_up) / (1 - recipe.warm_up)))
        for group, peak in zip(optimiser.param_groups, peaks, strict=True):
            group["lr"] = peak * max(share, 0.01)
        loss = loss_of(network, batch_of(chosen), recipe, drop)
        optimiser.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_(learned, 1.0)
        optimiser.step()
        if step % 4 == 3:
            fade = min(4 / recipe.memory, 1.0) if step > recipe.memory else 4 / (step + 4)
            with torch.no_grad():
                torch._foreach_lerp_(list(average.values()), list(named.values()), fade)
        if step + 1 in halts:
            for name, value in average.items():
                kept[name] += value / len(halts)
        running += loss.item()
        if step % 100 == 99:
            spent = (time.monotonic() - begun) / 60
            whole = spent / (step + 1) * len(plan)
            say(f"step {step + 1}/{len(plan)} loss {running / 100:.4f} {spent:.1f} min of about {whole:.0f}")
            running = 0.0
        if step + 1 == len(plan) or plan[step + 1][0] != number or step % 300 == 299:
            keep(average, step + 1)
    return kept


@torch.no_grad()
def emissions_of(network: Network, read: Sequence[Document]) -> list[list[Floats]]:
    """For each document, for each stretch, the (words, 3, 3) scores of the tags."""
    every = [example for each in read for example in each.examples]
    every.sort(key=lambda example: -len(example.stretch.ids))
    scores: dict[int, Floats] = {}
    while every:
        many = max(1, 2048 // (2 + len(every[0].stretch.ids)))
        batch = batch_of(every[:many])
        every = every[many:]
        vectors = network.encode(batch.ids, batch.features, batch.real)
        raw = network.tags(vectors.reshape(-1, vectors.shape[-1])[batch.heads]).view(*batch.heads.shape, 3, 3)
        for row, example in enumerate(batch.examples):
            scores[id(example)] = raw[row, : int(batch.lengths[row])].numpy()
    return [[scores[id(example)] for example in each.examples] for each in read]


def figures(network: Network, read: Sequence[Document], scores: list[list[Floats]]) -> dict[Role, tuple[float, ...]]:
    """For each role: overlap precision, recall and F1, exact precision, recall and F1, all spans of all rows pooled."""
    steps = (network.transitions + network.forbidden).detach().numpy()
    begin = (network.begin + network.forbidden_first).detach().numpy()
    tally = np.zeros((len(ROLES), 5))
    for document, rows in zip(read, scores, strict=True):
        for example, found in zip(document.examples, likeliest(rows, begin, steps), strict=True):
            for number, got in enumerate(found):
                gold = [(run.first, run.last) for run in example.marked if run.role == ROLES[number]]
                tally[number] += (
                    len(got),
                    len(gold),
                    sum(any(a <= d and c <= b for c, d in gold) for a, b in got),
                    sum(any(a <= d and c <= b for c, d in got) for a, b in gold),
                    len(set(got) & set(gold)),
                )
    out: dict[Role, tuple[float, ...]] = {}
    for role, (said, wanted, hit, caught, same) in zip(ROLES, tally.tolist(), strict=True):
        said, wanted = max(said, 1), max(wanted, 1)
        out[role] = (*_rates(hit / said, caught / wanted), *_rates(same / said, same / wanted))
    return out


def _rates(precision: float, recall: float) -> tuple[float, float, float]:
    return precision, recall, 2 * precision * recall / max(precision + recall, 1e-9)
