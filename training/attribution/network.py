"""The network while it learns: all-MiniLM-L6-v2 with a tag head of three roles and a head that links them."""

from __future__ import annotations

from pathlib import Path

import torch
import torch.nn.functional as F
from safetensors.torch import load_file
from torch import Tensor, nn

from knowledge.tagger import DISTANCES, FURTHER, LINK, OUTSIDE, ROLES
from knowledge.tagger_pieces import FEATURES

WIDTH, HEADS, LAYERS, INNER = 384, 12, 6, 1536
NEVER = -1e4


class Dropper:
    """Dropout from a pool of ready-made masks: drawing fresh ones takes a twentieth of a CPU step."""

    def __init__(self, rate: float, seed: int) -> None:
        source = torch.Generator().manual_seed(seed)
        self.pool = ((torch.rand(1 << 23, generator=source) >= rate) / (1 - rate)).to(torch.bfloat16)
        self.source = source

    def __call__(self, values: Tensor) -> Tensor:
        """The values with some of them put out."""
        size = values.numel()
        if size >= self.pool.numel():
            return F.dropout(values, 0.1)
        start = int(torch.randint(0, self.pool.numel() - size, (1,), generator=self.source))
        return values * self.pool[start : start + size].view(values.shape)


class Layer(nn.Module):
    """One BERT layer."""

    def __init__(self) -> None:
        super().__init__()
        self.qkv = nn.Linear(WIDTH, 3 * WIDTH)
        self.out = nn.Linear(WIDTH, WIDTH)
        self.norm1 = nn.LayerNorm(WIDTH, eps=1e-12)
        self.up = nn.Linear(WIDTH, INNER)
        self.down = nn.Linear(INNER, WIDTH)
        self.norm2 = nn.LayerNorm(WIDTH, eps=1e-12)

    def forward(self, x: Tensor, mask: Tensor, drop: Dropper | None) -> Tensor:
        """(batch, length, 384) to the same."""
        batch, length, _ = x.shape
        q, k, v = self.qkv(x).view(batch, length, 3, HEADS, WIDTH // HEADS).permute(2, 0, 3, 1, 4)
        weights = torch.softmax(q @ k.transpose(-1, -2) * (WIDTH // HEADS) ** -0.5 + mask.to(q.dtype), -1)
        attended = self.out((weights.to(v.dtype) @ v).transpose(1, 2).reshape(batch, length, WIDTH))
        x = self.norm1(x + (drop(attended) if drop else attended)).to(x.dtype)
        inner = self.down(F.gelu(self.up(x)))
        out: Tensor = self.norm2(x + (drop(inner) if drop else inner)).to(x.dtype)
        return out


class Network(nn.Module):
    """Word pieces to one vector a piece; the heads work on the first piece of each word."""

    def __init__(self) -> None:
        super().__init__()
        self.words = nn.Embedding(30522, WIDTH)
        self.places = nn.Embedding(512, WIDTH)
        self.kinds = nn.Embedding(2, WIDTH)
        self.features = nn.Embedding(FEATURES, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS))
        self.tags = nn.Linear(WIDTH, 3 * len(ROLES))
        self.transitions = nn.Parameter(torch.zeros(len(ROLES), 3, 3))
        self.begin = nn.Parameter(torch.zeros(len(ROLES), 3))
        #: Queries of cues (for their source), keys of sources, queries of contents (for their cue), keys of cues;
        #: each from the first and the last word of its run.
        self.links = nn.Linear(WIDTH, 4 * 2 * LINK)
        self.nobody = nn.Parameter(torch.zeros(2))
        self.distance = nn.Parameter(torch.zeros(2, DISTANCES))
        #: A further word needs a first one before it.
        self.forbidden = torch.zeros(3, 3)
        self.forbidden[OUTSIDE, FURTHER] = NEVER
        self.forbidden_first = torch.zeros(3)
        self.forbidden_first[FURTHER] = NEVER
        nn.init.normal_(self.features.weight, std=0.0)

    def load_base(self, path: Path) -> None:
        """The published weights of the base model, from its safetensors file."""
        raw = load_file(str(path))
        with torch.no_grad():
            self.words.weight.copy_(raw["embeddings.word_embeddings.weight"])
            self.places.weight.copy_(raw["embeddings.position_embeddings.weight"])
            self.kinds.weight.copy_(raw["embeddings.token_type_embeddings.weight"])
            self.norm.weight.copy_(raw["embeddings.LayerNorm.weight"])
            self.norm.bias.copy_(raw["embeddings.LayerNorm.bias"])
            for number, layer in enumerate(self.layers):
                assert isinstance(layer, Layer)
                at = f"encoder.layer.{number}."
                for part in ("weight", "bias"):
                    three = [raw[f"{at}attention.self.{name}.{part}"] for name in ("query", "key", "value")]
                    getattr(layer.qkv, part).copy_(torch.cat(three))
                    getattr(layer.out, part).copy_(raw[f"{at}attention.output.dense.{part}"])
                    getattr(layer.norm1, part).copy_(raw[f"{at}attention.output.LayerNorm.{part}"])
                    getattr(layer.up, part).copy_(raw[f"{at}intermediate.dense.{part}"])
                    getattr(layer.down, part).copy_(raw[f"{at}output.dense.{part}"])
                    getattr(layer.norm2, part).copy_(raw[f"{at}output.LayerNorm.{part}"])

    def encode(self, ids: Tensor, features: Tensor, real: Tensor, drop: Dropper | None = None) -> Tensor:
        """(batch, length) piece ids and feature numbers to (batch, length, 384)."""
        places = torch.arange(ids.shape[1])
        x: Tensor = self.words(ids) + self.places(places)[None] + self.kinds.weight[0] + self.features(features)
        x = self.norm(x).to(torch.bfloat16 if drop else torch.float32)
        if drop:
            x = drop(x)
        mask = torch.where(real, 0.0, NEVER)[:, None, None, :]
        for layer in self.layers:
            x = layer(x, mask, drop)
        return x.float()

    def likelihood(self, emissions: Tensor, tags: Tensor, lengths: Tensor) -> Tensor:
        """The log-likelihood of the gold tags, summed; emissions (n, words, 3 roles, 3 tags), tags (n, words, 3)."""
        steps = self.transitions + self.forbidden
        alpha = emissions[:, 0] + self.begin + self.forbidden_first
        every = torch.gather(emissions, 3, tags[..., None])[..., 0]
        real = torch.arange(tags.shape[1])[None] < lengths[:, None]
        gold = (every * real[..., None]).sum()
        roles = torch.arange(len(ROLES))
        gold = gold + self.begin[roles, tags[:, 0]].sum()
        moves = steps[roles, tags[:, :-1], tags[:, 1:]]
        gold = gold + (moves * real[:, 1:, None]).sum()
        # The stretches come longest first, so the finished ones are cut off the end instead of being masked.
        done = []
        alive = int(lengths.numel())
        for place in range(1, emissions.shape[1]):
            still = int((lengths > place).sum())
            if still < alive:
                done.append(torch.logsumexp(alpha[still:], -1).sum())
                alpha = alpha[:still]
                alive = still
            alpha = torch.logsumexp(alpha[..., None] + steps, 2) + emissions[:still, place]
        done.append(torch.logsumexp(alpha, -1).sum())
        return gold - torch.stack(done).sum()
