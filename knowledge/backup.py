"""One file that holds a store as it was at one moment, and the way back from it.

The file is a zip of the archive, as SQLite's online backup copies it while others read and write, and of a manifest
that says what is in it. The index is not in it: it is built again from the vectors.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import datetime
from importlib.metadata import version
from pathlib import Path
from typing import IO

from knowledge.archive import LAYOUT, Archive, ArchiveError, let_go_of
from knowledge.embedding import PACKAGED_MODEL, open_encoder
from knowledge.overwriting import why_not_over
from knowledge.store import Store, StoreError, only_writer
from knowledge.verifying import verify

_MANIFEST, _ARCHIVE = "manifest.json", "archive.sqlite"
_AT_ONCE = 1 << 20
#: What is at work beside the archive when it is put back: its index, and the copies that a database makes.
_ROOM = 2.5


class BackupError(StoreError):
    """A backup cannot be made or put back; the message says why and what mends it. Nothing was lost."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup holds."""

    #: The version of whosays that made it.
    whosays: str
    layout: int
    #: The fingerprint of the model that made the vectors; None for a store without any.
    model: str | None
    #: When it was made, as ISO 8601 writes it, in UTC.
    made: str
    articles: int
    notes: int
    statements: int
    bytes: int
    sha256: str


def back_up(
    store: Store, to: Path, *, now: datetime, advanced: Callable[[int, int], object] = lambda done, total: None
) -> Manifest:
    """Write the store as it is at this moment to one file, beside others who read and write.

    The file appears whole or not at all. `advanced` is told how much of the archive is copied. Raises BackupError
    when there is no room for it, and where it would take the place of the store's own files or of anything else that
    is no backup.
    """
    if why := why_not_over(store.folder, to, _is_backup, "backup"):
        raise BackupError(why)
    try:
        with tempfile.TemporaryDirectory(prefix=f".{to.name}.", dir=to.resolve().parent) as aside:
            copy = Path(aside) / _ARCHIVE
            store.archive.copy_to(copy, advanced)
            copied = Archive(Path(aside))
            counts, model = copied.counts(), copied.fact("model")
            copied.close()
            manifest = Manifest(
                whosays=version("whosays"),
                layout=LAYOUT,
                model=model,
                made=now.isoformat(),
                articles=counts.articles,
                notes=counts.notes,
                statements=counts.statements,
                bytes=copy.stat().st_size,
                sha256=_hash_of(copy),
            )
            packed = Path(aside) / "packed"
            with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as file:
                file.writestr(_MANIFEST, json.dumps(asdict(manifest), indent=2))
                file.write(copy, _ARCHIVE)
            with packed.open("rb+") as written:
                os.fsync(written.fileno())
            packed.replace(to)
    except OSError as error:
        raise BackupError(
            f"The backup could not be written to {to}: {error.strerror or error}. Nothing was changed."
        ) from error
    return manifest


def manifest_of(file: Path) -> Manifest:
    """What a backup says it holds. Raises BackupError for a file that is no backup, or one of a newer layout."""
    try:
        with zipfile.ZipFile(file) as packed:
            manifest = Manifest(**json.loads(packed.read(_MANIFEST)))
            packed.getinfo(_ARCHIVE)
    except FileNotFoundError as error:
        raise BackupError(f"There is no file {file}.") from error
    except (OSError, zipfile.BadZipFile, KeyError, ValueError, TypeError) as error:
        raise BackupError(f"{file} is no backup that `whosays kb backup` made, or it is cut off.") from error
    if manifest.layout > LAYOUT:
        raise BackupError(
            f"{file} has layout {manifest.layout}, this whosays reads up to layout {LAYOUT}: install whosays "
            f"{manifest.whosays} or newer."
        )
    return manifest


def _is_backup(file: Path) -> bool:
    try:
        manifest_of(file)
    except BackupError:
        return False
    return True


