"""First lessons without labels: the network guesses hidden words of the very articles it will learn to tag.

The base model was last trained to give whole sentences one vector, and has half forgotten single words. Some rounds of
guessing hidden words (Devlin et al., NAACL 2019) in the text of the task (Gururangan et al., ACL 2020) remind it.
"""

from __future__ import annotations

import math
import random
import time
from collections.abc import Callable, Sequence

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from knowledge.tagger import END, START
from training.attribution.corpus import Document
from training.attribution.network import WIDTH, Dropper, Network
from training.attribution.train import MASK, Recipe, batch_of, layer_groups, rounds_of

#: How many of a text's pieces are guessed; four in five of them are hidden, one in ten is another piece.
GUESSED = 0.2
PIECES = 30522


def remember_words(network: Network, read: Sequence[Document], recipe: Recipe, say: Callable[[str], None]) -> None:
    """Teach the network the words of the articles for `recipe.word_rounds`, in place; the heads are left alone."""
    torch.manual_seed(recipe.seed)
    order = random.Random(recipe.seed + 1)
    drop = Dropper(recipe.dropout, recipe.seed)
    head = nn.Sequential(nn.Linear(WIDTH, WIDTH), nn.GELU(), nn.LayerNorm(WIDTH))
    bias = nn.Parameter(torch.zeros(PIECES))
    groups = layer_groups(network, recipe, recipe.word_rate)
    groups.append({"params": [*head.parameters(), bias], "lr": recipe.head_rate, "weight_decay": 0.0})
    optimiser = torch.optim.AdamW(groups, betas=(0.9, 0.98), fused=True)
    peaks = [group["lr"] for group in optimiser.param_groups]
    learned = [p for group in optimiser.param_groups for p in group["params"]]
    plan = [batch for each in rounds_of(read, recipe, order, recipe.word_rounds) for batch in each]
    begun, running = time.monotonic(), 0.0
    for step, chosen in enumerate(plan):
        done = step / len(plan)
        share = done / recipe.warm_up if done < recipe.warm_up else 0.5 * (1 + math.cos(math.pi * done))
        for group, peak in zip(optimiser.param_groups, peaks, strict=True):
            group["lr"] = peak * max(share, 0.01)
        batch = batch_of(chosen)
        ids, asked = hidden(batch.ids, batch.real)
        with torch.autocast("cpu", torch.bfloat16):
            vectors = network.encode(ids, batch.features, batch.real, drop)
        scores = head(vectors[asked]) @ network.words.weight.T + bias
        loss = F.cross_entropy(scores, batch.ids[asked])
        optimiser.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_(learned, 1.0)
        optimiser.step()
        running += loss.item()
        if step % 100 == 99:
            spent = (time.monotonic() - begun) / 60
            say(f"words {step + 1}/{len(plan)} loss {running / 100:.4f} {spent:.1f} min")
            running = 0.0


def hidden(ids: Tensor, real: Tensor) -> tuple[Tensor, Tensor]:
    """The pieces with some of them hidden or swapped, and which are to be guessed."""
    asked = (torch.rand(ids.shape) < GUESSED) & real & (ids != START) & (ids != END)
    if not asked.any():
        asked[0, 1] = True
    dice = torch.rand(ids.shape)
    shown = torch.where(asked & (dice < 0.8), MASK, ids)
    shown = torch.where(asked & (dice >= 0.9), torch.randint(1000, PIECES, ids.shape), shown)
    return shown, asked
