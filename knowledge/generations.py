"""The published states of the index: which is current, what each holds, how two differ, and how one is published.

A generation is a folder. It is built aside, and becomes the current one when a small file that names it is swapped; so
whoever is killed, whenever, leaves the one before it as it was.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import uuid
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np

#: Where so large a share of the new generation's statements would be new, it is built from the vectors alone. A row
#: costs about as much in a copy as in a new graph (docs/measured.md), so a copy pays until nearly all is new; what is
#: left then is the chance of a tidy graph.
MOST_NEW = 0.5
#: A statement that goes leaves a hole in the graph; with more holes than this for a living one it is built anew.
MOST_HOLES = 0.2

#: The file in a generation's folder that says what it holds; it is written last.
_HELD = "held.json"
_CURRENT = "CURRENT"


class IndexFailure(Exception):
    """The index cannot be built or read; the message says why and what mends it."""


@dataclass(frozen=True, slots=True)
class Generation:
    """One published state of the index: which folder, made from which revision of the archive, by which model."""

    folder: str
    revision: int
    model: str
    statements: int
    #: Places in the graph of statements that have gone since it was last built from the vectors alone.
    holes: int = 0


@dataclass(frozen=True, slots=True)
class Difference:
    """What must happen to a generation's statements to make them the archive's."""

    #: Those that are new, and those whose vector is another now.
    to_add: frozenset[str]
    #: Those that are gone, and those whose vector was another.
    to_remove: frozenset[str]

    def is_small(self, statements: int, holes: int) -> bool:
        """Whether a copy that is changed costs less than a graph built anew; `statements` there will be.

        >>> Difference(frozenset("ab"), frozenset("b")).is_small(statements=10, holes=0)
        True
        >>> Difference(frozenset("ab"), frozenset("b")).is_small(statements=3, holes=0)
        False
        """
        return len(self.to_add) <= MOST_NEW * statements and holes + len(self.to_remove) <= MOST_HOLES * statements


def difference_of(held: Mapping[str, str], wanted: Mapping[str, str]) -> Difference:
    """How a generation that holds these prints of vectors, by id, differs from the one that is wanted.

    >>> found = difference_of({"a": "1", "b": "2", "c": "3"}, {"a": "1", "b": "9", "d": "4"})
    >>> sorted(found.to_add), sorted(found.to_remove)
    (['b', 'd'], ['b', 'c'])
    """
    return Difference(
        frozenset(identity for identity, printed in wanted.items() if held.get(identity) != printed),
        frozenset(identity for identity, printed in held.items() if wanted.get(identity) != printed),
    )


def print_of(vector: np.ndarray) -> str:
    """A short name for exactly this vector: the same for the same float32 numbers."""
    return hashlib.blake2b(np.ascontiguousarray(vector, np.float32).tobytes(), digest_size=8).hexdigest()


class Generations:
    """The generations in one folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @property
    def current(self) -> Generation | None:
        """What is published; None before the first generation. Raises IndexFailure where that cannot be read."""
        try:
            return Generation(**json.loads((self.folder / _CURRENT).read_text(encoding="utf-8")))
        except FileNotFoundError:
            return None
        except (OSError, ValueError, TypeError) as error:
            raise unreadable(self.folder) from error

    def is_whole(self, generation: Generation) -> bool:
        """Whether the generation's files are where its name says."""
        return (self.folder / generation.folder / _HELD).exists()

    def held(self, generation: Generation) -> dict[str, str] | None:
        """What it holds: the print of each statement's vector by the statement's id; None when its files do not say."""
        try:
            held: dict[str, str] = json.loads((self.folder / generation.folder / _HELD).read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return None
        return held if len(held) == generation.statements else None

    @contextmanager
    def aside(self, revision: int) -> Iterator[Path]:
        """A folder for a new generation, gone again when it does not come about."""
        self.folder.mkdir(parents=True, exist_ok=True)
        folder = self.folder / f"{revision}-{uuid.uuid4().hex[:8]}"
        try:
            yield folder
        except BaseException:
            shutil.rmtree(folder, ignore_errors=True)
            raise

    def copy(self, generation: Generation, to: Path) -> None:
        """Copy a generation's files, all but the list of what it holds, into `to`, which must not be there yet.

        Raises OSError, as when the disk is full or the generation has been removed meanwhile.
        """
        shutil.copytree(self.folder / generation.folder, to, ignore=shutil.ignore_patterns(_HELD))

    def publish(self, generation: Generation, held: Mapping[str, str]) -> Generation:
        """Make this the current one, and remove those that nobody reads any more, with what the killed have left.

        `held` is the print of each vector by the statement's id. The pointer is replaced in one step; a failure before
        it (OSError) leaves what was published.
        """
        (self.folder / generation.folder / _HELD).write_text(json.dumps(held), encoding="utf-8")
        try:
            before = self.current
        except IndexFailure:
            # A pointer nobody can read is what this publishing mends.
            before = None
        pointer = self.folder / f"{_CURRENT}.{generation.folder}"
        with pointer.open("w", encoding="utf-8") as written:
            written.write(json.dumps(asdict(generation)))
            written.flush()
            # A pointer that outlives a power cut must not be empty.
            os.fsync(written.fileno())
        pointer.replace(self.folder / _CURRENT)
        # Whoever still reads the generation before this one keeps it until the next.
        kept = {generation.folder, before.folder if before else ""}
        for left in self.folder.iterdir():
            if left.is_dir() and left.name not in kept:
                shutil.rmtree(left, ignore_errors=True)
            elif left.name.startswith(f"{_CURRENT}."):
                left.unlink(missing_ok=True)
        return generation


def unreadable(folder: Path) -> IndexFailure:
    """What is said of an index that cannot be read."""
    return IndexFailure(f"The index in {folder} cannot be read; `whosays kb reindex` mends it.")