def restore(
    folder: Path,
    file: Path,
    *,
    model: str = PACKAGED_MODEL,
    embed_anew: bool = False,
    advanced: Callable[[str, int, int], object] = lambda what, done, total: None,
) -> Manifest:
    """Put a backup in the place of what the store in this folder holds, whatever state that is in.

    The backup is unpacked beside the store, verified, and its index built, before anything is swapped; until the end
    the former archive stands aside. Raises BackupError, and leaves the store as it was, for a file that is no whole
    backup, vectors of another model than `model` (unless they are to be made anew), a store that somebody has open,
    a disk without room. `advanced` is told the step, how much of it is done, and of how much.
    """
    manifest = manifest_of(file)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        made_with = open_encoder(model, folder / "models").card.fingerprint
        if not embed_anew and manifest.model not in (None, made_with):
            raise BackupError(
                f"The vectors in {file} were made with {manifest.model}, EMBEDDING_MODEL names {made_with}; set "
                f"EMBEDDING_MODEL={(manifest.model or '').rsplit('@', 1)[0]}, or make them anew with --embed-anew."
            )
        free = shutil.disk_usage(folder).free
        if free < manifest.bytes * _ROOM:
            raise BackupError(
                f"The disk that holds {folder} has {free:,} bytes free; putting {file} back takes "
                f"{int(manifest.bytes * _ROOM):,}. Nothing was changed."
            )
        # Held until the swap is over, so that nobody writes into what is being replaced.
        with only_writer(folder, "putting a backup back"):
            for left_behind in folder.glob(".restoring.*"):
                shutil.rmtree(left_behind, ignore_errors=True)
            before = _revision_before(folder)
            with tempfile.TemporaryDirectory(prefix=".restoring.", dir=folder) as aside:
                ready = Path(aside)
                _unpack(file, manifest, ready / _ARCHIVE, advanced)
                _make_ready(ready, folder / "models", model, before, embed_anew, advanced)
                if not let_go_of(folder):
                    raise BackupError(
                        f"Somebody has the store in {folder} open, a running bot perhaps; stop it and try again."
                    )
                with _former_aside(folder):
                    (ready / "index").replace(folder / "index")
                    (ready / _ARCHIVE).replace(folder / _ARCHIVE)
    except ArchiveError as error:
        raise BackupError(f"{error} The store is as it was.") from error
    except OSError as error:
        raise BackupError(
            f"The backup could not be put back: {error.strerror or error}. The store is as it was."
        ) from error
    return manifest


def _revision_before(folder: Path) -> int:
    if not (folder / _ARCHIVE).exists():
        return 0
    try:
        archive = Archive(folder)
        revision = archive.revision
        archive.close()
        return revision
    except ArchiveError:
        # It may be the very reason why a backup is put back.
        return 0


def _unpack(file: Path, manifest: Manifest, to: Path, advanced: Callable[[str, int, int], object]) -> None:
    try:
        with zipfile.ZipFile(file) as packed, packed.open(_ARCHIVE) as source, to.open("wb") as target:
            seen = hashlib.sha256()
            done = 0
            for piece in _pieces(source):
                target.write(piece)
                seen.update(piece)
                done += len(piece)
                advanced("unpacked", done, manifest.bytes)
            target.flush()
            os.fsync(target.fileno())
    except (zipfile.BadZipFile, EOFError) as error:
        raise BackupError(f"{file} is damaged; the store is as it was. Take an older backup.") from error
    if seen.hexdigest() != manifest.sha256:
        raise BackupError(f"{file} is damaged: it holds other bytes than it says. The store is as it was.")


def _make_ready(
    folder: Path,
    models: Path,
    model: str,
    before: int,
    embed_anew: bool,
    advanced: Callable[[str, int, int], object],
) -> None:
    """Open what was unpacked as a store of its own, bring it up to date, index it and verify it."""
    (folder / "models").symlink_to(models.resolve(), target_is_directory=True)
    ready = Store(folder, model=model, stance="none")
    try:
        # Whoever compares revisions takes neither store for the other.
        ready.archive.remember("revision", str(max(before, ready.archive.revision) + 1))
        counts = ready.archive.counts()
        done = 0

        def indexed(rows: int) -> None:
            nonlocal done
            done += rows
            advanced("index", done, counts.statements)

        with ready.writing() as writer:
            if embed_anew:
                writer.embed_anew(lambda done, total: advanced("vectors", done, total))
            writer.pay_index(indexed, anyway=True)
        looked_at = 0

        def verified(articles: int) -> None:
            nonlocal looked_at
            looked_at += articles
            advanced("verified", looked_at, counts.articles + counts.notes)

        faults = verify(ready, verified)
        if faults:
            worst = min(faults, key=lambda fault: fault.where != "kept")
            raise BackupError(f"The backup is not whole: {worst.what} The store is as it was.")
    finally:
        ready.close()
    let_go_of(folder)


@contextmanager
def _former_aside(folder: Path) -> Iterator[None]:
    """Keep the archive and the index that are replaced, until their successors are in their place.

    At every moment there is a whole archive: the former keeps a second name while the new one takes the first. An
    index that does not fit the archive beside it is built anew by whoever writes next.
    """
    archive, index = folder / _ARCHIVE, folder / "index"
    former_archive, former_index = folder / f"{_ARCHIVE}.former", folder / "index.former"
    _remove(former_archive)
    _remove(former_index)
    if archive.exists():
        try:
            os.link(archive, former_archive)
        except OSError:
            # Some disks know no second name.
            shutil.copyfile(archive, former_archive)
    if index.exists():
        index.replace(former_index)
    try:
        yield
    except BaseException:
        if former_archive.exists():
            former_archive.replace(archive)
        _remove(index)
        if former_index.exists():
            former_index.replace(index)
        raise
    _remove(former_archive)
    _remove(former_index)


def _remove(what: Path) -> None:
    if what.is_dir():
        shutil.rmtree(what)
    else:
        what.unlink(missing_ok=True)


def _pieces(file: IO[bytes]) -> Iterator[bytes]:
    while piece := file.read(_AT_ONCE):
        yield piece


def _hash_of(file: Path) -> str:
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()
