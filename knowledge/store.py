"""A store: the archive, the index derived from it, and the model that made its vectors, kept in step.

Readers come and go; there is one writer at a time. What the archive holds and the index does not yet is owed, and
paid at the end of every piece of writing, or by the next one.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext, suppress
from datetime import UTC, datetime
from pathlib import Path

import filelock
import numpy as np

from knowledge.archive import Archive, Change
from knowledge.embedding import PACKAGED_MODEL, CrossReader, SentenceEncoder, open_encoder
from knowledge.index import Index, IndexFailure
from knowledge.model import Article, Entry, OutletProfile, Statement
from knowledge.pairs import PairReader


class StoreError(Exception):
    """The store cannot be used as asked; the message says why and what mends it."""


class Store:
    """Everything that has been reported, opened from one folder."""

    def __init__(self, folder: Path, *, model: str = PACKAGED_MODEL, stance: str = "learned", threads: int = 0) -> None:
        self.folder = folder
        self.model = model
        self.stance = stance
        self.archive = Archive(folder)
        self.index = Index(folder / "index")
        self._threads = threads
        self._encoder: SentenceEncoder | None = None
        self._pairs: PairReader | CrossReader | None = None
        self._opening = threading.Lock()

    @property
    def encoder(self) -> SentenceEncoder:
        """The model, opened when first needed. Raises StoreError when another model made the store's vectors."""
        with self._opening, self._making(self._encoder):
            if self._encoder is None:
                encoder = open_encoder(self.model, self.folder / "models", threads=self._threads)
                made_with = self.archive.fact("model")
                if made_with is not None and made_with != encoder.card.fingerprint:
                    raise StoreError(
                        f"The vectors in {self.folder} were made with {made_with}, EMBEDDING_MODEL names "
                        f"{encoder.card.fingerprint}; set EMBEDDING_MODEL={made_with.rsplit('@', 1)[0]} "
                        "or make all vectors anew with `whosays kb reindex`."
                    )
                self._encoder = encoder
            return self._encoder

    @property
    def pairs(self) -> PairReader | CrossReader | None:
        """What reads a claim and a statement together, opened when first needed; None where none is wanted."""
        if self.stance == "none":
            return None
        with self._opening, self._making(self._pairs):
            if self._pairs is None and self.stance == "learned":
                self._pairs = PairReader.load(self.folder / "models" / "pairs", threads=self._threads)
            elif self._pairs is None:
                self._pairs = CrossReader(self.stance)
            return self._pairs

    def rest(self) -> None:
        """Let go of what embeds many passages at once, until many come again."""
        with self._opening:
            if self._encoder is not None:
                self._encoder.rest()

    def _making(self, opened: object) -> AbstractContextManager[object]:
        """Models that are not exported yet are made by one process, while others that open the store wait for them."""
        if opened is not None:
            return nullcontext()
        models = self.folder / "models"
        models.mkdir(parents=True, exist_ok=True)
        return filelock.FileLock(models / "making.lock")

    @contextmanager
    def writing(self, doing: str = "writing") -> Iterator[Writer]:
        """Be the one writer, and say what is being done. The index that the writing owes is paid at the end.

        Raises StoreError when somebody else is writing, here or in another process. The lock is the operating
        system's: a writer that is killed leaves none behind.
        """
        with only_writer(self.folder, doing):
            yield Writer(self)

    def owed(self) -> bool:
        """Whether the archive holds what the index does not."""
        try:
            generation = self.index.generation
        except IndexFailure:
            return True
        if generation is None:
            return self.archive.revision != 0
        return generation.revision != self.archive.revision or not self.index.is_whole()

    def close(self) -> None:
        """Let go of the files."""
        self.index.close()
        self.archive.close()


@contextmanager
def only_writer(folder: Path, doing: str = "writing") -> Iterator[None]:
    """Be the one writer of the store in this folder, and say what is being done.

    Raises StoreError when somebody else is writing, here or in another process.
    """
    lock = filelock.FileLock(folder / "writer.lock")
    holder = folder / "writer.txt"
    try:
        lock.acquire(timeout=0)
    except filelock.Timeout as error:
        raise StoreError(
            f"Somebody else is writing to {folder}{_who(holder)}; try again when they have finished."
        ) from error
    try:
        with suppress(OSError):
            # A full disk is found out, and said, by whatever is written next.
            holder.write_text(f"process {os.getpid()}, {doing} since {datetime.now(UTC):%d %B %Y, %H:%M} UTC")
        yield
    finally:
        with suppress(OSError):
            holder.unlink(missing_ok=True)
        lock.release()


