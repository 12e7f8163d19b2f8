"""Documents with their vectors and word counts, as an archive would hold them; vectors are kept between runs."""

from __future__ import annotations

import hashlib
import os
import pickle
import tempfile
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from pathlib import Path

import numpy as np

from benchmarks.clef import Document
from knowledge.archive import rarity_of
from knowledge.embedding import PACKAGED_MODEL, open_encoder
from retrieval.ranking import wording, words_of


def bench_folder() -> Path | None:
    """Where the outside data lies; None, said aloud, when WHOSAYS_BENCH names no folder."""
    named = os.environ.get("WHOSAYS_BENCH")
    if named and Path(named).is_dir():
        return Path(named)
    print("Not measured: set WHOSAYS_BENCH to the folder that holds the outside data.")
    return None


def kept() -> Path:
    """The folder in the temporary folder that is kept between runs."""
    folder = Path(tempfile.gettempdir()) / "whosays-bench"
    folder.mkdir(exist_ok=True)
    return folder


def kept_models() -> Path:
    """Where the exported model is kept between runs."""
    open_encoder(PACKAGED_MODEL, kept() / "models")
    return kept() / "models"


class Vectors:
    """Texts as vectors, made once and kept in the temporary folder."""

    def __init__(self) -> None:
        self.encoder = open_encoder(
            PACKAGED_MODEL, kept() / "models", threads=int(os.environ.get("OMP_NUM_THREADS", "0"))
        )
        self._file = kept() / f"vectors-{self.encoder.card.fingerprint}.pickle"
        self._kept: dict[bytes, np.ndarray] = pickle.loads(self._file.read_bytes()) if self._file.exists() else {}

    def of(self, texts: Sequence[str]) -> np.ndarray:
        """One row a text."""
        keys = [hashlib.blake2b(text.encode(), digest_size=16).digest() for text in texts]
        missing = list({key: text for key, text in zip(keys, texts, strict=True) if key not in self._kept}.items())
        for start in range(0, len(missing), 2_000):
            part = missing[start : start + 2_000]
            for (key, _), vector in zip(part, self.encoder.encode([text for _, text in part]), strict=True):
                self._kept[key] = vector
            if len(missing) > 200:
                print(f"  embedding: {start + len(part):,} of {len(missing):,}", flush=True)
        if len(missing) > 20:
            self._file.write_bytes(pickle.dumps(self._kept))
        return np.array([self._kept[key] for key in keys])


class Library:
    """Documents, and what is counted in them."""

    def __init__(self, documents: list[Document], vectors: Vectors) -> None:
        self.documents, self.vectors = documents, vectors
        #: Of documents with one wording, the first stands for all.
        self.first: dict[str, str] = {}
        self.ids = [d.identity for d in self.documents]
        self.places = {identity: place for place, identity in enumerate(self.ids)}
        seen: dict[str, str] = {}
        for d in self.documents:
            self.first[d.identity] = seen.setdefault(wording(d.words), d.identity)
        self.rows = self.vectors.of([f"{d.words} ({d.title})" for d in self.documents])
        self.stems = [words_of(f"{d.words} {d.title}") for d in self.documents]
        self.counts = Counter(stem for stems in self.stems for stem in stems)

    def occurrences(self, stems: Collection[str]) -> Mapping[str, int]:
        """As the archive counts them."""
        return {stem: self.counts[stem] for stem in stems if stem in self.counts}

    def rarity(self, stems: Iterable[str]) -> dict[str, float]:
        """As the archive tells it."""
        return {stem: rarity_of(self.counts[stem], len(self.documents)) for stem in stems}
