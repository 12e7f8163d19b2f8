"""Nearest statements by meaning: Chroma, derived from the archive's vectors, dropped and rebuilt at will.

Chroma's files do not survive every kill, and its readers do not see what another process writes. So a generation is
built aside, verified, and published (knowledge/generations.py); readers open the next one when they are next asked.
One that differs little from the one before is its copy with what was added, changed or removed; one that differs
much, or that would carry too many holes, is built from the vectors alone. This is the only door to chromadb.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from knowledge.generations import (
    Difference,
    Generation,
    Generations,
    IndexFailure,
    difference_of,
    print_of,
    unreadable,
)

if TYPE_CHECKING:
    from chromadb.api import ClientAPI
    from chromadb.api.models.Collection import Collection
    from chromadb.config import Settings

__all__ = ["Generation", "Index", "IndexFailure"]

#: Statement ids with their unit vectors, as often as they are asked for, always the same.
Vectors = Callable[[], Iterable[tuple[str, np.ndarray]]]

#: Chroma refuses more rows at once.
ROWS_AT_ONCE = 4000
#: It makes a list of Python numbers of every vector that is added: 4,000 at once would need 50 MB for nothing.
ADDED_AT_ONCE = 500
#: A cosine distance below this is float error.
NO_DISTANCE = 1e-3
#: The graph is searched by approximation: of statements asked for themselves, one in order finds this share.
FOUND_AGAIN = 0.8
#: So many of the statements that are gone are looked for in a new generation.
GONE_LOOKED_FOR = 100


class _Opened:
    """A generation that questions are asked of; closed when another is published and the last of them is answered."""

    def __init__(self, generation: Generation, client: ClientAPI, collection: Collection) -> None:
        self.generation, self.client, self.collection = generation, client, collection
        self.questions = 0


class Index:
    """The published generation, opened when first asked and again when another is published."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._generations = Generations(folder)
        self._lock = threading.Lock()
        self._opened: _Opened | None = None

    @property
    def generation(self) -> Generation | None:
        """What is published; None before the first generation. Raises IndexFailure where that cannot be read."""
        return self._generations.current

    def is_whole(self) -> bool:
        """Whether the files of what is published are there."""
        generation = self.generation
        return generation is None or self._generations.is_whole(generation)

    def nearest(self, vector: np.ndarray, limit: int) -> tuple[tuple[str, float], ...]:
        """The statements nearest in meaning, best first: (id, similarity), 1 the same, 0 unrelated.

        `vector` is one unit vector of the model that made the index; nothing is near before the first generation.
        Raises IndexFailure where the published files cannot be read.
        """
        while True:
            published = self.generation
            try:
                with self._lent() as opened:
                    if opened is None:
                        return ()
                    found = opened.collection.query(
                        query_embeddings=[vector],
                        n_results=max(1, min(limit, opened.generation.statements)),
                        include=["distances"],
                    )
                break
            except Exception as error:  # chromadb's errors share no base class
                # Meanwhile another generation may have been published, and this one's files removed.
                if self.generation == published:
                    raise unreadable(self.folder) from error
        distances = found["distances"]
        assert distances is not None
        # Float error lets a statement be a little more like itself than 1.
        return tuple(
            (identity, min(1.0, max(0.0, 1.0 - float(distance))))
            for identity, distance in zip(found["ids"][0], distances[0], strict=True)
        )

    def contents(self) -> Iterator[tuple[str, np.ndarray]]:
        """Every statement that the published generation holds, with its vector (float32), in no order.

        Raises IndexFailure where the published files cannot be read.
        """
        with self._lent() as opened:
            if opened is None:
                return
            try:
                for start in range(0, opened.generation.statements, ROWS_AT_ONCE):
                    rows = opened.collection.get(limit=ROWS_AT_ONCE, offset=start, include=["embeddings"])
                    vectors: Any = rows["embeddings"]
                    yield from zip(rows["ids"], np.asarray(vectors, np.float32), strict=True)
            except Exception as error:  # chromadb's errors share no base class
                raise unreadable(self.folder) from error

    def renew(
        self,
        vectors: Vectors,
        *,
        revision: int,
        model: str,
        advanced: Callable[[int], object] = lambda rows: None,
    ) -> Generation:
        """Publish a generation of these vectors, by the cheaper of two ways: the last one changed, or one built anew.

        `advanced` is told of statements that are done, those that stay as they were too. Raises IndexFailure, or
        chromadb's own error, when neither way leads to a generation that can be trusted; what was published stays.
        """
        try:
            before = self.generation
        except IndexFailure:
            before = None
        held = self._generations.held(before) if before is not None and before.model == model else None
        if before is not None and held is not None:
            wanted = {identity: print_of(vector) for identity, vector in vectors()}
            difference = difference_of(held, wanted)
            if difference.is_small(len(wanted), before.holes):
                try:
                    return self._grow(before, vectors, wanted, difference, revision, advanced)
                except Exception:  # whatever Chroma's copy suffers from, the vectors are whole
                    pass
        return self.rebuild(vectors(), revision=revision, model=model, advanced=advanced)

    def rebuild(
        self,
        vectors: Iterable[tuple[str, np.ndarray]],
        *,
        revision: int,
        model: str,
        advanced: Callable[[int], object] = lambda rows: None,
    ) -> Generation:
        """Build a generation from these vectors beside the published one, verify it, and publish it in its place.

        `advanced` is told of statements that are done. Raises IndexFailure, or chromadb's own error, when what was
        built cannot be trusted; what was published stays.
        """
        with self._generations.aside(revision) as folder:
            held: dict[str, str] = {}
            looked_at: dict[str, np.ndarray] = {}
            with _opened(folder) as client:
                collection = client.create_collection("statements", configuration={"hnsw": {"space": "cosine"}})
                for run in _in_runs(vectors):
                    _add(collection, run)
                    held |= {identity: print_of(vector) for identity, vector in run.items()}
                    looked_at |= _some_of(run)
                    advanced(len(run))
                _verify(collection, len(held), looked_at)
            return self._generations.publish(Generation(folder.name, revision, model, len(held)), held)

    def close(self) -> None:
        """Let go of the files."""
        with self._lock:
            self._retire()

    def _grow(
        self,
        before: Generation,
        vectors: Vectors,
        wanted: Mapping[str, str],
        difference: Difference,
        revision: int,
        advanced: Callable[[int], object],
    ) -> Generation:
        """Copy the published generation, change the copy, verify it, and publish it in the other's place."""
        to_add, to_remove = difference.to_add, difference.to_remove
        looked_at: dict[str, np.ndarray] = {}

        def added() -> Iterator[tuple[str, np.ndarray]]:
            for place, (identity, vector) in enumerate(vectors()):
                if identity in to_add:
                    yield identity, vector
                elif place % ROWS_AT_ONCE == 0:
                    looked_at[identity] = vector

        with self._generations.aside(revision) as folder:
            self._generations.copy(before, folder)
            with _opened(folder) as client:
                collection = client.get_collection("statements")
                gone = sorted(to_remove)
                for start in range(0, len(gone), ROWS_AT_ONCE):
                    collection.delete(ids=gone[start : start + ROWS_AT_ONCE])
                advanced(len(wanted) - len(to_add))
                for run in _in_runs(added()):
                    _add(collection, run)
                    looked_at |= _some_of(run)
                    advanced(len(run))
                _verify(collection, len(wanted), looked_at, sorted(to_remove - to_add)[:GONE_LOOKED_FOR])
            holes = before.holes + len(to_remove)
            grown = Generation(folder.name, revision, before.model, len(wanted), holes)
            return self._generations.publish(grown, wanted)

    @contextmanager
    def _lent(self) -> Iterator[_Opened | None]:
        """The published generation for one question; one that is no longer published closes after its last."""
        with self._lock:
            generation = self.generation
            if self._opened is None or self._opened.generation != generation:
                self._retire()
                if generation is not None and generation.statements:
                    self._opened = self._open(generation)
            opened = self._opened
            if opened is not None:
                opened.questions += 1
        try:
            yield opened
        finally:
            if opened is not None:
                with self._lock:
                    opened.questions -= 1
                    if opened is not self._opened and not opened.questions:
                        _close(opened.client)

    def _retire(self) -> None:
        opened, self._opened = self._opened, None
        if opened is not None and not opened.questions:
            _close(opened.client)

    def _open(self, generation: Generation) -> _Opened:
        folder = self.folder / generation.folder
        if not folder.is_dir():
            # Chroma would make an empty one.
            raise FileNotFoundError(folder)
        client = _open(folder)
        try:
            return _Opened(generation, client, client.get_collection("statements"))
        except BaseException:
            _close(client)
            raise


