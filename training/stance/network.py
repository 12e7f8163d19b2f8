"""The network while it learns: all-MiniLM-L6-v2 reads claim and statement together; one head a task."""

from __future__ import annotations

import torch
from torch import Tensor, nn

from retrieval.denying.stance import SIGNS
from training.attribution.network import NEVER, WIDTH, Dropper, Network
from training.stance.corpus import TASKS

#: Layers that learn; those below stay as published.
LEARNING = 6


class PairNetwork(Network):
    """Word pieces of both texts to three scores a task: agrees, disagrees, neither."""

    def __init__(self) -> None:
        super().__init__()
        #: Which of the two texts a piece belongs to; the base model knew such a mark before it was a sentence encoder.
        self.features = nn.Embedding(2, WIDTH)
        self.from_signs = nn.Linear(SIGNS, 32)
        self.stances = nn.Linear(WIDTH + 32, 3 * len(TASKS))
        nn.init.zeros_(self.stances.bias)

    def mark_texts(self) -> None:
        """Take the base model's own mark of the second text."""
        with torch.no_grad():
            self.features.weight[0] = 0
            self.features.weight[1] = self.kinds.weight[1] - self.kinds.weight[0]

    def read(self, ids: Tensor, texts: Tensor, real: Tensor, drop: Dropper | None) -> Tensor:
        """(batch, length) pieces to (batch, 384): the mean of all pieces, as the base model was taught."""
        with torch.no_grad():
            places = torch.arange(ids.shape[1])
            x = self.words(ids) + self.places(places)[None] + self.kinds.weight[0] + self.features(texts)
            x = self.norm(x).to(torch.bfloat16 if drop else torch.float32)
            mask = torch.where(real, 0.0, NEVER)[:, None, None, :]
            for layer in self.layers[:-LEARNING]:
                x = layer(x, mask, None)
        for layer in self.layers[-LEARNING:]:
            x = layer(x, mask, drop)
        weight = real[..., None].float()
        mean: Tensor = (x.float() * weight).sum(1) / weight.sum(1)
        return mean

    def score(self, vectors: Tensor, signs: Tensor) -> Tensor:
        """(batch, 384) and (batch, SIGNS) to (batch, tasks, 3)."""
        both = torch.cat([vectors, torch.tanh(self.from_signs(signs))], 1)
        scores: Tensor = self.stances(both).view(-1, len(TASKS), 3)
        return scores
