"""From trained weights to what ships: four-bit differences of the layers that have learned, and the heads."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from knowledge.tagger_export import MATRICES, pack
from training.attribution.shrink import published_names
from training.stance.network import PairNetwork

Floats = NDArray[np.float32]


def write(network: PairNetwork, base: dict[str, Floats], path: Path) -> None:
    """Write the weights file; deterministic, so that the same weights make the same file."""
    kept: dict[str, NDArray[np.generic]] = {}
    for name, value in sorted(published_names(network).items()):
        if name in base and np.array_equal(value, base[name]):
            continue
        if name in MATRICES:
            kept[f"steps/{name}"], kept[f"scale/{name}"] = pack(value - base[name].astype(np.float32))
        else:
            kept[f"whole/{name}"] = value.astype(np.float16)
    for name, tensor in (
        ("stances", network.stances.weight.T),
        ("stances_bias", network.stances.bias),
        ("signs", network.from_signs.weight.T),
        ("signs_bias", network.from_signs.bias),
    ):
        kept[f"head/{name}"] = tensor.detach().numpy().astype(np.float32)
    np.savez_compressed(path, allow_pickle=False, **kept)