class Writer:
    """What the one writer of a store may do."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def keep(self, entries: Sequence[Entry], advanced: Callable[[int], object] = lambda entries: None) -> list[Change]:
        """Keep these articles, each in one transaction with its visit and addresses; the unchanged cost no embedding.

        `advanced` is told how many entries are done since it was last told.
        """
        archive, encoder = self._store.archive, self._store.encoder
        if archive.fact("model") is None:
            archive.remember("model", encoder.card.fingerprint)
        changes: list[Change] = [archive.change_of(entry) for entry in entries]
        archive.revisit([entry for entry, change in zip(entries, changes, strict=True) if change == "unchanged"])
        wanted = [place for place, change in enumerate(changes) if change != "unchanged"]
        advanced(len(entries) - len(wanted))
        for run in _runs(entries, wanted):
            passages = [passage(one, entries[place].article) for place in run for one in entries[place].statements]
            vectors = encoder.encode(passages) if passages else np.zeros((0, encoder.card.dimension), np.float32)
            done = 0
            for place in run:
                entry = entries[place]
                rows = vectors[done : done + len(entry.statements)]
                # One of the entries before may have told the same story.
                changes[place] = archive.add(
                    entry.article,
                    entry.statements,
                    rows,
                    visit=entry.visit,
                    addresses=entry.addresses,
                    is_only_review=entry.is_only_review,
                )
                done += len(entry.statements)
            advanced(len(run))
        return changes

    def keep_profiles(self, profiles: Sequence[OutletProfile]) -> list[Change]:
        """Keep what others document about outlets."""
        return [self._store.archive.add_profile(profile) for profile in profiles]

    def remove(self, identity: str) -> bool:
        """Forget an article or a profile, with its statements and vectors; whether there was one."""
        return self._store.archive.remove(identity)

    def embed_anew(self, advanced: Callable[[int, int], object] = lambda done, total: None) -> None:
        """Make every vector again with the model that the settings name; the index is owed afterwards.

        `advanced` is told (done, of how many). Raises ModelError when there is no such model; the old vectors stay.
        """
        store = self._store
        encoder = open_encoder(store.model, store.folder / "models")
        ids: list[str] = []
        passages: list[str] = []
        for article in store.archive.articles():
            for statement in store.archive.statements_of(article.id):
                ids.append(statement.id)
                passages.append(passage(statement, article))
        rows = np.zeros((len(ids), encoder.card.dimension), np.float32)
        done = 0
        for places, vectors in encoder.encode_in_batches(passages):
            rows[places] = vectors
            done += len(places)
            advanced(done, len(ids))
        store.archive.replace_vectors(zip(ids, rows, strict=True), encoder.card.fingerprint)

    def pay_index(self, advanced: Callable[[int], object] = lambda rows: None, *, anyway: bool = False) -> bool:
        """Bring the index up to the archive when it is owed; whether it was.

        `anyway` builds it anew from the archive's vectors, owed or not. `advanced` is told of statements that are done.
        Raises IndexFailure, or chromadb's own error, when it cannot be paid: it stays owed, and the old one is read.
        """
        store = self._store
        if not anyway and not store.owed():
            return False
        # Nothing more is embedded, and a growing index is built in the room that the embedding leaves.
        store.rest()
        store.archive.count_words()
        revision, model = store.archive.revision, store.archive.fact("model") or ""
        if anyway:
            store.index.rebuild(store.archive.vectors(), revision=revision, model=model, advanced=advanced)
        else:
            store.index.renew(store.archive.vectors, revision=revision, model=model, advanced=advanced)
        return True


def _who(holder: Path) -> str:
    try:
        return f" ({holder.read_text(encoding='utf-8')})"
    except OSError:
        return ""


def passage(statement: Statement, article: Article) -> str:
    """The words a statement is found by: its own, and those that say what its article is about.

    "SOHR counted 26 ISIS dead" says neither where nor in what, and would be found by every toll of every year.
    """
    words = statement.span.of(article.text)
    if statement.place_in_article == "headline":
        return words
    about = "; ".join(filter(None, (article.title, article.place if article.is_note else None)))
    return f"{words} ({about})"


def _runs(entries: Sequence[Entry], wanted: Sequence[int], statements_at_once: int = 2048) -> Iterator[list[int]]:
    run: list[int] = []
    size = 0
    for place in wanted:
        run.append(place)
        size += len(entries[place].statements)
        if size >= statements_at_once:
            yield run
            run, size = [], 0
    if run:
        yield run
