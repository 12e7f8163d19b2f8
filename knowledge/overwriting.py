"""Whether a file may be written at a place: never over the store itself, nor over what is not ours to replace."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

#: Files in a store's folder whose names begin so are the store's own, its journals among them.
_OWN = ("archive.sqlite", "people.sqlite", "sources.toml", "sites.json", "writer.")
#: Folders of the store in which everything is its own.
_OWN_FOLDERS = ("index", "index.former", "models")


def why_not_over(folder: Path, to: Path, is_one: Callable[[Path], bool], kind: str) -> str | None:
    """Why nothing is written to this place, as a sentence; None where it may be.

    `folder` is the store's; `is_one` says whether the file that lies there is of the kind that is to be written, and
    so may be replaced by a newer one. An empty file may be written over.
    """
    home, real = folder.resolve(), to.resolve()
    is_own_file = real.parent == home and real.name.startswith(_OWN)
    # A folder of the store may be a link to where it has more room.
    if is_own_file or any(real.is_relative_to((home / own).resolve()) for own in _OWN_FOLDERS):
        return f"{to} is a part of the store itself; name another file. Nothing was written."
    if not to.exists():
        return None
    if not to.is_file():
        return f"{to} is no file; name another place. Nothing was written."
    if to.stat().st_size == 0 or is_one(to):
        return None
    return f"{to} is there already and is no {kind}; name another file, or take it away first. Nothing was written."