def _in_runs(vectors: Iterable[tuple[str, np.ndarray]]) -> Iterator[dict[str, np.ndarray]]:
    run: dict[str, np.ndarray] = {}
    for identity, vector in vectors:
        if identity in run:
            raise IndexFailure(f"The statement {identity} has two vectors; nothing was published.")
        run[identity] = vector
        if len(run) == ADDED_AT_ONCE:
            yield run
            run = {}
    if run:
        yield run


def _add(collection: Collection, run: Mapping[str, np.ndarray]) -> None:
    collection.add(ids=list(run), embeddings=np.array(list(run.values())))


def _some_of(run: Mapping[str, np.ndarray], some: int = 8) -> dict[str, np.ndarray]:
    ids = list(run)
    return {identity: run[identity] for identity in ids[:: max(1, len(ids) // some)]}


def _verify(collection: Collection, count: int, looked_at: Mapping[str, np.ndarray], gone: Sequence[str] = ()) -> None:
    """Raises IndexFailure unless the rows are as many as they should be, and these are among them, and those not."""
    if collection.count() != count:
        raise IndexFailure("The new index holds another number of statements than the archive; nothing was published.")
    if gone and collection.get(ids=list(gone), include=[])["ids"]:
        raise IndexFailure("The new index holds statements that are gone; nothing was published.")
    if not looked_at:
        return
    kept = collection.get(ids=list(looked_at), include=["embeddings"])
    vectors: Any = kept["embeddings"]
    there = {identity: np.asarray(vector, np.float32) for identity, vector in zip(kept["ids"], vectors, strict=True)}
    found = collection.query(query_embeddings=np.array(list(looked_at.values())), n_results=1, include=["distances"])
    distances = found["distances"]
    assert distances is not None
    # Another statement may hold the very same words: what must be there is a vector at no distance.
    again = sum(bool(row) and row[0] < NO_DISTANCE for row in distances)
    if again < FOUND_AGAIN * len(looked_at) or not all(
        identity in there and _distance(there[identity], vector) < NO_DISTANCE for identity, vector in looked_at.items()
    ):
        raise IndexFailure("The new index does not find its own statements; nothing was published.")


def _distance(one: np.ndarray, other: np.ndarray) -> float:
    # Chroma keeps unit vectors, whatever length came.
    return 1 - float(one @ other) / max(float(np.linalg.norm(one) * np.linalg.norm(other)), 1e-12)


@contextmanager
def _opened(folder: Path) -> Iterator[ClientAPI]:
    client = _open(folder)
    try:
        yield client
    finally:
        _close(client)


def _open(folder: Path) -> ClientAPI:
    import chromadb

    # The client writes the folder into what it is given.
    return chromadb.PersistentClient(str(folder), settings=_settings().model_copy())


@cache
def _settings() -> Settings:
    """Chroma's settings; to read them from the environment takes longer than to open a small index."""
    from chromadb.config import Settings

    return Settings(anonymized_telemetry=False)


def _close(client: ClientAPI) -> None:
    client.close()  # type: ignore[attr-defined]
