"""Whether a store is whole: the archive in itself, and the index against the archive."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import islice

import numpy as np

from knowledge.archive import Fault
from knowledge.index import IndexFailure
from knowledge.store import Store, Writer

#: Chroma keeps unit vectors, whatever float came.
_SAME = 1e-4
#: More sentences about one sort of fault than this tell nobody anything.
_MOST_NAMED = 5


def verify(store: Store, advanced: Callable[[int], object] = lambda articles: None) -> tuple[Fault, ...]:
    """Everything that is wrong in a store; nothing when it is whole. `advanced` is told of articles looked at."""
    return (*store.archive.faults(advanced), *_faults_of_index(store))


def mend(
    store: Store, writer: Writer, faults: tuple[Fault, ...], advanced: Callable[[int], object] = lambda rows: None
) -> None:
    """Make anew what is derived and wrong: the full text and figures, then the index. Kept words are not touched."""
    if any(fault.where == "derived" for fault in faults):
        store.archive.derive_anew()
    writer.pay_index(advanced, anyway=True)


def _faults_of_index(store: Store) -> Iterator[Fault]:
    try:
        if store.owed():
            yield Fault("index", "The index is not up to date with the archive.")
            return
        seen: set[str] = set()
        strange = wrong = 0
        for run in _runs(store.index.contents()):
            kept = store.archive.vectors_of(list(run))
            seen |= run.keys()
            strange += len(run) - len(kept)
            wrong += sum(not _alike(vector, run[identity]) for identity, vector in kept.items())
    except IndexFailure as error:
        yield Fault("index", str(error))
        return
    missing = store.archive.counts().statements - (len(seen) - strange)
    generation = store.index.generation
    if missing:
        yield Fault("index", f"The index lacks {_statements(missing)} of the archive.")
    if strange:
        yield Fault("index", f"The index holds {_statements(strange)} that the archive does not.")
    if wrong:
        yield Fault("index", f"The index has another vector than the archive for {_statements(wrong)}.")
    if generation is not None and generation.model != (store.archive.fact("model") or ""):
        yield Fault("index", f"The index was made with {generation.model}, the archive's vectors were not.")


def _runs(rows: Iterable[tuple[str, np.ndarray]], at_once: int = 4000) -> Iterator[dict[str, np.ndarray]]:
    every = iter(rows)
    while run := dict(islice(every, at_once)):
        yield run


def _alike(one: np.ndarray, other: np.ndarray) -> bool:
    if one.shape != other.shape:
        return False
    lengths = float(np.linalg.norm(one) * np.linalg.norm(other))
    return abs(1 - float(one @ other) / max(lengths, 1e-12)) < _SAME


def _statements(number: int) -> str:
    return f"{number:,} statement{'' if number == 1 else 's'}"


def told(faults: tuple[Fault, ...]) -> Iterator[str]:
    """The faults as sentences, the first few of each sort, and the number of the rest."""
    sorts: dict[str, list[Fault]] = {}
    for fault in faults:
        sorts.setdefault(" ".join(fault.what.split()[:2] + fault.what.split()[-4:]), []).append(fault)
    for alike in sorts.values():
        yield from (fault.what for fault in alike[:_MOST_NAMED])
        if len(alike) > _MOST_NAMED:
            yield f"… and {len(alike) - _MOST_NAMED:,} more like these."
