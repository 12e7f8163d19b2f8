"""From trained weights to what ships: four-bit differences, whole small tensors, heads."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from torch import Tensor

from knowledge.tagger_export import LAYERS, MATRICES, pack
from training.attribution.network import WIDTH, Network

Floats = NDArray[np.float32]


def published_names(network: Network) -> dict[str, Floats]:
    """The encoder's learned tensors under the base model's names, with the feature table as "features"."""
    found: dict[str, Tensor] = {
        "features": network.features.weight,
        "embeddings.LayerNorm.weight": network.norm.weight,
        "embeddings.LayerNorm.bias": network.norm.bias,
    }
    for number in range(LAYERS):
        layer = network.layers[number]
        at = f"encoder.layer.{number}."
        for part in ("weight", "bias"):
            joined: Tensor = getattr(layer.qkv, part)
            for place, name in enumerate(("query", "key", "value")):
                found[f"{at}attention.self.{name}.{part}"] = joined[place * WIDTH : (place + 1) * WIDTH]
            for ours, theirs in (
                ("out", "attention.output.dense"),
                ("norm1", "attention.output.LayerNorm"),
                ("up", "intermediate.dense"),
                ("down", "output.dense"),
                ("norm2", "output.LayerNorm"),
            ):
                found[f"{at}{theirs}.{part}"] = getattr(getattr(layer, ours), part)
    return {name: tensor.detach().numpy().astype(np.float32) for name, tensor in found.items()}


def heads(network: Network) -> dict[str, Floats]:
    """The heads as the serving code multiplies them."""
    from knowledge.tagger import LINK

    found = {
        "tags": network.tags.weight.T,
        "tags_bias": network.tags.bias,
        "transitions": network.transitions + network.forbidden,
        "begin": network.begin + network.forbidden_first,
        "links": network.links.weight.view(4, 2, LINK, WIDTH).permute(3, 0, 1, 2),
        "links_bias": network.links.bias.view(4, 2, LINK),
        "nobody": network.nobody,
        "distance": network.distance,
    }
    return {name: tensor.detach().numpy().astype(np.float32) for name, tensor in found.items()}


def write(network: Network, base: dict[str, Floats], path: Path) -> None:
    """Write ``tagger.npz``; deterministic, so that the same weights make the same file."""
    kept: dict[str, NDArray[np.generic]] = {}
    for name, value in sorted(published_names(network).items()):
        if name in MATRICES:
            kept[f"steps/{name}"], kept[f"scale/{name}"] = pack(value - base[name].astype(np.float32))
        else:
            kept[f"whole/{name}"] = value.astype(np.float16)
    for name, value in sorted(heads(network).items()):
        half = name in ("tags", "links")
        kept[f"head/{name}"] = value.astype(np.float16) if half else value
    np.savez_compressed(path, allow_pickle=False, **kept)
