"""A model that reads two texts together: a claim, and a statement that may say the same or the opposite.

The network is all-MiniLM-L6-v2 with our own differences on top (``pairs.npz``); ``training/stance`` made them. This is
where they are joined and run; what the scores mean for a claim is for `retrieval.denying.stance` to say.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from knowledge.runtimes import on_onnxruntime, tokenizer_in

if TYPE_CHECKING:
    from tokenizers import Tokenizer

Floats = NDArray[np.float32]

#: What our training has changed in the base model.
WEIGHTS = Path(__file__).parent / "pairs.npz"
START, END = 101, 102
#: Pieces of a claim and of a statement that are read; what is longer is cut off behind.
CLAIM, STATEMENT = 40, 100


@dataclass(frozen=True, slots=True)
class Side:
    """The pieces of both texts in one row, and to which of the two each belongs."""

    ids: tuple[int, ...]
    texts: tuple[int, ...]


def laid_out(tokenizer: Tokenizer, pairs: Sequence[tuple[str, str]]) -> list[Side]:
    """Each pair as one row of pieces, in the pairs' order: the claim first, then the statement.

    Of a claim and of a statement so many pieces are taken as the model was taught with; the rest is left out.
    """
    claims = tokenizer.encode_batch([claim for claim, _ in pairs], add_special_tokens=False)
    statements = tokenizer.encode_batch([statement for _, statement in pairs], add_special_tokens=False)
    rows = []
    for claim, statement in zip(claims, statements, strict=True):
        first = (START, *claim.ids[:CLAIM], END)
        second = (*statement.ids[:STATEMENT], END)
        rows.append(Side(first + second, (0,) * len(first) + (1,) * len(second)))
    return rows


class PairReader:
    """Turns pairs of texts into vectors, by an export that needs neither PyTorch nor the network."""

    def __init__(self, folder: Path, *, threads: int = 0) -> None:
        heads = np.load(folder / "heads.npz")
        #: What turns a vector into scores: `retrieval.denying.stance` multiplies them.
        self.heads: dict[str, Floats] = {name: heads[name] for name in heads.files}
        self._session = on_onnxruntime(folder / "pairs.onnx", threads)
        self._tokenizer, _ = tokenizer_in(folder)

    @classmethod
    def load(cls, folder: Path, *, threads: int = 0, weights: Path = WEIGHTS) -> PairReader:
        """The reader kept in `folder`, which is made first (some seconds) when it is missing or of another training.

        Raises TaggerError when the base model's package is missing or carries other weights than the published ones.
        """
        from knowledge.tagger_export import FORMAT

        mark = folder / "weights.sha256"
        made_of = f"{hashlib.sha256(weights.read_bytes()).hexdigest()} {FORMAT}"
        if not mark.exists() or mark.read_text("ascii") != made_of:
            _export(folder, weights, made_of)
        return cls(folder, threads=threads)

    def vectors(self, pairs: Sequence[tuple[str, str]]) -> Floats:
        """One row of 384 numbers a pair (claim, statement), the mean of its pieces: float32, (pairs, 384)."""
        rows = laid_out(self._tokenizer, pairs)
        length = max((len(row.ids) for row in rows), default=0)
        ids = np.zeros((len(rows), length), dtype=np.int64)
        texts, mask = np.zeros_like(ids), np.zeros_like(ids)
        for place, row in enumerate(rows):
            ids[place, : len(row.ids)] = row.ids
            texts[place, : len(row.ids)] = row.texts
            mask[place, : len(row.ids)] = 1
        if not rows:
            return np.zeros((0, 384), dtype=np.float32)
        within = np.broadcast_to(np.arange(length), ids.shape)
        inputs = {"ids": ids, "features": texts, "belongs": mask, "within": np.ascontiguousarray(within)}
        pieces: Floats = self._session.run(None, inputs)[0]
        weight = mask[..., None].astype(np.float32)
        mean: Floats = (pieces * weight).sum(1) / weight.sum(1)
        return mean


def _export(folder: Path, weights: Path, made_of: str) -> None:
    """Put base and differences together and write the ONNX file, the heads and the tokenizer into `folder`."""
    from knowledge.tagger_export import joined

    with joined(folder, "pairs.onnx", weights) as aside:
        (aside / "weights.sha256").write_text(made_of, "ascii")
