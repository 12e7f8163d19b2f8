"""Nearest statements by meaning: Chroma, derived from the archive's vectors, dropped and rebuilt at will.

Chroma's files do not survive every kill, and its readers do not see what another process writes. So a generation is
built aside, verified, and published by swapping one small file; readers open it anew when that file names another.
This is the only door to chromadb.
"""

from __future__ import annotations

import json
import shutil
import threading
import uuid
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from chromadb.api import ClientAPI
    from chromadb.api.models.Collection import Collection

#: Chroma refuses more rows at once.
ROWS_AT_ONCE = 4000
#: How many statements a new generation must find when asked for themselves.
SELF_QUERIES = 20


class IndexFailure(Exception):
    """The index cannot be built or read; the message says why and what mends it."""


@dataclass(frozen=True, slots=True)
class Generation:
    """One published state of the index: which folder, made from which revision of the archive, by which model."""

    folder: str
    revision: int
    model: str
    statements: int


class Index:
    """The published generation, opened when first asked and again when another is published."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._lock = threading.Lock()
        self._opened: tuple[Generation, ClientAPI, Collection] | None = None

    @property
    def generation(self) -> Generation | None:
        """What is published; None before the first generation."""
        try:
            return Generation(**json.loads((self.folder / "CURRENT").read_text(encoding="utf-8")))
        except FileNotFoundError:
            return None
        except (OSError, ValueError, TypeError) as error:
            raise IndexFailure(f"The index in {self.folder} cannot be read; `whosays kb reindex` mends it.") from error

    def nearest(self, vector: np.ndarray, limit: int) -> tuple[tuple[str, float], ...]:
        """The statements nearest in meaning, best first: (id, similarity), 1 the same, 0 unrelated."""
        opened = self._collection()
        if opened is None:
            return ()
        generation, collection = opened
        try:
            found = collection.query(
                query_embeddings=[vector], n_results=max(1, min(limit, generation.statements)), include=["distances"]
            )
        except Exception as error:  # chromadb's errors share no base class
            raise IndexFailure(f"The index in {self.folder} cannot be read; `whosays kb reindex` mends it.") from error
        distances = found["distances"]
        assert distances is not None
        # Float error lets a statement be a little more like itself than 1.
        return tuple(
            (identity, min(1.0, max(0.0, 1.0 - float(distance))))
            for identity, distance in zip(found["ids"][0], distances[0], strict=True)
        )

    def rebuild(
        self,
        vectors: Iterable[tuple[str, np.ndarray]],
        *,
        revision: int,
        model: str,
        advanced: Callable[[int], object] = lambda rows: None,
    ) -> Generation:
        """Build a generation from these vectors beside the published one, verify it, and publish it in its place."""
        self.folder.mkdir(parents=True, exist_ok=True)
        name = f"{revision}-{uuid.uuid4().hex[:8]}"
        client = _open(self.folder / name)
        try:
            collection = client.create_collection("statements", configuration={"hnsw": {"space": "cosine"}})
            count = 0
            for ids, rows in _in_runs(vectors):
                collection.add(ids=ids, embeddings=rows)
                count += len(ids)
                advanced(len(ids))
            _verify(collection, count)
        except Exception:
            _close(client)
            shutil.rmtree(self.folder / name, ignore_errors=True)
            raise
        _close(client)
        generation = Generation(name, revision, model, count)
        self._publish(generation)
        return generation

    def close(self) -> None:
        """Let go of the files."""
        with self._lock:
            if self._opened:
                _close(self._opened[1])
            self._opened = None

    def _publish(self, generation: Generation) -> None:
        try:
            before = self.generation
        except IndexFailure:
            # A pointer nobody can read is what this publishing mends.
            before = None
        pointer = self.folder / f"CURRENT.{generation.folder}"
        pointer.write_text(json.dumps(asdict(generation)), encoding="utf-8")
        pointer.replace(self.folder / "CURRENT")
        # Whoever still reads the generation before this one keeps it until the next.
        kept = {generation.folder, before.folder if before else ""}
        for folder in self.folder.iterdir():
            if folder.is_dir() and folder.name not in kept:
                shutil.rmtree(folder, ignore_errors=True)

    def _collection(self) -> tuple[Generation, Collection] | None:
        generation = self.generation
        with self._lock:
            if self._opened and self._opened[0] == generation:
                return self._opened[0], self._opened[2]
            if self._opened:
                _close(self._opened[1])
                self._opened = None
            if generation is None or generation.statements == 0:
                return None
            try:
                client = _open(self.folder / generation.folder)
                collection = client.get_collection("statements")
            except Exception as error:  # chromadb's errors share no base class
                raise IndexFailure(
                    f"The index in {self.folder} cannot be opened; `whosays kb reindex` mends it."
                ) from error
            self._opened = (generation, client, collection)
            return generation, collection


def _in_runs(vectors: Iterable[tuple[str, np.ndarray]]) -> Iterable[tuple[list[str], np.ndarray]]:
    ids: list[str] = []
    rows: list[np.ndarray] = []
    for identity, vector in vectors:
        ids.append(identity)
        rows.append(vector)
        if len(ids) == ROWS_AT_ONCE:
            yield ids, np.array(rows)
            ids, rows = [], []
    if ids:
        yield ids, np.array(rows)


def _verify(collection: Collection, count: int) -> None:
    if collection.count() != count:
        raise IndexFailure("The new index holds another number of statements than the archive; nothing was published.")
    sample = collection.get(limit=SELF_QUERIES, include=["embeddings"])
    if not sample["ids"]:
        return
    embeddings: Any = sample["embeddings"]
    found = collection.query(query_embeddings=embeddings, n_results=1, include=["distances"])
    distances = found["distances"]
    assert distances is not None
    # Another statement may hold the very same words: what must be there is a vector at no distance.
    if any(not row or row[0] > 1e-3 for row in distances):
        raise IndexFailure("The new index does not find its own statements; nothing was published.")


def _open(folder: Path) -> ClientAPI:
    import chromadb
    from chromadb.config import Settings

    return chromadb.PersistentClient(str(folder), settings=Settings(anonymized_telemetry=False))


def _close(client: ClientAPI) -> None:
    client.close()  # type: ignore[attr-defined]
